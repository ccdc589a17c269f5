/* solver/warm_start.h - what a search has learnt of dispatch, for searches of regions that differ in part
 * (docs/solver.md, D17).
 *
 * A scenario mostly changes some stations, some years, or only what may be decided. The dispatch of all other
 * units (station, milestone) is the same program, so cuts and points of one region are those of the other. Which
 * units are the same is told by their fingerprints, never by what the scenario says it changes.
 */
#ifndef SOLVER_WARM_START_H
#define SOLVER_WARM_START_H

#include "solver/decomposition.h"

/* After which part of a search it was kept. */
typedef enum warm_phase { WARM_STATUS_QUO, WARM_RELAXATION, WARM_PLAN, WARM_PHASES } warm_phase;

typedef struct warm_start warm_start;

/* Empty. NULL when memory is out. */
warm_start *warm_start_new(void);
/* NULL is allowed. */
void warm_start_free(warm_start *w);

/* Nothing was kept, as where a region was planned as one program. */
bool warm_start_is_empty(const warm_start *w);

/* Copies what the decomposition knows now; of each phase the first time counts. Any number of searches, each in its own
 * threads, may take from it afterwards. */
MUST_CHECK status warm_start_keep(warm_start *w, warm_phase phase, const decomposition *d);
/* Gives it to a decomposition that has not known much yet: cuts and points of units that are the same; those of
 * others evaluated anew at the same places, while dispatch costs nearly the same there; and the prices of what links
 * stations. *is_near: dispatch costs otherwise in half of the units at most; else nothing is taken. */
MUST_CHECK status warm_start_take(const warm_start *w, warm_phase phase, decomposition *d,
                                  bool *is_near);

/* The plan that was found in the end: x, by the columns of the investments, with its gap. The first
 * one counts. */
MUST_CHECK status warm_start_keep_plan(warm_start *w, const lp *investments, const double *x,
                                       double gap_frac);
/* Into x[columns of the investments], 0 of a column that was not there. False: none was kept. */
bool warm_start_plan(const warm_start *w, const lp *investments, double *x, double *gap_frac);
/* The plan of from, if it has one, instead of its own; from has none then. */
void warm_start_take_plan(warm_start *w, warm_start *from);
/* For regions that it is no plan for, or from whose plans it is to differ. Not while searches take from it. */
void warm_start_forget_plan(warm_start *w);

#endif
