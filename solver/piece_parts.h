/* solver/piece_parts.h - shared by the piece*.c files; not for others. */
#ifndef SOLVER_PIECE_PARTS_H
#define SOLVER_PIECE_PARTS_H

#include "solver/piece.h"

/* value * a master column of the unit. */
typedef struct master_term {
    int index;
    double value;
} master_term;

/* lower <= dispatch part + master terms <= upper. */
typedef struct piece_row {
    double lower, upper;
    int first_entry, n_entries;
    int first_term, n_terms;
    int source;  /* row in the formulation of the piece */
    int elastic; /* column of the loaded program; LP_NONE */
    int bounds;  /* the one dispatch column that it bounds; LP_NONE: a real row */
    double factor;
} piece_row;

typedef struct piece_quantity {
    int first_entry, n_entries;
    int first_term, n_terms;
    double known;
    double least, most; /* whatever C and dispatch */
} piece_quantity;

struct piece {
    int n_columns;
    double *lower, *upper, *cost;
    int n_rows, n_real; /* real rows come first */
    piece_row *rows;
    int *entry_column;
    double *entry_value;
    master_term *terms;
    size_t n_quantities;
    piece_quantity *quantities;
    int n_terms;
    int n_costs; /* master columns that the dispatch prices */
    master_term *costs;
    double constant;
    double least_keur, most_keur; /* whatever C and dispatch */
    double elastic_price;
    int n_elastic;
    size_t n_source_rows;
    size_t first_source_row; /* of the dispatch */
    int first_station_row;   /* one per step; LP_NONE */
    lp_solver *solver;
    double *x;               /* [n_columns + n_elastic] of the last solve */
    double *y;               /* [n_real] */
    double *low, *high;      /* [n_columns] at C */
    int *low_row, *high_row; /* [n_columns] which row gives the bound; LP_NONE: its own */
    double *price;           /* [n_quantities] that the loaded costs hold */
    double *priced;          /* [n_columns] loaded costs */
};

#endif
