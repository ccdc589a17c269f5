#include "solver/search.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/tolerance.h"
#include "model/units.h"
#include "solver/clock.h"
#include "solver/decomposition.h"
#include "solver/formulation_parts.h"
#include "solver/outline.h"
#include "solver/row_sums.h"

double search_gap(const search *s)
{
    if (!s->has_best)
        return INFINITY;
    const double most = fmax(fabs(s->best_keur), 1.0 / EUR_PER_KEUR);
    return fmax(0.0, s->best_keur - s->bound_keur) / most;
}

static double bound_eur(const search *s)
{
    return isfinite(s->bound_keur) ? s->bound_keur * EUR_PER_KEUR : NAN;
}

static double best_eur(const search *s)
{
    return s->has_best ? s->best_keur * EUR_PER_KEUR : NAN;
}

static void report(const search *s, const char *phase)
{
    const solve_options *o = s->options;
    if (o->report)
        o->report(o->report_context, phase, bound_eur(s), best_eur(s),
                  clock_seconds() - s->started_s);
}

void search_begin(search *s, const char *phase)
{
    s->phase = phase;
    report(s, phase);
}

void search_say(const search *s, const char *phase)
{
    report(s, phase);
    if (s->options->log)
        fprintf(s->options->log, "%8.2f s  %-24s bound %.2f  plan %.2f EUR\n",
                clock_seconds() - s->started_s, phase, bound_eur(s), best_eur(s));
}

static void tick(void *context)
{
    const search *s = context;
    report(s, s->phase);
}

lp_limits search_limits(search *s)
{
    return (lp_limits){.time_s = s->deadline_s - clock_seconds(),
                       .stop = s->options->stop,
                       .ladder = s->ladder,
                       .tick = s->phase ? tick : NULL,
                       .tick_context = s};
}

bool search_must_stop(search *s)
{
    if (s->deadline_s - clock_seconds() <= 0.0 || (s->options->stop && *s->options->stop))
        s->stopped = true;
    return s->stopped;
}

bool search_is_whole(const search *s, int column)
{
    return lp_is_whole(s->f->lp, column) && !s->options->relax;
}

bool search_rows_hold(lp_residual worst)
{
    return worst.row[LP_KW] <= ROW_TOL && worst.row[LP_KEUR] <= ROW_TOL &&
           worst.row[LP_OTHER] <= ROW_TOL;
}

static bool is_feasible(const search *s, lp_residual worst)
{
    return search_rows_hold(worst) && worst.bound <= ROW_TOL &&
           (s->options->relax || worst.whole <= INTEGER_TOL);
}

lp_residual search_residual(const search *s)
{
    const int first_row = s->f->is_outline ? s->f->n_quantity_rows : 0;
    return lp_residual_worse(lp_residual_from(s->f->lp, first_row, s->best), s->dispatch);
}

bool search_holds(const search *s)
{
    return is_feasible(s, search_residual(s));
}

/* Keeps x as the incumbent when every row holds and it is better. */
void search_offer(search *s, const double *x)
{
    const double keur = lp_objective(s->f->lp, x);
    if (!is_feasible(s, lp_residual_of(s->f->lp, x)))
        return;
    if (s->has_best && keur >= s->best_keur)
        return;
    memcpy(s->best, x, (size_t)lp_columns(s->f->lp) * sizeof *x);
    s->best_keur = keur;
    s->has_best = true;
}

void search_keep_proof(search *s, double bound_keur)
{
    const formulation *f = s->f;
    s->dual_bound_keur = bound_keur;
    if (s->y)
        memcpy(s->duals, s->y, f->n_rows * sizeof *s->y);
    for (size_t k = 0; k < f->region->n_targets * f->region->horizon.n_milestones; k++)
        s->allowed[k] = f->target_slack[k] >= 0 ? lp_upper(f->lp, f->target_slack[k]) : 0.0;
}

status search_relax(search *s, lp_outcome *outcome)
{
    const lp_limits limits = search_limits(s);
    const status st = lp_solver_relaxation(s->solver, &limits, outcome, s->x, s->y);
    if (st == STATUS_OK && (*outcome == LP_STOPPED || *outcome == LP_FEASIBLE))
        s->stopped = true;
    return st;
}

void search_fix_whole(search *s, const double *x)
{
    for (int j = 0; j < lp_columns(s->f->lp); j++)
        if (search_is_whole(s, j))
            lp_solver_set_bounds(s->solver, j, round(x[j]), round(x[j]));
}

void search_free_whole(search *s)
{
    for (int j = 0; j < lp_columns(s->f->lp); j++)
        if (search_is_whole(s, j))
            lp_solver_set_bounds(s->solver, j, lp_lower(s->f->lp, j), lp_upper(s->f->lp, j));
}

static bool is_shortfall(const search *s, int column)
{
    const region *r = s->f->region;
    for (size_t k = 0; k < r->n_targets * r->horizon.n_milestones; k++)
        if (s->f->target_slack[k] == column)
            return true;
    return false;
}

double search_row_lacks(const lp *p, int row, const double *x)
{
    return beyond(activity(lp_row(p, row), x), lp_row_lower(p, row), lp_row_upper(p, row));
}

double search_row_spare(const lp *p, int row, const double *x)
{
    const double sum = activity(lp_row(p, row), x);
    return fmax(0.0, fmin(sum - lp_row_lower(p, row), lp_row_upper(p, row) - sum));
}

void search_take_up_shortfalls(search *s, double *x)
{
    lp *p = s->f->lp;
    for (int i = 0; i < lp_rows(p); i++) {
        const lp_row_view v = lp_row(p, i);
        for (int k = 0; k < v.n; k++)
            if (is_shortfall(s, v.columns[k])) {
                lp_set_bounds(p, v.columns[k], 0.0, SHORTFALL_MOST);
                x[v.columns[k]] += search_row_lacks(p, i, x);
            }
    }
}

/* A run that is stopped always has a plan: doing nothing more, with the targets it misses. */
status search_fall_back(search *s)
{
    memcpy(s->best, s->status_quo, s->f->n_columns * sizeof *s->best);
    search_take_up_shortfalls(s, s->best);
    outline_solution found = {.x = s->best};
    const status st = s->f->is_outline ? outline_add_up(s->f, &found, 1, NULL, 0) : STATUS_OK;
    s->dispatch = found.dispatch;
    s->best_keur = s->f->is_outline ? found.keur : lp_objective(s->f->lp, s->best);
    s->has_best = s->only_status_quo = st == STATUS_OK && is_feasible(s, search_residual(s));
    return st;
}

status search_allocate(search *s)
{
    s->bound_keur = s->dual_bound_keur = -INFINITY;
    const size_t columns = s->f->n_columns + 1, rows = s->f->n_rows + 1;
    if (!s->f->is_outline) {
        s->x = calloc(columns, sizeof *s->x);
        s->y = calloc(rows, sizeof *s->y);
    }
    s->duals = calloc(rows, sizeof *s->duals);
    s->allowed = calloc(s->f->region->n_targets * s->f->region->horizon.n_milestones + 1,
                        sizeof *s->allowed);
    s->best = calloc(columns, sizeof *s->best);
    s->status_quo = calloc(columns, sizeof *s->status_quo);
    s->closed = calloc((size_t)lp_columns(s->f->lp) + 1, sizeof *s->closed);
    s->hub_settled = calloc(s->f->region->n_hubs + 1, sizeof *s->hub_settled);
    s->member_settled = calloc(s->f->first_member[s->f->region->n_hubs] + 1, sizeof(bool));
    s->net_settled = calloc(s->f->region->n_heat_nets + 1, sizeof *s->net_settled);
    s->cable_settled = calloc(s->f->region->n_cables + 1, sizeof *s->cable_settled);
    return (s->f->is_outline || (s->x && s->y)) && s->duals && s->allowed && s->best &&
                   s->status_quo && s->closed && s->hub_settled && s->member_settled && s->net_settled &&
                   s->cable_settled
               ? STATUS_OK
               : STATUS_NO_MEMORY;
}

void search_start_again(search *s)
{
    s->started_s = clock_seconds();
    s->deadline_s = s->started_s + s->options->time_limit_s;
    s->has_best = s->targets_missed = s->targets_open = false;
    s->stopped = s->infeasible = s->only_status_quo = false;
    s->best_keur = 0.0;
    s->bound_keur = s->dual_bound_keur = -INFINITY;
    s->dispatch = (lp_residual){0};
    memset(s->closed, 0, (size_t)lp_columns(s->f->lp) * sizeof *s->closed);
}

void search_leave_solver(search *s)
{
    lp_solver_free(s->solver);
    s->solver = NULL;
}

void search_free(search *s)
{
    search_leave_solver(s);
    decomposition_free(s->decomposition);
    free(s->relaxed_guess);
    formulation_free(s->investments);
    free(s->x);
    free(s->y);
    free(s->duals);
    free(s->allowed);
    free(s->best);
    free(s->status_quo);
    free(s->closed);
    free(s->hub_settled);
    free(s->member_settled);
    free(s->net_settled);
    free(s->cable_settled);
}
