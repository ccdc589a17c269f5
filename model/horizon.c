#include "model/horizon.h"

#include <assert.h>
#include <math.h>

double horizon_discount_factor(const horizon *h, size_t y)
{
    assert(y < h->n_milestones);
    const milestone *m = &h->milestones[y];
    double factor = 0.0;
    /* (E1) yearly money is paid at year end, so the first payment is one year away from the start */
    for (int k = 0; k < m->duration_years; k++) {
        const int years_away = m->year + k + 1 - h->price_year;
        factor += exp(-years_away * log1p(h->discount_rate_frac));
    }
    return factor;
}

double annuity_per_year(double rate_frac, double life_years)
{
    assert(rate_frac >= 0.0 && life_years > 0.0);
    if (rate_frac <= 0.0)
        return 1.0 / life_years; /* limit of (E2) */
    /* expm1 and log1p keep (E2) accurate for rates near zero. */
    return rate_frac / -expm1(-life_years * log1p(rate_frac));
}

int vintage_counts(const horizon *h, double built_year, double life_years, size_t y)
{
    assert(y < h->n_milestones);
    const int year = h->milestones[y].year;
    return built_year <= year && built_year + life_years > year;
}

size_t horizon_milestone_from(const horizon *h, int year)
{
    size_t y = 0;
    while (y < h->n_milestones && h->milestones[y].year < year)
        y++;
    return y;
}

int horizon_end_year(const horizon *h)
{
    assert(h->n_milestones > 0);
    const milestone *last = &h->milestones[h->n_milestones - 1];
    return last->year + last->duration_years;
}
