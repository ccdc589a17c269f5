/* outputs/apart.h - a job in a process of its own, for a library that does not survive every failure.
 *
 * What the job changes in memory is lost; files that it writes stay.
 */
#ifndef OUTPUTS_APART_H
#define OUTPUTS_APART_H

/* Runs job(context) and gives its result, 0 .. APART_MOST. APART_FAILED: it crashed, could not be
 * started, or gave 0 but something printed to stderr meanwhile; what is printed there is swallowed. */
enum { APART_MOST = 99, APART_FAILED = -1 };
int apart_run(int (*job)(void *context), void *context);

#endif
