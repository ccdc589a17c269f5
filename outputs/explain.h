/* outputs/explain.h - a plan told on a screen: one park, or the region in brief. */
#ifndef OUTPUTS_EXPLAIN_H
#define OUTPUTS_EXPLAIN_H

#include <stdio.h>

#include "outputs/plan_document.h"

/* The park of this id; NULL: the region and the list of its parks. STATUS_OK, STATUS_INVALID with a
 * finding (the plan has no such park; name is what the plan is called in messages) or
 * STATUS_NO_MEMORY. */
MUST_CHECK status explain_plan(const plan_document *doc, const char *name, const char *park, lang l,
                               diag_list *diags, FILE *out);

#endif
