/* tests/test_lp.c - the neutral linear program, without any solver.
 *
 * The worked program:  min 10 + 2 a + 3 b
 *   demand:  a + b >= 4,   cap:  a - b <= 2,   0 <= a <= 5, 0 <= b <= 5, b whole
 * On the line a + b = 4 moving one unit from b to a saves 1, until a - b = 2: a = 3, b = 1.
 * Objective 10 + 6 + 3 = 19. Duals: u + v = 2 and u - v = 3, so u = 2.5, v = -0.5; as a check
 * 10 + 2.5 * 4 - 0.5 * 2 = 19. */
#include "solver/lp.h"

#include <math.h>
#include <string.h>

#include "tests/near.h"

static const double TOL = 1e-12;

typedef struct example {
    lp *p;
    int a, b, demand, cap;
} example;

static example open_example(void)
{
    example e = {.p = lp_new()};
    assert_non_null(e.p);
    e.a = lp_add_column(e.p, 0.0, 5.0, false, "a");
    e.b = lp_add_column(e.p, 0.0, 5.0, true, "b[%d]", 7);
    e.demand = lp_add_row(e.p, LP_KW, 4.0, INFINITY, "demand");
    e.cap = lp_add_row(e.p, LP_KEUR, -INFINITY, 2.0, "cap");
    lp_add_constant(e.p, 10.0);
    lp_add_cost(e.p, e.a, 2.0);
    lp_add_cost(e.p, e.b, 3.0);
    lp_add(e.p, e.demand, e.b, 1.0);
    lp_add(e.p, e.demand, e.a, 1.0);
    lp_add(e.p, e.cap, e.a, 1.0);
    lp_add(e.p, e.cap, e.b, -1.0);
    return e;
}

static example example_program(void)
{
    const example e = open_example();
    assert_int_equal(lp_finish(e.p), STATUS_OK);
    return e;
}

static void test_reads_back(void **state)
{
    (void)state;
    const example e = example_program();
    assert_int_equal(lp_columns(e.p), 2);
    assert_int_equal(lp_rows(e.p), 2);
    assert_int_equal(lp_whole_columns(e.p), 1);
    assert_true(lp_is_whole(e.p, e.b));
    assert_string_equal(lp_column_name(e.p, e.b), "b[7]");
    assert_string_equal(lp_row_name(e.p, e.cap), "cap");
    assert_string_equal(lp_column_name(e.p, LP_NONE), "");
    assert_string_equal(lp_row_name(e.p, LP_NONE), "");
    assert_int_equal(lp_row_unit(e.p, e.cap), LP_KEUR);
    assert_near(lp_row_lower(e.p, e.demand), 4.0, TOL);
    assert_near(lp_row_upper(e.p, e.cap), 2.0, TOL);
    const lp_row_view v = lp_row(e.p, e.demand);
    assert_int_equal(v.n, 2);
    assert_int_equal(v.columns[0], e.a); /* sorted, whatever the order of adding */
    assert_int_equal(v.columns[1], e.b);
    lp_free(e.p);
}

static void test_copies_rows(void **state)
{
    (void)state;
    const example e = example_program();
    lp *to = lp_new();
    assert_non_null(to);
    for (int j = 0; j < 3; j++)
        assert_int_equal(lp_add_column(to, 0.0, 1.0, false, "x%d", j), j);
    const int own = lp_add_row(to, LP_OTHER, 0.0, 1.0, "own");
    lp_copy_rows(to, e.p, 1);
    assert_int_equal(lp_finish(to), STATUS_OK);
    const int cap = own + 1 + e.cap;
    assert_int_equal(lp_rows(to), 3);
    assert_string_equal(lp_row_name(to, cap), "cap");
    assert_int_equal(lp_row_unit(to, cap), LP_KEUR);
    assert_near(lp_row_upper(to, cap), 2.0, TOL);
    const lp_row_view v = lp_row(to, cap);
    assert_int_equal(v.n, 2);
    assert_int_equal(v.columns[1], 1 + e.b);
    assert_near(v.values[1], -1.0, TOL);
    lp_free(to);
    lp_free(e.p);
}

static void test_merges_what_is_added_twice(void **state)
{
    (void)state;
    example e = open_example();
    lp_add(e.p, e.cap, e.a, 0.5);
    lp_add(e.p, e.cap, e.a, 0.25);
    lp_add(e.p, e.cap, e.a, 0.0);
    lp_add_cost(e.p, e.a, 5.0);
    assert_int_equal(lp_finish(e.p), STATUS_OK);
    const lp_row_view v = lp_row(e.p, e.cap);
    assert_int_equal(v.n, 2);
    assert_near(v.values[0], 1.75, TOL);
    assert_near(lp_cost(e.p, e.a), 7.0, TOL);
    lp_free(e.p);
}

static void test_none_does_nothing(void **state)
{
    (void)state;
    example e = open_example();
    lp_add(e.p, LP_NONE, e.a, 1.0);
    lp_add(e.p, e.cap, LP_NONE, 1.0);
    lp_add_cost(e.p, LP_NONE, 1.0);
    lp_add_known(e.p, LP_NONE, 1.0);
    lp_set_bounds(e.p, LP_NONE, 0.0, 1.0);
    lp_set_row_bounds(e.p, LP_NONE, 0.0, 1.0);
    assert_int_equal(lp_finish(e.p), STATUS_OK);
    const double x[] = {3.0, 1.0};
    assert_near(lp_objective(e.p, x), 19.0, TOL);
    assert_int_equal(lp_row(e.p, e.cap).n, 2);
    lp_free(e.p);
}

static void test_known_terms_move_to_the_right(void **state)
{
    (void)state;
    example e = open_example();
    lp_add_known(e.p, e.demand, 1.5); /* a + b + 1.5 >= 4 */
    assert_int_equal(lp_finish(e.p), STATUS_OK);
    assert_near(lp_row_lower(e.p, e.demand), 2.5, TOL);
    assert_true(isinf(lp_row_upper(e.p, e.demand)));
    lp_free(e.p);
}

static void test_objective(void **state)
{
    (void)state;
    const example e = example_program();
    const double x[] = {3.0, 1.0};
    assert_near(lp_objective(e.p, x), 19.0, TOL);
    lp_free(e.p);
}

static void test_residuals(void **state)
{
    (void)state;
    const example e = example_program();
    const double good[] = {3.0, 1.0}, bad[] = {5.5, -1.75};
    lp_residual r = lp_residual_of(e.p, good);
    assert_near(r.row[LP_KW] + r.row[LP_KEUR] + r.row[LP_OTHER] + r.bound + r.whole, 0.0, TOL);
    r = lp_residual_of(e.p, bad);
    assert_near(r.row[LP_KW], 0.25, TOL);   /* 3.75 in place of 4 */
    assert_near(r.row[LP_KEUR], 5.25, TOL); /* 7.25 in place of 2 */
    assert_near(r.row[LP_OTHER], 0.0, TOL);
    assert_near(r.bound, 1.75, TOL);
    assert_near(r.whole, 0.25, TOL);
    lp_free(e.p);
}

static const struct {
    const char *name;
    double demand, cap, want;
} bounds[] = {
    {"the duals of the optimum give the optimum", 2.5, -0.5, 19.0},
    {"no duals: every column at its cheapest bound", 0.0, 0.0, 10.0},
    /* reduced costs 2-2=0 and 3-2=1 */
    {"weaker duals give a weaker bound", 2.0, 0.0, 18.0},
    /* reduced costs -1 and 0: a is charged at its upper bound 5 */
    {"duals too high are paid for at the column bounds", 3.0, 0.0, 17.0},
    /* demand has no upper bound, so -9 proves nothing and counts as 0; cap likewise */
    {"duals of the wrong sign are clipped", -9.0, 4.0, 10.0},
    {"one wrong sign does not spoil the other", 2.0, 4.0, 18.0},
};

static void test_dual_bound(void **state)
{
    (void)state;
    const example e = example_program();
    size_t n_failed = 0;
    for (size_t k = 0; k < sizeof bounds / sizeof *bounds; k++) {
        const double y[] = {bounds[k].demand, bounds[k].cap};
        const double got = lp_dual_bound(e.p, y);
        if (fabs(got - bounds[k].want) <= TOL)
            continue;
        print_error("%s: %g, not %g\n", bounds[k].name, got, bounds[k].want);
        n_failed++;
    }
    assert_int_equal(n_failed, 0);
    lp_free(e.p);
}

/* Whatever the duals, the bound never exceeds the optimum. */
static void test_dual_bound_never_lies(void **state)
{
    (void)state;
    const example e = example_program();
    for (int u = -20; u <= 20; u++)
        for (int v = -20; v <= 20; v++) {
            const double y[] = {u * 0.5, v * 0.5};
            assert_true(lp_dual_bound(e.p, y) <= 19.0 + TOL);
        }
    lp_free(e.p);
}

static void test_no_bound_without_column_bounds(void **state)
{
    (void)state;
    const example e = example_program();
    lp_set_bounds(e.p, e.a, 0.0, INFINITY);
    const double needed[] = {3.0, 0.0}, not_needed[] = {2.0, 0.0};
    assert_true(lp_dual_bound(e.p, needed) < -1e300);
    assert_near(lp_dual_bound(e.p, not_needed), 18.0, TOL);
    lp_free(e.p);
}

static void test_many_entries(void **state)
{
    (void)state;
    enum { N = 700 }; /* the lists double a few times */
    lp *p = lp_new();
    for (int j = 0; j < N; j++)
        assert_int_equal(lp_add_column(p, 0.0, 1.0, false, "x%d", j), j);
    for (int i = 0; i < N; i++) {
        assert_int_equal(lp_add_row(p, LP_OTHER, 0.0, 0.0, "r%d", i), i);
        lp_add(p, i, N - 1 - i, 2.0);
        lp_add(p, i, 0, 1.0);
    }
    assert_int_equal(lp_finish(p), STATUS_OK);
    assert_int_equal(lp_row(p, 5).n, 2);
    assert_int_equal(lp_row(p, 5).columns[1], N - 6);
    assert_int_equal(lp_row(p, N - 1).n, 1);
    assert_near(lp_row(p, N - 1).values[0], 3.0, TOL);
    assert_string_equal(lp_column_name(p, N - 1), "x699");
    lp_free(p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reads_back),
        cmocka_unit_test(test_copies_rows),
        cmocka_unit_test(test_merges_what_is_added_twice),
        cmocka_unit_test(test_none_does_nothing),
        cmocka_unit_test(test_known_terms_move_to_the_right),
        cmocka_unit_test(test_objective),
        cmocka_unit_test(test_residuals),
        cmocka_unit_test(test_dual_bound),
        cmocka_unit_test(test_dual_bound_never_lies),
        cmocka_unit_test(test_no_bound_without_column_bounds),
        cmocka_unit_test(test_many_entries),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
