/* What a year of the flows costs and emits. */
#include "model/operation_parts.h"

/* EUR and kg of one step of one typical day, times how often it is in a year. */
typedef struct meter {
    const operation *o;
    moment m;
    double hours; /* per year that the step stands for */
    double *account_eur;
    double *co2_t; /* [n_parks + 1] */
} meter;

static void pay(const meter *k, account what, double kw, double eur_per_kwh)
{
    k->account_eur[what] += kw * k->hours * eur_per_kwh;
}

static void emit(const meter *k, size_t where, double kw, double kg_per_kwh)
{
    k->co2_t[where] += kw * k->hours * kg_per_kwh / KG_PER_TONNE;
}

static double buying_price(const meter *k, const carrier *e)
{
    return carrier_price(e, &k->o->region->calendar, k->m.y, k->m.d, k->m.t) +
           (is_private_view(k->o) ? e->supplier_margin_eur_per_kwh : 0.0);
}

static double selling_price(const meter *k, const carrier *e)
{
    return carrier_export_price(e, &k->o->region->calendar, k->m.y, k->m.d, k->m.t) -
           (is_private_view(k->o) ? e->feed_in_fee_eur_per_kwh : 0.0);
}

/* Transport and tax stay with whoever draws, also inside a hub. */
static void pay_network(const meter *k, const connection *c, const carrier *e, double kw)
{
    const calendar *cal = &k->o->region->calendar;
    if (!is_private_view(k->o))
        return;
    pay(k, ACCOUNT_ENERGY_TAX, kw, connection_tax_eur_per_kwh(c, e, k->m.y));
    if (e == k->o->region->electricity)
        pay(k, ACCOUNT_GRID, kw, connection_energy_eur_per_kwh(c, cal, k->m.d, k->m.t));
}

static void buy(const meter *k, const connection *c, const carrier *e, double kw)
{
    pay(k, ACCOUNT_ENERGY, kw, buying_price(k, e));
    emit(k, c->park->index, kw, e->co2_kg_per_kwh[k->m.y]);
    pay_network(k, c, e, kw);
}

static void meter_asset(const meter *k, const asset *a)
{
    const technology *tech = a->technology;
    const connection *c = a->connection;
    const double kw = kw_at(day_at(k->o, k->m.y, k->m.d)->of_asset[a->index], k->m.t);
    if (tech->kind == KIND_SOURCE) {
        const double out = source_output_kw(k->o, a, k->m);
        pay(k, ACCOUNT_ENERGY, out, tech->variable_eur_per_kwh);
        emit(k, c->park->index, out, tech->co2_kg_per_kwh);
    }
    if (tech->kind != KIND_CONVERTER)
        return;
    pay(k, ACCOUNT_ENERGY, kw, tech->variable_eur_per_kwh);
    if (is_drawn_directly(k->o, c, tech->carrier, k->m))
        buy(k, c, tech->carrier, kw);
}

/* (E41) What shed demand would have emitted, the most that anything that serves it does. */
static double shed_kg_per_kwh(const meter *k, const connection *c, const carrier *e)
{
    double kg = e->co2_kg_per_kwh[k->m.y];
    for (size_t n = 0; n < c->n_demands; n++)
        if (c->demands[n].carrier == e)
            kg = fmax(kg, c->demands[n].fallback_co2_kg_per_kwh);
    for (size_t n = c->first_asset; n < c->first_asset + c->n_assets; n++) {
        const asset *a = &k->o->region->assets[n];
        double made = 0.0;
        bool makes = false;
        for (size_t i = 0; a->technology->kind == KIND_CONVERTER && i < a->technology->n_outputs;
             i++) {
            made += converter_ratio(k->o, &a->technology->outputs[i], k->m);
            makes |= a->technology->outputs[i].carrier == e;
        }
        if (makes && a->installed[0] > 0.0)
            kg = fmax(kg, a->technology->carrier->co2_kg_per_kwh[k->m.y] / made);
    }
    return kg;
}

static void meter_carrier(const meter *k, const connection *c, const carrier *e)
{
    const flow_day *now = day_at(k->o, k->m.y, k->m.d);
    const size_t place = carrier_place(k->o, c, e);
    const double shed = kw_at(now->shed[place], k->m.t);
    buy(k, c, e, kw_at(now->buy[place], k->m.t));
    pay(k, ACCOUNT_UNSERVED, shed, k->o->region->shed_eur_per_kwh);
    pay(k, ACCOUNT_UNSERVED, kw_at(now->surplus[place], k->m.t), k->o->region->surplus_eur_per_kwh);
    emit(k, c->park->index, shed, shed > 0.0 ? shed_kg_per_kwh(k, c, e) : 0.0);
}

static void meter_connection(const meter *k, const connection *c)
{
    const region *r = k->o->region;
    const flow_day *now = day_at(k->o, k->m.y, k->m.d);
    buy(k, c, r->electricity, kw_at(now->import_own[c->index], k->m.t));
    pay(k, ACCOUNT_ENERGY, -kw_at(now->export_own[c->index], k->m.t),
        selling_price(k, r->electricity));
    for (size_t n = 0; n < r->n_carriers; n++)
        meter_carrier(k, c, &r->carriers[n]);
    for (size_t n = c->first_asset; n < c->first_asset + c->n_assets; n++)
        meter_asset(k, &r->assets[n]);
}

static double base_use_mwh(const meter *k, const connection *c)
{
    double mwh = 0.0;
    for (size_t n = 0; n < c->n_demands; n++)
        if (c->demands[n].carrier == k->o->region->electricity)
            mwh += c->demands[n].base_mwh_per_year;
    return mwh;
}

/* Emissions of what the group draws, told apart by the base-year use of its candidates. */
static void emit_group(const meter *k, const hub *h, double kw)
{
    double all = 0.0;
    for (size_t j = 0; j < h->n_members; j++)
        all += base_use_mwh(k, h->members[j].connection);
    for (size_t j = 0; j < h->n_members; j++) {
        const connection *c = h->members[j].connection;
        const double part = all > 0.0 ? base_use_mwh(k, c) / all : 1.0 / (double)h->n_members;
        emit(k, c->park->index, part * kw, k->o->region->electricity->co2_kg_per_kwh[k->m.y]);
    }
}

/* (E25) */
static void meter_hub(const meter *k, const hub *h)
{
    const carrier *e = k->o->region->electricity;
    const flow_day *now = day_at(k->o, k->m.y, k->m.d);
    for (size_t j = 0; j < h->n_members; j++) {
        const connection *c = h->members[j].connection;
        const size_t place = k->o->first_member[h->index] + j;
        const double in = kw_at(now->import_hub[place], k->m.t);
        if (h->settle_net) {
            pay_network(k, c, e, in);
            continue;
        }
        buy(k, c, e, in);
        pay(k, ACCOUNT_ENERGY, -kw_at(now->export_hub[place], k->m.t), selling_price(k, e));
    }
    if (!h->settle_net)
        return;
    const double in = kw_at(now->hub_import[h->index], k->m.t);
    pay(k, ACCOUNT_ENERGY, in, buying_price(k, e));
    pay(k, ACCOUNT_ENERGY, -kw_at(now->hub_export[h->index], k->m.t), selling_price(k, e));
    emit_group(k, h, in);
}

/* Heat costs and emits at its source, with what is lost on the way. */
static void meter_net(const meter *k, const heat_net *net)
{
    const flow_day *now = day_at(k->o, k->m.y, k->m.d);
    for (size_t r = 0; r < net->n_routes; r++) {
        const heat_route *route = &net->routes[r];
        const heat_source *s = &net->sources[route->source];
        const size_t first = k->o->first_heat[k->o->first_route[net->index] + r];
        for (size_t i = 0; i < route->park->n_connections; i++) {
            const double produced = kw_at(now->heat[first + i], k->m.t) / route->delivered_frac;
            pay(k, ACCOUNT_ENERGY, produced, heat_source_price(s));
            emit(k, route->park->index, produced, heat_source_co2(s));
        }
    }
}

static void meter_year(const operation *o, size_t y, double *account_eur, double *co2_t)
{
    const region *r = o->region;
    for (size_t d = 0; d < r->calendar.n_days; d++)
        for (size_t t = 0; t < r->calendar.n_steps; t++) {
            const meter k = {.o = o,
                             .m = {y, d, t},
                             .hours = r->calendar.days[d].days_per_year * r->calendar.step_h,
                             .account_eur = account_eur,
                             .co2_t = co2_t};
            for (size_t i = 0; i < r->n_connections; i++)
                meter_connection(&k, &r->connections[i]);
            for (size_t h = 0; h < r->n_hubs; h++)
                meter_hub(&k, &r->hubs[h]);
            for (size_t n = 0; n < r->n_heat_nets; n++)
                meter_net(&k, &r->heat_nets[n]);
        }
}

/* Growth that is refused and vehicles without a charger emit elsewhere. */
static void add_refused_co2(const operation *o, size_t y, double *co2_t)
{
    const region *r = o->region;
    for (size_t n = 0; n < r->n_demands; n++) {
        const demand *k = r->demands[n];
        co2_t[k->connection->park->index] += (1.0 - o->accepted[yearly(o, n, y)]) *
                                             k->growth_mwh[y] * KWH_PER_MWH *
                                             k->fallback_co2_kg_per_kwh / KG_PER_TONNE;
    }
    for (size_t n = 0; n < r->n_fleets; n++) {
        const fleet *f = r->fleets[n];
        const double kg_per_kwh =
            fmax(f->fallback_co2_kg_per_kwh, r->electricity->co2_kg_per_kwh[y]);
        const double tonnes = fleet_mwh(o, f) * KWH_PER_MWH / KG_PER_TONNE;
        co2_t[f->connection->park->index] += (1.0 - o->accepted_fleet[yearly(o, n, y)]) *
                                                 fleet_growth(f, y) * tonnes *
                                                 f->fallback_co2_kg_per_kwh +
                                             o->uncharged[yearly(o, n, y)] * tonnes * kg_per_kwh;
    }
}

/* (E33) Pipes that lie warm lose heat all year. */
static void add_lost_co2(const operation *o, size_t y, double *co2_t)
{
    for (size_t n = 0; n < o->region->n_heat_nets; n++) {
        const heat_net *net = &o->region->heat_nets[n];
        for (size_t k = 0; k < net->n_pipes; k++) {
            const heat_pipe *p = &net->pipes[k];
            co2_t[o->region->n_parks] += o->pipe_built[yearly(o, o->first_pipe[n] + k, y)] *
                                         p->technology->fixed_loss_kw_per_m * p->length_m *
                                         HOURS_PER_DAY * DAYS_PER_YEAR *
                                         heat_source_co2(&net->sources[0]) / KG_PER_TONNE;
        }
    }
}

void add_year(const operation *o, size_t y, double account_eur[ACCOUNT_COUNT], double *co2_t)
{
    const region *r = o->region;
    meter_year(o, y, account_eur, co2_t);
    add_refused_co2(o, y, co2_t);
    add_lost_co2(o, y, co2_t);
    for (size_t p = 0; !is_private_view(o) && p <= r->n_parks; p++)
        account_eur[ACCOUNT_CO2] += co2_t[p] * r->co2_price_eur_per_t[y];
}
