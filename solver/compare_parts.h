/* solver/compare_parts.h - the parts of a comparison, for compare.c. */
#ifndef SOLVER_COMPARE_PARTS_H
#define SOLVER_COMPARE_PARTS_H

#include "solver/compare.h"
#include "solver/planner.h"

/* planners: [comparison.n] of the futures, which made their plans; NULL: from scratch. */

/* Every future's first milestone in every other one; needs the plans of all futures. */
MUST_CHECK status compare_add_regret(comparison *c, const compare_options *options,
                                     planner *const *planners, arena *mem);
/* No-regret, maybe and never; after the plans of the futures are settled. */
MUST_CHECK status compare_add_measures(comparison *c, arena *mem);

/* One first milestone for all futures; after the regret table and its measures. */
MUST_CHECK status compare_add_robust(comparison *c, const compare_options *options,
                                     planner *const *planners, arena *mem, diag_list *diags);

/* Cost against CO2, and against growth that does not fit, of the base; needs its plan. */
MUST_CHECK status compare_add_tradeoffs(comparison *c, const compare_options *options, arena *mem);
/* Of the base; needs its plan. */
MUST_CHECK status compare_add_different(comparison *c, const compare_options *options, arena *mem);

/* A first milestone in every future: cells[n_futures of the table], with regrets. */
MUST_CHECK status compare_solve_row(comparison *c, const commitment *list, size_t n,
                                    const compare_options *options, planner *const *planners,
                                    arena *mem, regret_cell **cells);

/* Misses its targets: by proof, or since nothing better was found. */
bool plan_misses_targets(const plan *p);

#endif
