/* solver/challenge_parts.h - shared by the files that challenge a plan; not for others. */
#ifndef SOLVER_CHALLENGE_PARTS_H
#define SOLVER_CHALLENGE_PARTS_H

#include "solver/formulation_parts.h"
#include "solver/what_if.h"

typedef struct challenge {
    what_if *w;
    const formulation *f; /* what_if_formulation() */
    const region *r;
    const double *x; /* the plan, [columns of the investments] */
    arena *mem;
    plan *plan;
} challenge;

/* Stations a question can be about; the region stands for more than one. */
static inline size_t the_region(const challenge *c)
{
    return c->r->n_stations;
}

static inline size_t station_of_connection(const connection *c)
{
    return c->park->station->index;
}

/* A yes in the plan's last milestone; columns[k][y]. */
static inline bool is_yes(const challenge *c, const int *columns, size_t k)
{
    const int column = columns[at(c->f, k, c->r->horizon.n_milestones - 1)];
    return column >= 0 && c->x[column] > 0.5;
}

/* The one that all of a heat net lies in, or the_region(). */
size_t station_of_net(const challenge *c, const heat_net *k);

/* --- limit_worth.c --- */
MUST_CHECK status limits_find_worth(challenge *c);

/* --- why.c --- */
MUST_CHECK status actions_find_why(challenge *c);

/* --- why_not.c, why_not_decision.c --- */
MUST_CHECK status parks_find_why_not(challenge *c);
MUST_CHECK status decisions_find_why_not(challenge *c);

#endif
