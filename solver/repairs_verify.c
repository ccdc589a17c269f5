#include "solver/repairs_verify.h"

#include <math.h>
#include <string.h>

#include "model/tolerance.h"
#include "solver/claims.h"

/* A target that the plan misses by less than SHARE_TOL_FRAC counts as met, and may cost as much. */
#define COST_TOL_FRAC 1e-5

typedef struct checker {
    const stated_repairs *s;
    claims *claims;
    verification *v;
} checker;

static bool is_near(double a, double b)
{
    return nearly(a, b, 10.0 * WRITTEN_TOL_FRAC * fmax(1.0, fabs(b)));
}

/* claims_count(): the region has no such claim. */
static size_t find_claim(const checker *c, const claim *stated)
{
    size_t k = 0;
    for (; k < claims_count(c->claims); k++) {
        const claim *l = claims_get(c->claims, k);
        if (l->kind == stated->kind && l->milestone == stated->milestone &&
            l->line == stated->line && strcmp(l->object, stated->object) == 0 &&
            strcmp(l->unit, stated->unit) == 0 && is_near(stated->limit, l->limit))
            break;
    }
    return k;
}

static const stated_target *target_of(const checker *c, const claim *l)
{
    for (size_t k = 0; l->kind == CLAIM_TARGET && k < c->s->n_targets; k++)
        if (c->s->targets[k].milestone == l->milestone &&
            strcmp(c->s->targets[k].id, l->object) == 0)
            return &c->s->targets[k];
    return NULL;
}

static bool is_missed(const checker *c, const claim *l)
{
    const stated_target *t = target_of(c, l);
    return t && t->shortfall > SHARE_TOL_FRAC * fmax(1.0, fabs(l->limit));
}

/* The plan itself keeps to all but the targets that it misses, so one of these is in every conflict. */
static void check_conflict(const checker *c)
{
    const repairs *said = &c->s->said;
    bool any_missed = false;
    for (size_t n = 0; n < said->n_conflict; n++) {
        const size_t k = find_claim(c, said->conflict[n]);
        bool right = k < claims_count(c->claims);
        for (size_t m = 0; right && m < n; m++)
            right = find_claim(c, said->conflict[m]) != k;
        verification_expect(c->v, CHECK_repairs, right, "repairs.conflict[%zu]", n);
        any_missed = any_missed || is_missed(c, said->conflict[n]);
    }
    verification_expect(c->v, CHECK_repairs, any_missed, "repairs.conflict");
}

/* Each change makes room, no more than there is, and of one claim once. */
static void check_change(const checker *c, size_t way, size_t n)
{
    const repair_way *w = &c->s->said.ways[way];
    const repair_change *change = &w->changes[n];
    const size_t k = find_claim(c, change->claim);
    bool right = k < claims_count(c->claims);
    if (right) {
        const bool dropped = isnan(change->to);
        right = dropped ? change->claim->kind == CLAIM_TARGET
                        : claims_as_wide(c->claims, k, change->to, change->claim->limit) &&
                              !is_near(change->to, change->claim->limit) &&
                              claims_as_wide(c->claims, k, claims_widest(c->claims, k), change->to);
    }
    for (size_t m = 0; right && m < n; m++)
        right = find_claim(c, w->changes[m].claim) != k;
    verification_expect(c->v, CHECK_repairs, right, "repairs.ways[%zu].changes[%zu]", way, n);
}

static bool says_first_change(const repair_way *w)
{
    static const char start[] = "way_";
    const size_t length = sizeof start - 1;
    if (w->n_changes == 0 || strncmp(w->text_id, start, length) != 0)
        return false;
    const repair_change *first = &w->changes[0];
    if (first->claim->kind == CLAIM_TARGET && isnan(first->to))
        return strcmp(w->text_id, "way_target_dropped") == 0;
    return first->claim->kind < CLAIM_KIND_COUNT &&
           strcmp(w->text_id + length, claim_kind_id(first->claim->kind)) == 0;
}

/* Cheapest first; what is not known comes last. */
static bool is_in_order(const repairs *said, size_t n)
{
    return n == 0 || isnan(said->ways[n].cost_eur) ||
           said->ways[n].cost_eur >= said->ways[n - 1].cost_eur;
}

/* Changes nothing but targets that the plan misses. */
static bool only_lowers_missed(const checker *c, const repair_way *w)
{
    for (size_t n = 0; n < w->n_changes; n++)
        if (!is_missed(c, w->changes[n].claim))
            return false;
    return w->n_changes > 0;
}

/* Whether the plan meets every target once w has been applied. */
static bool plan_meets(const checker *c, const repair_way *w)
{
    for (size_t k = 0; k < claims_count(c->claims); k++) {
        const claim *l = claims_get(c->claims, k);
        const stated_target *t = target_of(c, l);
        bool met = !is_missed(c, l);
        for (size_t n = 0; t && !met && n < w->n_changes; n++)
            met = find_claim(c, w->changes[n].claim) == k &&
                  claims_as_wide(c->claims, k, w->changes[n].to, t->value);
        if (!met)
            return false;
    }
    return true;
}

static void at_least(const checker *c, double have, double least, const char *what, size_t n)
{
    const double tol = MONEY_TOL_EUR + COST_TOL_FRAC * fabs(c->s->objective_eur);
    verification_compare(c->v, CHECK_repairs, fmin(have, least), least, tol, "repairs.ways[%zu].%s",
                         n, what);
}

/* (E72) A plan with this way is one without the missed targets, if it changes nothing else; so it is no
 * cheaper than the best of these. Where the plan meets what is left to ask, the best way costs no more
 * than the plan does. */
static void check_cost(const checker *c, size_t n)
{
    const repairs *said = &c->s->said;
    const repair_way *w = &said->ways[n];
    verification_expect(c->v, CHECK_repairs, w->gap_eur >= 0.0, "repairs.ways[%zu].cost_gap_eur",
                        n);
    if (isnan(w->cost_eur))
        return;
    verification_expect(c->v, CHECK_repairs, !isnan(said->without_eur),
                        "repairs.ways[%zu].cost_eur", n);
    if (only_lowers_missed(c, w))
        at_least(c, w->cost_eur, -said->without_gap_eur, "cost_eur", n);
    if (plan_meets(c, w))
        at_least(c, c->s->objective_eur,
                 said->without_eur + w->cost_eur - w->gap_eur - said->without_gap_eur, "cost_eur",
                 n);
}

static void check_way(const checker *c, size_t n)
{
    const repairs *said = &c->s->said;
    for (size_t k = 0; k < said->ways[n].n_changes; k++)
        check_change(c, n, k);
    verification_expect(c->v, CHECK_repairs, says_first_change(&said->ways[n]),
                        "repairs.ways[%zu].text_id", n);
    verification_expect(c->v, CHECK_repairs, is_in_order(said, n), "repairs.ways[%zu]", n);
    check_cost(c, n);
}

/* The plan is one of those without the targets that it misses. */
static void check_without(const checker *c)
{
    const repairs *said = &c->s->said;
    const double tol = MONEY_TOL_EUR + COST_TOL_FRAC * fabs(c->s->objective_eur);
    verification_expect(c->v, CHECK_repairs, said->without_gap_eur >= 0.0,
                        "repairs.without_targets_gap_eur");
    if (isnan(said->without_eur))
        return;
    const double least_eur = said->without_eur - said->without_gap_eur;
    verification_compare(c->v, CHECK_repairs, fmax(least_eur, c->s->objective_eur),
                         c->s->objective_eur, tol, "repairs.without_targets_eur");
}

status repairs_verify(const stated_repairs *s, region *r, verification *v)
{
    const checker c = {s, claims_of(r, v->mem), v};
    if (!c.claims)
        return STATUS_NO_MEMORY;
    verification_expect(v, CHECK_repairs, s->same_file, "repairs: file");
    check_conflict(&c);
    check_without(&c);
    for (size_t n = 0; n < s->said.n_ways; n++)
        check_way(&c, n);
    claims_give_back(c.claims);
    return STATUS_OK;
}
