/* tests/test_worked_policy.c - the worked examples of docs/formulation.md, sections 14.7, 14.8 and
 * 14.10: money, effort, targets. Every expected number is derived there by hand. */
#include "tests/fixture.h"
#include "tests/near.h"
#include "tests/solved.h"
#include "tests/worked.h"

static const double AMOUNT_TOL = 1e-4;
static const double BASE_EUR = 87600.0;

/* 14.7 */
static void test_budget_binds(void **state)
{
    region *r;
    worked_source_region(*state, &r);
    fixture_add_fund(r, *state, "fund", 3000.0);
    const plan *p = solved_at_cost(r, PERSPECTIVE_SOCIETAL, *state, 61620.0);
    assert_near(solved_new_units(p, "source", 0), 30.0, AMOUNT_TOL);
    assert_near(p->funds[0].used_eur[0], 3000.0, 0.01);
}

static void test_subsidy_stretches_budget(void **state)
{
    region *r;
    const technology *source = worked_source_region(*state, &r);
    fixture_add_fund(r, *state, "fund", 3000.0);
    const technology **for_source = arena_array(*state, 1, sizeof *for_source);
    assert_non_null(for_source);
    for_source[0] = source;
    r->subsidies[r->n_subsidies++] = (subsidy){.id = "subsidy",
                                               .name = "subsidy",
                                               .n_technologies = 1,
                                               .technologies = for_source,
                                               .eur_per_unit = NAN,
                                               .rate_frac = 0.25,
                                               .cap_eur_per_applicant_year = INFINITY,
                                               .budget_eur = fixture_list(r, *state, INFINITY),
                                               .basis = {.kind = BASIS_MEASURED},
                                               .line = 41};
    const plan *p = solved_at_cost(r, PERSPECTIVE_SOCIETAL, *state, 52960.0);
    assert_near(solved_new_units(p, "source", 0), 40.0, AMOUNT_TOL);
    assert_near(p->horizon_total.subsidy_eur, 1000.0, 0.01);
}

/* 14.8 */
static void test_effort_pays(void **state)
{
    region *r;
    worked_effort_region(*state, 100000.0, &r);
    const plan *p = solved_at_cost(r, PERSPECTIVE_SOCIETAL, *state, 23500.0);
    assert_near(p->efforts[0].units[0], 0.225, AMOUNT_TOL);
    assert_near(solved_new_units(p, "source", 0), 100.0, AMOUNT_TOL);
    assert_near(p->companies_acting[0], 10.0, AMOUNT_TOL);
}

static void test_effort_too_dear(void **state)
{
    region *r;
    worked_effort_region(*state, 400000.0, &r);
    const plan *p = solved_at_cost(r, PERSPECTIVE_SOCIETAL, *state, BASE_EUR - 8660.0);
    assert_near(p->efforts[0].units[0], 0.0, AMOUNT_TOL);
    assert_near(solved_new_units(p, "source", 0), 10.0, AMOUNT_TOL);
}

static void test_effort_only_whole(void **state)
{
    region *r;
    worked_effort_region(*state, 100000.0, &r)->whole = true;
    const plan *p = solved_at_cost(r, PERSPECTIVE_SOCIETAL, *state, BASE_EUR - 8660.0);
    assert_near(p->efforts[0].units[0], 0.0, AMOUNT_TOL);
}

/* 14.10 */
static void test_target_binds(void **state)
{
    region *r = worked_target_region(*state, 200.0);
    const plan *p = solved_at_cost(r, PERSPECTIVE_SOCIETAL, *state, 90563.1659);
    assert_int_equal(p->status, PLAN_OPTIMAL);
    assert_near(p->targets[0].value[0], 200.0, AMOUNT_TOL);
    assert_near(p->targets[0].shortfall[0], 0.0, AMOUNT_TOL);
    assert_near(solved_new_units(p, "source", 0), 62.8 / 2.628, AMOUNT_TOL);
}

/* Growth that fits is accepted by doing nothing more, whatever the targets. */
static void test_status_quo_misses_a_target(void **state)
{
    region *r = worked_target_region(*state, 200.0);
    demand *growth = fixture_add_demand(r, *state, &r->connections[0], r->electricity, 0.0);
    growth->id = "growth";
    growth->growth_mwh = fixture_list(r, *state, 87.6);
    growth->fallback_eur_per_kwh = 1.0;
    solved_prepare(r, *state);
    const plan *p = solved_plan(r, PERSPECTIVE_SOCIETAL, *state);
    assert_near(p->parks[0].status_quo[0].refused_growth_frac, 0.0, AMOUNT_TOL);
    assert_near(p->horizon_total.status_quo_cost_eur, 1.1 * BASE_EUR, 0.1);
    assert_near(p->horizon_total.status_quo_co2_t, 1.1 * 262.8, AMOUNT_TOL);
}

/* One point serves two of the five trucks; four have to be served. */
static void test_target_out_of_reach(void **state)
{
    region *r = worked_charger_region(*state);
    r->connections[0].potentials[0].max = 1.0;
    worked_add_charging_target(r, *state, 0.8);
    const plan *p = solved_at_cost(r, PERSPECTIVE_SOCIETAL, *state, 102270.0);
    assert_int_equal(p->status, PLAN_TARGETS_UNREACHABLE);
    assert_near(p->parks[0].plan[0].vehicles_served, 2.0, AMOUNT_TOL);
    assert_true(p->targets[0].shortfall[0] > 0.0);
}

/* A fund of 20,000 EUR buys two points, which serve four trucks; 2.5 would serve all five. */
static void test_target_out_of_reach_of_whole_numbers(void **state)
{
    region *r = worked_charger_region(*state);
    fixture_add_fund(r, *state, "fund", 20000.0);
    worked_add_charging_target(r, *state, 1.0);
    const plan *p = solved_at_cost(r, PERSPECTIVE_SOCIETAL, *state, 91755.0);
    assert_int_equal(p->status, PLAN_TARGETS_UNREACHABLE);
    assert_near(p->parks[0].plan[0].vehicles_served, 4.0, AMOUNT_TOL);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_open, fixture_close)
    const struct CMUnitTest tests[] = {
        TEST(test_budget_binds),
        TEST(test_subsidy_stretches_budget),
        TEST(test_effort_pays),
        TEST(test_effort_too_dear),
        TEST(test_effort_only_whole),
        TEST(test_target_binds),
        TEST(test_status_quo_misses_a_target),
        TEST(test_target_out_of_reach),
        TEST(test_target_out_of_reach_of_whole_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
