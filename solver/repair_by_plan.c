/* Ways that the plan itself proves, for regions of which nothing more can be asked in time. */
#include "solver/repair_parts.h"

#include <math.h>
#include <string.h>

#include "model/tolerance.h"

/* A target further from what the plan reaches than it has to be, in steps. */
#define AMPLE_TIMES 2.0

static const plan_target *target_of(const plan *p, const claim *c)
{
    for (size_t k = 0; c->kind == CLAIM_TARGET && k < p->n_targets; k++)
        if (strcmp(p->targets[k].target->id, c->object) == 0)
            return &p->targets[k];
    return NULL;
}

bool repair_is_missed(const plan *p, const claim *c)
{
    const plan_target *t = target_of(p, c);
    return t && t->shortfall[c->milestone] > SHARE_TOL_FRAC * fmax(1.0, fabs(c->limit));
}

double repair_steps_to_reached(const repairing *w, const plan *p, size_t k)
{
    const claim *c = claim_of(w, k);
    const double reached = target_of(p, c)->value[c->milestone];
    double low = 0.0, high = claims_steps(w->claims, k);
    while (high - low > 1.0) {
        const double middle = floor((low + high) / 2.0);
        *(claims_as_wide(w->claims, k, claims_step(w->claims, k, middle), reached) ? &high : &low) =
            middle;
    }
    return high;
}

/* All missed targets at once: at what the plan reaches, times so much; 0: not asked for. */
static bool give_way(const repairing *w, const plan *p, double times, way *v)
{
    *v = (way){.cost_eur = NAN};
    for (size_t k = 0; k < claims_count(w->claims); k++) {
        if (!w->is_in[k])
            continue;
        if (!way_widen(w, v, k))
            return false; /* more than can be listed */
        const double steps =
            fmin(times * repair_steps_to_reached(w, p, k), claims_steps(w->claims, k));
        v->steps[v->n - 1] = steps;
        v->to[v->n - 1] = times > 0.0 ? claims_step(w->claims, k, steps) : NAN;
    }
    return v->n > 0;
}

/* Unless it is known already. */
static void add(repairing *w, const way *v)
{
    if (!way_is_known(w, v))
        w->ways[w->n_ways++] = *v;
}

/* At what a search of the region with the way comes to; left open when it does not end with a plan. */
static status add_at_cost(repairing *w, way *v)
{
    bool good;
    double cost_eur;
    if (way_is_known(w, v))
        return STATUS_OK;
    way_apply(w, v);
    const status st = repair_solve(w, &good, &cost_eur, &v->gap_eur);
    v->cost_eur = st == STATUS_OK && good ? repair_cost(w, cost_eur) : NAN;
    add(w, v);
    return st;
}

/* What the plan reaches, which it proves to be possible. Its bound is one for plans that miss no more tonnes or MWh, of
 * which a plan with less use may have fewer at the same share: a search of the region with the way says more. */
static status add_reached(repairing *w, const plan *p, way *v)
{
    const double own_eur = p->certificate.objective_eur;
    bool good;
    double cost_eur = own_eur, gap_eur = 0.0, bound_eur = p->certificate.lower_bound_eur;
    way_apply(w, v);
    const status st = repair_solve(w, &good, &cost_eur, &gap_eur);
    if (st == STATUS_OK && good)
        bound_eur = cost_eur - gap_eur;
    const double least_eur = fmin(own_eur, cost_eur);
    v->cost_eur = repair_cost(w, least_eur);
    v->gap_eur = fmax(0.0, least_eur - bound_eur);
    add(w, v);
    return st;
}

/* One of the missed targets not asked for, the others at what the plan reaches. */
static status add_dropped(repairing *w, const plan *p)
{
    way v;
    status st = STATUS_OK;
    if (!give_way(w, p, 1.0, &v))
        return STATUS_OK;
    for (size_t n = 0; st == STATUS_OK && n < v.n && w->n_ways < ENOUGH_WAYS; n++) {
        way one = v;
        one.to[n] = NAN;
        st = add_at_cost(w, &one);
    }
    return st;
}

status repair_by_plan(repairing *w, const plan *p)
{
    way v;
    status st = STATUS_OK;
    for (size_t k = 0; k < claims_count(w->claims); k++)
        w->is_in[k] = repair_is_missed(p, claim_of(w, k));
    if (give_way(w, p, 1.0, &v))
        st = add_reached(w, p, &v);
    if (give_way(w, p, 0.0, &v)) {
        v.cost_eur = isnan(w->without_eur) ? NAN : 0.0;
        add(w, &v);
    }
    if (st == STATUS_OK && give_way(w, p, AMPLE_TIMES, &v))
        st = add_at_cost(w, &v);
    return st == STATUS_OK ? add_dropped(w, p) : st;
}
