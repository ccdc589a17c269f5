/* solver/follow_earlier.h - whole numbers of an earlier plan, where the first milestone is decided otherwise (docs/solver.md, D13). */
#ifndef SOLVER_FOLLOW_EARLIER_H
#define SOLVER_FOLLOW_EARLIER_H

#include "solver/formulation.h"

/* earlier: values of the investments' columns, or of a program that begins with them. x: [columns of the investments],
 * within their bounds; what was built by a milestone is built by then, less what is decided to be there already, and what
 * is decided to stand goes on to stand. Columns that are not whole are as they were. */
void follow_earlier(const formulation *investments, const double *earlier, double *x);

#endif
