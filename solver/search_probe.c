#include "solver/search_probe.h"

#include <math.h>

#include "model/tolerance.h"
#include "solver/formulation_parts.h"
#include "solver/search_dive.h"

static void free_column(search *s, int column)
{
    if (column >= 0)
        lp_solver_set_bounds(s->solver, column, lp_lower(s->f->lp, column),
                             lp_upper(s->f->lp, column));
}

static void free_columns(search *s, const int *columns, size_t first, size_t n)
{
    const size_t years = s->f->region->horizon.n_milestones;
    for (size_t k = first * years; k < (first + n) * years; k++)
        free_column(s, columns[k]);
}

/* A hub's own whole numbers: its members, level and offers, and the EMS that members need. */
static void free_hub(search *s, size_t h)
{
    const formulation *f = s->f;
    const hub *k = &f->region->hubs[h];
    free_columns(s, f->master.hub_formed, h, 1);
    free_columns(s, f->master.hub_member, f->first_member[h], k->n_members);
    free_columns(s, f->master.hub_level, h * GRID_LEVEL_COUNT, GRID_LEVEL_COUNT);
    free_columns(s, f->master.hub_offer, f->first_capacity[h], k->n_capacities);
    free_columns(s, f->master.platform_new, 0, f->region->n_technologies);
    for (size_t j = 0; j < k->n_members; j++) {
        const connection *c = k->members[j].connection;
        for (size_t a = c->first_asset; a < c->first_asset + c->n_assets; a++)
            if (f->region->assets[a].technology->kind == KIND_CONTROL)
                free_columns(s, f->master.new_units, a, 1);
    }
}

static void free_net(search *s, size_t k)
{
    const formulation *f = s->f;
    free_columns(s, f->master.net_built, k, 1);
    free_columns(s, f->master.pipe_built, f->first_pipe[k], f->region->heat_nets[k].n_pipes);
}

static void free_cable(search *s, size_t k)
{
    free_columns(s, s->f->master.cable_built, k, 1);
}

/* A kind of decision: whether something stands in the end, as nothing built is ever undone. */
typedef struct decision_kind {
    const int *columns; /* [n][y] 0/1 */
    size_t n;
    bool *settled; /* [n] */
    void (*free_own)(search *s, size_t k);
} decision_kind;

static bool is_no_better(const search *s, lp_outcome outcome)
{
    if (outcome == LP_INFEASIBLE)
        return true;
    const double room = MONEY_TOL_FRAC * fabs(s->best_keur);
    return outcome == LP_OPTIMAL && lp_objective(s->f->lp, s->x) >= s->best_keur - room;
}

static status turn_round(search *s, const decision_kind *kind, size_t k)
{
    const lp *p = s->f->lp;
    const int column = kind->columns[at(s->f, k, s->f->region->horizon.n_milestones - 1)];
    const double other = s->best[column] > 0.5 ? 0.0 : 1.0;
    kind->settled[k] = other < lp_lower(p, column) || other > lp_upper(p, column);
    if (kind->settled[k])
        return STATUS_OK;
    lp_outcome outcome = LP_STOPPED;
    search_fix_whole(s, s->best);
    kind->free_own(s, k);
    lp_solver_set_bounds(s->solver, column, other, other);
    status st = search_relax(s, &outcome);
    if (st == STATUS_OK)
        kind->settled[k] = is_no_better(s, outcome);
    if (st == STATUS_OK && outcome == LP_OPTIMAL && !kind->settled[k])
        st = search_dive(s);
    return st;
}

/* (W7) */
status search_probe(search *s)
{
    const region *r = s->f->region;
    const master *m = &s->f->master;
    const decision_kind kinds[] = {
        {m->hub_formed, r->n_hubs, s->hub_settled, free_hub},
        {m->net_built, r->n_heat_nets, s->net_settled, free_net},
        {m->cable_built, r->n_cables, s->cable_settled, free_cable},
    };
    status st = STATUS_OK;
    for (size_t n = 0; n < sizeof kinds / sizeof *kinds; n++)
        for (size_t k = 0; st == STATUS_OK && k < kinds[n].n && !search_must_stop(s); k++) {
            st = turn_round(s, &kinds[n], k);
            search_say(s, "phase_probe");
        }
    search_free_whole(s);
    return st;
}
