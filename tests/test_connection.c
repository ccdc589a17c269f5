/* tests/test_connection.c - demand shapes, fleets, mean tariffs, tax per company, hub levels. */
#include "model/connection.h"

#include "model/hub.h"
#include "tests/fixture.h"
#include "tests/near.h"

static const double TOL = 1e-9;

static int setup(void **state)
{
    return (*state = arena_new()) == NULL ? -1 : 0;
}

static int teardown(void **state)
{
    arena_free(*state);
    return 0;
}

static void test_demand(void **state)
{
    arena *mem = *state;
    region *r = fixture_region_sized(mem, 1, (const int[]){1}, 1, 12.0);
    demand *n = r->demands[0]; /* 876 MWh a year: 100 kW on average */
    const calendar *cal = &r->calendar;
    assert_near(n->base_mwh_per_year * demand_kw_per_mwh(n, cal, 0, 1), 100.0, TOL);
    n->profile = fixture_add_profile(r, "p", PROFILE_PER_MEAN, (const double[]){0.4, 1.6});
    assert_near(876.0 * demand_kw_per_mwh(n, cal, 0, 0), 40.0, TOL);
    assert_near(876.0 * demand_kw_per_mwh(n, cal, 0, 1), 160.0, TOL);
    /* 30 and 50 kW, each 12 h a day: 40 kW on average, 350.4 MWh. */
    n->profile = fixture_add_profile(r, "kw", PROFILE_KW, (const double[]){30.0, 50.0});
    n->base_mwh_per_year = 350.4;
    assert_near(350.4 * demand_kw_per_mwh(n, cal, 0, 1), 50.0, TOL);
    n->base_mwh_per_year = 0.0;
    assert_near(demand_kw_per_mwh(n, cal, 0, 1), 0.0, TOL);
}

static void test_fleet(void **state)
{
    arena *mem = *state;
    region *r = fixture_region_sized(mem, 2, (const int[]){1, 1}, 2, 12.0);
    fleet *f = fixture_add_fleet(r, mem, &r->connections[0], "truck", 5.0);
    f->vehicles = (const double[]){5.0, 12.0};
    f->existing_vehicles = 8.0;
    f->energy_kwh_per_vehicle_day = 120.0;
    assert_near(fleet_existing(f, 0), 5.0, TOL);
    assert_near(fleet_growth(f, 0), 0.0, TOL);
    assert_near(fleet_existing(f, 1), 8.0, TOL);
    assert_near(fleet_growth(f, 1), 4.0, TOL);
    assert_near(fleet_kwh_per_vehicle(f, &r->calendar, 1), 120.0, TOL);
    assert_near(fleet_unmanaged_kw(f, &r->calendar, 1, 0), 5.0, TOL);
    /* Yearly mean 1; the first day charges three times what the second does. */
    f->profile =
        fixture_add_profile(r, "p", PROFILE_PER_MEAN, (const double[]){1.0, 2.0, 0.0, 1.0});
    assert_near(fleet_kwh_per_vehicle(f, &r->calendar, 0), 180.0, TOL);
    assert_near(fleet_kwh_per_vehicle(f, &r->calendar, 1), 60.0, TOL);
    assert_near(fleet_unmanaged_kw(f, &r->calendar, 0, 1), 10.0, TOL);
}

static void test_tariff_shares(void **state)
{
    arena *mem = *state;
    region *r = fixture_region(mem);
    connection *c = &r->connections[0];
    const tariff small = {.fixed_eur_per_year = 100.0,
                          .contract_eur_per_kw_year = 40.0,
                          .peak_eur_per_kw_month = 1.0,
                          .energy_eur_per_kwh = 0.06};
    c->aggregate = true;
    c->sites = 10.0;
    c->n_tariff_shares = 2;
    c->tariff_shares[0].share_frac = 0.25;
    c->tariff_shares[1] = (tariff_share){.tariff = &small, .share_frac = 0.75};
    assert_near(connection_fixed_eur_per_year(c), 10 * (0.25 * 400.0 + 0.75 * 100.0), TOL);
    assert_near(connection_contract_eur_per_kw_year(c), 0.25 * 20.0 + 0.75 * 40.0, TOL);
    assert_near(connection_peak_eur_per_kw_month(c), 0.25 * 3.0 + 0.75 * 1.0, TOL);
    assert_near(connection_energy_eur_per_kwh(c, &r->calendar, 0, 0), 0.25 * 0.02 + 0.75 * 0.06,
                TOL);
}

static void two_brackets(carrier *k, double up_to_mwh)
{
    static const double low_use[] = {0.09}, high_use[] = {0.01};
    static tax_bracket brackets[2];
    brackets[0] = (tax_bracket){.up_to_mwh = up_to_mwh, .rate_eur_per_kwh = low_use};
    brackets[1] = (tax_bracket){.up_to_mwh = INFINITY, .rate_eur_per_kwh = high_use};
    k->n_tax_brackets = 2;
    k->tax_brackets = brackets;
}

static void test_electricity_tax(void **state)
{
    arena *mem = *state;
    region *r = fixture_region(mem);
    connection *c = &r->connections[0];
    two_brackets(&r->carriers[0], 880.0);
    assert_near(connection_tax_eur_per_kwh(c, r->electricity, 0), 0.09, TOL);
    /* Two electric vans of 10 kWh a day add 7.3 MWh: 883.3. */
    fixture_add_fleet(r, mem, c, "van", 4.0)->existing_vehicles = 2.0;
    assert_near(connection_tax_eur_per_kwh(c, r->electricity, 0), 0.01, TOL);
    c->sites = 2.0; /* 441.65 MWh per company */
    assert_near(connection_tax_eur_per_kwh(c, r->electricity, 0), 0.09, TOL);
}

static void test_gas_tax(void **state)
{
    arena *mem = *state;
    region *r = fixture_region(mem);
    connection *c = &r->connections[0];
    carrier *gas = &r->carriers[1];
    two_brackets(gas, 1050.0);
    assert_near(connection_tax_eur_per_kwh(c, gas, 0), 0.09, TOL);
    /* 1000 MWh of heat from a boiler of 0.8 takes 1250 MWh of gas. */
    fixture_add_demand(r, mem, c, r->heat, 1000.0);
    technology *boiler = fixture_add_technology(r, mem, "boiler", KIND_CONVERTER);
    boiler->carrier = gas;
    boiler->outputs[0].ratio = 0.8;
    assert_near(connection_tax_eur_per_kwh(c, gas, 0), 0.09, TOL);
    fixture_add_installed(c, boiler, 500.0);
    assert_near(connection_tax_eur_per_kwh(c, gas, 0), 0.01, TOL);
}

static void test_hub_levels(void **state)
{
    arena *mem = *state;
    region *r = fixture_region(mem);
    connection *high = &r->connections[0];
    connection *low = fixture_add_connection(r, mem, "low");
    connection *other = fixture_add_connection(r, mem, "other");
    const tariff ls = {.id = "ls"};
    high->level = GRID_LEVEL_TS;
    low->level = other->level = GRID_LEVEL_LS;
    low->tariff_shares[0].tariff = &ls;
    connection *const members[] = {high, low, other};
    const hub *h = fixture_add_hub(r, mem, "hub", 3, members);
    grid_level levels[GRID_LEVEL_COUNT];
    assert_int_equal(hub_levels(h, levels), 2);
    assert_int_equal(levels[0], GRID_LEVEL_LS);
    assert_int_equal(levels[1], GRID_LEVEL_TS);
    assert_ptr_equal(hub_tariff(h, GRID_LEVEL_LS), &ls);
    assert_null(hub_tariff(h, GRID_LEVEL_HS));
}

static void test_find(void **state)
{
    region *r = fixture_region(*state);
    assert_ptr_equal(region_find_connection(r, "site"), &r->connections[0]);
    assert_null(region_find_connection(r, "sit"));
    assert_ptr_equal(region_find_park(r, "park"), &r->parks[0]);
    assert_null(region_find_park(r, "Park"));
    assert_true(park_in_municipality(&r->parks[0], NULL));
    assert_true(park_in_municipality(&r->parks[0], "Leiden"));
    assert_false(park_in_municipality(&r->parks[0], "Katwijk"));
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_demand),  TEST(test_fleet),           TEST(test_tariff_shares),
        TEST(test_gas_tax), TEST(test_electricity_tax), TEST(test_hub_levels),
        TEST(test_find),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
