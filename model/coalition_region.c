#include "model/coalition_region.h"

#include <math.h>
#include <string.h>

#include "model/region_complete.h"

/* Year in which nothing of a region happens any more. */
#define NEVER 9999

typedef struct copier {
    const apart_plan *apart;
    const region *from;
    region *to;
    coalition members;
    connection **copy_of; /* [connections of from] NULL: not in it */
    arena *mem;
    bool out_of_memory;
} copier;

static void *take(copier *c, size_t n, size_t size)
{
    void *p = arena_array(c->mem, n, size);
    c->out_of_memory |= p == NULL;
    return p;
}
#define TAKE(c, n, type) ((type *)take((c), (n), sizeof(type)))

static void *duplicate(copier *c, const void *from, size_t n, size_t size)
{
    void *p = take(c, n, size);
    if (p != NULL && n > 0)
        memcpy(p, from, n * size);
    return p;
}
#define DUPLICATE(c, from, n, type) ((type *)duplicate((c), (from), (n), sizeof(type)))

status region_without_hub(const region *r, const hub *h, arena *mem, region **out)
{
    region *copy = ARENA_NEW(mem, region);
    hub *hubs = ARENA_ARRAY(mem, r->n_hubs, hub);
    if (copy == NULL || hubs == NULL)
        return STATUS_NO_MEMORY;
    *copy = *r;
    memcpy(hubs, r->hubs, r->n_hubs * sizeof *hubs);
    hubs[h->index].earliest_year = NEVER;
    copy->hubs = hubs;
    *out = copy;
    return STATUS_OK;
}

static bool offer_holds(const hub *h, const group_capacity *g, coalition s)
{
    for (size_t j = 0; j < h->n_members; j++)
        if (g->members[j] && (s & coalition_of(j)) == 0)
            return false;
    return true;
}

bool coalition_can_form(const hub *h, coalition s)
{
    for (size_t j = 0; j < h->n_members; j++)
        if (h->members[j].must && (s & coalition_of(j)) == 0)
            return false;
    if (coalition_size(s) < 2)
        return false;
    if (h->capacities[0].mode != GROUP_CAPACITY_OFFER)
        return true;
    for (size_t k = 0; k < h->n_capacities; k++)
        if (offer_holds(h, &h->capacities[k], s))
            return true;
    return false;
}

const connection *coalition_member(const region *part, const connection *c)
{
    return region_find_connection(part, c->id);
}

static bool is_in(const copier *c, const connection *k)
{
    const hub *h = c->apart->hub;
    for (size_t j = 0; j < h->n_members; j++)
        if (h->members[j].connection == k)
            return (c->members & coalition_of(j)) != 0;
    return false;
}

/* --- what others leave ------------------------------------------------------------------------ */

static const technology *technology_of(const action *a)
{
    return a->source  ? a->source->technology
           : a->pipe  ? a->pipe->technology
           : a->cable ? a->cable->technology
                      : a->technology;
}

static bool is_of_others(const copier *c, const action *a)
{
    return a->connection == NULL || !is_in(c, a->connection);
}

/* What is left of a subsidy's budgets when the others have had theirs. */
static void leave_subsidies(copier *c)
{
    const size_t n = c->from->horizon.n_milestones;
    for (size_t k = 0; !c->out_of_memory && k < c->to->n_subsidies; k++) {
        double *left = DUPLICATE(c, c->from->subsidies[k].budget_eur, n, double);
        for (size_t a = 0; left != NULL && a < c->apart->plan->n_actions; a++) {
            const action *x = &c->apart->plan->actions[a];
            for (size_t u = 0; is_of_others(c, x) && u < x->n_subsidies; u++)
                if (x->subsidies[u].subsidy == &c->from->subsidies[k])
                    left[x->milestone] = fmax(0.0, left[x->milestone] - x->subsidies[u].eur);
        }
        c->to->subsidies[k].budget_eur = left;
    }
}

static void leave_installers(copier *c)
{
    const horizon *h = &c->from->horizon;
    for (size_t k = 0; !c->out_of_memory && k < c->to->n_trades; k++) {
        double *left = DUPLICATE(c, c->from->trades[k].weeks_per_year, h->n_milestones, double);
        for (size_t a = 0; left != NULL && a < c->apart->plan->n_actions; a++) {
            const action *x = &c->apart->plan->actions[a];
            const technology *tech = technology_of(x);
            if (tech == NULL || tech->trade != &c->from->trades[k] || !is_of_others(c, x))
                continue;
            const double weeks = tech->weeks_per_unit * x->amount;
            left[x->milestone] =
                fmax(0.0, left[x->milestone] - weeks / h->milestones[x->milestone].duration_years);
        }
        c->to->trades[k].weeks_per_year = left;
    }
}

/* Ground of a park at the milestone at which the others cover most. */
static double ground_left_m2(const copier *c, const park *p)
{
    const horizon *h = &c->from->horizon;
    double most = 0.0;
    for (size_t y = 0; y < h->n_milestones; y++) {
        double m2 = 0.0;
        for (size_t a = 0; a < c->apart->plan->n_actions; a++) {
            const action *x = &c->apart->plan->actions[a];
            if (x->kind == ACTION_MEASURE && x->park == p && is_of_others(c, x) &&
                x->milestone <= y &&
                vintage_counts(
                    h, h->milestones[x->milestone].year,
                    x->technology->life_years > 0.0 ? x->technology->life_years : INFINITY, y))
                m2 += x->technology->footprint_m2_per_unit * x->amount;
        }
        most = fmax(most, m2);
    }
    return fmax(0.0, p->free_area_m2 - most);
}

/* A platform that is planned anyway is there, and costs the coalition nothing; another is not. */
static void settle_platform(const copier *c, technology *tech, const technology *was)
{
    if (!tech->regional)
        return;
    int year = NEVER;
    for (size_t a = 0; a < c->apart->plan->n_actions; a++) {
        const action *x = &c->apart->plan->actions[a];
        if (x->kind == ACTION_PLATFORM && x->technology == was && year == NEVER)
            year = c->from->horizon.milestones[x->milestone].year;
    }
    tech->available_from = year > tech->available_from ? year : tech->available_from;
    tech->platform_investment_eur = tech->platform_operating_eur_per_year = 0.0;
}

/* --- the parts, in the order in which they point at each other -------------------------------- */

static const technology *its_technology(const copier *c, const technology *was)
{
    return was == NULL ? NULL : &c->to->technologies[was->index];
}

static void copy_technologies(copier *c)
{
    region *r = c->to;
    r->trades = DUPLICATE(c, c->from->trades, r->n_trades, trade);
    r->technologies = DUPLICATE(c, c->from->technologies, r->n_technologies, technology);
    if (c->out_of_memory)
        return;
    leave_installers(c);
    for (size_t k = 0; k < r->n_technologies; k++) {
        technology *tech = &r->technologies[k];
        tech->trade = tech->trade == NULL ? NULL : &r->trades[tech->trade->index];
        settle_platform(c, tech, &c->from->technologies[k]);
    }
}

static void copy_subsidies(copier *c)
{
    region *r = c->to;
    r->subsidies = DUPLICATE(c, c->from->subsidies, r->n_subsidies, subsidy);
    for (size_t k = 0; !c->out_of_memory && k < r->n_subsidies; k++) {
        subsidy *s = &r->subsidies[k];
        const struct technology **techs = take(c, s->n_technologies, sizeof *techs);
        const struct subsidy **excludes = take(c, s->n_excludes, sizeof *excludes);
        if (c->out_of_memory)
            return;
        for (size_t n = 0; n < s->n_technologies; n++)
            techs[n] = its_technology(c, s->technologies[n]);
        for (size_t n = 0; n < s->n_excludes; n++)
            excludes[n] = &r->subsidies[s->excludes[n] - c->from->subsidies];
        s->technologies = techs;
        s->excludes = excludes;
    }
    leave_subsidies(c);
}

/* (E30) What all others behind the station draw and feed in. */
static const double *reserved_kw(copier *c, const station *s)
{
    const size_t size = c->from->horizon.n_milestones * calendar_size(&c->from->calendar);
    double *kw = TAKE(c, size, double);
    for (size_t i = 0; kw != NULL && i < c->from->n_connections; i++) {
        const connection *k = &c->from->connections[i];
        if (k->park->station != s || is_in(c, k))
            continue;
        for (size_t n = 0; n < size; n++)
            kw[n] += c->apart->net_import_kw[i * size + n];
    }
    return kw;
}

static void copy_station(copier *c)
{
    const station *s = c->apart->hub->members[0].connection->park->station;
    c->to->n_stations = 1;
    c->to->stations = DUPLICATE(c, s, 1, station);
    if (c->out_of_memory)
        return;
    c->to->stations[0].index = 0;
    c->to->stations[0].reserved_kw = reserved_kw(c, s);
}

static const demand *its_demand(const connection *was, const connection *now, const demand *n)
{
    return n == NULL ? NULL : &now->demands[n - was->demands];
}

static void copy_sites(copier *c, const connection *was, connection *now)
{
    region *r = c->to;
    now->demands = DUPLICATE(c, was->demands, was->n_demands, demand);
    now->fleets = DUPLICATE(c, was->fleets, was->n_fleets, fleet);
    now->installed = DUPLICATE(c, was->installed, was->n_installed, installed);
    now->potentials = DUPLICATE(c, was->potentials, was->n_potentials, potential);
    if (c->out_of_memory)
        return;
    for (size_t n = 0; n < now->n_demands; n++) {
        now->demands[n].connection = now;
        now->demands[n].index = r->n_demands;
        r->demands[r->n_demands++] = &now->demands[n];
    }
    for (size_t n = 0; n < now->n_fleets; n++) {
        now->fleets[n].connection = now;
        now->fleets[n].index = r->n_fleets;
        r->fleets[r->n_fleets++] = &now->fleets[n];
    }
    for (size_t n = 0; n < now->n_installed; n++) {
        now->installed[n].technology = its_technology(c, was->installed[n].technology);
        now->installed[n].demand = its_demand(was, now, was->installed[n].demand);
    }
    for (size_t n = 0; n < now->n_potentials; n++) {
        now->potentials[n].technology = its_technology(c, was->potentials[n].technology);
        now->potentials[n].demand = its_demand(was, now, was->potentials[n].demand);
    }
}

static void add_connection(copier *c, park *p, const connection *was)
{
    connection *now = &c->to->connections[c->to->n_connections];
    *now = *was;
    now->index = c->to->n_connections++;
    now->park = p;
    c->copy_of[was->index] = now;
    if (p->n_connections++ == 0)
        p->connections = now;
    copy_sites(c, was, now);
}

static void copy_parks(copier *c)
{
    region *r = c->to;
    r->parks = TAKE(c, c->from->n_parks, park);
    r->connections = TAKE(c, c->from->n_connections, connection);
    r->demands = TAKE(c, c->from->n_demands, demand *);
    r->fleets = TAKE(c, c->from->n_fleets, fleet *);
    c->copy_of = TAKE(c, c->from->n_connections, connection *);
    r->n_parks = r->n_connections = r->n_demands = r->n_fleets = 0;
    for (size_t k = 0; !c->out_of_memory && k < c->from->n_parks; k++) {
        const park *was = &c->from->parks[k];
        park *now = &r->parks[r->n_parks];
        *now = *was;
        now->index = r->n_parks;
        now->station = &r->stations[0];
        now->free_area_m2 = ground_left_m2(c, was);
        now->n_connections = 0;
        for (size_t i = 0; i < was->n_connections; i++)
            if (is_in(c, &was->connections[i]))
                add_connection(c, now, &was->connections[i]);
        r->n_parks += now->n_connections > 0;
    }
}

static void copy_cables(copier *c)
{
    region *r = c->to;
    r->cables = TAKE(c, c->from->n_cables, cable);
    r->n_cables = 0;
    for (size_t k = 0; !c->out_of_memory && k < c->from->n_cables; k++) {
        cable now = c->from->cables[k];
        now.from = c->copy_of[now.from->index];
        now.to = c->copy_of[now.to->index];
        now.technology = its_technology(c, now.technology);
        now.index = r->n_cables;
        if (now.from != NULL && now.to != NULL)
            r->cables[r->n_cables++] = now;
    }
}

/* --- the hub ---------------------------------------------------------------------------------- */

static void copy_members(copier *c, const hub *was, hub *now)
{
    now->members = TAKE(c, was->n_members, hub_member);
    now->n_members = 0;
    for (size_t j = 0; now->members != NULL && j < was->n_members; j++)
        if (c->members & coalition_of(j)) {
            hub_member m = was->members[j];
            m.connection = c->copy_of[m.connection->index];
            now->members[now->n_members++] = m;
        }
}

static const bool *those_listed(copier *c, const hub *was, const bool *listed)
{
    bool *now = TAKE(c, was->n_members, bool);
    size_t n = 0;
    for (size_t j = 0; now != NULL && j < was->n_members; j++)
        if (c->members & coalition_of(j))
            now[n++] = listed[j];
    return now;
}

/* Offers to others than these do not hold. */
static void copy_capacities(copier *c, const hub *was, hub *now)
{
    now->capacities = TAKE(c, was->n_capacities, group_capacity);
    now->n_capacities = 0;
    for (size_t k = 0; now->capacities != NULL && k < was->n_capacities; k++) {
        group_capacity g = was->capacities[k];
        if (g.mode == GROUP_CAPACITY_OFFER) {
            if (!offer_holds(was, &g, c->members))
                continue;
            g.members = those_listed(c, was, g.members);
        }
        now->capacities[now->n_capacities++] = g;
    }
}

/* Of the hub's own assets those that stand behind one of these. */
static void copy_hub_potentials(copier *c, const hub *was, hub *now)
{
    now->potentials = TAKE(c, was->n_potentials, hub_potential);
    now->n_potentials = 0;
    for (size_t k = 0; now->potentials != NULL && k < was->n_potentials; k++) {
        hub_potential p = was->potentials[k];
        const connection *behind = p.behind;
        p.behind = c->copy_of[behind->index];
        if (p.behind == NULL)
            continue;
        p.potential.technology = its_technology(c, p.potential.technology);
        p.potential.demand = its_demand(behind, p.behind, p.potential.demand);
        now->potentials[now->n_potentials++] = p;
    }
}

static void copy_hub(copier *c, bool together)
{
    const hub *was = c->apart->hub;
    c->to->n_hubs = 0;
    c->to->hubs = DUPLICATE(c, was, 1, hub);
    if (c->out_of_memory || !together || !coalition_can_form(was, c->members))
        return;
    hub *now = &c->to->hubs[0];
    now->index = 0;
    copy_members(c, was, now);
    copy_capacities(c, was, now);
    copy_hub_potentials(c, was, now);
    /* The peak of these, not of all who were asked. */
    if (!c->out_of_memory && now->capacities[0].mode == GROUP_CAPACITY_P999)
        c->out_of_memory = hub_measure_contributions(now, c->to->electricity, c->mem) != STATUS_OK;
    c->to->n_hubs = 1;
}

status coalition_region(const apart_plan *apart, coalition s, bool together, arena *mem,
                        diag_list *diags, region **out)
{
    copier c = {.apart = apart, .from = apart->region, .members = s, .mem = mem};
    c.to = DUPLICATE(&c, apart->region, 1, region);
    if (c.out_of_memory)
        return STATUS_NO_MEMORY;
    c.to->n_heat_nets = c.to->n_funds = c.to->n_targets = 0;
    c.to->programme.given = false;
    c.to->programme.n_efforts = 0;
    void (*const steps[])(copier *) = {copy_technologies, copy_subsidies, copy_station, copy_parks,
                                       copy_cables};
    for (size_t k = 0; k < sizeof steps / sizeof steps[0] && !c.out_of_memory; k++)
        steps[k](&c);
    if (!c.out_of_memory)
        copy_hub(&c, together);
    if (c.out_of_memory)
        return STATUS_NO_MEMORY;
    const status st = region_complete_assets(c.to, mem, diags);
    if (st == STATUS_OK)
        *out = c.to;
    return st;
}
