/* tests/exhaustive.h - the optimum of a tiny region by trying everything.
 *
 * Each way to settle the whole numbers (hub, members, EMS, heat net, pipes, charging points) is
 * fixed in turn and the linear program that remains is solved; the cheapest is the optimum. */
#ifndef TESTS_EXHAUSTIVE_H
#define TESTS_EXHAUSTIVE_H

typedef struct seed_range {
    unsigned first, last;
} seed_range;

/* Which regions to draw, of each kind; even seeds in the societal, odd ones in the private
 * perspective. */
typedef struct exhaustive_seeds {
    seed_range one_milestone;
    seed_range without_programme;
    seed_range two_milestones; /* what is built stays: the choices of both hang together */
} exhaustive_seeds;

/* plan_solve() with gap 0 has to find the optimum of each, and no bound above it; prints the seeds
 * that fail. A test program's main() ends with what this gives. */
int exhaustive_run(const exhaustive_seeds *seeds);

#endif
