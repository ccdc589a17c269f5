#include "outputs/plan_json_parts.h"

#include <math.h>

/* Whether a heat net would be built with it. */
static bool is_of_net(const heat_net *net, const technology *tech)
{
    for (size_t s = 0; s < net->n_sources; s++)
        if (net->sources[s].technology == tech)
            return true;
    for (size_t k = 0; k < net->n_pipes; k++)
        if (net->pipes[k].technology == tech)
            return true;
    return net->connection_technology == tech;
}

/* Whether something of the region has it or is offered with it. */
static bool is_in_region(const region *r, const technology *tech)
{
    for (size_t i = 0; i < r->n_assets; i++)
        if (r->assets[i].technology == tech)
            return true;
    for (size_t i = 0; i < r->n_cables; i++)
        if (r->cables[i].technology == tech)
            return true;
    for (size_t h = 0; h < r->n_heat_nets; h++)
        if (is_of_net(&r->heat_nets[h], tech))
            return true;
    return false;
}

/* Whether the plan may name it; what was offered and not chosen stands in why_not. */
static bool is_named(const plan *p, const technology *tech)
{
    for (size_t i = 0; i < p->n_actions; i++)
        if (p->actions[i].technology == tech)
            return true;
    return is_in_region(p->region, tech);
}

static void write_technologies(const plan_writer *w)
{
    json_builder *j = w->json;
    const region *r = w->plan->region;
    json_begin_array(j, "technologies");
    for (size_t i = 0; i < r->n_technologies; i++) {
        const technology *tech = &r->technologies[i];
        if (!is_named(w->plan, tech))
            continue;
        json_begin_object(j, NULL);
        json_add_text(j, "id", tech->id);
        json_add_text(j, "name_nl", tech->name_nl);
        json_add_text(j, "name_en", tech->name_en);
        json_add_text(j, "kind", technology_kind_id(tech->kind));
        json_add_text(j, "theme", theme_id(tech->theme));
        json_add_text(j, "unit", technology_unit(tech));
        json_end(j);
    }
    json_end(j);
}

static void write_payers(const plan_writer *w)
{
    json_builder *j = w->json;
    const region *r = w->plan->region;
    json_begin_array(j, "payers");
    for (size_t i = 0; i < r->n_payers; i++) {
        json_begin_object(j, NULL);
        json_add_text(j, "id", r->payers[i].id);
        json_add_text(j, "name_nl", r->payers[i].name_nl);
        json_add_text(j, "name_en", r->payers[i].name_en);
        json_end(j);
    }
    json_end(j);
}

static void write_assumptions(const plan_writer *w)
{
    json_builder *j = w->json;
    const region *r = w->plan->region;
    json_begin_array(j, "assumptions");
    for (size_t i = 0; i < r->n_assumptions; i++) {
        const assumption *a = &r->assumptions[i];
        json_begin_object(j, NULL);
        json_add_text(j, "text_id", a->text_id);
        json_add_text(j, "object", a->object);
        json_add_text(j, "field", a->field);
        json_add_optional(j, "value", a->value);
        json_add_text(j, "source", a->source);
        if (a->line > 0)
            json_add_integer(j, "line", a->line);
        else
            json_add_null(j, "line");
        json_end(j);
    }
    json_end(j);
}

static void write_sources(const plan_writer *w)
{
    json_builder *j = w->json;
    const region *r = w->plan->region;
    json_begin_array(j, "sources");
    for (size_t i = 0; i < r->n_sources; i++) {
        json_begin_object(j, NULL);
        json_add_text(j, "id", r->sources[i].id);
        json_add_text(j, "title", r->sources[i].title);
        json_add_text(j, "url", r->sources[i].url);
        json_add_text(j, "year", r->sources[i].year);
        json_add_text(j, "reliability", r->sources[i].reliability);
        json_end(j);
    }
    json_end(j);
}

void plan_json_lists(const plan_writer *w)
{
    write_technologies(w);
    write_payers(w);
    write_assumptions(w);
    write_sources(w);
}

/* On an array that is open; nothing when the place is not known. */
static void write_place(json_builder *j, const char *id, double lat, double lon)
{
    if (!isfinite(lat) || !isfinite(lon))
        return;
    json_begin_object(j, NULL);
    json_add_text(j, "id", id);
    json_add_number(j, "lat", lat);
    json_add_number(j, "lon", lon);
    json_end(j);
}

static void write_route(json_builder *j, const heat_net *net, const heat_pipe *pipe)
{
    if (pipe->n_points == 0)
        return;
    json_begin_object(j, NULL);
    json_add_text(j, "heat_net", net->id);
    json_add_text(j, "pipe", pipe->id);
    json_begin_array(j, "points");
    for (size_t i = 0; i < pipe->n_points; i++) {
        json_begin_object(j, NULL);
        json_add_number(j, "lat", pipe->points[i].lat);
        json_add_number(j, "lon", pipe->points[i].lon);
        json_end(j);
    }
    json_end(j);
    json_end(j);
}

void plan_json_places(const plan_writer *w)
{
    json_builder *j = w->json;
    const region *r = w->plan->region;
    json_begin_object(j, "places");
    json_begin_array(j, "parks");
    for (size_t p = 0; p < r->n_parks; p++)
        write_place(j, r->parks[p].id, r->parks[p].lat, r->parks[p].lon);
    json_end(j);
    json_begin_array(j, "stations");
    for (size_t s = 0; s < r->n_stations; s++)
        write_place(j, r->stations[s].id, r->stations[s].lat, r->stations[s].lon);
    json_end(j);
    json_begin_array(j, "pipes");
    for (size_t h = 0; h < r->n_heat_nets; h++)
        for (size_t i = 0; i < r->heat_nets[h].n_pipes; i++)
            write_route(j, &r->heat_nets[h], &r->heat_nets[h].pipes[i]);
    json_end(j);
    json_end(j);
}

/* A list of one list per day. */
static void write_load(json_builder *j, const char *key, const double *kw, const calendar *c)
{
    if (kw == NULL) {
        json_add_null(j, key);
        return;
    }
    json_begin_array(j, key);
    for (size_t d = 0; d < c->n_days; d++)
        json_add_numbers(j, NULL, kw + calendar_at(c, d, 0), c->n_steps);
    json_end(j);
}

void plan_json_curves(const plan_writer *w)
{
    json_builder *j = w->json;
    const calendar *c = &w->plan->region->calendar;
    json_begin_array(j, "curves");
    for (size_t i = 0; i < w->plan->n_curves; i++) {
        const load_curve *l = &w->plan->curves[i];
        json_begin_object(j, NULL);
        json_add_text(j, "kind", l->kind);
        json_add_text(j, "id", l->id);
        plan_json_year(w, "year", l->milestone);
        if (l->has_limit)
            json_add_number(j, "limit_kw", l->limit_kw);
        else
            json_add_null(j, "limit_kw");
        write_load(j, "before_kw", l->before_kw, c);
        write_load(j, "after_kw", l->after_kw, c);
        json_end(j);
    }
    json_end(j);
}
