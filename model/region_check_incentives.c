#include "model/region_check.h"

#include <math.h>
#include <string.h>

#include "model/finding_text.h"
#include "model/tolerance.h"
#include "model/units.h"

/* Prices are compared to a hundredth of a cent per kWh. */
#define PRICE_TOL_EUR_PER_KWH 1e-4

/* Runs over all moments until one earns more by feeding in than buying costs; c NULL: without
 * tariff, tax and margins (societal). Gives whether there is one, and reports it. */
static bool report_burning(const checker *k, const connection *c)
{
    const region *r = k->region;
    const calendar *cal = &r->calendar;
    const carrier *el = r->electricity;
    for (size_t y = 0; y < r->horizon.n_milestones; y++) {
        const double tax = c == NULL ? 0.0 : connection_tax_eur_per_kwh(c, el, y);
        const double margin = c == NULL ? 0.0 : el->supplier_margin_eur_per_kwh;
        const double fee = c == NULL ? 0.0 : el->feed_in_fee_eur_per_kwh;
        for (size_t i = 0; i < calendar_size(cal); i++) {
            const size_t d = i / cal->n_steps, t = i % cal->n_steps;
            const double transport = c == NULL ? 0.0 : connection_energy_eur_per_kwh(c, cal, d, t);
            const double buy = carrier_price(el, cal, y, d, t) + margin + tax + transport;
            const double sell = carrier_export_price(el, cal, y, d, t) - fee;
            if (buy >= sell - PRICE_TOL_EUR_PER_KWH)
                continue;
            const subject s = {.kind = c == NULL ? "carrier" : "connection",
                               .id = c == NULL ? el->id : c->id,
                               .line = c == NULL ? el->line : c->line};
            check_report(k, &s, DIAG_EXPORT_PRICE,
                         "in %d, day %s, step %zu a kWh fed in earns %.4f EUR while one bought "
                         "costs %.4f (%s perspective); buying has to cost at least as much, or "
                         "no_burn has to be true",
                         r->horizon.milestones[y].year, cal->days[d].id, t + 1, sell, buy,
                         c == NULL ? finding_text("societal") : finding_text("private"));
            return true;
        }
    }
    return false;
}

/* One finding per perspective is enough to say it. */
static void check_export_price(const checker *k)
{
    if (k->region->no_burn)
        return;
    (void)report_burning(k, NULL);
    for (size_t i = 0; i < k->region->n_connections; i++)
        if (report_burning(k, &k->region->connections[i]))
            return;
}

/* Of one kW for a year; 0 for what is not counted in kW. */
static double yearly_eur_per_kw(const technology *tech, double rate_frac)
{
    if (strcmp(technology_unit(tech), "kW") != 0)
        return 0.0;
    if (!isnan(tech->annual_cost_eur_per_unit))
        return tech->annual_cost_eur_per_unit;
    if (tech->investment_eur_per_unit == NULL)
        return 0.0;
    return tech->investment_eur_per_unit[0] * annuity_per_year(rate_frac, tech->life_years) +
           tech->operating_eur_per_unit_year;
}

/* The dearest kW that could be bought to prevent shedding, and what it is. Tariffs charge the
 * quarter-hour: q of its kW for each kW of a step, (E18) and (E19). */
static double dearest_kw(const region *r, const char **what)
{
    double dearest = 0.0;
    const double q = r->calendar.quarter_hour_factor;
    for (size_t f = 0; f < r->n_tariffs; f++) {
        const double eur = q * (r->tariffs[f].contract_eur_per_kw_year +
                                MONTHS_PER_YEAR * r->tariffs[f].peak_eur_per_kw_month);
        if (eur > dearest) {
            dearest = eur;
            *what = r->tariffs[f].id;
        }
    }
    for (size_t i = 0; i < r->n_connections; i++) {
        for (size_t p = 0; p < r->connections[i].n_potentials; p++) {
            const technology *tech = r->connections[i].potentials[p].technology;
            const double eur = yearly_eur_per_kw(tech, r->horizon.discount_rate_frac);
            if (eur > dearest) {
                dearest = eur;
                *what = tech->id;
            }
        }
    }
    return dearest;
}

/* A rare day weighs little: shedding for an hour of it can be cheaper than a kW all year. */
static void check_shedding(const checker *k)
{
    const region *r = k->region;
    const char *what = NULL;
    const double dearest = dearest_kw(r, &what);
    for (size_t d = 0; d < r->calendar.n_days; d++) {
        const day *design = &r->calendar.days[d];
        const double hours = calendar_hours_per_year(&r->calendar, d);
        if (!design->design || hours * r->shed_eur_per_kwh >= dearest)
            continue;
        const subject s = {.kind = "day", .id = design->id, .line = design->line};
        check_report(k, &s, DIAG_SHED_CHEAP,
                     "shedding one kW for one step of this design day costs %.2f EUR a year, the "
                     "dearest kW (%s) %.2f; a plan that sheds there can be the cheapest, unless "
                     "shed_eur_per_kwh is at least %.0f",
                     hours * r->shed_eur_per_kwh, what, dearest, ceil(dearest / hours));
        return;
    }
}

void region_check_incentives(const checker *k)
{
    check_export_price(k);
    check_shedding(k);
}
