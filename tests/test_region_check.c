/* tests/test_region_check.c - break one thing in a sound region, and see it named.
 *
 * Every case starts from fixture_full_region(), which is accepted without a finding. */
#include "model/region.h"

#include "tests/breakage.h"
#include "tests/fixture.h"
#include "tests/near.h"

/* --- time ------------------------------------------------------------------------------------ */

static void no_park(region *r, arena *mem)
{
    (void)mem;
    r->n_parks = r->n_connections = 0;
}
static void no_electricity(region *r, arena *mem)
{
    (void)mem;
    r->electricity = NULL;
}
static void same_id(region *r, arena *mem)
{
    (void)mem;
    r->connections[1].id = "site";
}
static void same_demand_id(region *r, arena *mem)
{
    (void)mem;
    r->connections[0].demands[1].id = "el";
}
static void gap(region *r, arena *mem)
{
    (void)mem;
    r->horizon.milestones[0].duration_years = 2;
}
static void no_duration(region *r, arena *mem)
{
    (void)mem;
    r->horizon.milestones[2].duration_years = 0;
}
static void late_plan(region *r, arena *mem)
{
    (void)mem;
    r->horizon.plan_year = 2028;
}
static void rate(region *r, arena *mem)
{
    (void)mem;
    r->horizon.discount_rate_frac = 2.25;
}
static void step(region *r, arena *mem)
{
    (void)mem;
    r->calendar.step_h = 7.0;
}
static void days(region *r, arena *mem)
{
    (void)mem;
    r->calendar.days[0].days_per_year = 364.0;
}
static void months(region *r, arena *mem)
{
    (void)mem;
    r->calendar.peak_groups[0].months = 11.0;
}
static void no_group(region *r, arena *mem)
{
    r->calendar.peak_groups[0].has_day = arena_array(mem, 1, sizeof(bool));
}
static void factor(region *r, arena *mem)
{
    (void)mem;
    r->calendar.quarter_hour_factor = 0.9;
}
static void profile_frac(region *r, arena *mem)
{
    (void)mem;
    static const double values[] = {0.1, 1.2};
    r->profiles[0].values = values;
}
static void profile_ratio(region *r, arena *mem)
{
    (void)mem;
    static const double values[] = {3.0, 0.0};
    r->profiles[1].values = values;
}
static void profile_mean(region *r, arena *mem)
{
    (void)mem;
    static const double values[] = {1.0, 1.4};
    r->profiles[2].values = values;
}
static void profile_nan(region *r, arena *mem)
{
    (void)mem;
    static const double values[] = {NAN, 1.0};
    r->profiles[2].values = values;
}
static void between(region *r, arena *mem)
{
    (void)mem;
    r->stations[0].reinforcements[0].year = 2029;
}
static void outside(region *r, arena *mem)
{
    (void)mem;
    r->hubs[0].earliest_year = 2036;
}

/* --- market ---------------------------------------------------------------------------------- */

static void brackets(region *r, arena *mem)
{
    static tax_bracket two[2];
    two[0] =
        (tax_bracket){.up_to_mwh = 50.0, .rate_eur_per_kwh = fixture_list(r, mem, 0.1), .line = 5};
    two[1] =
        (tax_bracket){.up_to_mwh = 40.0, .rate_eur_per_kwh = fixture_list(r, mem, 0.1), .line = 6};
    r->carriers[0].n_tax_brackets = 2;
    r->carriers[0].tax_brackets = two;
}
static void no_price(region *r, arena *mem)
{
    (void)mem;
    r->carriers[1].price_eur_per_kwh = NULL;
}
static void price_unit(region *r, arena *mem)
{
    (void)mem;
    r->carriers[1].price_profile = &r->profiles[0];
}
static void huge_price(region *r, arena *mem)
{
    r->carriers[1].price_eur_per_kwh = fixture_list(r, mem, 1e308);
}
static void tariff_negative(region *r, arena *mem)
{
    (void)mem;
    r->tariffs[0].peak_eur_per_kw_month = -3.0;
}
static void shed_nan(region *r, arena *mem)
{
    (void)mem;
    r->shed_eur_per_kwh = NAN;
}
static void export_price(region *r, arena *mem)
{
    r->carriers[0].export_price_eur_per_kwh = fixture_list(r, mem, 0.11);
}
/* One step of the day weighs 365 * 12 kWh; the tariff asks 20 + 12 * 3 EUR a year. */
static void shed_cheap(region *r, arena *mem)
{
    (void)mem;
    r->calendar.days[0].design = true;
    r->shed_eur_per_kwh = 0.01;
}
/* The same at 65.70 EUR, more than 56. But a kW of a step needs 1.25 kW of the contract: 70 EUR. */
static void shed_cheap_quarter(region *r, arena *mem)
{
    (void)mem;
    r->calendar.days[0].design = true;
    r->calendar.quarter_hour_factor = 1.25;
    r->shed_eur_per_kwh = 0.015;
}

/* --- technology ------------------------------------------------------------------------------ */

static technology *tech(region *r, enum fixture_technology which)
{
    return &r->technologies[which];
}

static void two_costs(region *r, arena *mem)
{
    (void)mem;
    tech(r, FULL_PV)->annual_cost_eur_per_unit = 5.0;
}
static void no_cost(region *r, arena *mem)
{
    (void)mem;
    tech(r, FULL_PV)->investment_eur_per_unit = NULL;
}
static void no_life(region *r, arena *mem)
{
    (void)mem;
    tech(r, FULL_PV)->life_years = 0.0;
}
static void no_size(region *r, arena *mem)
{
    (void)mem;
    tech(r, FULL_PV)->typical_size = 0.0;
}
static void no_output(region *r, arena *mem)
{
    (void)mem;
    tech(r, FULL_PUMP)->n_outputs = 0;
}
static void round_trip(region *r, arena *mem)
{
    (void)mem;
    tech(r, FULL_PUMP)->outputs[0].carrier = r->electricity;
}
static void efficiency(region *r, arena *mem)
{
    (void)mem;
    tech(r, FULL_BATTERY)->efficiency_in_frac = 1.04;
}
static void no_hours(region *r, arena *mem)
{
    (void)mem;
    tech(r, FULL_BATTERY)->hours = NAN;
}
static void no_point_kw(region *r, arena *mem)
{
    (void)mem;
    tech(r, FULL_CHARGER)->point_kw = 0.0;
}
static void serves_none(region *r, arena *mem)
{
    (void)mem;
    tech(r, FULL_CHARGER)->n_serves = 0;
}
static void no_carrier(region *r, arena *mem)
{
    (void)mem;
    tech(r, FULL_RESIDUAL)->carrier = NULL;
}
static void cop_unit(region *r, arena *mem)
{
    (void)mem;
    tech(r, FULL_PUMP)->outputs[0].profile = &r->profiles[2];
}

/* --- policy ---------------------------------------------------------------------------------- */

static void no_themes(region *r, arena *mem)
{
    (void)mem;
    r->funds[0].themes[THEME_HEAT_NETS] = false;
}
static void budget(region *r, arena *mem)
{
    r->funds[0].budget_eur = fixture_list(r, mem, -1.0);
}
static void fund_place(region *r, arena *mem)
{
    (void)mem;
    r->funds[0].municipality = "Lieden";
}
static void two_forms(region *r, arena *mem)
{
    (void)mem;
    r->subsidies[0].rate_frac = 0.1;
}
static void no_form(region *r, arena *mem)
{
    (void)mem;
    r->subsidies[0].eur_per_unit = NAN;
}
static void subsidy_rate(region *r, arena *mem)
{
    (void)mem;
    no_form(r, mem);
    r->subsidies[0].rate_frac = 1.5;
}
static void ends_early(region *r, arena *mem)
{
    (void)mem;
    r->subsidies[0].until = 2026;
}
static void target_frac(region *r, arena *mem)
{
    r->targets[0].limit = fixture_list(r, mem, 80.0);
}
static void target_scope(region *r, arena *mem)
{
    (void)mem;
    r->targets[0].park = &r->parks[0];
}
static void effort_range(region *r, arena *mem)
{
    r->programme.efforts[0].min = fixture_list(r, mem, 4.0);
}
static void adoption(region *r, arena *mem)
{
    (void)mem;
    r->programme.base_adoption_frac_per_year = 4.0;
}

#define CASE(how, code, says)                                                                      \
    {                                                                                              \
#how, how, code, says                                                                      \
    }

static const breakage cases[] = {
    CASE(no_park, DIAG_PART_MISSING, "no park"),
    CASE(no_electricity, DIAG_PART_MISSING, "no carrier electricity"),
    CASE(same_id, DIAG_DUPLICATE_ID,
         "connection site: the id is already that of another one, on line"),
    CASE(same_demand_id, DIAG_DUPLICATE_ID,
         "demand el: the id is already that of another one of site"),
    CASE(gap, DIAG_MILESTONES, "2027 lasts 2 years, but the next is 2028"),
    CASE(no_duration, DIAG_MILESTONES, "duration_years of 2030 is 0"),
    CASE(late_plan, DIAG_PLAN_YEAR, "plan_year is 2028; it has to be at most 2027"),
    CASE(rate, DIAG_OUT_OF_RANGE, "discount_rate_frac is 2.25; it has to be from 0 to 1"),
    CASE(step, DIAG_STEP, "step_h is 7"),
    CASE(days, DIAG_DAYS_OF_YEAR, "comes to 364; 365 was expected"),
    CASE(months, DIAG_PEAK_MONTHS, "comes to 11; 12 was expected"),
    CASE(no_group, DIAG_DAY_WITHOUT_PEAK_GROUP, "day day:"),
    CASE(factor, DIAG_OUT_OF_RANGE, "quarter_hour_factor is 0.9"),
    CASE(profile_frac, DIAG_PROFILE_VALUE, "profile sun: value 2 is 1.2"),
    CASE(profile_ratio, DIAG_PROFILE_VALUE, "profile cop: value 2 is 0"),
    CASE(profile_nan, DIAG_PROFILE_VALUE, "profile shape: value 1 is"),
    CASE(profile_mean, DIAG_PROFILE_MEAN, "mean over the year is 1.2"),
    CASE(between, DIAG_DATE_BETWEEN,
         "year is 2029, between two milestones; it counts from 2030 on"),
    CASE(outside, DIAG_DATE_OUTSIDE, "earliest_year is 2036"),
    CASE(brackets, DIAG_TAX_BRACKETS, "up_to_mwh is 40; it has to be more than 50"),
    CASE(no_price, DIAG_PRICE_MISSING, "carrier gas: it has no price"),
    CASE(price_unit, DIAG_PROFILE_UNIT, "price_profile is sun"),
    CASE(huge_price, DIAG_OUT_OF_RANGE, "price_eur_per_kwh of 2027 is 1e+308"),
    CASE(tariff_negative, DIAG_OUT_OF_RANGE, "tariff ms: peak_eur_per_kw_month is -3"),
    CASE(shed_nan, DIAG_OUT_OF_RANGE, "shed_eur_per_kwh is"),
    CASE(export_price, DIAG_EXPORT_PRICE,
         "earns 0.1100 EUR while one bought costs 0.1000 (societal"),
    CASE(shed_cheap, DIAG_SHED_CHEAP, "costs 43.80 EUR a year, the dearest kW (ms) 56.00"),
    CASE(shed_cheap_quarter, DIAG_SHED_CHEAP,
         "costs 65.70 EUR a year, the dearest kW (ms) 70.00"),
    CASE(two_costs, DIAG_TECHNOLOGY_COST, "annual_cost_eur_per_unit and an investment"),
    CASE(no_cost, DIAG_TECHNOLOGY_COST, "technology pv: it has neither"),
    CASE(no_life, DIAG_OUT_OF_RANGE, "life_years is 0"),
    CASE(no_size, DIAG_OUT_OF_RANGE, "typical_size is 0"),
    CASE(no_output, DIAG_TECHNOLOGY_PARTS, "it has 0 outputs"),
    CASE(round_trip, DIAG_TECHNOLOGY_PARTS, "both electricity"),
    CASE(efficiency, DIAG_OUT_OF_RANGE, "efficiency_in_frac is 1.04"),
    CASE(no_hours, DIAG_TECHNOLOGY_PARTS, "neither hours nor investment_eur_per_kwh"),
    CASE(no_point_kw, DIAG_OUT_OF_RANGE, "point_kw is 0"),
    CASE(serves_none, DIAG_TECHNOLOGY_PARTS, "serves is empty"),
    CASE(no_carrier, DIAG_TECHNOLOGY_PARTS, "technology residual: it has no carrier"),
    CASE(cop_unit, DIAG_PROFILE_UNIT, "profile of output heat is shape"),
    CASE(no_themes, DIAG_FUND_THEMES, "fund fund:"),
    CASE(budget, DIAG_OUT_OF_RANGE, "budget_eur of 2028 is -1"),
    CASE(fund_place, DIAG_UNKNOWN_MUNICIPALITY, "such as Leiden"),
    CASE(two_forms, DIAG_SUBSIDY_FORM, "both"),
    CASE(no_form, DIAG_SUBSIDY_FORM, "neither"),
    CASE(subsidy_rate, DIAG_OUT_OF_RANGE, "rate_frac is 1.5"),
    CASE(ends_early, DIAG_SUBSIDY_YEARS, "from 2027 until 2026"),
    CASE(target_frac, DIAG_OUT_OF_RANGE, "min_frac of 2027 is 80"),
    CASE(target_scope, DIAG_TARGET_SCOPE, "target target:"),
    CASE(effort_range, DIAG_EFFORT_RANGE, "min of 2027 is 4; it has to be at most 3"),
    CASE(adoption, DIAG_OUT_OF_RANGE, "base_adoption_frac_per_year is 4"),
};

static void test_breakages(void **state)
{
    (void)state;
    check_breakages(cases, sizeof cases / sizeof cases[0]);
}

static void test_sound_regions(void **state)
{
    (void)state;
    for (int full = 0; full <= 1; full++) {
        arena *mem = arena_new();
        diag_list *diags = diag_list_new();
        region *r = full ? fixture_full_region(mem) : fixture_region(mem);
        assert_int_equal(region_check(r, diags), STATUS_OK);
        assert_int_equal(region_complete(r, mem, diags), STATUS_OK);
        diag_print(diags, stderr);
        assert_int_equal(diag_count(diags), 0);
        diag_list_free(diags);
        arena_free(mem);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sound_regions),
        cmocka_unit_test(test_breakages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
