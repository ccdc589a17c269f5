#include "model/region_check.h"

#include <math.h>

static void check_shape(const checker *k, const subject *s, const char *name, const profile *p)
{
    if (p != NULL && p->unit != PROFILE_PER_MEAN && p->unit != PROFILE_EUR_PER_KWH)
        check_report(k, s, DIAG_PROFILE_UNIT,
                     "%s is %s; its unit has to be per_mean or eur_per_kwh", name, p->id);
}

/* A shape around 1 needs a list that it shapes. */
static void check_price(const checker *k, const subject *s, const carrier *c)
{
    check_list(k, s, "price_eur_per_kwh", c->price_eur_per_kwh, RANGE_ANY);
    check_list(k, s, "export_price_eur_per_kwh", c->export_price_eur_per_kwh, RANGE_ANY);
    check_shape(k, s, "price_profile", c->price_profile);
    check_shape(k, s, "export_price_profile", c->export_price_profile);
    const bool absolute = c->price_profile != NULL && c->price_profile->unit == PROFILE_EUR_PER_KWH;
    if (c->network && c->price_eur_per_kwh == NULL && !absolute)
        check_report(k, s, DIAG_PRICE_MISSING,
                     "it has no price; price_eur_per_kwh or a price_profile in eur_per_kwh was "
                     "expected");
    if (c->price_eur_per_kwh == NULL && c->export_price_eur_per_kwh == NULL &&
        c->export_price_profile != NULL && c->export_price_profile->unit == PROFILE_PER_MEAN)
        check_report(k, s, DIAG_PRICE_MISSING,
                     "export_price_profile is a shape without a level; export_price_eur_per_kwh "
                     "was expected");
}

static void check_tax(const checker *k, const carrier *c)
{
    for (size_t b = 0; b < c->n_tax_brackets; b++) {
        const tax_bracket *now = &c->tax_brackets[b];
        const subject s = {.kind = "energy_tax of carrier", .id = c->id, .line = now->line};
        check_list(k, &s, "rate_eur_per_kwh", now->rate_eur_per_kwh, RANGE_ANY);
        const double below = b == 0 ? 0.0 : c->tax_brackets[b - 1].up_to_mwh;
        if (!(now->up_to_mwh > below))
            check_report(k, &s, DIAG_TAX_BRACKETS,
                         "up_to_mwh is %g; it has to be more than %g, where the bracket before it "
                         "ends",
                         now->up_to_mwh, below);
        if (b + 1 == c->n_tax_brackets && isfinite(now->up_to_mwh))
            check_report(k, &s, DIAG_TAX_BRACKETS,
                         "up_to_mwh of the last bracket is %g; the last has none", now->up_to_mwh);
    }
}

static void check_carrier(const checker *k, const carrier *c)
{
    const subject s = {.kind = "carrier", .id = c->id, .line = c->line};
    check_price(k, &s, c);
    check_tax(k, c);
    check_list(k, &s, "co2_kg_per_kwh", c->co2_kg_per_kwh, RANGE_ANY);
    CHECK_FIELDS(k, &s, {"supplier_margin_eur_per_kwh", c->supplier_margin_eur_per_kwh, RANGE_ANY},
                 {"feed_in_fee_eur_per_kwh", c->feed_in_fee_eur_per_kwh, RANGE_ANY});
    if (c == k->region->electricity && !c->network)
        check_report(k, &s, DIAG_OUT_OF_RANGE,
                     "network is false; electricity comes through the grid, so it has to be true");
}

static void check_tariff(const checker *k, const tariff *f)
{
    const subject s = {.kind = "tariff", .id = f->id, .line = f->line};
    CHECK_FIELDS(k, &s, {"fixed_eur_per_year", f->fixed_eur_per_year, RANGE_NOT_NEGATIVE},
                 {"contract_eur_per_kw_year", f->contract_eur_per_kw_year, RANGE_NOT_NEGATIVE},
                 {"peak_eur_per_kw_month", f->peak_eur_per_kw_month, RANGE_NOT_NEGATIVE},
                 {"energy_eur_per_kwh", f->energy_eur_per_kwh, RANGE_NOT_NEGATIVE});
    if (f->has_low_window)
        CHECK_FIELDS(k, &s,
                     {"energy_low_eur_per_kwh", f->energy_low_eur_per_kwh, RANGE_NOT_NEGATIVE},
                     {"low_window", f->low_window.from_h, RANGE_HOUR},
                     {"low_window", f->low_window.to_h, RANGE_HOUR});
}

void region_check_market(const checker *k)
{
    const region *r = k->region;
    for (size_t i = 0; i < r->n_carriers; i++)
        check_carrier(k, &r->carriers[i]);
    for (size_t i = 0; i < r->n_tariffs; i++)
        check_tariff(k, &r->tariffs[i]);
    const subject s = {.kind = "recourse"};
    CHECK_FIELDS(k, &s, {"shed_eur_per_kwh", r->shed_eur_per_kwh, RANGE_NOT_NEGATIVE},
                 {"refused_growth_eur_per_kwh", r->refused_growth_eur_per_kwh, RANGE_NOT_NEGATIVE},
                 {"surplus_eur_per_kwh", r->surplus_eur_per_kwh, RANGE_NOT_NEGATIVE},
                 {"grid_cost_eur_per_kw_year", r->grid_cost_eur_per_kw_year, RANGE_NOT_NEGATIVE});
    const subject carriers = {.kind = "carriers"};
    check_list(k, &carriers, "co2_price_eur_per_t", r->co2_price_eur_per_t, RANGE_NOT_NEGATIVE);
}
