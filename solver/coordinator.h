/* solver/coordinator.h - the region over plans of its stations (docs/solver.md, D4).
 *
 * A linear program over the region's own columns and a mixture of known plans per station. Its
 * optimum is a plan of the region, so an upper bound; its duals are the prices of the linking rows.
 * It lives in the thread that makes it.
 */
#ifndef SOLVER_COORDINATOR_H
#define SOLVER_COORDINATOR_H

#include "solver/split.h"
#include "solver/station_program.h"

typedef struct coordinator coordinator;

MUST_CHECK status coordinator_new(const split *parts, diag_list *diags, coordinator **out);
void coordinator_free(coordinator *c);

/* Copies the plan. */
MUST_CHECK status coordinator_add_plan(coordinator *c, size_t s, const station_plan *found);
void coordinator_set_bounds(coordinator *c, int column, double lower, double upper);
void coordinator_set_cost(coordinator *c, int column, double keur);

MUST_CHECK status coordinator_solve(coordinator *c, const lp_limits *limits, lp_outcome *outcome);
/* After an optimal solve: cost of the region's plan, constant included. */
double coordinator_keur(const coordinator *c);
/* [n_links], with signs that no side of the row supports clipped. */
const double *coordinator_prices(const coordinator *c);
/* Likewise of a row of the region's block. */
double coordinator_row_dual(const coordinator *c, int row);
/* Goes back to the prices and duals that gave the highest bound. */
void coordinator_restore_prices(coordinator *c);
/* How much of a linking row the plans known so far cannot meet, in its unit; up to LINK_MISSED_TOL is none,
 * with more the plan does not exist. */
#define LINK_MISSED_TOL 1e-6
double coordinator_missed(const coordinator *c);
/* What the plans in the mixture miss, of one station at the most: > 0, and its dispatch does not exist. Like the
 * mixture, until plans are added or forgotten. */
double coordinator_plans_miss(const coordinator *c);
/* Makes it dearer to miss what the last solve missed; also_reached: and what has the price of missing it. */
void coordinator_raise_missed(coordinator *c, bool also_reached);
/* As dear as at first: of other bounds than those that it was raised for. */
void coordinator_lower_missed(coordinator *c);
/* The prices that gave the highest bound so far, and what it costs to miss a linking row, into guess[coordinator_guess_size()];
 * false: there are none, but what missing costs is set. Prices come in the order of split_name_prices(), then two costs per link, to
 * take from it and to add to it. And back to them, under whatever bounds. */
size_t coordinator_guess_size(const coordinator *c);
bool coordinator_read_guess(const coordinator *c, double *guess);
void coordinator_guess(coordinator *c, const double *guess);
/* After bounds of a block have changed, plans may lie outside them. */
MUST_CHECK status coordinator_forget_plans(coordinator *c);
/* A lower bound on any plan of the region from bounds of its stations at these prices. */
double coordinator_bound(const coordinator *c, const double *station_bound_keur);

/* Prices to bound from below at, [n_links]: between those of the last solve and those that gave the
 * highest bound so far, as the former jump about; best_share 0 to 1 is the part of the latter. */
const double *coordinator_try_prices(coordinator *c, double best_share);
/* The bound at the prices that were tried. */
double coordinator_tried_bound(coordinator *c, const double *station_bound_keur);
/* The mixture: a station's columns, the region's. */
void coordinator_station(const coordinator *c, size_t s, double *x);
const double *coordinator_region(const coordinator *c);
/* Forgets plans that have not been used for long. */
MUST_CHECK status coordinator_trim(coordinator *c);

#endif
