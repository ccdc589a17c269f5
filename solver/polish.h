/* solver/polish.h - takes new capacity that is too small to be sensible out of a plan
 * (docs/formulation.md, W6), whichever way the plan was searched for.
 */
#ifndef SOLVER_POLISH_H
#define SOLVER_POLISH_H

#include "solver/search.h"

/* Searches with the whole numbers of s->best, columns that polish_closes() at their least, and offers what it
 * finds. */
typedef status polish_search(void *context);

/* Rounds of it, as taking out one sliver may bring in another: after each, s->best is what was found, if it
 * is worth it, else what it was, and s->closed tells of what it is free. */
MUST_CHECK status polish(search *s, polish_search *again, void *context);

/* Every column of new capacity that has a least size, in the unit of its technology; whole numbers apart. */
typedef void polish_visit(void *context, int column, double min_size);
void polish_each_size(const formulation *f, polish_visit *visit, void *context);

static inline bool polish_closes(const search *s, int column)
{
    return s->closed[column] > 0;
}

#endif
