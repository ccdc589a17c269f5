/* tests/test_horizon.c - discounting, annuities and vintages. */
#include "model/horizon.h"

#include "model/asset.h"
#include "tests/near.h"

static const double TOL = 1e-9;

static milestone three[] = {{.year = 2027, .duration_years = 1},
                            {.year = 2028, .duration_years = 2},
                            {.year = 2030, .duration_years = 5}};
static const horizon base = {
    .price_year = 2026, .plan_year = 2027, .n_milestones = 3, .milestones = three};

static const struct {
    const char *name;
    double rate_frac, life_years, want_per_year, tol;
} annuity_cases[] = {
    {"no discounting is straight-line", 0.0, 20.0, 0.05, 1e-15},
    {"vanishing rate meets the limit", 1e-12, 20.0, 0.05, 1e-12},
    {"4 % over 15 years, as in any table", 0.04, 15.0, 0.0899411, 5e-8},
    {"6 % over 10 years, as in any table", 0.06, 10.0, 0.1358680, 5e-8},
    {"one year: all back with interest", 0.05, 1.0, 1.05, 1e-15},
};

static void test_annuity(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof annuity_cases / sizeof annuity_cases[0]; i++) {
        print_message("%s\n", annuity_cases[i].name);
        assert_near(annuity_per_year(annuity_cases[i].rate_frac, annuity_cases[i].life_years),
                    annuity_cases[i].want_per_year, annuity_cases[i].tol);
    }
}

static const struct {
    const char *name;
    double rate_frac;
    int year, duration_years;
    double want;
} discount_cases[] = {
    {"without a rate each year counts for one", 0.0, 2030, 5, 5.0},
    {"10 %, end of 2026 and of 2027", 0.10, 2026, 2, 1.0 / 1.1 + 1.0 / 1.21},
    {"2.25 %, end of 2027 is two years after the start of 2026", 0.0225, 2027, 1,
     1.0 / (1.0225 * 1.0225)},
    {"before the price year counts for more", 0.10, 2024, 1, 1.1},
};

static void test_discount(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof discount_cases / sizeof discount_cases[0]; i++) {
        milestone one = {.year = discount_cases[i].year,
                         .duration_years = discount_cases[i].duration_years};
        const horizon h = {.price_year = 2026,
                           .discount_rate_frac = discount_cases[i].rate_frac,
                           .n_milestones = 1,
                           .milestones = &one};
        print_message("%s\n", discount_cases[i].name);
        assert_near(horizon_discount_factor(&h, 0), discount_cases[i].want, TOL);
    }
}

/* Milestones that meet discount as one long milestone would. */
static void test_discount_adds_up(void **state)
{
    (void)state;
    milestone whole = {.year = 2027, .duration_years = 8};
    horizon parts = base;
    parts.discount_rate_frac = 0.03;
    const horizon one = {
        .price_year = 2026, .discount_rate_frac = 0.03, .n_milestones = 1, .milestones = &whole};
    double sum = 0.0;
    for (size_t y = 0; y < parts.n_milestones; y++)
        sum += horizon_discount_factor(&parts, y);
    assert_near(sum, horizon_discount_factor(&one, 0), TOL);
}

static void test_vintage(void **state)
{
    (void)state;
    assert_true(vintage_counts(&base, 2027, 3.0, 0));
    assert_true(vintage_counts(&base, 2027, 3.0, 1));
    /* 2027 + 3 = 2030 is the first year it is gone. */
    assert_false(vintage_counts(&base, 2027, 3.0, 2));
    assert_true(vintage_counts(&base, 2027, 3.5, 2));
    assert_false(vintage_counts(&base, 2028, 10.0, 0));
}

static void test_milestone_from(void **state)
{
    (void)state;
    assert_int_equal(horizon_milestone_from(&base, 2020), 0);
    assert_int_equal(horizon_milestone_from(&base, 2028), 1);
    assert_int_equal(horizon_milestone_from(&base, 2029), 2);
    assert_int_equal(horizon_milestone_from(&base, 2031), 3);
    assert_int_equal(horizon_end_year(&base), 2035);
}

static void test_buildable(void **state)
{
    (void)state;
    const technology plain = {.id = "plain"};
    const technology late = {.id = "late", .available_from = 2028};
    const technology slow = {.id = "slow", .available_from = 2028, .lead_years = 1.5};
    assert_true(technology_buildable(&plain, &base, 0));
    assert_false(technology_buildable(&late, &base, 0));
    assert_true(technology_buildable(&late, &base, 1));
    assert_false(technology_buildable(&slow, &base, 1)); /* 2028.5 */
    assert_true(technology_buildable(&slow, &base, 2));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_annuity),          cmocka_unit_test(test_discount),
        cmocka_unit_test(test_discount_adds_up), cmocka_unit_test(test_vintage),
        cmocka_unit_test(test_milestone_from),   cmocka_unit_test(test_buildable),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
