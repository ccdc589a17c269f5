/* A region that is planned once more, or that is like another one (docs/solver.md, D13, D17). */
#include "solver/decomposed_parts.h"

#include <math.h>
#include <stdlib.h>

#include "solver/follow_earlier.h"
#include "solver/polish.h"
#include "solver/status_quo.h"
#include "solver/warm_start.h"

void decomposed_free_all(decomposed *q)
{
    for (int j = 0; j < lp_columns(q->inv->lp); j++)
        if (lp_is_whole(q->inv->lp, j))
            decomposed_free_column(q, j);
    const size_t n = q->inv->region->n_technologies * q->inv->region->horizon.n_milestones;
    for (size_t k = 0; k < n; k++)
        if (q->inv->master.platform[k] >= 0)
            decomposed_free_column(q, q->inv->master.platform[k]);
    status_quo_each_decision(q->inv, decomposed_free_column, q);
}

void decomposed_fix_whole(decomposed *q, const double *x)
{
    for (int j = 0; j < lp_columns(q->inv->lp); j++)
        if (search_is_whole(q->s, j)) {
            const double value = within(q->inv->lp, j, round(x[j]));
            decomposition_set_bounds(q->d, j, value, value);
        }
}

status decomposed_keep_prices(decomposed *q)
{
    double *guess = malloc((coordinator_guess_size(q->d->region) + 1) * sizeof *guess);
    if (!guess)
        return STATUS_NO_MEMORY;
    if (coordinator_read_guess(q->d->region, guess))
        q->s->relaxed_guess = guess;
    else
        free(guess);
    return STATUS_OK;
}

void decomposed_guess_prices(decomposed *q)
{
    if (q->s->relaxed_guess)
        coordinator_guess(q->d->region, q->s->relaxed_guess);
}

/* The plan is held against the earlier one, from which slivers were taken out. */
static void close_as_earlier(void *context, int column, double min_size)
{
    const decomposed *q = context;
    const double least = lp_lower(q->inv->lp, column);
    (void)min_size;
    if (q->s->earlier_closed[column])
        decomposition_set_bounds(q->d, column, least, least);
}

status decomposed_try_earlier(decomposed *q, bool slivers)
{
    search *s = q->s;
    bool possible;
    follow_earlier(q->inv, s->earlier, q->x);
    decomposed_fix_whole(q, q->x);
    if (!slivers)
        polish_each_size(q->inv, close_as_earlier, q);
    decomposed_guess_prices(q);
    status st = decomposition_check(q->d, &possible);
    if (st == STATUS_OK && possible)
        st = decomposition_restart(q->d);
    q->d->phase = "phase_dive";
    q->d->proven_keur = s->bound_keur;
    q->d->least_gain_frac = LEAST_GAIN_SHARE * s->options->gap_frac;
    if (st == STATUS_OK && possible)
        st = decomposition_run(q->d, s->options->gap_frac * CONTINUOUS_GAP_SHARE, MOST_PASSES);
    if (st == STATUS_OK && possible && q->d->upper_keur < INFINITY)
        st = decomposed_offer(q);
    if (!q->unreachable && decomposed_misses(q))
        s->has_best = false;
    decomposed_free_all(q);
    search_say(s, "phase_dive");
    return st;
}

bool decomposed_is_good_enough(const decomposed *q)
{
    const search *s = q->s;
    if (!s->earlier || !s->has_best)
        return false;
    if (search_gap(s) <= s->earlier_gap_frac)
        return true;
    const double dearer_keur = s->best_keur - s->earlier_keur;
    return dearer_keur <= s->options->gap_frac * fabs(s->earlier_keur);
}

/* --- what another region has learnt ---------------------------------------------------------------- */

/* (D17) From a region that differs in part, and for others. */
status decomposed_take_start(decomposed *q, warm_phase phase)
{
    const warm_start *from = q->s->options->warm_start;
    bool is_near = false;
    if (!from || q->again || (phase != WARM_STATUS_QUO && !q->is_near))
        return STATUS_OK;
    const status st = warm_start_take(from, phase, q->d, &is_near);
    q->is_near |= is_near;
    return st;
}

status decomposed_keep_start(const decomposed *q, warm_phase phase)
{
    warm_start *to = q->s->options->keep_start;
    return to && !q->again ? warm_start_keep(to, phase, q->d) : STATUS_OK;
}

/* (D17) The whole numbers of that region's plan, once the continuous optimum is known. *will_do: they need not be
 * searched for. */
status decomposed_try_start(decomposed *q, bool *will_do)
{
    search *s = q->s;
    double *earlier = calloc((size_t)lp_columns(q->inv->lp) + 1, sizeof *earlier);
    status st = earlier ? STATUS_OK : STATUS_NO_MEMORY;
    if (st == STATUS_OK &&
        warm_start_plan(s->options->warm_start, q->inv->lp, earlier, &s->earlier_gap_frac)) {
        s->earlier = earlier;
        s->earlier_keur = NAN; /* of another region */
        st = decomposed_take_start(q, WARM_PLAN);
        if (st == STATUS_OK)
            st = decomposed_try_earlier(q, true);
        *will_do = decomposed_is_good_enough(q);
        s->earlier = NULL;
    }
    free(earlier);
    return st;
}

/* (D17) Of a plan that meets its targets, or misses them as little as can be. */
status decomposed_keep_plan(const decomposed *q)
{
    warm_start *to = q->s->options->keep_start;
    const status st = decomposed_keep_start(q, WARM_PLAN);
    return st == STATUS_OK && to && !q->again
               ? warm_start_keep_plan(to, q->inv->lp, q->s->best, search_gap(q->s))
               : st;
}
