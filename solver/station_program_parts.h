/* solver/station_program_parts.h - shared by the station_*.c files; not for others. */
#ifndef SOLVER_STATION_PROGRAM_PARTS_H
#define SOLVER_STATION_PROGRAM_PARTS_H

#include <math.h>
#include <stdlib.h>

#include "solver/station_program.h"

typedef struct known_cut {
    size_t y;
    unit_cut cut; /* its constant is that without room */
    int idle;
    bool is_kept; /* however long idle */
} known_cut;

typedef struct known_point {
    size_t y;
    unit_point at_c;
    station_room room; /* that it was made with */
    int idle;
} known_point;

struct station_program {
    const split *parts;
    const block_part *part;
    unit *const *units; /* [n_units] */
    size_t n_units;
    diag_list *diags;
    int **place;           /* [y][unit column] column of the block */
    int **quantity_row;    /* [y][quantity] row of the block */
    double *cost;          /* [n_columns] at the prices */
    double *lower, *upper; /* [n_columns] as set */
    station_room *room;    /* [n_units] */

    lp *outer_base; /* rows and columns of the outer program without its cuts */
    int *theta;     /* [y * MAX_GROUPS + g] cost column of a group */
    int *share;     /* first quantity column of a group, likewise */
    lp_solver *outer;
    bool outer_solved;
    known_cut *cuts;
    size_t n_cuts, cut_room;
    size_t n_loaded; /* of the cuts: the newest wait for the next solve */
    double *outer_x, *outer_y;
    size_t outer_x_room, outer_y_room;

    lp_solver *inner;
    bool inner_solved;
    int *first_link, *convexity; /* [n_units] rows of the inner program */
    double *missed_price;        /* [of the columns for what is missed] */
    int first_point;             /* column of the first point in the inner program */
    known_point *points;
    size_t n_points, point_room;
    double *inner_x, *inner_y;
    size_t inner_x_room, inner_y_room;
};

static inline int station_own_columns(const station_program *p)
{
    return (int)p->part->n_columns;
}

static inline const unit_columns *station_columns_of(const station_program *p, size_t y)
{
    return &p->units[y]->columns;
}

/* What a cut loses with so much room. */
static inline double station_room_keur(const unit_cut *cut, station_room room)
{
    return cut->worth.import * room.import + cut->worth.export * room.export;
}

/* A sparse row or column while it is gathered. */
typedef struct entries {
    int n;
    int *places;
    double *values;
} entries;

/* False when memory is out; to be closed all the same. */
static inline bool entries_open(entries *e, size_t n)
{
    *e = (entries){0, calloc(n + 1, sizeof(int)), calloc(n + 1, sizeof(double))};
    return e->places && e->values;
}

static inline void entries_add(entries *e, int place, double value)
{
    if (fpclassify(value) == FP_ZERO)
        return;
    e->places[e->n] = place;
    e->values[e->n++] = value;
}

static inline void entries_close(entries *e)
{
    free(e->places);
    free(e->values);
}

/* Columns of the block, with costs, and its rows; NULL when memory is out. */
lp *station_copy_block(const block_part *part);
/* What dispatch adds to a quantity widens its bounds. */
void station_widen_quantity(const station_program *p, lp *to, size_t y, size_t q);
/* What GLPK is given as a column's cost: 0 of one that cannot move. GLPK tells reduced costs apart as far as the
 * dearest column allows, and the price of what is fixed on both sides may be anything. */
double station_cost_to_solve(const station_program *p, int column);
/* The part of the objective that it lacks then. */
double station_fixed_keur(const station_program *p);
/* From the basis of the last solve, with few iterations. */
MUST_CHECK status station_try(lp_solver *s, lp_method method, const lp_limits *limits,
                              lp_outcome *outcome, double *x, double *y);
/* Likewise, else anew. */
MUST_CHECK status station_solve(lp_solver *s, bool *solved, lp_method method,
                                const lp_limits *limits, lp_outcome *outcome, double *x, double *y);

/* --- station_outer.c --- */
MUST_CHECK status station_make_outer(station_program *p);
MUST_CHECK status station_trim_cuts(station_program *p, int patience);
/* --- station_inner.c --- */
MUST_CHECK status station_trim_points(station_program *p, int patience);

#endif
