#include "solver/compare.h"

#include <math.h>
#include <stdlib.h>

#include "model/tolerance.h"
#include "solver/compare_parts.h"
#include "solver/plan_jobs.h"
#include "solver/warm_start.h"

bool plan_misses_targets(const plan *p)
{
    for (size_t k = 0; k < p->n_targets; k++)
        for (size_t y = 0; y < p->region->horizon.n_milestones; y++)
            if (p->targets[k].shortfall[y] > SHARE_TOL_FRAC)
                return true;
    return false;
}

/* The plan stays where it is: its arena goes over to the comparison. */
static void keep_plan(comparison *c, size_t k, plan_job *job)
{
    c->list[k].plan = job->plan;
    c->list[k].outcome = job->outcome;
    c->list[k].plan_of = k;
    c->arenas[c->n_arenas++] = job->mem;
    job->mem = NULL;
}

/* What scenarios begin with is learnt by the base, and goes to start. */
static compare_options of_the_base(const compare_options *options, warm_start *start)
{
    compare_options how = *options;
    how.solve.keep_start = start;
    return how;
}

static compare_options beside_base(const compare_options *options, const warm_start *start)
{
    compare_options how = *options;
    how.solve.warm_start = start;
    return how;
}

/* Futures are planned again, with the first milestone of others. */
static status make_planners(const comparison *c, const compare_options *options, warm_start *start,
                            planner **planners)
{
    const compare_options with_base = beside_base(options, start),
                          of_base = of_the_base(options, start);
    status st = STATUS_OK;
    for (size_t k = 0; st == STATUS_OK && options->regret && k < c->n; k++) {
        solve_options how = plan_jobs_solve_options(k == 0 ? &of_base : &with_base);
        if (k == 0) /* all wait for it */
            how.n_threads = options->n_jobs;
        if (c->list[k].is_future)
            st = planner_new(c->list[k].region, &how, &planners[k]);
    }
    return st;
}

static bool meets_targets(const compared *s)
{
    return plan_is_comparable(s->plan, s->outcome) && !plan_misses_targets(s->plan);
}

/* The option with the cheapest plan, if that is cheaper than the base's; 0: none is. */
static size_t cheaper_option(const comparison *c)
{
    size_t best = 0;
    for (size_t k = 1; k < c->n && meets_targets(&c->list[0]); k++)
        if (c->list[k].kind == SCENARIO_OPTION && meets_targets(&c->list[k]) &&
            c->list[k].plan->certificate.objective_eur <
                c->list[best].plan->certificate.objective_eur)
            best = k;
    return best;
}

/* What an option that only takes something away can do the base can too: where its plan came out cheaper, within the
 * gaps of both, its whole numbers are tried. */
static status plan_base_again(comparison *c, const compare_options *options, warm_start *start,
                              warm_start *learnt)
{
    plan_job again = {.region = c->base, .start = start};
    warm_start_take_plan(start, learnt);
    const status st = plan_jobs_run(&again, 1, options);
    c->n_solved++;
    if (st == STATUS_OK && plan_is_comparable(again.plan, again.outcome) &&
        again.plan->certificate.objective_eur < c->list[0].plan->certificate.objective_eur)
        keep_plan(c, 0, &again);
    plan_jobs_free(&again, 1);
    return st;
}

static status keep_plans(comparison *c, plan_job *jobs, arena *mem, diag_list *diags)
{
    c->arenas = ARENA_ARRAY(mem, c->n + 1, arena *); /* the base may come again */
    if (!c->arenas)
        return STATUS_NO_MEMORY;
    for (size_t k = 0; k < c->n; k++) {
        plan_job_tell(&jobs[k], diags);
        keep_plan(c, k, &jobs[k]);
    }
    return STATUS_OK;
}

static status prepare_jobs(const comparison *c, planner *const *planners, plan_job *jobs)
{
    for (size_t k = 0; k < c->n; k++) {
        const bool is_option = k > 0 && c->list[k].kind == SCENARIO_OPTION;
        jobs[k] = (plan_job){.region = c->list[k].region,
                             .by = planners[k],
                             .learns = is_option ? warm_start_new() : NULL};
        if (is_option && !jobs[k].learns)
            return STATUS_NO_MEMORY;
    }
    return STATUS_OK;
}

/* The base first, with all threads: others begin with what it has learnt (docs/solver.md, D17). */
static status solve_each(comparison *c, const compare_options *options, warm_start *start,
                         planner *const *planners, arena *mem, diag_list *diags)
{
    const compare_options with_base = beside_base(options, start),
                          of_base = of_the_base(options, start);
    plan_job *jobs = calloc(c->n, sizeof *jobs);
    if (!jobs)
        return STATUS_NO_MEMORY;
    status st = prepare_jobs(c, planners, jobs);
    if (st == STATUS_OK)
        st = plan_jobs_run(jobs, 1, &of_base);
    if (st == STATUS_OK)
        st = plan_jobs_run(jobs + 1, c->n - 1, &with_base);
    c->n_solved = c->n;
    if (st == STATUS_OK)
        st = keep_plans(c, jobs, mem, diags);
    const size_t option = st == STATUS_OK ? cheaper_option(c) : 0;
    if (option > 0 && !warm_start_is_empty(start))
        st = plan_base_again(c, options, start, jobs[option].learns);
    for (size_t k = 0; k < c->n; k++)
        warm_start_free(jobs[k].learns);
    plan_jobs_free(jobs, c->n);
    free(jobs);
    return st;
}

static size_t n_futures_with_a_plan(const comparison *c)
{
    size_t n = 0;
    for (size_t k = 0; k < c->n; k++)
        n += c->list[k].is_future && plan_is_comparable(c->list[k].plan, c->list[k].outcome);
    return n;
}

static status worst_outcome(const comparison *c)
{
    status worst = STATUS_OK;
    for (size_t k = 0; k < c->n; k++) {
        const status st = c->list[k].outcome;
        if (st == STATUS_INFEASIBLE || worst == STATUS_OK)
            worst = st;
    }
    return worst;
}

/* What plans were asked for: larger where regions are decomposed. */
static double gap_asked(const comparison *c)
{
    double gap = c->gap_asked_frac;
    for (size_t k = 0; k < c->n; k++)
        if (c->list[k].plan)
            gap = fmax(gap, c->list[k].plan->certificate.gap_asked_frac);
    return gap;
}

static status add_parts(comparison *c, const compare_options *options, warm_start *start,
                        planner *const *planners, arena *mem, diag_list *diags)
{
    const compare_options with_base = beside_base(options, start);
    const compared *base = &c->list[0];
    status st = STATUS_OK;
    c->gap_asked_frac = gap_asked(c);
    if (options->regret && n_futures_with_a_plan(c) >= 2)
        st = compare_add_regret(c, options, planners, mem);
    if (st == STATUS_OK && c->regret)
        st = compare_add_measures(c, mem);
    if (st == STATUS_OK && c->regret && options->robust)
        st = compare_add_robust(c, options, planners, mem, diags);
    const bool base_is_planned = st == STATUS_OK && plan_is_comparable(base->plan, base->outcome);
    warm_start_forget_plan(start); /* from here on plans are to be others */
    if (st == STATUS_OK && base_is_planned && options->tradeoff)
        st = compare_add_tradeoffs(c, &with_base, mem);
    if (st == STATUS_OK && base_is_planned && options->different)
        st = compare_add_different(c, &with_base, mem);
    return st;
}

status compare_solve(compared *list, size_t n, const compare_options *options, arena *mem,
                     diag_list *diags, comparison **out)
{
    comparison *c = ARENA_NEW(mem, comparison);
    planner **planners = calloc(n, sizeof *planners);
    warm_start *start = warm_start_new();
    compare_options how = *options;
    how.diags = diags;
    status st = c && planners && start ? STATUS_OK : STATUS_NO_MEMORY;
    if (st == STATUS_OK) {
        *c = (comparison){.base = list[0].region,
                          .perspective = options->solve.perspective,
                          .gap_asked_frac = options->solve.gap_frac,
                          .n = n,
                          .list = list};
        st = make_planners(c, &how, start, planners);
    }
    if (st == STATUS_OK)
        st = solve_each(c, &how, start, planners, mem, diags);
    if (st == STATUS_OK)
        st = add_parts(c, &how, start, planners, mem, diags);
    for (size_t k = 0; planners && k < n; k++)
        planner_free(planners[k]);
    free(planners);
    warm_start_free(start);
    if (st != STATUS_OK) {
        comparison_free(c);
        return st;
    }
    *out = c;
    return worst_outcome(c);
}
