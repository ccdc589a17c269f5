#include "solver/station_program.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "solver/formulation_parts.h"

/* A cut or point that no solve needed so often in a row is forgotten. */
enum { IDLE_CUT = 6, IDLE_POINT = 12 };
/* What it costs when the mixtures of known points miss a column by all of its range, or by as much
 * as is ever used of one, as a part of what dispatch of the year can cost at all. */
#define MISSED_SHARE 0.5
#define MOST_USED 3e4

typedef struct known_cut {
    size_t y;
    unit_cut cut; /* its constant is that without room */
    int idle;
} known_cut;

typedef struct known_point {
    size_t y;
    unit_point at_c;
    station_room room; /* that it was made with */
    int idle;
} known_point;

struct station_program {
    const split *parts;
    const block_part *part;
    unit *const *units; /* [n_years] */
    size_t n_years;
    diag_list *diags;
    int **place;           /* [y][unit column] column of the block */
    int **quantity_row;    /* [y][quantity] row of the block */
    double *cost;          /* [n_columns] at the prices */
    double *lower, *upper; /* [n_columns] as set */
    station_room *room;    /* [n_years] */

    lp *outer_base; /* rows and columns of the outer program without its cuts */
    int *theta;     /* [y * MAX_GROUPS + g] cost column of a group */
    int *share;     /* first quantity column of a group, likewise */
    lp_solver *outer;
    bool outer_solved;
    known_cut *cuts;
    size_t n_cuts, cut_room;
    double *outer_x, *outer_y;
    size_t outer_x_room, outer_y_room;

    lp_solver *inner;
    bool inner_solved;
    int *first_link, *convexity; /* [n_years] rows of the inner program */
    double *missed_price;        /* [of the columns for what is missed] */
    int first_point;             /* column of the first point in the inner program */
    known_point *points;
    size_t n_points, point_room;
    double *inner_x, *inner_y;
    size_t inner_x_room, inner_y_room;
};

static int own_columns(const station_program *p)
{
    return (int)p->part->n_columns;
}

static const unit_columns *columns_of(const station_program *p, size_t y)
{
    return &p->units[y]->columns;
}

/* --- making ---------------------------------------------------------------------------------- */

/* Copies rows and columns of the block; costs too. */
static lp *copy_block(const block_part *part)
{
    lp *to = lp_new();
    if (!to)
        return NULL;
    lp_leave_out_names(to);
    for (int j = 0; j < (int)part->n_columns; j++) {
        lp_add_column(to, lp_lower(part->lp, j), lp_upper(part->lp, j), lp_is_whole(part->lp, j),
                      "x");
        lp_add_cost(to, j, lp_cost(part->lp, j));
    }
    for (int i = 0; i < lp_rows(part->lp); i++) {
        const lp_row_view v = lp_row(part->lp, i);
        lp_add_row(to, lp_row_unit(part->lp, i), lp_row_lower(part->lp, i),
                   lp_row_upper(part->lp, i), "r");
        for (int k = 0; k < v.n; k++)
            lp_add(to, i, v.columns[k], v.values[k]);
    }
    return to;
}

/* The row that defines a quantity, in the block. */
static int find_quantity_row(const station_program *p, int column)
{
    const formulation *f = p->parts->investments;
    const quantity *q = &f->quantity;
    const size_t n = f->region->n_parks * f->region->horizon.n_milestones;
    for (size_t k = 0; k < n; k++) {
        const int row = q->co2_column[k] == column         ? q->co2_row[k]
                        : q->renewable_column[k] == column ? q->renewable_row[k]
                        : q->use_column[k] == column       ? q->use_row[k]
                                                           : LP_NONE;
        if (row >= 0)
            return p->parts->local_row[row];
    }
    return LP_NONE;
}

static bool map_unit(station_program *p, size_t y)
{
    const unit_columns *c = columns_of(p, y);
    p->place[y] = calloc(c->n_columns + 1, sizeof(int));
    p->quantity_row[y] = calloc(c->n_quantities + 1, sizeof(int));
    if (!p->place[y] || !p->quantity_row[y])
        return false;
    for (size_t k = 0; k < c->n_columns; k++) {
        p->place[y][k] = LP_NONE;
        if ((size_t)p->parts->block_of[c->columns[k]] == p->units[y]->station)
            p->place[y][k] = p->parts->local_of[c->columns[k]];
        for (int j = 0; p->place[y][k] < 0 && j < own_columns(p); j++)
            if (p->part->columns[j] == c->columns[k])
                p->place[y][k] = j;
        if (p->place[y][k] < 0)
            return false;
    }
    for (size_t q = 0; q < c->n_quantities; q++)
        p->quantity_row[y][q] = find_quantity_row(p, c->quantities[q]);
    return true;
}

/* What dispatch adds to a quantity widens its bounds. */
static void widen_quantity(const station_program *p, lp *to, size_t y, size_t q)
{
    const int column = p->parts->local_of[columns_of(p, y)->quantities[q]];
    double least = lp_lower(to, column), most = lp_upper(to, column);
    for (size_t g = 0; g < p->units[y]->n_groups; g++) {
        double low, high;
        unit_quantity_range(p->units[y], g, q, &low, &high);
        least += low;
        most += high;
    }
    lp_set_bounds(to, column, least, most);
}

static status make_outer(station_program *p)
{
    lp *to = p->outer_base = copy_block(p->part);
    if (!to)
        return STATUS_NO_MEMORY;
    for (size_t y = 0; y < p->n_years; y++) {
        const unit_columns *c = columns_of(p, y);
        for (size_t q = 0; q < c->n_quantities; q++)
            widen_quantity(p, to, y, q);
        for (size_t g = 0; g < p->units[y]->n_groups; g++) {
            double least, most;
            unit_cost_range(p->units[y], g, &least, &most);
            const int column = lp_add_column(to, least, most, false, "theta");
            p->theta[y * MAX_GROUPS + g] = column;
            p->share[y * MAX_GROUPS + g] = column + 1;
            lp_add_cost(to, column, 1.0);
            for (size_t q = 0; q < c->n_quantities; q++) {
                unit_quantity_range(p->units[y], g, q, &least, &most);
                lp_add(to, p->quantity_row[y][q], lp_add_column(to, least, most, false, "share"),
                       1.0);
            }
        }
    }
    return lp_finish(to);
}

/* Whatever bounds are set now, and later. */
static double largest_of(const station_program *p, int column)
{
    return fmax(fabs(lp_lower(p->part->lp, column)), fabs(lp_upper(p->part->lp, column)));
}

/* By how much dispatch of two plans can differ. */
static double cost_range(const unit *u)
{
    double range = 0.0;
    for (size_t g = 0; g < u->n_groups; g++) {
        double least, most;
        unit_cost_range(u, g, &least, &most);
        range += most - least;
    }
    return range;
}

/* Columns that let the row miss, at a price. */
static void add_missed(lp *to, int row, bool above_only, double most, double all_keur)
{
    for (int sign = above_only ? 1 : -1; sign <= 1; sign += 2) {
        const int missed = lp_add_column(to, 0.0, most, false, "missed");
        lp_add_cost(to, missed, all_keur / fmin(fmax(most, SHARE_TOL_FRAC), MOST_USED));
        lp_add(to, row, missed, sign);
    }
}

/* (D3) Rows C - sum of lambda C^k = 0 (or >= 0 where more relaxes), and sum of lambda = 1. */
static status load_inner(station_program *p)
{
    lp *to = copy_block(p->part);
    if (!to)
        return STATUS_NO_MEMORY;
    for (size_t y = 0; y < p->n_years; y++) {
        const unit_columns *c = columns_of(p, y);
        for (size_t q = 0; q < c->n_quantities; q++)
            widen_quantity(p, to, y, q);
        p->first_link[y] = lp_rows(to);
        const double missed_keur = MISSED_SHARE * cost_range(p->units[y]);
        for (size_t k = 0; k < c->n_columns; k++) {
            const int row =
                lp_add_row(to, LP_OTHER, 0.0, c->relaxing[k] ? INFINITY : 0.0, "mixture");
            lp_add(to, row, p->place[y][k], 1.0);
            add_missed(to, row, c->relaxing[k], largest_of(p, p->place[y][k]), missed_keur);
        }
        p->convexity[y] = lp_add_row(to, LP_OTHER, 1.0, 1.0, "convexity");
    }
    p->first_point = lp_columns(to);
    p->missed_price = calloc((size_t)(p->first_point - own_columns(p)) + 1, sizeof(double));
    status st = p->missed_price ? lp_finish(to) : STATUS_NO_MEMORY;
    for (int j = own_columns(p); st == STATUS_OK && j < p->first_point; j++)
        p->missed_price[j - own_columns(p)] = lp_cost(to, j);
    if (st == STATUS_OK)
        st = lp_solver_new(to, p->diags, &p->inner);
    lp_free(to);
    for (int j = 0; st == STATUS_OK && j < own_columns(p); j++) {
        lp_solver_set_cost(p->inner, j, p->cost[j]);
        lp_solver_set_bounds(p->inner, j, p->lower[j], p->upper[j]);
    }
    return st;
}

static status load_outer(station_program *p)
{
    const status st = lp_solver_new(p->outer_base, p->diags, &p->outer);
    for (int j = 0; st == STATUS_OK && j < own_columns(p); j++) {
        lp_solver_set_cost(p->outer, j, p->cost[j]);
        lp_solver_set_bounds(p->outer, j, p->lower[j], p->upper[j]);
    }
    return st;
}

static status allocate(station_program *p)
{
    const size_t columns = p->part->n_columns + 1;
    p->place = calloc(p->n_years, sizeof *p->place);
    p->quantity_row = calloc(p->n_years, sizeof *p->quantity_row);
    p->cost = calloc(columns, sizeof *p->cost);
    p->lower = calloc(columns, sizeof *p->lower);
    p->upper = calloc(columns, sizeof *p->upper);
    p->room = calloc(p->n_years, sizeof *p->room);
    p->theta = calloc(p->n_years * MAX_GROUPS, sizeof *p->theta);
    p->share = calloc(p->n_years * MAX_GROUPS, sizeof *p->share);
    p->first_link = calloc(p->n_years, sizeof *p->first_link);
    p->convexity = calloc(p->n_years, sizeof *p->convexity);
    return p->room && p->place && p->quantity_row && p->cost && p->lower && p->upper && p->theta && p->share &&
                   p->first_link && p->convexity
               ? STATUS_OK
               : STATUS_NO_MEMORY;
}

status station_program_new(const split *parts, size_t s, unit *const *units, diag_list *diags,
                           station_program **out)
{
    station_program *p = calloc(1, sizeof *p);
    if (!p)
        return STATUS_NO_MEMORY;
    p->parts = parts;
    p->part = &parts->blocks[s];
    p->units = units;
    p->n_years = parts->investments->region->horizon.n_milestones;
    p->diags = diags;
    status st = allocate(p);
    for (size_t y = 0; st == STATUS_OK && y < p->n_years; y++)
        st = map_unit(p, y) ? STATUS_OK : STATUS_NO_MEMORY;
    if (st == STATUS_OK)
        st = make_outer(p);
    for (int j = 0; st == STATUS_OK && j < own_columns(p); j++) {
        p->cost[j] = lp_cost(p->outer_base, j);
        p->lower[j] = lp_lower(p->outer_base, j);
        p->upper[j] = lp_upper(p->outer_base, j);
    }
    if (st == STATUS_OK)
        *out = p;
    else
        station_program_free(p);
    return st;
}

void station_program_free(station_program *p)
{
    if (!p)
        return;
    for (size_t k = 0; k < p->n_cuts; k++)
        unit_cut_free(p->units[p->cuts[k].y], &p->cuts[k].cut);
    for (size_t k = 0; k < p->n_points; k++)
        unit_point_free(&p->points[k].at_c);
    for (size_t y = 0; y < p->n_years; y++) {
        if (p->place)
            free(p->place[y]);
        if (p->quantity_row)
            free(p->quantity_row[y]);
    }
    lp_solver_free(p->outer);
    lp_solver_free(p->inner);
    lp_free(p->outer_base);
    free(p->place);
    free(p->quantity_row);
    free(p->cost);
    free(p->lower);
    free(p->upper);
    free(p->room);
    free(p->theta);
    free(p->share);
    free(p->first_link);
    free(p->convexity);
    free(p->missed_price);
    free(p->cuts);
    free(p->points);
    free(p->outer_x);
    free(p->outer_y);
    free(p->inner_x);
    free(p->inner_y);
    free(p);
}

/* --- growing --------------------------------------------------------------------------------- */

static bool room_for(void **items, size_t n, size_t *room, size_t size)
{
    if (n < *room)
        return true;
    const size_t more = *room ? *room * 2 : 64;
    void *bigger = realloc(*items, (n < more ? more : n + 1) * size);
    if (!bigger)
        return false;
    *items = bigger;
    *room = n < more ? more : n + 1;
    return true;
}

/* A sparse row or column while it is gathered. */
typedef struct entries {
    int n;
    int *places;
    double *values;
} entries;

static bool entries_open(entries *e, size_t n)
{
    *e = (entries){0, calloc(n + 1, sizeof(int)), calloc(n + 1, sizeof(double))};
    return e->places && e->values;
}

static void entries_add(entries *e, int place, double value)
{
    if (fpclassify(value) == FP_ZERO)
        return;
    e->places[e->n] = place;
    e->values[e->n++] = value;
}

static void entries_close(entries *e)
{
    free(e->places);
    free(e->values);
}

status station_add_point(station_program *p, size_t y, unit_point *at_c)
{
    const unit_columns *c = columns_of(p, y);
    entries e;
    status st = p->inner ? STATUS_OK : load_inner(p);
    if (st == STATUS_OK &&
        !room_for((void **)&p->points, p->n_points, &p->point_room, sizeof *p->points))
        st = STATUS_NO_MEMORY;
    if (!entries_open(&e, c->n_columns + c->n_quantities + 1))
        st = STATUS_NO_MEMORY;
    if (st == STATUS_OK) {
        for (size_t k = 0; k < c->n_columns; k++)
            entries_add(&e, p->first_link[y] + (int)k, -at_c->c[k]);
        entries_add(&e, p->convexity[y], 1.0);
        for (size_t q = 0; q < c->n_quantities; q++)
            entries_add(&e, p->quantity_row[y][q], at_c->quantity[q]);
        st = lp_solver_add_column(p->inner, 0.0, 1.0, at_c->keur, e.n, e.places, e.values);
    }
    entries_close(&e);
    if (st == STATUS_OK) {
        p->points[p->n_points++] = (known_point){y, *at_c, p->room[y], 0};
        *at_c = (unit_point){0};
    }
    return st;
}

static double room_keur(const unit_cut *cut, station_room room)
{
    return cut->worth.import * room.import + cut->worth.export * room.export;
}

/* theta + price.share - slope.C >= constant */
status station_add_cut(station_program *p, size_t y, unit_cut *cut)
{
    const unit_columns *c = columns_of(p, y);
    const size_t g = y * MAX_GROUPS + cut->group;
    entries e;
    status st = p->outer ? STATUS_OK : load_outer(p);
    if (st == STATUS_OK && !room_for((void **)&p->cuts, p->n_cuts, &p->cut_room, sizeof *p->cuts))
        st = STATUS_NO_MEMORY;
    if (!entries_open(&e, c->n_columns + c->n_quantities + 1))
        st = STATUS_NO_MEMORY;
    if (st == STATUS_OK) {
        for (size_t k = 0; k < c->n_columns; k++)
            entries_add(&e, p->place[y][k], -cut->slope[k]);
        entries_add(&e, p->theta[g], 1.0);
        for (size_t q = 0; q < c->n_quantities; q++)
            entries_add(&e, p->share[g] + (int)q, cut->price[q]);
        st = lp_solver_add_row(p->outer, cut->constant, INFINITY, e.n, e.places, e.values);
    }
    entries_close(&e);
    if (st == STATUS_OK) {
        p->cuts[p->n_cuts++] = (known_cut){y, *cut, 0};
        p->cuts[p->n_cuts - 1].cut.constant += room_keur(cut, p->room[y]);
        *cut = (unit_cut){0};
    }
    return st;
}

void station_set_prices(station_program *p, const double *link_price)
{
    for (int j = 0; j < own_columns(p); j++)
        p->cost[j] = lp_cost(p->outer_base, j);
    for (size_t k = 0; k < p->part->n_terms; k++) {
        const link_term *t = &p->part->terms[k];
        p->cost[t->column] -= link_price[t->row] * t->value;
    }
    for (int j = 0; j < own_columns(p); j++) {
        if (p->inner)
            lp_solver_set_cost(p->inner, j, p->cost[j]);
        if (p->outer)
            lp_solver_set_cost(p->outer, j, p->cost[j]);
    }
}

void station_set_bounds(station_program *p, int column, double lower, double upper)
{
    p->lower[column] = lower;
    p->upper[column] = upper;
    if (p->inner)
        lp_solver_set_bounds(p->inner, column, lower, upper);
    if (p->outer)
        lp_solver_set_bounds(p->outer, column, lower, upper);
}

void station_set_row(station_program *p, int row, double lower, double upper)
{
    lp_set_row_bounds(p->outer_base, row, lower, upper);
    if (p->inner)
        lp_solver_set_row_bounds(p->inner, row, lower, upper);
    if (p->outer)
        lp_solver_set_row_bounds(p->outer, row, lower, upper);
}

void station_set_cost(station_program *p, int column, double keur)
{
    lp_set_cost(p->outer_base, column, keur);
}

static bool has_room(const known_point *k, station_room room)
{
    return k->room.import <= room.import && k->room.export <= room.export;
}

void station_set_room(station_program *p, size_t y, station_room room)
{
    p->room[y] = room;
    unit_set_room(p->units[y], room);
    for (size_t k = 0; k < p->n_cuts; k++)
        if (p->cuts[k].y == y)
            lp_solver_set_row_bounds(p->outer, lp_rows(p->outer_base) + (int)k,
                                     p->cuts[k].cut.constant - room_keur(&p->cuts[k].cut, room),
                                     INFINITY);
    for (size_t k = 0; k < p->n_points; k++)
        if (p->points[k].y == y)
            lp_solver_set_bounds(p->inner, p->first_point + (int)k, 0.0,
                                 has_room(&p->points[k], room) ? 1.0 : 0.0);
}

station_room station_worth_of_room(const station_program *p, size_t y)
{
    station_room worth = {0.0, 0.0};
    for (size_t k = 0; k < p->n_cuts; k++) {
        const double dual = fmax(0.0, p->outer_y[lp_rows(p->outer_base) + (int)k]);
        if (p->cuts[k].y != y)
            continue;
        worth.import += dual * p->cuts[k].cut.worth.import;
        worth.export += dual * p->cuts[k].cut.worth.export;
    }
    return worth;
}

double station_cost(const station_program *p, int column)
{
    return lp_cost(p->outer_base, column);
}

/* --- solving --------------------------------------------------------------------------------- */

static bool make_room(double **items, size_t n, size_t *room)
{
    if (n < *room)
        return true;
    double *bigger = realloc(*items, 2 * (n + 1) * sizeof *bigger);
    if (!bigger)
        return false;
    *items = bigger;
    *room = 2 * (n + 1);
    return true;
}

static status solve(lp_solver *s, bool *solved, lp_method method, const lp_limits *limits,
                    lp_outcome *outcome, double *x, double *y)
{
    status st = STATUS_OK;
    *outcome = LP_STOPPED;
    if (*solved)
        st = lp_solver_simplex(s, method, limits, outcome, x, y);
    if (st == STATUS_OK && *outcome != LP_OPTIMAL) { /* anew; also to confirm that there is none */
        lp_solver_forget_basis(s);
        st = lp_solver_relaxation(s, limits, outcome, x, y);
    }
    *solved |= st == STATUS_OK && *outcome == LP_OPTIMAL;
    return st;
}

/* A plan costs what its columns cost without prices, and what its mixture costs. */
static void read_plan(station_program *p, station_plan *found)
{
    memcpy(found->x, p->inner_x, p->part->n_columns * sizeof *found->x);
    found->keur = lp_constant(p->part->lp);
    for (int j = 0; j < own_columns(p); j++)
        found->keur += lp_cost(p->outer_base, j) * p->inner_x[j];
    for (size_t k = 0; k < p->n_points; k++) {
        const double part = p->inner_x[p->first_point + (int)k];
        found->keur += part * p->points[k].at_c.keur;
        p->points[k].idle = part > 0.0 ? 0 : p->points[k].idle + 1;
    }
    found->missed = 0.0;
    for (int j = own_columns(p); j < p->first_point; j++) {
        found->keur += p->missed_price[j - own_columns(p)] * p->inner_x[j];
        found->missed = fmax(found->missed, p->inner_x[j]);
    }
    found->priced_keur = found->keur;
    for (int j = 0; j < own_columns(p); j++)
        found->priced_keur += (p->cost[j] - lp_cost(p->outer_base, j)) * p->inner_x[j];
}

status station_solve_inner(station_program *p, const lp_limits *limits, lp_outcome *outcome,
                           station_plan *found)
{
    status st = p->inner ? STATUS_OK : load_inner(p);
    if (st != STATUS_OK)
        return st;
    if (!make_room(&p->inner_x, (size_t)lp_solver_columns(p->inner), &p->inner_x_room) ||
        !make_room(&p->inner_y, (size_t)lp_solver_rows(p->inner), &p->inner_y_room))
        return STATUS_NO_MEMORY;
    st = solve(p->inner, &p->inner_solved, LP_PRIMAL, limits, outcome, p->inner_x, p->inner_y);
    if (st == STATUS_OK && *outcome == LP_OPTIMAL)
        read_plan(p, found);
    return st;
}

double station_quantity_price(const station_program *p, size_t y, size_t q)
{
    return -p->inner_y[p->quantity_row[y][q]];
}

double station_outer_quantity_price(const station_program *p, size_t y, size_t q)
{
    return -p->outer_y[p->quantity_row[y][q]];
}

/* Adds dual * row to the bound and takes it off the reduced costs. */
static void use_row(double dual, double lower, int n, const int *columns, const double *values,
                    double *bound, double *reduced)
{
    *bound += dual * lower;
    for (int k = 0; k < n; k++)
        reduced[columns[k]] -= dual * values[k];
}

static void use_base_row(const station_program *p, int i, double *bound, double *reduced)
{
    double dual = p->outer_y[i];
    const double side =
        dual > 0.0 ? lp_row_lower(p->outer_base, i) : lp_row_upper(p->outer_base, i);
    const lp_row_view v = lp_row(p->outer_base, i);
    if (isfinite(side) && fpclassify(dual) != FP_ZERO)
        use_row(dual, side, v.n, v.columns, v.values, bound, reduced);
}

static void use_cut(const station_program *p, size_t k, double *bound, double *reduced)
{
    const known_cut *kc = &p->cuts[k];
    const double dual = fmax(0.0, p->outer_y[lp_rows(p->outer_base) + (int)k]);
    const unit_columns *c = columns_of(p, kc->y);
    const size_t g = kc->y * MAX_GROUPS + kc->cut.group;
    if (fpclassify(dual) == FP_ZERO)
        return;
    *bound += dual * (kc->cut.constant - room_keur(&kc->cut, p->room[kc->y]));
    reduced[p->theta[g]] -= dual;
    for (size_t m = 0; m < c->n_columns; m++)
        reduced[p->place[kc->y][m]] += dual * kc->cut.slope[m];
    for (size_t q = 0; q < c->n_quantities; q++)
        reduced[p->share[g] + (int)q] -= dual * kc->cut.price[q];
}

/* (S2) over the rows of the block and its cuts, before columns are charged; reduced[columns]. */
static double price_out(const station_program *p, double *reduced)
{
    const int n = lp_columns(p->outer_base);
    double bound = lp_constant(p->part->lp);
    for (int j = 0; j < n; j++)
        reduced[j] = j < own_columns(p) ? p->cost[j] : lp_cost(p->outer_base, j);
    for (int i = 0; i < lp_rows(p->outer_base); i++)
        use_base_row(p, i, &bound, reduced);
    for (size_t k = 0; k < p->n_cuts; k++)
        use_cut(p, k, &bound, reduced);
    return bound;
}

static status prove_bound(const station_program *p, double *bound_keur)
{
    const int n = lp_columns(p->outer_base);
    double *reduced = calloc((size_t)n + 1, sizeof *reduced);
    if (!reduced)
        return STATUS_NO_MEMORY;
    double bound = price_out(p, reduced);
    for (int j = 0; j < n; j++) {
        const bool own = j < own_columns(p);
        const double lower = own ? p->lower[j] : lp_lower(p->outer_base, j);
        const double upper = own ? p->upper[j] : lp_upper(p->outer_base, j);
        bound += reduced[j] * (reduced[j] > 0.0 ? lower : upper);
    }
    free(reduced);
    *bound_keur = bound;
    return STATUS_OK;
}

static status solve_outer(station_program *p, lp_method method, const lp_limits *limits,
                          lp_outcome *outcome, double *x)
{
    status st = p->outer ? STATUS_OK : load_outer(p);
    if (st != STATUS_OK)
        return st;
    if (!make_room(&p->outer_x, (size_t)lp_solver_columns(p->outer), &p->outer_x_room) ||
        !make_room(&p->outer_y, (size_t)lp_solver_rows(p->outer), &p->outer_y_room))
        return STATUS_NO_MEMORY;
    st = solve(p->outer, &p->outer_solved, method, limits, outcome, p->outer_x, p->outer_y);
    if (st == STATUS_OK && *outcome == LP_OPTIMAL)
        memcpy(x, p->outer_x, p->part->n_columns * sizeof *x);
    return st;
}

status station_solve_outer(station_program *p, const lp_limits *limits, lp_outcome *outcome,
                           double *bound_keur, double *x)
{
    status st = solve_outer(p, LP_DUAL, limits, outcome, x);
    if (st == STATUS_OK && *outcome == LP_OPTIMAL)
        st = prove_bound(p, bound_keur);
    for (size_t k = 0; st == STATUS_OK && *outcome == LP_OPTIMAL && k < p->n_cuts; k++)
        p->cuts[k].idle = lp_solver_row_is_basic(p->outer, lp_rows(p->outer_base) + (int)k)
                              ? p->cuts[k].idle + 1
                              : 0;
    return st;
}

status station_reduced(const station_program *p, double *reduced)
{
    double *all = calloc((size_t)lp_columns(p->outer_base) + 1, sizeof *all);
    if (!all)
        return STATUS_NO_MEMORY;
    (void)price_out(p, all);
    memcpy(reduced, all, p->part->n_columns * sizeof *all);
    free(all);
    return STATUS_OK;
}

/* Steps away from the plan, each whole number one way: that in which its bounds leave room. */
static status add_near_row(station_program *p, const station_near *near)
{
    entries e;
    double at_plan = 0.0;
    status st = entries_open(&e, p->part->n_columns) ? STATUS_OK : STATUS_NO_MEMORY;
    for (int j = 0; st == STATUS_OK && j < own_columns(p); j++) {
        if (!lp_is_whole(p->part->lp, j) || p->upper[j] - p->lower[j] < 0.5)
            continue;
        const double way = near->plan[j] - p->lower[j] < 0.5 ? 1.0 : -1.0;
        entries_add(&e, j, way);
        at_plan += way * near->plan[j];
    }
    if (st == STATUS_OK)
        st = lp_solver_add_row(p->outer, -INFINITY, at_plan + near->most_steps, e.n, e.places, e.values);
    entries_close(&e);
    return st;
}

static status search_tree(station_program *p, const lp_limits *limits, double gap_frac, bool *found,
                          double *bound_keur, double *x)
{
    const size_t n = (size_t)lp_solver_columns(p->outer);
    lp_outcome outcome;
    double bound;
    *found = false;
    double *best = calloc(n + 1, sizeof *best);
    if (!best)
        return STATUS_NO_MEMORY;
    const status st =
        lp_solver_whole(p->outer, limits, gap_frac, best, found, &outcome, &bound);
    if (st == STATUS_OK && isfinite(bound))
        *bound_keur = fmax(*bound_keur, bound + lp_constant(p->part->lp));
    if (st == STATUS_OK && *found)
        memcpy(x, best, p->part->n_columns * sizeof *x);
    free(best);
    return st;
}

status station_solve_whole(station_program *p, const station_near *near, const lp_limits *limits,
                           double gap_frac, bool *found, double *bound_keur, double *x)
{
    lp_outcome outcome;
    *found = false;
    status st = p->outer ? STATUS_OK : load_outer(p);
    if (st == STATUS_OK && near)
        st = add_near_row(p, near);
    if (st == STATUS_OK && near) /* one row more than station_solve_outer() knows */
        st = solve_outer(p, LP_DUAL, limits, &outcome, x);
    else if (st == STATUS_OK)
        st = station_solve_outer(p, limits, &outcome, bound_keur, x);
    if (st == STATUS_OK && outcome == LP_OPTIMAL)
        st = search_tree(p, limits, gap_frac, found, bound_keur, x);
    if (near) {
        const int row = lp_solver_rows(p->outer) - 1;
        const status away = lp_solver_delete_rows(p->outer, 1, &row);
        st = st == STATUS_OK ? away : st;
    }
    return st;
}

double station_row_dual(const station_program *p, int row)
{
    return p->outer_y[row];
}

void station_each_cut(const station_program *p, cut_visit *visit, void *context)
{
    for (size_t k = 0; k < p->n_cuts; k++)
        visit(context, p->cuts[k].y, &p->cuts[k].cut,
              fmax(0.0, p->outer_y[lp_rows(p->outer_base) + (int)k]));
}

/* --- forgetting ------------------------------------------------------------------------------ */

static status trim_cuts(station_program *p, int patience)
{
    int *rows = calloc(p->n_cuts + 1, sizeof *rows);
    if (!rows)
        return STATUS_NO_MEMORY;
    int n = 0;
    size_t kept = 0;
    for (size_t k = 0; k < p->n_cuts; k++) {
        if (p->cuts[k].idle >= IDLE_CUT * patience) {
            rows[n++] = lp_rows(p->outer_base) + (int)k;
            unit_cut_free(p->units[p->cuts[k].y], &p->cuts[k].cut);
        } else {
            p->cuts[kept++] = p->cuts[k];
        }
    }
    p->n_cuts = kept;
    const status st = lp_solver_delete_rows(p->outer, n, rows);
    free(rows);
    return st;
}

static status trim_points(station_program *p, int patience)
{
    int *columns = calloc(p->n_points + 1, sizeof *columns);
    if (!columns)
        return STATUS_NO_MEMORY;
    int n = 0;
    size_t kept = 0;
    for (size_t k = 0; k < p->n_points; k++) {
        const int column = p->first_point + (int)k;
        if (p->points[k].idle >= IDLE_POINT * patience && !lp_solver_column_is_basic(p->inner, column)) {
            columns[n++] = column;
            unit_point_free(&p->points[k].at_c);
        } else {
            p->points[kept++] = p->points[k];
        }
    }
    p->n_points = kept;
    const status st = lp_solver_delete_columns(p->inner, n, columns);
    free(columns);
    return st;
}

status station_trim(station_program *p, int patience)
{
    const status st = trim_cuts(p, patience);
    return st == STATUS_OK ? trim_points(p, patience) : st;
}

void station_unit_masters(const station_program *p, size_t y, const double *x, double *masters)
{
    for (size_t k = 0; k < columns_of(p, y)->n_columns; k++)
        masters[k] = x[p->place[y][k]];
}

size_t station_cuts(const station_program *p)
{
    return p->n_cuts;
}

size_t station_points(const station_program *p)
{
    return p->n_points;
}
