/* What flows: from dispatch columns to kW and MWh of sites, parks and stations. */
#include "solver/plan_parts.h"

double capacity_at(const reading *in, const asset *a, size_t y)
{
    const int column = in->f->master.capacity[at(in->f, a->index, y)];
    const double units = column < 0 ? a->installed[y] : in->x[column];
    return technology_is_whole(a->technology) && from_whole(units) < INTEGER_TOL ? round(units)
                                                                                 : units;
}

static double availability(const reading *in, const technology *tech, size_t d, size_t t)
{
    return tech->availability ? tech->availability->values[calendar_at(&in->r->calendar, d, t)]
                              : 1.0;
}

double source_kw(const reading *in, const asset *a, size_t y, size_t d, size_t t)
{
    const dispatch_day *day1 = day_of(in, y, d);
    if (!a->technology->must_take && !a->technology->needs_ems)
        return step_of(in, day1->flow[a->index], t);
    return capacity_at(in, a, y) * availability(in, a->technology, d, t) -
           step_of(in, day1->curtailed[a->index], t);
}

static double hub_net_kw(const reading *in, const connection *c, size_t y, size_t d, size_t t)
{
    const dispatch_day *day1 = day_of(in, y, d);
    double kw = 0.0;
    for (size_t h = 0; h < in->r->n_hubs; h++)
        for (size_t j = 0; j < in->r->hubs[h].n_members; j++)
            if (in->r->hubs[h].members[j].connection == c) {
                const size_t m = in->f->first_member[h] + j;
                kw += step_of(in, day1->import_hub[m], t) - step_of(in, day1->export_hub[m], t);
            }
    return kw;
}

double net_import_kw(const reading *in, const connection *c, size_t y, size_t d, size_t t)
{
    const dispatch_day *day1 = day_of(in, y, d);
    return step_of(in, day1->import_own[c->index], t) - step_of(in, day1->export_own[c->index], t) +
           hub_net_kw(in, c, y, d, t);
}

station_load station_load_at(const reading *in, const station *s, size_t y, size_t d, size_t t)
{
    const double q = in->r->calendar.quarter_hour_factor;
    const double load = station_load_kw(s, &in->r->calendar, y, d, t);
    const double feed = station_feed_kw(s, &in->r->calendar, y, d, t);
    double kw = 0.0;
    for (size_t i = 0; i < in->r->n_connections; i++)
        if (in->r->connections[i].park->station == s)
            kw += net_import_kw(in, &in->r->connections[i], y, d, t);
    return (station_load){.import_kw = q * (kw + load),
                          .export_kw = q * (feed - kw),
                          .net_kw = q * (kw + load - feed)};
}

/* Sums f over the steps of the year, MWh. */
typedef double step_kw(const reading *in, const void *what, size_t y, size_t d, size_t t);

static double mwh_of(const reading *in, step_kw *f, const void *what, size_t y)
{
    double mwh = 0.0;
    for (size_t d = 0; d < in->r->calendar.n_days; d++)
        for (size_t t = 0; t < in->r->calendar.n_steps; t++)
            mwh +=
                f(in, what, y, d, t) * calendar_hours_per_year(&in->r->calendar, d) / KWH_PER_MWH;
    return mwh;
}

static double output_kw(const reading *in, const void *what, size_t y, size_t d, size_t t)
{
    const asset *a = what;
    const technology *tech = a->technology;
    const dispatch_day *day1 = day_of(in, y, d);
    const size_t k = calendar_at(&in->r->calendar, d, t);
    switch (tech->kind) {
    case KIND_SOURCE:
        return source_kw(in, a, y, d, t);
    case KIND_STORAGE:
        return step_of(in, day1->discharge[a->index], t);
    case KIND_CONVERTER: {
        const converter_output *out = &tech->outputs[0];
        return step_of(in, day1->flow[a->index], t) * out->ratio *
               (out->profile ? out->profile->values[k] : 1.0);
    }
    default:
        return 0.0;
    }
}

static double draw_kw(const reading *in, const fleet *v, const asset *a, size_t y, size_t d,
                      size_t t)
{
    const size_t place = at_charger(in->f, v, a);
    const double vehicles = value_of(in, in->f->master.vehicles[at(in->f, place, y)]);
    const double managed = value_of(in, in->f->master.managed[at(in->f, place, y)]);
    return fleet_unmanaged_kw(v, &in->r->calendar, d, t) * (vehicles - managed) +
           step_of(in, day_of(in, y, d)->shifted[place], t);
}

static double charger_kw(const reading *in, const void *what, size_t y, size_t d, size_t t)
{
    const asset *a = what;
    double kw = 0.0;
    for (size_t v = 0; v < a->connection->n_fleets; v++)
        kw += draw_kw(in, &a->connection->fleets[v], a, y, d, t);
    return kw;
}

static double heat_connection_mwh(const reading *in, const asset *a, size_t y)
{
    double mwh = 0.0;
    for (size_t k = 0; k < in->r->n_heat_nets; k++) {
        const heat_net *net = &in->r->heat_nets[k];
        if (net->connection_technology != a->technology)
            continue;
        for (size_t r = 0; r < net->n_routes; r++)
            for (size_t i = 0; i < net->routes[r].park->n_connections; i++) {
                if (&net->routes[r].park->connections[i] != a->connection)
                    continue;
                const size_t place = in->f->first_heat[in->f->first_route[k] + r] + i;
                for (size_t d = 0; d < in->r->calendar.n_days; d++)
                    for (size_t t = 0; t < in->r->calendar.n_steps; t++)
                        mwh += step_of(in, day_of(in, y, d)->heat[place], t) *
                               calendar_hours_per_year(&in->r->calendar, d) / KWH_PER_MWH;
            }
    }
    return mwh;
}

double asset_mwh(const reading *in, const asset *a, size_t y)
{
    switch (a->technology->kind) {
    case KIND_SAVING:
        return capacity_at(in, a, y);
    case KIND_CHARGER:
        return mwh_of(in, charger_kw, a, y);
    case KIND_CONTROL:
        return 0.0;
    case KIND_LINK:
        return heat_connection_mwh(in, a, y);
    default:
        return mwh_of(in, output_kw, a, y);
    }
}

/* Delivered over a route. */
static double route_heat_kw(const reading *in, const heat_net *net, size_t r, size_t y, size_t d,
                            size_t t)
{
    double kw = 0.0;
    const size_t first = in->f->first_heat[in->f->first_route[net->index] + r];
    for (size_t i = 0; i < net->routes[r].park->n_connections; i++)
        kw += step_of(in, day_of(in, y, d)->heat[first + i], t);
    return kw;
}

double route_heat_mwh(const reading *in, const heat_net *net, size_t r, size_t y)
{
    double mwh = 0.0;
    for (size_t d = 0; d < in->r->calendar.n_days; d++)
        for (size_t t = 0; t < in->r->calendar.n_steps; t++)
            mwh += route_heat_kw(in, net, r, y, d, t) *
                   calendar_hours_per_year(&in->r->calendar, d) / KWH_PER_MWH;
    return mwh;
}

/* (E35) */
static double pipe_flow_kw(const reading *in, const heat_net *net, size_t pipe, size_t y, size_t d,
                           size_t t)
{
    double kw = 0.0;
    for (size_t r = 0; r < net->n_routes; r++)
        kw += route_pipe_factor(net, &net->routes[r], pipe) * route_heat_kw(in, net, r, y, d, t);
    return kw;
}

pipe_flow pipe_flow_at(const reading *in, const heat_net *net, size_t pipe, size_t y)
{
    pipe_flow flow = {0.0, 0.0};
    for (size_t d = 0; d < in->r->calendar.n_days; d++)
        for (size_t t = 0; t < in->r->calendar.n_steps; t++) {
            const double kw = pipe_flow_kw(in, net, pipe, y, d, t);
            flow.peak_kw = fmax(flow.peak_kw, kw);
            flow.mwh += kw * calendar_hours_per_year(&in->r->calendar, d) / KWH_PER_MWH;
        }
    return flow;
}

void park_curve(const reading *in, const park *p, size_t y, double *kw)
{
    const calendar *cal = &in->r->calendar;
    for (size_t d = 0; d < cal->n_days; d++)
        for (size_t t = 0; t < cal->n_steps; t++) {
            double sum = 0.0;
            for (size_t i = 0; i < p->n_connections; i++)
                sum += net_import_kw(in, &p->connections[i], y, d, t);
            kw[calendar_at(cal, d, t)] = sum * cal->quarter_hour_factor;
        }
}

void station_curve(const reading *in, const station *s, size_t y, double *kw)
{
    const calendar *cal = &in->r->calendar;
    for (size_t d = 0; d < cal->n_days; d++)
        for (size_t t = 0; t < cal->n_steps; t++)
            kw[calendar_at(cal, d, t)] = station_load_at(in, s, y, d, t).net_kw;
}

void hub_curve(const reading *in, const hub *h, size_t y, double *kw)
{
    const calendar *cal = &in->r->calendar;
    for (size_t d = 0; d < cal->n_days; d++)
        for (size_t t = 0; t < cal->n_steps; t++) {
            const dispatch_day *day1 = day_of(in, y, d);
            kw[calendar_at(cal, d, t)] =
                cal->group_quarter_hour_factor * (step_of(in, day1->hub_import[h->index], t) -
                                                  step_of(in, day1->hub_export[h->index], t));
        }
}

static void add_peaks(reading *in, const park *p, size_t y, energy_state *e)
{
    const size_t n = calendar_size(&in->r->calendar);
    double *kw = READING_ARRAY(in, n, double);
    if (!kw)
        return;
    park_curve(in, p, y, kw);
    for (size_t k = 0; k < n; k++) {
        e->peak_import_kw = fmax(e->peak_import_kw, kw[k]);
        e->peak_export_kw = fmax(e->peak_export_kw, -kw[k]);
    }
}

static void add_refused(const reading *in, double growth_mwh, int accepted, double *wanted,
                        energy_state *e)
{
    *wanted += growth_mwh;
    if (accepted >= 0)
        e->refused_growth_mwh += growth_mwh * fmax(0.0, 1.0 - in->x[accepted]);
}

static void add_fleet(const reading *in, const fleet *v, size_t y, double *wanted, energy_state *e)
{
    const connection *c = v->connection;
    const double mwh = fleet_mwh_per_vehicle_year(in->f, v);
    add_refused(in, fleet_growth(v, y) * mwh, in->f->master.accepted_fleet[at(in->f, v->index, y)],
                wanted, e);
    e->vehicles_wanted += fleet_existing(v, y) + fleet_growth(v, y);
    for (size_t k = c->first_asset; k < c->first_asset + c->n_assets; k++) {
        const int column =
            in->f->master.vehicles[at(in->f, at_charger(in->f, v, &in->r->assets[k]), y)];
        e->vehicles_served += value_of(in, column);
        e->charging_mwh += value_of(in, column) * mwh;
    }
    e->shed_mwh += value_of(in, in->f->master.uncharged[at(in->f, v->index, y)]) * mwh;
}

static void add_assets(const reading *in, const connection *c, size_t y, energy_state *e)
{
    for (size_t k = c->first_asset; k < c->first_asset + c->n_assets; k++) {
        const asset *a = &in->r->assets[k];
        const technology *tech = a->technology;
        if (tech->kind == KIND_CHARGER)
            e->points += capacity_at(in, a, y);
        if (tech->kind == KIND_SOURCE && tech->renewable && tech->carrier == in->r->electricity)
            e->renewable_mwh += asset_mwh(in, a, y);
        if (tech->kind == KIND_SAVING && tech->carrier == in->r->electricity)
            e->electricity_use_mwh -= capacity_at(in, a, y) - a->installed[y];
        if (tech->kind != KIND_CONVERTER || tech->carrier != in->r->electricity)
            continue;
        for (size_t d = 0; d < in->r->calendar.n_days; d++)
            for (size_t t = 0; t < in->r->calendar.n_steps; t++)
                e->electricity_use_mwh += step_of(in, day_of(in, y, d)->flow[k], t) *
                                          calendar_hours_per_year(&in->r->calendar, d) /
                                          KWH_PER_MWH;
    }
}

static void add_flows(const reading *in, const connection *c, size_t y, energy_state *e)
{
    const calendar *cal = &in->r->calendar;
    for (size_t d = 0; d < cal->n_days; d++)
        for (size_t t = 0; t < cal->n_steps; t++) {
            const double mwh = calendar_hours_per_year(cal, d) / KWH_PER_MWH;
            const double kw = net_import_kw(in, c, y, d, t);
            e->import_mwh += fmax(0.0, kw) * mwh;
            e->export_mwh += fmax(0.0, -kw) * mwh;
            for (size_t k = 0; k < in->r->n_carriers; k++) {
                const size_t place = c->index * in->r->n_carriers + k;
                e->shed_mwh += step_of(in, day_of(in, y, d)->shed[place], t) * mwh;
                e->surplus_mwh += step_of(in, day_of(in, y, d)->surplus[place], t) * mwh;
                if (&in->r->carriers[k] == in->r->electricity)
                    e->renewable_mwh -= step_of(in, day_of(in, y, d)->surplus[place], t) * mwh;
            }
        }
}

static void add_demands(const reading *in, const connection *c, size_t y, double *wanted,
                        energy_state *e)
{
    for (size_t n = 0; n < c->n_demands; n++) {
        const demand *k = &c->demands[n];
        const int accepted = in->f->master.accepted[at(in->f, k->index, y)];
        const double served =
            k->existing_mwh[y] + k->growth_mwh[y] * (accepted < 0 ? 1.0 : in->x[accepted]);
        add_refused(in, k->growth_mwh[y], accepted, wanted, e);
        if (k->carrier == in->r->electricity)
            e->electricity_use_mwh += served;
        if (k->carrier == in->r->heat)
            e->heat_demand_mwh += served;
    }
}

static bool is_in_hub(const reading *in, const connection *c, size_t y)
{
    double in_hubs = 0.0;
    for (size_t h = 0; h < in->r->n_hubs; h++)
        for (size_t j = 0; j < in->r->hubs[h].n_members; j++)
            if (in->r->hubs[h].members[j].connection == c)
                in_hubs += value_of(
                    in, in->f->master.hub_member[at(in->f, in->f->first_member[h] + j, y)]);
    return in_hubs > YES;
}

double own_peak_kw(const reading *in, const connection *c, size_t y)
{
    double kw = 0.0;
    for (size_t d = 0; d < in->r->calendar.n_days; d++)
        for (size_t t = 0; t < in->r->calendar.n_steps; t++)
            kw = fmax(kw, step_of(in, day_of(in, y, d)->import_own[c->index], t));
    return kw * in->r->calendar.quarter_hour_factor;
}

double contract_at(const reading *in, const connection *c, size_t y)
{
    const int column = in->f->master.contract[at(in->f, c->index, y)];
    if (column >= 0 && is_private(in->f))
        return in->x[column];
    if (is_in_hub(in, c, y))
        return 0.0;
    return fmin(contract_largest_kw(in->f, c, y), fmax(c->import_cap_kw, own_peak_kw(in, c, y)));
}

energy_state park_state(reading *in, const park *p, size_t y)
{
    energy_state e = {0};
    double wanted = 0.0;
    add_peaks(in, p, y, &e);
    for (size_t i = 0; i < p->n_connections; i++) {
        const connection *c = &p->connections[i];
        e.contract_kw += contract_at(in, c, y);
        add_demands(in, c, y, &wanted, &e);
        for (size_t v = 0; v < c->n_fleets; v++)
            add_fleet(in, &c->fleets[v], y, &wanted, &e);
        add_assets(in, c, y, &e);
        add_flows(in, c, y, &e);
        e.cost_eur += in->books.by_connection[at(in->f, c->index, y)] / in->f->discount[y];
    }
    e.electricity_use_mwh += e.charging_mwh;
    e.renewable_mwh = fmax(0.0, e.renewable_mwh); /* all that is thrown away counts against it */
    e.refused_growth_frac = wanted > 0.0 ? e.refused_growth_mwh / wanted : 0.0;
    e.cost_eur += in->books.by_park[at(in->f, p->index, y)] / in->f->discount[y];
    e.co2_t = value_of(in, in->f->quantity.co2_column[at(in->f, p->index, y)]);
    for (size_t k = 0; k < in->r->n_heat_nets; k++)
        for (size_t r = 0; r < in->r->heat_nets[k].n_routes; r++)
            if (in->r->heat_nets[k].routes[r].park == p)
                e.heat_net_mwh += route_heat_mwh(in, &in->r->heat_nets[k], r, y);
    return e;
}
