#include "outputs/study.h"

#include <string.h>

#include "model/finding_text.h"

static status refuse(const char *path, diag_list *diags, const char *why)
{
    diag_add(diags, DIAG_NOT_A_STUDY, path, 0, "%s", finding_text(why));
    return STATUS_INVALID;
}

/* Each kind by a list that only it has. */
static status find_kind(const json_value *root, const char *path, diag_list *diags, study_kind *out)
{
    const char *version = json_string(json_at(root, "meta.schema_version"));
    if (!json_says(json_at(root, "meta.tool"), "parkplan"))
        return refuse(path, diags,
                      "it is JSON, but not made by this program: meta.tool is not "
                      "\"parkplan\"");
    if (version == NULL || strncmp(version, "1.", 2) != 0)
        return refuse(path, diags, "this program reads studies of form 1; it is of another");
    if (json_is_list(json_at(root, "scenarios")))
        *out = STUDY_COMPARISON;
    else if (json_is_list(json_at(root, "shares.rules")))
        *out = STUDY_HUB;
    else
        return refuse(path, diags, "it has to be what compare or hub wrote");
    return STATUS_OK;
}

static status check_region(const json_value *root, const plan_document *doc, const char *path,
                           diag_list *diags)
{
    const char *its = json_string(json_at(root, "meta.input.sha256"));
    const json_value *of_plan = json_at(doc->root, "meta.input.sha256");
    if (its != NULL && json_says(of_plan, its))
        return STATUS_OK;
    diag_add(diags, DIAG_OTHER_REGION, path, 0,
             "it was made from another region file than the plan: SHA-256 %s, that of the plan %s",
             its == NULL ? finding_text("not known") : its,
             json_string(of_plan) == NULL ? finding_text("not known") : json_string(of_plan));
    return STATUS_INVALID;
}

status study_parse(const char *name, const char *text, size_t length, diag_list *diags, study *out)
{
    study s = {.tree = NULL};
    status st = json_tree_parse(text, length, name, diags, &s.tree);
    if (st != STATUS_OK)
        return st;
    s.root = json_root(s.tree);
    st = find_kind(s.root, name, diags, &s.kind);
    if (st == STATUS_OK)
        *out = s;
    else
        study_free(&s);
    return st;
}

status study_read(const char *path, const plan_document *doc, diag_list *diags, study *out)
{
    study s = {.tree = NULL};
    status st = json_tree_read(path, diags, &s.tree);
    if (st != STATUS_OK)
        return st;
    s.root = json_root(s.tree);
    st = find_kind(s.root, path, diags, &s.kind);
    if (st == STATUS_OK)
        st = check_region(s.root, doc, path, diags);
    if (st == STATUS_OK)
        *out = s;
    else
        study_free(&s);
    return st;
}

void study_free(study *s)
{
    json_tree_free(s->tree);
    *s = (study){.tree = NULL};
}

status studies_read(char *const *paths, size_t n, const plan_document *doc, arena *mem,
                    diag_list *diags, study_list *out)
{
    *out = (study_list){.all = ARENA_ARRAY(mem, n, study)};
    status st = out->all == NULL ? STATUS_NO_MEMORY : STATUS_OK;
    for (size_t i = 0; i < n && st == STATUS_OK; i++) {
        st = study_read(paths[i], doc, diags, &out->all[i]);
        out->n += st == STATUS_OK;
    }
    return st;
}

void studies_free(study_list *list)
{
    for (size_t i = 0; i < list->n; i++)
        study_free(&list->all[i]);
    list->n = 0;
}
