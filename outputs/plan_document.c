#include "outputs/plan_document.h"

#include <math.h>
#include <string.h>

#include "model/finding_text.h"
#include "model/version.h"

/* No milestone of a plan stands for more. */
enum { MOST_YEARS = 300 };

/* Lists that a reader relies on being there. */
static const char *const sections[] = {
    "summary.milestones",
    "themes",
    "parks",
    "region_actions",
    "hubs",
    "heat_nets",
    "stations",
    "payers",
    "funds",
    "targets",
    "limits",
    "technologies",
    "assumptions",
    "sources",
    "places.parks",
    "curves",
    "programme.efforts",
};

static bool refuse(const char *name, diag_list *diags, const char *why, const char *what)
{
    diag_add(diags, DIAG_NOT_A_PLAN, name, 0, "%s%s", finding_text(why), what);
    return false;
}

/* The first number of the version tells whether this program can read it. */
static bool is_known_version(const char *version)
{
    const size_t n = strcspn(PLAN_SCHEMA_VERSION, ".");
    return version != NULL && strncmp(version, PLAN_SCHEMA_VERSION, n + 1) == 0;
}

static bool is_plan(const json_value *root, const char *name, diag_list *diags)
{
    const char *tool = json_string(json_at(root, "meta.tool"));
    const char *version = json_string(json_at(root, "meta.schema_version"));
    if (tool == NULL || strcmp(tool, "parkplan") != 0)
        return refuse(name, diags, "it is JSON, but not a plan of this program: ",
                      finding_text("meta.tool is not \"parkplan\""));
    if (!is_known_version(version))
        return refuse(name, diags, "this program reads plans of form " PLAN_SCHEMA_VERSION ", not ",
                      version == NULL ? finding_text("one without a version") : version);
    for (size_t i = 0; i < sizeof sections / sizeof sections[0]; i++)
        if (!json_is_list(json_at(root, sections[i])))
            return refuse(name, diags, "it lacks the list ", sections[i]);
    return true;
}

static status read_years(plan_document *doc, const char *name, arena *mem, diag_list *diags)
{
    const json_value *milestones = json_at(doc->root, "meta.milestones");
    doc->n_years = json_count(milestones);
    int *years = ARENA_ARRAY(mem, doc->n_years, int);
    if (years == NULL)
        return STATUS_NO_MEMORY;
    size_t y = 0;
    JSON_EACH (m, milestones) {
        const double year = json_number(json_at(m, "year"));
        if (!(year >= 1900.0 && year <= 2200.0)) {
            refuse(name, diags, "it has a milestone without a year", "");
            return STATUS_INVALID;
        }
        years[y++] = (int)year;
    }
    doc->years = years;
    if (y > 0)
        return STATUS_OK;
    refuse(name, diags, "it has no milestones", "");
    return STATUS_INVALID;
}

static status accept(json_tree *tree, const char *name, arena *mem, diag_list *diags,
                     plan_document *out)
{
    plan_document doc = {.tree = tree, .root = json_root(tree)};
    status st = is_plan(doc.root, name, diags) ? STATUS_OK : STATUS_INVALID;
    if (st == STATUS_OK)
        st = read_years(&doc, name, mem, diags);
    if (st == STATUS_OK)
        *out = doc;
    else
        json_tree_free(tree);
    return st;
}

status plan_document_read(const char *path, arena *mem, diag_list *diags, plan_document *out)
{
    json_tree *tree = NULL;
    const status st = json_tree_read(path, diags, &tree);
    return st == STATUS_OK ? accept(tree, path, mem, diags, out) : st;
}

status plan_document_parse(const char *name, const char *text, size_t length, arena *mem,
                           diag_list *diags, plan_document *out)
{
    json_tree *tree = NULL;
    const status st = json_tree_parse(text, length, name, diags, &tree);
    return st == STATUS_OK ? accept(tree, name, mem, diags, out) : st;
}

void plan_document_free(plan_document *doc)
{
    json_tree_free(doc->tree);
    *doc = (plan_document){0};
}

status plan_document_check_region(const plan_document *doc, const char *region_path,
                                  const char *sha256, diag_list *diags)
{
    const char *its = json_string(json_at(doc->root, "meta.input.sha256"));
    if (its != NULL && sha256 != NULL && strcmp(its, sha256) == 0)
        return STATUS_OK;
    diag_add(diags, DIAG_OTHER_REGION, region_path, 0,
             "the plan was made from another file: its SHA-256 is %s, here it is %s",
             its == NULL ? finding_text("not known") : its,
             sha256 == NULL ? finding_text("not known") : sha256);
    return STATUS_INVALID;
}

const char *plan_document_scenario(const plan_document *doc)
{
    const char *id = json_string(json_at(doc->root, "meta.scenario.id"));
    return id == NULL || strcmp(id, "base") == 0 ? NULL : id;
}

int plan_document_last_year(const plan_document *doc)
{
    const json_value *last = json_last(json_at(doc->root, "meta.milestones"));
    const double years = json_number(json_at(last, "duration_years"));
    const bool is_known = years >= 1.0 && years <= MOST_YEARS;
    return doc->years[doc->n_years - 1] + (is_known ? (int)years - 1 : 0);
}

bool plan_document_is_year(double figure, int year)
{
    return fabs(figure - year) < 0.5;
}

const json_value *plan_document_find(const plan_document *doc, const char *list, const char *id)
{
    JSON_EACH (item, json_at(doc->root, list)) {
        const char *its = json_string(json_at(item, "id"));
        if (its != NULL && strcmp(its, id) == 0)
            return item;
    }
    return NULL;
}

const char *plan_document_name(const plan_document *doc, const char *list, const char *id, lang l)
{
    const json_value *item = plan_document_find(doc, list, id);
    const char *name = json_string(json_at(item, l == LANG_NL ? "name_nl" : "name_en"));
    if (name == NULL)
        name = json_string(json_at(item, "name"));
    return name == NULL ? id : name;
}
