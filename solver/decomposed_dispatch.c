/* From the mixture to values of the whole program (docs/solver.md, D7). */
#include "solver/decomposed_parts.h"

#include <stdlib.h>
#include <string.h>

#include "model/tolerance.h"
#include "solver/status_quo.h"

/* What a target row may lack before it counts, and how much dearer quantities are made to get there. */
#define TARGET_ROOM 1e-5
#define FIRST_DEARER_FRAC 1e-3
enum { MOST_DEARER = 8 };
/* Likewise cheaper; the last time by all of the price. */
#define FIRST_CHEAPER_FRAC 0.03125
enum { MOST_CHEAPER = 6 };

/* The whole program begins with the columns of the investments, in the same order. */
static void copy_investments(const decomposed *q, double *whole)
{
    memcpy(whole, q->x, (size_t)lp_columns(q->inv->lp) * sizeof *whole);
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

/* What dispatch comes to, by the rows of the pieces. */
typedef struct judgement {
    double keur;  /* of the whole */
    double worst; /* by which a row or bound of dispatch does not hold */
} judgement;

/* room: [columns and quantities of the unit]. Sets the quantities that a target ties. */
static void judge_unit(const decomposed *q, const unit *u, double *room, double *whole,
                       judgement *found)
{
    const region *r = q->inv->region;
    const unit_columns *c = &u->columns;
    double *masters = room, *sums = room + c->n_columns;
    for (size_t k = 0; k < c->n_columns; k++)
        masters[k] = whole[c->columns[k]];
    for (size_t d = 0; d < u->n_days; d++) {
        const size_t block = (u->y * r->calendar.n_days + d) * r->n_stations + u->station;
        double keur;
        found->worst =
            fmax(found->worst, piece_judge(u->pieces[d], masters,
                                           whole + q->s->f->block_column[block], &keur, sums));
        found->keur += keur;
        for (size_t k = 0; k < c->n_quantities; k++)
            whole[c->quantities[k]] += sums[k];
    }
}

/* A quantity that no target ties is priced where it is dispatched: its column takes what the
 * investments add to it, until outline_add_up(). */
static status judge(const decomposed *q, double *whole, judgement *found)
{
    const size_t n_units = q->d->n_stations * q->d->n_years;
    *found = (judgement){0.0, 0.0};
    status_quo_set_quantities(q->inv, whole);
    for (size_t k = 0; k < n_units; k++) {
        const unit_columns *c = &q->d->units[k]->columns;
        double *room = calloc(c->n_columns + c->n_quantities + 1, sizeof *room);
        if (!room)
            return STATUS_NO_MEMORY;
        judge_unit(q, q->d->units[k], room, whole, found);
        free(room);
    }
    found->keur += lp_objective(q->inv->lp, whole);
    return STATUS_OK;
}

/* Dispatch at the mixture's columns, quantities priced up by some fraction, into whole. */
static status dispatch(decomposed *q, double dearer_frac, bool *exists, double *whole)
{
    status st = decomposition_dispatch(q->d, q->x, dearer_frac, q->s->f->block_column, exists,
                                       whole);
    if (st != STATUS_OK || !*exists)
        return st;
    copy_investments(q, whole);
    judgement found;
    return judge(q, whole, &found);
}

/* The least part of b that has to be mixed into a for every target row to hold; above 1: b does
 * not do. Targets are linear in the dispatch. */
static double part_needed(const search *s, const double *a, const double *b)
{
    double part = 0.0;
    for (size_t k = 0; k < s->f->n_limit_rows; k++) {
        if (s->f->limit_rows[k].kind != LIMIT_TARGET)
            continue;
        const int i = s->f->limit_rows[k].row;
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
    const size_t n = s->f->n_columns;
    double *other = calloc(n + 1, sizeof *other);
    status st = other ? dispatch(q, 0.0, exists, q->whole) : STATUS_NO_MEMORY;
    double dearer_frac = FIRST_DEARER_FRAC;
    for (int k = 0; st == STATUS_OK && *exists && k < MOST_DEARER; k++, dearer_frac *= 4.0) {
        if (part_needed(s, q->whole, q->whole) <= 0.0)
            break;
        bool too = false;
        st = dispatch(q, dearer_frac, &too, other);
        const double part = too ? part_needed(s, q->whole, other) : INFINITY;
        for (size_t j = 0; part <= 1.0 && j < n; j++)
            q->whole[j] += part * (other[j] - q->whole[j]);
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
    for (size_t j = 0; j < s->f->n_columns; j++)
        a[j] += part * (b[j] - a[j]);
}

/* (D7) Prices that are too high make dispatch do more than targets ask for. Where that costs more than
 * the mixture by what the gap is worth, they are lowered until a target is missed, and the last
 * two are mixed. */
static status dispatch_no_dearer(decomposed *q)
{
    search *s = q->s;
    const size_t n = s->f->n_columns;
    const double worth = s->options->gap_frac * CONTINUOUS_GAP_SHARE * fabs(q->d->upper_keur);
    double *other = calloc(n + 1, sizeof *other);
    status st = other ? STATUS_OK : STATUS_NO_MEMORY;
    double cheaper_frac = FIRST_CHEAPER_FRAC;
    for (int k = 0; st == STATUS_OK && k < MOST_CHEAPER; k++, cheaper_frac *= 2.0) {
        bool exists = false;
        judgement found;
        st = judge(q, q->whole, &found);
        if (st != STATUS_OK || found.keur <= q->d->upper_keur + worth)
            break;
        st = dispatch(q, -fmin(cheaper_frac, 1.0), &exists, other);
        if (st != STATUS_OK || !exists)
            break;
        const bool lacks = part_needed(s, other, other) > 0.0;
        if (lacks)
            mix_in(s, other, q->whole);
        memcpy(q->whole, other, n * sizeof *other);
        if (lacks)
            break;
    }
    free(other);
    return st;
}

/* By how much a column or row of the investments does not hold, quantities set aside, as they follow
 * from their rows. */
static double investments_broken(const decomposed *q)
{
    const search *s = q->s;
    const formulation *f = s->f;
    double worst = 0.0;
    for (int j = 0; j < lp_columns(f->lp); j++) {
        const int k = j - f->first_quantity_column;
        if (k >= 0 && k < f->n_quantity_rows)
            continue;
        worst = fmax(worst, fabs(q->whole[j] - within(f->lp, j, q->whole[j])));
        if (search_is_whole(s, j) && fabs(q->whole[j] - round(q->whole[j])) > INTEGER_TOL)
            worst = INFINITY;
    }
    for (int i = f->n_quantity_rows; i < lp_rows(f->lp); i++)
        worst = fmax(worst, search_row_lacks(f->lp, i, q->whole));
    return worst;
}

/* Keeps q->whole as the best plan when every row holds and it is better. */
static status offer(const decomposed *q)
{
    search *s = q->s;
    judgement found;
    const status st = judge(q, q->whole, &found);
    if (st != STATUS_OK || found.worst > ROW_TOL || investments_broken(q) > ROW_TOL)
        return st;
    if (s->has_best && found.keur >= s->best_keur)
        return st;
    memcpy(s->best, q->whole, s->f->n_columns * sizeof *q->whole);
    s->best_keur = found.keur;
    s->has_best = true;
    return st;
}

status decomposed_offer(decomposed *q)
{
    bool exists = false;
    q->whole = calloc(q->s->f->n_columns + 1, sizeof *q->whole);
    if (!q->whole)
        return STATUS_NO_MEMORY;
    round_columns(q);
    status st = dispatch_within_targets(q, &exists);
    if (st == STATUS_OK && exists && part_needed(q->s, q->whole, q->whole) <= 0.0)
        st = dispatch_no_dearer(q);
    if (st == STATUS_OK && exists) {
        search_take_up_shortfalls(q->s, q->whole);
        st = offer(q);
    }
    free(q->whole);
    q->whole = NULL;
    return st;
}
