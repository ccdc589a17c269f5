/* solver/game_solution.h - shares of a cooperative game (model/game.h) that linear programs
 * find. */
#ifndef SOLVER_GAME_SOLUTION_H
#define SOLVER_GAME_SOLUTION_H

#include "model/diag.h"
#include "model/game.h"

typedef struct game_solution {
    /* (E86) Least of what the most unhappy coalition can have against any division that gives
     * nobody less than alone. Above 0: the core is empty. Without other coalitions than the whole:
     * 0. */
    double least_core_eur;
    double nucleolus[GAME_MAX_PLAYERS]; /* (E87) share of each player */
} game_solution;

/* STATUS_INFEASIBLE: all together are worth less than the sum of each alone. STATUS_SOLVER,
 * STATUS_NO_MEMORY. */
MUST_CHECK status game_solve(const game *g, diag_list *diags, game_solution *out);

#endif
