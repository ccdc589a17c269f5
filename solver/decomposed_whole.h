/* solver/decomposed_whole.h - whole numbers by branch and bound, station by station (docs/solver.md, D11
 * and D12).
 *
 * A station's outer program has a few hundred rows, however many hours there are: small enough for a
 * tree. At the region's prices the trees of all stations bound every plan with whole numbers from
 * below; and near a plan they find whole numbers that are better.
 */
#ifndef SOLVER_DECOMPOSED_WHOLE_H
#define SOLVER_DECOMPOSED_WHOLE_H

#include "solver/decomposition.h"

/* A tree ends this close to its best, at least a ten-thousandth, or after so many nodes. */
typedef struct tree_effort {
    double gap_frac;
    int nodes_factor; /* times as many as usual */
} tree_effort;

/* (D11) At the prices that gave the highest bound so far; whole numbers free. -INFINITY when a tree had
 * no luck. What the trees found comes into its place in x, [columns of the investments]; NULL: nobody asks. */
MUST_CHECK status decomposed_whole_bound(decomposition *d, tree_effort how_far, double *bound_keur, double *x);

/* (D12) At the prices of the last run, whole numbers of stations at most most_steps away from best,
 * each towards relaxed: x is best with what the trees found in its place, both [columns of the investments].
 * *n_steps: how far that is. Whole numbers are left fixed at x. */
MUST_CHECK status decomposed_whole_near(decomposition *d, const double *best, const double *relaxed,
                                        double most_steps, double *x, double *n_steps);

#endif
