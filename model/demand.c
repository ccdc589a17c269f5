#include "model/connection.h"

#include "model/units.h"

/* Of 1 MWh per year spread evenly over the year. */
static double mean_kw_per_mwh(const calendar *cal)
{
    return KWH_PER_MWH / calendar_year_h(cal);
}

double demand_kw_per_mwh(const demand *n, const calendar *cal, size_t d, size_t t)
{
    if (n->profile == NULL)
        return mean_kw_per_mwh(cal);
    const double value = n->profile->values[calendar_at(cal, d, t)];
    if (n->profile->unit != PROFILE_KW)
        return value * mean_kw_per_mwh(cal);
    /* The energy of an absolute profile is what the profile sums to; 0 only when all of it is 0. */
    return n->base_mwh_per_year > 0.0 ? value / n->base_mwh_per_year : 0.0;
}
