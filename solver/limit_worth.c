/* What one more unit of a limit brings, and one less costs, by solving again with it. */
#include "solver/what_if_parts.h"

#include "solver/challenge_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A share is moved by a hundredth, a budget by a thousand euros, all else by one. */
static double step_of_limit(const challenge *c, const plan_limit *l, const limit_row *row)
{
    if (l->kind == LIMIT_TARGET)
        return target_is_ceiling(c->r->targets[row->object].kind) ? 1.0 : 0.01;
    return l->kind == LIMIT_FUND || l->kind == LIMIT_SUBSIDY ? EUR_PER_KEUR : 1.0;
}

/* Every row of the limit moved by so many units; false when it has none. */
static bool move_rows(challenge *c, const plan_limit *l, double sign, double *step)
{
    bool found = false;
    for (size_t k = 0; k < c->f->n_limit_rows; k++) {
        const limit_row *row = &c->f->limit_rows[k];
        if (!limit_row_is_of(c->f, row, l))
            continue;
        double upper, lower;
        limit_row_units(c->f, row, c->x, &upper, &lower);
        *step = step_of_limit(c, l, row);
        what_if_row(c->w, row->row, lp_row_lower(c->f->lp, row->row) + sign * *step * lower,
                    lp_row_upper(c->f->lp, row->row) + sign * *step * upper);
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
    if (st == STATUS_OK && move_rows(c, l, sign, &step))
        st = what_if_solve(c->w, the_region(c), &answer);
    what_if_undo(c->w);
    if (st == STATUS_OK && answer.answered && answer.possible)
        *eur = fmax(0.0, sign * (base->most_keur - answer.most_keur)) * EUR_PER_KEUR / step;
    return st;
}

static status find_worth(challenge *c, plan_limit *l)
{
    double more, less = NAN;
    if (!what_if_is_exact(c->w)) { /* rows stay where they are: by the duals */
        l->worth_from_eur = l->worth_to_eur = what_if_price_eur(c->w, l);
        return STATUS_OK;
    }
    status st = ask(c, l, 1.0, &more);
    if (st == STATUS_OK && isfinite(more))
        st = ask(c, l, -1.0, &less);
    if (!isfinite(more))
        return st;
    l->worth_from_eur = more;
    l->worth_to_eur = isfinite(less) ? fmax(more, less) : more;
    return st;
}

static double weight(const plan_limit *l)
{
    return isfinite(l->worth_to_eur) ? l->worth_to_eur * l->available : -1.0;
}

static void rank_limits(plan *p)
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
    rank_limits(c->plan);
    return st;
}
