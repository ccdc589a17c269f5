/* solver/hub_study_parts.h - shared by hub_study.c and hub_game.c; not for others. */
#ifndef SOLVER_HUB_STUDY_PARTS_H
#define SOLVER_HUB_STUDY_PARTS_H

#include "solver/coalition_solve.h"
#include "solver/hub_study.h"

typedef struct studying {
    const hub_question *q;
    arena *mem;
    diag_list *diags;
    hub_study *out;
    coalition_solver *solver; /* of the perspective that is shared */
    size_t n_players;         /* of the group asked about */
    size_t candidate[GAME_MAX_SAMPLED_PLAYERS];
    double *value; /* [1 << members that join] (E81), exact studies in which some do */
} studying;

/* Candidates in s, low to high; how many. */
size_t candidates_in(coalition s, size_t candidate[GAME_MAX_SAMPLED_PLAYERS]);

/* (E81) Values all coalitions of those that join, some. */
MUST_CHECK status hub_value_all(studying *g);
/* Worth of candidates: of those that join, or of all of these and others. */
MUST_CHECK status hub_worth_of(studying *g, coalition candidates, double *eur);
/* The game among some of them, as one of its own; value[1 << their number] lies in mem. */
MUST_CHECK status hub_game_among(studying *g, coalition candidates, size_t *candidate, game *out);
/* What the rules go by, from the plans alone and of the group. */
void hub_set_weights(studying *g);
/* Divides the worth of the members by every rule, and tests the core. */
MUST_CHECK status hub_share(studying *g);

#endif
