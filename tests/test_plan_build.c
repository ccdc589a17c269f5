/* tests/test_plan_build.c - what a plan says about its solution: sums that have to agree, loads as
 * the limits count them. */
#include <string.h>

#include "solver/plan_build.h"
#include "tests/fixture.h"
#include "tests/near.h"
#include "tests/random_region.h"
#include "tests/solved.h"
#include "tests/worked.h"

static const double AMOUNT_TOL = 1e-4;

/* The station carries 100 kW, and the site draws as much; 80 kW that others generate behind it make
 * no room (E30), so it is full all year. Those 80 kW are all that counts against feed-in. */
static void test_generation_outside_makes_no_room(void **state)
{
    region *r = fixture_region(*state);
    station *s = &r->stations[0];
    s->import_cap_kw = 100.0;
    s->export_cap_kw = 200.0;
    s->background_export =
        fixture_add_profile(r, "wind", PROFILE_PER_MEAN, fixture_steps(r, *state, 1.0));
    s->background_export_kw = fixture_list(r, *state, 80.0);
    const plan *p = solved_at_cost(r, PERSPECTIVE_SOCIETAL, *state, 87600.0);
    assert_near(p->stations[0].peak_import_kw[0], 100.0, AMOUNT_TOL);
    assert_near(p->stations[0].hours_at_import_limit[0], 8760.0, AMOUNT_TOL);
    assert_near(p->stations[0].peak_export_kw[0], 0.0, AMOUNT_TOL);
    assert_int_equal(p->n_limits, 1);
    assert_int_equal(p->limits[0].kind, LIMIT_STATION_IMPORT);
}

/* The two companies of 14.4 in the societal perspective: a kW of peak costs 20 EUR a year, and 200 kW
 * fewer together are worth 4,000. */
static region *hub_region(arena *mem, double formation_eur)
{
    static const double first_half[] = {2.0, 0.0}, second_half[] = {0.0, 2.0};
    region *r = fixture_region_sized(mem, 1, (const int[]){1}, 1, 12.0);
    r->grid_cost_eur_per_kw_year = 20.0;
    connection *site = &r->connections[0];
    connection *mate = fixture_add_connection(r, mem, "mate");
    site->demands[0].profile = fixture_add_profile(r, "morning", PROFILE_PER_MEAN, first_half);
    fixture_add_demand(r, mem, mate, r->electricity, 876.0)->profile =
        fixture_add_profile(r, "evening", PROFILE_PER_MEAN, second_half);
    site->import_cap_kw = mate->import_cap_kw = 300.0;
    connection *const members[] = {site, mate};
    fixture_add_hub(r, mem, "hub", 2, members)->formation_cost_eur = formation_eur;
    return r;
}

/* 15,000 EUR over 15 years pay; the group needs 200 kW, where the members had 600. */
static void test_contract_of_a_group(void **state)
{
    region *r = hub_region(*state, 15000.0);
    const plan *p =
        solved_at_cost(r, PERSPECTIVE_SOCIETAL, *state, 2.0 * 87600.0 + 200.0 * 20.0 + 1000.0);
    assert_near(p->hubs[0].group_contract_kw[0], 200.0, AMOUNT_TOL);
    assert_near(p->hubs[0].members_contract_kw[0], 600.0, AMOUNT_TOL);
    assert_near(p->parks[0].plan[0].contract_kw, 0.0, AMOUNT_TOL);
}

/* 150,000 do not: both keep their 300 kW, of which 200 are used. */
static void test_contracts_without_a_group(void **state)
{
    region *r = hub_region(*state, 150000.0);
    r->stations[0].congested = true;
    const plan *p = solved_at_cost(r, PERSPECTIVE_SOCIETAL, *state, 2.0 * 87600.0 + 400.0 * 20.0);
    assert_near(p->parks[0].plan[0].contract_kw, 600.0, AMOUNT_TOL);
    assert_int_equal(p->n_at_risk, 0);
}

/* Both draw no more than 100 of their 300 kW: they keep their contracts all the same, with 200 kW
 * of each at risk. */
static void test_contracts_at_risk(void **state)
{
    region *r = hub_region(*state, 150000.0);
    r->stations[0].congested = true;
    for (size_t i = 0; i < 2; i++)
        r->connections[i].demands[0].existing_mwh = fixture_list(r, *state, 438.0);
    solved_prepare(r, *state);
    const plan *p = solved_plan(r, PERSPECTIVE_SOCIETAL, *state);
    assert_near(p->parks[0].plan[0].contract_kw, 600.0, AMOUNT_TOL);
    assert_int_equal(p->n_at_risk, 2);
    assert_near(p->at_risk[0].at_risk_kw, 200.0, AMOUNT_TOL);
}

typedef struct sums {
    double investment, subsidy, paid, programme;
} sums;

static void add_share(sums *s, const plan_share *k)
{
    s->investment += k->investment_eur;
    s->subsidy += k->subsidy_eur;
    s->paid += k->paid_eur;
    s->programme += k->programme_eur;
}

static void same_sums(const sums *a, const sums *b, double tol)
{
    assert_near(a->investment, b->investment, tol);
    assert_near(a->subsidy, b->subsidy, tol);
    assert_near(a->paid, b->paid, tol);
    assert_near(a->programme, b->programme, tol);
}

static double payments_of(const plan *p)
{
    double eur = 0.0;
    for (size_t k = 0; k < p->n_actions; k++)
        for (size_t n = 0; n < p->actions[k].n_payments; n++)
            eur += p->actions[k].payments[n].eur;
    return eur;
}

/* Themes, municipalities and payers each add up to the totals, and so do the payments of the
 * actions. */
static void sums_agree(const plan *p)
{
    sums themes = {0}, municipalities = {0}, payers = {0};
    for (size_t t = 0; t < THEME_COUNT; t++)
        add_share(&themes, &p->themes[t].share);
    for (size_t k = 0; k < p->n_municipalities; k++)
        add_share(&municipalities, &p->municipalities[k].share);
    for (size_t k = 0; k < p->n_payers; k++)
        add_share(&payers, &p->payers[k]);
    const double tol = 0.05 + 1e-6 * themes.paid;
    same_sums(&themes, &municipalities, tol);
    assert_near(themes.investment, p->horizon_total.investment_eur, tol);
    assert_near(themes.subsidy, p->horizon_total.subsidy_eur, tol);
    assert_near(payers.paid, themes.paid, tol);
    assert_near(themes.paid, themes.investment + themes.programme - themes.subsidy, tol);
    assert_near(payments_of(p), payers.paid, tol);
}

static void nothing_is_negative(const plan *p)
{
    for (size_t k = 0; k < p->n_actions; k++) {
        assert_true(p->actions[k].amount > 0.0);
        assert_true(p->actions[k].energy_mwh_per_year >= 0.0);
        assert_true(p->actions[k].investment_eur >= 0.0);
    }
    for (size_t k = 0; k < p->n_parks; k++)
        for (size_t y = 0; y < p->region->horizon.n_milestones; y++) {
            const energy_state *e = &p->parks[k].plan[y];
            assert_true(e->contract_kw >= 0.0 && e->import_mwh >= 0.0 && e->export_mwh >= 0.0);
            assert_true(e->renewable_mwh >= 0.0 && e->shed_mwh >= 0.0 && e->surplus_mwh >= 0.0);
            assert_true(e->refused_growth_mwh >= 0.0 && e->vehicles_served >= 0.0);
            assert_true(e->heat_net_mwh >= 0.0 && e->co2_t >= 0.0 && e->points >= 0.0);
        }
}

/* Outside a hub nobody gives up a contract that costs society nothing. */
static void contracts_are_kept(const plan *p)
{
    for (size_t k = 0; k < p->n_parks; k++) {
        const park *q = p->parks[k].park;
        double today_kw = 0.0;
        for (size_t i = 0; i < q->n_connections; i++)
            today_kw += q->connections[i].import_cap_kw;
        for (size_t y = 0; y < p->region->horizon.n_milestones; y++)
            if (p->n_hubs == 0 || p->hubs[0].formed > y)
                assert_true(p->parks[k].plan[y].contract_kw >= today_kw - AMOUNT_TOL);
    }
}

static size_t members_of(const plan *p)
{
    size_t n = 0;
    for (size_t k = 0; k < p->n_actions; k++)
        n += p->actions[k].kind == ACTION_HUB_MEMBER;
    return n;
}

static void test_sums_agree(void **state)
{
    size_t members = 0;
    for (unsigned seed = 1; seed <= 12; seed++) {
        region *r = random_region(
            *state, seed,
            (random_options){.n_parks = 1 + seed % 3, .n_milestones = 1 + seed % 3, .n_steps = 4});
        solved_prepare(r, *state);
        const perspective who = seed % 4 == 0 ? PERSPECTIVE_PRIVATE : PERSPECTIVE_SOCIETAL;
        const plan *p = solved_plan(r, who, *state);
        sums_agree(p);
        nothing_is_negative(p);
        if (who == PERSPECTIVE_SOCIETAL)
            contracts_are_kept(p);
        members += members_of(p);
    }
    assert_true(members > 0);
}

static const plan_municipality *planned_municipality(region *r, arena *mem, const char *id)
{
    solved_prepare(r, mem);
    const plan *p = solved_plan(r, PERSPECTIVE_SOCIETAL, mem);
    for (size_t k = 0; k < p->n_municipalities; k++)
        if (strcmp(p->municipalities[k].share.id, id) == 0)
            return &p->municipalities[k];
    fail_msg("%s is not in the plan", id);
    return NULL;
}

/* 14.7: 100 kW of the source take all 100 kW that the site draws, and the 876 MWh of 0.3 kg with them; what
 * is left is 10 EUR a year for each kW. */
static void test_municipality_of_a_source(void **state)
{
    region *r;
    technology *source = worked_source_region(*state, &r);
    source->investment_eur_per_unit = fixture_list(r, *state, 100.0);
    const plan_municipality *m = planned_municipality(r, *state, "Leiden");
    assert_near(m->co2_t, 0.0, AMOUNT_TOL);
    assert_near(m->status_quo_co2_t, 262.8, AMOUNT_TOL);
    assert_near(m->freed_kw, 100.0, AMOUNT_TOL);
    assert_near(m->cost_eur, 1000.0, 1e-3);
}

/* 14.6 with a station of 150 kW: half of the growth of 876 MWh fits, with or without a plan. */
static void test_municipality_of_a_full_station(void **state)
{
    const plan_municipality *m =
        planned_municipality(worked_full_station_region(*state, 150.0), *state, "Leiden");
    assert_near(m->refused_growth_mwh, 438.0, AMOUNT_TOL);
    assert_near(m->status_quo_refused_growth_mwh, 438.0, AMOUNT_TOL);
    assert_near(m->shed_mwh, 0.0, AMOUNT_TOL);
    assert_near(m->freed_kw, 0.0, AMOUNT_TOL);
}

/* 14.5, of heat that emits 0.02 kg: the park has that of 438 / 0.9 MWh, the region that of 1 kW that is
 * always lost. */
static void test_co2_of_fixed_losses_is_of_the_region(void **state)
{
    region *r = worked_heat_region(*state, 60000.0);
    r->heat_nets[0].sources[0].co2_kg_per_kwh = 0.02;
    const plan_municipality *m = planned_municipality(r, *state, "Leiden");
    assert_near(m->co2_t, 262.8 + 438.0 / 0.9 * 0.02, AMOUNT_TOL);
    assert_near(m->status_quo_co2_t, 262.8 + 87.6, AMOUNT_TOL);
    assert_near(planned_municipality(r, *state, "")->co2_t, 8.76 * 0.02, AMOUNT_TOL);
}

/* 14.5 with the same pipe once more, and a junction between the two: of what enters the second 9/10 arrives,
 * of what enters the first 9/10 gets that far. The 1 kW that each always loses is beside that. */
static void test_flow_in_pipes(void **state)
{
    region *r = worked_heat_region(*state, 60000.0);
    heat_net *net = &r->heat_nets[0];
    const heat_pipe *first = &net->pipes[0];
    heat_pipe *second =
        fixture_add_heat_pipe(net, *state, "knot", NULL, &r->parks[0], first->technology, 500.0);
    second->investment_eur = 0.0;
    net->pipes[0].to = "knot";
    net->pipes[0].to_park = NULL;
    solved_prepare(r, *state);
    const plan *p = solved_plan(r, PERSPECTIVE_SOCIETAL, *state);
    assert_near(p->heat_nets[0].pipe_peak_kw[0], 50.0 / 0.81, AMOUNT_TOL);
    assert_near(p->heat_nets[0].pipe_mwh[0], 438.0 / 0.81, AMOUNT_TOL);
    assert_near(p->heat_nets[0].pipe_peak_kw[1], 50.0 / 0.9, AMOUNT_TOL);
    assert_near(p->heat_nets[0].pipe_mwh[1], 438.0 / 0.9, AMOUNT_TOL);
    assert_near(p->heat_nets[0].source_mwh[0], 438.0 / 0.81 + 2.0 * 8.76, AMOUNT_TOL);
}

/* There is room for half a watt, which pays: 4.38 kWh a year for 0.438 EUR, bought for 1 EUR. That is no
 * action, and nobody is said to pay it. */
static void test_dust_is_not_paid(void **state)
{
    region *r = fixture_region(*state);
    technology *mill = fixture_add_technology(r, *state, "mill", KIND_SOURCE);
    mill->investment_eur_per_unit = fixture_list(r, *state, 2000.0);
    fixture_add_potential(&r->connections[0], mill, 5e-4);
    solved_prepare(r, *state);
    const plan *p = solved_plan(r, PERSPECTIVE_SOCIETAL, *state);
    assert_int_equal(p->n_actions, 0);
    assert_near(p->payers[0].paid_eur, 0.0, 1e-9);
    sums_agree(p);
}

/* What is laid in one milestone and used from the next on costs its fixed sum in the first: 200 m at
 * 100 EUR. */
static void test_fixed_sum_of_a_cable_is_in_an_action(void **state)
{
    region *r = fixture_full_region(*state);
    r->technologies[FULL_CABLE].investment_eur_per_m = 100.0;
    solved_prepare(r, *state);
    program whole = program_open(r, PERSPECTIVE_SOCIETAL);
    const size_t n = (size_t)lp_columns(whole.f->lp), last = r->horizon.n_milestones - 1;
    double *x = arena_array(*state, n, sizeof *x), *quo = arena_array(*state, n, sizeof *quo);
    assert_true(x != NULL && quo != NULL);
    x[whole.f->master.cable_built[last - 1]] = x[whole.f->master.cable_built[last]] = 1.0;
    x[whole.f->master.cable_new_kw[last]] = x[whole.f->master.cable_kw[last]] = 30.0;
    plan *p = NULL;
    assert_int_equal(plan_build(whole.f, x, quo, *state, &p), STATUS_OK);
    assert_int_equal(p->n_actions, 2);
    assert_int_equal(p->actions[0].milestone, last - 1);
    assert_near(p->actions[0].amount, 0.0, AMOUNT_TOL);
    assert_near(p->actions[0].investment_eur, 20000.0, AMOUNT_TOL);
    assert_near(p->actions[1].amount, 30.0, AMOUNT_TOL);
    for (size_t k = 0; k < 2; k++)
        assert_near(p->totals[last - 1 + k].investment_eur, p->actions[k].investment_eur,
                    AMOUNT_TOL);
    program_close(&whole);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_open, fixture_close)
    const struct CMUnitTest tests[] = {
        TEST(test_generation_outside_makes_no_room),
        TEST(test_contract_of_a_group),
        TEST(test_contracts_without_a_group),
        TEST(test_contracts_at_risk),
        TEST(test_sums_agree),
        TEST(test_municipality_of_a_source),
        TEST(test_municipality_of_a_full_station),
        TEST(test_co2_of_fixed_losses_is_of_the_region),
        TEST(test_flow_in_pipes),
        TEST(test_dust_is_not_paid),
        TEST(test_fixed_sum_of_a_cable_is_in_an_action),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
