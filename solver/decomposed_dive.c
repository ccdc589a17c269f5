/* From a mixture to whole numbers, rank by rank (docs/formulation.md, W3). */
#include "solver/decomposed_parts.h"

#include <stdlib.h>

#include "model/tolerance.h"
#include "solver/clock.h"

/* Passes between two steps of the dive, which only have to find out what pays now. */
enum { PASSES_PER_STEP = 5, PASSES_PER_STEP_AGAIN = 4 };
/* Gap at which that is clear. */
#define STEP_GAP_FRAC 1e-2
/* Counts are rounded up from here, as a point too many costs less than vehicles without one; pipes likewise, as
 * a net without them is built for nothing. */
#define UP_FROM_FRAC 0.1

static double fraction(double value)
{
    return value - floor(value + INTEGER_TOL);
}

/* Of a net that is built. */
static bool is_pipe_of_net(const decomposed *q, int column)
{
    const formulation *f = q->inv;
    const size_t years = f->region->horizon.n_milestones;
    for (size_t k = 0; k < f->region->n_heat_nets; k++)
        for (size_t n = f->first_pipe[k] * years; n < f->first_pipe[k + 1] * years; n++)
            if (f->master.pipe_built[n] == column)
                return q->x[f->master.net_built[at(f, k, n % years)]] >= q->yes_from;
    return false;
}

/* Up where that is the likelier end, if it may be up at all. */
static double rounded(const decomposed *q, int column, bool up)
{
    const double low = floor(q->x[column] + INTEGER_TOL);
    const bool is_count = lp_upper(q->inv->lp, column) > 1.0;
    const double from = is_count || is_pipe_of_net(q, column) ? UP_FROM_FRAC : q->yes_from;
    return within(q->inv->lp, column, up && fraction(q->x[column]) >= from ? low + 1.0 : low);
}

/* Whole numbers are settled rank by rank: yes/no first, then counts milestone by milestone. */
static void rank_columns(const decomposed *q, size_t *rank)
{
    const formulation *f = q->inv;
    const size_t years = f->region->horizon.n_milestones;
    for (int j = 0; j < lp_columns(f->lp); j++)
        rank[j] = lp_upper(f->lp, j) <= 1.0 ? 0 : years;
    for (size_t k = 0; k < f->region->n_assets * years; k++)
        if (f->master.new_units[k] >= 0 && lp_upper(f->lp, f->master.new_units[k]) > 1.0)
            rank[f->master.new_units[k]] = 1 + k % years;
}

typedef struct open_column {
    int column;
    double doubt; /* 0: whole already */
} open_column;

static int surest_first(const void *a, const void *b)
{
    const open_column *x = a, *y = b;
    if (x->doubt < y->doubt || x->doubt > y->doubt)
        return x->doubt < y->doubt ? -1 : 1;
    return (x->column > y->column) - (x->column < y->column);
}

static size_t list_open(const decomposed *q, const size_t *rank, size_t now, open_column *open)
{
    size_t n = 0;
    for (int j = 0; j < lp_columns(q->inv->lp); j++)
        if (search_is_whole(q->s, j) && rank[j] == now) {
            const double part = fraction(q->x[j]);
            open[n++] = (open_column){j, fmin(fabs(part), fabs(1.0 - part))};
        }
    qsort(open, n, sizeof *open, surest_first);
    return n;
}

/* Rounds a batch, then rounds it down, and says whether any solution of the stations is left. */
static status settle_batch(decomposed *q, const open_column *open, size_t n, bool *possible)
{
    status st = STATUS_OK;
    *possible = false;
    for (int up = 1; st == STATUS_OK && up >= 0 && !*possible; up--) {
        for (size_t k = 0; k < n; k++) {
            const double value = rounded(q, open[k].column, up == 1);
            decomposition_set_bounds(q->d, open[k].column, value, value);
        }
        st = decomposition_check(q->d, possible);
    }
    for (size_t k = 0; k < n && !*possible; k++)
        decomposed_free_column(q, open[k].column);
    return st;
}

/* All of a rank, in batches that get smaller where they leave no solution. */
static status settle(decomposed *q, const size_t *rank, size_t now, open_column *open)
{
    size_t left = list_open(q, rank, now, open), batch = left;
    status st = STATUS_OK;
    while (st == STATUS_OK && left > 0 && batch > 0 && !search_must_stop(q->s)) {
        bool possible;
        batch = batch < left ? batch : left;
        st = settle_batch(q, open, batch, &possible);
        if (possible) {
            open += batch;
            left -= batch;
        } else {
            batch /= 2;
        }
    }
    q->stuck = left > 0;
    return st;
}

void decomposed_settle_platforms(decomposed *q)
{
    const formulation *f = q->inv;
    const size_t n = f->region->n_technologies * f->region->horizon.n_milestones;
    for (size_t k = 0; k < n; k++)
        if (f->master.platform[k] >= 0) {
            const double value = round(q->x[f->master.platform[k]]);
            decomposition_set_bounds(q->d, f->master.platform[k], value, value);
        }
}

/* Each step has an equal part of the time that is left, the last one two. */
static double end_of_step_s(const decomposed *q, size_t now, size_t last)
{
    const double now_s = clock_seconds(), left_s = q->s->deadline_s - now_s;
    return now_s + left_s / (double)(last - now + 2);
}

static status dive_rank(decomposed *q, const size_t *rank, size_t now, size_t last_rank,
                        open_column *open)
{
    search *s = q->s;
    const bool last = now == last_rank;
    const double deadline_s = q->d->deadline_s;
    status st = settle(q, rank, now, open);
    if (st == STATUS_OK)
        st = decomposition_restart(q->d);
    q->d->least_gain_frac = last ? LEAST_GAIN_SHARE * s->options->gap_frac : 0.0;
    const double gap = decomposed_continuous_gap(q);
    if (!last)
        q->d->deadline_s = end_of_step_s(q, now, last_rank);
    if (st == STATUS_OK)
        st = decomposition_run(q->d, last ? gap : fmax(gap, STEP_GAP_FRAC),
                               last       ? MOST_PASSES
                               : q->again ? PASSES_PER_STEP_AGAIN
                                          : PASSES_PER_STEP);
    q->d->deadline_s = deadline_s;
    decomposition_centre(q->d, q->x);
    if (now == 0)
        decomposed_settle_platforms(q);
    search_say(s, "phase_dive");
    return st;
}

status decomposed_dive(decomposed *q, double yes_from)
{
    search *s = q->s;
    q->yes_from = yes_from;
    q->stuck = false;
    q->d->phase = "phase_dive";
    q->d->proven_keur = s->bound_keur;
    const size_t columns = (size_t)lp_columns(q->inv->lp) + 1;
    const size_t last = q->inv->region->horizon.n_milestones;
    size_t *rank = calloc(columns, sizeof *rank);
    open_column *open = calloc(columns, sizeof *open);
    status st = rank && open ? STATUS_OK : STATUS_NO_MEMORY;
    if (st == STATUS_OK)
        rank_columns(q, rank);
    for (size_t now = 0; st == STATUS_OK && now <= last && !q->stuck && !search_must_stop(s); now++)
        st = dive_rank(q, rank, now, last, open);
    free(rank);
    free(open);
    return st;
}
