/* solver/certificate_parts.h - shared by the certificate_*.c files; not for others. */
#ifndef SOLVER_CERTIFICATE_PARTS_H
#define SOLVER_CERTIFICATE_PARTS_H

#include "solver/certificate_check.h"
#include "solver/formulation_parts.h"
#include "solver/row_sums.h"

/* One of the two solutions: the plan, the status quo. */
typedef struct solution {
    double *x;   /* [columns of the investments] */
    double *sum; /* [rows of the investments] what dispatch adds to them */
    double keur;
} solution;

struct certificate_check {
    const region *region;
    perspective perspective;
    bool relaxed;
    verification *v;
    formulation *inv;
    int n_columns, n_rows; /* of the investments */
    solution plan, quo;
    double *duals;                    /* [rows] clipped */
    double *reduced;                  /* [columns] reduced costs so far */
    double *known;                    /* [rows] what dispatch takes off both sides */
    double *low, *high;               /* [columns] of quantities: what dispatch may add to them */
    double *allowed;                  /* [columns] of shortfalls: upper bound */
    bool *is_quantity, *is_shortfall; /* [columns] */
    double bound_keur;
    size_t next_block; /* 0: the investments are still to come */
    certificate_totals totals;
};

/* Gives names to what fails in a part. */
typedef struct name_giver {
    const certificate_check *c;
    const evidence_part *part;
    formulation *named; /* made for the first name that is asked for */
} name_giver;

/* The formulation of the part with its names is made when it is first needed; free it in the end. */
const char *row_name(name_giver *g, int row);
const char *column_name(name_giver *g, int column);

/* Each notes one check, and counts the row or column. off: by how much a row does not hold. */
void check_row(certificate_check *c, name_giver *g, lp_unit unit, int row, double off);
void check_quo_row(certificate_check *c, name_giver *g, int row, double off);
void check_column(certificate_check *c, name_giver *g, int column, bool whole, double value,
                  double lower, double upper);
/* Something is wrong with the part itself: a failure, and STATUS_INVALID. */
status part_unfit(certificate_check *c);

/* One (station, milestone, day): certificate_piece.c. */
MUST_CHECK status check_piece(certificate_check *c, const evidence_part *part);

#endif
