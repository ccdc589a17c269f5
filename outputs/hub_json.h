/* outputs/hub_json.h - the study of a hub as JSON; the form is outputs/hub.schema.json. */
#ifndef OUTPUTS_HUB_JSON_H
#define OUTPUTS_HUB_JSON_H

#include "model/diag.h"
#include "model/hub_study.h"

/* Version of the form; the first figure rises when a key changes its meaning or goes. */
#define HUB_SCHEMA_VERSION "1.0"

/* path "-" is stdout. Appears whole or not at all. STATUS_IO, STATUS_SOLVER, STATUS_NO_MEMORY. */
MUST_CHECK status hub_write_json(const hub_study *s, const char *path, diag_list *diags);

#endif
