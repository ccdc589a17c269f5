/* tests/fixture_plan.h - a small plan written by hand, for what outputs/ makes of a plan.
 *
 * On fixture_full_region() with a second park "polder" and a second payer "municipality". It has
 * an action of each kind, a hub that forms, one heat net, one of each other thing. The figures
 * are chosen, not computed, but go together: shares are sums of the actions, accounts sum to cost.
 * Some figures that tests look for:
 *   growth wanted    12.95, 210.95, 410.95 MWh in 2027, 2028, 2030; refused 2, 60, 100;
 *                    status quo 12.95, 160.95, 310.95
 *   cost             1,234,567.8 EUR in the plan, 2,000,000 EUR in the status quo (present value)
 *   CO2              900, 700, 500 t a year; status quo 900, 880, 840
 *   freed            400 kW at most
 */
#ifndef TESTS_FIXTURE_PLAN_H
#define TESTS_FIXTURE_PLAN_H

#include "model/plan.h"

plan *fixture_plan(arena *mem);

#endif
