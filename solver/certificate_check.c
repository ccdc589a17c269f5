#include "solver/certificate_check.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "solver/certificate_parts.h"

/* --- names for what fails ------------------------------------------------------------------------ */

/* The piece once more, now with names; NULL when memory is out. */
static formulation *named_piece(const certificate_check *c, const evidence_part *part)
{
    const scope place = {part->station, part->milestone, part->day};
    formulation *f = formulation_new(c->region, c->perspective, place);
    if (!f)
        return NULL;
    master_add_columns(f);
    quantity_add(f);
    dispatch_add_day(f, part->station, part->milestone, part->day);
    return f;
}

static const lp *names_of(name_giver *g)
{
    if (g->part->investments)
        return g->c->inv->lp;
    if (!g->named)
        g->named = named_piece(g->c, g->part);
    return g->named ? g->named->lp : NULL;
}

const char *row_name(name_giver *g, int row)
{
    const lp *p = names_of(g);
    return p ? lp_row_name(p, row) : "?";
}

const char *column_name(name_giver *g, int column)
{
    const lp *p = names_of(g);
    return p ? lp_column_name(p, column) : "?";
}

/* --- making -------------------------------------------------------------------------------------- */

static bool make_solution(solution *s, size_t columns, size_t rows)
{
    s->x = calloc(columns + 1, sizeof *s->x);
    s->sum = calloc(rows + 1, sizeof *s->sum);
    return s->x && s->sum;
}

static bool make_arrays(certificate_check *c)
{
    const size_t columns = (size_t)c->n_columns, rows = (size_t)c->n_rows;
    c->duals = calloc(rows + 1, sizeof *c->duals);
    c->known = calloc(rows + 1, sizeof *c->known);
    c->reduced = calloc(columns + 1, sizeof *c->reduced);
    c->low = calloc(columns + 1, sizeof *c->low);
    c->high = calloc(columns + 1, sizeof *c->high);
    c->allowed = calloc(columns + 1, sizeof *c->allowed);
    c->is_quantity = calloc(columns + 1, sizeof *c->is_quantity);
    c->is_shortfall = calloc(columns + 1, sizeof *c->is_shortfall);
    return c->duals && c->known && c->reduced && c->low && c->high && c->allowed &&
           c->is_quantity && c->is_shortfall && make_solution(&c->plan, columns, rows) &&
           make_solution(&c->quo, columns, rows);
}

typedef void quantity_visit(certificate_check *c, int column, int row);

static void each_quantity(certificate_check *c, quantity_visit *visit)
{
    const quantity *q = &c->inv->quantity;
    const size_t years = c->region->horizon.n_milestones, parks = c->region->n_parks * years;
    for (size_t k = 0; k < parks + years; k++) {
        if (q->co2_column[k] >= 0)
            visit(c, q->co2_column[k], q->co2_row[k]);
        if (k < parks && q->renewable_column[k] >= 0)
            visit(c, q->renewable_column[k], q->renewable_row[k]);
        if (k < parks && q->use_column[k] >= 0)
            visit(c, q->use_column[k], q->use_row[k]);
    }
}

/* The investments' part of a quantity; dispatch adds its own. */
static void start_quantity(certificate_check *c, int column, int row)
{
    const lp *p = c->inv->lp;
    const lp_row_view v = lp_row(p, row);
    c->is_quantity[column] = true;
    c->low[column] = c->high[column] = -lp_row_lower(p, row);
    for (int k = 0; k < v.n; k++)
        if (v.columns[k] != column)
            widen(v.values[k], lp_lower(p, v.columns[k]), lp_upper(p, v.columns[k]),
                  &c->low[column], &c->high[column]);
}

status certificate_check_new(const region *r, perspective who, bool relaxed, verification *v,
                             certificate_check **out)
{
    certificate_check *c = calloc(1, sizeof *c);
    if (!c)
        return STATUS_NO_MEMORY;
    *c = (certificate_check){.region = r, .perspective = who, .relaxed = relaxed, .v = v};
    status st = formulation_investments(r, who, &c->inv);
    if (st == STATUS_OK) {
        c->n_columns = lp_columns(c->inv->lp);
        c->n_rows = lp_rows(c->inv->lp);
        st = make_arrays(c) ? STATUS_OK : STATUS_NO_MEMORY;
    }
    if (st != STATUS_OK) {
        certificate_check_free(c);
        return st;
    }
    each_quantity(c, start_quantity);
    for (size_t k = 0; k < r->n_targets * r->horizon.n_milestones; k++)
        if (c->inv->target_slack[k] >= 0)
            c->is_shortfall[c->inv->target_slack[k]] = true;
    for (int j = 0; j < c->n_columns; j++)
        c->reduced[j] = lp_cost(c->inv->lp, j);
    c->bound_keur = c->plan.keur = c->quo.keur = lp_constant(c->inv->lp);
    *out = c;
    return STATUS_OK;
}

void certificate_check_free(certificate_check *c)
{
    if (!c)
        return;
    formulation_free(c->inv);
    free(c->plan.x);
    free(c->plan.sum);
    free(c->quo.x);
    free(c->quo.sum);
    free(c->duals);
    free(c->known);
    free(c->reduced);
    free(c->low);
    free(c->high);
    free(c->allowed);
    free(c->is_quantity);
    free(c->is_shortfall);
    free(c);
}

/* --- single checks --------------------------------------------------------------------------------- */

void check_row(certificate_check *c, name_giver *g, lp_unit unit, int row, double off)
{
    static const check_kind kinds[LP_UNIT_COUNT] = {
        [LP_KW] = CHECK_rows_kw, [LP_KEUR] = CHECK_rows_eur, [LP_OTHER] = CHECK_rows_other};
    const double scale = unit == LP_KEUR ? EUR_PER_KEUR : 1.0;
    /* The name is dear, and wanted only for what fails. */
    const char *name = off > ROW_TOL ? row_name(g, row) : "";
    verification_compare(c->v, kinds[unit], scale * off, 0.0, scale * ROW_TOL, "%s", name);
    c->totals.n_rows++;
}

void check_quo_row(certificate_check *c, name_giver *g, int row, double off)
{
    const char *name = off > ROW_TOL ? row_name(g, row) : "";
    verification_compare(c->v, CHECK_status_quo, off, 0.0, ROW_TOL, "%s", name);
}

void check_column(certificate_check *c, name_giver *g, int column, bool whole, double value,
                  double lower, double upper)
{
    const double off = beyond(value, lower, upper);
    const double broken = whole && !c->relaxed ? from_whole(value) : 0.0;
    const char *name = off > ROW_TOL || broken > INTEGER_TOL ? column_name(g, column) : "";
    verification_compare(c->v, CHECK_bounds, off, 0.0, ROW_TOL, "%s", name);
    c->totals.n_columns++;
    if (!whole || c->relaxed)
        return;
    verification_compare(c->v, CHECK_whole_numbers, broken, 0.0, INTEGER_TOL, "%s", name);
    c->totals.n_whole++;
}

status part_unfit(certificate_check *c)
{
    verification_expect(c->v, CHECK_parts, false, "part %zu", c->next_block + 1);
    return STATUS_INVALID;
}

/* --- the investments ----------------------------------------------------------------------------- */

static status take_investments(certificate_check *c, const evidence_part *part)
{
    const lp *p = c->inv->lp;
    if (part->n_columns != (size_t)c->n_columns || part->n_rows != (size_t)c->n_rows)
        return part_unfit(c);
    memcpy(c->plan.x, part->values, part->n_columns * sizeof *part->values);
    memcpy(c->quo.x, part->status_quo, part->n_columns * sizeof *part->status_quo);
    for (int i = 0; i < c->n_rows; i++)
        c->duals[i] = clipped(part->duals[i], lp_row_lower(p, i), lp_row_upper(p, i));
    for (size_t k = 0; k < part->n_allowed; k++)
        if (c->inv->target_slack[k] >= 0 && part->allowed[k] > 0.0) {
            c->allowed[c->inv->target_slack[k]] = part->allowed[k];
            c->totals.targets_allowed_to_miss = true;
        }
    return STATUS_OK;
}

static bool has_shortfall(const certificate_check *c, lp_row_view v)
{
    for (int e = 0; e < v.n; e++)
        if (c->is_shortfall[v.columns[e]])
            return true;
    return false;
}

/* With what the dispatch added. The status quo may miss targets. */
static void finish_row(certificate_check *c, name_giver *g, int row)
{
    const lp *p = c->inv->lp;
    const lp_row_view v = lp_row(p, row);
    const double lower = lp_row_lower(p, row) - c->known[row];
    const double upper = lp_row_upper(p, row) - c->known[row];
    const double sum = activity(v, c->plan.x) + c->plan.sum[row];
    check_row(c, g, lp_row_unit(p, row), row, beyond(sum, lower, upper));
    if (!has_shortfall(c, v))
        check_quo_row(c, g, row, beyond(activity(v, c->quo.x) + c->quo.sum[row], lower, upper));
    c->bound_keur += row_worth(c->duals[row], lower, upper);
    for (int e = 0; e < v.n; e++)
        c->reduced[v.columns[e]] -= c->duals[row] * v.values[e];
}

static void finish_column(certificate_check *c, name_giver *g, int column)
{
    const lp *p = c->inv->lp;
    double lower = lp_lower(p, column), upper = lp_upper(p, column), most = upper;
    if (c->is_quantity[column]) {
        lower = fmin(0.0, c->low[column]);
        upper = most = fmax(0.0, c->high[column]);
    }
    if (c->is_shortfall[column]) {
        upper = c->allowed[column];
        most = INFINITY; /* what a plan misses is a figure of the plan */
    }
    c->plan.keur += lp_cost(p, column) * c->plan.x[column];
    c->quo.keur += lp_cost(p, column) * c->quo.x[column];
    c->bound_keur += column_worth(c->reduced[column], lower, upper);
    check_column(c, g, column, lp_is_whole(p, column), c->plan.x[column], lower, most);
}

static size_t blocks(const certificate_check *c)
{
    return c->region->horizon.n_milestones * c->region->calendar.n_days * c->region->n_stations;
}

status certificate_check_part(void *check, const evidence_part *part)
{
    certificate_check *c = check;
    const size_t block =
        (part->milestone * c->region->calendar.n_days + part->day) * c->region->n_stations +
        part->station;
    const bool first = c->next_block == 0;
    if (part->investments != first || (!first && block != c->next_block - 1))
        return part_unfit(c);
    const status st = first ? take_investments(c, part) : check_piece(c, part);
    if (st == STATUS_OK)
        verification_expect(c->v, CHECK_parts, true, "part %zu", c->next_block + 1);
    c->next_block++;
    return st;
}

status certificate_check_finish(certificate_check *c, certificate_totals *out)
{
    const evidence_part part = {.investments = true};
    name_giver g = {c, &part, NULL};
    if (c->next_block != blocks(c) + 1)
        return part_unfit(c);
    for (int i = 0; i < c->n_rows; i++)
        finish_row(c, &g, i);
    for (int j = 0; j < c->n_columns; j++)
        finish_column(c, &g, j);
    *out = c->totals;
    out->objective_eur = c->plan.keur * EUR_PER_KEUR;
    out->status_quo_eur = c->quo.keur * EUR_PER_KEUR;
    out->dual_bound_eur = c->bound_keur * EUR_PER_KEUR;
    return STATUS_OK;
}
