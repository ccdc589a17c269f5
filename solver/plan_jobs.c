#include "solver/plan_jobs.h"

#include <pthread.h>
#include <stdlib.h>

#include "solver/workers.h"

typedef struct job_queue {
    plan_job *jobs;
    size_t n, next, done;
    size_t n_rows; /* that have not ended */
    const compare_options *options;
    solve_options solve;
    pthread_mutex_t lock;
} job_queue;

static bool goes_on(const job_queue *q, size_t k)
{
    return k < q->n &&
           (q->jobs[k].after_last || (q->jobs[k].by && q->jobs[k].by == q->jobs[k - 1].by));
}

static size_t count_rows(const job_queue *q)
{
    size_t n = 1;
    for (size_t k = 1; k < q->n; k++)
        n += !goes_on(q, k);
    return n;
}

/* One job, or all of a row. */
static bool take_next(job_queue *q, size_t *first, size_t *end)
{
    pthread_mutex_lock(&q->lock);
    const bool any = q->next < q->n;
    *first = q->next;
    if (any)
        do
            q->next++;
        while (goes_on(q, q->next));
    *end = q->next;
    pthread_mutex_unlock(&q->lock);
    return any;
}

static void tell_done(job_queue *q)
{
    pthread_mutex_lock(&q->lock);
    q->done++;
    if (q->options->report)
        q->options->report(q->options->report_context, q->done, q->n);
    pthread_mutex_unlock(&q->lock);
}

static bool is_fatal(status st)
{
    return st != STATUS_OK && st != STATUS_LIMIT && st != STATUS_INFEASIBLE;
}

void plan_job_tell(const plan_job *job, diag_list *diags)
{
    for (size_t i = 0; job->diags && i < diag_count(job->diags); i++) {
        const diag *d = diag_get(job->diags, i);
        diag_add(diags, d->code, d->file, d->line, "scenario %s: %s", job->region->scenario,
                 d->text);
    }
}

/* Why there is no result: what the jobs say that it broke off at. Where memory was out they may say
 * nothing any more. */
static status tell_failures(const job_queue *q, status st)
{
    for (size_t k = 0; k < q->n; k++)
        if (is_fatal(q->jobs[k].outcome)) {
            plan_job_tell(&q->jobs[k], q->options->diags);
            if (q->jobs[k].diags && diag_memory_was_out(q->jobs[k].diags))
                st = STATUS_NO_MEMORY;
        }
    return st;
}

/* Its part of the threads, of which the last one has those of all that find nothing more to do; what it finds does not
 * depend on them. */
static size_t threads_of(job_queue *q, const plan_job *job)
{
    const size_t n = q->options->n_jobs;
    pthread_mutex_lock(&q->lock);
    const size_t each = n / q->n_rows;
    pthread_mutex_unlock(&q->lock);
    return job == &q->jobs[q->n - 1] ? n : each > 0 ? each : 1;
}

static status run_job(job_queue *q, plan_job *job)
{
    solve_options how = q->solve;
    how.n_threads = threads_of(q, job);
    how.commitments = job->commitments;
    how.n_commitments = job->n_commitments;
    how.steering = job->steering;
    how.n_steering = job->n_steering;
    how.keep_start = job->learns ? job->learns : how.keep_start;
    how.warm_start = job->start ? job->start : how.warm_start;
    plan *p = NULL;
    job->mem = arena_new();
    job->diags = diag_list_new();
    if (!job->mem || !job->diags)
        return STATUS_NO_MEMORY;
    job->outcome = job->by ? planner_solve(job->by, job->commitments, job->n_commitments, job->mem,
                                           job->diags, &p)
                           : plan_solve(job->region, &how, job->mem, job->diags, &p);
    job->plan = p;
    tell_done(q);
    return is_fatal(job->outcome) ? job->outcome : STATUS_OK;
}

static void end_row(job_queue *q)
{
    pthread_mutex_lock(&q->lock);
    q->n_rows--;
    pthread_mutex_unlock(&q->lock);
}

/* One row of jobs at a time, whichever is next, so that no thread waits for another's long one. */
static status work_off(void *context, size_t item)
{
    job_queue *q = context;
    status st = STATUS_OK;
    (void)item;
    for (size_t k, end; st == STATUS_OK && take_next(q, &k, &end); end_row(q))
        for (; st == STATUS_OK && k < end; k++)
            st = run_job(q, &q->jobs[k]);
    return st;
}

solve_options plan_jobs_solve_options(const compare_options *options)
{
    solve_options how = options->solve;
    how.n_threads = 1;
    how.report = NULL;
    how.log = NULL;
    how.write_lp = NULL;
    how.evidence = NULL;
    return how;
}

status plan_jobs_run(plan_job *jobs, size_t n, const compare_options *options)
{
    job_queue q = {.jobs = jobs, .n = n, .options = options};
    workers *w = NULL;
    if (n == 0)
        return STATUS_OK;
    q.n_rows = count_rows(&q);
    q.solve = plan_jobs_solve_options(options);
    const size_t n_workers = q.n_rows < options->n_jobs ? q.n_rows : options->n_jobs;
    pthread_mutex_init(&q.lock, NULL);
    status st = workers_new(n_workers, &w);
    if (st == STATUS_OK)
        st = workers_run(w, work_off, &q, n_workers);
    workers_free(w);
    pthread_mutex_destroy(&q.lock);
    return is_fatal(st) ? tell_failures(&q, st) : st;
}

bool plan_is_comparable(const plan *p, status outcome)
{
    return p && !(outcome == STATUS_INFEASIBLE && p->status == PLAN_STOPPED_AT_LIMIT);
}

void plan_jobs_free(plan_job *jobs, size_t n)
{
    for (size_t k = 0; k < n; k++) {
        arena_free(jobs[k].mem);
        diag_list_free(jobs[k].diags);
        jobs[k].mem = NULL;
        jobs[k].diags = NULL;
    }
}
