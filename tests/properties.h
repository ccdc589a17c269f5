/* tests/properties.h - what holds for any region, tried on drawn ones.
 *
 * Each property draws its region from the seed, prints what is wrong, and tells whether it holds.
 * Linear relaxations are compared where whole numbers have nothing to do with the property. */
#ifndef TESTS_PROPERTIES_H
#define TESTS_PROPERTIES_H

#include <stdbool.h>

typedef bool property(unsigned seed);

/* Electricity at every connection and in every step, recomputed from the region and the dispatch;
 * heat likewise; and the residuals that the plan states. */
property balances_close;
/* Room at the stations, in the contracts and on the cables; budgets; a shorter lead time. */
property more_room_never_costs_more;
property order_of_parks_is_irrelevant;
property scaled_prices_scale_the_cost;
property same_input_same_numbers;

/* Tries each on seeds first .. last; a test program's main() ends with what this gives. */
int properties_run(unsigned first, unsigned last);

#endif
