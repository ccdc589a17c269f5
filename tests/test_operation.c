/* tests/test_operation.c - formulas of their own agree with what was solved, and see what is moved. */
#include "model/operation.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/tolerance.h"
#include "solver/plan_rebuild.h"
#include "tests/fixture.h"
#include "tests/near.h"
#include "tests/random_region.h"
#include "tests/solved.h"

/* A solved region, in words of the region. */
typedef struct solved {
    plan_rebuild *rebuild;
    plan *plan;
    operation in_plan, status_quo;
} solved;

static solved solve(const region *r, perspective who, bool relax, arena *mem)
{
    solved s;
    plan *first = NULL;
    diag_list *diags = diag_list_new();
    assert_int_equal(plan_rebuild_new(r, who, &s.rebuild), STATUS_OK);
    const solve_options options = {.perspective = who,
                                   .gap_frac = 0.001,
                                   .time_limit_s = 60.0,
                                   .relax = relax,
                                   .evidence = plan_rebuild_part,
                                   .evidence_context = s.rebuild};
    const status st = plan_solve(r, &options, mem, diags, &first);
    assert_true(st == STATUS_OK || st == STATUS_INFEASIBLE);
    diag_list_free(diags);
    assert_non_null(first);
    assert_int_equal(plan_rebuild_finish(s.rebuild, mem, &s.plan), STATUS_OK);
    assert_int_equal(plan_rebuild_operations(s.rebuild, mem, &s.in_plan, &s.status_quo), STATUS_OK);
    s.in_plan.relaxed = s.status_quo.relaxed = relax;
    return s;
}

static size_t n_wrong(const solved *s, check_kind kind, bool print, arena *mem)
{
    verification v = verification_start(mem);
    operation_verify(&s->in_plan, s->plan, &v);
    operation_verify_status_quo(&s->status_quo, s->plan, &v);
    for (size_t k = 0; print && k < v.n_failures; k++)
        print_error("%s: %s: %.10g instead of %.10g\n", check_kind_id(v.failures[k].kind),
                    v.failures[k].where, v.failures[k].have, v.failures[k].want);
    return kind == CHECK_KIND_COUNT ? verification_failures(&v) : v.results[kind].n_failed;
}

static void agrees(const region *r, perspective who, bool relax, arena *mem)
{
    solved s = solve(r, who, relax, mem);
    assert_int_equal(n_wrong(&s, CHECK_KIND_COUNT, true, mem), 0);
    plan_rebuild_free(s.rebuild);
}

static region *full_region(arena *mem)
{
    region *r = fixture_full_region(mem);
    r->co2_price_eur_per_t = fixture_list(r, mem, 60.0);
    r->grid_cost_eur_per_kw_year = 30.0;
    return r;
}

static int setup(void **state)
{
    *state = arena_new();
    return *state == NULL ? -1 : 0;
}

static int teardown(void **state)
{
    arena_free(*state);
    return 0;
}

static void test_one_of_everything(void **state)
{
    region *r = full_region(*state);
    solved_prepare(r, *state);
    agrees(r, PERSPECTIVE_SOCIETAL, false, *state);
    agrees(r, PERSPECTIVE_PRIVATE, false, *state);
    agrees(r, PERSPECTIVE_SOCIETAL, true, *state); /* half hubs and nets: every sum counts */
    agrees(r, PERSPECTIVE_PRIVATE, true, *state);
}

/* What is dear to do without: hubs form, nets and cables are built. */
static void test_all_built(void **state)
{
    region *r = full_region(*state);
    r->co2_price_eur_per_t = fixture_list(r, *state, 3000.0);
    r->grid_cost_eur_per_kw_year = 3000.0;
    r->hubs[0].settle_net = true;
    solved_prepare(r, *state);
    agrees(r, PERSPECTIVE_SOCIETAL, false, *state);
    agrees(r, PERSPECTIVE_PRIVATE, false, *state);
    agrees(r, PERSPECTIVE_SOCIETAL, true, *state);
}

/* The first that a fund pays; NULL. */
static payment *payment_of_fund(plan *p)
{
    for (size_t k = 0; k < p->n_actions; k++)
        for (size_t n = 0; n < p->actions[k].n_payments; n++)
            if (p->actions[k].payments[n].fund)
                return &p->actions[k].payments[n];
    return NULL;
}

/* What runs on is paid in later milestones than that of its action, and counts there. */
static void test_payment_counts_when_it_is_paid(void **state)
{
    region *r = full_region(*state);
    r->co2_price_eur_per_t = fixture_list(r, *state, 3000.0);
    (void)fixture_add_fund(r, *state, "any", 1e6);
    solved_prepare(r, *state);
    solved s = solve(r, PERSPECTIVE_PRIVATE, false, *state);
    payment *moved = payment_of_fund(s.plan);
    assert_non_null(moved);
    fund_use *use = s.plan->funds;
    while (use->fund != moved->fund)
        use++;
    double *used_eur = arena_array(*state, r->horizon.n_milestones, sizeof *used_eur);
    assert_non_null(used_eur);
    memcpy(used_eur, use->used_eur, r->horizon.n_milestones * sizeof *used_eur);
    use->used_eur = used_eur;
    assert_int_equal(n_wrong(&s, CHECK_payments, true, *state), 0);
    moved->milestone++;
    assert_true(n_wrong(&s, CHECK_payments, false, *state) > 0);
    used_eur[moved->milestone - 1] -= moved->eur;
    used_eur[moved->milestone] += moved->eur;
    assert_int_equal(n_wrong(&s, CHECK_payments, true, *state), 0);
    plan_rebuild_free(s.rebuild);
}

static void test_drawn_regions(void **state)
{
    for (unsigned seed = 1; seed <= 12; seed++) {
        region *r = random_region(*state, seed,
                                  (random_options){.n_parks = 3, .n_milestones = 3, .n_steps = 4});
        solved_prepare(r, *state);
        agrees(r, seed % 2 ? PERSPECTIVE_SOCIETAL : PERSPECTIVE_PRIVATE, seed % 3 == 0, *state);
    }
}

/* --- any values at all ----------------------------------------------------------------------------- */

static double drawn(unsigned long *dice)
{
    *dice = (*dice * 1103515245 + 12345) % 2147483648;
    return (double)*dice / 2147483648.0;
}

static double row_sum(const lp *p, int row, const double *x)
{
    const lp_row_view v = lp_row(p, row);
    double sum = 0.0;
    for (int k = 0; k < v.n; k++)
        sum += v.values[k] * x[v.columns[k]];
    return sum;
}

/* What a quantity's row adds up to, from its own and its column's value. */
static void settle_quantities(const formulation *f, const int *columns, const int *rows, size_t n,
                              double *x)
{
    for (size_t k = 0; k < n; k++)
        if (columns[k] >= 0)
            x[columns[k]] += row_sum(f->lp, rows[k], x) - lp_row_lower(f->lp, rows[k]);
}

static bool is_balance(const char *name)
{
    static const char *const kinds[] = {"balance[", "level[", "group_net[", "shifted_all["};
    for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; k++)
        if (strncmp(name, kinds[k], strlen(kinds[k])) == 0)
            return true;
    return false;
}

static double worst_balance(const formulation *f, const double *x)
{
    double worst = 0.0;
    for (int i = 0; i < lp_rows(f->lp); i++)
        if (is_balance(lp_row_name(f->lp, i)))
            worst = fmax(worst, fabs(row_sum(f->lp, i, x) - lp_row_lower(f->lp, i)));
    return worst;
}

/* Costs and emissions are linear, so that both ways of adding them up have to agree for values that
 * are no solution at all. So no term escapes because it does not pay. Of the balances, the worst is as
 * far off either way. */
static void agrees_for_any_values(const region *r, perspective who, unsigned seed, arena *mem)
{
    formulation *f;
    assert_int_equal(formulation_whole(r, who, &f), STATUS_OK);
    const size_t n = (size_t)lp_columns(f->lp), years = r->horizon.n_milestones;
    double *x = calloc(n + 1, sizeof *x);
    unsigned long dice = seed;
    for (size_t j = 0; j < n; j++)
        x[j] = drawn(&dice) * fmin(lp_upper(f->lp, (int)j), 1000.0);
    settle_quantities(f, f->quantity.co2_column, f->quantity.co2_row, (r->n_parks + 1) * years, x);
    const evidence_part all = {.n_columns = n, .values = x, .status_quo = x};
    solved s;
    assert_int_equal(plan_rebuild_new(r, who, &s.rebuild), STATUS_OK);
    assert_int_equal(plan_rebuild_part(s.rebuild, &all), STATUS_OK);
    assert_int_equal(plan_rebuild_finish(s.rebuild, mem, &s.plan), STATUS_OK);
    assert_int_equal(plan_rebuild_operations(s.rebuild, mem, &s.in_plan, &s.status_quo), STATUS_OK);
    verification v = verification_start(mem);
    operation_verify_status_quo(&s.status_quo, s.plan, &v);
    if (v.results[CHECK_costs].n_failed > 0)
        print_error("off by %.10g: %s\n", v.results[CHECK_costs].worst,
                    v.results[CHECK_costs].where);
    assert_int_equal(v.results[CHECK_costs].n_failed, 0);
    assert_int_equal(v.results[CHECK_co2].n_failed, 0);
    assert_near(v.results[CHECK_balances].worst, worst_balance(f, x), 1e-6);
    plan_rebuild_free(s.rebuild);
    formulation_free(f);
    free(x);
}

/* What the region of one of everything does not have: losses, a right, a platform, a group of two
 * levels. */
static region *fuller_region(arena *mem)
{
    region *r = full_region(mem);
    r->n_subsidies = r->n_funds = 0; /* what they give follows from actions, not from values */
    r->technologies[FULL_CABLE].loss_frac_per_m = 1e-4;
    r->technologies[FULL_BATTERY].loss_frac_per_h = 0.01;
    technology *ems = &r->technologies[FULL_EMS];
    ems->regional = true;
    ems->platform_investment_eur = 1000.0;
    ems->platform_operating_eur_per_year = 50.0;
    tariff *low = &r->tariffs[r->n_tariffs++];
    *low = r->tariffs[0];
    low->id = "low";
    low->level = GRID_LEVEL_MS_LS;
    low->contract_eur_per_kw_year += 12.0;
    r->connections[1].level = GRID_LEVEL_MS_LS;
    r->connections[1].tariff_shares[0].tariff = low;
    transport_right *right = ARENA_NEW(mem, transport_right);
    *right = (transport_right){.kind = RIGHT_TIME_BLOCK,
                               .import_kw = 20.0,
                               .contract_eur_per_kw_year = 7.0,
                               .available = fixture_steps(r, mem, 0.5)};
    r->connections[0].rights = right;
    r->connections[0].n_rights = 1;
    return r;
}

static void test_any_values(void **state)
{
    for (unsigned seed = 1; seed <= 8; seed++) {
        region *r = fuller_region(*state);
        r->hubs[0].settle_net = seed % 4 < 2;
        solved_prepare(r, *state);
        agrees_for_any_values(r, seed % 2 ? PERSPECTIVE_SOCIETAL : PERSPECTIVE_PRIVATE, seed,
                              *state);
    }
    for (unsigned seed = 1; seed <= 8; seed++) {
        region *r = random_region(
            *state, seed,
            (random_options){
                .n_parks = 4, .n_milestones = 3, .n_steps = 4, .plain = true, .one_of_each = true});
        solved_prepare(r, *state);
        agrees_for_any_values(r, seed % 2 ? PERSPECTIVE_PRIVATE : PERSPECTIVE_SOCIETAL, seed,
                              *state);
    }
}

/* Each kind of check sees what it is for. */
static void test_moved_values_are_found(void **state)
{
    region *r = full_region(*state);
    solved_prepare(r, *state);
    solved s = solve(r, PERSPECTIVE_SOCIETAL, false, *state);
    plan_total *total = (plan_total *)&s.plan->totals[0];
    const struct {
        check_kind kind;
        double *value, more;
    } moves[] = {
        {CHECK_balances, (double *)s.in_plan.days[0].import_own[0], 1.0},
        {CHECK_power, (double *)s.in_plan.days[0].import_own[0], 1e6},
        {CHECK_lives, &s.in_plan.capacity[FULL_PV], 1.0},
        {CHECK_costs, &s.in_plan.peak[0], 1.0},
        {CHECK_costs, &total->account_eur[ACCOUNT_ENERGY], 1.0},
        {CHECK_costs, &total->status_quo_account_eur[ACCOUNT_ENERGY], 1.0},
        {CHECK_co2, (double *)&s.plan->parks[0].plan[0].co2_t, 0.01},
        {CHECK_sums, &total->cost_eur, 1.0},
        {CHECK_payments, &s.plan->actions[0].investment_eur, 10.0},
    };
    for (size_t k = 0; k < sizeof moves / sizeof moves[0]; k++) {
        const double before = *moves[k].value;
        *moves[k].value += moves[k].more;
        if (n_wrong(&s, moves[k].kind, false, *state) == 0)
            fail_msg("move %zu is not found by %s", k, check_kind_id(moves[k].kind));
        *moves[k].value = before;
    }
    assert_int_equal(n_wrong(&s, CHECK_KIND_COUNT, true, *state), 0);
    plan_rebuild_free(s.rebuild);
}

/* (E54) In one of two steps of 12 h, for a year: a battery that takes in 90 % charges 10 kW and gives 4.5, of which
 * 5 and 4.5 go for nothing, half a kW or 2,190 kWh at 0.10; and 10 of 30 kW drawn are fed in at 0.05. */
static void test_burned_energy_is_told(void **state)
{
    region *r = full_region(*state);
    r->technologies[FULL_BATTERY].efficiency_in_frac = 0.9;
    r->technologies[FULL_BATTERY].efficiency_out_frac = 1.0;
    solved_prepare(r, *state);
    solved s = solve(r, PERSPECTIVE_SOCIETAL, false, *state);
    verification v = verification_start(*state);
    operation_verify(&s.in_plan, s.plan, &v);
    assert_near(v.burned_kwh, 0.0, 1.0);
    size_t battery = 0;
    while (r->assets[battery].technology != &r->technologies[FULL_BATTERY])
        battery++;
    const flow_day *first = &s.in_plan.days[0];
    double *const flows[] = {(double *)first->of_asset[battery],
                             (double *)first->discharge[battery], (double *)first->import_own[0],
                             (double *)first->export_own[0]};
    const double kw[] = {10.0, 4.5, 30.0, 10.0};
    for (size_t k = 0; k < 4; k++)
        flows[k][0] = kw[k];
    v = verification_start(*state);
    operation_verify(&s.in_plan, s.plan, &v);
    assert_near(v.burned_kwh, 2190.0 + 43800.0, 1.0);
    assert_near(v.burned_eur, 219.0 + 2190.0, 1.0);
    plan_rebuild_free(s.rebuild);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_one_of_everything, setup, teardown),
        cmocka_unit_test_setup_teardown(test_all_built, setup, teardown),
        cmocka_unit_test_setup_teardown(test_payment_counts_when_it_is_paid, setup, teardown),
        cmocka_unit_test_setup_teardown(test_drawn_regions, setup, teardown),
        cmocka_unit_test_setup_teardown(test_any_values, setup, teardown),
        cmocka_unit_test_setup_teardown(test_moved_values_are_found, setup, teardown),
        cmocka_unit_test_setup_teardown(test_burned_energy_is_told, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
