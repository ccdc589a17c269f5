/* outputs/repairs_statement.h - what a plan.json states of targets that cannot be met. */
#ifndef OUTPUTS_REPAIRS_STATEMENT_H
#define OUTPUTS_REPAIRS_STATEMENT_H

#include "model/repair.h"
#include "outputs/plan_document.h"

/* *out lies in mem, its texts belong to the document; NULL: the plan states nothing of it.
 * STATUS_OK or STATUS_NO_MEMORY. */
MUST_CHECK status repairs_statement_read(const plan_document *doc, arena *mem,
                                         const stated_repairs **out);

#endif
