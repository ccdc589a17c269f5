/* Master columns: everything that ties milestones, days and stations together. */
#include "solver/formulation_parts.h"

#include <stdio.h>
#include <string.h>

/* [first milestone .. last] in scope; a piece needs no past, its capacities are columns too. */
#define EACH_YEAR(f, y)                                                                            \
    for (size_t y = 0; y < (f)->region->horizon.n_milestones; y++)                                 \
        if (scope_has_year((f), (y)))

/* Branch and bound refuses a whole number with a bound that is not whole. */
static double largest_whole(double most, bool whole)
{
    return whole ? floor(most + INTEGER_TOL) : most;
}

static void add_asset(formulation *f, const asset *a, size_t y)
{
    const technology *tech = a->technology;
    char name[LP_NAME_SIZE];
    asset_name(a, name);
    const size_t k = at(f, a->index, y);
    if (asset_is_constant(f, a) && tech->kind != KIND_CONTROL && tech->kind != KIND_CHARGER)
        return;
    f->master.capacity[k] = lp_add_column(f->lp, 0.0, fmax(a->max, a->installed[y]), false,
                                          "capacity[%s,y=%d]", name, year_of(f, y));
    if (!technology_buildable(tech, &f->region->horizon, y) || asset_is_constant(f, a))
        return;
    const bool whole = technology_is_whole(tech);
    f->master.new_units[k] = lp_add_column(f->lp, 0.0, largest_whole(a->max, whole), whole,
                                           "new[%s,y=%d]", name, year_of(f, y));
}

static void add_storage(formulation *f, const asset *a, size_t y)
{
    const technology *tech = a->technology;
    const size_t k = at(f, a->index, y);
    char name[LP_NAME_SIZE];
    if (isfinite(tech->hours) || f->master.capacity[k] < 0)
        return;
    f->master.capacity_kwh[k] =
        lp_add_column(f->lp, 0.0, fmax(a->max_kwh, a->installed_kwh[y]), false,
                      "capacity_kwh[%s,y=%d]", asset_name(a, name), year_of(f, y));
    if (f->master.new_units[k] >= 0)
        f->master.new_kwh[k] =
            lp_add_column(f->lp, 0.0, a->max_kwh, false, "new_kwh[%s,y=%d]", name, year_of(f, y));
}

static void add_usable(formulation *f, const asset *a, size_t y)
{
    if (!a->technology->needs_ems || a->technology->kind != KIND_STORAGE)
        return;
    char name[LP_NAME_SIZE];
    f->master.usable[at(f, a->index, y)] = lp_add_column(
        f->lp, 0.0, a->max, false, "usable[%s,y=%d]", asset_name(a, name), year_of(f, y));
}

static void add_level_start(formulation *f, const asset *a, size_t y)
{
    const calendar *cal = &f->region->calendar;
    if (!cal->chronological || a->technology->kind != KIND_STORAGE)
        return;
    const double most = asset_largest_kwh(a) * a->technology->usable_frac;
    char name[LP_NAME_SIZE];
    for (size_t d = 0; d < cal->n_days; d++)
        f->master.level_start[at(f, a->index, y) * cal->n_days + d] =
            lp_add_column(f->lp, 0.0, most, false, "level_start[%s,y=%d,d=%s]", asset_name(a, name),
                          year_of(f, y), cal->days[d].id);
}

static void add_assets(formulation *f)
{
    for (size_t k = 0; k < f->region->n_assets; k++) {
        const asset *a = &f->region->assets[k];
        if (!scope_has_station(f, a->connection->park->station))
            continue;
        EACH_YEAR(f, y)
        {
            add_asset(f, a, y);
            if (a->technology->kind == KIND_STORAGE)
                add_storage(f, a, y);
            add_usable(f, a, y);
            add_level_start(f, a, y);
        }
    }
}

static bool hub_is_mixed(const hub *h)
{
    grid_level levels[GRID_LEVEL_COUNT];
    const size_t n = hub_levels(h, levels);
    bool low = false, medium = false;
    for (size_t l = 0; l < n; l++) {
        low |= levels[l] == GRID_LEVEL_MS_LS;
        medium |= levels[l] == GRID_LEVEL_MS;
    }
    return low && medium;
}

static void note_mixed(formulation *f, const hub *h, size_t member, void *context)
{
    (void)f;
    (void)member;
    if (hub_is_mixed(h))
        *(bool *)context = true;
}

static void add_peaks(formulation *f, connection *c, size_t y)
{
    /* Enough for any contract, right and growth: what the cable carries. */
    const double most =
        f->region->calendar.quarter_hour_factor * fmax(c->physical_cap_kw, c->import_cap_kw);
    bool mixed = false;
    if (is_private(f) && c->level == GRID_LEVEL_MS_LS)
        each_membership(f, c, note_mixed, &mixed);
    for (size_t g = 0; g < peak_groups(f); g++) {
        const char *group = is_private(f) ? f->region->calendar.peak_groups[g].id : "year";
        if (peak_rate_eur_per_kw_month(f, c) > 0.0)
            f->master.peak[at_peak(f, c->index, g, y)] = lp_add_column(
                f->lp, 0.0, most, false, "peak[%s,%s,y=%d]", c->id, group, year_of(f, y));
        if (mixed)
            f->master.surcharge_peak[at_peak(f, c->index, g, y)] = lp_add_column(
                f->lp, 0.0, most, false, "surcharge_peak[%s,%s,y=%d]", c->id, group, year_of(f, y));
    }
}

static void add_contract(formulation *f, connection *c, size_t y)
{
    if (contract_is_column(f, c))
        f->master.contract[at(f, c->index, y)] =
            lp_add_column(f->lp, contract_least_kw(c), contract_largest_kw(f, c, y), false,
                          "contract[%s,y=%d]", c->id, year_of(f, y));
    for (size_t w = 0; w < c->n_rights; w++)
        if (right_is_column(f, c, &c->rights[w]))
            f->master.right[at(f, c->index * f->max_rights + w, y)] =
                lp_add_column(f->lp, 0.0, c->rights[w].import_kw, false, "right[%s,%zu,y=%d]",
                              c->id, w + 1, year_of(f, y));
    add_peaks(f, c, y);
}

static void add_growth(formulation *f, const connection *c, size_t y)
{
    if (f->region->unserved_hourly)
        return;
    for (size_t n = 0; n < c->n_demands; n++)
        if (c->demands[n].growth_mwh[y] > 0.0)
            f->master.accepted[at(f, c->demands[n].index, y)] =
                lp_add_column(f->lp, 0.0, 1.0, false, "accepted[%s@%s,y=%d]", c->demands[n].id,
                              c->id, year_of(f, y));
}

static bool charger_serves(const technology *tech, const fleet *v)
{
    for (size_t k = 0; k < tech->n_serves; k++)
        if (strcmp(tech->serves[k], v->vehicle_class) == 0)
            return true;
    return false;
}

/* Whether a vehicle can take its energy inside its window at this charger on every day. */
static bool window_fits(const formulation *f, const fleet *v, const technology *tech)
{
    const calendar *cal = &f->region->calendar;
    double hours = 0.0;
    for (size_t t = 0; t < cal->n_steps; t++)
        hours += window_frac(cal, v->window, t) * cal->step_h;
    for (size_t d = 0; d < cal->n_days; d++)
        if (fleet_kwh_per_vehicle(v, cal, d) > hours * fmin(v->vehicle_kw, tech->point_kw))
            return false;
    return true;
}

static void add_vehicles(formulation *f, const fleet *v, size_t y)
{
    const connection *c = v->connection;
    const double most = fleet_existing(v, y) + fleet_growth(v, y);
    for (size_t k = 0; k < c->n_assets; k++) {
        const asset *a = &f->region->assets[c->first_asset + k];
        if (a->technology->kind != KIND_CHARGER || !charger_serves(a->technology, v))
            continue;
        const size_t place = at(f, at_charger(f, v, a), y);
        f->master.vehicles[place] =
            lp_add_column(f->lp, 0.0, most, false, "vehicles[%s@%s,%s,y=%d]", v->id, c->id,
                          a->technology->id, year_of(f, y));
        if (connection_has_control(f, c) && window_fits(f, v, a->technology))
            f->master.managed[place] =
                lp_add_column(f->lp, 0.0, most, false, "managed[%s@%s,%s,y=%d]", v->id, c->id,
                              a->technology->id, year_of(f, y));
    }
    f->master.uncharged[at(f, v->index, y)] = lp_add_column(
        f->lp, 0.0, most, false, "uncharged[%s@%s,y=%d]", v->id, c->id, year_of(f, y));
    if (!f->region->unserved_hourly && fleet_growth(v, y) > 0.0)
        f->master.accepted_fleet[at(f, v->index, y)] = lp_add_column(
            f->lp, 0.0, 1.0, false, "accepted[%s@%s,y=%d]", v->id, c->id, year_of(f, y));
}

static void add_connections(formulation *f)
{
    for (size_t i = 0; i < f->region->n_connections; i++) {
        connection *c = &f->region->connections[i];
        if (!scope_has_station(f, c->park->station))
            continue;
        EACH_YEAR(f, y)
        {
            add_contract(f, c, y);
            add_growth(f, c, y);
            for (size_t k = 0; k < c->n_fleets; k++)
                add_vehicles(f, &c->fleets[k], y);
        }
    }
}

static void add_hub_levels(formulation *f, const hub *h, size_t y)
{
    grid_level levels[GRID_LEVEL_COUNT];
    const size_t n = hub_levels(h, levels);
    double most = 0.0, physical = 0.0;
    for (size_t j = 0; j < h->n_members; j++) {
        most += contract_largest_kw(f, h->members[j].connection, y);
        physical += h->members[j].connection->physical_cap_kw;
    }
    physical *= f->region->calendar.group_quarter_hour_factor;
    for (size_t l = 0; l < n; l++) {
        const char *level = grid_level_id(levels[l]);
        const size_t k = at_level(f, h->index, l, y);
        f->master.hub_contract[k] = lp_add_column(
            f->lp, 0.0, most, false, "group_contract[%s,%s,y=%d]", h->id, level, year_of(f, y));
        if (n > 1)
            f->master.hub_level[k] = lp_add_column(f->lp, 0.0, 1.0, true, "group_level[%s,%s,y=%d]",
                                                   h->id, level, year_of(f, y));
        for (size_t g = 0; g < peak_groups(f); g++)
            f->master.hub_peak[at_level_peak(f, h->index, l, g, y)] =
                lp_add_column(f->lp, 0.0, physical, false, "group_peak[%s,%s,%zu,y=%d]", h->id,
                              level, g, year_of(f, y));
    }
}

static void add_hubs(formulation *f)
{
    for (size_t h = 0; h < f->region->n_hubs; h++) {
        const hub *k = &f->region->hubs[h];
        if (!scope_has_station(f, hub_station(k)))
            continue;
        EACH_YEAR(f, y)
        {
            const double open = year_of(f, y) >= k->earliest_year ? 1.0 : 0.0;
            f->master.hub_formed[at(f, h, y)] =
                lp_add_column(f->lp, 0.0, open, true, "hub[%s,y=%d]", k->id, year_of(f, y));
            for (size_t j = 0; j < k->n_members; j++)
                f->master.hub_member[at(f, f->first_member[h] + j, y)] =
                    lp_add_column(f->lp, 0.0, open, true, "member[%s@%s,y=%d]",
                                  k->members[j].connection->id, k->id, year_of(f, y));
            for (size_t g = 0; g < k->n_capacities; g++)
                if (k->capacities[g].mode == GROUP_CAPACITY_OFFER)
                    f->master.hub_offer[at(f, f->first_capacity[h] + g, y)] = lp_add_column(
                        f->lp, 0.0, open, true, "offer[%s,%zu,y=%d]", k->id, g + 1, year_of(f, y));
            add_hub_levels(f, k, y);
        }
    }
}

static void add_cables(formulation *f)
{
    for (size_t b = 0; b < f->region->n_cables; b++) {
        const cable *k = &f->region->cables[b];
        if (!scope_has_station(f, k->from->park->station))
            continue;
        EACH_YEAR(f, y)
        {
            const bool may = technology_buildable(k->technology, &f->region->horizon, y);
            f->master.cable_built[at(f, b, y)] = lp_add_column(
                f->lp, 0.0, may ? 1.0 : 0.0, true, "cable[%s,y=%d]", k->id, year_of(f, y));
            f->master.cable_new_kw[at(f, b, y)] =
                lp_add_column(f->lp, 0.0, may ? k->max_kw : 0.0, false, "cable_new_kw[%s,y=%d]",
                              k->id, year_of(f, y));
            f->master.cable_kw[at(f, b, y)] = lp_add_column(
                f->lp, 0.0, k->max_kw, false, "cable_kw[%s,y=%d]", k->id, year_of(f, y));
        }
    }
}

static void add_heat_source(formulation *f, const heat_net *net, const heat_source *s, size_t y)
{
    const bool may = year_of(f, y) >= net->available_from && year_of(f, y) >= s->available_from;
    const double built = may ? s->max_kw : 0.0;
    const size_t k = at(f, f->first_source[net->index] + s->index, y);
    f->master.source_new_kw[k] = lp_add_column(
        f->lp, 0.0, technology_buildable(s->technology, &f->region->horizon, y) ? built : 0.0,
        false, "source_new_kw[%s,%s,y=%d]", net->id, s->id, year_of(f, y));
    f->master.source_kw[k] = lp_add_column(f->lp, 0.0, built, false, "source_kw[%s,%s,y=%d]",
                                           net->id, s->id, year_of(f, y));
}

static void add_heat_pipe(formulation *f, const heat_net *net, const heat_pipe *p, size_t y)
{
    const bool may = year_of(f, y) >= net->available_from &&
                     technology_buildable(p->technology, &f->region->horizon, y);
    const size_t k = at(f, f->first_pipe[net->index] + p->index, y);
    f->master.pipe_built[k] = lp_add_column(f->lp, 0.0, may ? 1.0 : 0.0, true, "pipe[%s,%s,y=%d]",
                                            net->id, p->id, year_of(f, y));
    f->master.pipe_new_kw[k] =
        lp_add_column(f->lp, 0.0, may ? p->max_kw : 0.0, false, "pipe_new_kw[%s,%s,y=%d]", net->id,
                      p->id, year_of(f, y));
    f->master.pipe_kw[k] = lp_add_column(f->lp, 0.0, p->max_kw, false, "pipe_kw[%s,%s,y=%d]",
                                         net->id, p->id, year_of(f, y));
}

static void add_heat_nets(formulation *f)
{
    for (size_t k = 0; k < f->region->n_heat_nets; k++) {
        const heat_net *net = &f->region->heat_nets[k];
        if (!net_in_scope(f, net))
            continue;
        EACH_YEAR(f, y)
        {
            const double open = year_of(f, y) >= net->available_from ? 1.0 : 0.0;
            f->master.net_built[at(f, k, y)] =
                lp_add_column(f->lp, 0.0, open, true, "heat_net[%s,y=%d]", net->id, year_of(f, y));
            for (size_t s = 0; s < net->n_sources; s++)
                add_heat_source(f, net, &net->sources[s], y);
            for (size_t p = 0; p < net->n_pipes; p++)
                add_heat_pipe(f, net, &net->pipes[p], y);
            for (size_t r = 0; net->several_stations && r < net->n_routes; r++) {
                const heat_route *route = &net->routes[r];
                f->master.subscribed[at(f, f->first_route[k] + r, y)] =
                    lp_add_column(f->lp, 0.0, net->sources[route->source].max_kw, false,
                                  "subscribed[%s,%s,%s,y=%d]", net->id,
                                  net->sources[route->source].id, route->park->id, year_of(f, y));
            }
        }
    }
}

static void add_region_wide(formulation *f)
{
    const region *r = f->region;
    EACH_YEAR(f, y)
    {
        for (size_t k = 0; k < r->n_technologies; k++) {
            const technology *tech = &r->technologies[k];
            if (tech->kind != KIND_CONTROL || !tech->regional)
                continue;
            const double may = technology_buildable(tech, &r->horizon, y) ? 1.0 : 0.0;
            f->master.platform_new[at(f, k, y)] = lp_add_column(
                f->lp, 0.0, may, true, "platform_new[%s,y=%d]", tech->id, year_of(f, y));
            f->master.platform[at(f, k, y)] =
                lp_add_column(f->lp, 0.0, 1.0, false, "platform[%s,y=%d]", tech->id, year_of(f, y));
        }
        for (size_t e = 0; e < r->programme.n_efforts; e++) {
            const effort *k = &r->programme.efforts[e];
            f->master.effort[at(f, e, y)] = lp_add_column(f->lp, k->min[y], k->max[y], k->whole,
                                                          "effort[%s,y=%d]", k->id, year_of(f, y));
        }
        for (size_t p = 0; r->programme.given && p < r->n_parks; p++)
            f->master.reach[at(f, p, y)] =
                lp_add_column(f->lp, 0.0, duration_of(f, y) * r->parks[p].companies, false,
                              "reach[%s,y=%d]", r->parks[p].id, year_of(f, y));
    }
}

void master_add_columns(formulation *f)
{
    add_assets(f);
    add_connections(f);
    add_hubs(f);
    add_cables(f);
    add_heat_nets(f);
    if (scope_is_whole(f))
        add_region_wide(f);
}
