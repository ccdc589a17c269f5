#include "solver/search_probe.h"

#include <math.h>

#include "model/tolerance.h"
#include "solver/formulation_parts.h"
#include "solver/search_dive.h"

/* Whether something is there in the end: nothing that is built is ever undone. */
typedef struct decision {
    int column;    /* its 0/1 column of the last milestone */
    bool *settled; /* set when the other way round is proven to be no better */
} decision;

/* The other way round has a relaxation that costs as much as the plan we have, or none at all. */
static bool is_no_better(const search *s, lp_outcome outcome)
{
    if (outcome == LP_INFEASIBLE)
        return true;
    const double room = MONEY_TOL_FRAC * fabs(s->best_keur);
    return outcome == LP_OPTIMAL && lp_objective(s->f->lp, s->x) >= s->best_keur - room;
}

/* (W7) */
static status turn_round(search *s, const decision *d)
{
    const lp *p = s->f->lp;
    const double other = s->best[d->column] > 0.5 ? 0.0 : 1.0;
    if (other < lp_lower(p, d->column) || other > lp_upper(p, d->column)) {
        *d->settled = true;
        return STATUS_OK;
    }
    lp_outcome outcome = LP_STOPPED;
    lp_solver_set_bounds(s->solver, d->column, other, other);
    status st = search_relax(s, &outcome);
    if (st == STATUS_OK)
        *d->settled = is_no_better(s, outcome);
    if (st == STATUS_OK && outcome == LP_OPTIMAL && !*d->settled)
        st = search_dive(s);
    lp_solver_set_bounds(s->solver, d->column, lp_lower(p, d->column), lp_upper(p, d->column));
    return st;
}

static status probe_all(search *s, const int *columns, size_t n, bool *settled)
{
    const size_t last = s->f->region->horizon.n_milestones - 1;
    status st = STATUS_OK;
    for (size_t k = 0; st == STATUS_OK && k < n && !search_must_stop(s); k++) {
        const decision d = {columns[at(s->f, k, last)], &settled[k]};
        st = turn_round(s, &d);
        search_say(s, "phase_probe");
    }
    return st;
}

status search_probe(search *s)
{
    const region *r = s->f->region;
    const master *m = &s->f->master;
    status st = probe_all(s, m->hub_formed, r->n_hubs, s->hub_settled);
    if (st == STATUS_OK)
        st = probe_all(s, m->net_built, r->n_heat_nets, s->net_settled);
    if (st == STATUS_OK)
        st = probe_all(s, m->cable_built, r->n_cables, s->cable_settled);
    return st;
}
