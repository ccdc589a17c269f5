/* The plan as a map for a GIS: GeoJSON of RFC 7946, in WGS84, longitude first. Parks and stations are
 * points with their key figures in the last milestone, pipes are lines. What has no known place has
 * no geometry, as the RFC has it. */
#include "outputs/report.h"

#include <stdlib.h>
#include <string.h>

#include "outputs/json.h"
#include "outputs/table.h"
#include "outputs/text_file.h"

typedef struct map_writer {
    const plan_document *doc;
    const report_options *options;
    json_builder *json;
    arena *mem;
    diag_list *diags;
    bool failed;
} map_writer;

/* --- places ----------------------------------------------------------------------------------- */

/* False, and a finding, when it is nowhere on Earth. */
static bool check_place(map_writer *w, const json_value *place, const char *of)
{
    const double lat = json_number(json_at(place, "lat")), lon = json_number(json_at(place, "lon"));
    if (lat >= -90.0 && lat <= 90.0 && lon >= -180.0 && lon <= 180.0)
        return true;
    diag_add(w->diags, DIAG_NOT_A_PLAN, NULL, 0,
             "the place of %s is at lat %g, lon %g; there is no such place", of, lat, lon);
    w->failed = true;
    return false;
}

static void add_position(const map_writer *w, const char *key, const json_value *place)
{
    json_begin_array(w->json, key);
    json_add_number(w->json, NULL, json_number(json_at(place, "lon")));
    json_add_number(w->json, NULL, json_number(json_at(place, "lat")));
    json_end(w->json);
}

static void add_point(map_writer *w, const json_value *place, const char *of)
{
    if (place == NULL || !check_place(w, place, of)) {
        json_add_null(w->json, "geometry");
        return;
    }
    json_begin_object(w->json, "geometry");
    json_add_text(w->json, "type", "Point");
    add_position(w, "coordinates", place);
    json_end(w->json);
}

/* A line needs two points. */
static void add_line(map_writer *w, const json_value *points, const char *of)
{
    if (json_count(points) < 2) {
        json_add_null(w->json, "geometry");
        return;
    }
    json_begin_object(w->json, "geometry");
    json_add_text(w->json, "type", "LineString");
    json_begin_array(w->json, "coordinates");
    JSON_EACH (p, points)
        if (check_place(w, p, of))
            add_position(w, NULL, p);
    json_end(w->json);
    json_end(w->json);
}

/* --- properties -------------------------------------------------------------------------------- */

static void add_cell(const map_writer *w, const char *key, const cell *c)
{
    switch (c->kind) {
    case CELL_NUMBER:
        json_add_number(w->json, key, c->number);
        break;
    case CELL_BOOL:
        json_add_bool(w->json, key, c->number > 0.0);
        break;
    case CELL_TEXT:
        json_add_text(w->json, key, c->text);
        break;
    case CELL_EMPTY:
        json_add_null(w->json, key);
        break;
    }
}

static void add_row(const map_writer *w, const table *t, size_t row, size_t first_column)
{
    for (size_t i = first_column; i < t->spec->n_columns; i++)
        add_cell(w, t->spec->columns[i].name, table_cell(t, row, i));
}

static void begin_feature(const map_writer *w, const char *kind, const char *id)
{
    char *whole = arena_printf(w->mem, "%s/%s", kind, id);
    json_begin_object(w->json, NULL);
    json_add_text(w->json, "type", "Feature");
    json_add_text(w->json, "id", whole);
}

static void begin_properties(const map_writer *w, const char *kind)
{
    json_begin_object(w->json, "properties");
    json_add_text(w->json, "what", kind);
}

static void end_feature(const map_writer *w)
{
    json_end(w->json);
    json_end(w->json);
}

/* --- features ---------------------------------------------------------------------------------- */

/* A point for each row of table things, with the row of its last milestone in years. */
static status add_points(map_writer *w, const char *kind, const char *things, const char *years,
                         const char *places)
{
    table of, by_year;
    if (table_make(table_spec_find(things), w->doc, w->mem, &of) != STATUS_OK ||
        table_make(table_spec_find(years), w->doc, w->mem, &by_year) != STATUS_OK)
        return STATUS_NO_MEMORY;
    const size_t n_years = w->doc->n_years;
    for (size_t r = 0; r < of.n_rows; r++) {
        char room[CELL_ROOM];
        const char *id = cell_plain(table_cell(&of, r, 0), room);
        begin_feature(w, kind, id);
        add_point(w, plan_document_find(w->doc, places, id), id);
        begin_properties(w, kind);
        add_row(w, &of, r, 0);
        if ((r + 1) * n_years <= by_year.n_rows)
            add_row(w, &by_year, (r + 1) * n_years - 1, 1);
        end_feature(w);
    }
    return STATUS_OK;
}

/* The year in which a pipe is laid first; NULL when it is not. */
static const json_value *year_laid(const json_value *actions, const char *net, const char *pipe)
{
    JSON_EACH (a, actions) {
        const char *its_net = json_string(json_at(a, "heat_net"));
        const char *its_pipe = json_string(json_at(a, "pipe"));
        if (its_net != NULL && its_pipe != NULL && strcmp(its_net, net) == 0 &&
            strcmp(its_pipe, pipe) == 0)
            return json_at(a, "year");
    }
    return NULL;
}

static const json_value *year_laid_anywhere(const plan_document *doc, const char *net,
                                            const char *pipe)
{
    const json_value *year = year_laid(json_at(doc->root, "region_actions"), net, pipe);
    const json_value *park = json_first(json_at(doc->root, "parks"));
    for (; park != NULL && year == NULL; park = json_next(park))
        year = year_laid(json_at(park, "actions"), net, pipe);
    return year;
}

static void add_pipe(map_writer *w, const json_value *route)
{
    const char *net = json_string(json_at(route, "heat_net"));
    const char *pipe = json_string(json_at(route, "pipe"));
    if (net == NULL || pipe == NULL)
        return;
    const json_value *year = year_laid_anywhere(w->doc, net, pipe);
    begin_feature(w, "pipe", pipe);
    add_line(w, json_at(route, "points"), pipe);
    begin_properties(w, "pipe");
    json_add_text(w->json, "pipe", pipe);
    json_add_text(w->json, "heat_net", net);
    json_add_text(w->json, "name", plan_document_name(w->doc, "heat_nets", net, w->options->lang));
    json_add_bool(w->json, "built", year != NULL);
    json_add_optional(w->json, "year", json_number(year));
    end_feature(w);
}

static status add_features(map_writer *w)
{
    json_add_text(w->json, "type", "FeatureCollection");
    json_begin_array(w->json, "features");
    status st = add_points(w, "park", "parks", "park_years", "places.parks");
    if (st == STATUS_OK)
        st = add_points(w, "station", "stations", "station_years", "places.stations");
    const json_value *route = json_first(json_at(w->doc->root, "places.pipes"));
    for (; route != NULL && st == STATUS_OK; route = json_next(route))
        add_pipe(w, route);
    json_end(w->json);
    return w->failed ? STATUS_INVALID : st;
}

status report_write_geojson(const plan_document *doc, const char *path,
                            const report_options *options, diag_list *diags)
{
    char *text = NULL;
    map_writer w = {.doc = doc, .options = options, .diags = diags};
    w.mem = arena_new();
    w.json = json_builder_new();
    status st = w.mem == NULL || w.json == NULL ? STATUS_NO_MEMORY : add_features(&w);
    if (st == STATUS_OK)
        st = json_text(w.json, diags, &text);
    else if (st == STATUS_NO_MEMORY)
        diag_add(diags, DIAG_NO_MEMORY, path, 0, "memory is out while it is written");
    if (st == STATUS_OK)
        st = text_file_write(path, text, strlen(text), diags);
    free(text);
    json_builder_free(w.json);
    arena_free(w.mem);
    return st;
}
