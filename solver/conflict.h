/* solver/conflict.h - whether the claims of a region can all hold, and which of them cannot
 * (docs/formulation.md, section 16).
 *
 * Only possibility is asked, never cost. The answer is that of the whole program with its whole
 * numbers, so this is for regions that are small enough to be solved whole.
 */
#ifndef SOLVER_CONFLICT_H
#define SOLVER_CONFLICT_H

#include <signal.h>

#include "model/plan.h"
#include "solver/claims.h"

typedef enum possibility {
    POSSIBLE,
    IMPOSSIBLE, /* proven */
    UNDECIDED,  /* time or the user */
} possibility;

/* What asking takes, and what has been asked. */
typedef struct asking {
    claims *claims;
    perspective perspective;
    bool relax;                        /* whole numbers off */
    double deadline_s;                 /* by clock_seconds() */
    const volatile sig_atomic_t *stop; /* may be NULL */
    bool undecided;                    /* some answer was UNDECIDED */
    unsigned n_asked;
} asking;

/* (E70) Whether anything meets all claims of the region as it is now. */
MUST_CHECK status conflict_ask(asking *a, possibility *out);

/* Of the claims with is_in[k], [claims_count()], which cannot hold together as they are now: finds
 * a set in which each one is needed, and leaves is_in true for these only. Other claims stay as
 * they are. They are found by halves (Junker's QuickXplain), so in few questions; of several such
 * sets it is the one with the first claims of the list. None is left when even without all of them
 * the others cannot hold, or when they can hold with them. Where an answer is undecided the claims
 * in doubt stay. */
MUST_CHECK status conflict_find(asking *a, bool *is_in);

#endif
