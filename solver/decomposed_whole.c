#include "solver/decomposed_whole.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "solver/clock.h"

/* A tree ends this close to its best at least, or after so many nodes: a number of seconds would make plans
 * depend on the machine. */
#define TREE_GAP_FRAC 1e-4
enum { MOST_NODES = 100, MOST_JOINED_NODES = 1000 };
/* s; only for trees that get out of hand. */
#define TREE_TIME_S 60.0
/* Trees and evaluations of what they found, in turn, before the whole numbers are believed. */
enum { LOOKS = 3 };

typedef struct trees {
    decomposition *d;
    const double *plan; /* [columns of the investments]; NULL: no plan to stay near to */
    double most_steps;
    tree_effort effort;
    double **x; /* [stations][n_columns of the block] */
    double *bound_keur;
    bool *found;
} trees;

static bool is_own_whole(const decomposition *d, size_t s, size_t k)
{
    const block_part *part = &d->parts->blocks[s];
    return !part->is_copy[k] && lp_is_whole(part->lp, (int)k);
}

/* --- trees of the stations ----------------------------------------------------------------------- */

static status open_trees(trees *t, decomposition *d)
{
    *t = (trees){.d = d, .effort = {0.0, 1}};
    t->x = calloc(d->n_stations, sizeof *t->x);
    t->bound_keur = calloc(d->n_stations, sizeof *t->bound_keur);
    t->found = calloc(d->n_stations, sizeof *t->found);
    bool ready = t->x && t->bound_keur && t->found;
    for (size_t s = 0; ready && s < d->n_stations; s++) {
        t->x[s] = calloc(d->parts->blocks[s].n_columns + 1, sizeof **t->x);
        ready = t->x[s] != NULL;
    }
    return ready ? STATUS_OK : STATUS_NO_MEMORY;
}

static void close_trees(trees *t)
{
    for (size_t s = 0; t->x && s < t->d->n_stations; s++)
        free(t->x[s]);
    free(t->x);
    free(t->bound_keur);
    free(t->found);
}

static status search_station(void *context, size_t s)
{
    trees *t = context;
    decomposition *d = t->d;
    const block_part *part = &d->parts->blocks[s];
    double *near_plan = calloc(part->n_columns + 1, sizeof *near_plan);
    if (!near_plan)
        return STATUS_NO_MEMORY;
    for (size_t k = 0; t->plan && k < part->n_columns; k++)
        near_plan[k] = t->plan[part->columns[k]];
    const station_near near = {near_plan, t->most_steps};
    const lp_limits limits = {.time_s = fmin(TREE_TIME_S, d->deadline_s - clock_seconds()),
                              .nodes = t->effort.nodes_factor * (d->n_stations > 1 ? MOST_NODES : MOST_JOINED_NODES),
                              .ladder = d->ladder};
    t->bound_keur[s] = -INFINITY;
    station_set_prices(d->programs[s], coordinator_prices(d->region));
    const status st = station_solve_whole(d->programs[s], t->plan ? &near : NULL, &limits,
                                          fmax(t->effort.gap_frac, TREE_GAP_FRAC), &t->found[s], &t->bound_keur[s], t->x[s]);
    free(near_plan);
    return st;
}

static status search_all(trees *t)
{
    return workers_run(t->d->crew, search_station, t, t->d->n_stations);
}

static void take_over(const trees *t, double *x)
{
    for (size_t s = 0; s < t->d->n_stations; s++)
        for (size_t k = 0; t->found[s] && k < t->d->parts->blocks[s].n_columns; k++)
            if (!t->d->parts->blocks[s].is_copy[k])
                x[t->d->parts->blocks[s].columns[k]] = t->x[s][k];
}

/* --- from below ---------------------------------------------------------------------------------- */

status decomposed_whole_bound(decomposition *d, tree_effort how_far, double *bound_keur, double *x)
{
    trees t;
    status st = open_trees(&t, d);
    t.effort = how_far;
    coordinator_restore_prices(d->region);
    if (st == STATUS_OK)
        st = search_all(&t);
    *bound_keur = st == STATUS_OK ? coordinator_bound(d->region, t.bound_keur) : -INFINITY;
    if (st == STATUS_OK && x)
        take_over(&t, x);
    close_trees(&t);
    return st;
}

/* --- near a plan --------------------------------------------------------------------------------- */

/* One step, towards the relaxed value. */
static void leave_room(decomposition *d, size_t s, size_t k, const double *from,
                       const double *relaxed)
{
    const block_part *part = &d->parts->blocks[s];
    const int column = part->columns[k];
    const double at = round(from[column]);
    const double least = lp_lower(part->lp, (int)k), most = lp_upper(part->lp, (int)k);
    const bool up = relaxed[column] >= at ? at < most : at <= least;
    decomposition_set_bounds(d, column, up ? at : fmax(least, at - 1.0),
                             up ? fmin(most, at + 1.0) : at);
}

typedef void own_whole_visit(decomposition *d, size_t s, size_t k, const double *a,
                             const double *b);

static void each_own_whole(decomposition *d, own_whole_visit *visit, const double *a,
                           const double *b)
{
    for (size_t s = 0; s < d->n_stations; s++)
        for (size_t k = 0; k < d->parts->blocks[s].n_columns; k++)
            if (is_own_whole(d, s, k))
                visit(d, s, k, a, b);
}

static void fix_at(decomposition *d, size_t s, size_t k, const double *x, const double *unused)
{
    const int column = d->parts->blocks[s].columns[k];
    (void)unused;
    decomposition_set_bounds(d, column, round(x[column]), round(x[column]));
}

static double steps_between(const decomposition *d, const double *a, const double *b)
{
    double n = 0.0;
    for (size_t s = 0; s < d->n_stations; s++)
        for (size_t k = 0; k < d->parts->blocks[s].n_columns; k++)
            if (is_own_whole(d, s, k))
                n += fabs(round(a[d->parts->blocks[s].columns[k]]) -
                          round(b[d->parts->blocks[s].columns[k]]));
    return n;
}

status decomposed_whole_near(decomposition *d, const double *best, const double *relaxed,
                             double most_steps, double *x, double *n_steps)
{
    trees t;
    bool exists;
    status st = open_trees(&t, d);
    t.plan = best;
    t.most_steps = most_steps;
    each_own_whole(d, leave_room, best, relaxed);
    for (int look = 0; st == STATUS_OK && look < LOOKS; look++) {
        memcpy(x, best, (size_t)lp_columns(d->investments->lp) * sizeof *x);
        st = search_all(&t);
        if (st == STATUS_OK)
            take_over(&t, x);
        if (st == STATUS_OK) /* for its cuts */
            st = decomposition_dispatch(d, x, NULL, NULL, &exists, NULL);
    }
    each_own_whole(d, fix_at, x, NULL);
    *n_steps = st == STATUS_OK ? steps_between(d, best, x) : 0.0;
    close_trees(&t);
    return st;
}
