/* solver/outline.h - the whole program without its dispatch, which is made block by block when asked for.
 *
 * An outline is a formulation whose lp holds the columns and rows of the investments as the whole
 * program has them: with all costs, bounds and known terms; only entries of dispatch columns are
 * missing in rows of quantities. It says where the blocks of dispatch stand in the whole program,
 * so that values and duals of the whole are arrays as usual, without a matrix of that size.
 */
#ifndef SOLVER_OUTLINE_H
#define SOLVER_OUTLINE_H

#include "solver/formulation.h"

/* STATUS_NO_MEMORY. Free with formulation_free(). */
MUST_CHECK status outline_new(const region *r, perspective who, formulation **out);

/* The dispatch of one (station, milestone, day), while it is visited. */
typedef struct outline_block {
    const formulation *piece;     /* formulation_piece() */
    int first_column, first_row;  /* of the dispatch in its lp; the others are of the investments */
    const int *column_of;         /* [lp_columns of the piece] where each is in the whole program */
    const int *row_of;            /* [lp_rows of the piece] likewise */
} outline_block;

typedef status outline_visit(void *context, const outline_block *b);

/* By milestone, day and station. Anything but STATUS_OK ends it. */
MUST_CHECK status outline_each_block(const formulation *outline, outline_visit *visit,
                                     void *context);

/* Values of the whole program, and what they come to. */
typedef struct outline_solution {
    double *x;            /* [n_columns]; quantities are set to what their rows add up to */
    double keur;          /* (S1) */
    lp_residual dispatch; /* of rows and columns of dispatch */
} outline_solution;

/* Duals of the whole program, and what they prove by (S2). */
typedef struct outline_proof {
    const double *y; /* [n_rows] */
    double bound_keur;
} outline_proof;

/* One visit for all of them. */
MUST_CHECK status outline_add_up(const formulation *outline, outline_solution *solutions,
                                 size_t n_solutions, outline_proof *proofs, size_t n_proofs);

#endif
