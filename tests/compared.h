/* tests/compared.h - what holds for comparisons of any region, on drawn ones. */
#ifndef TESTS_COMPARED_H
#define TESTS_COMPARED_H

/* Planned again with parts of its own first milestone, and then with all of it, by the search of before: with
 * each, the exact optimum of one program lies between bound and plan. */
void compared_again_brackets_the_optimum(unsigned seed);

/* Trade-offs: the dearer the less; no gap is larger than allowed without being named; each point is the
 * optimum of a solve of its own; and no point within another's limit costs less than that one's bound. */
void compared_fronts_hold(unsigned seed);

/* Different plans cost no more than asked for, every row of them holds, and they are as far from the best and
 * from those before them as stated. */
void compared_different_plans_hold(unsigned seed);

#endif
