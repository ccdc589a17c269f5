/* solver/decomposed_proof.h - duals for every row of the whole program from a decomposition.
 *
 * The bound of a decomposition rests on cuts that keep the basis they were made with, not the duals. Here
 * the duals behind the cuts that the bound uses are read from there, and added up by what each cut weighs
 * (docs/solver.md, D9).
 */
#ifndef SOLVER_DECOMPOSED_PROOF_H
#define SOLVER_DECOMPOSED_PROOF_H

#include "solver/decomposition.h"

/* After decomposition_run(), bounds and prices as they were for it. duals: [rows of whole, which may be an outline], all of
 * them set. *bound_keur: what they prove, with the costs of the investments; -INFINITY, and no duals,
 * when some linear program had no luck. */
MUST_CHECK status decomposed_prove(decomposition *d, const formulation *whole, double *duals,
                                   double *bound_keur);

#endif
