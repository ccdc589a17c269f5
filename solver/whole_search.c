#include "solver/whole_search.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/tolerance.h"
#include "solver/formulation_parts.h"
#include "solver/polish.h"
#include "solver/search_dive.h"
#include "solver/search_probe.h"
#include "solver/status_quo.h"

/* Room around the least shortfall for whole numbers, as a share of the target. */
#define SHORTFALL_ROOM_FRAC 0.01
/* The tree stops a little inside the gap that was asked for. */
#define TREE_GAP_SHARE 0.5

static void improve_bound(search *s)
{
    const double bound = lp_dual_bound(s->f->lp, s->y);
    if (bound > s->dual_bound_keur)
        search_keep_proof(s, bound);
    if (bound > s->bound_keur)
        s->bound_keur = bound;
}

/* (W1) Doing nothing more: first piece by piece, then with growth as far as it fits. */
static status find_status_quo(search *s)
{
    search_begin(s, "phase_status_quo");
    status st = status_quo_by_pieces(s->f, s->ladder, s->diags, s->status_quo);
    if (st != STATUS_OK)
        return st;
    search_offer(s, s->status_quo);
    search_say(s, "phase_status_quo");
    if (search_must_stop(s))
        return STATUS_OK;
    lp_outcome outcome;
    status_quo_fix(s->f, s->solver);
    st = search_relax(s, &outcome);
    /* GLPK's presolver takes what is below a watt for nothing, which is a lot in a region of watts. */
    if (st == STATUS_OK && outcome == LP_OPTIMAL &&
        search_rows_hold(lp_residual_of(s->f->lp, s->x))) {
        memcpy(s->status_quo, s->x, (size_t)lp_columns(s->f->lp) * sizeof *s->x);
        search_offer(s, s->x);
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
    search_begin(s, "phase_targets");
    set_costs(s, 0.0);
    each_shortfall(s, open_shortfall);
    status st = search_relax(s, outcome);
    if (st != STATUS_OK || *outcome != LP_OPTIMAL) {
        s->infeasible = *outcome == LP_INFEASIBLE;
        return st;
    }
    s->targets_missed = true;
    set_costs(s, 1.0);
    each_shortfall(s, fix_shortfall);
    search_say(s, "phase_targets");
    return search_relax(s, outcome);
}

/* (W2) The relaxation: its duals give the lower bound. */
static status find_bound(search *s, bool *usable)
{
    lp_outcome outcome;
    search_begin(s, "phase_relaxation");
    status st = search_relax(s, &outcome);
    if (st == STATUS_OK && outcome == LP_INFEASIBLE)
        st = allow_shortfalls(s, &outcome);
    *usable = st == STATUS_OK && outcome == LP_OPTIMAL;
    if (st != STATUS_OK)
        return st;
    if (outcome == LP_FEASIBLE)
        search_offer(s, s->x);
    if (!s->infeasible)
        improve_bound(s);
    if (*usable)
        search_offer(s, s->x);
    search_say(s, "phase_relaxation");
    return STATUS_OK;
}

/* Fixes all whole numbers at x and solves the rest exactly, so that nothing is nearly whole. */
static status settle_all(search *s, const double *x)
{
    lp_outcome outcome;
    search_fix_whole(s, x);
    const status st = search_relax(s, &outcome);
    if (st == STATUS_OK && outcome == LP_OPTIMAL)
        search_offer(s, s->x);
    search_free_whole(s);
    return st;
}

/* (W4) Branch and bound from the relaxation, as long as there is time and a gap. */
static status branch(search *s)
{
    lp_outcome outcome;
    search_begin(s, "phase_branch");
    status st = search_relax(s, &outcome);
    if (st != STATUS_OK || outcome != LP_OPTIMAL)
        return st;
    const size_t bytes = (size_t)lp_columns(s->f->lp) * sizeof(double);
    double *candidate = malloc(bytes + sizeof(double));
    if (!candidate)
        return STATUS_NO_MEMORY;
    memcpy(candidate, s->has_best ? s->best : s->x, bytes);
    bool has_candidate = s->has_best;
    double bound = -INFINITY;
    const lp_limits limits = search_limits(s);
    st = lp_solver_whole(s->solver, &limits, s->options->gap_frac * TREE_GAP_SHARE, candidate,
                         &has_candidate, &outcome, &bound);
    if (st == STATUS_OK && outcome == LP_STOPPED)
        s->stopped = true;
    if (st == STATUS_OK && has_candidate)
        search_offer(s, candidate);
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

static void close_or_open(void *context, int column, double min_size)
{
    (void)min_size;
    const search *s = context;
    const double least = lp_lower(s->f->lp, column);
    lp_solver_set_bounds(s->solver, column, least,
                         polish_closes(s, column) ? least : lp_upper(s->f->lp, column));
}

/* (W6) */
static status search_polished(void *context)
{
    search *s = context;
    lp_outcome outcome;
    search_fix_whole(s, s->best);
    polish_each_size(s->f, close_or_open, s);
    const status st = search_relax(s, &outcome);
    if (st == STATUS_OK && outcome == LP_OPTIMAL)
        search_offer(s, s->x);
    return st;
}

/* The program is as it was afterwards. */
static status polish_whole(search *s)
{
    const status st = polish(s, search_polished, s);
    for (int j = 0; j < lp_columns(s->f->lp); j++)
        if (polish_closes(s, j))
            lp_solver_set_bounds(s->solver, j, lp_lower(s->f->lp, j), lp_upper(s->f->lp, j));
    search_free_whole(s);
    return st;
}

/* The least shortfall with whole numbers: where they alone stand between the plan and a target. */
static status whole_shortfalls(search *s, bool *found)
{
    lp_outcome outcome;
    double bound;
    search_begin(s, "phase_targets");
    const lp_limits limits = search_limits(s);
    *found = false;
    set_costs(s, 0.0);
    each_shortfall(s, open_shortfall);
    status st = search_relax(s, &outcome);
    if (st == STATUS_OK && outcome == LP_OPTIMAL)
        st =
            lp_solver_whole(s->solver, &limits, SHORTFALL_ROOM_FRAC, s->x, found, &outcome, &bound);
    if (st != STATUS_OK || !*found) {
        (void)search_must_stop(s);
        return st;
    }
    s->targets_missed = true;
    s->infeasible = false;
    s->bound_keur = s->dual_bound_keur = -INFINITY; /* proven with the targets as they were */
    set_costs(s, 1.0);
    each_shortfall(s, fix_shortfall);
    search_say(s, "phase_targets");
    return STATUS_OK;
}

/* (W5) once more, (W2) to (W4) with the shortfalls that whole numbers need. */
static status search_again(search *s)
{
    bool found, usable = false;
    status st = whole_shortfalls(s, &found);
    if (st == STATUS_OK && found)
        st = find_bound(s, &usable);
    if (st == STATUS_OK && usable)
        st = search_dive(s);
    if (st == STATUS_OK && usable && search_gap(s) > s->options->gap_frac && !search_must_stop(s))
        st = branch(s);
    return st;
}

/* A plan that misses targets, and its bound, are for another program. */
static void begin_with(search *s, const search *pieces)
{
    if (!pieces->has_best || pieces->only_status_quo || pieces->targets_missed || pieces->targets_open)
        return;
    search_offer(s, pieces->best);
    s->bound_keur = fmax(s->bound_keur, pieces->bound_keur);
}

status whole_search(search *s)
{
    status st = search_allocate(s);
    if (st != STATUS_OK)
        return st;
    improve_bound(s); /* all duals 0: every column at its cheapest bound */
    st = lp_solver_new(s->f->lp, s->diags, &s->solver);
    if (st == STATUS_OK)
        st = find_status_quo(s);
    if (st == STATUS_OK && s->pieces)
        begin_with(s, s->pieces);
    bool usable = false;
    if (st == STATUS_OK && !search_must_stop(s))
        st = find_bound(s, &usable);
    if (st == STATUS_OK && usable && search_gap(s) > s->options->gap_frac)
        st = search_dive(s);
    if (st == STATUS_OK && usable && s->has_best && !s->options->relax && !search_must_stop(s))
        st = search_probe(s);
    if (st == STATUS_OK && usable && search_gap(s) > s->options->gap_frac && !search_must_stop(s))
        st = branch(s);
    if (st == STATUS_OK && usable && s->infeasible && s->f->region->n_targets > 0)
        st = search_again(s);
    if (st == STATUS_OK && s->has_best && !search_must_stop(s))
        st = polish_whole(s);
    if (st == STATUS_OK && !s->has_best && s->stopped)
        st = search_fall_back(s);
    return st;
}
