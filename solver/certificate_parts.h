/* solver/certificate_parts.h - shared by the certificate_*.c files; not for others. */
#ifndef SOLVER_CERTIFICATE_PARTS_H
#define SOLVER_CERTIFICATE_PARTS_H

#include "solver/certificate_check.h"
#include "solver/formulation_parts.h"

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

static inline double beyond(double value, double lower, double upper)
{
    return fmax(0.0, fmax(lower - value, value - upper));
}

/* (S2) A dual whose sign asks for a bound that the row does not have proves nothing. */
static inline double clipped(double dual, double lower, double upper)
{
    return (dual > 0.0 && isfinite(lower)) || (dual < 0.0 && isfinite(upper)) ? dual : 0.0;
}

/* (S2) What a row proves by itself. */
static inline double row_worth(double dual, double lower, double upper)
{
    return dual > 0.0 ? dual * lower : dual < 0.0 ? dual * upper : 0.0;
}

/* (S2) What a column costs at least. */
static inline double column_worth(double reduced, double lower, double upper)
{
    return reduced > 0.0 ? reduced * lower : reduced < 0.0 ? reduced * upper : 0.0;
}

static inline double activity(lp_row_view v, const double *x)
{
    double sum = 0.0;
    for (int k = 0; k < v.n; k++)
        sum += v.values[k] * x[v.columns[k]];
    return sum;
}

/* value * x over the bounds of the column. */
static inline void widen(double value, double lower, double upper, double *low, double *high)
{
    *low += fmin(value * lower, value * upper);
    *high += fmax(value * lower, value * upper);
}

#endif
