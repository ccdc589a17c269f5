/* The program in which dispatch costs at least what cuts say (docs/solver.md, D2 and D5). */
#include "solver/station_program_parts.h"

#include <string.h>

#include "solver/room.h"

/* A cut that no solve needed so often in a row is forgotten. */
enum { IDLE_CUT = 6 };

status station_make_outer(station_program *p)
{
    lp *to = p->outer_base = station_copy_block(p->part);
    if (!to)
        return STATUS_NO_MEMORY;
    for (size_t y = 0; y < p->n_units; y++) {
        const unit_columns *c = station_columns_of(p, y);
        for (size_t q = 0; q < c->n_quantities; q++)
            station_widen_quantity(p, to, y, q);
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

static status load_outer(station_program *p)
{
    const status st = lp_solver_new(p->outer_base, p->diags, &p->outer);
    for (int j = 0; st == STATUS_OK && j < station_own_columns(p); j++) {
        lp_solver_set_cost(p->outer, j, station_cost_to_solve(p, j));
        lp_solver_set_bounds(p->outer, j, p->lower[j], p->upper[j]);
    }
    return st;
}

/* theta + price.share - slope.C >= constant */
static status load_cut(station_program *p, const known_cut *kc)
{
    const unit_columns *c = station_columns_of(p, kc->y);
    const unit_cut *cut = &kc->cut;
    const size_t g = kc->y * MAX_GROUPS + cut->group;
    entries e;
    status st = entries_open(&e, c->n_columns + c->n_quantities + 1) ? STATUS_OK : STATUS_NO_MEMORY;
    if (st == STATUS_OK) {
        for (size_t k = 0; k < c->n_columns; k++)
            entries_add(&e, p->place[kc->y][k], -cut->slope[k]);
        entries_add(&e, p->theta[g], 1.0);
        for (size_t q = 0; q < c->n_quantities; q++)
            entries_add(&e, p->share[g] + (int)q, cut->price[q]);
        st = lp_solver_add_row(p->outer, cut->constant - station_room_keur(cut, p->room[kc->y]),
                               INFINITY, e.n, e.places, e.values);
    }
    entries_close(&e);
    return st;
}

static status load_new_cuts(station_program *p)
{
    status st = STATUS_OK;
    for (; st == STATUS_OK && p->n_loaded < p->n_cuts; p->n_loaded++)
        st = load_cut(p, &p->cuts[p->n_loaded]);
    return st;
}

status station_add_cut(station_program *p, size_t y, unit_cut *cut)
{
    if (!room_for((void **)&p->cuts, p->n_cuts, &p->cut_room, sizeof *p->cuts))
        return STATUS_NO_MEMORY;
    p->cuts[p->n_cuts] = (known_cut){.y = y, .cut = *cut};
    p->cuts[p->n_cuts++].cut.constant += station_room_keur(cut, p->room[y]);
    *cut = (unit_cut){0};
    return STATUS_OK;
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
    const unit_columns *c = station_columns_of(p, kc->y);
    const size_t g = kc->y * MAX_GROUPS + kc->cut.group;
    if (fpclassify(dual) == FP_ZERO)
        return;
    *bound += dual * (kc->cut.constant - station_room_keur(&kc->cut, p->room[kc->y]));
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
        reduced[j] = j < station_own_columns(p) ? p->cost[j] : lp_cost(p->outer_base, j);
    for (int i = 0; i < lp_rows(p->outer_base); i++)
        use_base_row(p, i, &bound, reduced);
    for (size_t k = 0; k < p->n_loaded; k++)
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
        const bool own = j < station_own_columns(p);
        const double lower = own ? p->lower[j] : lp_lower(p->outer_base, j);
        const double upper = own ? p->upper[j] : lp_upper(p->outer_base, j);
        bound += reduced[j] * (reduced[j] > 0.0 ? lower : upper);
    }
    free(reduced);
    *bound_keur = bound;
    return STATUS_OK;
}

static bool make_room_outer(station_program *p)
{
    const size_t columns = (size_t)lp_solver_columns(p->outer);
    const size_t rows = (size_t)lp_solver_rows(p->outer) + p->n_cuts - p->n_loaded;
    return room_for((void **)&p->outer_x, columns, &p->outer_x_room, sizeof *p->outer_x) &&
           room_for((void **)&p->outer_y, rows, &p->outer_y_room, sizeof *p->outer_y);
}

/* After prices have changed the last basis is primal feasible, and dual feasible when new cuts have come:
 * one after the other, else neither. */
static status solve_outer(station_program *p, const lp_limits *limits, lp_outcome *outcome,
                          double *x)
{
    status st = p->outer ? STATUS_OK : load_outer(p);
    if (st == STATUS_OK && !make_room_outer(p))
        st = STATUS_NO_MEMORY;
    if (st == STATUS_OK && p->outer_solved && p->n_loaded < p->n_cuts)
        st = station_try(p->outer, LP_PRIMAL, limits, outcome, NULL, NULL);
    if (st == STATUS_OK)
        st = load_new_cuts(p);
    if (st == STATUS_OK)
        st = station_solve(p->outer, &p->outer_solved, LP_DUAL, limits, outcome, p->outer_x,
                           p->outer_y);
    if (st == STATUS_OK && *outcome == LP_OPTIMAL)
        memcpy(x, p->outer_x, p->part->n_columns * sizeof *x);
    return st;
}

status station_solve_outer(station_program *p, const lp_limits *limits, lp_outcome *outcome,
                           double *bound_keur, double *x)
{
    status st = solve_outer(p, limits, outcome, x);
    if (st == STATUS_OK && *outcome == LP_OPTIMAL)
        st = prove_bound(p, bound_keur);
    for (size_t k = 0; st == STATUS_OK && *outcome == LP_OPTIMAL && k < p->n_cuts; k++)
        p->cuts[k].idle = lp_solver_row_is_basic(p->outer, lp_rows(p->outer_base) + (int)k)
                              ? p->cuts[k].idle + 1
                              : 0;
    return st;
}

/* Of a column's range, of which so much counts at most. */
#define SMALL_FRAC 0.02
#define MOST_RANGE 1e4

/* Bounds that last for one solve. */
static void hold_beside(station_program *p, const station_beside *where)
{
    for (int j = 0; j < station_own_columns(p); j++) {
        const double lower = p->lower[j], upper = p->upper[j];
        const double value = fmin(fmax(where->values[j], lower), upper);
        const double away =
            where->width_frac * fmax(fabs(value), SMALL_FRAC * fmin(upper - lower, MOST_RANGE));
        if (!where->is_free[j])
            lp_solver_set_bounds(p->outer, j, fmax(lower, value - away), fmin(upper, value + away));
    }
}

static double dispatch_keur_of(const station_program *p)
{
    double keur = 0.0;
    for (size_t y = 0; y < p->n_units; y++)
        for (size_t g = 0; g < p->units[y]->n_groups; g++)
            keur += p->outer_x[p->theta[y * MAX_GROUPS + g]];
    return keur;
}

status station_solve_beside(station_program *p, const station_beside *where,
                            const lp_limits *limits, lp_outcome *outcome, double *dispatch_keur,
                            double *x)
{
    status st = p->outer ? STATUS_OK : load_outer(p);
    if (st == STATUS_OK && isfinite(where->width_frac))
        hold_beside(p, where);
    if (st == STATUS_OK)
        st = solve_outer(p, limits, outcome, x);
    if (st == STATUS_OK && *outcome == LP_OPTIMAL)
        *dispatch_keur = dispatch_keur_of(p);
    for (int j = 0; p->outer && j < station_own_columns(p); j++)
        lp_solver_set_bounds(p->outer, j, p->lower[j], p->upper[j]);
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
    for (int j = 0; st == STATUS_OK && j < station_own_columns(p); j++) {
        if (!lp_is_whole(p->part->lp, j) || p->upper[j] - p->lower[j] < 0.5)
            continue;
        const double way = near->plan[j] - p->lower[j] < 0.5 ? 1.0 : -1.0;
        entries_add(&e, j, way);
        at_plan += way * near->plan[j];
    }
    if (st == STATUS_OK)
        st = lp_solver_add_row(p->outer, -INFINITY, at_plan + near->most_steps, e.n, e.places,
                               e.values);
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
    const status st = lp_solver_whole(p->outer, limits, gap_frac, best, found, &outcome, &bound);
    if (st == STATUS_OK && isfinite(bound))
        *bound_keur = fmax(*bound_keur, bound + lp_constant(p->part->lp) + station_fixed_keur(p));
    if (st == STATUS_OK && *found)
        memcpy(x, best, p->part->n_columns * sizeof *x);
    free(best);
    return st;
}

status station_solve_whole(station_program *p, const station_near *near, const lp_limits *limits,
                           double gap_frac, bool *found, double *bound_keur, double *x)
{
    lp_outcome outcome;
    bool added = false;
    *found = false;
    status st = p->outer ? STATUS_OK : load_outer(p);
    if (st == STATUS_OK)
        st = load_new_cuts(p);
    if (st == STATUS_OK && near) {
        st = add_near_row(p, near);
        added = st == STATUS_OK;
    }
    if (st == STATUS_OK && near) /* one row more than station_solve_outer() knows */
        st = solve_outer(p, limits, &outcome, x);
    else if (st == STATUS_OK)
        st = station_solve_outer(p, limits, &outcome, bound_keur, x);
    if (st == STATUS_OK && outcome == LP_OPTIMAL)
        st = search_tree(p, limits, gap_frac, found, bound_keur, x);
    if (added) {
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
    for (size_t k = 0; k < p->n_loaded; k++)
        visit(context, p->cuts[k].y, &p->cuts[k].cut,
              fmax(0.0, p->outer_y[lp_rows(p->outer_base) + (int)k]));
}

void station_keep_cuts(station_program *p, int most_idle)
{
    for (size_t k = 0; k < p->n_loaded; k++)
        p->cuts[k].is_kept |= p->cuts[k].idle <= most_idle;
}

void station_let_cuts_go(station_program *p)
{
    for (size_t k = 0; k < p->n_cuts; k++)
        p->cuts[k].is_kept = false;
}

status station_trim_cuts(station_program *p, int patience)
{
    int *rows = calloc(p->n_cuts + 1, sizeof *rows);
    if (!rows)
        return STATUS_NO_MEMORY;
    int n = 0;
    size_t kept = 0;
    for (size_t k = 0; k < p->n_cuts; k++) {
        if (k < p->n_loaded && !p->cuts[k].is_kept && p->cuts[k].idle >= IDLE_CUT * patience) {
            rows[n++] = lp_rows(p->outer_base) + (int)k;
            unit_cut_free(&p->cuts[k].cut);
        } else {
            p->cuts[kept++] = p->cuts[k];
        }
    }
    p->n_loaded -= (size_t)n;
    p->n_cuts = kept;
    const status st = lp_solver_delete_rows(p->outer, n, rows);
    free(rows);
    return st;
}
