/* solver/search_dive.h - from a relaxation to whole numbers, round by round (W3). */
#ifndef SOLVER_SEARCH_DIVE_H
#define SOLVER_SEARCH_DIVE_H

#include "solver/search.h"

/* Starts at the last relaxation in s->x; offers what it finds; leaves all bounds as they were. */
MUST_CHECK status search_dive(search *s);

#endif
