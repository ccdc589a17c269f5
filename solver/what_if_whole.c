/* What if, for a region that was solved as one program: the same program again. */
#include "solver/what_if_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/tolerance.h"
#include "solver/clock.h"
#include "solver/polish.h"

/* s; one question may not take the time of all others. */
#define QUESTION_TIME_S 30.0

typedef struct whole {
    double *lower, *upper; /* [columns] as the plan has them */
    double *dearer;        /* [columns] change of cost, kEUR */
    double *x, *y;         /* of the base */
    double *reduced;       /* [columns] of the base */
    double *now_reduced;   /* of the last answer */
    what_if_answer base;
} whole;

static whole *own(const what_if *w)
{
    return w->own;
}

static const lp *program(const what_if *w)
{
    return w->s->f->lp;
}

static const formulation *of(const what_if *w)
{
    return w->s->f;
}

static bool reaches(const what_if *w, size_t where, int column)
{
    (void)w;
    (void)where;
    return column >= 0;
}

static void set_bounds(what_if *w, int column, double lower, double upper)
{
    lp_solver_set_bounds(w->s->solver, column, lower, upper);
}

static void set_cost(what_if *w, int column, double keur)
{
    own(w)->dearer[column] = keur - lp_cost(program(w), column);
    lp_solver_set_cost(w->s->solver, column, keur);
}

static void set_row(what_if *w, int row, double lower, double upper)
{
    lp_solver_set_row_bounds(w->s->solver, row, lower, upper);
}

static void set_room(what_if *w, size_t s, size_t y, double import_kw, double export_kw)
{
    const formulation *f = w->s->f;
    for (size_t k = 0; k < f->n_limit_rows; k++) {
        const limit_row *l = &f->limit_rows[k];
        if (l->kind == LIMIT_STATION_IMPORT && l->object == s && l->y == y)
            set_row(w, l->row, lp_row_lower(f->lp, l->row) - l->upper_per_unit * export_kw,
                    lp_row_upper(f->lp, l->row) + l->upper_per_unit * import_kw);
    }
}

static status set_entries(what_if *w, int row, int n, const int *columns, const double *values)
{
    return lp_solver_set_row(w->s->solver, row, n, columns, values);
}

static void restore_column(what_if *w, int j)
{
    set_bounds(w, j, own(w)->lower[j], own(w)->upper[j]);
    set_cost(w, j, lp_cost(program(w), j));
}

static void restore_row(what_if *w, int row)
{
    set_row(w, row, lp_row_lower(program(w), row), lp_row_upper(program(w), row));
}

static status solve(what_if *w, size_t where, what_if_answer *answer)
{
    search *s = w->s;
    (void)where;
    const lp_limits limits = {.time_s = fmin(QUESTION_TIME_S, s->deadline_s - clock_seconds()),
                              .stop = s->options->stop,
                              .ladder = s->ladder};
    lp_outcome outcome;
    const status st = lp_solver_relaxation(s->solver, &limits, &outcome, s->x, s->y);
    *answer = (what_if_answer){.answered = false};
    if (st != STATUS_OK || (outcome != LP_OPTIMAL && outcome != LP_INFEASIBLE))
        return st;
    answer->answered = true;
    answer->possible = outcome == LP_OPTIMAL;
    if (!answer->possible)
        return st;
    reduced_costs(program(w), s->y, own(w)->now_reduced);
    double keur = lp_objective(program(w), s->x);
    for (int j = 0; j < lp_columns(program(w)); j++) {
        own(w)->now_reduced[j] += own(w)->dearer[j];
        keur += own(w)->dearer[j] * s->x[j];
    }
    answer->least_keur = answer->most_keur = keur;
    answer->x = s->x;
    answer->reduced = own(w)->now_reduced;
    return st;
}

static void fix_plan(what_if *w)
{
    const search *s = w->s;
    const lp *p = program(w);
    for (int j = 0; j < lp_columns(p); j++) {
        own(w)->lower[j] = lp_lower(p, j);
        own(w)->upper[j] = lp_upper(p, j);
        if (search_is_whole(s, j))
            own(w)->lower[j] = own(w)->upper[j] = round(s->best[j]);
        else if (polish_closes(s, j))
            own(w)->upper[j] = own(w)->lower[j];
        restore_column(w, j);
    }
}

static status solve_base(what_if *w, bool *usable)
{
    const search *s = w->s;
    const size_t columns = (size_t)lp_columns(program(w)), rows = (size_t)lp_rows(program(w));
    fix_plan(w);
    const status st = what_if_solve(w, 0, &own(w)->base);
    *usable = st == STATUS_OK && own(w)->base.answered && own(w)->base.possible;
    if (!*usable)
        return st;
    memcpy(own(w)->x, s->x, columns * sizeof *s->x);
    memcpy(own(w)->y, s->y, rows * sizeof *s->y);
    memcpy(own(w)->reduced, own(w)->now_reduced, columns * sizeof *s->x);
    own(w)->base.x = own(w)->x;
    own(w)->base.reduced = own(w)->reduced;
    return st;
}

static status open_whole(what_if *w, bool *usable)
{
    const size_t columns = (size_t)lp_columns(program(w)) + 1,
                 rows = (size_t)lp_rows(program(w)) + 1;
    whole *o = w->own = calloc(1, sizeof *o);
    *usable = false;
    if (!o)
        return STATUS_NO_MEMORY;
    o->lower = calloc(columns, sizeof *o->lower);
    o->upper = calloc(columns, sizeof *o->upper);
    o->dearer = calloc(columns, sizeof *o->dearer);
    o->x = calloc(columns, sizeof *o->x);
    o->y = calloc(rows, sizeof *o->y);
    o->reduced = calloc(columns, sizeof *o->reduced);
    o->now_reduced = calloc(columns, sizeof *o->now_reduced);
    if (!o->lower || !o->upper || !o->dearer || !o->x || !o->y || !o->reduced || !o->now_reduced)
        return STATUS_NO_MEMORY;
    return w->s->solver ? solve_base(w, usable) : STATUS_OK;
}

static void close_whole(what_if *w)
{
    whole *o = own(w);
    if (!o)
        return;
    free(o->lower);
    free(o->upper);
    free(o->dearer);
    free(o->x);
    free(o->y);
    free(o->reduced);
    free(o->now_reduced);
    free(o);
}

static size_t askers(const what_if *w)
{
    (void)w;
    return 1;
}

static status ask(what_if *w, what_if_asking *asking, void *context)
{
    return asking(context, 0, w);
}

static status base(what_if *w, size_t where, const what_if_answer **out)
{
    (void)where;
    *out = &own(w)->base;
    return STATUS_OK;
}

static double dual(const what_if *w, int row)
{
    return own(w)->y[row];
}

/* A dual below zero belongs to the upper bound, one above to the lower. */
static double worth_eur(const what_if *w, const plan_limit *l, const double *y)
{
    const formulation *f = w->s->f;
    double keur = 0.0;
    for (size_t k = 0; k < f->n_limit_rows; k++) {
        const limit_row *row = &f->limit_rows[k];
        double upper, lower;
        if (!limit_row_is_of(f, row, l))
            continue;
        limit_row_units(f, row, own(w)->x, &upper, &lower);
        keur -= upper * fmin(0.0, y[row->row]) + lower * fmax(0.0, y[row->row]);
    }
    return keur * EUR_PER_KEUR;
}

static double price_eur(const what_if *w, const plan_limit *l)
{
    return worth_eur(w, l, own(w)->y);
}

/* At a corner the dual of the base may be that of one unit less; what one more brings is the least. */
static double heavier_eur(const what_if *w, const plan_limit *l)
{
    const double least =
        isfinite(l->worth_from_eur) ? l->worth_from_eur : worth_eur(w, l, own(w)->y);
    return (worth_eur(w, l, w->s->y) - least) * l->available;
}

const what_if_way what_if_whole = {.exact = true,
                                   .open = open_whole,
                                   .close = close_whole,
                                   .askers = askers,
                                   .ask = ask,
                                   .of = of,
                                   .base = base,
                                   .reaches = reaches,
                                   .set_bounds = set_bounds,
                                   .set_cost = set_cost,
                                   .set_row = set_row,
                                   .set_room = set_room,
                                   .set_entries = set_entries,
                                   .restore_column = restore_column,
                                   .restore_row = restore_row,
                                   .solve = solve,
                                   .dual = dual,
                                   .price_eur = price_eur,
                                   .heavier_eur = heavier_eur};
