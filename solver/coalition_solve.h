/* solver/coalition_solve.h - what coalitions of a hub's candidates cost, and what they gain
 * together (E80).
 *
 * Holds the plan in which every candidate stands alone, and each coalition that was solved, so
 * that none is solved twice.
 */
#ifndef SOLVER_COALITION_SOLVE_H
#define SOLVER_COALITION_SOLVE_H

#include "model/coalition_region.h"
#include "model/hub_study.h"
#include "solver/plan_solve.h"

typedef struct coalition_solver coalition_solver;

/* Plans the region without the hub, and each candidate in asked alone. how: for each program; its
 * perspective is that of all costs. STATUS_LIMIT: stopped by the user. */
MUST_CHECK status coalition_solver_new(const region *r, const hub *h, coalition asked,
                                       const solve_options *how, diag_list *diags,
                                       coalition_solver **out);
void coalition_solver_free(coalition_solver *s);

/* What a program is changed in; NAN: as it is. */
typedef struct coalition_change {
    double formation_cost_eur;
    double import_cap_kw; /* the group's capacity is at most this */
    double gap_frac;      /* how near to the best it is solved */
} coalition_change;

#define COALITION_UNCHANGED ((coalition_change){NAN, NAN, NAN})

/* Solves the members as a hub (or not, as is best); the bill in out lies in mem. visit, when not NULL,
 * gets what flows; *group, when group is not NULL, is the plan of the hub, valid until the next call: NULL
 * when these cannot form it. */
MUST_CHECK status coalition_solve(coalition_solver *s, coalition members, coalition_change change,
                                  operation_visit *visit, void *context, arena *mem,
                                  coalition_case *out, const plan_hub **group);

/* A candidate in asked, alone; lives as long as the solver. */
const coalition_case *coalition_alone(const coalition_solver *s, size_t candidate);
/* Its facts; likewise. monthly_peak_kw[n_milestones * n_peak_groups]. */
const member_facts *coalition_alone_facts(const coalition_solver *s, size_t candidate,
                                          const double **monthly_peak_kw);
/* Whether some of these have a cable, room, installers, ground or a budget in common. */
bool coalition_has_ties(const coalition_solver *s, coalition members);
/* (E80) Solves these together without a hub; without ties it is the sum of each alone. The bill
 * lies in mem. */
MUST_CHECK status coalition_solve_apart(coalition_solver *s, coalition members, arena *mem,
                                        coalition_case *out);

/* (E80) What a hub brings these, >= 0; 0 when they cannot form it. Known ones are not solved
 * again. Fits coalition_value of model/game.h, with the solver as context. */
MUST_CHECK status coalition_worth(void *solver, coalition members, double *eur);

/* Programs of coalitions that were solved, and how many of them were stopped by the time limit. */
size_t coalitions_solved(const coalition_solver *s, size_t *n_stopped);

#endif
