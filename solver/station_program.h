/* solver/station_program.h - the investments of one station with its dispatch known in part.
 *
 * Two linear programs over the same columns, at prices for the rows that link stations:
 *   inner  dispatch costs what a mixture of evaluated points costs: from above (docs/solver.md, D3);
 *   outer  dispatch costs at least what the cuts say: from below (D2).
 * Both grow as units are evaluated, and live in the thread that first solves them. A unit y is a milestone;
 * where stations are taken as one (split.h), a milestone of one of them.
 */
#ifndef SOLVER_STATION_PROGRAM_H
#define SOLVER_STATION_PROGRAM_H

#include "solver/split.h"
#include "solver/unit.h"

typedef struct station_program station_program;

/* A way to invest and dispatch that exists. */
typedef struct station_plan {
    double keur;        /* without prices */
    double priced_keur; /* with them */
    double missed;      /* > 0: no mixture of points meets x; then it is only a way towards one */
    double *x;          /* [n_columns of the block] */
} station_plan;

MUST_CHECK status station_program_new(const split *parts, size_t s, unit *const *units,
                                      diag_list *diags, station_program **out);
void station_program_free(station_program *p);

/* Take over what the point or cut holds. */
MUST_CHECK status station_add_point(station_program *p, size_t y, unit_point *at_c);
MUST_CHECK status station_add_cut(station_program *p, size_t y, unit_cut *cut);

/* Room beyond the station's limits in unit y; points and cuts that are added from now on were made with
 * it. Cuts follow, points that need more than there is rest. 0 at first. */
void station_set_room(station_program *p, size_t y, station_room room);
/* Of the last station_solve_outer(): what a kW more of it is worth, kEUR (E61). */
station_room station_worth_of_room(const station_program *p, size_t y);

/* Prices of the linking rows, [n_links]. */
void station_set_prices(station_program *p, const double *link_price);
/* Bounds of a column of the block, in both programs. */
void station_set_bounds(station_program *p, int column, double lower, double upper);
/* Likewise of a row. */
void station_set_row(station_program *p, int row, double lower, double upper);
/* What the column costs without prices; plans found before were told otherwise. */
void station_set_cost(station_program *p, int column, double keur);

/* x is the caller's, [n_columns of the block]. */
MUST_CHECK status station_solve_inner(station_program *p, const lp_limits *limits,
                                      lp_outcome *outcome, station_plan *plan);
/* What the last of these missed by more than tol gets dearer; false: nothing. */
bool station_raise_missed(station_program *p, double tol);
/* Price of a quantity of unit y after station_solve_inner(). */
double station_quantity_price(const station_program *p, size_t y, size_t q);

/* *bound_keur: no plan of the station costs less at the prices; proven by duals (S2). */
MUST_CHECK status station_solve_outer(station_program *p, const lp_limits *limits,
                                      lp_outcome *outcome, double *bound_keur, double *x);
/* Not far from values: each column that is not free within a part of its value, or of its range where that is more. */
typedef struct station_beside {
    const double *values; /* [n_columns of the block] */
    const bool *is_free;  /* likewise */
    double width_frac;    /* INFINITY: all are free */
} station_beside;

/* The outer program there. *dispatch_keur: what dispatch costs at x, by the cuts. Both are set when it is optimal. */
MUST_CHECK status station_solve_beside(station_program *p, const station_beside *where,
                                       const lp_limits *limits, lp_outcome *outcome,
                                       double *dispatch_keur, double *x);
/* C of the points of unit y that were used last, at most so many: c[most][unit's n_columns]. Returns how many. */
size_t station_recent_points(const station_program *p, size_t y, size_t most, double *c);

/* Not far from a plan: each whole number within its bounds, and all together at most so many steps
 * away from it. */
typedef struct station_near {
    const double *plan; /* [n_columns of the block] */
    double most_steps;
} station_near;

/* (D11) The outer program with its whole numbers, by branch and bound as far as the limits go.
 * *bound_keur: no plan of the station with whole numbers costs less at the prices (near is NULL), by the
 * solver's word. *found: x is such a solution. */
MUST_CHECK status station_solve_whole(station_program *p, const station_near *near,
                                      const lp_limits *limits, double gap_frac, bool *found,
                                      double *bound_keur, double *x);

/* Of the last station_solve_outer(): the dual of a row of the block, and of every cut. */
double station_row_dual(const station_program *p, int row);
typedef void cut_visit(void *context, size_t y, const unit_cut *cut, double weight);
void station_each_cut(const station_program *p, cut_visit *visit, void *context);
/* Cuts and points that are remembered, and for how many solves in a row each was not needed. */
typedef struct station_visit {
    void (*cut)(void *context, size_t y, const unit_cut *cut, int idle);
    void (*point)(void *context, size_t y, const unit_point *point, int idle);
} station_visit;
void station_each_known(const station_program *p, const station_visit *visit, void *context);
/* Of the last station_solve_outer(): what each column of the block costs, at the prices, less what rows and cuts pay for it;
 * [n_columns of the block]. */
MUST_CHECK status station_reduced(const station_program *p, double *reduced);
/* Forgets cuts and points that have not been used for long; patience >= 1 makes that longer. */
MUST_CHECK status station_trim(station_program *p, int patience);
/* (D16) Cuts that the last station_solve_outer() needed, or one of the most_idle before it, stay until they are let go. */
void station_keep_cuts(station_program *p, int most_idle);
void station_let_cuts_go(station_program *p);

/* Masters of unit y at x, [unit's n_columns]. */
void station_unit_masters(const station_program *p, size_t y, const double *x, double *masters);

#endif
