/* The region with one of everything; see tests/fixture.h. */
#include "tests/fixture.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

/* In the order of enum fixture_technology. */
static void add_technologies(region *r, arena *mem)
{
    fixture_add_technology(r, mem, "pv", KIND_SOURCE)->availability = &r->profiles[0];
    fixture_add_technology(r, mem, "battery", KIND_STORAGE);
    technology *store = fixture_add_technology(r, mem, "store", KIND_STORAGE);
    store->hours = NAN;
    store->investment_eur_per_kwh = fixture_list(r, mem, 50.0);
    fixture_add_technology(r, mem, "led", KIND_SAVING);
    fixture_add_technology(r, mem, "boiler", KIND_CONVERTER)->carrier = &r->carriers[1];
    fixture_add_technology(r, mem, "pump", KIND_CONVERTER)->outputs[0].profile = &r->profiles[1];
    fixture_add_technology(r, mem, "charger", KIND_CHARGER);
    fixture_add_technology(r, mem, "ems", KIND_CONTROL);
    fixture_add_technology(r, mem, "pipe", KIND_LINK)->carrier = r->heat;
    fixture_add_technology(r, mem, "cable", KIND_LINK);
    fixture_add_technology(r, mem, "residual", KIND_SOURCE)->carrier = r->heat;
}

static void furnish_site(region *r, arena *mem)
{
    connection *site = &r->connections[0];
    fixture_add_demand(r, mem, site, r->heat, 438.0)->profile = &r->profiles[2];
    fleet *trucks = fixture_add_fleet(r, mem, site, "truck", 4.0);
    trucks->existing_vehicles = 1.0;
    trucks->window = (window){17.0, 6.0};
    fixture_add_installed(site, &r->technologies[FULL_BOILER], 100.0);
    fixture_add_installed(site, &r->technologies[FULL_BATTERY], 10.0);
    for (int i = FULL_PV; i <= FULL_EMS; i++) {
        potential *p = fixture_add_potential(site, &r->technologies[i], i == FULL_EMS ? 1.0 : 20.0);
        p->max = i == FULL_BOILER ? 100.0 : i == FULL_LED ? 0.2 : p->max;
        p->demand = i == FULL_LED ? &site->demands[0] : NULL;
        p->max_kwh = i == FULL_STORE ? 60.0 : NAN;
    }
}

static void add_neighbours(region *r, arena *mem)
{
    connection *mate = fixture_add_connection(r, mem, "mate");
    fixture_add_demand(r, mem, mate, r->electricity, 438.0);
    connection *rest = fixture_add_connection(r, mem, "rest");
    rest->aggregate = true;
    rest->sites = 5.0;
    rest->n_tariff_shares = 2;
    rest->tariff_shares[0].share_frac = 0.3;
    rest->tariff_shares[1] = (tariff_share){.tariff = &r->tariffs[0], .share_frac = 0.7};
    r->cables[r->n_cables++] = (cable){.id = "cable",
                                       .from = &r->connections[0],
                                       .to = mate,
                                       .technology = &r->technologies[FULL_CABLE],
                                       .length_m = 200.0,
                                       .max_kw = 50.0,
                                       .basis = {.kind = BASIS_MEASURED},
                                       .line = 30};
    connection *const members[] = {&r->connections[0], mate};
    hub *h = fixture_add_hub(r, mem, "hub", 2, members);
    h->potentials[h->n_potentials++] =
        (hub_potential){.potential = {.technology = &r->technologies[FULL_BATTERY],
                                      .max = 40.0,
                                      .max_kwh = NAN,
                                      .line = 31},
                        .behind = mate};
}

static void add_heat_net(region *r, arena *mem)
{
    heat_net *net = fixture_add_heat_net(r, mem, "net");
    const technology *pipe = &r->technologies[FULL_PIPE];
    fixture_add_heat_source(net, "rotterdam", &r->technologies[FULL_RESIDUAL], 500.0);
    fixture_add_heat_pipe(net, mem, "rotterdam", "knot", NULL, pipe, 500.0);
    fixture_add_heat_pipe(net, mem, "knot", NULL, &r->parks[0], pipe, 500.0);
}

static void add_policy(region *r, arena *mem)
{
    const figure_basis measured = {.kind = BASIS_MEASURED};
    r->programme.given = true;
    r->programme.base_adoption_frac_per_year = 0.1;
    r->programme.basis = measured;
    r->programme.line = 32;
    r->programme.efforts[r->programme.n_efforts++] = (effort){.id = "desk",
                                                              .name = "desk",
                                                              .theme = THEME_ENERGY_DESK,
                                                              .unit = "fte",
                                                              .cost_eur_per_unit_year = 1e5,
                                                              .min = fixture_list(r, mem, 0.0),
                                                              .max = fixture_list(r, mem, 3.0),
                                                              .companies_per_unit_year = 40.0,
                                                              .owner = &r->payers[0],
                                                              .basis = measured,
                                                              .line = 32};
    r->funds[r->n_funds] = (fund){.id = "fund",
                                  .name = "fund",
                                  .payer = &r->payers[0],
                                  .municipality = "Leiden",
                                  .weight = 1.0,
                                  .budget_eur = fixture_list(r, mem, 1e5),
                                  .basis = measured,
                                  .line = 33};
    r->funds[r->n_funds++].themes[THEME_HEAT_NETS] = true;
    const technology **technologies = arena_array(mem, 1, sizeof *technologies);
    assert_non_null(technologies);
    technologies[0] = &r->technologies[FULL_CHARGER];
    r->subsidies[r->n_subsidies++] = (subsidy){.id = "subsidy",
                                               .name = "subsidy",
                                               .n_technologies = 1,
                                               .technologies = technologies,
                                               .eur_per_unit = 500.0,
                                               .rate_frac = NAN,
                                               .from = 2027,
                                               .until = 2029,
                                               .cap_eur_per_applicant_year = INFINITY,
                                               .budget_eur = fixture_list(r, mem, INFINITY),
                                               .basis = measured,
                                               .line = 34};
    r->targets[r->n_targets++] = (target){.id = "target",
                                          .kind = TARGET_CHARGING,
                                          .municipality = "Leiden",
                                          .limit = fixture_list(r, mem, 0.8),
                                          .basis = measured,
                                          .line = 35};
}

region *fixture_full_region(arena *mem)
{
    static const double sun[] = {0.1, 0.6}, cop[] = {3.0, 3.5}, shape[] = {0.6, 1.4};
    region *r = fixture_region_sized(mem, 3, (const int[]){1, 2, 5}, 1, 12.0);
    fixture_add_profile(r, "sun", PROFILE_FRAC, sun);
    fixture_add_profile(r, "cop", PROFILE_RATIO, cop);
    fixture_add_profile(r, "shape", PROFILE_PER_MEAN, shape);
    reinforcement *more = arena_array(mem, 1, sizeof *more);
    assert_non_null(more);
    *more = (reinforcement){.id = "more",
                            .year = 2028,
                            .import_add_kw = 500.0,
                            .decided = true,
                            .basis = {.kind = BASIS_PUBLISHED},
                            .line = 36};
    r->stations[0].reinforcements = more;
    r->stations[0].n_reinforcements = 1;
    add_technologies(r, mem);
    furnish_site(r, mem);
    add_neighbours(r, mem);
    add_heat_net(r, mem);
    add_policy(r, mem);
    return r;
}
