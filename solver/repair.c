#include "solver/repair.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/tolerance.h"
#include "solver/clock.h"
#include "solver/repair_parts.h"

enum { MOST_TOLD = 20 }; /* claims of a conflict */

/* A search for an answer that takes this many times what the plan took has lost its way. */
#define ASKING_TIMES 2.0
#define ASKING_LEAST_S 5.0
/* Of a target; a search that misses it by less has merely not come to its end. */
#define NEAR_FRAC 1e-4

/* What a search of the region as it is changed came to. */
typedef struct finding {
    bool good; /* a plan that meets all targets; costs are set then */
    bool near; /* or that misses them by next to nothing */
    double cost_eur, gap_eur;
} finding;

static bool misses_no_more_than(const plan *p, double frac)
{
    for (size_t k = 0; k < p->n_targets; k++)
        for (size_t y = 0; y < p->region->horizon.n_milestones; y++)
            if (p->targets[k].shortfall[y] > frac * fmax(1.0, fabs(p->targets[k].target->limit[y])))
                return false;
    return true;
}

static finding finding_of(const plan *p, status st)
{
    if (!p)
        return (finding){.good = false};
    const double cost_eur = p->certificate.objective_eur;
    return (finding){.good = st == STATUS_OK || st == STATUS_LIMIT,
                     .near = misses_no_more_than(p, NEAR_FRAC),
                     .cost_eur = cost_eur,
                     .gap_eur = fmax(0.0, cost_eur - p->certificate.lower_bound_eur)};
}

static status solve_within(const repairing *w, double seconds, finding *out)
{
    solve_options how = *w->options;
    how.why = false;
    how.evidence = NULL;
    how.write_lp = NULL;
    how.report = NULL;
    how.log = NULL;
    how.time_limit_s = fmin(w->asking.deadline_s - clock_seconds(), seconds);
    *out = (finding){.good = false};
    if (how.time_limit_s <= 0.0 || (how.stop && *how.stop))
        return STATUS_OK;
    arena *mem = arena_new();
    diag_list *diags = diag_list_new(); /* about a region that nobody has written */
    plan *p = NULL;
    status st = mem && diags ? STATUS_OK : STATUS_NO_MEMORY;
    if (st == STATUS_OK)
        st = plan_solve(claims_region(w->claims), &how, mem, diags, &p);
    *out = finding_of(p, st);
    diag_list_free(diags);
    arena_free(mem);
    return st == STATUS_NO_MEMORY ? st : STATUS_OK;
}

status repair_solve(const repairing *w, bool *good, double *cost_eur, double *gap_eur)
{
    finding found;
    const status st = solve_within(w, INFINITY, &found);
    *good = found.good;
    if (found.good) {
        *cost_eur = found.cost_eur;
        *gap_eur = found.gap_eur;
    }
    return st;
}

status repair_ask(const repairing *w, bool *yes)
{
    finding found;
    const status st = solve_within(w, fmax(ASKING_TIMES * w->usual_s, ASKING_LEAST_S), &found);
    *yes = found.good || found.near;
    return st;
}

double repair_cost(const repairing *w, double cost_eur)
{
    return round((cost_eur - w->without_eur) / MONEY_TOL_EUR) * MONEY_TOL_EUR;
}

/* --- the plan without the targets that are missed ------------------------------------------ */

static status solve_without(repairing *w, const plan *p)
{
    bool good;
    double cost_eur = NAN, gap_eur = NAN;
    claims_restore(w->claims);
    for (size_t k = 0; k < claims_count(w->claims); k++)
        if (repair_is_missed(p, claim_of(w, k)))
            claims_set(w->claims, k, NAN);
    const status st = repair_solve(w, &good, &cost_eur, &gap_eur);
    w->without_eur = good ? cost_eur : NAN;
    w->without_gap_eur = good ? gap_eur : 0.0;
    return st;
}

/* --- the result ------------------------------------------------------------------------------ */

static int compare_cost(const way *v, const way *u)
{
    if (isnan(v->cost_eur) || isnan(u->cost_eur))
        return (isnan(v->cost_eur) ? 1 : 0) - (isnan(u->cost_eur) ? 1 : 0);
    return (v->cost_eur > u->cost_eur) - (v->cost_eur < u->cost_eur);
}

/* By insertion, so that equals stay in order. */
static void rank(repairing *w)
{
    for (size_t n = 1; n < w->n_ways; n++)
        for (size_t k = n; k > 0 && compare_cost(&w->ways[k], &w->ways[k - 1]) < 0; k--) {
            const way higher = w->ways[k];
            w->ways[k] = w->ways[k - 1];
            w->ways[k - 1] = higher;
        }
}

static const char *text_of(const repairing *w, const way *v, arena *mem)
{
    const claim *first = claim_of(w, v->index[0]);
    if (first->kind == CLAIM_TARGET && isnan(v->to[0]))
        return "way_target_dropped";
    return arena_printf(mem, "way_%s", claim_kind_id(first->kind));
}

static bool write_way(const repairing *w, const way *v, arena *mem, repair_way *out)
{
    repair_change *changes = ARENA_ARRAY(mem, v->n, repair_change);
    *out = (repair_way){.text_id = text_of(w, v, mem),
                        .n_changes = v->n,
                        .changes = changes,
                        .cost_eur = v->cost_eur,
                        .gap_eur = v->gap_eur,
                        .least = v->least};
    for (size_t n = 0; changes && n < v->n; n++)
        changes[n] = (repair_change){claim_of(w, v->index[n]), v->to[n]};
    return changes && out->text_id;
}

static status write_repairs(const repairing *w, bool minimal, arena *mem, const repairs **out)
{
    repairs *all = ARENA_NEW(mem, repairs);
    const claim **conflict = ARENA_ARRAY(mem, claims_count(w->claims), const claim *);
    repair_way *ways = ARENA_ARRAY(mem, w->n_ways, repair_way);
    if (!all || !conflict || !ways)
        return STATUS_NO_MEMORY;
    *all = (repairs){.conflict = conflict,
                     .minimal = minimal,
                     .without_eur = w->without_eur,
                     .without_gap_eur = w->without_gap_eur,
                     .n_ways = w->n_ways,
                     .ways = ways};
    for (size_t k = 0; k < claims_count(w->claims); k++)
        if (w->is_in[k])
            conflict[all->n_conflict++] = claim_of(w, k);
    for (size_t n = 0; n < w->n_ways; n++)
        if (!write_way(w, &w->ways[n], mem, &ways[n]))
            return STATUS_NO_MEMORY;
    *out = all;
    return STATUS_OK;
}

/* In half of the time that is left, so that some remains for ways out. */
static status find_conflict(repairing *w, bool *minimal)
{
    const double until_s = w->asking.deadline_s, now_s = clock_seconds();
    for (size_t k = 0; k < claims_count(w->claims); k++)
        w->is_in[k] = true;
    w->asking.deadline_s = now_s + (until_s - now_s) / 2.0;
    w->asking.undecided = false;
    const status st = conflict_find(&w->asking, w->is_in);
    w->asking.deadline_s = until_s;
    *minimal = !w->asking.undecided;
    return st;
}

static void set_milestone(repairing *w)
{
    for (size_t k = claims_count(w->claims); k-- > 0;)
        if (w->is_in[k] && claim_of(w, k)->kind == CLAIM_TARGET)
            w->milestone = claim_of(w, k)->milestone;
}

/* Every question takes a whole search then. */
static bool is_decomposed(const plan *p)
{
    return strcmp(p->certificate.method, "decomposed") == 0;
}

static bool can_be_asked(const repairing *w, const plan *p)
{
    return p->status == PLAN_TARGETS_UNREACHABLE && !is_decomposed(p) &&
           clock_seconds() < w->asking.deadline_s;
}

/* Claims in doubt stay in a conflict; with too many of them it tells nobody anything. */
static bool tells_something(const repairing *w)
{
    size_t n = 0;
    for (size_t k = 0; k < claims_count(w->claims); k++)
        n += w->is_in[k];
    return n > 0 && n <= MOST_TOLD;
}

static status repair_plan(repairing *w, arena *mem, plan *p)
{
    bool minimal = false, ask = can_be_asked(w, p);
    status st = ask ? find_conflict(w, &minimal) : STATUS_OK;
    ask = ask && tells_something(w);
    set_milestone(w);
    if (st == STATUS_OK)
        st = solve_without(w, p);
    if (st == STATUS_OK)
        st = ask ? repair_seek(w) : repair_by_plan(w, p);
    if (st == STATUS_OK && is_decomposed(p))
        st = repair_by_search(w, p);
    rank(w);
    return st == STATUS_OK ? write_repairs(w, ask && minimal, mem, &p->repairs) : st;
}

static status tell_conflict(repairing *w, diag_list *diags)
{
    const region *r = claims_region(w->claims);
    bool minimal;
    const status st = find_conflict(w, &minimal);
    for (size_t k = 0; st == STATUS_OK && k < claims_count(w->claims); k++) {
        const claim *c = claim_of(w, k);
        if (w->is_in[k])
            diag_add(diags, DIAG_CONFLICT, r->file, c->line,
                     "%s of %s is %g; it cannot hold together with the others that are named so",
                     claim_kind_id(c->kind), c->object, c->limit);
    }
    return st;
}

static status repair(repairing *w, arena *mem, diag_list *diags, plan *p)
{
    w->is_in = calloc(claims_count(w->claims) + 1, sizeof *w->is_in);
    status st = STATUS_NO_MEMORY;
    if (w->is_in)
        st = p ? repair_plan(w, mem, p) : tell_conflict(w, diags);
    claims_restore(w->claims);
    free(w->is_in);
    return st;
}

static void say(const solve_options *o, double elapsed_s)
{
    if (o->report)
        o->report(o->report_context, "phase_repairs", NAN, NAN, elapsed_s);
}

status plan_solve_repaired(region *r, const solve_options *options, arena *mem, diag_list *diags,
                           plan **out)
{
    const double started_s = clock_seconds(), until_s = started_s + options->time_limit_s;
    const status solved = plan_solve(r, options, mem, diags, out);
    const bool is_proven = !*out || (*out)->status == PLAN_TARGETS_UNREACHABLE;
    if (solved != STATUS_INFEASIBLE || !is_proven)
        return solved;
    say(options, clock_seconds() - started_s);
    repairing w = {.options = options,
                   .usual_s = clock_seconds() - started_s,
                   .claims = claims_of(r, mem),
                   .asking = {.perspective = options->perspective,
                              .relax = options->relax,
                              .deadline_s = until_s,
                              .stop = options->stop}};
    w.asking.claims = w.claims;
    const status st = w.claims ? repair(&w, mem, diags, *out) : STATUS_NO_MEMORY;
    return st == STATUS_NO_MEMORY ? st : solved;
}
