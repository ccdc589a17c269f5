/* report.h - what `parkplan report` does: a plan as pages, tables and maps for people.
 *
 * Beside main.c, as it calls all folders in order.
 */
#ifndef REPORT_H
#define REPORT_H

#include "inputs/options.h"
#include "model/arena.h"

/* Reads the plan and its studies, verifies it where the user names its region, and writes the report.
 * STATUS_INVALID, STATUS_IO, STATUS_NO_MEMORY. */
MUST_CHECK status report_run(const options *o, arena *mem, diag_list *diags);

#endif
