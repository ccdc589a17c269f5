/* solver/lp_solver.h - a resident problem that is solved again and again.
 *
 * The backend (glpk_*.c) is all that knows the solver library. A failure of the
 * library is STATUS_SOLVER with a finding in the diag_list; the handle then only takes
 * lp_solver_free(). After the stop flag was seen all solves end at once as LP_STOPPED. A handle is solved and
 * grown in the thread that made it, and lives no longer; while it is idle, others may set bounds and costs.
 */
#ifndef SOLVER_LP_SOLVER_H
#define SOLVER_LP_SOLVER_H

#include <signal.h>
#include <stdatomic.h>
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

/* What is tried when the library stumbles over a continuous program (docs/solver.md, D10). */
typedef enum lp_rung {
    LP_AS_ASKED,
    LP_HARRIS, /* dual simplex without the long-step ratio test */
    LP_ADVANCED_BASIS,
    LP_RESCALED, /* rows only */
    LP_PRESOLVED,
    LP_EXACT, /* in rational arithmetic; small programs only */
    LP_RUNGS,
} lp_rung;

/* How often each one gave the answer; the last counts programs that none answered, which end as
 * LP_STOPPED. Threads may share it. */
typedef struct lp_ladder {
    atomic_uint n_answers[LP_RUNGS + 1];
} lp_ladder;

typedef struct lp_limits {
    double time_s;                     /* for this call; <= 0: none left */
    int iterations; /* > 0: at most, and nothing else is tried; 0: by the size of the program */
    int nodes;                         /* of a tree; 0: as many as there is time for */
    const volatile sig_atomic_t *stop; /* non-zero stops soon; NULL: never */
    lp_ladder *ladder;                 /* counts; NULL: nobody wants to know */
    void (*tick)(void *context);       /* called some times a second in a long call; may be NULL */
    void *tick_context;
} lp_limits;

/* Loads the problem. The lp is not needed any more afterwards. */
MUST_CHECK status lp_solver_new(const lp *p, diag_list *diags, lp_solver **out);
void lp_solver_free(lp_solver *s);

/* Change the loaded copy; the lp itself stays as it is. */
void lp_solver_set_bounds(lp_solver *s, int column, double lower, double upper);
void lp_solver_set_cost(lp_solver *s, int column, double cost);

/* Rows and columns that the lp did not have, at the end, and away again: what stands behind a
 * deleted one moves up. Entries are (indices[n], values[n]). */
MUST_CHECK status lp_solver_add_row(lp_solver *s, double lower, double upper, int n,
                                    const int *columns, const double *values);
MUST_CHECK status lp_solver_add_column(lp_solver *s, double lower, double upper, double cost, int n,
                                       const int *rows, const double *values);
MUST_CHECK status lp_solver_delete_rows(lp_solver *s, int n, const int *rows);
MUST_CHECK status lp_solver_delete_columns(lp_solver *s, int n, const int *columns);
void lp_solver_set_row_bounds(lp_solver *s, int row, double lower, double upper);
/* Other entries in place of all that the row has. */
MUST_CHECK status lp_solver_set_row(lp_solver *s, int row, int n, const int *columns,
                                    const double *values);
/* As loaded and grown. */
int lp_solver_rows(lp_solver *s);
int lp_solver_columns(lp_solver *s);
/* In the basis of the last solve: a row that does not bind, a column that is in use. */
bool lp_solver_row_is_basic(lp_solver *s, int row);
bool lp_solver_column_is_basic(lp_solver *s, int column);

/* The next relaxation starts anew, with presolve, which a problem that differs much from the
 * last one is solved faster by. */
void lp_solver_forget_basis(lp_solver *s);

/* What each row and then each column is in the basis, [lp_basis_bytes(rows + columns)];
 * false, and nothing, where no solve has ended at an optimum. */
bool lp_solver_read_basis(lp_solver *s, unsigned char *packed);
/* Puts that back, after bounds have been set; NULL: the next solve starts without a basis. */
void lp_solver_set_basis(lp_solver *s, const unsigned char *packed);
static inline size_t lp_basis_bytes(size_t lines)
{
    return (lines + 3) / 4;
}

bool lp_solver_has_basis(const lp_solver *s);
/* y[rows]: duals of the basis as it is, without an iteration; false: there are none. */
MUST_CHECK status lp_solver_basis_duals(lp_solver *s, bool *found, double *y);
/* Of the simplex method, in all solves. */
long lp_solver_iterations(const lp_solver *s);

/* The continuous relaxation, warm from the last optimal basis, otherwise with presolve. x[columns] is set
 * on LP_OPTIMAL and LP_FEASIBLE; y[rows] (row duals), when not NULL, whatever the outcome, but for
 * LP_STOPPED before the first iteration or by the user. */
MUST_CHECK status lp_solver_relaxation(lp_solver *s, const lp_limits *limits, lp_outcome *outcome,
                                       double *x, double *y);

/* LP_DUAL_FLIP: dual simplex with the long-step ratio test, fast on dispatch, unreliable on
 * others. */
typedef enum lp_method { LP_PRIMAL, LP_DUAL, LP_DUAL_FLIP } lp_method;

/* The same from the basis as it is, by the method asked for. */
MUST_CHECK status lp_solver_simplex(lp_solver *s, lp_method method, const lp_limits *limits,
                                    lp_outcome *outcome, double *x, double *y);

/* Frees what the solver library keeps for a thread, which has freed its handles and now ends. */
void lp_solver_leave_thread(void);

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
