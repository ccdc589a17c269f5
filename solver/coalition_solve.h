/* solver/coalition_solve.h - what coalitions of a hub's candidates cost, and what they gain
 * together (E80).
 *
 * Holds the plan in which every candidate stands alone, and each coalition that was solved, so
 * that none is solved twice.
 */
#ifndef SOLVER_COALITION_SOLVE_H
#define SOLVER_COALITION_SOLVE_H

#include "solver/coalition_program.h"

typedef struct coalition_solver coalition_solver;

/* Called after each of several coalitions, from one thread at a time: how many are done of how many. */
typedef void coalition_report(void *context, size_t done, size_t of);

/* Plans the region without the hub, and each candidate in asked alone. how: for each program; its
 * perspective is that of all costs, its report gets how far the plan of the region is. STATUS_LIMIT: stopped by the user. */
MUST_CHECK status coalition_solver_new(const region *r, const hub *h, coalition asked,
                                       const solve_options *how, diag_list *diags,
                                       coalition_solver **out);
void coalition_solver_free(coalition_solver *s);
/* From now on; report may be NULL. */
void coalition_report_to(coalition_solver *s, coalition_report *report, void *context);

/* Solves the members as a hub (or not, as is best); the bill in out lies in mem. visit, when not NULL,
 * gets what flows; *group, when group is not NULL, is the plan of the hub, valid until the next call: NULL
 * when these cannot form it. */
MUST_CHECK status coalition_solve(coalition_solver *s, coalition members, operation_visit *visit,
                                  void *context, arena *mem, coalition_case *out,
                                  const plan_hub **group);

/* The same members as a hub with n changes, several at a time; the cases come without bills. */
MUST_CHECK status coalition_solve_changed(coalition_solver *s, coalition members, size_t n,
                                          const coalition_change *changes, coalition_case *out);

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

/* The same of n different ones, several at a time where options allow more threads than one;
 * coalition_worth() knows them then. Results do not depend on the number of threads. */
MUST_CHECK status coalition_value_all(coalition_solver *s, const coalition *list, size_t n);

/* Programs of coalitions that were solved, and how many of them were stopped by the time limit. */
size_t coalitions_solved(const coalition_solver *s, size_t *n_stopped);

#endif
