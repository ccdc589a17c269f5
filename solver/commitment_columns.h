/* solver/commitment_columns.h - the columns in which the first milestone is decided. */
#ifndef SOLVER_COMMITMENT_COLUMNS_H
#define SOLVER_COMMITMENT_COLUMNS_H

#include "model/arena.h"
#include "model/commitment.h"
#include "solver/formulation.h"

/* Calls visit for each decision of milestone y that the region offers, in an order that is the
 * same for every formulation of it: what it is, with an amount of 1 and the cost of that, and its
 * column. Contracts, tariff levels, offers and accepted growth follow from these, and are none. */
typedef void commitment_visit(void *context, const commitment *offered, int column);
void commitment_each(const formulation *f, size_t y, commitment_visit *visit, void *context);

/* What x[columns] decides in the first milestone, sorted by commitment_compare(). Ids are the
 * region's. */
MUST_CHECK status commitment_read(const formulation *f, const double *x, arena *mem,
                                  size_t *n_commitments, commitment **out);

#endif
