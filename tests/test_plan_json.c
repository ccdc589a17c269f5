#include "outputs/plan_json.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include <cjson/cJSON.h>

#include "tests/fixture_plan.h"

typedef struct context {
    arena *mem;
    diag_list *diags;
    plan *plan;
} context;

static int set_up(void **state)
{
    context *c = calloc(1, sizeof *c);
    assert_non_null(c);
    c->mem = arena_new();
    c->diags = diag_list_new();
    c->plan = fixture_plan(c->mem);
    *state = c;
    return 0;
}

static int tear_down(void **state)
{
    context *c = *state;
    arena_free(c->mem);
    diag_list_free(c->diags);
    free(c);
    return 0;
}

static char *text_of(context *c)
{
    char *text = NULL;
    assert_int_equal(plan_json_text(c->plan, c->diags, &text), STATUS_OK);
    assert_int_equal(diag_count(c->diags), 0);
    return text;
}

/* The item at "parks/0/actions/1/id"; fails the test when there is none. */
static const cJSON *at(const cJSON *whole, const char *path)
{
    char step[64];
    const cJSON *item = whole;
    for (const char *p = path; *p != '\0'; p += *p == '/') {
        const size_t length = strcspn(p, "/");
        snprintf(step, sizeof step, "%.*s", (int)length, p);
        item = cJSON_IsArray(item) ? cJSON_GetArrayItem(item, atoi(step))
                                   : cJSON_GetObjectItemCaseSensitive(item, step);
        if (item == NULL)
            fail_msg("%s: there is no %s", path, step);
        p += length;
    }
    return item;
}

static void test_figures_stand_where_they_belong(void **state)
{
    static const struct {
        const char *path;
        double want;
    } cases[] = {
        {"meta/price_year", 2026},
        {"meta/milestones/2/duration_years", 5},
        {"meta/calendar/step_h", 12},
        {"certificate/lower_bound_eur", 1230000},
        {"certificate/residuals/residual_kw", 1e-8},
        {"summary/horizon/cost_eur", 1234567.8},
        {"summary/horizon/account_eur/energy", 534567.8},
        {"summary/horizon/status_quo_account_eur/unserved", 600000},
        /* 1,234,567.8 less 2,000,000 */
        {"summary/horizon/difference/cost_eur", -765432.2},
        /* 900 + 2 * 700 + 5 * 500, less 900 + 2 * 880 + 5 * 840 */
        {"summary/horizon/difference/co2_t", -2060},
        /* 12.95 + 2 * 210.95 + 5 * 410.95 */
        {"summary/horizon/wanted_growth_mwh", 2489.6},
        /* 3 trucks * 10 kWh * 365 days, and 400 MWh */
        {"summary/milestones/2/wanted_growth_mwh", 410.95},
        {"summary/milestones/2/status_quo_refused_growth_mwh", 310.95},
        /* hub 55,000 + battery 32,800 + cable 24,000 */
        {"summary/themes/3/investment_eur", 111800},
        {"summary/municipalities/1/investment_eur", 120000},
        /* 8 years of 250 t, where it was 300 */
        {"summary/municipalities/0/co2_t", 2000},
        {"summary/municipalities/0/status_quo_co2_t", 2400},
        {"summary/municipalities/0/freed_kw", 50},
        /* 2 + 2 * 60 + 5 * 100, where it was 2 + 2 * 150 + 5 * 300 */
        {"summary/municipalities/1/refused_growth_mwh", 622},
        {"summary/municipalities/1/status_quo_refused_growth_mwh", 1802},
        /* half a desk of 100,000 EUR for 1 + 2 + 5 years */
        {"summary/payers/1/paid_eur", 400000},
        {"themes/2/kpi/values/1", 350},
        {"parks/0/situation/import_cap_kw", 600},
        {"parks/0/situation/existing_vehicles", 1},
        {"parks/0/situation/demand/1/energy_mwh_per_year", 438},
        {"parks/0/actions/2/payments/0/eur", 207900},
        {"parks/0/actions/2/subsidies/0/units", 3},
        {"parks/0/actions/3/amount_kwh", 80},
        {"parks/1/milestones/2/plan/unserved/refused_growth_frac", 0.25},
        {"parks/1/milestones/2/wanted_growth_mwh", 400},
        {"parks/0/milestones/0/status_quo/charging/vehicles_served", 1},
        {"hubs/0/year", 2028},
        {"hubs/0/members/1/joined_year", 2028},
        {"hubs/0/milestones/2/group_contract_kw", 320},
        {"heat_nets/0/milestones/1/cost_eur_per_mwh", 100},
        {"heat_nets/0/parks/0/delivered_mwh/2", 345},
        {"heat_nets/0/parks/1/delivered_mwh/2", 5},
        {"heat_nets/0/sources/0/capacity_kw/1", 120},
        {"heat_nets/0/pipes/1/peak_kw/2", 115},
        {"heat_nets/0/pipes/0/flow_mwh/1", 360},
        {"stations/0/milestones/1/import_cap_kw", 1500},
        {"stations/0/milestones/2/hours_at_import_limit", 12},
        {"programme/efforts/0/milestones/0/units", 0.5},
        {"programme/parks/1/companies_acting/2", 1},
        {"funds/0/milestones/1/used_eur", 100000},
        {"targets/0/milestones/0/shortfall", 0.55},
        {"limits/1/year", 2030},
        {"contracts_at_risk/1/at_risk_kw", 110},
        {"contracts_at_risk/0/year", 2028},
        {"curves/0/before_kw/0/1", 1900},
        {"curves/1/after_kw/0/1", -5},
        {"places/pipes/0/points/1/lon", 4.6},
        {"places/parks/0/lat", 52.15},
    };
    char *text = text_of(*state);
    cJSON *whole = cJSON_Parse(text);
    assert_non_null(whole);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const cJSON *item = at(whole, cases[i].path);
        if (!cJSON_IsNumber(item) ||
            fabs(item->valuedouble - cases[i].want) > 1e-9 * (1.0 + fabs(cases[i].want)))
            fail_msg("%s is %.12g; expected %.12g", cases[i].path, item->valuedouble,
                     cases[i].want);
    }
    cJSON_Delete(whole);
    free(text);
}

/* The last bit of two sums is no difference: "difference" has 0 and not 1e-8. */
static void test_noise_is_no_difference(void **state)
{
    context *c = *state;
    c->plan->horizon_total.cost_eur = nextafter(c->plan->horizon_total.status_quo_cost_eur, 0.0);
    char *text = text_of(c);
    cJSON *whole = cJSON_Parse(text);
    assert_true(at(whole, "summary/horizon/difference/cost_eur")->valuedouble == 0.0);
    cJSON_Delete(whole);
    free(text);
}

static void test_words_stand_where_they_belong(void **state)
{
    static const struct {
        const char *path, *want; /* NULL: null */
    } cases[] = {
        {"meta/tool", "parkplan"},
        {"meta/input/file", "test.xml"},
        {"meta/scenario/name", "Basis"},
        {"meta/perspective", "societal"},
        {"status", "within_gap"},
        {"summary/municipalities/2/id", NULL},
        {"themes/0/goal/text_id", "goal_energy_desk"},
        {"themes/0/owner", "municipality"},
        {"themes/0/reason", NULL},
        {"themes/5/reason/text_id", "reason_not_offered"},
        {"themes/5/owner", NULL},
        {"themes/6/id", "communication"},
        {"parks/0/actions/0/id", "park/site/ems@2027"},
        {"parks/0/actions/1/id", "park/site/pv@2028"},
        {"parks/0/actions/2/prerequisites/0/text_id", "prerequisite_ems"},
        {"parks/0/actions/3/id", "park/mate/hub:hub/battery@2028"},
        {"parks/0/actions/4/id", "park/site/hub:hub@2028"},
        {"parks/0/actions/4/technology", NULL},
        {"parks/0/actions/6/id", "park/site/led@2030"},
        {"parks/0/actions/7/id", "park/site/led@2030#2"},
        {"region_actions/0/id", "effort/desk@2027"},
        {"region_actions/1/id", "platform/ems@2028"},
        {"region_actions/2/id", "hub/hub@2028"},
        {"region_actions/3/id", "heat_net/net@2028"},
        {"region_actions/4/id", "heat_net/net/source:rotterdam@2028"},
        {"region_actions/7/id", "cable/cable@2028"},
        {"region_actions/0/park", NULL},
        {"hubs/0/decision", "formed"},
        {"hubs/0/actions/0", "park/mate/hub:hub/battery@2028"},
        {"heat_nets/0/decision", "built"},
        {"heat_nets/0/milestones/0/cost_eur_per_mwh", NULL},
        {"targets/0/unit", "frac"},
        {"limits/0/kind", "fund"},
        {"curves/1/before_kw", NULL},
        {"curves/1/limit_kw", NULL},
        {"contracts_at_risk/0/connection", "bakery"},
        {"assumptions/0/text_id", "assumption_station_cap"},
    };
    char *text = text_of(*state);
    cJSON *whole = cJSON_Parse(text);
    assert_non_null(whole);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const cJSON *item = at(whole, cases[i].path);
        if (cases[i].want == NULL
                ? !cJSON_IsNull(item)
                : !cJSON_IsString(item) || strcmp(item->valuestring, cases[i].want) != 0)
            fail_msg("%s is %s; expected %s", cases[i].path,
                     cJSON_IsString(item) ? item->valuestring : "no text",
                     cases[i].want == NULL ? "null" : cases[i].want);
    }
    assert_null(cJSON_GetObjectItemCaseSensitive(whole, "worse_off"));
    cJSON_Delete(whole);
    free(text);
}

static void test_what_did_not_happen_has_no_year(void **state)
{
    context *c = *state;
    c->plan->hubs[0].formed = 3;
    c->plan->hubs[0].joined = (const size_t[]){3, 3};
    c->plan->heat_nets[0].built = 3;
    char *text = text_of(c);
    cJSON *whole = cJSON_Parse(text);
    assert_string_equal(at(whole, "hubs/0/decision")->valuestring, "not_formed");
    assert_true(cJSON_IsNull(at(whole, "hubs/0/year")));
    assert_true(cJSON_IsNull(at(whole, "hubs/0/members/0/joined_year")));
    assert_string_equal(at(whole, "heat_nets/0/decision")->valuestring, "not_built");
    assert_true(cJSON_IsNull(at(whole, "heat_nets/0/year")));
    cJSON_Delete(whole);
    free(text);
}

static void test_worse_off_in_the_private_perspective(void **state)
{
    context *c = *state;
    worse_off poor = {.connection = &c->plan->region->connections[1], .eur_per_year = 12.5};
    c->plan->perspective = PERSPECTIVE_PRIVATE;
    c->plan->worse_off = &poor;
    c->plan->n_worse_off = 1;
    char *text = text_of(c);
    cJSON *whole = cJSON_Parse(text);
    assert_string_equal(at(whole, "worse_off/0/connection")->valuestring, "mate");
    assert_string_equal(at(whole, "worse_off/0/park")->valuestring, "park");
    assert_true(at(whole, "worse_off/0/eur_per_year")->valuedouble == 12.5);
    cJSON_Delete(whole);
    free(text);
}

static void test_same_plan_same_bytes(void **state)
{
    char *first = text_of(*state), *second = text_of(*state);
    assert_string_equal(first, second);
    assert_int_equal(first[strlen(first) - 1], '\n');
    free(first);
    free(second);
}

static void assert_not_finite(context *c, const char *where)
{
    char *text = NULL;
    assert_int_equal(plan_json_text(c->plan, c->diags, &text), STATUS_SOLVER);
    assert_null(text);
    assert_int_equal(diag_count(c->diags), 1);
    assert_int_equal(diag_get(c->diags, 0)->code, DIAG_NOT_FINITE);
    if (strstr(diag_get(c->diags, 0)->text, where) != diag_get(c->diags, 0)->text)
        fail_msg("\"%s\" does not start with %s", diag_get(c->diags, 0)->text, where);
}

static void test_not_finite_is_told_with_its_place(void **state)
{
    context *c = *state;
    c->plan->hubs[0].exchanged_mwh = (const double[]){0.0, NAN, INFINITY};
    assert_not_finite(c, "hubs[0].milestones[1].exchanged_mwh is nan;");
}

static void test_not_finite_in_a_list(void **state)
{
    context *c = *state;
    c->plan->heat_nets[0].source_kw = (const double[]){0.0, 1.0, -INFINITY};
    assert_not_finite(c, "heat_nets[0].sources[0].capacity_kw[2] is -inf;");
}

static void test_not_finite_writes_nothing(void **state)
{
    context *c = *state;
    char path[] = "/tmp/parkplan_test_XXXXXX";
    const int file = mkstemp(path);
    assert_true(file >= 0);
    assert_int_equal(write(file, "old", 3), 3);
    close(file);
    c->plan->horizon_total.cost_eur = NAN;
    assert_int_equal(plan_write_json(c->plan, path, c->diags), STATUS_SOLVER);
    char kept[8] = "";
    FILE *in = fopen(path, "r");
    assert_non_null(in);
    assert_int_equal(fread(kept, 1, sizeof kept, in), 3);
    fclose(in);
    assert_memory_equal(kept, "old", 3);
    unlink(path);
}

/* An independent reader finds the plan in the form that the schema promises. */
static void test_follows_the_schema(void **state)
{
    context *c = *state;
    char path[] = "/tmp/parkplan_test_XXXXXX", command[128];
    const int file = mkstemp(path);
    assert_true(file >= 0);
    close(file);
    snprintf(command, sizeof command, "/usr/bin/python3 tests/check_plan_schema.py %s", path);
    assert_int_equal(plan_write_json(c->plan, path, c->diags), STATUS_OK);
    assert_int_equal(system(command), 0);
    worse_off poor = {.connection = &c->plan->region->connections[1], .eur_per_year = 12.5};
    c->plan->perspective = PERSPECTIVE_PRIVATE;
    c->plan->worse_off = &poor;
    c->plan->n_worse_off = 1;
    assert_int_equal(plan_write_json(c->plan, path, c->diags), STATUS_OK);
    assert_int_equal(system(command), 0);
    unlink(path);
}

/* A list that is empty is an empty list, and not a section that is missing. */
static void test_an_empty_plan_follows_the_schema(void **state)
{
    context *c = *state;
    plan *p = c->plan;
    p->n_actions = p->n_hubs = p->n_heat_nets = p->n_efforts = p->n_funds = 0;
    p->n_targets = p->n_limits = p->n_curves = p->parks[0].n_actions = p->parks[1].n_actions = 0;
    char path[] = "/tmp/parkplan_test_XXXXXX", command[128];
    const int file = mkstemp(path);
    assert_true(file >= 0);
    close(file);
    snprintf(command, sizeof command, "/usr/bin/python3 tests/check_plan_schema.py %s", path);
    assert_int_equal(plan_write_json(p, path, c->diags), STATUS_OK);
    assert_int_equal(system(command), 0);
    unlink(path);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_figures_stand_where_they_belong),
        TEST(test_noise_is_no_difference),
        TEST(test_words_stand_where_they_belong),
        TEST(test_what_did_not_happen_has_no_year),
        TEST(test_worse_off_in_the_private_perspective),
        TEST(test_same_plan_same_bytes),
        TEST(test_not_finite_is_told_with_its_place),
        TEST(test_not_finite_in_a_list),
        TEST(test_not_finite_writes_nothing),
        TEST(test_follows_the_schema),
        TEST(test_an_empty_plan_follows_the_schema),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
