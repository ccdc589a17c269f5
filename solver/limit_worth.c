/* What one more unit of a limit brings, and one less costs, by solving again with it. */
#include "solver/what_if_parts.h"

#include "solver/challenge_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* So many times the bracket of the base a change has to be to be told from it, and no more than this part of
 * the limit may be moved for that. */
#define STAND_OUT 20.0
#define MOST_MOVED_FRAC 0.05

/* A share is moved by a hundredth, a budget by a thousand euros, all else by one. */
static double step_of_limit(const challenge *c, const plan_limit *l, const limit_row *row)
{
    if (l->kind == LIMIT_TARGET)
        return target_is_ceiling(c->r->targets[row->object].kind) ? 1.0 : 0.01;
    return l->kind == LIMIT_FUND || l->kind == LIMIT_SUBSIDY ? EUR_PER_KEUR : 1.0;
}

/* The limit wider by so many steps; false when there is nothing to move. */
static bool move(challenge *c, const plan_limit *l, double steps, double *unit_step)
{
    bool found = false;
    for (size_t k = 0; k < c->f->n_limit_rows; k++) {
        const limit_row *row = &c->f->limit_rows[k];
        if (!limit_row_is_of(c->f, row, l))
            continue;
        double upper, lower;
        limit_row_units(c->f, row, c->x, &upper, &lower);
        *unit_step = step_of_limit(c, l, row);
        what_if_row(c->w, row->row, lp_row_lower(c->f->lp, row->row) + steps * *unit_step * lower,
                    lp_row_upper(c->f->lp, row->row) + steps * *unit_step * upper);
        found = true;
    }
    return found;
}

/* *eur per unit; NAN when it could not be had. */
static status ask(challenge *c, const plan_limit *l, double sign, double *eur)
{
    what_if_answer answer = {.answered = false};
    const what_if_answer *base;
    double step = 1.0;
    status st = what_if_base(c->w, the_region(c), &base);
    *eur = NAN;
    bool found = false;
    if (st == STATUS_OK && l->kind == LIMIT_POTENTIAL)
        st = potential_move(c, l->asset, sign, &found);
    else if (st == STATUS_OK)
        found = move(c, l, sign, &step);
    if (found)
        st = what_if_solve(c->w, the_region(c), &answer);
    what_if_undo(c->w);
    if (st == STATUS_OK && answer.answered && answer.possible)
        *eur = fmax(0.0, sign * (base->most_keur - answer.most_keur)) * EUR_PER_KEUR / step;
    return st;
}

size_t station_of_limit(const challenge *c, const plan_limit *l)
{
    const region *r = c->r;
    if (l->kind == LIMIT_POTENTIAL)
        return station_of_connection(l->asset->connection);
    for (size_t k = 0; k < c->f->n_limit_rows; k++) {
        const limit_row *row = &c->f->limit_rows[k];
        if (!limit_row_is_of(c->f, row, l))
            continue;
        if (l->kind == LIMIT_ADOPTION || l->kind == LIMIT_GROUND)
            return r->parks[row->object].station->index;
        if (l->kind == LIMIT_GROUP_CAPACITY)
            return hub_station(&r->hubs[row->object])->index;
    }
    for (size_t s = 0; s < r->n_stations; s++)
        if (limit_is_of_grid(l) && strcmp(r->stations[s].id, l->object) == 0)
            return s;
    return the_region(c);
}

/* By the duals of the plan. */
static status read_worth(challenge *c, plan_limit *l)
{
    const size_t s = station_of_limit(c, l);
    const what_if_answer *base = NULL;
    const status st = s < the_region(c) ? what_if_base(c->w, s, &base) : STATUS_OK;
    l->basis = WORTH_PRICES;
    if (st != STATUS_OK || (base && !base->answered))
        return st;
    l->worth_from_eur = l->worth_to_eur = what_if_price_eur(c->w, l);
    if (l->kind == LIMIT_POTENTIAL)
        l->worth_from_eur = l->worth_to_eur += potential_price_eur(c, l->asset, base);
    return st;
}

static status find_worth(challenge *c, plan_limit *l)
{
    double more, less = NAN;
    if (!what_if_is_exact(c->w))
        return read_worth(c, l);
    status st = ask(c, l, 1.0, &more);
    if (st == STATUS_OK && isfinite(more))
        st = ask(c, l, -1.0, &less);
    if (!isfinite(more))
        return st;
    l->basis = WORTH_SOLVED;
    l->worth_from_eur = more;
    l->worth_to_eur = isfinite(less) ? fmax(more, less) : more;
    return st;
}

/* --- brackets -------------------------------------------------------------------------------------- */

/* Units by which it is moved: one, or where that would not stand out from the bracket of the base as many as
 * do; 0: too many for it to say anything about one. */
static double units_to_move(const plan_limit *l, const what_if_answer *base)
{
    const double unsure_eur = (base->most_keur - base->least_keur) * EUR_PER_KEUR;
    const double units = fmax(1.0, ceil(STAND_OUT * unsure_eur / l->worth_to_eur));
    return units <= fmax(1.0, MOST_MOVED_FRAC * l->available) ? units : 0.0;
}

static bool widen(challenge *c, const plan_limit *l, size_t s, double units)
{
    const double kw_in = l->kind == LIMIT_STATION_IMPORT ? units : 0.0;
    const double kw_out = l->kind == LIMIT_STATION_EXPORT ? units : 0.0;
    double one;
    if (!limit_is_of_grid(l))
        return move(c, l, units, &one);
    what_if_room(c->w, s, l->milestone, kw_in, kw_out);
    return true;
}

/* (E67) What more of it brings is concave: a unit brings no more than its dual, and on average no less than
 * what many bring together. */
status find_bracket(challenge *c, question *q)
{
    plan_limit *l = &c->plan->limits[q->limit];
    what_if_answer answer = {.answered = false};
    const what_if_answer *base;
    status st = what_if_base(c->w, q->where, &base);
    if (st != STATUS_OK || !base->answered || !(l->worth_to_eur > 0.0))
        return st;
    const double units = units_to_move(l, base);
    if (units > 0.0 && widen(c, l, q->where, units))
        st = what_if_solve(c->w, q->where, &answer);
    what_if_undo(c->w);
    if (st != STATUS_OK || !answer.answered || !answer.possible)
        return st;
    q->answered = true;
    q->worth_eur = fmax(0.0, base->least_keur - answer.most_keur) * EUR_PER_KEUR / units;
    return st;
}

void tell_bracket(plan_limit *l, double from_eur)
{
    l->basis = WORTH_BRACKET;
    l->worth_from_eur = fmin(from_eur, l->worth_to_eur);
}

/* --- all of them ----------------------------------------------------------------------------------- */

/* A limit of nothing counts as the one step that it is moved by. */
static double weight(const plan_limit *l)
{
    const bool is_money = l->kind == LIMIT_FUND || l->kind == LIMIT_SUBSIDY;
    const double of = l->available > 0.0 ? l->available : is_money ? EUR_PER_KEUR : 1.0;
    return isfinite(l->worth_to_eur) ? l->worth_to_eur * of : -1.0;
}

void limits_rank(plan *p)
{
    for (size_t k = 0; k < p->n_limits; k++) {
        p->limits[k].rank = 0;
        if (!isfinite(p->limits[k].worth_from_eur))
            continue;
        p->limits[k].rank = 1;
        for (size_t n = 0; n < p->n_limits; n++) {
            const double here = weight(&p->limits[k]), there = weight(&p->limits[n]);
            if (there > here || (n < k && there >= here))
                p->limits[k].rank++;
        }
    }
}

status limits_find_worth(challenge *c)
{
    status st = STATUS_OK;
    for (size_t k = 0; st == STATUS_OK && k < c->plan->n_limits && !what_if_must_stop(c->w); k++)
        st = find_worth(c, &c->plan->limits[k]);
    limits_rank(c->plan);
    return st;
}
