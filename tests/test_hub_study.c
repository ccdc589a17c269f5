/* tests/test_hub_study.c - what a hub is worth and to whom, on regions whose games are known by
 * hand.
 *
 * The figures of tests/fixture.h: contract and peak cost 20 + 12 * 3 = 56 EUR a year per kW, and a
 * company that draws 200 kW half the day pays 11,200 for both.
 */
#include "solver/hub_study.h"

#include "tests/fixture.h"
#include "tests/near.h"
#include "tests/solved.h"
#include "tests/worked.h"
#include "model/coalition_ties.h"
#include "solver/coalition_solve.h"

static const double EUR_TOL = 0.5;
enum { ORDERS = 30 };

static profile *half_day(region *r, arena *mem, const char *id, double first, double second)
{
    double *values = fixture_steps(r, mem, first);
    values[1] = second;
    return fixture_add_profile(r, id, PROFILE_PER_MEAN, values);
}

/* 200 kW in one half of the day. */
static connection *add_company(region *r, arena *mem, const char *id, const profile *when)
{
    connection *c = fixture_add_connection(r, mem, id);
    fixture_add_demand(r, mem, c, r->electricity, 876.0)->profile = when;
    return c;
}

static solve_options to_the_end(perspective who)
{
    return (solve_options){.perspective = who, .gap_frac = 0.0, .time_limit_s = 60.0};
}

static hub_study *answered(const region *r, const hub_question *q, arena *mem)
{
    diag_list *diags = diag_list_new();
    hub_study *out = NULL;
    const status st = hub_study_make(r, q, mem, diags, &out);
    diag_print(diags, stderr);
    diag_list_free(diags);
    assert_int_equal(st, STATUS_OK);
    return out;
}

static hub_study *studied_up_to(const region *r, coalition asked, perspective who,
                                size_t exact_up_to, arena *mem)
{
    const hub_question q = {.hub = &r->hubs[0],
                            .asked = asked,
                            .exact_up_to = exact_up_to,
                            .n_orders = ORDERS,
                            .how = to_the_end(who)};
    return answered(r, &q, mem);
}

static hub_study *studied(const region *r, coalition asked, perspective who, arena *mem)
{
    return studied_up_to(r, asked, who, GAME_MAX_PLAYERS, mem);
}

/* 14.4: one company in the first half of the day, one in the second; formation over 15 years,
 * running 1,000 and 500 a member. Together they save 11,200 - 2,000 - formation / 15 a year. */
static region *pair_region(arena *mem, double formation_eur)
{
    region *r = worked_two_steps(mem);
    r->connections[0].demands[0].profile = half_day(r, mem, "morning", 2.0, 0.0);
    connection *mate = add_company(r, mem, "mate", half_day(r, mem, "evening", 0.0, 2.0));
    connection *const members[] = {&r->connections[0], mate};
    hub *h = fixture_add_hub(r, mem, "hub", 2, members);
    r->payers[0].wacc_frac = 0.0;
    h->formation_cost_eur = formation_eur;
    h->operating_cost_eur_per_year = 1000.0;
    h->operating_cost_eur_per_member_year = 500.0;
    solved_prepare(r, mem);
    return r;
}

static void test_pair(void **state)
{
    const region *r = pair_region(*state, 30000.0);
    const hub_study *s = studied(r, 3, PERSPECTIVE_PRIVATE, *state);
    const hub_worth *w = &s->worth[PERSPECTIVE_PRIVATE];
    assert_int_equal(s->members, 3);
    assert_near(w->worth_eur, 7200.0, EUR_TOL);
    for (size_t j = 0; j < 2; j++) {
        /* 400 fixed, 200 kW at 56, 876 MWh at 0.12. */
        assert_near(w->alone[j].cost_eur, 400.0 + 11200.0 + 105120.0, EUR_TOL);
        assert_near(w->alone[j].bill_eur_per_year[0][BILL_CONTRACT], 4000.0, EUR_TOL);
        assert_near(w->alone[j].bill_eur_per_year[0][BILL_PEAK], 7200.0, EUR_TOL);
        assert_near(w->alone[j].bill_eur_per_year[0][BILL_TRANSPORT], 17520.0, EUR_TOL);
        assert_near(w->alone[j].bill_eur_per_year[0][BILL_ENERGY], 87600.0, EUR_TOL);
    }
    const double *together = w->together.bill_eur_per_year[0];
    assert_near(together[BILL_FIXED], 800.0, EUR_TOL);
    assert_near(together[BILL_CONTRACT], 4000.0, EUR_TOL);
    assert_near(together[BILL_PEAK], 7200.0, EUR_TOL);
    assert_near(together[BILL_HUB_FORMATION], 2000.0, EUR_TOL);
    assert_near(together[BILL_HUB_RUNNING], 2000.0, EUR_TOL);
    assert_near(together[BILL_INVESTMENT], 0.0, EUR_TOL);
    for (int rule = 0; rule < SHARE_RULES; rule++) {
        assert_near(s->shares[rule].eur[0] + s->shares[rule].eur[1], 7200.0, EUR_TOL);
        /* Each the mirror image of the other, also at the group's peak, which lasts all day. */
        assert_near(s->shares[rule].eur[0], 3600.0, EUR_TOL);
        assert_true(s->shares[rule].stable);
    }
    /* (11,200 - 2,000) * 15; one kW less than the group draws is shed at 3 EUR/kWh. */
    assert_near(s->break_even_formation_eur, 138000.0, 20.0);
    assert_true(s->least_capacity_from_kw < 200.0 && s->least_capacity_to_kw >= 200.0 - 1e-6);
    assert_near(s->least_capacity_to_kw - s->least_capacity_from_kw, 200.0 / 27.0, 1e-3);
    assert_near(s->of_member[0].marginal_eur, 7200.0, EUR_TOL);
    assert_near(s->group.peak_kw[0], 200.0, 1e-6);
    assert_near(s->group.apart_peak_kw[0], 400.0, 1e-6);
    assert_near(s->group.limit_kw[0], 400.0, 1e-6);
    assert_near(s->of_member[0].facts.import_mwh[0], 876.0, 1e-4);
    for (size_t j = 0; j < 2; j++)
        assert_near(s->of_member[j].facts.at_group_peak_kw[0], 100.0, 1e-4);
}

/* The group draws 200 kW on both days, and each member on its own: on 73 days of the year the one, on
 * the other 292 its mate. Hours weigh as often as they come. */
static void test_peak_on_unlike_days(void **state)
{
    region *r = fixture_region_sized(*state, 1, (const int[]){1}, 2, 24.0);
    day *days = r->calendar.days;
    days[0].days_per_year = 73.0;
    days[1].days_per_year = 292.0;
    r->connections[0].demands[0].profile = half_day(r, *state, "seldom", 5.0, 0.0);
    r->connections[0].demands[0].existing_mwh = fixture_list(r, *state, 200.0 * 73.0 * 0.024);
    connection *mate = add_company(r, *state, "mate", half_day(r, *state, "often", 0.0, 1.25));
    mate->demands[0].existing_mwh = fixture_list(r, *state, 200.0 * 292.0 * 0.024);
    connection *const members[] = {&r->connections[0], mate};
    fixture_add_hub(r, *state, "hub", 2, members);
    solved_prepare(r, *state);
    const hub_study *s = studied(r, 3, PERSPECTIVE_PRIVATE, *state);
    assert_near(s->of_member[0].facts.at_group_peak_kw[0], 40.0, 1e-4);
    assert_near(s->of_member[1].facts.at_group_peak_kw[0], 160.0, 1e-4);
}

/* The other perspective: without a cost of the grid a hub brings society nothing. */
static void test_pair_for_society(void **state)
{
    region *r = pair_region(*state, 30000.0);
    const hub_study *s = studied(r, 3, PERSPECTIVE_PRIVATE, *state);
    assert_near(s->worth[PERSPECTIVE_SOCIETAL].worth_eur, 0.0, EUR_TOL);
    assert_int_equal(s->worth[PERSPECTIVE_SOCIETAL].together.joined, 0);
    /* At 50 EUR a year per kW of peak it does: 200 * 50 - 4,000. */
    r->grid_cost_eur_per_kw_year = 50.0;
    s = studied(r, 3, PERSPECTIVE_PRIVATE, *state);
    assert_near(s->worth[PERSPECTIVE_SOCIETAL].worth_eur, 6000.0, EUR_TOL);
}

static void test_pair_that_does_not_pay(void **state)
{
    const region *r = pair_region(*state, 150000.0);
    const hub_study *s = studied(r, 3, PERSPECTIVE_PRIVATE, *state);
    assert_int_equal(s->members, 0);
    assert_near(s->worth[PERSPECTIVE_PRIVATE].worth_eur, 0.0, 1e-9);
    assert_near(s->break_even_formation_eur, 138000.0, 20.0);
    assert_false(s->shares[SHARE_SHAPLEY].given);
}

/* Two companies draw 200 kW in the first half of the day, one 201 kW in the second: only the
 * latter makes room, once. A pair with it saves 200 kW, all three 201 kW, at 56 EUR: a glove
 * game. */
static region *glove_region(arena *mem)
{
    region *r = worked_two_steps(mem);
    const profile *morning = half_day(r, mem, "morning", 2.0, 0.0);
    r->connections[0].demands[0].profile = morning;
    connection *early = add_company(r, mem, "also_early", morning);
    connection *late = add_company(r, mem, "late", half_day(r, mem, "evening", 0.0, 2.0));
    late->demands[0].existing_mwh = fixture_list(r, mem, 876.0 * 201.0 / 200.0);
    late->import_cap_kw = late->physical_cap_kw;
    connection *const members[] = {&r->connections[0], early, late};
    fixture_add_hub(r, mem, "hub", 3, members);
    solved_prepare(r, mem);
    return r;
}

static void test_gloves(void **state)
{
    const region *r = glove_region(*state);
    const hub_study *s = studied(r, 7, PERSPECTIVE_PRIVATE, *state);
    const double pair = 200.0 * 56.0, all = 201.0 * 56.0;
    assert_near(s->worth[PERSPECTIVE_PRIVATE].worth_eur, all, EUR_TOL);
    assert_int_equal(s->members, 7);
    assert_near(s->of_member[0].marginal_eur, all - pair, EUR_TOL);
    assert_near(s->of_member[2].marginal_eur, all, EUR_TOL);
    /* Shapley of the late one: second in 2 of 6 orders, last in 2. */
    assert_near(s->shares[SHARE_SHAPLEY].eur[2], pair / 3.0 + all / 3.0, EUR_TOL);
    assert_near(s->shares[SHARE_SHAPLEY].eur[0], pair / 6.0 + (all - pair) / 3.0, EUR_TOL);
    /* In the core an early one gets at most all - pair; the nucleolus halves that. */
    assert_near(s->shares[SHARE_NUCLEOLUS].eur[0], (all - pair) / 2.0, EUR_TOL);
    assert_near(s->shares[SHARE_NUCLEOLUS].eur[2], pair, EUR_TOL);
    assert_true(s->shares[SHARE_NUCLEOLUS].stable);
    assert_false(s->shares[SHARE_SHAPLEY].stable);
    assert_near(s->shares[SHARE_SHAPLEY].most_unhappy.eur,
                pair - (pair / 2.0 + all * 2.0 / 3.0 - pair / 3.0), EUR_TOL);
    assert_near(s->shares[SHARE_EQUAL].most_unhappy.eur, pair - all * 2.0 / 3.0, EUR_TOL);
    assert_false(s->core_empty);
    /* The late one has the largest contract; without it nothing is left. */
    assert_int_equal(s->largest, 4);
    assert_near(s->without_largest_eur, 0.0, 1e-9);
    for (int rule = 0; rule < SHARE_RULES; rule++) {
        const double *eur = s->shares[rule].eur;
        assert_near(eur[0] + eur[1] + eur[2], round(all * 100.0) / 100.0, 0.005);
    }
}

/* Whoever draws the same all day brings the gloves nothing, and stays out where joining costs something. */
static region *gloves_and_one_more(arena *mem)
{
    region *r = glove_region(mem);
    connection *flat = add_company(r, mem, "flat", half_day(r, mem, "all_day", 1.0, 1.0));
    flat->demands[0].existing_mwh = fixture_list(r, mem, 876.0);
    connection *const members[] = {&r->connections[0], &r->connections[1], &r->connections[2],
                                   flat};
    r->n_hubs = 0;
    hub *h = fixture_add_hub(r, mem, "hub", 4, members);
    h->operating_cost_eur_per_member_year = 10.0;
    r->stations[0].import_cap_kw = 2000.0; /* more than their cables: no ties */
    solved_prepare(r, mem);
    return r;
}

/* Coalitions with a candidate that does not join are not solved: each alone and the group in both
 * perspectives, three pairs, one formation cost beyond the break-even, three times two capacities. */
static void test_programs_are_few(void **state)
{
    const size_t n_others = 2 + 3 + 1 + 3 * 2;
    region *r = glove_region(*state);
    r->hubs[0].operating_cost_eur_per_member_year = 10.0;
    const hub_study *three = studied(r, 7, PERSPECTIVE_PRIVATE, *state);
    assert_int_equal(three->n_coalitions, 2 * 3 + n_others);
    const hub_study *four = studied(gloves_and_one_more(*state), 15, PERSPECTIVE_PRIVATE, *state);
    assert_int_equal(four->members, 7);
    assert_int_equal(four->n_coalitions, 2 * 4 + n_others);
    assert_near(four->of_member[3].marginal_eur, 0.0, 1e-9);
    for (size_t j = 0; j < 3; j++)
        assert_near(four->shares[SHARE_SHAPLEY].eur[j], three->shares[SHARE_SHAPLEY].eur[j], 0.02);
    /* Three join, so three have to be few enough to value every coalition of. */
    assert_true(
        studied_up_to(gloves_and_one_more(*state), 15, PERSPECTIVE_PRIVATE, 3, *state)->exact);
}

/* Coalitions solved side by side come to what they come to one by one, to the last bit. */
static void test_threads(void **state)
{
    const region *r = gloves_and_one_more(*state);
    hub_question q = {.hub = &r->hubs[0],
                      .asked = 15,
                      .exact_up_to = GAME_MAX_PLAYERS,
                      .n_orders = ORDERS,
                      .how = to_the_end(PERSPECTIVE_PRIVATE)};
    const hub_study *one_by_one = answered(r, &q, *state);
    q.how.n_threads = 3;
    const hub_study *side_by_side = answered(r, &q, *state);
    assert_int_equal(side_by_side->n_coalitions, one_by_one->n_coalitions);
    for (int rule = 0; rule < SHARE_RULES; rule++)
        assert_memory_equal(side_by_side->shares[rule].eur, one_by_one->shares[rule].eur,
                            r->hubs[0].n_members * sizeof(double));
    assert_memory_equal(&side_by_side->least_core_eur, &one_by_one->least_core_eur, sizeof(double));
}

/* As a large hub is studied: Shapley from some orders, no nucleolus, no test of every coalition. */
static void test_sampled(void **state)
{
    const region *r = glove_region(*state);
    const hub_study *exact = studied(r, 7, PERSPECTIVE_PRIVATE, *state);
    const hub_study *s = studied_up_to(r, 7, PERSPECTIVE_PRIVATE, 2, *state);
    const hub_shares *shapley = &s->shares[SHARE_SHAPLEY];
    double sum = 0.0;
    assert_false(s->exact);
    assert_int_equal(s->n_orders, ORDERS);
    assert_false(s->shares[SHARE_NUCLEOLUS].given);
    assert_false(shapley->tested);
    for (size_t j = 0; j < 3; j++) {
        sum += shapley->eur[j];
        assert_true(shapley->half_width_eur[j] > 0.0);
        /* Twice the half-width of 95 %: one seed in some ten thousand is further off. */
        assert_near(shapley->eur[j], exact->shares[SHARE_SHAPLEY].eur[j],
                    2.0 * shapley->half_width_eur[j]);
    }
    assert_near(sum, 201.0 * 56.0, 0.01);
    assert_near(s->of_member[2].marginal_eur, 201.0 * 56.0, EUR_TOL);
    assert_near(s->shares[SHARE_EQUAL].eur[0], exact->shares[SHARE_EQUAL].eur[0], 0.02);
}

/* Asked about two of them only, the third stays as it is. */
static void test_given_list(void **state)
{
    const region *r = glove_region(*state);
    const hub_study *s = studied(r, 6, PERSPECTIVE_PRIVATE, *state);
    assert_int_equal(s->members, 6);
    assert_near(s->worth[PERSPECTIVE_PRIVATE].worth_eur, 11200.0, EUR_TOL);
    assert_near(s->shares[SHARE_NUCLEOLUS].eur[1], 5600.0, EUR_TOL);
    assert_near(s->shares[SHARE_NUCLEOLUS].eur[0], 0.0, 1e-9);
    s = studied(r, 3, PERSPECTIVE_PRIVATE, *state);
    assert_int_equal(s->members, 0);
}

enum { MEASURED_STEPS = 1000 }; /* the 99.9 % step is the highest */

/* A year of kW, nothing but in its first two steps. */
static void measure(connection *c, arena *mem, double first_kw, double second_kw)
{
    double *kw = arena_array(mem, MEASURED_STEPS, sizeof *kw);
    profile *p = arena_array(mem, 1, sizeof *p);
    assert_true(kw != NULL && p != NULL);
    *p = *c->demands[0].profile;
    kw[0] = first_kw;
    kw[1] = second_kw;
    p->measured_kw = kw;
    p->n_measured = MEASURED_STEPS;
    c->demands[0].profile = p;
}

/* 14.11: of two companies that draw 200 kW by turns, the meters read 120 and 80 kW at their highest.
 * A third has its peak when they read 60 and 60; the hub asks all three, or two only. */
static region *measured_region(arena *mem, size_t n_members)
{
    region *r = worked_two_steps(mem);
    r->connections[0].demands[0].profile = half_day(r, mem, "morning", 2.0, 0.0);
    connection *mate = add_company(r, mem, "mate", half_day(r, mem, "evening", 0.0, 2.0));
    connection *third = add_company(r, mem, "third", half_day(r, mem, "always", 1.0, 1.0));
    measure(&r->connections[0], mem, 120.0, 60.0);
    measure(mate, mem, 80.0, 60.0);
    measure(third, mem, 0.0, 300.0);
    connection *const members[] = {&r->connections[0], mate, third};
    hub *h = fixture_add_hub(r, mem, "hub", n_members, members);
    h->capacities[0].mode = GROUP_CAPACITY_P999;
    assert_int_equal(hub_measure_contributions(h, r->electricity, mem), STATUS_OK);
    solved_prepare(r, mem);
    return r;
}

/* What two of three may use together is what they may use as a hub of their own: 200 kW, which
 * saves them 200 * 56; the 120 kW of the step at which the three draw most would not do. */
static void test_measured_peak_of_a_coalition(void **state)
{
    const region *three = measured_region(*state, 3);
    assert_near(three->hubs[0].members[0].contribution_kw, 60.0, 1e-9);
    const region *two = measured_region(*state, 2);
    assert_near(two->hubs[0].members[0].contribution_kw, 120.0, 1e-9);
    const region *const regions[] = {three, two};
    for (size_t k = 0; k < 2; k++) {
        const hub_study *s = studied(regions[k], 3, PERSPECTIVE_PRIVATE, *state);
        assert_int_equal(s->members, 3);
        assert_near(s->worth[PERSPECTIVE_PRIVATE].worth_eur, 11200.0, EUR_TOL);
        assert_near(s->group.limit_kw[0], 200.0, 1e-6);
    }
}

/* One that must join: nobody can do without it. */
static void test_must_join(void **state)
{
    region *r = glove_region(*state);
    assert_true(coalition_can_form(&r->hubs[0], 6));
    r->hubs[0].members[0].must = true;
    assert_false(coalition_can_form(&r->hubs[0], 6));
    assert_true(coalition_can_form(&r->hubs[0], 5));
    assert_false(coalition_can_form(&r->hubs[0], 1));
}

static void test_offers(void **state)
{
    region *r = glove_region(*state);
    bool listed[] = {true, false, true};
    group_capacity offer = {
        .mode = GROUP_CAPACITY_OFFER, .import_cap_kw = 300.0, .members = listed};
    r->hubs[0].capacities = &offer;
    assert_true(coalition_can_form(&r->hubs[0], 5));
    assert_true(coalition_can_form(&r->hubs[0], 7));
    assert_false(coalition_can_form(&r->hubs[0], 6));
    const hub_study *s = studied(r, 7, PERSPECTIVE_PRIVATE, *state);
    assert_int_equal(s->members, 5);
}

/* Candidates for which nothing is left of the station but what the other company does not draw:
 * 250 - 100 kW. One wants 100 kW more beside its 100, by day, and gets half: 657 MWh at 0.10, 219
 * refused at 1. */
static void test_room_of_others_is_kept(void **state)
{
    arena *mem = *state;
    region *r = worked_two_steps(mem);
    r->stations[0].import_cap_kw = 250.0;
    const profile *morning = half_day(r, mem, "morning", 2.0, 0.0);
    connection *one = fixture_add_connection(r, mem, "one");
    demand *wanted = fixture_add_demand(r, mem, one, r->electricity, 438.0);
    wanted->profile = morning;
    wanted->growth_mwh = fixture_list(r, mem, 438.0);
    wanted->fallback_eur_per_kwh = 1.0;
    connection *const members[] = {one, fixture_add_connection(r, mem, "two")};
    fixture_add_hub(r, mem, "hub", 2, members);
    solved_prepare(r, mem);
    diag_list *diags = diag_list_new();
    coalition_solver *s = NULL;
    const solve_options how = to_the_end(PERSPECTIVE_SOCIETAL);
    assert_int_equal(coalition_solver_new(r, &r->hubs[0], 3, &how, diags, &s), STATUS_OK);
    assert_near(coalition_alone(s, 0)->cost_eur, 65700.0 + 219000.0, EUR_TOL);
    assert_near(coalition_alone(s, 1)->cost_eur, 0.0, EUR_TOL);
    coalition_solver_free(s);
    diag_list_free(diags);
}

/* Where no limit of the region ties members to others, apart less together is what the plans of
 * the whole region differ by. */
static void test_agrees_with_plans(void **state)
{
    region *r = glove_region(*state);
    const hub_study *s = studied(r, 7, PERSPECTIVE_PRIVATE, *state);
    const double with = solved_cost_eur(solved_plan(r, PERSPECTIVE_PRIVATE, *state));
    region *without = NULL;
    assert_int_equal(region_without_hub(r, &r->hubs[0], *state, &without), STATUS_OK);
    const double apart = solved_cost_eur(solved_plan(without, PERSPECTIVE_PRIVATE, *state));
    assert_near(s->worth[PERSPECTIVE_PRIVATE].worth_eur, apart - with, EUR_TOL);
}

/* --- what members have in common without a hub ------------------------------------------------ */

/* One draws 150 kW over a connection of 100, the other 100 kW; a cable of 500 EUR a year brings
 * the 50 kW, hub or not. The hub's own source of 20 kW costs 200 EUR a year. */
static region *cable_region(arena *mem, double formation_eur)
{
    region *r = worked_two_steps(mem);
    r->payers[0].wacc_frac = 0.0;
    connection *tight = &r->connections[0];
    tight->import_cap_kw = tight->export_cap_kw = tight->physical_cap_kw = 100.0;
    tight->demands[0].existing_mwh = fixture_list(r, mem, 1314.0);
    connection *ample = fixture_add_connection(r, mem, "ample");
    fixture_add_demand(r, mem, ample, r->electricity, 876.0);
    r->cables[r->n_cables++] =
        (cable){.id = "cable",
                .from = tight,
                .to = ample,
                .technology = fixture_add_technology(r, mem, "link", KIND_LINK),
                .length_m = 100.0,
                .max_kw = 100.0,
                .basis = {.kind = BASIS_MEASURED},
                .line = 30};
    connection *const members[] = {tight, ample};
    hub *h = fixture_add_hub(r, mem, "hub", 2, members);
    h->formation_cost_eur = formation_eur;
    h->potentials[h->n_potentials++] = (hub_potential){
        .potential = {.technology = fixture_add_technology(r, mem, "source", KIND_SOURCE),
                      .max = 20.0,
                      .max_kwh = NAN,
                      .line = 31},
        .behind = ample};
    solved_prepare(r, mem);
    return r;
}

/* 20 kW all year at 0.12 a kWh and 56 a kW, less 200; formation over 15 years. */
static const double SOURCE_EUR = 20.0 * 8760.0 * 0.12 + 20.0 * 56.0 - 200.0;

static double cost_without_hub_eur(const region *r, arena *mem)
{
    region *without = NULL;
    assert_int_equal(region_without_hub(r, &r->hubs[0], mem, &without), STATUS_OK);
    return solved_cost_eur(solved_plan(without, PERSPECTIVE_PRIVATE, mem));
}

/* What the cable brings is not the hub's. */
static void test_cable_between_members(void **state)
{
    const region *r = cable_region(*state, 30000.0);
    const hub_study *s = studied(r, 3, PERSPECTIVE_PRIVATE, *state);
    const hub_worth *w = &s->worth[PERSPECTIVE_PRIVATE];
    const double apart = 250.0 * (8760.0 * 0.12 + 56.0) + 800.0 + 500.0;
    assert_near(w->alone[0].cost_eur, 100.0 * (8760.0 * 0.12 + 56.0) + 400.0 + 50.0 * 8760.0 * 3.0,
                EUR_TOL);
    assert_near(w->alone[1].cost_eur, 100.0 * (8760.0 * 0.12 + 56.0) + 400.0, EUR_TOL);
    assert_near(w->apart.cost_eur, apart, EUR_TOL);
    assert_near(w->apart.bill_eur_per_year[0][BILL_FIXED], 800.0, EUR_TOL);
    assert_near(w->together.cost_eur, apart - SOURCE_EUR + 2000.0, EUR_TOL);
    assert_near(w->worth_eur, SOURCE_EUR - 2000.0, EUR_TOL);
    assert_near(w->worth_eur,
                cost_without_hub_eur(r, *state) -
                    solved_cost_eur(solved_plan(r, PERSPECTIVE_PRIVATE, *state)),
                EUR_TOL);
    assert_near(s->break_even_formation_eur, SOURCE_EUR * 15.0, 20.0);
    assert_near(s->of_member[0].marginal_eur, w->worth_eur, EUR_TOL);
    for (int rule = 0; rule < SHARE_RULES; rule++)
        assert_near(s->shares[rule].eur[0] + s->shares[rule].eur[1],
                    round(w->worth_eur * 100.0) / 100.0, 0.005);
}

/* It falls in a straight line to nothing, without a jump. */
static void test_worth_by_formation_cost(void **state)
{
    const double break_even = SOURCE_EUR * 15.0;
    const double parts[] = {0.0, 0.5, 0.9, 0.99, 1.01, 2.0, 100.0};
    for (size_t k = 0; k < sizeof parts / sizeof parts[0]; k++) {
        const region *r = cable_region(*state, parts[k] * break_even);
        const hub_study *s = studied(r, 3, PERSPECTIVE_PRIVATE, *state);
        const hub_worth *w = &s->worth[PERSPECTIVE_PRIVATE];
        assert_near(w->worth_eur, fmax(0.0, SOURCE_EUR * (1.0 - parts[k])), EUR_TOL);
        assert_int_equal(s->members, parts[k] < 1.0 ? 3 : 0);
        assert_near(w->together.cost_eur, w->apart.cost_eur - w->worth_eur, 1e-6);
        assert_near(s->break_even_formation_eur, break_even, 20.0);
    }
}

/* The station carries 250 kW. One draws 150, the other 100 and wants 50 more, for which the plan
 * has no room: it takes that no company acts. A coalition does: a source of 50 kW, 500 EUR a year,
 * makes that room, but the other cannot count on it alone. */
static region *room_region(arena *mem)
{
    region *r = worked_two_steps(mem);
    r->payers[0].wacc_frac = 0.0;
    r->stations[0].import_cap_kw = 250.0;
    r->programme = (programme){
        .given = true, .efforts = r->programme.efforts, .basis = {.kind = BASIS_MEASURED}};
    connection *roomy = &r->connections[0];
    roomy->demands[0].existing_mwh = fixture_list(r, mem, 1314.0);
    technology *source = fixture_add_technology(r, mem, "source", KIND_SOURCE);
    fixture_add_potential(roomy, source, 50.0);
    source->counts_as_adoption = true;
    connection *grower = fixture_add_connection(r, mem, "grower");
    demand *wanted = fixture_add_demand(r, mem, grower, r->electricity, 876.0);
    wanted->growth_mwh = fixture_list(r, mem, 438.0);
    wanted->fallback_eur_per_kwh = 1.0;
    connection *const members[] = {roomy, grower};
    hub *h = fixture_add_hub(r, mem, "hub", 2, members);
    h->formation_cost_eur = 30000.0;
    h->potentials[h->n_potentials++] = (hub_potential){
        .potential = {.technology = source, .max = 20.0, .max_kwh = NAN, .line = 31},
        .behind = grower};
    solved_prepare(r, mem);
    return r;
}

/* Nor is room that one can make for the other. */
static void test_room_between_members(void **state)
{
    const region *r = room_region(*state);
    const hub_study *s = studied(r, 3, PERSPECTIVE_PRIVATE, *state);
    const hub_worth *w = &s->worth[PERSPECTIVE_PRIVATE];
    const double of_100_kw = 100.0 * (8760.0 * 0.12 + 56.0) + 400.0;
    assert_near(w->alone[0].cost_eur, of_100_kw + 500.0, EUR_TOL);
    assert_near(w->alone[1].cost_eur, of_100_kw + 438000.0, EUR_TOL);
    assert_near(w->apart.cost_eur, 250.0 * (8760.0 * 0.12 + 56.0) + 800.0 + 500.0, EUR_TOL);
    assert_near(w->worth_eur, SOURCE_EUR - 2000.0, EUR_TOL);
    assert_near(hub_alone_eur(s, PERSPECTIVE_PRIVATE), 2.0 * of_100_kw + 438500.0, EUR_TOL);
    assert_true(hub_ties_show(s, PERSPECTIVE_PRIVATE));
}

/* A hub that nothing makes pay has no break-even. */
static void test_never_pays(void **state)
{
    region *r = cable_region(*state, 30000.0);
    r->hubs[0].operating_cost_eur_per_year = SOURCE_EUR + 100.0;
    const hub_study *s = studied(r, 3, PERSPECTIVE_PRIVATE, *state);
    assert_int_equal(s->members, 0);
    assert_near(s->worth[PERSPECTIVE_PRIVATE].worth_eur, 0.0, 1e-9);
    assert_true(isnan(s->break_even_formation_eur));
}

/* By size: a cable, a station that carries less than all cables to it, ground for both. */
static void test_ties(void **state)
{
    arena *mem = *state;
    region *r = glove_region(mem);
    double *net_kw =
        arena_array(mem, r->n_connections * r->horizon.n_milestones * calendar_size(&r->calendar),
                    sizeof *net_kw);
    assert_non_null(net_kw);
    const apart_plan apart = {.region = r, .hub = &r->hubs[0], .net_import_kw = net_kw};
    assert_false(coalition_is_tied(&apart, 7)); /* 3 cables of 300 kW, a station of 1,000 */
    net_kw[2 * calendar_size(&r->calendar)] = 500.0;
    assert_false(coalition_is_tied(&apart, 7));
    assert_true(coalition_is_tied(&apart, 3)); /* 300 + 300 + the 500 of the third */
    assert_false(coalition_is_tied(&apart, 1));
    net_kw[2 * calendar_size(&r->calendar)] = 0.0;
    r->parks[0].free_area_m2 = 10.0;
    technology *source = fixture_add_technology(r, mem, "source", KIND_SOURCE);
    source->footprint_m2_per_unit = 1.0;
    fixture_add_potential(&r->connections[0], source, 10.0);
    solved_prepare(r, mem);
    assert_false(coalition_is_tied(&apart, 7));
    fixture_add_potential(&r->connections[2], source, 10.0);
    solved_prepare(r, mem);
    assert_true(coalition_is_tied(&apart, 5));
    assert_false(coalition_is_tied(&apart, 3));
    region *wired = cable_region(mem, 0.0);
    const apart_plan by_cable = {.region = wired, .hub = &wired->hubs[0], .net_import_kw = net_kw};
    assert_true(coalition_is_tied(&by_cable, 3));
    wired->n_cables = 0;
    assert_false(coalition_is_tied(&by_cable, 3));
}

typedef struct told {
    size_t calls, done, of;
} told;

/* From one up to all of them, and then of the next ones. */
static void note_progress(void *context, size_t done, size_t of)
{
    told *t = context;
    assert_int_equal(done, t->done < t->of ? t->done + 1 : 1);
    assert_true(done <= of && (done == 1 || of == t->of));
    *t = (told){t->calls + 1, done, of};
}

static void test_tells_how_far_it_is(void **state)
{
    const region *r = pair_region(*state, 30000.0);
    told t = {0};
    const hub_question q = {.hub = &r->hubs[0],
                            .asked = 3,
                            .exact_up_to = GAME_MAX_PLAYERS,
                            .n_orders = ORDERS,
                            .how = to_the_end(PERSPECTIVE_SOCIETAL),
                            .report = note_progress,
                            .report_context = &t};
    (void)answered(r, &q, *state);
    assert_true(t.calls > 0);
    assert_int_equal(t.done, t.of);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_open, fixture_close)
    const struct CMUnitTest tests[] = {
        TEST(test_pair),
        TEST(test_peak_on_unlike_days),
        TEST(test_pair_for_society),
        TEST(test_pair_that_does_not_pay),
        TEST(test_gloves),
        TEST(test_programs_are_few),
        TEST(test_threads),
        TEST(test_tells_how_far_it_is),
        TEST(test_sampled),
        TEST(test_given_list),
        TEST(test_measured_peak_of_a_coalition),
        TEST(test_must_join),
        TEST(test_offers),
        TEST(test_room_of_others_is_kept),
        TEST(test_agrees_with_plans),
        TEST(test_cable_between_members),
        TEST(test_room_between_members),
        TEST(test_worth_by_formation_cost),
        TEST(test_never_pays),
        TEST(test_ties),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
