/* outputs/compare_json.h - a comparison as JSON, in the form of outputs/compare.schema.json. */
#ifndef OUTPUTS_COMPARE_JSON_H
#define OUTPUTS_COMPARE_JSON_H

#include "model/comparison.h"
#include "model/diag.h"

/* As plan_write_json(). */
MUST_CHECK status compare_write_json(const comparison *c, const char *path, diag_list *diags);

#endif
