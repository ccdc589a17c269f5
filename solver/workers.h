/* solver/workers.h - threads that live as long as a search.
 *
 * Item k of a job always runs in worker k % n_workers: problems of the solver library have to stay
 * in the thread that made them. Results do not depend on the number of workers as long as items
 * share nothing that they change.
 */
#ifndef SOLVER_WORKERS_H
#define SOLVER_WORKERS_H

#include <stddef.h>

#include "model/status.h"

typedef struct workers workers;

typedef status work(void *context, size_t item);

/* n_workers >= 1. */
MUST_CHECK status workers_new(size_t n_workers, workers **out);
/* Waits for the threads to end. NULL is allowed. */
void workers_free(workers *w);

size_t workers_count(const workers *w);

/* Runs body for each item below n_items and waits. The status of the first item that failed; the
 * other items of its worker are then left out. */
MUST_CHECK status workers_run(workers *w, work *body, void *context, size_t n_items);
/* The same in workers that live no longer, no more than there are items; of one, in the thread of the
 * caller. */
MUST_CHECK status workers_run_once(size_t n_workers, work *body, void *context, size_t n_items);

#endif
