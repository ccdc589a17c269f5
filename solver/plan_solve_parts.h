/* solver/plan_solve_parts.h - the way to one plan, in parts, for plan_solve.c and planner.c. */
#ifndef SOLVER_PLAN_SOLVE_PARTS_H
#define SOLVER_PLAN_SOLVE_PARTS_H

#include "solver/search.h"

/* Does not move: the search points into it. */
typedef struct planning {
    search s;
    solve_options options; /* of s: with the gap that suits the program */
    formulation *f;        /* of s, and its owner */
    bool then_whole;       /* f is an outline; where that does not do, the whole program is searched */
    lp_ladder ladder;
} planning;

/* The program; whole or an outline. End with planning_end(), whatever came of it. */
MUST_CHECK status planning_begin(planning *g, const region *r, const solve_options *options,
                                 diag_list *diags);
/* What is committed and steered, and the search. */
MUST_CHECK status planning_search(planning *g);
/* The plan, or why there is none; as plan_solve(). */
MUST_CHECK status planning_conclude(planning *g, status searched, arena *mem, plan **out);
void planning_end(planning *g);

#endif
