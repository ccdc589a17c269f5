#include "solver/decomposition.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "solver/clock.h"
#include "solver/formulation_parts.h"

/* Rounds of prices per pass, and the part of the gap below which another one is not worth it. */
enum { MAX_ROUNDS = 4 };
#define ROUND_GAP_SHARE 0.2
/* How far the next query goes from the centre towards the outer solution. */
static double step_frac(void)
{
    const char *e = getenv("PP_STEP");
    return e ? atof(e) : 0.3;
}
static double radius0(void)
{
    const char *e = getenv("PP_RADIUS");
    return e ? atof(e) : 0.0;
}

/* --- jobs of the workers --------------------------------------------------------------------- */

/* What the evaluation of one unit gave. */
typedef struct evaluation {
    unit_point at_c;
    unit_cut cuts[MAX_GROUPS];
    bool exists, done;
} evaluation;

typedef struct job {
    decomposition *d;
    evaluation *evaluations; /* [units] */
    station_plan *plans;     /* [stations] */
    double radius_frac;
    bool failed;
} job;

static lp_limits limits_left(const decomposition *d)
{
    return (lp_limits){.time_s = d->deadline_s - clock_seconds(), .stop = d->options->stop};
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
    unit *u = d->units[item];
    evaluation *e = &j->evaluations[item];
    double *masters = calloc(u->columns.n_columns + 1, sizeof *masters);
    if (!masters)
        return STATUS_NO_MEMORY;
    station_unit_masters(d->programs[u->station], u->y, d->query[u->station], masters);
    const lp_limits limits = limits_left(d);
    lp_outcome outcome;
    const status st = unit_evaluate(u, masters, d->quantity_price[item], &limits, d->diags, &outcome,
                                    &e->exists, &e->at_c, e->cuts);
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
    const lp_limits limits = limits_left(d);
    lp_outcome outcome;
    station_set_prices(d->programs[s], coordinator_prices(d->region));
    const status st = station_solve_inner(d->programs[s], &limits, &outcome, &j->plans[s]);
    if (st == STATUS_OK && outcome != LP_OPTIMAL) {
        if (getenv("PP_DEBUG"))
            fprintf(stderr, "inner %zu outcome %d\n", s, outcome);
        j->failed = true;
    }
    return st;
}

static status solve_outer(void *context, size_t s)
{
    job *j = context;
    decomposition *d = j->d;
    const lp_limits limits = limits_left(d);
    const size_t n = d->parts->blocks[s].n_columns;
    lp_outcome outcome;
    station_set_prices(d->programs[s], coordinator_prices(d->region));
    status st = station_solve_outer(d->programs[s], &limits, &outcome, &d->station_bound[s],
                                    d->query[s]);
    if (st == STATUS_OK && outcome != LP_OPTIMAL) {
        if (getenv("PP_DEBUG"))
            fprintf(stderr, "outer %zu outcome %d\n", s, outcome);
        j->failed = true;
    }
    if (st == STATUS_OK && j->radius_frac > 0.0)
        st = station_solve_near(d->programs[s], d->centre[s], j->radius_frac, &limits, &outcome,
                                d->query[s]);
    for (size_t k = 0; k < n; k++)
        d->query[s][k] = d->centre[s][k] + step_frac() * (d->query[s][k] - d->centre[s][k]);
    return st;
}

static status trim(void *context, size_t s)
{
    job *j = context;
    return station_trim(j->d->programs[s]);
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
    d->query = calloc(d->n_stations, sizeof *d->query);
    d->quantity_price = calloc(unit_count(d), sizeof *d->quantity_price);
    d->station_bound = calloc(d->n_stations, sizeof *d->station_bound);
    bool ready = d->units && d->programs && d->centre && d->query && d->quantity_price &&
                 d->station_bound;
    for (size_t s = 0; ready && s < d->n_stations; s++) {
        d->centre[s] = calloc(d->parts->blocks[s].n_columns + 1, sizeof(double));
        d->query[s] = calloc(d->parts->blocks[s].n_columns + 1, sizeof(double));
        ready = d->centre[s] && d->query[s];
    }
    return ready ? STATUS_OK : STATUS_NO_MEMORY;
}

static status make_programs(decomposition *d)
{
    status st = workers_run(d->crew, make_unit, d, unit_count(d));
    for (size_t s = 0; st == STATUS_OK && s < d->n_stations; s++)
        st = station_program_new(d->parts, s, d->units + s * d->n_years, d->diags,
                                 &d->programs[s]);
    for (size_t k = 0; st == STATUS_OK && k < unit_count(d); k++) {
        d->quantity_price[k] = calloc(d->units[k]->columns.n_quantities + 1, sizeof(double));
        if (!d->quantity_price[k])
            st = STATUS_NO_MEMORY;
    }
    return st;
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
                         .lower_keur = -INFINITY,
                         .upper_keur = INFINITY};
    status st = split_new(investments, &d->parts);
    if (st == STATUS_OK)
        st = allocate(d);
    if (st == STATUS_OK)
        st = workers_new(getenv("PP_THREADS") ? (size_t)atoi(getenv("PP_THREADS")) : 1, &d->crew);
    if (st == STATUS_OK)
        st = make_programs(d);
    if (st == STATUS_OK)
        st = coordinator_new(d->parts, diags, &d->region);
    for (size_t s = 0; st == STATUS_OK && s < d->n_stations; s++)
        for (size_t k = 0; k < d->parts->blocks[s].n_columns; k++)
            d->query[s][k] = x[d->parts->blocks[s].columns[k]];
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
        (void)workers_run(d->crew, free_program, d, d->n_stations);
        (void)workers_run(d->crew, free_unit, d, unit_count(d));
    }
    workers_free(d->crew);
    coordinator_free(d->region);
    for (size_t s = 0; s < d->n_stations; s++) {
        if (d->centre)
            free(d->centre[s]);
        if (d->query)
            free(d->query[s]);
    }
    for (size_t k = 0; d->quantity_price && k < unit_count(d); k++)
        free(d->quantity_price[k]);
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
    *j = (job){.d = d};
    j->evaluations = calloc(unit_count(d), sizeof *j->evaluations);
    j->plans = calloc(d->n_stations, sizeof *j->plans);
    bool ready = j->evaluations && j->plans;
    for (size_t s = 0; ready && s < d->n_stations; s++) {
        j->plans[s].x = calloc(d->parts->blocks[s].n_columns + 1, sizeof(double));
        ready = j->plans[s].x != NULL;
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
        free(j->plans[s].x);
    free(j->evaluations);
    free(j->plans);
}

/* Inner programs at the prices, and the region over their plans, until another round would not
 * bring much. */
static status coordinate(decomposition *d, job *j)
{
    status st = STATUS_OK;
    double *priced = calloc(d->n_stations, sizeof *priced);
    if (!priced)
        return STATUS_NO_MEMORY;
    for (int round = 0; st == STATUS_OK && round < MAX_ROUNDS; round++) {
        st = workers_run(d->crew, solve_inner, j, d->n_stations);
        if (j->failed)
            break;
        for (size_t s = 0; st == STATUS_OK && s < d->n_stations; s++) {
            priced[s] = j->plans[s].priced_keur;
            st = coordinator_add_plan(d->region, s, &j->plans[s]);
        }
        /* What no mixture of known points could beat. */
        const double least =
            d->n_passes > 0 || round > 0 ? coordinator_bound(d->region, priced) : -INFINITY;
        if (round > 0 && d->upper_keur - least < ROUND_GAP_SHARE * (d->upper_keur - d->lower_keur))
            break;
        const lp_limits limits = limits_left(d);
        lp_outcome outcome = LP_STOPPED;
        if (st == STATUS_OK)
            st = coordinator_solve(d->region, &limits, &outcome);
        if (st == STATUS_OK && outcome == LP_OPTIMAL)
            d->upper_keur = coordinator_keur(d->region);
        else {
            if (getenv("PP_DEBUG"))
                fprintf(stderr, "coordinator outcome %d\n", outcome);
            j->failed = true;
        }
    }
    free(priced);
    return st;
}

static void read_mixture(decomposition *d)
{
    for (size_t s = 0; s < d->n_stations; s++) {
        coordinator_station(d->region, s, d->centre[s]);
        for (size_t y = 0; y < d->n_years; y++) {
            const unit *u = d->units[s * d->n_years + y];
            for (size_t q = 0; q < u->columns.n_quantities; q++)
                d->quantity_price[s * d->n_years + y][q] =
                    station_quantity_price(d->programs[s], y, q);
        }
    }
}

static status pass(decomposition *d, job *j)
{
    const double t0 = clock_seconds();
    status st = workers_run(d->crew, evaluate_unit, j, unit_count(d));
    if (st == STATUS_OK)
        st = workers_run(d->crew, take_over_station, j, d->n_stations);
    const double t1 = clock_seconds();
    if (st == STATUS_OK)
        st = coordinate(d, j);
    if (st != STATUS_OK || j->failed)
        return st;
    read_mixture(d);
    const double t2 = clock_seconds();
    st = workers_run(d->crew, solve_outer, j, d->n_stations);
    if (st != STATUS_OK || j->failed)
        return st;
    d->lower_keur = fmax(d->lower_keur, coordinator_bound(d->region, d->station_bound));
    const double t3 = clock_seconds();
    st = workers_run(d->crew, trim, j, d->n_stations);
    if (st == STATUS_OK)
        st = coordinator_trim(d->region);
    d->n_passes++;
    size_t cuts = 0, points = 0;
    for (size_t s = 0; s < d->n_stations; s++) {
        cuts += station_cuts(d->programs[s]);
        points += station_points(d->programs[s]);
    }
    if (d->options->log)
        fprintf(d->options->log,
                "%8.2f s pass %3zu bound %.3f plan %.3f gap %.2e cuts %zu points %zu | eval %.2f inner %.2f outer %.2f\n",
                clock_seconds() - d->started_s, d->n_passes, d->lower_keur, d->upper_keur,
                (d->upper_keur - d->lower_keur) / fabs(d->upper_keur), cuts, points, t1 - t0,
                t2 - t1, t3 - t2);
    return st;
}

status decomposition_run(decomposition *d, double gap_frac)
{
    status st = STATUS_OK;
    double radius = radius0();
    while (st == STATUS_OK) {
        job j;
        st = open_job(d, &j);
        j.radius_frac = radius;
        if (st == STATUS_OK)
            st = pass(d, &j);
        const bool failed = j.failed;
        close_job(&j);
        d->stopped = clock_seconds() >= d->deadline_s || failed;
        if (d->stopped || d->upper_keur - d->lower_keur <= gap_frac * fabs(d->upper_keur))
            break;
    }
    return st;
}
