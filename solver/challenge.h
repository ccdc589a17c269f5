/* solver/challenge.h - why this, why not that, what a limit is worth (docs/formulation.md, section 15). */
#ifndef SOLVER_CHALLENGE_H
#define SOLVER_CHALLENGE_H

#include "solver/search.h"

/* Fills what model/challenge.h tells of the plan, which was built from this search, as far as there
 * is time: what is not reached stays unasked. */
MUST_CHECK status plan_challenge(search *s, arena *mem, plan *p);

#endif
