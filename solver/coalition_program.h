/* solver/coalition_program.h - what a coalition of a hub's candidates costs, together or apart, as one program
 * by itself. Several may be solved at the same time.
 */
#ifndef SOLVER_COALITION_PROGRAM_H
#define SOLVER_COALITION_PROGRAM_H

#include <math.h>

#include "model/coalition_region.h"
#include "model/hub_study.h"
#include "solver/plan_solve.h"

/* What a program is changed in; NAN: as it is. */
typedef struct coalition_change {
    double formation_cost_eur;
    double import_cap_kw; /* the group's capacity is at most this */
    double gap_frac;      /* how near to the best it is solved */
} coalition_change;

#define COALITION_UNCHANGED ((coalition_change){NAN, NAN, NAN})

typedef struct coalition_program {
    const apart_plan *apart;
    const solve_options *how;
    coalition members;
    bool together; /* as a hub, or not, as is best */
    coalition_change change;
    operation_visit *next; /* gets what flows; may be NULL */
    void *context;
    size_t n_threads;
    arena *scratch;   /* gets its region and its plan */
    diag_list *diags; /* gets why nothing came of it */
} coalition_program;

/* The bill lies in mem. STATUS_LIMIT: stopped by the user. */
MUST_CHECK status coalition_program_solve(const coalition_program *g, arena *mem,
                                          coalition_case *out, plan **p);

/* What the solver ran into is told after all when nothing comes of it; that memory was out even when it
 * could not be told any more. */
MUST_CHECK status coalition_tell_errors(diag_list *to, const diag_list *quiet, status st);

#endif
