/* tests/decomposed.h - the decomposition against one program, on drawn regions. */
#ifndef TESTS_DECOMPOSED_H
#define TESTS_DECOMPOSED_H

#include <stdbool.h>

/* The continuous optimum of the whole program, found by simplex and proven by its duals, lies
 * between the decomposed bound and the decomposed plan, which are within the gap asked for. */
void decomposed_brackets_the_optimum(unsigned seed);
/* The same with less CO2, and a larger share of renewable energy, than it would do by itself in the last milestone: both
 * targets are met. False: they cannot be, and nothing was shown. */
bool decomposed_meets_two_targets(unsigned seed);
/* With whole numbers: the plan costs no less than the optimum of branch and bound, and the bound
 * is no more. Stations taken as one, where nothing links: they are within the gap asked for. */
void decomposed_never_beats_branch_and_bound(unsigned seed);
/* (D17) The same of a region that is like another, with what the search of that one has learnt; and without whole
 * numbers they are within the gap asked for. */
void decomposed_warm_start_proves_no_less(unsigned seed);

#endif
