/* outputs/plan_statement.h - between a plan and the plan.json that states it.
 *
 * Apart from outputs/plan_document.h, since those who show a plan need nothing of model/plan.h.
 */
#ifndef OUTPUTS_PLAN_STATEMENT_H
#define OUTPUTS_PLAN_STATEMENT_H

#include "model/certificate_verify.h"
#include "model/plan.h"
#include "outputs/plan_document.h"

/* The document that plan_write_json() would write. STATUS_OK, STATUS_SOLVER (a figure is not
 * finite) or STATUS_NO_MEMORY. */
MUST_CHECK status plan_document_of(const plan *p, arena *mem, diag_list *diags, plan_document *out);

/* From whose point of view it was made. */
perspective plan_document_perspective(const plan_document *doc);
/* Its status and certificate, whose texts belong to the document; NULL and NAN for what is missing. */
stated_certificate plan_document_certificate(const plan_document *doc);

#endif
