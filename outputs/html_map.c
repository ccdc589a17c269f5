/* The map: parks, stations and pipes, coloured by what does not fit; drawn by the library from
 * the data beside it, without tiles. The list of parks next to it says the same in words. */
#include "outputs/html_parts.h"

#include <string.h>

static void write_place(html *h, const json_value *place)
{
    html_raw(h, "\"lat\":");
    html_json_number(h, json_number(json_at(place, "lat")));
    html_raw(h, ",\"lon\":");
    html_json_number(h, json_number(json_at(place, "lon")));
}

/* ,"key":[one number per milestone] */
static void write_values(html *h, const char *key, const json_value *of, const char *path)
{
    buffer_printf(&h->out, ",\"%s\":[", key);
    const json_value *m = json_first(json_at(of, "milestones"));
    for (const char *comma = ""; m != NULL; m = json_next(m), comma = ",") {
        html_raw(h, comma);
        html_json_number(h, json_number(json_at(m, path)));
    }
    html_raw(h, "]");
}

static void write_parks(html *h)
{
    const char *comma = "";
    const json_value *park = json_first(json_at(h->doc->root, "parks"));
    for (size_t number = 1; park != NULL; park = json_next(park), number++) {
        const char *id = json_string(json_at(park, "id"));
        const json_value *place =
            id == NULL ? NULL : plan_document_find(h->doc, "places.parks", id);
        const char *station = json_string(json_at(park, "station"));
        if (place == NULL)
            continue;
        buffer_printf(&h->out, "%s{\"number\":%zu,\"id\":", comma, number);
        html_json_text(h, id);
        html_raw(h, ",\"name\":");
        html_json_text(h, plan_document_name(h->doc, "parks", id, LANG_NL));
        html_raw(h, ",\"station\":");
        html_json_text(h, station == NULL ? "" : station);
        html_raw(h, ",");
        write_place(h, place);
        write_values(h, "after", park, "plan.unserved.refused_growth_frac");
        write_values(h, "before", park, "status_quo.unserved.refused_growth_frac");
        html_raw(h, "}");
        comma = ",\n";
    }
}

static void write_stations(html *h)
{
    const char *comma = "";
    JSON_EACH (station, json_at(h->doc->root, "stations")) {
        const char *id = json_string(json_at(station, "id"));
        const json_value *place =
            id == NULL ? NULL : plan_document_find(h->doc, "places.stations", id);
        if (place == NULL)
            continue;
        buffer_printf(&h->out, "%s{\"id\":", comma);
        html_json_text(h, id);
        html_raw(h, ",\"name\":");
        html_json_text(h, plan_document_name(h->doc, "stations", id, LANG_NL));
        html_raw(h, ",");
        write_place(h, place);
        write_values(h, "after", station, "peak_import_kw");
        write_values(h, "before", station, "status_quo_peak_import_kw");
        write_values(h, "limit", station, "import_cap_kw");
        html_raw(h, "}");
        comma = ",\n";
    }
}

static bool is_laid(const html *h, const char *net, const char *pipe)
{
    const table *actions = html_find_table(h, "actions");
    const size_t at_net = table_column(actions->spec, "heat_net");
    const size_t at_pipe = table_column(actions->spec, "pipe");
    for (size_t r = 0; r < actions->n_rows; r++) {
        const char *its_net = table_cell(actions, r, at_net)->text;
        const char *its_pipe = table_cell(actions, r, at_pipe)->text;
        if (its_net != NULL && its_pipe != NULL && strcmp(its_net, net) == 0 &&
            strcmp(its_pipe, pipe) == 0)
            return true;
    }
    return false;
}

static void write_pipes(html *h)
{
    const char *comma = "";
    JSON_EACH (route, json_at(h->doc->root, "places.pipes")) {
        const char *net = json_string(json_at(route, "heat_net"));
        const char *pipe = json_string(json_at(route, "pipe"));
        if (net == NULL || pipe == NULL)
            continue;
        buffer_printf(&h->out, "%s{\"built\":%s,\"name\":", comma,
                      is_laid(h, net, pipe) ? "true" : "false");
        html_json_text(h, plan_document_name(h->doc, "heat_nets", net, LANG_NL));
        html_raw(h, ",\"points\":[");
        const json_value *p = json_first(json_at(route, "points"));
        for (const char *inner = ""; p != NULL; p = json_next(p), inner = ",") {
            buffer_printf(&h->out, "%s{", inner);
            write_place(h, p);
            html_raw(h, "}");
        }
        html_raw(h, "]}");
        comma = ",\n";
    }
}

static void write_legend(html *h)
{
    html_raw(h, "<ul class=\"legend\">\n");
    static const struct {
        const char *class;
        text_id text;
    } entries[] = {
        {"c0", TEXT_page_map_all},         {"c1", TEXT_page_map_most},
        {"c2", TEXT_page_map_some},        {"c3", TEXT_page_map_little},
        {"square", TEXT_page_map_station}, {"line", TEXT_page_map_feeds},
        {"pipe", TEXT_page_map_pipe},      {"maybe", TEXT_page_map_maybe},
    };
    for (size_t i = 0; i < sizeof entries / sizeof entries[0]; i++) {
        buffer_printf(&h->out, "<li><span class=\"key %s\"></span> ", entries[i].class);
        const phrase text = phrase_text(entries[i].text);
        html_phrase(h, &text);
        html_raw(h, "</li>\n");
    }
    html_raw(h, "</ul>\n");
}

static void write_choices(html *h)
{
    static const struct {
        const char *value;
        text_id text;
    } choices[] = {{"after", TEXT_page_with_plan}, {"before", TEXT_page_without_plan}};
    html_raw(h, "<p class=\"choices\"><label for=\"map-which\">");
    const phrase show = phrase_text(TEXT_page_map_show), year = phrase_text(TEXT_page_year);
    html_phrase(h, &show);
    html_raw(h, "</label> <select id=\"map-which\">");
    for (size_t i = 0; i < 2; i++) {
        const phrase text = phrase_text(choices[i].text);
        buffer_printf(&h->out, "<option value=\"%s\"", choices[i].value);
        html_attribute(h, "label", &text);
        html_raw(h, ">");
        html_text(h, text.in[LANG_NL]);
        html_raw(h, "</option>");
    }
    html_raw(h, "</select> <label for=\"map-year\">");
    html_phrase(h, &year);
    html_raw(h, "</label> <select id=\"map-year\"></select></p>\n");
}

/* The numbers on the map, with the names that they stand for. */
static void write_list(html *h)
{
    html_raw(h, "<ol class=\"places\">\n");
    JSON_EACH (park, json_at(h->doc->root, "parks")) {
        const char *id = json_string(json_at(park, "id"));
        if (id == NULL)
            continue;
        const phrase name = phrase_name(h->doc, "parks", id);
        html_raw(h, "<li><a href=\"#park-");
        html_text(h, id);
        html_raw(h, "\">");
        html_phrase(h, &name);
        html_raw(h, "</a>");
        if (plan_document_find(h->doc, "places.parks", id) == NULL)
            html_words(h, "small class=\"after\"", TEXT_page_map_nowhere);
        html_raw(h, "</li>\n");
    }
    html_raw(h, "</ol>\n");
}

void html_map(html *h)
{
    const phrase title = phrase_text(TEXT_page_map);
    if (json_first(json_at(h->doc->root, "places.parks")) == NULL)
        return;
    html_begin_view(h, "", "map", &title);
    html_words(h, "p class=\"lead\"", TEXT_page_map_lead);
    write_choices(h);
    html_raw(
        h, "<div class=\"map-row\"><div class=\"map-box\"><div id=\"map-canvas\" role=\"region\"");
    html_attribute(h, "aria-label", &title);
    html_raw(h, "></div>\n");
    write_legend(h);
    html_raw(h, "</div>\n");
    write_list(h);
    html_raw(h, "</div>\n<script type=\"application/json\" id=\"map-data\">{\"parks\":[");
    write_parks(h);
    html_raw(h, "],\n\"stations\":[");
    write_stations(h);
    html_raw(h, "],\n\"pipes\":[");
    write_pipes(h);
    html_raw(h, "]}</script>\n");
    html_end_view(h);
}
