/* tests/test_edges.c - cases at the edge of the formulation, each by hand.
 *
 * The site of the fixture draws 100 kW all year: 876 MWh, 87,600 EUR and 262.8 t. */
#include "tests/fixture.h"
#include "tests/near.h"
#include "tests/solved.h"
#include "tests/worked.h"

static const double AMOUNT_TOL = 1e-4;

static void add_target(region *r, arena *mem, target_kind kind, double limit)
{
    r->targets[r->n_targets++] = (target){.id = "target",
                                          .kind = kind,
                                          .limit = fixture_list(r, mem, limit),
                                          .basis = {.kind = BASIS_MEASURED},
                                          .line = 43};
}

/* 150 kW that cannot be turned down, nothing fed in: 50 kW are thrown away, 438 MWh at 0.001 EUR
 * per kWh. None of it is renewable, so (E44) counts -438 MWh, which no limit of the year forbids. */
static void test_more_thrown_away_than_renewable(void **state)
{
    region *r = fixture_region(*state);
    technology *source = fixture_add_technology(r, *state, "source", KIND_SOURCE);
    source->must_take = true;
    fixture_add_installed(&r->connections[0], source, 150.0);
    r->connections[0].export_cap_kw = 0.0;
    add_target(r, *state, TARGET_RENEWABLE, NAN);
    const plan *p = solved_at_cost(r, PERSPECTIVE_SOCIETAL, *state, 438.0);
    assert_near(p->parks[0].plan[0].surplus_mwh, 438.0, AMOUNT_TOL);
    assert_near(p->parks[0].plan[0].renewable_mwh, 0.0, AMOUNT_TOL);
}

/* The same source, renewable: 1,314 MWh made, 438 thrown away. */
static void test_renewable_is_what_is_used(void **state)
{
    region *r = fixture_region(*state);
    technology *source = fixture_add_technology(r, *state, "source", KIND_SOURCE);
    source->must_take = true;
    source->renewable = true;
    fixture_add_installed(&r->connections[0], source, 150.0);
    r->connections[0].export_cap_kw = 0.0;
    add_target(r, *state, TARGET_RENEWABLE, 0.9);
    const plan *p = solved_at_cost(r, PERSPECTIVE_SOCIETAL, *state, 438.0);
    assert_near(p->parks[0].plan[0].renewable_mwh, 876.0, AMOUNT_TOL);
    assert_near(p->targets[0].value[0], 1.0, AMOUNT_TOL);
}

/* A source of negative emissions: 50 kW of -1 kg per kWh, 438 t off the 131.4 t of what is bought. */
static void test_emissions_below_zero(void **state)
{
    region *r = fixture_region(*state);
    technology *source = fixture_add_technology(r, *state, "source", KIND_SOURCE);
    source->co2_kg_per_kwh = -1.0;
    source->must_take = true;
    fixture_add_installed(&r->connections[0], source, 50.0);
    const plan *p = solved_at_cost(r, PERSPECTIVE_SOCIETAL, *state, 43800.0);
    assert_near(p->horizon_total.co2_t, 131.4 - 438.0, AMOUNT_TOL);
}

/* Nothing but turning demand off would meet the target: it is out of reach, at the cost of doing
 * nothing more. A kWh that is shed emits what it would have drawn. */
static void test_shedding_does_not_meet_a_target(void **state)
{
    region *r = fixture_region(*state);
    add_target(r, *state, TARGET_CO2, 200.0);
    const plan *p = solved_at_cost(r, PERSPECTIVE_SOCIETAL, *state, 87600.0);
    assert_int_equal(p->status, PLAN_TARGETS_UNREACHABLE);
    assert_near(p->parks[0].plan[0].shed_mwh, 0.0, AMOUNT_TOL);
    assert_near(p->targets[0].shortfall[0], 62.8, AMOUNT_TOL);
}

/* 50 kW of heat, 438 MWh, from a gas boiler of 0.8: 547.5 MWh of 0.04 EUR and 0.2 kg. */
static void test_shedding_heat_does_not_meet_a_target(void **state)
{
    region *r = fixture_region(*state);
    technology *boiler = fixture_add_technology(r, *state, "boiler", KIND_CONVERTER);
    boiler->carrier = &r->carriers[1];
    boiler->outputs[0].ratio = 0.8;
    fixture_add_installed(&r->connections[0], boiler, 50.0);
    fixture_add_demand(r, *state, &r->connections[0], r->heat, 438.0);
    add_target(r, *state, TARGET_CO2, 300.0);
    const plan *p = solved_at_cost(r, PERSPECTIVE_SOCIETAL, *state, 87600.0 + 21900.0);
    assert_int_equal(p->status, PLAN_TARGETS_UNREACHABLE);
    assert_near(p->horizon_total.co2_t, 262.8 + 109.5, AMOUNT_TOL);
}

/* Three trucks of 3.65 MWh a year, one point for two of them, diesel of 0.7 kg: the third emits
 * as it does on diesel. */
static void test_trucks_without_a_charger_emit(void **state)
{
    region *r = worked_charger_region(*state);
    r->connections[0].fleets[0].vehicles = fixture_list(r, *state, 3.0);
    r->connections[0].fleets[0].fallback_co2_kg_per_kwh = 0.7;
    r->connections[0].potentials[0].max = 1.0;
    solved_prepare(r, *state);
    const plan *p = solved_plan(r, PERSPECTIVE_SOCIETAL, *state);
    assert_near(p->parks[0].plan[0].vehicles_served, 2.0, AMOUNT_TOL);
    assert_near(p->horizon_total.co2_t, 262.8 + 2.0 * 3.65 * 0.3 + 3.65 * 0.7, AMOUNT_TOL);
}

/* The two companies of 14.4, over five years in two milestones; what the hub takes to form lives
 * two years. Alone they pay 233,440 EUR a year, in the hub 11,200 less. */
static region *short_lived_hub_region(arena *mem, double formation_eur)
{
    static const double first_half[] = {2.0, 0.0}, second_half[] = {0.0, 2.0};
    region *r = fixture_region_sized(mem, 2, (const int[]){2, 3}, 1, 12.0);
    connection *site = &r->connections[0];
    connection *mate = fixture_add_connection(r, mem, "mate");
    site->demands[0].profile = fixture_add_profile(r, "morning", PROFILE_PER_MEAN, first_half);
    fixture_add_demand(r, mem, mate, r->electricity, 876.0)->profile =
        fixture_add_profile(r, "evening", PROFILE_PER_MEAN, second_half);
    r->payers[0].wacc_frac = 0.0;
    connection *const members[] = {site, mate};
    hub *h = fixture_add_hub(r, mem, "hub", 2, members);
    h->formation_cost_eur = formation_eur;
    h->life_years = 2.0;
    return r;
}

/* 20,000 EUR over two years is 10,000 a year as long as the hub stands: it pays, and is asked for
 * once. */
static void test_fixed_sum_is_renewed(void **state)
{
    region *r = short_lived_hub_region(*state, 20000.0);
    const plan *p =
        solved_at_cost(r, PERSPECTIVE_PRIVATE, *state, 5.0 * (233440.0 - 11200.0 + 10000.0));
    assert_int_equal(p->hubs[0].formed, 0);
    assert_near(p->horizon_total.investment_eur, 20000.0, 0.01);
}

/* Running it costs 1,000 a year: 2,000 in the first milestone and 3,000 in the second, both with the
 * action that forms it. */
static void test_running_cost_is_paid_with_the_hub(void **state)
{
    region *r = short_lived_hub_region(*state, 20000.0);
    r->hubs[0].operating_cost_eur_per_year = 1000.0;
    const plan *p =
        solved_at_cost(r, PERSPECTIVE_PRIVATE, *state, 5.0 * (233440.0 - 11200.0 + 11000.0));
    double eur[2] = {0.0, 0.0};
    for (size_t k = 0; k < p->n_actions; k++)
        for (size_t n = 0; n < p->actions[k].n_payments; n++)
            eur[p->actions[k].payments[n].milestone] += p->actions[k].payments[n].eur;
    assert_near(eur[0], 22000.0, 0.01);
    assert_near(eur[1], 3000.0, 0.01);
    assert_near(p->payers[0].paid_eur, 25000.0, 0.01);
}

/* 12,000 a year is more than the hub saves, although two years of it are less than five years save. */
static void test_fixed_sum_that_does_not_pay(void **state)
{
    region *r = short_lived_hub_region(*state, 24000.0);
    const plan *p = solved_at_cost(r, PERSPECTIVE_PRIVATE, *state, 5.0 * 233440.0);
    assert_int_equal(p->hubs[0].formed, 2); /* never */
}

/* 50 kW stand, of sizes of 10 kW, in a park of two companies: what stands stays, nothing is added. */
static void test_more_stands_than_companies(void **state)
{
    region *r = fixture_region(*state);
    technology *source = fixture_add_technology(r, *state, "source", KIND_SOURCE);
    source->counts_as_adoption = true;
    fixture_add_installed(&r->connections[0], source, 50.0);
    fixture_add_potential(&r->connections[0], source, 60.0);
    r->parks[0].companies = 2.0;
    r->programme.given = true;
    r->programme.base_adoption_frac_per_year = 0.5;
    r->programme.basis.kind = BASIS_MEASURED;
    const plan *p = solved_at_cost(r, PERSPECTIVE_SOCIETAL, *state, 43800.0);
    assert_int_equal(p->n_actions, 0);
}

/* 50 kW of heat from gas cost 17,520 EUR. Each kW over the net saves 8,760 * 0.03 EUR and costs 10
 * for the pipe and 10 for the source; a kW of pipe is a week of work, and there are 20 weeks. */
static void test_people_lay_pipes(void **state)
{
    region *r = fixture_region(*state);
    technology *boiler = fixture_add_technology(r, *state, "boiler", KIND_CONVERTER);
    boiler->carrier = &r->carriers[1];
    fixture_add_installed(&r->connections[0], boiler, 50.0);
    fixture_add_demand(r, *state, &r->connections[0], r->heat, 438.0);
    technology *residual = fixture_add_technology(r, *state, "residual", KIND_SOURCE);
    residual->carrier = r->heat;
    residual->variable_eur_per_kwh = 0.01;
    technology *pipe = fixture_add_technology(r, *state, "pipe", KIND_LINK);
    pipe->carrier = r->heat;
    pipe->weeks_per_unit = 1.0;
    pipe->trade = &r->trades[r->n_trades];
    r->trades[r->n_trades++] = (trade){.id = "civil",
                                       .weeks_per_year = fixture_list(r, *state, 20.0),
                                       .basis = {.kind = BASIS_MEASURED},
                                       .line = 46};
    heat_net *net = fixture_add_heat_net(r, *state, "net");
    fixture_add_heat_source(net, "plant", residual, 500.0);
    fixture_add_heat_pipe(net, *state, "plant", NULL, &r->parks[0], pipe, 500.0);
    const plan *p =
        solved_at_cost(r, PERSPECTIVE_SOCIETAL, *state, 87600.0 + 17520.0 - 20.0 * 242.8);
    assert_near(p->heat_nets[0].source_kw[0], 20.0, AMOUNT_TOL);
    assert_int_equal(p->n_limits, 1);
    assert_int_equal(p->limits[0].kind, LIMIT_INSTALLER_WEEKS);
}

/* The cable carries 300 kW, the contract is 200: 400 + 200 * 20 + 100 * 36 + 876,000 * 0.12. */
static void test_fixed_contract_after_relief(void **state)
{
    region *r = fixture_region(*state);
    r->contract_growth_after_relief = true;
    r->connections[0].contract_fixed = true;
    const plan *p = solved_at_cost(r, PERSPECTIVE_PRIVATE, *state, 113120.0);
    assert_near(p->parks[0].plan[0].contract_kw, 200.0, AMOUNT_TOL);
}

/* An aggregate of two keeps its 200 kW when it draws 100; drawing 250 it takes 250, not all 300. */
static void test_aggregate_contract_after_relief(void **state)
{
    region *r = fixture_region(*state);
    r->contract_growth_after_relief = true;
    r->connections[0].aggregate = true;
    r->connections[0].sites = 2.0;
    (void)solved_at_cost(r, PERSPECTIVE_PRIVATE, *state, 400.0 + 113120.0);
    r->connections[0].demands[0].existing_mwh = fixture_list(r, *state, 2190.0);
    r->connections[0].demands[0].base_mwh_per_year = 2190.0;
    const plan *p =
        solved_at_cost(r, PERSPECTIVE_PRIVATE, *state, 800.0 + 250.0 * 56.0 + 2190000.0 * 0.12);
    assert_near(p->parks[0].plan[0].contract_kw, 250.0, AMOUNT_TOL);
}

/* One subsidy of 20 EUR per unit excludes two of 30, which go together. */
static void add_three_subsidies(region *r, arena *mem, const technology *tech)
{
    static const char *const ids[] = {"apart", "first", "second"};
    const technology **technologies = arena_array(mem, 1, sizeof *technologies);
    const subsidy **others = arena_array(mem, 3, sizeof *others);
    assert_non_null(technologies);
    assert_non_null(others);
    technologies[0] = tech;
    for (size_t k = 0; k < 3; k++) {
        others[k] = &r->subsidies[(k + 1) % 3]; /* first, second, apart */
        r->subsidies[r->n_subsidies++] = (subsidy){.id = ids[k],
                                                   .name = ids[k],
                                                   .n_technologies = 1,
                                                   .technologies = technologies,
                                                   .eur_per_unit = k == 0 ? 20.0 : 30.0,
                                                   .rate_frac = NAN,
                                                   .cap_eur_per_applicant_year = INFINITY,
                                                   .budget_eur = fixture_list(r, mem, INFINITY),
                                                   .n_excludes = k == 0 ? 2 : 1,
                                                   .excludes = k == 0 ? others : others + 2,
                                                   .basis = {.kind = BASIS_MEASURED},
                                                   .line = 41};
    }
}

/* 100 kW of a source, each supported by the one subsidy or by the two: 60 EUR per kW. */
static void test_subsidies_that_go_together(void **state)
{
    region *r = fixture_region(*state);
    technology *source = fixture_add_technology(r, *state, "source", KIND_SOURCE);
    fixture_add_potential(&r->connections[0], source, 100.0);
    add_three_subsidies(r, *state, source);
    const plan *p = solved_at_cost(r, PERSPECTIVE_SOCIETAL, *state, 1000.0);
    assert_near(p->horizon_total.subsidy_eur, 6000.0, 0.01);
}

/* Others draw 1,100 kW behind a station of 1,000 in the second year. Nobody can turn them down, so
 * the rating follows them; the site's 100 kW have to be shed then: 876,000 kWh at 3 EUR. */
static void test_background_above_rating(void **state)
{
    static const double outside_kw[] = {800.0, 1100.0};
    region *r = fixture_region_sized(*state, 2, (const int[]){1, 1}, 1, 24.0);
    r->stations[0].background =
        fixture_add_profile(r, "outside", PROFILE_PER_MEAN, fixture_steps(r, *state, 1.0));
    r->stations[0].background_kw = outside_kw;
    const plan *p = solved_at_cost(r, PERSPECTIVE_SOCIETAL, *state, 87600.0 + 2628000.0);
    assert_near(p->parks[0].plan[1].shed_mwh, 876.0, AMOUNT_TOL);
}

/* A saving that stands is in the 100 kW already; a station of 95 kW is raised to these, and serves
 * them. */
static void test_standing_saving_is_in_the_demand(void **state)
{
    region *r = fixture_region(*state);
    technology *led = fixture_add_technology(r, *state, "led", KIND_SAVING);
    fixture_add_installed(&r->connections[0], led, 87.6)->demand = &r->connections[0].demands[0];
    r->stations[0].import_cap_kw = 95.0;
    const plan *p = solved_at_cost(r, PERSPECTIVE_SOCIETAL, *state, 87600.0);
    assert_near(p->stations[0].import_cap_kw[0], 100.0, AMOUNT_TOL);
}

/* 50 kW of heat from gas, or over a pipe of 100 m at 100 EUR/m: 10,000 / 10 a year and 2 % upkeep;
 * 10 EUR/kW for pipe and source, and 0.01 EUR/kWh. From 2028 on, for the pipe takes a year. */
static void test_pipe_takes_upkeep_and_a_year(void **state)
{
    region *r = fixture_region_sized(*state, 2, (const int[]){1, 1}, 1, 24.0);
    technology *boiler = fixture_add_technology(r, *state, "boiler", KIND_CONVERTER);
    boiler->carrier = &r->carriers[1];
    fixture_add_installed(&r->connections[0], boiler, 50.0);
    fixture_add_demand(r, *state, &r->connections[0], r->heat, 438.0);
    technology *residual = fixture_add_technology(r, *state, "residual", KIND_SOURCE);
    residual->carrier = r->heat;
    residual->variable_eur_per_kwh = 0.01;
    technology *pipe = fixture_add_technology(r, *state, "pipe", KIND_LINK);
    pipe->carrier = r->heat;
    pipe->investment_eur_per_m = 100.0;
    pipe->operating_frac = 0.02;
    pipe->lead_years = 1.0;
    heat_net *net = fixture_add_heat_net(r, *state, "net");
    fixture_add_heat_source(net, "plant", residual, 500.0);
    fixture_add_heat_pipe(net, *state, "plant", NULL, &r->parks[0], pipe, 500.0);
    const plan *p = solved_at_cost(r, PERSPECTIVE_SOCIETAL, *state,
                                   2.0 * 87600.0 + 17520.0 + 4380.0 + 1000.0 + 200.0 + 1000.0);
    double upkeep_eur = 0.0;
    for (size_t k = 0; k < p->n_actions; k++)
        upkeep_eur += p->actions[k].yearly_cost_eur;
    assert_near(upkeep_eur, 200.0, AMOUNT_TOL);
}

/* A battery with its energy apart: 50 kW at 10 EUR and 600 kWh at 1 EUR and 2 % of 10 a year. Each
 * kW takes 12 kWh a day from 0.05 to 0.15 EUR: 438 a year. */
static void test_upkeep_of_energy(void **state)
{
    static const double price[] = {0.5, 1.5};
    region *r = fixture_region_sized(*state, 1, (const int[]){1}, 1, 12.0);
    r->carriers[0].price_profile = fixture_add_profile(r, "price", PROFILE_PER_MEAN, price);
    technology *battery = fixture_add_technology(r, *state, "battery", KIND_STORAGE);
    battery->hours = NAN;
    battery->investment_eur_per_kwh = fixture_list(r, *state, 10.0);
    battery->operating_frac = 0.02;
    potential *p = fixture_add_potential(&r->connections[0], battery, 50.0);
    p->max_kwh = 1000.0;
    (void)solved_at_cost(r, PERSPECTIVE_SOCIETAL, *state,
                         87600.0 - 50.0 * 438.0 + 500.0 + 600.0 * 1.2);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_open, fixture_close)
    const struct CMUnitTest tests[] = {
        TEST(test_more_thrown_away_than_renewable),
        TEST(test_renewable_is_what_is_used),
        TEST(test_emissions_below_zero),
        TEST(test_shedding_does_not_meet_a_target),
        TEST(test_shedding_heat_does_not_meet_a_target),
        TEST(test_trucks_without_a_charger_emit),
        TEST(test_fixed_sum_is_renewed),
        TEST(test_running_cost_is_paid_with_the_hub),
        TEST(test_fixed_sum_that_does_not_pay),
        TEST(test_more_stands_than_companies),
        TEST(test_people_lay_pipes),
        TEST(test_fixed_contract_after_relief),
        TEST(test_aggregate_contract_after_relief),
        TEST(test_subsidies_that_go_together),
        TEST(test_background_above_rating),
        TEST(test_standing_saving_is_in_the_demand),
        TEST(test_pipe_takes_upkeep_and_a_year),
        TEST(test_upkeep_of_energy),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
