/* tests/test_network_flow.c - what can flow through a pipe at most (docs/formulation.md, E32), by hand.
 *
 *   big, 500 kW -----BIG----+              +--FIRST--- park1: 45 kW
 *                           +----TRUNK-----+
 *   small, 100 kW --SMALL---+              +--SECOND-- park2: 90 kW
 *
 * Each pipe loses a tenth: of what a source gives, 0.9^3 = 0.729 arrives.
 */
#include "solver/formulation_parts.h"

#include "tests/fixture.h"
#include "tests/near.h"
#include "tests/solved.h"

#define KW_TOL 1e-6
#define WIDE_KW 1000.0

enum { BIG, SMALL, TRUNK, FIRST, SECOND };

/* Which needs so much heat at all times, and cannot be connected for more. */
static void add_heated_park(region *r, arena *mem, const char *id, double kw)
{
    fixture_add_park(r, mem, id);
    connection *site = fixture_add_connection(r, mem, arena_printf(mem, "%s_site", id));
    fixture_add_demand(r, mem, site, r->heat, 8.76 * kw);
}

static region *net_region(arena *mem)
{
    region *r = fixture_region(mem);
    technology *connector = fixture_add_technology(r, mem, "connector", KIND_LINK);
    connector->carrier = r->heat;
    technology *residual = fixture_add_technology(r, mem, "residual", KIND_SOURCE);
    residual->carrier = r->heat;
    technology *pipe = fixture_add_technology(r, mem, "pipe", KIND_LINK);
    pipe->carrier = r->heat;
    pipe->loss_frac_per_m = 0.001; /* the fixture's pipes are 100 m */
    add_heated_park(r, mem, "park1", 45.0);
    add_heated_park(r, mem, "park2", 90.0);
    heat_net *net = fixture_add_heat_net(r, mem, "net");
    net->connection_technology = connector;
    fixture_add_heat_source(net, "big", residual, 500.0);
    fixture_add_heat_source(net, "small", residual, 100.0);
    fixture_add_heat_pipe(net, mem, "big", "west", NULL, pipe, WIDE_KW);
    fixture_add_heat_pipe(net, mem, "small", "west", NULL, pipe, WIDE_KW);
    fixture_add_heat_pipe(net, mem, "west", "east", NULL, pipe, WIDE_KW);
    fixture_add_heat_pipe(net, mem, "east", NULL, &r->parks[1], pipe, WIDE_KW);
    fixture_add_heat_pipe(net, mem, "east", NULL, &r->parks[2], pipe, WIDE_KW);
    return r;
}

static void check_most(region *r, arena *mem, const double *most_kw)
{
    formulation *f = NULL;
    solved_prepare(r, mem);
    assert_int_equal(formulation_investments(r, PERSPECTIVE_SOCIETAL, &f), STATUS_OK);
    const heat_net *net = &f->region->heat_nets[0];
    assert_int_equal(net->n_routes, 4);
    for (size_t k = BIG; k <= SECOND; k++)
        assert_near(pipe_most_kw(f, net, &net->pipes[k], 0), most_kw[k], KW_TOL);
    formulation_free(f);
}

/* What arrives is what can be connected, from either source; the small one has no more than it has, and one
 * pipe is thin itself. */
static void test_as_much_as_can_be_connected(void **state)
{
    region *r = net_region(*state);
    r->heat_nets[0].pipes[SECOND].max_kw = 60.0;
    check_most(r, *state,
               (const double[]){[BIG] = (45.0 + 90.0) / 0.729,
                                [SMALL] = 100.0,
                                [TRUNK] = 2.0 * (45.0 + 90.0) / 0.81,
                                [FIRST] = 2.0 * 45.0 / 0.9,
                                [SECOND] = 60.0});
}

/* Any park takes all there is. */
static void test_as_much_as_sources_give(void **state)
{
    region *r = net_region(*state);
    r->heat_nets[0].connection_technology = NULL;
    check_most(r, *state,
               (const double[]){[BIG] = 500.0,
                                [SMALL] = 100.0,
                                [TRUNK] = 600.0 * 0.9,
                                [FIRST] = 600.0 * 0.81,
                                [SECOND] = 600.0 * 0.81});
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_as_much_as_can_be_connected, fixture_open,
                                        fixture_close),
        cmocka_unit_test_setup_teardown(test_as_much_as_sources_give, fixture_open, fixture_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
