/* Cost against CO2, and cost against growth that does not fit: one plan per limit. */
#include "solver/compare_parts.h"

#include <math.h>
#include <stdlib.h>

#include "solver/plan_jobs.h"

/* Where gaps are too large they are halved this often. */
enum { ROUNDS = 2 };
/* Points nearer than this part of the range are one. */
#define SAME_FRAC 1e-4
/* Of the range, times the number of steps: the largest gap between neighbours that is left alone. */
#define GAP_STEPS 1.5
/* A range smaller than this, in t or MWh, is none. */
#define LEAST_RANGE 1e-3

typedef struct front {
    comparison *c;
    const compare_options *options;
    target_kind kind;
    arena *mem;
    tradeoff *out;
    size_t room;
    double step_frac; /* allowed gap, of the range */
} front;

static double amount_of(target_kind kind, const plan *p)
{
    return kind == TARGET_CO2_TOTAL ? p->horizon_total.co2_t : p->horizon_total.refused_growth_mwh;
}

/* --- one solve per limit --------------------------------------------------------------------------- */

/* The base with one more target. */
static region *limited(const front *w, double limit)
{
    const region *base = w->c->base;
    const size_t n = base->n_targets, years = base->horizon.n_milestones;
    region *r = ARENA_NEW(w->mem, region);
    target *targets = ARENA_ARRAY(w->mem, n + 1, target);
    double *limits = ARENA_ARRAY(w->mem, years, double);
    if (!r || !targets || !limits)
        return NULL;
    *r = *base;
    for (size_t k = 0; k < n; k++)
        targets[k] = base->targets[k];
    for (size_t y = 0; y < years; y++)
        limits[y] = y + 1 == years ? limit : NAN;
    targets[n] = (target){.id = "trade_off", .kind = w->kind, .index = n, .limit = limits};
    r->targets = targets;
    r->n_targets = n + 1;
    return r;
}

static void add_point(front *w, const plan *p, double limit)
{
    if (!p || w->out->n_points == w->room)
        return;
    w->out->points[w->out->n_points++] =
        (tradeoff_point){.limit = limit,
                         .amount = amount_of(w->kind, p),
                         .bound_eur = p->certificate.lower_bound_eur,
                         .gap_frac = p->certificate.gap_frac,
                         .figures = figures_of_plan(p)};
}

static bool misses_own_limit(const plan *p)
{
    const plan_target *last = &p->targets[p->n_targets - 1];
    return last->shortfall[p->region->horizon.n_milestones - 1] > 0.0;
}

/* The last point may miss its limit of nothing, as far as it cannot be met. */
static bool is_point(const plan_job *job, bool end)
{
    return plan_is_comparable(job->plan, job->outcome) && (end || !misses_own_limit(job->plan));
}

/* Solves with each of limits[n]. With end, the least that can be had is a point too. */
static status solve_limits(front *w, const double *limits, size_t n, bool end)
{
    plan_job *jobs = calloc(n + 1, sizeof *jobs);
    compare_options how = *w->options;
    how.solve.why = false;
    status st = jobs ? STATUS_OK : STATUS_NO_MEMORY;
    for (size_t k = 0; st == STATUS_OK && k < n; k++) {
        jobs[k].region = limited(w, limits[k]);
        st = jobs[k].region ? STATUS_OK : STATUS_NO_MEMORY;
    }
    if (st == STATUS_OK)
        st = plan_jobs_run(jobs, n, &how);
    w->c->n_solved += n;
    for (size_t k = 0; st == STATUS_OK && k < n; k++)
        if (is_point(&jobs[k], end))
            add_point(w, jobs[k].plan, end ? amount_of(w->kind, jobs[k].plan) : limits[k]);
    plan_jobs_free(jobs, jobs ? n : 0);
    free(jobs);
    return st;
}

/* --- the front ------------------------------------------------------------------------------------- */

/* Most of it first, so cheapest first; equal amounts by cost. */
static int by_amount(const void *a, const void *b)
{
    const tradeoff_point *p = a, *q = b;
    if (p->amount > q->amount || p->amount < q->amount)
        return p->amount > q->amount ? -1 : 1;
    return (p->figures.cost_eur > q->figures.cost_eur) -
           (p->figures.cost_eur < q->figures.cost_eur);
}

static double range_of(const tradeoff *t)
{
    return t->n_points < 2 ? 0.0 : t->points[0].amount - t->points[t->n_points - 1].amount;
}

/* From the least amount on, each point has to be cheaper than all before it, and have more. */
static void drop_dominated(tradeoff *t)
{
    qsort(t->points, t->n_points, sizeof *t->points, by_amount);
    const double same = SAME_FRAC * range_of(t);
    size_t kept = t->n_points;
    for (size_t k = t->n_points; k-- > 0;) {
        const bool first = kept == t->n_points;
        const tradeoff_point *p = &t->points[k];
        if (!first && p->figures.cost_eur >= t->points[kept].figures.cost_eur)
            continue;
        if (!first && p->amount - t->points[kept].amount <= same)
            t->points[kept] = *p; /* cheaper at the same amount */
        else
            t->points[--kept] = *p;
    }
    for (size_t k = kept; k < t->n_points; k++)
        t->points[k - kept] = t->points[k];
    t->n_points -= kept;
}

static double gap_after(const tradeoff *t, size_t k)
{
    return t->points[k].amount - t->points[k + 1].amount;
}

/* The middle of each gap that is too large, or of the largest ones while points are too few. */
static size_t list_middles(const front *w, size_t wanted, double *limits)
{
    const tradeoff *t = w->out;
    const double most = w->step_frac * range_of(t);
    const bool few = t->n_points < wanted;
    size_t n = 0;
    for (size_t k = 0; k + 1 < t->n_points; k++)
        if (few || gap_after(t, k) > most)
            limits[n++] = t->points[k + 1].amount + gap_after(t, k) / 2.0;
    return n;
}

static status fill_gaps(front *w, size_t wanted)
{
    status st = STATUS_OK;
    for (int round = 0; st == STATUS_OK && round < ROUNDS; round++) {
        double *limits = calloc(w->room, sizeof *limits);
        if (!limits)
            return STATUS_NO_MEMORY;
        const size_t n = list_middles(w, wanted, limits);
        st = n > 0 ? solve_limits(w, limits, n, false) : STATUS_OK;
        drop_dominated(w->out);
        free(limits);
    }
    return st;
}

static status between_ends(front *w, size_t wanted)
{
    double *limits = calloc(wanted, sizeof *limits);
    if (!limits)
        return STATUS_NO_MEMORY;
    const double most = w->out->points[0].amount, range = range_of(w->out);
    for (size_t k = 1; k + 1 < wanted; k++)
        limits[k - 1] = most - range * (double)k / (double)(wanted - 1);
    const status st = solve_limits(w, limits, wanted - 2, false);
    drop_dominated(w->out);
    free(limits);
    return st;
}

static void measure_gap(const front *w)
{
    tradeoff *t = w->out;
    t->gap_allowed_frac = w->step_frac;
    for (size_t k = 0; k < t->n_points; k++)
        t->largest_gap_frac = fmax(t->largest_gap_frac, tradeoff_gap_frac(t, k));
}

status compare_add_tradeoff(comparison *c, const compare_options *options, target_kind kind,
                            arena *mem, tradeoff *out)
{
    const size_t wanted = options->n_points;
    front w = {c, options, kind, mem, out, 8 * wanted, GAP_STEPS / (double)(wanted - 1)};
    const double nothing = 0.0;
    *out = (tradeoff){.points = ARENA_ARRAY(mem, w.room, tradeoff_point)};
    if (!out->points)
        return STATUS_NO_MEMORY;
    add_point(&w, c->list[0].plan, NAN);
    status st = solve_limits(&w, &nothing, 1, true);
    drop_dominated(out);
    if (st == STATUS_OK && range_of(out) > LEAST_RANGE)
        st = between_ends(&w, wanted);
    if (st == STATUS_OK && range_of(out) > LEAST_RANGE)
        st = fill_gaps(&w, wanted);
    measure_gap(&w);
    return st;
}
