/* Whole numbers: those of a plan that is known, or by dives from the continuous optimum (docs/solver.md, D8, D12). */
#include "solver/decomposed_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "solver/clock.h"

/* As a part of what is out of reach, for whole numbers. */
#define MISSED_ROOM_FRAC 0.01
/* From where on yes/no is rounded to yes: at first, and where that leads nowhere. */
static const double yes_from_frac[] = {0.5, 0.1, 1e-3};
/* And once there is a plan, for a better one. */
#define SOONER_YES_FROM_FRAC 0.25
/* Of the time that is left for the plan, to dive once more. */
#define SOONER_TIME_SHARE 0.5

/* The mixture that the dive rounds from, once more. */
static status dive_once(decomposed *q, double yes_from)
{
    memcpy(q->x, q->relaxed, (size_t)lp_columns(q->inv->lp) * sizeof *q->x);
    const status st = decomposed_dive(q, yes_from);
    return st == STATUS_OK && !q->stuck ? decomposed_offer_within_targets(q) : st;
}

/* Of what is out of reach it may miss hardly more than the continuous optimum does. */
static bool has_come_through(const decomposed *q)
{
    const double most_keur =
        q->unreachable ? (1.0 + MISSED_ROOM_FRAC) * decomposed_missed_keur(q, q->relaxed) : 0.0;
    return q->s->has_best &&
           (!decomposed_misses(q) || decomposed_missed_keur(q, q->s->best) <= most_keur);
}

/* A hub or a net that was rounded to no may be what a target needs: where the dive led nowhere, or to a plan that
 * misses too much, it begins again and says yes sooner. Such a plan counts where there is no other. */
static status dive_after_all(decomposed *q)
{
    search *s = q->s;
    double *missing = malloc((s->f->n_columns + 1) * sizeof *missing);
    double missing_keur = INFINITY;
    status st = missing ? STATUS_OK : STATUS_NO_MEMORY;
    for (size_t k = 0; st == STATUS_OK && k < sizeof yes_from_frac / sizeof *yes_from_frac; k++) {
        if (k > 0)
            decomposed_free_all(q);
        st = dive_once(q, yes_from_frac[k]);
        if (st != STATUS_OK || has_come_through(q) || search_must_stop(s))
            break;
        if (s->has_best && s->best_keur < missing_keur) {
            memcpy(missing, s->best, s->f->n_columns * sizeof *missing);
            missing_keur = s->best_keur;
        }
        s->has_best = false;
    }
    if (!s->has_best && missing_keur < INFINITY) {
        memcpy(s->best, missing, s->f->n_columns * sizeof *missing);
        s->best_keur = missing_keur;
        s->has_best = true;
    }
    free(missing);
    return st;
}

/* Whether rounding from less than usual says yes to more. */
static bool is_undecided(const decomposed *q)
{
    for (int j = 0; j < lp_columns(q->inv->lp); j++)
        if (lp_is_whole(q->inv->lp, j) && lp_upper(q->inv->lp, j) <= 1.0 &&
            q->relaxed[j] >= SOONER_YES_FROM_FRAC && q->relaxed[j] < yes_from_frac[0])
            return true;
    return false;
}

/* As if no plan were known; the better one is kept. */
static status dive_beside(decomposed *q)
{
    search *s = q->s;
    const bool is_known = s->has_best;
    const double keur = s->best_keur;
    double *before = malloc((s->f->n_columns + 1) * sizeof *before);
    if (!before)
        return STATUS_NO_MEMORY;
    memcpy(before, s->best, s->f->n_columns * sizeof *before);
    s->has_best = false;
    const status st = dive_after_all(q);
    const bool is_better =
        s->has_best && s->best_keur < keur && (q->unreachable || !decomposed_misses(q));
    if (is_known && !is_better) {
        memcpy(s->best, before, s->f->n_columns * sizeof *before);
        s->best_keur = keur;
        s->has_best = true;
    }
    free(before);
    return st;
}

/* Those of a plan that is known, where they will do, else by the dive. */
status decomposed_find_whole_numbers(decomposed *q)
{
    search *s = q->s;
    status st = STATUS_OK;
    bool will_do = false;
    if (s->earlier && !s->has_best && !search_must_stop(s))
        st = decomposed_try_earlier(q, true);
    if (s->earlier)
        will_do = decomposed_is_good_enough(q);
    else if (q->is_near && !s->has_best && !search_must_stop(s))
        st = decomposed_try_start(q, &will_do);
    return st == STATUS_OK && !will_do && !search_must_stop(s) ? dive_beside(q) : st;
}

/* What others begin with is worth more than their own plans. */
bool decomposed_is_worth_another_dive(decomposed *q)
{
    const solve_options *o = q->s->options;
    const bool is_first_of_many = o->keep_start && !o->warm_start;
    const bool is_worth_it =
        decomposed_is_worth_trees(q) ||
        (is_first_of_many && search_gap(q->s) > o->gap_frac && !search_must_stop(q->s));
    return is_worth_it && is_undecided(q);
}

status decomposed_dive_sooner(decomposed *q)
{
    search *s = q->s;
    const double keur = s->best_keur, now_s = clock_seconds();
    double *before = malloc((s->f->n_columns + 1) * sizeof *before);
    status st = before ? STATUS_OK : STATUS_NO_MEMORY;
    q->d->deadline_s = now_s + SOONER_TIME_SHARE * (decomposed_ends_s(q) - now_s);
    if (st == STATUS_OK) {
        memcpy(before, s->best, s->f->n_columns * sizeof *before);
        decomposed_free_all(q);
        memcpy(q->x, q->relaxed, (size_t)lp_columns(q->inv->lp) * sizeof *q->x);
        st = decomposed_dive(q, SOONER_YES_FROM_FRAC);
    }
    if (st == STATUS_OK && !q->stuck && q->d->upper_keur < keur)
        st = decomposed_offer(q);
    decomposed_go_back_if_missing(q, before, keur);
    q->d->deadline_s = s->deadline_s;
    if (s->options->log)
        fprintf(s->options->log, "%8.2f s  %-24s yes sooner, best %.3f -> %.3f kEUR\n",
                clock_seconds() - s->started_s, "phase_dive", keur, s->best_keur);
    free(before);
    return st;
}
