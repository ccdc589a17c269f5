/* outputs/progress.h - one line on a terminal that tells how far the work is.
 *
 * Nothing at all when the stream is not a terminal, so that a log stays readable. At most
 * twice a second.
 */
#ifndef OUTPUTS_PROGRESS_H
#define OUTPUTS_PROGRESS_H

#include <stdbool.h>
#include <stdio.h>

#include "model/text.h"

typedef struct progress {
    FILE *out;
    bool shown; /* shows; false: stays silent */
    lang lang;
    double last_s;  /* when the last line was written, in seconds of the work */
    size_t columns; /* that it takes; 0: none stands there */
} progress;

/* Shows when out is a terminal. */
progress progress_start(FILE *out, lang l);

/* A report of the solver; context is the progress. phase is a text id; EUR of present value, NAN
 * when not known. */
void progress_report(void *context, const char *phase, double lower_bound_eur, double best_eur,
                     double elapsed_s);

/* The same for work that is counted; context is the progress. */
void progress_count(void *context, size_t done, size_t of);
/* The same for groups of members of a hub. */
void progress_groups(void *context, size_t done, size_t of);

/* Wipes the line; to be called before anything else is written to the stream. */
void progress_end(progress *p);

#endif
