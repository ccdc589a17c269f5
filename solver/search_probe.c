#include "solver/search_probe.h"

#include <math.h>

#include "model/tolerance.h"
#include "solver/decision.h"
#include "solver/formulation_parts.h"
#include "solver/search_dive.h"

static void free_column(void *context, int column)
{
    const search *s = context;
    lp_solver_set_bounds(s->solver, column, lp_lower(s->f->lp, column), lp_upper(s->f->lp, column));
}

/* A decision: whether something stands in the end, as nothing built is ever undone. */
typedef struct turning {
    decision_kind kind;
    size_t k;
    const int *columns; /* [y] 0/1 */
    bool *settled;
} turning;

static bool is_no_better(const search *s, lp_outcome outcome)
{
    if (outcome == LP_INFEASIBLE)
        return true;
    const double room = MONEY_TOL_FRAC * fabs(s->best_keur);
    return outcome == LP_OPTIMAL && lp_objective(s->f->lp, s->x) >= s->best_keur - room;
}

/* Everything as in the plan, but the decision's own whole numbers free, and the decision at the
 * other value: in the last milestone, or in each from the first on. */
static status relax_turned(search *s, const turning *t, double other, bool early,
                           lp_outcome *outcome)
{
    const size_t last = s->f->region->horizon.n_milestones - 1;
    search_fix_whole(s, s->best);
    decision_each_own(s->f, t->kind, t->k, free_column, s);
    for (size_t y = early ? 0 : last; y <= last; y++)
        if (other <= lp_upper(s->f->lp, t->columns[y]))
            lp_solver_set_bounds(s->solver, t->columns[y], other, other);
    return search_relax(s, outcome);
}

static status turn_round(search *s, const turning *t)
{
    const lp *p = s->f->lp;
    const int column = t->columns[s->f->region->horizon.n_milestones - 1];
    const double other = s->best[column] > YES ? 0.0 : 1.0;
    *t->settled = other < lp_lower(p, column) || other > lp_upper(p, column);
    if (*t->settled)
        return STATUS_OK;
    lp_outcome outcome = LP_STOPPED;
    status st = relax_turned(s, t, other, false, &outcome);
    if (st == STATUS_OK)
        *t->settled = is_no_better(s, outcome);
    if (st != STATUS_OK || outcome != LP_OPTIMAL || *t->settled)
        return st;
    st = search_dive(s);
    /* A yes late is often only a fraction of a yes early: try it from the start as well. */
    const bool taken_over = (s->best[column] > YES) == (other > YES);
    if (st != STATUS_OK || taken_over || other <= YES)
        return st;
    st = relax_turned(s, t, other, true, &outcome);
    if (st == STATUS_OK && outcome == LP_OPTIMAL && !is_no_better(s, outcome))
        st = search_dive(s);
    return st;
}

/* A member of a hub that is not formed is not. */
static bool worth_turning(const search *s, const turning *t)
{
    if (t->kind != DECISION_MEMBER)
        return true;
    const size_t last = s->f->region->horizon.n_milestones - 1,
                 h = decision_hub_of_member(s->f, t->k);
    return s->best[s->f->master.hub_formed[at(s->f, h, last)]] > YES;
}

/* (W7) */
status search_probe(search *s)
{
    search_begin(s, "phase_probe");
    bool *const settled[DECISION_KINDS] = {[DECISION_HUB] = s->hub_settled,
                                           [DECISION_MEMBER] = s->member_settled,
                                           [DECISION_HEAT_NET] = s->net_settled,
                                           [DECISION_CABLE] = s->cable_settled};
    status st = STATUS_OK;
    for (int kind = 0; kind < DECISION_KINDS; kind++) {
        const size_t n = decision_count(s->f, (decision_kind)kind);
        for (size_t k = 0; st == STATUS_OK && k < n && !search_must_stop(s); k++) {
            const turning t = {.kind = (decision_kind)kind,
                               .k = k,
                               .columns =
                                   decision_columns(s->f, (decision_kind)kind) + at(s->f, k, 0),
                               .settled = &settled[kind][k]};
            if (!worth_turning(s, &t))
                continue;
            st = turn_round(s, &t);
            search_say(s, "phase_probe");
        }
    }
    search_free_whole(s);
    return st;
}
