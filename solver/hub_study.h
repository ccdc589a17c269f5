/* solver/hub_study.h - answers the questions of model/hub_study.h about one hub of a region. */
#ifndef SOLVER_HUB_STUDY_H
#define SOLVER_HUB_STUDY_H

#include "model/hub_study.h"
#include "solver/coalition_solve.h"
#include "solver/plan_solve.h"

/* Orders of joining that a Shapley value is sampled from where nobody asks for more or fewer. */
enum { HUB_SAMPLED_ORDERS = 40 };

typedef struct hub_question {
    const hub *hub;     /* of the region; 2 to 63 candidates */
    coalition asked;    /* of them two or more */
    bool listed;        /* by the user */
    size_t exact_up_to; /* where so many join, all their coalitions are valued, 1 .. GAME_MAX_PLAYERS;
                         * beyond, the Shapley value is sampled */
    size_t n_orders;    /* of joining, that it is sampled from, >= 2 */
    solve_options how; /* for each program; the worth is divided in its perspective. Its report gets
                         * how far plans of the whole region are */
    coalition_report *report; /* gets how many groups of candidates are solved; may be NULL */
    void *report_context;
} hub_question;

/* The study lies in mem and points into the region. STATUS_LIMIT: some program was stopped by its
 * time limit, with a valid study; or by the user, without one (then *out is NULL). STATUS_SOLVER,
 * STATUS_NO_MEMORY. */
MUST_CHECK status hub_study_make(const region *r, const hub_question *q, arena *mem,
                                 diag_list *diags, hub_study **out);

#endif
