/* solver/status_quo.h - the plan of doing nothing more. */
#ifndef SOLVER_STATUS_QUO_H
#define SOLVER_STATUS_QUO_H

#include "model/diag.h"
#include "solver/formulation.h"
#include "solver/lp_solver.h"

/* Values for all columns of the whole program, which may be an outline, with nothing built and no growth accepted,
 * dispatched one (station, milestone, day) at a time. Quick; may miss targets. Where a day has no
 * dispatch, or the solver gave up on one, x breaks rows.
 * x[whole->n_columns]. */
MUST_CHECK status status_quo_by_pieces(const formulation *whole, lp_ladder *ladder, diag_list *diags,
                                       double *x);

/* Fixes every decision of the loaded whole program at doing nothing more; growth stays free, so
 * that it is accepted as far as it fits. */
void status_quo_fix(const formulation *whole, lp_solver *s);
/* Takes that back. */
void status_quo_release(const formulation *whole, lp_solver *s);

/* Calls visit for each column in which something new is decided. */
typedef void decision_visit(void *context, int column);
void status_quo_each_decision(const formulation *f, decision_visit *visit, void *context);

/* Each quantity column is what its row in the lp adds up to. */
void status_quo_set_quantities(const formulation *whole, double *x);

/* The master columns of doing nothing more, peaks at their largest. */
void status_quo_stand(const formulation *f, double *x);

#endif
