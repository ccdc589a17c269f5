/* solver/what_if.h - the program of a plan, its whole numbers fixed, solved again with something
 * changed (docs/formulation.md, section 14).
 *
 * First the program as the plan has it, which is what every answer is compared with; then, as often
 * as wanted: changes, one solve, everything back.
 */
#ifndef SOLVER_WHAT_IF_H
#define SOLVER_WHAT_IF_H

#include "solver/whole_search.h"

typedef struct what_if what_if;

typedef struct what_if_answer {
    bool answered; /* false: no time, or the solver gave up */
    bool possible; /* false: proven that nothing meets all rows */
    double keur;
    const double *x; /* [columns]; valid until the next solve */
    const double *y; /* [rows] duals; likewise */
} what_if_answer;

/* For a search by whole_search() that has a plan. *out is NULL when the program of the plan could
 * not be solved. The search is borrowed, and its x and y are used. */
MUST_CHECK status what_if_new(search *s, what_if **out);
void what_if_free(what_if *w);

/* The program of the plan, as solved. */
const what_if_answer *what_if_base(const what_if *w);
const formulation *what_if_formulation(const what_if *w);
/* As fixed in it. */
double what_if_lower(const what_if *w, int column);
double what_if_upper(const what_if *w, int column);

/* Changes. LP_NONE columns are left out. */
void what_if_bound(what_if *w, int column, double lower, double upper);
void what_if_cost(what_if *w, int column, double keur);
void what_if_row(what_if *w, int row, double lower, double upper);
/* As the region allows, whatever the plan has. */
void what_if_release(what_if *w, int column);

/* Solves with the changes made since the last what_if_undo(). */
MUST_CHECK status what_if_solve(what_if *w, what_if_answer *answer);
/* Takes all changes back. */
void what_if_undo(what_if *w);
/* No time is left, or the user stopped. */
bool what_if_must_stop(what_if *w);

#endif
