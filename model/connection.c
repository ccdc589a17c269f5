#include "model/connection.h"

#include <string.h>

#include "model/units.h"

double connection_contract_eur_per_kw_year(const connection *c)
{
    double sum = 0.0;
    for (size_t s = 0; s < c->n_tariff_shares; s++)
        sum +=
            c->tariff_shares[s].share_frac * c->tariff_shares[s].tariff->contract_eur_per_kw_year;
    return sum;
}

double connection_peak_eur_per_kw_month(const connection *c)
{
    double sum = 0.0;
    for (size_t s = 0; s < c->n_tariff_shares; s++)
        sum += c->tariff_shares[s].share_frac * c->tariff_shares[s].tariff->peak_eur_per_kw_month;
    return sum;
}

double connection_energy_eur_per_kwh(const connection *c, const calendar *cal, size_t d, size_t t)
{
    double sum = 0.0;
    for (size_t s = 0; s < c->n_tariff_shares; s++)
        sum += c->tariff_shares[s].share_frac *
               tariff_energy_eur_per_kwh(c->tariff_shares[s].tariff, cal, d, t);
    return sum;
}

double connection_fixed_eur_per_year(const connection *c)
{
    double sum = 0.0;
    for (size_t s = 0; s < c->n_tariff_shares; s++)
        sum += c->tariff_shares[s].share_frac * c->tariff_shares[s].tariff->fixed_eur_per_year;
    return sum * c->sites;
}

/* Base-year MWh of the demands for a carrier, and of the electric vehicles there are today. */
static double own_use_mwh(const connection *c, const carrier *k)
{
    double mwh = 0.0;
    for (size_t n = 0; n < c->n_demands; n++)
        if (c->demands[n].carrier == k)
            mwh += c->demands[n].base_mwh_per_year;
    if (strcmp(k->id, "electricity") != 0)
        return mwh;
    for (size_t f = 0; f < c->n_fleets; f++)
        mwh += c->fleets[f].existing_vehicles * c->fleets[f].energy_kwh_per_vehicle_day *
               DAYS_PER_YEAR / KWH_PER_MWH;
    return mwh;
}

/* Base-year MWh of a carrier that serves another one's demand, such as gas for heat: through the
 * first installed converter that takes it in and makes something for which there is a demand. */
static double converted_use_mwh(const connection *c, const carrier *k)
{
    for (size_t i = 0; i < c->n_installed; i++) {
        const technology *tech = c->installed[i].technology;
        if (tech->kind != KIND_CONVERTER || tech->carrier != k)
            continue;
        for (size_t o = 0; o < tech->n_outputs; o++) {
            const double out_mwh = own_use_mwh(c, tech->outputs[o].carrier);
            if (out_mwh > 0.0)
                return out_mwh / tech->outputs[o].ratio;
        }
    }
    return 0.0;
}

double connection_tax_eur_per_kwh(const connection *c, const carrier *k, size_t y)
{
    double use_mwh = own_use_mwh(c, k);
    if (use_mwh <= 0.0)
        use_mwh = converted_use_mwh(c, k);
    return carrier_tax_eur_per_kwh(k, use_mwh / c->sites, y);
}
