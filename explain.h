/* explain.h - what `parkplan explain` does: a plan told in words.
 *
 * Beside main.c, as it calls all folders in order.
 */
#ifndef EXPLAIN_H
#define EXPLAIN_H

#include "inputs/options.h"
#include "model/arena.h"

/* To stdout, of the region or of the park that the user names. STATUS_INVALID, STATUS_IO,
 * STATUS_NO_MEMORY. */
MUST_CHECK status explain_run(const options *o, arena *mem, diag_list *diags);

#endif
