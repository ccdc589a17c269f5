/* tests/test_region_check_grid.c - the same as test_region_check.c for stations, connections, what
 * stands behind them, hubs and heat nets. */
#include "model/region.h"

#include "tests/breakage.h"
#include "tests/fixture.h"
#include "tests/near.h"

/* Most breakages are one statement. */
#define BREAK(name, statement)                                                                     \
    static void name(region *r, arena *mem)                                                        \
    {                                                                                              \
        (void)mem;                                                                                 \
        statement;                                                                                 \
    }

#define SITE (&r->connections[0])
#define MATE (&r->connections[1])
#define REST (&r->connections[2])
#define TECH(which) (&r->technologies[which])
#define NET (&r->heat_nets[0])
#define HUB (&r->hubs[0])

/* --- stations and contracts ------------------------------------------------------------------ */

BREAK(two_limits, r->stations[0].import_headroom_kw = 10.0)
BREAK(no_limit, r->stations[0].export_cap_kw = NAN)
BREAK(limit_negative, r->stations[0].import_cap_kw = -1.0)
BREAK(latitude, r->stations[0].lat = 452.0)
BREAK(background_unit, r->stations[0].background = &r->profiles[1])
BREAK(background_negative, r->stations[0].background_kw = fixture_list(r, mem, -5.0))
BREAK(no_companies, r->parks[0].companies = 0.0)
BREAK(small_cable, SITE->physical_cap_kw = 150.0)
BREAK(huge_contract, SITE->import_cap_kw = 1e308)
BREAK(contract_nan, SITE->export_cap_kw = NAN)
BREAK(share_sum, REST->tariff_shares[1].share_frac = 0.6)
BREAK(two_tariffs, REST->aggregate = false)
BREAK(many_sites, SITE->sites = 2.0)
BREAK(half_site, REST->sites = 2.5)
BREAK(cable_end, r->cables[0].to = SITE)
BREAK(cable_kind, r->cables[0].technology = TECH(FULL_PIPE))

static void right_low(region *r, arena *mem)
{
    (void)mem;
    SITE->rights[SITE->n_rights++] =
        (transport_right){.kind = RIGHT_DURATION_85, .import_kw = 50.0, .line = 40};
}

static void right_available(region *r, arena *mem)
{
    SITE->rights[SITE->n_rights++] = (transport_right){.kind = RIGHT_VARIABLE,
                                                       .import_kw = 50.0,
                                                       .available = fixture_steps(r, mem, 2.0),
                                                       .line = 40};
}

/* Moves the mate to a park behind another station: cable and hub are then impossible. */
static void other_station(region *r, arena *mem)
{
    park *far = fixture_add_park(r, mem, "far");
    far->station = fixture_add_station(r, "other");
    MATE->park = far;
}

/* --- behind the connection ------------------------------------------------------------------- */

BREAK(demand_negative, SITE->demands[0].base_mwh_per_year = -1.0)
BREAK(growth_negative, SITE->demands[0].growth_mwh = fixture_list(r, mem, -1.0))
BREAK(demand_unit, SITE->demands[0].profile = &r->profiles[0])
BREAK(no_supply, (SITE->n_installed = SITE->n_potentials = 0, r->n_heat_nets = 0))
BREAK(vehicles, SITE->fleets[0].vehicles = fixture_list(r, mem, -2.0))
BREAK(window_late, SITE->fleets[0].window.to_h = 25.0)
BREAK(weak_vehicle, SITE->fleets[0].energy_kwh_per_vehicle_day = 480.0)
BREAK(no_charger, SITE->fleets[0].vehicle_class = "van")
BREAK(link_here, SITE->potentials[0].technology = TECH(FULL_PIPE))
BREAK(saves_nothing, SITE->potentials[FULL_LED].demand = NULL)
BREAK(saves_other, SITE->potentials[FULL_LED].demand = &SITE->demands[1])
BREAK(share_above_1, SITE->potentials[FULL_LED].max = 1.5)
BREAK(no_max_kwh, SITE->potentials[FULL_STORE].max_kwh = NAN)
BREAK(much_control, SITE->potentials[FULL_EMS].max = 2.0)
BREAK(twice, SITE->potentials[1].technology = TECH(FULL_PV))
BREAK(installed_year, SITE->installed[0].year = 20)
BREAK(installed_negative, SITE->installed[0].capacity = -4.0)

static void kw_profile(region *r, arena *mem)
{
    /* 40 kW all year is 350.4 MWh, not 876. */
    SITE->demands[0].profile =
        fixture_add_profile(r, "meter", PROFILE_KW, fixture_steps(r, mem, 40.0));
}

/* --- hubs ------------------------------------------------------------------------------------ */

BREAK(one_member, HUB->n_members = 1)
BREAK(member_twice, HUB->members[1].connection = SITE)
BREAK(member_of_many, HUB->members[1].connection = REST)
BREAK(no_capacity, HUB->n_capacities = 0)
BREAK(p999_without, HUB->capacities[0].mode = GROUP_CAPACITY_P999)
BREAK(empty_offer, HUB->capacities[0].mode = GROUP_CAPACITY_OFFER)
BREAK(stranger, HUB->potentials[0].behind = REST)
BREAK(hub_life, HUB->life_years = 0.0)

static void sum_and_offer(region *r, arena *mem)
{
    bool *both = arena_array(mem, 2, sizeof *both);
    assert_non_null(both);
    both[0] = both[1] = true;
    HUB->capacities[HUB->n_capacities++] = (group_capacity){.mode = GROUP_CAPACITY_OFFER,
                                                            .import_cap_kw = 300.0,
                                                            .export_cap_kw = 300.0,
                                                            .members = both,
                                                            .line = 41};
}

/* --- heat nets ------------------------------------------------------------------------------- */

BREAK(loop, fixture_add_heat_pipe(NET, mem, "rotterdam", NULL, &r->parks[0], TECH(FULL_PIPE), 9.0))
BREAK(broken_off, NET->pipes[0].to = "elsewhere")
BREAK(from_nowhere, NET->pipes[1].from = "nowhere")
BREAK(no_heat_demand, SITE->n_demands = 1)
BREAK(idle_source, fixture_add_heat_source(NET, "idle", TECH(FULL_RESIDUAL), 5.0))
BREAK(pipe_kind, NET->pipes[0].technology = TECH(FULL_CABLE))
BREAK(source_kind, NET->sources[0].technology = TECH(FULL_BOILER))
BREAK(pipe_nan, NET->pipes[0].max_kw = NAN)
BREAK(all_lost, TECH(FULL_PIPE)->loss_frac_per_m = 0.02)
BREAK(installed_source, NET->sources[0].installed_kw = 600.0)

#define CASE(how, code, says)                                                                      \
    {                                                                                              \
#how, how, code, says                                                                      \
    }

static const breakage cases[] = {
    CASE(two_limits, DIAG_STATION_LIMIT, "2 of import_cap_kw, import_headroom_kw"),
    CASE(no_limit, DIAG_STATION_LIMIT, "0 of export_cap_kw"),
    CASE(limit_negative, DIAG_OUT_OF_RANGE, "station station: import_cap_kw is -1"),
    CASE(latitude, DIAG_OUT_OF_RANGE, "lat is 452"),
    CASE(background_unit, DIAG_PROFILE_UNIT, "background is cop"),
    CASE(background_negative, DIAG_OUT_OF_RANGE, "background_kw of 2030 is -5"),
    CASE(no_companies, DIAG_OUT_OF_RANGE, "companies is 0"),
    CASE(small_cable, DIAG_CABLE_TOO_SMALL, "physical_cap_kw is 150; it has to be at least 200"),
    CASE(huge_contract, DIAG_OUT_OF_RANGE, "import_cap_kw is 1e+308"),
    CASE(contract_nan, DIAG_OUT_OF_RANGE, "export_cap_kw is"),
    CASE(share_sum, DIAG_TARIFF_SHARES, "comes to 0.9"),
    CASE(two_tariffs, DIAG_TARIFF_SHARES, "it has 2 tariffs"),
    CASE(many_sites, DIAG_SITES, "sites is 2"),
    CASE(half_site, DIAG_SITES, "whole number"),
    CASE(cable_end, DIAG_CABLE_ENDS, "from and to are both site"),
    CASE(cable_kind, DIAG_TECHNOLOGY_USE, "cable cable: technology is pipe"),
    CASE(right_low, DIAG_DURATION_85, "at level ms"),
    CASE(right_available, DIAG_PROFILE_VALUE, "right of connection site: value 1 is 2"),
    CASE(other_station, DIAG_CABLE_ENDS, "mate behind other"),
    CASE(other_station, DIAG_HUB_STATIONS, "member mate: it is behind station other"),
    CASE(demand_negative, DIAG_OUT_OF_RANGE, "energy_mwh_per_year is -1"),
    CASE(growth_negative, DIAG_OUT_OF_RANGE, "growth of energy_mwh_per_year of 2027 is -1"),
    CASE(demand_unit, DIAG_PROFILE_UNIT, "profile is sun"),
    CASE(kw_profile, DIAG_PROFILE_UNIT, "is 876; profile meter is in kw and comes to 350.4"),
    CASE(no_supply, DIAG_DEMAND_WITHOUT_SUPPLY, "nothing at connection site makes heat"),
    CASE(vehicles, DIAG_OUT_OF_RANGE, "vehicles of 2028 is -2"),
    CASE(window_late, DIAG_OUT_OF_RANGE, "window is 25"),
    CASE(weak_vehicle, DIAG_FLEET_POWER, "takes up to 20.0 kW"),
    CASE(no_charger, DIAG_FLEET_WITHOUT_CHARGER, "serves class van"),
    CASE(no_charger, DIAG_CHARGER_WITHOUT_FLEET, "charger serves none"),
    CASE(link_here, DIAG_TECHNOLOGY_USE, "pipe is a link"),
    CASE(saves_nothing, DIAG_TECHNOLOGY_USE, "led saves, but there is no demand"),
    CASE(saves_other, DIAG_TECHNOLOGY_USE, "led saves electricity, but demand heat is for heat"),
    CASE(share_above_1, DIAG_OUT_OF_RANGE, "max is 1.5; it has to be from 0 to 1"),
    CASE(no_max_kwh, DIAG_OUT_OF_RANGE, "max_kwh is"),
    CASE(much_control, DIAG_OUT_OF_RANGE, "at most 1, the sites of site"),
    CASE(twice, DIAG_DUPLICATE_POTENTIAL, "potential pv: connection site has it on line 15"),
    CASE(installed_year, DIAG_OUT_OF_RANGE, "year is 20"),
    CASE(installed_negative, DIAG_OUT_OF_RANGE, "capacity is -4"),
    CASE(one_member, DIAG_HUB_MEMBERS, "it has 1 members"),
    CASE(member_twice, DIAG_HUB_MEMBERS, "already"),
    CASE(member_of_many, DIAG_HUB_AGGREGATE, "member rest"),
    CASE(no_capacity, DIAG_GROUP_CAPACITY, "it has 0 group capacities"),
    CASE(p999_without, DIAG_NOT_MEASURED, "member site of hub has no measured series"),
    CASE(empty_offer, DIAG_GROUP_CAPACITY, "names 0 members"),
    CASE(sum_and_offer, DIAG_GROUP_CAPACITY, "it has 2 group capacities, 1 of them offers"),
    CASE(stranger, DIAG_HUB_POTENTIAL, "no member of hub hub"),
    CASE(hub_life, DIAG_OUT_OF_RANGE, "hub hub: life_years is 0"),
    CASE(loop, DIAG_HEAT_NET_LOOP, "two ways from rotterdam to park:park"),
    CASE(broken_off, DIAG_HEAT_PARK_UNREACHED, "pipe pipe2: no source reaches park:park"),
    CASE(broken_off, DIAG_HEAT_PIPE_END, "pipe pipe1: to is elsewhere"),
    CASE(from_nowhere, DIAG_HEAT_PIPE_END, "pipe pipe2: from is nowhere"),
    CASE(no_heat_demand, DIAG_HEAT_PARK_WITHOUT_DEMAND, "park park has no demand for heat"),
    CASE(idle_source, DIAG_HEAT_SOURCE_UNUSED, "source idle"),
    CASE(pipe_kind, DIAG_TECHNOLOGY_USE, "pipe pipe1: technology is cable"),
    CASE(source_kind, DIAG_TECHNOLOGY_USE, "source rotterdam: technology is boiler"),
    CASE(pipe_nan, DIAG_OUT_OF_RANGE, "pipe pipe1: max_kw is"),
    CASE(all_lost, DIAG_OUT_OF_RANGE, "share of heat lost over length_m is 2"),
    CASE(installed_source, DIAG_OUT_OF_RANGE, "installed_kw is 600; it has to be at most 500"),
};

static void test_breakages(void **state)
{
    (void)state;
    check_breakages(cases, sizeof cases / sizeof cases[0]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_breakages)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
