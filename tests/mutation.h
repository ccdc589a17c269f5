/* tests/mutation.h - a plan in which one number after the other is changed, and verify. */
#ifndef TESTS_MUTATION_H
#define TESTS_MUTATION_H

#include <stddef.h>

#include "model/plan.h"

typedef struct mutation_count {
    size_t n, n_found;
} mutation_count;

/* Plans the region of the file, verifies the plan, which has to hold, and then changes every
 * step-th number of it by one percent, or 0 to 1. The test fails when verify does not find one. */
mutation_count mutate_plan(const char *region_path, perspective who, double gap_frac, size_t step);

#endif
