/* tests/random_region.h - small regions drawn from a seed, for properties that hold for any region.
 *
 * Everything of a park follows from the seed and the park's own number, so that the same parks can
 * be had in another order. What is drawn: shapes of demand and prices, growth, potentials of solar
 * panels, batteries, savings, heat pumps, chargers and EMS; a hub of the first two connections of
 * a park; a heat net to some of the parks; a programme, a fund and a subsidy.
 */
#ifndef TESTS_RANDOM_REGION_H
#define TESTS_RANDOM_REGION_H

#include "model/region.h"

typedef struct random_options {
    size_t n_parks;      /* 1 .. 4; each second one is behind a station of its own */
    size_t n_milestones; /* of 3 years each */
    size_t n_steps;      /* a day; divides 24 */
    bool reversed;       /* parks in the opposite order */
    bool plain;          /* no programme, fund or subsidy */
    bool one_of_each;    /* hub and heat net always, chargers at one park only */
} random_options;

/* Not yet checked and completed: a test may change it first. */
region *random_region(arena *mem, unsigned seed, random_options o);

/* All prices, tariffs, costs, penalties and budgets times factor. */
void random_region_scale(region *r, arena *mem, double factor);

#endif
