/* outputs/shown_plan.h - a plan.json that was read to be shown.
 *
 * Made for looking, where outputs/plan_document.h is made for checking: nothing is compared, and
 * what is missing is not shown. Beside the figures the reports need the years of the milestones,
 * and the names that people know things by. Everything belongs to the document.
 */
#ifndef OUTPUTS_SHOWN_PLAN_H
#define OUTPUTS_SHOWN_PLAN_H

#include <stdbool.h>
#include <stddef.h>

#include "model/arena.h"
#include "model/text.h"
#include "outputs/json_tree.h"

typedef struct shown_plan {
    json_tree *tree;
    const json_value *root;
    size_t n_years;   /* milestones, >= 1 */
    const int *years; /* [n_years] first year of each */
} shown_plan;

/* path "-" is stdin. STATUS_OK; STATUS_INVALID (cannot be read, is no plan, or of a form this
 * program does not know) or STATUS_NO_MEMORY, with a finding. */
MUST_CHECK status shown_plan_read(const char *path, arena *mem, diag_list *diags,
                                     shown_plan *out);
/* The same for the text of a plan. */
MUST_CHECK status shown_plan_parse(const char *text, size_t length, arena *mem, diag_list *diags,
                                      shown_plan *out);
/* Whether the plan was made from a region file of this SHA-256; a finding when it was not. */
MUST_CHECK status shown_plan_check_region(const shown_plan *doc, const char *region_path,
                                             const char *sha256, diag_list *diags);
void shown_plan_free(shown_plan *doc);

/* Whether a figure of the plan is this year; any figure may be asked. */
bool shown_plan_is_year(double figure, int year);

/* What a list of the plan ("parks", "stations", "payers", ...) calls the item of this id: its name
 * in the language, its name, or else the id itself. */
const char *shown_plan_name(const shown_plan *doc, const char *list, const char *id, lang l);
/* The item itself, or NULL. */
const json_value *shown_plan_find(const shown_plan *doc, const char *list, const char *id);

#endif
