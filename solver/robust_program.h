/* solver/robust_program.h - one first milestone for several futures, as one program
 * (docs/formulation.md, (E95) to (E97)). For small regions.
 */
#ifndef SOLVER_ROBUST_PROGRAM_H
#define SOLVER_ROBUST_PROGRAM_H

#include "model/arena.h"
#include "model/commitment.h"
#include "model/comparison.h"
#include "model/diag.h"
#include "model/plan.h"
#include "solver/lp_solver.h"

typedef struct robust_future {
    const region *region;
    double probability;   /* all sum to 1 */
    double best_eur;      /* cost of the best plan known, from which regret counts */
} robust_future;

typedef struct robust_answer {
    bool too_large;       /* nothing was tried */
    bool found;
    double value_eur;     /* expected cost, or largest regret */
    double bound_eur;     /* of it, proven for every first milestone; -INFINITY: nothing is */
    size_t n_commitments; /* sorted */
    commitment *commitments;
} robust_answer;

/* futures[n]; ids of the answer are those of their regions. STATUS_OK also when nothing was found. */
MUST_CHECK status robust_solve(const robust_future *futures, size_t n, perspective who,
                               robust_aim aim, double gap_frac, const lp_limits *limits,
                               arena *mem, diag_list *diags, robust_answer *out);

#endif
