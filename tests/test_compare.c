/* tests/test_compare.c - docs/formulation.md, section 18: the scenarios of tests/regions/futures.xml,
 * worked out by hand in 18.1. */
#include "solver/compare.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include "model/tolerance.h"
#include "tests/near.h"
#include "tests/reading.h"

#define FUTURES "tests/regions/futures.xml"
static const double EUR_TOL = 0.05;
enum { DEAR, CHEAP, POOR, NO_ROOF, N_FUTURES };

typedef struct scene {
    reading read[N_FUTURES];
    compared list[N_FUTURES];
    size_t n;
    arena *mem;
    diag_list *diags;
    comparison *c;
} scene;

static void open_scene(scene *s, const char *const *ids, size_t n)
{
    *s = (scene){.n = n, .mem = arena_new(), .diags = diag_list_new()};
    for (size_t k = 0; k < n; k++) {
        s->read[k] = read_path(FUTURES, ids[k]);
        assert_read(&s->read[k]);
        s->list[k] = (compared){.region = s->read[k].region,
                                .is_base = k == 0,
                                .is_future = true,
                                .probability = 1.0 / (double)n};
    }
}

static void close_scene(scene *s)
{
    comparison_free(s->c);
    arena_free(s->mem);
    diag_list_free(s->diags);
    for (size_t k = 0; k < s->n; k++)
        reading_free(&s->read[k]);
}

static compare_options options_of(void)
{
    return (compare_options){.solve = {.time_limit_s = 600.0},
                             .n_jobs = 2,
                             .regret = true,
                             .n_points = 8,
                             .n_plans = 3,
                             .within_frac = 0.1};
}

static void compare_futures(scene *s, const compare_options *how)
{
    open_scene(s, (const char *const[]){NULL, "cheap", "poor", "no_roof"}, N_FUTURES);
    assert_int_equal(compare_solve(s->list, s->n, how, s->mem, s->diags, &s->c), STATUS_OK);
}

static const regret_cell *cell(const scene *s, size_t row, size_t column)
{
    return &s->c->regret->cells[row * N_FUTURES + column];
}

/* Rows: as decided; columns: what comes. EUR. */
static const double want_regret[N_FUTURES][N_FUTURES] = {
    [DEAR] = {0.0, 2992.0, 0.0, 10000.0},
    [CHEAP] = {3760.0, 0.0, 3008.0, 0.0},
    [POOR] = {2256.0, 1196.8, 0.0, 4000.0},
    [NO_ROOF] = {3760.0, 0.0, 3008.0, 0.0},
};
static const double want_own[N_FUTURES] = {159020.0, 66676.0, 163532.0, 166540.0};

static void test_regret(void **state)
{
    (void)state;
    scene s;
    const compare_options how = options_of();
    compare_futures(&s, &how);
    const regret_table *t = s.c->regret;
    assert_int_equal(t->n_futures, N_FUTURES);
    for (size_t row = 0; row < N_FUTURES; row++) {
        assert_near(cell(&s, row, row)->cost_eur, want_own[row], EUR_TOL);
        assert_true(cell(&s, row, row)->regret_eur <= 0.0);
        for (size_t column = 0; column < N_FUTURES; column++) {
            assert_true(cell(&s, row, column)->found);
            assert_near(cell(&s, row, column)->regret_eur, want_regret[row][column], EUR_TOL);
            assert_true(cell(&s, row, column)->regret_most_eur >= cell(&s, row, column)->regret_eur);
        }
        assert_true(t->largest_eur[t->least_regret] <= t->largest_eur[row]);
        assert_true(t->expected_eur[t->least_cost] <= t->expected_eur[row]);
    }
    assert_int_equal(t->least_regret, CHEAP);
    assert_near(t->largest_eur[CHEAP], 3760.0, EUR_TOL);
    assert_near(t->expected_eur[CHEAP], 140634.0, EUR_TOL);
    close_scene(&s);
}

/* What a future has no use for is paid; what it has no money for is told. */
static void test_idle_and_overrun(void **state)
{
    (void)state;
    scene s;
    const compare_options how = options_of();
    compare_futures(&s, &how);
    const regret_cell *idle = cell(&s, DEAR, NO_ROOF), *over = cell(&s, DEAR, POOR);
    assert_int_equal(idle->n_idle, 1);
    assert_string_equal(idle->idle[0].what->part, "roof");
    assert_near(idle->idle[0].amount, 10.0, 1e-6);
    assert_near(idle->idle_eur, 10000.0, EUR_TOL);
    assert_int_equal(over->n_overruns, 1);
    assert_string_equal(over->overruns[0].object, "till");
    assert_int_equal(over->overruns[0].milestone, 0);
    assert_near(over->overruns[0].amount, 30000.0, EUR_TOL);
    assert_near(over->cost_eur, want_own[DEAR], EUR_TOL);
    assert_int_equal(cell(&s, CHEAP, POOR)->n_overruns, 0);
    close_scene(&s);
}

static const compared_measure *measure(const scene *s, const char *part)
{
    for (size_t k = 0; k < s->c->regret->n_measures; k++)
        if (strcmp(s->c->regret->measures[k].what.part, part) == 0)
            return &s->c->regret->measures[k];
    fail_msg("no measure %s", part);
    return NULL;
}

static void test_measures(void **state)
{
    (void)state;
    scene s;
    const compare_options how = options_of();
    compare_futures(&s, &how);
    assert_int_equal(s.c->regret->n_measures, 3);
    assert_int_equal(measure(&s, "bargain")->class, MEASURE_NO_REGRET);
    assert_int_equal(measure(&s, "costly")->class, MEASURE_NEVER);
    const compared_measure *roof = measure(&s, "roof");
    assert_int_equal(roof->class, MEASURE_MAYBE);
    assert_true(roof->chosen[DEAR] && roof->chosen[POOR] && !roof->chosen[CHEAP] &&
                !roof->chosen[NO_ROOF]);
    assert_near(roof->what.amount, 4.0, 1e-6);
    assert_near(roof->most, 10.0, 1e-6);
    close_scene(&s);
}

static void test_robust(void **state)
{
    (void)state;
    scene s;
    compare_options how = options_of();
    how.robust = true;
    compare_futures(&s, &how);
    const robust_plan *cost = &s.c->robust[0], *regret = &s.c->robust[1];
    const double roof_kw = 3760.0 / 1376.0; /* where 376 (10 - kw) = 1000 kw */
    assert_true(cost->found && regret->found && !cost->too_large && !regret->too_large);
    assert_near(cost->value_eur, 140634.0, EUR_TOL);
    assert_near(cost->bound_eur, 140634.0, EUR_TOL);
    assert_near(regret->value_eur, 1000.0 * roof_kw, EUR_TOL);
    assert_near(regret->bound_eur, 1000.0 * roof_kw, EUR_TOL);
    assert_int_equal(regret->way, ROBUST_ONE_PROGRAM);
    assert_int_equal(regret->n_commitments, 2);
    for (size_t k = 0; k < regret->n_commitments; k++)
        if (strcmp(regret->commitments[k].part, "roof") == 0)
            assert_near(regret->commitments[k].amount, roof_kw, 1e-4);
    for (size_t k = 0; k < N_FUTURES; k++)
        assert_true(regret->cells[k].regret_eur <= regret->value_eur && regret->cells[k].n_overruns == 0);
    close_scene(&s);
}

/* Half, a fifth, a fifth and a tenth. A kW of roof now saves the base 376 EUR and poor, up to 4 kW, 752; it
 * costs cheap 299.20 and no_roof 1,000: -178.56 a kW, so that as much is best as poor can pay for. The row
 * with the least expected cost is that of the base, which needs more money than poor has. */
static void test_probabilities(void **state)
{
    (void)state;
    static const double probability[N_FUTURES] = {0.5, 0.2, 0.2, 0.1};
    scene s;
    compare_options how = options_of();
    how.robust = true;
    open_scene(&s, (const char *const[]){NULL, "cheap", "poor", "no_roof"}, N_FUTURES);
    for (size_t k = 0; k < N_FUTURES; k++)
        s.list[k].probability = probability[k];
    assert_int_equal(compare_solve(s.list, s.n, &how, s.mem, s.diags, &s.c), STATUS_OK);
    const robust_plan *cost = &s.c->robust[0];
    assert_int_equal(s.c->regret->least_cost, DEAR);
    assert_near(s.c->regret->expected_eur[DEAR], 142901.6, EUR_TOL);
    assert_near(s.c->regret->expected_eur[POOR], 143972.96, EUR_TOL);
    assert_true(cost->found);
    assert_near(cost->value_eur, 143972.96, EUR_TOL);
    assert_near(cost->bound_eur, 143972.96, EUR_TOL);
    close_scene(&s);
}

/* Those of the futures that are compared, by what was given, or else equal. */
static void test_shared_probability(void **state)
{
    (void)state;
    compared list[] = {{.is_future = true, .probability = 0.3},
                       {.kind = SCENARIO_OPTION},
                       {.is_future = true, .probability = 0.1}};
    compared_share_probability(list, 3);
    assert_near(list[0].probability, 0.75, 1e-12);
    assert_near(list[1].probability, 0.0, 0.0);
    assert_near(list[2].probability, 0.25, 1e-12);
    list[0].probability = list[2].probability = NAN;
    compared_share_probability(list, 3);
    assert_near(list[0].probability, 0.5, 1e-12);
    list[0].probability = list[2].probability = 0.0;
    compared_share_probability(list, 3);
    assert_near(list[2].probability, 0.5, 1e-12);
}

/* --- trade-offs --------------------------------------------------------------------------------- */

/* At least eight, sorted, none dominated, no gap larger than stated, and each the dearer the less. */
static void check_front(const tradeoff *t)
{
    assert_true(t->n_points >= 8);
    const double range = t->points[0].amount - t->points[t->n_points - 1].amount;
    for (size_t k = 0; k + 1 < t->n_points; k++) {
        const tradeoff_point *p = &t->points[k], *next = p + 1;
        assert_true(p->amount > next->amount && p->figures.cost_eur < next->figures.cost_eur);
        assert_true(p->amount - next->amount <= t->gap_allowed_frac * range);
    }
    assert_true(t->largest_gap_frac <= t->gap_allowed_frac);
}

/* The same plan once more, by a solve of its own with nothing but the limit. */
static void confirm(const region *base, target_kind kind, const tradeoff_point *p)
{
    arena *mem = arena_new();
    diag_list *diags = diag_list_new();
    region r = *base;
    const double limits[] = {NAN, p->limit};
    target one = {.id = "limit", .kind = kind, .limit = limits};
    r.targets = &one;
    r.n_targets = 1;
    plan *again = NULL;
    const solve_options how = {.time_limit_s = 600.0};
    assert_int_equal(plan_solve(&r, &how, mem, diags, &again), STATUS_OK);
    assert_near(again->certificate.objective_eur, p->figures.cost_eur, EUR_TOL);
    diag_list_free(diags);
    arena_free(mem);
}

static void check_points(const scene *s, const tradeoff *t, target_kind kind, double least_eur,
                         double most, double eur_per_unit)
{
    check_front(t);
    for (size_t k = 0; k < t->n_points; k++) {
        const tradeoff_point *p = &t->points[k];
        assert_near(p->figures.cost_eur, least_eur + eur_per_unit * (most - p->amount), EUR_TOL);
        assert_true(p->bound_eur <= p->figures.cost_eur + EUR_TOL);
        if (!isnan(p->limit) && p->limit > 0.1)
            confirm(s->list[0].region, kind, p);
    }
}

/* A costly kW costs 124 EUR a year more than it saves, and takes away 2.628 t. */
static void test_cost_against_co2(void **state)
{
    (void)state;
    scene s;
    compare_options how = options_of();
    how.tradeoff = true;
    open_scene(&s, (const char *const[]){NULL}, 1);
    assert_int_equal(compare_solve(s.list, 1, &how, s.mem, s.diags, &s.c), STATUS_OK);
    assert_null(s.c->regret);
    const double most_t = 2.0 * 85.0 * 2.628;
    check_points(&s, &s.c->tradeoffs[0], TARGET_CO2_TOTAL, 159020.0, most_t, 124.0 / 2.628);
    const tradeoff *t = &s.c->tradeoffs[0];
    assert_near(t->points[t->n_points - 1].amount, 2.0 * 35.0 * 2.628, 0.02);
    close_scene(&s);
}

/* 35 kW do not fit; each costs 1,000 EUR a year to make room for, and 963.60 to refuse. */
static void test_cost_against_refused_growth(void **state)
{
    (void)state;
    scene s;
    compare_options how = options_of();
    how.tradeoff = true;
    open_scene(&s, (const char *const[]){"growth"}, 1);
    assert_int_equal(compare_solve(s.list, 1, &how, s.mem, s.diags, &s.c), STATUS_OK);
    check_points(&s, &s.c->tradeoffs[1], TARGET_REFUSED_TOTAL, 252752.0, 2.0 * 35.0 * 8.76,
                 36.4 / 8.76);
    close_scene(&s);
}

/* --- different plans ------------------------------------------------------------------------------- */

/* Without the roof, and with the costly source: both within a tenth of 159,020. */
static void test_different_plans(void **state)
{
    (void)state;
    scene s;
    compare_options how = options_of();
    how.different = true;
    open_scene(&s, (const char *const[]){NULL}, 1);
    assert_int_equal(compare_solve(s.list, 1, &how, s.mem, s.diags, &s.c), STATUS_OK);
    const different_plans *d = s.c->different;
    assert_near(d->most_eur, 1.1 * 159020.0, EUR_TOL);
    assert_int_equal(d->n_plans, 2);
    assert_near(d->plans[0].plan->horizon_total.cost_eur, 166540.0, EUR_TOL);
    assert_near(d->plans[0].distance_frac, 50000.0 / 50500.0, 1e-6);
    assert_near(d->plans[1].plan->horizon_total.cost_eur, 171420.0, EUR_TOL);
    assert_near(d->plans[1].distance_frac, 500000.0 / 550500.0, 1e-6);
    for (size_t k = 0; k < d->n_plans; k++)
        assert_true(d->plans[k].plan->horizon_total.cost_eur <= d->most_eur);
    close_scene(&s);
}

/* --- both ways of solving, any number of jobs -------------------------------------------------------- */

static void test_decomposed_regret(void **state)
{
    (void)state;
    scene s;
    compare_options how = options_of();
    how.solve.method = METHOD_DECOMPOSED;
    how.solve.gap_frac = 1e-4;
    how.n_jobs = 1;
    open_scene(&s, (const char *const[]){NULL, "cheap", "poor", "no_roof"}, N_FUTURES);
    const status st = compare_solve(s.list, s.n, &how, s.mem, s.diags, &s.c);
    assert_true(st == STATUS_OK || st == STATUS_LIMIT);
    for (size_t row = 0; row < N_FUTURES; row++)
        for (size_t column = 0; column < N_FUTURES; column++) {
            assert_true(cell(&s, row, column)->found);
            assert_near(cell(&s, row, column)->regret_eur, want_regret[row][column],
                        2e-4 * want_own[column]);
        }
    close_scene(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_regret),           cmocka_unit_test(test_idle_and_overrun),
        cmocka_unit_test(test_measures),         cmocka_unit_test(test_robust),
        cmocka_unit_test(test_probabilities),    cmocka_unit_test(test_shared_probability),
        cmocka_unit_test(test_cost_against_co2), cmocka_unit_test(test_cost_against_refused_growth),
        cmocka_unit_test(test_different_plans),  cmocka_unit_test(test_decomposed_regret),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
