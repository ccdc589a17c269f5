/* solver/decomposition.h - the continuous program of a large region, solved in pieces.
 *
 * Method, steps and proofs: docs/solver.md. Per station an inner program (from above) and an outer
 * one (from below), over the units (station, milestone) that are evaluated again and again;
 * over them the coordinator, which gives prices to what links stations.
 */
#ifndef SOLVER_DECOMPOSITION_H
#define SOLVER_DECOMPOSITION_H

#include "solver/coordinator.h"
#include "solver/plan_solve.h"
#include "solver/station_program.h"
#include "solver/workers.h"

typedef struct decomposition {
    const formulation *investments;
    const solve_options *options;
    diag_list *diags;
    double started_s, deadline_s;
    split *parts;
    size_t n_stations, n_years;
    unit **units;               /* [n_stations * n_years] */
    station_program **programs; /* [n_stations] */
    coordinator *region;
    workers *crew;
    double **centre;            /* [n_stations] the mixture of the best plan */
    double **query;             /* [n_stations] what is evaluated next */
    double **quantity_price;    /* [n_stations * n_years] */
    double *station_bound;      /* [n_stations] */
    double lower_keur, upper_keur;
    size_t n_passes;
    bool stopped;
} decomposition;

/* x: any values of the investments' columns that meet all rows but those of targets; they are the
 * first point. */
MUST_CHECK status decomposition_new(const formulation *investments, const solve_options *options,
                                    double deadline_s, const double *x, diag_list *diags,
                                    decomposition **out);
void decomposition_free(decomposition *d);

/* Until the gap is gap_frac, or stopped. */
MUST_CHECK status decomposition_run(decomposition *d, double gap_frac);

#endif
