/* Taking slivers out of a decomposed plan (docs/formulation.md, W6). */
#include "solver/decomposed_parts.h"
#include "solver/polish.h"

#include <string.h>

/* What is left of the mixture once whole numbers stand. */
enum { MOST_POLISH_PASSES = 40 };

static void close_or_open(void *context, int column, double min_size)
{
    const decomposed *q = context;
    const double least = lp_lower(q->inv->lp, column);
    (void)min_size;
    decomposition_set_bounds(q->d, column, least,
                             polish_closes(q->s, column) ? least : lp_upper(q->inv->lp, column));
}

static void fix_as_planned(decomposed *q)
{
    const double *best = q->s->best;
    decomposed_fix_whole(q, best);
    memcpy(q->x, best, (size_t)lp_columns(q->inv->lp) * sizeof *q->x);
    decomposed_settle_platforms(q);
    polish_each_size(q->inv, close_or_open, q);
}

static status search_polished(void *context)
{
    decomposed *q = context;
    fix_as_planned(q);
    status st = decomposition_restart(q->d);
    if (st == STATUS_OK)
        st = decomposition_run(q->d, decomposed_continuous_gap(q), MOST_POLISH_PASSES);
    return st == STATUS_OK && q->d->upper_keur < INFINITY ? decomposed_offer(q) : st;
}

status decomposed_polish(decomposed *q)
{
    const double deadline_s = q->d->deadline_s;
    q->d->phase = "phase_polish";
    q->d->deadline_s = decomposed_ends_s(q);
    q->d->least_gain_frac = LEAST_GAIN_SHARE * q->s->options->gap_frac;
    const status st = polish(q->s, search_polished, q);
    q->d->deadline_s = deadline_s;
    q->d->least_gain_frac = 0.0;
    polish_each_size(q->inv, close_or_open, q);
    return st;
}
