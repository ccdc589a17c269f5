/* A certificate's part of one (station, milestone, day): its rows, and its share of cost and bound. */
#include "solver/certificate_parts.h"

#include <stdlib.h>

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
    formulation_map(k->f, k->c->inv, k->column_of, k->row_of);
    fill_columns(k);
    for (int i = 0; i < k->first_row; i++)
        take_quantity(k, i);
    for (int i = k->first_row; i < lp_rows(k->p); i++)
        take_row(k, i);
    charge_columns(k);
}

status check_piece(certificate_check *c, const evidence_part *part)
{
    const region *r = c->region;
    piece_check k = {.c = c, .part = part, .names = {c, part, NULL}};
    status st =
        formulation_piece(r, c->perspective, part->station, part->milestone, part->day, &k.f);
    if (st != STATUS_OK)
        return st;
    const size_t place =
        (part->milestone * r->calendar.n_days + part->day) * r->n_stations + part->station;
    k.p = k.f->lp;
    k.first_column = k.f->block_column[place];
    k.first_row = k.f->block_row[place];
    if (!piece_fits(&k))
        st = part_unfit(c);
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
