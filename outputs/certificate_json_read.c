/* Reading a certificate, a line at a time. Nothing in the file is trusted. */
#include "outputs/certificate_json.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "model/finding_text.h"
#include "outputs/json.h"

/* More columns or rows than any part has; what a file says beyond is a mistake, not a reason to ask
 * the machine for that much memory. */
#define LARGEST_PART 50e6

typedef struct certificate_reader {
    const char *path;
    const region *region;
    perspective perspective;
    diag_list *diags;
    FILE *in;
    sha256 fingerprint;
    char *line; /* of getline() */
    size_t room;
    int number;  /* of the line */
    cJSON *json; /* of the part */
    evidence_part part;
    double *values, *status_quo, *duals, *allowed;
} certificate_reader;

/* Always STATUS_INVALID. */
static status wrong(const certificate_reader *r, const char *what)
{
    diag_add(r->diags, DIAG_NOT_A_CERTIFICATE, r->path, r->number, "%s", finding_text(what));
    return STATUS_INVALID;
}

/* The next line without its end; *ended at the end of the file. */
static status next_line(certificate_reader *r, bool *ended)
{
    errno = 0;
    const ssize_t n = getline(&r->line, &r->room, r->in);
    *ended = n < 0;
    if (n < 0 && (ferror(r->in) || errno == ENOMEM)) {
        diag_add(r->diags, DIAG_CANNOT_OPEN, r->path, 0, "cannot be read: %s",
                 finding_text(strerror(errno)));
        return errno == ENOMEM ? STATUS_NO_MEMORY : STATUS_IO;
    }
    if (n < 0)
        return STATUS_OK;
    r->number++;
    sha256_add(&r->fingerprint, r->line, (size_t)n);
    if (n > 0 && r->line[n - 1] == '\n')
        r->line[n - 1] = '\0';
    return STATUS_OK;
}

static bool is_text(const cJSON *object, const char *key, const char *want)
{
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, key);
    return cJSON_IsString(item) && strcmp(item->valuestring, want) == 0;
}

/* The first line is a whole object but for its end. */
static status read_head(certificate_reader *r)
{
    bool ended;
    status st = next_line(r, &ended);
    if (st != STATUS_OK)
        return st;
    const char *const open = ended ? NULL : strstr(r->line, ",\"parts\":[");
    if (open == NULL || open[strlen(",\"parts\":[")] != '\0')
        return wrong(r, "is not a certificate of parkplan");
    r->line[open - r->line] = '}';
    r->line[open - r->line + 1] = '\0';
    errno = 0;
    cJSON *head = cJSON_Parse(r->line);
    if (head == NULL && errno == ENOMEM)
        return STATUS_NO_MEMORY;
    if (!is_text(head, "certificate", "parkplan"))
        st = wrong(r, "is not a certificate of parkplan");
    else if (!is_text(head, "region", r->region->id))
        st = wrong(r, "is of another region than the plan");
    else if (!is_text(head, "perspective", perspective_id(r->perspective)))
        st = wrong(r, "is of another perspective than the plan");
    cJSON_Delete(head);
    return st;
}

/* --- one part ------------------------------------------------------------------------------------ */

static bool read_count(const cJSON *object, const char *key, size_t *out)
{
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, key);
    const double n = cJSON_IsNumber(item) ? item->valuedouble : -1.0;
    if (!(n >= 0.0) || n > LARGEST_PART || floor(n) < n)
        return false;
    *out = (size_t)n;
    return true;
}

/* One run into values[n]; false when it does not fit. */
static bool read_run(const cJSON *run, double *values, size_t n)
{
    const cJSON *item = cJSON_IsArray(run) ? run->child : NULL;
    if (!cJSON_IsNumber(item) || item->valuedouble < 0.0 || item->valuedouble > LARGEST_PART)
        return false;
    size_t k = (size_t)item->valuedouble;
    for (item = item->next; item != NULL; item = item->next, k++) {
        if (k >= n || !cJSON_IsNumber(item) || !isfinite(item->valuedouble))
            return false;
        values[k] = item->valuedouble;
    }
    return true;
}

static status read_runs(certificate_reader *r, const char *key, size_t n, double **values)
{
    const cJSON *runs = cJSON_GetObjectItemCaseSensitive(r->json, key);
    *values = calloc(n + 1, sizeof **values);
    if (*values == NULL)
        return STATUS_NO_MEMORY;
    if (!cJSON_IsArray(runs))
        return wrong(r, "a part lacks one of its lists");
    for (const cJSON *run = runs->child; run != NULL; run = run->next)
        if (!read_run(run, *values, n))
            return wrong(r, "a list is not made of runs of numbers that fit the part");
    return STATUS_OK;
}

/* Which station, milestone and day it is about; none in the first part. */
static bool read_place(certificate_reader *r)
{
    const region *g = r->region;
    const cJSON *year = cJSON_GetObjectItemCaseSensitive(r->json, "year");
    evidence_part *p = &r->part;
    p->investments = cJSON_GetObjectItemCaseSensitive(r->json, "station") == NULL;
    if (p->investments)
        return true;
    while (p->station < g->n_stations && !is_text(r->json, "station", g->stations[p->station].id))
        p->station++;
    while (p->day < g->calendar.n_days && !is_text(r->json, "day", g->calendar.days[p->day].id))
        p->day++;
    while (p->milestone < g->horizon.n_milestones &&
           !(cJSON_IsNumber(year) && year->valueint == g->horizon.milestones[p->milestone].year))
        p->milestone++;
    return p->station < g->n_stations && p->day < g->calendar.n_days &&
           p->milestone < g->horizon.n_milestones;
}

static status fill_part(certificate_reader *r)
{
    evidence_part *p = &r->part;
    if (!read_place(r))
        return wrong(r, "a part is of a station, year or day that the region does not have");
    if (!read_count(r->json, "columns", &p->n_columns) || !read_count(r->json, "rows", &p->n_rows))
        return wrong(r, "a part does not say how many columns and rows it has");
    status st = read_runs(r, "values", p->n_columns, &r->values);
    if (st == STATUS_OK)
        st = read_runs(r, "status_quo", p->n_columns, &r->status_quo);
    if (st == STATUS_OK)
        st = read_runs(r, "duals", p->n_rows, &r->duals);
    p->n_allowed = p->investments ? r->region->n_targets * r->region->horizon.n_milestones : 0;
    if (st == STATUS_OK && p->investments)
        st = read_runs(r, "allowed", p->n_allowed, &r->allowed);
    p->values = r->values;
    p->status_quo = r->status_quo;
    p->duals = r->duals;
    p->allowed = r->allowed;
    return st;
}

static status read_part(certificate_reader *r, evidence_visit *visit, void *context)
{
    const char *end = NULL;
    r->part = (evidence_part){0};
    errno = 0;
    r->json = cJSON_ParseWithOpts(r->line, &end, false);
    if (r->json == NULL && errno == ENOMEM)
        return STATUS_NO_MEMORY;
    status st = r->json == NULL || (strcmp(end, "") != 0 && strcmp(end, ",") != 0)
                    ? wrong(r, "is not a line of JSON")
                    : fill_part(r);
    if (st == STATUS_OK)
        st = visit(context, &r->part);
    cJSON_Delete(r->json);
    free(r->values);
    free(r->status_quo);
    free(r->duals);
    free(r->allowed);
    r->values = r->status_quo = r->duals = r->allowed = NULL;
    return st;
}

/* ],"sealed":"..."} and nothing else. */
static status read_seal(certificate_reader *r, char seal[SHA256_HEX_LENGTH + 1])
{
    static const char before[] = "],\"sealed\":\"", behind[] = "\"}";
    const size_t start = strlen(before);
    if (strncmp(r->line, before, start) != 0 ||
        strspn(r->line + start, "0123456789abcdef") != SHA256_HEX_LENGTH ||
        strcmp(r->line + start + SHA256_HEX_LENGTH, behind) != 0)
        return wrong(r, "its last line does not seal the plan");
    memcpy(seal, r->line + start, SHA256_HEX_LENGTH);
    seal[SHA256_HEX_LENGTH] = '\0';
    return STATUS_OK;
}

static status read_all(certificate_reader *r, evidence_visit *visit, void *context,
                       char seal[SHA256_HEX_LENGTH + 1])
{
    bool ended = false;
    status st = read_head(r);
    while (st == STATUS_OK) {
        st = next_line(r, &ended);
        if (st != STATUS_OK || ended || r->line[0] == ']')
            break;
        st = read_part(r, visit, context);
    }
    if (st == STATUS_OK && ended)
        return wrong(r, "ends before its last part");
    if (st == STATUS_OK)
        st = read_seal(r, seal);
    if (st == STATUS_OK)
        st = next_line(r, &ended);
    return st == STATUS_OK && !ended ? wrong(r, "goes on after its last part") : st;
}

status certificate_read(const char *path, const region *g, perspective who, evidence_visit *visit,
                        void *context, diag_list *diags, certificate_prints *out)
{
    certificate_reader r = {.path = path,
                            .region = g,
                            .perspective = who,
                            .diags = diags,
                            .in = fopen(path, "rb"),
                            .fingerprint = sha256_start()};
    if (r.in == NULL && errno == ENOMEM)
        return STATUS_NO_MEMORY;
    if (r.in == NULL) {
        diag_add(diags, DIAG_CANNOT_OPEN, path, 0, "cannot be read: %s",
                 finding_text(strerror(errno)));
        return STATUS_IO;
    }
    const status st = read_all(&r, visit, context, out->seal);
    if (st == STATUS_OK)
        sha256_finish(&r.fingerprint, out->sha256);
    if (st == STATUS_NO_MEMORY)
        diag_add(diags, DIAG_NO_MEMORY, path, 0, "memory is out while it is read");
    free(r.line);
    (void)fclose(r.in);
    return st;
}
