/* solver/lp.h - a linear program with whole numbers, free of any solver.
 *
 *   min  constant + sum_j cost_j x_j
 *   row_lower_i <= sum_j a_ij x_j <= row_upper_i,  lower_j <= x_j <= upper_j
 *
 * Grows column by column and row by row; lp_finish() merges what was added twice and
 * sorts the matrix by row. Running out of memory is remembered and told by lp_finish(),
 * so that building code need not check every call; indices are then meaningless but safe.
 */
#ifndef SOLVER_LP_H
#define SOLVER_LP_H

#include <stdbool.h>
#include <stddef.h>

#include "model/status.h"

typedef struct lp lp;

/* What a row is measured in; residuals are reported apart. */
typedef enum lp_unit { LP_KW, LP_KEUR, LP_OTHER, LP_UNIT_COUNT } lp_unit;

enum { LP_NONE = -1 }; /* no such column or row */

lp *lp_new(void); /* NULL when memory is out */
/* From now on names are "", for programs that nobody reads. */
void lp_leave_out_names(lp *p);
void lp_free(lp *p);

/* Return the index of the new column or row. Bounds may be -INFINITY and INFINITY.
 * The name is for people and for exported files: balance[s=dw_1,c=heat,y=2030,d=winter,t=3]. */
int lp_add_column(lp *p, double lower, double upper, bool whole, const char *format, ...)
    PRINTF_LIKE(5, 6);
int lp_add_row(lp *p, lp_unit unit, double lower, double upper, const char *format, ...)
    PRINTF_LIKE(5, 6);

/* Adds to what is there. A column or row LP_NONE, or a value of 0, does nothing. */
void lp_add(lp *p, int row, int column, double value);
void lp_add_cost(lp *p, int column, double value);
void lp_add_constant(lp *p, double value);
/* Moves a known term to the right-hand side: both bounds of the row fall by value. */
void lp_add_known(lp *p, int row, double value);

void lp_set_bounds(lp *p, int column, double lower, double upper);
void lp_set_row_bounds(lp *p, int row, double lower, double upper);
void lp_set_cost(lp *p, int column, double value);

MUST_CHECK status lp_finish(lp *p);

int lp_columns(const lp *p);
int lp_rows(const lp *p);
int lp_whole_columns(const lp *p);
/* 0 of a column that memory was out for. */
double lp_lower(const lp *p, int column);
double lp_upper(const lp *p, int column);
double lp_cost(const lp *p, int column);
double lp_constant(const lp *p);
bool lp_is_whole(const lp *p, int column);
/* "" of one that memory was out for. */
const char *lp_column_name(const lp *p, int column);
const char *lp_row_name(const lp *p, int row);
double lp_row_lower(const lp *p, int row);
double lp_row_upper(const lp *p, int row);
lp_unit lp_row_unit(const lp *p, int row);

/* One row of the finished matrix: n entries at columns[] and values[], columns rising. */
typedef struct lp_row_view {
    int n;
    const int *columns;
    const double *values;
} lp_row_view;

lp_row_view lp_row(const lp *p, int row);

/* Adds all rows of a finished program, whose columns begin at first_column here. */
void lp_copy_rows(lp *to, const lp *from, int first_column);

/* (S1) Objective of x[lp_columns]. */
double lp_objective(const lp *p, const double *x);

/* Worst violation of any row per unit, of any column bound, and distance from whole. */
typedef struct lp_residual {
    double row[LP_UNIT_COUNT];
    double bound;
    double whole;
} lp_residual;

lp_residual lp_residual_of(const lp *p, const double *x);
/* Likewise, leaving out rows before first_row. */
lp_residual lp_residual_from(const lp *p, int first_row, const double *x);
/* The worse of each. */
lp_residual lp_residual_worse(lp_residual a, lp_residual b);

/* (S2) A lower bound on the optimum from any row duals y[lp_rows]: signs that no bound of the
 * row supports are clipped, and each reduced cost is charged at the column bound that hurts.
 * -INFINITY when a column has no such bound; so every column should have finite ones. */
double lp_dual_bound(const lp *p, const double *y);
/* Likewise for part of a program: reduced[lp_columns] comes with what its other rows take off the
 * costs of these columns, and leaves with reduced costs. */
double lp_dual_bound_of_part(const lp *p, const double *y, double *reduced);

#endif
