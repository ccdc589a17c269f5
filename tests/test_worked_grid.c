/* tests/test_worked_grid.c - the worked examples of docs/formulation.md, section 14.11: transport
 * rights, what a group settles and may use, tax, managed charging. Every expected number is derived
 * there by hand. */
#include "tests/fixture.h"
#include "tests/near.h"
#include "tests/solved.h"
#include "tests/worked.h"

static const double AMOUNT_TOL = 1e-4;

static double *two_values(region *r, arena *mem, double first, double second)
{
    double *values = fixture_steps(r, mem, first);
    values[1] = second;
    return values;
}

/* --- rights ------------------------------------------------------------------------------------ */

/* 60 kW firm where 100 are drawn, and a right of at most 50 kW that holds in part. */
static region *rights_region(arena *mem, right_kind kind, double first, double second)
{
    region *r = worked_two_steps(mem);
    connection *site = &r->connections[0];
    site->import_cap_kw = 60.0;
    site->rights[site->n_rights++] =
        (transport_right){.kind = kind,
                          .import_kw = 50.0,
                          .contract_eur_per_kw_year = 10.0,
                          .available = two_values(r, mem, first, second),
                          .line = 40};
    return r;
}

static void test_time_block(void **state)
{
    region *r = rights_region(*state, RIGHT_TIME_BLOCK, 1.0, 0.0);
    const plan *p = solved_at_cost(r, PERSPECTIVE_PRIVATE, *state, 615296.0);
    assert_near(p->parks[0].plan[0].contract_kw, 60.0, AMOUNT_TOL);
    assert_near(p->parks[0].plan[0].peak_import_kw, 100.0, AMOUNT_TOL);
    assert_near(p->parks[0].plan[0].shed_mwh, 175.2, AMOUNT_TOL);
}

/* The same 40 kW as five rights of 8 kW each: a connection may stack any number of them. */
static void test_five_rights(void **state)
{
    region *r = rights_region(*state, RIGHT_TIME_BLOCK, 1.0, 0.0);
    connection *site = &r->connections[0];
    site->rights[0].import_kw = 8.0;
    while (site->n_rights < 5) {
        site->rights[site->n_rights] = site->rights[0];
        site->n_rights++;
    }
    const plan *p = solved_at_cost(r, PERSPECTIVE_PRIVATE, *state, 615296.0);
    assert_near(p->parks[0].plan[0].peak_import_kw, 100.0, AMOUNT_TOL);
}

static void test_variable_right(void **state)
{
    region *r = rights_region(*state, RIGHT_VARIABLE, 0.5, 0.5);
    const plan *p = solved_at_cost(r, PERSPECTIVE_PRIVATE, *state, 488712.0);
    assert_near(p->parks[0].plan[0].peak_import_kw, 85.0, AMOUNT_TOL);
}

/* --- groups ------------------------------------------------------------------------------------ */

/* One company draws 100 kW, its mate has as much of its own to give. */
static region *giving_region(arena *mem)
{
    region *r = worked_two_steps(mem);
    connection *mate = fixture_add_connection(r, mem, "mate");
    technology *source = fixture_add_technology(r, mem, "source", KIND_SOURCE);
    fixture_add_installed(mate, source, 100.0);
    r->carriers[0].tax_brackets = (tax_bracket *)arena_array(mem, 1, sizeof(tax_bracket));
    assert_non_null(r->carriers[0].tax_brackets);
    r->carriers[0].tax_brackets[0] = (tax_bracket){
        .up_to_mwh = INFINITY, .rate_eur_per_kwh = fixture_list(r, mem, 0.03), .line = 4};
    r->carriers[0].n_tax_brackets = 1;
    connection *const members[] = {&r->connections[0], mate};
    fixture_add_hub(r, mem, "hub", 2, members);
    return r;
}

static void test_settled_together(void **state)
{
    region *r = giving_region(*state);
    r->hubs[0].settle_net = true;
    const plan *p = solved_at_cost(r, PERSPECTIVE_PRIVATE, *state, 44600.0);
    assert_int_equal(p->hubs[0].formed, 0);
    assert_near(p->hubs[0].peak_import_kw[0], 0.0, AMOUNT_TOL);
}

static void test_settled_by_member(void **state)
{
    region *r = giving_region(*state);
    r->hubs[0].settle_net = false;
    const plan *p = solved_at_cost(r, PERSPECTIVE_PRIVATE, *state, 88400.0);
    assert_int_equal(p->hubs[0].formed, 0);
}

static void test_exchange_is_bounded(void **state)
{
    region *r = giving_region(*state);
    r->hubs[0].settle_net = true;
    r->hubs[0].exchange_cap_kw = 40.0;
    const plan *p = solved_at_cost(r, PERSPECTIVE_PRIVATE, *state, 94000.0);
    assert_int_equal(p->hubs[0].formed, 1); /* never */
}

/* Two companies that draw 200 kW by turns, and what a meter read of each at the group's peak. */
static region *measured_region(arena *mem, double first_kw, double second_kw)
{
    region *r = worked_two_steps(mem);
    connection *site = &r->connections[0];
    site->demands[0].profile = worked_two_values(r, mem, "morning", 2.0, 0.0);
    connection *mate = fixture_add_connection(r, mem, "mate");
    fixture_add_demand(r, mem, mate, r->electricity, 876.0)->profile =
        worked_two_values(r, mem, "evening", 0.0, 2.0);
    connection *const members[] = {site, mate};
    hub *h = fixture_add_hub(r, mem, "hub", 2, members);
    h->capacities[0].mode = GROUP_CAPACITY_P999;
    h->members[0].contribution_kw = first_kw;
    h->members[1].contribution_kw = second_kw;
    return r;
}

static void test_measured_peak_that_is_enough(void **state)
{
    region *r = measured_region(*state, 120.0, 80.0);
    const plan *p = solved_at_cost(r, PERSPECTIVE_PRIVATE, *state, 222240.0);
    assert_int_equal(p->hubs[0].formed, 0);
    assert_near(p->hubs[0].group_capacity_kw[0], 200.0, AMOUNT_TOL);
}

static void test_measured_peak_that_is_not(void **state)
{
    region *r = measured_region(*state, 120.0, 79.0);
    const plan *p = solved_at_cost(r, PERSPECTIVE_PRIVATE, *state, 233440.0);
    assert_int_equal(p->hubs[0].formed, 1); /* never */
}

/* --- charging ---------------------------------------------------------------------------------- */

static void test_managed_charging(void **state)
{
    region *r = worked_managed_region(*state, 100.0);
    const plan *p = solved_at_cost(r, PERSPECTIVE_SOCIETAL, *state, 87975.0);
    assert_near(solved_new_units(p, "ems", 0), 1.0, AMOUNT_TOL);
}

static void test_ems_too_dear(void **state)
{
    region *r = worked_managed_region(*state, 10000.0);
    const plan *p = solved_at_cost(r, PERSPECTIVE_SOCIETAL, *state, 88695.0);
    assert_near(solved_new_units(p, "ems", 0), 0.0, AMOUNT_TOL);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_open, fixture_close)
    const struct CMUnitTest tests[] = {
        TEST(test_time_block),
        TEST(test_five_rights),
        TEST(test_variable_right),
        TEST(test_settled_together),
        TEST(test_settled_by_member),
        TEST(test_exchange_is_bounded),
        TEST(test_measured_peak_that_is_enough),
        TEST(test_measured_peak_that_is_not),
        TEST(test_managed_charging),
        TEST(test_ems_too_dear),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
