#include "model/carrier.h"

/* A price list times its shape, or a shape that is itself a price. */
static double price_at(const double *list, const profile *shape, const calendar *cal, size_t y,
                       size_t d, size_t t)
{
    if (shape != NULL && shape->unit == PROFILE_EUR_PER_KWH)
        return shape->values[calendar_at(cal, d, t)];
    const double level = list == NULL ? 0.0 : list[y];
    return shape == NULL ? level : level * shape->values[calendar_at(cal, d, t)];
}

double carrier_price(const carrier *c, const calendar *cal, size_t y, size_t d, size_t t)
{
    return price_at(c->price_eur_per_kwh, c->price_profile, cal, y, d, t);
}

double carrier_export_price(const carrier *c, const calendar *cal, size_t y, size_t d, size_t t)
{
    const profile *shape = c->export_price_profile;
    /* An own list with the shape of the import price; where that is a price itself, the list alone. */
    if (shape == NULL && c->price_profile != NULL &&
        !(c->export_price_eur_per_kwh != NULL && c->price_profile->unit == PROFILE_EUR_PER_KWH))
        shape = c->price_profile;
    const double *list = c->export_price_eur_per_kwh;
    return price_at(list == NULL ? c->price_eur_per_kwh : list, shape, cal, y, d, t);
}

double carrier_tax_eur_per_kwh(const carrier *c, double use_mwh_per_year, size_t y)
{
    if (c->n_tax_brackets == 0)
        return 0.0;
    size_t b = 0;
    while (b + 1 < c->n_tax_brackets && use_mwh_per_year > c->tax_brackets[b].up_to_mwh)
        b++;
    return c->tax_brackets[b].rate_eur_per_kwh[y];
}
