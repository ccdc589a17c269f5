/* tests/test_challenge.c - why this, and what limits are worth: docs/formulation.md, section 15.1.
 *
 * Every expected number is derived there by hand, from the worked examples of section 14. */
#include <stdlib.h>
#include <string.h>

#include "outputs/plan_json.h"
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

/* The n-th action of the kind, from 0. */
static const action *action_of(const plan *p, action_kind kind, size_t n)
{
    for (size_t k = 0; k < p->n_actions; k++)
        if (p->actions[k].kind == kind && n-- == 0)
            return &p->actions[k];
    fail_msg("no such action");
    return NULL;
}

static const action_reason *reason_of(const plan *p, action_kind kind, size_t n)
{
    const action_reason *r = action_of(p, kind, n)->reason;
    assert_non_null(r);
    return r;
}

/* Without it the region is so much dearer, exactly. */
static void costs(const action_reason *r, const char *text_id, double eur)
{
    assert_false(r->impossible);
    assert_string_equal(r->text_id, text_id);
    assert_eur(r->cost_from_eur, eur);
    assert_eur(r->cost_to_eur, eur);
    assert_eur(r->investment_eur + r->unserved_eur + r->other_eur, r->cost_to_eur);
}

static const plan_limit *limit_of(const plan *p, limit_kind kind)
{
    for (size_t k = 0; k < p->n_limits; k++)
        if (p->limits[k].kind == kind)
            return &p->limits[k];
    fail_msg("no such limit");
    return NULL;
}

static void is_worth(const plan_limit *l, double from_eur, double to_eur, size_t rank)
{
    assert_eur(l->worth_from_eur, from_eur);
    assert_eur(l->worth_to_eur, to_eur);
    assert_int_equal(l->rank, rank);
}

/* --- why ---------------------------------------------------------------------------------------- */

static void test_battery_saves_energy(void **state)
{
    const plan *p = challenged(worked_battery_region(*state), PERSPECTIVE_SOCIETAL, *state);
    const action_reason *r = reason_of(p, ACTION_MEASURE, 0);
    costs(r, "why_energy", 50.0 * (591.30 - 219.00 - 10.00));
    assert_eur(r->investment_eur, -500.0);
    assert_null(r->limit);
    assert_eur(r->co2_t, -50.0 * 0.1314); /* what it loses */
    const plan_limit *room = limit_of(p, LIMIT_POTENTIAL);
    assert_string_equal(room->object, "site/battery");
    is_worth(room, 362.30, 362.30, 1);
}

/* 14.7 */
static void test_budget(void **state)
{
    region *r;
    worked_source_region(*state, &r);
    fixture_add_fund(r, *state, "fund", 3000.0);
    const plan *p = challenged(r, PERSPECTIVE_SOCIETAL, *state);
    is_worth(limit_of(p, LIMIT_FUND), 8.66, 8.66, 1);
    const action_reason *why = reason_of(p, ACTION_MEASURE, 0);
    costs(why, "why_energy", 25980.0);
    assert_eur(why->investment_eur, -300.0);
    assert_eur(why->unserved_eur, 0.0);
    assert_eur(why->co2_t, 78.84);
    assert_null(why->limit); /* it uses the budget, it does not relieve it */
}

/* 14.7, without a payer that is short of money, and a roof for all 100 kW that the site draws: the last kW saves
 * 866 EUR, and one more would be fed in at 0.05 EUR/kWh, 438 - 10. On a roof for 50 both are 866. */
static void test_full_roof(void **state)
{
    region *r;
    worked_source_region(*state, &r);
    const plan *p = challenged(r, PERSPECTIVE_SOCIETAL, *state);
    is_worth(limit_of(p, LIMIT_POTENTIAL), 428.0, 866.0, 1);
    assert_eur(limit_of(p, LIMIT_POTENTIAL)->available, 100.0);
    assert_null(reason_of(p, ACTION_MEASURE, 0)->limit);
    worked_source_region(*state, &r);
    r->connections[0].potentials[0].max = 50.0;
    p = challenged(r, PERSPECTIVE_SOCIETAL, *state);
    is_worth(limit_of(p, LIMIT_POTENTIAL), 866.0, 866.0, 1);
}

/* 14.7 without any budget: nothing is built, and a euro would bring as much as it does there. */
static void test_no_budget(void **state)
{
    region *r;
    worked_source_region(*state, &r);
    fixture_add_fund(r, *state, "fund", 0.0);
    const plan *p = challenged(r, PERSPECTIVE_SOCIETAL, *state);
    assert_eur(limit_of(p, LIMIT_FUND)->available, 0.0);
    is_worth(limit_of(p, LIMIT_FUND), 8.66, 8.66, 1);
}

/* 14.8 */
static void test_companies_that_act(void **state)
{
    region *r;
    worked_effort_region(*state, 400000.0, &r);
    const plan *p = challenged(r, PERSPECTIVE_SOCIETAL, *state);
    is_worth(limit_of(p, LIMIT_ADOPTION), 8660.0, 8660.0, 1);
}

static void test_effort(void **state)
{
    region *r;
    worked_effort_region(*state, 100000.0, &r);
    const plan *p = challenged(r, PERSPECTIVE_SOCIETAL, *state);
    is_worth(limit_of(p, LIMIT_ADOPTION), 2500.0, 2500.0, 1);
    const action_reason *why = reason_of(p, ACTION_EFFORT, 0);
    costs(why, "why_energy", 9.0 * 8660.0 - 22500.0);
    assert_ptr_equal(why->limit, limit_of(p, LIMIT_ADOPTION));
    costs(reason_of(p, ACTION_MEASURE, 0), "why_energy", 10.0 * 8660.0 - 22500.0);
}

/* 14.4 */
static void test_hub(void **state)
{
    const plan *p = challenged(worked_hub_region(*state, 30000.0), PERSPECTIVE_PRIVATE, *state);
    const action_reason *formed = reason_of(p, ACTION_HUB, 0);
    costs(formed, "why_grid", 7200.0);
    assert_eur(formed->investment_eur, -2000.0);
    costs(reason_of(p, ACTION_HUB_MEMBER, 0), "why_grid", 7200.0);
    costs(reason_of(p, ACTION_HUB_MEMBER, 1), "why_grid", 7200.0);
}

/* Members need an EMS of 10 EUR a year each; without one of them there is no hub, and the other EMS
 * stands idle. */
static void test_ems_of_a_hub(void **state)
{
    region *r = worked_hub_region(*state, 30000.0);
    technology *ems = fixture_add_technology(r, *state, "ems", KIND_CONTROL);
    fixture_add_potential(&r->connections[0], ems, 1.0);
    fixture_add_potential(&r->connections[1], ems, 1.0);
    r->hubs[0].needs_ems = true;
    const plan *p = challenged(r, PERSPECTIVE_PRIVATE, *state);
    costs(reason_of(p, ACTION_MEASURE, 0), "why_grid", 7200.0 - 10.0);
    costs(reason_of(p, ACTION_MEASURE, 1), "why_grid", 7200.0 - 10.0);
    costs(reason_of(p, ACTION_HUB, 0), "why_grid", 7200.0);
}

/* 14.5: the net does not outlive its only source, nor its only pipe. */
static void test_heat_net(void **state)
{
    const double worth = 21900.0 - (438000.0 / 0.9 + 8760.0) * 0.01 - (50.0 / 0.9 + 1.0) * 10.0 -
                         (500.0 / 0.9 + 2000.0) - 500.0 - 2000.0;
    const plan *p = challenged(worked_heat_region(*state, 60000.0), PERSPECTIVE_SOCIETAL, *state);
    costs(reason_of(p, ACTION_HEAT_NET, 0), "why_energy", worth);
    costs(reason_of(p, ACTION_HEAT_SOURCE, 0), "why_energy", worth);
    costs(reason_of(p, ACTION_HEAT_PIPE, 0), "why_energy", worth);
    assert_eur(reason_of(p, ACTION_HEAT_NET, 0)->co2_t, 438.0 * 0.2);
}

/* The same with a plant of 40 kW, and a second one behind a pipe of 25. The first feeds what is lost in any case (E33), so that
 * without it there is no net; without the second there is less heat, and no pipe to it. */
static void test_two_sources(void **state)
{
    region *r = worked_heat_region(*state, 60000.0);
    heat_net *net = &r->heat_nets[0];
    net->sources[0].max_kw = 40.0;
    const technology *residual = net->sources[0].technology, *pipe = net->pipes[0].technology;
    fixture_add_heat_source(net, "second", residual, 500.0);
    fixture_add_heat_pipe(net, *state, "second", NULL, &r->parks[0], pipe, 25.0)->investment_eur =
        2000.0;
    const plan *p = challenged(r, PERSPECTIVE_SOCIETAL, *state);
    const action_reason *whole = reason_of(p, ACTION_HEAT_NET, 0);
    costs(reason_of(p, ACTION_HEAT_SOURCE, 0), "why_energy", whole->cost_to_eur);
    const action_reason *second = reason_of(p, ACTION_HEAT_SOURCE, 1);
    assert_false(second->impossible);
    assert_true(second->cost_to_eur > 0.0 && second->cost_to_eur < whole->cost_to_eur);
    costs(reason_of(p, ACTION_HEAT_PIPE, 1), "why_energy", second->cost_to_eur);
}

/* 14.3 */
static void test_chargers(void **state)
{
    const plan *p = challenged(worked_charger_region(*state), PERSPECTIVE_SOCIETAL, *state);
    const action_reason *r = reason_of(p, ACTION_MEASURE, 0);
    costs(r, "why_growth", 30885.0);
    assert_eur(r->investment_eur, -1600.0);
    assert_eur(r->unserved_eur, 32850.0 + 2190.0 - 1095.0);
    assert_eur(r->other_eur, -1460.0);
    assert_eur(r->refused_growth_mwh, 3.65);
}

/* 14.11 */
static void test_ems(void **state)
{
    const plan *p = challenged(worked_managed_region(*state, 100.0), PERSPECTIVE_SOCIETAL, *state);
    costs(reason_of(p, ACTION_MEASURE, 0), "why_energy", 720.0);
}

/* Both lives of 14.2's short source pay in both milestones: two actions, one reason. */
static void test_shared_reason(void **state)
{
    region *r = fixture_region_sized(*state, 2, (const int[]){2, 3}, 1, 12.0);
    technology *fan = fixture_add_technology(r, *state, "short", KIND_SOURCE);
    fan->life_years = 2.0;
    fixture_add_potential(&r->connections[0], fan, 10.0);
    const plan *p = challenged(r, PERSPECTIVE_SOCIETAL, *state);
    assert_int_equal(p->n_actions, 2);
    costs(reason_of(p, ACTION_MEASURE, 0), "why_energy", 10.0 * (876.0 - 50.0) * 5.0);
    assert_ptr_equal(p->actions[0].reason, p->actions[1].reason);
}

/* --- targets -------------------------------------------------------------------------------------- */

/* 14.10: there is nothing else to meet it with. */
static void test_needed_for_a_target(void **state)
{
    const plan *p = challenged(worked_target_region(*state, 200.0), PERSPECTIVE_SOCIETAL, *state);
    const action_reason *r = reason_of(p, ACTION_MEASURE, 0);
    assert_true(r->impossible);
    assert_string_equal(r->text_id, "why_required");
    assert_true(r->cost_from_eur == 0.0 && r->cost_to_eur == 0.0);
    is_worth(limit_of(p, LIMIT_TARGET), 124.0 / 2.628, 124.0 / 2.628, 1);
}

/* A second source that is dearer still: without the first, the target costs more. */
static void test_relieves_a_target(void **state)
{
    region *r = worked_target_region(*state, 200.0);
    technology *second = fixture_add_technology(r, *state, "second", KIND_SOURCE);
    second->investment_eur_per_unit = fixture_list(r, *state, 12000.0);
    fixture_add_potential(&r->connections[0], second, 50.0);
    const plan *p = challenged(r, PERSPECTIVE_SOCIETAL, *state);
    const action_reason *why = reason_of(p, ACTION_MEASURE, 0);
    costs(why, "why_cheaper", 62.8 / 2.628 * 200.0);
    assert_ptr_equal(why->limit, limit_of(p, LIMIT_TARGET));
    assert_eur(why->co2_t, 0.0);
}

/* 14.10: one point, and four of five trucks to be served; the plan misses that by two, and the
 * challenge is to that plan. Without its point the target would be missed by four. */
static void test_missed_target(void **state)
{
    region *r = worked_charger_region(*state);
    r->connections[0].potentials[0].max = 1.0;
    worked_add_charging_target(r, *state, 0.8);
    const plan *p = challenged(r, PERSPECTIVE_SOCIETAL, *state);
    assert_int_equal(p->status, PLAN_TARGETS_UNREACHABLE);
    assert_true(reason_of(p, ACTION_MEASURE, 0)->impossible);
}

/* --- limits --------------------------------------------------------------------------------------- */

/* 14.6: a kW of the station is a kW of growth all year, at 1 instead of 0.10 EUR/kWh. */
static void test_station(void **state)
{
    const plan *p =
        challenged(worked_full_station_region(*state, 150.0), PERSPECTIVE_SOCIETAL, *state);
    is_worth(limit_of(p, LIMIT_STATION_IMPORT), 7884.0, 7884.0, 1);
}

/* 14.6 with the battery: a kW more saves one of the battery; one less refuses a hundredth of the
 * growth, with half a kW of battery less. Without the battery a kW by day is a 150th of the growth. */
static void test_station_at_a_corner(void **state)
{
    region *r = worked_full_station_region(*state, 200.0);
    r->connections[0].import_cap_kw = 300.0; /* not what stands in the way */
    r->connections[0].demands[1].profile = worked_two_values(r, *state, "shift", 1.5, 0.5);
    technology *battery = fixture_add_technology(r, *state, "battery", KIND_STORAGE);
    battery->hours = 12.0;
    fixture_add_potential(&r->connections[0], battery, 100.0);
    const plan *p = challenged(r, PERSPECTIVE_SOCIETAL, *state);
    const plan_limit *full = limit_of(p, LIMIT_STATION_IMPORT);
    is_worth(full, 10.0, 7884.0 - 5.0, 1);
    const action_reason *why = reason_of(p, ACTION_MEASURE, 0);
    costs(why, "why_growth", 438000.0 - 175700.0);
    assert_eur(why->refused_growth_mwh, 876.0 / 3.0);
    assert_eur(why->unserved_eur, 292000.0);
    assert_ptr_equal(why->limit, full);
}

static plan *taken_apart(region *r, solve_method method, arena *mem)
{
    solved_prepare(r, mem);
    return solved_as(r, (solve_options){.why = true, .method = method, .gap_frac = 1e-6}, mem);
}

/* The same in parts: solved again with more room, one more is worth no less than that says and no more than
 * its dual. */
static void is_bracketed(const plan_limit *l, double eur)
{
    assert_int_equal(l->basis, WORTH_BRACKET);
    assert_true(l->worth_from_eur <= eur + 0.01 && l->worth_to_eur >= eur - 0.01);
    assert_true(l->worth_to_eur - l->worth_from_eur <= 0.1 * eur);
}

static void test_station_in_parts(void **state)
{
    const plan *p =
        taken_apart(worked_full_station_region(*state, 150.0), METHOD_DECOMPOSED, *state);
    is_bracketed(limit_of(p, LIMIT_STATION_IMPORT), 7884.0);
}

/* The roof of 14.7 and the battery of 14.1 in parts: by reduced costs. */
static void test_potentials_in_parts(void **state)
{
    region *r;
    worked_source_region(*state, &r);
    r->connections[0].potentials[0].max = 50.0;
    const plan *p = taken_apart(r, METHOD_DECOMPOSED, *state);
    const plan_limit *roof = limit_of(p, LIMIT_POTENTIAL);
    assert_int_equal(roof->basis, WORTH_PRICES);
    is_worth(roof, 866.0, 866.0, 1);
    p = taken_apart(worked_battery_region(*state), METHOD_DECOMPOSED, *state);
    is_worth(limit_of(p, LIMIT_POTENTIAL), 362.30, 362.30, 1);
}

/* The station that is full is the second of two that are taken as one: its room is not the first one's. */
static void test_station_among_joined(void **state)
{
    region *r = worked_full_station_region(*state, 1e5);
    r->parks[0].station = fixture_add_station(r, "full");
    r->stations[1].import_cap_kw = 150.0;
    const plan *p = taken_apart(r, METHOD_JOINED, *state);
    const plan_limit *full = limit_of(p, LIMIT_STATION_IMPORT);
    assert_string_equal(full->object, "full");
    is_bracketed(full, 7884.0);
}

/* Two limits: the fund of 14.7 at 8.66 EUR per euro, 25,980 in all, and the station of 14.6, which the
 * source lets through 30 kW less of: 120 kW at 7,884 EUR. */
static void test_ranks(void **state)
{
    region *r = worked_full_station_region(*state, 120.0);
    technology *source = fixture_add_technology(r, *state, "source", KIND_SOURCE);
    fixture_add_potential(&r->connections[0], source, 100.0);
    fixture_add_fund(r, *state, "fund", 3000.0);
    const plan *p = challenged(r, PERSPECTIVE_SOCIETAL, *state);
    /* A kW of the source lets a kW of growth through: 8,760 less than by refusing it, for 10 a year. */
    is_worth(limit_of(p, LIMIT_STATION_IMPORT), 7884.0, 7884.0, 1);
    is_worth(limit_of(p, LIMIT_FUND), 87.5, 87.5, 2);
    const action_reason *why = reason_of(p, ACTION_MEASURE, 0);
    costs(why, "why_growth", 30.0 * 8750.0);
    assert_eur(why->refused_growth_mwh, 30.0 * 8.76);
}

/* --- other ways of solving ------------------------------------------------------------------------ */

/* 14.3 on little ground with whole numbers off: 1.5 points; without, the three trucks of today stand still. */
static void test_relaxed(void **state)
{
    region *r = worked_charger_region(*state);
    worked_leave_room_for_points(r, 1.5);
    solved_prepare(r, *state);
    const plan *p = solved_as(r, (solve_options){.relax = true, .why = true}, *state);
    costs(reason_of(p, ACTION_MEASURE, 0), "why_growth", 122640.0 - 92085.0);
}

static void stop_before_the_challenge(void *context, const char *phase, double lower_bound_eur,
                                      double best_eur, double elapsed_s)
{
    (void)lower_bound_eur;
    (void)best_eur;
    (void)elapsed_s;
    if (strcmp(phase, "phase_challenge") == 0)
        *(volatile sig_atomic_t *)context = 1;
}

/* No time left: the plan as it is, and nothing said about it. */
static void test_no_time_left(void **state)
{
    static volatile sig_atomic_t stop;
    region *r;
    worked_source_region(*state, &r);
    fixture_add_fund(r, *state, "fund", 3000.0);
    solved_prepare(r, *state);
    stop = 0;
    const plan *p = solved_as(r,
                              (solve_options){.why = true,
                                              .stop = &stop,
                                              .report = stop_before_the_challenge,
                                              .report_context = (void *)&stop},
                              *state);
    assert_int_equal(stop, 1);
    assert_int_equal(p->status, PLAN_OPTIMAL);
    assert_int_equal(p->n_actions, 1);
    assert_null(p->actions[0].reason);
    assert_int_equal(limit_of(p, LIMIT_FUND)->rank, 0);
    assert_int_equal(p->parks[0].n_why_not + p->n_why_not, 0);
}

static void test_same_bytes_twice(void **state)
{
    char *text[2];
    diag_list *diags = diag_list_new();
    for (int k = 0; k < 2; k++) {
        region *r = worked_hub_region(*state, 30000.0);
        fixture_add_potential(&r->connections[0],
                              fixture_add_technology(r, *state, "battery", KIND_STORAGE), 50.0);
        const plan *p = challenged(r, PERSPECTIVE_PRIVATE, *state);
        assert_int_equal(plan_json_text(p, diags, &text[k]), STATUS_OK);
    }
    assert_string_equal(text[0], text[1]);
    free(text[0]);
    free(text[1]);
    diag_list_free(diags);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_open, fixture_close)
    const struct CMUnitTest tests[] = {
        TEST(test_battery_saves_energy),
        TEST(test_budget),
        TEST(test_full_roof),
        TEST(test_no_budget),
        TEST(test_companies_that_act),
        TEST(test_effort),
        TEST(test_hub),
        TEST(test_ems_of_a_hub),
        TEST(test_heat_net),
        TEST(test_two_sources),
        TEST(test_chargers),
        TEST(test_ems),
        TEST(test_shared_reason),
        TEST(test_needed_for_a_target),
        TEST(test_relieves_a_target),
        TEST(test_missed_target),
        TEST(test_station),
        TEST(test_station_at_a_corner),
        TEST(test_station_in_parts),
        TEST(test_potentials_in_parts),
        TEST(test_station_among_joined),
        TEST(test_ranks),
        TEST(test_relaxed),
        TEST(test_no_time_left),
        TEST(test_same_bytes_twice),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
