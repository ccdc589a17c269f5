/* solver/steering.h - decisions made dearer or cheaper for the search only, so that it finds other plans.
 *
 * The accounts of the plan stay at true prices; objective and bound are then at steered ones.
 */
#ifndef SOLVER_STEERING_H
#define SOLVER_STEERING_H

#include "solver/formulation.h"
#include "solver/plan_solve.h"

/* Multiplies the cost of each decision, in all milestones, by the factors that are about it. */
void steering_apply(const steering *list, size_t n, formulation *f);

#endif
