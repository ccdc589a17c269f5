#include "solver/decomposed_search.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/tolerance.h"
#include "solver/clock.h"
#include "solver/commitment_fix.h"
#include "solver/decomposed_proof.h"
#include "solver/decomposition.h"
#include "solver/formulation_parts.h"
#include "solver/steering.h"
#include "solver/status_quo.h"

/* The mixture may be this part of the asked gap away from the bound. */
#define CONTINUOUS_GAP_SHARE 0.4
/* Passes between two steps of the dive, which only have to find out what pays now. */
enum { PASSES_PER_STEP = 6, MOST_PASSES = 2000 };
/* With every whole number settled, passes end when some bring less than this part of the gap. */
#define LEAST_GAIN_SHARE 0.05
/* Rounding: yes from here; counts up from here, as a point too many costs less than vehicles
 * without one. */
#define YES_FROM 0.5
#define UP_FROM_FRAC 0.1
/* Less than this is not missed: t, vehicles, MWh. */
#define MISSED_TOL 1e-3
/* kEUR per unit by which a target is missed: t of CO2 a year, a vehicle, a MWh a year. The first
 * price is what meeting a target may well cost; while one is missed, it is raised. */
static const double shortfall_keur[] = {
    [TARGET_CO2] = 2.0,       [TARGET_CHARGING] = 40.0,     [TARGET_RENEWABLE] = 0.8,
    [TARGET_CO2_TOTAL] = 0.2, [TARGET_REFUSED_TOTAL] = 1.0};
#define DEARER_SHORTFALL 5.0
enum { MOST_SHORTFALL_PRICES = 3 };
/* Gap at which it is clear whether a price is high enough. */
#define SHORTFALL_GAP_FRAC 1e-2

/* What a target row may lack before it counts, and how much dearer quantities are made to get there. */
#define TARGET_ROOM 1e-5
#define FIRST_DEARER_FRAC 1e-3
enum { MOST_DEARER = 8 };
/* Likewise cheaper; the last time by all of the price. */
#define FIRST_CHEAPER_FRAC 0.03125
enum { MOST_CHEAPER = 6 };

typedef struct decomposed {
    search *s;
    formulation *inv;
    decomposition *d;
    double *x;              /* [columns of the investments] */
    double shortfall_price; /* as a multiple of shortfall_keur */
    bool stuck;             /* the dive found whole numbers that leave no solution */
    bool unreachable;       /* some target, even without whole numbers */
    bool has_yardstick;     /* s->status_quo is set */
} decomposed;

/* --- from the investments to the whole program --------------------------------------------------- */

/* The whole program begins with the columns of the investments, in the same order. */
static void copy_investments(const decomposed *q, double *whole)
{
    memcpy(whole, q->x, (size_t)lp_columns(q->inv->lp) * sizeof *whole);
}

static void copy_dispatch(const decomposed *q, double *whole)
{
    const formulation *f = q->s->f;
    const region *r = f->region;
    for (size_t y = 0; y < r->horizon.n_milestones; y++)
        for (size_t d = 0; d < r->calendar.n_days; d++)
            for (size_t s = 0; s < r->n_stations; s++)
                piece_values(decomposition_piece(q->d, s, y, d),
                             whole +
                                 f->block_column[(y * r->calendar.n_days + d) * r->n_stations + s]);
}

static double within(const lp *p, int column, double value)
{
    return fmin(fmax(value, lp_lower(p, column)), lp_upper(p, column));
}

static void round_columns(decomposed *q)
{
    decomposition_centre(q->d, q->x);
    for (int j = 0; j < lp_columns(q->inv->lp); j++) {
        q->x[j] = within(q->inv->lp, j, q->x[j]);
        if (search_is_whole(q->s, j) && fabs(q->x[j] - round(q->x[j])) < INTEGER_TOL)
            q->x[j] = round(q->x[j]);
    }
}

/* Dispatch at the mixture's columns, quantities priced up by some fraction, into whole. */
static status dispatch(decomposed *q, double dearer_frac, bool *exists, double *whole)
{
    const status st = decomposition_dispatch(q->d, q->x, dearer_frac, exists);
    if (st != STATUS_OK || !*exists)
        return st;
    copy_investments(q, whole);
    copy_dispatch(q, whole);
    status_quo_set_quantities(q->s->f, whole);
    return STATUS_OK;
}

/* The least part of b that has to be mixed into a for every target row to hold; above 1: b does
 * not do. Targets are linear in the dispatch. */
static double part_needed(const search *s, const double *a, const double *b)
{
    double part = 0.0;
    for (int i = 0; i < lp_rows(s->f->lp); i++) {
        const double lacks = search_row_lacks(s->f->lp, i, a);
        if (lacks <= TARGET_ROOM)
            continue;
        const double still = search_row_lacks(s->f->lp, i, b);
        part = fmax(part, still > TARGET_ROOM ? INFINITY
                                              : lacks / (lacks + search_row_spare(s->f->lp, i, b)));
    }
    return part;
}

/* (D7) At the prices of targets, dispatch that meets them and dispatch that does not cost the same.
 * Dispatch at the prices first; then, as far as a target asks for it, a mixture with dispatch at
 * dearer ones. Both exist at the same columns, so the mixture does. */
static status dispatch_within_targets(decomposed *q, bool *exists)
{
    search *s = q->s;
    const size_t n = (size_t)lp_columns(s->f->lp);
    double *other = calloc(n + 1, sizeof *other);
    status st = other ? dispatch(q, 0.0, exists, s->x) : STATUS_NO_MEMORY;
    double dearer_frac = FIRST_DEARER_FRAC;
    for (int k = 0; st == STATUS_OK && *exists && k < MOST_DEARER; k++, dearer_frac *= 4.0) {
        if (part_needed(s, s->x, s->x) <= 0.0)
            break;
        bool too = false;
        st = dispatch(q, dearer_frac, &too, other);
        const double part = too ? part_needed(s, s->x, other) : INFINITY;
        for (size_t j = 0; part <= 1.0 && j < n; j++)
            s->x[j] += part * (other[j] - s->x[j]);
        if (part <= 1.0)
            break;
    }
    free(other);
    return st;
}

/* Moves a, which misses a target, so far to b, which misses none, that it misses none either. */
static void mix_in(const search *s, double *a, const double *b)
{
    const double part = part_needed(s, a, b);
    for (size_t j = 0; j < (size_t)lp_columns(s->f->lp); j++)
        a[j] += part * (b[j] - a[j]);
}

/* (D7) Prices that are too high make dispatch do more than targets ask for. Where that costs more than
 * the mixture by what the gap is worth, they are lowered until a target is missed, and the last
 * two are mixed. */
static status dispatch_no_dearer(decomposed *q)
{
    search *s = q->s;
    const size_t n = (size_t)lp_columns(s->f->lp);
    const double worth = s->options->gap_frac * CONTINUOUS_GAP_SHARE * fabs(q->d->upper_keur);
    double *other = calloc(n + 1, sizeof *other);
    status st = other ? STATUS_OK : STATUS_NO_MEMORY;
    double cheaper_frac = FIRST_CHEAPER_FRAC;
    for (int k = 0; st == STATUS_OK && k < MOST_CHEAPER; k++, cheaper_frac *= 2.0) {
        bool exists = false;
        if (lp_objective(s->f->lp, s->x) <= q->d->upper_keur + worth)
            break;
        st = dispatch(q, -fmin(cheaper_frac, 1.0), &exists, other);
        if (st != STATUS_OK || !exists)
            break;
        const bool lacks = part_needed(s, other, other) > 0.0;
        if (lacks)
            mix_in(s, other, s->x);
        memcpy(s->x, other, n * sizeof *other);
        if (lacks)
            break;
    }
    free(other);
    return st;
}

/* Offers the best mixture, row by row, as a plan of the whole region. */
static status offer_centre(decomposed *q)
{
    bool exists = false;
    round_columns(q);
    status st = dispatch_within_targets(q, &exists);
    if (st == STATUS_OK && exists && part_needed(q->s, q->s->x, q->s->x) <= 0.0)
        st = dispatch_no_dearer(q);
    if (st == STATUS_OK && exists) {
        search_take_up_shortfalls(q->s, q->s->x);
        search_offer(q->s, q->s->x);
    }
    return st;
}

/* --- bounds --------------------------------------------------------------------------------------- */

static void free_column(void *context, int column)
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
    (void)kind;
    lp_set_bounds(q->inv->lp, column, 0.0, SHORTFALL_MOST);
    lp_set_bounds(q->s->f->lp, column, 0.0, SHORTFALL_MOST);
}

static void price_shortfall(const decomposed *q, int column, target_kind kind)
{
    decomposition_set_cost(q->d, column, q->shortfall_price * shortfall_keur[kind]);
}

/* --- steps ---------------------------------------------------------------------------------------- */

static bool is_missed(const decomposed *q)
{
    const region *r = q->inv->region;
    for (size_t k = 0; k < r->n_targets * r->horizon.n_milestones; k++) {
        const int column = q->inv->target_slack[k];
        if (column >= 0 && q->s->has_best && q->s->best[column] > MISSED_TOL)
            return true;
    }
    return false;
}

/* (W1) Doing nothing more, with growth as far as it fits. */
static status find_status_quo(decomposed *q)
{
    search *s = q->s;
    q->d->phase = "phase_status_quo";
    status_quo_each_decision(q->inv, fix_at_least, q);
    status st = decomposition_run(q->d, s->options->gap_frac * CONTINUOUS_GAP_SHARE, MOST_PASSES);
    if (st == STATUS_OK && q->d->upper_keur < INFINITY)
        st = offer_centre(q);
    q->has_yardstick = s->has_best;
    if (s->has_best)
        memcpy(s->status_quo, s->best, (size_t)lp_columns(s->f->lp) * sizeof *s->best);
    if (is_missed(q))
        s->has_best = false; /* the yardstick, but no plan */
    status_quo_each_decision(q->inv, free_column, q);
    search_say(s, "phase_status_quo");
    return st == STATUS_OK ? decomposition_restart(q->d) : st;
}

static double fraction(double value)
{
    return value - floor(value + INTEGER_TOL);
}

/* Up where that is the likelier end, if it may be up at all. */
static double rounded(const decomposed *q, int column, bool up)
{
    const double low = floor(q->x[column] + INTEGER_TOL);
    const double from = lp_upper(q->inv->lp, column) <= 1.0 ? YES_FROM : UP_FROM_FRAC;
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
        free_column(q, open[k].column);
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

/* Whether a platform stands follows from what was built; its copies in stations have to know. */
static void settle_platforms(decomposed *q)
{
    const formulation *f = q->inv;
    const size_t n = f->region->n_technologies * f->region->horizon.n_milestones;
    for (size_t k = 0; k < n; k++)
        if (f->master.platform[k] >= 0) {
            const double value = round(q->x[f->master.platform[k]]);
            decomposition_set_bounds(q->d, f->master.platform[k], value, value);
        }
}

static status dive_rank(decomposed *q, const size_t *rank, size_t now, bool last, open_column *open)
{
    search *s = q->s;
    status st = settle(q, rank, now, open);
    if (st == STATUS_OK)
        st = decomposition_restart(q->d);
    q->d->least_gain_frac = last ? LEAST_GAIN_SHARE * s->options->gap_frac : 0.0;
    if (st == STATUS_OK)
        st = decomposition_run(q->d, s->options->gap_frac * CONTINUOUS_GAP_SHARE,
                               last ? MOST_PASSES : PASSES_PER_STEP);
    decomposition_centre(q->d, q->x);
    if (now == 0)
        settle_platforms(q);
    search_say(s, "phase_dive");
    return st;
}

/* Whether the mixture misses a target. */
static bool misses(decomposed *q)
{
    const region *r = q->inv->region;
    decomposition_centre(q->d, q->x);
    for (size_t k = 0; k < r->n_targets * r->horizon.n_milestones; k++)
        if (q->inv->target_slack[k] >= 0 && q->x[q->inv->target_slack[k]] > MISSED_TOL)
            return true;
    return false;
}

/* Whether that costs more than the gap is worth, so that it is no matter of convergence. */
static bool misses_for_sure(decomposed *q)
{
    const region *r = q->inv->region;
    double keur = 0.0;
    if (!q->d->converged || !misses(q))
        return false;
    for (size_t k = 0; k < r->n_targets; k++)
        for (size_t y = 0; y < r->horizon.n_milestones; y++) {
            const int column = q->inv->target_slack[at(q->inv, k, y)];
            if (column >= 0)
                keur += q->shortfall_price * shortfall_keur[r->targets[k].kind] * q->x[column];
        }
    return keur > q->d->upper_keur - q->d->lower_keur;
}

/* Offers the mixture. With whole numbers a target may cost more to meet than without, and dispatch may
 * miss what the mixture just met: as long as that is so shortfalls get dearer. */
static status offer_within_targets(decomposed *q)
{
    search *s = q->s;
    status st = offer_centre(q);
    for (int k = 1; st == STATUS_OK && k <= MOST_SHORTFALL_PRICES && is_missed(q); k++) {
        if (q->unreachable || search_must_stop(s))
            break;
        s->has_best = false; /* it costs less than one that misses nothing */
        q->shortfall_price *= DEARER_SHORTFALL;
        each_shortfall(q, price_shortfall);
        st = decomposition_restart(q->d);
        if (st == STATUS_OK)
            st = decomposition_run(q->d, s->options->gap_frac * CONTINUOUS_GAP_SHARE, MOST_PASSES);
        if (st == STATUS_OK && q->d->upper_keur < INFINITY)
            st = offer_centre(q);
    }
    return st;
}

/* (W3) The dive, with a few passes between its steps. */
static status dive(decomposed *q)
{
    search *s = q->s;
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
        st = dive_rank(q, rank, now, now == last, open);
    if (st == STATUS_OK && !q->stuck)
        st = offer_within_targets(q);
    free(rank);
    free(open);
    return st;
}

/* (D8) The continuous optimum, at prices of shortfalls just as high as it takes. */
static status relax(decomposed *q)
{
    search *s = q->s;
    const double gap = s->options->gap_frac * CONTINUOUS_GAP_SHARE;
    status st = STATUS_OK;
    q->d->phase = "phase_relaxation";
    q->shortfall_price = 1.0;
    for (int k = 1; st == STATUS_OK; k++, q->shortfall_price *= DEARER_SHORTFALL) {
        each_shortfall(q, price_shortfall);
        st = decomposition_restart(q->d);
        if (st == STATUS_OK && k < MOST_SHORTFALL_PRICES)
            st = decomposition_run(q->d, fmax(gap, SHORTFALL_GAP_FRAC), MOST_PASSES);
        if (st == STATUS_OK && (k == MOST_SHORTFALL_PRICES || !misses(q)) && !search_must_stop(s))
            st = decomposition_run(q->d, gap, MOST_PASSES);
        if (k == MOST_SHORTFALL_PRICES || search_must_stop(s) || !misses(q))
            break;
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

/* What the duals prove of plans that miss targets no more than the best one does: (S2) over the
 * whole program, whatever was decomposed before. */
static void settle_proof(decomposed *q)
{
    search *s = q->s;
    for (size_t k = 0; k < q->inv->region->n_targets * q->inv->region->horizon.n_milestones; k++) {
        const int column = q->inv->target_slack[k];
        if (column >= 0 && s->has_best)
            lp_set_bounds(s->f->lp, column, 0.0,
                          s->targets_missed || s->targets_open ? s->best[column] : 0.0);
    }
    memset(s->y, 0, (size_t)lp_rows(s->f->lp) * sizeof *s->y);
    const double without = lp_dual_bound(s->f->lp, s->y), with = lp_dual_bound(s->f->lp, s->duals);
    if (with > without)
        memcpy(s->y, s->duals, (size_t)lp_rows(s->f->lp) * sizeof *s->y);
    search_keep_proof(s, fmax(with, without));
    s->bound_keur = fmax(s->bound_keur, s->dual_bound_keur);
    each_shortfall(q, allow_shortfall); /* as far as the plan itself is concerned */
}

static status run_steps(decomposed *q)
{
    search *s = q->s;
    status st = find_status_quo(q);
    if (st != STATUS_OK || search_must_stop(s))
        return st;
    st = relax(q);
    s->bound_keur = fmax(s->bound_keur, q->d->lower_keur);
    search_say(s, "phase_relaxation");
    if (st == STATUS_OK && s->options->evidence && isfinite(q->d->lower_keur))
        st = prove(q);
    q->unreachable = misses_for_sure(q);
    if (st == STATUS_OK && q->d->upper_keur < INFINITY)
        st = offer_within_targets(q);
    if (!q->unreachable && is_missed(q))
        s->has_best = false; /* misses a target on the way there, which proves nothing */
    const bool found = q->d->upper_keur < INFINITY;
    if (st == STATUS_OK && found && !s->options->relax && !search_must_stop(s))
        st = dive(q);
    return st;
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
    if (st == STATUS_OK && !s->has_best)
        search_fall_back(s);
    return st;
}

status decomposed_search(search *s)
{
    decomposed q = {.s = s};
    status st = search_allocate(s);
    /* All duals 0: every column at its cheapest bound. */
    s->bound_keur = st == STATUS_OK ? lp_dual_bound(s->f->lp, s->y) : -INFINITY;
    if (st == STATUS_OK)
        st = formulation_investments(s->f->region, s->f->perspective, &q.inv);
    if (st == STATUS_OK) {
        q.x = calloc((size_t)lp_columns(q.inv->lp) + 1, sizeof *q.x);
        st = q.x ? STATUS_OK : STATUS_NO_MEMORY;
    }
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
    const bool missed = is_missed(&q);
    s->targets_missed = missed && q.unreachable;
    s->targets_open = missed && !q.unreachable;
    if (missed)
        each_shortfall(&q, unprice_shortfall);
    s->infeasible = q.d && q.d->infeasible && !s->has_best;
    if (st == STATUS_OK && !s->infeasible)
        st = fall_back(&q);
    if (st == STATUS_OK)
        settle_proof(&q);
    s->decomposition = q.d;
    s->investments = q.inv;
    free(q.x);
    return st;
}
