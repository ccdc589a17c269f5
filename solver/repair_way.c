/* The least change that makes a region solvable, starting from one claim. */
#include "solver/repair_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Finer than this part of a change is not looked for: the figures behind it are estimates. */
#define NARROW_FRAC 0.01

void way_apply(const repairing *w, const way *v)
{
    claims_restore(w->claims);
    for (size_t n = 0; n < v->n; n++)
        claims_set(w->claims, v->index[n], v->to[n]);
}

static bool is_same(const way *a, const way *b)
{
    for (size_t n = 0; n < a->n; n++) {
        bool found = false;
        for (size_t k = 0; k < b->n; k++)
            found = found || (a->index[n] == b->index[k] && isnan(a->to[n]) == isnan(b->to[k]) &&
                              !(a->to[n] < b->to[k]) && !(a->to[n] > b->to[k]));
        if (!found)
            return false;
    }
    return a->n == b->n;
}

bool way_is_known(const repairing *w, const way *v)
{
    for (size_t n = 0; n < w->n_ways; n++)
        if (is_same(&w->ways[n], v))
            return true;
    return false;
}

bool way_widen(const repairing *w, way *v, size_t k)
{
    if (v->n == MOST_CHANGES)
        return false;
    v->index[v->n] = k;
    v->steps[v->n] = claims_steps(w->claims, k);
    v->to[v->n] = claims_widest(w->claims, k);
    v->n++;
    return true;
}

/* How well claim k goes with what is changed already: the same thing in another year is best, then
 * the same kind, then another limit, in the year of a target if there is a choice; a target last. */
static int affinity(const repairing *w, const way *v, size_t k)
{
    const claim *c = claims_get(w->claims, k);
    int best = c->kind == CLAIM_TARGET ? 0 : 1;
    for (size_t n = v->n_fixed; n < v->n; n++) {
        const claim *changed = claims_get(w->claims, v->index[n]);
        if (changed->kind != c->kind)
            continue;
        const int alike = strcmp(changed->object, c->object) == 0 ? 3 : 2;
        best = alike > best ? alike : best;
    }
    return 2 * best + (c->milestone == w->milestone ? 1 : 0);
}

static bool is_changed(const way *v, size_t k)
{
    for (size_t n = 0; n < v->n; n++)
        if (v->index[n] == k)
            return true;
    return false;
}

/* One more change, out of a conflict that is left. */
static status widen_next(repairing *w, way *v, bool *found)
{
    const size_t n = claims_count(w->claims);
    bool *is_in = calloc(n + 1, sizeof *is_in);
    if (!is_in)
        return STATUS_NO_MEMORY;
    for (size_t k = 0; k < n; k++)
        is_in[k] = !is_changed(v, k);
    const status st = conflict_find(&w->asking, is_in);
    size_t best = n;
    for (size_t k = 0; st == STATUS_OK && k < n; k++)
        if (is_in[k] && (best == n || affinity(w, v, k) > affinity(w, v, best)))
            best = k;
    free(is_in);
    *found = st == STATUS_OK && best < n && way_widen(w, v, best);
    if (*found)
        way_apply(w, v);
    return st;
}

static status is_possible_at(repairing *w, way *v, size_t n, double steps, bool *yes)
{
    possibility answer;
    claims_set(w->claims, v->index[n], claims_step(w->claims, v->index[n], steps));
    const status st = conflict_ask(&w->asking, &answer);
    *yes = answer == POSSIBLE;
    return st;
}

status way_narrow(repairing *w, way *v, size_t n)
{
    double low = 0.0, high = v->steps[n];
    bool yes = false;
    status st = v->n > 1 ? is_possible_at(w, v, n, 0.0, &yes) : STATUS_OK;
    if (yes)
        high = 0.0;
    for (double k = 1.0; st == STATUS_OK && !yes && k < high; k *= 2.0) {
        st = is_possible_at(w, v, n, k, &yes);
        *(yes ? &high : &low) = k;
    }
    while (st == STATUS_OK && high - low > fmax(1.0, floor(NARROW_FRAC * high))) {
        const double middle = floor((low + high) / 2.0);
        st = is_possible_at(w, v, n, middle, &yes);
        *(yes ? &high : &low) = middle;
    }
    v->steps[n] = high;
    v->to[n] = claims_step(w->claims, v->index[n], high);
    claims_set(w->claims, v->index[n], v->to[n]);
    return st;
}

static void remove_idle(way *v)
{
    size_t n = v->n_fixed;
    for (size_t k = v->n_fixed; k < v->n; k++)
        if (v->steps[k] > 0.0) {
            v->index[n] = v->index[k];
            v->to[n] = v->to[k];
            v->steps[n++] = v->steps[k];
        }
    v->n = n;
}

status way_find(repairing *w, way *v, bool *found)
{
    possibility answer = IMPOSSIBLE;
    status st = STATUS_OK;
    *found = true;
    w->asking.undecided = false;
    way_apply(w, v);
    while (st == STATUS_OK && *found && answer != POSSIBLE) {
        st = conflict_ask(&w->asking, &answer);
        *found = answer != UNDECIDED;
        if (st == STATUS_OK && answer == IMPOSSIBLE)
            st = widen_next(w, v, found);
    }
    /* The first one last: what was added for its sake is kept as small as can be. */
    for (size_t n = v->n; st == STATUS_OK && *found && n > v->n_fixed; n--)
        st = way_narrow(w, v, n - 1);
    v->least = !w->asking.undecided;
    remove_idle(v);
    return st;
}
