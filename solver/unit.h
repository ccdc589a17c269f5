/* solver/unit.h - all days of one (station, milestone), and what is known of their cost.
 *
 * Evaluating a unit at C solves its pieces. That gives a point (C, cost, quantities), from which
 * the cost of every mixture of points is known from above, and a cut per group of days, from which
 * it is known from below (docs/solver.md, D2 and D3).
 */
#ifndef SOLVER_UNIT_H
#define SOLVER_UNIT_H

#include "model/sha256.h"
#include "solver/piece.h"
#include "solver/split.h"

/* Days are taken together so that no unit has more than this many cost columns. */
enum { MAX_GROUPS = 4 };

typedef struct unit_point {
    double *c; /* [n_columns]; relaxing columns only as far as they are used */
    double keur;
    double *quantity; /* [n_quantities] */
} unit_point;

typedef struct unit_cut {
    size_t group;
    double constant;
    double *slope; /* [n_columns] */
    double *at;    /* [n_columns] the C that it was made at */
    double *price; /* [n_quantities] on the group's quantities */
    station_room worth; /* how much it falls per kW of room more */
    unsigned char *basis; /* of each day of the group, one after the other, as it was when the cut was made */
} unit_cut;

typedef struct unit {
    size_t station, y;
    unit_columns columns;
    size_t n_days, n_groups;
    piece **pieces; /* [n_days] */
    piece_bench *bench;
    size_t *group_of_day; /* [n_days] */
} unit;

MUST_CHECK status unit_new(const split *parts, size_t s, size_t y, unit **out);
void unit_free(unit *u);
/* Room that the next evaluations have at the station. */
void unit_set_room(unit *u, station_room room);
/* Another thread may evaluate it after that; what it knows stays. */
void unit_unload(unit *u);

/* Solves all pieces at masters[n_columns] with price[n_quantities]. *at_c and cuts[n_groups] are
 * set when *outcome is LP_OPTIMAL; free them with the functions below. *exists: the dispatch does,
 * otherwise only the cuts count. values[n_days]: where the dispatch of each day goes; NULL: nobody
 * asks for it. */
MUST_CHECK status unit_evaluate(unit *u, const double *masters, const double *price,
                                const lp_limits *limits, diag_list *diags, lp_outcome *outcome,
                                bool *exists, double *const *values, unit_point *at_c,
                                unit_cut *cuts);
void unit_point_free(unit_point *p);
void unit_cut_free(unit_cut *cut);
/* Of this unit, or one with the same fingerprint. False when memory is out; to be freed all the same. */
bool unit_point_copy(const unit *u, const unit_point *from, unit_point *to);
bool unit_cut_copy(const unit *u, const unit_cut *from, unit_cut *to);
/* The same for two units, and they are the same program over columns of the same names: points and cuts of
 * one are those of the other. named: the investments that the unit's columns are of. */
void unit_fingerprint(const unit *u, const lp *named, char hex[SHA256_HEX_LENGTH + 1]);
/* Adds weight * the duals behind a cut that unit_evaluate() made, to[n_days][rows of the dispatch]; days of other
 * groups are left alone. When *outcome is LP_OPTIMAL all are there. */
MUST_CHECK status unit_add_duals(unit *u, const unit_cut *cut, double weight,
                                 const lp_limits *limits, diag_list *diags, lp_outcome *outcome,
                                 double *const *to);

void unit_cost_range(const unit *u, size_t group, double *least_keur, double *most_keur);
void unit_quantity_range(const unit *u, size_t group, size_t q, double *least, double *most);

#endif
