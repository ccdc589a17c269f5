/* tests/test_park_xml.c - parks, their connections and what joins these, field by field.
 *
 * The expected values stand in tests/regions/vocabulary.xml, or are worked out by hand in the
 * comments here. */
#include "tests/vocabulary.h"

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
    assert_ptr_equal(c->potentials[0].technology, find_technology(r, "pv_roof"));
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
    assert_ptr_equal(net->connection_technology, find_technology(r, "heat_connection"));
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_park),    cmocka_unit_test(test_connections),
        cmocka_unit_test(test_rights),  cmocka_unit_test(test_duration_right),
        cmocka_unit_test(test_demands), cmocka_unit_test(test_fleet),
        cmocka_unit_test(test_assets),  cmocka_unit_test(test_networks),
        cmocka_unit_test(test_hub),
    };
    return cmocka_run_group_tests(tests, vocabulary_read, vocabulary_free);
}
