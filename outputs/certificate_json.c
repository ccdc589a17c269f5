#include "outputs/certificate_json.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "outputs/json.h"
#include "outputs/text_file.h"

/* One line, then the next. */
struct certificate_writer {
    const char *path;
    const region *region;
    diag_list *diags;
    staged_file *file;
    sha256 fingerprint;
    char *line;
    size_t length, room;
    size_t n_parts;
    bool no_memory, not_finite;
};

char *certificate_path_beside(const char *plan_path)
{
    static const char ending[] = ".json", put[] = ".certificate.json";
    const size_t n = strlen(plan_path), m = strlen(ending);
    const bool ends =
        n > m && strcmp(plan_path + n - m, ending) == 0 && plan_path[n - m - 1] != '/';
    const size_t kept = ends ? n - m : n;
    char *path = malloc(kept + sizeof put);
    if (path != NULL) {
        memcpy(path, plan_path, kept);
        memcpy(path + kept, put, sizeof put);
    }
    return path;
}

/* --- one line ------------------------------------------------------------------------------------ */

static void put(certificate_writer *w, const char *text)
{
    const size_t n = strlen(text);
    if (w->length + n + 1 > w->room) {
        const size_t more = 2 * (w->length + n + 1);
        char *bigger = realloc(w->line, more);
        if (bigger == NULL) {
            w->no_memory = true;
            return;
        }
        w->line = bigger;
        w->room = more;
    }
    memcpy(w->line + w->length, text, n + 1);
    w->length += n;
}

/* The shortest of two forms that gives the same number back. */
static void put_number(certificate_writer *w, double value)
{
    char text[JSON_NUMBER_ROOM];
    w->not_finite |= !isfinite(value);
    snprintf(text, sizeof text, "%.15g", value);
    if (strtod(text, NULL) != value)
        snprintf(text, sizeof text, "%.17g", value);
    put(w, text);
}

static void put_count(certificate_writer *w, size_t n)
{
    char text[JSON_NUMBER_ROOM];
    snprintf(text, sizeof text, "%zu", n);
    put(w, text);
}

/* Ids hold letters, digits, and signs that JSON leaves alone (inputs/region.xsd); the file comes from
 * one that was read that way. */
static void put_text(certificate_writer *w, const char *key, const char *text)
{
    put(w, "\"");
    put(w, key);
    put(w, "\":\"");
    put(w, text);
    put(w, "\",");
}

static bool is_zero(double value)
{
    return fpclassify(value) == FP_ZERO;
}

static void put_runs(certificate_writer *w, const char *key, const double *values, size_t n)
{
    put(w, ",\"");
    put(w, key);
    put(w, "\":[");
    bool first = true;
    for (size_t k = 0; k < n; k++) {
        if (is_zero(values[k]))
            continue;
        put(w, first ? "[" : ",[");
        first = false;
        put_count(w, k);
        for (; k < n && !is_zero(values[k]); k++) {
            put(w, ",");
            put_number(w, values[k]);
        }
        put(w, "]");
    }
    put(w, "]");
}

static status end_line(certificate_writer *w)
{
    if (w->no_memory) {
        diag_add(w->diags, DIAG_NO_MEMORY, NULL, 0,
                 "memory is out while the certificate is written");
        return STATUS_NO_MEMORY;
    }
    if (w->not_finite) {
        diag_add(w->diags, DIAG_NOT_FINITE, NULL, 0,
                 "a number of the certificate is not finite, so nothing is written");
        return STATUS_SOLVER;
    }
    status st = STATUS_OK;
    if (w->file == NULL) /* not before there is something to write */
        st = staged_file_open(w->path, w->diags, &w->file);
    if (st == STATUS_OK)
        st = staged_file_add(w->file, w->line, w->length, w->diags);
    sha256_add(&w->fingerprint, w->line, w->length);
    w->length = 0;
    return st;
}

/* --- the file ------------------------------------------------------------------------------------ */

void certificate_drop(certificate_writer *w)
{
    if (w == NULL)
        return;
    staged_file_drop(w->file);
    free(w->line);
    free(w);
}

status certificate_open(const char *path, const region *r, perspective who, diag_list *diags,
                        certificate_writer **out)
{
    certificate_writer *w = calloc(1, sizeof *w);
    if (w == NULL) {
        diag_add(diags, DIAG_NO_MEMORY, path, 0, "memory is out while it is written");
        return STATUS_NO_MEMORY;
    }
    *w = (certificate_writer){
        .path = path, .region = r, .diags = diags, .fingerprint = sha256_start()};
    const status st = text_file_try(path, diags);
    put(w, "{\"certificate\":\"parkplan\",\"version\":1,");
    put_text(w, "region", r->id);
    put_text(w, "perspective", perspective_id(who));
    put(w, "\"parts\":[\n");
    if (st == STATUS_OK)
        *out = w;
    else
        certificate_drop(w);
    return st;
}

status certificate_write_part(void *writer, const evidence_part *part)
{
    certificate_writer *w = writer;
    const region *r = w->region;
    put(w, w->n_parts++ == 0 ? "{" : ",\n{");
    if (!part->investments) {
        char year[JSON_NUMBER_ROOM];
        snprintf(year, sizeof year, "\"year\":%d,", r->horizon.milestones[part->milestone].year);
        put_text(w, "station", r->stations[part->station].id);
        put(w, year);
        put_text(w, "day", r->calendar.days[part->day].id);
    }
    put(w, "\"columns\":");
    put_count(w, part->n_columns);
    put(w, ",\"rows\":");
    put_count(w, part->n_rows);
    put_runs(w, "values", part->values, part->n_columns);
    put_runs(w, "status_quo", part->status_quo, part->n_columns);
    put_runs(w, "duals", part->duals, part->n_rows);
    if (part->investments)
        put_runs(w, "allowed", part->allowed, part->n_allowed);
    put(w, "}");
    return end_line(w);
}

status certificate_finish(certificate_writer *w, const char *seal, char hex[SHA256_HEX_LENGTH + 1])
{
    put(w, "\n],\"sealed\":\"");
    put(w, seal);
    put(w, "\"}\n");
    status st = end_line(w);
    if (st == STATUS_OK)
        st = staged_file_finish(w->file, w->diags);
    if (st == STATUS_OK)
        sha256_finish(&w->fingerprint, hex);
    return st;
}

const char *certificate_name(const certificate_writer *w)
{
    const char *slash = strrchr(w->path, '/');
    return slash == NULL ? w->path : slash + 1;
}

status certificate_publish(certificate_writer *w)
{
    const status st = staged_file_publish(w->file, w->diags);
    w->file = NULL;
    certificate_drop(w);
    return st;
}
