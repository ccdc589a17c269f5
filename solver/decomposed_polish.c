/* Taking slivers out of a decomposed plan (docs/formulation.md, W6), and the prices it leaves (docs/solver.md, D14). */
#include "solver/decomposed_parts.h"
#include "solver/polish.h"

#include <string.h>

#include "solver/clock.h"

/* What is left of the mixture once whole numbers stand. */
enum { MOST_POLISH_PASSES = 40 };
/* Of the time for questions, to find the prices they are asked at. */
#define PRICE_TIME_SHARE 0.3
/* How near to the plan's cost they are proven to be, if the plan itself is not nearer to the best. */
#define PRICE_GAP_FRAC 4e-4

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

static status run_as_planned(decomposed *q, double gap_frac)
{
    fix_as_planned(q);
    const status st = decomposition_restart(q->d);
    return st == STATUS_OK ? decomposition_run(q->d, gap_frac, MOST_POLISH_PASSES) : st;
}

static status search_polished(void *context)
{
    decomposed *q = context;
    const status st = run_as_planned(q, decomposed_continuous_gap(q));
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

status decomposed_price_plan(decomposed *q)
{
    const double deadline_s = q->d->deadline_s, now_s = clock_seconds();
    const double gap_frac = fmin(decomposed_continuous_gap(q), PRICE_GAP_FRAC);
    q->d->phase = "phase_challenge";
    q->d->deadline_s = now_s + PRICE_TIME_SHARE * (q->s->deadline_s - now_s);
    q->d->proven_keur = NAN;
    coordinator_lower_missed(q->d->region);
    q->d->least_gain_frac = LEAST_GAIN_SHARE * gap_frac;
    const status st = run_as_planned(q, gap_frac);
    if (st == STATUS_OK && coordinator_missed(q->d->region) > LINK_MISSED_TOL)
        coordinator_restore_prices(q->d->region);
    q->d->deadline_s = deadline_s;
    q->d->least_gain_frac = 0.0;
    return st;
}
