#include "solver/what_if.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/tolerance.h"
#include "solver/clock.h"
#include "solver/formulation_parts.h"

/* s; one question may not take the time of all others. */
#define QUESTION_TIME_S 30.0
/* Closing one sliver may open another. */
enum { MOST_POLISHES = 4 };

struct what_if {
    search *s;
    double *lower, *upper; /* [columns] as the plan has them */
    double *base_x, *base_y;
    what_if_answer base;
    int *columns; /* changed since the last undo, maybe more than once */
    size_t n_columns, column_room;
    int *rows;
    size_t n_rows, row_room;
    bool out_of_memory;
};

static void remember(what_if *w, int **list, size_t *n, size_t *room, int what)
{
    if (*n == *room) {
        const size_t more = *room ? *room * 2 : 64;
        int *bigger = realloc(*list, more * sizeof *bigger);
        if (!bigger) {
            w->out_of_memory = true;
            return;
        }
        *list = bigger;
        *room = more;
    }
    (*list)[(*n)++] = what;
}

void what_if_bound(what_if *w, int column, double lower, double upper)
{
    if (column < 0)
        return;
    remember(w, &w->columns, &w->n_columns, &w->column_room, column);
    if (!w->out_of_memory)
        lp_solver_set_bounds(w->s->solver, column, lower, upper);
}

void what_if_release(what_if *w, int column)
{
    if (column >= 0)
        what_if_bound(w, column, lp_lower(w->s->f->lp, column), lp_upper(w->s->f->lp, column));
}

void what_if_cost(what_if *w, int column, double keur)
{
    if (column < 0)
        return;
    remember(w, &w->columns, &w->n_columns, &w->column_room, column);
    if (!w->out_of_memory)
        lp_solver_set_cost(w->s->solver, column, keur);
}

void what_if_row(what_if *w, int row, double lower, double upper)
{
    remember(w, &w->rows, &w->n_rows, &w->row_room, row);
    if (!w->out_of_memory)
        lp_solver_set_row_bounds(w->s->solver, row, lower, upper);
}

void what_if_undo(what_if *w)
{
    const lp *p = w->s->f->lp;
    for (size_t k = 0; k < w->n_columns; k++) {
        const int j = w->columns[k];
        lp_solver_set_bounds(w->s->solver, j, w->lower[j], w->upper[j]);
        lp_solver_set_cost(w->s->solver, j, lp_cost(p, j));
    }
    for (size_t k = 0; k < w->n_rows; k++)
        lp_solver_set_row_bounds(w->s->solver, w->rows[k], lp_row_lower(p, w->rows[k]),
                                 lp_row_upper(p, w->rows[k]));
    w->n_columns = w->n_rows = 0;
}

bool what_if_must_stop(what_if *w)
{
    const solve_options *o = w->s->options;
    return w->s->deadline_s - clock_seconds() <= 0.0 || (o->stop && *o->stop);
}

status what_if_solve(what_if *w, what_if_answer *answer)
{
    search *s = w->s;
    const lp_limits limits = {.time_s = fmin(QUESTION_TIME_S, s->deadline_s - clock_seconds()),
                              .stop = s->options->stop,
                              .ladder = s->ladder};
    lp_outcome outcome;
    *answer = (what_if_answer){.answered = false};
    if (w->out_of_memory)
        return STATUS_NO_MEMORY;
    if (what_if_must_stop(w))
        return STATUS_OK;
    const status st = lp_solver_relaxation(s->solver, &limits, &outcome, s->x, s->y);
    if (st == STATUS_OK && (outcome == LP_OPTIMAL || outcome == LP_INFEASIBLE))
        *answer =
            (what_if_answer){.answered = true,
                             .possible = outcome == LP_OPTIMAL,
                             .keur = outcome == LP_OPTIMAL ? lp_objective(s->f->lp, s->x) : 0.0,
                             .x = s->x,
                             .y = s->y};
    return st;
}

static void fix_plan(what_if *w)
{
    const search *s = w->s;
    const lp *p = s->f->lp;
    for (int j = 0; j < lp_columns(p); j++) {
        w->lower[j] = lp_lower(p, j);
        w->upper[j] = lp_upper(p, j);
        if (search_is_whole(s, j))
            w->lower[j] = w->upper[j] = round(s->best[j]);
        lp_solver_set_bounds(s->solver, j, w->lower[j], w->upper[j]);
    }
}

/* What the plan was polished of (W6) stays out; how many columns that closes. */
static size_t close_slivers(what_if *w)
{
    const search *s = w->s;
    const formulation *f = s->f;
    size_t n = 0;
    for (size_t a = 0; a < f->region->n_assets; a++)
        for (size_t y = 0; y < f->region->horizon.n_milestones; y++) {
            const int j = f->master.new_units[at(f, a, y)];
            if (j < 0 || s->best[j] > SHARE_TOL_FRAC || s->x[j] <= SHARE_TOL_FRAC ||
                s->x[j] >= f->region->assets[a].technology->min_size)
                continue;
            w->upper[j] = w->lower[j];
            lp_solver_set_bounds(s->solver, j, w->lower[j], w->upper[j]);
            n++;
        }
    return n;
}

static status solve_base(what_if *w, bool *usable)
{
    const search *s = w->s;
    status st = STATUS_OK;
    fix_plan(w);
    for (int k = 0; k < MOST_POLISHES; k++) {
        st = what_if_solve(w, &w->base);
        *usable = st == STATUS_OK && w->base.answered && w->base.possible;
        if (!*usable)
            return st;
        if (close_slivers(w) == 0)
            break;
    }
    memcpy(w->base_x, s->x, (size_t)lp_columns(s->f->lp) * sizeof *s->x);
    memcpy(w->base_y, s->y, (size_t)lp_rows(s->f->lp) * sizeof *s->y);
    w->base.x = w->base_x;
    w->base.y = w->base_y;
    return st;
}

status what_if_new(search *s, what_if **out)
{
    *out = NULL;
    what_if *w = calloc(1, sizeof *w);
    if (!w)
        return STATUS_NO_MEMORY;
    const size_t columns = (size_t)lp_columns(s->f->lp) + 1, rows = (size_t)lp_rows(s->f->lp) + 1;
    w->s = s;
    w->lower = calloc(columns, sizeof *w->lower);
    w->upper = calloc(columns, sizeof *w->upper);
    w->base_x = calloc(columns, sizeof *w->base_x);
    w->base_y = calloc(rows, sizeof *w->base_y);
    bool usable = false;
    status st = w->lower && w->upper && w->base_x && w->base_y ? STATUS_OK : STATUS_NO_MEMORY;
    if (st == STATUS_OK)
        st = solve_base(w, &usable);
    if (usable)
        *out = w;
    else
        what_if_free(w);
    return st;
}

void what_if_free(what_if *w)
{
    if (!w)
        return;
    free(w->lower);
    free(w->upper);
    free(w->base_x);
    free(w->base_y);
    free(w->columns);
    free(w->rows);
    free(w);
}

const what_if_answer *what_if_base(const what_if *w)
{
    return &w->base;
}

const formulation *what_if_formulation(const what_if *w)
{
    return w->s->f;
}

double what_if_lower(const what_if *w, int column)
{
    return w->lower[column];
}

double what_if_upper(const what_if *w, int column)
{
    return w->upper[column];
}
