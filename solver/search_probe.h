/* solver/search_probe.h - is each hub, heat net and cable rightly in or out of the plan? (W7) */
#ifndef SOLVER_SEARCH_PROBE_H
#define SOLVER_SEARCH_PROBE_H

#include "solver/whole_search.h"

/* Turns each yes/no decision of the incumbent round and looks whether a better plan can follow.
 * Sets s->hub_settled[] and s->net_settled[] where it is proven that none can. */
MUST_CHECK status search_probe(search *s);

#endif
