/* plan.h - what `parkplan plan` and `parkplan demo` do: a region planned.
 *
 * Beside main.c, as it calls all folders in order.
 */
#ifndef PLAN_H
#define PLAN_H

#include <signal.h>

#include "inputs/options.h"
#include "model/arena.h"

/* Reads the region, plans it, and writes the plan: JSON to the output, with its certificate beside it where
 * that is a file; a summary for people to stdout, or to stderr where the JSON goes there. The status is that
 * of plan_solve_repaired(), or of what went wrong before or after. */
MUST_CHECK status plan_run(const options *o, const volatile sig_atomic_t *stop, arena *mem,
                           diag_list *diags);

#endif
