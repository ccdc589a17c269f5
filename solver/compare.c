#include "solver/compare.h"

#include <math.h>
#include <stdlib.h>

#include "model/tolerance.h"
#include "solver/compare_parts.h"
#include "solver/plan_jobs.h"

bool plan_misses_targets(const plan *p)
{
    for (size_t k = 0; k < p->n_targets; k++)
        for (size_t y = 0; y < p->region->horizon.n_milestones; y++)
            if (p->targets[k].shortfall[y] > SHARE_TOL_FRAC)
                return true;
    return false;
}

/* Plans stay where they are: their arenas go over to the comparison. */
static status keep_plans(comparison *c, plan_job *jobs, arena *mem, diag_list *diags)
{
    c->arenas = ARENA_ARRAY(mem, c->n, arena *);
    if (!c->arenas)
        return STATUS_NO_MEMORY;
    for (size_t k = 0; k < c->n; k++) {
        c->list[k].plan = jobs[k].plan;
        c->list[k].outcome = jobs[k].outcome;
        c->list[k].plan_of = k;
        plan_job_tell(&jobs[k], diags);
        c->arenas[c->n_arenas++] = jobs[k].mem;
        jobs[k].mem = NULL;
    }
    return STATUS_OK;
}

static status solve_each(comparison *c, const compare_options *options, arena *mem,
                         diag_list *diags)
{
    plan_job *jobs = calloc(c->n, sizeof *jobs);
    if (!jobs)
        return STATUS_NO_MEMORY;
    for (size_t k = 0; k < c->n; k++)
        jobs[k].region = c->list[k].region;
    status st = plan_jobs_run(jobs, c->n, options);
    c->n_solved = c->n;
    if (st == STATUS_OK)
        st = keep_plans(c, jobs, mem, diags);
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

static status add_tradeoffs(comparison *c, const compare_options *options, arena *mem)
{
    static const target_kind kinds[TRADEOFFS] = {TARGET_CO2_TOTAL, TARGET_REFUSED_TOTAL};
    c->tradeoffs = ARENA_ARRAY(mem, TRADEOFFS, tradeoff);
    status st = c->tradeoffs ? STATUS_OK : STATUS_NO_MEMORY;
    for (size_t k = 0; st == STATUS_OK && k < TRADEOFFS; k++)
        st = compare_add_tradeoff(c, options, kinds[k], mem, &c->tradeoffs[k]);
    return st;
}

status compare_solve(compared *list, size_t n, const compare_options *options, arena *mem,
                     diag_list *diags, comparison **out)
{
    comparison *c = ARENA_NEW(mem, comparison);
    if (!c)
        return STATUS_NO_MEMORY;
    *c = (comparison){.base = list[0].region,
                      .perspective = options->solve.perspective,
                      .gap_asked_frac = options->solve.gap_frac,
                      .n = n,
                      .list = list};
    compare_options how = *options;
    how.diags = diags;
    status st = solve_each(c, &how, mem, diags);
    if (st == STATUS_OK && options->regret && n_futures_with_a_plan(c) >= 2)
        st = compare_add_regret(c, &how, mem, diags);
    if (st == STATUS_OK && c->regret)
        st = compare_add_measures(c, mem);
    if (st == STATUS_OK && c->regret && options->robust)
        st = compare_add_robust(c, &how, mem, diags);
    const bool base_is_planned =
        st == STATUS_OK && plan_is_comparable(list[0].plan, list[0].outcome);
    if (st == STATUS_OK && base_is_planned && options->tradeoff)
        st = add_tradeoffs(c, &how, mem);
    if (st == STATUS_OK && base_is_planned && options->different)
        st = compare_add_different(c, &how, mem);
    if (st != STATUS_OK) {
        comparison_free(c);
        return st;
    }
    *out = c;
    return worst_outcome(c);
}
