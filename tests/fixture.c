#include "tests/fixture.h"

#include <math.h>
#include <stdarg.h>
#include <setjmp.h>
#include <stdint.h>
#include <stddef.h>
#include <cmocka.h>

int fixture_open(void **state)
{
    *state = arena_new();
    return *state == NULL ? -1 : 0;
}

int fixture_close(void **state)
{
    arena_free(*state);
    return 0;
}

static const figure_basis measured = {.kind = BASIS_MEASURED};

static void *room(arena *mem, size_t count, size_t size)
{
    void *p = arena_array(mem, count, size);
    assert_non_null(p);
    return p;
}

#define ROOM(mem, type) ((type *)room((mem), FIXTURE_ROOM, sizeof(type)))
#define ROOM_FOR(mem, n, type) ((type *)room((mem), (n), sizeof(type)))

/* The next free place of a list that has FIXTURE_ROOM of them. */
#define APPEND(list, n) (assert_true((n) < FIXTURE_ROOM), &(list)[(n)++])

const double *fixture_list(const region *r, arena *mem, double value)
{
    double *list = ROOM_FOR(mem, r->horizon.n_milestones, double);
    for (size_t y = 0; y < r->horizon.n_milestones; y++)
        list[y] = value;
    return list;
}

double *fixture_steps(const region *r, arena *mem, double value)
{
    double *steps = ROOM_FOR(mem, calendar_size(&r->calendar), double);
    for (size_t i = 0; i < calendar_size(&r->calendar); i++)
        steps[i] = value;
    return steps;
}

static void fill_horizon(region *r, arena *mem, size_t n_milestones, const int *durations)
{
    r->horizon = (horizon){.price_year = 2026,
                           .plan_year = 2027,
                           .n_milestones = n_milestones,
                           .milestones = ROOM_FOR(mem, n_milestones, milestone),
                           .line = 2};
    int year = r->horizon.plan_year;
    for (size_t y = 0; y < n_milestones; y++) {
        r->horizon.milestones[y] =
            (milestone){.year = year, .duration_years = durations[y], .line = 2};
        year += durations[y];
    }
}

static void fill_calendar(region *r, arena *mem, size_t n_days, double step_h)
{
    bool *all_days = ROOM_FOR(mem, n_days, bool);
    day *days = ROOM_FOR(mem, n_days, day);
    for (size_t d = 0; d < n_days; d++) {
        all_days[d] = true;
        days[d] = (day){.id = n_days == 1 ? "day" : arena_printf(mem, "day%zu", d + 1),
                        .days_per_year = 365.0 / (double)n_days,
                        .workday = true,
                        .line = 3};
    }
    peak_group *groups = ROOM(mem, peak_group);
    groups[0] = (peak_group){.id = "year", .months = 12.0, .has_day = all_days, .line = 3};
    r->calendar = (calendar){.step_h = step_h,
                             .n_steps = (size_t)lround(24.0 / step_h),
                             .n_days = n_days,
                             .days = days,
                             .n_peak_groups = 1,
                             .peak_groups = groups,
                             .quarter_hour_factor = 1.0,
                             .group_quarter_hour_factor = 1.0,
                             .line = 3};
}

static carrier *add_carrier(region *r, const char *id, bool network)
{
    carrier *k = APPEND(r->carriers, r->n_carriers);
    *k = (carrier){.id = id,
                   .index = r->n_carriers - 1,
                   .network = network,
                   .basis = {BASIS_MEASURED, "test"},
                   .line = 4};
    return k;
}

static void fill_carriers(region *r, arena *mem)
{
    carrier *electricity = add_carrier(r, "electricity", true);
    electricity->price_eur_per_kwh = fixture_list(r, mem, 0.10);
    electricity->export_price_eur_per_kwh = fixture_list(r, mem, 0.05);
    electricity->co2_kg_per_kwh = fixture_list(r, mem, 0.3);
    carrier *gas = add_carrier(r, "gas", true);
    gas->price_eur_per_kwh = fixture_list(r, mem, 0.04);
    gas->co2_kg_per_kwh = fixture_list(r, mem, 0.2);
    carrier *heat = add_carrier(r, "heat", false);
    heat->co2_kg_per_kwh = fixture_list(r, mem, 0.0);
    r->electricity = electricity;
    r->heat = heat;
}

static void make_lists(region *r, arena *mem)
{
    r->profiles = ROOM(mem, profile);
    r->carriers = ROOM(mem, carrier);
    r->tariffs = ROOM(mem, tariff);
    r->stations = ROOM(mem, station);
    r->payers = ROOM(mem, payer);
    r->trades = ROOM(mem, trade);
    r->technologies = ROOM(mem, technology);
    r->parks = ROOM(mem, park);
    r->connections = ROOM(mem, connection);
    r->demands = ROOM(mem, demand *);
    r->fleets = ROOM(mem, fleet *);
    r->cables = ROOM(mem, cable);
    r->heat_nets = ROOM(mem, heat_net);
    r->hubs = ROOM(mem, hub);
    r->programme.efforts = ROOM(mem, effort);
    r->funds = ROOM(mem, fund);
    r->subsidies = ROOM(mem, subsidy);
    r->targets = ROOM(mem, target);
    r->scenarios = ROOM(mem, scenario);
    r->probability_frac = NAN;
    r->sources = ROOM(mem, source_key);
}

static void fill_region(region *r, arena *mem)
{
    fill_carriers(r, mem);
    r->tariffs[r->n_tariffs++] = (tariff){.id = "ms",
                                          .level = GRID_LEVEL_MS,
                                          .fixed_eur_per_year = 400.0,
                                          .contract_eur_per_kw_year = 20.0,
                                          .peak_eur_per_kw_month = 3.0,
                                          .energy_eur_per_kwh = 0.02,
                                          .energy_low_eur_per_kwh = 0.02,
                                          .source = "test",
                                          .line = 5};
    r->payers[r->n_payers++] = (payer){.id = "company",
                                       .name_nl = "bedrijf",
                                       .name_en = "company",
                                       .wacc_frac = 0.05,
                                       .basis = measured,
                                       .line = 6};
    fixture_add_station(r, "station");
    fixture_add_park(r, mem, "park");
    connection *site = fixture_add_connection(r, mem, "site");
    fixture_add_demand(r, mem, site, r->electricity, 876.0)->id = "el";
}

region *fixture_region_sized(arena *mem, size_t n_milestones, const int *durations, size_t n_days,
                             double step_h)
{
    assert_non_null(mem);
    region *r = ROOM_FOR(mem, 1, region);
    *r = (region){.id = "test",
                  .name = "Test",
                  .file = "test.xml",
                  .sha256 = "",
                  .scenario = "base",
                  .scenario_name = "base",
                  .shed_eur_per_kwh = 3.0,
                  .refused_growth_eur_per_kwh = 1.0,
                  .surplus_eur_per_kwh = 0.001,
                  .recourse_basis = measured};
    make_lists(r, mem);
    fill_horizon(r, mem, n_milestones, durations);
    fill_calendar(r, mem, n_days, step_h);
    r->co2_price_eur_per_t = fixture_list(r, mem, 0.0);
    fill_region(r, mem);
    return r;
}

region *fixture_region(arena *mem)
{
    return fixture_region_sized(mem, 1, (const int[]){1}, 1, 1.0);
}

profile *fixture_add_profile(region *r, const char *id, profile_unit unit, const double *values)
{
    profile *p = APPEND(r->profiles, r->n_profiles);
    *p = (profile){
        .id = id, .unit = unit, .values = values, .basis = {BASIS_MEASURED, "test"}, .line = 7};
    return p;
}

station *fixture_add_station(region *r, const char *id)
{
    station *s = APPEND(r->stations, r->n_stations);
    *s = (station){.id = id,
                   .name = id,
                   .index = r->n_stations - 1,
                   .lat = NAN,
                   .lon = NAN,
                   .import_cap_kw = 1000.0,
                   .export_cap_kw = 1000.0,
                   .import_headroom_kw = NAN,
                   .import_headroom_frac = NAN,
                   .export_headroom_kw = NAN,
                   .export_headroom_frac = NAN,
                   .basis = measured,
                   .line = 8};
    return s;
}

park *fixture_add_park(region *r, arena *mem, const char *id)
{
    (void)mem;
    park *p = APPEND(r->parks, r->n_parks);
    *p = (park){.id = id,
                .name = id,
                .index = r->n_parks - 1,
                .municipality = "Leiden",
                .station = &r->stations[0],
                .area_ha = 10.0,
                .free_area_m2 = 1000.0,
                .companies = 10.0,
                .lat = NAN,
                .lon = NAN,
                .connections = &r->connections[r->n_connections],
                .basis = measured,
                .line = 9};
    return p;
}

connection *fixture_add_connection(region *r, arena *mem, const char *id)
{
    park *p = &r->parks[r->n_parks - 1];
    tariff_share *share = ROOM(mem, tariff_share);
    share[0] = (tariff_share){.tariff = &r->tariffs[0], .share_frac = 1.0};
    connection *c = APPEND(r->connections, r->n_connections);
    *c = (connection){.id = id,
                      .company = id,
                      .index = r->n_connections - 1,
                      .park = p,
                      .import_cap_kw = 200.0,
                      .export_cap_kw = 200.0,
                      .physical_cap_kw = 300.0,
                      .sites = 1.0,
                      .coincidence_frac = 1.0,
                      .level = GRID_LEVEL_MS,
                      .n_tariff_shares = 1,
                      .tariff_shares = share,
                      .rights = ROOM(mem, transport_right),
                      .demands = ROOM(mem, demand),
                      .fleets = ROOM(mem, fleet),
                      .installed = ROOM(mem, installed),
                      .potentials = ROOM(mem, potential),
                      .basis = measured,
                      .line = 10};
    p->n_connections++;
    return c;
}

demand *fixture_add_demand(region *r, arena *mem, connection *c, const carrier *k, double mwh)
{
    demand *n = APPEND(c->demands, c->n_demands);
    *n = (demand){.id = k->id,
                  .index = r->n_demands,
                  .connection = c,
                  .carrier = k,
                  .base_mwh_per_year = mwh,
                  .existing_mwh = fixture_list(r, mem, mwh),
                  .growth_mwh = fixture_list(r, mem, 0.0),
                  .basis = measured,
                  .line = 11};
    *APPEND(r->demands, r->n_demands) = n;
    return n;
}

fleet *fixture_add_fleet(region *r, arena *mem, connection *c, const char *vehicle_class,
                         double vehicles)
{
    fleet *f = APPEND(c->fleets, c->n_fleets);
    *f = (fleet){.id = vehicle_class,
                 .index = r->n_fleets,
                 .connection = c,
                 .vehicle_class = vehicle_class,
                 .vehicles = fixture_list(r, mem, vehicles),
                 .energy_kwh_per_vehicle_day = 10.0,
                 .vehicle_kw = 11.0,
                 .basis = measured,
                 .line = 12};
    *APPEND(r->fleets, r->n_fleets) = f;
    return f;
}

static void fill_kind(technology *tech, region *r, arena *mem)
{
    switch (tech->kind) {
    case KIND_CONVERTER:
        tech->n_outputs = 1;
        tech->outputs[0] = (converter_output){.carrier = r->heat, .ratio = 1.0};
        break;
    case KIND_STORAGE:
        tech->hours = 2.0;
        tech->efficiency_in_frac = tech->efficiency_out_frac = tech->usable_frac = 1.0;
        break;
    case KIND_CHARGER: {
        const char **serves = ROOM(mem, const char *);
        serves[0] = "truck";
        tech->serves = serves;
        tech->n_serves = 1;
        tech->point_kw = 11.0;
        tech->points_per_vehicle = 1.0;
        break;
    }
    case KIND_CONTROL:
        tech->carrier = NULL;
        break;
    default:
        break;
    }
}

technology *fixture_add_technology(region *r, arena *mem, const char *id, technology_kind kind)
{
    const payer **payers = ROOM(mem, const payer *);
    payers[0] = &r->payers[0];
    technology *tech = APPEND(r->technologies, r->n_technologies);
    *tech = (technology){.id = id,
                         .name_nl = id,
                         .name_en = id,
                         .index = r->n_technologies - 1,
                         .kind = kind,
                         .theme = THEME_GENERATION_AND_SAVING,
                         .investment_eur_per_unit = fixture_list(r, mem, 100.0),
                         .annual_cost_eur_per_unit = NAN,
                         .life_years = 10.0,
                         .owner = payers[0],
                         .n_payers = 1,
                         .payers = payers,
                         .typical_size = 10.0,
                         .carrier = r->electricity,
                         .hours = NAN,
                         .basis = measured,
                         .file = "test.xml",
                         .line = 13};
    fill_kind(tech, r, mem);
    return tech;
}

installed *fixture_add_installed(connection *c, const technology *tech, double capacity)
{
    installed *in = APPEND(c->installed, c->n_installed);
    *in = (installed){.technology = tech,
                      .capacity = capacity,
                      .energy_kwh = NAN,
                      .year = 2020,
                      .basis = measured,
                      .line = 14};
    return in;
}

potential *fixture_add_potential(connection *c, const technology *tech, double max)
{
    potential *p = APPEND(c->potentials, c->n_potentials);
    *p = (potential){.technology = tech, .max = max, .max_kwh = NAN, .basis = measured, .line = 15};
    return p;
}

hub *fixture_add_hub(region *r, arena *mem, const char *id, size_t n_members,
                     connection *const *members)
{
    const payer **payers = ROOM(mem, const payer *);
    payers[0] = &r->payers[0];
    hub *h = APPEND(r->hubs, r->n_hubs);
    *h = (hub){.id = id,
               .name = id,
               .index = r->n_hubs - 1,
               .legal_form = "cooperative",
               .earliest_year = 2027,
               .life_years = 15.0,
               .exchange_cap_kw = INFINITY,
               .owner = payers[0],
               .n_payers = 1,
               .payers = payers,
               .n_members = n_members,
               .members = ROOM_FOR(mem, n_members, hub_member),
               .n_capacities = 1,
               .capacities = ROOM(mem, group_capacity),
               .potentials = ROOM(mem, hub_potential),
               .basis = measured,
               .line = 16};
    for (size_t m = 0; m < n_members; m++)
        h->members[m] = (hub_member){.connection = members[m],
                                     .contribution_kw = NAN,
                                     .export_contribution_kw = NAN,
                                     .line = 16};
    h->capacities[0] = (group_capacity){.mode = GROUP_CAPACITY_SUM,
                                        .import_cap_kw = INFINITY,
                                        .export_cap_kw = INFINITY,
                                        .line = 16};
    return h;
}

fund *fixture_add_fund(region *r, arena *mem, const char *id, double budget_eur)
{
    fund *k = APPEND(r->funds, r->n_funds);
    *k = (fund){.id = id,
                .name = id,
                .payer = &r->payers[0],
                .weight = 1.0,
                .budget_eur = fixture_list(r, mem, budget_eur),
                .basis = measured,
                .line = 16};
    for (size_t t = 0; t < THEME_COUNT; t++)
        k->themes[t] = true;
    return k;
}

heat_net *fixture_add_heat_net(region *r, arena *mem, const char *id)
{
    const payer **payers = ROOM(mem, const payer *);
    payers[0] = &r->payers[0];
    heat_net *net = APPEND(r->heat_nets, r->n_heat_nets);
    *net = (heat_net){.id = id,
                      .name = id,
                      .index = r->n_heat_nets - 1,
                      .temperature = "MT",
                      .available_from = 2027,
                      .life_years = 30.0,
                      .diversity_frac = 1.0,
                      .owner = payers[0],
                      .n_payers = 1,
                      .payers = payers,
                      .sources = ROOM(mem, heat_source),
                      .pipes = ROOM(mem, heat_pipe),
                      .basis = measured,
                      .line = 17};
    return net;
}

heat_source *fixture_add_heat_source(heat_net *net, const char *id, const technology *tech,
                                     double max_kw)
{
    heat_source *s = APPEND(net->sources, net->n_sources);
    *s = (heat_source){.id = id,
                       .index = net->n_sources - 1,
                       .technology = tech,
                       .max_kw = max_kw,
                       .price_eur_per_kwh = NAN,
                       .co2_kg_per_kwh = NAN,
                       .basis = measured,
                       .line = 18};
    return s;
}

heat_pipe *fixture_add_heat_pipe(heat_net *net, arena *mem, const char *from, const char *to,
                                 const park *to_park, const technology *tech, double max_kw)
{
    heat_pipe *p = APPEND(net->pipes, net->n_pipes);
    *p = (heat_pipe){.id = arena_printf(mem, "pipe%zu", net->n_pipes),
                     .index = net->n_pipes - 1,
                     .from = from,
                     .to = to_park == NULL ? to : arena_printf(mem, "park:%s", to_park->id),
                     .to_park = to_park,
                     .technology = tech,
                     .length_m = 100.0,
                     .max_kw = max_kw,
                     .investment_eur = NAN,
                     .basis = measured,
                     .line = 19};
    return p;
}
