/* model/tolerance.h - how exact is exact enough; each bound with its unit and its reason.
 *
 * Wherever two numbers are compared, one of these is named. Each lies well above what the
 * solver leaves (1e-7 on its scaled rows) and well below what anyone can measure or would pay.
 */
#ifndef MODEL_TOLERANCE_H
#define MODEL_TOLERANCE_H

#include <math.h>
#include <stdbool.h>

/* How far a whole number from the solver may lie from the whole number it stands for;
 * without unit. GLPK's own default for accepting one (tol_int). */
#define INTEGER_TOL 1e-5

/* Largest violation of a row or bound of the formulation, in its unit (kW, kEUR, t, MWh, ...), that
 * a plan may have. GLPK keeps 1e-7 on its scaled rows. */
#define ROW_TOL 1e-4

/* kW: one watt. Below any meter, well above GLPK's 1e-7. */
#define BALANCE_TOL_KW 1e-3

/* EUR: one cent, on amounts added up by us without the solver. */
#define MONEY_TOL_EUR 1e-2

/* Part of the larger amount: totals of many terms, and costs that the solver added up too.
 * One euro on a million. */
#define MONEY_TOL_FRAC 1e-6

/* For shares between 0 and 1 (growth accepted, efficiency, state of charge): a tenth of a
 * second in a day, far finer than any figure in a catalogue. */
#define SHARE_TOL_FRAC 1e-6

/* For shares that people write down and that have to add up to 1, such as the split of a cost:
 * they may miss it by rounding to three decimals. */
#define SHARE_SUM_TOL_FRAC 1e-3

/* Part of the objective: within this gap a plan is called optimal. */
#define OPTIMAL_GAP_FRAC 1e-6

/* Part of the larger of two figures: what they differ by beyond the ten digits that a plan is
 * written with is noise of adding up. */
#define WRITTEN_TOL_FRAC 1e-10

/* Smallest amount of a measure worth an action, in its unit: less is solver dust. */
#define LEAST_AMOUNT 1e-3

/* A yes/no, 1 or 0 but for INTEGER_TOL, is a yes above this. */
#define YES 0.5

/* True when a and b differ by at most tol, in their own unit; false when one is not a number. */
static inline bool nearly(double a, double b, double tol)
{
    return fabs(a - b) <= tol;
}

/* How far a number is from the nearest whole one. */
static inline double from_whole(double x)
{
    return fabs(x - round(x));
}

#endif
