/* tests/test_plan_build.c - what a plan says about its solution: sums that have to agree, loads as
 * the limits count them. */
#include <string.h>

#include "tests/fixture.h"
#include "tests/near.h"
#include "tests/random_region.h"
#include "tests/solved.h"
#include "tests/worked.h"

static const double AMOUNT_TOL = 1e-4;

static int setup(void **state)
{
    *state = arena_new();
    return *state == NULL ? -1 : 0;
}

static int teardown(void **state)
{
    arena_free(*state);
    return 0;
}

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

/* Themes, municipalities and payers each add up to the totals; in one milestone the payments of
 * the actions do too, as no running cost comes after it. */
static void sums_agree(const plan *p)
{
    sums themes = {0}, municipalities = {0}, payers = {0};
    for (size_t t = 0; t < THEME_COUNT; t++)
        add_share(&themes, &p->themes[t].share);
    for (size_t k = 0; k < p->n_municipalities; k++)
        add_share(&municipalities, &p->municipalities[k]);
    for (size_t k = 0; k < p->n_payers; k++)
        add_share(&payers, &p->payers[k]);
    const double tol = 0.05 + 1e-6 * themes.paid;
    same_sums(&themes, &municipalities, tol);
    assert_near(themes.investment, p->horizon_total.investment_eur, tol);
    assert_near(themes.subsidy, p->horizon_total.subsidy_eur, tol);
    assert_near(payers.paid, themes.paid, tol);
    assert_near(themes.paid, themes.investment + themes.programme - themes.subsidy, tol);
    if (p->region->horizon.n_milestones == 1)
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
            (random_options){.n_parks = 2, .n_milestones = 1 + seed % 2, .n_steps = 3});
        solved_prepare(r, *state);
        const perspective who = seed % 3 == 0 ? PERSPECTIVE_PRIVATE : PERSPECTIVE_SOCIETAL;
        const plan *p = solved_plan(r, who, *state);
        sums_agree(p);
        nothing_is_negative(p);
        members += members_of(p);
    }
    assert_true(members > 0);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(test_generation_outside_makes_no_room),
        TEST(test_sums_agree),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
