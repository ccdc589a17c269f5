/* solver/repair_parts.h - shared by repair*.c; not for others. */
#ifndef SOLVER_REPAIR_PARTS_H
#define SOLVER_REPAIR_PARTS_H

#include "solver/conflict.h"
#include "solver/repair.h"

enum { MOST_CHANGES = 16, MOST_WAYS = 12, ENOUGH_WAYS = 3 };

/* A way out while it is sought. */
typedef struct way {
    size_t n, n_fixed; /* changes; the first n_fixed are not narrowed */
    size_t index[MOST_CHANGES];
    double to[MOST_CHANGES];
    double steps[MOST_CHANGES]; /* of claims_step(); 0 where fixed */
    double cost_eur, gap_eur;
    bool least;
} way;

typedef struct repairing {
    const solve_options *options;
    claims *claims;
    asking asking;
    bool *is_in;      /* [claims] the conflict */
    size_t milestone; /* of the first target in it */
    size_t n_ways;
    way ways[MOST_WAYS];
    double without_eur, without_gap_eur;
    double usual_s; /* what the plan itself took to find */
} repairing;

static inline const claim *claim_of(const repairing *w, size_t k)
{
    return claims_get(w->claims, k);
}

/* The region with these changes and no others. */
void way_apply(const repairing *w, const way *v);
/* Whether w->ways has one that changes the same to the same. */
bool way_is_known(const repairing *w, const way *v);
/* Adds a change that is as wide as it gets; not when there is no room. */
bool way_widen(const repairing *w, way *v, size_t k);
/* Adds what else has to change until all claims can hold, and narrows every change that is not
 * fixed to the least that will do. *found is false when that leads nowhere, or time is out. */
MUST_CHECK status way_find(repairing *w, way *v, bool *found);

/* (E71) Change n in a region that is solvable with it: the fewest steps that will do, whatever else is
 * changed left as it is. */
MUST_CHECK status way_narrow(repairing *w, way *v, size_t n);

/* The plan of the region as it is changed now; *good: it meets all targets. Costs are set then. */
MUST_CHECK status repair_solve(const repairing *w, bool *good, double *cost_eur, double *gap_eur);

/* Whether a search of the region as it is changed now comes to meet all targets, or nearly: neither yes
 * nor no is a proof. It takes no more than a few times what the plan itself took. */
MUST_CHECK status repair_ask(const repairing *w, bool *yes);

/* (E72) Of a plan with this cost; to the cent. */
double repair_cost(const repairing *w, double cost_eur);

/* The plan misses this target. */
bool repair_is_missed(const plan *p, const claim *c);
/* The fewest steps at which target k is as wide as what the plan reaches. */
double repair_steps_to_reached(const repairing *w, const plan *p, size_t k);

/* Fills w->ways, from the conflict in w->is_in. */
MUST_CHECK status repair_seek(repairing *w);
/* Likewise from what the plan reaches; w->is_in becomes the targets that it misses. */
MUST_CHECK status repair_by_plan(repairing *w, const plan *p);
/* After that, for a region that is decomposed: adds ways that change a limit, and the limits that are in
 * every conflict to w->is_in. */
MUST_CHECK status repair_by_search(repairing *w, const plan *p);

#endif
