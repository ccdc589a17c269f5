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

/* A plan that was made, and what its search has learnt: a start for those that are allowed more. */
typedef struct known_plan {
    double amount, cost_eur;
    warm_start *learnt;
} known_plan;

typedef struct front {
    target_kind kind;
    tradeoff *out;
    size_t n_limits, n_known;
    double *limits;    /* [room] that are next, from the least on */
    known_plan *known; /* [room] */
} front;

typedef struct tracing {
    comparison *c;
    const compare_options *options;
    arena *mem;
    size_t wanted, room; /* points of each front */
    double step_frac;    /* allowed gap, of the range */
    front fronts[TRADEOFFS];
} tracing;

static double amount_of(target_kind kind, const plan *p)
{
    return kind == TARGET_CO2_TOTAL ? p->horizon_total.co2_t : p->horizon_total.refused_growth_mwh;
}

/* --- one solve per limit --------------------------------------------------------------------------- */

/* The base with one more target. */
static region *limited(const tracing *g, target_kind kind, double limit, bool is_end)
{
    const region *base = g->c->base;
    const size_t n = base->n_targets, years = base->horizon.n_milestones;
    region *r = ARENA_NEW(g->mem, region);
    target *targets = ARENA_ARRAY(g->mem, n + 1, target);
    double *limits = ARENA_ARRAY(g->mem, years, double);
    if (!r || !targets || !limits)
        return NULL;
    *r = *base;
    for (size_t k = 0; k < n; k++)
        targets[k] = base->targets[k];
    for (size_t y = 0; y < years; y++)
        limits[y] = y + 1 == years ? limit : NAN;
    targets[n] =
        (target){.id = "trade_off", .kind = kind, .index = n, .limit = limits, .is_ideal = is_end};
    r->targets = targets;
    r->n_targets = n + 1;
    return r;
}

static void add_point(const tracing *g, front *w, const plan *p, double limit)
{
    if (w->out->n_points == g->room)
        return;
    w->out->points[w->out->n_points++] =
        (tradeoff_point){.limit = limit,
                         .amount = amount_of(w->kind, p),
                         .bound_eur = p->certificate.lower_bound_eur,
                         .gap_frac = p->certificate.gap_frac,
                         .meets_targets = !plan_misses_targets(p),
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

/* The cheapest plan that keeps within the limit is a plan for it too. NULL: none is known. */
static const known_plan *cheapest_within(const front *w, double limit)
{
    const known_plan *best = NULL;
    for (size_t k = 0; k < w->n_known; k++)
        if (w->known[k].amount <= limit && (!best || w->known[k].cost_eur < best->cost_eur))
            best = &w->known[k];
    return best;
}

/* In a row each begins with what the one before it has learnt, whose limit is less. */
static status prepare(const tracing *g, const front *w, bool in_a_row, bool end, plan_job *jobs)
{
    for (size_t k = 0; k < w->n_limits; k++) {
        const known_plan *near = cheapest_within(w, w->limits[k]);
        jobs[k] = (plan_job){.region = limited(g, w->kind, w->limits[k], end),
                             .learns = warm_start_new(),
                             .start = near ? near->learnt : NULL};
        if (!jobs[k].region || !jobs[k].learns)
            return STATUS_NO_MEMORY;
        if (in_a_row && k > 0) {
            jobs[k].start = jobs[k - 1].learns;
            jobs[k].after_last = true;
        }
    }
    return STATUS_OK;
}

static void take_points(const tracing *g, front *w, plan_job *jobs, bool end)
{
    for (size_t k = 0; k < w->n_limits; k++) {
        const plan *p = jobs[k].plan;
        if (!is_point(&jobs[k], end))
            continue;
        add_point(g, w, p, end ? amount_of(w->kind, p) : w->limits[k]);
        if (w->n_known < g->room) {
            w->known[w->n_known++] =
                (known_plan){amount_of(w->kind, p), p->horizon_total.cost_eur, jobs[k].learns};
            jobs[k].learns = NULL;
        }
    }
}

/* With each of the limits that are next, of all fronts. With end, the least that can be had is a point too. */
static status solve_limits(tracing *g, bool in_a_row, bool end)
{
    size_t n = 0, first = 0;
    for (size_t i = 0; i < TRADEOFFS; i++)
        n += g->fronts[i].n_limits;
    plan_job *jobs = calloc(n + 1, sizeof *jobs);
    compare_options how = *g->options;
    how.solve.why = false;
    status st = jobs ? STATUS_OK : STATUS_NO_MEMORY;
    for (size_t i = 0; st == STATUS_OK && i < TRADEOFFS; first += g->fronts[i++].n_limits)
        st = prepare(g, &g->fronts[i], in_a_row, end, jobs + first);
    if (st == STATUS_OK)
        st = plan_jobs_run(jobs, n, &how);
    g->c->n_solved += n;
    first = 0;
    for (size_t i = 0; st == STATUS_OK && i < TRADEOFFS; first += g->fronts[i++].n_limits)
        take_points(g, &g->fronts[i], jobs + first, end);
    for (size_t k = 0; jobs && k < n; k++)
        warm_start_free(jobs[k].learns);
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

/* As little as can be. */
static void list_end(const tracing *g, front *w)
{
    (void)g;
    w->n_limits = 0;
    w->limits[w->n_limits++] = 0.0;
}

static void list_steps(const tracing *g, front *w)
{
    const tradeoff *t = w->out;
    const double range = range_of(t);
    w->n_limits = 0;
    for (size_t k = g->wanted - 2; range > LEAST_RANGE && k > 0; k--)
        w->limits[w->n_limits++] =
            t->points[0].amount - range * (double)k / (double)(g->wanted - 1);
}

/* The middle of each gap that is too large, or of all while points are too few. */
static void list_middles(const tracing *g, front *w)
{
    const tradeoff *t = w->out;
    const double most = g->step_frac * range_of(t);
    const bool few = t->n_points < g->wanted;
    w->n_limits = 0;
    for (size_t k = t->n_points - 1; range_of(t) > LEAST_RANGE && k-- > 0;)
        if (few || gap_after(t, k) > most)
            w->limits[w->n_limits++] = t->points[k + 1].amount + gap_after(t, k) / 2.0;
}

typedef void list_limits(const tracing *g, front *w);

static status add_points(tracing *g, list_limits *list, bool in_a_row, bool end)
{
    for (size_t i = 0; i < TRADEOFFS; i++)
        list(g, &g->fronts[i]);
    const status st = solve_limits(g, in_a_row, end);
    for (size_t i = 0; i < TRADEOFFS; i++)
        drop_dominated(g->fronts[i].out);
    return st;
}

static void measure_gap(const tracing *g, tradeoff *t)
{
    t->gap_allowed_frac = g->step_frac;
    for (size_t k = 0; k < t->n_points; k++)
        t->largest_gap_frac = fmax(t->largest_gap_frac, tradeoff_gap_frac(t, k));
}

static void raise_bound(tradeoff_point *p, double bound_eur)
{
    const double most = fmax(fabs(p->figures.cost_eur), 1.0);
    p->bound_eur = fmax(p->bound_eur, bound_eur);
    p->gap_frac = fmax(0.0, p->figures.cost_eur - p->bound_eur) / most;
}

static bool holds_for(const tradeoff_point *proven, const tradeoff_point *p)
{
    return proven->meets_targets && (isnan(proven->limit) || p->limit <= proven->limit);
}

/* What no plan within a limit costs less than, none within a lower one does. A plan that misses targets may cost less
 * than one that meets them. */
static void share_bounds(const tracing *g, tradeoff *t)
{
    const plan *base = g->c->list[0].plan;
    for (size_t k = 0; k < t->n_points; k++) {
        tradeoff_point *p = &t->points[k];
        if (p->meets_targets && !plan_misses_targets(base))
            raise_bound(p, base->certificate.lower_bound_eur);
        for (size_t i = 0; i < t->n_points; i++)
            if (p->meets_targets && holds_for(&t->points[i], p))
                raise_bound(p, t->points[i].bound_eur);
    }
}

static status open_front(const tracing *g, front *w)
{
    w->limits = calloc(g->room, sizeof *w->limits);
    w->known = calloc(g->room, sizeof *w->known);
    w->out->points = ARENA_ARRAY(g->mem, g->room, tradeoff_point);
    if (!w->limits || !w->known || !w->out->points)
        return STATUS_NO_MEMORY;
    add_point(g, w, g->c->list[0].plan, NAN);
    return STATUS_OK;
}

static void close_front(front *w)
{
    for (size_t k = 0; k < w->n_known; k++)
        warm_start_free(w->known[k].learnt);
    free(w->known);
    free(w->limits);
}

/* A row is for regions that are taken apart: from one program another learns nothing. */
static status trace(tracing *g)
{
    const bool in_a_row =
        g->options->solve.warm_start && !warm_start_is_empty(g->options->solve.warm_start);
    status st = add_points(g, list_end, false, true);
    if (st == STATUS_OK)
        st = add_points(g, list_steps, in_a_row, false);
    for (int round = 0; st == STATUS_OK && round < ROUNDS; round++)
        st = add_points(g, list_middles, false, false);
    return st;
}

status compare_add_tradeoffs(comparison *c, const compare_options *options, arena *mem)
{
    static const target_kind kinds[TRADEOFFS] = {TARGET_CO2_TOTAL, TARGET_REFUSED_TOTAL};
    const size_t wanted = options->n_points;
    tracing g = {.c = c,
                 .options = options,
                 .mem = mem,
                 .wanted = wanted,
                 .room = 8 * wanted,
                 .step_frac = GAP_STEPS / (double)(wanted - 1)};
    c->tradeoffs = ARENA_ARRAY(mem, TRADEOFFS, tradeoff);
    status st = c->tradeoffs ? STATUS_OK : STATUS_NO_MEMORY;
    for (size_t i = 0; st == STATUS_OK && i < TRADEOFFS; i++) {
        g.fronts[i] = (front){.kind = kinds[i], .out = &c->tradeoffs[i]};
        st = open_front(&g, &g.fronts[i]);
    }
    if (st == STATUS_OK)
        st = trace(&g);
    for (size_t i = 0; i < TRADEOFFS; i++) {
        close_front(&g.fronts[i]);
        if (st == STATUS_OK) {
            share_bounds(&g, g.fronts[i].out);
            measure_gap(&g, g.fronts[i].out);
        }
    }
    return st;
}
