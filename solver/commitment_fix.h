/* solver/commitment_fix.h - a region in which the first milestone is decided already
 * (docs/formulation.md, section 18).
 *
 * First it is settled what the region can take of the decisions, and which limits they exceed by how
 * much at least; that speaks of the investments only. Then the columns of any formulation of the region
 * are fixed, and its limits widened by just that.
 */
#ifndef SOLVER_COMMITMENT_FIX_H
#define SOLVER_COMMITMENT_FIX_H

#include "model/commitment.h"
#include "model/diag.h"
#include "model/plan.h"
#include "solver/formulation.h"

typedef struct commitment_fix commitment_fix;

/* list[n] sorted by commitment_compare(), from this region or another future of it. What list does not
 * name is decided not to be done. STATUS_INFEASIBLE: the region has no plan with them. Free with
 * commitment_fix_free(). */
MUST_CHECK status commitment_fix_new(const region *r, perspective who, const commitment *list,
                                     size_t n, diag_list *diags, commitment_fix **out);
void commitment_fix_free(commitment_fix *k); /* NULL is allowed */

/* Whether some limit is exceeded. */
bool commitment_fix_exceeds(const commitment_fix *k);

/* Fixes the columns and widens the rows of a formulation of that region, whole or investments. */
void commitment_fix_apply(const commitment_fix *k, formulation *f);

/* What stands idle, and the limits exceeded, into the plan. */
MUST_CHECK status commitment_fix_tell(const commitment_fix *k, arena *mem, plan *p);

#endif
