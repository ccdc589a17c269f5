/* tests/test_carrier.c - prices from lists and profiles, marginal tax. */
#include "model/carrier.h"

#include "tests/near.h"

static const double TOL = 1e-12;

static day all_year[] = {{.id = "day", .days_per_year = 365.0}};
static const calendar half_days = {.step_h = 12.0, .n_steps = 2, .n_days = 1, .days = all_year};

static const double list[] = {0.10, 0.20}, export_list[] = {0.06, 0.08};
static const double shape_values[] = {0.5, 1.5}, spot_values[] = {-0.01, 0.07};
static const profile shape = {.unit = PROFILE_PER_MEAN, .values = shape_values};
static const profile spot = {.unit = PROFILE_EUR_PER_KWH, .values = spot_values};

/* At the second milestone, second step. */
static const struct {
    const char *name;
    carrier carrier;
    double want_import, want_export;
} price_cases[] = {
    {"flat list, export as import", {.price_eur_per_kwh = list}, 0.20, 0.20},
    {"list with a shape", {.price_eur_per_kwh = list, .price_profile = &shape}, 0.30, 0.30},
    {"own export list takes the shape",
     {.price_eur_per_kwh = list, .price_profile = &shape, .export_price_eur_per_kwh = export_list},
     0.30,
     0.12},
    {"absolute profile stands alone", {.price_profile = &spot}, 0.07, 0.07},
    {"absolute import, export by list",
     {.price_profile = &spot, .export_price_eur_per_kwh = export_list},
     0.07,
     0.08},
    {"absolute export beside a list",
     {.price_eur_per_kwh = list, .export_price_profile = &spot},
     0.20,
     0.07},
};

static void test_prices(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof price_cases / sizeof price_cases[0]; i++) {
        const carrier *k = &price_cases[i].carrier;
        print_message("%s\n", price_cases[i].name);
        assert_near(carrier_price(k, &half_days, 1, 0, 1), price_cases[i].want_import, TOL);
        assert_near(carrier_export_price(k, &half_days, 1, 0, 1), price_cases[i].want_export, TOL);
    }
}

/* The brackets of the Dutch tax on electricity up to 50 MWh, 10 GWh and beyond, as amounts. */
static void test_tax(void **state)
{
    (void)state;
    const double low[] = {0.09, 0.08}, middle[] = {0.04, 0.03}, high[] = {0.003, 0.002};
    tax_bracket brackets[] = {{.up_to_mwh = 50.0, .rate_eur_per_kwh = low},
                              {.up_to_mwh = 10000.0, .rate_eur_per_kwh = middle},
                              {.up_to_mwh = INFINITY, .rate_eur_per_kwh = high}};
    const carrier k = {.n_tax_brackets = 3, .tax_brackets = brackets};
    assert_near(carrier_tax_eur_per_kwh(&k, 0.0, 0), 0.09, TOL);
    assert_near(carrier_tax_eur_per_kwh(&k, 50.0, 0), 0.09, TOL);
    assert_near(carrier_tax_eur_per_kwh(&k, 50.1, 1), 0.03, TOL);
    assert_near(carrier_tax_eur_per_kwh(&k, 2e6, 0), 0.003, TOL);
    const carrier untaxed = {.n_tax_brackets = 0};
    assert_near(carrier_tax_eur_per_kwh(&untaxed, 100.0, 0), 0.0, TOL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_prices), cmocka_unit_test(test_tax)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
