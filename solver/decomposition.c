#include "solver/decomposition.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "solver/clock.h"
#include "solver/decomposition_parts.h"
#include "solver/formulation_parts.h"

/* Rounds of prices per pass; the second while linking rows are missed. */
enum { MAX_ROUNDS = 4, MAX_FIRST_ROUNDS = 16 };
/* Part of the gap below which another round is not worth it, and the part of the cost that a gap counts for at
 * most. */
#define ROUND_GAP_SHARE 0.2
#define FIRST_GAP_FRAC 0.05
/* Passes in a row in which some linear program was skipped. */
enum { MOST_STUMBLES = 10 };
/* Passes over which a gain is measured. */
enum { GAIN_PASSES = 5 };
/* After so many passes in a row that moved neither bound the run ends. */
enum { MOST_IDLE_PASSES = 40 };
/* Of the gap; a bound that moved by less did not move. */
#define IDLE_GAP_SHARE 2e-3

/* --- making ---------------------------------------------------------------------------------- */

static status make_unit(void *context, size_t item)
{
    decomposition *d = context;
    const size_t years = d->investments->region->horizon.n_milestones;
    return unit_new(d->parts, item / years, item % years, &d->units[item]);
}

static status free_unit(void *context, size_t item)
{
    decomposition *d = context;
    unit_free(d->units[item]);
    d->units[item] = NULL;
    return STATUS_OK;
}

static status free_program(void *context, size_t item)
{
    decomposition *d = context;
    station_program_free(d->programs[item]);
    d->programs[item] = NULL;
    return STATUS_OK;
}

static status allocate(decomposition *d)
{
    d->units = calloc(decomposition_units(d), sizeof *d->units);
    d->programs = calloc(d->n_stations, sizeof *d->programs);
    d->centre = calloc(d->n_stations, sizeof *d->centre);
    d->query = calloc(decomposition_units(d), sizeof *d->query);
    d->quantity_price = calloc(decomposition_units(d), sizeof *d->quantity_price);
    d->station_bound = calloc(d->n_stations, sizeof *d->station_bound);
    bool ready =
        d->units && d->programs && d->centre && d->query && d->quantity_price && d->station_bound;
    for (size_t s = 0; ready && s < d->n_stations; s++) {
        d->centre[s] = calloc(d->parts->blocks[s].n_columns + 1, sizeof(double));
        ready = d->centre[s] != NULL;
    }
    return ready ? STATUS_OK : STATUS_NO_MEMORY;
}

static size_t n_workers(const decomposition *d)
{
    const size_t asked = d->options->n_threads > 0 ? d->options->n_threads : 1;
    return asked < decomposition_units(d) ? asked : decomposition_units(d);
}

static status make_programs(decomposition *d)
{
    status st = workers_run(d->crew, make_unit, d, decomposition_units(d));
    for (size_t s = 0; st == STATUS_OK && s < d->n_stations; s++)
        st = station_program_new(d->parts, s, d->units + s * d->n_units, d->diags, &d->programs[s]);
    for (size_t k = 0; st == STATUS_OK && k < decomposition_units(d); k++) {
        d->quantity_price[k] = calloc(d->units[k]->columns.n_quantities + 1, sizeof(double));
        d->query[k] = calloc(d->units[k]->columns.n_columns + 1, sizeof(double));
        if (!d->quantity_price[k] || !d->query[k])
            st = STATUS_NO_MEMORY;
    }
    return st;
}

static void query_at(decomposition *d, const double *x)
{
    for (size_t k = 0; k < decomposition_units(d); k++)
        for (size_t m = 0; m < d->units[k]->columns.n_columns; m++)
            d->query[k][m] = x[d->units[k]->columns.columns[m]];
}

status decomposition_new(const formulation *investments, const solve_options *options,
                         double deadline_s, const double *x, diag_list *diags, decomposition **out)
{
    decomposition *d = calloc(1, sizeof *d);
    if (!d)
        return STATUS_NO_MEMORY;
    *d = (decomposition){.investments = investments,
                         .options = options,
                         .diags = diags,
                         .started_s = clock_seconds(),
                         .deadline_s = deadline_s,
                         .phase = "phase_relaxation",
                         .proven_keur = NAN,
                         .beaten_keur = INFINITY,
                         .lower_keur = -INFINITY,
                         .upper_keur = INFINITY};
    status st = split_new(investments, options->method == METHOD_JOINED, &d->parts);
    if (st == STATUS_OK) {
        d->n_stations = d->parts->n_stations;
        d->n_units = split_units(d->parts);
        st = allocate(d);
    }
    if (st == STATUS_OK)
        st = workers_new(n_workers(d), &d->crew);
    if (st == STATUS_OK)
        st = make_programs(d);
    if (st == STATUS_OK)
        st = coordinator_new(d->parts, diags, &d->region);
    if (st == STATUS_OK)
        query_at(d, x);
    if (st == STATUS_OK)
        *out = d;
    else
        decomposition_free(d);
    return st;
}

void decomposition_free(decomposition *d)
{
    if (!d)
        return;
    if (d->crew && d->units && d->programs) {
        status st = workers_run(d->crew, free_program, d, d->n_stations);
        if (st == STATUS_OK)
            st = workers_run(d->crew, free_unit, d, decomposition_units(d));
        assert(st == STATUS_OK); /* freeing cannot fail */
        (void)st;
    }
    workers_free(d->crew);
    coordinator_free(d->region);
    for (size_t s = 0; s < d->n_stations; s++) {
        if (d->centre)
            free(d->centre[s]);
    }
    for (size_t k = 0; k < decomposition_units(d); k++) {
        if (d->quantity_price)
            free(d->quantity_price[k]);
        if (d->query)
            free(d->query[k]);
    }
    free(d->units);
    free(d->programs);
    free(d->centre);
    free(d->query);
    free(d->quantity_price);
    free(d->station_bound);
    split_free(d->parts);
    free(d);
}

/* --- passes ---------------------------------------------------------------------------------- */

/* Inner programs at the prices. priced[stations]: what each costs with them; -INFINITY of one without a
 * solution. */
static status solve_inners(decomposition *d, job *j, double *priced)
{
    status st = workers_run(d->crew, job_solve_inner, j, d->n_stations);
    for (size_t s = 0; st == STATUS_OK && s < d->n_stations; s++) {
        priced[s] = j->plans[s].found ? j->plans[s].inner.priced_keur : -INFINITY;
        if (j->plans[s].found)
            st = coordinator_add_plan(d->region, s, &j->plans[s].inner);
    }
    return st;
}

/* (D4) The region over the plans of its stations; its prices. */
static status solve_region(decomposition *d, job *j)
{
    const lp_limits limits = job_limits(d);
    lp_outcome outcome = LP_STOPPED;
    const status st = coordinator_solve(d->region, &limits, &outcome);
    j->failed |= outcome != LP_OPTIMAL;
    if (st == STATUS_OK && !j->failed)
        d->upper_keur = coordinator_keur(d->region);
    return st;
}

/* What another round has to bring, kEUR. */
static double enough(const decomposition *d)
{
    return ROUND_GAP_SHARE * fmin(d->upper_keur - d->lower_keur, FIRST_GAP_FRAC * fabs(d->upper_keur));
}

/* Rounds of both, until another one would not bring much. */
static status coordinate(decomposition *d, job *j)
{
    double *priced = calloc(d->n_stations + 1, sizeof *priced);
    status st = priced ? STATUS_OK : STATUS_NO_MEMORY;
    const size_t most = coordinator_missed(d->region) > LINK_MISSED_TOL ? MAX_FIRST_ROUNDS : MAX_ROUNDS;
    for (size_t round = 0; st == STATUS_OK && !j->failed && round < most; round++) {
        st = solve_inners(d, j, priced);
        /* What no mixture of known points could beat, at the prices of the round before. */
        const double least = round > 0 ? coordinator_bound(d->region, priced) : -INFINITY;
        if (d->upper_keur - least < enough(d)) {
            if (coordinator_missed(d->region) <= LINK_MISSED_TOL)
                break;
            coordinator_raise_missed(d->region, false);
        }
        if (st == STATUS_OK && !j->failed)
            st = solve_region(d, j);
    }
    free(priced);
    return st;
}

void decomposition_read_quantity_prices(decomposition *d, size_t s)
{
    for (size_t y = 0; y < d->n_units; y++) {
        const unit *u = d->units[s * d->n_units + y];
        for (size_t q = 0; q < u->columns.n_quantities; q++)
            d->quantity_price[s * d->n_units + y][q] = station_quantity_price(d->programs[s], y, q);
    }
}

/* While the region's solution is that of its plans. */
static void read_mixture(decomposition *d)
{
    d->mixture_missed = coordinator_plans_miss(d->region);
    for (size_t s = 0; s < d->n_stations; s++) {
        coordinator_station(d->region, s, d->centre[s]);
        decomposition_read_quantity_prices(d, s);
    }
}

/* Bounds are told when they are those of this pass, or proven before. */
static void say(const decomposition *d, const job *j)
{
    const solve_options *o = d->options;
    const double elapsed = clock_seconds() - d->started_s;
    const double lower = isnan(d->proven_keur) ? d->lower_keur : d->proven_keur;
    if (o->report)
        o->report(o->report_context, d->phase, isfinite(lower) ? lower * EUR_PER_KEUR : NAN,
                  isfinite(d->upper_keur) ? d->upper_keur * EUR_PER_KEUR : NAN, elapsed);
    if (o->log)
        fprintf(o->log, "%8.2f s  %-24s pass %-4zu bound %.3f  mixture %.3f kEUR%s\n", elapsed,
                d->phase, d->n_passes, d->lower_keur, d->upper_keur,
                j->stumbled || j->failed ? "  some program without an answer" : "");
}

/* Of the prices that gave the highest bound in those that are tried; in turn when that leads nowhere. */
static double best_share(const decomposition *d)
{
    static const double in_turn[] = {0.8, 1.0, 0.0};
    return in_turn[d->n_stuck < STUCK_PASSES ? 0 : d->n_stuck % (sizeof in_turn / sizeof *in_turn)];
}

/* (D5) Outer programs at the region's prices: the bound, and the next query. */
static status bound_from_below(decomposition *d, job *j)
{
    j->price = coordinator_try_prices(d->region, best_share(d));
    status st = workers_run(d->crew, job_solve_outer, j, d->n_stations);
    bool all = true;
    for (size_t s = 0; st == STATUS_OK && s < d->n_stations; s++) {
        all &= j->plans[s].bounded;
        d->infeasible |= j->plans[s].infeasible;
        if (j->plans[s].is_tried && j->plans[s].tried.missed <= MIXTURE_MISSED_TOL)
            st = coordinator_add_plan(d->region, s, &j->plans[s].tried);
    }
    j->stumbled |= !all;
    if (st == STATUS_OK && all)
        d->lower_keur = fmax(d->lower_keur, coordinator_tried_bound(d->region, d->station_bound));
    return st;
}

static status evaluate(decomposition *d, job *j)
{
    status st = workers_run(d->crew, job_evaluate_unit, j, decomposition_units(d));
    for (size_t k = 0; k < decomposition_units(d); k++)
        j->stumbled |= !j->evaluations[k].done;
    return st;
}

/* Where nothing moves, or the gap is closed by what does not exist, to miss something costs too little: a target that
 * is dear to meet, a price that has reached that of missing. Plans that were charged too little are forgotten. */
static status raise_missed(decomposition *d, job *j)
{
    coordinator_raise_missed(d->region, true);
    const status st = workers_run(d->crew, job_raise_missed, j, d->n_stations);
    bool any = d->mixture_missed > MIXTURE_MISSED_TOL;
    for (size_t s = 0; s < d->n_stations; s++)
        any |= j->plans[s].was_missing;
    return st == STATUS_OK && any ? coordinator_forget_plans(d->region) : st;
}

static status pass(decomposition *d, job *j)
{
    status st = evaluate(d, j);
    if (st == STATUS_OK)
        st = workers_run(d->crew, job_take_over, j, d->n_stations);
    if (st == STATUS_OK && (d->is_hollow || (d->n_idle > 0 && d->n_idle % STUCK_PASSES == 0)))
        st = raise_missed(d, j);
    if (st == STATUS_OK && !j->failed)
        st = coordinate(d, j);
    if (st != STATUS_OK || j->failed)
        return st;
    read_mixture(d);
    st = bound_from_below(d, j);
    if (st == STATUS_OK)
        st = workers_run(d->crew, job_trim, j, d->n_stations);
    if (st == STATUS_OK)
        st = coordinator_trim(d->region);
    return st;
}

bool decomposition_must_stop(const decomposition *d)
{
    return clock_seconds() >= d->deadline_s || (d->options->stop && *d->options->stop);
}

/* The region's mixture is a plan. */
static bool exists(const decomposition *d, const job *j)
{
    bool all = coordinator_missed(d->region) <= LINK_MISSED_TOL &&
               d->mixture_missed <= MIXTURE_MISSED_TOL;
    for (size_t s = 0; s < d->n_stations; s++)
        all &= j->plans[s].found;
    return all;
}

static bool has_moved(const decomposition *d, double before, double now)
{
    if (!isfinite(before) || !isfinite(now))
        return isfinite(before) != isfinite(now);
    return fabs(now - before) > IDLE_GAP_SHARE * fabs(d->upper_keur - d->lower_keur);
}

/* Since it was last asked. */
static bool gains_little(const decomposition *d, double *before_keur)
{
    const double gain_keur = *before_keur - d->upper_keur;
    *before_keur = d->upper_keur;
    return gain_keur < d->least_gain_frac * fabs(d->upper_keur);
}

status decomposition_run(decomposition *d, double gap_frac, size_t max_passes)
{
    status st = STATUS_OK;
    int stumbles = 0;
    double before_keur = INFINITY;
    d->converged = d->infeasible = false;
    d->n_idle = d->n_stuck = 0;
    d->is_hollow = false;
    for (size_t n = 0; st == STATUS_OK && n < max_passes && !d->converged && !d->infeasible; n++) {
        const double lower = d->lower_keur, upper = d->upper_keur;
        job j;
        st = job_open(d, &j);
        if (gap_frac < FINE_GAP_FRAC)
            j.near_gap_frac = NEAR_GAP_FRAC;
        if (st == STATUS_OK)
            st = pass(d, &j);
        d->n_passes++;
        say(d, &j);
        stumbles = j.stumbled || j.failed ? stumbles + 1 : 0;
        d->n_stuck = has_moved(d, lower, d->lower_keur) ? 0 : d->n_stuck + 1;
        d->n_idle = d->n_stuck == 0 || has_moved(d, upper, d->upper_keur) ? 0 : d->n_idle + 1;
        const bool ended = stumbles > MOST_STUMBLES || d->n_idle > MOST_IDLE_PASSES;
        const bool is_plan = st == STATUS_OK && exists(d, &j);
        const bool is_closed = isfinite(d->upper_keur) && d->upper_keur - d->lower_keur <= gap_frac * fabs(d->upper_keur);
        d->converged = is_plan && !j.failed && !ended && is_closed;
        d->is_hollow = !is_plan && is_closed;
        job_close(&j);
        d->stopped = decomposition_must_stop(d);
        if (d->stopped || ended || d->lower_keur > d->beaten_keur)
            break;
        if (is_plan && n % GAIN_PASSES == 0 && gains_little(d, &before_keur))
            break;
    }
    return st;
}

status decomposition_check(decomposition *d, bool *possible)
{
    job j;
    status st = job_open(d, &j);
    j.price = coordinator_prices(d->region);
    if (st == STATUS_OK)
        st = workers_run(d->crew, job_solve_outer, &j, d->n_stations);
    *possible = st == STATUS_OK;
    for (size_t s = 0; st == STATUS_OK && s < d->n_stations; s++)
        *possible &= j.plans[s].bounded;
    job_close(&j);
    return st;
}

void decomposition_set_bounds(decomposition *d, int column, double lower, double upper)
{
    const size_t block = (size_t)d->parts->block_of[column];
    const int local = d->parts->local_of[column];
    if (block < d->n_stations) {
        station_set_bounds(d->programs[block], local, lower, upper);
        return;
    }
    coordinator_set_bounds(d->region, local, lower, upper);
    for (size_t s = 0; s < d->n_stations; s++)
        for (size_t k = 0; k < d->parts->blocks[s].n_columns; k++)
            if (d->parts->blocks[s].is_copy[k] && d->parts->blocks[s].columns[k] == column)
                station_set_bounds(d->programs[s], (int)k, lower, upper);
}

void decomposition_set_cost(decomposition *d, int column, double keur)
{
    const size_t block = (size_t)d->parts->block_of[column];
    const int local = d->parts->local_of[column];
    if (block < d->n_stations)
        station_set_cost(d->programs[block], local, keur);
    else
        coordinator_set_cost(d->region, local, keur);
}

/* What is evaluated first is a plan of each station within its new bounds, as near to known points
 * as there is one. */
static status query_within_bounds(decomposition *d)
{
    job j;
    status st = job_open(d, &j);
    if (st == STATUS_OK)
        st = workers_run(d->crew, job_solve_inner, &j, d->n_stations);
    for (size_t k = 0; st == STATUS_OK && k < decomposition_units(d); k++) {
        const size_t s = k / d->n_units;
        if (j.plans[s].found)
            station_unit_masters(d->programs[s], k % d->n_units, j.plans[s].inner.x, d->query[k]);
    }
    job_close(&j);
    return st;
}

status decomposition_restart(decomposition *d)
{
    d->lower_keur = -INFINITY;
    d->upper_keur = INFINITY;
    const status st = coordinator_forget_plans(d->region);
    return st == STATUS_OK && d->n_passes > 0 ? query_within_bounds(d) : st;
}

void decomposition_centre(const decomposition *d, double *x)
{
    for (size_t s = 0; s < d->n_stations; s++)
        for (size_t k = 0; k < d->parts->blocks[s].n_columns; k++)
            if (!d->parts->blocks[s].is_copy[k])
                x[d->parts->blocks[s].columns[k]] = d->centre[s][k];
    const block_part *own = &d->parts->blocks[d->n_stations];
    for (size_t k = 0; k < own->n_columns; k++)
        x[own->columns[k]] = coordinator_region(d->region)[k];
}

status decomposition_dispatch(decomposition *d, const double *x, const double *quantity_price,
                              const int *block_column, bool *exists, double *whole)
{
    job j;
    status st = job_open(d, &j);
    query_at(d, x);
    j.quantity_price = quantity_price;
    j.to_the_end = true;
    j.block_column = block_column;
    j.whole = whole;
    if (st == STATUS_OK)
        st = evaluate(d, &j);
    if (st == STATUS_OK && j.stumbled) { /* a plan hangs on it: once more, from another basis */
        j.stumbled = false;
        st = evaluate(d, &j);
    }
    *exists = st == STATUS_OK && !j.stumbled;
    for (size_t k = 0; k < decomposition_units(d); k++)
        *exists &= j.evaluations && j.evaluations[k].exists;
    if (st == STATUS_OK)
        st = workers_run(d->crew, job_take_over, &j, d->n_stations);
    job_close(&j);
    return st;
}
