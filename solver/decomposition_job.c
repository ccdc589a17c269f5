/* What the workers do in a pass, unit by unit and station by station. */
#include "solver/decomposition_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "solver/clock.h"

/* A question drops cuts and points this many times later than a search, since the next one is much
 * like it. */
enum { QUESTION_PATIENCE = 2 };
/* s; no single pass may wait longer for one linear program. */
#define LP_TIME_LIMIT_S 5.0

/* The stop flag is looked at between passes only: a solve that it ends takes all programs of its
 * thread with it (glpk_guard.h), and the plan found so far still has to be dispatched. */
lp_limits job_limits(const decomposition *d)
{
    return (lp_limits){.time_s = fmin(LP_TIME_LIMIT_S, d->deadline_s - clock_seconds()),
                       .ladder = d->ladder};
}

static bool takes_part(const job *j, size_t s)
{
    return j->only == ALL_STATIONS || j->only == s;
}

/* Where the dispatch of each day of a unit is wanted; NULL when memory is out. */
static double **places_of_values(const job *j, const unit *u)
{
    const size_t stations = j->d->investments->region->n_stations;
    double **values = calloc(u->n_days, sizeof *values);
    for (size_t n = 0; values && j->whole && n < u->n_days; n++)
        values[n] = j->whole + j->block_column[(u->y * u->n_days + n) * stations + u->station];
    return values;
}

static double quantity_price(const job *j, size_t item, size_t k)
{
    return j->quantity_price ? j->quantity_price[j->d->units[item]->columns.quantities[k]]
                             : j->d->quantity_price[item][k];
}

status job_evaluate_unit(void *context, size_t item)
{
    job *j = context;
    decomposition *d = j->d;
    if (!takes_part(j, item / d->n_units) || (j->left_out && j->left_out[item]))
        return STATUS_OK;
    unit *u = d->units[item];
    evaluation *e = &j->evaluations[item];
    if (e->done)
        return STATUS_OK;
    double *masters = calloc(u->columns.n_columns + u->columns.n_quantities + 1, sizeof *masters);
    double **values = places_of_values(j, u);
    if (!masters || !values) {
        free(masters);
        free(values);
        return STATUS_NO_MEMORY;
    }
    double *price = masters + u->columns.n_columns;
    memcpy(masters, d->query[item], u->columns.n_columns * sizeof *masters);
    lp_limits limits = job_limits(d);
    if (j->to_the_end)
        limits.time_s = LP_TIME_LIMIT_S;
    lp_outcome outcome;
    for (size_t k = 0; k < u->columns.n_quantities; k++)
        price[k] = quantity_price(j, item, k);
    const status st = unit_evaluate(u, masters, price, &limits, d->diags, &outcome, &e->exists,
                                    values, &e->at_c, e->cuts);
    e->done = st == STATUS_OK && outcome == LP_OPTIMAL;
    free(values);
    free(masters);
    return st;
}

static status take_over(job *j, size_t s)
{
    decomposition *d = j->d;
    status st = STATUS_OK;
    for (size_t y = 0; st == STATUS_OK && y < d->n_units; y++) {
        evaluation *e = &j->evaluations[s * d->n_units + y];
        const unit *u = d->units[s * d->n_units + y];
        if (!e->done)
            continue;
        if (e->exists)
            st = station_add_point(d->programs[s], y, &e->at_c);
        for (size_t g = 0; st == STATUS_OK && !j->without_cuts && g < u->n_groups; g++)
            st = station_add_cut(d->programs[s], y, &e->cuts[g]);
    }
    return st;
}

status job_take_over(void *context, size_t s)
{
    return take_over(context, s);
}

status job_solve_inner(void *context, size_t s)
{
    job *j = context;
    decomposition *d = j->d;
    if (!takes_part(j, s))
        return STATUS_OK;
    const lp_limits limits = job_limits(d);
    lp_outcome outcome;
    station_set_prices(d->programs[s], j->price ? j->price : coordinator_prices(d->region));
    const status st = station_solve_inner(d->programs[s], &limits, &outcome, &j->plans[s].inner);
    j->plans[s].found = st == STATUS_OK && outcome == LP_OPTIMAL;
    return st;
}

/* (D6) From what is known to be possible towards the outer solution. */
static status place_query(decomposition *d, size_t s, size_t y, const double *from,
                          const double *outer, double step)
{
    const size_t item = s * d->n_units + y, n = d->units[item]->columns.n_columns;
    double *best = calloc(n + 1, sizeof *best), *query = d->query[item];
    if (!best)
        return STATUS_NO_MEMORY;
    station_unit_masters(d->programs[s], y, from, best);
    station_unit_masters(d->programs[s], y, outer, query);
    for (size_t k = 0; k < n; k++)
        query[k] = best[k] + step * (query[k] - best[k]);
    free(best);
    return STATUS_OK;
}

/* INFINITY while there is none. */
static double known_gap_frac(const decomposition *d)
{
    const double gap_keur = d->upper_keur - d->lower_keur;
    return isfinite(gap_keur) ? gap_keur / fabs(d->upper_keur) : INFINITY;
}

/* (D6) What the station would do at the prices that are tried. */
static status try_inner(job *j, size_t s)
{
    const lp_limits limits = job_limits(j->d);
    lp_outcome outcome;
    const status st =
        station_solve_inner(j->d->programs[s], &limits, &outcome, &j->plans[s].tried);
    j->plans[s].is_tried = st == STATUS_OK && outcome == LP_OPTIMAL;
    return st;
}

status job_solve_outer(void *context, size_t s)
{
    job *j = context;
    decomposition *d = j->d;
    if (!takes_part(j, s))
        return STATUS_OK;
    const lp_limits limits = job_limits(d);
    lp_outcome outcome;
    double *x = calloc(d->parts->blocks[s].n_columns + 1, sizeof *x);
    if (!x)
        return STATUS_NO_MEMORY;
    station_set_prices(d->programs[s], j->price);
    status st = station_solve_outer(d->programs[s], &limits, &outcome, &d->station_bound[s], x);
    j->plans[s].bounded = st == STATUS_OK && outcome == LP_OPTIMAL;
    if (st != STATUS_OK || outcome == LP_INFEASIBLE)
        j->plans[s].infeasible = true;
    if (st == STATUS_OK && j->plans[s].bounded && known_gap_frac(d) < j->near_gap_frac)
        st = try_inner(j, s);
    const double *from = j->plans[s].is_tried ? j->plans[s].tried.x : d->centre[s];
    for (size_t y = 0; st == STATUS_OK && j->plans[s].bounded && y < d->n_units; y++)
        st = place_query(d, s, y, from, x, j->step_frac);
    free(x);
    return st;
}

status job_trim(void *context, size_t s)
{
    job *j = context;
    const int patience = j->only == ALL_STATIONS ? 1 : QUESTION_PATIENCE;
    return takes_part(j, s) ? station_trim(j->d->programs[s], patience) : STATUS_OK;
}

status job_raise_missed(void *context, size_t s)
{
    job *j = context;
    j->plans[s].was_missing = station_raise_missed(j->d->programs[s], MIXTURE_MISSED_TOL);
    return STATUS_OK;
}

static double next_step_frac(const decomposition *d)
{
    if (d->n_stuck >= STUCK_PASSES && d->n_stuck % 2 == 1)
        return 1.0;
    const double gap = known_gap_frac(d);
    return isfinite(gap) && gap > FAR_GAP_FRAC ? EARLY_STEP_FRAC : STEP_FRAC;
}

status job_open(decomposition *d, job *j)
{
    *j = (job){.d = d,
               .only = ALL_STATIONS,
               .step_frac = next_step_frac(d),
               .near_gap_frac = -INFINITY};
    j->evaluations = calloc(decomposition_units(d), sizeof *j->evaluations);
    j->plans = calloc(d->n_stations, sizeof *j->plans);
    bool ready = j->evaluations && j->plans;
    for (size_t s = 0; ready && s < d->n_stations; s++) {
        const size_t n = d->parts->blocks[s].n_columns + 1;
        j->plans[s].inner.x = calloc(n, sizeof(double));
        j->plans[s].tried.x = calloc(n, sizeof(double));
        ready = j->plans[s].inner.x && j->plans[s].tried.x;
    }
    return ready ? STATUS_OK : STATUS_NO_MEMORY;
}

void job_close(job *j)
{
    for (size_t k = 0; j->evaluations && k < decomposition_units(j->d); k++) {
        unit_point_free(&j->evaluations[k].at_c);
        for (size_t g = 0; g < MAX_GROUPS; g++)
            unit_cut_free(&j->evaluations[k].cuts[g]);
    }
    for (size_t s = 0; j->plans && s < j->d->n_stations; s++) {
        free(j->plans[s].inner.x);
        free(j->plans[s].tried.x);
    }
    free(j->evaluations);
    free(j->plans);
}
