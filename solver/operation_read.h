/* solver/operation_read.h - what the columns of the formulation say, in words of the region.
 *
 * All that it takes from the formulation is which column is what.
 */
#ifndef SOLVER_OPERATION_READ_H
#define SOLVER_OPERATION_READ_H

#include "model/operation.h"
#include "solver/formulation.h"

/* x: values of all columns of the whole program. The operation lies in mem, and points into x and
 * the formulation, which have to live as long. STATUS_NO_MEMORY. */
MUST_CHECK status operation_read(const formulation *f, const double *x, arena *mem, operation *out);

#endif
