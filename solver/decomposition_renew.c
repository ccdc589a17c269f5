/* Known dispatch, taken along to where columns were settled otherwise (docs/solver.md, D15). */
#include "solver/decomposition_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Steps towards what is best by the cuts, at most, and how near to dispatch they have to be. */
enum { MOST_STEPS = 15 };
#define NEAR_FRAC 0.02
/* How far from the last mixture what is not touched may be: the first of these for which there is a solution. */
static const double width_frac[] = {0.05, 0.5, 5.0, INFINITY};
enum { N_WIDTHS = sizeof width_frac / sizeof *width_frac };
/* Points of a unit that are made anew, those used last. */
enum { MOST_POINTS = 12 };

/* One station; nothing of one that is not touched. */
typedef struct renewal {
    bool *is_free;        /* [n_columns of its block] touched */
    double *x, *best;     /* likewise: the last, and that with the cheapest dispatch */
    double dispatch_keur; /* of x, by the cuts */
    double best_keur;     /* of dispatch at best; INFINITY: there is none */
    size_t width;         /* of width_frac */
    bool found, is_near;
    double **points; /* [n_units] C of what is known of each */
    size_t *n_points;
} renewal;

/* What the crew works on. */
typedef struct renewing {
    job j;
    decomposition *d;
    const bool *touched; /* [columns of the investments] */
    renewal *stations;   /* [n_stations] */
    bool *left_out;      /* [units] of the next evaluation */
} renewing;

/* --- making ------------------------------------------------------------------------------------- */

static bool is_touched(const block_part *part, const bool *touched)
{
    bool any = false;
    for (size_t k = 0; k < part->n_columns; k++)
        any |= touched[part->columns[k]];
    return any;
}

static status gather_points(decomposition *d, size_t s, renewal *r)
{
    for (size_t y = 0; y < d->n_units; y++) {
        const size_t n = d->units[s * d->n_units + y]->columns.n_columns;
        r->points[y] = malloc((MOST_POINTS * n + 1) * sizeof(double));
        if (!r->points[y])
            return STATUS_NO_MEMORY;
        r->n_points[y] = station_recent_points(d->programs[s], y, MOST_POINTS, r->points[y]);
    }
    return STATUS_OK;
}

static status open_station(decomposition *d, size_t s, const bool *touched, renewal *r)
{
    const block_part *part = &d->parts->blocks[s];
    if (!is_touched(part, touched))
        return STATUS_OK;
    r->is_free = calloc(part->n_columns + 1, sizeof *r->is_free);
    r->x = calloc(part->n_columns + 1, sizeof *r->x);
    r->best = calloc(part->n_columns + 1, sizeof *r->best);
    r->best_keur = INFINITY;
    r->points = calloc(d->n_units, sizeof *r->points);
    r->n_points = calloc(d->n_units, sizeof *r->n_points);
    if (!r->is_free || !r->x || !r->best || !r->points || !r->n_points)
        return STATUS_NO_MEMORY;
    for (size_t k = 0; k < part->n_columns; k++)
        r->is_free[k] = touched[part->columns[k]];
    return gather_points(d, s, r);
}

static void close_station(const decomposition *d, renewal *r)
{
    for (size_t y = 0; r->points && y < d->n_units; y++)
        free(r->points[y]);
    free(r->is_free);
    free(r->x);
    free(r->best);
    free(r->points);
    free(r->n_points);
}

/* --- where it is best ----------------------------------------------------------------------------- */

/* Once a solution was found as near as that there is one there, whatever cuts came since. */
static status solve_beside(void *context, size_t s)
{
    renewing *all = context;
    renewal *r = &all->stations[s];
    station_program *p = all->d->programs[s];
    lp_outcome outcome = LP_STOPPED;
    status st = STATUS_OK;
    if (!r->x || r->is_near)
        return STATUS_OK;
    station_set_prices(p, coordinator_prices(all->d->region));
    for (; st == STATUS_OK && r->width < N_WIDTHS; r->width++) {
        const lp_limits limits = job_limits(all->d);
        const station_beside where = {all->d->centre[s], r->is_free, width_frac[r->width]};
        st = station_solve_beside(p, &where, &limits, &outcome, &r->dispatch_keur, r->x);
        if (outcome == LP_OPTIMAL)
            break;
    }
    r->found |= outcome == LP_OPTIMAL;
    return st;
}

/* All units that are not left out. */
static status evaluate(renewing *all)
{
    all->j.left_out = all->left_out;
    return workers_run(all->d->crew, job_evaluate_unit, &all->j, decomposition_units(all->d));
}

static void query_at_x(renewing *all)
{
    decomposition *d = all->d;
    for (size_t k = 0; k < decomposition_units(d); k++) {
        const renewal *r = &all->stations[k / d->n_units];
        all->left_out[k] = !r->found || r->is_near;
        if (!all->left_out[k])
            station_unit_masters(d->programs[k / d->n_units], k % d->n_units, r->x, d->query[k]);
    }
}

/* What dispatch of a station costs; INFINITY where it does not exist. */
static double evaluated_keur(const renewing *all, size_t s)
{
    double keur = 0.0;
    for (size_t y = 0; y < all->d->n_units; y++) {
        const evaluation *e = &all->j.evaluations[s * all->d->n_units + y];
        keur += e->done && e->exists ? e->at_c.keur : INFINITY;
    }
    return keur;
}

/* Near: it costs hardly more than the cuts said. */
static void see_what_is_near(renewing *all)
{
    for (size_t s = 0; s < all->d->n_stations; s++) {
        renewal *r = &all->stations[s];
        const double keur = r->found && !r->is_near ? evaluated_keur(all, s) : INFINITY;
        if (keur < r->best_keur) {
            memcpy(r->best, r->x, all->d->parts->blocks[s].n_columns * sizeof *r->x);
            r->best_keur = keur;
        }
        r->is_near |= isfinite(keur) && keur - r->dispatch_keur <= NEAR_FRAC * fabs(keur);
    }
}

static bool all_near(const renewing *all)
{
    bool near = true;
    for (size_t s = 0; s < all->d->n_stations; s++)
        near &= !all->stations[s].x || all->stations[s].is_near;
    return near;
}

static status step(renewing *all)
{
    decomposition *d = all->d;
    status st = job_open(d, &all->j);
    if (st == STATUS_OK)
        st = workers_run(d->crew, solve_beside, all, d->n_stations);
    if (st == STATUS_OK) {
        query_at_x(all);
        st = evaluate(all);
    }
    if (st == STATUS_OK) {
        see_what_is_near(all);
        st = workers_run(d->crew, job_take_over, &all->j, d->n_stations);
    }
    job_close(&all->j);
    return st;
}

/* --- what is known, there --------------------------------------------------------------------------- */

/* The n-th point that is known of a unit, with what is touched as it is best. */
static void query_point(const renewing *all, size_t k, size_t n)
{
    const decomposition *d = all->d;
    const size_t s = k / d->n_units, y = k % d->n_units;
    const renewal *r = &all->stations[s];
    const unit_columns *c = &d->units[k]->columns;
    double *query = d->query[k];
    station_unit_masters(d->programs[s], y, r->best, query);
    for (size_t m = 0; m < c->n_columns; m++)
        if (!all->touched[c->columns[m]])
            query[m] = r->points[y][n * c->n_columns + m];
}

/* Of cuts there are enough. */
static status make_anew(renewing *all, size_t n)
{
    decomposition *d = all->d;
    status st = job_open(d, &all->j);
    all->j.without_cuts = true;
    for (size_t k = 0; st == STATUS_OK && k < decomposition_units(d); k++) {
        const renewal *r = &all->stations[k / d->n_units];
        all->left_out[k] = !r->best || isinf(r->best_keur) || n >= r->n_points[k % d->n_units];
        if (!all->left_out[k])
            query_point(all, k, n);
    }
    if (st == STATUS_OK)
        st = evaluate(all);
    if (st == STATUS_OK)
        st = workers_run(d->crew, job_take_over, &all->j, d->n_stations);
    job_close(&all->j);
    return st;
}

status decomposition_renew(decomposition *d, const bool *touched)
{
    renewing all = {.d = d,
                    .touched = touched,
                    .stations = calloc(d->n_stations, sizeof *all.stations),
                    .left_out = calloc(decomposition_units(d), sizeof *all.left_out)};
    status st = all.stations && all.left_out ? STATUS_OK : STATUS_NO_MEMORY;
    for (size_t s = 0; st == STATUS_OK && s < d->n_stations; s++)
        st = open_station(d, s, touched, &all.stations[s]);
    for (int n = 0;
         st == STATUS_OK && n < MOST_STEPS && !all_near(&all) && !decomposition_must_stop(d); n++)
        st = step(&all);
    for (size_t n = 0; st == STATUS_OK && n < MOST_POINTS && !decomposition_must_stop(d); n++)
        st = make_anew(&all, n);
    for (size_t s = 0; all.stations && s < d->n_stations; s++)
        close_station(d, &all.stations[s]);
    free(all.stations);
    free(all.left_out);
    return st;
}
