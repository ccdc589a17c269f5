#include "solver/what_if.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "solver/clock.h"
#include "solver/room.h"
#include "solver/what_if_parts.h"

/* --- limits -------------------------------------------------------------------------------------- */

bool limit_row_is_of(const formulation *f, const limit_row *row, const plan_limit *l)
{
    if (l->kind == LIMIT_POTENTIAL) /* in all milestones */
        return row->kind == l->kind && row->object == l->asset->index;
    return row->kind == l->kind && row->y == l->milestone &&
           strcmp(limit_row_object(f->region, row), l->object) == 0;
}

/* (E44) A share of the use of electricity, as much as the plan has of that. */
static double use_mwh(const formulation *f, const target *t, size_t y, const double *x)
{
    double mwh = 0.0;
    for (size_t p = 0; p < f->region->n_parks; p++)
        if (target_has_park(t, &f->region->parks[p]))
            mwh += x[f->quantity.use_column[at(f, p, y)]];
    return mwh;
}

/* (E8) What of a potential the EMS, or the hub, of the plan lets stand: its row is C - max (..) <= 0. */
static double let_stand(const formulation *f, const limit_row *row, const double *x)
{
    const lp_row_view v = lp_row(f->lp, row->row);
    double most = 0.0;
    for (int k = 0; k < v.n; k++)
        most += fmax(0.0, -v.values[k]) * x[v.columns[k]];
    return most / f->region->assets[row->object].max;
}

void limit_row_units(const formulation *f, const limit_row *row, const double *x, double *upper,
                     double *lower)
{
    *upper = row->upper_per_unit;
    *lower = row->lower_per_unit;
    if (row->kind == LIMIT_TARGET && f->region->targets[row->object].kind == TARGET_RENEWABLE)
        *lower = -use_mwh(f, &f->region->targets[row->object], row->y, x);
    if (row->kind == LIMIT_POTENTIAL)
        *upper = let_stand(f, row, x);
}

void reduced_costs(const lp *p, const double *y, double *reduced)
{
    for (int j = 0; j < lp_columns(p); j++)
        reduced[j] = lp_cost(p, j);
    for (int i = 0; i < lp_rows(p); i++) {
        const lp_row_view v = lp_row(p, i);
        for (int k = 0; k < v.n; k++)
            reduced[v.columns[k]] -= y[i] * v.values[k];
    }
}

/* --- changes ------------------------------------------------------------------------------------- */

static bool remember(what_if *w, touched *list, int what)
{
    if (!room_for((void **)&list->items, list->n, &list->room, sizeof what)) {
        w->trouble = STATUS_NO_MEMORY;
        return false;
    }
    list->items[list->n++] = what;
    return true;
}

void what_if_bound(what_if *w, int column, double lower, double upper)
{
    if (column >= 0 && remember(w, &w->columns, column))
        w->way->set_bounds(w, column, lower, upper);
}

void what_if_release(what_if *w, int column)
{
    const lp *p = what_if_formulation(w)->lp;
    if (column >= 0)
        what_if_bound(w, column, lp_lower(p, column), lp_upper(p, column));
}

void what_if_cost(what_if *w, int column, double keur)
{
    if (column >= 0 && remember(w, &w->columns, column))
        w->way->set_cost(w, column, keur);
}

void what_if_row(what_if *w, int row, double lower, double upper)
{
    if (remember(w, &w->rows, row))
        w->way->set_row(w, row, lower, upper);
}

void what_if_room(what_if *w, size_t s, size_t y, double import_kw, double export_kw)
{
    const formulation *f = what_if_formulation(w);
    if (remember(w, &w->rooms, (int)at(f, s, y)))
        w->way->set_room(w, s, y, import_kw, export_kw);
}

static void restore_room(what_if *w, int place)
{
    const size_t years = what_if_formulation(w)->region->horizon.n_milestones;
    w->way->set_room(w, (size_t)place / years, (size_t)place % years, 0.0, 0.0);
}

static void set_entries(what_if *w, int row, int n, const int *columns, const double *values)
{
    const status st = w->way->set_entries(w, row, n, columns, values);
    if (w->trouble == STATUS_OK)
        w->trouble = st;
}

void what_if_entries(what_if *w, int row, int n, const int *columns, const double *values)
{
    if (remember(w, &w->entries, row))
        set_entries(w, row, n, columns, values);
}

static void restore_entries(what_if *w, int row)
{
    const lp_row_view v = lp_row(what_if_formulation(w)->lp, row);
    set_entries(w, row, v.n, v.columns, v.values);
}

void what_if_undo(what_if *w)
{
    for (size_t k = 0; k < w->columns.n; k++)
        w->way->restore_column(w, w->columns.items[k]);
    for (size_t k = 0; k < w->rows.n; k++)
        w->way->restore_row(w, w->rows.items[k]);
    for (size_t k = 0; k < w->entries.n; k++)
        restore_entries(w, w->entries.items[k]);
    for (size_t k = 0; k < w->rooms.n; k++)
        restore_room(w, w->rooms.items[k]);
    w->columns.n = w->rows.n = w->entries.n = w->rooms.n = 0;
}

/* --- questions ----------------------------------------------------------------------------------- */

bool what_if_must_stop(what_if *w)
{
    const solve_options *o = w->s->options;
    return w->deadline_s - clock_seconds() <= 0.0 || (o->stop && *o->stop);
}

void what_if_end_at(what_if *w, double clock_s)
{
    w->deadline_s = fmin(clock_s, w->s->deadline_s);
}

size_t what_if_askers(const what_if *w)
{
    return w->way->askers(w);
}

status what_if_ask(what_if *w, what_if_asking *ask, void *context)
{
    return w->way->ask(w, ask, context);
}

status what_if_solve(what_if *w, size_t where, what_if_answer *answer)
{
    *answer = (what_if_answer){.answered = false};
    if (w->trouble != STATUS_OK)
        return w->trouble;
    return what_if_must_stop(w) ? STATUS_OK : w->way->solve(w, where, answer);
}

status what_if_base(what_if *w, size_t where, const what_if_answer **out)
{
    return w->way->base(w, where, out);
}

const formulation *what_if_formulation(const what_if *w)
{
    return w->way->of(w);
}

bool what_if_is_exact(const what_if *w)
{
    return w->way->exact;
}

bool what_if_reaches(const what_if *w, size_t where, int column)
{
    return w->way->reaches(w, where, column);
}

double what_if_dual(const what_if *w, int row)
{
    return w->way->dual(w, row);
}

double what_if_price_eur(const what_if *w, const plan_limit *l)
{
    return w->way->price_eur(w, l);
}

double what_if_heavier_eur(const what_if *w, const plan_limit *l)
{
    return w->way->heavier_eur(w, l);
}

status what_if_new(search *s, what_if **out)
{
    *out = NULL;
    what_if *w = calloc(1, sizeof *w);
    if (!w)
        return STATUS_NO_MEMORY;
    w->s = s;
    w->deadline_s = s->deadline_s;
    w->way = s->decomposed ? &what_if_decomposed : &what_if_whole;
    bool usable = false;
    const status st = w->way->open(w, &usable);
    if (st == STATUS_OK && usable)
        *out = w;
    else
        what_if_free(w);
    return st;
}

void what_if_forget(what_if *w)
{
    free(w->columns.items);
    free(w->rows.items);
    free(w->entries.items);
    free(w->rooms.items);
    w->columns = w->rows = w->entries = w->rooms = (touched){0};
}

void what_if_free(what_if *w)
{
    if (!w)
        return;
    w->way->close(w);
    what_if_forget(w);
    free(w);
}
