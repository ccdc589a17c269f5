/* tests/test_region_complete.c - assets, base load, station limits, heat routes, assumptions. */
#include "model/region.h"

#include <string.h>

#include "model/base_load.h"
#include "tests/fixture.h"
#include "tests/near.h"

static const double TOL = 1e-9;

typedef struct bench {
    arena *mem;
    diag_list *diags;
} bench;

static int setup(void **state)
{
    static bench b;
    b = (bench){.mem = arena_new(), .diags = diag_list_new()};
    *state = &b;
    return b.mem == NULL || b.diags == NULL ? -1 : 0;
}

static int teardown(void **state)
{
    bench *b = *state;
    diag_list_free(b->diags);
    arena_free(b->mem);
    return 0;
}

static void complete(bench *b, region *r)
{
    assert_int_equal(region_complete(r, b->mem, b->diags), STATUS_OK);
}

static size_t times_found(const bench *b, diag_code code)
{
    size_t n = 0;
    for (size_t i = 0; i < diag_count(b->diags); i++)
        n += diag_get(b->diags, i)->code == code;
    return n;
}

static const assumption *find_assumption(const region *r, const char *text_id, const char *object)
{
    for (size_t i = 0; i < r->n_assumptions; i++)
        if (strcmp(r->assumptions[i].text_id, text_id) == 0 &&
            strcmp(r->assumptions[i].object, object) == 0)
            return &r->assumptions[i];
    return NULL;
}

/* Milestones 2027, 2028, 2030. */
static region *three_milestones(bench *b)
{
    return fixture_region_sized(b->mem, 3, (const int[]){1, 2, 5}, 1, 12.0);
}

static void test_assets_merge(void **state)
{
    bench *b = *state;
    region *r = three_milestones(b);
    connection *c = &r->connections[0];
    technology *pv = fixture_add_technology(r, b->mem, "pv", KIND_SOURCE);
    technology *battery = fixture_add_technology(r, b->mem, "battery", KIND_STORAGE);
    pv->life_years = 10.0;
    fixture_add_installed(c, pv, 100.0)->year = 2018; /* gone in 2028 */
    fixture_add_installed(c, pv, 50.0)->year = 2019;  /* gone in 2029 */
    fixture_add_installed(c, pv, 7.0)->year = 0;      /* stays */
    fixture_add_potential(c, pv, 400.0);
    fixture_add_installed(c, battery, 30.0);
    complete(b, r);
    assert_int_equal(r->n_assets, 2);
    assert_int_equal(c->first_asset, 0);
    assert_int_equal(c->n_assets, 2);
    assert_ptr_equal(r->assets[0].technology, pv);
    assert_near(r->assets[0].installed[0], 157.0, TOL);
    assert_near(r->assets[0].installed[1], 57.0, TOL);
    assert_near(r->assets[0].installed[2], 7.0, TOL);
    assert_near(r->assets[0].max, 400.0, TOL);
    assert_null(r->assets[0].installed_kwh);
    /* 2 hours; without a potential the limit is what stands there; 2020 + 10 ends it. */
    assert_near(r->assets[1].installed_kwh[0], 60.0, TOL);
    assert_near(r->assets[1].installed_kwh[2], 0.0, TOL);
    assert_near(r->assets[1].max, 30.0, TOL);
    assert_non_null(find_assumption(r, "assumption_installed_without_year", "installed site/pv"));
    assert_int_equal(diag_count(b->diags), 0);
}

static void test_assets_in_file_order(void **state)
{
    bench *b = *state;
    region *r = fixture_region(b->mem);
    connection *first = &r->connections[0];
    technology *one = fixture_add_technology(r, b->mem, "one", KIND_SOURCE);
    technology *two = fixture_add_technology(r, b->mem, "two", KIND_SOURCE);
    connection *second = fixture_add_connection(r, b->mem, "second");
    fixture_add_potential(first, two, 5.0)->line = 20;
    fixture_add_installed(first, one, 5.0)->line = 21;
    fixture_add_potential(second, one, 5.0);
    connection *const members[] = {first, second};
    hub *h = fixture_add_hub(r, b->mem, "hub", 2, members);
    h->potentials[h->n_potentials++] = (hub_potential){
        .potential = {.technology = two, .max = 99.0, .max_kwh = NAN}, .behind = first};
    complete(b, r);
    assert_int_equal(r->n_assets, 4);
    assert_ptr_equal(r->assets[0].technology, two);
    assert_ptr_equal(r->assets[1].technology, one);
    /* That of the hub stands apart from the connection's own, behind it. */
    assert_ptr_equal(r->assets[2].hub, h);
    assert_near(r->assets[2].max, 99.0, TOL);
    assert_int_equal(first->n_assets, 3);
    assert_int_equal(second->first_asset, 3);
    for (size_t a = 0; a < r->n_assets; a++)
        assert_int_equal(r->assets[a].index, a);
}

static void test_saving_and_raised_limit(void **state)
{
    bench *b = *state;
    region *r = fixture_region(b->mem);
    connection *c = &r->connections[0];
    technology *led = fixture_add_technology(r, b->mem, "led", KIND_SAVING);
    fixture_add_potential(c, led, 0.25)->demand = &c->demands[0];
    technology *store = fixture_add_technology(r, b->mem, "store", KIND_STORAGE);
    store->hours = NAN;
    fixture_add_installed(c, store, 10.0)->energy_kwh = 80.0;
    potential *p = fixture_add_potential(c, store, 50.0);
    p->max_kwh = 60.0;
    complete(b, r);
    assert_near(r->assets[0].max, 50.0, TOL); /* <installed> comes first in the fixture */
    assert_near(r->assets[0].max_kwh, 80.0, TOL);
    assert_near(r->assets[1].max, 219.0, TOL); /* a quarter of 876 MWh */
    assert_int_equal(times_found(b, DIAG_POTENTIAL_BELOW_INSTALLED), 1);
}

static void test_base_load(void **state)
{
    bench *b = *state;
    region *r = fixture_region_sized(b->mem, 1, (const int[]){1}, 1, 12.0);
    connection *c = &r->connections[0]; /* 100 kW flat */
    double net_kw[2];
    technology *pv = fixture_add_technology(r, b->mem, "pv", KIND_SOURCE);
    pv->availability = fixture_add_profile(r, "sun", PROFILE_FRAC, (const double[]){0.0, 0.5});
    fixture_add_installed(c, pv, 400.0);
    fleet *f = fixture_add_fleet(r, b->mem, c, "van", 20.0);
    f->existing_vehicles = 12.0; /* 12 * 10 kWh / 24 h = 5 kW */
    technology *led = fixture_add_technology(r, b->mem, "led", KIND_SAVING);
    fixture_add_installed(c, led, 87.6)->demand = &c->demands[0]; /* in it already */
    complete(b, r);
    base_load_of_connection(r, c, net_kw);
    assert_near(net_kw[0], 100.0 + 5.0, TOL);
    assert_near(net_kw[1], 100.0 + 5.0 - 200.0, TOL);
}

/* 1752 MWh of heat, 200 kW on average: the heat pump first although the CHP is named first. */
static void test_base_load_of_heat(void **state)
{
    bench *b = *state;
    region *r = fixture_region_sized(b->mem, 1, (const int[]){1}, 1, 12.0);
    connection *c = &r->connections[0];
    demand *heat = fixture_add_demand(r, b->mem, c, r->heat, 1752.0);
    heat->profile = fixture_add_profile(r, "heat", PROFILE_PER_MEAN, (const double[]){0.5, 1.5});
    technology *chp = fixture_add_technology(r, b->mem, "chp", KIND_CONVERTER);
    chp->carrier = &r->carriers[1];
    chp->n_outputs = 2;
    chp->outputs[0] = (converter_output){.carrier = r->heat, .ratio = 0.5};
    chp->outputs[1] = (converter_output){.carrier = r->electricity, .ratio = 0.4};
    technology *pump = fixture_add_technology(r, b->mem, "pump", KIND_CONVERTER);
    pump->outputs[0].ratio = 1.0;
    pump->outputs[0].profile =
        fixture_add_profile(r, "cop", PROFILE_RATIO, (const double[]){4.0, 3.0});
    fixture_add_installed(c, chp, 1000.0);
    fixture_add_installed(c, pump, 150.0);
    double net_kw[2];
    complete(b, r);
    base_load_of_connection(r, c, net_kw);
    assert_near(net_kw[0], 100.0 + 100.0 / 4.0, TOL);
    /* 300 kW: 150 from the pump takes 50; 150 from the CHP takes 300 of gas and gives 120. */
    assert_near(net_kw[1], 100.0 + 50.0 - 120.0, TOL);
    pump->capacity_of_input = true; /* 150 kW in gives up to 450 kW of heat */
    base_load_of_connection(r, c, net_kw);
    assert_near(net_kw[1], 100.0 + 100.0, TOL);
}

static void test_station_rating(void **state)
{
    bench *b = *state;
    region *r = three_milestones(b);
    station *s = &r->stations[0];
    r->calendar.quarter_hour_factor = 1.1;
    s->congested = true;
    s->background_kw = (const double[]){100.0, 500.0, 900.0};
    s->n_reinforcements = 3;
    s->reinforcements =
        (reinforcement[]){{.id = "a",
                           .year = 2029,
                           .import_add_kw = 300.0,
                           .export_add_kw = 200.0,
                           .decided = true,
                           .basis = {.kind = BASIS_PUBLISHED}},
                          {.id = "b", .year = 2028, .import_add_kw = 7000.0, .decided = false},
                          {.id = "c", .year = 2031, .import_add_kw = 7000.0, .decided = true}};
    complete(b, r);
    assert_near(s->base_import_kw, 1.1 * (100.0 + 100.0), TOL);
    assert_near(s->base_export_kw, 0.0, TOL);
    assert_near(s->import_cap_by_milestone_kw[0], 1000.0, TOL);
    assert_near(s->import_cap_by_milestone_kw[1], 1000.0, TOL);
    assert_near(s->import_cap_by_milestone_kw[2], 1300.0, TOL); /* of 2029: from 2030 */
    assert_near(s->export_cap_by_milestone_kw[2], 1200.0, TOL);
    assert_true(s->congested_by_milestone[1]);
    assert_false(s->congested_by_milestone[2]);
    assert_false(s->raised_to_base);
    s->reinforcements[0].year = 2028; /* the start of a milestone: in force from there */
    complete(b, r);
    assert_near(s->import_cap_by_milestone_kw[1], 1300.0, TOL);
    assert_null(find_assumption(r, "assumption_station_cap", "station station"));
    assert_null(find_assumption(r, "assumption_reinforcement", "reinforcement a"));
    assert_non_null(find_assumption(r, "assumption_reinforcement", "reinforcement b"));
}

static void test_station_headroom(void **state)
{
    bench *b = *state;
    region *r = fixture_region_sized(b->mem, 1, (const int[]){1}, 1, 12.0);
    station *s = &r->stations[0];
    s->background_kw = (const double[]){50.0};
    s->background = fixture_add_profile(r, "bg", PROFILE_FRAC, (const double[]){0.2, 1.0});
    s->background_export_kw = (const double[]){400.0};
    s->background_export = fixture_add_profile(r, "sun", PROFILE_FRAC, (const double[]){0.0, 1.0});
    s->import_cap_kw = s->export_cap_kw = NAN;
    s->import_headroom_frac = 0.04;
    s->export_headroom_kw = 25.0;
    complete(b, r);
    assert_near(s->base_import_kw, 150.0, TOL);
    assert_near(s->import_cap_kw, 156.0, TOL);
    assert_near(s->base_export_kw, 300.0, TOL); /* 400 less the 100 of the site */
    assert_near(s->export_cap_by_milestone_kw[0], 325.0, TOL);
    const assumption *first = &r->assumptions[0];
    assert_string_equal(first->text_id, "assumption_station_cap");
    assert_string_equal(first->object, "station station");
    assert_near(first->value, 156.0, TOL);
}

static void test_station_below_load(void **state)
{
    bench *b = *state;
    region *r = fixture_region(b->mem);
    r->stations[0].import_cap_kw = 80.0;
    r->connections[0].import_cap_kw = 90.0;
    complete(b, r);
    assert_near(r->stations[0].import_cap_by_milestone_kw[0], 100.0, TOL);
    assert_true(r->stations[0].raised_to_base);
    assert_int_equal(times_found(b, DIAG_STATION_RAISED), 1);
    assert_int_equal(times_found(b, DIAG_LOAD_ABOVE_CONTRACT), 1);
    assert_non_null(find_assumption(r, "assumption_station_raised", "station station"));
    connection *c = &r->connections[0];
    c->rights[c->n_rights++] = (transport_right){.kind = RIGHT_VARIABLE, .import_kw = 10.0};
    complete(b, r); /* 90 firm and 10 variable: enough, so no second finding */
    assert_int_equal(times_found(b, DIAG_LOAD_ABOVE_CONTRACT), 1);
}

/* What others draw behind the station outgrows its 1000 kW: at 1100 it is the rating. */
static void test_background_outgrows_station(void **state)
{
    bench *b = *state;
    region *r = three_milestones(b);
    station *s = &r->stations[0];
    s->background_kw = (const double[]){800.0, 900.0, 1100.0};
    complete(b, r);
    assert_near(s->import_cap_by_milestone_kw[1], 1000.0, TOL);
    assert_near(s->import_cap_by_milestone_kw[2], 1100.0, TOL);
    assert_int_equal(times_found(b, DIAG_STATION_RAISED), 1);
}

/* rotterdam -> knot -> park, and knot -> east; local -> east only. */
static void test_heat_routes(void **state)
{
    bench *b = *state;
    region *r = fixture_region(b->mem);
    park *west = &r->parks[0], *east = fixture_add_park(r, b->mem, "east");
    east->station = fixture_add_station(r, "other");
    technology *heat = fixture_add_technology(r, b->mem, "residual", KIND_SOURCE);
    technology *pipe = fixture_add_technology(r, b->mem, "pipe", KIND_LINK);
    pipe->loss_frac_per_m = 0.001; /* a tenth over 100 m */
    heat_net *net = fixture_add_heat_net(r, b->mem, "net");
    fixture_add_heat_source(net, "rotterdam", heat, 1000.0);
    fixture_add_heat_source(net, "local", heat, 100.0);
    fixture_add_heat_pipe(net, b->mem, "knot", NULL, west, pipe, 500.0);
    fixture_add_heat_pipe(net, b->mem, "rotterdam", "knot", NULL, pipe, 500.0);
    fixture_add_heat_pipe(net, b->mem, "knot", "knot2", NULL, pipe, 500.0);
    fixture_add_heat_pipe(net, b->mem, "local", "knot2", NULL, pipe, 500.0);
    fixture_add_heat_pipe(net, b->mem, "knot2", NULL, east, pipe, 500.0);
    complete(b, r);
    assert_int_equal(net->n_routes, 3);
    const heat_route *first = &net->routes[0];
    assert_ptr_equal(first->park, west);
    assert_int_equal(first->source, 0);
    assert_int_equal(first->n_pipes, 2);
    assert_int_equal(first->pipes[0], 1);
    assert_int_equal(first->pipes[1], 0);
    assert_near(first->delivered_frac, 0.81, TOL);
    assert_ptr_equal(net->routes[1].park, east);
    assert_int_equal(net->routes[1].n_pipes, 3);
    assert_near(net->routes[1].delivered_frac, 0.729, TOL);
    assert_int_equal(net->routes[2].source, 1);
    assert_int_equal(net->routes[2].n_pipes, 2);
    assert_true(net->several_stations);
}

/* 876 MWh a year of heat in two steps of 0.5 and 1.5 around their mean: 150 kW at most. */
static void test_net_connections(void **state)
{
    bench *b = *state;
    region *r = fixture_region_sized(b->mem, 1, (const int[]){1}, 1, 12.0);
    connection *c = &r->connections[0];
    fixture_add_connection(r, b->mem, "without heat");
    demand *heat = fixture_add_demand(r, b->mem, c, r->heat, 876.0);
    heat->profile = fixture_add_profile(r, "uneven", PROFILE_PER_MEAN, (const double[]){0.5, 1.5});
    technology *pipe = fixture_add_technology(r, b->mem, "pipe", KIND_LINK);
    technology *link = fixture_add_technology(r, b->mem, "heat_connection", KIND_LINK);
    heat_net *net = fixture_add_heat_net(r, b->mem, "net");
    fixture_add_heat_source(net, "residual", fixture_add_technology(r, b->mem, "r", KIND_SOURCE),
                            1000.0);
    fixture_add_heat_pipe(net, b->mem, "residual", NULL, &r->parks[0], pipe, 500.0);
    complete(b, r);
    assert_int_equal(r->n_assets, 0); /* the net asks for nothing at the site */
    net->connection_technology = link;
    complete(b, r);
    assert_int_equal(r->n_assets, 1);
    assert_ptr_equal(r->assets[0].technology, link);
    assert_ptr_equal(r->assets[0].connection, c);
    assert_near(r->assets[0].max, 150.0, TOL);
    assert_near(r->assets[0].installed[0], 0.0, TOL);
    net->pipes[0].to_park = NULL; /* ends before the park */
    complete(b, r);
    assert_int_equal(r->n_assets, 0);
}

static void test_assumptions(void **state)
{
    bench *b = *state;
    region *r = fixture_region(b->mem);
    connection *c = &r->connections[0];
    complete(b, r);
    assert_int_equal(r->n_assumptions, 0);
    c->basis = (figure_basis){.kind = BASIS_ESTIMATE, .source = "S1"};
    c->demands[0].basis = c->basis; /* told by its connection */
    fixture_add_technology(r, b->mem, "unused", KIND_SOURCE)->basis = c->basis;
    technology *pv = fixture_add_technology(r, b->mem, "pv", KIND_SOURCE);
    pv->basis = c->basis;
    fixture_add_potential(c, pv, 10.0);
    fixture_add_station(r, "guess")->basis = (figure_basis){.kind = BASIS_UNSTATED};
    complete(b, r);
    assert_int_equal(r->n_assumptions, 3);
    assert_string_equal(r->assumptions[0].object, "station guess");
    assert_non_null(find_assumption(r, "assumption_connection", "connection site"));
    assert_near(find_assumption(r, "assumption_technology", "technology pv")->value, 100.0, TOL);
    assert_string_equal(r->assumptions[1].source, "S1");
    c->demands[0].basis.source = "S2";
    complete(b, r);
    assert_non_null(find_assumption(r, "assumption_demand", "demand site/el"));
}

/* The value of an assumption that has to be there. */
static double assumed(const region *r, const char *text_id, const char *object)
{
    const assumption *a = find_assumption(r, text_id, object);
    if (a == NULL)
        fail_msg("no %s about %s", text_id, object);
    return a->value;
}

/* One of each kind, estimated; potentials of a park are counted, budgets added up. */
static void test_every_estimate_is_listed(void **state)
{
    bench *b = *state;
    const figure_basis guess = {BASIS_ESTIMATE, "S3"};
    region *r = fixture_full_region(b->mem);
    connection *site = &r->connections[0], *rest = &r->connections[2];
    complete(b, r);
    for (size_t k = 0; k < site->n_potentials; k++)
        site->potentials[k].basis = guess;
    r->hubs[0].potentials[0].potential.basis = guess;
    r->hubs[0].capacities[0].basis = guess;
    r->hubs[0].capacities[0].import_cap_kw = 250.0;
    r->cables[0].basis = guess;
    r->heat_nets[0].sources[0].basis = r->heat_nets[0].pipes[1].basis = guess;
    r->carriers[1].basis = guess;
    r->profiles[0].basis = guess;
    rest->tariff_shares[0].basis = rest->tariff_shares[1].basis = guess;
    site->rights[site->n_rights++] =
        (transport_right){.kind = RIGHT_VARIABLE, .import_kw = 10.0, .basis = guess, .line = 41};
    r->trades[r->n_trades++] = (trade){.id = "fitter",
                                       .weeks_per_year = fixture_list(r, b->mem, 40.0),
                                       .basis = guess,
                                       .line = 42};
    r->funds[0].basis = r->subsidies[0].basis = r->targets[0].basis = guess;
    static const double budget_eur[] = {0.0, 8e6, 0.0};
    r->funds[0].budget_eur = budget_eur;
    complete(b, r);
    const double potentials = (double)site->n_potentials + 1.0;
    const char *here = arena_printf(b->mem, "potential %s", site->park->id);
    assert_near(assumed(r, "assumption_potential", here), potentials, TOL);
    assert_near(assumed(r, "assumption_group_capacity", "group_capacity hub"), 250.0, TOL);
    assert_near(assumed(r, "assumption_cable", "cable cable"), 200.0, TOL);
    assert_near(assumed(r, "assumption_heat_source", "heat_source rotterdam"), 500.0, TOL);
    const char *pipe = arena_printf(b->mem, "pipe %s", r->heat_nets[0].pipes[1].id);
    assert_near(assumed(r, "assumption_pipe", pipe), r->heat_nets[0].pipes[1].length_m, TOL);
    assert_non_null(find_assumption(r, "assumption_carrier_estimate", "carrier gas"));
    assert_true(isnan(assumed(r, "assumption_profile", "profile sun")));
    assert_near(assumed(r, "assumption_tariff_share", "tariff_share rest"), 0.3, TOL);
    assert_near(assumed(r, "assumption_right", "right site"), 10.0, TOL);
    assert_near(assumed(r, "assumption_trade", "trade fitter"), 40.0, TOL);
    assert_near(assumed(r, "assumption_fund", "fund fund"), 8e6, TOL);
    assert_true(isnan(assumed(r, "assumption_fund_open", "subsidy subsidy")));
    assert_near(assumed(r, "assumption_target_share", "target target/2030"), 0.8, TOL);
}

/* Let the n-th allocation fail until none does: always the same answer, never a crash. */
static void test_memory_out(void **state)
{
    bench *b = *state;
    status st = STATUS_NO_MEMORY;
    for (size_t n = 1; st != STATUS_OK; n++) {
        assert_true(n < 1000);
        arena *mem = arena_new();
        region *r = fixture_region(mem);
        technology *pv = fixture_add_technology(r, mem, "pv", KIND_SOURCE);
        pv->basis.kind = BASIS_ESTIMATE;
        fixture_add_potential(&r->connections[0], pv, 10.0);
        fixture_add_heat_net(r, mem, "net");
        arena_fail_at(mem, n);
        st = region_complete(r, mem, b->diags);
        assert_true(st == STATUS_OK || st == STATUS_NO_MEMORY);
        arena_free(mem);
    }
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_assets_merge),
        TEST(test_assets_in_file_order),
        TEST(test_saving_and_raised_limit),
        TEST(test_base_load),
        TEST(test_base_load_of_heat),
        TEST(test_station_rating),
        TEST(test_station_headroom),
        TEST(test_station_below_load),
        TEST(test_background_outgrows_station),
        TEST(test_heat_routes),
        TEST(test_net_connections),
        TEST(test_assumptions),
        TEST(test_every_estimate_is_listed),
        TEST(test_memory_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
