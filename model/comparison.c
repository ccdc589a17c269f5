#include "model/comparison.h"

#include <math.h>
#include <string.h>

#include "model/tolerance.h"

const char *measure_class_id(measure_class c)
{
    static const char *const ids[MEASURE_CLASSES] = {
        [MEASURE_NO_REGRET] = "no_regret", [MEASURE_MAYBE] = "maybe", [MEASURE_NEVER] = "never"};
    return ids[c];
}

const char *robust_way_id(robust_way w)
{
    static const char *const ids[ROBUST_WAYS] = {[ROBUST_ONE_PROGRAM] = "one_program",
                                                 [ROBUST_AS_A_FUTURE] = "as_a_future",
                                                 [ROBUST_COMMON_PART] = "common_part",
                                                 [ROBUST_MAJORITY] = "majority"};
    return ids[w];
}

void comparison_free(comparison *c)
{
    for (size_t k = 0; c != NULL && k < c->n_arenas; k++)
        arena_free(c->arenas[k]);
}

compared compared_base(const region *r, bool is_future)
{
    return (compared){.region = r,
                      .is_base = true,
                      .is_future = is_future,
                      .probability = is_future ? r->probability_frac : 0.0};
}

compared compared_scenario(const region *r, const scenario *how)
{
    const bool is_future = how->kind == SCENARIO_FUTURE;
    return (compared){.region = r,
                      .kind = how->kind,
                      .is_future = is_future,
                      .probability = is_future ? how->probability_frac : 0.0};
}

bool region_has_probabilities(const region *base)
{
    for (size_t k = 0; k < base->n_scenarios; k++)
        if (!isnan(base->scenarios[k].probability_frac))
            return true;
    return false;
}

void compared_share_probability(compared *list, size_t n)
{
    double sum = 0.0;
    size_t n_futures = 0;
    for (size_t k = 0; k < n; k++) {
        sum += list[k].probability; /* NAN: not given */
        n_futures += list[k].is_future;
    }
    for (size_t k = 0; k < n; k++)
        if (list[k].is_future)
            list[k].probability = sum > 0.0 ? list[k].probability / sum : 1.0 / (double)n_futures;
}

compared_figures figures_of_plan(const plan *p)
{
    const plan_total *t = &p->horizon_total;
    return (compared_figures){t->cost_eur,           t->investment_eur, t->subsidy_eur, t->co2_t,
                              t->refused_growth_mwh, t->shed_mwh,       t->freed_kw};
}

compared_figures figures_of_status_quo(const plan *p)
{
    const plan_total *t = &p->horizon_total;
    return (compared_figures){.cost_eur = t->status_quo_cost_eur,
                              .co2_t = t->status_quo_co2_t,
                              .unserved_growth_mwh = t->status_quo_refused_growth_mwh};
}

compared_figures figures_less(compared_figures a, compared_figures b)
{
    return (compared_figures){a.cost_eur - b.cost_eur,
                              a.investment_eur - b.investment_eur,
                              a.subsidy_eur - b.subsidy_eur,
                              a.co2_t - b.co2_t,
                              a.unserved_growth_mwh - b.unserved_growth_mwh,
                              a.shed_mwh - b.shed_mwh,
                              a.freed_kw - b.freed_kw};
}

double tradeoff_gap_frac(const tradeoff *t, size_t k)
{
    const double range = t->points[0].amount - t->points[t->n_points - 1].amount;
    if (k + 1 >= t->n_points || !(range > 0.0))
        return 0.0;
    return (t->points[k].amount - t->points[k + 1].amount) / range;
}

bool tradeoff_gap_is_large(const tradeoff *t, size_t k)
{
    return tradeoff_gap_frac(t, k) > t->gap_allowed_frac + SHARE_TOL_FRAC;
}

compared_figures figures_of_municipality(const plan *p, const char *id)
{
    for (size_t k = 0; k < p->n_municipalities; k++) {
        const plan_municipality *m = &p->municipalities[k];
        if (strcmp(m->share.id, id) == 0)
            return (compared_figures){m->cost_eur, m->share.investment_eur, m->share.subsidy_eur,
                                      m->co2_t,    m->refused_growth_mwh,   m->shed_mwh,
                                      m->freed_kw};
    }
    return (compared_figures){0};
}
