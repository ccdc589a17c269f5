/* The dispatch of a piece at given master columns, and what it proves (docs/solver.md, D2, D3). */
#include "solver/piece_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The real rows and all columns as a program of their own. */
static status load(piece *p, diag_list *diags)
{
    lp *small = lp_new();
    if (!small)
        return STATUS_NO_MEMORY;
    lp_leave_out_names(small);
    for (int j = 0; j < p->n_columns; j++) {
        lp_add_column(small, p->lower[j], p->upper[j], false, "x");
        lp_add_cost(small, j, p->cost[j]);
        p->priced[j] = p->cost[j];
    }
    for (int k = 0; k < p->n_elastic; k++)
        lp_add_cost(small, lp_add_column(small, 0.0, INFINITY, false, "x"), p->elastic_price);
    for (int i = 0; i < p->n_real; i++) {
        const piece_row *r = &p->rows[i];
        lp_add_row(small, LP_KW, r->lower, r->upper, "r");
        for (int k = r->first_entry; k < r->first_entry + r->n_entries; k++)
            lp_add(small, i, p->entry_column[k], p->entry_value[k]);
        if (r->elastic >= 0)
            lp_add(small, i, r->elastic, isfinite(r->upper) ? -1.0 : 1.0);
    }
    status st = lp_finish(small);
    if (st == STATUS_OK)
        st = lp_solver_new(small, diags, &p->solver);
    lp_free(small);
    return st;
}

static double term_sum(const piece *p, int first, int n, const double *masters)
{
    double sum = 0.0;
    for (int k = first; k < first + n; k++)
        sum += p->terms[k].value * masters[p->terms[k].index];
    return sum;
}

/* What C leaves of each row goes to bounds and right-hand sides. */
static void place_bounds(piece *p, const double *masters)
{
    for (int j = 0; j < p->n_columns; j++) {
        p->low[j] = p->lower[j];
        p->high[j] = p->upper[j];
        p->low_row[j] = p->high_row[j] = LP_NONE;
    }
    for (int i = 0; i < p->n_rows; i++) {
        const piece_row *r = &p->rows[i];
        const double shift = term_sum(p, r->first_term, r->n_terms, masters);
        if (r->bounds < 0) {
            if (r->n_terms > 0)
                lp_solver_set_row_bounds(p->solver, i, r->lower - shift, r->upper - shift);
            continue;
        }
        const double a = (r->lower - shift) / r->factor, b = (r->upper - shift) / r->factor;
        const double low = fmin(a, b), high = fmax(a, b);
        const int j = r->bounds;
        if (low > p->low[j]) {
            p->low[j] = low;
            p->low_row[j] = i;
        }
        if (high < p->high[j]) {
            p->high[j] = high;
            p->high_row[j] = i;
        }
    }
    for (int j = 0; j < p->n_columns; j++)
        lp_solver_set_bounds(p->solver, j, fmin(p->low[j], fmax(p->high[j], p->lower[j])),
                             fmax(p->high[j], p->lower[j]));
}

/* Costs with the quantities priced, where the prices have changed. */
static void place_prices(piece *p, const double *price)
{
    bool same = true;
    for (size_t q = 0; q < p->n_quantities; q++)
        same &= fabs(price[q] - p->price[q]) <= 0.0;
    if (same)
        return;
    memcpy(p->price, price, p->n_quantities * sizeof *price);
    memcpy(p->priced, p->cost, (size_t)p->n_columns * sizeof *p->cost);
    for (size_t q = 0; q < p->n_quantities; q++) {
        const piece_quantity *k = &p->quantities[q];
        for (int e = k->first_entry; e < k->first_entry + k->n_entries; e++)
            p->priced[p->entry_column[e]] += price[q] * p->entry_value[e];
    }
    for (int j = 0; j < p->n_columns; j++)
        lp_solver_set_cost(p->solver, j, p->priced[j]);
}

/* Cost and quantities of the dispatch at C. */
static void read_values(const piece *p, const double *masters, piece_result *result)
{
    double keur = p->constant;
    for (int j = 0; j < p->n_columns; j++)
        keur += p->cost[j] * p->x[j];
    for (int k = 0; k < p->n_costs; k++)
        keur += p->costs[k].value * masters[p->costs[k].index];
    result->elastic_kw = 0.0;
    for (int k = p->n_columns; k < p->n_columns + p->n_elastic; k++) {
        keur += p->elastic_price * p->x[k];
        result->elastic_kw = fmax(result->elastic_kw, p->x[k]);
    }
    result->keur = keur;
    for (size_t q = 0; q < p->n_quantities; q++) {
        const piece_quantity *k = &p->quantities[q];
        double sum = k->known + term_sum(p, k->first_term, k->n_terms, masters);
        for (int e = k->first_entry; e < k->first_entry + k->n_entries; e++)
            sum += p->entry_value[e] * p->x[p->entry_column[e]];
        result->quantity[q] = sum;
    }
}

/* A dual whose sign asks for a bound that the row does not have proves nothing: 0. */
static double clipped(const piece_row *r, double y)
{
    if ((y > 0.0 && isinf(r->lower)) || (y < 0.0 && isinf(r->upper)))
        return 0.0;
    return y;
}

static void use_dual(const piece *p, const piece_row *r, double y, piece_result *result)
{
    if (fpclassify(y) == FP_ZERO)
        return;
    result->cut_constant += y * (y > 0.0 ? r->lower : r->upper);
    for (int k = r->first_term; k < r->first_term + r->n_terms; k++)
        result->cut_slope[p->terms[k].index] -= y * p->terms[k].value;
    if (result->duals)
        result->duals[r->source] = (float)y;
}

/* (D2) The cut below V that these duals prove; duals go in as they are stored, in single precision. */
static void make_cut(piece *p, size_t n_columns, const double *price, piece_result *result)
{
    double *reduced = p->priced; /* of the loaded costs, and put back below */
    memset(result->cut_slope, 0, n_columns * sizeof *result->cut_slope);
    if (result->duals)
        memset(result->duals, 0, p->n_source_rows * sizeof *result->duals);
    result->cut_constant = p->constant;
    for (int k = 0; k < p->n_costs; k++)
        result->cut_slope[p->costs[k].index] += p->costs[k].value;
    for (size_t q = 0; q < p->n_quantities; q++) {
        const piece_quantity *k = &p->quantities[q];
        result->cut_constant += price[q] * k->known;
        for (int e = k->first_term; e < k->first_term + k->n_terms; e++)
            result->cut_slope[p->terms[e].index] += price[q] * p->terms[e].value;
    }
    double *r = malloc(((size_t)p->n_columns + 1) * sizeof *r);
    if (!r) {
        result->cut_constant = -INFINITY;
        return;
    }
    memcpy(r, reduced, (size_t)p->n_columns * sizeof *r);
    for (int i = 0; i < p->n_real; i++) {
        const piece_row *row = &p->rows[i];
        const double y = clipped(row, (double)(float)p->y[i]);
        use_dual(p, row, y, result);
        for (int k = row->first_entry; k < row->first_entry + row->n_entries; k++)
            r[p->entry_column[k]] -= y * p->entry_value[k];
    }
    for (int j = 0; j < p->n_columns; j++) {
        const int source = r[j] > 0.0 ? p->low_row[j] : p->high_row[j];
        if (source >= 0) {
            const double y = (double)(float)(r[j] / p->rows[source].factor);
            use_dual(p, &p->rows[source], y, result);
            r[j] -= y * p->rows[source].factor;
        }
        result->cut_constant += r[j] * (r[j] > 0.0 ? p->lower[j] : p->upper[j]);
    }
    free(r);
}

/* Of each relaxing column no more than this dispatch uses, one after the other. */
static void find_needed(const piece *p, const unit_columns *columns, const double *masters,
                        double *needed)
{
    double *spare = malloc((columns->n_columns + 1) * sizeof *spare);
    memcpy(needed, masters, columns->n_columns * sizeof *needed);
    if (!spare)
        return;
    for (size_t k = 0; k < columns->n_columns; k++)
        spare[k] = INFINITY;
    /* A row's slack goes to its first relaxing column; others in it keep what they have. */
    for (int i = 0; i < p->n_rows; i++) {
        const piece_row *r = &p->rows[i];
        if (r->n_terms == 0)
            continue;
        double sum = term_sum(p, r->first_term, r->n_terms, masters);
        for (int k = r->first_entry; k < r->first_entry + r->n_entries; k++)
            sum += p->entry_value[k] * p->x[p->entry_column[k]];
        const double slack = fmax(0.0, isinf(r->lower) ? r->upper - sum : sum - r->lower);
        bool given = false;
        for (int k = r->first_term; k < r->first_term + r->n_terms; k++) {
            const master_term *m = &p->terms[k];
            if (!columns->relaxing[m->index])
                continue;
            spare[m->index] = given ? 0.0 : fmin(spare[m->index], slack / fabs(m->value));
            given = true;
        }
    }
    for (size_t k = 0; k < columns->n_columns; k++)
        if (columns->relaxing[k])
            needed[k] = isinf(spare[k]) ? 0.0 : fmax(0.0, masters[k] - spare[k]);
    free(spare);
}

status piece_solve(piece *p, const unit_columns *columns, const double *masters,
                   const double *price, const lp_limits *limits, diag_list *diags,
                   lp_outcome *outcome, piece_result *result)
{
    const bool first = p->solver == NULL;
    status st = first ? load(p, diags) : STATUS_OK;
    if (st != STATUS_OK)
        return st;
    place_prices(p, price);
    place_bounds(p, masters);
    st = first ? lp_solver_relaxation(p->solver, limits, outcome, p->x, p->y)
               : lp_solver_simplex(p->solver, LP_DUAL_FLIP, limits, outcome, p->x, p->y);
    if (st != STATUS_OK || *outcome != LP_OPTIMAL)
        return st;
    read_values(p, masters, result);
    make_cut(p, columns->n_columns, price, result);
    find_needed(p, columns, masters, result->needed);
    return STATUS_OK;
}
