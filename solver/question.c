/* What can be asked about a plan, and in which order: time may end before the questions do. */
#include "solver/challenge_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Turns: a park's k-th heaviest action has an even one, the k-th of what it was offered and did not get an
 * odd one, as have limits by their rank; so that whatever the time, something is said of each. */
static size_t turn_of_action(size_t k)
{
    return 2 * k;
}

static size_t turn_of_others(size_t k)
{
    return 2 * k + 1;
}

/* Limits of stations up to this rank are solved again, potentials left out of the count. */
enum { LAST_RANK = 25 };

/* --- listing ------------------------------------------------------------------------------------- */

/* EUR that all that stands and falls with the action takes. */
static double weight(const plan *p, size_t of)
{
    double eur = 0.0;
    for (size_t k = 0; k < p->n_actions; k++)
        if (actions_stand_together(&p->actions[k], &p->actions[of]))
            eur += p->actions[k].investment_eur;
    return eur;
}

static bool is_first_of_its_kind(const plan *p, size_t of)
{
    for (size_t k = 0; k < of; k++)
        if (actions_stand_together(&p->actions[k], &p->actions[of]))
            return false;
    return true;
}

static void add_actions(challenge *c, question_list *list)
{
    const plan *p = c->plan;
    for (size_t k = 0; k < p->n_actions; k++)
        if (is_first_of_its_kind(p, k))
            list->items[list->n++] = (question){.kind = ASK_WHY,
                                                .where = station_of_action(c, &p->actions[k]),
                                                .action = k,
                                                .park = p->actions[k].park};
}

static bool is_in_plan(const plan *p, const park *where, const technology *tech)
{
    for (size_t k = 0; k < p->n_actions; k++)
        if (p->actions[k].park == where && p->actions[k].technology == tech)
            return true;
    return false;
}

/* Where more of it could be had; NULL: nowhere on the park. */
static const asset *place_for(const challenge *c, const park *p, const technology *tech)
{
    const size_t last = c->r->horizon.n_milestones - 1;
    for (size_t i = 0; i < p->n_connections; i++)
        for (size_t k = 0; k < p->connections[i].n_assets; k++) {
            const asset *a = &c->r->assets[p->connections[i].first_asset + k];
            if (a->technology == tech && a->max > a->installed[last] + SHARE_TOL_FRAC)
                return a;
        }
    return NULL;
}

static why_not open_about(const asset *a)
{
    return (why_not){.technology = a->technology,
                     .connection = a->connection,
                     .hub = a->hub,
                     .stops = OBSTACLE_OPEN,
                     .unit = technology_unit(a->technology)};
}

static void add_technologies(challenge *c, question_list *list)
{
    for (size_t p = 0; p < c->plan->n_parks; p++) {
        const park *here = c->plan->parks[p].park;
        size_t n = 0;
        for (size_t k = 0; k < c->r->n_technologies; k++) {
            const technology *tech = &c->r->technologies[k];
            const asset *place = place_for(c, here, tech);
            if (!place || is_in_plan(c->plan, here, tech))
                continue;
            list->items[list->n++] = (question){.kind = ASK_TECHNOLOGY,
                                                .where = here->station->index,
                                                .turn = turn_of_others(n++),
                                                .park = here,
                                                .technology = tech,
                                                .found = open_about(place)};
        }
    }
}

static void add_decisions(challenge *c, question_list *list)
{
    static const decision_kind kinds[] = {DECISION_HUB, DECISION_HEAT_NET, DECISION_CABLE};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        for (size_t k = 0; k < decision_count(c->f, kinds[i]); k++)
            if (!is_yes(c, decision_columns(c->f, kinds[i]), k))
                list->items[list->n++] = (question){.kind = ASK_DECISION,
                                                    .where = station_of_decision(c, kinds[i], k),
                                                    .turn = turn_of_others(0),
                                                    .decision = kinds[i],
                                                    .k = k,
                                                    .found = why_not_decision(c, kinds[i], k)};
}

/* Heavier ones first, along with what parks were offered. */
static void add_limits(challenge *c, question_list *list)
{
    size_t n = 0;
    for (size_t rank = 1; !what_if_is_exact(c->w) && n < LAST_RANK && rank <= c->plan->n_limits;
         rank++)
        for (size_t k = 0; k < c->plan->n_limits; k++) {
            const plan_limit *l = &c->plan->limits[k];
            if (l->rank != rank || l->kind == LIMIT_POTENTIAL)
                continue;
            const size_t s = station_of_limit(c, l);
            if (s < the_region(c))
                list->items[list->n++] = (question){
                    .kind = ASK_LIMIT, .where = s, .turn = turn_of_others(n), .limit = k};
            n++;
        }
}

/* --- order --------------------------------------------------------------------------------------- */

typedef struct weighed {
    size_t item;
    double eur;
} weighed;

static int by_weight(const void *a, const void *b)
{
    const weighed *x = a, *y = b;
    if (x->eur > y->eur || x->eur < y->eur)
        return x->eur > y->eur ? -1 : 1;
    return (x->item > y->item) - (x->item < y->item);
}

/* Parks take turns, each with its heaviest actions first; what is of no park counts as one. */
static status rank_actions(const challenge *c, question_list *list)
{
    weighed *order = calloc(list->n + 1, sizeof *order);
    size_t *n_of_park = calloc(c->r->n_parks + 1, sizeof *n_of_park);
    if (!order || !n_of_park) {
        free(order);
        free(n_of_park);
        return STATUS_NO_MEMORY;
    }
    size_t n = 0;
    for (size_t k = 0; k < list->n; k++)
        if (list->items[k].kind == ASK_WHY)
            order[n++] = (weighed){k, weight(c->plan, list->items[k].action)};
    qsort(order, n, sizeof *order, by_weight);
    for (size_t k = 0; k < n; k++) {
        question *q = &list->items[order[k].item];
        q->turn = turn_of_action(n_of_park[q->park ? q->park->index : c->r->n_parks]++);
    }
    free(order);
    free(n_of_park);
    return STATUS_OK;
}

/* Those of a turn stay in the order of the file. */
static status sort_by_turn(question_list *list)
{
    question *sorted = calloc(list->n + 1, sizeof *sorted);
    size_t n = 0;
    if (!sorted)
        return STATUS_NO_MEMORY;
    for (size_t turn = 0; n < list->n; turn++)
        for (size_t k = 0; k < list->n; k++)
            if (list->items[k].turn == turn)
                sorted[n++] = list->items[k];
    memcpy(list->items, sorted, n * sizeof *sorted);
    free(sorted);
    return STATUS_OK;
}

status questions_new(challenge *c, question_list *out)
{
    const region *r = c->r;
    const size_t most = c->plan->n_actions + r->n_parks * r->n_technologies + r->n_hubs +
                        r->n_heat_nets + r->n_cables + c->plan->n_limits;
    *out = (question_list){.items = ARENA_ARRAY(c->mem, most + 1, question)};
    if (!out->items)
        return STATUS_NO_MEMORY;
    add_actions(c, out);
    add_technologies(c, out);
    add_decisions(c, out);
    add_limits(c, out);
    status st = rank_actions(c, out);
    if (st == STATUS_OK)
        st = sort_by_turn(out);
    for (size_t k = 0; st == STATUS_OK && k < out->n; k++) {
        if (out->items[k].kind != ASK_WHY)
            continue;
        out->items[k].reason = ARENA_NEW(c->mem, action_reason);
        st = out->items[k].reason ? STATUS_OK : STATUS_NO_MEMORY;
    }
    return st;
}

/* --- answers ------------------------------------------------------------------------------------- */

status question_ask(challenge *c, question *q)
{
    switch (q->kind) {
    case ASK_WHY:
        return find_why(c, q);
    case ASK_TECHNOLOGY:
        return find_why_not(c, q);
    case ASK_DECISION:
        return find_why_not_decision(c, q);
    case ASK_LIMIT:
        return find_bracket(c, q);
    }
    return STATUS_OK;
}

static void tell_why(plan *p, const question *q)
{
    for (size_t k = q->action; k < p->n_actions; k++)
        if (actions_stand_together(&p->actions[q->action], &p->actions[k]))
            p->actions[k].reason = q->reason;
}

/* In the order of the region, whatever the order of asking was. */
static void tell_park(const challenge *c, const question_list *list, plan_park *here,
                      why_not *answers)
{
    for (size_t t = 0; t < c->r->n_technologies; t++)
        for (size_t k = 0; k < list->n; k++) {
            const question *q = &list->items[k];
            if (q->kind == ASK_TECHNOLOGY && q->park == here->park &&
                q->technology == &c->r->technologies[t])
                answers[here->n_why_not++] = q->found;
        }
    here->why_not = answers;
}

/* Decisions all have the same turn, and so are in the order of the region. */
static status tell_decisions(challenge *c, const question_list *list)
{
    plan *p = c->plan;
    p->why_not = ARENA_ARRAY(c->mem, list->n + 1, why_not);
    for (size_t k = 0; p->why_not && k < list->n; k++)
        if (list->items[k].kind == ASK_DECISION)
            p->why_not[p->n_why_not++] = list->items[k].found;
    return p->why_not ? STATUS_OK : STATUS_NO_MEMORY;
}

status questions_tell(challenge *c, const question_list *list)
{
    for (size_t k = 0; k < list->n; k++)
        if (list->items[k].kind == ASK_WHY && list->items[k].answered)
            tell_why(c->plan, &list->items[k]);
        else if (list->items[k].kind == ASK_LIMIT && list->items[k].answered)
            tell_bracket(&c->plan->limits[list->items[k].limit], list->items[k].worth_eur);
    limits_rank(c->plan);
    for (size_t p = 0; p < c->plan->n_parks; p++) {
        why_not *answers = ARENA_ARRAY(c->mem, c->r->n_technologies + 1, why_not);
        if (!answers)
            return STATUS_NO_MEMORY;
        tell_park(c, list, &c->plan->parks[p], answers);
    }
    return tell_decisions(c, list);
}
