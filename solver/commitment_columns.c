#include "solver/commitment_columns.h"

#include <math.h>

#include "model/tolerance.h"
#include "model/units.h"
#include "solver/formulation_parts.h"

typedef struct visiting {
    const formulation *f;
    size_t y;
    commitment_visit *visit;
    void *context;
} visiting;

/* What is built is paid for its life in the column of the milestone in which it is built. */
static void offer_new(const visiting *v, const int *columns, size_t k, commitment what)
{
    const int column = columns[at(v->f, k, v->y)];
    if (column < 0)
        return;
    what.amount = 1.0;
    what.cost_eur = lp_cost(v->f->lp, column) * EUR_PER_KEUR;
    v->visit(v->context, &what, column);
}

/* (E31) What stands goes on to stand, and is paid in each milestone. */
static void offer_standing(const visiting *v, const int *columns, size_t k, commitment what)
{
    const int *of = columns + at(v->f, k, 0);
    if (of[v->y] < 0)
        return;
    what.amount = 1.0;
    for (size_t y = v->y; y < v->f->region->horizon.n_milestones; y++)
        if (of[y] >= 0)
            what.cost_eur += lp_cost(v->f->lp, of[y]) * EUR_PER_KEUR;
    v->visit(v->context, &what, of[v->y]);
}

static void each_asset(const visiting *v)
{
    const region *r = v->f->region;
    for (size_t a = 0; a < r->n_assets; a++) {
        const asset *of = &r->assets[a];
        commitment what = {.kind = COMMITMENT_UNITS,
                           .object = of->connection->id,
                           .part = of->technology->id,
                           .hub = of->hub ? of->hub->id : NULL,
                           .theme = of->technology->theme,
                           .park = of->connection->park};
        offer_new(v, v->f->master.new_units, a, what);
        what.kind = COMMITMENT_KWH;
        offer_new(v, v->f->master.new_kwh, a, what);
    }
    for (size_t k = 0; k < r->n_technologies; k++)
        offer_new(v, v->f->master.platform_new, k,
                  (commitment){.kind = COMMITMENT_PLATFORM,
                               .object = r->technologies[k].id,
                               .theme = r->technologies[k].theme});
}

static void each_hub(const visiting *v)
{
    const region *r = v->f->region;
    for (size_t h = 0; h < r->n_hubs; h++) {
        const hub *k = &r->hubs[h];
        commitment what = {.kind = COMMITMENT_HUB,
                           .object = k->id,
                           .theme = THEME_ENERGY_COOPERATIVES,
                           .park = k->members[0].connection->park};
        offer_standing(v, v->f->master.hub_formed, h, what);
        what.kind = COMMITMENT_MEMBER;
        for (size_t j = 0; j < k->n_members; j++) {
            what.part = k->members[j].connection->id;
            what.park = k->members[j].connection->park;
            offer_standing(v, v->f->master.hub_member, v->f->first_member[h] + j, what);
        }
    }
}

static void each_pipe(const visiting *v, const heat_net *net)
{
    const size_t first = v->f->first_pipe[net->index];
    for (size_t b = 0; b < net->n_pipes; b++) {
        commitment what = {.kind = COMMITMENT_PIPE,
                           .object = net->id,
                           .part = net->pipes[b].id,
                           .theme = THEME_HEAT_NETS,
                           .park = net->pipes[b].to_park};
        offer_standing(v, v->f->master.pipe_built, first + b, what);
        what.kind = COMMITMENT_PIPE_KW;
        offer_new(v, v->f->master.pipe_new_kw, first + b, what);
    }
}

static void each_heat_net(const visiting *v)
{
    const region *r = v->f->region;
    for (size_t k = 0; k < r->n_heat_nets; k++) {
        const heat_net *net = &r->heat_nets[k];
        commitment what = {
            .kind = COMMITMENT_HEAT_NET, .object = net->id, .theme = THEME_HEAT_NETS};
        offer_standing(v, v->f->master.net_built, k, what);
        each_pipe(v, net);
        what.kind = COMMITMENT_SOURCE_KW;
        for (size_t o = 0; o < net->n_sources; o++) {
            what.part = net->sources[o].id;
            offer_new(v, v->f->master.source_new_kw, v->f->first_source[k] + o, what);
        }
    }
}

static void each_cable(const visiting *v)
{
    const region *r = v->f->region;
    for (size_t k = 0; k < r->n_cables; k++) {
        commitment what = {.kind = COMMITMENT_CABLE,
                           .object = r->cables[k].id,
                           .theme = r->cables[k].technology->theme,
                           .park = r->cables[k].from->park};
        offer_standing(v, v->f->master.cable_built, k, what);
        what.kind = COMMITMENT_CABLE_KW;
        offer_new(v, v->f->master.cable_new_kw, k, what);
    }
}

static void each_effort(const visiting *v)
{
    const programme *p = &v->f->region->programme;
    for (size_t k = 0; k < p->n_efforts; k++)
        offer_new(v, v->f->master.effort, k,
                  (commitment){.kind = COMMITMENT_EFFORT,
                               .object = p->efforts[k].id,
                               .theme = p->efforts[k].theme});
}

void commitment_each(const formulation *f, size_t y, commitment_visit *visit, void *context)
{
    const visiting v = {f, y, visit, context};
    each_asset(&v);
    each_hub(&v);
    each_heat_net(&v);
    each_cable(&v);
    each_effort(&v);
}

typedef struct list {
    const formulation *f;
    const double *x;
    commitment *items; /* NULL while counting */
    size_t n;
} list;

static void take(void *context, const commitment *offered, int column)
{
    list *l = context;
    const double amount = lp_is_whole(l->f->lp, column) && from_whole(l->x[column]) < INTEGER_TOL
                              ? round(l->x[column])
                              : l->x[column];
    if (amount <= SHARE_TOL_FRAC)
        return;
    if (l->items) {
        l->items[l->n] = *offered;
        l->items[l->n].amount = amount;
        l->items[l->n].cost_eur *= amount;
    }
    l->n++;
}

status commitment_read(const formulation *f, const double *x, arena *mem, size_t *n_commitments,
                       commitment **out)
{
    list l = {.f = f, .x = x};
    commitment_each(f, 0, take, &l);
    l.items = ARENA_ARRAY(mem, l.n, commitment);
    if (!l.items)
        return STATUS_NO_MEMORY;
    l.n = 0;
    commitment_each(f, 0, take, &l);
    commitment_sort(l.items, l.n);
    *n_commitments = l.n;
    *out = l.items;
    return STATUS_OK;
}
