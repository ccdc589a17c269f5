#include "solver/whole_search.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/tolerance.h"
#include "model/units.h"
#include "solver/clock.h"
#include "solver/formulation_parts.h"
#include "solver/status_quo.h"

/* A relaxed yes/no of at least this much is tried as a yes. */
#define YES_FROM 0.5
/* A relaxed count is rounded up from this fraction on: a point too many costs less than
 * vehicles without one. */
#define UP_FROM_FRAC 0.1
/* Largest violation of a row or bound, in its unit, that a plan may have; GLPK keeps 1e-7 on
 * scaled rows. */
#define FEASIBLE_TOL 1e-4
/* Room around the least shortfall for whole numbers, as a share of the target. */
#define SHORTFALL_ROOM_FRAC 0.01
/* The tree stops a little inside the gap that was asked for. */
#define TREE_GAP_SHARE 0.5
/* Part of the open whole numbers that one round of the dive settles. */
#define SETTLED_PER_ROUND 0.5

double search_gap(const search *s)
{
    if (!s->has_best)
        return INFINITY;
    const double most = fmax(fabs(s->best_keur), 1.0 / EUR_PER_KEUR);
    return fmax(0.0, s->best_keur - s->bound_keur) / most;
}

void search_say(const search *s, const char *phase)
{
    const solve_options *o = s->options;
    const double elapsed = clock_seconds() - s->started_s;
    const double bound = isfinite(s->bound_keur) ? s->bound_keur * EUR_PER_KEUR : NAN;
    const double best = s->has_best ? s->best_keur * EUR_PER_KEUR : NAN;
    if (o->report)
        o->report(o->report_context, phase, bound, best, elapsed);
    if (o->log)
        fprintf(o->log, "%8.2f s  %-24s bound %.2f  plan %.2f EUR\n", elapsed, phase, bound, best);
}

static lp_limits limits_left(const search *s)
{
    return (lp_limits){.time_s = s->deadline_s - clock_seconds(), .stop = s->options->stop};
}

static bool must_stop(search *s)
{
    if (s->deadline_s - clock_seconds() <= 0.0 || (s->options->stop && *s->options->stop))
        s->stopped = true;
    return s->stopped;
}

static bool is_whole(const search *s, int column)
{
    return lp_is_whole(s->f->lp, column) && !s->options->relax;
}

static double from_whole(double x)
{
    return fabs(x - round(x));
}

/* Keeps x as the incumbent when every row holds and it is better. */
static void offer(search *s, const double *x)
{
    const lp_residual worst = lp_residual_of(s->f->lp, x);
    const bool whole = s->options->relax || worst.whole <= INTEGER_TOL;
    const double keur = lp_objective(s->f->lp, x);
    if (!whole || worst.bound > FEASIBLE_TOL || worst.row[LP_KW] > FEASIBLE_TOL ||
        worst.row[LP_KEUR] > FEASIBLE_TOL || worst.row[LP_OTHER] > FEASIBLE_TOL)
        return;
    if (s->has_best && keur >= s->best_keur)
        return;
    memcpy(s->best, x, (size_t)lp_columns(s->f->lp) * sizeof *x);
    s->best_keur = keur;
    s->has_best = true;
}

static void improve_bound(search *s)
{
    const double bound = lp_dual_bound(s->f->lp, s->y);
    if (bound > s->bound_keur)
        s->bound_keur = bound;
}

static status relax(search *s, lp_outcome *outcome)
{
    const lp_limits limits = limits_left(s);
    const status st = lp_solver_relaxation(s->solver, &limits, outcome, s->x, s->y);
    if (st == STATUS_OK && (*outcome == LP_STOPPED || *outcome == LP_FEASIBLE))
        s->stopped = true;
    return st;
}

/* (W1) Doing nothing more: first piece by piece, then with growth as far as it fits. */
static status find_status_quo(search *s)
{
    status st = status_quo_by_pieces(s->f, s->diags, s->status_quo);
    if (st != STATUS_OK)
        return st;
    offer(s, s->status_quo);
    search_say(s, "phase_status_quo");
    if (must_stop(s))
        return STATUS_OK;
    lp_outcome outcome;
    status_quo_fix(s->f, s->solver);
    st = relax(s, &outcome);
    if (st == STATUS_OK && outcome == LP_OPTIMAL) {
        memcpy(s->status_quo, s->x, (size_t)lp_columns(s->f->lp) * sizeof *s->x);
        offer(s, s->x);
    }
    status_quo_release(s->f, s->solver);
    lp_solver_forget_basis(s->solver);
    search_say(s, "phase_status_quo");
    return st;
}

static void each_shortfall(const search *s, void (*visit)(const search *, int, double))
{
    const region *r = s->f->region;
    for (size_t k = 0; k < r->n_targets; k++)
        for (size_t y = 0; y < r->horizon.n_milestones; y++) {
            const int column = s->f->target_slack[at(s->f, k, y)];
            if (column >= 0)
                visit(s, column, fmax(1.0, fabs(r->targets[k].limit[y])));
        }
}

static bool is_shortfall(const search *s, int column)
{
    const region *r = s->f->region;
    for (size_t k = 0; k < r->n_targets * r->horizon.n_milestones; k++)
        if (s->f->target_slack[k] == column)
            return true;
    return false;
}

/* A shortfall counts as a share of its target, so that tonnes and vehicles compare. */
static void open_shortfall(const search *s, int column, double scale)
{
    lp_solver_set_bounds(s->solver, column, 0.0, SHORTFALL_MOST);
    lp_solver_set_cost(s->solver, column, 1.0 / scale);
}

/* Leaves room for whole numbers around what the relaxation can reach. */
static void fix_shortfall(const search *s, int column, double scale)
{
    const double room =
        s->x[column] > SHARE_TOL_FRAC * scale ? s->x[column] + SHORTFALL_ROOM_FRAC * scale : 0.0;
    lp_set_bounds(s->f->lp, column, 0.0, room);
    lp_solver_set_bounds(s->solver, column, 0.0, room);
    lp_solver_set_cost(s->solver, column, 0.0);
}

static void set_costs(const search *s, double factor)
{
    for (int j = 0; j < lp_columns(s->f->lp); j++)
        lp_solver_set_cost(s->solver, j, factor * lp_cost(s->f->lp, j));
}

/* (W5) Targets that cannot be met: the least shortfall first, then the best plan with it. */
static status allow_shortfalls(search *s, lp_outcome *outcome)
{
    set_costs(s, 0.0);
    each_shortfall(s, open_shortfall);
    status st = relax(s, outcome);
    if (st != STATUS_OK || *outcome != LP_OPTIMAL) {
        s->infeasible = *outcome == LP_INFEASIBLE;
        return st;
    }
    s->targets_missed = true;
    set_costs(s, 1.0);
    each_shortfall(s, fix_shortfall);
    search_say(s, "phase_targets");
    return relax(s, outcome);
}

/* (W2) The relaxation: its duals give the lower bound. */
static status find_bound(search *s, bool *usable)
{
    lp_outcome outcome;
    status st = relax(s, &outcome);
    if (st == STATUS_OK && outcome == LP_INFEASIBLE)
        st = allow_shortfalls(s, &outcome);
    *usable = st == STATUS_OK && outcome == LP_OPTIMAL;
    if (st != STATUS_OK)
        return st;
    if (outcome == LP_FEASIBLE)
        offer(s, s->x);
    if (!s->infeasible)
        improve_bound(s);
    if (*usable)
        offer(s, s->x);
    search_say(s, "phase_relaxation");
    return STATUS_OK;
}

typedef struct open_column {
    int column;
    double value;
} open_column;

/* Whole numbers are settled rank by rank: yes/no first, then counts milestone by milestone, so that
 * what is rounded up early is not bought again later. */
typedef struct dive_state {
    bool *settled; /* [columns] */
    size_t *rank;  /* [columns] */
    size_t last_rank;
    open_column *open; /* of the lowest open rank, the surest first, then file order */
    size_t n_open;
} dive_state;

static int surest_first(const void *a, const void *b)
{
    const open_column *x = a, *y = b;
    const double dx = from_whole(x->value), dy = from_whole(y->value);
    if (dx < dy || dx > dy)
        return dx < dy ? -1 : 1;
    return (x->column > y->column) - (x->column < y->column);
}

static void rank_columns(const search *s, dive_state *dive)
{
    const formulation *f = s->f;
    const size_t years = f->region->horizon.n_milestones;
    dive->last_rank = years;
    for (size_t k = 0; k < f->region->n_assets * years; k++)
        if (f->master.new_units[k] >= 0)
            dive->rank[f->master.new_units[k]] = 1 + k % years;
    for (int j = 0; j < lp_columns(f->lp); j++)
        if (lp_upper(f->lp, j) <= 1.0)
            dive->rank[j] = 0;
}

static void list_open(const search *s, dive_state *dive)
{
    dive->n_open = 0;
    for (size_t rank = 0; rank <= dive->last_rank && dive->n_open == 0; rank++)
        for (int j = 0; j < lp_columns(s->f->lp); j++)
            if (is_whole(s, j) && dive->rank[j] == rank && !dive->settled[j] &&
                from_whole(s->x[j]) > INTEGER_TOL)
                dive->open[dive->n_open++] = (open_column){j, s->x[j]};
    qsort(dive->open, dive->n_open, sizeof *dive->open, surest_first);
}

static double rounded(const search *s, const open_column *o, bool up)
{
    const double low = floor(o->value), frac = o->value - low;
    const double from = lp_upper(s->f->lp, o->column) <= 1.0 ? YES_FROM : UP_FROM_FRAC;
    const double value = up && frac >= from ? low + 1.0 : low;
    return fmin(fmax(value, lp_lower(s->f->lp, o->column)), lp_upper(s->f->lp, o->column));
}

/* Fixes a batch of open columns and solves again. */
static status settle(search *s, const dive_state *dive, size_t n, bool up, lp_outcome *outcome)
{
    for (size_t k = 0; k < n; k++) {
        const double value = rounded(s, &dive->open[k], up);
        lp_solver_set_bounds(s->solver, dive->open[k].column, value, value);
    }
    return relax(s, outcome);
}

static void unsettle(search *s, int column)
{
    lp_solver_set_bounds(s->solver, column, lp_lower(s->f->lp, column), lp_upper(s->f->lp, column));
}

/* One round: a batch rounded, then rounded down, then a smaller batch. */
static status settle_round(search *s, dive_state *dive, bool *stuck)
{
    size_t n = (size_t)ceil(SETTLED_PER_ROUND * (double)dive->n_open);
    *stuck = true;
    while (n > 0 && *stuck && !must_stop(s)) {
        lp_outcome outcome = LP_STOPPED;
        for (int up = 1; up >= 0 && *stuck; up--) {
            const status st = settle(s, dive, n, up, &outcome);
            if (st != STATUS_OK)
                return st;
            *stuck = outcome != LP_OPTIMAL;
        }
        for (size_t k = 0; k < n; k++)
            if (*stuck)
                unsettle(s, dive->open[k].column);
            else
                dive->settled[dive->open[k].column] = true;
        n /= 2;
    }
    return STATUS_OK;
}

static status dive_rounds(search *s, dive_state *dive)
{
    bool stuck = false;
    status st = STATUS_OK;
    rank_columns(s, dive);
    while (st == STATUS_OK && !stuck && !must_stop(s)) {
        list_open(s, dive);
        if (dive->n_open == 0)
            break;
        st = settle_round(s, dive, &stuck);
        search_say(s, "phase_dive");
    }
    if (st == STATUS_OK && !stuck && !s->stopped)
        offer(s, s->x);
    for (int j = 0; j < lp_columns(s->f->lp); j++)
        if (dive->settled[j])
            unsettle(s, j);
    return st;
}

/* (W3) Dive: settle the open whole numbers round by round. */
static status dive(search *s)
{
    const size_t columns = (size_t)lp_columns(s->f->lp) + 1;
    dive_state state = {.settled = calloc(columns, sizeof *state.settled),
                        .rank = calloc(columns, sizeof *state.rank),
                        .open = calloc(columns, sizeof *state.open)};
    const bool ready = state.settled && state.rank && state.open;
    const status st = ready ? dive_rounds(s, &state) : STATUS_NO_MEMORY;
    free(state.settled);
    free(state.rank);
    free(state.open);
    search_say(s, "phase_dive");
    return st;
}

/* Fixes all whole numbers at x and solves the rest exactly, so that nothing is nearly whole. */
static status settle_all(search *s, const double *x)
{
    for (int j = 0; j < lp_columns(s->f->lp); j++)
        if (is_whole(s, j))
            lp_solver_set_bounds(s->solver, j, round(x[j]), round(x[j]));
    lp_outcome outcome;
    const status st = relax(s, &outcome);
    if (st == STATUS_OK && outcome == LP_OPTIMAL)
        offer(s, s->x);
    for (int j = 0; j < lp_columns(s->f->lp); j++)
        if (is_whole(s, j))
            lp_solver_set_bounds(s->solver, j, lp_lower(s->f->lp, j), lp_upper(s->f->lp, j));
    return st;
}

/* (W4) Branch and bound from the relaxation, as long as there is time and a gap. */
static status branch(search *s)
{
    lp_outcome outcome;
    status st = relax(s, &outcome);
    if (st != STATUS_OK || outcome != LP_OPTIMAL)
        return st;
    const size_t bytes = (size_t)lp_columns(s->f->lp) * sizeof(double);
    double *candidate = malloc(bytes + sizeof(double));
    if (!candidate)
        return STATUS_NO_MEMORY;
    memcpy(candidate, s->has_best ? s->best : s->x, bytes);
    bool has_candidate = s->has_best;
    double bound = -INFINITY;
    const lp_limits limits = limits_left(s);
    st = lp_solver_whole(s->solver, &limits, s->options->gap_frac * TREE_GAP_SHARE, candidate,
                         &has_candidate, &outcome, &bound);
    if (st == STATUS_OK && has_candidate)
        offer(s, candidate);
    if (st == STATUS_OK && outcome == LP_OPTIMAL)
        bound = fmin(bound, s->best_keur) - s->options->gap_frac * TREE_GAP_SHARE * fabs(bound);
    if (st == STATUS_OK && isfinite(bound) && bound > s->bound_keur)
        s->bound_keur = bound;
    if (st == STATUS_OK && has_candidate)
        st = settle_all(s, candidate);
    if (outcome == LP_INFEASIBLE && !s->has_best)
        s->infeasible = true;
    free(candidate);
    search_say(s, "phase_branch");
    return st;
}

/* What a row lacks at x, >= 0. */
static double row_lacks(const lp *p, int row, const double *x)
{
    const lp_row_view v = lp_row(p, row);
    double sum = 0.0;
    for (int k = 0; k < v.n; k++)
        sum += v.values[k] * x[v.columns[k]];
    return fmax(0.0, fmax(lp_row_lower(p, row) - sum, sum - lp_row_upper(p, row)));
}

/* Lets each shortfall take up what its target row lacks. */
static void take_up_shortfalls(search *s, double *x)
{
    lp *p = s->f->lp;
    for (int i = 0; i < lp_rows(p); i++) {
        const lp_row_view v = lp_row(p, i);
        for (int k = 0; k < v.n; k++)
            if (is_shortfall(s, v.columns[k])) {
                lp_set_bounds(p, v.columns[k], 0.0, SHORTFALL_MOST);
                x[v.columns[k]] += row_lacks(p, i, x);
            }
    }
}

/* A run that is stopped always has a plan: doing nothing more, with the targets it misses. */
static void fall_back(search *s)
{
    s->only_status_quo = true;
    s->has_best = true;
    memcpy(s->best, s->status_quo, (size_t)lp_columns(s->f->lp) * sizeof *s->best);
    take_up_shortfalls(s, s->best);
    s->best_keur = lp_objective(s->f->lp, s->best);
}

static bool allocate(search *s)
{
    const size_t columns = (size_t)lp_columns(s->f->lp) + 1;
    s->x = calloc(columns, sizeof *s->x);
    s->y = calloc((size_t)lp_rows(s->f->lp) + 1, sizeof *s->y);
    s->best = calloc(columns, sizeof *s->best);
    s->status_quo = calloc(columns, sizeof *s->status_quo);
    return s->x && s->y && s->best && s->status_quo;
}

status whole_search(search *s)
{
    s->bound_keur = -INFINITY;
    if (!allocate(s))
        return STATUS_NO_MEMORY;
    improve_bound(s); /* all duals 0: every column at its cheapest bound */
    status st = lp_solver_new(s->f->lp, s->diags, &s->solver);
    if (st == STATUS_OK)
        st = find_status_quo(s);
    bool usable = false;
    if (st == STATUS_OK && !must_stop(s))
        st = find_bound(s, &usable);
    if (st == STATUS_OK && usable && search_gap(s) > s->options->gap_frac)
        st = dive(s);
    if (st == STATUS_OK && usable && search_gap(s) > s->options->gap_frac && !must_stop(s))
        st = branch(s);
    if (st == STATUS_OK && !s->has_best && s->stopped)
        fall_back(s);
    lp_solver_free(s->solver);
    s->solver = NULL;
    return st;
}
