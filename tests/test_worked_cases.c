/* tests/test_worked_cases.c - the worked examples of docs/formulation.md, section 14.1 to 14.6.
 *
 * Every expected number is derived there by hand. The figures of tests/fixture.h apply unless a
 * test changes them: 876 MWh of electricity a year at 0.10 EUR/kWh come to 87,600 EUR.
 */
#include "tests/fixture.h"
#include "tests/near.h"
#include "tests/solved.h"
#include "tests/worked.h"

static const double AMOUNT_TOL = 1e-4;

/* 14.1 */
static void test_battery_societal(void **state)
{
    region *r = worked_battery_region(*state);
    r->grid_cost_eur_per_kw_year = 20.0;
    r->co2_price_eur_per_t = fixture_list(r, *state, 50.0);
    const plan *p = solved_at_cost(r, PERSPECTIVE_SOCIETAL, *state, 85953.5);
    assert_near(solved_new_units(p, "battery", 0), 50.0, AMOUNT_TOL);
    assert_near(p->parks[0].plan[0].peak_import_kw, 150.0, AMOUNT_TOL);
    assert_near(p->horizon_total.co2_t, 269.37, AMOUNT_TOL);
    assert_near(p->horizon_total.status_quo_cost_eur, 102740.0, 0.1);
}

/* 14.1, with the tariff, a contract that may be lowered and the company's own interest. */
static void test_battery_private(void **state)
{
    region *r = worked_battery_region(*state);
    const plan *p = solved_at_cost(r, PERSPECTIVE_PRIVATE, *state, 96390.5229);
    assert_near(solved_new_units(p, "battery", 0), 50.0, AMOUNT_TOL);
    assert_near(p->parks[0].plan[0].contract_kw, 150.0, AMOUNT_TOL);
}

static const double *then_later(arena *mem, double first, double second)
{
    double *values = ARENA_ARRAY(mem, 2, double);
    assert_non_null(values);
    values[0] = first;
    values[1] = second;
    return values;
}

/* 14.2 */
static void test_two_milestones(void **state)
{
    region *r = fixture_region_sized(*state, 2, (const int[]){2, 3}, 1, 12.0);
    r->horizon.discount_rate_frac = 0.05;
    technology *fan = fixture_add_technology(r, *state, "short", KIND_SOURCE);
    fan->investment_eur_per_unit = then_later(*state, 1000.0, 2000.0);
    fan->life_years = 2.0;
    fan->operating_eur_per_unit_year = 10.0;
    technology *mill = fixture_add_technology(r, *state, "long", KIND_SOURCE);
    mill->investment_eur_per_unit = then_later(*state, 4000.0, 2000.0);
    mill->life_years = 20.0;
    fixture_add_potential(&r->connections[0], fan, 10.0);
    fixture_add_potential(&r->connections[0], mill, 10.0);
    const plan *p = solved_at_cost(r, PERSPECTIVE_SOCIETAL, *state, 332504.5550);
    assert_near(solved_new_units(p, "short", 0), 10.0, AMOUNT_TOL);
    assert_near(solved_new_units(p, "short", 1), 0.0, AMOUNT_TOL);
    assert_near(solved_new_units(p, "long", 0), 10.0, AMOUNT_TOL);
    assert_near(solved_new_units(p, "long", 1), 0.0, AMOUNT_TOL);
}

/* 14.3 */
static void test_whole_chargers(void **state)
{
    region *r = worked_charger_region(*state);
    const plan *p = solved_at_cost(r, PERSPECTIVE_SOCIETAL, *state, 91755.0);
    assert_near(solved_new_units(p, "charger", 0), 2.0, AMOUNT_TOL);
    assert_near(p->parks[0].plan[0].vehicles_served, 4.0, AMOUNT_TOL);
    assert_near(p->parks[0].plan[0].refused_growth_mwh, 3.65, AMOUNT_TOL);
    const plan *relaxed = solved_relaxed(r, PERSPECTIVE_SOCIETAL, *state);
    assert_near(solved_cost_eur(relaxed), 91755.0, 0.1);
    assert_near(solved_new_units(relaxed, "charger", 0), 2.0, AMOUNT_TOL);
}

/* Room for one point and a half. */
static void test_whole_chargers_on_little_ground(void **state)
{
    region *r = worked_charger_region(*state);
    worked_leave_room_for_points(r, 1.5);
    const plan *p = solved_at_cost(r, PERSPECTIVE_SOCIETAL, *state, 102270.0);
    assert_near(solved_new_units(p, "charger", 0), 1.0, AMOUNT_TOL);
    const plan *relaxed = solved_relaxed(r, PERSPECTIVE_SOCIETAL, *state);
    assert_near(solved_cost_eur(relaxed), 92085.0, 0.1);
    assert_near(solved_new_units(relaxed, "charger", 0), 1.5, AMOUNT_TOL);
}

/* 14.4 */
static void test_hub_that_pays(void **state)
{
    region *r = worked_hub_region(*state, 30000.0);
    const plan *p = solved_at_cost(r, PERSPECTIVE_PRIVATE, *state, 226240.0);
    assert_int_equal(p->hubs[0].formed, 0);
    assert_int_equal(p->hubs[0].joined[0], 0);
    assert_int_equal(p->hubs[0].joined[1], 0);
    assert_near(p->hubs[0].group_contract_kw[0], 200.0, AMOUNT_TOL);
    assert_near(p->hubs[0].group_capacity_kw[0], 400.0, AMOUNT_TOL);
    assert_near(p->hubs[0].peak_import_kw[0], 200.0, AMOUNT_TOL);
}

static void test_hub_too_dear(void **state)
{
    region *r = worked_hub_region(*state, 150000.0);
    const plan *p = solved_at_cost(r, PERSPECTIVE_PRIVATE, *state, 233440.0);
    assert_int_equal(p->hubs[0].formed, 1); /* never: there is one milestone */
    assert_int_equal(p->n_actions, 0);
}

/* A third candidate at a higher and cheaper level, which the operator's offer leaves out: the
 * group pays what its members pay, not what the third would have brought. */
static void test_hub_pays_its_own_level(void **state)
{
    region *r = worked_hub_region(*state, 30000.0);
    hub *h = &r->hubs[0];
    r->tariffs[r->n_tariffs] = r->tariffs[0];
    tariff *high = &r->tariffs[r->n_tariffs++];
    high->id = "ts";
    high->level = GRID_LEVEL_TS;
    high->contract_eur_per_kw_year = 2.0;
    high->peak_eur_per_kw_month = 0.1;
    connection *third = fixture_add_connection(r, *state, "third");
    third->level = GRID_LEVEL_TS;
    third->tariff_shares[0].tariff = high;
    bool *members = arena_array(*state, 3, sizeof *members);
    assert_non_null(members);
    members[0] = members[1] = true;
    h->members = (hub_member[]){
        h->members[0],
        h->members[1],
        {.connection = third, .contribution_kw = NAN, .export_contribution_kw = NAN, .line = 16}};
    h->n_members = 3;
    h->capacities[0] = (group_capacity){.mode = GROUP_CAPACITY_OFFER,
                                        .import_cap_kw = 400.0,
                                        .export_cap_kw = 400.0,
                                        .members = members,
                                        .line = 16};
    const plan *p = solved_at_cost(r, PERSPECTIVE_PRIVATE, *state, 226240.0 + 400.0);
    assert_int_equal(p->hubs[0].formed, 0);
    assert_int_equal(p->hubs[0].joined[2], 1); /* never */
}

/* 14.5 */
static void test_heat_net_worth_building(void **state)
{
    region *r = worked_heat_region(*state, 60000.0);
    const plan *p = solved_at_cost(r, PERSPECTIVE_SOCIETAL, *state, 111315.3777778);
    assert_int_equal(p->heat_nets[0].built, 0);
    assert_near(p->heat_nets[0].delivered_mwh[0], 438.0, AMOUNT_TOL);
    assert_near(p->heat_nets[0].source_mwh[0], 438.0 / 0.9 + 8.76, AMOUNT_TOL);
    assert_near(p->heat_nets[0].source_kw[0], 50.0 / 0.9 + 1.0, AMOUNT_TOL);
    assert_near(p->horizon_total.co2_t, 262.8, AMOUNT_TOL);
    assert_near(p->horizon_total.status_quo_co2_t, 350.4, AMOUNT_TOL);
}

static void test_heat_net_too_dear(void **state)
{
    region *r = worked_heat_region(*state, 600000.0);
    const plan *p = solved_at_cost(r, PERSPECTIVE_SOCIETAL, *state, 122640.0);
    assert_int_equal(p->heat_nets[0].built, 1); /* never */
    assert_int_equal(p->n_actions, 0);
}

/* 14.6 */
static void test_growth_does_not_fit(void **state)
{
    region *r = worked_full_station_region(*state, 150.0);
    const plan *p = solved_at_cost(r, PERSPECTIVE_SOCIETAL, *state, 569400.0);
    assert_near(p->parks[0].plan[0].refused_growth_frac, 0.5, AMOUNT_TOL);
    assert_near(p->parks[0].plan[0].refused_growth_mwh, 438.0, AMOUNT_TOL);
    assert_near(p->stations[0].hours_at_import_limit[0], 8760.0, AMOUNT_TOL);
    assert_near(p->parks[0].plan[0].shed_mwh, 0.0, AMOUNT_TOL);
}

static void test_growth_by_day_does_not_fit(void **state)
{
    region *r = worked_full_station_region(*state, 200.0);
    r->connections[0].demands[1].profile = worked_two_values(r, *state, "shift", 1.5, 0.5);
    const plan *p = solved_at_cost(r, PERSPECTIVE_SOCIETAL, *state, 438000.0);
    assert_near(p->parks[0].plan[0].refused_growth_frac, 1.0 / 3.0, AMOUNT_TOL);
}

static void test_battery_makes_growth_fit(void **state)
{
    region *r = worked_full_station_region(*state, 200.0);
    r->connections[0].demands[1].profile = worked_two_values(r, *state, "shift", 1.5, 0.5);
    technology *battery = fixture_add_technology(r, *state, "battery", KIND_STORAGE);
    battery->hours = 12.0;
    fixture_add_potential(&r->connections[0], battery, 100.0);
    const plan *p = solved_at_cost(r, PERSPECTIVE_SOCIETAL, *state, 175700.0);
    assert_near(p->parks[0].plan[0].refused_growth_frac, 0.0, AMOUNT_TOL);
    assert_near(p->parks[0].status_quo[0].refused_growth_frac, 1.0 / 3.0, AMOUNT_TOL);
    assert_near(solved_new_units(p, "battery", 0), 50.0, AMOUNT_TOL);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_open, fixture_close)
    const struct CMUnitTest tests[] = {
        TEST(test_battery_societal),
        TEST(test_battery_private),
        TEST(test_two_milestones),
        TEST(test_whole_chargers),
        TEST(test_whole_chargers_on_little_ground),
        TEST(test_hub_that_pays),
        TEST(test_hub_too_dear),
        TEST(test_hub_pays_its_own_level),
        TEST(test_heat_net_worth_building),
        TEST(test_heat_net_too_dear),
        TEST(test_growth_does_not_fit),
        TEST(test_growth_by_day_does_not_fit),
        TEST(test_battery_makes_growth_fit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
