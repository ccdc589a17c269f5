#include "solver/decomposed_search.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "solver/clock.h"
#include "solver/commitment_fix.h"
#include "solver/decomposed_parts.h"
#include "solver/decomposed_proof.h"
#include "solver/outline.h"
#include "solver/steering.h"
#include "solver/status_quo.h"

/* Of the time that is left after doing nothing more. */
#define RELAXATION_TIME_SHARE 0.55
/* Of the time limit, where questions about the plan follow. */
#define QUESTION_TIME_SHARE 0.5
/* Of doing nothing more, whose figures are told in three digits. */
#define STATUS_QUO_GAP_FRAC 1e-3
/* Less than this is not missed: t, vehicles, MWh. */
#define MISSED_TOL 1e-3
/* kEUR per unit by which a target is missed: t of CO2 a year, a vehicle, a MWh a year. The first
 * price is what meeting a target may well cost; while one is missed, it is raised. */
static const double shortfall_keur[] = {[TARGET_CO2] = 2.0,
                                        [TARGET_CHARGING] = 40.0,
                                        [TARGET_RENEWABLE] = 0.8,
                                        [TARGET_CO2_TOTAL] = 0.2,
                                        [TARGET_REFUSED_TOTAL] = 1.0};
#define DEARER_SHORTFALL 5.0
enum { MOST_SHORTFALL_PRICES = 5, PRICES_UP_TO_UNREACHABLE = 3, MOST_PRICES_OF_OFFERS = 3 };
/* Of a target that the dearest of these does not buy: as dear as that digits are lost in what is missed. */
#define UNREACHABLE_PRICE 25.0
/* Gap at which it is clear whether a price is high enough. */
#define SHORTFALL_GAP_FRAC 1e-2

/* --- bounds --------------------------------------------------------------------------------------- */

void decomposed_free_column(void *context, int column)
{
    const decomposed *q = context;
    decomposition_set_bounds(q->d, column, lp_lower(q->inv->lp, column),
                             lp_upper(q->inv->lp, column));
}

static void fix_at_least(void *context, int column)
{
    const decomposed *q = context;
    const double least = lp_lower(q->inv->lp, column);
    decomposition_set_bounds(q->d, column, least, least);
}

/* By how much a target may be missed, with bounds of quantities as the outline knows them: the less, the better
 * for GLPK, whose reduced costs are zero to 1e-7. At 1e9 t such a zero was 9.5 kEUR. */
static double most_missed(const search *s, int column)
{
    const formulation *f = s->f;
    for (size_t k = 0; k < f->n_limit_rows; k++) {
        const limit_row *l = &f->limit_rows[k];
        if (l->kind == LIMIT_TARGET && f->target_slack[at(f, l->object, l->y)] == column)
            return target_most_missed(f, l->row, column);
    }
    return SHORTFALL_MOST;
}

static void each_shortfall(const decomposed *q, void (*visit)(const decomposed *, int, target_kind))
{
    const region *r = q->inv->region;
    for (size_t k = 0; k < r->n_targets; k++)
        for (size_t y = 0; y < r->horizon.n_milestones; y++)
            if (q->inv->target_slack[at(q->inv, k, y)] >= 0)
                visit(q, q->inv->target_slack[at(q->inv, k, y)], r->targets[k].kind);
}

static void allow_shortfall(const decomposed *q, int column, target_kind kind)
{
    const double most = most_missed(q->s, column);
    (void)kind;
    lp_set_bounds(q->inv->lp, column, 0.0, most);
    lp_set_bounds(q->s->f->lp, column, 0.0, most);
}

static void price_shortfall(const decomposed *q, int column, target_kind kind)
{
    decomposition_set_cost(q->d, column, q->shortfall_price * shortfall_keur[kind]);
}

/* --- steps ---------------------------------------------------------------------------------------- */

/* x: values whose first columns are those of the investments. */
static bool misses_at(const decomposed *q, const double *x)
{
    const region *r = q->inv->region;
    for (size_t k = 0; k < r->n_targets * r->horizon.n_milestones; k++)
        if (q->inv->target_slack[k] >= 0 && x[q->inv->target_slack[k]] > MISSED_TOL)
            return true;
    return false;
}

bool decomposed_misses(const decomposed *q)
{
    return q->s->has_best && misses_at(q, q->s->best);
}

void decomposed_go_back_if_missing(decomposed *q, const double *before, double before_keur)
{
    search *s = q->s;
    if (!decomposed_misses(q) || q->unreachable)
        return;
    memcpy(s->best, before, s->f->n_columns * sizeof *before);
    s->best_keur = before_keur;
}

/* (W1) Doing nothing more, with growth as far as it fits. */
static status find_status_quo(decomposed *q)
{
    search *s = q->s;
    q->d->phase = "phase_status_quo";
    status_quo_each_decision(q->inv, fix_at_least, q);
    const double gap = decomposed_continuous_gap(q);
    status st = decomposed_take_start(q, WARM_STATUS_QUO);
    if (st == STATUS_OK)
        st = decomposition_run(q->d, fmax(gap, STATUS_QUO_GAP_FRAC), MOST_PASSES);
    if (st == STATUS_OK)
        st = decomposed_keep_start(q, WARM_STATUS_QUO);
    if (st == STATUS_OK && q->d->upper_keur < INFINITY)
        st = decomposed_offer(q);
    q->has_yardstick = s->has_best;
    if (s->has_best)
        memcpy(s->status_quo, s->best, s->f->n_columns * sizeof *s->best);
    if (decomposed_misses(q))
        s->has_best = false; /* the yardstick, but no plan */
    status_quo_each_decision(q->inv, decomposed_free_column, q);
    coordinator_lower_missed(q->d->region);
    search_say(s, "phase_status_quo");
    return st == STATUS_OK ? decomposition_restart(q->d) : st;
}

/* Whether the mixture misses a target. */
static bool misses(decomposed *q)
{
    decomposition_centre(q->d, q->x);
    return misses_at(q, q->x);
}

double decomposed_missed_keur(const decomposed *q, const double *x)
{
    const region *r = q->inv->region;
    double keur = 0.0;
    for (size_t k = 0; k < r->n_targets; k++)
        for (size_t y = 0; y < r->horizon.n_milestones; y++) {
            const int column = q->inv->target_slack[at(q->inv, k, y)];
            if (column >= 0)
                keur += q->shortfall_price * shortfall_keur[r->targets[k].kind] * x[column];
        }
    return keur;
}

/* Whether that costs more than the gap is worth, so that it is no matter of convergence. */
static bool misses_for_sure(decomposed *q)
{
    return q->d->converged && misses(q) &&
           decomposed_missed_keur(q, q->x) > q->d->upper_keur - q->d->lower_keur;
}

/* Offers the mixture. With whole numbers a target may cost more to meet than without, and dispatch may
 * miss what the mixture just met: as long as that is so shortfalls get dearer. */
status decomposed_offer_within_targets(decomposed *q)
{
    search *s = q->s;
    status st = decomposed_offer(q);
    for (int k = 1; st == STATUS_OK && k <= MOST_PRICES_OF_OFFERS && decomposed_misses(q); k++) {
        if (q->unreachable || search_must_stop(s))
            break;
        s->has_best = false; /* it costs less than one that misses nothing */
        q->shortfall_price *= DEARER_SHORTFALL;
        each_shortfall(q, price_shortfall);
        st = decomposition_restart(q->d);
        if (st == STATUS_OK)
            st = decomposition_run(q->d, decomposed_continuous_gap(q), MOST_PASSES);
        if (st == STATUS_OK && q->d->upper_keur < INFINITY)
            st = decomposed_offer(q);
    }
    return st;
}

/* An ideal is not to be met at whatever price. */
static int most_shortfall_prices(const region *r)
{
    for (size_t k = 0; k < r->n_targets; k++)
        if (r->targets[k].is_ideal)
            return PRICES_UP_TO_UNREACHABLE;
    return MOST_SHORTFALL_PRICES;
}

/* (D8) The continuous optimum, at prices of shortfalls just as high as it takes. */
static status relax(decomposed *q)
{
    const double gap = decomposed_continuous_gap(q);
    const int most = most_shortfall_prices(q->inv->region);
    status st = STATUS_OK;
    q->d->phase = "phase_relaxation";
    q->shortfall_price = 1.0;
    for (int k = 1; st == STATUS_OK; k++, q->shortfall_price *= DEARER_SHORTFALL) {
        each_shortfall(q, price_shortfall);
        st = decomposition_restart(q->d);
        if (st == STATUS_OK && k < most)
            st = decomposition_run(q->d, fmax(gap, SHORTFALL_GAP_FRAC), MOST_PASSES);
        if (st == STATUS_OK && (k == most || !misses(q)) && !q->d->stopped)
            st = decomposition_run(q->d, gap, MOST_PASSES);
        if (k == most || q->d->stopped || !misses(q))
            break;
    }
    if (st == STATUS_OK && q->shortfall_price > UNREACHABLE_PRICE && misses(q)) {
        q->shortfall_price = UNREACHABLE_PRICE;
        each_shortfall(q, price_shortfall);
        st = decomposition_restart(q->d);
        if (st == STATUS_OK)
            st = decomposition_run(q->d, gap, MOST_PASSES);
    }
    return st;
}

/* (D9) The duals behind the bound, for the certificate. */
static status prove(decomposed *q)
{
    double bound_keur;
    const status st = decomposed_prove(q->d, q->s->f, q->s->duals, &bound_keur);
    if (q->s->options->log)
        fprintf(q->s->options->log, "%8.2f s  duals prove %.3f kEUR\n",
                clock_seconds() - q->s->started_s, bound_keur);
    return st;
}

/* Shortfalls no larger than those of the best plan, as for them the bound is to hold. */
static void allow_as_found(const decomposed *q)
{
    const search *s = q->s;
    for (size_t k = 0; k < q->inv->region->n_targets * q->inv->region->horizon.n_milestones; k++) {
        const int column = q->inv->target_slack[k];
        if (column >= 0 && s->has_best)
            lp_set_bounds(s->f->lp, column, 0.0, decomposed_misses(q) ? s->best[column] : 0.0);
    }
}

/* (S1) and (S2) over the whole program, whatever was decomposed before: what the plan and the status
 * quo come to, and what the duals, or none, prove. A plan that breaks rows is none. */
static status settle_whole(decomposed *q)
{
    search *s = q->s;
    double *none = calloc(s->f->n_rows + 1, sizeof *none);
    outline_solution found[] = {{.x = s->status_quo}, {.x = s->best}};
    outline_proof proofs[] = {{.y = none}, {.y = s->duals}};
    allow_as_found(q);
    const status st =
        none ? outline_add_up(s->f, found, s->has_best ? 2 : 1, proofs, 2) : STATUS_NO_MEMORY;
    if (st == STATUS_OK) {
        if (!(proofs[1].bound_keur > proofs[0].bound_keur))
            memset(s->duals, 0, s->f->n_rows * sizeof *s->duals);
        search_keep_proof(s, fmax(proofs[0].bound_keur, proofs[1].bound_keur));
        s->bound_keur = fmax(s->bound_keur, s->dual_bound_keur);
        each_shortfall(q, allow_shortfall); /* as far as the plan itself is concerned */
        s->dispatch = found[1].dispatch;
        s->best_keur = s->has_best ? found[1].keur : s->best_keur;
        s->has_best = s->has_best && search_holds(s);
    }
    free(none);
    return st;
}

double decomposed_ends_s(const decomposed *q)
{
    const search *s = q->s;
    return s->options->why ? s->deadline_s - QUESTION_TIME_SHARE * s->options->time_limit_s
                           : s->deadline_s;
}

/* A plan with whole numbers that is not far from the best is worth more than the last digits of the bound:
 * the dive gets its part of the time. No plan, no questions: where it took long to get here they wait. */
static status relax_in_time(decomposed *q)
{
    const double deadline_s = q->d->deadline_s, now_s = clock_seconds();
    const double left_s =
        fmax(decomposed_ends_s(q) - now_s, (1.0 - QUESTION_TIME_SHARE) * (deadline_s - now_s));
    if (!q->s->options->relax)
        q->d->deadline_s = now_s + RELAXATION_TIME_SHARE * left_s;
    const status st = relax(q);
    q->d->deadline_s = deadline_s;
    return st;
}

static status run_from_relaxation(decomposed *q)
{
    search *s = q->s;
    decomposed_guess_prices(q);
    status st = decomposed_take_start(q, WARM_RELAXATION);
    if (st == STATUS_OK)
        st = relax_in_time(q);
    if (st == STATUS_OK)
        st = decomposed_keep_start(q, WARM_RELAXATION);
    if (st == STATUS_OK && !s->relaxed_guess)
        st = decomposed_keep_prices(q);
    s->bound_keur = fmax(s->bound_keur, q->d->lower_keur);
    search_say(s, "phase_relaxation");
    if (st == STATUS_OK && s->options->evidence && isfinite(q->d->lower_keur))
        st = prove(q);
    decomposition_centre(q->d, q->x);
    memcpy(q->relaxed, q->x, (size_t)lp_columns(q->inv->lp) * sizeof *q->x);
    decomposed_keep_first_cuts(q);
    if (st == STATUS_OK && isfinite(q->d->lower_keur) && !s->options->relax && !search_must_stop(s))
        st = decomposed_bound_by_trees(q, (tree_effort){.nodes_factor = 1}, NULL);
    q->unreachable = misses_for_sure(q);
    if (st == STATUS_OK && q->d->upper_keur < INFINITY)
        st = decomposed_offer_within_targets(q);
    if (!q->unreachable && decomposed_misses(q))
        s->has_best = false; /* misses a target on the way there, which proves nothing */
    const bool found = q->d->upper_keur < INFINITY;
    const bool rounds = found && !s->options->relax;
    if (st == STATUS_OK && rounds)
        st = decomposed_find_whole_numbers(q);
    const bool improves = s->has_best && (q->unreachable || !decomposed_misses(q));
    if (st == STATUS_OK && improves && decomposed_is_worth_another_dive(q))
        st = decomposed_dive_sooner(q);
    if (st == STATUS_OK && improves && decomposed_is_worth_trees(q))
        st = decomposed_may_close(q) ? decomposed_close(q) : decomposed_improve(q);
    decomposed_let_cuts_go(q);
    if (st == STATUS_OK && s->has_best && rounds && !search_must_stop(s))
        st = decomposed_polish(q);
    if (st == STATUS_OK && s->has_best && rounds && s->options->why && !search_must_stop(s))
        st = decomposed_price_plan(q);
    return st;
}

static bool may_end(const decomposed *q)
{
    return decomposed_is_good_enough(q) || search_must_stop(q->s);
}

/* (D13) Where the earlier plan's whole numbers will do, that is all there is to search. */
static status run_again(decomposed *q)
{
    search *s = q->s;
    const bool is_proven = isfinite(s->earlier_bound_keur);
    status st = STATUS_OK;
    s->bound_keur = s->earlier_bound_keur;
    if (is_proven)
        st = decomposed_try_earlier(q, false);
    if (is_proven && st == STATUS_OK && !may_end(q))
        st = decomposed_try_earlier(q, true);
    return st != STATUS_OK || may_end(q) ? st : run_from_relaxation(q);
}

static status run_steps(decomposed *q)
{
    const status st = find_status_quo(q);
    return st == STATUS_OK && !search_must_stop(q->s) ? run_from_relaxation(q) : st;
}

/* (D8) With shortfalls z, whatever misses no more than z costs at least bound - price.z. */
static void unprice_shortfall(const decomposed *q, int column, target_kind kind)
{
    q->s->bound_keur -= q->shortfall_price * shortfall_keur[kind] * q->s->best[column];
}

/* Nothing was found, or not in time: doing nothing more, piece by piece, as the yardstick and, for
 * want of another, the plan. */
static status fall_back(decomposed *q)
{
    search *s = q->s;
    if (q->has_yardstick && s->has_best)
        return STATUS_OK;
    const status st = status_quo_by_pieces(s->f, s->ladder, s->diags, s->status_quo);
    return st == STATUS_OK && !s->has_best ? search_fall_back(s) : st;
}

static status allocate(decomposed *q)
{
    q->x = calloc((size_t)lp_columns(q->inv->lp) + 1, sizeof *q->x);
    q->relaxed = calloc((size_t)lp_columns(q->inv->lp) + 1, sizeof *q->relaxed);
    return q->x && q->relaxed ? STATUS_OK : STATUS_NO_MEMORY;
}

/* What the steps ended with becomes what the search has. */
static status conclude(decomposed *q, status st)
{
    search *s = q->s;
    const bool missed = q->d && decomposed_misses(q); /* else memory was out at once */
    s->targets_missed = missed && q->unreachable;
    s->targets_open = missed && !q->unreachable;
    s->infeasible = q->d && q->d->infeasible && !s->has_best;
    if (st == STATUS_OK && !s->infeasible)
        st = fall_back(q);
    if (q->d && decomposed_misses(q)) /* also where it is doing nothing more after all */
        each_shortfall(q, unprice_shortfall);
    if (st == STATUS_OK || (st == STATUS_SOLVER && s->has_best)) {
        const status settled = settle_whole(q);
        st = st == STATUS_OK ? settled : st;
    }
    if (st == STATUS_OK && q->d && s->has_best && !s->targets_open)
        st = decomposed_keep_plan(q);
    s->decomposition = q->d;
    s->investments = q->inv;
    free(q->x);
    free(q->relaxed);
    return st;
}

status decomposed_search(search *s)
{
    decomposed q = {.s = s};
    status st = search_allocate(s);
    if (st == STATUS_OK)
        st = formulation_investments(s->f->region, s->f->perspective, &q.inv);
    if (st == STATUS_OK)
        st = allocate(&q);
    if (st == STATUS_OK && s->fix)
        commitment_fix_apply(s->fix, q.inv);
    if (st == STATUS_OK)
        steering_apply(s->options->steering, s->options->n_steering, q.inv);
    if (st == STATUS_OK) {
        each_shortfall(&q, allow_shortfall);
        status_quo_stand(q.inv, q.x);
        st = decomposition_new(q.inv, s->options, s->deadline_s, q.x, s->diags, &q.d);
    }
    if (st == STATUS_OK) {
        q.d->ladder = s->ladder;
        q.d->started_s = s->started_s;
        st = run_steps(&q);
    }
    return conclude(&q, st);
}

status decomposed_search_again(search *s)
{
    decomposed q = {.s = s, .inv = s->investments, .d = s->decomposition, .has_yardstick = true, .again = true};
    status st = allocate(&q);
    q.d->started_s = s->started_s;
    q.d->deadline_s = s->deadline_s;
    q.d->stopped = false;
    q.d->least_gain_frac = 0.0;
    q.d->proven_keur = NAN;
    decomposed_free_all(&q);
    each_shortfall(&q, allow_shortfall);
    return conclude(&q, st == STATUS_OK ? run_again(&q) : st);
}
