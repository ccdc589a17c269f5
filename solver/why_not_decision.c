/* Why not that hub, heat net or cable: what a yes costs more (E66). */
#include "solver/challenge_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "solver/decision.h"

/* From here on a fraction of a whole number is one more of it. */
#define FRACTION_TOL 1e-6

static void free_own(void *context, int column)
{
    challenge *c = context;
    what_if_release(c->w, column);
}

/* The whole numbers of a relaxed answer, one step up. */
typedef struct rounding {
    challenge *c;
    const double *x; /* [columns] relaxed */
} rounding;

static void round_up(void *context, int column)
{
    const rounding *up = context;
    const double value = ceil(up->x[column] - FRACTION_TOL);
    what_if_bound(up->c->w, column, value, value);
}

/* Of the tariff levels that are partly taken the highest is that of the group; of offers the one
 * that is taken most is made. */
static void settle_one_of(challenge *c, const int *columns, size_t first, size_t n, const double *x,
                          bool last_wins)
{
    for (size_t y = 0; y < c->r->horizon.n_milestones; y++) {
        int chosen = LP_NONE;
        for (size_t l = 0; l < n; l++) {
            const int column = columns[at(c->f, first + l, y)];
            if (column >= 0 && x[column] > FRACTION_TOL &&
                (chosen < 0 || last_wins || x[column] > x[chosen]))
                chosen = column;
        }
        for (size_t l = 0; l < n; l++) {
            const int column = columns[at(c->f, first + l, y)];
            const double value = column == chosen ? 1.0 : 0.0;
            what_if_bound(c->w, column, value, value);
        }
    }
}

static void settle_hub(challenge *c, size_t h, const double *x)
{
    const master *m = &c->f->master;
    const hub *k = &c->r->hubs[h];
    settle_one_of(c, m->hub_level, h * GRID_LEVEL_COUNT, GRID_LEVEL_COUNT, x, true);
    settle_one_of(c, m->hub_offer, c->f->first_capacity[h], k->n_capacities, x, false);
}

static status ask_rounded(challenge *c, decision_kind kind, size_t k, const double *x,
                          what_if_answer *answer)
{
    rounding up = {c, x};
    decision_each_own(c->f, kind, k, round_up, &up);
    if (kind == DECISION_HUB)
        settle_hub(c, k, x);
    const status st = what_if_solve(c->w, answer);
    what_if_undo(c->w);
    return st;
}

/* A yes in the end, its own whole numbers free. */
static status ask_relaxed(challenge *c, decision_kind kind, size_t k, int column,
                          what_if_answer *answer)
{
    decision_each_own(c->f, kind, k, free_own, c);
    what_if_bound(c->w, column, 1.0, 1.0);
    const status st = what_if_solve(c->w, answer);
    what_if_undo(c->w);
    return st;
}

static why_not unasked(const challenge *c, decision_kind kind, size_t k)
{
    why_not n = {.stops = OBSTACLE_LIMITS};
    if (kind == DECISION_HUB) {
        n.hub = &c->r->hubs[k];
        n.unit = "hub";
    } else if (kind == DECISION_HEAT_NET) {
        n.heat_net = &c->r->heat_nets[k];
        n.unit = "heat_net";
    } else {
        n.cable = &c->r->cables[k];
        n.connection = n.cable->from;
        n.technology = n.cable->technology;
        n.unit = "cable";
    }
    return n;
}

/* Between the relaxed answer, below which no yes comes, and the rounded one, which exists. */
static status judge(challenge *c, decision_kind kind, size_t k, why_not *n, bool *asked)
{
    const int column = decision_columns(c->f, kind)[at(c->f, k, c->r->horizon.n_milestones - 1)];
    const double base = what_if_base(c->w)->keur;
    *n = unasked(c, kind, k);
    *asked = true;
    if (lp_upper(c->f->lp, column) < 0.5) {
        n->stops = OBSTACLE_NOT_YET;
        return STATUS_OK;
    }
    what_if_answer relaxed, rounded = {.answered = false};
    status st = ask_relaxed(c, kind, k, column, &relaxed);
    *asked = relaxed.answered;
    if (st != STATUS_OK || !relaxed.answered || !relaxed.possible)
        return st;
    double *x = malloc(((size_t)lp_columns(c->f->lp) + 1) * sizeof *x);
    if (!x)
        return STATUS_NO_MEMORY;
    memcpy(x, relaxed.x, (size_t)lp_columns(c->f->lp) * sizeof *x);
    const double least = relaxed.keur - base;
    st = ask_rounded(c, kind, k, x, &rounded);
    free(x);
    const bool exists = rounded.answered && rounded.possible;
    n->kind = BREAK_EVEN_EXTRA_COST;
    n->break_even_from = least * EUR_PER_KEUR;
    n->break_even_to = (exists ? fmax(least, rounded.keur - base) : least) * EUR_PER_KEUR;
    n->stops = exists && n->break_even_to < -MONEY_TOL_EUR ? OBSTACLE_UNPROVEN : OBSTACLE_PRICE;
    return st;
}

static bool stands(const challenge *c, decision_kind kind, size_t k)
{
    const int column = decision_columns(c->f, kind)[at(c->f, k, c->r->horizon.n_milestones - 1)];
    return what_if_base(c->w)->x[column] > 0.5;
}

status decisions_find_why_not(challenge *c)
{
    static const decision_kind kinds[] = {DECISION_HUB, DECISION_HEAT_NET, DECISION_CABLE};
    const size_t n = c->r->n_hubs + c->r->n_heat_nets + c->r->n_cables;
    c->plan->why_not = ARENA_ARRAY(c->mem, n + 1, why_not);
    status st = c->plan->why_not ? STATUS_OK : STATUS_NO_MEMORY;
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        for (size_t k = 0; st == STATUS_OK && k < decision_count(c->f, kinds[i]); k++) {
            why_not found;
            bool asked;
            if (stands(c, kinds[i], k) || what_if_must_stop(c->w))
                continue;
            st = judge(c, kinds[i], k, &found, &asked);
            if (st == STATUS_OK && asked)
                c->plan->why_not[c->plan->n_why_not++] = found;
        }
    return st;
}
