/* solver/repairs_verify.h - conflict and ways out that a plan states, against the region and the plan.
 *
 * Without a solver: that a conflict is one and that a way out leads out is not proven anew, but all that
 * they name has to be in the region as it is, and their costs have to fit each other and the plan.
 */
#ifndef SOLVER_REPAIRS_VERIFY_H
#define SOLVER_REPAIRS_VERIFY_H

#include "model/region.h"
#include "model/repair.h"
#include "model/verification.h"

/* The region is as it was afterwards. STATUS_OK whatever is found, or STATUS_NO_MEMORY. */
MUST_CHECK status repairs_verify(const stated_repairs *s, region *r, verification *v);

#endif
