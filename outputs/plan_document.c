#include "outputs/plan_document.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "model/tolerance.h"
#include "outputs/plan_json.h"

/* More than any plan. */
#define LARGEST_PLAN_BYTES 2e9
enum { PLACE_ROOM = 256 };
/* Two figures of ten digits may differ by one in the last; less than JSON_ZERO is written as 0. */
#define FIGURE_TOL_FRAC 2e-9
#define FIGURE_TOL 2e-9

struct plan_document {
    cJSON *root;
};

/* --- reading ------------------------------------------------------------------------------------ */

/* The whole file with a final zero, for free(). */
static status read_file(FILE *in, const char *path, diag_list *diags, char **out)
{
    size_t room = 1 << 16, used = 0;
    char *text = malloc(room);
    while (text != NULL) {
        used += fread(text + used, 1, room - used - 1, in);
        if (used < room - 1 || (double)room > LARGEST_PLAN_BYTES)
            break;
        char *bigger = realloc(text, room *= 2);
        if (bigger == NULL)
            free(text);
        text = bigger;
    }
    if (text == NULL) {
        diag_add(diags, DIAG_NO_MEMORY, path, 0, "memory is out while it is read");
        return STATUS_NO_MEMORY;
    }
    text[used] = '\0';
    *out = text;
    return STATUS_OK;
}

status plan_document_read(const char *path, diag_list *diags, plan_document **out)
{
    char *text = NULL;
    FILE *in = fopen(path, "rb");
    status st = in == NULL ? STATUS_IO : read_file(in, path, diags, &text);
    if (st == STATUS_IO || (in != NULL && ferror(in))) {
        diag_add(diags, DIAG_CANNOT_OPEN, path, 0, "cannot be read: %s", strerror(errno));
        st = STATUS_IO;
    }
    if (in != NULL)
        (void)fclose(in);
    if (st == STATUS_OK)
        st = plan_document_parse(path, text, diags, out);
    free(text);
    return st;
}

static status not_a_plan(const char *name, const char *why, diag_list *diags)
{
    diag_add(diags, DIAG_NOT_A_PLAN, name, 0, "is not a plan of parkplan: %s", why);
    return STATUS_INVALID;
}

status plan_document_parse(const char *name, const char *text, diag_list *diags,
                           plan_document **out)
{
    plan_document *d = calloc(1, sizeof *d);
    if (d == NULL)
        return STATUS_NO_MEMORY;
    d->root = cJSON_ParseWithOpts(text, NULL, true);
    const char *tool = plan_document_text(d, "meta", "tool");
    status st = STATUS_OK;
    if (d->root == NULL)
        st = not_a_plan(name, "it is not JSON", diags);
    else if (tool == NULL || strcmp(tool, "parkplan") != 0)
        st = not_a_plan(name, "meta.tool is not \"parkplan\"", diags);
    if (st == STATUS_OK)
        *out = d;
    else
        plan_document_free(d);
    return st;
}

status plan_document_of(const plan *p, diag_list *diags, plan_document **out)
{
    char *text = NULL;
    status st = plan_json_text(p, diags, &text);
    if (st == STATUS_OK)
        st = plan_document_parse("", text, diags, out);
    free(text);
    return st;
}

void plan_document_free(plan_document *d)
{
    if (d == NULL)
        return;
    cJSON_Delete(d->root);
    free(d);
}

const void *plan_document_root(const plan_document *d)
{
    return d->root;
}

/* The object named by names with dots between them; NULL when there is none. */
static const cJSON *find_section(const plan_document *d, const char *section)
{
    const cJSON *item = d->root;
    while (item != NULL && *section != '\0') {
        char name[PLACE_ROOM];
        const size_t n = strcspn(section, ".");
        snprintf(name, sizeof name, "%.*s", (int)n, section);
        item = cJSON_GetObjectItemCaseSensitive(item, name);
        section += section[n] == '.' ? n + 1 : n;
    }
    return item;
}

static const cJSON *find(const plan_document *d, const char *section, const char *key)
{
    return cJSON_GetObjectItemCaseSensitive(find_section(d, section), key);
}

const char *plan_document_text(const plan_document *d, const char *section, const char *key)
{
    const cJSON *item = find(d, section, key);
    return cJSON_IsString(item) ? item->valuestring : NULL;
}

double plan_document_number(const plan_document *d, const char *section, const char *key)
{
    const cJSON *item = find(d, section, key);
    return cJSON_IsNumber(item) ? item->valuedouble : NAN;
}

bool plan_document_flag(const plan_document *d, const char *section, const char *key)
{
    return cJSON_IsTrue(find(d, section, key));
}

perspective plan_document_perspective(const plan_document *d)
{
    const char *id = plan_document_text(d, "meta", "perspective");
    return id != NULL && strcmp(id, perspective_id(PERSPECTIVE_PRIVATE)) == 0
               ? PERSPECTIVE_PRIVATE
               : PERSPECTIVE_SOCIETAL;
}

const char *plan_document_scenario(const plan_document *d)
{
    const char *id = plan_document_text(d, "meta.scenario", "id");
    return id == NULL || strcmp(id, "base") == 0 ? NULL : id;
}

static size_t count_at(const plan_document *d, const char *key)
{
    const double n = plan_document_number(d, "certificate", key);
    const double most = 1e15; /* fits a double, and any machine */
    return n >= 0.0 && n <= most && floor(n) >= n ? (size_t)n : (size_t)-1;
}

stated_certificate plan_document_certificate(const plan_document *d)
{
    static const char here[] = "certificate", residuals[] = "certificate.residuals",
                      tolerances[] = "certificate.tolerances";
    const certificate c = {
        .method = plan_document_text(d, here, "method"),
        .objective_eur = plan_document_number(d, here, "objective_eur"),
        .lower_bound_eur = plan_document_number(d, here, "lower_bound_eur"),
        .dual_bound_eur = plan_document_number(d, here, "dual_bound_eur"),
        .file = plan_document_text(d, here, "file"),
        .sha256 = plan_document_text(d, here, "sha256"),
        .gap_frac = plan_document_number(d, here, "gap_frac"),
        .gap_asked_frac = plan_document_number(d, here, "gap_asked_frac"),
        .relaxed = plan_document_flag(d, here, "relaxed"),
        .n_rows = count_at(d, "n_rows"),
        .n_columns = count_at(d, "n_columns"),
        .n_whole = count_at(d, "n_whole"),
        .residual_kw = plan_document_number(d, residuals, "residual_kw"),
        .residual_eur = plan_document_number(d, residuals, "residual_eur"),
        .residual_other = plan_document_number(d, residuals, "residual_other"),
        .residual_whole = plan_document_number(d, residuals, "residual_whole"),
    };
    const cJSON *st = cJSON_GetObjectItemCaseSensitive(d->root, "status");
    return (stated_certificate){
        .status = cJSON_IsString(st) ? st->valuestring : NULL,
        .numbers = c,
        .balance_kw = plan_document_number(d, tolerances, "balance_kw"),
        .money_eur = plan_document_number(d, tolerances, "money_eur"),
        .money_frac = plan_document_number(d, tolerances, "money_frac"),
        .share_frac = plan_document_number(d, tolerances, "share_frac"),
        .whole = plan_document_number(d, tolerances, "whole"),
    };
}

/* --- comparing ------------------------------------------------------------------------------------ */

typedef struct comparison {
    verification *v;
    bool facts_only;
    char place[PLACE_ROOM];
} comparison;

static bool is_known_to_the_search_only(const char *place)
{
    static const char *const whole[] = {"status", "certificate", "meta.version", "meta.input.file",
                                        "why_not"};
    for (size_t k = 0; k < sizeof whole / sizeof whole[0]; k++)
        if (strcmp(place, whole[k]) == 0)
            return true;
    static const char *const ends[] = {"].reason", "].why_not", "].worth_eur_per_unit", "].rank"};
    const size_t n = strlen(place);
    for (size_t k = 0; k < sizeof ends / sizeof ends[0]; k++) {
        const size_t m = strlen(ends[k]);
        if (n > m && strcmp(place + n - m, ends[k]) == 0)
            return true;
    }
    return false;
}

/* Places of what a region says; * stands for any one name. */
static const char *const facts[] = {
    "meta",

    "payers",
    "assumptions",
    "sources",
    "places",
    "summary.*.wanted_growth_mwh",
    "parks[*].name",
    "parks[*].municipality",
    "parks[*].station",
    "parks[*].situation",
    "parks[*].milestones[*].year",
    "parks[*].milestones[*].wanted_growth_mwh",
    "summary.milestones[*].year",
    "summary.milestones[*].wanted_growth_mwh",
    "hubs[*].name",
    "hubs[*].legal_form",
    "hubs[*].station",
    "hubs[*].owner",
    "hubs[*].members[*].connection",
    "hubs[*].members[*].company",
    "hubs[*].members[*].park",
    "hubs[*].members[*].must_join",
    "hubs[*].members[*].import_cap_kw",
    "hubs[*].milestones[*].year",
    "stations[*].name",
    "stations[*].milestones[*].year",
    "stations[*].milestones[*].congested",
    "stations[*].milestones[*].import_cap_kw",
    "stations[*].milestones[*].export_cap_kw",
    "programme.given",
    "programme.base_adoption_frac_per_year",
    "programme.efforts[*].name",
    "programme.efforts[*].theme",
    "programme.efforts[*].unit",
    "programme.efforts[*].owner",
    "programme.efforts[*].milestones[*].year",
    "funds[*].name",
    "funds[*].payer",
    "funds[*].municipality",
    "funds[*].themes",
    "funds[*].milestones[*].year",
    "funds[*].milestones[*].budget_eur",
    "targets[*].kind",
    "targets[*].unit",
    "targets[*].municipality",
    "targets[*].park",
    "targets[*].milestones[*].year",
    "targets[*].milestones[*].limit",
};

/* Whether place is the pattern or stands below it; *above: it leads to it. */
static bool matches(const char *pattern, const char *place, bool *above)
{
    while (*pattern != '\0' && *place != '\0') {
        if (*pattern == '*') {
            place += strcspn(place, "].");
            pattern++;
        } else if (*pattern++ != *place++) {
            return false;
        }
    }
    *above |= *place == '\0' && *pattern != '\0' && strchr(".[", *pattern) != NULL;
    return *pattern == '\0' && (*place == '\0' || strchr(".[", *place) != NULL);
}

/* Goes on below places that lead to facts, so that none is missed. */
static bool is_fact(const char *place, bool *above)
{
    bool found = false;
    *above = false;
    for (size_t k = 0; k < sizeof facts / sizeof facts[0]; k++)
        found |= matches(facts[k], place, above);
    return found;
}

static void compare(comparison *c, const cJSON *have, const cJSON *want);

/* Goes down to an element, and back. */
static void compare_at(comparison *c, const cJSON *have, const cJSON *want, const char *form,
                       const char *name)
{
    const size_t used = strlen(c->place);
    snprintf(c->place + used, PLACE_ROOM - used, form, name);
    bool above;
    if (is_known_to_the_search_only(c->place))
        have = want = NULL;
    else if (!c->facts_only || is_fact(c->place, &above))
        compare(c, have, want);
    else if (above && have != NULL && want != NULL)
        compare(c, have, want);
    c->place[used] = '\0';
}

static void compare_objects(comparison *c, const cJSON *have, const cJSON *want)
{
    const char *form = c->place[0] == '\0' ? "%s" : ".%s";
    for (const cJSON *w = want->child; w != NULL; w = w->next)
        compare_at(c, cJSON_GetObjectItemCaseSensitive(have, w->string), w, form, w->string);
    for (const cJSON *h = have->child; h != NULL; h = h->next)
        if (cJSON_GetObjectItemCaseSensitive(want, h->string) == NULL)
            compare_at(c, h, NULL, form, h->string);
}

static const char *name_of_element(const cJSON *element, size_t number, char name[PLACE_ROOM])
{
    const cJSON *id = cJSON_GetObjectItemCaseSensitive(element, "id");
    const cJSON *year = cJSON_GetObjectItemCaseSensitive(element, "year");
    if (cJSON_IsString(id))
        snprintf(name, PLACE_ROOM, "%s", id->valuestring);
    else if (cJSON_IsNumber(year))
        snprintf(name, PLACE_ROOM, "%d", year->valueint);
    else
        snprintf(name, PLACE_ROOM, "%zu", number);
    return name;
}

static void compare_lists(comparison *c, const cJSON *have, const cJSON *want)
{
    char name[PLACE_ROOM];
    size_t number = 0;
    const cJSON *h = have->child, *w = want->child;
    for (; h != NULL || w != NULL; number++) {
        compare_at(c, h, w, "[%s]", name_of_element(w != NULL ? w : h, number, name));
        h = h == NULL ? NULL : h->next;
        w = w == NULL ? NULL : w->next;
    }
}

static void compare(comparison *c, const cJSON *have, const cJSON *want)
{
    if (cJSON_IsNumber(have) && cJSON_IsNumber(want)) {
        const double a = have->valuedouble, b = want->valuedouble;
        verification_compare(c->v, CHECK_figures, a, b,
                             FIGURE_TOL + FIGURE_TOL_FRAC * fmax(fabs(a), fabs(b)), "%s", c->place);
    } else if (cJSON_IsObject(have) && cJSON_IsObject(want)) {
        compare_objects(c, have, want);
    } else if (cJSON_IsArray(have) && cJSON_IsArray(want)) {
        compare_lists(c, have, want);
    } else {
        verification_expect(c->v, CHECK_figures, cJSON_Compare(have, want, true), "%s", c->place);
    }
}

void plan_document_compare(const plan_document *d, const plan_document *anew, verification *v)
{
    comparison c = {.v = v};
    compare(&c, d->root, anew->root);
}

void plan_document_compare_facts(const plan_document *d, const plan_document *anew, verification *v)
{
    comparison c = {.v = v, .facts_only = true};
    compare(&c, d->root, anew->root);
}

/* --- for tests ------------------------------------------------------------------------------------ */

static void visit_numbers(cJSON *item, char place[PLACE_ROOM], number_visit *visit, void *context)
{
    const size_t used = strlen(place);
    char name[PLACE_ROOM];
    size_t number = 0;
    if (cJSON_IsNumber(item))
        visit(context, place, &item->valuedouble);
    for (cJSON *child = item->child; child != NULL; child = child->next, number++) {
        if (cJSON_IsArray(item))
            snprintf(place + used, PLACE_ROOM - used, "[%s]", name_of_element(child, number, name));
        else
            snprintf(place + used, PLACE_ROOM - used, "%s%s", used == 0 ? "" : ".", child->string);
        visit_numbers(child, place, visit, context);
        place[used] = '\0';
    }
}

void plan_document_each_number(plan_document *d, number_visit *visit, void *context)
{
    char place[PLACE_ROOM] = "";
    visit_numbers(d->root, place, visit, context);
}
