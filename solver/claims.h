/* solver/claims.h - the claims of a region (model/repair.h), and the region with some of them changed.
 *
 * The region is changed in place: the formulation is then built of it as if its file had been
 * written so. claims_restore() puts everything back.
 */
#ifndef SOLVER_CLAIMS_H
#define SOLVER_CLAIMS_H

#include "model/arena.h"
#include "model/region.h"
#include "model/repair.h"

typedef struct claims claims;

/* All that the region has, what is asked for before what limits. They lie in mem, as do copies of the
 * lists of the region that change; both have to live as long as the region, or until
 * claims_give_back(). NULL: memory is out, and the region is as it was. */
claims *claims_of(region *r, arena *mem);
/* The region has its own lists again, as they were; the claims are no longer to be changed. */
void claims_give_back(claims *c);

const region *claims_region(const claims *c); /* as it is now */
size_t claims_count(const claims *c);
const claim *claims_get(const claims *c, size_t k);

/* What claim k becomes, at once in the region. NAN takes a target away. */
void claims_set(claims *c, size_t k, double value);
double claims_value(const claims *c, size_t k); /* as it is now */
/* So wide that it stands in nobody's way. */
double claims_widest(const claims *c, size_t k);
/* Every claim as the file has it. */
void claims_restore(claims *c);

/* The n-th rounded value on the way from the limit to the widest; n = 0: the limit itself. Does not
 * go beyond the widest. */
double claims_step(const claims *c, size_t k, double n);
/* How many such steps lead to the widest. */
double claims_steps(const claims *c, size_t k);
/* Of two values of claim k, whether a leaves as much room as b, or more. */
bool claims_as_wide(const claims *c, size_t k, double a, double b);

#endif
