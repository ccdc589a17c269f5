/* solver/plan_jobs.h - many plans, several at the same time. */
#ifndef SOLVER_PLAN_JOBS_H
#define SOLVER_PLAN_JOBS_H

#include "solver/compare.h"
#include "solver/planner.h"
#include "solver/warm_start.h"

typedef struct plan_job {
    const region *region;
    planner *by; /* of that region: what is known of it is used; no steering then. NULL: from scratch */
    const commitment *commitments; /* as in solve_options */
    size_t n_commitments;
    const steering *steering; /* likewise */
    size_t n_steering;
    const warm_start *start; /* likewise; NULL: what options say */
    warm_start *learns;      /* likewise keep_start */
    bool after_last;         /* not before the one in front of it in the list has ended */
    arena *mem;       /* where its plan lies; given by plan_jobs_run(), for the caller to free */
    diag_list *diags; /* likewise; its own findings */
    const plan *plan; /* NULL: none */
    status outcome;
} plan_job;

/* Runs all of jobs[n], the first ones first; those in a row by one planner, or after the last, one after the
 * other, each row with its part of the threads. STATUS_OK,
 * or the worst that happened to any beyond STATUS_LIMIT and STATUS_INFEASIBLE; arenas are then there all
 * the same, and options->diags has the findings of what went wrong. */
MUST_CHECK status plan_jobs_run(plan_job *jobs, size_t n, const compare_options *options);
/* What plans of a comparison are made with; of the planners of its jobs too. */
solve_options plan_jobs_solve_options(const compare_options *options);
/* Whether the outcome is a plan to compare with, rather than doing nothing more, or a plan that misses targets
 * only because the time was up. */
bool plan_is_comparable(const plan *p, status outcome);
/* The findings of a job, with the scenario they are about. */
void plan_job_tell(const plan_job *job, diag_list *diags);
/* Frees what each job holds; jobs themselves are the caller's. */
void plan_jobs_free(plan_job *jobs, size_t n);

#endif
