/* solver/plan_rebuild.h - the plan once more, from its evidence, without a solver.
 *
 * Takes the values of all columns, part by part, and reads the plan from them as it was read when
 * it was made. Its certificate, its status, and the reasons why a theme has nothing are of the
 * search and stay empty.
 */
#ifndef SOLVER_PLAN_REBUILD_H
#define SOLVER_PLAN_REBUILD_H

#include "model/evidence.h"
#include "model/operation.h"
#include "model/plan.h"

typedef struct plan_rebuild plan_rebuild;

/* The region is borrowed. STATUS_NO_MEMORY. */
MUST_CHECK status plan_rebuild_new(const region *r, perspective who, plan_rebuild **out);
void plan_rebuild_free(plan_rebuild *b);

/* An evidence_visit; the context is the plan_rebuild. STATUS_INVALID when the parts hold more than
 * the formulation has. */
MUST_CHECK status plan_rebuild_part(void *rebuild, const evidence_part *part);

/* After the last part, once. The plan lies in mem and points into the region. STATUS_INVALID when
 * columns are missing. */
MUST_CHECK status plan_rebuild_finish(plan_rebuild *b, arena *mem, plan **out);
/* Then: what is decided and what flows, in the plan and when nothing more is done. They point into
 * the plan_rebuild. */
MUST_CHECK status plan_rebuild_operations(const plan_rebuild *b, arena *mem, operation *in_plan,
                                          operation *status_quo);

/* Some plan, for what it says about the region alone: nothing stands and nothing flows. */
MUST_CHECK status plan_rebuild_empty(const region *r, perspective who, arena *mem, plan **out);

#endif
