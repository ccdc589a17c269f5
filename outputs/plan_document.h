/* outputs/plan_document.h - a plan.json that was read, to be checked or to be shown.
 *
 * Nothing in it is trusted but its outline: that it is a plan of a form this program knows, that
 * its lists are there, and which years it has milestones in. Everything belongs to the document.
 */
#ifndef OUTPUTS_PLAN_DOCUMENT_H
#define OUTPUTS_PLAN_DOCUMENT_H

#include <stdbool.h>
#include <stddef.h>

#include "model/arena.h"
#include "model/text.h"
#include "outputs/json_tree.h"

typedef struct plan_document {
    json_tree *tree; /* NULL: nothing was read */
    const json_value *root;
    size_t n_years;   /* milestones, >= 1 */
    const int *years; /* [n_years] first year of each */
} plan_document;

/* path "-" is stdin. STATUS_OK; STATUS_INVALID (cannot be read, is no plan, or of a form this
 * program does not know) or STATUS_NO_MEMORY, with a finding. */
MUST_CHECK status plan_document_read(const char *path, arena *mem, diag_list *diags,
                                     plan_document *out);
/* The same for the text of a plan; name is for messages. */
MUST_CHECK status plan_document_parse(const char *name, const char *text, size_t length, arena *mem,
                                      diag_list *diags, plan_document *out);
/* Makes it one that nothing was read into. */
void plan_document_free(plan_document *doc);

/* Whether the plan was made from a region file of this SHA-256; a finding when it was not. */
MUST_CHECK status plan_document_check_region(const plan_document *doc, const char *region_path,
                                             const char *sha256, diag_list *diags);

/* The scenario it was made with, NULL for none. */
const char *plan_document_scenario(const plan_document *doc);

/* The last year that the plan is about: the last of those that its last milestone stands for. */
int plan_document_last_year(const plan_document *doc);

/* Whether a figure of the plan is this year; any figure may be asked. */
bool plan_document_is_year(double figure, int year);

/* What a list of the plan ("parks", "stations", "payers", ...) calls the item of this id: its name
 * in the language, its name, or else the id itself. */
const char *plan_document_name(const plan_document *doc, const char *list, const char *id, lang l);
/* The item itself, or NULL. */
const json_value *plan_document_find(const plan_document *doc, const char *list, const char *id);

#endif
