/* solver/plan_solve.h - from a region to its plan. */
#ifndef SOLVER_PLAN_SOLVE_H
#define SOLVER_PLAN_SOLVE_H

#include <signal.h>
#include <stdbool.h>
#include <stdio.h>

#include "model/arena.h"
#include "model/diag.h"
#include "model/evidence.h"
#include "model/operation.h"
#include "model/plan.h"
#include "model/region.h"

/* Called between and during solves. phase is a text id (phase_*); bounds in EUR of present value, NAN when
 * unknown. best_eur is the cost of a plan, with or without whole numbers. */
typedef void solve_report(void *context, const char *phase, double lower_bound_eur, double best_eur,
                          double elapsed_s);

typedef struct solve_options {
    perspective perspective;
    double gap_frac;                   /* stop when (plan - bound) / |plan| is within this, >= 0 */
    double large_gap_frac;             /* likewise where the region is decomposed, if that is more */
    double time_limit_s;               /* > 0 */
    bool relax;                        /* whole numbers off */
    bool why;                          /* why, why not, and what limits are worth, in what time is left */
    solve_method method;
    /* What is decided in the first milestone, sorted by commitment_compare(); what is not named is decided
     * not to be done. NULL: all is open. The plan points into it. No evidence is given then. */
    const commitment *commitments; /* [n_commitments] */
    size_t n_commitments;
    const steering *steering; /* [n_steering]; certificate and bound are then at steered prices */
    size_t n_steering;
    size_t n_threads; /* of a decomposed search; 0 counts as 1. Results do not depend on it */
    struct warm_start *keep_start; /* what a decomposed search learns goes there too; NULL: no */
    const struct warm_start
        *warm_start; /* of a region that differs in part; NULL: begin from nothing */
    const char *write_lp;              /* write the program here first; NULL: no */
    const volatile sig_atomic_t *stop; /* non-zero: stop with the best plan so far; may be NULL */
    solve_report *report;              /* may be NULL */
    void *report_context;
    FILE *log; /* one line per step of the search; may be NULL */
    evidence_visit *evidence; /* gets what proves the plan, once it is there; may be NULL */
    void *evidence_context;
    operation_visit *operation; /* gets what is decided and what flows in the plan; may be NULL */
    void *operation_context;
} solve_options;

/* The plan lies in mem and points into the region.
 * STATUS_OK: within the gap. STATUS_LIMIT: stopped by time or user, *out is the best plan found.
 * STATUS_INFEASIBLE: targets cannot be met; *out misses them least, or is NULL when other
 * limits contradict each other. STATUS_SOLVER, STATUS_NO_MEMORY, STATUS_IO: no plan.
 * What options->evidence gives is returned too, when it is not STATUS_OK. */
MUST_CHECK status plan_solve(const region *r, const solve_options *options, arena *mem,
                             diag_list *diags, plan **out);

#endif
