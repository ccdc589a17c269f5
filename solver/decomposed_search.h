/* solver/decomposed_search.h - a large region: its plan by decomposition (docs/solver.md).
 *
 * Fills a search as whole_search() does, with its values in the columns of the whole program, so
 * that what is offered as a plan is checked row by row, by nothing that decomposed it.
 */
#ifndef SOLVER_DECOMPOSED_SEARCH_H
#define SOLVER_DECOMPOSED_SEARCH_H

#include "solver/search.h"

/* STATUS_OK also when stopped or infeasible: see the flags of the search. */
MUST_CHECK status decomposed_search(search *s);
/* Once more, after bounds of the decisions have changed in s->f and s->investments: with what is known of
 * dispatch, and with the same status quo. */
MUST_CHECK status decomposed_search_again(search *s);

#endif
