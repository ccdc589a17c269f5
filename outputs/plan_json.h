/* outputs/plan_json.h - the plan as JSON, in the form of outputs/plan.schema.json.
 *
 * It holds no sentences: where people need one it has a text_id of model/texts.def. Figures have
 * the names and units of model/plan.h, in at most ten significant digits, so that the same
 * plan gives the same bytes.
 */
#ifndef OUTPUTS_PLAN_JSON_H
#define OUTPUTS_PLAN_JSON_H

#include "model/plan.h"
#include "outputs/certificate_json.h"

/* The whole text, for free(). STATUS_OK, STATUS_SOLVER (a figure is not finite) or
 * STATUS_NO_MEMORY. */
MUST_CHECK status plan_json_text(const plan *p, diag_list *diags, char **out);

/* To a file, whole or not at all; "-" is stdout. Also STATUS_IO. */
MUST_CHECK status plan_write_json(const plan *p, const char *path, diag_list *diags);

/* Both, or neither: the plan, and the certificate that was written while it was made, whose name and
 * fingerprint the plan then gets. Both are ordinary files. Takes the writer over. */
MUST_CHECK status plan_write_certified(plan *p, const char *path, certificate_writer *w,
                                       diag_list *diags);

#endif
