/* tests/test_coalition_program.c - a coalition whose search in pieces ends without a plan is solved as one program.
 *
 * The linker leads calls of plan_solve() here first (Makefile: WRAP), where pieces may fail.
 */
#include "solver/coalition_program.h"

#include "tests/fixture.h"
#include "tests/near.h"
#include "tests/solved.h"

status __real_plan_solve(const region *r, const solve_options *options, arena *mem, diag_list *diags, plan **out);
status __wrap_plan_solve(const region *r, const solve_options *options, arena *mem, diag_list *diags, plan **out);

enum { BOTH = 3, MOST_CALLS = 4 };

static struct {
    bool pieces_fail, whole_fails;
    solve_method asked[MOST_CALLS];
    size_t n_asked;
} spoilt;

status __wrap_plan_solve(const region *r, const solve_options *options, arena *mem, diag_list *diags, plan **out)
{
    assert_true(spoilt.n_asked < MOST_CALLS);
    spoilt.asked[spoilt.n_asked++] = options->method;
    if (options->method == METHOD_DECOMPOSED ? spoilt.pieces_fail : spoilt.whole_fails) {
        diag_add(diags, DIAG_SOLVER_FAILED, r->file, 0, "no luck");
        *out = NULL;
        return STATUS_SOLVER;
    }
    return __real_plan_solve(r, options, mem, diags, out);
}

/* Two candidates of the fixture's hub, in pieces; what came of it into *out, and whether anything was told. */
static status solve_in_pieces(bool pieces_fail, bool whole_fails, arena *mem, coalition_case *out, bool *told)
{
    region *r = fixture_full_region(mem);
    solved_prepare(r, mem);
    const size_t steps = r->horizon.n_milestones * calendar_size(&r->calendar);
    diag_list *diags = diag_list_new();
    const plan nothing = {.region = r};
    const apart_plan apart = {.region = r,
                              .hub = &r->hubs[0],
                              .plan = &nothing,
                              .net_import_kw = arena_array(mem, r->n_connections * steps, sizeof(double))};
    const solve_options how = {.gap_frac = 1e-4, .time_limit_s = 60.0, .method = METHOD_DECOMPOSED};
    const coalition_program g = {.apart = &apart,
                                 .how = &how,
                                 .members = BOTH,
                                 .together = true,
                                 .change = COALITION_UNCHANGED,
                                 .n_threads = 1,
                                 .scratch = mem,
                                 .diags = diags};
    plan *p = NULL;
    spoilt.pieces_fail = pieces_fail;
    spoilt.whole_fails = whole_fails;
    spoilt.n_asked = 0;
    const status st = coalition_program_solve(&g, mem, out, &p);
    *told = diag_has(diags, DIAG_SOLVER_FAILED);
    diag_list_free(diags);
    return st;
}

static void test_pieces_that_have_a_plan_are_enough(void **state)
{
    coalition_case c;
    bool told;
    assert_int_equal(solve_in_pieces(false, true, *state, &c, &told), STATUS_OK);
    assert_int_equal(spoilt.n_asked, 1);
    assert_int_equal(spoilt.asked[0], METHOD_DECOMPOSED);
    assert_false(told);
}

/* It costs what pieces would have found, and nobody hears of what went wrong on the way. */
static void test_without_a_plan_it_is_one_program(void **state)
{
    coalition_case pieces, whole;
    bool told;
    assert_int_equal(solve_in_pieces(false, true, *state, &pieces, &told), STATUS_OK);
    assert_int_equal(solve_in_pieces(true, false, *state, &whole, &told), STATUS_OK);
    assert_int_equal(spoilt.n_asked, 2);
    assert_int_equal(spoilt.asked[0], METHOD_DECOMPOSED);
    assert_int_equal(spoilt.asked[1], METHOD_WHOLE);
    assert_false(told);
    assert_int_equal(whole.members, BOTH);
    assert_true(whole.bound_eur <= pieces.cost_eur && pieces.bound_eur <= whole.cost_eur);
    assert_near(whole.cost_eur, pieces.cost_eur, 2e-4 * pieces.cost_eur);
}

static void test_without_either_it_is_told(void **state)
{
    coalition_case c;
    bool told;
    assert_int_equal(solve_in_pieces(true, true, *state, &c, &told), STATUS_SOLVER);
    assert_int_equal(spoilt.n_asked, 2);
    assert_true(told);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_open, fixture_close)
    const struct CMUnitTest tests[] = {
        TEST(test_pieces_that_have_a_plan_are_enough),
        TEST(test_without_a_plan_it_is_one_program),
        TEST(test_without_either_it_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
