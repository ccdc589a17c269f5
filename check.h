/* check.h - what `parkplan check` does: a region read, and what was found told.
 *
 * Beside main.c, as it calls all folders in order.
 */
#ifndef CHECK_H
#define CHECK_H

#include "inputs/options.h"
#include "model/arena.h"

/* STATUS_INVALID: there are errors. STATUS_NO_MEMORY. */
MUST_CHECK status check_run(const options *o, arena *mem);

#endif
