/* solver/decomposition_parts.h - shared by the decomposition*.c files; not for others. */
#ifndef SOLVER_DECOMPOSITION_PARTS_H
#define SOLVER_DECOMPOSITION_PARTS_H

#include "solver/decomposition.h"

/* Takes part in a job: */
#define ALL_STATIONS ((size_t)-1)
/* How far the next query goes from the centre towards the outer solution (D6). */
#define STEP_FRAC 0.4
/* While the gap is wide outer solutions are extremes, and what is far takes many iterations to dispatch. */
#define EARLY_STEP_FRAC 0.2
#define FAR_GAP_FRAC 0.2
/* From here on what a station would do at the prices that are tried is where the next query begins, in a run
 * to a gap below the second: others are over before it matters. */
#define NEAR_GAP_FRAC 1e-2
#define FINE_GAP_FRAC 2e-4
/* After so many passes in a row that did not move the bound from below, other prices and queries than the
 * steadied ones are tried too. */
enum { STUCK_PASSES = 3 };
/* Less than this is not missed of what a station's mixture has to add up to, where each unit is charged and
 * rounding is of that size: W, parts of a vehicle. */
#define MIXTURE_MISSED_TOL 1e-3

/* What the evaluation of one unit gave. */
typedef struct evaluation {
    unit_point at_c;
    unit_cut cuts[MAX_GROUPS];
    bool exists, done;
} evaluation;

/* What the programs of one station gave. */
typedef struct station_outcome {
    station_plan inner; /* at the region's prices */
    station_plan tried; /* at those that the bound is taken at */
    bool found, is_tried, bounded, infeasible, was_missing;
} station_outcome;

typedef struct job {
    decomposition *d;
    evaluation *evaluations; /* [units] */
    station_outcome *plans;  /* [stations] */
    double step_frac;        /* (D6) */
    size_t only;             /* station that takes part alone; ALL_STATIONS */
    double near_gap_frac;    /* (D6) below it queries begin at what stations would do at the prices tried */
    bool to_the_end;         /* a plan that was found is dispatched even when the search has to stop */
    const double *price;     /* of linking rows, for the outer programs */
    const bool *left_out;    /* [units] are not evaluated; NULL: all are */
    bool without_cuts;       /* what is evaluated gives points only */
    const double *quantity_price; /* [columns of the investments]; NULL: those of stations */
    const int *block_column; /* of the whole program, whose values of dispatch are wanted: */
    double *whole;           /* NULL: they are not */
    bool failed;             /* the program of the region had no optimum */
    /* Some program had none: stopped, or no luck with numbers; a pass can do without. */
    bool stumbled;
} job;

/* Of one linear program. */
lp_limits job_limits(const decomposition *d);

/* A plain pass over all stations. STATUS_NO_MEMORY; to be closed all the same. */
MUST_CHECK status job_open(decomposition *d, job *j);
void job_close(job *j);

/* Work for the crew, the context is the job: one item per unit, */
MUST_CHECK status job_evaluate_unit(void *context, size_t item);
/* or per station. */
MUST_CHECK status job_take_over(void *context, size_t s);
MUST_CHECK status job_solve_inner(void *context, size_t s);
MUST_CHECK status job_solve_outer(void *context, size_t s);
MUST_CHECK status job_trim(void *context, size_t s);
/* What the station's inner program missed last gets dearer. */
MUST_CHECK status job_raise_missed(void *context, size_t s);

/* By time or user. */
bool decomposition_must_stop(const decomposition *d);
/* As the station's inner program prices them. */
void decomposition_read_quantity_prices(decomposition *d, size_t s);

#endif
