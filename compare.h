/* compare.h - what `parkplan compare` does: the scenarios of a region side by side.
 *
 * Beside main.c, as it calls all folders in order.
 */
#ifndef COMPARE_H
#define COMPARE_H

#include <signal.h>

#include "inputs/options.h"
#include "model/arena.h"

/* Reads the region once per scenario, plans each, and writes the comparison: JSON to the output, tables
 * for people to stdout, or to stderr where the JSON goes there. The status is that of compare_solve(), or
 * of what went wrong before or after. */
MUST_CHECK status compare_run(const options *o, const volatile sig_atomic_t *stop, arena *mem,
                              diag_list *diags);

#endif
