/* What a region claims. */
#include "solver/claims_parts.h"

#include <math.h>
#include <string.h>

const char unit_frac[] = "frac";

static void add(claims *c, claim l, place p)
{
    if (c->n == c->room)
        return; /* claims_of() has counted them */
    if (p.value) {
        p.per_unit = p.per_unit > 0.0 ? p.per_unit : 1.0;
        p.original = *p.value;
    }
    p.also_original = p.also ? *p.also : 0.0;
    c->list[c->n] = l;
    c->places[c->n] = p;
    c->now[c->n] = l.limit;
    c->n++;
}

/* The same list where it may be changed; the region then has this one. */
static double *own(claims *c, const double **list)
{
    const size_t n = c->region->horizon.n_milestones;
    double *copy = *list ? ARENA_ARRAY(c->mem, n, double) : NULL;
    if (!copy)
        return NULL;
    memcpy(copy, *list, n * sizeof *copy);
    c->lent[c->n_lent++] = (lent_list){list, *list};
    *list = copy;
    return copy;
}

/* A claim for each milestone that has a finite figure. */
static bool add_list(claims *c, const double **list, claim l, place p)
{
    double *values = own(c, list);
    for (size_t y = 0; values && y < c->region->horizon.n_milestones; y++) {
        if (!isfinite(values[y]))
            continue;
        l.milestone = y;
        l.limit = values[y];
        p.value = &values[y];
        add(c, l, p);
    }
    return values != NULL;
}

static bool add_targets(claims *c)
{
    region *r = c->region;
    bool ok = true;
    for (size_t k = 0; ok && k < r->n_targets; k++) {
        target *t = &r->targets[k];
        ok = add_list(c, &t->limit,
                      (claim){.kind = CLAIM_TARGET,
                              .object = t->id,
                              .unit = t->kind == TARGET_CO2 ? "t" : unit_frac,
                              .line = t->line},
                      (place){0});
    }
    return ok;
}

static bool charging_is_asked(const region *r, const park *p, size_t y)
{
    for (size_t k = 0; k < r->n_targets; k++) {
        const target *t = &r->targets[k];
        const bool here = t->park ? t->park == p : park_in_municipality(p, t->municipality);
        if (t->kind == TARGET_CHARGING && here && isfinite(t->limit[y]))
            return true;
    }
    return false;
}

/* Vehicles that come later make a target on charging easier. Elsewhere they are no claim: a lorry
 * that is not electric yet would only leave the books, with its diesel. */
static bool add_vehicles(claims *c)
{
    region *r = c->region;
    for (size_t v = 0; v < r->n_fleets; v++) {
        fleet *f = r->fleets[v];
        double *vehicles = own(c, &f->vehicles);
        const char *id = arena_printf(c->mem, "%s/%s", f->connection->id, f->id);
        if (!vehicles || !id)
            return false;
        for (size_t y = 0; y < r->horizon.n_milestones; y++)
            if (vehicles[y] > f->existing_vehicles && charging_is_asked(r, f->connection->park, y))
                add(c, (claim){CLAIM_VEHICLES, id, y, vehicles[y], "vehicles", f->line},
                    (place){.value = &vehicles[y], .fleet = f});
    }
    return true;
}

static bool add_efforts(claims *c, bool least)
{
    programme *g = &c->region->programme;
    bool ok = true;
    for (size_t e = 0; ok && g->given && e < g->n_efforts; e++) {
        effort *k = &g->efforts[e];
        ok = add_list(c, least ? &k->min : &k->max,
                      (claim){.kind = least ? CLAIM_EFFORT_LEAST : CLAIM_EFFORT_MOST,
                              .object = k->id,
                              .unit = k->unit,
                              .line = k->line},
                      (place){.whole = k->whole});
    }
    return ok;
}

static bool add_members(claims *c)
{
    region *r = c->region;
    for (size_t h = 0; h < r->n_hubs; h++)
        for (size_t j = 0; j < r->hubs[h].n_members; j++) {
            hub_member *m = &r->hubs[h].members[j];
            const char *id = arena_printf(c->mem, "%s/%s", r->hubs[h].id, m->connection->id);
            if (!id)
                return false;
            if (m->must)
                add(c,
                    (claim){CLAIM_MUST_JOIN, id, r->horizon.n_milestones, 1.0, "yes_no", m->line},
                    (place){.flag = &m->must});
        }
    return true;
}

static void add_connections(claims *c)
{
    region *r = c->region;
    const size_t always = r->horizon.n_milestones;
    for (size_t i = 0; i < r->n_connections; i++) {
        connection *k = &r->connections[i];
        if (k->contract_fixed)
            add(c, (claim){CLAIM_FIXED_CONTRACT, k->id, always, 1.0, "yes_no", k->line},
                (place){.flag = &k->contract_fixed});
        add(c, (claim){CLAIM_CONTRACT, k->id, always, k->import_cap_kw, "kW", k->line},
            (place){.value = &k->import_cap_kw, .also = &k->physical_cap_kw});
        add(c, (claim){CLAIM_CONTRACT_EXPORT, k->id, always, k->export_cap_kw, "kW", k->line},
            (place){.value = &k->export_cap_kw, .also = &k->physical_cap_kw});
    }
}

/* The <potential> that an asset comes from; NULL where something else says how much there may be. */
static const potential *potential_of(const region *r, const asset *a)
{
    const connection *k = a->connection;
    for (size_t n = 0; !a->hub && n < k->n_potentials; n++)
        if (k->potentials[n].technology == a->technology && k->potentials[n].demand == a->demand)
            return &k->potentials[n];
    for (size_t h = 0; a->hub && h < r->n_hubs; h++)
        for (size_t n = 0; &r->hubs[h] == a->hub && n < r->hubs[h].n_potentials; n++)
            if (r->hubs[h].potentials[n].behind == k &&
                r->hubs[h].potentials[n].potential.technology == a->technology)
                return &r->hubs[h].potentials[n].potential;
    return NULL;
}

static bool add_potentials(claims *c)
{
    region *r = c->region;
    for (size_t n = 0; n < r->n_assets; n++) {
        asset *a = &r->assets[n];
        const char *id = arena_printf(c->mem, "%s/%s", a->connection->id, a->technology->id);
        if (!id)
            return false;
        const potential *q = potential_of(r, a);
        const double base = a->demand ? a->demand->base_mwh_per_year : 1.0;
        if (!q || base <= 0.0)
            continue;
        add(c,
            (claim){CLAIM_POTENTIAL, id, r->horizon.n_milestones, a->max / base,
                    a->demand ? unit_frac : technology_unit(a->technology), q->line},
            (place){.value = &a->max,
                    .per_unit = base,
                    .also = isnan(a->max_kwh) ? NULL : &a->max_kwh,
                    .most = a->technology->kind == KIND_CONTROL ? a->connection->sites : 0.0,
                    .typical_size = a->technology->typical_size});
    }
    return true;
}

static void add_stations(claims *c)
{
    region *r = c->region;
    const size_t n_y = r->horizon.n_milestones;
    c->has_stations = true;
    for (size_t s = 0; s < r->n_stations; s++) {
        station *k = &r->stations[s];
        c->lent_stations[s] =
            (lent_station){k->import_cap_by_milestone_kw, k->export_cap_by_milestone_kw,
                           k->congested_by_milestone};
        for (size_t y = 0; y < n_y; y++) {
            const size_t n = s * n_y + y;
            c->import_kw[n] = c->import_before_kw[n] = k->import_cap_by_milestone_kw[y];
            c->export_kw[n] = c->export_before_kw[n] = k->export_cap_by_milestone_kw[y];
            c->congested[n] = c->congested_before[n] = k->congested_by_milestone[y];
        }
        k->import_cap_by_milestone_kw = &c->import_kw[s * n_y];
        k->export_cap_by_milestone_kw = &c->export_kw[s * n_y];
        k->congested_by_milestone = &c->congested[s * n_y];
        for (size_t y = 0; y < n_y; y++) {
            const place at = {.station = s};
            if (isfinite(k->import_cap_by_milestone_kw[y]))
                add(c,
                    (claim){CLAIM_STATION_IMPORT, k->id, y, k->import_cap_by_milestone_kw[y], "kW",
                            k->line},
                    at);
            if (isfinite(k->export_cap_by_milestone_kw[y]))
                add(c,
                    (claim){CLAIM_STATION_EXPORT, k->id, y, k->export_cap_by_milestone_kw[y], "kW",
                            k->line},
                    at);
        }
    }
}

/* One kW figure for all milestones, of something that belongs to a net. */
static bool add_of_net(claims *c, claim_kind kind, const char *net, const char *id, double *max_kw,
                       int line)
{
    const char *object = net ? arena_printf(c->mem, "%s/%s", net, id) : id;
    if (object)
        add(c, (claim){kind, object, c->region->horizon.n_milestones, *max_kw, "kW", line},
            (place){.value = max_kw});
    return object != NULL;
}

static bool add_links(claims *c)
{
    region *r = c->region;
    bool ok = true;
    for (size_t k = 0; k < r->n_heat_nets; k++) {
        heat_net *net = &r->heat_nets[k];
        for (size_t n = 0; ok && n < net->n_sources; n++)
            ok = add_of_net(c, CLAIM_HEAT_SOURCE, net->id, net->sources[n].id,
                            &net->sources[n].max_kw, net->sources[n].line);
        for (size_t n = 0; ok && n < net->n_pipes; n++)
            ok = add_of_net(c, CLAIM_HEAT_PIPE, net->id, net->pipes[n].id, &net->pipes[n].max_kw,
                            net->pipes[n].line);
    }
    for (size_t k = 0; ok && k < r->n_cables; k++)
        ok = add_of_net(c, CLAIM_CABLE, NULL, r->cables[k].id, &r->cables[k].max_kw,
                        r->cables[k].line);
    return ok;
}

static void add_groups(claims *c)
{
    region *r = c->region;
    for (size_t h = 0; h < r->n_hubs; h++)
        for (size_t k = 0; k < r->hubs[h].n_capacities; k++) {
            group_capacity *g = &r->hubs[h].capacities[k];
            if (isfinite(g->import_cap_kw))
                add(c,
                    (claim){CLAIM_GROUP_CAPACITY, r->hubs[h].id, r->horizon.n_milestones,
                            g->import_cap_kw, "kW", g->line},
                    (place){.value = &g->import_cap_kw});
        }
}

static bool add_money(claims *c)
{
    region *r = c->region;
    bool ok = true;
    for (size_t k = 0; ok && k < r->n_funds; k++)
        ok = add_list(c, &r->funds[k].budget_eur,
                      (claim){.kind = CLAIM_FUND,
                              .object = r->funds[k].id,
                              .unit = "EUR",
                              .line = r->funds[k].line},
                      (place){0});
    for (size_t k = 0; ok && k < r->n_subsidies; k++)
        ok = add_list(c, &r->subsidies[k].budget_eur,
                      (claim){.kind = CLAIM_SUBSIDY,
                              .object = r->subsidies[k].id,
                              .unit = "EUR",
                              .line = r->subsidies[k].line},
                      (place){0});
    return ok;
}

static bool add_people(claims *c)
{
    region *r = c->region;
    bool ok = true;
    for (size_t k = 0; ok && k < r->n_trades; k++)
        ok = add_list(c, &r->trades[k].weeks_per_year,
                      (claim){.kind = CLAIM_INSTALLERS,
                              .object = r->trades[k].id,
                              .unit = "weeks",
                              .line = r->trades[k].line},
                      (place){0});
    if (r->programme.given)
        add(c,
            (claim){CLAIM_ADOPTION, "programme", r->horizon.n_milestones,
                    r->programme.base_adoption_frac_per_year, unit_frac, r->programme.line},
            (place){.value = &r->programme.base_adoption_frac_per_year});
    return ok;
}

static void add_ground(claims *c)
{
    for (size_t p = 0; p < c->region->n_parks; p++) {
        park *k = &c->region->parks[p];
        add(c,
            (claim){CLAIM_GROUND, k->id, c->region->horizon.n_milestones, k->free_area_m2, "m2",
                    k->line},
            (place){.value = &k->free_area_m2});
    }
}

static void add_years(claims *c)
{
    region *r = c->region;
    const size_t always = r->horizon.n_milestones;
    for (size_t h = 0; h < r->n_hubs; h++)
        add(c,
            (claim){CLAIM_HUB_YEAR, r->hubs[h].id, always, r->hubs[h].earliest_year, "year",
                    r->hubs[h].line},
            (place){.year = &r->hubs[h].earliest_year});
    for (size_t k = 0; k < r->n_heat_nets; k++)
        add(c,
            (claim){CLAIM_HEAT_NET_YEAR, r->heat_nets[k].id, always, r->heat_nets[k].available_from,
                    "year", r->heat_nets[k].line},
            (place){.year = &r->heat_nets[k].available_from});
}

static size_t count_at_most(const region *r)
{
    const size_t n_y = r->horizon.n_milestones;
    size_t n = 1 + n_y * (r->n_targets + r->n_fleets + 2 * r->programme.n_efforts +
                          2 * r->n_stations + r->n_funds + r->n_subsidies + r->n_trades);
    for (size_t h = 0; h < r->n_hubs; h++)
        n += 1 + r->hubs[h].n_members + r->hubs[h].n_capacities;
    for (size_t k = 0; k < r->n_heat_nets; k++)
        n += r->heat_nets[k].n_sources + r->heat_nets[k].n_pipes;
    return n + r->n_cables + 3 * r->n_connections + r->n_assets + r->n_parks + r->n_heat_nets;
}

static size_t lists_at_most(const region *r)
{
    return 1 + r->n_targets + r->n_fleets + 2 * r->programme.n_efforts + r->n_funds +
           r->n_subsidies + r->n_trades;
}

static bool make_room(claims *c)
{
    const size_t n = c->region->n_stations * c->region->horizon.n_milestones;
    c->room = count_at_most(c->region);
    c->list = ARENA_ARRAY(c->mem, c->room, claim);
    c->places = ARENA_ARRAY(c->mem, c->room, place);
    c->now = ARENA_ARRAY(c->mem, c->room, double);
    c->lent = ARENA_ARRAY(c->mem, lists_at_most(c->region), lent_list);
    c->lent_stations = ARENA_ARRAY(c->mem, c->region->n_stations, lent_station);
    c->import_kw = ARENA_ARRAY(c->mem, n, double);
    c->export_kw = ARENA_ARRAY(c->mem, n, double);
    c->import_before_kw = ARENA_ARRAY(c->mem, n, double);
    c->export_before_kw = ARENA_ARRAY(c->mem, n, double);
    c->congested = ARENA_ARRAY(c->mem, n, bool);
    c->congested_before = ARENA_ARRAY(c->mem, n, bool);
    return c->list && c->places && c->now && c->lent && c->lent_stations && c->import_kw &&
           c->export_kw && c->import_before_kw && c->export_before_kw && c->congested &&
           c->congested_before;
}

/* Everything that claims_of() lists. */
static bool add_all(claims *c)
{
    if (!make_room(c) || !add_targets(c) || !add_vehicles(c) || !add_efforts(c, true) ||
        !add_members(c))
        return false;
    add_connections(c);
    if (!add_potentials(c) || !add_links(c))
        return false;
    add_stations(c);
    if (!add_money(c) || !add_people(c) || !add_efforts(c, false))
        return false;
    add_groups(c);
    add_ground(c);
    add_years(c);
    return true;
}

claims *claims_of(region *r, arena *mem)
{
    claims *c = ARENA_NEW(mem, claims);
    if (!c)
        return NULL;
    *c = (claims){.region = r, .mem = mem};
    if (add_all(c))
        return c;
    claims_give_back(c);
    return NULL;
}

void claims_give_back(claims *c)
{
    const region *r = c->region;
    for (size_t k = 0; k < c->n_lent; k++)
        *c->lent[k].list = c->lent[k].before;
    for (size_t s = 0; c->has_stations && s < r->n_stations; s++) {
        r->stations[s].import_cap_by_milestone_kw = c->lent_stations[s].import_kw;
        r->stations[s].export_cap_by_milestone_kw = c->lent_stations[s].export_kw;
        r->stations[s].congested_by_milestone = c->lent_stations[s].congested;
    }
    c->n_lent = 0;
    c->has_stations = false;
}
