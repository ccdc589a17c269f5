#include "outputs/hub_json.h"

#include <stdlib.h>
#include <string.h>

#include "outputs/hub_json_parts.h"
#include "outputs/region_json.h"
#include "outputs/text_file.h"

void hub_json_members(const hub_writer *w, const char *key, coalition members)
{
    json_begin_array(w->json, key);
    for (size_t j = 0; j < w->study->hub->n_members; j++)
        if (members & coalition_of(j))
            json_add_text(w->json, NULL, w->study->hub->members[j].connection->id);
    json_end(w->json);
}

void hub_json_year(const hub_writer *w, const char *key, size_t y)
{
    region_json_year(w->json, key, &w->study->region->horizon, y);
}

static void write_meta(const hub_writer *w)
{
    json_builder *j = w->json;
    const region *r = w->study->region;
    region_json_begin_meta(j, r, HUB_SCHEMA_VERSION);
    region_json_scenario(j, r);
    json_add_integer(j, "price_year", r->horizon.price_year);
    json_add_number(j, "discount_rate_frac", r->horizon.discount_rate_frac);
    region_json_milestones(j, &r->horizon);
    json_end(j);
}

static void write_hub(const hub_writer *w)
{
    json_builder *j = w->json;
    const hub *h = w->study->hub;
    json_begin_object(j, "hub");
    json_add_text(j, "id", h->id);
    json_add_text(j, "name", h->name);
    json_add_text(j, "legal_form", h->legal_form);
    json_add_text(j, "station", h->members[0].connection->park->station->id);
    json_add_integer(j, "earliest_year", h->earliest_year);
    json_add_number(j, "formation_cost_eur", h->formation_cost_eur);
    json_add_number(j, "life_years", h->life_years);
    json_add_number(j, "operating_cost_eur_per_year", h->operating_cost_eur_per_year);
    json_add_number(j, "operating_cost_eur_per_member_year", h->operating_cost_eur_per_member_year);
    json_begin_array(j, "candidates");
    for (size_t k = 0; k < h->n_members; k++) {
        json_begin_object(j, NULL);
        json_add_text(j, "connection", h->members[k].connection->id);
        json_add_text(j, "company", h->members[k].connection->company);
        json_add_text(j, "park", h->members[k].connection->park->id);
        json_add_bool(j, "must_join", h->members[k].must);
        json_add_bool(j, "asked", w->study->of_member[k].asked);
        json_add_bool(j, "joins", w->study->of_member[k].joins);
        json_end(j);
    }
    json_end(j);
    json_end(j);
}

static void write_method(const hub_writer *w)
{
    json_builder *j = w->json;
    json_begin_object(j, "method");
    json_add_bool(j, "every_coalition", w->study->exact);
    json_add_integer(j, "sampled_orders", (long long)w->study->n_orders);
    json_add_integer(j, "programs_solved", (long long)w->study->n_coalitions);
    json_add_integer(j, "programs_stopped", (long long)w->study->n_stopped);
    json_end(j);
}

status hub_write_json(const hub_study *s, const char *path, diag_list *diags)
{
    json_builder *json = json_builder_new();
    if (json == NULL)
        return STATUS_NO_MEMORY;
    const hub_writer w = {json, s};
    write_meta(&w);
    write_hub(&w);
    write_method(&w);
    hub_json_worth(&w);
    hub_json_membership(&w);
    hub_json_shares(&w);
    hub_json_statements(&w);
    hub_json_request(&w);
    char *text = NULL;
    status st = json_text(json, diags, &text);
    if (st == STATUS_OK)
        st = text_file_write(path, text, strlen(text), diags);
    free(text);
    json_builder_free(json);
    return st;
}
