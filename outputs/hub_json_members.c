/* A statement per member, and the request sheet for the grid operator. */
#include "outputs/hub_json_parts.h"

#include <math.h>

static void write_facts(const hub_writer *w, const member_facts *f)
{
    json_builder *j = w->json;
    json_begin_array(j, "milestones");
    for (size_t y = 0; y < w->study->region->horizon.n_milestones; y++) {
        json_begin_object(j, NULL);
        hub_json_year(w, "year", y);
        json_add_number(j, "import_mwh_per_year", f->import_mwh[y]);
        json_add_number(j, "export_mwh_per_year", f->export_mwh[y]);
        json_add_number(j, "own_peak_kw", f->own_peak_kw[y]);
        json_add_number(j, "at_group_peak_kw", f->at_group_peak_kw[y]);
        json_add_number(j, "growth_wanted_mwh", f->wanted_mwh[y]);
        json_add_number(j, "growth_accepted_mwh", f->accepted_mwh[y]);
        json_add_number(j, "storage_kw", f->storage_kw[y]);
        json_add_number(j, "storage_kwh", f->storage_kwh[y]);
        json_add_number(j, "managed_charging_kw", f->managed_kw[y]);
        json_end(j);
    }
    json_end(j);
}

static void write_brings(const hub_writer *w, size_t k)
{
    json_builder *j = w->json;
    const connection *c = w->study->hub->members[k].connection;
    json_begin_object(j, "brings");
    json_add_text(j, "level", grid_level_id(c->level));
    json_add_number(j, "import_cap_kw", c->import_cap_kw);
    json_add_number(j, "export_cap_kw", c->export_cap_kw);
    json_add_number(j, "physical_cap_kw", c->physical_cap_kw);
    json_add_number(j, "alone_import_mwh_per_year", w->study->of_member[k].alone_import_mwh);
    write_facts(w, &w->study->of_member[k].facts);
    json_end(j);
}

/* By each rule: what it gets of the gain, what it then pays, and what is lost when it leaves. */
static void write_by_rule(const hub_writer *w, size_t k)
{
    json_builder *j = w->json;
    const hub_study *s = w->study;
    const double alone = s->worth[s->shared].alone[k].cost_eur;
    json_add_number(j, "alone_eur", alone);
    json_begin_array(j, "by_rule");
    for (int rule = 0; rule < SHARE_RULES; rule++) {
        const hub_shares *of = &s->shares[rule];
        if (!of->given)
            continue;
        json_begin_object(j, NULL);
        json_add_text(j, "rule", share_rule_id((share_rule)rule));
        json_add_number(j, "gets_eur", of->eur[k]);
        json_add_number(j, "pays_eur", alone - of->eur[k]);
        json_add_number(j, "leaving_costs_it_eur", of->eur[k]);
        json_add_number(j, "leaving_costs_others_eur", s->of_member[k].marginal_eur - of->eur[k]);
        json_end(j);
    }
    json_end(j);
}

/* The own transport right lapses; while the station is congested it does not come back. */
static void write_gives_up(const hub_writer *w, size_t k)
{
    json_builder *j = w->json;
    const connection *c = w->study->hub->members[k].connection;
    const size_t formed = w->study->worth[w->study->shared].together.formed;
    json_begin_object(j, "gives_up");
    json_add_number(j, "import_cap_kw", c->import_cap_kw);
    json_add_number(j, "export_cap_kw", c->export_cap_kw);
    hub_json_year(w, "from_year", formed);
    json_add_bool(j, "comes_back",
                  formed < w->study->region->horizon.n_milestones &&
                      !c->park->station->congested_by_milestone[formed]);
    json_end(j);
}

static void write_largest_leaves(const hub_writer *w, size_t k)
{
    json_builder *j = w->json;
    const hub_study *s = w->study;
    json_begin_object(j, "largest_leaves");
    hub_json_members(w, "largest", s->largest);
    json_add_number(j, "worth_left_eur", s->without_largest_eur);
    json_add_optional(j, "shapley_eur", s->of_member[k].without_largest_eur);
    json_end(j);
}

static void write_estimates(const hub_writer *w, const hub_member_study *m)
{
    json_builder *j = w->json;
    json_begin_array(j, "estimates");
    for (size_t n = 0; n < m->n_assumptions; n++) {
        const assumption *a = m->assumptions[n];
        json_begin_object(j, NULL);
        json_add_text(j, "text_id", a->text_id);
        json_add_text(j, "object", a->object);
        json_add_text(j, "field", a->field);
        json_add_optional(j, "value", a->value);
        json_add_text(j, "source", a->source);
        json_add_integer(j, "line", a->line);
        json_end(j);
    }
    json_end(j);
}

void hub_json_statements(const hub_writer *w)
{
    json_builder *j = w->json;
    const hub_study *s = w->study;
    json_begin_array(j, "statements");
    for (size_t k = 0; k < s->hub->n_members; k++) {
        if (!s->of_member[k].joins)
            continue;
        json_begin_object(j, NULL);
        json_add_text(j, "connection", s->hub->members[k].connection->id);
        json_add_text(j, "company", s->hub->members[k].connection->company);
        write_brings(w, k);
        write_by_rule(w, k);
        write_gives_up(w, k);
        write_largest_leaves(w, k);
        write_estimates(w, &s->of_member[k]);
        json_end(j);
    }
    json_end(j);
}

/* --- the request sheet ------------------------------------------------------------------------ */

static void write_connections(const hub_writer *w)
{
    json_builder *j = w->json;
    json_begin_array(j, "connections");
    for (size_t k = 0; k < w->study->hub->n_members; k++) {
        const connection *c = w->study->hub->members[k].connection;
        if (!w->study->of_member[k].joins)
            continue;
        json_begin_object(j, NULL);
        json_add_text(j, "connection", c->id);
        json_add_text(j, "company", c->company);
        json_add_text(j, "park", c->park->id);
        json_add_text(j, "level", grid_level_id(c->level));
        json_add_number(j, "physical_cap_kw", c->physical_cap_kw);
        json_add_number(j, "import_cap_kw", c->import_cap_kw);
        json_add_number(j, "export_cap_kw", c->export_cap_kw);
        json_end(j);
    }
    json_end(j);
}

static void write_peaks(const hub_writer *w, size_t y)
{
    json_builder *j = w->json;
    const calendar *cal = &w->study->region->calendar;
    json_begin_array(j, "monthly_peaks");
    for (size_t g = 0; g < cal->n_peak_groups; g++) {
        json_begin_object(j, NULL);
        json_add_text(j, "peak_group", cal->peak_groups[g].id);
        json_add_number(j, "months", cal->peak_groups[g].months);
        json_add_number(j, "group_kw", w->study->group.peak_kw[y * cal->n_peak_groups + g]);
        json_add_number(j, "apart_kw", w->study->group.apart_peak_kw[y * cal->n_peak_groups + g]);
        json_end(j);
    }
    json_end(j);
}

static void write_flexible(const hub_writer *w, size_t y)
{
    json_builder *j = w->json;
    const hub_study *s = w->study;
    double kw = 0.0, kwh = 0.0, managed = 0.0, wanted = 0.0, accepted = 0.0, ems = 0.0;
    for (size_t k = 0; k < s->hub->n_members; k++) {
        const member_facts *f = &s->of_member[k].facts;
        if (!s->of_member[k].joins)
            continue;
        kw += f->storage_kw[y];
        kwh += f->storage_kwh[y];
        managed += f->managed_kw[y];
        wanted += f->wanted_mwh[y];
        accepted += f->accepted_mwh[y];
        ems += f->ems_sites[y];
    }
    json_add_number(j, "growth_wanted_mwh", wanted);
    json_add_number(j, "growth_accepted_mwh", accepted);
    json_add_number(j, "flexible_kw", kw + managed);
    json_add_number(j, "storage_kw", kw);
    json_add_number(j, "storage_kwh", kwh);
    json_add_optional(j, "storage_duration_h", kw > 0.0 ? kwh / kw : NAN);
    json_add_number(j, "managed_charging_kw", managed);
    json_add_number(j, "ems_sites", ems);
}

static double lapsing_kw(const hub_study *s)
{
    double kw = 0.0;
    for (size_t k = 0; k < s->hub->n_members; k++)
        kw += s->of_member[k].joins ? s->hub->members[k].connection->import_cap_kw : 0.0;
    return kw;
}

static void write_milestones(const hub_writer *w)
{
    json_builder *j = w->json;
    const hub_study *s = w->study;
    const calendar *cal = &s->region->calendar;
    json_begin_array(j, "milestones");
    for (size_t y = s->worth[s->shared].together.formed; y < s->region->horizon.n_milestones; y++) {
        json_begin_object(j, NULL);
        hub_json_year(w, "year", y);
        json_add_number(j, "group_capacity_kw", s->group.limit_kw[y]);
        json_add_number(j, "group_contract_kw", s->group.contract_kw[y]);
        json_add_number(j, "members_contract_kw", lapsing_kw(s));
        json_add_number(j, "hours_near_limit", s->group.hours_near_limit[y]);
        write_peaks(w, y);
        write_flexible(w, y);
        json_begin_array(j, "net_import_kw");
        for (size_t d = 0; d < cal->n_days; d++) {
            json_begin_object(j, NULL);
            json_add_text(j, "day", cal->days[d].id);
            json_add_numbers(
                j, "kw", &s->group.net_import_kw[y * calendar_size(cal) + calendar_at(cal, d, 0)],
                cal->n_steps);
            json_end(j);
        }
        json_end(j);
        json_end(j);
    }
    json_end(j);
}

void hub_json_request(const hub_writer *w)
{
    json_builder *j = w->json;
    const hub *h = w->study->hub;
    json_begin_object(j, "request");
    json_add_text(j, "station", h->members[0].connection->park->station->id);
    json_add_text(j, "legal_form", h->legal_form);
    json_add_bool(j, "needs_ems", h->needs_ems);
    write_connections(w);
    write_milestones(w);
    json_end(j);
}
