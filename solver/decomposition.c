#include "solver/decomposition.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "solver/clock.h"
#include "solver/formulation_parts.h"

/* Rounds of prices per pass, and the part of the gap below which another one is not worth it. */
enum { MAX_ROUNDS = 4, MAX_FIRST_ROUNDS = 16 };
/* Passes in a row in which some linear program was skipped. */
enum { MOST_STUMBLES = 10 };
/* Passes over which a gain is measured. */
enum { GAIN_PASSES = 5 };
/* After so many passes in a row that moved neither bound, prices and queries are the plain ones,
 * without what steadies them; after so many the run ends. */
enum { IDLE_PASSES = 3, MOST_IDLE_PASSES = 40 };
#define IDLE_FRAC 1e-9
#define ROUND_GAP_SHARE 0.2
#define FIRST_GAP_FRAC 0.05
#define ALL_STATIONS ((size_t)-1)
/* A question drops cuts and points this many times later than a search, since the next one is much
 * like it. */
enum { QUESTION_PATIENCE = 8 };
/* How far the next query goes from the centre towards the outer solution (D6). */
#define STEP_FRAC 0.4
/* s; no single pass may wait longer for one linear program. */
#define LP_TIME_LIMIT_S 5.0
/* Less than this is not missed, in the unit of a row. */
#define MISSED_TOL 1e-6

/* --- jobs of the workers --------------------------------------------------------------------- */

/* What the evaluation of one unit gave. */
typedef struct evaluation {
    unit_point at_c;
    unit_cut cuts[MAX_GROUPS];
    bool exists, done;
} evaluation;

/* What the programs of one station gave. */
typedef struct station_outcome {
    station_plan inner;
    bool found, bounded, infeasible;
} station_outcome;

typedef struct job {
    decomposition *d;
    evaluation *evaluations; /* [units] */
    station_outcome *plans;  /* [stations] */
    double step_frac; /* (D6) */
    size_t only; /* station that takes part alone; ALL_STATIONS */
    bool to_the_end;    /* a plan that was found is dispatched even when the search has to stop */
    const double *price; /* of linking rows, for the outer programs */
    double dearer_frac; /* by which quantities are priced above the region's prices */
    bool failed;        /* the program of the region had no optimum */
    bool
        stumbled; /* some program had none: stopped, or no luck with numbers; a pass can do without */
} job;

/* The stop flag is looked at between passes only: a solve that it ends takes all programs of its
 * thread with it (glpk_guard.h), and the plan found so far still has to be dispatched. */
static lp_limits limits_left(const decomposition *d)
{
    return (lp_limits){.time_s = fmin(LP_TIME_LIMIT_S, d->deadline_s - clock_seconds()),
                       .ladder = d->ladder};
}

static bool takes_part(const job *j, size_t s)
{
    return j->only == ALL_STATIONS || j->only == s;
}

static status make_unit(void *context, size_t item)
{
    decomposition *d = context;
    return unit_new(d->parts, item / d->n_years, item % d->n_years, false, &d->units[item]);
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

static status evaluate_unit(void *context, size_t item)
{
    job *j = context;
    decomposition *d = j->d;
    if (!takes_part(j, item / d->n_years))
        return STATUS_OK;
    unit *u = d->units[item];
    evaluation *e = &j->evaluations[item];
    if (e->done)
        return STATUS_OK;
    double *masters = calloc(u->columns.n_columns + u->columns.n_quantities + 1, sizeof *masters);
    if (!masters)
        return STATUS_NO_MEMORY;
    double *price = masters + u->columns.n_columns;
    memcpy(masters, d->query[item], u->columns.n_columns * sizeof *masters);
    lp_limits limits = limits_left(d);
    if (j->to_the_end)
        limits.time_s = LP_TIME_LIMIT_S;
    lp_outcome outcome;
    for (size_t k = 0; k < u->columns.n_quantities; k++)
        price[k] = d->quantity_price[item][k] * (1.0 + j->dearer_frac);
    const status st = unit_evaluate(u, masters, price, &limits, d->diags, &outcome, &e->exists,
                                    &e->at_c, e->cuts);
    e->done = st == STATUS_OK && outcome == LP_OPTIMAL;
    free(masters);
    return st;
}

static status take_over(job *j, size_t s)
{
    decomposition *d = j->d;
    status st = STATUS_OK;
    for (size_t y = 0; st == STATUS_OK && y < d->n_years; y++) {
        evaluation *e = &j->evaluations[s * d->n_years + y];
        const unit *u = d->units[s * d->n_years + y];
        if (!e->done)
            continue;
        if (e->exists)
            st = station_add_point(d->programs[s], y, &e->at_c);
        for (size_t g = 0; st == STATUS_OK && g < u->n_groups; g++)
            st = station_add_cut(d->programs[s], y, &e->cuts[g]);
    }
    return st;
}

static status take_over_station(void *context, size_t s)
{
    return take_over(context, s);
}

static status solve_inner(void *context, size_t s)
{
    job *j = context;
    decomposition *d = j->d;
    if (!takes_part(j, s))
        return STATUS_OK;
    const lp_limits limits = limits_left(d);
    lp_outcome outcome;
    station_set_prices(d->programs[s], j->price ? j->price : coordinator_prices(d->region));
    const status st = station_solve_inner(d->programs[s], &limits, &outcome, &j->plans[s].inner);
    j->plans[s].found = st == STATUS_OK && outcome == LP_OPTIMAL;
    return st;
}

/* (D6) From the mixture towards the outer solution. */
static status place_query(decomposition *d, size_t s, size_t y, const double *outer, double step)
{
    const size_t item = s * d->n_years + y, n = d->units[item]->columns.n_columns;
    double *best = calloc(n + 1, sizeof *best), *query = d->query[item];
    if (!best)
        return STATUS_NO_MEMORY;
    station_unit_masters(d->programs[s], y, d->centre[s], best);
    station_unit_masters(d->programs[s], y, outer, query);
    for (size_t k = 0; k < n; k++)
        query[k] = best[k] + step * (query[k] - best[k]);
    free(best);
    return STATUS_OK;
}

static status solve_outer(void *context, size_t s)
{
    job *j = context;
    decomposition *d = j->d;
    if (!takes_part(j, s))
        return STATUS_OK;
    const lp_limits limits = limits_left(d);
    lp_outcome outcome;
    double *x = calloc(d->parts->blocks[s].n_columns + 1, sizeof *x);
    if (!x)
        return STATUS_NO_MEMORY;
    station_set_prices(d->programs[s], j->price);
    status st = station_solve_outer(d->programs[s], &limits, &outcome, &d->station_bound[s], x);
    j->plans[s].bounded = st == STATUS_OK && outcome == LP_OPTIMAL;
    if (st != STATUS_OK || outcome == LP_INFEASIBLE)
        j->plans[s].infeasible = true;
    for (size_t y = 0; st == STATUS_OK && j->plans[s].bounded && y < d->n_years; y++)
        st = place_query(d, s, y, x, j->step_frac);
    free(x);
    return st;
}

static status trim(void *context, size_t s)
{
    job *j = context;
    const int patience = j->only == ALL_STATIONS ? 1 : QUESTION_PATIENCE;
    return takes_part(j, s) ? station_trim(j->d->programs[s], patience) : STATUS_OK;
}

/* --- making ---------------------------------------------------------------------------------- */

static size_t unit_count(const decomposition *d)
{
    return d->n_stations * d->n_years;
}

static status allocate(decomposition *d)
{
    d->units = calloc(unit_count(d), sizeof *d->units);
    d->programs = calloc(d->n_stations, sizeof *d->programs);
    d->centre = calloc(d->n_stations, sizeof *d->centre);
    d->query = calloc(unit_count(d), sizeof *d->query);
    d->quantity_price = calloc(unit_count(d), sizeof *d->quantity_price);
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
    return asked < unit_count(d) ? asked : unit_count(d);
}

static status make_programs(decomposition *d)
{
    status st = workers_run(d->crew, make_unit, d, unit_count(d));
    for (size_t s = 0; st == STATUS_OK && s < d->n_stations; s++)
        st = station_program_new(d->parts, s, d->units + s * d->n_years, d->diags, &d->programs[s]);
    for (size_t k = 0; st == STATUS_OK && k < unit_count(d); k++) {
        d->quantity_price[k] = calloc(d->units[k]->columns.n_quantities + 1, sizeof(double));
        d->query[k] = calloc(d->units[k]->columns.n_columns + 1, sizeof(double));
        if (!d->quantity_price[k] || !d->query[k])
            st = STATUS_NO_MEMORY;
    }
    return st;
}

static void query_at(decomposition *d, const double *x)
{
    for (size_t k = 0; k < unit_count(d); k++)
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
                         .n_stations = investments->region->n_stations,
                         .n_years = investments->region->horizon.n_milestones,
                         .phase = "phase_relaxation",
                         .proven_keur = NAN,
                         .lower_keur = -INFINITY,
                         .upper_keur = INFINITY};
    status st = split_new(investments, &d->parts);
    if (st == STATUS_OK)
        st = allocate(d);
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
            st = workers_run(d->crew, free_unit, d, unit_count(d));
        assert(st == STATUS_OK); /* freeing cannot fail */
        (void)st;
    }
    workers_free(d->crew);
    coordinator_free(d->region);
    for (size_t s = 0; s < d->n_stations; s++) {
        if (d->centre)
            free(d->centre[s]);
    }
    for (size_t k = 0; k < unit_count(d); k++) {
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

static status open_job(decomposition *d, job *j)
{
    *j = (job){.d = d, .only = ALL_STATIONS, .step_frac = STEP_FRAC};
    if (d->n_idle >= IDLE_PASSES && d->n_idle % 2 == 1)
        j->step_frac = 1.0;
    j->evaluations = calloc(unit_count(d), sizeof *j->evaluations);
    j->plans = calloc(d->n_stations, sizeof *j->plans);
    bool ready = j->evaluations && j->plans;
    for (size_t s = 0; ready && s < d->n_stations; s++) {
        j->plans[s].inner.x = calloc(d->parts->blocks[s].n_columns + 1, sizeof(double));
        ready = j->plans[s].inner.x != NULL;
    }
    return ready ? STATUS_OK : STATUS_NO_MEMORY;
}

static void close_job(job *j)
{
    for (size_t k = 0; j->evaluations && k < unit_count(j->d); k++) {
        unit_point_free(&j->evaluations[k].at_c);
        for (size_t g = 0; g < MAX_GROUPS; g++)
            unit_cut_free(j->d->units[k], &j->evaluations[k].cuts[g]);
    }
    for (size_t s = 0; j->plans && s < j->d->n_stations; s++)
        free(j->plans[s].inner.x);
    free(j->evaluations);
    free(j->plans);
}

/* Inner programs at the prices; false when one has no solution. */
static status solve_inners(decomposition *d, job *j, double *priced)
{
    status st = workers_run(d->crew, solve_inner, j, d->n_stations);
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
    const lp_limits limits = limits_left(d);
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
    const size_t most = coordinator_missed(d->region) > MISSED_TOL ? MAX_FIRST_ROUNDS : MAX_ROUNDS;
    for (size_t round = 0; st == STATUS_OK && !j->failed && round < most; round++) {
        st = solve_inners(d, j, priced);
        /* What no mixture of known points could beat, at the prices of the round before. */
        const double least = round > 0 ? coordinator_bound(d->region, priced) : -INFINITY;
        if (d->upper_keur - least < enough(d)) {
            if (coordinator_missed(d->region) <= MISSED_TOL)
                break;
            coordinator_raise_missed(d->region);
        }
        if (st == STATUS_OK && !j->failed)
            st = solve_region(d, j);
    }
    free(priced);
    return st;
}

static void read_quantity_prices(decomposition *d, size_t s)
{
    for (size_t y = 0; y < d->n_years; y++) {
        const unit *u = d->units[s * d->n_years + y];
        for (size_t q = 0; q < u->columns.n_quantities; q++)
            d->quantity_price[s * d->n_years + y][q] = station_quantity_price(d->programs[s], y, q);
    }
}

static void read_mixture(decomposition *d)
{
    for (size_t s = 0; s < d->n_stations; s++) {
        coordinator_station(d->region, s, d->centre[s]);
        read_quantity_prices(d, s);
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

/* (D5) Outer programs at the region's prices: the bound, and the next query. */
static status bound_from_below(decomposition *d, job *j)
{
    j->price = coordinator_try_prices(d->region, d->n_idle >= IDLE_PASSES);
    const status st = workers_run(d->crew, solve_outer, j, d->n_stations);
    bool all = true;
    for (size_t s = 0; s < d->n_stations; s++) {
        all &= j->plans[s].bounded;
        d->infeasible |= j->plans[s].infeasible;
    }
    j->stumbled |= !all;
    if (st == STATUS_OK && all)
        d->lower_keur = fmax(d->lower_keur, coordinator_tried_bound(d->region, d->station_bound));
    return st;
}

static status evaluate(decomposition *d, job *j)
{
    status st = workers_run(d->crew, evaluate_unit, j, unit_count(d));
    for (size_t k = 0; k < unit_count(d); k++)
        j->stumbled |= !j->evaluations[k].done;
    return st;
}

static status pass(decomposition *d, job *j)
{
    status st = evaluate(d, j);
    if (st == STATUS_OK)
        st = workers_run(d->crew, take_over_station, j, d->n_stations);
    if (st == STATUS_OK && !j->failed)
        st = coordinate(d, j);
    if (st != STATUS_OK || j->failed)
        return st;
    read_mixture(d);
    st = bound_from_below(d, j);
    if (st == STATUS_OK)
        st = workers_run(d->crew, trim, j, d->n_stations);
    if (st == STATUS_OK)
        st = coordinator_trim(d->region);
    return st;
}

static bool must_stop(const decomposition *d)
{
    return clock_seconds() >= d->deadline_s || (d->options->stop && *d->options->stop);
}

static double missed(const decomposition *d, const job *j)
{
    double most = coordinator_missed(d->region);
    for (size_t s = 0; s < d->n_stations; s++)
        most = fmax(most, j->plans[s].found ? j->plans[s].inner.missed : INFINITY);
    return most;
}

static bool is_same(double before, double now)
{
    return !(fabs(now - before) > IDLE_FRAC * fabs(now));
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
    d->n_idle = 0;
    for (size_t n = 0; st == STATUS_OK && n < max_passes && !d->converged && !d->infeasible; n++) {
        const double lower = d->lower_keur, upper = d->upper_keur;
        job j;
        st = open_job(d, &j);
        if (st == STATUS_OK)
            st = pass(d, &j);
        d->n_passes++;
        say(d, &j);
        stumbles = j.stumbled || j.failed ? stumbles + 1 : 0;
        d->n_idle = is_same(lower, d->lower_keur) && is_same(upper, d->upper_keur) ? d->n_idle + 1 : 0;
        const bool ended = stumbles > MOST_STUMBLES || d->n_idle > MOST_IDLE_PASSES;
        d->converged = st == STATUS_OK && !j.failed && !ended && missed(d, &j) <= MISSED_TOL &&
                       d->upper_keur - d->lower_keur <= gap_frac * fabs(d->upper_keur);
        const bool exists = st == STATUS_OK && missed(d, &j) <= MISSED_TOL;
        close_job(&j);
        d->stopped = must_stop(d);
        if (d->stopped || ended || (exists && n % GAIN_PASSES == 0 && gains_little(d, &before_keur)))
            break;
    }
    return st;
}

status decomposition_check(decomposition *d, bool *possible)
{
    job j;
    status st = open_job(d, &j);
    j.price = coordinator_prices(d->region);
    if (st == STATUS_OK)
        st = workers_run(d->crew, solve_outer, &j, d->n_stations);
    *possible = st == STATUS_OK;
    for (size_t s = 0; st == STATUS_OK && s < d->n_stations; s++)
        *possible &= j.plans[s].bounded;
    close_job(&j);
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
    status st = open_job(d, &j);
    if (st == STATUS_OK)
        st = workers_run(d->crew, solve_inner, &j, d->n_stations);
    for (size_t k = 0; st == STATUS_OK && k < unit_count(d); k++) {
        const size_t s = k / d->n_years;
        if (j.plans[s].found)
            station_unit_masters(d->programs[s], k % d->n_years, j.plans[s].inner.x, d->query[k]);
    }
    close_job(&j);
    return st;
}

status decomposition_restart(decomposition *d)
{
    d->lower_keur = -INFINITY;
    d->upper_keur = INFINITY;
    const status st = coordinator_forget_plans(d->region);
    return st == STATUS_OK && d->n_passes > 0 ? query_within_bounds(d) : st;
}

/* --- one station alone ------------------------------------------------------------------------- */

/* The first query is what the known points make possible within the bounds. */
static status query_first(decomposition *d, job *j)
{
    const size_t s = j->only;
    const status st = workers_run(d->crew, solve_inner, j, d->n_stations);
    if (st == STATUS_OK && j->plans[s].found)
        for (size_t y = 0; y < d->n_years; y++)
            station_unit_masters(d->programs[s], y, j->plans[s].inner.x,
                                 d->query[s * d->n_years + y]);
    return st;
}

/* One pass; the answer so far. */
static status settle_pass(decomposition *d, job *j, settled_station *found)
{
    const size_t s = j->only;
    status st = workers_run(d->crew, evaluate_unit, j, unit_count(d));
    if (st == STATUS_OK)
        st = workers_run(d->crew, take_over_station, j, d->n_stations);
    if (st == STATUS_OK)
        st = workers_run(d->crew, solve_inner, j, d->n_stations);
    if (st != STATUS_OK || !j->plans[s].found)
        return st;
    memcpy(d->centre[s], j->plans[s].inner.x, d->parts->blocks[s].n_columns * sizeof(double));
    read_quantity_prices(d, s);
    if (j->plans[s].inner.missed <= MISSED_TOL && j->plans[s].inner.priced_keur < found->most_keur) {
        found->most_keur = j->plans[s].inner.priced_keur;
        memcpy(found->x, d->centre[s], d->parts->blocks[s].n_columns * sizeof(double));
    }
    st = workers_run(d->crew, solve_outer, j, d->n_stations);
    if (st == STATUS_OK && j->plans[s].bounded)
        found->least_keur = fmax(found->least_keur, d->station_bound[s]);
    found->impossible = st == STATUS_OK && j->plans[s].infeasible;
    if (st == STATUS_OK && j->plans[s].bounded)
        st = station_reduced(d->programs[s], found->reduced);
    return st == STATUS_OK ? workers_run(d->crew, trim, j, d->n_stations) : st;
}

static bool is_settled(const settled_station *found, const settling *how)
{
    const double away = fabs(found->least_keur - how->from_keur);
    const double room = isfinite(away) ? fmax(how->room_keur, how->room_frac * away) : how->room_keur;
    return found->impossible || found->most_keur - found->least_keur <= room;
}

status decomposition_settle(decomposition *d, size_t s, const settling *how, settled_station *found)
{
    status st = STATUS_OK;
    found->least_keur = -INFINITY;
    found->most_keur = INFINITY;
    found->impossible = false;
    for (size_t n = 0; st == STATUS_OK && n < how->max_passes && !must_stop(d); n++) {
        job j;
        st = open_job(d, &j);
        j.only = s;
        j.price = how->link_price;
        /* Cuts that are known already make the outer solution a good one at once. */
        j.step_frac = n % 2 == 0 ? 1.0 : STEP_FRAC;
        if (st == STATUS_OK && n == 0)
            st = query_first(d, &j);
        if (st == STATUS_OK)
            st = settle_pass(d, &j, found);
        close_job(&j);
        if (is_settled(found, how))
            break;
    }
    return st;
}

/* Duals of the station's rows, per kW of its limits. */
static void add_station_worth(const decomposition *d, size_t s, size_t y, const unit_cut *cuts,
                              double *import_keur, double *export_keur)
{
    const unit *u = d->units[s * d->n_years + y];
    const calendar *cal = &d->investments->region->calendar;
    for (size_t n = 0; n < u->n_days; n++) {
        const float *duals = cuts[u->group_of_day[n]].duals[n];
        const int first = piece_first_station_row(u->pieces[n]);
        for (size_t t = 0; duals && first >= 0 && t < cal->n_steps; t++) {
            const double dual = (double)duals[first + (int)t];
            import_keur[y] += fmax(0.0, -dual) / cal->quarter_hour_factor;
            export_keur[y] += fmax(0.0, dual) / cal->quarter_hour_factor;
        }
    }
}

static void keep_duals(decomposition *d, size_t s, bool keep)
{
    for (size_t y = 0; y < d->n_years; y++)
        d->units[s * d->n_years + y]->keep_duals = keep;
}

status decomposition_station_worth(decomposition *d, size_t s, const double *x, bool *exists,
                                   double *import_keur, double *export_keur)
{
    job j;
    status st = open_job(d, &j);
    j.only = s;
    for (size_t y = 0; y < d->n_years; y++)
        station_unit_masters(d->programs[s], y, x, d->query[s * d->n_years + y]);
    keep_duals(d, s, true);
    if (st == STATUS_OK)
        st = workers_run(d->crew, evaluate_unit, &j, unit_count(d));
    keep_duals(d, s, false);
    *exists = st == STATUS_OK;
    for (size_t y = 0; st == STATUS_OK && y < d->n_years; y++) {
        const evaluation *e = &j.evaluations[s * d->n_years + y];
        import_keur[y] = export_keur[y] = 0.0;
        *exists &= e->done && e->exists;
        if (e->done)
            add_station_worth(d, s, y, e->cuts, import_keur, export_keur);
    }
    close_job(&j);
    return st;
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

status decomposition_dispatch(decomposition *d, const double *x, double dearer_frac, bool *exists)
{
    job j;
    status st = open_job(d, &j);
    query_at(d, x);
    j.dearer_frac = dearer_frac;
    j.to_the_end = true;
    if (st == STATUS_OK)
        st = evaluate(d, &j);
    if (st == STATUS_OK && j.stumbled) { /* a plan hangs on it: once more, from another basis */
        j.stumbled = false;
        st = evaluate(d, &j);
    }
    *exists = st == STATUS_OK && !j.stumbled;
    for (size_t k = 0; k < unit_count(d); k++)
        *exists &= j.evaluations && j.evaluations[k].exists;
    if (st == STATUS_OK)
        st = workers_run(d->crew, take_over_station, &j, d->n_stations);
    close_job(&j);
    return st;
}

const piece *decomposition_piece(const decomposition *d, size_t s, size_t y, size_t n)
{
    return d->units[s * d->n_years + y]->pieces[n];
}
