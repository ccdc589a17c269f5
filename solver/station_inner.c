/* The program that costs what mixtures of evaluated points cost (docs/solver.md, D3). */
#include "solver/station_program_parts.h"

#include <string.h>

#include "solver/formulation_parts.h"
#include "solver/room.h"

/* A point that no solve needed so often in a row is forgotten. */
enum { IDLE_POINT = 12 };
/* What it costs when the mixtures of known points miss a column by all of its range, or by as much
 * as is ever used of one, as a part of what dispatch of the year can cost at all. */
#define MISSED_SHARE 0.5
#define MOST_USED 3e4
/* By how much that is raised when it was too little, kEUR. */
#define DEARER_MISSED 8.0
#define DEAREST_MISSED_KEUR 1e8
/* Less of a column, or of a quantity, is none: kW, vehicles, t, MWh. GLPK scales a program by its
 * smallest entries; with 1e-30 kW among them it called optimal what was a thousand times too dear. */
#define NEGLIGIBLE 1e-7

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
        lp_add_cost(to, missed, all_keur / fmin(fmax(most, 1.0), MOST_USED));
        lp_add(to, row, missed, sign);
    }
}

/* (D3) Rows C - sum of lambda C^k = 0 (or >= 0 where more relaxes), and sum of lambda = 1. */
static status load_inner(station_program *p)
{
    lp *to = station_copy_block(p->part);
    if (!to)
        return STATUS_NO_MEMORY;
    for (size_t y = 0; y < p->n_units; y++) {
        const unit_columns *c = station_columns_of(p, y);
        for (size_t q = 0; q < c->n_quantities; q++)
            station_widen_quantity(p, to, y, q);
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
    p->missed_price = calloc((size_t)(p->first_point - station_own_columns(p)) + 1, sizeof(double));
    status st = p->missed_price ? lp_finish(to) : STATUS_NO_MEMORY;
    for (int j = station_own_columns(p); st == STATUS_OK && j < p->first_point; j++)
        p->missed_price[j - station_own_columns(p)] = lp_cost(to, j);
    if (st == STATUS_OK)
        st = lp_solver_new(to, p->diags, &p->inner);
    lp_free(to);
    for (int j = 0; st == STATUS_OK && j < station_own_columns(p); j++) {
        lp_solver_set_cost(p->inner, j, station_cost_to_solve(p, j));
        lp_solver_set_bounds(p->inner, j, p->lower[j], p->upper[j]);
    }
    return st;
}

static void add_use(entries *e, int row, double value)
{
    if (fabs(value) >= NEGLIGIBLE)
        entries_add(e, row, value);
}

status station_add_point(station_program *p, size_t y, unit_point *at_c)
{
    const unit_columns *c = station_columns_of(p, y);
    entries e;
    status st = p->inner ? STATUS_OK : load_inner(p);
    if (st == STATUS_OK &&
        !room_for((void **)&p->points, p->n_points, &p->point_room, sizeof *p->points))
        st = STATUS_NO_MEMORY;
    if (!entries_open(&e, c->n_columns + c->n_quantities + 1))
        st = STATUS_NO_MEMORY;
    if (st == STATUS_OK) {
        for (size_t k = 0; k < c->n_columns; k++)
            add_use(&e, p->first_link[y] + (int)k, -at_c->c[k]);
        entries_add(&e, p->convexity[y], 1.0);
        for (size_t q = 0; q < c->n_quantities; q++)
            add_use(&e, p->quantity_row[y][q], at_c->quantity[q]);
        st = lp_solver_add_column(p->inner, 0.0, 1.0, at_c->keur, e.n, e.places, e.values);
    }
    entries_close(&e);
    if (st == STATUS_OK) {
        p->points[p->n_points++] = (known_point){y, *at_c, p->room[y], 0};
        *at_c = (unit_point){0};
    }
    return st;
}

/* A plan costs what its columns cost without prices, and what its mixture costs. */
static void read_plan(station_program *p, station_plan *found)
{
    memcpy(found->x, p->inner_x, p->part->n_columns * sizeof *found->x);
    found->keur = lp_constant(p->part->lp);
    for (int j = 0; j < station_own_columns(p); j++)
        found->keur += lp_cost(p->outer_base, j) * p->inner_x[j];
    for (size_t k = 0; k < p->n_points; k++) {
        const double part = p->inner_x[p->first_point + (int)k];
        found->keur += part * p->points[k].at_c.keur;
        p->points[k].idle = part > 0.0 ? 0 : p->points[k].idle + 1;
    }
    found->missed = 0.0;
    for (int j = station_own_columns(p); j < p->first_point; j++) {
        found->keur += p->missed_price[j - station_own_columns(p)] * p->inner_x[j];
        found->missed = fmax(found->missed, p->inner_x[j]);
    }
    found->priced_keur = found->keur;
    for (int j = 0; j < station_own_columns(p); j++)
        found->priced_keur += (p->cost[j] - lp_cost(p->outer_base, j)) * p->inner_x[j];
}

status station_solve_inner(station_program *p, const lp_limits *limits, lp_outcome *outcome,
                           station_plan *found)
{
    status st = p->inner ? STATUS_OK : load_inner(p);
    if (st != STATUS_OK)
        return st;
    const size_t columns = (size_t)lp_solver_columns(p->inner);
    const size_t rows = (size_t)lp_solver_rows(p->inner);
    if (!room_for((void **)&p->inner_x, columns, &p->inner_x_room, sizeof *p->inner_x) ||
        !room_for((void **)&p->inner_y, rows, &p->inner_y_room, sizeof *p->inner_y))
        return STATUS_NO_MEMORY;
    st = station_solve(p->inner, &p->inner_solved, LP_PRIMAL, limits, outcome, p->inner_x,
                       p->inner_y);
    if (st == STATUS_OK && *outcome == LP_OPTIMAL)
        read_plan(p, found);
    return st;
}

size_t station_recent_points(const station_program *p, size_t y, size_t most, double *c)
{
    const size_t columns = station_columns_of(p, y)->n_columns;
    size_t n = 0;
    for (int idle = 0; idle <= IDLE_POINT && n < most; idle++)
        for (size_t k = p->n_points; k-- > 0 && n < most;)
            if (p->points[k].y == y && p->points[k].idle == idle)
                memcpy(c + n++ * columns, p->points[k].at_c.c, columns * sizeof *c);
    return n;
}

bool station_raise_missed(station_program *p, double tol)
{
    bool any = false;
    for (int j = station_own_columns(p); p->inner_solved && j < p->first_point; j++) {
        double *keur = &p->missed_price[j - station_own_columns(p)];
        if (p->inner_x[j] <= tol || *keur >= DEAREST_MISSED_KEUR)
            continue;
        *keur = fmin(DEARER_MISSED * *keur, DEAREST_MISSED_KEUR);
        lp_solver_set_cost(p->inner, j, *keur);
        any = true;
    }
    return any;
}

double station_quantity_price(const station_program *p, size_t y, size_t q)
{
    return -p->inner_y[p->quantity_row[y][q]];
}

status station_trim_points(station_program *p, int patience)
{
    int *columns = calloc(p->n_points + 1, sizeof *columns);
    if (!columns)
        return STATUS_NO_MEMORY;
    int n = 0;
    size_t kept = 0;
    for (size_t k = 0; k < p->n_points; k++) {
        const int column = p->first_point + (int)k;
        if (p->points[k].idle >= IDLE_POINT * patience &&
            !lp_solver_column_is_basic(p->inner, column)) {
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
