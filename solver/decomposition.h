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
    lp_ladder *ladder; /* may be set after making; NULL: not counted */
    split *parts;
    size_t n_stations;
    size_t n_units; /* of each station */
    unit **units;               /* [n_stations * n_units] */
    station_program **programs; /* [n_stations] */
    coordinator *region;
    workers *crew;
    double **centre;         /* [n_stations] the mixture of the best plan */
    double **query;          /* [n_stations * n_units] what is evaluated next, masters of the unit */
    double **quantity_price; /* [n_stations * n_units] */
    double *station_bound;   /* [n_stations] */
    double lower_keur, upper_keur;
    size_t n_passes;
    size_t n_idle;  /* passes in a row that moved neither bound */
    size_t n_stuck; /* passes in a row that did not move the one from below */
    double mixture_missed; /* of what dispatch of some station has to add up to: > 0, and it does not exist */
    bool is_hollow; /* the gap is closed by a mixture that does not exist */
    const char *phase;  /* of the search, a text id: for reports, with what is proven by then */
    double proven_keur; /* below every plan, where the bounds are those of a program cut down; NAN */
    double beaten_keur; /* a run ends when it is proven to cost more; INFINITY */
    double least_gain_frac; /* a run ends when some passes brought less than this; 0: never so */
    bool converged;  /* to the gap of the last run */
    bool stopped;    /* by time or user */
    bool infeasible; /* proven: some station has no solution within its bounds */
} decomposition;

/* x: any values of the investments' columns that meet all rows but those of targets; they are the
 * first point. */
MUST_CHECK status decomposition_new(const formulation *investments, const solve_options *options,
                                    double deadline_s, const double *x, diag_list *diags,
                                    decomposition **out);
void decomposition_free(decomposition *d);

static inline size_t decomposition_units(const decomposition *d)
{
    return d->n_stations * d->n_units;
}

/* Passes until the gap is gap_frac, at most max_passes, or stopped: see the flags. */
MUST_CHECK status decomposition_run(decomposition *d, double gap_frac, size_t max_passes);

/* Whether every station still has a solution within its bounds. */
MUST_CHECK status decomposition_check(decomposition *d, bool *possible);

/* Of a column of the investments; then decomposition_restart(). */
void decomposition_set_bounds(decomposition *d, int column, double lower, double upper);
/* Likewise. */
void decomposition_set_cost(decomposition *d, int column, double keur);
/* Forgets plans and bounds of the region, keeps what is known of dispatch. */
MUST_CHECK status decomposition_restart(decomposition *d);

/* Before decomposition_restart(), where yes/no was settled far from the last mixture: points that are known, made anew
 * with touched[columns of the investments] as is best by the cuts, once those are near enough to dispatch. Stations
 * with nothing touched are left alone. */
MUST_CHECK status decomposition_renew(decomposition *d, const bool *touched);

/* Between these two calls a station's units live in its own thread, so that several stations can be
 * settled at the same time; all else here is for the time before and after. */
MUST_CHECK status decomposition_lend_units(decomposition *d);
MUST_CHECK status decomposition_take_back_units(decomposition *d);

/* How far a station is to be settled: the bracket within room_keur, or within a part of how far it
 * is from from_keur (NAN: nothing); after late_passes another part will do. */
typedef struct settling {
    const double *link_price; /* [n_links] */
    double room_keur, room_frac, late_room_frac, from_keur;
    size_t late_passes, max_passes;
} settling;

/* Arrays are the caller's, where nothing else is said [n_columns of its block]. */
typedef struct settled_station {
    double least_keur, most_keur; /* with what it pays at the prices; -INFINITY, INFINITY: not known */
    bool impossible;              /* proven */
    double *x;                    /* with most_keur */
    double *reduced;              /* station_reduced() of the last pass */
    station_room *worth;          /* [units of the station] station_worth_of_room() likewise */
    size_t n_passes;              /* in which dispatch was evaluated */
} settled_station;

/* One station alone, at fixed prices of what links stations, within the bounds as they are now. In the
 * thread that lives with the station: item s of the crew. */
MUST_CHECK status decomposition_settle(decomposition *d, size_t s, const settling *how,
                                       settled_station *found);

/* Place of the unit of a station of the region among those of the station it is taken as. */
size_t decomposition_unit_of(const decomposition *d, size_t region_station, size_t y);
/* Room beyond the limits of a station of the region in a milestone, until it is set back to none; in the
 * thread of the station it is taken as. */
void decomposition_set_room(decomposition *d, size_t region_station, size_t y, station_room room);

/* The best plan's values, [columns of the investments]; quantities without their dispatch. */
void decomposition_centre(const decomposition *d, double *x);
/* Dispatches all pieces at x, with quantities priced as quantity_price[columns of the investments] says; NULL: as they are.
 * *exists: everywhere. Values
 * of dispatch go to whole, where block_column says [milestones][days][stations]. */
MUST_CHECK status decomposition_dispatch(decomposition *d, const double *x,
                                         const double *quantity_price, const int *block_column,
                                         bool *exists, double *whole);

#endif
