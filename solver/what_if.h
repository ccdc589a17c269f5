/* solver/what_if.h - the program of a plan, its whole numbers fixed, solved again with something
 * changed (docs/formulation.md, section 15).
 *
 * First the program as the plan has it, which is what every answer is compared with; then, as often
 * as wanted: changes, one solve, everything back.
 *
 * A region that was solved whole is solved whole again, exactly. One that was decomposed is solved
 * station by station: a question is about one station, at the prices that the region ended with, and
 * the answer is a bracket. Money then includes what the station pays or gets at those prices. What
 * stations share is asked of the region: where is then n_stations, and the asker is w itself.
 */
#ifndef SOLVER_WHAT_IF_H
#define SOLVER_WHAT_IF_H

#include "solver/whole_search.h"

typedef struct what_if what_if;

typedef struct what_if_answer {
    bool answered; /* false: no time, the solver gave up, or no question for one station */
    bool possible; /* false: proven that nothing meets all rows */
    double least_keur, most_keur; /* at the costs as changed; equal when exact */
    /* [columns of the investments]; in an exact answer all columns. Valid until the next solve. */
    const double *x;
    const double *reduced; /* likewise: cost less what rows pay, per unit (E60) */
} what_if_answer;

/* For a search that has a plan. *out is NULL when the program of the plan could not be solved. The
 * search is borrowed, and its x and y are used. */
MUST_CHECK status what_if_new(search *s, what_if **out);
void what_if_free(what_if *w);

/* The region, and bounds and costs of its investments as they are without the plan. */
const formulation *what_if_formulation(const what_if *w);
/* Answers are exact, and every row can be moved. Elsewhere those of a station can, by its asker. */
bool what_if_is_exact(const what_if *w);

/* Of the program of the plan; where answers are of one station, of this one. Solved when first asked for. */
MUST_CHECK status what_if_base(what_if *w, size_t where, const what_if_answer **out);

/* The dual of a row of the investments, in the program of the plan. */
double what_if_dual(const what_if *w, int row);
/* (E61) What one unit more of a limit is worth there, by the duals, EUR. */
double what_if_price_eur(const what_if *w, const plan_limit *l);
/* (E63) How much heavier the limit weighs in the last answer, EUR. */
double what_if_heavier_eur(const what_if *w, const plan_limit *l);

/* Questions of stations may be asked by several askers at the same time. Each has a thread of its own, and
 * asks about stations s with s % what_if_askers() == number, and about none else; w itself rests
 * meanwhile. Where answers are exact there is one asker, which is w, and any station is its own. */
typedef status what_if_asking(void *context, size_t number, what_if *asker);
size_t what_if_askers(const what_if *w);
MUST_CHECK status what_if_ask(what_if *w, what_if_asking *ask, void *context);
/* No question is begun later than that, clock_seconds(); at first the end of the search. */
void what_if_end_at(what_if *w, double clock_s);

/* Whether a question about that station may change the column. */
bool what_if_reaches(const what_if *w, size_t where, int column);

/* Changes. LP_NONE columns are left out. */
void what_if_bound(what_if *w, int column, double lower, double upper);
void what_if_cost(what_if *w, int column, double keur);
void what_if_row(what_if *w, int row, double lower, double upper);
/* More room at the station, in a milestone, than the region says: kW >= 0. */
void what_if_room(what_if *w, size_t station_index, size_t y, double import_kw, double export_kw);
/* The entries of a row; only where answers are exact. */
void what_if_entries(what_if *w, int row, int n, const int *columns, const double *values);
/* As the region allows, whatever the plan has. */
void what_if_release(what_if *w, int column);

/* Solves with the changes made since the last what_if_undo(), which are of this station. After
 * what_if_base(). */
MUST_CHECK status what_if_solve(what_if *w, size_t where, what_if_answer *answer);
/* Takes all changes back. */
void what_if_undo(what_if *w);
/* No time is left, or the user stopped. */
bool what_if_must_stop(what_if *w);

#endif
