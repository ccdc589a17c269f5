/* tests/test_calendar.c - weights of days, windows, low tariff hours. */
#include "model/calendar.h"

#include "model/tariff.h"
#include "tests/near.h"

static const double TOL = 1e-12;

static day two_days[] = {{.id = "winter", .days_per_year = 100.0, .workday = true},
                         {.id = "summer", .days_per_year = 265.0, .workday = false}};
static const calendar six_hours = {.step_h = 6.0, .n_steps = 4, .n_days = 2, .days = two_days};

static void test_weights(void **state)
{
    (void)state;
    assert_near(calendar_hours_per_year(&six_hours, 0), 600.0, TOL);
    assert_near(calendar_year_h(&six_hours), 8760.0, TOL);
}

static void test_means(void **state)
{
    (void)state;
    const double values[] = {1.0, 2.0, 3.0, 4.0, 0.0, 0.0, 0.0, 10.0};
    /* Both days have a mean of 2.5. */
    assert_near(calendar_mean(&six_hours, values), 2.5, TOL);
    const double winter_only[] = {1.0, 1.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0};
    assert_near(calendar_mean(&six_hours, winter_only), 100.0 / 365.0, TOL);
    assert_near(calendar_day_mean(&six_hours, values, 1), 2.5, TOL);
    assert_near(calendar_max(&six_hours, values), 10.0, TOL);
    const double negative[] = {-3.0, -2.0, -3.0, -3.0, -3.0, -3.0, -3.0, -3.0};
    assert_near(calendar_max(&six_hours, negative), -2.0, TOL);
}

static const struct {
    const char *name;
    window w;
    double want[4]; /* 0-6, 6-12, 12-18, 18-24 */
} window_cases[] = {
    {"inside one step", {7.0, 10.0}, {0.0, 0.5, 0.0, 0.0}},
    {"past midnight", {17.0, 6.0}, {1.0, 0.0, 1.0 / 6.0, 1.0}},
    {"past midnight, ends halfway", {21.0, 3.0}, {0.5, 0.0, 0.0, 0.5}},
    {"equal ends are all day", {8.0, 8.0}, {1.0, 1.0, 1.0, 1.0}},
    {"00-24 is all day", {0.0, 24.0}, {1.0, 1.0, 1.0, 1.0}},
    {"24 is 0", {24.0, 6.0}, {1.0, 0.0, 0.0, 0.0}},
    {"up to midnight", {18.0, 24.0}, {0.0, 0.0, 0.0, 1.0}},
};

static void test_windows(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof window_cases / sizeof window_cases[0]; i++) {
        print_message("%s\n", window_cases[i].name);
        for (size_t t = 0; t < 4; t++)
            assert_near(window_frac(&six_hours, window_cases[i].w, t), window_cases[i].want[t],
                        TOL);
    }
}

static void test_low_tariff(void **state)
{
    (void)state;
    tariff f = {.energy_eur_per_kwh = 0.04,
                .energy_low_eur_per_kwh = 0.02,
                .low_window = {23.0, 7.0},
                .has_low_window = 1};
    assert_near(tariff_energy_eur_per_kwh(&f, &six_hours, 0, 0), 0.02, TOL);
    /* 6-12 on a working day: one hour of six is low. */
    assert_near(tariff_energy_eur_per_kwh(&f, &six_hours, 0, 1), (0.02 + 5 * 0.04) / 6.0, TOL);
    assert_near(tariff_energy_eur_per_kwh(&f, &six_hours, 0, 2), 0.04, TOL);
    assert_near(tariff_energy_eur_per_kwh(&f, &six_hours, 1, 2), 0.02, TOL);
    f.has_low_window = 0;
    assert_near(tariff_energy_eur_per_kwh(&f, &six_hours, 1, 0), 0.04, TOL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_weights),
        cmocka_unit_test(test_means),
        cmocka_unit_test(test_windows),
        cmocka_unit_test(test_low_tariff),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
