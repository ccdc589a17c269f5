/* tests/worked.h - what the worked examples of docs/formulation.md share. */
#ifndef TESTS_WORKED_H
#define TESTS_WORKED_H

#include "model/plan.h"

/* Prepares and plans the region with gap 0; the cost has to be want_eur, to 1e-6 of it. */
plan *solved_at_cost(region *r, perspective who, arena *mem, double want_eur);

/* The fixture with its day in two steps of 12 h. */
region *worked_two_steps(arena *mem);

/* 14.3: three trucks today, two more wanted; a point serves two and costs 800 EUR a year. */
region *worked_charger_region(arena *mem);

#endif
