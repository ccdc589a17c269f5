/* outputs/plan_document.h - a plan.json as it stands in the file, to be checked.
 *
 * Nothing in it is trusted. Places are written as in parks[de_waard].milestones[2030].plan.co2_t: an
 * element of a list is called by its id or its year where it has one, otherwise by its number.
 */
#ifndef OUTPUTS_PLAN_DOCUMENT_H
#define OUTPUTS_PLAN_DOCUMENT_H

#include "model/certificate_verify.h"
#include "model/plan.h"
#include "model/verification.h"

typedef struct plan_document plan_document;

/* STATUS_INVALID with a finding when it is not a plan, STATUS_IO, STATUS_NO_MEMORY. */
MUST_CHECK status plan_document_read(const char *path, diag_list *diags, plan_document **out);
/* Likewise, from memory. name stands in messages. */
MUST_CHECK status plan_document_parse(const char *name, const char *text, diag_list *diags,
                                      plan_document **out);
/* As plan_write_json() would write it. STATUS_SOLVER: a figure is not finite. */
MUST_CHECK status plan_document_of(const plan *p, diag_list *diags, plan_document **out);
void plan_document_free(plan_document *d);

/* What stands at section.key, where section may be "meta.input" too; NULL or NAN when it is
 * missing or of another kind. */
const char *plan_document_text(const plan_document *d, const char *section, const char *key);
double plan_document_number(const plan_document *d, const char *section, const char *key);
bool plan_document_flag(const plan_document *d, const char *section, const char *key);
perspective plan_document_perspective(const plan_document *d);
/* NULL for none. */
const char *plan_document_scenario(const plan_document *d);

/* The tree of the JSON library, for the files of this folder. */
const void *plan_document_root(const plan_document *d);
/* status and certificate. */
stated_certificate plan_document_certificate(const plan_document *d);

/* Each figure, text and list against the same plan made anew, but for what only the search knows:
 * status, certificate, and the reasons why a theme has nothing; and for the name of the region file
 * and the version of the program. */
void plan_document_compare(const plan_document *d, const plan_document *anew, verification *v);

/* Only what the region says, whatever is decided: names, situations, caps, budgets, limits, lists. anew
 * is any plan of the region. */
void plan_document_compare_facts(const plan_document *d, const plan_document *anew,
                                 verification *v);

/* For tests that change a plan: calls visit for each number, in the order of the file. */
typedef void number_visit(void *context, const char *place, double *value);
void plan_document_each_number(plan_document *d, number_visit *visit, void *context);

#endif
