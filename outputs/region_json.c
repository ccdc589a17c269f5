#include "outputs/region_json.h"

#include "model/version.h"

static void write_named(json_builder *j, const char *key, const char *id, const char *name)
{
    json_begin_object(j, key);
    json_add_text(j, "id", id);
    json_add_text(j, "name", name);
    json_end(j);
}

static void write_input(json_builder *j, const region *r)
{
    const char *sha256 = r->sha256 == NULL || r->sha256[0] == '\0' ? NULL : r->sha256;
    json_begin_object(j, "input");
    json_add_text(j, "file", region_file_name(r));
    json_add_text(j, "sha256", sha256);
    json_end(j);
}

void region_json_begin_meta(json_builder *j, const region *r, const char *schema_version)
{
    json_begin_object(j, "meta");
    json_add_text(j, "tool", "parkplan");
    json_add_text(j, "version", PARKPLAN_VERSION);
    json_add_text(j, "schema_version", schema_version);
    write_named(j, "region", r->id, r->name);
    write_input(j, r);
}

void region_json_scenario(json_builder *j, const region *r)
{
    write_named(j, "scenario", r->scenario, r->scenario_name);
}

void region_json_milestones(json_builder *j, const horizon *h)
{
    json_begin_array(j, "milestones");
    for (size_t y = 0; y < h->n_milestones; y++) {
        json_begin_object(j, NULL);
        json_add_integer(j, "year", h->milestones[y].year);
        json_add_integer(j, "duration_years", h->milestones[y].duration_years);
        json_end(j);
    }
    json_end(j);
}

void region_json_year(json_builder *j, const char *key, const horizon *h, size_t y)
{
    if (y < h->n_milestones)
        json_add_integer(j, key, h->milestones[y].year);
    else
        json_add_null(j, key);
}
