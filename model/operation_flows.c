/* What flows: balances of every site and carrier, and the limits that hold in every step. */
#include "model/operation_parts.h"

static double share_of(const operation *o, const profile *p, moment m)
{
    return p ? p->values[calendar_at(&o->region->calendar, m.d, m.t)] : 1.0;
}

double source_output_kw(const operation *o, const asset *a, moment m)
{
    const technology *tech = a->technology;
    const flow_day *here = day_at(o, m.y, m.d);
    if (!tech->must_take && !tech->needs_ems)
        return kw_at(here->of_asset[a->index], m.t);
    return o->capacity[yearly(o, a->index, m.y)] * share_of(o, tech->availability, m) -
           kw_at(here->curtailed[a->index], m.t);
}

double converter_ratio(const operation *o, const converter_output *out, moment m)
{
    return out->ratio * share_of(o, out->profile, m);
}

double demand_kw(const operation *o, const connection *c, const carrier *k, moment m)
{
    const calendar *cal = &o->region->calendar;
    double kw = 0.0;
    for (size_t n = 0; n < c->n_demands; n++) {
        const demand *e = &c->demands[n];
        if (e->carrier == k)
            kw +=
                demand_kw_per_mwh(e, cal, m.d, m.t) *
                (e->existing_mwh[m.y] + o->accepted[yearly(o, e->index, m.y)] * e->growth_mwh[m.y]);
    }
    for (size_t n = c->first_asset; n < c->first_asset + c->n_assets; n++) {
        const asset *a = &o->region->assets[n];
        if (a->technology->kind == KIND_SAVING && a->demand->carrier == k)
            kw -= demand_kw_per_mwh(a->demand, cal, m.d, m.t) *
                  (o->capacity[yearly(o, n, m.y)] - a->installed[m.y]);
    }
    return kw;
}

static double fleet_kw(const operation *o, const fleet *f, const asset *a, moment m)
{
    const size_t place = charger_place(o, f, a);
    const double unmanaged = o->vehicles[yearly(o, place, m.y)] - o->managed[yearly(o, place, m.y)];
    return unmanaged * fleet_unmanaged_kw(f, &o->region->calendar, m.d, m.t) +
           kw_at(day_at(o, m.y, m.d)->shifted[place], m.t);
}

static double charger_kw(const operation *o, const asset *a, moment m)
{
    double kw = 0.0;
    for (size_t k = 0; k < a->connection->n_fleets; k++)
        kw += fleet_kw(o, &a->connection->fleets[k], a, m);
    return kw;
}

double charging_kw(const operation *o, const connection *c, moment m)
{
    double kw = 0.0;
    for (size_t n = c->first_asset; n < c->first_asset + c->n_assets; n++)
        if (o->region->assets[n].technology->kind == KIND_CHARGER)
            kw += charger_kw(o, &o->region->assets[n], m);
    return kw;
}

static double hub_flows(const operation *o, const connection *c, flow *of_members, size_t t)
{
    double kw = 0.0;
    for (size_t h = 0; h < o->region->n_hubs; h++)
        for (size_t j = 0; j < o->region->hubs[h].n_members; j++)
            if (o->region->hubs[h].members[j].connection == c)
                kw += kw_at(of_members[o->first_member[h] + j], t);
    return kw;
}

double all_import_kw(const operation *o, const connection *c, moment m)
{
    const flow_day *here = day_at(o, m.y, m.d);
    return kw_at(here->import_own[c->index], m.t) + hub_flows(o, c, here->import_hub, m.t);
}

double all_export_kw(const operation *o, const connection *c, moment m)
{
    const flow_day *here = day_at(o, m.y, m.d);
    return kw_at(here->export_own[c->index], m.t) + hub_flows(o, c, here->export_hub, m.t);
}

double operation_net_import_kw(const operation *o, const connection *c, size_t y, size_t d,
                               size_t t)
{
    const moment m = {y, d, t};
    return all_import_kw(o, c, m) - all_export_kw(o, c, m);
}

double operation_hub_import_kw(const operation *o, size_t of_hub, size_t y, size_t d, size_t t)
{
    const flow_day *day1 = day_at(o, y, d);
    return kw_at(day1->hub_import[of_hub], t) - kw_at(day1->hub_export[of_hub], t);
}

double fleet_mwh(const operation *o, const fleet *f)
{
    const calendar *cal = &o->region->calendar;
    double mwh = 0.0;
    for (size_t d = 0; d < cal->n_days; d++)
        mwh += cal->days[d].days_per_year * fleet_kwh_per_vehicle(f, cal, d) / KWH_PER_MWH;
    return mwh;
}

/* Electricity always has a balance; of other carriers those that can be bought or run short. */
static bool has_balance(const operation *o, const connection *c, const carrier *k, moment m)
{
    return day_at(o, m.y, m.d)->shed[carrier_place(o, c, k)] != NULL;
}

bool is_drawn_directly(const operation *o, const connection *c, const carrier *k, moment m)
{
    return !has_balance(o, c, k, m);
}

/* --- balances (E45) ------------------------------------------------------------------------------ */

/* What an asset puts on the balance of a carrier. */
static double asset_kw(const operation *o, const asset *a, const carrier *k, moment m)
{
    const technology *tech = a->technology;
    const flow_day *here = day_at(o, m.y, m.d);
    const double kw = kw_at(here->of_asset[a->index], m.t);
    double sum = 0.0;
    switch (tech->kind) {
    case KIND_SOURCE:
        return tech->carrier == k ? source_output_kw(o, a, m) : 0.0;
    case KIND_STORAGE:
        return tech->carrier == k ? kw_at(here->discharge[a->index], m.t) - kw : 0.0;
    case KIND_CONVERTER:
        for (size_t i = 0; i < tech->n_outputs; i++)
            if (tech->outputs[i].carrier == k)
                sum += kw * converter_ratio(o, &tech->outputs[i], m);
        return tech->carrier == k ? sum - kw : sum;
    default:
        return 0.0;
    }
}

/* (E51) */
static double cables_kw(const operation *o, const connection *c, moment m)
{
    const flow_day *here = day_at(o, m.y, m.d);
    double kw = 0.0;
    for (size_t k = 0; k < o->region->n_cables; k++) {
        const cable *e = &o->region->cables[k];
        const double arrives = 1.0 - e->technology->loss_frac_per_m * e->length_m;
        const double there = kw_at(here->forward[k], m.t), back = kw_at(here->backward[k], m.t);
        if (e->from == c)
            kw += arrives * back - there;
        if (e->to == c)
            kw += arrives * there - back;
    }
    return kw;
}

static double heat_kw(const operation *o, const connection *c, moment m)
{
    const flow_day *here = day_at(o, m.y, m.d);
    double kw = 0.0;
    for (size_t n = 0; n < o->region->n_heat_nets; n++) {
        const heat_net *net = &o->region->heat_nets[n];
        for (size_t r = 0; r < net->n_routes; r++)
            if (net->routes[r].park == c->park)
                kw += kw_at(here->heat[o->first_heat[o->first_route[n] + r] +
                                       (size_t)(c - c->park->connections)],
                            m.t);
    }
    return kw;
}

static double balance_kw(const operation *o, const connection *c, const carrier *k, moment m)
{
    const flow_day *here = day_at(o, m.y, m.d);
    const size_t place = carrier_place(o, c, k);
    double kw = kw_at(here->buy[place], m.t) + kw_at(here->shed[place], m.t) -
                kw_at(here->surplus[place], m.t) - demand_kw(o, c, k, m);
    for (size_t n = c->first_asset; n < c->first_asset + c->n_assets; n++)
        kw += asset_kw(o, &o->region->assets[n], k, m);
    if (k == o->region->electricity)
        kw += all_import_kw(o, c, m) - all_export_kw(o, c, m) + cables_kw(o, c, m) -
              charging_kw(o, c, m);
    if (k == o->region->heat)
        kw += heat_kw(o, c, m);
    return kw;
}

/* --- limits -------------------------------------------------------------------------------------- */

static void at_most(const operation *o, verification *v, double kw, double most, moment m,
                    const char *what, const char *where)
{
    const region *r = o->region;
    verification_compare(v, CHECK_power, fmax(0.0, kw - most), 0.0, BALANCE_TOL_KW,
                         "%s of %s, %d, %s, step %zu", what, where, r->horizon.milestones[m.y].year,
                         r->calendar.days[m.d].id, m.t);
}

/* (E18) */
static void verify_contract(const operation *o, const connection *c, moment m, verification *v)
{
    const calendar *cal = &o->region->calendar;
    const flow_day *here = day_at(o, m.y, m.d);
    const double q = cal->quarter_hour_factor;
    double most = o->contract[yearly(o, c->index, m.y)];
    for (size_t w = 0; w < c->n_rights; w++)
        if (c->rights[w].available)
            most += o->right[yearly(o, c->index * o->max_rights + w, m.y)] *
                    c->rights[w].available[calendar_at(cal, m.d, m.t)];
    const double own = q * kw_at(here->import_own[c->index], m.t);
    at_most(o, v, own, most, m, "import", c->id);
    at_most(o, v, q * kw_at(here->export_own[c->index], m.t), c->export_cap_kw, m, "feed-in",
            c->id);
    if (!o->relaxed) /* who is a member by a part draws by both ways, each within the cable */
        at_most(o, v, q * all_import_kw(o, c, m), c->physical_cap_kw, m, "cable", c->id);
    for (size_t g = 0; g < o->n_peak_groups; g++) {
        const bool priced = is_private_view(o) ? connection_peak_eur_per_kw_month(c) > 0.0
                                               : o->region->grid_cost_eur_per_kw_year > 0.0;
        if (priced && (!is_private_view(o) || cal->peak_groups[g].has_day[m.d]))
            at_most(o, v, own, o->peak[yearly_peak(o, c->index, g, m.y)], m, "charged peak", c->id);
    }
}

/* (E47), (E48), (E50) No asset does more than stands. */
static void verify_asset(const operation *o, const asset *a, moment m, verification *v)
{
    const technology *tech = a->technology;
    const flow_day *here = day_at(o, m.y, m.d);
    const double stands = o->capacity[yearly(o, a->index, m.y)];
    const double kw = kw_at(here->of_asset[a->index], m.t);
    const double kwh =
        isfinite(tech->hours) ? tech->hours * stands : o->capacity_kwh[yearly(o, a->index, m.y)];
    switch (tech->kind) {
    case KIND_SOURCE:
        at_most(o, v, source_output_kw(o, a, m), stands * share_of(o, tech->availability, m), m,
                tech->id, a->connection->id);
        break;
    case KIND_CONVERTER:
        at_most(o, v, tech->capacity_of_input ? kw : kw * converter_ratio(o, &tech->outputs[0], m),
                stands, m, tech->id, a->connection->id);
        break;
    case KIND_STORAGE:
        at_most(o, v, kw + kw_at(here->discharge[a->index], m.t), stands, m, tech->id,
                a->connection->id);
        at_most(o, v, kw_at(here->level[a->index], m.t), kwh * tech->usable_frac, m, tech->id,
                a->connection->id);
        break;
    case KIND_CHARGER:
        at_most(o, v, charger_kw(o, a, m), stands * tech->point_kw, m, tech->id, a->connection->id);
        break;
    default:
        break;
    }
}

/* (E49) */
static void verify_level(const operation *o, const asset *a, moment m, verification *v)
{
    const technology *tech = a->technology;
    const calendar *cal = &o->region->calendar;
    const flow_day *here = day_at(o, m.y, m.d);
    const flow level = here->level[a->index];
    if (tech->kind != KIND_STORAGE || level == NULL)
        return;
    double before = m.t > 0 ? level[m.t - 1] : level[cal->n_steps - 1];
    if (m.t == 0 && cal->chronological)
        before = kw_at(day_at(o, m.y, (m.d + cal->n_days - 1) % cal->n_days)->level[a->index],
                       cal->n_steps - 1);
    const double now =
        (1.0 - tech->loss_frac_per_h * cal->step_h) * before +
        cal->step_h * (tech->efficiency_in_frac * kw_at(here->of_asset[a->index], m.t) -
                       kw_at(here->discharge[a->index], m.t) / tech->efficiency_out_frac);
    verification_compare(v, CHECK_balances, level[m.t], now, BALANCE_TOL_KW,
                         "level of %s of %s, %d, %s, step %zu", tech->id, a->connection->id,
                         o->region->horizon.milestones[m.y].year, cal->days[m.d].id, m.t);
}

/* (E52) All that managed vehicles need on a day is charged on it. */
static void verify_managed(const operation *o, const asset *a, size_t y, size_t d, verification *v)
{
    const calendar *cal = &o->region->calendar;
    for (size_t k = 0; a->technology->kind == KIND_CHARGER && k < a->connection->n_fleets; k++) {
        const fleet *f = &a->connection->fleets[k];
        const size_t place = charger_place(o, f, a);
        double kwh = 0.0;
        for (size_t t = 0; t < cal->n_steps; t++)
            kwh += kw_at(day_at(o, y, d)->shifted[place], t) * cal->step_h;
        verification_compare(v, CHECK_balances, kwh,
                             o->managed[yearly(o, place, y)] * fleet_kwh_per_vehicle(f, cal, d),
                             BALANCE_TOL_KW, "managed charging of %s at %s", f->id,
                             a->connection->id);
    }
}

/* (E30) */
static void verify_station(const operation *o, const station *s, moment m, verification *v)
{
    const calendar *cal = &o->region->calendar;
    const double load = station_load_kw(s, cal, m.y, m.d, m.t);
    const double feed = station_feed_kw(s, cal, m.y, m.d, m.t);
    double kw = 0.0;
    for (size_t i = 0; i < o->region->n_connections; i++) {
        const connection *c = &o->region->connections[i];
        if (c->park->station == s)
            kw += all_import_kw(o, c, m) - all_export_kw(o, c, m);
    }
    at_most(o, v, cal->quarter_hour_factor * (kw + load), s->import_cap_by_milestone_kw[m.y], m,
            "load", s->id);
    at_most(o, v, cal->quarter_hour_factor * (feed - kw), s->export_cap_by_milestone_kw[m.y], m,
            "feed-in", s->id);
}

/* (E22) */
static void verify_hub(const operation *o, const hub *h, moment m, verification *v)
{
    const flow_day *here = day_at(o, m.y, m.d);
    const double q = o->region->calendar.group_quarter_hour_factor;
    const double in = kw_at(here->hub_import[h->index], m.t);
    double net = 0.0, exchanged = 0.0, contract = 0.0, own_contracts = 0.0;
    for (size_t j = 0; j < h->n_members; j++) {
        const size_t place = o->first_member[h->index] + j;
        const double member = o->hub_member[yearly(o, place, m.y)];
        net += kw_at(here->import_hub[place], m.t) - kw_at(here->export_hub[place], m.t);
        exchanged += kw_at(here->export_hub[place], m.t);
        own_contracts += member * h->members[j].connection->import_cap_kw;
        at_most(o, v, kw_at(here->import_hub[place], m.t) + kw_at(here->export_hub[place], m.t),
                2.0 * member * h->members[j].connection->physical_cap_kw, m, "share in hub",
                h->members[j].connection->id);
    }
    for (size_t l = 0; l < GRID_LEVEL_COUNT; l++)
        contract += o->hub_contract[yearly(o, h->index * GRID_LEVEL_COUNT + l, m.y)];
    verification_compare(v, CHECK_balances, in - kw_at(here->hub_export[h->index], m.t), net,
                         BALANCE_TOL_KW, "group of %s", h->id);
    at_most(o, v, q * in, contract, m, "group import", h->id);
    at_most(o, v, exchanged, h->exchange_cap_kw, m, "exchange", h->id);
    if (!o->region->contract_growth_after_relief)
        at_most(o, v, contract, own_contracts, m, "group contract", h->id);
}

static void verify_moment(const operation *o, moment m, verification *v)
{
    const region *r = o->region;
    for (size_t i = 0; i < r->n_connections; i++) {
        const connection *c = &r->connections[i];
        verify_contract(o, c, m, v);
        for (size_t k = 0; k < r->n_carriers; k++)
            if (has_balance(o, c, &r->carriers[k], m))
                verification_compare(v, CHECK_balances, balance_kw(o, c, &r->carriers[k], m), 0.0,
                                     BALANCE_TOL_KW, "%s of %s, %d, %s, step %zu",
                                     r->carriers[k].id, c->id, r->horizon.milestones[m.y].year,
                                     r->calendar.days[m.d].id, m.t);
    }
    for (size_t k = 0; k < r->n_assets; k++) {
        verify_asset(o, &r->assets[k], m, v);
        verify_level(o, &r->assets[k], m, v);
    }
    for (size_t s = 0; s < r->n_stations; s++)
        verify_station(o, &r->stations[s], m, v);
    for (size_t h = 0; h < r->n_hubs; h++)
        verify_hub(o, &r->hubs[h], m, v);
}

void verify_flows(const operation *o, verification *v)
{
    const region *r = o->region;
    for (size_t y = 0; y < r->horizon.n_milestones; y++)
        for (size_t d = 0; d < r->calendar.n_days; d++) {
            for (size_t t = 0; t < r->calendar.n_steps; t++)
                verify_moment(o, (moment){y, d, t}, v);
            for (size_t k = 0; k < r->n_assets; k++)
                verify_managed(o, &r->assets[k], y, d, v);
        }
}
