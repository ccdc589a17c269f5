/* tests/test_repair.c - targets that cannot be met: a few strained regions, and what is around them.
 * All of them are in long_repair.c. */
#include <stdlib.h>
#include <string.h>

#include "solver/claims.h"
#include "solver/repair.h"
#include "tests/fixture.h"
#include "tests/near.h"
#include "tests/solved.h"
#include "tests/strained.h"
#include "tests/worked.h"

static void test_one_limit(void **state)
{
    (void)state;
    strained_check_named("small roof");
}

static void test_either_budget(void **state)
{
    (void)state;
    strained_check_named("small budgets");
}

static void test_whole_numbers(void **state)
{
    (void)state;
    strained_check_named("charging by whole points");
}

static void test_nothing_but_the_target(void **state)
{
    (void)state;
    strained_check_named("impossible co2");
}

static void test_a_target_beyond_all(void **state)
{
    (void)state;
    strained_check_named("no points at all");
    strained_check_named("no points at all, decomposed");
}

static void test_station(void **state)
{
    (void)state;
    strained_check_named("station too small for feed-in");
}

static void test_two_conflicts(void **state)
{
    (void)state;
    strained_check_named("two conflicts");
}

static void test_found_by_searches(void **state)
{
    (void)state;
    strained_check_named("small roof, decomposed");
    strained_check_named("a hub that comes too late, decomposed");
    strained_check_named("small budgets, decomposed");
}

/* No limit alone helps: one target gives way, and a limit beside it. */
static void test_found_beside_a_target(void **state)
{
    (void)state;
    strained_check_named("two conflicts, decomposed");
}

/* A desk costs 10,000 in 2027 and 5,000 are there, so no plan exists at all. */
static void test_no_plan(void **state)
{
    (void)state;
    const strained_case c = {.edits = {{" max=\"2\" comp", " min=\"1\" max=\"2\" comp"},
                                       {"budget_eur=\"1000000\"", "budget_eur=\"5000 1000000\""}}};
    char *text = strained_text(&c);
    reading in = read_text_as(text, NULL);
    assert_read(&in);
    const solve_options how = {.gap_frac = 1e-3, .time_limit_s = 60.0};
    plan *p = NULL;
    assert_int_equal(plan_solve_repaired(in.region, &how, in.mem, in.diags, &p), STATUS_INFEASIBLE);
    assert_null(p);
    assert_int_equal(count_findings(&in, "P803"), 2);
    const int desk_line = 72, fund_line = 75; /* lines of the file */
    assert_finding(&in, "P803", desk_line);
    assert_finding(&in, "P803", fund_line);
    reading_free(&in);
    free(text);
}

/* No targets, no repairs. */
static void test_nothing_to_repair(void **state)
{
    region *r = fixture_region(*state);
    solved_prepare(r, *state);
    diag_list *diags = diag_list_new();
    const solve_options how = {.time_limit_s = 60.0};
    plan *p = NULL;
    assert_int_equal(plan_solve_repaired(r, &how, *state, diags, &p), STATUS_OK);
    assert_null(p->repairs);
    diag_list_free(diags);
}

/* Everything once set to its widest and put back is what it was. */
static void test_claims_come_back(void **state)
{
    region *r = fixture_full_region(*state);
    solved_prepare(r, *state);
    const double before = solved_cost_eur(solved_plan(r, PERSPECTIVE_SOCIETAL, *state));
    claims *c = claims_of(r, *state);
    assert_non_null(c);
    bool seen[CLAIM_KIND_COUNT] = {false};
    for (size_t k = 0; k < claims_count(c); k++) {
        const claim *l = claims_get(c, k);
        seen[l->kind] = true;
        claims_set(c, k, claims_widest(c, k));
        assert_true(claims_as_wide(c, k, claims_value(c, k), l->limit));
        assert_near(claims_step(c, k, 0.0), l->limit, 0.0);
        assert_near(claims_step(c, k, claims_steps(c, k)), claims_widest(c, k), 0.0);
    }
    claims_restore(c);
    const double after = solved_cost_eur(solved_plan(r, PERSPECTIVE_SOCIETAL, *state));
    assert_true(memcmp(&before, &after, sizeof before) == 0);
    assert_true(seen[CLAIM_TARGET] && seen[CLAIM_POTENTIAL] && seen[CLAIM_STATION_IMPORT] &&
                seen[CLAIM_FUND] && seen[CLAIM_EFFORT_MOST] && seen[CLAIM_HEAT_NET_YEAR]);
}

/* The first rounded figure that is wider than the limit, whole steps after that. */
static void test_steps_are_round(void **state)
{
    static const struct {
        double potential_kw, want_kw[3], share, want_share[3];
    } rows[] = {
        {100.4, {100.4, 101.0, 102.0}, 0.705, {0.705, 0.70, 0.69}},
        {100.0, {100.0, 101.0, 102.0}, 0.7, {0.7, 0.69, 0.68}},
    };
    for (size_t n = 0; n < sizeof rows / sizeof rows[0]; n++) {
        region *r = fixture_region(*state);
        technology *source = fixture_add_technology(r, *state, "source", KIND_SOURCE);
        fixture_add_potential(&r->connections[0], source, rows[n].potential_kw);
        r->targets[r->n_targets++] = (target){.id = "own",
                                              .kind = TARGET_RENEWABLE,
                                              .limit = fixture_list(r, *state, rows[n].share),
                                              .basis = {.kind = BASIS_MEASURED},
                                              .line = 43};
        solved_prepare(r, *state);
        claims *c = claims_of(r, *state);
        assert_non_null(c);
        for (size_t k = 0; k < claims_count(c); k++)
            for (int i = 0; i < 3; i++) {
                if (claims_get(c, k)->kind == CLAIM_POTENTIAL)
                    assert_near(claims_step(c, k, i), rows[n].want_kw[i], 0.0);
                if (claims_get(c, k)->kind == CLAIM_TARGET)
                    assert_near(claims_step(c, k, i), rows[n].want_share[i], 0.0);
            }
    }
}

/* 14.3 with room for 2.9 points: two, as in the plan there. */
static void test_room_for_part_of_a_point(void **state)
{
    region *r = worked_charger_region(*state);
    r->connections[0].potentials[0].max = 2.9;
    (void)solved_at_cost(r, PERSPECTIVE_SOCIETAL, *state, 91755.0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_limit),
        cmocka_unit_test(test_either_budget),
        cmocka_unit_test(test_whole_numbers),
        cmocka_unit_test(test_nothing_but_the_target),
        cmocka_unit_test(test_a_target_beyond_all),
        cmocka_unit_test(test_station),
        cmocka_unit_test(test_two_conflicts),
        cmocka_unit_test(test_found_by_searches),
        cmocka_unit_test(test_found_beside_a_target),
        cmocka_unit_test(test_no_plan),
        cmocka_unit_test_setup_teardown(test_nothing_to_repair, fixture_open, fixture_close),
        cmocka_unit_test_setup_teardown(test_claims_come_back, fixture_open, fixture_close),
        cmocka_unit_test_setup_teardown(test_steps_are_round, fixture_open, fixture_close),
        cmocka_unit_test_setup_teardown(test_room_for_part_of_a_point, fixture_open, fixture_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
