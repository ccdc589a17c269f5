/* tests/test_edges.c - cases at the edge of the formulation, each by hand.
 *
 * The site of the fixture draws 100 kW all year: 876 MWh, 87,600 EUR and 262.8 t. */
#include "tests/fixture.h"
#include "tests/near.h"
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

static void add_target(region *r, arena *mem, target_kind kind, double limit)
{
    r->targets[r->n_targets++] = (target){.id = "target",
                                          .kind = kind,
                                          .limit = fixture_list(r, mem, limit),
                                          .basis = {.kind = BASIS_MEASURED},
                                          .line = 43};
}

/* 150 kW that cannot be turned down, nothing fed in: 50 kW are thrown away, 438 MWh at 0.001 EUR
 * per kWh. None of it is renewable, so (E44) counts -438 MWh, which no limit of the year forbids. */
static void test_more_thrown_away_than_renewable(void **state)
{
    region *r = fixture_region(*state);
    technology *source = fixture_add_technology(r, *state, "source", KIND_SOURCE);
    source->must_take = true;
    fixture_add_installed(&r->connections[0], source, 150.0);
    r->connections[0].export_cap_kw = 0.0;
    add_target(r, *state, TARGET_RENEWABLE, NAN);
    const plan *p = solved_at_cost(r, PERSPECTIVE_SOCIETAL, *state, 438.0);
    assert_near(p->parks[0].plan[0].surplus_mwh, 438.0, AMOUNT_TOL);
    assert_near(p->parks[0].plan[0].renewable_mwh, 0.0, AMOUNT_TOL);
}

/* The same source, renewable: 1,314 MWh made, 438 thrown away. */
static void test_renewable_is_what_is_used(void **state)
{
    region *r = fixture_region(*state);
    technology *source = fixture_add_technology(r, *state, "source", KIND_SOURCE);
    source->must_take = true;
    source->renewable = true;
    fixture_add_installed(&r->connections[0], source, 150.0);
    r->connections[0].export_cap_kw = 0.0;
    add_target(r, *state, TARGET_RENEWABLE, 0.9);
    const plan *p = solved_at_cost(r, PERSPECTIVE_SOCIETAL, *state, 438.0);
    assert_near(p->parks[0].plan[0].renewable_mwh, 876.0, AMOUNT_TOL);
    assert_near(p->targets[0].value[0], 1.0, AMOUNT_TOL);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(test_more_thrown_away_than_renewable),
        TEST(test_renewable_is_what_is_used),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
