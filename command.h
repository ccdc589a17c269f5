/* command.h - what the commands that plan share: the region, the log, and the number of threads.
 *
 * Beside main.c, as it calls all folders.
 */
#ifndef COMMAND_H
#define COMMAND_H

#include <stdio.h>

#include "inputs/options.h"
#include "model/arena.h"
#include "model/region.h"

/* Reads the region that the user names, and prints what was found; what comes later has a list of its
 * own. STATUS_INVALID, STATUS_NO_MEMORY. */
MUST_CHECK status command_read_region(const options *o, arena *mem, region **r);

/* Likewise with one of its scenarios, of which only what refuses it is printed; NULL: as it is, which is
 * to be read first. */
MUST_CHECK status command_read_scenario(const options *o, const char *id, arena *mem, region **r);

/* The file of --log, stderr, or NULL. STATUS_IO. */
MUST_CHECK status command_open_log(const options *o, FILE **log, diag_list *diags);
/* Whether all of it was written. STATUS_IO. */
MUST_CHECK status command_close_log(const options *o, FILE *log, diag_list *diags);

/* Threads or plans at the same time: what is asked for; 0: as many as there are cores. */
size_t command_as_many(long asked);

#endif
