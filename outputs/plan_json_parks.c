#include "outputs/plan_json_parts.h"

#include "model/growth.h"

/* What there is today: the demand that stands there anyway, in the first milestone. */
static void write_demand(const plan_writer *w, const park *pk)
{
    const region *r = w->plan->region;
    json_begin_array(w->json, "demand");
    for (size_t k = 0; k < r->n_carriers; k++) {
        double mwh = 0.0;
        for (size_t i = 0; i < pk->n_connections; i++)
            for (size_t n = 0; n < pk->connections[i].n_demands; n++)
                if (pk->connections[i].demands[n].carrier == &r->carriers[k])
                    mwh += pk->connections[i].demands[n].existing_mwh[0];
        if (mwh <= 0.0)
            continue;
        json_begin_object(w->json, NULL);
        json_add_text(w->json, "carrier", r->carriers[k].id);
        json_add_number(w->json, "energy_mwh_per_year", mwh);
        json_end(w->json);
    }
    json_end(w->json);
}

static void write_situation(const plan_writer *w, const plan_park *pp)
{
    json_builder *j = w->json;
    const park *pk = pp->park;
    double import_kw = 0.0, export_kw = 0.0, sites = 0.0, vehicles = 0.0;
    bool aggregate = false;
    for (size_t i = 0; i < pk->n_connections; i++) {
        const connection *c = &pk->connections[i];
        import_kw += c->import_cap_kw;
        export_kw += c->export_cap_kw;
        sites += c->sites;
        aggregate = aggregate || c->aggregate;
        for (size_t f = 0; f < c->n_fleets; f++)
            vehicles += fleet_existing(&c->fleets[f], 0);
    }
    json_begin_object(j, "situation");
    json_add_number(j, "area_ha", pk->area_ha);
    json_add_number(j, "free_area_m2", pk->free_area_m2);
    json_add_number(j, "companies", pk->companies);
    json_add_number(j, "sites", sites);
    json_add_bool(j, "aggregate", aggregate);
    json_add_number(j, "import_cap_kw", import_kw);
    json_add_number(j, "export_cap_kw", export_kw);
    json_add_number(j, "base_peak_import_kw", pp->base_peak_import_kw);
    json_add_number(j, "existing_vehicles", vehicles);
    write_demand(w, pk);
    json_end(j);
}

static void write_grid(json_builder *j, const energy_state *s)
{
    json_begin_object(j, "grid");
    json_add_number(j, "peak_import_kw", s->peak_import_kw);
    json_add_number(j, "peak_export_kw", s->peak_export_kw);
    json_add_number(j, "contract_kw", s->contract_kw);
    json_add_number(j, "import_mwh", s->import_mwh);
    json_add_number(j, "export_mwh", s->export_mwh);
    json_add_number(j, "renewable_mwh", s->renewable_mwh);
    json_add_number(j, "electricity_use_mwh", s->electricity_use_mwh);
    json_end(j);
}

static void write_unserved(json_builder *j, const energy_state *s)
{
    json_begin_object(j, "unserved");
    json_add_number(j, "refused_growth_mwh", s->refused_growth_mwh);
    json_add_number(j, "refused_growth_frac", s->refused_growth_frac);
    json_add_number(j, "shed_mwh", s->shed_mwh);
    json_add_number(j, "surplus_mwh", s->surplus_mwh);
    json_end(j);
}

static void write_state(json_builder *j, const char *key, const energy_state *s)
{
    json_begin_object(j, key);
    write_grid(j, s);
    json_begin_object(j, "heat");
    json_add_number(j, "heat_demand_mwh", s->heat_demand_mwh);
    json_add_number(j, "heat_net_mwh", s->heat_net_mwh);
    json_end(j);
    json_begin_object(j, "charging");
    json_add_number(j, "vehicles_wanted", s->vehicles_wanted);
    json_add_number(j, "vehicles_served", s->vehicles_served);
    json_add_number(j, "charging_mwh", s->charging_mwh);
    json_add_number(j, "points", s->points);
    json_end(j);
    write_unserved(j, s);
    json_add_number(j, "co2_t", s->co2_t);
    json_add_number(j, "cost_eur", s->cost_eur);
    json_end(j);
}

static void write_milestones(const plan_writer *w, const plan_park *pp)
{
    const region *r = w->plan->region;
    json_begin_array(w->json, "milestones");
    for (size_t y = 0; y < r->horizon.n_milestones; y++) {
        json_begin_object(w->json, NULL);
        plan_json_year(w, "year", y);
        json_add_number(w->json, "wanted_growth_mwh",
                        park_wanted_growth_mwh(pp->park, &r->calendar, y));
        write_state(w->json, "plan", &pp->plan[y]);
        write_state(w->json, "status_quo", &pp->status_quo[y]);
        json_end(w->json);
    }
    json_end(w->json);
}

static void write_park(const plan_writer *w, const plan_park *pp)
{
    json_builder *j = w->json;
    json_begin_object(j, NULL);
    json_add_text(j, "id", pp->park->id);
    json_add_text(j, "name", pp->park->name);
    json_add_text(j, "municipality", pp->park->municipality);
    json_add_text(j, "station", pp->park->station->id);
    write_situation(w, pp);
    json_begin_array(j, "actions");
    for (size_t i = 0; i < pp->n_actions; i++)
        plan_json_action(w, pp->actions[i]);
    json_end(j);
    plan_json_why_not(w, "why_not", pp->why_not, pp->n_why_not);
    write_milestones(w, pp);
    json_end(j);
}

void plan_json_parks(const plan_writer *w)
{
    json_begin_array(w->json, "parks");
    for (size_t p = 0; p < w->plan->n_parks; p++)
        write_park(w, &w->plan->parks[p]);
    json_end(w->json);
}
