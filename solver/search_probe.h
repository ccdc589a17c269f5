/* solver/search_probe.h - is each hub, member, heat net and cable rightly in or out of the plan? (W7) */
#ifndef SOLVER_SEARCH_PROBE_H
#define SOLVER_SEARCH_PROBE_H

#include "solver/search.h"

/* Turns each yes/no decision of the incumbent round, its own whole numbers free and all others
 * as they are, and takes over what is better. Sets s->hub_settled[] and its like where the
 * relaxation proves that nothing better follows that way. */
MUST_CHECK status search_probe(search *s);

#endif
