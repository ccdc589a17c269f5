#include "outputs/plan_json.h"

#include <stdlib.h>
#include <string.h>

#include "outputs/action_id.h"
#include "outputs/plan_json_parts.h"
#include "outputs/plan_seal.h"
#include "outputs/plan_statement.h"
#include "outputs/region_json.h"
#include "outputs/text_file.h"

void plan_json_year(const plan_writer *w, const char *key, size_t y)
{
    region_json_year(w->json, key, &w->plan->region->horizon, y);
}

void plan_json_payer(const plan_writer *w, const char *key, const payer *p)
{
    json_add_text(w->json, key, p == NULL ? NULL : p->id);
}

void plan_json_action_ids(const plan_writer *w, action_filter *belongs, const void *of)
{
    json_begin_array(w->json, "actions");
    for (size_t i = 0; i < w->plan->n_actions; i++)
        if (belongs(&w->plan->actions[i], of))
            json_add_text(w->json, NULL, w->action_ids[i]);
    json_end(w->json);
}

static void write_sections(const plan_writer *w)
{
    plan_json_meta(w);
    plan_json_summary(w);
    plan_json_themes(w);
    plan_json_parks(w);
    plan_json_region_actions(w);
    plan_json_why_not(w, "why_not", w->plan->why_not, w->plan->n_why_not);
    plan_json_hubs(w);
    plan_json_heat_nets(w);
    plan_json_stations(w);
    plan_json_contracts_at_risk(w);
    plan_json_policy(w);
    plan_json_repairs(w);
    if (w->plan->perspective == PERSPECTIVE_PRIVATE)
        plan_json_worse_off(w);
    plan_json_lists(w);
    plan_json_places(w);
    plan_json_curves(w); /* last: by far the longest */
}

static status no_memory(diag_list *diags)
{
    diag_add(diags, DIAG_NO_MEMORY, NULL, 0, "memory is out while the plan is written");
    return STATUS_NO_MEMORY;
}

status plan_json_text(const plan *p, diag_list *diags, char **out)
{
    status st = STATUS_NO_MEMORY;
    arena *mem = arena_new();
    json_builder *json = json_builder_new();
    const char *const *ids = NULL;
    if (mem != NULL && json != NULL)
        st = action_ids(p, mem, &ids);
    if (st == STATUS_OK) {
        write_sections(&(plan_writer){.json = json, .plan = p, .action_ids = ids});
        st = json_text(json, diags, out);
    } else {
        st = no_memory(diags);
    }
    json_builder_free(json);
    arena_free(mem);
    return st;
}

status plan_write_json(const plan *p, const char *path, diag_list *diags)
{
    char *text = NULL;
    status st = plan_json_text(p, diags, &text);
    if (st == STATUS_OK)
        st = text_file_write(path, text, strlen(text), diags);
    free(text);
    return st;
}

/* The plan is whole on the disk before the certificate gets its name, so that hardly anything can
 * still come between the two. */
static status publish_both(certificate_writer *w, staged_file *f, const char *text,
                           diag_list *diags)
{
    status st = staged_file_add(f, text, strlen(text), diags);
    if (st == STATUS_OK)
        st = staged_file_finish(f, diags);
    if (st != STATUS_OK) {
        certificate_drop(w);
        staged_file_drop(f);
        return st;
    }
    st = certificate_publish(w);
    if (st == STATUS_OK)
        return staged_file_publish(f, diags);
    staged_file_drop(f);
    return st;
}

/* Of the plan as it will be written. */
static status seal_plan(const plan *p, diag_list *diags, char hex[SHA256_HEX_LENGTH + 1])
{
    plan_document doc;
    arena *mem = arena_new();
    if (mem == NULL)
        return no_memory(diags);
    status st = plan_document_of(p, mem, diags, &doc);
    if (st == STATUS_OK) {
        st = plan_seal(&doc, mem, hex) == STATUS_OK ? STATUS_OK : no_memory(diags);
        plan_document_free(&doc);
    }
    arena_free(mem);
    return st;
}

status plan_write_certified(plan *p, const char *path, certificate_writer *w, diag_list *diags)
{
    char hex[SHA256_HEX_LENGTH + 1], seal[SHA256_HEX_LENGTH + 1];
    char *text = NULL;
    staged_file *f = NULL;
    status st = seal_plan(p, diags, seal);
    if (st == STATUS_OK)
        st = certificate_finish(w, seal, hex);
    p->certificate.file = certificate_name(w);
    p->certificate.sha256 = hex;
    if (st == STATUS_OK)
        st = plan_json_text(p, diags, &text);
    if (st == STATUS_OK)
        st = staged_file_open(path, diags, &f);
    if (st == STATUS_OK)
        st = publish_both(w, f, text, diags);
    else
        certificate_drop(w);
    p->certificate.file = p->certificate.sha256 = NULL; /* they were ours */
    free(text);
    return st;
}
