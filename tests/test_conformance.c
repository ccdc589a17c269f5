/* tests/test_conformance.c - cases whose optimum other programs have found.
 *
 * tests/conformance/README.md says where the numbers come from: PyPSA with HiGHS, and a separate
 * LP with glpsol, which agree to every printed digit. Capacities are not unique there (ties
 * between parks), so objectives and energy sums are compared.
 */
#include <string.h>

#include "tests/near.h"
#include "tests/reading.h"
#include "tests/solved.h"

static const double OBJECTIVE_TOL_FRAC = 1e-6;
static const double SUM_TOL = 2e-3; /* MWh, t: the sums are printed with three digits */

static const struct {
    const char *file;
    double want_eur;
} cases[] = {
    {"tests/regions/hub3_own.xml", 1759024.892018},
    {"tests/regions/hub3_own_none.xml", 2840032.587911},
    {"tests/regions/hub3_hub.xml", 1676539.727594},
    {"tests/regions/hub3_hub_none.xml", 2736677.617281},
};

static void test_optima(void **state)
{
    (void)state;
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        reading r = read_path(cases[k].file, NULL);
        assert_read(&r);
        const plan *p = solved_plan(r.region, PERSPECTIVE_PRIVATE, r.mem);
        assert_near(solved_cost_eur(p), cases[k].want_eur, OBJECTIVE_TOL_FRAC * cases[k].want_eur);
        assert_near(p->certificate.lower_bound_eur, cases[k].want_eur,
                    OBJECTIVE_TOL_FRAC * cases[k].want_eur);
        reading_free(&r);
    }
}

/* Import (sign 1) or feed-in (sign -1) of the group over the year, MWh. */
static double group_mwh(const plan *p, double sign)
{
    const calendar *cal = &p->region->calendar;
    double mwh = 0.0;
    for (size_t k = 0; k < p->n_curves; k++)
        for (size_t d = 0; strcmp(p->curves[k].kind, "hub") == 0 && d < cal->n_days; d++)
            for (size_t t = 0; t < cal->n_steps; t++)
                mwh += fmax(0.0, sign * p->curves[k].after_kw[calendar_at(cal, d, t)]) *
                       calendar_hours_per_year(cal, d) / 1000.0;
    return mwh;
}

static void test_sums_of_the_hub(void **state)
{
    (void)state;
    reading r = read_path("tests/regions/hub3_hub.xml", NULL);
    assert_read(&r);
    const plan *p = solved_plan(r.region, PERSPECTIVE_PRIVATE, r.mem);
    const double import_mwh = group_mwh(p, 1.0);
    assert_near(import_mwh, 9462.287, SUM_TOL);
    assert_near(group_mwh(p, -1.0), 119.311, SUM_TOL);
    assert_near(p->totals[0].co2_t, 2775.552, SUM_TOL);
    /* 0.27 kg per kWh imported, 0.202 kg per kWh of gas. */
    assert_near((p->totals[0].co2_t - 0.27 * import_mwh) / 0.202, 1092.744, SUM_TOL);
    assert_near(p->hubs[0].group_contract_kw[0], 1963.593, SUM_TOL);
    assert_int_equal(p->hubs[0].formed, 0);
    reading_free(&r);
}

static void test_contracts_without_a_hub(void **state)
{
    (void)state;
    reading r = read_path("tests/regions/hub3_own.xml", NULL);
    assert_read(&r);
    const plan *p = solved_plan(r.region, PERSPECTIVE_PRIVATE, r.mem);
    double contracts_kw = 0.0;
    for (size_t k = 0; k < p->n_parks; k++)
        contracts_kw += p->parks[k].plan[0].contract_kw;
    assert_near(contracts_kw, 527.393 + 1200.0 + 472.607, SUM_TOL);
    reading_free(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_optima),
        cmocka_unit_test(test_sums_of_the_hub),
        cmocka_unit_test(test_contracts_without_a_hub),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
