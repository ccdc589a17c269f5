/* What to take along where hubs are settled (docs/solver.md, D15). */
#include "solver/decomposed_parts.h"

#include <stdlib.h>

/* A yes/no that is no more than this from whole was settled already. */
#define SETTLED_TOL 1e-3

static void touch(bool *touched, int column)
{
    if (column >= 0)
        touched[column] = true;
}

static void touch_fleet(const formulation *f, const fleet *v, size_t y, bool *touched)
{
    const connection *c = v->connection;
    touch(touched, f->master.uncharged[at(f, v->index, y)]);
    touch(touched, f->master.accepted_fleet[at(f, v->index, y)]);
    for (size_t k = c->first_asset; k < c->first_asset + c->n_assets; k++) {
        const size_t place = at(f, at_charger(f, v, &f->region->assets[k]), y);
        touch(touched, f->master.vehicles[place]);
        touch(touched, f->master.managed[place]);
    }
}

/* What a company contracts, what it may run by an EMS, and how it charges; what else it builds stays near. */
static void touch_connection(const formulation *f, const connection *c, size_t y, bool *touched)
{
    const master *m = &f->master;
    touch(touched, m->contract[at(f, c->index, y)]);
    for (size_t w = 0; w < c->n_rights; w++)
        touch(touched, m->right[at(f, c->index * f->max_rights + w, y)]);
    for (size_t g = 0; g < f->region->calendar.n_peak_groups; g++) {
        touch(touched, m->peak[at_peak(f, c->index, g, y)]);
        touch(touched, m->surcharge_peak[at_peak(f, c->index, g, y)]);
    }
    for (size_t k = c->first_asset; k < c->first_asset + c->n_assets; k++) {
        const technology_kind kind = f->region->assets[k].technology->kind;
        touch(touched, m->usable[at(f, k, y)]);
        if (kind != KIND_CONTROL && kind != KIND_CHARGER)
            continue;
        touch(touched, m->capacity[at(f, k, y)]);
        touch(touched, m->new_units[at(f, k, y)]);
    }
    for (size_t n = 0; n < c->n_demands; n++)
        touch(touched, m->accepted[at(f, c->demands[n].index, y)]);
    for (size_t v = 0; v < c->n_fleets; v++)
        touch_fleet(f, &c->fleets[v], y, touched);
}

static void touch_hub(const formulation *f, const hub *h, size_t y, bool *touched)
{
    const master *m = &f->master;
    touch(touched, m->hub_formed[at(f, h->index, y)]);
    for (size_t k = 0; k < h->n_capacities; k++)
        touch(touched, m->hub_offer[at(f, f->first_capacity[h->index] + k, y)]);
    for (size_t l = 0; l < GRID_LEVEL_COUNT; l++) {
        touch(touched, m->hub_contract[at_level(f, h->index, l, y)]);
        touch(touched, m->hub_level[at_level(f, h->index, l, y)]);
        for (size_t g = 0; g < f->region->calendar.n_peak_groups; g++)
            touch(touched, m->hub_peak[at_level_peak(f, h->index, l, g, y)]);
    }
    for (size_t j = 0; j < h->n_members; j++) {
        touch(touched, m->hub_member[at(f, f->first_member[h->index] + j, y)]);
        touch_connection(f, h->members[j].connection, y, touched);
    }
}

static bool has_moved(const decomposed *q, int column)
{
    return column >= 0 && fabs(q->x[column] - round(q->x[column])) > SETTLED_TOL;
}

static bool hub_has_moved(const decomposed *q, const hub *h)
{
    const formulation *f = q->inv;
    bool any = false;
    for (size_t y = 0; y < f->region->horizon.n_milestones; y++) {
        any |= has_moved(q, f->master.hub_formed[at(f, h->index, y)]);
        for (size_t j = 0; j < h->n_members; j++)
            any |= has_moved(q, f->master.hub_member[at(f, f->first_member[h->index] + j, y)]);
    }
    return any;
}

static bool touch_moved_hubs(const decomposed *q, bool *touched)
{
    const region *r = q->inv->region;
    bool any = false;
    for (size_t k = 0; k < r->n_hubs; k++) {
        if (!hub_has_moved(q, &r->hubs[k]))
            continue;
        for (size_t y = 0; y < r->horizon.n_milestones; y++)
            touch_hub(q->inv, &r->hubs[k], y, touched);
        any = true;
    }
    return any;
}

/* Nets, cables and the like that were in part too, at any station. */
static void touch_moved_columns(const decomposed *q, bool *touched)
{
    const lp *p = q->inv->lp;
    for (int j = 0; j < lp_columns(p); j++)
        if (lp_is_whole(p, j) && lp_upper(p, j) <= 1.0 && has_moved(q, j))
            touch(touched, j);
}

status decomposed_renew(decomposed *q)
{
    bool *touched = calloc((size_t)lp_columns(q->inv->lp) + 1, sizeof *touched);
    status st = touched ? STATUS_OK : STATUS_NO_MEMORY;
    if (st == STATUS_OK && touch_moved_hubs(q, touched)) {
        touch_moved_columns(q, touched);
        st = decomposition_renew(q->d, touched);
    }
    free(touched);
    return st;
}
