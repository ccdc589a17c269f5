/* From a mixture to whole numbers, rank by rank (docs/formulation.md, W3). */
#include "solver/decomposed_parts.h"

#include <stdlib.h>
#include <string.h>

#include "model/tolerance.h"
#include "solver/clock.h"

/* Passes between two steps of the dive, which only have to find out what pays now. */
enum { PASSES_PER_STEP = 5, PASSES_PER_STEP_AGAIN = 4 };
/* Gap at which that is clear. */
#define STEP_GAP_FRAC 1e-2
/* Counts are rounded up from here, as a point too many costs less than vehicles without one; pipes likewise, as
 * a net without them is built for nothing. */
#define UP_FROM_FRAC 0.1
/* A regional platform stands from here: where it does for a third each park has a third of its sites on it. */
#define PLATFORM_FROM_FRAC 0.25

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

/* A platform is built in the first milestone in which it is to stand, and again when that one's life is over. */
static bool platform_is_due(const decomposed *q, const technology *tech, size_t y)
{
    const formulation *f = q->inv;
    bool due = false, stands = false;
    size_t built = 0;
    for (size_t v = 0; v <= y; v++) {
        stands = stands &&
                 vintage_counts(&f->region->horizon, year_of(f, built), technology_life(tech), v);
        due = !stands && q->x[f->master.platform[at(f, tech->index, v)]] >= fmin(q->yes_from, PLATFORM_FROM_FRAC);
        stands = stands || due;
        built = due ? v : built;
    }
    return due;
}

/* Whether the column is a platform's, and then whether it is due. */
static bool is_platform(const decomposed *q, int column, bool *due)
{
    const region *r = q->inv->region;
    for (size_t k = 0; k < r->n_technologies; k++)
        for (size_t y = 0; y < r->horizon.n_milestones; y++)
            if (q->inv->master.platform_new[at(q->inv, k, y)] == column) {
                *due = platform_is_due(q, &r->technologies[k], y);
                return true;
            }
    return false;
}

/* Up where that is the likelier end, if it may be up at all. */
static double rounded(const decomposed *q, int column, bool up)
{
    const double low = floor(q->x[column] + INTEGER_TOL);
    const bool is_count = lp_upper(q->inv->lp, column) > 1.0;
    bool due;
    if (is_platform(q, column, &due))
        return within(q->inv->lp, column, up && due);
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

/* Rounds a batch, up or down, and says whether any solution of the stations is left. */
static status settle_batch(decomposed *q, const open_column *open, size_t n, bool up, bool *possible)
{
    for (size_t k = 0; k < n; k++) {
        const double value = rounded(q, open[k].column, up);
        decomposition_set_bounds(q->d, open[k].column, value, value);
    }
    const status st = decomposition_check(q->d, possible);
    for (size_t k = 0; k < n && !*possible; k++)
        decomposed_free_column(q, open[k].column);
    return st;
}

/* All of a rank, in batches that get smaller where they leave no solution; what leaves none by itself is rounded
 * down. */
static status settle(decomposed *q, const size_t *rank, size_t now, open_column *open)
{
    size_t left = list_open(q, rank, now, open), batch = left;
    status st = STATUS_OK;
    bool possible = true;
    while (st == STATUS_OK && left > 0 && possible && !search_must_stop(q->s)) {
        batch = batch < left ? batch : left;
        st = settle_batch(q, open, batch, true, &possible);
        if (st == STATUS_OK && !possible && batch == 1)
            st = settle_batch(q, open, batch, false, &possible);
        if (possible) {
            open += batch;
            left -= batch;
            batch *= 2;
        } else if (batch > 1) {
            batch /= 2;
            possible = true;
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
    /* (D15) Where contracts and peaks cost little the dive is as good without. */
    if (st == STATUS_OK && now == 0 && q->inv->perspective == PERSPECTIVE_PRIVATE)
        st = decomposed_renew(q);
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
