/* The dispatch of a piece at given master columns, and what it proves (docs/solver.md, D2, D3). */
#include "solver/piece_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "solver/row_sums.h"

static double term_sum(const piece *p, int first, int n, const double *masters)
{
    double sum = 0.0;
    for (int k = first; k < first + n; k++)
        sum += p->term_value[k] * masters[p->term_index[k]];
    return sum;
}

static bool is_of_station(const piece *p, const piece_row *r)
{
    return r->source >= p->first_station_row && r->source < p->first_station_row + p->n_station_rows;
}

static double row_lower(const piece *p, const piece_row *r)
{
    return is_of_station(p, r) ? r->lower - p->per_kw * p->room.export : r->lower;
}

static double row_upper(const piece *p, const piece_row *r)
{
    return is_of_station(p, r) ? r->upper + p->per_kw * p->room.import : r->upper;
}

/* A row with one dispatch column bounds it. */
static void narrow(const piece *p, piece_bench *b, int row, double shift)
{
    const piece_row *r = &p->rows[row];
    const int j = p->entry_column[r->first_entry];
    const double factor = p->entry_value[r->first_entry];
    const double x = (row_lower(p, r) - shift) / factor, y = (row_upper(p, r) - shift) / factor;
    const double low = fmin(x, y), high = fmax(x, y);
    if (low > b->low[j]) {
        b->low[j] = low;
        b->low_row[j] = row;
    }
    if (high < b->high[j]) {
        b->high[j] = high;
        b->high_row[j] = row;
    }
}

/* What C leaves of each row goes to bounds and right-hand sides. */
static void place_bounds(const piece *p, piece_bench *b, lp_solver *s, const double *masters)
{
    for (int j = 0; j < p->n_columns; j++) {
        b->low[j] = lower_of(p, j);
        b->high[j] = p->upper[j];
        b->low_row[j] = b->high_row[j] = LP_NONE;
    }
    for (int i = 0; i < p->n_rows; i++) {
        const piece_row *r = &p->rows[i];
        const double shift = term_sum(p, r->first_term, r->n_terms, masters);
        if (i < p->n_real)
            lp_solver_set_row_bounds(s, i, row_lower(p, r) - shift, row_upper(p, r) - shift);
        else
            narrow(p, b, i, shift);
    }
    for (int j = 0; j < p->n_columns; j++)
        lp_solver_set_bounds(s, j, fmin(b->low[j], fmax(b->high[j], lower_of(p, j))),
                             fmax(b->high[j], lower_of(p, j)));
}

/* Costs with the quantities priced. */
static void place_prices(const piece *p, piece_bench *b, lp_solver *s, const double *price)
{
    memcpy(b->priced, p->cost, (size_t)p->n_columns * sizeof *p->cost);
    for (size_t q = 0; q < p->n_quantities; q++) {
        const piece_quantity *k = &p->quantities[q];
        for (int e = k->first_entry; e < k->first_entry + k->n_entries; e++)
            b->priced[p->entry_column[e]] += price[q] * p->entry_value[e];
    }
    for (int j = 0; j < p->n_columns; j++)
        lp_solver_set_cost(s, j, b->priced[j]);
    for (int k = 0; k < p->n_elastic; k++)
        lp_solver_set_cost(s, p->n_columns + k, p->elastic_price);
}

/* Cost of the dispatch x at C, without elastic columns. */
static double keur_at(const piece *p, const double *masters, const double *x)
{
    double keur = p->constant;
    for (int j = 0; j < p->n_columns; j++)
        keur += p->cost[j] * x[j];
    for (int k = 0; k < p->n_costs; k++)
        keur += p->costs[k].value * masters[p->costs[k].index];
    return keur;
}

static double entry_sum(const piece *p, int first, int n, const double *x)
{
    double sum = 0.0;
    for (int e = first; e < first + n; e++)
        sum += p->entry_value[e] * x[p->entry_column[e]];
    return sum;
}

static void read_quantities(const piece *p, const double *masters, const double *x, double *sums)
{
    for (size_t q = 0; q < p->n_quantities; q++) {
        const piece_quantity *k = &p->quantities[q];
        sums[q] = k->known + term_sum(p, k->first_term, k->n_terms, masters) +
                  entry_sum(p, k->first_entry, k->n_entries, x);
    }
}

static void read_values(const piece *p, const double *masters, const double *x,
                        piece_result *result)
{
    result->keur = keur_at(p, masters, x);
    result->elastic_kw = 0.0;
    for (int k = p->n_columns; k < p->n_columns + p->n_elastic; k++) {
        result->keur += p->elastic_price * x[k];
        result->elastic_kw = fmax(result->elastic_kw, x[k]);
    }
    read_quantities(p, masters, x, result->quantity);
    if (result->x)
        memcpy(result->x, x, (size_t)p->n_columns * sizeof *x);
}

double piece_judge(const piece *p, const double *masters, const double *x, double *keur,
                   double *quantity_sums)
{
    double worst = 0.0;
    *keur = keur_at(p, masters, x);
    read_quantities(p, masters, x, quantity_sums);
    for (int i = 0; i < p->n_rows; i++) {
        const piece_row *r = &p->rows[i];
        const double sum = term_sum(p, r->first_term, r->n_terms, masters) +
                           entry_sum(p, r->first_entry, r->n_entries, x);
        worst = fmax(worst, beyond(sum, r->lower, r->upper));
    }
    for (int j = 0; j < p->n_columns; j++)
        worst = fmax(worst, beyond(x[j], lower_of(p, j), p->upper[j]));
    return worst;
}

static void use_dual(const piece *p, const piece_row *r, double y, piece_result *result)
{
    if (fpclassify(y) == FP_ZERO)
        return;
    result->cut_constant += y * (y > 0.0 ? row_lower(p, r) : row_upper(p, r));
    if (is_of_station(p, r))
        *(y > 0.0 ? &result->worth.export : &result->worth.import) += fabs(y) * p->per_kw;
    for (int k = r->first_term; k < r->first_term + r->n_terms; k++)
        result->cut_slope[p->term_index[k]] -= y * p->term_value[k];
    if (result->duals)
        result->duals[r->source] = (float)y;
}

/* (D2) The cut below V that these duals prove; duals go in as they are stored, in single precision. */
static void make_cut(const piece *p, const piece_bench *b, size_t n_columns, const double *price,
                     piece_result *result)
{
    memset(result->cut_slope, 0, n_columns * sizeof *result->cut_slope);
    if (result->duals)
        memset(result->duals, 0, p->n_source_rows * sizeof *result->duals);
    result->cut_constant = p->constant;
    result->worth = (station_room){0.0, 0.0};
    for (int k = 0; k < p->n_costs; k++)
        result->cut_slope[p->costs[k].index] += p->costs[k].value;
    for (size_t q = 0; q < p->n_quantities; q++) {
        const piece_quantity *k = &p->quantities[q];
        result->cut_constant += price[q] * k->known;
        for (int e = k->first_term; e < k->first_term + k->n_terms; e++)
            result->cut_slope[p->term_index[e]] += price[q] * p->term_value[e];
    }
    double *r = malloc(((size_t)p->n_columns + 1) * sizeof *r);
    if (!r) {
        result->cut_constant = -INFINITY;
        return;
    }
    memcpy(r, b->priced, (size_t)p->n_columns * sizeof *r);
    for (int i = 0; i < p->n_real; i++) {
        const piece_row *row = &p->rows[i];
        const double y = clipped((double)(float)b->y[i], row->lower, row->upper);
        use_dual(p, row, y, result);
        for (int k = row->first_entry; k < row->first_entry + row->n_entries; k++)
            r[p->entry_column[k]] -= y * p->entry_value[k];
    }
    for (int j = 0; j < p->n_columns; j++) {
        const int source = r[j] > 0.0 ? b->low_row[j] : b->high_row[j];
        if (source >= 0) {
            const double factor = p->entry_value[p->rows[source].first_entry];
            const double y = (double)(float)(r[j] / factor);
            use_dual(p, &p->rows[source], y, result);
            r[j] -= y * factor;
        }
        result->cut_constant += r[j] * (r[j] > 0.0 ? lower_of(p, j) : p->upper[j]);
    }
    free(r);
}

/* Of each relaxing column no more than this dispatch uses, one after the other. */
static void find_needed(const piece *p, const unit_columns *columns, const double *masters,
                        const double *x, double *needed)
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
        const double sum = term_sum(p, r->first_term, r->n_terms, masters) +
                           entry_sum(p, r->first_entry, r->n_entries, x);
        const double slack = fmax(0.0, isinf(r->lower) ? r->upper - sum : sum - r->lower);
        bool given = false;
        for (int k = r->first_term; k < r->first_term + r->n_terms; k++) {
            double *of_master = &spare[p->term_index[k]];
            if (!columns->relaxing[p->term_index[k]])
                continue;
            *of_master = given ? 0.0 : fmin(*of_master, slack / fabs(p->term_value[k]));
            given = true;
        }
    }
    for (size_t k = 0; k < columns->n_columns; k++)
        if (columns->relaxing[k])
            needed[k] = isinf(spare[k]) ? 0.0 : fmax(0.0, masters[k] - spare[k]);
    free(spare);
}

status piece_solve(piece *p, piece_bench *bench, const unit_columns *columns, const double *masters,
                   const double *price, const lp_limits *limits, diag_list *diags,
                   lp_outcome *outcome, piece_result *result)
{
    lp_solver *solver = NULL;
    status st = piece_bench_take(bench, p, diags, &solver);
    if (st != STATUS_OK)
        return st;
    place_prices(p, bench, solver, price);
    place_bounds(p, bench, solver, masters);
    if (piece_bench_restore(bench, p))
        st = lp_solver_simplex(solver, LP_DUAL_FLIP, limits, outcome, bench->x, bench->y);
    else
        st = lp_solver_relaxation(solver, limits, outcome, bench->x, bench->y);
    piece_bench_keep(bench, p);
    if (st != STATUS_OK || *outcome != LP_OPTIMAL)
        return st;
    read_values(p, masters, bench->x, result);
    make_cut(p, bench, columns->n_columns, price, result);
    find_needed(p, columns, masters, bench->x, result->needed);
    return STATUS_OK;
}

/* Where the basis gives no duals any more the program is solved once more: another cut at the same C. */
status piece_cut_again(piece *p, piece_bench *bench, const unit_columns *columns,
                       const double *masters, const double *price, const unsigned char *basis,
                       const lp_limits *limits, diag_list *diags, lp_outcome *outcome,
                       piece_result *result)
{
    lp_solver *solver = NULL;
    bool found = false;
    *outcome = LP_OPTIMAL;
    status st = piece_bench_take(bench, p, diags, &solver);
    if (st != STATUS_OK)
        return st;
    place_prices(p, bench, solver, price);
    place_bounds(p, bench, solver, masters);
    lp_solver_set_basis(solver, basis);
    st = lp_solver_basis_duals(solver, &found, bench->y);
    if (st == STATUS_OK && !found) {
        lp_solver_forget_basis(solver);
        st = lp_solver_relaxation(solver, limits, outcome, bench->x, bench->y);
    }
    if (st == STATUS_OK && *outcome == LP_OPTIMAL)
        make_cut(p, bench, columns->n_columns, price, result);
    return st;
}
