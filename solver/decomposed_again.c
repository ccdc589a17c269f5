/* A region that is planned once more (docs/solver.md, D13). */
#include "solver/decomposed_parts.h"

#include <math.h>

#include "solver/status_quo.h"

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

status decomposed_try_earlier(decomposed *q)
{
    search *s = q->s;
    bool possible;
    decomposed_fix_whole(q, s->earlier);
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
    return q->s->earlier && q->s->has_best && search_gap(q->s) <= q->s->earlier_gap_frac;
}
