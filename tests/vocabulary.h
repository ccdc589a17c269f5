/* tests/vocabulary.h - the region with every element and attribute, read once for a group of tests. */
#ifndef TESTS_VOCABULARY_H
#define TESTS_VOCABULARY_H

#include "tests/near.h"
#include "tests/reading.h"

/* Group set-up and tear-down; a region that cannot be read fails the group. */
int vocabulary_read(void **state);
int vocabulary_free(void **state);

/* Between set-up and tear-down. */
const region *vocabulary_region(void);

/* At the head of a test: r is the region. */
#define IN_VOCABULARY                                                                              \
    (void)state;                                                                                   \
    const region *r = vocabulary_region()

/* How close: only the last bits may differ from what stands in the file. */
#define EXACT 1e-12

/* These fail the test when there is none of that id. */
const technology *find_technology(const region *r, const char *id);
const payer *find_payer(const region *r, const char *id);

/* got[2] has these values, within EXACT. */
void assert_list(const double *got, double first, double second);

#endif
