#include "tests/worked.h"

#include "tests/fixture.h"
#include "tests/near.h"
#include "tests/solved.h"

static const double COST_TOL_FRAC = 1e-6;

plan *solved_at_cost(region *r, perspective who, arena *mem, double want_eur)
{
    solved_prepare(r, mem);
    plan *p = solved_plan(r, who, mem);
    assert_near(solved_cost_eur(p), want_eur, COST_TOL_FRAC * want_eur);
    return p;
}

region *worked_two_steps(arena *mem)
{
    return fixture_region_sized(mem, 1, (const int[]){1}, 1, 12.0);
}

region *worked_charger_region(arena *mem)
{
    region *r = fixture_region(mem);
    technology *charger = fixture_add_technology(r, mem, "charger", KIND_CHARGER);
    charger->points_per_vehicle = 0.5;
    charger->investment_eur_per_unit = fixture_list(r, mem, 8000.0);
    connection *site = &r->connections[0];
    fleet *trucks = fixture_add_fleet(r, mem, site, "truck", 5.0);
    trucks->existing_vehicles = 3.0;
    trucks->fallback_eur_per_kwh = 0.30;
    fixture_add_potential(site, charger, 5.0);
    return r;
}

void worked_leave_room_for_points(region *r, double points)
{
    r->technologies[0].footprint_m2_per_unit = 10.0;
    r->parks[0].free_area_m2 = 10.0 * points;
}

profile *worked_two_values(region *r, arena *mem, const char *id, double first, double second)
{
    double *values = fixture_steps(r, mem, first);
    values[1] = second;
    return fixture_add_profile(r, id, PROFILE_PER_MEAN, values);
}

region *worked_battery_region(arena *mem)
{
    region *r = worked_two_steps(mem);
    r->carriers[0].price_profile = worked_two_values(r, mem, "price", 0.5, 1.5);
    technology *battery = fixture_add_technology(r, mem, "battery", KIND_STORAGE);
    battery->hours = 12.0;
    battery->efficiency_in_frac = 0.9;
    fixture_add_potential(&r->connections[0], battery, 50.0);
    return r;
}

region *worked_hub_region(arena *mem, double formation_eur)
{
    region *r = worked_two_steps(mem);
    connection *site = &r->connections[0];
    site->demands[0].profile = worked_two_values(r, mem, "morning", 2.0, 0.0);
    connection *mate = fixture_add_connection(r, mem, "mate");
    fixture_add_demand(r, mem, mate, r->electricity, 876.0)->profile =
        worked_two_values(r, mem, "evening", 0.0, 2.0);
    r->payers[0].wacc_frac = 0.0;
    connection *const members[] = {site, mate};
    hub *h = fixture_add_hub(r, mem, "hub", 2, members);
    h->formation_cost_eur = formation_eur;
    h->operating_cost_eur_per_year = 1000.0;
    h->operating_cost_eur_per_member_year = 500.0;
    return r;
}

region *worked_heat_region(arena *mem, double fixed_eur)
{
    region *r = fixture_region(mem);
    connection *site = &r->connections[0];
    r->co2_price_eur_per_t = fixture_list(r, mem, 50.0);
    fixture_add_demand(r, mem, site, r->heat, 438.0);
    technology *boiler = fixture_add_technology(r, mem, "boiler", KIND_CONVERTER);
    boiler->carrier = &r->carriers[1];
    fixture_add_installed(site, boiler, 100.0);
    technology *residual = fixture_add_technology(r, mem, "residual", KIND_SOURCE);
    residual->carrier = r->heat;
    residual->variable_eur_per_kwh = 0.01;
    technology *pipe = fixture_add_technology(r, mem, "pipe", KIND_LINK);
    pipe->carrier = r->heat;
    pipe->loss_frac_per_m = 0.001;
    pipe->fixed_loss_kw_per_m = 0.01;
    heat_net *net = fixture_add_heat_net(r, mem, "net");
    net->fixed_cost_eur = fixed_eur;
    net->operating_eur_per_year = 500.0;
    fixture_add_heat_source(net, "plant", residual, 500.0);
    fixture_add_heat_pipe(net, mem, "plant", NULL, &r->parks[0], pipe, 500.0)->investment_eur =
        20000.0;
    return r;
}

region *worked_full_station_region(arena *mem, double station_kw)
{
    region *r = worked_two_steps(mem);
    r->stations[0].import_cap_kw = station_kw;
    demand *growth = fixture_add_demand(r, mem, &r->connections[0], r->electricity, 0.0);
    growth->id = "growth";
    growth->growth_mwh = fixture_list(r, mem, 876.0);
    growth->fallback_eur_per_kwh = 1.0;
    return r;
}

technology *worked_source_region(arena *mem, region **out)
{
    region *r = *out = fixture_region(mem);
    technology *source = fixture_add_technology(r, mem, "source", KIND_SOURCE);
    fixture_add_potential(&r->connections[0], source, 100.0);
    return source;
}

effort *worked_effort_region(arena *mem, double eur_per_unit, region **out)
{
    technology *source = worked_source_region(mem, out);
    region *r = *out;
    source->counts_as_adoption = true;
    r->programme = (programme){.given = true,
                               .base_adoption_frac_per_year = 0.1,
                               .n_efforts = 1,
                               .efforts = r->programme.efforts,
                               .basis = {.kind = BASIS_MEASURED},
                               .line = 42};
    r->programme.efforts[0] = (effort){.id = "desk",
                                       .name = "desk",
                                       .theme = THEME_ENERGY_DESK,
                                       .unit = "fte",
                                       .cost_eur_per_unit_year = eur_per_unit,
                                       .min = fixture_list(r, mem, 0.0),
                                       .max = fixture_list(r, mem, 3.0),
                                       .companies_per_unit_year = 40.0,
                                       .owner = &r->payers[0],
                                       .basis = {.kind = BASIS_MEASURED},
                                       .line = 42};
    return &r->programme.efforts[0];
}

region *worked_target_region(arena *mem, double most_t)
{
    region *r = fixture_region(mem);
    technology *source = fixture_add_technology(r, mem, "source", KIND_SOURCE);
    source->investment_eur_per_unit = fixture_list(r, mem, 10000.0);
    fixture_add_potential(&r->connections[0], source, 50.0);
    r->targets[r->n_targets++] = (target){.id = "co2",
                                          .kind = TARGET_CO2,
                                          .limit = fixture_list(r, mem, most_t),
                                          .basis = {.kind = BASIS_MEASURED},
                                          .line = 43};
    return r;
}

void worked_add_charging_target(region *r, arena *mem, double share)
{
    r->targets[r->n_targets++] = (target){.id = "charging",
                                          .kind = TARGET_CHARGING,
                                          .limit = fixture_list(r, mem, share),
                                          .basis = {.kind = BASIS_MEASURED},
                                          .line = 44};
}

region *worked_managed_region(arena *mem, double ems_eur)
{
    region *r = worked_two_steps(mem);
    connection *site = &r->connections[0];
    r->carriers[0].price_profile = worked_two_values(r, mem, "price", 0.5, 1.5);
    technology *charger = fixture_add_technology(r, mem, "charger", KIND_CHARGER);
    fixture_add_installed(site, charger, 2.0);
    technology *ems = fixture_add_technology(r, mem, "ems", KIND_CONTROL);
    ems->investment_eur_per_unit = fixture_list(r, mem, ems_eur);
    fixture_add_potential(site, ems, 1.0);
    fleet *trucks = fixture_add_fleet(r, mem, site, "truck", 2.0);
    trucks->existing_vehicles = 2.0;
    trucks->profile = worked_two_values(r, mem, "dear", 0.0, 2.0);
    trucks->window = (window){.from_h = 0.0, .to_h = 12.0};
    return r;
}
