/* tests/test_plan_solve.c - how a run ends: limits, contradictions, lack of memory. */
#include "solver/plan_solve.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/fixture.h"
#include "tests/near.h"
#include "tests/random_region.h"
#include "tests/solved.h"

static const solve_options usual = {
    .perspective = PERSPECTIVE_SOCIETAL, .gap_frac = 0.0, .time_limit_s = 60.0};

static status run(const region *r, solve_options o, arena *mem, diag_code *code, plan **out)
{
    diag_list *diags = diag_list_new();
    assert_non_null(diags);
    const status st = plan_solve(r, &o, mem, diags, out);
    *code = diag_count(diags) > 0 ? diag_get(diags, 0)->code : DIAG_CODE_COUNT;
    diag_list_free(diags);
    return st;
}

static region *drawn(arena *mem)
{
    region *r =
        random_region(mem, 5, (random_options){.n_parks = 2, .n_milestones = 2, .n_steps = 4});
    solved_prepare(r, mem);
    return r;
}

/* Costs what doing nothing costs, and says that it was stopped. */
static void stopped_with_a_plan(const region *r, solve_options o, arena *mem)
{
    diag_code code;
    plan *p = NULL;
    assert_int_equal(run(r, o, mem, &code, &p), STATUS_LIMIT);
    assert_non_null(p);
    assert_int_equal(p->status, PLAN_STOPPED_AT_LIMIT);
    assert_int_equal(p->n_actions, 0);
    assert_near(solved_cost_eur(p), p->horizon_total.status_quo_cost_eur, 1.0);
    assert_true(p->certificate.lower_bound_eur <= p->certificate.objective_eur);
    /* That something costs more than it brings would be a claim without a proof. */
    for (int t = 0; t < THEME_COUNT; t++)
        assert_string_not_equal(p->themes[t].reason_text_id, "reason_not_chosen");
}

static void test_no_time(void **state)
{
    solve_options o = usual;
    o.time_limit_s = 1e-9;
    stopped_with_a_plan(drawn(*state), o, *state);
}

static void test_stop_flag(void **state)
{
    volatile sig_atomic_t stop = 1;
    solve_options o = usual;
    o.stop = &stop;
    stopped_with_a_plan(drawn(*state), o, *state);
}

/* Doing nothing more then misses the target: it is shown, with what it misses, and does not pass
 * for an answer. */
static void test_no_time_and_a_target(void **state)
{
    region *r = fixture_region(*state);
    r->targets[r->n_targets++] = (target){.id = "co2",
                                          .kind = TARGET_CO2,
                                          .limit = fixture_list(r, *state, 200.0),
                                          .basis = {.kind = BASIS_MEASURED},
                                          .line = 43};
    solved_prepare(r, *state);
    solve_options o = usual;
    o.time_limit_s = 1e-9;
    diag_code code;
    plan *p = NULL;
    assert_int_equal(run(r, o, *state, &code, &p), STATUS_INFEASIBLE);
    assert_int_equal(code, DIAG_STOPPED_WITHOUT_PLAN);
    assert_non_null(p);
    assert_int_equal(p->status, PLAN_STOPPED_AT_LIMIT);
    assert_near(p->targets[0].value[0], 262.8, 1e-4); /* 876 MWh of 0.3 kg/kWh */
    assert_near(p->targets[0].shortfall[0], 62.8, 1e-4);
    assert_near(solved_cost_eur(p), 87600.0, 0.1);
}

/* A desk of at least one FTE, to be paid from a fund of a tenth of its cost. */
static void test_limits_that_contradict(void **state)
{
    region *r = fixture_full_region(*state);
    r->programme.efforts[0].min = fixture_list(r, *state, 1.0);
    const payer **payers = arena_array(*state, 1, sizeof *payers);
    assert_non_null(payers);
    payers[0] = &r->payers[0];
    r->programme.efforts[0].payers = payers;
    r->programme.efforts[0].n_payers = 1;
    r->funds[0].themes[THEME_ENERGY_DESK] = true;
    r->funds[0].municipality = NULL;
    r->funds[0].budget_eur = fixture_list(r, *state, 1e4);
    solved_prepare(r, *state);
    diag_code code;
    plan *p = NULL;
    assert_int_equal(run(r, usual, *state, &code, &p), STATUS_INFEASIBLE);
    assert_null(p);
    assert_int_equal(code, DIAG_NO_PLAN);
}

typedef struct told {
    size_t n;
    double bound, best;
    bool worse;
} told;

/* Along the way the plan only gets better, and so does the bound. */
static void remember(void *context, const char *phase, double bound, double best, double elapsed_s)
{
    told *t = context;
    assert_non_null(phase);
    assert_true(elapsed_s >= 0.0);
    t->worse |= t->n > 0 && (best > t->best || bound < t->bound);
    t->n++;
    t->bound = isnan(bound) ? t->bound : bound;
    t->best = isnan(best) ? t->best : best;
}

static void test_reports(void **state)
{
    told t = {.bound = -INFINITY, .best = INFINITY};
    solve_options o = usual;
    o.report = remember;
    o.report_context = &t;
    diag_code code;
    plan *p = NULL;
    assert_int_equal(run(drawn(*state), o, *state, &code, &p), STATUS_OK);
    assert_true(t.n >= 3);
    assert_false(t.worse);
    assert_near(t.best, p->certificate.objective_eur, 1e-6 * fabs(t.best));
    assert_true(t.bound <= t.best * (1.0 + 1e-6));
}

static void test_writes_the_program(void **state)
{
    char folder[] = "/tmp/test_plan_solve_XXXXXX", path[64];
    assert_non_null(mkdtemp(folder));
    (void)snprintf(path, sizeof path, "%s/region.lp", folder);
    solve_options o = usual;
    o.write_lp = path;
    diag_code code;
    plan *p = NULL;
    const region *r = drawn(*state);
    assert_int_equal(run(r, o, *state, &code, &p), STATUS_OK);
    assert_int_equal(access(path, R_OK), 0);
    (void)unlink(path);
    o.write_lp = folder; /* a folder is no file */
    assert_int_equal(run(r, o, *state, &code, &p), STATUS_IO);
    assert_null(p);
    (void)rmdir(folder);
}

/* The n-th allocation of the plan fails, for n = 1, 2, 3 ... until a run succeeds. */
static void test_out_of_memory(void **state)
{
    region *r = fixture_full_region(*state);
    solved_prepare(r, *state);
    size_t n = 0;
    status st = STATUS_NO_MEMORY;
    while (st == STATUS_NO_MEMORY) {
        arena *mem = arena_new();
        assert_non_null(mem);
        diag_code code;
        plan *p = NULL;
        arena_fail_at(mem, ++n);
        st = run(r, usual, mem, &code, &p);
        assert_true((st == STATUS_OK) == (p != NULL));
        arena_free(mem);
    }
    assert_int_equal(st, STATUS_OK);
    assert_true(n > 10);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_open, fixture_close)
    const struct CMUnitTest tests[] = {
        TEST(test_no_time),
        TEST(test_stop_flag),
        TEST(test_no_time_and_a_target),
        TEST(test_limits_that_contradict),
        TEST(test_reports),
        TEST(test_writes_the_program),
        TEST(test_out_of_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
