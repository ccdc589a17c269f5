/* tests/fixture.h - a small region made in memory, for tests that change one thing at a time.
 *
 * fixture_region() gives the smallest region that region_check() accepts:
 *   horizon   price_year 2026, plan_year 2027, rate 0; one milestone: 2027, 1 year
 *   calendar  one day "day" of 365 a year, 24 steps of 1 h, one peak group "year" of 12 months,
 *             quarter-hour factors 1
 *   carriers  electricity (network, 0.10 EUR/kWh bought and 0.05 sold, 0.3 kg CO2/kWh),
 *             gas (network, 0.04, 0.2 kg), heat (no network); no taxes
 *   tariff    "ms": level ms, 400 EUR/year, 20 EUR/kW/year, 3 EUR/kW/month, 0.02 EUR/kWh
 *   payers    "company", wacc 0.05
 *   station   "station": 1000 kW both ways, not congested
 *   park      "park" in Leiden: 10 companies, with
 *   connection "site": 200 kW both ways, cable 300 kW, with
 *   demand    "el": 876 MWh electricity a year, flat, so 100 kW, without growth
 *   recourse  shed 3, refused growth 1, surplus 0.001 EUR/kWh
 *
 * The fixture_add_... functions append to a list and give what they added, ready to be changed.
 * Pointers to things in a list that is added to later stay right: lists have spare room of
 * FIXTURE_ROOM entries, and nothing moves. Memory failure ends the test.
 */
#ifndef TESTS_FIXTURE_H
#define TESTS_FIXTURE_H

#include "model/region.h"

enum { FIXTURE_ROOM = 16 };

/* Set-up and tear-down of a test whose state is an arena. */
int fixture_open(void **state);
int fixture_close(void **state);

region *fixture_region(arena *mem);

/* The same with contiguous milestones from 2027 on that last durations[n_milestones] years, and
 * with n_days days of equal weight ("day1", "day2", ..., all in the peak group) in steps of step_h. */
region *fixture_region_sized(arena *mem, size_t n_milestones, const int *durations, size_t n_days,
                             double step_h);

/* One of everything (tests/fixture_full.c), accepted without a finding: milestones 2027 (1 year),
 * 2028 (2), 2030 (5); one day in two steps of 12 h. The pieces, by their index in the lists:
 *   technologies  see fixture_technology
 *   connections   0 "site" with heat demand, fleet "truck", installed boiler and battery, potentials;
 *                 1 "mate"; 2 "rest", an aggregate of 5 sites
 *   one cable site - mate, one hub of both, one heat net residual -> knot -> park,
 *   a reinforcement in 2028, one effort, fund, subsidy and target. */
region *fixture_full_region(arena *mem);

enum fixture_technology {
    FULL_PV,
    FULL_BATTERY,
    FULL_STORE, /* energy sized apart */
    FULL_LED,
    FULL_BOILER,
    FULL_PUMP,
    FULL_CHARGER,
    FULL_EMS,
    FULL_PIPE,
    FULL_CABLE,
    FULL_RESIDUAL,
};

/* One value for each milestone. */
const double *fixture_list(const region *r, arena *mem, double value);
/* One value for each step of the calendar. */
double *fixture_steps(const region *r, arena *mem, double value);

profile *fixture_add_profile(region *r, const char *id, profile_unit unit, const double *values);
station *fixture_add_station(region *r, const char *id);
/* At the first station, without connections; these must be added before the next park. */
park *fixture_add_park(region *r, arena *mem, const char *id);
/* In the last park: like "site", but without demand. */
connection *fixture_add_connection(region *r, arena *mem, const char *id);
demand *fixture_add_demand(region *r, arena *mem, connection *c, const carrier *k, double mwh);
/* Flat charging, window all day, 10 kWh per vehicle and day, 11 kW; all of them growth. */
fleet *fixture_add_fleet(region *r, arena *mem, connection *c, const char *vehicle_class,
                         double vehicles);
/* investment 100 EUR per unit, life 10 years, typical size 10; carrier electricity. A converter
 * goes from electricity to heat with ratio 1; a battery has 2 hours and no losses; a charger
 * has 11 kW, serves "truck", 1 point per vehicle. */
technology *fixture_add_technology(region *r, arena *mem, const char *id, technology_kind kind);
installed *fixture_add_installed(connection *c, const technology *tech, double capacity);
potential *fixture_add_potential(connection *c, const technology *tech, double max);
/* Of the members "may", group capacity by sum, without costs, no EMS needed. */
hub *fixture_add_hub(region *r, arena *mem, const char *id, size_t n_members,
                     connection *const *members);

/* Of the company, for every theme and the whole region; the same budget in every milestone. */
fund *fixture_add_fund(region *r, arena *mem, const char *id, double budget_eur);

/* Available from 2027, no fixed cost, owner and payer the company, room for FIXTURE_ROOM parts. */
heat_net *fixture_add_heat_net(region *r, arena *mem, const char *id);
/* tech: kind source, carrier heat. */
heat_source *fixture_add_heat_source(heat_net *net, const char *id, const technology *tech,
                                     double max_kw);
/* 100 m; to_park is NULL for a pipe that ends at a junction named to. */
heat_pipe *fixture_add_heat_pipe(heat_net *net, arena *mem, const char *from, const char *to,
                                 const park *to_park, const technology *tech, double max_kw);

#endif
