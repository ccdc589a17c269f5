/* tests/test_why_not.c - why not that: docs/formulation.md, section 15.1.
 *
 * Every expected number is derived there, or at its test, by hand. */
#include <string.h>

#include "tests/fixture.h"
#include "tests/near.h"
#include "tests/solved.h"
#include "tests/worked.h"

/* Part of a figure, or EUR where that is less than one. */
static const double FIGURE_TOL_FRAC = 1e-6;

static void assert_eur(double got, double want)
{
    assert_near(got, want, FIGURE_TOL_FRAC * fmax(1.0, fabs(want)));
}

static plan *challenged(region *r, perspective who, arena *mem)
{
    solved_prepare(r, mem);
    return solved_challenged(r, who, mem);
}

/* Of the first park. */
static const why_not *about(const plan *p, const char *technology_id)
{
    for (size_t k = 0; k < p->parks[0].n_why_not; k++)
        if (strcmp(p->parks[0].why_not[k].technology->id, technology_id) == 0)
            return &p->parks[0].why_not[k];
    fail_msg("nothing is said about %s", technology_id);
    return NULL;
}

static void stops(const why_not *n, obstacle o)
{
    assert_string_equal(obstacle_id(n->stops), obstacle_id(o));
}

static void says_nothing_more(const why_not *n, obstacle o)
{
    stops(n, o);
    assert_int_equal(n->kind, BREAK_EVEN_NONE);
    assert_true(n->break_even_from == 0.0 && n->break_even_to == 0.0);
}

static void chosen_at(const why_not *n, obstacle o, double price_eur, double now_eur)
{
    stops(n, o);
    assert_int_equal(n->kind, BREAK_EVEN_PRICE);
    assert_eur(n->break_even_from, price_eur);
    assert_eur(n->break_even_to, price_eur);
    assert_eur(n->now, now_eur);
}

static void costs_more(const why_not *n, obstacle o, double eur)
{
    stops(n, o);
    assert_int_equal(n->kind, BREAK_EVEN_EXTRA_COST);
    assert_eur(n->break_even_from, eur);
    assert_eur(n->break_even_to, eur);
}

/* So much more is the least that would do, say figures that are within a tenth of each other, or one. */
static void lacks(const why_not *n, double least, const char *unit)
{
    assert_string_equal(n->lacks_unit, unit);
    assert_true(n->lacks_from <= least && least < n->lacks_to + FIGURE_TOL_FRAC);
    assert_true(n->lacks_to - n->lacks_from <= fmax(1.0, 0.1 * n->lacks_to));
}

/* A source of 100 EUR/kW that saves 876 EUR/kW a year, and a second one, which saves as much. */
static technology *two_sources(arena *mem, double second_eur, region **out)
{
    worked_source_region(mem, out);
    technology *second = fixture_add_technology(*out, mem, "second", KIND_SOURCE);
    second->investment_eur_per_unit = fixture_list(*out, mem, second_eur);
    fixture_add_potential(&(*out)->connections[0], second, 100.0);
    return second;
}

/* --- price ---------------------------------------------------------------------------------------- */

/* 14.10 without its target. */
static void test_price(void **state)
{
    region *r = worked_target_region(*state, 200.0);
    r->n_targets = 0;
    const plan *p = challenged(r, PERSPECTIVE_SOCIETAL, *state);
    assert_int_equal(p->parks[0].n_why_not, 1);
    const why_not *n = about(p, "source");
    chosen_at(n, OBSTACLE_PRICE, 8760.0, 10000.0);
    assert_string_equal(n->unit, "kW");
    assert_ptr_equal(n->connection, &r->connections[0]);
}

/* 14.1: a kW brings 372.30 - 438 * 0.02 - 56 = 307.54 EUR a year, at an own rate of 5 %. */
static void test_private_price(void **state)
{
    region *r = worked_battery_region(*state);
    r->technologies[0].investment_eur_per_unit = fixture_list(r, *state, 3000.0);
    const plan *p = challenged(r, PERSPECTIVE_PRIVATE, *state);
    chosen_at(about(p, "battery"), OBSTACLE_PRICE, 307.54 * (1.0 - pow(1.05, -10.0)) / 0.05,
              3000.0);
}

/* In the first half of the day only. */
static profile *morning(region *r, arena *mem)
{
    double *values = fixture_steps(r, mem, 0.0);
    for (size_t t = 0; t < r->calendar.n_steps / 2; t++)
        values[t] = 2.0;
    return fixture_add_profile(r, "morning", PROFILE_PER_MEAN, values);
}

/* Two sites: at the one a kW is used half the time, at the other always. */
static void test_nearest_site(void **state)
{
    region *r = worked_target_region(*state, 200.0);
    r->n_targets = 0;
    connection *mate = fixture_add_connection(r, *state, "mate");
    mate->export_cap_kw = r->connections[0].export_cap_kw = 0.0;
    r->connections[0].demands[0].profile = morning(r, *state);
    fixture_add_demand(r, *state, mate, r->electricity, 876.0);
    fixture_add_potential(mate, &r->technologies[0], 50.0);
    const plan *p = challenged(r, PERSPECTIVE_SOCIETAL, *state);
    assert_int_equal(p->parks[0].n_why_not, 1);
    chosen_at(about(p, "source"), OBSTACLE_PRICE, 8760.0, 10000.0);
    assert_ptr_equal(about(p, "source")->connection, mate);
}

/* Running it costs 900 EUR/kW a year, and it saves 876. */
static void test_worthless(void **state)
{
    region *r;
    worked_source_region(*state, &r)->operating_eur_per_unit_year = 900.0;
    const plan *p = challenged(r, PERSPECTIVE_SOCIETAL, *state);
    says_nothing_more(about(p, "source"), OBSTACLE_WORTHLESS);
}

/* 600 EUR/kW a year saves 876 on the 100 kW that are used and brings 438 on what is fed in. Less than
 * 300 kW is not sensible: 100 * 276 - 200 * 162 = -4,800 a year, so 16 EUR/kW a year too dear. */
static void test_smallest_size(void **state)
{
    region *r;
    technology *source = worked_source_region(*state, &r);
    source->investment_eur_per_unit = fixture_list(r, *state, 6000.0);
    source->min_size = 300.0;
    r->connections[0].potentials[0].max = 300.0;
    solved_prepare(r, *state);
    const plan *p = solved_as(r, (solve_options){.gap_frac = 0.6, .why = true}, *state);
    assert_int_equal(p->n_actions, 0);
    chosen_at(about(p, "source"), OBSTACLE_PRICE, 5840.0, 6000.0);
}

/* A kW would pay, but there is no room for a sensible size. */
static void test_no_room_for_smallest_size(void **state)
{
    region *r;
    worked_source_region(*state, &r)->min_size = 10.0;
    r->connections[0].potentials[0].max = 5.0;
    solved_prepare(r, *state);
    const plan *p = solved_as(r, (solve_options){.gap_frac = 0.1, .why = true}, *state);
    assert_int_equal(p->n_actions, 0);
    says_nothing_more(about(p, "source"), OBSTACLE_SPACE);
    /* So it is not that it costs too much. */
    assert_string_equal(p->themes[THEME_GENERATION_AND_SAVING].reason_text_id,
                        "reason_not_possible");
}

/* --- one unit, a yes ------------------------------------------------------------------------------ */

/* 14.3 with one truck, wanted: a point of 800 EUR a year saves 730. */
static void test_one_point(void **state)
{
    region *r = worked_charger_region(*state);
    r->connections[0].fleets[0].existing_vehicles = 0.0;
    r->connections[0].fleets[0].vehicles = fixture_list(r, *state, 1.0);
    const plan *p = challenged(r, PERSPECTIVE_SOCIETAL, *state);
    costs_more(about(p, "charger"), OBSTACLE_PRICE, 70.0);
    assert_string_equal(about(p, "charger")->unit, "points");
}

/* 14.11: 1,000 EUR a year saves 730. */
static void test_ems(void **state)
{
    const plan *p =
        challenged(worked_managed_region(*state, 10000.0), PERSPECTIVE_SOCIETAL, *state);
    costs_more(about(p, "ems"), OBSTACLE_PRICE, 270.0);
}

/* The same of 10 EUR a year, on a platform of 2,000. */
static void test_ems_with_platform(void **state)
{
    region *r = worked_managed_region(*state, 100.0);
    technology *ems = &r->technologies[1];
    ems->regional = true;
    ems->platform_investment_eur = 20000.0;
    const plan *p = challenged(r, PERSPECTIVE_SOCIETAL, *state);
    assert_int_equal(p->n_actions, 0);
    costs_more(about(p, "ems"), OBSTACLE_PRICE, 2000.0 + 10.0 - 730.0);
}

/* 14.1 with a battery that runs with an EMS only, of 100,000 EUR a year: it would earn 18,115. Whichever
 * of the two is forced in, the other one follows. */
static void test_control(void **state)
{
    region *r = worked_battery_region(*state);
    r->technologies[0].needs_ems = true;
    technology *ems = fixture_add_technology(r, *state, "ems", KIND_CONTROL);
    ems->investment_eur_per_unit = fixture_list(r, *state, 1e6);
    fixture_add_potential(&r->connections[0], ems, 1.0);
    const plan *p = challenged(r, PERSPECTIVE_SOCIETAL, *state);
    costs_more(about(p, "battery"), OBSTACLE_CONTROL, 100000.0 - 50.0 * 362.30);
    costs_more(about(p, "ems"), OBSTACLE_PRICE, 100000.0 - 50.0 * 362.30);
}

/* A fund of 5,000 EUR, and a point of 8,000. */
static void test_no_unit_within_the_limits(void **state)
{
    region *r = worked_charger_region(*state);
    fixture_add_fund(r, *state, "fund", 5000.0);
    const plan *p = challenged(r, PERSPECTIVE_SOCIETAL, *state);
    says_nothing_more(about(p, "charger"), OBSTACLE_LIMITS);
}

/* 14.4 */
static void test_hub(void **state)
{
    const plan *p = challenged(worked_hub_region(*state, 150000.0), PERSPECTIVE_PRIVATE, *state);
    assert_int_equal(p->n_why_not, 1);
    assert_ptr_equal(p->why_not[0].hub, &p->region->hubs[0]);
    costs_more(&p->why_not[0], OBSTACLE_PRICE, 800.0);
    assert_string_equal(p->why_not[0].unit, "hub");
}

/* The same with an EMS of 10 EUR a year for each of the two, which comes with a yes. */
static void test_hub_with_ems(void **state)
{
    region *r = worked_hub_region(*state, 150000.0);
    technology *ems = fixture_add_technology(r, *state, "ems", KIND_CONTROL);
    fixture_add_potential(&r->connections[0], ems, 1.0);
    fixture_add_potential(&r->connections[1], ems, 1.0);
    r->hubs[0].needs_ems = true;
    const plan *p = challenged(r, PERSPECTIVE_PRIVATE, *state);
    costs_more(&p->why_not[0], OBSTACLE_PRICE, 820.0);
}

/* The same as the operator's offer for both, and a smaller one for both, of 100 kW: that would shed. With
 * whole numbers off any mixture of the two that has 200 kW will do. */
static void test_hub_with_offers(void **state)
{
    region *r = worked_hub_region(*state, 150000.0);
    hub *h = &r->hubs[0];
    static bool both[] = {true, true};
    h->n_capacities = 2;
    for (int k = 0; k < 2; k++)
        h->capacities[k] = (group_capacity){.mode = GROUP_CAPACITY_OFFER,
                                            .import_cap_kw = k == 0 ? 100.0 : 400.0,
                                            .export_cap_kw = 400.0,
                                            .members = both,
                                            .line = 16};
    const plan *p = challenged(r, PERSPECTIVE_PRIVATE, *state);
    costs_more(&p->why_not[0], OBSTACLE_PRICE, 800.0);
}

/* 14.5. With whole numbers off the pipe is built by the ninth of its 500 kW that is used. */
/* What a yes of the net of 14.5 costs more, at 600,000 EUR. */
static double net_costs_more_eur(void)
{
    return (438000.0 / 0.9 + 8760.0) * 0.01 + (50.0 / 0.9 + 1.0) * 10.0 + 500.0 / 0.9 + 2000.0 + 500.0 + 20000.0 -
           21900.0;
}

static void test_heat_net(void **state)
{
    const plan *p = challenged(worked_heat_region(*state, 600000.0), PERSPECTIVE_SOCIETAL, *state);
    assert_int_equal(p->n_why_not, 1);
    assert_ptr_equal(p->why_not[0].heat_net, &p->region->heat_nets[0]);
    costs_more(&p->why_not[0], OBSTACLE_PRICE, net_costs_more_eur());
}

/* The site could take twice the heat if it had a storage, so half of the pipe will do (E55). */
static void test_heat_net_beside_a_storage(void **state)
{
    region *r = worked_heat_region(*state, 600000.0);
    technology *tank = fixture_add_technology(r, *state, "tank", KIND_STORAGE);
    tank->carrier = r->heat;
    tank->hours = 1.0;
    fixture_add_potential(&r->connections[0], tank, 50.0);
    const plan *p = challenged(r, PERSPECTIVE_SOCIETAL, *state);
    const why_not *n = NULL;
    for (size_t k = 0; k < p->n_why_not; k++)
        if (p->why_not[k].heat_net)
            n = &p->why_not[k];
    assert_non_null(n);
    stops(n, OBSTACLE_PRICE);
    assert_int_equal(n->kind, BREAK_EVEN_EXTRA_COST);
    assert_eur(n->break_even_to, net_costs_more_eur());
    assert_eur(n->break_even_to - n->break_even_from, 0.5 * (2000.0 + 87.6 + 10.0));
}

/* A mate feeds in 100 kW at 0.05 EUR that the site buys at 0.10: 43,800 EUR a year. A cable of 100 m
 * at 5,000 EUR/m, and 100 EUR/kW, costs 51,000. */
static void test_cable(void **state)
{
    region *r = fixture_region(*state);
    connection *mate = fixture_add_connection(r, *state, "mate");
    fixture_add_installed(mate, fixture_add_technology(r, *state, "source", KIND_SOURCE), 100.0);
    technology *link = fixture_add_technology(r, *state, "cable", KIND_LINK);
    link->investment_eur_per_m = 5000.0;
    r->cables[r->n_cables++] = (cable){.id = "cable",
                                       .from = mate,
                                       .to = &r->connections[0],
                                       .technology = link,
                                       .length_m = 100.0,
                                       .max_kw = 150.0,
                                       .basis = {.kind = BASIS_MEASURED},
                                       .line = 30};
    const plan *p = challenged(r, PERSPECTIVE_SOCIETAL, *state);
    assert_int_equal(p->n_why_not, 1);
    assert_ptr_equal(p->why_not[0].cable, &r->cables[0]);
    costs_more(&p->why_not[0], OBSTACLE_PRICE, 51000.0 - 43800.0);
}

/* --- what else stands in the way -------------------------------------------------------------------- */

/* 1,000 m2, of which each kW takes 20: the cheap one takes all. What it brings there, 866 EUR, is
 * what the second one has to bring as well, so it is chosen at the price of the first. */
static void test_space(void **state)
{
    region *r;
    technology *second = two_sources(*state, 1000.0, &r);
    second->footprint_m2_per_unit = r->technologies[0].footprint_m2_per_unit = 20.0;
    const plan *p = challenged(r, PERSPECTIVE_SOCIETAL, *state);
    assert_near(solved_new_units(p, "source", 0), 50.0, 1e-6);
    chosen_at(about(p, "second"), OBSTACLE_SPACE, 100.0, 1000.0);
}

/* Likewise with one installer-week per kW, 50 a year. With 50 more the cheap one takes all that the site
 * draws; after that either feeds in, for 438 EUR/kW. */
static void test_installers(void **state)
{
    region *r;
    technology *second = two_sources(*state, 1000.0, &r);
    r->trades[r->n_trades] = (trade){.id = "fitter",
                                     .index = r->n_trades,
                                     .weeks_per_year = fixture_list(r, *state, 50.0),
                                     .basis = {.kind = BASIS_MEASURED},
                                     .line = 20};
    second->trade = r->technologies[0].trade = &r->trades[r->n_trades++];
    second->weeks_per_unit = r->technologies[0].weeks_per_unit = 1.0;
    const plan *p = challenged(r, PERSPECTIVE_SOCIETAL, *state);
    chosen_at(about(p, "second"), OBSTACLE_PEOPLE, 100.0, 1000.0);
    lacks(about(p, "second"), 50.0, "weeks");
}

/* 14.8: one company acts, with the cheap source; nine more could. */
static void test_companies(void **state)
{
    region *r;
    worked_effort_region(*state, 400000.0, &r);
    technology *second = fixture_add_technology(r, *state, "second", KIND_SOURCE);
    second->investment_eur_per_unit = fixture_list(r, *state, 1000.0);
    second->counts_as_adoption = true;
    fixture_add_potential(&r->connections[0], second, 100.0);
    const plan *p = challenged(r, PERSPECTIVE_SOCIETAL, *state);
    chosen_at(about(p, "second"), OBSTACLE_PEOPLE, 100.0, 1000.0);
    lacks(about(p, "second"), 9.0, "companies");
}

/* 14.7: the fund goes to the source of 100 EUR/kW; the second one is chosen when a euro of the fund brings
 * as much there, at the same price. Prices with a fund are found to 0.2 %. */
static void test_budget(void **state)
{
    region *r;
    two_sources(*state, 200.0, &r);
    fixture_add_fund(r, *state, "fund", 3000.0);
    const plan *p = challenged(r, PERSPECTIVE_SOCIETAL, *state);
    const why_not *n = about(p, "second");
    stops(n, OBSTACLE_BUDGET);
    assert_int_equal(n->kind, BREAK_EVEN_PRICE);
    assert_true(n->break_even_from <= 100.0 + FIGURE_TOL_FRAC);
    assert_true(n->break_even_to >= 100.0 - FIGURE_TOL_FRAC);
    assert_true(n->break_even_to - n->break_even_from <= 0.002 * 200.0);
    assert_null(n->lacks_unit);
}

/* The station is full with what the site draws: a point of 400 EUR a year, for a truck that would save 730,
 * serves nobody. */
static void test_full_station(void **state)
{
    region *r = worked_charger_region(*state);
    r->stations[0].import_cap_kw = 100.0;
    r->technologies[0].investment_eur_per_unit = fixture_list(r, *state, 4000.0);
    r->connections[0].fleets[0].existing_vehicles = 0.0;
    r->connections[0].fleets[0].vehicles = fixture_list(r, *state, 1.0);
    const plan *p = challenged(r, PERSPECTIVE_SOCIETAL, *state);
    costs_more(about(p, "charger"), OBSTACLE_GRID, 400.0);
}

/* A truck that draws 10 kW all day saves 87.6 MWh * 0.20 = 17,520 EUR a year, and that part of it for which
 * there is room: a point of 13,140 EUR a year takes three quarters of that. */
static void test_room_for_a_point(void **state)
{
    region *r = worked_charger_region(*state);
    r->stations[0].import_cap_kw = 100.0;
    r->technologies[0].investment_eur_per_unit = fixture_list(r, *state, 131400.0);
    fleet *truck = &r->connections[0].fleets[0];
    truck->existing_vehicles = 0.0;
    truck->vehicles = fixture_list(r, *state, 1.0);
    truck->energy_kwh_per_vehicle_day = 240.0;
    const plan *p = challenged(r, PERSPECTIVE_SOCIETAL, *state);
    costs_more(about(p, "charger"), OBSTACLE_GRID, 13140.0);
    lacks(about(p, "charger"), 7.5, "kW");
}

/* One that costs 800 would not be chosen with room either. */
static void test_full_station_is_not_all(void **state)
{
    region *r = worked_charger_region(*state);
    r->stations[0].import_cap_kw = 100.0;
    r->connections[0].fleets[0].existing_vehicles = 0.0;
    r->connections[0].fleets[0].vehicles = fixture_list(r, *state, 1.0);
    const plan *p = challenged(r, PERSPECTIVE_SOCIETAL, *state);
    costs_more(about(p, "charger"), OBSTACLE_PRICE, 800.0);
}

/* A heat pump draws a third of what the gas boiler takes, at 0.10 instead of 0.04 EUR/kWh, and costs 10 EUR/kW a
 * year: it saves 2,920 on 50 kW of heat, where the station lets it. */
static void test_no_power_for_a_heat_pump(void **state)
{
    region *r = worked_heat_region(*state, 600000.0);
    r->co2_price_eur_per_t = fixture_list(r, *state, 0.0);
    r->stations[0].import_cap_kw = 100.0;
    technology *pump = fixture_add_technology(r, *state, "pump", KIND_CONVERTER);
    pump->outputs[0].ratio = 3.0;
    fixture_add_potential(&r->connections[0], pump, 50.0);
    const plan *p = challenged(r, PERSPECTIVE_SOCIETAL, *state);
    says_nothing_more(about(p, "pump"), OBSTACLE_GRID);
    lacks(about(p, "pump"), 0.0, "kW");
}

/* The same in parts. */
static void test_grid_in_parts(void **state)
{
    region *r = worked_heat_region(*state, 600000.0);
    r->co2_price_eur_per_t = fixture_list(r, *state, 0.0);
    r->stations[0].import_cap_kw = 100.0;
    technology *pump = fixture_add_technology(r, *state, "pump", KIND_CONVERTER);
    pump->outputs[0].ratio = 3.0;
    fixture_add_potential(&r->connections[0], pump, 50.0);
    solved_prepare(r, *state);
    const plan *p = solved_as(
        r, (solve_options){.why = true, .method = METHOD_DECOMPOSED, .gap_frac = 1e-6}, *state);
    stops(about(p, "pump"), OBSTACLE_GRID);
}

static void test_not_yet(void **state)
{
    region *r = worked_hub_region(*state, 150000.0);
    technology *source = fixture_add_technology(r, *state, "source", KIND_SOURCE);
    fixture_add_potential(&r->connections[0], source, 50.0);
    source->available_from = 2050;
    r->hubs[0].earliest_year = 2050;
    const plan *p = challenged(r, PERSPECTIVE_PRIVATE, *state);
    says_nothing_more(about(p, "source"), OBSTACLE_NOT_YET);
    says_nothing_more(&p->why_not[0], OBSTACLE_NOT_YET);
}

static void test_belongs_to_a_hub(void **state)
{
    region *r = worked_hub_region(*state, 150000.0);
    hub *h = &r->hubs[0];
    h->potentials[h->n_potentials++] = (hub_potential){
        .potential = {.technology = fixture_add_technology(r, *state, "battery", KIND_STORAGE),
                      .max = 40.0,
                      .max_kwh = NAN,
                      .line = 31},
        .behind = &r->connections[0]};
    const plan *p = challenged(r, PERSPECTIVE_PRIVATE, *state);
    says_nothing_more(about(p, "battery"), OBSTACLE_HUB);
    assert_ptr_equal(about(p, "battery")->hub, h);
}

static void test_belongs_to_a_heat_net(void **state)
{
    region *r = worked_heat_region(*state, 600000.0);
    technology *joint = fixture_add_technology(r, *state, "joint", KIND_LINK);
    joint->carrier = r->heat;
    r->heat_nets[0].connection_technology = joint;
    const plan *p = challenged(r, PERSPECTIVE_SOCIETAL, *state);
    says_nothing_more(about(p, "joint"), OBSTACLE_HEAT_NET);
}

/* What is in the plan, and what stands there in full already, is no question. */
static void test_only_what_is_not_chosen(void **state)
{
    const plan *p = challenged(worked_heat_region(*state, 60000.0), PERSPECTIVE_SOCIETAL, *state);
    assert_int_equal(p->parks[0].n_why_not, 0);
    assert_int_equal(p->n_why_not, 0);
    const plan *battery = challenged(worked_battery_region(*state), PERSPECTIVE_SOCIETAL, *state);
    assert_int_equal(battery->parks[0].n_why_not, 0);
}

/* 14.10: the plan that misses its target is asked the same. */
static void test_missed_target(void **state)
{
    region *r = worked_charger_region(*state);
    r->connections[0].potentials[0].max = 1.0;
    worked_add_charging_target(r, *state, 0.8);
    technology *source = fixture_add_technology(r, *state, "source", KIND_SOURCE);
    source->investment_eur_per_unit = fixture_list(r, *state, 10000.0);
    fixture_add_potential(&r->connections[0], source, 50.0);
    const plan *p = challenged(r, PERSPECTIVE_SOCIETAL, *state);
    assert_int_equal(p->status, PLAN_TARGETS_UNREACHABLE);
    chosen_at(about(p, "source"), OBSTACLE_PRICE, 8760.0, 10000.0);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_open, fixture_close)
    const struct CMUnitTest tests[] = {
        TEST(test_price),
        TEST(test_private_price),
        TEST(test_nearest_site),
        TEST(test_worthless),
        TEST(test_smallest_size),
        TEST(test_no_room_for_smallest_size),
        TEST(test_one_point),
        TEST(test_ems),
        TEST(test_ems_with_platform),
        TEST(test_control),
        TEST(test_no_unit_within_the_limits),
        TEST(test_hub),
        TEST(test_hub_with_ems),
        TEST(test_hub_with_offers),
        TEST(test_heat_net),
        TEST(test_heat_net_beside_a_storage),
        TEST(test_cable),
        TEST(test_space),
        TEST(test_installers),
        TEST(test_companies),
        TEST(test_budget),
        TEST(test_full_station),
        TEST(test_room_for_a_point),
        TEST(test_full_station_is_not_all),
        TEST(test_no_power_for_a_heat_pump),
        TEST(test_grid_in_parts),
        TEST(test_not_yet),
        TEST(test_belongs_to_a_hub),
        TEST(test_belongs_to_a_heat_net),
        TEST(test_only_what_is_not_chosen),
        TEST(test_missed_target),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
