/* Whole numbers of a decomposed region by trees over its stations: docs/solver.md, D11 and D12. */
#include "solver/decomposed_parts.h"

#include <stdlib.h>
#include <string.h>

#include "model/tolerance.h"
#include "solver/clock.h"
#include "solver/decomposed_whole.h"

/* From here on a gap is too wide for trees to matter. */
#define WIDE_GAP_FRAC 5e-3
/* How far from the best plan whole numbers are looked for, in all stations each, and how often. */
#define FIRST_STEPS 32.0
enum { MOST_TRIES = 12 };
/* Of the time that is left, for the polish that follows. */
#define POLISH_TIME_SHARE 0.2

/* What trees bring is some tenths of a percent: no matter for a gap that is wider. */
bool decomposed_is_worth_trees(decomposed *q)
{
    const solve_options *o = q->s->options;
    return !o->relax && o->gap_frac < WIDE_GAP_FRAC && !search_must_stop(q->s);
}

double decomposed_polish_s(const decomposed *q)
{
    const double now_s = clock_seconds();
    return now_s + (1.0 - POLISH_TIME_SHARE) * (decomposed_ends_s(q) - now_s);
}

/* (D11) */
status decomposed_bound_by_trees(decomposed *q, tree_effort how_far, double *x)
{
    search *s = q->s;
    double keur;
    q->d->phase = "phase_branch";
    const status st = decomposed_whole_bound(q->d, how_far, &keur, x);
    if (st == STATUS_OK && isfinite(keur))
        s->bound_keur = fmax(s->bound_keur, keur - MONEY_TOL_FRAC * fabs(keur));
    search_say(s, "phase_branch");
    return st;
}

status decomposed_run_fixed(decomposed *q)
{
    search *s = q->s;
    status st = decomposition_restart(q->d);
    q->d->beaten_keur = s->best_keur;
    if (st == STATUS_OK)
        st = decomposition_run(q->d, s->options->gap_frac * CONTINUOUS_GAP_SHARE, MOST_PASSES);
    const bool hopeful = q->d->upper_keur < s->best_keur && q->d->lower_keur < s->best_keur;
    q->d->beaten_keur = INFINITY;
    return st == STATUS_OK && hopeful ? decomposed_offer(q) : st;
}

static status try_near(decomposed *q, double most_steps, double *before, double *n_steps)
{
    search *s = q->s;
    const size_t bytes = s->f->n_columns * sizeof *before;
    const double keur = s->best_keur;
    memcpy(before, s->best, bytes);
    status st = decomposed_whole_near(q->d, before, q->relaxed, most_steps, q->x, n_steps);
    if (st == STATUS_OK && *n_steps > 0.0)
        st = decomposed_run_fixed(q);
    decomposed_go_back_if_missing(q, before, keur);
    return st;
}

/* (D12) Fewer steps at a time where more found nothing better; the cuts that a vain try made are known to
 * the next one. */
status decomposed_improve(decomposed *q)
{
    search *s = q->s;
    double steps = FIRST_STEPS, n_steps = 0.0;
    double *before = malloc(s->f->n_columns * sizeof *before + sizeof *before);
    status st = before ? STATUS_OK : STATUS_NO_MEMORY;
    const double ends_s = decomposed_polish_s(q);
    q->d->deadline_s = ends_s;
    q->d->phase = "phase_branch";
    for (int k = 0; st == STATUS_OK && k < MOST_TRIES && steps >= 1.0; k++) {
        if (search_gap(s) <= s->options->gap_frac || search_must_stop(s) ||
            clock_seconds() > ends_s)
            break;
        const double keur = s->best_keur;
        st = try_near(q, steps, before, &n_steps);
        if (s->options->log)
            fprintf(s->options->log, "%8.2f s  %-24s %.0f steps, best %.3f -> %.3f kEUR\n",
                    clock_seconds() - s->started_s, "phase_branch", n_steps, keur, s->best_keur);
        if (!(s->best_keur < keur))
            steps = floor(0.5 * fmin(steps, n_steps));
    }
    free(before);
    q->d->deadline_s = s->deadline_s;
    search_say(s, "phase_branch");
    return st;
}
