/* solver/whole_search.h - the whole region as one program: relaxation, dive, branch and bound.
 *
 * The method, with its steps (W1) to (W7), is in docs/formulation.md, section 12.
 */
#ifndef SOLVER_WHOLE_SEARCH_H
#define SOLVER_WHOLE_SEARCH_H

#include "solver/search.h"

/* Finds the best plan it can. STATUS_OK also when stopped or infeasible: see the flags. */
MUST_CHECK status whole_search(search *s);

#endif
