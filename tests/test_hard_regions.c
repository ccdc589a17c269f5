/* Regions that are hard on the numbers, planned both ways: much alike, or of very different size.
 *
 * The site they are made of has 100 kW of demand, panels and a battery at prices that rise and fall
 * over the day, and nothing that costs the same whatever its size. So n sites cost n times as much
 * as one, s times a site costs s times as much, and n equal days cost what one costs. */
#include "tests/near.h"
#include "tests/random_region.h"
#include "tests/solved.h"

#include "model/units.h"
#include "tests/fixture.h"

#define GAP_FRAC 1e-4
#define TOL_FRAC 1e-6
enum { TIME_LIMIT_S = 60 };

static const solve_method methods[] = {METHOD_WHOLE, METHOD_DECOMPOSED, METHOD_JOINED};
enum { N_METHODS = sizeof methods / sizeof *methods };

/* --- making ------------------------------------------------------------------------------------ */

/* The same every day: cheap at night, sun in the middle. */
static region *without_sites(arena *mem, size_t n_days)
{
    static const double price[] = {0.6, 0.7, 1.2, 0.8, 1.7, 1.0},
                        sun[] = {0, 0.1, 0.7, 0.6, 0.1, 0};
    const int durations[] = {5, 5};
    region *r = fixture_region_sized(mem, 2, durations, n_days, 4.0);
    r->n_parks = r->n_stations = r->n_connections = r->n_demands = 0;
    double *prices = fixture_steps(r, mem, 0.0), *light = fixture_steps(r, mem, 0.0);
    for (size_t k = 0; k < calendar_size(&r->calendar); k++) {
        prices[k] = price[k % 6];
        light[k] = sun[k % 6];
    }
    r->carriers[0].price_profile = fixture_add_profile(r, "price", PROFILE_PER_MEAN, prices);
    r->tariffs[0].fixed_eur_per_year = 0.0;
    technology *pv = fixture_add_technology(r, mem, "pv", KIND_SOURCE);
    pv->availability = fixture_add_profile(r, "sun", PROFILE_FRAC, light);
    pv->investment_eur_per_unit = fixture_list(r, mem, 700.0);
    pv->operating_eur_per_unit_year = 10.0;
    technology *battery = fixture_add_technology(r, mem, "battery", KIND_STORAGE);
    battery->investment_eur_per_unit = fixture_list(r, mem, 120.0);
    battery->efficiency_in_frac = battery->efficiency_out_frac = 0.95;
    return r;
}

/* At a station of its own, size times as large. */
static void add_site(region *r, arena *mem, double size)
{
    const size_t n = r->n_stations;
    station *s = fixture_add_station(r, arena_printf(mem, "station%zu", n));
    s->import_cap_kw = s->export_cap_kw = 1000.0 * size;
    fixture_add_park(r, mem, arena_printf(mem, "park%zu", n))->station = s;
    connection *c = fixture_add_connection(r, mem, arena_printf(mem, "site%zu", n));
    c->import_cap_kw = c->export_cap_kw = 200.0 * size;
    c->physical_cap_kw = 300.0 * size;
    fixture_add_demand(r, mem, c, r->electricity, 876.0 * size);
    fixture_add_potential(c, &r->technologies[0], 150.0 * size);
    fixture_add_potential(c, &r->technologies[1], 100.0 * size);
}

static region *with_sites(arena *mem, size_t n_days, size_t n_sites, const double *sizes)
{
    region *r = without_sites(mem, n_days);
    for (size_t k = 0; k < n_sites; k++)
        add_site(r, mem, sizes[k]);
    solved_prepare(r, mem);
    return r;
}

/* --- planning ---------------------------------------------------------------------------------- */

static certificate planned(const region *r, solve_method method, arena *mem)
{
    diag_list *diags = diag_list_new();
    plan *p = NULL;
    const solve_options options = {.perspective = PERSPECTIVE_SOCIETAL,
                                   .gap_frac = GAP_FRAC,
                                   .time_limit_s = TIME_LIMIT_S,
                                   .relax = true,
                                   .method = method};
    const status st = plan_solve(r, &options, mem, diags, &p);
    diag_print(diags, stderr);
    diag_list_free(diags);
    assert_true(st == STATUS_OK || st == STATUS_LIMIT);
    return p->certificate;
}

/* Both ways, the optimum has to lie between the bounds, and they within the gap. */
static void costs(const char *what, const region *r, double eur, arena *mem)
{
    for (size_t m = 0; m < N_METHODS; m++) {
        const certificate c = planned(r, methods[m], mem);
        const double tol = TOL_FRAC * fabs(eur);
        if (c.lower_bound_eur <= eur + tol && c.objective_eur >= eur - tol &&
            c.gap_frac <= GAP_FRAC)
            continue;
        print_error("%s, %s: %.10g .. %.10g, gap %g; %.10g was expected\n", what, c.method,
                    c.lower_bound_eur, c.objective_eur, c.gap_frac, eur);
        fail();
    }
}

/* Of one site of size 1 and one day, exactly. */
static double one_site_eur(arena *mem)
{
    const region *r = with_sites(mem, 1, 1, (const double[]){1.0});
    const double eur = solved_relaxed(r, PERSPECTIVE_SOCIETAL, mem)->certificate.objective_eur;
    assert_true(eur > 0.0);
    return eur;
}

static void test_something_is_built(void **state)
{
    (void)state;
    arena *mem = arena_new();
    const region *r = with_sites(mem, 1, 1, (const double[]){1.0});
    const plan *p = solved_relaxed(r, PERSPECTIVE_SOCIETAL, mem);
    assert_true(solved_new_units(p, "pv", 0) > 1.0);
    assert_true(solved_new_units(p, "battery", 0) > 1.0);
    arena_free(mem);
}

static void test_many_sites_alike(void **state)
{
    (void)state;
    arena *mem = arena_new();
    const double eur = one_site_eur(mem);
    enum { MANY = 12 };
    double sizes[MANY];
    for (size_t k = 0; k < MANY; k++)
        sizes[k] = 1.0;
    costs("12 sites alike", with_sites(mem, 1, MANY, sizes), MANY * eur, mem);
    arena_free(mem);
}

static void test_many_days_alike(void **state)
{
    (void)state;
    arena *mem = arena_new();
    const double eur = one_site_eur(mem);
    costs("10 days alike", with_sites(mem, 10, 2, (const double[]){1.0, 1.0}), 2.0 * eur, mem);
    arena_free(mem);
}

static void test_sites_of_any_size(void **state)
{
    (void)state;
    static const double sizes[] = {1e-3, 1e-2, 0.1, 10.0, 100.0, 1e3};
    arena *mem = arena_new();
    const double eur = one_site_eur(mem);
    for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++)
        costs(arena_printf(mem, "a site of size %g", sizes[k]), with_sites(mem, 1, 1, &sizes[k]),
              sizes[k] * eur, mem);
    arena_free(mem);
}

/* A shed of 0.1 kW beside a steel mill of 100 MW: six orders of magnitude in one program. */
static void test_sites_of_very_different_size(void **state)
{
    (void)state;
    arena *mem = arena_new();
    const double eur = one_site_eur(mem);
    const region *r = with_sites(mem, 2, 3, (const double[]){1e3, 1e-3, 1.0});
    costs("three very different sites", r, 1001.001 * eur, mem);
    arena_free(mem);
}

/* The drawn regions with everything in them, in thousands of euros and in tenths of cents. */
static void test_prices_of_any_size(void **state)
{
    (void)state;
    static const double factors[] = {1e-3, 1e3};
    for (unsigned seed = 1; seed <= 4; seed++)
        for (size_t k = 0; k < sizeof factors / sizeof *factors; k++) {
            const random_options o = {.n_parks = 2, .n_milestones = 2, .n_steps = 4};
            arena *mem = arena_new();
            region *r = random_region(mem, seed, o), *scaled = random_region(mem, seed, o);
            solved_prepare(r, mem);
            const double eur =
                solved_relaxed(r, PERSPECTIVE_SOCIETAL, mem)->certificate.objective_eur;
            random_region_scale(scaled, mem, factors[k]);
            solved_prepare(scaled, mem);
            costs(arena_printf(mem, "seed %u, prices %g times", seed, factors[k]), scaled,
                  factors[k] * eur, mem);
            arena_free(mem);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_something_is_built),
        cmocka_unit_test(test_many_sites_alike),
        cmocka_unit_test(test_many_days_alike),
        cmocka_unit_test(test_sites_of_any_size),
        cmocka_unit_test(test_sites_of_very_different_size),
        cmocka_unit_test(test_prices_of_any_size),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
