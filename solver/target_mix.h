/* solver/target_mix.h - of dispatch that is known, the cheapest mixture that meets the targets (docs/solver.md, D7).
 *
 * Each milestone has choices: ways in which it was dispatched, at other prices of what targets count. Mixtures of them
 * exist, as all are dispatch of the same investments. The duals are the prices at which the next ones may bring more.
 */
#ifndef SOLVER_TARGET_MIX_H
#define SOLVER_TARGET_MIX_H

#include <stdbool.h>

#include "model/diag.h"

typedef struct mix_choice {
    size_t milestone;
    double keur;
    const double *effect; /* [n_targets] on each target; more is worse, in its unit */
} mix_choice;

typedef struct mix_problem {
    size_t n_milestones, n_targets, n_choices;
    const mix_choice *choices; /* [n_choices] at least one of each milestone */
    const double *most; /* [n_targets] the effects may add up to; INFINITY: whatever they do */
    const double *missed_keur; /* [n_targets] per unit more, > 0 */
} mix_problem;

typedef struct mix_answer {
    double keur;    /* with what is missed */
    double *weight; /* [n_choices] those of a milestone add up to 1 */
    double *missed; /* [n_targets] >= 0 */
    double *price;  /* [n_targets] kEUR per unit, 0 .. missed_keur */
    double *worth;  /* [n_milestones] a choice that costs less, its effects priced, helps; kEUR */
} mix_answer;

/* Arrays of the answer are the caller's, and as they were unless *found: the solver library may have none. */
MUST_CHECK status target_mix_solve(const mix_problem *p, diag_list *diags, bool *found,
                                   mix_answer *out);

#endif
