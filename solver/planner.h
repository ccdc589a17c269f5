/* solver/planner.h - a region that is planned several times, with other decisions in its first milestone.
 *
 * What is decided first changes bounds of columns only, so what a decomposed search learned of dispatch,
 * cuts and points, holds for the next one too, and it starts from there. A region that is solved whole, and
 * decisions that exceed limits, are planned from scratch.
 */
#ifndef SOLVER_PLANNER_H
#define SOLVER_PLANNER_H

#include "solver/plan_solve.h"

typedef struct planner planner;

/* The region and what options point to are borrowed; commitments and steering of options have to be NULL. One
 * call at a time, from whatever thread. */
MUST_CHECK status planner_new(const region *r, const solve_options *options, planner **out);
void planner_free(planner *p); /* NULL is allowed */

/* As plan_solve() with these commitments; list NULL: all is open. What it gives depends on what was asked
 * before, within the gap, but on nothing else. */
MUST_CHECK status planner_solve(planner *p, const commitment *list, size_t n, arena *mem,
                                diag_list *diags, plan **out);

#endif
