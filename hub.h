/* hub.h - what `parkplan hub` does: the questions of an association about one hub.
 *
 * Beside main.c, as it calls all folders in order.
 */
#ifndef HUB_H
#define HUB_H

#include <signal.h>

#include "inputs/options.h"
#include "model/arena.h"

/* Studies the hub, and writes what was found: JSON to the output, tables for people to stdout, or to
 * stderr where the JSON goes there. The status is that of hub_study_make(), or of what went wrong before
 * or after. */
MUST_CHECK status hub_run(const options *o, const volatile sig_atomic_t *stop, arena *mem,
                          diag_list *diags);

#endif
