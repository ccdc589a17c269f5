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
} piece_row;

typedef struct piece_quantity {
    int first_entry, n_entries;
    int first_term, n_terms;
    double known;
    double least, most; /* whatever C and dispatch */
} piece_quantity;

struct piece {
    int n_columns;
    double *lower; /* NULL: all 0 */
    double *upper, *cost;
    int n_rows, n_real; /* real rows come first; each of the others bounds one dispatch column */
    piece_row *rows;
    int *entry_column;
    double *entry_value;
    int *term_index; /* value * a master column of the unit */
    double *term_value;
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
    int first_station_row, n_station_rows; /* one per step; LP_NONE, 0 */
    double per_kw;                         /* how far a kW more of the station's limits moves their bounds */
    station_room room;
    unsigned char *basis;    /* [piece_basis_bytes()] that it ended with */
    bool has_basis;
};

static inline double lower_of(const piece *p, int column)
{
    return p->lower ? p->lower[column] : 0.0;
}

/* A loaded program, and the piece whose values and basis it holds. */
typedef struct loaded_program {
    const piece *by;
    lp_solver *solver;
    bool is_far; /* C has moved far since the last evaluation: see piece_bench_restore() */
} loaded_program;

/* Days differ in which rows could become impossible, so a unit needs a few. */
enum { MOST_PROGRAMS = 8 };

struct piece_bench {
    size_t n_programs;
    loaded_program programs[MOST_PROGRAMS]; /* the one used last comes first */
    bool is_new_turn;                       /* of the piece that has it now */
    long iterations_before;                 /* of its program, when the turn began */
    /* Of the piece whose turn it is: */
    size_t n_columns, n_rows; /* room */
    double *low, *high;       /* [n_columns] at C */
    int *low_row, *high_row;  /* [n_columns] which row gives the bound; LP_NONE: its own */
    double *priced;           /* [n_columns] loaded costs */
    double *x;                /* [n_columns + elastic columns] of the last solve */
    double *y;                /* [n_rows] */
};

/* A program that holds the matrix of p, for p to put in bounds and costs. */
MUST_CHECK status piece_bench_take(piece_bench *b, const piece *p, diag_list *diags,
                                   lp_solver **out);
/* Then the basis that p ended with last time goes in, and after solving the new one comes out. Where p
 * has none, or an earlier piece of this evaluation was far from its own, that of the piece before is nearer
 * and stays. False: there is no basis at all. */
MUST_CHECK bool piece_bench_restore(piece_bench *b, const piece *p);
void piece_bench_keep(piece_bench *b, piece *p);

#endif
