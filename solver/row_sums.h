/* solver/row_sums.h - what single rows and columns add to residuals and to (S2). */
#ifndef SOLVER_ROW_SUMS_H
#define SOLVER_ROW_SUMS_H

#include <math.h>

#include "solver/lp.h"

/* By how much a value is out of its range. */
static inline double beyond(double value, double lower, double upper)
{
    return fmax(0.0, fmax(lower - value, value - upper));
}

/* (S2) A dual whose sign asks for a bound that the row does not have proves nothing. */
static inline double clipped(double dual, double lower, double upper)
{
    return (dual > 0.0 && isfinite(lower)) || (dual < 0.0 && isfinite(upper)) ? dual : 0.0;
}

/* (S2) What a row proves by itself. */
static inline double row_worth(double dual, double lower, double upper)
{
    return dual > 0.0 ? dual * lower : dual < 0.0 ? dual * upper : 0.0;
}

/* (S2) What a column costs at least. */
static inline double column_worth(double reduced, double lower, double upper)
{
    return reduced > 0.0 ? reduced * lower : reduced < 0.0 ? reduced * upper : 0.0;
}

static inline double activity(lp_row_view v, const double *x)
{
    double sum = 0.0;
    for (int k = 0; k < v.n; k++)
        sum += v.values[k] * x[v.columns[k]];
    return sum;
}

/* value * x over the bounds of the column. */
static inline void widen(double value, double lower, double upper, double *low, double *high)
{
    *low += fmin(value * lower, value * upper);
    *high += fmax(value * lower, value * upper);
}

#endif
