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

status repair_by_plan(repairing *w, const plan *p)
{
    way v;
    for (size_t k = 0; k < claims_count(w->claims); k++)
        w->is_in[k] = repair_is_missed(p, claim_of(w, k));
    if (give_way(w, p, 1.0, &v)) {
        v.cost_eur = repair_cost(w, p->certificate.objective_eur);
        v.gap_eur = fmax(0.0, p->certificate.objective_eur - p->certificate.lower_bound_eur);
        w->ways[w->n_ways++] = v;
    }
    if (give_way(w, p, 0.0, &v)) {
        v.cost_eur = isnan(w->without_eur) ? NAN : 0.0;
        w->ways[w->n_ways++] = v;
    }
    status st = STATUS_OK;
    if (give_way(w, p, AMPLE_TIMES, &v)) {
        bool good;
        double cost_eur;
        way_apply(w, &v);
        st = repair_solve(w, &good, &cost_eur, &v.gap_eur);
        if (good)
            v.cost_eur = repair_cost(w, cost_eur);
        w->ways[w->n_ways++] = v;
    }
    return st;
}
