/* tests/test_region_xml.c - what holds for a whole region, field by field: years, days, markets,
 * the grid, technologies, policy, lists. Parks are in tests/test_park_xml.c.
 *
 * The expected values stand in tests/regions/vocabulary.xml, or are worked out by hand in the
 * comments here. */
#include <string.h>

#include "tests/vocabulary.h"

static void assert_basis(figure_basis b, basis_kind kind, const char *source)
{
    assert_int_equal(b.kind, kind);
    assert_string_equal(b.source == NULL ? "none" : b.source, source);
}

static void test_region(void **state)
{
    IN_VOCABULARY;
    assert_string_equal(r->id, "example");
    assert_string_equal(r->name, "Voorbeeld");
    assert_string_equal(r->file, "tests/regions/vocabulary.xml");
    assert_string_equal(r->scenario, "base");
    assert_int_equal(strlen(r->sha256), 64);
    assert_false(r->unserved_hourly);
    assert_false(r->contract_growth_after_relief);
    assert_false(r->no_burn);
    assert_near(r->shed_eur_per_kwh, 3.0, EXACT);
    assert_near(r->refused_growth_eur_per_kwh, 0.5, EXACT);
    assert_near(r->surplus_eur_per_kwh, 0.001, EXACT);
    assert_near(r->grid_cost_eur_per_kw_year, 60.0, EXACT);
    assert_list(r->co2_price_eur_per_t, 85.0, 85.0);
}

static void test_horizon(void **state)
{
    IN_VOCABULARY;
    assert_int_equal(r->horizon.price_year, 2026);
    assert_int_equal(r->horizon.plan_year, 2027);
    assert_near(r->horizon.discount_rate_frac, 0.0225, EXACT);
    assert_int_equal(r->horizon.n_milestones, 2);
    assert_int_equal(r->horizon.milestones[1].year, 2028);
    assert_int_equal(r->horizon.milestones[1].duration_years, 2);
    assert_int_equal(r->horizon.milestones[1].line, 9);
}

static void test_calendar(void **state)
{
    IN_VOCABULARY;
    const calendar *c = &r->calendar;
    assert_near(c->step_h, 6.0, EXACT);
    assert_int_equal(c->n_steps, 4);
    assert_int_equal(c->n_days, 3);
    assert_near(c->quarter_hour_factor, 1.1, EXACT);
    assert_near(c->group_quarter_hour_factor, 1.05, EXACT);
    assert_false(c->chronological);
    assert_string_equal(c->days[1].id, "winter_cold_peak");
    assert_true(c->days[1].design && c->days[1].workday && !c->days[0].design);
    assert_near(c->days[2].days_per_year, 184.0, EXACT);
    assert_int_equal(c->n_peak_groups, 2);
    assert_near(c->peak_groups[0].months, 6.0, EXACT);
    const bool *winter = c->peak_groups[0].has_day, *summer = c->peak_groups[1].has_day;
    assert_true(winter[0] && winter[1] && !winter[2]);
    assert_true(!summer[0] && !summer[1] && summer[2]);
}

/* building_heat: (181 * 2 + 184 * 0.15) / 365 = 389.6 / 365 is its mean; 2 becomes 730 / 389.6. */
static void test_profiles(void **state)
{
    IN_VOCABULARY;
    const calendar *c = &r->calendar;
    assert_int_equal(r->n_profiles, 10);
    assert_string_equal(r->profiles[0].id, "office");
    assert_int_equal(r->profiles[0].unit, PROFILE_PER_MEAN);
    assert_string_equal(r->profiles[0].basis.source, "S38");
    assert_near(r->profiles[0].values[calendar_at(c, 2, 2)], 1.3, EXACT);
    const profile *heat = &r->profiles[8];
    assert_string_equal(heat->id, "building_heat");
    assert_near(heat->values[calendar_at(c, 1, 3)], 730.0 / 389.6, EXACT);
    assert_near(heat->values[calendar_at(c, 2, 1)], 73.0 / 389.6, EXACT);
    /* from meters/a12.csv: 10.5 and one more each row, with a decimal comma */
    const profile *meter = &r->profiles[1];
    assert_int_equal(meter->unit, PROFILE_KW);
    assert_near(meter->values[calendar_at(c, 0, 0)], 10.5, EXACT);
    assert_near(meter->values[calendar_at(c, 2, 3)], 21.5, EXACT);
    assert_int_equal(meter->n_measured, 8760);
    assert_near(meter->measured_kw[19], 39.0, EXACT);
}

static void test_market(void **state)
{
    IN_VOCABULARY;
    assert_int_equal(r->n_carriers, 3);
    const carrier *el = &r->carriers[0];
    assert_ptr_equal(r->electricity, el);
    assert_ptr_equal(r->heat, &r->carriers[2]);
    assert_true(el->network && r->carriers[1].network && !r->carriers[2].network);
    assert_list(el->price_eur_per_kwh, 0.087, 0.087);
    assert_list(el->export_price_eur_per_kwh, 0.08, 0.08);
    assert_string_equal(el->price_profile->id, "dayahead");
    assert_string_equal(el->export_price_profile->id, "dayahead");
    assert_near(el->supplier_margin_eur_per_kwh, 0.015, EXACT);
    assert_near(el->feed_in_fee_eur_per_kwh, 0.01, EXACT);
    assert_list(el->co2_kg_per_kwh, 0.25, 0.22);
    assert_int_equal(el->n_tax_brackets, 2);
    assert_near(el->tax_brackets[0].up_to_mwh, 10.0, EXACT);
    assert_true(isinf(el->tax_brackets[1].up_to_mwh));
    assert_list(el->tax_brackets[1].rate_eur_per_kwh, 0.00379, 0.00379);
    assert_null(r->carriers[1].price_profile);
    assert_null(r->carriers[2].price_eur_per_kwh);
    assert_int_equal(r->n_trades, 1);
    assert_list(r->trades[0].weeks_per_year, 400.0, 450.0);
}

/* The region's own company takes the place of the catalogue's; the others come from there. */
static void test_payers(void **state)
{
    IN_VOCABULARY;
    assert_int_equal(r->n_payers, 6);
    assert_near(find_payer(r, "company")->wacc_frac, 0.06, EXACT);
    assert_near(find_payer(r, "heat_company")->wacc_frac, 0.04, EXACT);
    assert_string_equal(find_payer(r, "heat_company")->name_nl, "warmtebedrijf");
    for (size_t i = 0; i < r->n_payers; i++)
        assert_int_equal(r->payers[i].index, i);
}

static void test_tariffs(void **state)
{
    IN_VOCABULARY;
    const tariff *f = &r->tariffs[0];
    assert_int_equal(f->level, GRID_LEVEL_MS);
    assert_near(f->fixed_eur_per_year, 441.0, EXACT);
    assert_near(f->contract_eur_per_kw_year, 27.48, EXACT);
    assert_near(f->peak_eur_per_kw_month, 3.57, EXACT);
    assert_near(f->energy_eur_per_kwh, 0.0226, EXACT);
    assert_near(f->energy_low_eur_per_kwh, 0.0226, EXACT);
    assert_true(f->has_low_window);
    assert_near(f->low_window.from_h, 23.0, EXACT);
    assert_near(f->low_window.to_h, 7.0, EXACT);
    assert_string_equal(f->source, "liander_2026");
    assert_int_equal(r->tariffs[1].level, GRID_LEVEL_HS);
    assert_false(r->tariffs[1].has_low_window);
}

static void test_station(void **state)
{
    IN_VOCABULARY;
    const station *s = &r->stations[0];
    assert_string_equal(s->name, "Leiden Noord");
    assert_near(s->lat, 52.17, EXACT);
    assert_near(s->lon, 4.49, EXACT);
    assert_true(isnan(s->import_headroom_kw));
    assert_near(s->import_headroom_frac, 0.03, EXACT);
    assert_near(s->export_cap_kw, 9000.0, EXACT);
    assert_true(isnan(s->export_headroom_kw) && isnan(s->export_headroom_frac));
    assert_string_equal(s->background->id, "office");
    assert_list(s->background_kw, 500.0, 600.0);
    assert_string_equal(s->background_export->id, "pv_roof_shape");
    assert_list(s->background_export_kw, 0.0, 0.0);
    assert_true(s->congested);
    assert_int_equal(s->n_reinforcements, 1);
    const reinforcement *f = &s->reinforcements[0];
    assert_string_equal(f->id, "hazerswoude");
    assert_int_equal(f->year, 2030);
    assert_near(f->import_add_kw, 5000.0, EXACT);
    assert_near(f->export_add_kw, 5000.0, EXACT);
    assert_near(f->cost_eur, 2e6, EXACT);
    assert_true(f->decided);
}

/* operating: 0 + 0.012 * 650 = 7.8 */
static void test_source_technology(void **state)
{
    IN_VOCABULARY;
    const technology *t = find_technology(r, "pv_roof");
    assert_int_equal(t->kind, KIND_SOURCE);
    assert_int_equal(t->theme, THEME_GENERATION_AND_SAVING);
    assert_string_equal(t->name_nl, "Zon op dak");
    assert_string_equal(t->name_en, "Rooftop solar");
    assert_ptr_equal(t->carrier, r->electricity);
    assert_string_equal(t->availability->id, "pv_south");
    assert_true(t->renewable && !t->must_take && t->counts_as_adoption && !t->needs_ems);
    assert_list(t->investment_eur_per_unit, 650.0, 620.0);
    assert_near(t->operating_eur_per_unit_year, 7.8, EXACT);
    assert_near(t->operating_frac, 0.012, EXACT);
    assert_true(isnan(t->annual_cost_eur_per_unit));
    assert_near(t->life_years, 25.0, EXACT);
    assert_near(t->typical_size, 150.0, EXACT);
    assert_near(t->min_size, 10.0, EXACT);
    assert_int_equal(t->available_from, 2027);
    assert_string_equal(t->owner->id, "company");
    assert_int_equal(t->n_payers, 2);
    assert_string_equal(t->payers[1]->id, "cooperative");
    assert_string_equal(t->trade->id, "electrician");
    assert_near(t->weeks_per_unit, 0.02, EXACT);
    assert_string_equal(t->file, "tests/regions/vocabulary.xml");
    const technology *x = find_technology(r, "x");
    assert_near(x->annual_cost_eur_per_unit, 55.0, EXACT);
    assert_null(x->investment_eur_per_unit);
    assert_string_equal(x->name_nl, "x");
    assert_int_equal(x->n_payers, 1);
    assert_string_equal(x->payers[0]->id, "company");
}

static void test_other_technologies(void **state)
{
    IN_VOCABULARY;
    const technology *pump = find_technology(r, "heat_pump_air");
    assert_int_equal(pump->kind, KIND_CONVERTER);
    assert_ptr_equal(pump->carrier, r->electricity);
    assert_false(pump->capacity_of_input);
    assert_int_equal(pump->n_outputs, 1);
    assert_ptr_equal(pump->outputs[0].carrier, r->heat);
    assert_near(pump->outputs[0].ratio, 1.0, EXACT);
    assert_string_equal(pump->outputs[0].profile->id, "cop_air");
    assert_near(find_technology(r, "gas_boiler")->outputs[0].ratio, 0.95, EXACT);
    const technology *battery = find_technology(r, "battery");
    assert_near(battery->hours, 2.0, EXACT);
    assert_near(battery->efficiency_in_frac, 0.94, EXACT);
    assert_near(battery->efficiency_out_frac, 0.94, EXACT);
    assert_near(battery->loss_frac_per_h, 0.0001, EXACT);
    assert_near(battery->usable_frac, 0.9, EXACT);
    assert_true(battery->needs_ems);
    assert_null(battery->investment_eur_per_kwh);
    const technology *dc = find_technology(r, "dc_150");
    assert_int_equal(dc->kind, KIND_CHARGER);
    assert_near(dc->point_kw, 150.0, EXACT);
    assert_near(dc->points_per_vehicle, 0.3, EXACT);
    assert_int_equal(dc->n_serves, 1);
    assert_string_equal(dc->serves[0], "truck");
    assert_int_equal(dc->theme, THEME_CHARGING_INFRASTRUCTURE);
    const technology *ems = find_technology(r, "ems_regional");
    assert_true(ems->regional && !find_technology(r, "ems_site")->regional);
    assert_near(ems->platform_investment_eur, 150000.0, EXACT);
    assert_near(ems->platform_operating_eur_per_year, 40000.0, EXACT);
    const technology *pipe = find_technology(r, "heat_pipe");
    assert_near(pipe->investment_eur_per_m, 1818.0, EXACT);
    assert_near(pipe->loss_frac_per_m, 0.00002, EXACT);
    assert_near(pipe->fixed_loss_kw_per_m, 0.02, EXACT);
    assert_false(pipe->counts_as_adoption);
    assert_near(find_technology(r, "heat_connection")->fixed_investment_eur, 7563.0, EXACT);
}

static void test_policy(void **state)
{
    IN_VOCABULARY;
    assert_true(r->programme.given);
    assert_near(r->programme.base_adoption_frac_per_year, 0.04, EXACT);
    assert_int_equal(r->programme.n_efforts, 3);
    const effort *desk = &r->programme.efforts[0];
    assert_int_equal(desk->theme, THEME_ENERGY_DESK);
    assert_string_equal(desk->name, "Energieloket");
    assert_string_equal(desk->unit, "fte");
    assert_false(desk->whole);
    assert_near(desk->cost_eur_per_unit_year, 100000.0, EXACT);
    assert_list(desk->min, 0.0, 0.0);
    assert_list(desk->max, 3.0, 3.0);
    assert_near(desk->companies_per_unit_year, 40.0, EXACT);
    assert_string_equal(r->programme.efforts[1].owner->id, "municipality");
    const fund *f = &r->funds[0];
    assert_ptr_equal(f->payer, find_payer(r, "municipality"));
    assert_true(f->themes[THEME_HEAT_NETS] && f->themes[THEME_ENERGY_DESK] &&
                f->themes[THEME_CHARGING_INFRASTRUCTURE] && !f->themes[THEME_COMMUNICATION]);
    assert_string_equal(f->municipality, "Leiden");
    assert_near(f->weight, 1.0, EXACT);
    assert_list(f->budget_eur, 100000.0, 200000.0);
}

static void test_subsidies(void **state)
{
    IN_VOCABULARY;
    assert_int_equal(r->n_subsidies, 2);
    const subsidy *sprila = &r->subsidies[0], *mia = &r->subsidies[1];
    assert_near(sprila->eur_per_unit, 5279.0, EXACT);
    assert_true(isnan(sprila->rate_frac));
    assert_int_equal(sprila->from, 2027);
    assert_int_equal(sprila->until, 2028);
    assert_near(sprila->cap_eur_per_applicant_year, 350000.0, EXACT);
    assert_near(sprila->budget_eur[0], 2e6, EXACT);
    assert_true(isinf(sprila->budget_eur[1]));
    assert_int_equal(sprila->n_technologies, 1);
    assert_ptr_equal(sprila->technologies[0], find_technology(r, "dc_150"));
    assert_near(mia->rate_frac, 0.14, EXACT);
    assert_true(isinf(mia->cap_eur_per_applicant_year) && isinf(mia->budget_eur[0]));
    /* only sprila says it, and it holds for both */
    assert_int_equal(sprila->n_excludes, 1);
    assert_int_equal(mia->n_excludes, 1);
    assert_ptr_equal(mia->excludes[0], sprila);
}

static void test_targets(void **state)
{
    IN_VOCABULARY;
    assert_int_equal(r->n_targets, 3);
    assert_int_equal(r->targets[0].kind, TARGET_CO2);
    assert_true(isnan(r->targets[0].limit[0]));
    assert_near(r->targets[0].limit[1], 30000.0, EXACT);
    assert_int_equal(r->targets[1].kind, TARGET_CHARGING);
    assert_string_equal(r->targets[1].municipality, "Leiden");
    assert_list(r->targets[1].limit, 0.8, 0.8);
    assert_int_equal(r->targets[2].kind, TARGET_RENEWABLE);
    assert_ptr_equal(r->targets[2].park, &r->parks[0]);
    assert_list(r->targets[2].limit, 0.1, 0.2);
}

static void test_lists(void **state)
{
    IN_VOCABULARY;
    assert_int_equal(r->n_scenarios, 1);
    assert_string_equal(r->scenarios[0].id, "late_grid");
    assert_string_equal(r->scenarios[0].name, "Verzwaring pas in 2035");
    assert_int_equal(r->scenarios[0].kind, SCENARIO_FUTURE);
    const source_key *own = &r->sources[r->n_sources - 1];
    assert_string_equal(own->id, "S38");
    assert_string_equal(own->year, "2023");
    assert_string_equal(own->reliability, "B");
    assert_basis(r->connections[0].basis, BASIS_UNSTATED, "none");
    assert_basis(find_payer(r, "province")->basis, BASIS_PUBLISHED, "S83");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_region),
        cmocka_unit_test(test_horizon),
        cmocka_unit_test(test_calendar),
        cmocka_unit_test(test_profiles),
        cmocka_unit_test(test_market),
        cmocka_unit_test(test_payers),
        cmocka_unit_test(test_tariffs),
        cmocka_unit_test(test_station),
        cmocka_unit_test(test_source_technology),
        cmocka_unit_test(test_other_technologies),
        cmocka_unit_test(test_policy),
        cmocka_unit_test(test_subsidies),
        cmocka_unit_test(test_targets),
        cmocka_unit_test(test_lists),
    };
    return cmocka_run_group_tests(tests, vocabulary_read, vocabulary_free);
}
