#include "solver/certificate_check.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "solver/formulation_parts.h"

/* One of the two solutions: the plan, the status quo. */
typedef struct solution {
    double *x;   /* [columns of the investments] */
    double *sum; /* [rows of the investments] what dispatch adds to them */
    double keur;
} solution;

struct certificate_check {
    const region *region;
    perspective perspective;
    bool relaxed;
    verification *v;
    formulation *inv;
    int n_columns, n_rows; /* of the investments */
    solution plan, quo;
    double *duals;      /* [rows] clipped */
    double *reduced;    /* [columns] reduced costs so far */
    double *known;      /* [rows] what dispatch takes off both sides */
    double *low, *high; /* [columns] of quantities: what dispatch may add to them */
    double *allowed;    /* [columns] of shortfalls: upper bound */
    bool *is_quantity, *is_shortfall; /* [columns] */
    double bound_keur;
    size_t next_block; /* 0: the investments are still to come */
    certificate_totals totals;
};

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

typedef struct name_giver {
    const certificate_check *c;
    const evidence_part *part;
    formulation *named; /* made for the first name that is asked for */
} name_giver;

static const lp *names_of(name_giver *g)
{
    if (g->part->investments)
        return g->c->inv->lp;
    if (!g->named)
        g->named = named_piece(g->c, g->part);
    return g->named ? g->named->lp : NULL;
}

static const char *row_name(name_giver *g, int row)
{
    const lp *p = names_of(g);
    return p ? lp_row_name(p, row) : "?";
}

static const char *column_name(name_giver *g, int column)
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

/* value * x over the bounds of the column. */
static void widen(double value, double lower, double upper, double *low, double *high)
{
    *low += fmin(value * lower, value * upper);
    *high += fmax(value * lower, value * upper);
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

/* --- single rows and columns --------------------------------------------------------------------- */

static double beyond(double value, double lower, double upper)
{
    return fmax(0.0, fmax(lower - value, value - upper));
}

/* (S2) A dual whose sign asks for a bound that the row does not have proves nothing. */
static double clipped(double dual, double lower, double upper)
{
    return (dual > 0.0 && isfinite(lower)) || (dual < 0.0 && isfinite(upper)) ? dual : 0.0;
}

/* (S2) What a row proves by itself. */
static double row_worth(double dual, double lower, double upper)
{
    return dual > 0.0 ? dual * lower : dual < 0.0 ? dual * upper : 0.0;
}

/* (S2) What a column costs at least. */
static double column_worth(double reduced, double lower, double upper)
{
    return reduced > 0.0 ? reduced * lower : reduced < 0.0 ? reduced * upper : 0.0;
}

static double activity(lp_row_view v, const double *x)
{
    double sum = 0.0;
    for (int k = 0; k < v.n; k++)
        sum += v.values[k] * x[v.columns[k]];
    return sum;
}

static void check_row(certificate_check *c, name_giver *g, lp_unit unit, int row, double off)
{
    static const check_kind kinds[LP_UNIT_COUNT] = {
        [LP_KW] = CHECK_rows_kw, [LP_KEUR] = CHECK_rows_eur, [LP_OTHER] = CHECK_rows_other};
    const double scale = unit == LP_KEUR ? EUR_PER_KEUR : 1.0;
    /* The name is dear, and wanted only for what fails. */
    const char *name = off > ROW_TOL ? row_name(g, row) : "";
    verification_compare(c->v, kinds[unit], scale * off, 0.0, scale * ROW_TOL, "%s", name);
    c->totals.n_rows++;
}

static void check_quo_row(certificate_check *c, name_giver *g, int row, double off)
{
    const char *name = off > ROW_TOL ? row_name(g, row) : "";
    verification_compare(c->v, CHECK_status_quo, off, 0.0, ROW_TOL, "%s", name);
}

static void check_column(certificate_check *c, name_giver *g, int column, bool whole, double value,
                         double lower, double upper)
{
    const double off = beyond(value, lower, upper);
    const double from_whole = whole && !c->relaxed ? fabs(value - round(value)) : 0.0;
    const char *name = off > ROW_TOL || from_whole > INTEGER_TOL ? column_name(g, column) : "";
    verification_compare(c->v, CHECK_bounds, off, 0.0, ROW_TOL, "%s", name);
    c->totals.n_columns++;
    if (!whole || c->relaxed)
        return;
    verification_compare(c->v, CHECK_whole_numbers, from_whole, 0.0, INTEGER_TOL, "%s", name);
    c->totals.n_whole++;
}

/* --- a piece ------------------------------------------------------------------------------------- */

typedef struct piece_check {
    certificate_check *c;
    const evidence_part *part;
    name_giver names;
    formulation *f;
    const lp *p;
    int first_column, first_row; /* of the dispatch; before them stand columns of the investments */
    int *column_of;              /* [first_column] in the investments */
    int *row_of;                 /* [first_row] likewise */
    double *x, *quo;             /* [columns] */
    double *reduced;             /* [columns] */
} piece_check;

static void map_quantity(piece_check *k, const int *columns, const int *rows,
                         const int *columns_there, const int *rows_there, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (columns[i] >= 0) {
            k->column_of[columns[i]] = columns_there[i];
            k->row_of[rows[i]] = rows_there[i];
        }
}

static void map_investments(piece_check *k)
{
    const formulation *there = k->c->inv;
    const quantity *q = &k->f->quantity, *at = &there->quantity;
    const size_t years = k->c->region->horizon.n_milestones, parks = k->c->region->n_parks;
    for (size_t i = 0; i < k->f->master.n_slots; i++)
        if (k->f->master.slots[i] >= 0)
            k->column_of[k->f->master.slots[i]] = there->master.slots[i];
    map_quantity(k, q->co2_column, q->co2_row, at->co2_column, at->co2_row, (parks + 1) * years);
    map_quantity(k, q->renewable_column, q->renewable_row, at->renewable_column, at->renewable_row,
                 parks * years);
    map_quantity(k, q->use_column, q->use_row, at->use_column, at->use_row, parks * years);
}

static void fill_columns(piece_check *k)
{
    const int n = lp_columns(k->p);
    for (int j = 0; j < n; j++) {
        const int there = j < k->first_column ? k->column_of[j] : LP_NONE;
        const int own = j - k->first_column;
        k->x[j] = there >= 0 ? k->c->plan.x[there] : k->part->values[own];
        k->quo[j] = there >= 0 ? k->c->quo.x[there] : k->part->status_quo[own];
        /* A quantity's price stands with the investments; other costs here are the dispatch's. */
        const bool counted = there >= 0 && k->c->is_quantity[there];
        k->reduced[j] = counted ? 0.0 : lp_cost(k->p, j);
        k->c->plan.keur += k->reduced[j] * k->x[j];
        k->c->quo.keur += k->reduced[j] * k->quo[j];
    }
}

/* What the dispatch adds to a quantity of the investments. */
static void take_quantity(piece_check *k, int row)
{
    certificate_check *c = k->c;
    const lp_row_view v = lp_row(k->p, row);
    const int there = k->row_of[row];
    const double dual = c->duals[there], known = -lp_row_lower(k->p, row);
    int own = LP_NONE; /* the quantity's column */
    for (int e = 0; e < v.n; e++)
        if (v.columns[e] < k->first_column && c->is_quantity[k->column_of[v.columns[e]]])
            own = v.columns[e];
    const int column = k->column_of[own];
    c->known[there] += known;
    c->low[column] += known;
    c->high[column] += known;
    for (int e = 0; e < v.n; e++) {
        const int j = v.columns[e];
        if (j == own)
            continue;
        c->plan.sum[there] += v.values[e] * k->x[j];
        c->quo.sum[there] += v.values[e] * k->quo[j];
        k->reduced[j] -= dual * v.values[e];
        const bool here = j >= k->first_column;
        const lp *p = here ? k->p : c->inv->lp; /* whose rows may have narrowed the bounds */
        const int at = here ? j : k->column_of[j];
        widen(v.values[e], lp_lower(p, at), lp_upper(p, at), &c->low[column], &c->high[column]);
    }
}

static void take_row(piece_check *k, int row)
{
    certificate_check *c = k->c;
    const lp_row_view v = lp_row(k->p, row);
    const double lower = lp_row_lower(k->p, row), upper = lp_row_upper(k->p, row);
    check_row(c, &k->names, lp_row_unit(k->p, row), row, beyond(activity(v, k->x), lower, upper));
    check_quo_row(c, &k->names, row, beyond(activity(v, k->quo), lower, upper));
    const double dual = clipped(k->part->duals[row - k->first_row], lower, upper);
    c->bound_keur += row_worth(dual, lower, upper);
    for (int e = 0; e < v.n; e++)
        k->reduced[v.columns[e]] -= dual * v.values[e];
}

/* Reduced costs of dispatch columns are charged here, those of investments when all is there. */
static void charge_columns(piece_check *k)
{
    certificate_check *c = k->c;
    for (int j = 0; j < k->first_column; j++)
        c->reduced[k->column_of[j]] += k->reduced[j];
    for (int j = k->first_column; j < lp_columns(k->p); j++) {
        const double lower = lp_lower(k->p, j), upper = lp_upper(k->p, j);
        c->bound_keur += column_worth(k->reduced[j], lower, upper);
        check_column(c, &k->names, j, lp_is_whole(k->p, j), k->x[j], lower, upper);
        verification_compare(c->v, CHECK_status_quo, beyond(k->quo[j], lower, upper), 0.0, ROW_TOL,
                             "%s", "a column of the status quo");
    }
}

static bool piece_fits(const piece_check *k)
{
    return k->part->n_columns == (size_t)(lp_columns(k->p) - k->first_column) &&
           k->part->n_rows == (size_t)(lp_rows(k->p) - k->first_row);
}

static bool make_piece(piece_check *k)
{
    const size_t n = (size_t)lp_columns(k->p) + 1;
    k->column_of = malloc(n * sizeof *k->column_of);
    k->row_of = malloc(((size_t)k->first_row + 1) * sizeof *k->row_of);
    k->x = calloc(n, sizeof *k->x);
    k->quo = calloc(n, sizeof *k->quo);
    k->reduced = calloc(n, sizeof *k->reduced);
    return k->column_of && k->row_of && k->x && k->quo && k->reduced;
}

static void take_piece(piece_check *k)
{
    k->c->bound_keur += lp_constant(k->p);
    k->c->plan.keur += lp_constant(k->p);
    k->c->quo.keur += lp_constant(k->p);
    map_investments(k);
    fill_columns(k);
    for (int i = 0; i < k->first_row; i++)
        take_quantity(k, i);
    for (int i = k->first_row; i < lp_rows(k->p); i++)
        take_row(k, i);
    charge_columns(k);
}

static status unfit(certificate_check *c)
{
    verification_expect(c->v, CHECK_parts, false, "part %zu", c->next_block + 1);
    return STATUS_INVALID;
}

static status check_piece(certificate_check *c, const evidence_part *part)
{
    const region *r = c->region;
    piece_check k = {.c = c, .part = part, .names = {c, part, NULL}};
    status st = formulation_piece(r, c->perspective, part->station, part->milestone, part->day,
                                  &k.f);
    if (st != STATUS_OK)
        return st;
    const size_t place =
        (part->milestone * r->calendar.n_days + part->day) * r->n_stations + part->station;
    k.p = k.f->lp;
    k.first_column = k.f->block_column[place];
    k.first_row = k.f->block_row[place];
    if (!piece_fits(&k))
        st = unfit(c);
    else if (!make_piece(&k))
        st = STATUS_NO_MEMORY;
    else
        take_piece(&k);
    formulation_free(k.f);
    formulation_free(k.names.named);
    free(k.column_of);
    free(k.row_of);
    free(k.x);
    free(k.quo);
    free(k.reduced);
    return st;
}

/* --- the investments ----------------------------------------------------------------------------- */

static status take_investments(certificate_check *c, const evidence_part *part)
{
    const lp *p = c->inv->lp;
    if (part->n_columns != (size_t)c->n_columns || part->n_rows != (size_t)c->n_rows)
        return unfit(c);
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
    const size_t block = (part->milestone * c->region->calendar.n_days + part->day) *
                             c->region->n_stations +
                         part->station;
    const bool first = c->next_block == 0;
    if (part->investments != first || (!first && block != c->next_block - 1))
        return unfit(c);
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
        return unfit(c);
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
