/* tests/test_region_xml.c - a region with every element and attribute, field by field.
 *
 * The expected values stand in tests/regions/vocabulary.xml, or are worked out by hand in the
 * comments here. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "tests/near.h"
#include "tests/reading.h"

#define EXACT 1e-12

static reading vocabulary;

static int read_vocabulary(void **state)
{
    (void)state;
    vocabulary = read_path("tests/regions/vocabulary.xml", NULL);
    assert_read(&vocabulary);
    return 0;
}

static int free_vocabulary(void **state)
{
    (void)state;
    reading_free(&vocabulary);
    return 0;
}

#define IN_VOCABULARY                                                                              \
    (void)state;                                                                                   \
    const region *r = vocabulary.region

static void assert_list(const double *got, double first, double second)
{
    assert_non_null(got);
    assert_near(got[0], first, EXACT);
    assert_near(got[1], second, EXACT);
}

static void assert_basis(figure_basis b, basis_kind kind, const char *source)
{
    assert_int_equal(b.kind, kind);
    assert_string_equal(b.source == NULL ? "none" : b.source, source);
}

static const technology *tech(const region *r, const char *id)
{
    for (size_t i = 0; i < r->n_technologies; i++) {
        if (strcmp(r->technologies[i].id, id) == 0)
            return &r->technologies[i];
    }
    fail_msg("no technology %s", id);
    return NULL;
}

static const payer *find_payer(const region *r, const char *id)
{
    for (size_t i = 0; i < r->n_payers; i++) {
        if (strcmp(r->payers[i].id, id) == 0)
            return &r->payers[i];
    }
    fail_msg("no payer %s", id);
    return NULL;
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
    assert_string_equal(r->profiles[0].source, "S38");
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
    const technology *t = tech(r, "pv_roof");
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
    const technology *x = tech(r, "x");
    assert_near(x->annual_cost_eur_per_unit, 55.0, EXACT);
    assert_null(x->investment_eur_per_unit);
    assert_string_equal(x->name_nl, "x");
    assert_int_equal(x->n_payers, 1);
    assert_string_equal(x->payers[0]->id, "company");
}

static void test_other_technologies(void **state)
{
    IN_VOCABULARY;
    const technology *pump = tech(r, "heat_pump_air");
    assert_int_equal(pump->kind, KIND_CONVERTER);
    assert_ptr_equal(pump->carrier, r->electricity);
    assert_false(pump->capacity_of_input);
    assert_int_equal(pump->n_outputs, 1);
    assert_ptr_equal(pump->outputs[0].carrier, r->heat);
    assert_near(pump->outputs[0].ratio, 1.0, EXACT);
    assert_string_equal(pump->outputs[0].profile->id, "cop_air");
    assert_near(tech(r, "gas_boiler")->outputs[0].ratio, 0.95, EXACT);
    const technology *battery = tech(r, "battery");
    assert_near(battery->hours, 2.0, EXACT);
    assert_near(battery->efficiency_in_frac, 0.94, EXACT);
    assert_near(battery->efficiency_out_frac, 0.94, EXACT);
    assert_near(battery->loss_frac_per_h, 0.0001, EXACT);
    assert_near(battery->usable_frac, 0.9, EXACT);
    assert_true(battery->needs_ems);
    assert_null(battery->investment_eur_per_kwh);
    const technology *dc = tech(r, "dc_150");
    assert_int_equal(dc->kind, KIND_CHARGER);
    assert_near(dc->point_kw, 150.0, EXACT);
    assert_near(dc->points_per_vehicle, 0.3, EXACT);
    assert_int_equal(dc->n_serves, 1);
    assert_string_equal(dc->serves[0], "truck");
    assert_int_equal(dc->theme, THEME_CHARGING_INFRASTRUCTURE);
    const technology *ems = tech(r, "ems_regional");
    assert_true(ems->regional && !tech(r, "ems_site")->regional);
    assert_near(ems->platform_investment_eur, 150000.0, EXACT);
    assert_near(ems->platform_operating_eur_per_year, 40000.0, EXACT);
    const technology *pipe = tech(r, "heat_pipe");
    assert_near(pipe->investment_eur_per_m, 1818.0, EXACT);
    assert_near(pipe->loss_frac_per_m, 0.00002, EXACT);
    assert_near(pipe->fixed_loss_kw_per_m, 0.02, EXACT);
    assert_false(pipe->counts_as_adoption);
    assert_near(tech(r, "heat_connection")->fixed_investment_eur, 7563.0, EXACT);
}

static void test_park(void **state)
{
    IN_VOCABULARY;
    assert_int_equal(r->n_parks, 1);
    assert_int_equal(r->n_connections, 3);
    const park *p = &r->parks[0];
    assert_string_equal(p->name, "De Waard");
    assert_string_equal(p->municipality, "Leiden");
    assert_ptr_equal(p->station, &r->stations[0]);
    assert_near(p->area_ha, 16.0, EXACT);
    assert_near(p->free_area_m2, 1800.0, EXACT);
    assert_near(p->companies, 120.0, EXACT);
    assert_near(p->lat, 52.160, EXACT);
    assert_near(p->lon, 4.513, EXACT);
    assert_int_equal(p->n_connections, 3);
    assert_ptr_equal(p->connections, r->connections);
}

static void test_connections(void **state)
{
    IN_VOCABULARY;
    const connection *c = &r->connections[0], *rest = &r->connections[1], *two = &r->connections[2];
    assert_string_equal(c->company, "logistics A");
    assert_ptr_equal(c->park, &r->parks[0]);
    assert_near(c->import_cap_kw, 400.0, EXACT);
    assert_near(c->export_cap_kw, 250.0, EXACT);
    assert_near(c->physical_cap_kw, 630.0, EXACT);
    assert_false(c->contract_fixed || c->aggregate);
    assert_near(c->sites, 1.0, EXACT);
    assert_int_equal(c->level, GRID_LEVEL_MS);
    assert_int_equal(c->n_tariff_shares, 1);
    assert_near(c->tariff_shares[0].share_frac, 1.0, EXACT);
    assert_true(rest->aggregate);
    assert_near(rest->sites, 110.0, EXACT);
    assert_near(rest->coincidence_frac, 0.75, EXACT);
    assert_int_equal(rest->level, GRID_LEVEL_HS); /* the highest of its tariffs */
    assert_int_equal(rest->n_tariff_shares, 2);
    assert_near(rest->tariff_shares[1].share_frac, 0.25, EXACT);
    assert_ptr_equal(rest->tariff_shares[1].tariff, &r->tariffs[1]);
    assert_null(two->company);
    assert_near(two->export_cap_kw, 0.0, EXACT);
    assert_int_equal(two->index, 2);
}

/* blocks 09-16 and 20-06 in steps of 6 h: 6/6, 3/6, 4/6 and 4/6 of each step. */
static void test_rights(void **state)
{
    IN_VOCABULARY;
    static const double blocks[] = {1.0, 0.5, 4.0 / 6.0, 4.0 / 6.0};
    static const double released[] = {1.0, 0.5, 0.0, 1.0};
    const connection *c = &r->connections[0];
    assert_int_equal(c->n_rights, 2);
    assert_int_equal(c->rights[0].kind, RIGHT_TIME_BLOCK);
    assert_near(c->rights[0].import_kw, 100.0, EXACT);
    assert_near(c->rights[0].contract_eur_per_kw_year, 10.0, EXACT);
    assert_int_equal(c->rights[1].kind, RIGHT_VARIABLE);
    for (size_t t = 0; t < 4; t++) {
        assert_near(c->rights[0].available[t], blocks[t], EXACT);
        assert_near(c->rights[1].available[t], released[t], EXACT);
        assert_near(c->rights[1].available[4 + t], 0.0, EXACT); /* the design day */
    }
}

/* Load of the station: 500 kW background and 1,200 MWh office, and the meter, which is highest
 * in summer. Highest are summer step 3 (1,104 h) and cold peak step 3 (6 h); the third, winter
 * step 3, would pass the 1,314 h that make 15 %. */
static void test_duration_right(void **state)
{
    IN_VOCABULARY;
    const connection *c = &r->connections[2];
    assert_int_equal(c->n_rights, 2);
    for (size_t i = 0; i < 12; i++) {
        const bool given = i % 4 != 2, worked_out = i != 6 && i != 10;
        assert_near(c->rights[0].available[i], given ? 1.0 : 0.0, EXACT);
        assert_near(c->rights[1].available[i], worked_out ? 1.0 : 0.0, EXACT);
    }
}

/* 1,200 * 1.015 = 1,218 in 2027 and 1,200 * 1.015^2 = 1,236.27 in 2028. The meter: (180 * 12 +
 * 16 + 184 * 20) / 365 kW is 5,856 * 24 / 1,000 = 140.544 MWh. */
static void test_demands(void **state)
{
    IN_VOCABULARY;
    assert_int_equal(r->n_demands, 3);
    const demand *n = r->demands[0];
    assert_string_equal(n->id, "el");
    assert_ptr_equal(n->connection, &r->connections[0]);
    assert_near(n->base_mwh_per_year, 1200.0, EXACT);
    assert_list(n->existing_mwh, 1200.0, 1200.0);
    assert_near(n->growth_mwh[0], 18.0, 1e-9);
    assert_near(n->growth_mwh[1], 36.27, 1e-9);
    assert_near(n->fallback_eur_per_kwh, 0.5, EXACT);
    assert_near(n->fallback_co2_kg_per_kwh, 0.0, EXACT);
    assert_string_equal(r->demands[1]->id, "heat");
    assert_ptr_equal(r->demands[1]->carrier, r->heat);
    assert_list(r->demands[1]->growth_mwh, 0.0, 0.0);
    assert_near(r->demands[2]->base_mwh_per_year, 140.544, 1e-9);
    assert_near(r->demands[2]->fallback_eur_per_kwh, 0.5, EXACT); /* refused_growth */
    assert_int_equal(r->demands[2]->index, 2);
}

static void test_fleet(void **state)
{
    IN_VOCABULARY;
    assert_int_equal(r->n_fleets, 1);
    const fleet *f = r->fleets[0];
    assert_string_equal(f->id, "trucks");
    assert_string_equal(f->vehicle_class, "truck");
    assert_list(f->vehicles, 4.0, 6.0);
    assert_near(f->existing_vehicles, 4.0, EXACT);
    assert_near(f->energy_kwh_per_vehicle_day, 190.0, EXACT);
    assert_near(f->vehicle_kw, 150.0, EXACT);
    assert_string_equal(f->profile->id, "truck_unmanaged");
    assert_near(f->window.from_h, 17.0, EXACT);
    assert_near(f->window.to_h, 6.0, EXACT);
    assert_near(f->fallback_eur_per_kwh, 0.45, EXACT);
    assert_near(f->fallback_co2_kg_per_kwh, 0.7, EXACT);
}

static void test_assets(void **state)
{
    IN_VOCABULARY;
    const connection *c = &r->connections[0];
    assert_int_equal(c->n_installed, 2);
    assert_near(c->installed[0].capacity, 150.0, EXACT);
    assert_int_equal(c->installed[0].year, 2021);
    assert_int_equal(c->installed[1].year, 0);
    assert_int_equal(c->n_potentials, 3);
    assert_ptr_equal(c->potentials[0].technology, tech(r, "pv_roof"));
    assert_near(c->potentials[0].max, 600.0, EXACT);
    assert_ptr_equal(c->potentials[1].demand, r->demands[0]);
    assert_near(c->potentials[1].max, 0.2, EXACT);
    assert_null(c->potentials[2].demand);
    assert_true(isnan(c->potentials[2].max_kwh));
}

static void test_networks(void **state)
{
    IN_VOCABULARY;
    assert_int_equal(r->n_cables, 1);
    assert_ptr_equal(r->cables[0].from, &r->connections[0]);
    assert_ptr_equal(r->cables[0].to, &r->connections[1]);
    assert_near(r->cables[0].length_m, 200.0, EXACT);
    assert_near(r->cables[0].max_kw, 500.0, EXACT);
    assert_int_equal(r->n_heat_nets, 1);
    const heat_net *net = &r->heat_nets[0];
    assert_string_equal(net->name, "WarmtelinQ");
    assert_string_equal(net->temperature, "HT");
    assert_int_equal(net->available_from, 2028);
    assert_near(net->fixed_cost_eur, 3e6, EXACT);
    assert_near(net->operating_eur_per_year, 50000.0, EXACT);
    assert_near(net->life_years, 30.0, EXACT);
    assert_near(net->diversity_frac, 0.9, EXACT);
    assert_ptr_equal(net->connection_technology, tech(r, "heat_connection"));
    assert_string_equal(net->owner->id, "heat_company");
    assert_int_equal(net->n_payers, 2);
    assert_int_equal(net->n_sources, 1);
    assert_near(net->sources[0].max_kw, 20000.0, EXACT);
    assert_int_equal(net->sources[0].available_from, 2028);
    assert_near(net->sources[0].price_eur_per_kwh, 0.03, EXACT);
    assert_near(net->sources[0].co2_kg_per_kwh, 0.02, EXACT);
    assert_int_equal(net->n_pipes, 2);
    assert_near(net->pipes[0].investment_eur, 1e6, EXACT);
    assert_null(net->pipes[0].to_park);
    assert_int_equal(net->pipes[0].n_points, 1);
    assert_near(net->pipes[0].points[0].lon, 4.5, EXACT);
    assert_string_equal(net->pipes[1].from, "knoop");
    assert_ptr_equal(net->pipes[1].to_park, &r->parks[0]);
    assert_true(isnan(net->pipes[1].investment_eur));
}

static void test_hub(void **state)
{
    IN_VOCABULARY;
    assert_int_equal(r->n_hubs, 1);
    const hub *h = &r->hubs[0];
    assert_string_equal(h->legal_form, "cooperative");
    assert_int_equal(h->earliest_year, 2027);
    assert_near(h->formation_cost_eur, 55000.0, EXACT);
    assert_near(h->life_years, 15.0, EXACT);
    assert_near(h->operating_cost_eur_per_year, 20000.0, EXACT);
    assert_near(h->operating_cost_eur_per_member_year, 1200.0, EXACT);
    assert_near(h->exchange_cap_kw, 1500.0, EXACT);
    assert_true(h->needs_ems && h->settle_net);
    assert_string_equal(h->owner->id, "cooperative");
    assert_int_equal(h->n_payers, 2);
    assert_int_equal(h->n_members, 2);
    assert_true(!h->members[0].must && h->members[1].must);
    assert_ptr_equal(h->members[1].connection, &r->connections[2]);
    assert_true(isnan(h->members[1].contribution_kw));
    assert_int_equal(h->n_capacities, 1);
    assert_int_equal(h->capacities[0].mode, GROUP_CAPACITY_SUM);
    assert_near(h->capacities[0].import_cap_kw, 2000.0, EXACT);
    assert_near(h->capacities[0].export_cap_kw, 1500.0, EXACT);
    assert_int_equal(h->n_potentials, 1);
    assert_ptr_equal(h->potentials[0].behind, &r->connections[0]);
    assert_near(h->potentials[0].potential.max, 2000.0, EXACT);
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
    assert_ptr_equal(sprila->technologies[0], tech(r, "dc_150"));
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
        cmocka_unit_test(test_park),
        cmocka_unit_test(test_connections),
        cmocka_unit_test(test_rights),
        cmocka_unit_test(test_duration_right),
        cmocka_unit_test(test_demands),
        cmocka_unit_test(test_fleet),
        cmocka_unit_test(test_assets),
        cmocka_unit_test(test_networks),
        cmocka_unit_test(test_hub),
        cmocka_unit_test(test_policy),
        cmocka_unit_test(test_subsidies),
        cmocka_unit_test(test_targets),
        cmocka_unit_test(test_lists),
    };
    return cmocka_run_group_tests(tests, read_vocabulary, free_vocabulary);
}
