#include "solver/decision.h"

#include "solver/formulation_parts.h"

size_t decision_count(const formulation *f, decision_kind kind)
{
    const region *r = f->region;
    switch (kind) {
    case DECISION_HUB:
        return r->n_hubs;
    case DECISION_MEMBER:
        return f->first_member[r->n_hubs];
    case DECISION_HEAT_NET:
        return r->n_heat_nets;
    case DECISION_CABLE:
        return r->n_cables;
    case DECISION_KINDS:
        break;
    }
    return 0;
}

const int *decision_columns(const formulation *f, decision_kind kind)
{
    const int *const columns[DECISION_KINDS] = {[DECISION_HUB] = f->master.hub_formed,
                                                [DECISION_MEMBER] = f->master.hub_member,
                                                [DECISION_HEAT_NET] = f->master.net_built,
                                                [DECISION_CABLE] = f->master.cable_built};
    return columns[kind];
}

static void visit_block(const formulation *f, const int *columns, size_t first, size_t n,
                        own_visit *visit, void *context)
{
    const size_t years = f->region->horizon.n_milestones;
    for (size_t k = first * years; k < (first + n) * years; k++)
        if (columns[k] >= 0)
            visit(context, columns[k]);
}

/* A hub's own whole numbers: its members, level and offers, and what candidates buy along with
 * joining: the EMS that members need, and the points that group room makes possible. */
static void each_of_hub(const formulation *f, size_t h, own_visit *visit, void *context)
{
    const hub *k = &f->region->hubs[h];
    const master *m = &f->master;
    visit_block(f, m->hub_formed, h, 1, visit, context);
    visit_block(f, m->hub_member, f->first_member[h], k->n_members, visit, context);
    visit_block(f, m->hub_level, h * GRID_LEVEL_COUNT, GRID_LEVEL_COUNT, visit, context);
    visit_block(f, m->hub_offer, f->first_capacity[h], k->n_capacities, visit, context);
    visit_block(f, m->platform_new, 0, f->region->n_technologies, visit, context);
    for (size_t j = 0; j < k->n_members; j++) {
        const connection *c = k->members[j].connection;
        for (size_t a = c->first_asset; a < c->first_asset + c->n_assets; a++)
            if (technology_is_whole(f->region->assets[a].technology))
                visit_block(f, m->new_units, a, 1, visit, context);
    }
}

size_t decision_hub_of_member(const formulation *f, size_t member)
{
    size_t h = 0;
    while (member >= f->first_member[h + 1])
        h++;
    return h;
}

void decision_each_own(const formulation *f, decision_kind kind, size_t k, own_visit *visit,
                       void *context)
{
    const master *m = &f->master;
    switch (kind) {
    case DECISION_HUB:
        each_of_hub(f, k, visit, context);
        break;
    case DECISION_MEMBER:
        each_of_hub(f, decision_hub_of_member(f, k), visit, context);
        break;
    case DECISION_HEAT_NET:
        visit_block(f, m->net_built, k, 1, visit, context);
        visit_block(f, m->pipe_built, f->first_pipe[k], f->region->heat_nets[k].n_pipes, visit,
                    context);
        break;
    case DECISION_CABLE:
        visit_block(f, m->cable_built, k, 1, visit, context);
        break;
    case DECISION_KINDS:
        break;
    }
}
