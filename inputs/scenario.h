/* inputs/scenario.h - the edits of a scenario, made on the document before it is read. */
#ifndef INPUTS_SCENARIO_H
#define INPUTS_SCENARIO_H

#include "inputs/schema.h"
#include "inputs/xml_document.h"

/* Makes the edits of scenario id, in file order. Every edit that cannot be made is a finding;
 * the others are made. STATUS_OK also with findings: they are counted in the list. */
MUST_CHECK status scenario_apply(xml_document *doc, const char *id, const schema *rules, arena *mem,
                                 diag_list *diags);

#endif
