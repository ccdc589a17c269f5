#include "solver/conflict.h"

#include <math.h>
#include <stdlib.h>

#include "solver/clock.h"
#include "solver/formulation.h"
#include "solver/lp_solver.h"

/* Any solution will do: nothing costs anything, so that the first one is as good as another. */
static void forget_costs(const lp *p, lp_solver *s)
{
    for (int j = 0; j < lp_columns(p); j++)
        lp_solver_set_cost(s, j, 0.0);
}

static possibility possibility_of(lp_outcome outcome, bool found)
{
    if (found || outcome == LP_OPTIMAL || outcome == LP_FEASIBLE)
        return POSSIBLE;
    return outcome == LP_INFEASIBLE ? IMPOSSIBLE : UNDECIDED;
}

static status ask_solver(const asking *a, const lp *p, lp_solver *s, double *x, possibility *out)
{
    const lp_limits limits = {.time_s = a->deadline_s - clock_seconds(), .stop = a->stop};
    lp_outcome outcome = LP_STOPPED;
    bool found = false;
    double bound;
    forget_costs(p, s);
    status st = lp_solver_relaxation(s, &limits, &outcome, x, NULL);
    *out = possibility_of(outcome, false);
    if (st != STATUS_OK || *out != POSSIBLE || a->relax || lp_whole_columns(p) == 0)
        return st;
    outcome = LP_STOPPED;
    st = lp_solver_whole(s, &limits, 0.0, x, &found, &outcome, &bound);
    *out = possibility_of(outcome == LP_OPTIMAL ? LP_STOPPED : outcome, found);
    return st;
}

static status ask_program(const asking *a, const formulation *f, possibility *out)
{
    diag_list *diags = diag_list_new(); /* what the library finds is nobody's business here */
    double *x = calloc((size_t)lp_columns(f->lp) + 1, sizeof *x);
    lp_solver *s = NULL;
    status st = diags && x ? lp_solver_new(f->lp, diags, &s) : STATUS_NO_MEMORY;
    if (st == STATUS_OK)
        st = ask_solver(a, f->lp, s, x, out);
    lp_solver_free(s);
    free(x);
    diag_list_free(diags);
    return st;
}

status conflict_ask(asking *a, possibility *out)
{
    *out = UNDECIDED;
    formulation *f = NULL;
    status st = STATUS_OK;
    if (clock_seconds() < a->deadline_s && !(a->stop && *a->stop)) {
        st = formulation_whole(claims_region(a->claims), a->perspective, &f);
        if (st == STATUS_OK)
            st = ask_program(a, f, out);
        formulation_free(f);
        a->n_asked++;
    }
    if (*out == UNDECIDED)
        a->undecided = true;
    return st;
}

/* A part of the claims in question, in the order of the list. */
typedef struct finding {
    asking *asking;
    const size_t *index; /* [n] of each */
    double *as_is;       /* [n] */
    bool *is_needed;     /* [n] */
} finding;

static void enforce(const finding *q, size_t from, size_t until, bool only_needed)
{
    for (size_t k = from; k < until; k++)
        if (!only_needed || q->is_needed[k])
            claims_set(q->asking->claims, q->index[k], q->as_is[k]);
}

static void release(const finding *q, size_t from, size_t until)
{
    for (size_t k = from; k < until; k++)
        claims_set(q->asking->claims, q->index[k], claims_widest(q->asking->claims, q->index[k]));
}

/* Which of from .. until - 1, all released now, are needed for a contradiction with those that are
 * enforced. has_more: some have been enforced since that was last asked. */
static status find_needed(const finding *q, size_t from, size_t until, bool has_more)
{
    possibility answer = POSSIBLE;
    status st = has_more ? conflict_ask(q->asking, &answer) : STATUS_OK;
    if (st != STATUS_OK || answer == IMPOSSIBLE)
        return st;
    if (until - from == 1) {
        q->is_needed[from] = true;
        return STATUS_OK;
    }
    const size_t middle = from + (until - from) / 2;
    enforce(q, from, middle, false);
    st = find_needed(q, middle, until, true);
    release(q, from, middle);
    if (st != STATUS_OK)
        return st;
    enforce(q, middle, until, true);
    bool any = false;
    for (size_t k = middle; k < until; k++)
        any = any || q->is_needed[k];
    st = find_needed(q, from, middle, any);
    release(q, middle, until);
    return st;
}

/* Released all: do the others contradict each other by themselves? Enforced all: can they hold? */
static status find_among(const finding *q, size_t n)
{
    possibility with, without = POSSIBLE;
    status st = conflict_ask(q->asking, &with);
    release(q, 0, n);
    if (st == STATUS_OK)
        st = conflict_ask(q->asking, &without);
    if (st == STATUS_OK && n > 0 && with != POSSIBLE && without != IMPOSSIBLE)
        st = find_needed(q, 0, n, false);
    enforce(q, 0, n, false);
    return st;
}

status conflict_find(asking *a, bool *is_in)
{
    const size_t count = claims_count(a->claims);
    size_t n = 0;
    size_t *index = calloc(count + 1, sizeof *index);
    double *as_is = calloc(count + 1, sizeof *as_is);
    bool *is_needed = calloc(count + 1, sizeof *is_needed);
    status st = index && as_is && is_needed ? STATUS_OK : STATUS_NO_MEMORY;
    for (size_t k = 0; st == STATUS_OK && k < count; k++)
        if (is_in[k]) {
            index[n] = k;
            as_is[n++] = claims_value(a->claims, k);
        }
    if (st == STATUS_OK)
        st = find_among(&(finding){a, index, as_is, is_needed}, n);
    for (size_t k = 0; st == STATUS_OK && k < n; k++)
        is_in[index[k]] = is_needed[k];
    free(index);
    free(as_is);
    free(is_needed);
    return st;
}
