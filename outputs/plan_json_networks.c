#include "outputs/plan_json_parts.h"

static bool of_hub(const action *a, const void *of)
{
    return a->hub == of;
}

static bool of_heat_net(const action *a, const void *of)
{
    return a->heat_net == of;
}

static void write_members(const plan_writer *w, const plan_hub *ph)
{
    json_begin_array(w->json, "members");
    for (size_t m = 0; m < ph->hub->n_members; m++) {
        const connection *c = ph->hub->members[m].connection;
        json_begin_object(w->json, NULL);
        json_add_text(w->json, "connection", c->id);
        json_add_text(w->json, "company", c->company);
        json_add_text(w->json, "park", c->park->id);
        json_add_bool(w->json, "must_join", ph->hub->members[m].must);
        json_add_number(w->json, "import_cap_kw", c->import_cap_kw);
        plan_json_year(w, "joined_year", ph->joined[m]);
        json_end(w->json);
    }
    json_end(w->json);
}

static void write_hub_milestones(const plan_writer *w, const plan_hub *ph)
{
    json_builder *j = w->json;
    json_begin_array(j, "milestones");
    for (size_t y = 0; y < w->plan->region->horizon.n_milestones; y++) {
        json_begin_object(j, NULL);
        plan_json_year(w, "year", y);
        json_add_number(j, "group_contract_kw", ph->group_contract_kw[y]);
        json_add_number(j, "group_capacity_kw", ph->group_capacity_kw[y]);
        json_add_number(j, "members_contract_kw", ph->members_contract_kw[y]);
        json_add_number(j, "peak_import_kw", ph->peak_import_kw[y]);
        json_add_number(j, "peak_export_kw", ph->peak_export_kw[y]);
        json_add_number(j, "exchanged_mwh", ph->exchanged_mwh[y]);
        json_end(j);
    }
    json_end(j);
}

static void write_hub(const plan_writer *w, const plan_hub *ph)
{
    json_builder *j = w->json;
    const bool formed = ph->formed < w->plan->region->horizon.n_milestones;
    json_begin_object(j, NULL);
    json_add_text(j, "id", ph->hub->id);
    json_add_text(j, "name", ph->hub->name);
    json_add_text(j, "legal_form", ph->hub->legal_form);
    json_add_text(j, "station", ph->hub->members[0].connection->park->station->id);
    json_add_text(j, "decision", formed ? "formed" : "not_formed");
    plan_json_year(w, "year", ph->formed);
    plan_json_payer(w, "owner", ph->hub->owner);
    write_members(w, ph);
    write_hub_milestones(w, ph);
    plan_json_action_ids(w, of_hub, ph->hub);
    json_end(j);
}

void plan_json_hubs(const plan_writer *w)
{
    json_begin_array(w->json, "hubs");
    for (size_t h = 0; h < w->plan->n_hubs; h++)
        write_hub(w, &w->plan->hubs[h]);
    json_end(w->json);
}

static bool reaches(const heat_net *net, const park *pk)
{
    for (size_t i = 0; i < net->n_pipes; i++)
        if (net->pipes[i].to_park == pk)
            return true;
    return false;
}

/* The parks that the net could reach; those it does reach have heat delivered. */
static void write_net_parks(const plan_writer *w, const plan_heat_net *pn)
{
    const region *r = w->plan->region;
    const size_t n = r->horizon.n_milestones;
    json_begin_array(w->json, "parks");
    for (size_t p = 0; p < r->n_parks; p++) {
        if (!reaches(pn->net, &r->parks[p]))
            continue;
        json_begin_object(w->json, NULL);
        json_add_text(w->json, "park", r->parks[p].id);
        json_add_numbers(w->json, "delivered_mwh", pn->park_mwh + p * n, n);
        json_end(w->json);
    }
    json_end(w->json);
}

static void write_net_sources(const plan_writer *w, const plan_heat_net *pn)
{
    const size_t n = w->plan->region->horizon.n_milestones;
    json_begin_array(w->json, "sources");
    for (size_t s = 0; s < pn->net->n_sources; s++) {
        json_begin_object(w->json, NULL);
        json_add_text(w->json, "id", pn->net->sources[s].id);
        json_add_text(w->json, "technology", pn->net->sources[s].technology->id);
        json_add_numbers(w->json, "capacity_kw", pn->source_kw + s * n, n);
        json_end(w->json);
    }
    json_end(w->json);
}

static void write_net_pipes(const plan_writer *w, const plan_heat_net *pn)
{
    const size_t n = w->plan->region->horizon.n_milestones;
    json_begin_array(w->json, "pipes");
    for (size_t p = 0; p < pn->net->n_pipes; p++) {
        json_begin_object(w->json, NULL);
        json_add_text(w->json, "id", pn->net->pipes[p].id);
        json_add_text(w->json, "from", pn->net->pipes[p].from);
        json_add_text(w->json, "to", pn->net->pipes[p].to);
        json_add_numbers(w->json, "peak_kw", pn->pipe_peak_kw + p * n, n);
        json_add_numbers(w->json, "flow_mwh", pn->pipe_mwh + p * n, n);
        json_end(w->json);
    }
    json_end(w->json);
}

static void write_net_milestones(const plan_writer *w, const plan_heat_net *pn)
{
    json_builder *j = w->json;
    json_begin_array(j, "milestones");
    for (size_t y = 0; y < w->plan->region->horizon.n_milestones; y++) {
        json_begin_object(j, NULL);
        plan_json_year(w, "year", y);
        json_add_number(j, "delivered_mwh", pn->delivered_mwh[y]);
        json_add_number(j, "source_mwh", pn->source_mwh[y]);
        json_add_number(j, "cost_eur", pn->cost_eur[y]);
        /* Without heat there is no cost per MWh. */
        if (pn->delivered_mwh[y] > JSON_ZERO)
            json_add_number(j, "cost_eur_per_mwh", pn->cost_eur[y] / pn->delivered_mwh[y]);
        else
            json_add_null(j, "cost_eur_per_mwh");
        json_end(j);
    }
    json_end(j);
}

static void write_heat_net(const plan_writer *w, const plan_heat_net *pn)
{
    json_builder *j = w->json;
    const bool built = pn->built < w->plan->region->horizon.n_milestones;
    json_begin_object(j, NULL);
    json_add_text(j, "id", pn->net->id);
    json_add_text(j, "name", pn->net->name);
    json_add_text(j, "temperature", pn->net->temperature);
    json_add_text(j, "decision", built ? "built" : "not_built");
    plan_json_year(w, "year", pn->built);
    plan_json_payer(w, "owner", pn->net->owner);
    write_net_parks(w, pn);
    write_net_sources(w, pn);
    write_net_pipes(w, pn);
    write_net_milestones(w, pn);
    plan_json_action_ids(w, of_heat_net, pn->net);
    json_end(j);
}

void plan_json_heat_nets(const plan_writer *w)
{
    json_begin_array(w->json, "heat_nets");
    for (size_t h = 0; h < w->plan->n_heat_nets; h++)
        write_heat_net(w, &w->plan->heat_nets[h]);
    json_end(w->json);
}

static void write_station_milestone(const plan_writer *w, const plan_station *ps, size_t y)
{
    json_builder *j = w->json;
    json_begin_object(j, NULL);
    plan_json_year(w, "year", y);
    json_add_bool(j, "congested",
                  ps->station->congested_by_milestone != NULL &&
                      ps->station->congested_by_milestone[y]);
    json_add_number(j, "import_cap_kw", ps->import_cap_kw[y]);
    json_add_number(j, "export_cap_kw", ps->export_cap_kw[y]);
    json_add_number(j, "peak_import_kw", ps->peak_import_kw[y]);
    json_add_number(j, "peak_export_kw", ps->peak_export_kw[y]);
    json_add_number(j, "status_quo_peak_import_kw", ps->status_quo_peak_import_kw[y]);
    json_add_number(j, "status_quo_peak_export_kw", ps->status_quo_peak_export_kw[y]);
    json_add_number(j, "hours_at_import_limit", ps->hours_at_import_limit[y]);
    json_add_number(j, "hours_at_export_limit", ps->hours_at_export_limit[y]);
    json_end(j);
}

void plan_json_stations(const plan_writer *w)
{
    json_begin_array(w->json, "stations");
    for (size_t s = 0; s < w->plan->n_stations; s++) {
        const plan_station *ps = &w->plan->stations[s];
        json_begin_object(w->json, NULL);
        json_add_text(w->json, "id", ps->station->id);
        json_add_text(w->json, "name", ps->station->name);
        json_begin_array(w->json, "milestones");
        for (size_t y = 0; y < w->plan->region->horizon.n_milestones; y++)
            write_station_milestone(w, ps, y);
        json_end(w->json);
        json_end(w->json);
    }
    json_end(w->json);
}

/* Use it or lose it: contracts of which little is used, at congested stations. */
void plan_json_contracts_at_risk(const plan_writer *w)
{
    json_begin_array(w->json, "contracts_at_risk");
    for (size_t i = 0; i < w->plan->n_at_risk; i++) {
        const contract_at_risk *a = &w->plan->at_risk[i];
        json_begin_object(w->json, NULL);
        json_add_text(w->json, "park", a->connection->park->id);
        json_add_text(w->json, "connection", a->connection->id);
        json_add_text(w->json, "company", a->connection->company);
        plan_json_year(w, "year", a->milestone);
        json_add_number(w->json, "contract_kw", a->contract_kw);
        json_add_number(w->json, "peak_kw", a->peak_kw);
        json_add_number(w->json, "at_risk_kw", a->at_risk_kw);
        json_end(w->json);
    }
    json_end(w->json);
}
