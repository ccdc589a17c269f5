/* solver/repair.h - a plan, and where targets are out of reach the conflict and ways out
 * (docs/formulation.md, section 16). */
#ifndef SOLVER_REPAIR_H
#define SOLVER_REPAIR_H

#include "solver/plan_solve.h"

/* plan_solve(), and when its plan misses targets that cannot be met, out->repairs in what is left of
 * the time limit; NULL when nothing is. The region is changed while it runs, and as it was when it
 * returns; mem has to live as long as the region. Where no plan exists at all, as limits contradict
 * each other, the conflict is told in diags. */
MUST_CHECK status plan_solve_repaired(region *r, const solve_options *options, arena *mem,
                                      diag_list *diags, plan **out);

#endif
