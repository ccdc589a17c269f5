/* solver/challenge_parts.h - shared by the files that challenge a plan; not for others. */
#ifndef SOLVER_CHALLENGE_PARTS_H
#define SOLVER_CHALLENGE_PARTS_H

#include "solver/formulation_parts.h"
#include "solver/what_if.h"

typedef struct challenge {
    what_if *w;
    const formulation *f;
    const region *r;
    arena *mem;
    plan *plan;
} challenge;

/* --- limit_worth.c --- */
MUST_CHECK status limits_find_worth(challenge *c);
/* What a unit of the limit moves: bound of the row. False when the row has nothing to do with it. */
bool limit_row_is_of(const challenge *c, const limit_row *row, const plan_limit *l);
void limit_row_units(const challenge *c, const limit_row *row, double *upper, double *lower);

/* --- why.c --- */
MUST_CHECK status actions_find_why(challenge *c);

/* --- why_not.c, why_not_decision.c --- */
MUST_CHECK status parks_find_why_not(challenge *c);
MUST_CHECK status decisions_find_why_not(challenge *c);

/* --- reduced.c --- */
/* (E60) Cost of each column less what the rows pay for it, at duals y[rows]; reduced[columns]. */
void reduced_costs(const lp *p, const double *y, double *reduced);
/* kEUR of investment booked per unit of the column, present value. */
double investment_keur(const formulation *f, int column);

#endif
