/* solver/plan_build.h - from column values back to a plan in the user's terms. */
#ifndef SOLVER_PLAN_BUILD_H
#define SOLVER_PLAN_BUILD_H

#include "model/arena.h"
#include "model/plan.h"
#include "solver/formulation.h"

/* x and status_quo are values of all columns of the whole program. Fills everything but
 * status and certificate. */
MUST_CHECK status plan_build(const formulation *f, const double *x, const double *status_quo,
                             arena *mem, plan **out);

#endif
