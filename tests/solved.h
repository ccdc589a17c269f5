/* tests/solved.h - regions solved to the end, and what their plans say.
 *
 * A solved_plan owns nothing: it lies in the arena. Failures end the test.
 */
#ifndef TESTS_SOLVED_H
#define TESTS_SOLVED_H

#include "solver/formulation.h"
#include "solver/lp_solver.h"
#include "solver/plan_solve.h"

/* region_check() and region_complete(); neither may find an error. */
void solved_prepare(region *r, arena *mem);

/* plan_solve() in the time a test has. What is neither STATUS_OK nor STATUS_INFEASIBLE fails, but for
 * a decomposed search, which may end short of the gap. */
plan *solved_as(const region *r, solve_options options, arena *mem);

/* plan_solve() with gap 0 of a prepared region; the plan, whatever its status. */
plan *solved_plan(const region *r, perspective who, arena *mem);
/* The same with whole numbers off. */
plan *solved_relaxed(const region *r, perspective who, arena *mem);
/* With all that challenges the plan: why, why not, worth of limits. */
plan *solved_challenged(const region *r, perspective who, arena *mem);
/* Of any of these: cost over the horizon, present value in EUR. The objective, and the sum of the
 * accounts, have to agree on it. */
double solved_cost_eur(const plan *p);

/* Of a technology, over all connections, taken into use at milestone y; 0 when none is. */
double solved_new_units(const plan *p, const char *technology_id, size_t y);

/* The whole region as one program, without plan_solve(): for tests that fix columns. */
typedef struct program {
    formulation *f;
    lp_solver *solver;
    diag_list *diags;
    double *x; /* of the last solve */
} program;

/* Free with program_close(). */
program program_open(const region *r, perspective who);
void program_close(program *p);
/* Continuous relaxation within the bounds as they are now. Sets p->x and *keur when optimal. */
lp_outcome program_relax(program *p, double *keur);
/* With the whole numbers, by branch and bound alone. */
double program_whole_keur(program *p);
/* Column by its name; the test fails when there is none. */
int program_column(const program *p, const char *name);

#endif
