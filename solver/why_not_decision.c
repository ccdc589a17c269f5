/* Why not that hub, heat net or cable: what a yes costs more (E66). */
#include "solver/challenge_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "solver/decision.h"

/* From here on a fraction of a whole number is one more of it. */
#define FRACTION_TOL 1e-6

typedef struct decision {
    challenge *c;
    decision_kind kind;
    size_t k;
    size_t station;
} decision;

/* What the question cannot reach stays as in the plan. */
static void free_own(void *context, int column)
{
    const decision *q = context;
    if (what_if_reaches(q->c->w, q->station, column))
        what_if_release(q->c->w, column);
}

/* The whole numbers of a relaxed answer, one step up. */
typedef struct rounding {
    const decision *q;
    const double *x; /* [columns] relaxed */
} rounding;

static void round_up(void *context, int column)
{
    const rounding *up = context;
    const double value = ceil(up->x[column] - FRACTION_TOL);
    if (what_if_reaches(up->q->c->w, up->q->station, column))
        what_if_bound(up->q->c->w, column, value, value);
}

static void set(challenge *c, int column, bool yes)
{
    what_if_bound(c->w, column, yes ? 1.0 : 0.0, yes ? 1.0 : 0.0);
}

/* Of the tariff levels that are partly taken the highest is that of the group. */
static void settle_level(challenge *c, size_t h, const double *x)
{
    for (size_t y = 0; y < c->r->horizon.n_milestones; y++) {
        const size_t first = h * GRID_LEVEL_COUNT;
        size_t highest = GRID_LEVEL_COUNT;
        for (size_t l = 0; l < GRID_LEVEL_COUNT; l++) {
            const int column = c->f->master.hub_level[at(c->f, first + l, y)];
            if (column >= 0 && x[column] > FRACTION_TOL)
                highest = l;
        }
        for (size_t l = 0; l < GRID_LEVEL_COUNT; l++)
            set(c, c->f->master.hub_level[at(c->f, first + l, y)], l == highest);
    }
}

static bool is_offered(const hub *k)
{
    return k->n_capacities > 0 && k->capacities[0].mode == GROUP_CAPACITY_OFFER;
}

/* Of offers that are partly taken the one with most room is made, once the hub stands; and who it lists
 * are the members. */
static void settle_offer(challenge *c, const hub *k, const double *x)
{
    const master *m = &c->f->master;
    const size_t first = c->f->first_capacity[k->index], last = c->r->horizon.n_milestones - 1;
    size_t made = k->n_capacities;
    for (size_t n = 0; n < k->n_capacities; n++) {
        const int column = m->hub_offer[at(c->f, first + n, last)];
        const double kw = k->capacities[n].import_cap_kw;
        if (column >= 0 && x[column] > FRACTION_TOL &&
            (made == k->n_capacities || kw > k->capacities[made].import_cap_kw))
            made = n;
    }
    for (size_t y = 0; made < k->n_capacities && y <= last; y++) {
        const int formed = m->hub_formed[at(c->f, k->index, y)];
        const bool stands = formed >= 0 && x[formed] > FRACTION_TOL;
        for (size_t n = 0; n < k->n_capacities; n++)
            set(c, m->hub_offer[at(c->f, first + n, y)], stands && n == made);
        for (size_t j = 0; j < k->n_members; j++)
            set(c, m->hub_member[at(c->f, c->f->first_member[k->index] + j, y)],
                stands && k->capacities[made].members[j]);
    }
}

static void settle_hub(challenge *c, size_t h, const double *x)
{
    const hub *k = &c->r->hubs[h];
    settle_level(c, h, x);
    if (is_offered(k))
        settle_offer(c, k, x);
}

static status ask_rounded(const decision *q, const double *x, what_if_answer *answer)
{
    rounding up = {q, x};
    decision_each_own(q->c->f, q->kind, q->k, round_up, &up);
    if (q->kind == DECISION_HUB)
        settle_hub(q->c, q->k, x);
    const status st = what_if_solve(q->c->w, q->station, answer);
    what_if_undo(q->c->w);
    return st;
}

/* A yes in the end, its own whole numbers free. */
static status ask_relaxed(decision *q, int column, what_if_answer *answer)
{
    decision_each_own(q->c->f, q->kind, q->k, free_own, q);
    what_if_bound(q->c->w, column, 1.0, 1.0);
    const status st = what_if_solve(q->c->w, q->station, answer);
    what_if_undo(q->c->w);
    return st;
}

size_t station_of_decision(const challenge *c, decision_kind kind, size_t k)
{
    if (kind == DECISION_HUB)
        return hub_station(&c->r->hubs[k])->index;
    return kind == DECISION_CABLE ? station_of_connection(c->r->cables[k].from)
                                  : station_of_net(c, &c->r->heat_nets[k]);
}

why_not why_not_decision(const challenge *c, decision_kind kind, size_t k)
{
    why_not n = {.stops = OBSTACLE_OPEN};
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
static void tell(const what_if_answer *base, const what_if_answer *relaxed,
                 const what_if_answer *rounded, why_not *n)
{
    const double least = relaxed->least_keur - base->most_keur;
    const double most = rounded->most_keur - base->least_keur;
    n->kind = BREAK_EVEN_EXTRA_COST;
    n->break_even_from = least * EUR_PER_KEUR;
    n->break_even_to = fmax(least, most) * EUR_PER_KEUR;
    n->stops = n->break_even_to < -MONEY_TOL_EUR ? OBSTACLE_UNPROVEN : OBSTACLE_PRICE;
}

static status judge(decision *q, why_not *n, bool *asked)
{
    challenge *c = q->c;
    const size_t bytes = (size_t)lp_columns(c->f->lp) * sizeof(double);
    const int column =
        decision_columns(c->f, q->kind)[at(c->f, q->k, c->r->horizon.n_milestones - 1)];
    const what_if_answer *base;
    what_if_answer relaxed = {.answered = false}, rounded = {.answered = false};
    *n = why_not_decision(c, q->kind, q->k);
    n->stops = OBSTACLE_LIMITS;
    *asked = lp_upper(c->f->lp, column) < YES;
    if (*asked) {
        n->stops = OBSTACLE_NOT_YET;
        return STATUS_OK;
    }
    status st = what_if_base(c->w, q->station, &base);
    if (st == STATUS_OK)
        st = ask_relaxed(q, column, &relaxed);
    *asked = relaxed.answered;
    if (st != STATUS_OK || !relaxed.answered || !relaxed.possible)
        return st;
    double *x = malloc(bytes + sizeof *x);
    if (!x)
        return STATUS_NO_MEMORY;
    memcpy(x, relaxed.x, bytes);
    st = ask_rounded(q, x, &rounded);
    free(x);
    *asked = rounded.answered;
    if (st == STATUS_OK && rounded.answered && rounded.possible)
        tell(base, &relaxed, &rounded, n);
    return st;
}

status find_why_not_decision(challenge *c, question *q)
{
    decision d = {c, q->decision, q->k, q->where};
    const status st = judge(&d, &q->found, &q->answered);
    if (!q->answered)
        q->found.stops = OBSTACLE_OPEN;
    return st;
}
