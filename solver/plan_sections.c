/* Parks, hubs, heat nets, stations, programme and targets of the plan. */
#include "solver/plan_parts.h"

#include <stdlib.h>

static const energy_state *states_of(reading *in, const park *p)
{
    energy_state *e = READING_ARRAY(in, in->r->horizon.n_milestones, energy_state);
    for (size_t y = 0; e && y < in->r->horizon.n_milestones; y++)
        e[y] = park_state(in, p, y);
    return e;
}

static void point_at_actions(reading *in, const plan *p, plan_park *out)
{
    size_t n = 0;
    for (size_t k = 0; k < p->n_actions; k++)
        n += p->actions[k].park == out->park;
    const action **list = (const action **)reading_array(in, n, sizeof *list);
    out->actions = list;
    for (size_t k = 0; list && k < p->n_actions; k++)
        if (p->actions[k].park == out->park)
            list[out->n_actions++] = &p->actions[k];
}

/* Today's modelled peak of a park, quarter-hour. */
static double base_peak(reading *in, const park *p)
{
    const size_t n = calendar_size(&in->r->calendar);
    double *sum = READING_ARRAY(in, n, double), *kw = READING_ARRAY(in, n, double);
    double peak = 0.0;
    for (size_t i = 0; !in->out_of_memory && i < p->n_connections; i++) {
        base_load_of_connection(in->r, &p->connections[i], kw);
        for (size_t k = 0; k < n; k++)
            sum[k] += kw[k];
    }
    for (size_t k = 0; !in->out_of_memory && k < n; k++)
        peak = fmax(peak, sum[k] * in->r->calendar.quarter_hour_factor);
    return peak;
}

status plan_add_parks(reading *in, reading *quo, plan *p)
{
    p->n_parks = in->r->n_parks;
    p->parks = READING_ARRAY(in, p->n_parks, plan_park);
    for (size_t k = 0; p->parks && k < p->n_parks; k++) {
        plan_park *out = &p->parks[k];
        out->park = &in->r->parks[k];
        out->plan = states_of(in, out->park);
        out->status_quo = states_of(quo, out->park);
        out->base_peak_import_kw = base_peak(in, out->park);
        point_at_actions(in, p, out);
    }
    return in->out_of_memory || quo->out_of_memory ? STATUS_NO_MEMORY : STATUS_OK;
}

static size_t first_yes(const reading *in, const int *columns)
{
    size_t y = 0;
    while (y < in->r->horizon.n_milestones && value_of(in, columns[y]) <= YES)
        y++;
    return y;
}

/* Members' feed-in into the group less what the group as a whole feeds in, MWh. */
static double exchanged_mwh(const reading *in, const hub *h, size_t y)
{
    double mwh = 0.0;
    for (size_t d = 0; d < in->r->calendar.n_days; d++)
        for (size_t t = 0; t < in->r->calendar.n_steps; t++) {
            const dispatch_day *day1 = day_of(in, y, d);
            double kw = -step_of(in, day1->hub_export[h->index], t);
            for (size_t j = 0; j < h->n_members; j++)
                kw += step_of(in, day1->export_hub[in->f->first_member[h->index] + j], t);
            mwh += fmax(0.0, kw) * calendar_hours_per_year(&in->r->calendar, d) / KWH_PER_MWH;
        }
    return mwh;
}

/* (E22) What may be contracted by the members that joined. */
static double group_capacity_kw(const reading *in, const hub *h, size_t y, const size_t *joined)
{
    double sum = 0.0, measured = 0.0;
    for (size_t j = 0; j < h->n_members; j++)
        if (joined[j] <= y) {
            sum += contract_largest_kw(in->f, h->members[j].connection, y);
            measured += h->members[j].contribution_kw;
        }
    const group_capacity *g = &h->capacities[0];
    if (g->mode == GROUP_CAPACITY_SUM)
        return fmin(sum, g->import_cap_kw);
    if (g->mode == GROUP_CAPACITY_P999)
        return fmin(fmin(sum, measured), g->import_cap_kw);
    double offered = 0.0;
    for (size_t k = 0; k < h->n_capacities; k++)
        if (value_of(in,
                     in->f->master.hub_offer[at(in->f, in->f->first_capacity[h->index] + k, y)]) >
            YES)
            offered = h->capacities[k].import_cap_kw;
    return fmin(sum, offered);
}

static double group_contract_kw(const reading *in, const hub *h, size_t y)
{
    double kw = 0.0;
    for (size_t l = 0; l < GRID_LEVEL_COUNT; l++)
        kw += value_of(in, in->f->master.hub_contract[at_level(in->f, h->index, l, y)]);
    return kw;
}

/* Nobody pays for the group contract in the societal perspective: the least that carries the
 * peaks and, while congested, does not have to rise (E23). */
static void least_contract(const reading *in, const hub *h, const size_t *joined,
                           const double *peak_kw, double *contract)
{
    const bool *congested = hub_station(h)->congested_by_milestone;
    for (size_t y = in->r->horizon.n_milestones; y-- > 0;) {
        contract[y] = peak_kw[y];
        if (y + 1 == in->r->horizon.n_milestones || !congested[y + 1])
            continue;
        double brought = 0.0;
        for (size_t j = 0; j < h->n_members; j++)
            brought += joined[j] == y + 1 ? h->members[j].connection->import_cap_kw : 0.0;
        contract[y] = fmax(contract[y], contract[y + 1] - brought);
    }
}

static void fill_hub(reading *in, plan_hub *out)
{
    const hub *h = out->hub;
    const size_t n = in->r->horizon.n_milestones;
    size_t *joined = READING_ARRAY(in, h->n_members, size_t);
    double *contract = READING_ARRAY(in, n, double), *capacity = READING_ARRAY(in, n, double);
    double *lapsed = READING_ARRAY(in, n, double), *exchanged = READING_ARRAY(in, n, double);
    double *import = READING_ARRAY(in, n, double), *export = READING_ARRAY(in, n, double);
    double *kw = READING_ARRAY(in, calendar_size(&in->r->calendar), double);
    if (in->out_of_memory)
        return;
    out->formed = first_yes(in, in->f->master.hub_formed + at(in->f, h->index, 0));
    for (size_t j = 0; j < h->n_members; j++)
        joined[j] = first_yes(in, in->f->master.hub_member +
                                      at(in->f, in->f->first_member[h->index] + j, 0));
    for (size_t y = out->formed; y < n; y++) {
        contract[y] = group_contract_kw(in, h, y);
        capacity[y] = group_capacity_kw(in, h, y, joined);
        exchanged[y] = exchanged_mwh(in, h, y);
        for (size_t j = 0; j < h->n_members; j++)
            lapsed[y] += joined[j] <= y ? h->members[j].connection->import_cap_kw : 0.0;
        hub_curve(in, h, y, kw);
        for (size_t k = 0; k < calendar_size(&in->r->calendar); k++) {
            import[y] = fmax(import[y], kw[k]);
            export[y] = fmax(export[y], -kw[k]);
        }
    }
    if (!is_private(in->f))
        least_contract(in, h, joined, import, contract);
    out->joined = joined;
    out->group_contract_kw = contract;
    out->group_capacity_kw = capacity;
    out->members_contract_kw = lapsed;
    out->exchanged_mwh = exchanged;
    out->peak_import_kw = import;
    out->peak_export_kw = export;
}

status plan_add_hubs(reading *in, plan *p)
{
    p->n_hubs = in->r->n_hubs;
    p->hubs = READING_ARRAY(in, p->n_hubs, plan_hub);
    for (size_t h = 0; p->hubs && h < p->n_hubs; h++) {
        p->hubs[h].hub = &in->r->hubs[h];
        fill_hub(in, &p->hubs[h]);
    }
    return in->out_of_memory ? STATUS_NO_MEMORY : STATUS_OK;
}

/* (E33) What the pipes that are built lose all year, MWh. */
static double fixed_loss_mwh(const reading *in, const heat_net *net, size_t y)
{
    double mwh = 0.0;
    for (size_t p = 0; p < net->n_pipes; p++)
        mwh += value_of(in,
                        in->f->master.pipe_built[at(in->f, in->f->first_pipe[net->index] + p, y)]) *
               pipe_fixed_loss_kw(&net->pipes[p]) * HOURS_PER_DAY * DAYS_PER_YEAR / KWH_PER_MWH;
    return mwh;
}

static void fill_pipes(reading *in, plan_heat_net *out)
{
    const size_t n = in->r->horizon.n_milestones;
    double *peak = READING_ARRAY(in, out->net->n_pipes * n, double);
    double *mwh = READING_ARRAY(in, out->net->n_pipes * n, double);
    for (size_t p = 0; !in->out_of_memory && p < out->net->n_pipes; p++)
        for (size_t y = 0; y < n; y++) {
            const pipe_flow flow = pipe_flow_at(in, out->net, p, y);
            peak[p * n + y] = flow.peak_kw;
            mwh[p * n + y] = flow.mwh;
        }
    out->pipe_peak_kw = peak;
    out->pipe_mwh = mwh;
}

static void fill_net(reading *in, plan_heat_net *out)
{
    const heat_net *net = out->net;
    const size_t n = in->r->horizon.n_milestones;
    double *delivered = READING_ARRAY(in, n, double), *produced = READING_ARRAY(in, n, double);
    double *cost = READING_ARRAY(in, n, double);
    double *source = READING_ARRAY(in, net->n_sources * n, double);
    double *by_park = READING_ARRAY(in, in->r->n_parks * n, double);
    if (in->out_of_memory)
        return;
    out->built = first_yes(in, in->f->master.net_built + at(in->f, net->index, 0));
    for (size_t y = 0; y < n; y++) {
        cost[y] = in->books.by_net[at(in->f, net->index, y)] / in->f->discount[y];
        produced[y] = fixed_loss_mwh(in, net, y);
        for (size_t r = 0; r < net->n_routes; r++) {
            const double mwh = route_heat_mwh(in, net, r, y);
            delivered[y] += mwh;
            produced[y] += mwh / net->routes[r].delivered_frac;
            by_park[net->routes[r].park->index * n + y] += mwh;
        }
        for (size_t s = 0; s < net->n_sources; s++)
            source[s * n + y] = value_of(
                in, in->f->master.source_kw[at(in->f, in->f->first_source[net->index] + s, y)]);
    }
    out->delivered_mwh = delivered;
    out->source_mwh = produced;
    out->cost_eur = cost;
    out->source_kw = source;
    out->park_mwh = by_park;
    fill_pipes(in, out);
}

status plan_add_heat_nets(reading *in, plan *p)
{
    p->n_heat_nets = in->r->n_heat_nets;
    p->heat_nets = READING_ARRAY(in, p->n_heat_nets, plan_heat_net);
    for (size_t k = 0; p->heat_nets && k < p->n_heat_nets; k++) {
        p->heat_nets[k].net = &in->r->heat_nets[k];
        fill_net(in, &p->heat_nets[k]);
    }
    return in->out_of_memory ? STATUS_NO_MEMORY : STATUS_OK;
}

typedef struct station_year {
    double import, export, hours_import, hours_export;
} station_year;

static station_year station_in_year(const reading *in, const station *s, size_t y)
{
    station_year out = {0};
    const double import_cap = s->import_cap_by_milestone_kw[y];
    const double export_cap = s->export_cap_by_milestone_kw[y];
    for (size_t d = 0; d < in->r->calendar.n_days; d++)
        for (size_t t = 0; t < in->r->calendar.n_steps; t++) {
            const station_load load = station_load_at(in, s, y, d, t);
            const double hours = calendar_hours_per_year(&in->r->calendar, d);
            out.import = fmax(out.import, load.import_kw);
            out.export = fmax(out.export, load.export_kw);
            out.hours_import += load.import_kw >= import_cap * AT_LIMIT_FRAC ? hours : 0.0;
            out.hours_export += load.export_kw >= export_cap * AT_LIMIT_FRAC ? hours : 0.0;
        }
    return out;
}

status plan_add_stations(reading *in, const reading *quo, plan *p)
{
    const size_t n = in->r->horizon.n_milestones;
    p->n_stations = in->r->n_stations;
    p->stations = READING_ARRAY(in, p->n_stations, plan_station);
    for (size_t k = 0; p->stations && k < p->n_stations; k++) {
        const station *s = &in->r->stations[k];
        double *v = READING_ARRAY(in, 6 * n, double);
        if (!v)
            break;
        for (size_t y = 0; y < n; y++) {
            const station_year now = station_in_year(in, s, y), before = station_in_year(quo, s, y);
            v[y] = now.import;
            v[n + y] = now.export;
            v[2 * n + y] = before.import;
            v[3 * n + y] = before.export;
            v[4 * n + y] = now.hours_import;
            v[5 * n + y] = now.hours_export;
        }
        p->stations[k] = (plan_station){.station = s,
                                        .import_cap_kw = s->import_cap_by_milestone_kw,
                                        .export_cap_kw = s->export_cap_by_milestone_kw,
                                        .peak_import_kw = v,
                                        .peak_export_kw = v + n,
                                        .status_quo_peak_import_kw = v + 2 * n,
                                        .status_quo_peak_export_kw = v + 3 * n,
                                        .hours_at_import_limit = v + 4 * n,
                                        .hours_at_export_limit = v + 5 * n};
    }
    return in->out_of_memory ? STATUS_NO_MEMORY : STATUS_OK;
}

static double adopters(const reading *in, const park *p, size_t y)
{
    double companies = 0.0;
    for (size_t i = 0; i < p->n_connections; i++)
        for (size_t k = 0; k < p->connections[i].n_assets; k++) {
            const asset *a = &in->r->assets[p->connections[i].first_asset + k];
            if (a->technology->counts_as_adoption)
                companies += value_of(in, in->f->master.new_units[at(in->f, a->index, y)]) /
                             a->technology->typical_size;
        }
    return companies;
}

status plan_add_programme(reading *in, plan *p)
{
    const size_t n = in->r->horizon.n_milestones;
    p->n_efforts = in->r->programme.n_efforts;
    p->efforts = READING_ARRAY(in, p->n_efforts, plan_effort);
    p->n_funds = in->r->n_funds;
    p->funds = READING_ARRAY(in, p->n_funds, fund_use);
    double *acting = READING_ARRAY(in, p->n_parks * n, double);
    double *reached = READING_ARRAY(in, p->n_parks * n, double);
    for (size_t k = 0; !in->out_of_memory && k < p->n_efforts; k++) {
        const effort *e = &in->r->programme.efforts[k];
        double *v = READING_ARRAY(in, 3 * n, double);
        for (size_t y = 0; v && y < n; y++) {
            v[y] = value_of(in, in->f->master.effort[at(in->f, k, y)]);
            v[n + y] = v[y] * e->cost_eur_per_unit_year;
            v[2 * n + y] = v[y] * e->companies_per_unit_year;
        }
        p->efforts[k] = (plan_effort){e, v, v ? v + n : NULL, v ? v + 2 * n : NULL};
    }
    for (size_t k = 0; !in->out_of_memory && k < p->n_funds; k++) {
        double *v = READING_ARRAY(in, n, double);
        for (size_t y = 0; v && y < n; y++)
            v[y] = fund_used_eur(in, &in->r->funds[k], y);
        p->funds[k] = (fund_use){&in->r->funds[k], v};
    }
    for (size_t k = 0; !in->out_of_memory && k < p->n_parks * n; k++) {
        acting[k] = adopters(in, &in->r->parks[k / n], k % n);
        reached[k] = value_of(in, in->f->master.reach[k]);
    }
    p->companies_acting = acting;
    p->companies_reached = reached;
    return in->out_of_memory ? STATUS_NO_MEMORY : STATUS_OK;
}

/* Over all years, of the parks and of what belongs to none. */
static double target_total(const reading *in, const plan *p, target_kind kind)
{
    double sum = 0.0;
    for (size_t y = 0; y < in->r->horizon.n_milestones; y++) {
        const double years = duration_of(in->f, y);
        for (size_t k = 0; k < p->n_parks; k++)
            sum += years * (kind == TARGET_CO2_TOTAL ? p->parks[k].plan[y].co2_t
                                                     : p->parks[k].plan[y].refused_growth_mwh);
        if (kind == TARGET_CO2_TOTAL)
            sum += years * value_of(in, in->f->quantity.co2_column[at(in->f, in->r->n_parks, y)]);
    }
    return sum;
}

static double target_value(const reading *in, const plan *p, const target *t, size_t y)
{
    if (t->kind == TARGET_CO2_TOTAL || t->kind == TARGET_REFUSED_TOTAL)
        return target_total(in, p, t->kind);
    double part = 0.0, whole = 0.0;
    if (t->kind == TARGET_CO2 && !t->park && !t->municipality)
        part += value_of(in, in->f->quantity.co2_column[at(in->f, in->r->n_parks, y)]);
    for (size_t k = 0; k < p->n_parks; k++) {
        const energy_state *e = &p->parks[k].plan[y];
        if (!target_has_park(t, p->parks[k].park))
            continue;
        const size_t q = at(in->f, k, y);
        part += t->kind == TARGET_CO2        ? e->co2_t
                : t->kind == TARGET_CHARGING ? e->vehicles_served
                                             : value_of(in, in->f->quantity.renewable_column[q]);
        whole += t->kind == TARGET_CHARGING ? e->vehicles_wanted
                                            : value_of(in, in->f->quantity.use_column[q]);
    }
    if (t->kind == TARGET_CO2)
        return part;
    return whole > 0.0 ? part / whole : 1.0;
}

status plan_add_targets(reading *in, plan *p)
{
    const size_t n = in->r->horizon.n_milestones;
    p->n_targets = in->r->n_targets;
    p->targets = READING_ARRAY(in, p->n_targets, plan_target);
    for (size_t k = 0; !in->out_of_memory && k < p->n_targets; k++) {
        const target *t = &in->r->targets[k];
        double *value = READING_ARRAY(in, n, double), *shortfall = READING_ARRAY(in, n, double);
        for (size_t y = 0; !in->out_of_memory && y < n; y++) {
            if (!isfinite(t->limit[y]))
                continue;
            value[y] = target_value(in, p, t, y);
            const double missed =
                target_is_ceiling(t->kind) ? value[y] - t->limit[y] : t->limit[y] - value[y];
            shortfall[y] = missed > SHARE_TOL_FRAC * fmax(1.0, fabs(t->limit[y])) ? missed : 0.0;
        }
        p->targets[k] = (plan_target){t, value, shortfall};
    }
    return in->out_of_memory ? STATUS_NO_MEMORY : STATUS_OK;
}

/* Use it or lose it; aggregates have no contract of their own to lose. */
status plan_add_contracts_at_risk(reading *in, plan *p)
{
    const size_t n = in->r->horizon.n_milestones;
    p->at_risk = READING_ARRAY(in, in->r->n_connections * n, contract_at_risk);
    for (size_t y = 0; p->at_risk && y < n; y++)
        for (size_t i = 0; i < in->r->n_connections; i++) {
            const connection *c = &in->r->connections[i];
            const double contract = contract_at(in, c, y);
            const double peak = own_peak_kw(in, c, y);
            if (c->aggregate || !c->park->station->congested_by_milestone[y] ||
                contract <= BALANCE_TOL_KW || peak > USE_IT_OR_LOSE_IT_FRAC * contract)
                continue;
            p->at_risk[p->n_at_risk++] = (contract_at_risk){c, y, contract, peak, contract - peak};
        }
    return p->at_risk ? STATUS_OK : STATUS_NO_MEMORY;
}

status plan_add_worse_off(reading *in, const reading *quo, plan *p)
{
    const size_t n = in->r->horizon.n_milestones;
    p->worse_off = READING_ARRAY(in, in->r->n_connections, worse_off);
    if (!p->worse_off || !is_private(in->f))
        return p->worse_off ? STATUS_OK : STATUS_NO_MEMORY;
    const double years = horizon_end_year(&in->r->horizon) - year_of(in->f, 0);
    for (size_t i = 0; i < in->r->n_connections; i++) {
        double more = 0.0;
        for (size_t y = 0; y < n; y++)
            more += (in->books.by_connection[at(in->f, i, y)] -
                     quo->books.by_connection[at(in->f, i, y)]) /
                    in->f->discount[y] * duration_of(in->f, y);
        if (more / years > LEAST_WORSE_OFF_EUR_PER_YEAR)
            p->worse_off[p->n_worse_off++] = (worse_off){&in->r->connections[i], more / years};
    }
    return STATUS_OK;
}
