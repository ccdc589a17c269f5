#include "model/hub_study.h"

#include <math.h>

const char *share_rule_id(share_rule rule)
{
    static const char *const ids[SHARE_RULES] = {
        [SHARE_EQUAL] = "equal", [SHARE_CONTRACT] = "contract", [SHARE_ENERGY] = "energy",
        [SHARE_PEAK] = "peak",   [SHARE_SHAPLEY] = "shapley",   [SHARE_NUCLEOLUS] = "nucleolus",
    };
    return ids[rule];
}

double hub_alone_eur(const hub_study *s, perspective who)
{
    double eur = 0.0;
    for (size_t j = 0; j < s->hub->n_members; j++)
        eur += s->of_member[j].asked ? s->worth[who].alone[j].cost_eur : 0.0;
    return eur;
}

static double difference_eur(const hub_study *s, perspective who)
{
    return fabs(hub_alone_eur(s, who) - s->worth[who].apart.cost_eur);
}

bool hub_alone_differs(const hub_study *s, perspective who)
{
    return difference_eur(s, who) / s->discount_sum >= 1.0; /* EUR per year, as they are shown */
}

bool hub_ties_show(const hub_study *s, perspective who)
{
    return hub_alone_differs(s, who) && difference_eur(s, who) > s->worth[who].uncertain_eur;
}
