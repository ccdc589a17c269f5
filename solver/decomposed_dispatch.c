/* From the mixture to values of the whole program (docs/solver.md, D7). */
#include "solver/decomposed_parts.h"

#include <stdlib.h>
#include <string.h>

#include "model/tolerance.h"
#include "solver/status_quo.h"

static void round_columns(decomposed *q)
{
    decomposition_centre(q->d, q->x);
    for (int j = 0; j < lp_columns(q->inv->lp); j++) {
        q->x[j] = within(q->inv->lp, j, q->x[j]);
        if (search_is_whole(q->s, j) && fabs(q->x[j] - round(q->x[j])) < INTEGER_TOL)
            q->x[j] = round(q->x[j]);
    }
}

/* room: [columns and quantities of the unit]. */
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
        if (found->year_keur)
            found->year_keur[u->y] += keur;
        for (size_t k = 0; k < c->n_quantities; k++)
            whole[c->quantities[k]] += sums[k];
    }
}

status decomposed_judge(const decomposed *q, double *whole, judgement *found)
{
    const size_t n_units = decomposition_units(q->d);
    found->keur = found->worst = 0.0;
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
    judgement found = {0};
    const status st = decomposed_judge(q, q->whole, &found);
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
    status st = decomposed_dispatch_within_targets(q, &exists);
    if (st == STATUS_OK && exists) {
        search_take_up_shortfalls(q->s, q->whole);
        st = offer(q);
    }
    free(q->whole);
    q->whole = NULL;
    return st;
}
