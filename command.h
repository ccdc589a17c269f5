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

/* The file of --log, stderr, or NULL. STATUS_IO. */
MUST_CHECK status command_open_log(const options *o, FILE **log, diag_list *diags);
/* Whether all of it was written. STATUS_IO. */
MUST_CHECK status command_close_log(const options *o, FILE *log, diag_list *diags);

/* That of --threads, or as many as there are cores. */
size_t command_threads(const options *o);

#endif
