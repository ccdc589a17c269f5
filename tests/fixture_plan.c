#include "tests/fixture_plan.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "tests/fixture.h"

enum { N = 3, N_PARKS = 2, STEPS = 2, ACTION_ROOM = 32 }; /* N milestones: 2027, 2028, 2030 */

#define COPY(mem, n, type, ...)                                                                    \
    ((type *)copy((mem), (const type[]){__VA_ARGS__}, (n), sizeof(type)))
#define LIST(mem, ...) COPY(mem, N, double, __VA_ARGS__)

static void *copy(arena *mem, const void *from, size_t n, size_t size)
{
    void *to = arena_array(mem, n, size);
    assert_non_null(to);
    memcpy(to, from, n * size);
    return to;
}

static void add_polder(region *r, arena *mem)
{
    park *polder = fixture_add_park(r, mem, "polder");
    polder->name = "Groene Polder";
    polder->municipality = "Leiderdorp";
    polder->lat = 52.15;
    polder->lon = 4.53;
    connection *c = fixture_add_connection(r, mem, "bakery");
    c->company = "bakery A";
    demand *dm = fixture_add_demand(r, mem, c, r->electricity, 1000.0);
    dm->id = "el";
    dm->growth_mwh = LIST(mem, 2.0, 200.0, 400.0);
    dm->basis.kind = BASIS_ESTIMATE;
}

static region *plan_region(arena *mem)
{
    region *r = fixture_full_region(mem);
    r->name = "Proefregio";
    r->file = "/home/somebody/test.xml";
    r->scenario_name = "Basis";
    r->sha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    r->payers[r->n_payers] = (payer){.id = "municipality",
                                     .name_nl = "gemeente",
                                     .name_en = "municipality",
                                     .index = r->n_payers,
                                     .wacc_frac = 0.02,
                                     .line = 6};
    r->n_payers++;
    r->programme.efforts[0].owner = &r->payers[1];
    r->programme.efforts[0].name = "Energieloket";
    r->parks[0].name = "De Waard";
    r->stations[0].name = "Leiden Noord";
    r->stations[0].basis.kind = BASIS_ESTIMATE;
    r->heat_nets[0].name = "Warmtenet Noord";
    r->heat_nets[0].temperature = "HT";
    r->heat_nets[0].pipes[0].points = COPY(mem, 2, point, {52.1, 4.5}, {52.2, 4.6});
    r->heat_nets[0].pipes[0].n_points = 2;
    r->hubs[0].name = "Hub De Waard";
    r->sources[r->n_sources++] = (source_key){.id = "test", .title = "A test", .line = 40};
    /* Fleet: 3 trucks more, 10 kWh a day, is 10.95 MWh a year. */
    add_polder(r, mem);
    fixture_add_heat_pipe(&r->heat_nets[0], mem, "knot", NULL, &r->parks[1],
                          &r->technologies[FULL_PIPE], 100.0);
    diag_list *diags = diag_list_new();
    assert_non_null(diags);
    assert_int_equal(region_complete(r, mem, diags), STATUS_OK);
    diag_list_free(diags);
    return r;
}

/* Appends; who pays is the owner, out of its own money. */
static action *add(plan *p, arena *mem, action a)
{
    assert_true(p->n_actions < ACTION_ROOM);
    action *added = &p->actions[p->n_actions++];
    *added = a;
    added->payments =
        COPY(mem, 1, payment, {.payer = a.owner, .eur = a.investment_eur - a.subsidy_eur});
    added->n_payments = 1;
    added->start_year = p->region->horizon.milestones[a.milestone].year - 1;
    return added;
}

static action measure(const region *r, size_t y, size_t connection_index, int tech, theme th)
{
    const connection *c = &r->connections[connection_index];
    return (action){.kind = ACTION_MEASURE,
                    .theme = th,
                    .milestone = y,
                    .park = c->park,
                    .connection = c,
                    .technology = &r->technologies[tech],
                    .unit = technology_unit(&r->technologies[tech]),
                    .owner = &r->payers[0],
                    .companies = 1.0,
                    .yearly_cost_eur = 100.0};
}

static void add_effort(plan *p, arena *mem, size_t y)
{
    const region *r = p->region;
    add(p, mem,
        (action){.kind = ACTION_EFFORT,
                 .theme = THEME_ENERGY_DESK,
                 .milestone = y,
                 .effort = &r->programme.efforts[0],
                 .amount = 0.5,
                 .unit = "fte",
                 .yearly_cost_eur = 50000.0,
                 .owner = &r->payers[1]});
}

static void add_first_actions(plan *p, arena *mem)
{
    const region *r = p->region;
    action *ems = add(p, mem, measure(r, 0, 0, FULL_EMS, THEME_INSIGHT_AND_CONTROL));
    ems->amount = 1.0;
    ems->investment_eur = ems->payments[0].eur = 12000.0;
    add_effort(p, mem, 0);
}

static void add_site_actions(plan *p, arena *mem)
{
    const region *r = p->region;
    action pv = measure(r, 1, 0, FULL_PV, THEME_GENERATION_AND_SAVING);
    pv.amount = 18.0;
    pv.investment_eur = 11160.0;
    pv.energy_mwh_per_year = 17.1;
    add(p, mem, pv);
    action charger = measure(r, 1, 0, FULL_CHARGER, THEME_CHARGING_INFRASTRUCTURE);
    charger.amount = 3.0;
    charger.investment_eur = 209400.0;
    charger.subsidy_eur = 1500.0;
    charger.n_prerequisites = 1;
    charger.prerequisites = COPY(mem, 1, const char *, "prerequisite_ems");
    charger.n_subsidies = 1;
    charger.subsidies = COPY(mem, 1, subsidy_use, {&r->subsidies[0], 3.0, 1500.0});
    add(p, mem, charger);
    action battery = measure(r, 1, 1, FULL_BATTERY, THEME_ENERGY_COOPERATIVES);
    battery.hub = &r->hubs[0];
    battery.amount = 40.0;
    battery.amount_kwh = 80.0;
    battery.investment_eur = 32800.0;
    battery.n_prerequisites = 1;
    battery.prerequisites = COPY(mem, 1, const char *, "prerequisite_hub");
    add(p, mem, battery);
    for (size_t m = 0; m < 2; m++) {
        action member = measure(r, 1, m, FULL_EMS, THEME_ENERGY_COOPERATIVES);
        member.kind = ACTION_HUB_MEMBER;
        member.technology = NULL;
        member.hub = &r->hubs[0];
        member.amount = 1.0;
        member.unit = "member";
        add(p, mem, member);
    }
}

static void add_region_actions(plan *p, arena *mem)
{
    const region *r = p->region;
    const heat_net *net = &r->heat_nets[0];
    const payer *company = &r->payers[0];
    add(p, mem,
        (action){.kind = ACTION_PLATFORM,
                 .theme = THEME_INSIGHT_AND_CONTROL,
                 .milestone = 1,
                 .technology = &r->technologies[FULL_EMS],
                 .amount = 1.0,
                 .unit = "platform",
                 .investment_eur = 150000.0,
                 .yearly_cost_eur = 40000.0,
                 .owner = company});
    add(p, mem,
        (action){.kind = ACTION_HUB,
                 .theme = THEME_ENERGY_COOPERATIVES,
                 .milestone = 1,
                 .hub = &r->hubs[0],
                 .amount = 1.0,
                 .unit = "hub",
                 .investment_eur = 55000.0,
                 .yearly_cost_eur = 20000.0,
                 .owner = company});
    add(p, mem,
        (action){.kind = ACTION_HEAT_NET,
                 .theme = THEME_HEAT_NETS,
                 .milestone = 1,
                 .heat_net = net,
                 .amount = 1.0,
                 .unit = "heat_net",
                 .investment_eur = 300000.0,
                 .yearly_cost_eur = 5000.0,
                 .owner = company});
    add(p, mem,
        (action){.kind = ACTION_HEAT_SOURCE,
                 .theme = THEME_HEAT_NETS,
                 .milestone = 1,
                 .heat_net = net,
                 .source = &net->sources[0],
                 .technology = net->sources[0].technology,
                 .amount = 120.0,
                 .unit = "kW",
                 .investment_eur = 12000.0,
                 .owner = company});
    for (size_t i = 0; i < 2; i++)
        add(p, mem,
            (action){.kind = ACTION_HEAT_PIPE,
                     .theme = THEME_HEAT_NETS,
                     .milestone = 1,
                     .heat_net = net,
                     .pipe = &net->pipes[i],
                     .technology = net->pipes[i].technology,
                     .amount = 120.0,
                     .unit = "kW",
                     .investment_eur = 181800.0,
                     .owner = company});
    add(p, mem,
        (action){.kind = ACTION_CABLE,
                 .theme = THEME_ENERGY_COOPERATIVES,
                 .milestone = 1,
                 .cable = &r->cables[0],
                 .technology = r->cables[0].technology,
                 .amount = 50.0,
                 .unit = "kW",
                 .investment_eur = 24000.0,
                 .owner = company});
    add_effort(p, mem, 1);
}

/* Two savings that differ only in their demand. */
static void add_last_actions(plan *p, arena *mem)
{
    for (int i = 0; i < 2; i++) {
        action led = measure(p->region, 2, 0, FULL_LED, THEME_GENERATION_AND_SAVING);
        led.amount = 80.0;
        led.investment_eur = 36000.0;
        led.energy_mwh_per_year = 80.0;
        add(p, mem, led);
    }
    action pv = measure(p->region, 2, 3, FULL_PV, THEME_GENERATION_AND_SAVING);
    pv.amount = 200.0;
    pv.investment_eur = 120000.0;
    pv.energy_mwh_per_year = 190.0;
    add(p, mem, pv);
    add_effort(p, mem, 2);
}

static void add_to_share(plan_share *s, const region *r, const action *a)
{
    const bool last = a->milestone == N - 1;
    const double years = r->horizon.milestones[a->milestone].duration_years;
    s->n_actions++;
    s->investment_eur += a->investment_eur;
    s->subsidy_eur += a->subsidy_eur;
    s->yearly_cost_eur += a->kind != ACTION_EFFORT || last ? a->yearly_cost_eur : 0.0;
    s->programme_eur += a->kind == ACTION_EFFORT ? a->yearly_cost_eur * years : 0.0;
    s->paid_eur = s->investment_eur - s->subsidy_eur + s->programme_eur;
}

static void fill_shares(plan *p, arena *mem)
{
    const region *r = p->region;
    p->n_municipalities = 3;
    /* Years of 1, 2 and 5; of the parks in fill_parks(), and the rest of all CO2. */
    p->municipalities = COPY(mem, 3, plan_municipality,
                             {.share.id = "Leiden",
                              .cost_eur = 8.0 * 90000.0,
                              .co2_t = 8.0 * 250.0,
                              .status_quo_co2_t = 8.0 * 300.0,
                              .status_quo_refused_growth_mwh = 8.0 * 10.95,
                              .freed_kw = 300.0 - 250.0},
                             {.share.id = "Leiderdorp",
                              .cost_eur = 8.0 * 100000.0,
                              .co2_t = 8.0 * 180.0,
                              .status_quo_co2_t = 8.0 * 150.0,
                              .refused_growth_mwh = 2.0 + 2.0 * 60.0 + 5.0 * 100.0,
                              .status_quo_refused_growth_mwh = 2.0 + 2.0 * 150.0 + 5.0 * 300.0},
                             {.share.id = "", .co2_t = 4800.0 - 8.0 * (250.0 + 180.0)});
    p->n_payers = 2;
    p->payers = COPY(mem, 2, plan_share, {.id = "company"}, {.id = "municipality"});
    for (size_t i = 0; i < p->n_actions; i++) {
        const action *a = &p->actions[i];
        const size_t where = a->park == NULL ? 2 : a->park->index;
        add_to_share(&p->themes[a->theme].share, r, a);
        add_to_share(&p->municipalities[where].share, r, a);
        add_to_share(&p->payers[a->owner->index], r, a);
    }
    for (size_t i = 0; i < p->n_payers; i++) { /* what a payer pays is after subsidy */
        p->payers[i].investment_eur -= p->payers[i].subsidy_eur;
        p->payers[i].subsidy_eur = 0.0;
    }
}

static void fill_themes(plan *p, arena *mem)
{
    static const struct {
        const char *kpi;
        double values[N];
    } rows[THEME_COUNT] = {
        [THEME_ENERGY_DESK] = {"kpi_energy_desk", {4, 4, 4}},
        [THEME_CHARGING_INFRASTRUCTURE] = {"kpi_charging_infrastructure", {1, 4, 4}},
        [THEME_HEAT_NETS] = {"kpi_heat_nets", {0, 350, 350}},
        [THEME_ENERGY_COOPERATIVES] = {"kpi_energy_cooperatives", {0, 2, 2}},
        [THEME_INSIGHT_AND_CONTROL] = {"kpi_insight_and_control", {1, 1, 1}},
        [THEME_KNOWLEDGE_SHARING] = {"kpi_knowledge_sharing", {0, 0, 0}},
        [THEME_COMMUNICATION] = {"kpi_communication", {0, 0, 0}},
        [THEME_GENERATION_AND_SAVING] = {"kpi_generation_and_saving", {0, 17.1, 207.1}},
    };
    for (int t = 0; t < THEME_COUNT; t++) {
        p->themes[t] = (plan_theme){.theme = (theme)t,
                                    .share.id = theme_id((theme)t),
                                    .owner = &p->region->payers[t == THEME_ENERGY_DESK],
                                    .kpi_text_id = rows[t].kpi,
                                    .kpi = copy(mem, rows[t].values, N, sizeof(double))};
    }
    p->themes[THEME_KNOWLEDGE_SHARING].reason_text_id = "reason_not_offered";
    p->themes[THEME_KNOWLEDGE_SHARING].owner = NULL;
    p->themes[THEME_COMMUNICATION].reason_text_id = "reason_not_chosen";
    p->themes[THEME_COMMUNICATION].owner = NULL;
}

static void fill_totals(plan *p, arena *mem)
{
    static const double refused[N] = {2.0, 60.0, 100.0}, before[N] = {12.95, 160.95, 310.95};
    static const double co2[N] = {900.0, 700.0, 500.0}, co2_before[N] = {900.0, 880.0, 840.0};
    static const double investment[N] = {12000.0, 1157960.0, 192000.0},
                        freed[N] = {0.0, 150.0, 400.0};
    plan_total *totals = arena_array(mem, N, sizeof *totals);
    assert_non_null(totals);
    plan_total *all = &p->horizon_total;
    for (size_t y = 0; y < N; y++) {
        const double years = p->region->horizon.milestones[y].duration_years;
        totals[y] = (plan_total){.account_eur = {[ACCOUNT_INVESTMENT] = 100000.0,
                                                 [ACCOUNT_ENERGY] = 90000.0,
                                                 [ACCOUNT_UNSERVED] = 10.0 * refused[y]},
                                 .cost_eur = 190000.0 + 10.0 * refused[y],
                                 .status_quo_account_eur = {[ACCOUNT_ENERGY] = 250000.0},
                                 .status_quo_cost_eur = 250000.0,
                                 .investment_eur = investment[y],
                                 .subsidy_eur = y == 1 ? 1500.0 : 0.0,
                                 .co2_t = co2[y],
                                 .status_quo_co2_t = co2_before[y],
                                 .refused_growth_mwh = refused[y],
                                 .status_quo_refused_growth_mwh = before[y],
                                 .freed_kw = freed[y]};
        all->investment_eur += investment[y];
        all->co2_t += years * co2[y];
        all->status_quo_co2_t += years * co2_before[y];
        all->refused_growth_mwh += years * refused[y];
        all->status_quo_refused_growth_mwh += years * before[y];
    }
    all->subsidy_eur = 1500.0;
    all->account_eur[ACCOUNT_INVESTMENT] = 700000.0;
    all->account_eur[ACCOUNT_ENERGY] = 534567.8;
    all->cost_eur = 1234567.8;
    all->status_quo_account_eur[ACCOUNT_ENERGY] = 1.4e6;
    all->status_quo_account_eur[ACCOUNT_UNSERVED] = 600000.0;
    all->status_quo_cost_eur = 2e6;
    all->freed_kw = 400.0;
    p->totals = totals;
}

static const energy_state *states(arena *mem, double peak_kw, const double refused[N],
                                  const double wanted[N], double served, double cost_eur)
{
    energy_state *s = arena_array(mem, N, sizeof *s);
    assert_non_null(s);
    for (size_t y = 0; y < N; y++)
        s[y] = (energy_state){.peak_import_kw = peak_kw,
                              .contract_kw = 2.0 * peak_kw,
                              .import_mwh = 4.0 * peak_kw,
                              .electricity_use_mwh = 5.0 * peak_kw,
                              .co2_t = peak_kw,
                              .refused_growth_mwh = refused[y],
                              .refused_growth_frac = refused[y] / wanted[y],
                              .vehicles_wanted = 4.0,
                              .vehicles_served = served,
                              .points = served,
                              .cost_eur = cost_eur};
    return s;
}

static void fill_parks(plan *p, arena *mem)
{
    static const double waard_wanted[N] = {10.95, 10.95, 10.95},
                        polder_wanted[N] = {2.0, 200.0, 400.0};
    static const double none[N] = {0.0}, polder_plan[N] = {2.0, 60.0, 100.0};
    static const double polder_before[N] = {2.0, 150.0, 300.0};
    p->n_parks = N_PARKS;
    p->parks =
        COPY(mem, N_PARKS, plan_park,
             {.park = &p->region->parks[0],
              .base_peak_import_kw = 210.0,
              .plan = states(mem, 250.0, none, waard_wanted, 4.0, 90000.0),
              .status_quo = states(mem, 300.0, waard_wanted, waard_wanted, 1.0, 120000.0)},
             {.park = &p->region->parks[1],
              .base_peak_import_kw = 120.0,
              .plan = states(mem, 180.0, polder_plan, polder_wanted, 0.0, 100000.0),
              .status_quo = states(mem, 150.0, polder_before, polder_wanted, 0.0, 130000.0)});
    for (size_t k = 0; k < N_PARKS; k++) {
        const action **own = ARENA_ARRAY(mem, p->n_actions, const action *);
        assert_non_null(own);
        for (size_t i = 0; i < p->n_actions; i++)
            if (p->actions[i].park == p->parks[k].park)
                own[p->parks[k].n_actions++] = &p->actions[i];
        p->parks[k].actions = own;
    }
    p->companies_acting = COPY(mem, N_PARKS * N, double, 1, 2, 1, 0, 0, 1);
    p->companies_reached = COPY(mem, N_PARKS * N, double, 0, 1, 0, 0, 0, 0);
}

static void fill_networks(plan *p, arena *mem)
{
    const region *r = p->region;
    p->n_hubs = 1;
    p->hubs = COPY(mem, 1, plan_hub,
                   {.hub = &r->hubs[0],
                    .formed = 1,
                    .joined = COPY(mem, 2, size_t, 1, 1),
                    .group_contract_kw = LIST(mem, 0, 300, 320),
                    .group_capacity_kw = LIST(mem, 0, 400, 400),
                    .members_contract_kw = LIST(mem, 0, 400, 400),
                    .peak_import_kw = LIST(mem, 0, 290, 310),
                    .peak_export_kw = LIST(mem, 0, 0, 0),
                    .exchanged_mwh = LIST(mem, 0, 3, 4)});
    p->n_heat_nets = 1;
    p->heat_nets = COPY(mem, 1, plan_heat_net,
                        {.net = &r->heat_nets[0],
                         .built = 1,
                         .delivered_mwh = LIST(mem, 0, 350, 350),
                         .source_mwh = LIST(mem, 0, 360, 360),
                         .cost_eur = LIST(mem, 0, 35000, 35000),
                         .source_kw = LIST(mem, 0, 120, 120),
                         .park_mwh = COPY(mem, N_PARKS * N, double, 0, 350, 345, 0, 0, 5),
                         .pipe_peak_kw = COPY(mem, 3 * N, double, 0, 110, 120, 0, 105, 115, 0, 0, 5),
                         .pipe_mwh = COPY(mem, 3 * N, double, 0, 360, 365, 0, 355, 355, 0, 0, 5)});
    p->n_stations = 1;
    p->stations = COPY(mem, 1, plan_station,
                       {.station = &r->stations[0],
                        .import_cap_kw = LIST(mem, 1000, 1500, 1500),
                        .export_cap_kw = LIST(mem, 1000, 1000, 1000),
                        .peak_import_kw = LIST(mem, 430, 700, 1500),
                        .peak_export_kw = LIST(mem, 0, 10, 20),
                        .status_quo_peak_import_kw = LIST(mem, 430, 850, 1900),
                        .status_quo_peak_export_kw = LIST(mem, 0, 0, 0),
                        .hours_at_import_limit = LIST(mem, 0, 0, 12),
                        .hours_at_export_limit = LIST(mem, 0, 0, 0)});
}

static void fill_policy(plan *p, arena *mem)
{
    const region *r = p->region;
    p->n_efforts = 1;
    p->efforts = COPY(mem, 1, plan_effort,
                      {.effort = &r->programme.efforts[0],
                       .units = LIST(mem, 0.5, 0.5, 0.5),
                       .cost_eur_per_year = LIST(mem, 50000, 50000, 50000),
                       .companies_per_year = LIST(mem, 20, 20, 20)});
    p->n_funds = 1;
    p->funds = COPY(mem, 1, fund_use, {&r->funds[0], LIST(mem, 0, 100000, 0)});
    p->n_targets = 1;
    p->targets = COPY(mem, 1, plan_target,
                      {&r->targets[0], LIST(mem, 0.25, 1.0, 1.0), LIST(mem, 0.55, 0.0, 0.0)});
    p->n_limits = 2;
    p->limits =
        COPY(mem, 2, plan_limit,
             {LIMIT_FUND, "fund", 1, 100000.0, 100000.0, "EUR", NAN, NAN, WORTH_SOLVED, 0, NULL},
             {LIMIT_STATION_IMPORT, "station", 2, 1500.0, 1500.0, "kW", NAN, NAN, WORTH_SOLVED, 0,
              NULL});
    p->n_at_risk = 2;
    p->at_risk = COPY(mem, 2, contract_at_risk, {&r->connections[3], 1, 200.0, 80.0, 120.0},
                      {&r->connections[3], 2, 200.0, 90.0, 110.0});
    p->n_curves = 2;
    p->curves = COPY(mem, 2, load_curve,
                     {"station", "station", 2, COPY(mem, STEPS, double, 900.0, 1900.0),
                      COPY(mem, STEPS, double, 1400.0, 1500.0), true, 1500.0},
                     {"hub", "hub", 2, NULL, COPY(mem, STEPS, double, 310.0, -5.0), false, 0.0});
}

plan *fixture_plan(arena *mem)
{
    region *r = plan_region(mem);
    plan *p = ARENA_NEW(mem, plan);
    assert_non_null(p);
    p->region = r;
    p->perspective = PERSPECTIVE_SOCIETAL;
    p->status = PLAN_WITHIN_GAP;
    p->certificate = (certificate){.method = "whole",
                                   .objective_eur = 1234567.8,
                                   .lower_bound_eur = 1230000.0,
                                   .gap_frac = 0.0037,
                                   .gap_asked_frac = 0.005,
                                   .n_rows = 120,
                                   .n_columns = 200,
                                   .n_whole = 12,
                                   .residual_kw = 1e-8};
    p->actions = ARENA_ARRAY(mem, ACTION_ROOM, action);
    assert_non_null(p->actions);
    add_first_actions(p, mem);
    add_site_actions(p, mem);
    add_region_actions(p, mem);
    add_last_actions(p, mem);
    fill_themes(p, mem);
    fill_shares(p, mem);
    fill_totals(p, mem);
    fill_parks(p, mem);
    fill_networks(p, mem);
    fill_policy(p, mem);
    return p;
}
