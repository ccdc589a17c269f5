/* tests/breakage.h - cases that break one thing in fixture_full_region() and expect one finding. */
#ifndef TESTS_BREAKAGE_H
#define TESTS_BREAKAGE_H

#include "model/region.h"

typedef struct breakage {
    const char *name;
    void (*how)(region *r, arena *mem);
    diag_code code;
    const char *says; /* part of the message */
} breakage;

/* Runs region_check() on each broken region. The finding has to be there, with the file and (but
 * for parts that have none) a line, and the status has to follow from its severity. */
void check_breakages(const breakage *cases, size_t n);

#endif
