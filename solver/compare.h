/* solver/compare.h - plans for the scenarios of a region, side by side. */
#ifndef SOLVER_COMPARE_H
#define SOLVER_COMPARE_H

#include "model/comparison.h"
#include "solver/plan_solve.h"

/* Called after each plan, from one thread at a time: how many are done of how many that are known of. */
typedef void compare_report(void *context, size_t done, size_t of);

typedef struct compare_options {
    /* Of each plan; time_limit_s holds for each one, n_threads is set by n_jobs. */
    solve_options solve;
    size_t n_jobs; /* plans made at the same time, >= 1. Results do not depend on it */
    bool regret;
    bool robust; /* needs regret */
    bool tradeoff;
    size_t n_points; /* of each trade-off, >= 8 */
    bool different;
    size_t n_plans;         /* different ones beside the best, >= 1 */
    double within_frac;     /* how much dearer than the best they may be */
    diag_list *diags;       /* what ends a plan that is part of another; set by compare_solve() */
    compare_report *report; /* may be NULL */
    void *report_context;
} compare_options;

/* list[n]: region, kind, is_base, is_future and probability are set; the rest is filled in. The
 * comparison lies in mem, and is to be freed with comparison_free() before it. STATUS_OK when every
 * plan is within its gap, STATUS_LIMIT when some was stopped, STATUS_INFEASIBLE when some scenario has no
 * plan that meets its targets; with a comparison in all three. Others: without. */
MUST_CHECK status compare_solve(compared *list, size_t n, const compare_options *options,
                                arena *mem, diag_list *diags, comparison **out);

/* (E99) How different two plans of one region are: 0 when they invest the same in every theme on every
 * park, 1 when in nothing the same. */
double plan_difference(const plan *a, const plan *b);

#endif
