/* tests/test_lp_solver.c - the backend behind lp_solver.h: outcomes, limits, and failure.
 *
 * The worked program is that of tests/test_lp.c:
 *   min 10 + 2 a + 3 b,  a + b >= 4,  a - b <= 2,  0 <= a, b <= 5  ->  a = 3, b = 1, 19 */
#include "solver/lp_solver.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/near.h"

static const double TOL = 1e-7;
static const lp_limits enough = {.time_s = 10.0};

static lp *example_program(bool whole)
{
    lp *p = lp_new();
    assert_non_null(p);
    const int a = lp_add_column(p, 0.0, 5.0, whole, "a");
    const int b = lp_add_column(p, 0.0, 5.0, whole, "b");
    const int demand = lp_add_row(p, LP_KW, 4.0, INFINITY, "demand");
    const int cap = lp_add_row(p, LP_KW, -INFINITY, 2.0, "cap");
    lp_add_constant(p, 10.0);
    lp_add_cost(p, a, 2.0);
    lp_add_cost(p, b, 3.0);
    lp_add(p, demand, a, 1.0);
    lp_add(p, demand, b, 1.0);
    lp_add(p, cap, a, 1.0);
    lp_add(p, cap, b, -1.0);
    return p;
}

/* Twelve things to carry within 41.5 kg, worth nearly what they weigh: too many to try by hand. */
static lp *knapsack(void)
{
    lp *p = lp_new();
    assert_non_null(p);
    const int row = lp_add_row(p, LP_OTHER, -INFINITY, 41.5, "weight");
    for (int j = 0; j < 12; j++) {
        const int column = lp_add_column(p, 0.0, 1.0, true, "take%d", j);
        lp_add(p, row, column, 5.0 + 7.0 * j / 11.0);
        lp_add_cost(p, column, -(5.0 + 7.0 * j / 11.0 + 0.1 * (j % 3)));
    }
    assert_int_equal(lp_finish(p), STATUS_OK);
    return p;
}

typedef struct bench {
    lp *p;
    diag_list *diags;
    lp_solver *s;
} bench;

static bench open_bench(lp *p)
{
    bench b = {.p = p, .diags = diag_list_new()};
    assert_non_null(b.diags);
    assert_int_equal(lp_solver_new(p, b.diags, &b.s), STATUS_OK);
    return b;
}

static bench open_example(bool whole)
{
    lp *p = example_program(whole);
    assert_int_equal(lp_finish(p), STATUS_OK);
    return open_bench(p);
}

static void close_bench(bench *b)
{
    lp_solver_free(b->s);
    diag_list_free(b->diags);
    lp_free(b->p);
}

static void test_optimal(void **state)
{
    (void)state;
    bench b = open_example(false);
    double x[2], y[2];
    lp_outcome outcome;
    assert_int_equal(lp_solver_relaxation(b.s, &enough, &outcome, x, y), STATUS_OK);
    assert_int_equal(outcome, LP_OPTIMAL);
    assert_near(x[0], 3.0, TOL);
    assert_near(x[1], 1.0, TOL);
    assert_near(y[0], 2.5, TOL);
    assert_near(y[1], -0.5, TOL);
    assert_near(lp_dual_bound(b.p, y), 19.0, TOL);
    close_bench(&b);
}

/* With a <= 1 the rest comes from b: a = 1, b = 3, 10 + 2 + 9. Dearer a (4) then does not pay:
 * a = 0, b = 4, 10 + 12. Then all is as it was. */
static void test_changes_and_back(void **state)
{
    (void)state;
    bench b = open_example(false);
    double x[2];
    lp_outcome outcome;
    assert_int_equal(lp_solver_relaxation(b.s, &enough, &outcome, x, NULL), STATUS_OK);
    lp_solver_set_bounds(b.s, 0, 0.0, 1.0);
    assert_int_equal(lp_solver_relaxation(b.s, &enough, &outcome, x, NULL), STATUS_OK);
    assert_near(lp_objective(b.p, x), 21.0, TOL);
    lp_solver_set_cost(b.s, 0, 4.0);
    assert_int_equal(lp_solver_relaxation(b.s, &enough, &outcome, x, NULL), STATUS_OK);
    assert_near(x[0], 0.0, TOL);
    assert_near(x[1], 4.0, TOL);
    lp_solver_set_cost(b.s, 0, 2.0);
    lp_solver_set_bounds(b.s, 0, 0.0, 5.0);
    assert_int_equal(lp_solver_relaxation(b.s, &enough, &outcome, x, NULL), STATUS_OK);
    assert_near(lp_objective(b.p, x), 19.0, TOL);
    close_bench(&b);
}

/* With a - 3 b <= 2 in place of a - b <= 2: a = 3.5, b = 0.5, 10 + 7 + 1.5. */
static void test_other_entries_in_a_row(void **state)
{
    (void)state;
    bench b = open_example(false);
    const double of_two[] = {1.0, -3.0}, of_one[] = {1.0, -1.0};
    const int columns[] = {0, 1};
    double x[2], y[2];
    lp_outcome outcome;
    assert_int_equal(lp_solver_relaxation(b.s, &enough, &outcome, x, y), STATUS_OK);
    assert_int_equal(lp_solver_set_row(b.s, 1, 2, columns, of_two), STATUS_OK);
    assert_int_equal(lp_solver_simplex(b.s, LP_DUAL_FLIP, &enough, &outcome, x, y), STATUS_OK);
    assert_int_equal(outcome, LP_OPTIMAL);
    assert_near(x[0], 3.5, TOL);
    assert_near(x[1], 0.5, TOL);
    assert_int_equal(lp_solver_set_row(b.s, 1, 2, columns, of_one), STATUS_OK);
    assert_int_equal(lp_solver_simplex(b.s, LP_DUAL_FLIP, &enough, &outcome, x, y), STATUS_OK);
    assert_near(x[0], 3.0, TOL);
    close_bench(&b);
}

/* Both rows bind at the optimum, so both columns are basic there; at first the rows are. */
static void test_basis_comes_out_and_goes_in(void **state)
{
    (void)state;
    bench b = open_example(false);
    unsigned char lines[4] = {0};
    double x[2], y[2];
    lp_outcome outcome;
    assert_false(lp_solver_read_basis(b.s, lines));
    assert_int_equal(lp_solver_relaxation(b.s, &enough, &outcome, x, y), STATUS_OK);
    assert_true(lp_solver_read_basis(b.s, lines));
    lp_solver_set_basis(b.s, NULL);
    assert_true(lp_solver_row_is_basic(b.s, 0) && lp_solver_row_is_basic(b.s, 1));
    assert_false(lp_solver_read_basis(b.s, lines));
    lp_solver_set_basis(b.s, lines);
    assert_true(lp_solver_column_is_basic(b.s, 0) && lp_solver_column_is_basic(b.s, 1));
    assert_false(lp_solver_row_is_basic(b.s, 0) || lp_solver_row_is_basic(b.s, 1));
    assert_int_equal(lp_solver_simplex(b.s, LP_DUAL, &enough, &outcome, x, y), STATUS_OK);
    assert_near(x[0], 3.0, TOL);
    assert_near(x[1], 1.0, TOL);
    close_bench(&b);
}

static void test_infeasible(void **state)
{
    (void)state;
    bench b = open_example(false);
    double x[2];
    lp_outcome outcome;
    lp_solver_set_bounds(b.s, 0, 0.0, 1.0);
    lp_solver_set_bounds(b.s, 1, 0.0, 1.0);
    assert_int_equal(lp_solver_relaxation(b.s, &enough, &outcome, x, NULL), STATUS_OK);
    assert_int_equal(outcome, LP_INFEASIBLE);
    lp_solver_set_bounds(b.s, 1, 0.0, 5.0); /* and again feasible */
    assert_int_equal(lp_solver_relaxation(b.s, &enough, &outcome, x, NULL), STATUS_OK);
    assert_int_equal(outcome, LP_OPTIMAL);
    assert_near(lp_objective(b.p, x), 21.0, TOL);
    close_bench(&b);
}

static void test_unbounded(void **state)
{
    (void)state;
    lp *p = example_program(false);
    lp_set_bounds(p, 1, 0.0, INFINITY);
    lp_set_cost(p, 1, -1.0);
    assert_int_equal(lp_finish(p), STATUS_OK);
    bench b = open_bench(p);
    double x[2];
    lp_outcome outcome;
    assert_int_equal(lp_solver_relaxation(b.s, &enough, &outcome, x, NULL), STATUS_OK);
    assert_int_equal(outcome, LP_UNBOUNDED);
    close_bench(&b);
}

/* a + b >= 4.5 with whole numbers: a = 3, b = 2 costs 22; a = 2, b = 3 costs 23. */
static void test_whole_numbers(void **state)
{
    (void)state;
    lp *p = example_program(true);
    lp_set_row_bounds(p, 0, 4.5, INFINITY);
    assert_int_equal(lp_finish(p), STATUS_OK);
    bench b = open_bench(p);
    double x[2], bound = 0.0;
    bool has_best = false;
    lp_outcome outcome;
    assert_int_equal(lp_solver_relaxation(b.s, &enough, &outcome, x, NULL), STATUS_OK);
    assert_near(lp_objective(p, x), 10.0 + 6.5 + 3.75, TOL); /* a = 3.25, b = 1.25 */
    assert_int_equal(lp_solver_whole(b.s, &enough, 0.0, x, &has_best, &outcome, &bound), STATUS_OK);
    assert_int_equal(outcome, LP_OPTIMAL);
    assert_true(has_best);
    assert_near(x[0], 3.0, TOL);
    assert_near(x[1], 2.0, TOL);
    assert_near(bound, 22.0, TOL);
    close_bench(&b);
}

/* 2 a = 3 has no whole solution. */
static void test_whole_infeasible(void **state)
{
    (void)state;
    lp *p = lp_new();
    const int a = lp_add_column(p, 0.0, 5.0, true, "a");
    lp_add(p, lp_add_row(p, LP_OTHER, 3.0, 3.0, "odd"), a, 2.0);
    assert_int_equal(lp_finish(p), STATUS_OK);
    bench b = open_bench(p);
    double x[1], bound;
    bool has_best = false;
    lp_outcome outcome;
    assert_int_equal(lp_solver_relaxation(b.s, &enough, &outcome, x, NULL), STATUS_OK);
    assert_int_equal(lp_solver_whole(b.s, &enough, 0.0, x, &has_best, &outcome, &bound), STATUS_OK);
    assert_int_equal(outcome, LP_INFEASIBLE);
    assert_false(has_best);
    close_bench(&b);
}

/* All 4096 ways to pack, tried one by one. */
static double best_packing(const lp *p)
{
    double best = 0.0;
    for (unsigned set = 0; set < 1U << 12; set++) {
        double x[12];
        for (unsigned j = 0; j < 12; j++)
            x[j] = (set >> j) & 1U ? 1.0 : 0.0;
        if (lp_residual_of(p, x).row[LP_OTHER] <= 0.0)
            best = fmin(best, lp_objective(p, x));
    }
    return best;
}

static void test_knapsack_equals_enumeration(void **state)
{
    (void)state;
    bench b = open_bench(knapsack());
    double x[12], bound;
    bool has_best = false;
    lp_outcome outcome;
    assert_int_equal(lp_solver_relaxation(b.s, &enough, &outcome, x, NULL), STATUS_OK);
    assert_int_equal(lp_solver_whole(b.s, &enough, 0.0, x, &has_best, &outcome, &bound), STATUS_OK);
    assert_int_equal(outcome, LP_OPTIMAL);
    assert_near(lp_objective(b.p, x), best_packing(b.p), TOL);
    assert_near(bound, best_packing(b.p), TOL);
    close_bench(&b);
}

/* An incumbent that is handed in comes back when there is no time to find a better one. */
static void test_incumbent_survives_a_limit(void **state)
{
    (void)state;
    bench b = open_bench(knapsack());
    const lp_limits none = {.time_s = 0.0};
    double x[12] = {0}, relaxed[12], bound;
    bool has_best = true;
    lp_outcome outcome;
    assert_int_equal(lp_solver_relaxation(b.s, &enough, &outcome, relaxed, NULL), STATUS_OK);
    x[3] = 1.0;
    assert_int_equal(lp_solver_whole(b.s, &none, 0.0, x, &has_best, &outcome, &bound), STATUS_OK);
    assert_true(outcome == LP_FEASIBLE || outcome == LP_OPTIMAL);
    assert_true(has_best);
    assert_near(lp_residual_of(b.p, x).row[LP_OTHER], 0.0, TOL);
    assert_true(lp_objective(b.p, x) <= -(5.0 + 21.0 / 11.0) + TOL);
    assert_true(bound <= best_packing(b.p) + TOL);
    close_bench(&b);
}

static void test_no_time(void **state)
{
    (void)state;
    bench b = open_example(false);
    const lp_limits none = {.time_s = 0.0};
    double x[2], y[2] = {0.0, 0.0};
    lp_outcome outcome = LP_OPTIMAL;
    assert_int_equal(lp_solver_relaxation(b.s, &none, &outcome, x, y), STATUS_OK);
    assert_true(outcome == LP_STOPPED || outcome == LP_FEASIBLE);
    assert_true(lp_dual_bound(b.p, y) <= 19.0 + TOL); /* whatever the duals are worth */
    assert_int_equal(lp_solver_relaxation(b.s, &enough, &outcome, x, y), STATUS_OK);
    assert_int_equal(outcome, LP_OPTIMAL);
    close_bench(&b);
}

static void test_stop_flag(void **state)
{
    (void)state;
    bench b = open_example(false);
    volatile sig_atomic_t stop = 1;
    const lp_limits stopped = {.time_s = 10.0, .stop = &stop};
    double x[2];
    lp_outcome outcome = LP_OPTIMAL;
    assert_int_equal(lp_solver_relaxation(b.s, &stopped, &outcome, x, NULL), STATUS_OK);
    assert_true(outcome == LP_STOPPED || outcome == LP_FEASIBLE);
    stop = 0;
    assert_int_equal(lp_solver_relaxation(b.s, &stopped, &outcome, x, NULL), STATUS_OK);
    assert_int_equal(outcome, LP_OPTIMAL);
    close_bench(&b);
}

/* A column that is not there makes the library give up, as misuse or lack of memory would. */
static lp *broken_program(void)
{
    lp *p = example_program(false);
    lp_add(p, 0, 99, 1.0);
    assert_int_equal(lp_finish(p), STATUS_OK);
    return p;
}

static void test_failure_is_a_status(void **state)
{
    (void)state;
    lp *p = broken_program();
    diag_list *diags = diag_list_new();
    lp_solver *s = NULL;
    assert_int_equal(lp_solver_new(p, diags, &s), STATUS_SOLVER);
    assert_null(s);
    assert_int_equal(diag_count(diags), 1);
    assert_int_equal(diag_get(diags, 0)->code, DIAG_SOLVER_FAILED);
    diag_list_free(diags);
    lp_free(p);
    test_optimal(NULL); /* the process lives, and the library works again */
}

/* All that the library holds is gone when it gives up; a handle made before only takes its end. */
static void test_failure_beside_another_handle(void **state)
{
    (void)state;
    bench b = open_example(false);
    lp *p = broken_program();
    lp_solver *s = NULL;
    assert_int_equal(lp_solver_new(p, b.diags, &s), STATUS_SOLVER);
    double x[2];
    lp_outcome outcome;
    lp_solver_set_bounds(b.s, 0, 0.0, 1.0);
    assert_int_equal(lp_solver_relaxation(b.s, &enough, &outcome, x, NULL), STATUS_SOLVER);
    lp_free(p);
    close_bench(&b);
}

/* a + b = 1 and a - b = 1.00000001: within the library's tolerance a is a little above 1 and b a
 * little below 0. A plan shows neither. */
static void test_within_bounds(void **state)
{
    (void)state;
    lp *p = lp_new();
    const int a = lp_add_column(p, -1.0, 2.0, false, "a");
    const int b = lp_add_column(p, -1.0, 2.0, false, "b");
    const int sum = lp_add_row(p, LP_OTHER, 1.0, 1.0, "sum");
    const int difference = lp_add_row(p, LP_OTHER, 1.0 + 1e-8, 1.0 + 1e-8, "difference");
    lp_add(p, sum, a, 1.0);
    lp_add(p, sum, b, 1.0);
    lp_add(p, difference, a, 1.0);
    lp_add(p, difference, b, -1.0);
    assert_int_equal(lp_finish(p), STATUS_OK);
    bench n = open_bench(p);
    double x[2];
    lp_outcome outcome;
    assert_int_equal(lp_solver_relaxation(n.s, &enough, &outcome, x, NULL), STATUS_OK);
    lp_solver_set_bounds(n.s, a, 0.0, 1.0);
    lp_solver_set_bounds(n.s, b, 0.0, 1.0);
    assert_int_equal(lp_solver_relaxation(n.s, &enough, &outcome, x, NULL), STATUS_OK);
    assert_int_equal(outcome, LP_OPTIMAL);
    assert_true(x[a] <= 1.0 && x[b] >= 0.0);
    close_bench(&n);
}

/* Runs work() with standard output going to a file; gives the number of bytes it wrote there. */
static long bytes_printed(void (*work)(void **))
{
    char path[] = "/tmp/test_lp_solver_XXXXXX";
    const int file = mkstemp(path);
    const int before = dup(STDOUT_FILENO);
    assert_true(file >= 0 && before >= 0);
    (void)fflush(stdout);
    assert_true(dup2(file, STDOUT_FILENO) >= 0);
    work(NULL);
    (void)fflush(stdout);
    assert_true(dup2(before, STDOUT_FILENO) >= 0);
    const long size = (long)lseek(file, 0, SEEK_END);
    (void)close(file);
    (void)close(before);
    (void)unlink(path);
    return size;
}

static void test_prints_nothing(void **state)
{
    (void)state;
    assert_int_equal(bytes_printed(test_optimal), 0);
    assert_int_equal(bytes_printed(test_whole_numbers), 0);
    assert_int_equal(bytes_printed(test_infeasible), 0);
    assert_int_equal(bytes_printed(test_failure_is_a_status), 0);
}

/* What is written is read back by eye: rows, bounds, whole numbers and the constant of the objective
 * stand in it, the last as a column that is 1. */
static void write_and_find(const char *ending, const char *const wanted[], size_t n)
{
    char folder[] = "/tmp/test_lp_solver_XXXXXX", path[64], text[4096];
    assert_non_null(mkdtemp(folder));
    (void)snprintf(path, sizeof path, "%s/example.%s", folder, ending);
    lp *p = example_program(true);
    assert_int_equal(lp_finish(p), STATUS_OK);
    diag_list *diags = diag_list_new();
    assert_int_equal(lp_write(p, path, diags), STATUS_OK);
    FILE *in = fopen(path, "r");
    assert_non_null(in);
    text[fread(text, 1, sizeof text - 1, in)] = '\0';
    (void)fclose(in);
    for (size_t k = 0; k < n; k++)
        assert_non_null(strstr(text, wanted[k]));
    (void)unlink(path);
    assert_int_equal(lp_write(p, folder, diags), STATUS_IO); /* a folder is no file */
    assert_int_equal(diag_get(diags, 0)->code, DIAG_CANNOT_WRITE);
    (void)rmdir(folder);
    diag_list_free(diags);
    lp_free(p);
}

static void test_writes(void **state)
{
    (void)state;
    static const char *const in_lp[] = {"Minimize", "demand:",       ">= 4",
                                        "Generals", "+ 10 constant", "constant = 1"};
    static const char *const in_mps[] = {"ROWS", "demand", "INTORG", "constant R0000000 10\n",
                                         "FX BND1 constant 1\n"};
    write_and_find("lp", in_lp, sizeof in_lp / sizeof in_lp[0]);
    write_and_find("mps", in_mps, sizeof in_mps / sizeof in_mps[0]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_optimal),
        cmocka_unit_test(test_changes_and_back),
        cmocka_unit_test(test_other_entries_in_a_row),
        cmocka_unit_test(test_basis_comes_out_and_goes_in),
        cmocka_unit_test(test_infeasible),
        cmocka_unit_test(test_unbounded),
        cmocka_unit_test(test_whole_numbers),
        cmocka_unit_test(test_whole_infeasible),
        cmocka_unit_test(test_knapsack_equals_enumeration),
        cmocka_unit_test(test_incumbent_survives_a_limit),
        cmocka_unit_test(test_no_time),
        cmocka_unit_test(test_stop_flag),
        cmocka_unit_test(test_failure_is_a_status),
        cmocka_unit_test(test_failure_beside_another_handle),
        cmocka_unit_test(test_within_bounds),
        cmocka_unit_test(test_prints_nothing),
        cmocka_unit_test(test_writes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
