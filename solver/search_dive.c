#include "solver/search_dive.h"

#include <math.h>
#include <stdlib.h>

#include "model/tolerance.h"
#include "solver/formulation_parts.h"

/* A relaxed yes/no of at least this much is tried as a yes. */
#define YES_FROM 0.5
/* A relaxed count is rounded up from this fraction on: a point too many costs less than
 * vehicles without one. */
#define UP_FROM_FRAC 0.1
/* Part of the open whole numbers that one round of the dive settles. */
#define SETTLED_PER_ROUND 0.5

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
            if (search_is_whole(s, j) && dive->rank[j] == rank && !dive->settled[j] &&
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
    return search_relax(s, outcome);
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
    while (n > 0 && *stuck && !search_must_stop(s)) {
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
    while (st == STATUS_OK && !stuck && !search_must_stop(s)) {
        list_open(s, dive);
        if (dive->n_open == 0)
            break;
        st = settle_round(s, dive, &stuck);
        search_say(s, "phase_dive");
    }
    if (st == STATUS_OK && !stuck && !s->stopped)
        search_offer(s, s->x);
    for (int j = 0; j < lp_columns(s->f->lp); j++)
        if (dive->settled[j])
            unsettle(s, j);
    return st;
}

/* (W3) Dive: settle the open whole numbers round by round. */
status search_dive(search *s)
{
    search_begin(s, "phase_dive");
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
