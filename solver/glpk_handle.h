/* solver/glpk_handle.h - what the glpk_*.c files share; not for others. */
#ifndef SOLVER_GLPK_HANDLE_H
#define SOLVER_GLPK_HANDLE_H

#include <glpk.h>

#include "solver/glpk_guard.h"
#include "solver/lp_solver.h"

struct lp_solver {
    glp_prob *glpk;                    /* NULL after a jump: the environment it lived in is gone */
    const unsigned *environments_lost; /* by the thread that made it */
    unsigned environment;              /* lost before it was made */
    diag_list *diags;
    bool has_basis;
    bool interrupted; /* by the stop flag */
};

/* Whether there is still a GLPK problem behind the handle. */
bool handle_alive(lp_solver *s);
/* GLP_DB, GLP_FX, ... */
int handle_bound_type(double lower, double upper);
/* By the power of 2 that brings its largest entry near 1, columns being scaled as they are. Entries
 * [1 .. n]. */
void handle_scale_row(glp_prob *g, int row, int n, const int *columns, const double *values);
/* value, or the bound of the column (from 1) that it is just beyond. */
double handle_within_bounds(glp_prob *g, int column, double value);
bool handle_must_stop(const lp_limits *limits, double deadline_s);
/* Until then; at least 1. */
int handle_milliseconds(double deadline_s);
/* A finding; STATUS_SOLVER. Any thread may call it. */
status handle_report_failure(diag_list *diags, const char *doing);

#endif
