/* tests/test_year.c - a year in its own order, with storage that runs from summer to winter.
 *
 * Worked by hand. 876 MWh a year, flat, is 100 kW. The sun shines on 100 days, 24 h each, so a kW
 * of solar gives 2,400 kWh for 10 EUR a year, far below 0.10 EUR/kWh from the grid. Serving all
 * days from it takes 876,000 / 2,400 = 365 kW: 3,650 EUR. The other 265 days need 636 MWh in
 * store; at 2,400 kWh per kW that is 265 kW of tank (and 365 - 100 = 265 kW of charging fits):
 * 265 EUR. In all 3,915 EUR, against 87,600 EUR with nothing. Were the days typical days on
 * their own, the tank could carry nothing from one to the next: solar would only serve its own
 * 100 days with 100 kW, at 1,000 EUR, and 265 * 2.4 MWh = 63,600 EUR would be bought.
 */
#include "tests/near.h"
#include "tests/reading.h"
#include "tests/solved.h"

static void test_storage_over_the_year(void **state)
{
    (void)state;
    reading r = read_path("tests/regions/year/region.xml", NULL);
    assert_read(&r);
    assert_true(r.region->calendar.chronological);
    assert_int_equal(r.region->calendar.n_days, 365);
    assert_int_equal(r.region->calendar.n_peak_groups, 12);
    const plan *p = solved_plan(r.region, PERSPECTIVE_PRIVATE, r.mem);
    assert_near(solved_cost_eur(p), 3915.0, 1e-3);
    assert_near(solved_new_units(p, "solar", 0), 365.0, 1e-4);
    assert_near(solved_new_units(p, "tank", 0), 265.0, 1e-4);
    assert_near(p->totals[0].status_quo_cost_eur, 87600.0, 1e-3);
    reading_free(&r);
}

/* The same with every day on its own. */
static void test_typical_days_keep_nothing(void **state)
{
    (void)state;
    reading r = read_path("tests/regions/year/region.xml", NULL);
    assert_read(&r);
    r.region->calendar.chronological = false;
    const plan *p = solved_plan(r.region, PERSPECTIVE_PRIVATE, r.mem);
    assert_near(solved_cost_eur(p), 64600.0, 1e-3);
    reading_free(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_storage_over_the_year),
        cmocka_unit_test(test_typical_days_keep_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
