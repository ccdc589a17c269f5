/* solver/piece.h - the dispatch of one (station, milestone, day), solved again and again.
 *
 * With the master columns at C, a piece costs V(C): the least cost of its dispatch. What is known
 * for one C is known for all: V is convex, and duals give a cut below it (docs/solver.md, D2).
 * Rows with one dispatch column become bounds of that column; a row that some C would make
 * impossible gets an elastic column at a price that no plan pays.
 *
 * A piece speaks of the columns of its unit (solver/unit.h): C[n_columns] and the prices of
 * quantities follow the lists of the unit. What is loaded into the solver stands on a bench that the
 * pieces of a unit share; it lives in the thread that first solves one of them.
 */
#ifndef SOLVER_PIECE_H
#define SOLVER_PIECE_H

#include "model/sha256.h"
#include "solver/formulation.h"
#include "solver/lp_solver.h"

typedef struct piece piece;
typedef struct piece_bench piece_bench;

/* Columns and quantities of the investments that the pieces of a (station, milestone) share. */
typedef struct unit_columns {
    size_t n_columns;
    int *columns;   /* [n_columns] master columns, in the lp of the investments */
    bool *relaxing; /* [n_columns] more of it never costs dispatch anything */
    size_t n_quantities;
    int *quantities; /* [n_quantities] quantity columns that a target ties, likewise */
} unit_columns;

/* How much wider than the region says the station's limits are, kW >= 0; or what that is worth. */
typedef struct station_room {
    double import, export;
} station_room;

/* Of one solve; arrays are the caller's. */
typedef struct piece_result {
    double keur;         /* cost of the dispatch at C, without prices of quantities */
    double *quantity;    /* [n_quantities] */
    double elastic_kw;   /* > 0: the dispatch does not exist at C */
    double cut_constant; /* keur + prices.quantity >= constant + slope.C', for every C' */
    double *cut_slope;   /* [n_columns] */
    station_room worth;  /* how much the cut falls per kW of room more, kEUR, >= 0 */
    double *needed;      /* [n_columns] as much of C as this dispatch uses; <= C */
    float *duals;        /* [piece_rows()] behind the cut; NULL: not asked for */
    double *x;           /* [columns of dispatch] likewise */
} piece_result;

/* Marks in columns->relaxing what this piece does not let relax. */
MUST_CHECK status piece_new(const formulation *investments, size_t s, size_t y, size_t d,
                            unit_columns *columns, piece **out);
void piece_free(piece *p);

/* The loaded programs in which pieces take turns. Those with entries in the same places share one:
 * each puts in its own values, and the basis that it left. NULL when memory is out. */
piece_bench *piece_bench_new(void);
void piece_bench_free(piece_bench *b);
/* Before the pieces of a unit are solved one after the other, at the same C. */
void piece_bench_begin(piece_bench *b);
/* Lets go of what is loaded, after which another thread may use it; the bases stay. */
void piece_bench_unload(piece_bench *b);

MUST_CHECK status piece_solve(piece *p, piece_bench *bench, const unit_columns *columns,
                              const double *masters, const double *price, const lp_limits *limits,
                              diag_list *diags, lp_outcome *outcome, piece_result *result);

/* The basis that the last solve ended with, [piece_basis_bytes()]; */
size_t piece_basis_bytes(const piece *p);
const unsigned char *piece_basis(const piece *p);
/* with it, at the same C and prices, its cut once more: cut_constant, cut_slope and duals of the result. */
MUST_CHECK status piece_cut_again(piece *p, piece_bench *bench, const unit_columns *columns,
                                  const double *masters, const double *price,
                                  const unsigned char *basis, const lp_limits *limits,
                                  diag_list *diags, lp_outcome *outcome, piece_result *result);

/* While a unit is built: place[k] becomes 0 for every column of the unit that the piece speaks of;
 * then column k is renamed place[k]. */
void piece_mark_used(const piece *p, int *place);
void piece_renumber(piece *p, const int *place);

/* All that decides what it costs at which C, by columns of the unit. */
void piece_add_fingerprint(const piece *p, sha256 *to);

/* What any dispatch can cost, and the range of each quantity, whatever C within bounds. */
void piece_cost_range(const piece *p, double *least_keur, double *most_keur);
void piece_quantity_range(const piece *p, size_t q, double *least, double *most);

/* Of any dispatch x, as in piece_result: its keur and quantity; returns the most by
 * which a row or bound does not hold. */
double piece_judge(const piece *p, const double *masters, const double *x, double *keur,
                   double *quantity_sums);
/* Rows of the formulation of this piece that can have a dual. */
size_t piece_rows(const piece *p);
/* The first of them that is of the dispatch; before it stand those of quantities. */
size_t piece_first_row(const piece *p);
/* Of the next solves. */
void piece_set_room(piece *p, station_room room);

#endif
