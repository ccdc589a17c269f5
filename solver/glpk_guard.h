/* solver/glpk_guard.h - calls of GLPK that come back whatever happens; for glpk_*.c only.
 *
 * GLPK ends the process on misuse or lack of memory, prints to stdout and cannot be stopped.
 * Here a call runs between a setjmp and the hooks: glp_error_hook frees GLPK's environment
 * and jumps back; glp_term_hook swallows the output and, as GLPK prints while it works, uses
 * that to tick, and to look at the stop flag and jump back likewise. After a jump no GLPK object of the thread
 * may be touched: they all lived in that environment. */
#ifndef SOLVER_GLPK_GUARD_H
#define SOLVER_GLPK_GUARD_H

#include <stdbool.h>

#include "solver/lp_solver.h"

/* How a guarded call came back. */
typedef enum guard_result { GUARD_DONE, GUARD_FAILED, GUARD_INTERRUPTED } guard_result;

/* Runs body(context). Everything that body changes lives behind context, so nothing is lost in a
 * register when GLPK jumps. While GLPK works the stop flag of the limits is watched, and their
 * clock ticks. */
guard_result guarded_within(void (*body)(void *), void *context, const lp_limits *limits);
/* The same without; false when GLPK failed. */
bool guarded(void (*body)(void *), void *context);

/* How many environments this thread has lost to jumps, with every object in them; to be looked at
 * as long as the thread lives. */
const unsigned *guard_environments_lost(void);

#endif
