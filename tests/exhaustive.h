/* tests/exhaustive.h - the optimum of a tiny region by trying everything.
 *
 * Each way to settle the whole numbers (hub, members, EMS, heat net, pipes, charging points) is
 * fixed in turn and the linear program that remains is solved; the cheapest is the optimum. */
#ifndef TESTS_EXHAUSTIVE_H
#define TESTS_EXHAUSTIVE_H

#include "tests/random_region.h"

/* Draws the regions of seeds first .. last, even ones in the societal and odd ones in the private
 * perspective. plan_solve() with gap 0 has to find the optimum of each, and no bound above it;
 * prints the seeds that fail, and fails the test when there are any. */
void seeds_agree(unsigned first, unsigned last, random_options o);

#endif
