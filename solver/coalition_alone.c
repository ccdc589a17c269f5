/* Candidates of a hub, each alone. */
#include "solver/coalition_solve_parts.h"

#include <stdlib.h>
#include <string.h>

#include "model/hub_facts.h"
#include "solver/workers.h"

/* One candidate; what it writes has a place already. */
typedef struct alone_job {
    coalition_solver *solver;
    size_t candidate;
    size_t n_threads;
    arena *scratch;
    diag_list *diags;
} alone_job;

static status read_alone(void *context, const operation *o)
{
    const alone_job *job = context;
    const coalition_solver *s = job->solver;
    const region *r = o->region;
    const connection *c = &r->connections[0];
    double *net =
        ARENA_ARRAY(job->scratch, r->horizon.n_milestones * calendar_size(&r->calendar), double);
    if (net == NULL)
        return STATUS_NO_MEMORY;
    member_facts_read(o, c, NULL, &s->facts[job->candidate]);
    connection_net_kw(o, c, net);
    add_monthly_peaks(r, net, r->calendar.quarter_hour_factor, s->monthly_peak_kw[job->candidate]);
    return STATUS_OK;
}

static status make_place(coalition_solver *s, size_t candidate)
{
    const region *r = s->apart.region;
    const size_t n = r->horizon.n_milestones;
    coalition_case *c = &s->alone[candidate];
    c->bill_eur_per_year = arena_array(s->mem, n, sizeof *c->bill_eur_per_year);
    s->monthly_peak_kw[candidate] = ARENA_ARRAY(s->mem, n * r->calendar.n_peak_groups, double);
    return c->bill_eur_per_year && s->monthly_peak_kw[candidate]
               ? member_facts_new(r, s->mem, &s->facts[candidate])
               : STATUS_NO_MEMORY;
}

static status solve_candidate(void *context, size_t item)
{
    alone_job *job = (alone_job *)context + item;
    coalition_case *place = &job->solver->alone[job->candidate], found;
    const size_t n = job->solver->apart.region->horizon.n_milestones;
    plan *p = NULL;
    job->scratch = arena_new();
    job->diags = diag_list_new();
    const coalition_program g = {.apart = &job->solver->apart,
                                 .how = &job->solver->how,
                                 .members = coalition_of(job->candidate),
                                 .change = COALITION_UNCHANGED,
                                 .next = read_alone,
                                 .context = job,
                                 .n_threads = job->n_threads,
                                 .scratch = job->scratch,
                                 .diags = job->diags};
    const status st = job->diags == NULL ? STATUS_NO_MEMORY
                                         : coalition_program_solve(&g, job->scratch, &found, &p);
    if (st == STATUS_OK) {
        memcpy(place->bill_eur_per_year, found.bill_eur_per_year,
               n * sizeof *found.bill_eur_per_year);
        found.bill_eur_per_year = place->bill_eur_per_year;
        *place = found;
    }
    arena_free(job->scratch);
    return st;
}

status coalition_solve_alone(coalition_solver *s, coalition asked)
{
    const size_t n = coalition_size(asked);
    alone_job *jobs = calloc(n + 1, sizeof *jobs);
    status st = jobs == NULL ? STATUS_NO_MEMORY : STATUS_OK;
    for (size_t j = 0, k = 0; st == STATUS_OK && j < s->apart.hub->n_members; j++)
        if (asked & coalition_of(j)) {
            jobs[k++] =
                (alone_job){.solver = s, .candidate = j, .n_threads = coalition_threads_each(s, n)};
            st = make_place(s, j);
        }
    if (st == STATUS_OK)
        st = workers_run_once(s->how.n_threads, solve_candidate, jobs, n);
    for (size_t k = 0; jobs != NULL && k < n; k++) {
        if (st == STATUS_OK)
            coalition_note(s, &s->alone[jobs[k].candidate]);
        else if (jobs[k].diags != NULL)
            st = coalition_tell_errors(s->diags, jobs[k].diags, st);
        diag_list_free(jobs[k].diags);
    }
    free(jobs);
    return st;
}
