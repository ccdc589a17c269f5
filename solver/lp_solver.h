/* solver/lp_solver.h - a resident problem that is solved again and again.
 *
 * The backend (glpk_backend.c, glpk_guard.c) is all that knows the solver library. A failure of the
 * library is STATUS_SOLVER with a finding in the diag_list; the handle then only takes
 * lp_solver_free(). After the stop flag was seen all solves end at once as LP_STOPPED. A handle stays in the thread that made it.
 */
#ifndef SOLVER_LP_SOLVER_H
#define SOLVER_LP_SOLVER_H

#include <signal.h>
#include <stdbool.h>

#include "model/diag.h"
#include "model/status.h"
#include "solver/lp.h"

typedef struct lp_solver lp_solver;

typedef enum lp_outcome {
    LP_OPTIMAL,
    LP_FEASIBLE,   /* stopped with a feasible point (whole numbers: with an incumbent) */
    LP_INFEASIBLE, /* proven */
    LP_UNBOUNDED,
    LP_STOPPED, /* time, iterations or the user; nothing usable but perhaps duals */
} lp_outcome;

typedef struct lp_limits {
    double time_s;                     /* for this call; <= 0: none left */
    const volatile sig_atomic_t *stop; /* non-zero stops soon; NULL: never */
} lp_limits;

/* Loads the problem. The lp has to live as long as the handle. */
MUST_CHECK status lp_solver_new(const lp *p, diag_list *diags, lp_solver **out);
void lp_solver_free(lp_solver *s);

/* Change the loaded copy; the lp itself stays as it is. */
void lp_solver_set_bounds(lp_solver *s, int column, double lower, double upper);
void lp_solver_set_cost(lp_solver *s, int column, double cost);

/* The next relaxation starts anew, with presolve, which a problem that differs much from the
 * last one is solved faster by. */
void lp_solver_forget_basis(lp_solver *s);

/* The continuous relaxation, warm from the last optimal basis, otherwise with presolve. x[columns] is set on LP_OPTIMAL and
 * LP_FEASIBLE; y[rows] (row duals) always when not NULL. */
MUST_CHECK status lp_solver_relaxation(lp_solver *s, const lp_limits *limits, lp_outcome *outcome,
                                       double *x, double *y);

/* Branch and bound from the last optimal relaxation, until the relative gap is gap_frac.
 * best_x[columns] is in and out: with *has_best it starts as an incumbent. *bound is the best
 * proven lower bound of the tree (the lp's objective, with its constant). */
MUST_CHECK status lp_solver_whole(lp_solver *s, const lp_limits *limits, double gap_frac,
                                  double *best_x, bool *has_best, lp_outcome *outcome,
                                  double *bound);

/* Writes the problem: .mps (free MPS), otherwise CPLEX LP. Names are made fit for LP files,
 * and the constant of the objective is the cost of a column "constant" that is 1. */
MUST_CHECK status lp_write(const lp *p, const char *path, diag_list *diags);

#endif
