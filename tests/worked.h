/* tests/worked.h - what the worked examples of docs/formulation.md share. */
#ifndef TESTS_WORKED_H
#define TESTS_WORKED_H

#include "model/plan.h"

/* Prepares and plans the region with gap 0; the cost has to be want_eur, to 1e-6 of it. */
plan *solved_at_cost(region *r, perspective who, arena *mem, double want_eur);

/* The fixture with its day in two steps of 12 h. */
region *worked_two_steps(arena *mem);

/* Of the first and the second half of the day. */
profile *worked_two_values(region *r, arena *mem, const char *id, double first, double second);

/* 14.1: cheap at night, dear by day, and a battery of at most 50 kW and 12 hours. */
region *worked_battery_region(arena *mem);
/* 14.3: three trucks today, two more wanted; a point serves two and costs 800 EUR a year. */
region *worked_charger_region(arena *mem);
/* Ground of its park for so many points. */
void worked_leave_room_for_points(region *r, double points);
/* 14.4: two companies that draw 200 kW each by turns, and may form a hub. */
region *worked_hub_region(arena *mem, double formation_eur);
/* 14.5: 50 kW of heat all year from a gas boiler, and a net that could deliver it. */
region *worked_heat_region(arena *mem, double fixed_eur);
/* 14.6: behind the station, which carries 100 kW now, 100 kW more is wanted all day. */
region *worked_full_station_region(arena *mem, double station_kw);
/* 14.7: a source that always gives: each of 100 kW saves 876 EUR a year and costs 10. */
technology *worked_source_region(arena *mem, region **out);
/* 14.8: the same, of which one of ten companies acts anyway; effort reaches 40 per unit. */
effort *worked_effort_region(arena *mem, double eur_per_unit, region **out);
/* 14.10: at most 50 kW of a source that costs 124 EUR/kW a year more than it saves; a target on CO2. */
region *worked_target_region(arena *mem, double most_t);
void worked_add_charging_target(region *r, arena *mem, double share);
/* 14.11: two trucks that charge when electricity is dear, but could when it is cheap. */
region *worked_managed_region(arena *mem, double ems_eur);

#endif
