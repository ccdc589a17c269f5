/* From the mixture to values of the whole program (docs/solver.md, D7). */
#include "solver/decomposed_parts.h"

#include <stdlib.h>
#include <string.h>

#include "model/tolerance.h"
#include "solver/status_quo.h"

/* What a target row may lack before it counts. */
#define TARGET_ROOM 1e-5
/* How much dearer quantities are made until no target lacks anything, each time four times as much; */
#define FIRST_DEARER_FRAC 1e-3
#define DEAREST_FRAC 16.0
/* or cheaper until one does, each time twice as much, the last time by all of the price. */
#define FIRST_CHEAPER_FRAC 0.03125
/* With those in between. */
enum { MOST_PRICES = 16 };

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
    const size_t n_units = decomposition_units(q->d);
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

/* What of the dispatch of one milestone is known at some prices of its quantities. */
typedef struct year_bracket {
    bool has_lacks, has_holds;     /* at prices at which a target is missed; at which none is */
    double lacks_frac, holds_frac; /* by which they are dearer than the mixture's */
} year_bracket;

/* Milestones are dispatched apart, so each has a price of its own. */
typedef struct bracket {
    size_t n_years;
    year_bracket *years;       /* [n_years] */
    double *frac;              /* [n_years] tried next */
    double *lacks, *holds;     /* [columns of the whole] */
    double *missing, *to_spare; /* [limit rows] of lacks, of holds */
} bracket;

static bool open_bracket(const decomposed *q, bracket *b)
{
    const formulation *f = q->s->f;
    *b = (bracket){.n_years = f->region->horizon.n_milestones};
    b->years = calloc(b->n_years, sizeof *b->years);
    b->frac = calloc(b->n_years, sizeof *b->frac);
    b->lacks = calloc(f->n_columns + 1, sizeof *b->lacks);
    b->holds = calloc(f->n_columns + 1, sizeof *b->holds);
    b->missing = calloc(f->n_limit_rows + 1, sizeof *b->missing);
    b->to_spare = calloc(f->n_limit_rows + 1, sizeof *b->to_spare);
    return b->years && b->frac && b->lacks && b->holds && b->missing && b->to_spare;
}

static void close_bracket(bracket *b)
{
    free(b->years);
    free(b->frac);
    free(b->lacks);
    free(b->holds);
    free(b->missing);
    free(b->to_spare);
}

/* Dispatch at the mixture's columns, quantities priced as b->frac says, into q->whole. */
static status dispatch(decomposed *q, const bracket *b, bool *exists)
{
    const status st = decomposition_dispatch(q->d, q->x, b->frac, q->s->f->block_column, exists,
                                             q->whole);
    if (st != STATUS_OK || !*exists)
        return st;
    copy_investments(q, q->whole);
    judgement found;
    return judge(q, q->whole, &found);
}

static bool is_target_of(const limit_row *l, size_t y)
{
    return l->kind == LIMIT_TARGET && l->y == y;
}

static bool misses_target(const decomposed *q, size_t y)
{
    const formulation *f = q->s->f;
    for (size_t k = 0; k < f->n_limit_rows; k++)
        if (is_target_of(&f->limit_rows[k], y) &&
            search_row_lacks(f->lp, f->limit_rows[k].row, q->whole) > TARGET_ROOM)
            return true;
    return false;
}

/* Moves the dispatch of a milestone towards other, by a part of the way. */
static void move_year(const decomposed *q, size_t y, double part, const double *other, double *x)
{
    const formulation *f = q->s->f;
    const size_t blocks = f->region->calendar.n_days * f->region->n_stations;
    const size_t first = (size_t)f->block_column[y * blocks];
    const size_t end =
        y + 1 < f->region->horizon.n_milestones ? (size_t)f->block_column[(y + 1) * blocks] : f->n_columns;
    for (size_t j = first; j < end; j++)
        x[j] = (1.0 - part) * x[j] + part * other[j];
}

/* What q->whole is for milestone y, dispatched at b->frac. */
static void take_over(const decomposed *q, bracket *b, size_t y)
{
    const formulation *f = q->s->f;
    year_bracket *own = &b->years[y];
    const bool lacks = misses_target(q, y);
    move_year(q, y, 1.0, q->whole, lacks ? b->lacks : b->holds);
    *(lacks ? &own->has_lacks : &own->has_holds) = true;
    *(lacks ? &own->lacks_frac : &own->holds_frac) = b->frac[y];
    for (size_t k = 0; k < f->n_limit_rows; k++) {
        const int row = f->limit_rows[k].row;
        if (!is_target_of(&f->limit_rows[k], y))
            continue;
        if (lacks)
            b->missing[k] = search_row_lacks(f->lp, row, q->whole);
        else
            b->to_spare[k] = search_row_spare(f->lp, row, q->whole);
    }
}

/* The least part of b->holds that has to be mixed in for every target to hold: they are linear in dispatch. */
static double part_needed(const decomposed *q, const bracket *b, size_t y)
{
    const formulation *f = q->s->f;
    double part = 0.0;
    for (size_t k = 0; k < f->n_limit_rows; k++)
        if (is_target_of(&f->limit_rows[k], y) && b->missing[k] > TARGET_ROOM)
            part = fmax(part, b->missing[k] / (b->missing[k] + b->to_spare[k]));
    return part;
}

/* What is to be offered, into q->whole. */
static status mix(decomposed *q, const bracket *b, judgement *found)
{
    copy_investments(q, q->whole);
    for (size_t y = 0; y < b->n_years; y++) {
        const year_bracket *own = &b->years[y];
        move_year(q, y, 1.0, own->has_lacks ? b->lacks : b->holds, q->whole);
        if (own->has_lacks && own->has_holds)
            move_year(q, y, part_needed(q, b, y), b->holds, q->whole);
    }
    return judge(q, q->whole, found);
}

/* Prices up until targets hold, down until one does not, then in between; false: no more to try. */
static bool next_frac(const year_bracket *own, double *frac)
{
    if (own->has_lacks && own->has_holds)
        *frac = 0.5 * (own->lacks_frac + own->holds_frac);
    else if (own->has_lacks)
        *frac = fmax(4.0 * own->lacks_frac, FIRST_DEARER_FRAC);
    else
        *frac = fmax(-1.0, fmin(2.0 * own->holds_frac, -FIRST_CHEAPER_FRAC));
    return own->has_lacks ? own->has_holds || own->lacks_frac < DEAREST_FRAC
                          : own->holds_frac > -1.0;
}

/* Whether some milestone can do better. Where all targets hold, that has to be worth it: the mixture of
 * dispatch costs more than the region's by more than the gap is worth. */
static bool goes_on(const decomposed *q, bracket *b, double keur)
{
    const solve_options *o = q->s->options;
    const double share = o->relax ? 1.0 - RELAXED_GAP_SHARE : CONTINUOUS_GAP_SHARE;
    const double worth = share * o->gap_frac * fabs(q->d->upper_keur);
    bool any = false, all_hold = true;
    for (size_t y = 0; y < b->n_years; y++) {
        all_hold &= b->years[y].has_holds;
        any |= next_frac(&b->years[y], &b->frac[y]);
    }
    return any && !(all_hold && keur <= q->d->upper_keur + worth);
}

/* (D7) At the prices of targets, dispatch that meets them and dispatch that does not cost the same. Both
 * exist at the same columns, so their mixtures do; the nearer their prices, the cheaper. */
static status dispatch_within_targets(decomposed *q, bool *exists)
{
    bracket b;
    judgement found;
    status st = open_bracket(q, &b) ? dispatch(q, &b, exists) : STATUS_NO_MEMORY;
    bool too = st == STATUS_OK && *exists;
    for (int k = 0; st == STATUS_OK && too; k++) {
        for (size_t y = 0; y < b.n_years; y++)
            take_over(q, &b, y);
        st = mix(q, &b, &found);
        if (st != STATUS_OK || k == MOST_PRICES || !goes_on(q, &b, found.keur))
            break;
        st = dispatch(q, &b, &too);
    }
    if (st == STATUS_OK && *exists && !too)
        st = mix(q, &b, &found);
    close_bracket(&b);
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
    const double keur = found.keur + decomposed_missed_keur(q, q->whole);
    if (s->has_best && keur >= s->best_keur)
        return st;
    memcpy(s->best, q->whole, s->f->n_columns * sizeof *q->whole);
    s->best_keur = keur;
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
    if (st == STATUS_OK && exists) {
        search_take_up_shortfalls(q->s, q->whole);
        st = offer(q);
    }
    free(q->whole);
    q->whole = NULL;
    return st;
}
