#include "solver/planner.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "solver/commitment_columns.h"
#include "solver/commitment_fix.h"
#include "solver/decomposed_search.h"
#include "solver/plan_solve_parts.h"
#include "solver/workers.h"

/* Bounds of a decision, in one of the two programs that have it. */
typedef struct open_bounds {
    int column;
    double lower, upper;
} open_bounds;

typedef struct decisions {
    formulation *f;
    size_t n;
    open_bounds *list; /* [n] in the order of commitment_each() */
} decisions;

struct planner {
    const region *region;
    solve_options options;
    diag_list *diags; /* of its search, as long as that lives */
    planning *first;  /* its search is asked again; NULL: there is none */
    decisions outline, investments;
    double *whole;         /* [columns] what the first search found, */
    unsigned char *closed; /* [columns] and what was taken out of it */
    workers *home; /* one thread: problems of the solver library stay where they were made */
};

status planner_new(const region *r, const solve_options *options, planner **out)
{
    planner *p = calloc(1, sizeof *p);
    if (!p)
        return STATUS_NO_MEMORY;
    *p = (planner){.region = r, .options = *options, .diags = diag_list_new()};
    const status st = p->diags ? workers_new(1, &p->home) : STATUS_NO_MEMORY;
    if (st == STATUS_OK)
        *out = p;
    else
        planner_free(p);
    return st;
}

/* --- what is open ------------------------------------------------------------------------------ */

static void keep_bounds(void *context, const commitment *offered, int column)
{
    decisions *d = context;
    (void)offered;
    if (d->list)
        d->list[d->n] =
            (open_bounds){column, lp_lower(d->f->lp, column), lp_upper(d->f->lp, column)};
    d->n++;
}

static status keep_open(decisions *d, formulation *f)
{
    *d = (decisions){.f = f};
    commitment_each(f, 0, keep_bounds, d);
    d->list = calloc(d->n + 1, sizeof *d->list);
    d->n = 0;
    if (d->list)
        commitment_each(f, 0, keep_bounds, d);
    return d->list ? STATUS_OK : STATUS_NO_MEMORY;
}

static void open_all(const decisions *d)
{
    for (size_t k = 0; k < d->n; k++)
        lp_set_bounds(d->f->lp, d->list[k].column, d->list[k].lower, d->list[k].upper);
}

/* --- one plan ---------------------------------------------------------------------------------- */

typedef struct question {
    planner *p;
    const commitment *list;
    size_t n;
    arena *mem;
    diag_list *diags;
    plan **out;
} question;

static void forget(planner *p)
{
    if (p->first)
        planning_end(p->first);
    free(p->first);
    free(p->whole);
    free(p->closed);
    free(p->outline.list);
    free(p->investments.list);
    p->first = NULL;
    p->whole = NULL;
    p->closed = NULL;
    p->outline = p->investments = (decisions){0};
}

/* A plan with other decisions is held against the first one, and has to be no better proven. */
static status remember(planner *p)
{
    search *s = &p->first->s;
    const size_t columns = (size_t)lp_columns(s->f->lp);
    p->whole = malloc((s->f->n_columns + 1) * sizeof *p->whole);
    p->closed = malloc((columns + 1) * sizeof *p->closed);
    if (!p->whole || !p->closed)
        return STATUS_NO_MEMORY;
    memcpy(p->whole, s->best, s->f->n_columns * sizeof *p->whole);
    memcpy(p->closed, s->closed, columns * sizeof *p->closed);
    s->earlier = p->whole;
    s->earlier_closed = p->closed;
    s->earlier_keur = s->best_keur;
    s->earlier_gap_frac = fmax(s->options->gap_frac, search_gap(s));
    s->earlier_bound_keur = s->targets_missed || s->targets_open ? -INFINITY : s->bound_keur;
    return STATUS_OK;
}

/* Open, with a search that lives on where it can be asked again. */
static status solve_first(const question *q)
{
    planner *p = q->p;
    p->first = calloc(1, sizeof *p->first);
    if (!p->first)
        return STATUS_NO_MEMORY;
    status st = planning_begin(p->first, p->region, &p->options, p->diags);
    if (st == STATUS_OK)
        st = planning_search(p->first);
    const bool may_go_on = st == STATUS_OK && p->first->s.decomposed && p->first->s.has_best;
    st = planning_conclude(p->first, st, q->mem, q->out);
    if (!may_go_on) {
        forget(p);
        return st;
    }
    status kept = remember(p);
    if (kept == STATUS_OK)
        kept = keep_open(&p->outline, p->first->f);
    if (kept == STATUS_OK)
        kept = keep_open(&p->investments, p->first->s.investments);
    return kept == STATUS_OK ? st : kept;
}

static status solve_from_scratch(const question *q)
{
    solve_options how = q->p->options;
    how.commitments = q->list;
    how.n_commitments = q->n;
    return plan_solve(q->p->region, &how, q->mem, q->diags, q->out);
}

/* With the search of the first plan, and its fix for as long as this takes. */
static status search_again(const question *q)
{
    planner *p = q->p;
    search *s = &p->first->s;
    commitment_fix_apply(s->fix, p->outline.f);
    commitment_fix_apply(s->fix, p->investments.f);
    search_start_again(s);
    const status st = planning_conclude(p->first, decomposed_search_again(s), q->mem, q->out);
    open_all(&p->outline);
    open_all(&p->investments);
    return st;
}

static status solve_again(const question *q)
{
    search *s = &q->p->first->s;
    commitment_fix *fix = NULL;
    status st =
        commitment_fix_new(q->p->region, q->p->options.perspective, q->list, q->n, q->diags, &fix);
    if (st != STATUS_OK)
        return st;
    s->fix = fix;
    st = commitment_fix_exceeds(fix) ? solve_from_scratch(q) : search_again(q);
    s->fix = NULL;
    commitment_fix_free(fix);
    return st;
}

static status answer(void *context, size_t item)
{
    const question *q = context;
    (void)item;
    if (!q->list) {
        forget(q->p);
        return solve_first(q);
    }
    return q->p->first ? solve_again(q) : solve_from_scratch(q);
}

/* What the search that lives on has found, to who asked. */
static void hand_over(const planner *p, size_t from, diag_list *diags)
{
    for (size_t k = from; k < diag_count(p->diags); k++) {
        const diag *d = diag_get(p->diags, k);
        diag_add(diags, d->code, d->file, d->line, "%s", d->text);
    }
}

status planner_solve(planner *p, const commitment *list, size_t n, arena *mem, diag_list *diags,
                     plan **out)
{
    question q = {p, list, n, mem, diags, out};
    const size_t before = diag_count(p->diags);
    *out = NULL;
    const status st = workers_run(p->home, answer, &q, 1);
    hand_over(p, before, diags);
    return st == STATUS_SOLVER && diag_memory_was_out(p->diags) ? STATUS_NO_MEMORY : st;
}

static status leave(void *context, size_t item)
{
    (void)item;
    forget(context);
    return STATUS_OK;
}

void planner_free(planner *p)
{
    if (!p)
        return;
    if (p->home) {
        const status st = workers_run(p->home, leave, p, 1); /* where its problems were made */
        (void)st;
    }
    workers_free(p->home);
    diag_list_free(p->diags);
    free(p);
}
