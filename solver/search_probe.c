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

/* A hub's own whole numbers: its members, level and offers, and what candidates buy along with
 * joining: the EMS that members need, and the points that group room makes possible. */
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
            if (technology_is_whole(f->region->assets[a].technology))
                free_columns(s, f->master.new_units, a, 1);
    }
}

static size_t hub_of_member(const search *s, size_t member)
{
    size_t h = 0;
    while (member >= s->f->first_member[h + 1])
        h++;
    return h;
}

static void free_member(search *s, size_t member)
{
    free_hub(s, hub_of_member(s, member));
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

/* Everything as in the plan, but the decision's own whole numbers free, and the decision at the
 * other value: in the last milestone, or in each from the first on. */
static status relax_turned(search *s, const decision_kind *kind, size_t k, double other, bool early,
                           lp_outcome *outcome)
{
    const size_t last = s->f->region->horizon.n_milestones - 1;
    search_fix_whole(s, s->best);
    kind->free_own(s, k);
    for (size_t y = early ? 0 : last; y <= last; y++) {
        const int column = kind->columns[at(s->f, k, y)];
        if (other <= lp_upper(s->f->lp, column))
            lp_solver_set_bounds(s->solver, column, other, other);
    }
    return search_relax(s, outcome);
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
    status st = relax_turned(s, kind, k, other, false, &outcome);
    if (st == STATUS_OK)
        kind->settled[k] = is_no_better(s, outcome);
    if (st != STATUS_OK || outcome != LP_OPTIMAL || kind->settled[k])
        return st;
    st = search_dive(s);
    /* A yes late is often only a fraction of a yes early: try it from the start as well. */
    const bool taken_over = fabs(s->best[column] - other) < 0.5;
    if (st != STATUS_OK || taken_over || other < 0.5)
        return st;
    st = relax_turned(s, kind, k, other, true, &outcome);
    if (st == STATUS_OK && outcome == LP_OPTIMAL && !is_no_better(s, outcome))
        st = search_dive(s);
    return st;
}

/* A member of a hub that is not formed is not. The kind is told by its function: without members,
 * their columns begin where those of the next kind do. */
static bool worth_turning(const search *s, const decision_kind *kind, size_t k)
{
    if (kind->free_own != free_member)
        return true;
    const size_t last = s->f->region->horizon.n_milestones - 1;
    return s->best[s->f->master.hub_formed[at(s->f, hub_of_member(s, k), last)]] > 0.5;
}

/* (W7) */
status search_probe(search *s)
{
    search_begin(s, "phase_probe");
    const region *r = s->f->region;
    const master *m = &s->f->master;
    const decision_kind kinds[] = {
        {m->hub_formed, r->n_hubs, s->hub_settled, free_hub},
        {m->hub_member, s->f->first_member[r->n_hubs], s->member_settled, free_member},
        {m->net_built, r->n_heat_nets, s->net_settled, free_net},
        {m->cable_built, r->n_cables, s->cable_settled, free_cable},
    };
    status st = STATUS_OK;
    for (size_t n = 0; n < sizeof kinds / sizeof *kinds; n++)
        for (size_t k = 0; st == STATUS_OK && k < kinds[n].n && !search_must_stop(s); k++) {
            if (!worth_turning(s, &kinds[n], k))
                continue;
            st = turn_round(s, &kinds[n], k);
            search_say(s, "phase_probe");
        }
    search_free_whole(s);
    return st;
}
