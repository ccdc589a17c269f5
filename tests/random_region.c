#include "tests/random_region.h"

#include <stdint.h>

#include "bench/gen_dice.h"
#include "tests/fixture.h"
#include "tests/near.h"

enum { MOST_PARKS = 4 };

enum drawn_technology {
    DRAWN_PV,
    DRAWN_BATTERY,
    DRAWN_LED,
    DRAWN_BOILER,
    DRAWN_PUMP,
    DRAWN_CHARGER,
    DRAWN_EMS,
    DRAWN_RESIDUAL,
    DRAWN_PIPE,
};

enum drawn_profile { SHAPE_FLAT, SHAPE_DAY, SHAPE_NIGHT, SHAPE_PRICE, SHAPE_SUN, SHAPE_COP };

static dice dice_of(unsigned seed, unsigned what)
{
    dice d = {((uint64_t)seed << 32) + what};
    (void)dice_draw(&d);
    return d;
}

static void add_profile(region *r, arena *mem, dice *d, const char *id, profile_unit unit)
{
    double *values = fixture_steps(r, mem, 1.0);
    const size_t n = calendar_size(&r->calendar);
    double sum = 0.0;
    for (size_t k = 0; k < n; k++) {
        const double low = unit == PROFILE_RATIO ? 2.0 : unit == PROFILE_FRAC ? 0.0 : 0.3;
        values[k] = dice_between(d, low, unit == PROFILE_RATIO ? 4.0 : 1.0);
        sum += values[k];
    }
    /* The days and steps of the fixture have equal weight. */
    for (size_t k = 0; unit == PROFILE_PER_MEAN && k < n; k++)
        values[k] *= (double)n / sum;
    fixture_add_profile(r, id, unit, values);
}

static void add_profiles(region *r, arena *mem, dice *d)
{
    fixture_add_profile(r, "flat", PROFILE_PER_MEAN, fixture_steps(r, mem, 1.0));
    add_profile(r, mem, d, "day", PROFILE_PER_MEAN);
    add_profile(r, mem, d, "night", PROFILE_PER_MEAN);
    add_profile(r, mem, d, "price", PROFILE_PER_MEAN);
    add_profile(r, mem, d, "sun", PROFILE_FRAC);
    add_profile(r, mem, d, "cop", PROFILE_RATIO);
}

static technology *add_technology(region *r, arena *mem, dice *d, const char *id,
                                  technology_kind kind, double low_eur, double high_eur)
{
    technology *tech = fixture_add_technology(r, mem, id, kind);
    double *eur = (double *)fixture_list(r, mem, dice_between(d, low_eur, high_eur));
    for (size_t y = 1; y < r->horizon.n_milestones; y++)
        eur[y] = eur[y - 1] * dice_between(d, 0.8, 1.05);
    tech->investment_eur_per_unit = eur;
    tech->operating_eur_per_unit_year = dice_between(d, 0.0, 0.02) * eur[0];
    tech->life_years = dice_chance(d, 0.3) ? 3.0 : 15.0; /* 3: gone after one milestone */
    tech->counts_as_adoption = kind != KIND_CONTROL && kind != KIND_LINK;
    tech->typical_size = 50.0;
    return tech;
}

static void add_technologies(region *r, arena *mem, dice *d)
{
    technology *pv = add_technology(r, mem, d, "pv", KIND_SOURCE, 500.0, 1200.0);
    pv->availability = &r->profiles[SHAPE_SUN];
    pv->renewable = true;
    pv->needs_ems = dice_chance(d, 0.3);
    technology *battery = add_technology(r, mem, d, "battery", KIND_STORAGE, 200.0, 900.0);
    battery->efficiency_in_frac = dice_between(d, 0.85, 1.0);
    battery->efficiency_out_frac = dice_between(d, 0.85, 1.0);
    battery->needs_ems = dice_chance(d, 0.5);
    battery->hours = 6.0;
    add_technology(r, mem, d, "led", KIND_SAVING, 200.0, 900.0);
    technology *boiler = add_technology(r, mem, d, "boiler", KIND_CONVERTER, 80.0, 120.0);
    boiler->carrier = &r->carriers[1];
    boiler->outputs[0].ratio = 0.9;
    technology *pump = add_technology(r, mem, d, "pump", KIND_CONVERTER, 600.0, 1500.0);
    pump->outputs[0].profile = &r->profiles[SHAPE_COP];
    pump->capacity_of_input = dice_chance(d, 0.5);
    technology *charger = add_technology(r, mem, d, "charger", KIND_CHARGER, 2000.0, 9000.0);
    charger->points_per_vehicle = dice_between(d, 0.3, 1.0);
    charger->typical_size = 2.0;
    technology *ems = add_technology(r, mem, d, "ems", KIND_CONTROL, 1000.0, 9000.0);
    ems->typical_size = 1.0;
    technology *residual = add_technology(r, mem, d, "residual", KIND_SOURCE, 100.0, 500.0);
    residual->carrier = r->heat;
    residual->variable_eur_per_kwh = dice_between(d, 0.0, 0.02);
    technology *pipe = add_technology(r, mem, d, "pipe", KIND_LINK, 20.0, 100.0);
    pipe->carrier = r->heat;
    pipe->life_years = 40.0;
    pipe->investment_eur_per_m = dice_between(d, 200.0, 900.0);
    pipe->loss_frac_per_m = 0.0002;
    pipe->fixed_loss_kw_per_m = 0.005;
}

static const profile *any_shape(const region *r, dice *d)
{
    return &r->profiles[(size_t)(2.999 * dice_draw(d))];
}

static void add_growth(region *r, arena *mem, demand *n, dice *d)
{
    double *growth =
        (double *)fixture_list(r, mem, n->base_mwh_per_year * dice_between(d, 0.0, 0.6));
    for (size_t y = 1; y < r->horizon.n_milestones; y++)
        growth[y] = growth[y - 1] * dice_between(d, 1.0, 1.5);
    n->growth_mwh = growth;
    n->fallback_eur_per_kwh = dice_between(d, 0.3, 1.0);
    n->profile = any_shape(r, d);
}

static void add_potentials(region *r, connection *c, dice *d)
{
    const technology *tech = r->technologies;
    fixture_add_potential(c, &tech[DRAWN_PV], dice_between(d, 20.0, 200.0));
    if (dice_chance(d, 0.7))
        fixture_add_potential(c, &tech[DRAWN_BATTERY], dice_between(d, 10.0, 80.0));
    potential *led = fixture_add_potential(c, &tech[DRAWN_LED], dice_between(d, 0.05, 0.3));
    led->demand = &c->demands[0];
    fixture_add_potential(c, &tech[DRAWN_EMS], 1.0);
}

static void add_heat(region *r, arena *mem, connection *c, dice *d)
{
    demand *heat = fixture_add_demand(r, mem, c, r->heat, dice_between(d, 100.0, 500.0));
    heat->profile = any_shape(r, d);
    fixture_add_installed(c, &r->technologies[DRAWN_BOILER], dice_between(d, 20.0, 120.0))->year =
        0;
    fixture_add_potential(c, &r->technologies[DRAWN_PUMP], dice_between(d, 20.0, 100.0));
}

static void add_trucks(region *r, arena *mem, connection *c, dice *d)
{
    fleet *trucks = fixture_add_fleet(r, mem, c, "truck", dice_between(d, 2.0, 5.0));
    trucks->existing_vehicles = dice_chance(d, 0.5) ? 1.0 : 0.0;
    trucks->energy_kwh_per_vehicle_day = dice_between(d, 20.0, 60.0);
    trucks->profile = any_shape(r, d);
    trucks->fallback_eur_per_kwh = dice_between(d, 0.15, 0.6);
    trucks->fallback_co2_kg_per_kwh = 0.7;
    trucks->window = (window){17.0, 7.0};
    fixture_add_potential(c, &r->technologies[DRAWN_CHARGER], 3.0);
}

static connection *add_site(region *r, arena *mem, const char *id, dice *d)
{
    connection *c = fixture_add_connection(r, mem, id);
    demand *el = fixture_add_demand(r, mem, c, r->electricity, dice_between(d, 200.0, 900.0));
    add_growth(r, mem, el, d);
    el->profile = any_shape(r, d);
    /* Tight enough that growth, chargers and heat pumps do not always fit. */
    c->import_cap_kw = el->base_mwh_per_year * dice_between(d, 0.15, 0.25);
    c->export_cap_kw = dice_chance(d, 0.3) ? 0.0 : c->export_cap_kw;
    add_potentials(r, c, d);
    return c;
}

/* An operator's numbers for the first two members, and for all. */
static void add_offers(region *r, arena *mem, hub *h, dice *d)
{
    bool *two = arena_array(mem, h->n_members, sizeof *two);
    bool *all = arena_array(mem, h->n_members, sizeof *all);
    assert_non_null(two);
    assert_non_null(all);
    for (size_t j = 0; j < h->n_members; j++) {
        two[j] = j < 2;
        all[j] = true;
    }
    h->n_capacities = h->n_members > 2 ? 2 : 1;
    for (size_t k = 0; k < h->n_capacities; k++)
        h->capacities[k] = (group_capacity){.mode = GROUP_CAPACITY_OFFER,
                                            .import_cap_kw = dice_between(d, 150.0, 500.0),
                                            .export_cap_kw = 300.0,
                                            .members = k == 0 ? two : all,
                                            .line = r->hubs[0].line};
}

static void add_hub(region *r, arena *mem, connection *a, connection *b, dice *d)
{
    connection *const members[] = {a, b, dice_chance(d, 0.4) ? add_site(r, mem, "c0", d) : NULL};
    hub *h = fixture_add_hub(r, mem, "hub", members[2] == NULL ? 2 : 3, members);
    h->formation_cost_eur = dice_between(d, 500.0, 20000.0);
    h->operating_cost_eur_per_year = dice_between(d, 0.0, 500.0);
    h->operating_cost_eur_per_member_year = dice_between(d, 0.0, 200.0);
    h->needs_ems = dice_chance(d, 0.2);
    h->settle_net = dice_chance(d, 0.5);
    if (dice_chance(d, 0.3))
        add_offers(r, mem, h, d);
    for (size_t j = 0; h->n_capacities == 1 && j < h->n_members && dice_chance(d, 0.8); j++)
        h->members[j].contribution_kw = dice_between(d, 60.0, 200.0);
    if (h->capacities[0].mode == GROUP_CAPACITY_SUM &&
        !isnan(h->members[h->n_members - 1].contribution_kw))
        h->capacities[0].mode = GROUP_CAPACITY_P999;
}

static void add_park(region *r, arena *mem, unsigned seed, unsigned number, random_options o)
{
    dice d = dice_of(seed, 100 + number);
    park *p = fixture_add_park(r, mem, arena_printf(mem, "park%u", number));
    p->station = &r->stations[number % r->n_stations];
    connection *a = add_site(r, mem, arena_printf(mem, "a%u", number), &d);
    connection *b = add_site(r, mem, arena_printf(mem, "b%u", number), &d);
    if (dice_chance(&d, 0.7) || o.one_of_each)
        add_heat(r, mem, a, &d);
    if (o.one_of_each ? number == 0 : dice_chance(&d, 0.6))
        add_trucks(r, mem, b, &d);
    if (number == 0 && (o.one_of_each || dice_chance(&d, 0.6)))
        add_hub(r, mem, a, b, &d);
}

static void add_heat_net(region *r, arena *mem, dice *d)
{
    heat_net *net = fixture_add_heat_net(r, mem, "net");
    net->fixed_cost_eur = dice_between(d, 10000.0, 300000.0);
    net->operating_eur_per_year = dice_between(d, 0.0, 2000.0);
    const technology *pipe = &r->technologies[DRAWN_PIPE];
    fixture_add_heat_source(net, "plant", &r->technologies[DRAWN_RESIDUAL], 400.0);
    fixture_add_heat_pipe(net, mem, "plant", "knot", NULL, pipe, 400.0);
    /* By number, not by place in the list: the order of the parks may differ. */
    for (unsigned number = 0; number < MOST_PARKS; number += 2) {
        const park *p = region_find_park(r, arena_printf(mem, "park%u", number));
        if (p != NULL)
            fixture_add_heat_pipe(net, mem, "knot", NULL, p, pipe, 300.0);
    }
}

static void add_policy(region *r, arena *mem, dice *d)
{
    const figure_basis measured = {.kind = BASIS_MEASURED};
    r->programme.given = true;
    r->programme.base_adoption_frac_per_year = dice_between(d, 0.02, 0.2);
    r->programme.basis = measured;
    r->programme.efforts[r->programme.n_efforts++] =
        (effort){.id = "desk",
                 .name = "desk",
                 .theme = THEME_ENERGY_DESK,
                 .unit = "fte",
                 .cost_eur_per_unit_year = dice_between(d, 2e4, 1e5),
                 .min = fixture_list(r, mem, 0.0),
                 .max = fixture_list(r, mem, 2.0),
                 .companies_per_unit_year = dice_between(d, 5.0, 40.0),
                 .owner = &r->payers[0],
                 .basis = measured,
                 .line = 50};
    if (dice_chance(d, 0.6)) {
        fixture_add_fund(r, mem, "fund", dice_between(d, 2e4, 2e5))->weight = 0.5;
    }
    const technology **which = arena_array(mem, 1, sizeof *which);
    assert_non_null(which);
    which[0] = &r->technologies[DRAWN_PV];
    r->subsidies[r->n_subsidies++] =
        (subsidy){.id = "subsidy",
                  .name = "subsidy",
                  .n_technologies = 1,
                  .technologies = which,
                  .eur_per_unit = dice_chance(d, 0.5) ? 100.0 : NAN,
                  .rate_frac = 0.3,
                  .cap_eur_per_applicant_year = 5000.0,
                  .budget_eur = fixture_list(r, mem, dice_between(d, 1e4, 1e5)),
                  .basis = measured,
                  .line = 52};
    subsidy *k = &r->subsidies[r->n_subsidies - 1];
    k->rate_frac = isnan(k->eur_per_unit) ? k->rate_frac : NAN;
}

static void fill_money(region *r, arena *mem, dice *d)
{
    r->horizon.discount_rate_frac = dice_between(d, 0.0, 0.05);
    r->carriers[0].price_profile = &r->profiles[SHAPE_PRICE];
    r->carriers[0].supplier_margin_eur_per_kwh = 0.01;
    r->grid_cost_eur_per_kw_year = dice_between(d, 0.0, 60.0);
    r->co2_price_eur_per_t = fixture_list(r, mem, dice_between(d, 0.0, 150.0));
    r->contract_growth_after_relief = dice_chance(d, 0.3);
    r->stations[0].congested = dice_chance(d, 0.5);
    r->stations[0].import_headroom_kw = dice_between(d, 20.0, 200.0);
    r->stations[0].import_cap_kw = NAN;
}

region *random_region(arena *mem, unsigned seed, random_options o)
{
    const int durations[] = {3, 3, 3, 3};
    assert_true(o.n_parks >= 1 && o.n_parks <= MOST_PARKS);
    region *r = fixture_region_sized(mem, o.n_milestones, durations, 1, 24.0 / (double)o.n_steps);
    dice d = dice_of(seed, 1);
    r->n_parks = r->n_connections = r->n_demands = 0; /* those of the fixture are not drawn */
    if (o.n_parks > 1)
        fixture_add_station(r, "station2");
    add_profiles(r, mem, &d);
    fill_money(r, mem, &d);
    add_technologies(r, mem, &d);
    for (size_t k = 0; k < o.n_parks; k++)
        add_park(r, mem, seed, (unsigned)(o.reversed ? o.n_parks - 1 - k : k), o);
    if (dice_chance(&d, 0.6) || o.one_of_each)
        add_heat_net(r, mem, &d);
    if (!o.plain)
        add_policy(r, mem, &d);
    return r;
}

/* --- scaling ----------------------------------------------------------------------------------- */

static void scale_list(const region *r, arena *mem, const double **list, double factor)
{
    if (*list == NULL)
        return;
    double *scaled = (double *)fixture_list(r, mem, 0.0);
    for (size_t y = 0; y < r->horizon.n_milestones; y++)
        scaled[y] = (*list)[y] * factor;
    *list = scaled;
}

static void scale_market(region *r, arena *mem, double factor)
{
    for (size_t k = 0; k < r->n_carriers; k++) {
        carrier *c = &r->carriers[k];
        scale_list(r, mem, &c->price_eur_per_kwh, factor);
        scale_list(r, mem, &c->export_price_eur_per_kwh, factor);
        c->supplier_margin_eur_per_kwh *= factor;
        c->feed_in_fee_eur_per_kwh *= factor;
        for (size_t b = 0; b < c->n_tax_brackets; b++)
            scale_list(r, mem, &c->tax_brackets[b].rate_eur_per_kwh, factor);
    }
    for (size_t k = 0; k < r->n_tariffs; k++) {
        tariff *t = &r->tariffs[k];
        t->fixed_eur_per_year *= factor;
        t->contract_eur_per_kw_year *= factor;
        t->peak_eur_per_kw_month *= factor;
        t->energy_eur_per_kwh *= factor;
        t->energy_low_eur_per_kwh *= factor;
    }
    scale_list(r, mem, &r->co2_price_eur_per_t, factor);
    r->shed_eur_per_kwh *= factor;
    r->refused_growth_eur_per_kwh *= factor;
    r->surplus_eur_per_kwh *= factor;
    r->grid_cost_eur_per_kw_year *= factor;
}

static void scale_technologies(region *r, arena *mem, double factor)
{
    for (size_t k = 0; k < r->n_technologies; k++) {
        technology *t = &r->technologies[k];
        scale_list(r, mem, &t->investment_eur_per_unit, factor);
        scale_list(r, mem, &t->investment_eur_per_kwh, factor);
        t->fixed_investment_eur *= factor;
        t->operating_eur_per_unit_year *= factor;
        t->annual_cost_eur_per_unit *= factor;
        t->variable_eur_per_kwh *= factor;
        t->platform_investment_eur *= factor;
        t->platform_operating_eur_per_year *= factor;
        t->investment_eur_per_m *= factor;
    }
}

static void scale_sites(region *r, double factor)
{
    for (size_t k = 0; k < r->n_demands; k++)
        r->demands[k]->fallback_eur_per_kwh *= factor;
    for (size_t k = 0; k < r->n_fleets; k++)
        r->fleets[k]->fallback_eur_per_kwh *= factor;
    for (size_t k = 0; k < r->n_hubs; k++) {
        r->hubs[k].formation_cost_eur *= factor;
        r->hubs[k].operating_cost_eur_per_year *= factor;
        r->hubs[k].operating_cost_eur_per_member_year *= factor;
    }
    for (size_t k = 0; k < r->n_heat_nets; k++) {
        heat_net *net = &r->heat_nets[k];
        net->fixed_cost_eur *= factor;
        net->operating_eur_per_year *= factor;
        for (size_t s = 0; s < net->n_sources; s++)
            net->sources[s].price_eur_per_kwh *= factor;
        for (size_t p = 0; p < net->n_pipes; p++)
            net->pipes[p].investment_eur *= factor;
    }
}

void random_region_scale(region *r, arena *mem, double factor)
{
    scale_market(r, mem, factor);
    scale_technologies(r, mem, factor);
    scale_sites(r, factor);
    for (size_t k = 0; k < r->programme.n_efforts; k++)
        r->programme.efforts[k].cost_eur_per_unit_year *= factor;
    for (size_t k = 0; k < r->n_funds; k++)
        scale_list(r, mem, &r->funds[k].budget_eur, factor);
    for (size_t k = 0; k < r->n_subsidies; k++) {
        r->subsidies[k].eur_per_unit *= factor;
        r->subsidies[k].cap_eur_per_applicant_year *= factor;
        scale_list(r, mem, &r->subsidies[k].budget_eur, factor);
    }
}
