/* Which ways out there are: first those that change one claim of the conflict, then compromises. */
#include "solver/repair_parts.h"

#include <math.h>
#include <stdlib.h>

/* A way that the whole search cannot confirm gets so many more steps of room. */
enum { MOST_RETRIES = 3 };

static void widen_all(const repairing *w, way *v)
{
    for (size_t n = v->n_fixed; n < v->n; n++) {
        v->steps[n] = fmin(v->steps[n] + 1.0, claims_steps(w->claims, v->index[n]));
        v->to[n] = claims_step(w->claims, v->index[n], v->steps[n]);
    }
}

/* Solved again, as the file would be, before it is offered. */
static status offer(repairing *w, way *v)
{
    bool good = false;
    double cost_eur = 0.0;
    status st = STATUS_OK;
    for (int tries = 0; st == STATUS_OK && !good && tries <= MOST_RETRIES; tries++) {
        if (tries > 0)
            widen_all(w, v);
        way_apply(w, v);
        st = repair_solve(w, &good, &cost_eur, &v->gap_eur);
        v->least = v->least && tries == 0;
    }
    if (st == STATUS_OK && good && v->n > 0 && !way_is_known(w, v) && w->n_ways < MOST_WAYS) {
        v->cost_eur = repair_cost(w, cost_eur);
        w->ways[w->n_ways++] = *v;
    }
    return st;
}

static status seek(repairing *w, way *v)
{
    bool found;
    status st = way_find(w, v, &found);
    return st == STATUS_OK && found ? offer(w, v) : st;
}

static void fix(const repairing *w, way *v, size_t k, double to)
{
    (void)way_widen(w, v, k);
    v->to[v->n - 1] = to;
    v->steps[v->n - 1] = 0.0;
    v->n_fixed = v->n;
}

/* One for each claim of the conflict, which alone gives way as far as it has to. */
static status seek_each(repairing *w)
{
    status st = STATUS_OK;
    for (size_t k = 0; st == STATUS_OK && k < claims_count(w->claims); k++) {
        way v = {0};
        if (w->is_in[k] && way_widen(w, &v, k))
            st = seek(w, &v);
    }
    return st;
}

/* The last way that was found, with none of its targets asked for. */
static status offer_undemanding(repairing *w)
{
    const way last = w->ways[w->n_ways - 1];
    way v = {.least = true};
    for (size_t n = 0; n < last.n; n++) {
        const bool is_target = claim_of(w, last.index[n])->kind == CLAIM_TARGET;
        fix(w, &v, last.index[n], is_target ? NAN : last.to[n]);
    }
    return offer(w, &v);
}

/* A target that is not asked for in that year; then all that give way beside it are not either. */
static status seek_dropped(repairing *w)
{
    status st = STATUS_OK;
    for (size_t k = 0; st == STATUS_OK && k < claims_count(w->claims); k++) {
        way v = {0};
        if (!w->is_in[k] || claim_of(w, k)->kind != CLAIM_TARGET)
            continue;
        fix(w, &v, k, NAN);
        v.least = true;
        const size_t known = w->n_ways;
        st = seek(w, &v);
        if (st == STATUS_OK && w->n_ways > known && w->n_ways < ENOUGH_WAYS)
            st = offer_undemanding(w);
    }
    return st;
}

/* How many steps target k has to give way even when no limit stands in its way. */
static status find_concession(repairing *w, size_t k, double *steps)
{
    way v = {0};
    possibility answer;
    *steps = 0.0;
    claims_restore(w->claims);
    for (size_t j = 0; j < claims_count(w->claims); j++)
        if (claim_of(w, j)->kind != CLAIM_TARGET)
            claims_set(w->claims, j, claims_widest(w->claims, j));
    status st = conflict_ask(&w->asking, &answer);
    if (st != STATUS_OK || answer == POSSIBLE)
        return st;
    (void)way_widen(w, &v, k);
    st = way_narrow(w, &v, 0);
    *steps = v.steps[0];
    return st;
}

/* With the target at so many steps, what else has to give way: one way for each claim. */
static status seek_beside(repairing *w, size_t k, double steps)
{
    const size_t n = claims_count(w->claims);
    bool *is_in = calloc(n + 1, sizeof *is_in);
    way base = {.least = true};
    if (!is_in)
        return STATUS_NO_MEMORY;
    fix(w, &base, k, claims_step(w->claims, k, steps));
    way_apply(w, &base);
    for (size_t j = 0; j < n; j++)
        is_in[j] = j != k;
    status st = conflict_find(&w->asking, is_in);
    for (size_t j = 0; st == STATUS_OK && j < n; j++) {
        way v = base;
        if (is_in[j] && way_widen(w, &v, j))
            st = seek(w, &v);
    }
    free(is_in);
    return st;
}

/* The steps of the way that changes claim k and nothing else; 0 when there is none. */
static double steps_alone(const repairing *w, size_t k)
{
    for (size_t n = 0; n < w->n_ways; n++)
        if (w->ways[n].n == 1 && w->ways[n].index[0] == k && !isnan(w->ways[n].to[0]))
            return w->ways[n].steps[0];
    return 0.0;
}

/* Target k gives way by part of what it would have to, and a limit by the rest. */
static status seek_compromise(repairing *w, size_t k)
{
    double least;
    const double alone = steps_alone(w, k);
    status st = find_concession(w, k, &least);
    if (st == STATUS_OK && least >= 1.0 && least < alone)
        st = seek_beside(w, k, least);
    const double middle = floor((least + alone) / 2.0);
    if (st == STATUS_OK && middle > least && middle < alone)
        st = seek_beside(w, k, middle);
    return st;
}

/* The first way that lowers target k without taking it away; NULL when there is none. */
static const way *lowering(const repairing *w, size_t k)
{
    for (size_t n = 0; n < w->n_ways; n++)
        if (w->ways[n].index[0] == k && w->ways[n].steps[0] > 0.0)
            return &w->ways[n];
    return NULL;
}

/* Where nothing but targets can give way: further than they have to, which is cheaper. */
static status seek_ampler(repairing *w, size_t k)
{
    static const double times[] = {1.5, 2.0};
    const way *least = lowering(w, k);
    const way base = least ? *least : (way){0};
    status st = STATUS_OK;
    for (size_t n = 0; least && st == STATUS_OK && n < 2 && w->n_ways < ENOUGH_WAYS; n++) {
        way v = {0};
        for (size_t i = 0; i < base.n; i++) {
            const double most = claims_steps(w->claims, base.index[i]);
            (void)way_widen(w, &v, base.index[i]);
            v.steps[i] = fmin(ceil(times[n] * base.steps[i]), most);
            v.to[i] = claims_step(w->claims, base.index[i], v.steps[i]);
        }
        st = offer(w, &v);
    }
    return st;
}

static status for_targets(repairing *w, status (*seek_more)(repairing *, size_t))
{
    status st = STATUS_OK;
    for (size_t k = 0; st == STATUS_OK && k < claims_count(w->claims); k++)
        if (w->is_in[k] && claim_of(w, k)->kind == CLAIM_TARGET && w->n_ways < ENOUGH_WAYS)
            st = seek_more(w, k);
    return st;
}

status repair_seek(repairing *w)
{
    status st = seek_each(w);
    if (st == STATUS_OK)
        st = for_targets(w, seek_compromise);
    if (st == STATUS_OK && w->n_ways < ENOUGH_WAYS)
        st = seek_dropped(w);
    if (st == STATUS_OK)
        st = for_targets(w, seek_ampler);
    return st;
}
