/* tests/test_coalition_region.c - a few candidates as a region of their own, and what others leave
 * them. */
#include "model/coalition_region.h"

#include "tests/fixture.h"
#include "tests/near.h"
#include "tests/solved.h"

enum { REST = 2 }; /* the connection that is no candidate */

typedef struct apart_case {
    region *region;
    diag_list *diags;
    action actions[6];
    subsidy_use use;
    plan plan;
    double *net_kw;
} apart_case;

static apart_plan open_case(apart_case *c, arena *mem)
{
    c->diags = diag_list_new();
    assert_non_null(c->diags);
    c->plan = (plan){.region = c->region, .actions = c->actions};
    c->net_kw = arena_array(mem,
                            c->region->n_connections * c->region->horizon.n_milestones *
                                calendar_size(&c->region->calendar),
                            sizeof *c->net_kw);
    assert_non_null(c->net_kw);
    return (apart_plan){.region = c->region,
                        .hub = &c->region->hubs[0],
                        .plan = &c->plan,
                        .net_import_kw = c->net_kw};
}

static region *part_of(const apart_plan *apart, coalition s, bool together, apart_case *c,
                       arena *mem)
{
    region *part = NULL;
    assert_int_equal(coalition_region(apart, s, together, mem, c->diags, &part), STATUS_OK);
    assert_int_equal(diag_error_count(c->diags), 0);
    return part;
}

static bool lies_in(const void *p, const void *list, size_t n, size_t size)
{
    return (const char *)p >= (const char *)list && (const char *)p < (const char *)list + n * size;
}

static void assert_own_pointers(const region *part)
{
    for (size_t i = 0; i < part->n_connections; i++) {
        const connection *c = &part->connections[i];
        assert_int_equal(c->index, i);
        assert_true(lies_in(c->park, part->parks, part->n_parks, sizeof(park)));
        assert_ptr_equal(c->park->station, &part->stations[0]);
        for (size_t n = 0; n < c->n_demands; n++) {
            assert_ptr_equal(c->demands[n].connection, c);
            assert_ptr_equal(part->demands[c->demands[n].index], &c->demands[n]);
        }
        for (size_t n = 0; n < c->n_fleets; n++)
            assert_ptr_equal(part->fleets[c->fleets[n].index]->connection, c);
        for (size_t n = 0; n < c->n_potentials; n++)
            if (c->potentials[n].demand != NULL)
                assert_true(
                    lies_in(c->potentials[n].demand, c->demands, c->n_demands, sizeof(demand)));
    }
    for (size_t k = 0; k < part->n_assets; k++)
        assert_true(lies_in(part->assets[k].technology, part->technologies, part->n_technologies,
                            sizeof(technology)));
    for (size_t k = 0; k < part->n_cables; k++)
        assert_true(lies_in(part->cables[k].to, part->connections, part->n_connections,
                            sizeof(connection)));
    for (size_t k = 0; k < part->n_subsidies; k++)
        assert_true(lies_in(part->subsidies[k].technologies[0], part->technologies,
                            part->n_technologies, sizeof(technology)));
}

static void test_both_together(void **state)
{
    apart_case c = {.region = fixture_full_region(*state)};
    solved_prepare(c.region, *state);
    const apart_plan apart = open_case(&c, *state);
    const region *part = part_of(&apart, 3, true, &c, *state);
    assert_int_equal(part->n_connections, 2);
    assert_int_equal(part->n_demands, c.region->n_demands - c.region->connections[REST].n_demands);
    assert_int_equal(part->n_cables, 1);
    assert_int_equal(part->n_hubs, 1);
    assert_int_equal(part->hubs[0].n_members, 2);
    assert_ptr_equal(part->hubs[0].members[1].connection, &part->connections[1]);
    assert_int_equal(part->hubs[0].n_potentials, 1);
    assert_ptr_equal(part->hubs[0].potentials[0].behind, &part->connections[1]);
    assert_int_equal(part->n_heat_nets + part->n_funds + part->n_targets, 0);
    assert_own_pointers(part);
    assert_ptr_equal(coalition_member(part, &c.region->connections[1]), &part->connections[1]);
    assert_null(coalition_member(part, &c.region->connections[REST]));
    diag_list_free(c.diags);
}

static void test_one_alone(void **state)
{
    apart_case c = {.region = fixture_full_region(*state)};
    solved_prepare(c.region, *state);
    const apart_plan apart = open_case(&c, *state);
    const region *part = part_of(&apart, 2, false, &c, *state);
    assert_int_equal(part->n_connections, 1);
    assert_string_equal(part->connections[0].id, "mate");
    assert_int_equal(part->n_cables + part->n_hubs + part->n_fleets, 0);
    assert_own_pointers(part);
    /* What the region is made of has not changed. */
    assert_int_equal(c.region->connections[1].index, 1);
    assert_int_equal(c.region->n_cables, 1);
    diag_list_free(c.diags);
}

/* The outsider draws 10 kW, one candidate feeds in 5: set aside are 10 for both together, and 5
 * for the other candidate alone. */
static void test_room_at_the_station(void **state)
{
    apart_case c = {.region = fixture_full_region(*state)};
    solved_prepare(c.region, *state);
    const apart_plan apart = open_case(&c, *state);
    const size_t size = c.region->horizon.n_milestones * calendar_size(&c.region->calendar);
    c.net_kw[0 * size + 1] = -5.0;
    c.net_kw[1 * size + 1] = 20.0;
    c.net_kw[REST * size + 1] = 10.0;
    const region *both = part_of(&apart, 3, true, &c, *state);
    const region *mate = part_of(&apart, 2, false, &c, *state);
    assert_near(station_load_kw(&both->stations[0], &both->calendar, 0, 0, 1), 10.0, 1e-12);
    assert_near(station_load_kw(&mate->stations[0], &mate->calendar, 0, 0, 1), 5.0, 1e-12);
    assert_near(station_feed_kw(&mate->stations[0], &mate->calendar, 0, 0, 1), -5.0, 1e-12);
    assert_near(station_load_kw(&mate->stations[0], &mate->calendar, 0, 0, 0), 0.0, 1e-12);
    diag_list_free(c.diags);
}

/* Others have 4 points (2 weeks each, 10 m2, 500 EUR of subsidy) in the second milestone, of 2
 * years; the candidate's own do not count. */
static void test_what_others_use(void **state)
{
    arena *mem = *state;
    apart_case c = {.region = fixture_full_region(mem)};
    region *r = c.region;
    r->parks[0].free_area_m2 = 100.0;
    r->trades = arena_array(mem, 1, sizeof *r->trades);
    assert_non_null(r->trades);
    r->trades[r->n_trades++] =
        (trade){.id = "electricians", .weeks_per_year = fixture_list(r, mem, 50.0), .line = 40};
    technology *charger = &r->technologies[FULL_CHARGER];
    charger->trade = &r->trades[0];
    charger->weeks_per_unit = 2.0;
    charger->footprint_m2_per_unit = 10.0;
    r->subsidies[0].budget_eur = fixture_list(r, mem, 3000.0);
    solved_prepare(r, mem);
    const apart_plan apart = open_case(&c, mem);
    c.use = (subsidy_use){&r->subsidies[0], 4.0, 2000.0};
    c.actions[0] = (action){.kind = ACTION_MEASURE,
                            .milestone = 1,
                            .park = &r->parks[0],
                            .connection = &r->connections[REST],
                            .technology = charger,
                            .amount = 4.0,
                            .n_subsidies = 1,
                            .subsidies = &c.use};
    c.actions[1] = c.actions[0];
    c.actions[1].connection = &r->connections[0];
    c.plan.n_actions = 2;
    const region *part = part_of(&apart, 3, true, &c, mem);
    assert_near(part->trades[0].weeks_per_year[0], 50.0, 1e-12);
    assert_near(part->trades[0].weeks_per_year[1], 50.0 - 4.0 * 2.0 / 2.0, 1e-12);
    assert_near(part->parks[0].free_area_m2, 100.0 - 40.0, 1e-12);
    assert_near(part->subsidies[0].budget_eur[0], 3000.0, 1e-12);
    assert_near(part->subsidies[0].budget_eur[1], 1000.0, 1e-12);
    assert_ptr_equal(part->technologies[FULL_CHARGER].trade, &part->trades[0]);
    /* Without the candidate among them its own use counts as well. */
    part = part_of(&apart, 2, false, &c, mem);
    assert_near(part->trades[0].weeks_per_year[1], 50.0 - 8.0, 1e-12);
    assert_near(part->subsidies[0].budget_eur[1], 0.0, 1e-12);
    diag_list_free(c.diags);
}

/* A platform that is planned for 2028 is there from then on, for nothing; otherwise never. */
static void test_platform(void **state)
{
    apart_case c = {.region = fixture_full_region(*state)};
    technology *ems = &c.region->technologies[FULL_EMS];
    ems->regional = true;
    ems->platform_investment_eur = 1000.0;
    solved_prepare(c.region, *state);
    const apart_plan apart = open_case(&c, *state);
    const region *part = part_of(&apart, 3, true, &c, *state);
    for (size_t y = 0; y < 3; y++)
        assert_false(technology_buildable(&part->technologies[FULL_EMS], &part->horizon, y));
    c.actions[0] =
        (action){.kind = ACTION_PLATFORM, .milestone = 1, .technology = ems, .amount = 1.0};
    c.plan.n_actions = 1;
    part = part_of(&apart, 3, true, &c, *state);
    assert_false(technology_buildable(&part->technologies[FULL_EMS], &part->horizon, 0));
    assert_true(technology_buildable(&part->technologies[FULL_EMS], &part->horizon, 1));
    assert_near(part->technologies[FULL_EMS].platform_investment_eur, 0.0, 1e-12);
    diag_list_free(c.diags);
}

static void test_no_memory(void **state)
{
    apart_case c = {.region = fixture_full_region(*state)};
    solved_prepare(c.region, *state);
    const apart_plan apart = open_case(&c, *state);
    status st = STATUS_NO_MEMORY;
    for (size_t n = 1; st == STATUS_NO_MEMORY; n++) {
        arena *mem = arena_new();
        region *part = NULL;
        arena_fail_at(mem, n);
        st = coalition_region(&apart, 3, true, mem, c.diags, &part);
        assert_true(st == STATUS_OK || part == NULL);
        arena_free(mem);
    }
    assert_int_equal(st, STATUS_OK);
    diag_list_free(c.diags);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_open, fixture_close)
    const struct CMUnitTest tests[] = {
        TEST(test_both_together),   TEST(test_one_alone), TEST(test_room_at_the_station),
        TEST(test_what_others_use), TEST(test_platform),  TEST(test_no_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
