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
