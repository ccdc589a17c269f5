/* solver/glpk_simplex.c and the searches on it, while GLPK is made to fail (docs/solver.md, D10).
 *
 * The Makefile links this program so that calls of glp_simplex, glp_exact and glp_intopt come here
 * first; the real ones are behind __real_. The worked program is
 *   min 10 + 2 a + 3 b,  a + b >= 4,  a - b <= 2,  0 <= a, b <= 5  ->  a = 3, b = 1, 19 */
#include <glpk.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "model/units.h"
#include "tests/near.h"
#include "tests/random_region.h"
#include "tests/solved.h"

enum { NEVER = INT_MAX, ONE_PROGRAM = 6 /* all rungs */ };
static const double TOL = 1e-7;
static const double TOL_FRAC = 1e-6;

/* --- GLPK, spoilt ------------------------------------------------------------------------------ */

/* Fewer iterations than any program is given: only a try, which fails beside the count. */
enum { TRY_ITERATIONS = 1000 };

/* Calls first .. first + n - 1 fail, counted from 0. One thread at a time calls GLPK here. */
static struct {
    int first, n;
    int code;    /* that they end with */
    int jump_at; /* this call does not come back, as when memory is out */
    int lie_at;  /* this call answers as if a + b had to be lie_kw */
    double lie_kw;
    bool lies_of_signs; /* or as if a had to be 1 */
    int n_calls, n_exact;
    glp_smcp last;
    int shortest_ms, longest_ms, most_iterations;
} spoil;

static void spoil_calls(int first, int n, int code)
{
    memset(&spoil, 0, sizeof spoil);
    spoil.first = first;
    spoil.n = n;
    spoil.code = code;
    spoil.jump_at = spoil.lie_at = NEVER;
    spoil.shortest_ms = INT_MAX;
}

static void spoil_none(void)
{
    spoil_calls(NEVER, 0, 0);
}

static void note_limits(int ms, int iterations)
{
    spoil.shortest_ms = ms < spoil.shortest_ms ? ms : spoil.shortest_ms;
    spoil.longest_ms = ms > spoil.longest_ms ? ms : spoil.longest_ms;
    spoil.most_iterations = iterations > spoil.most_iterations ? iterations : spoil.most_iterations;
}

static bool next_fails(const glp_smcp *p)
{
    const int call = spoil.n_calls++;
    spoil.last = *p;
    note_limits(p->tm_lim, p->it_lim);
    if (call == spoil.jump_at)
        glp_error("spoilt\n");
    const bool fails = call >= spoil.first && call - spoil.first < spoil.n;
    if (fails && p->it_lim < TRY_ITERATIONS && spoil.n < NEVER)
        spoil.n++;
    return fails;
}

int __real_glp_simplex(glp_prob *g, const glp_smcp *p);
int __real_glp_exact(glp_prob *g, const glp_smcp *p);
int __real_glp_intopt(glp_prob *g, const glp_iocp *p);
int __wrap_glp_simplex(glp_prob *g, const glp_smcp *p);
int __wrap_glp_exact(glp_prob *g, const glp_smcp *p);
int __wrap_glp_intopt(glp_prob *g, const glp_iocp *p);

/* The optimum with a at 1 and b at 3 is none once a may be more: that this costs less shows in the sign of its dual. */
static int lie_of_signs(glp_prob *g, const glp_smcp *p)
{
    glp_set_col_bnds(g, 1, GLP_FX, 1.0, 1.0);
    const int code = __real_glp_simplex(g, p);
    glp_set_col_bnds(g, 1, GLP_LO, 1.0, 0.0);
    glp_set_col_stat(g, 1, GLP_NL);
    return code;
}

/* 1000: there is no solution; 1: the optimum is a = 1, b = 0. */
static int lie(glp_prob *g, const glp_smcp *p)
{
    const double lower = glp_get_row_lb(g, 1), upper = glp_get_row_ub(g, 1);
    const int type = glp_get_row_type(g, 1);
    glp_set_row_bnds(g, 1, GLP_LO, spoil.lie_kw, 0.0);
    const int code = __real_glp_simplex(g, p);
    glp_set_row_bnds(g, 1, type, lower, upper);
    return code;
}

int __wrap_glp_simplex(glp_prob *g, const glp_smcp *p)
{
    if (spoil.n_calls == spoil.lie_at) {
        spoil.n_calls++;
        return spoil.lies_of_signs ? lie_of_signs(g, p) : lie(g, p);
    }
    return next_fails(p) ? spoil.code : __real_glp_simplex(g, p);
}

int __wrap_glp_exact(glp_prob *g, const glp_smcp *p)
{
    spoil.n_exact++;
    return next_fails(p) ? spoil.code : __real_glp_exact(g, p);
}

int __wrap_glp_intopt(glp_prob *g, const glp_iocp *p)
{
    note_limits(p->tm_lim, 0);
    return __real_glp_intopt(g, p);
}

/* --- one linear program ------------------------------------------------------------------------ */

typedef struct bench {
    lp *p;
    diag_list *diags;
    lp_solver *s;
    lp_ladder ladder;
    lp_limits limits;
    lp_outcome outcome;
    double x[2], y[2];
} bench;

/* Loaded and solved once, so that the next solve starts from a basis. */
static void set_up(bench *b)
{
    *b = (bench){.p = lp_new(), .diags = diag_list_new(), .limits = {.time_s = 10.0}};
    const int x = lp_add_column(b->p, 0.0, 5.0, false, "a");
    const int y = lp_add_column(b->p, 0.0, 5.0, false, "b");
    const int row = lp_add_row(b->p, LP_KW, 4.0, INFINITY, "demand");
    const int cap = lp_add_row(b->p, LP_KW, -INFINITY, 2.0, "cap");
    lp_add_constant(b->p, 10.0);
    lp_add_cost(b->p, x, 2.0);
    lp_add_cost(b->p, y, 3.0);
    lp_add(b->p, row, x, 1.0);
    lp_add(b->p, row, y, 1.0);
    lp_add(b->p, cap, x, 1.0);
    lp_add(b->p, cap, y, -1.0);
    assert_int_equal(lp_finish(b->p), STATUS_OK);
    spoil_none();
    assert_int_equal(lp_solver_new(b->p, b->diags, &b->s), STATUS_OK);
    assert_int_equal(lp_solver_relaxation(b->s, &b->limits, &b->outcome, b->x, b->y), STATUS_OK);
    b->limits.ladder = &b->ladder;
}

static void tear_down(bench *b)
{
    spoil_none();
    lp_solver_free(b->s);
    diag_list_free(b->diags);
    lp_free(b->p);
}

static status solve(bench *b)
{
    b->outcome = LP_UNBOUNDED;
    memset(b->x, 0, sizeof b->x);
    memset(b->y, 0, sizeof b->y);
    return lp_solver_simplex(b->s, LP_DUAL_FLIP, &b->limits, &b->outcome, b->x, b->y);
}

static void is_the_optimum(const bench *b)
{
    assert_int_equal(b->outcome, LP_OPTIMAL);
    assert_near(b->x[0], 3.0, TOL);
    assert_near(b->x[1], 1.0, TOL);
    assert_near(b->y[0], 2.5, TOL);
    assert_near(b->y[1], -0.5, TOL);
}

/* What each rung asks of GLPK; rational arithmetic knows no method. */
static const struct {
    int method, ratio_test, presolve;
} asked[LP_RUNGS] = {
    [LP_AS_ASKED] = {GLP_DUALP, GLP_RT_FLIP, GLP_OFF},
    [LP_HARRIS] = {GLP_DUALP, GLP_RT_HAR, GLP_OFF},
    [LP_ADVANCED_BASIS] = {GLP_PRIMAL, GLP_RT_HAR, GLP_OFF},
    [LP_RESCALED] = {GLP_PRIMAL, GLP_RT_HAR, GLP_OFF},
    [LP_PRESOLVED] = {GLP_PRIMAL, GLP_RT_HAR, GLP_ON},
    [LP_EXACT] = {GLP_PRIMAL, GLP_RT_HAR, GLP_OFF},
};

static void rung_answers(bench *b, int rung, int code)
{
    spoil_calls(0, rung, code);
    memset(&b->ladder, 0, sizeof b->ladder);
    assert_int_equal(solve(b), STATUS_OK);
    assert_int_equal(spoil.n_calls, rung + 1);
    assert_int_equal(spoil.n_exact, rung == LP_EXACT ? 1 : 0);
    assert_int_equal(spoil.last.presolve, asked[rung].presolve);
    if (rung != LP_EXACT) {
        assert_int_equal(spoil.last.meth, asked[rung].method);
        assert_int_equal(spoil.last.r_test, asked[rung].ratio_test);
    }
    for (int k = 0; k <= LP_RUNGS; k++)
        assert_int_equal(b->ladder.n_answers[k], k == rung ? 1 : 0);
}

static void test_each_rung_finds_the_optimum(void **state)
{
    (void)state;
    static const int codes[] = {GLP_EFAIL, GLP_ESING, GLP_ECOND, GLP_EITLIM, GLP_EBADB};
    bench b;
    set_up(&b);
    for (size_t c = 0; c < sizeof codes / sizeof *codes; c++)
        for (int rung = 0; rung < LP_RUNGS; rung++) {
            rung_answers(&b, rung, codes[c]);
            is_the_optimum(&b);
        }
    assert_int_equal(diag_count(b.diags), 0);
    tear_down(&b);
}

/* a, b <= 1 leave a + b >= 4 without a solution. Until an advanced basis says so too that is not
 * believed. */
static void test_each_rung_finds_that_there_is_none(void **state)
{
    (void)state;
    bench b;
    set_up(&b);
    lp_solver_set_bounds(b.s, 0, 0.0, 1.0);
    lp_solver_set_bounds(b.s, 1, 0.0, 1.0);
    for (int rung = 0; rung < LP_RUNGS; rung++) {
        spoil_calls(0, rung, GLP_ESING);
        memset(&b.ladder, 0, sizeof b.ladder);
        assert_int_equal(solve(&b), STATUS_OK);
        assert_int_equal(b.outcome, LP_INFEASIBLE);
        assert_int_equal(spoil.n_calls, rung + (rung < LP_ADVANCED_BASIS ? 2 : 1));
        assert_int_equal(b.ladder.n_answers[rung], 1);
    }
    tear_down(&b);
}

static void test_a_wrong_claim_is_not_believed(void **state)
{
    (void)state;
    bench b;
    set_up(&b);
    spoil_calls(NEVER, 0, 0);
    spoil.lie_at = 0;
    spoil.lie_kw = 1000.0;
    assert_int_equal(solve(&b), STATUS_OK);
    is_the_optimum(&b);
    assert_int_equal(b.ladder.n_answers[LP_ADVANCED_BASIS], 1);
    tear_down(&b);
}

/* What is called optimal does not keep to the first row. */
static void test_a_wrong_optimum_is_not_believed(void **state)
{
    (void)state;
    bench b;
    set_up(&b);
    spoil_none();
    spoil.lie_at = 0;
    spoil.lie_kw = 1.0;
    assert_int_equal(solve(&b), STATUS_OK);
    is_the_optimum(&b);
    assert_int_equal(b.ladder.n_answers[LP_HARRIS], 1);
    tear_down(&b);
}

static void test_duals_of_the_wrong_sign_are_not_believed(void **state)
{
    (void)state;
    bench b;
    set_up(&b);
    spoil_none();
    spoil.lie_at = 0;
    spoil.lies_of_signs = true;
    assert_int_equal(solve(&b), STATUS_OK);
    is_the_optimum(&b);
    assert_int_equal(b.ladder.n_answers[LP_HARRIS], 1);
    tear_down(&b);
}

static void test_few_iterations_are_one_try(void **state)
{
    (void)state;
    bench b;
    set_up(&b);
    spoil_calls(0, 1, GLP_EITLIM);
    b.limits.iterations = 7;
    assert_int_equal(solve(&b), STATUS_OK);
    assert_int_equal(b.outcome, LP_STOPPED);
    assert_int_equal(spoil.n_calls, 1);
    assert_int_equal(spoil.last.it_lim, 7);
    b.limits.iterations = 0;
    assert_int_equal(solve(&b), STATUS_OK);
    is_the_optimum(&b);
    tear_down(&b);
}

/* b alone is the better one at other costs; the basis of before still has its duals, without a call. */
static void test_a_kept_basis_has_its_duals(void **state)
{
    (void)state;
    bench b;
    unsigned char kept[1], none[1] = {0}; /* that of a program with two rows and columns; all basic */
    bool found;
    set_up(&b);
    assert_int_equal(lp_basis_bytes(4), sizeof kept);
    assert_true(lp_solver_read_basis(b.s, kept));
    lp_solver_set_cost(b.s, 0, 9.0);
    assert_int_equal(solve(&b), STATUS_OK);
    assert_near(b.x[1], 4.0, TOL);
    lp_solver_set_cost(b.s, 0, 2.0);
    lp_solver_set_basis(b.s, kept);
    spoil_none();
    assert_int_equal(lp_solver_basis_duals(b.s, &found, b.y), STATUS_OK);
    assert_true(found);
    assert_near(b.y[0], 2.5, TOL);
    assert_near(b.y[1], -0.5, TOL);
    assert_int_equal(spoil.n_calls, 0);
    lp_solver_set_basis(b.s, none);
    assert_int_equal(lp_solver_basis_duals(b.s, &found, b.y), STATUS_OK);
    assert_false(found);
    tear_down(&b);
}

static void test_nothing_helps(void **state)
{
    (void)state;
    bench b;
    set_up(&b);
    spoil_calls(0, NEVER, GLP_ESING);
    assert_int_equal(solve(&b), STATUS_OK);
    assert_int_equal(b.outcome, LP_STOPPED);
    assert_int_equal(spoil.n_calls, LP_RUNGS);
    assert_int_equal(b.ladder.n_answers[LP_RUNGS], 1);
    assert_int_equal(diag_count(b.diags), 0); /* whoever asked can do without, or not */
    spoil_none();
    assert_int_equal(solve(&b), STATUS_OK);
    is_the_optimum(&b);
    tear_down(&b);
}

/* Of 3,001 rows and columns nobody wants an exact answer. */
static void test_rational_arithmetic_is_for_small_programs(void **state)
{
    (void)state;
    for (int size = 3000; size <= 3001; size++) {
        lp *p = lp_new();
        diag_list *diags = diag_list_new();
        lp_solver *s = NULL;
        lp_outcome outcome;
        const lp_limits limits = {.time_s = 10.0};
        lp_add_column(p, 0.0, 1.0, false, "x");
        while (lp_rows(p) < size - 1)
            lp_add(p, lp_add_row(p, LP_OTHER, -INFINITY, 1.0, "row"), 0, 1.0);
        assert_int_equal(lp_finish(p), STATUS_OK);
        assert_int_equal(lp_solver_new(p, diags, &s), STATUS_OK);
        spoil_calls(0, LP_EXACT, GLP_EFAIL);
        assert_int_equal(lp_solver_simplex(s, LP_DUAL, &limits, &outcome, NULL, NULL), STATUS_OK);
        assert_int_equal(outcome, size == 3000 ? LP_OPTIMAL : LP_STOPPED);
        assert_int_equal(spoil.n_exact, size == 3000 ? 1 : 0);
        spoil_none();
        lp_solver_free(s);
        diag_list_free(diags);
        lp_free(p);
    }
}

static void test_a_jump_ends_it_on_any_rung(void **state)
{
    (void)state;
    for (int rung = 0; rung < LP_RUNGS; rung++) {
        bench b;
        set_up(&b);
        spoil_calls(0, rung, GLP_EFAIL);
        spoil.jump_at = rung;
        assert_int_equal(solve(&b), STATUS_SOLVER);
        assert_int_equal(diag_count(b.diags), 1);
        assert_int_equal(diag_get(b.diags, 0)->code, DIAG_SOLVER_FAILED);
        assert_int_equal(solve(&b), STATUS_SOLVER); /* nothing is left of the problem */
        assert_int_equal(spoil.n_calls, rung + 1);
        tear_down(&b);
    }
}

/* --- whole runs -------------------------------------------------------------------------------- */

enum { SEED = 3, TIME_LIMIT_S = 60 };
#define GAP_FRAC 1e-3

typedef struct run {
    arena *mem;
    diag_list *diags;
    region *r;
    plan *p;
    status st;
    char *log;
    size_t log_size;
} run;

/* One thread, so that calls of GLPK have an order; of a decomposition it is not the main one. */
static void open_run(run *u)
{
    *u = (run){.mem = arena_new(), .diags = diag_list_new()};
    u->r = random_region(u->mem, SEED,
                         (random_options){.n_parks = 2, .n_milestones = 1, .n_steps = 4});
    solved_prepare(u->r, u->mem);
    spoil_none();
}

static void plan_it(run *u, solve_method method, bool relax)
{
    free(u->log);
    FILE *log = open_memstream(&u->log, &u->log_size);
    assert_non_null(log);
    const solve_options options = {.perspective = PERSPECTIVE_SOCIETAL,
                                   .gap_frac = GAP_FRAC,
                                   .time_limit_s = TIME_LIMIT_S,
                                   .relax = relax,
                                   .method = method,
                                   .n_threads = 1,
                                   .log = log};
    u->p = NULL;
    u->st = plan_solve(u->r, &options, u->mem, u->diags, &u->p);
    (void)fclose(log);
}

static void close_run(run *u)
{
    spoil_none();
    free(u->log);
    diag_list_free(u->diags);
    arena_free(u->mem);
}

static double optimum_eur(run *u)
{
    const plan *p = solved_relaxed(u->r, PERSPECTIVE_SOCIETAL, u->mem);
    spoil_none();
    return p->certificate.objective_eur;
}

static void brackets(const run *u, double eur)
{
    if (u->st != STATUS_OK)
        print_error("spoilt from call %d: status %d\n", spoil.first, (int)u->st);
    assert_int_equal(u->st, STATUS_OK);
    const certificate *c = &u->p->certificate;
    assert_true(c->lower_bound_eur <= eur + TOL_FRAC * fabs(eur));
    assert_true(c->objective_eur >= eur - TOL_FRAC * fabs(eur));
    assert_true(c->gap_frac <= GAP_FRAC);
}

/* Whatever happened: a plan whose rows hold, or a word on why there is none. */
static void ends_decently(const run *u)
{
    if (u->p == NULL) {
        assert_true(u->st == STATUS_SOLVER || u->st == STATUS_LIMIT);
        assert_true(diag_count(u->diags) > 0);
        return;
    }
    const certificate *c = &u->p->certificate;
    assert_true(c->residual_kw <= 1e-3 && c->residual_eur <= 1.0 && c->residual_other <= 1e-3);
    assert_true(isfinite(c->lower_bound_eur) && isfinite(c->gap_frac));
    assert_true(c->gap_frac <= GAP_FRAC || u->st != STATUS_OK);
}

/* The pass that misses its program proves nothing; the run goes on and ends as it would have. */
static void test_a_decomposition_survives_any_failure(void **state)
{
    (void)state;
    run u;
    open_run(&u);
    const double eur = optimum_eur(&u);
    plan_it(&u, METHOD_DECOMPOSED, true);
    brackets(&u, eur);
    const int n = spoil.n_calls - 1; /* the last one tidies payments, without counting */
    assert_true(n > 40);
    assert_null(strstr(u.log, "without an answer"));
    for (int first = 0; first < n; first += first < 40 ? 1 : 17) {
        spoil_calls(first, ONE_PROGRAM, GLP_ESING);
        plan_it(&u, METHOD_DECOMPOSED, true);
        assert_non_null(strstr(u.log, ", 1 without an answer\n"));
        brackets(&u, eur);
    }
    close_run(&u);
}

static void test_rungs_are_told(void **state)
{
    (void)state;
    run u;
    open_run(&u);
    spoil_calls(10, 2, GLP_ESING);
    plan_it(&u, METHOD_DECOMPOSED, true);
    assert_int_equal(u.st, STATUS_OK);
    assert_non_null(strstr(u.log, " linear programs, 1 from an advanced basis\n"));
    close_run(&u);
}

static void test_everything_fails(void **state)
{
    (void)state;
    static const solve_method methods[] = {METHOD_WHOLE, METHOD_DECOMPOSED};
    for (size_t m = 0; m < 2; m++) {
        run u;
        open_run(&u);
        spoil_calls(0, NEVER, GLP_ESING);
        plan_it(&u, methods[m], false);
        assert_int_equal(u.st, STATUS_SOLVER);
        assert_null(u.p);
        assert_int_equal(diag_count(u.diags), 1);
        assert_int_equal(diag_get(u.diags, 0)->code, DIAG_SOLVER_FAILED);
        assert_non_null(strstr(diag_get(u.diags, 0)->text, "it gave up on: "));
        close_run(&u);
    }
}

/* From some call on everything fails, or the library is lost: in the main thread of a search as one
 * program, in the worker of a decomposition. */
static void test_the_end_is_decent(void **state)
{
    (void)state;
    static const solve_method methods[] = {METHOD_WHOLE, METHOD_DECOMPOSED};
    size_t n_plans = 0, n_none = 0;
    for (size_t m = 0; m < 2; m++)
        for (int from = 0; from < 200; from += from < 10 ? 1 : 19)
            for (int jump = 0; jump <= 1; jump++) {
                run u;
                open_run(&u);
                spoil_calls(jump ? NEVER : from, NEVER, GLP_EFAIL);
                spoil.jump_at = jump ? from : NEVER;
                plan_it(&u, methods[m], false);
                ends_decently(&u);
                n_plans += u.p != NULL;
                n_none += u.p == NULL;
                close_run(&u);
            }
    assert_true(n_plans > 0 && n_none > 0);
}

static void test_every_call_is_limited(void **state)
{
    (void)state;
    static const solve_method methods[] = {METHOD_WHOLE, METHOD_DECOMPOSED};
    for (size_t m = 0; m < 2; m++) {
        run u;
        open_run(&u);
        spoil_none();
        plan_it(&u, methods[m], false);
        assert_non_null(u.p);
        assert_true(spoil.n_calls > 0);
        assert_true(spoil.shortest_ms > 0);
        assert_true(spoil.longest_ms <= 1000 * TIME_LIMIT_S);
        assert_true(spoil.most_iterations > 1000 && spoil.most_iterations < 1000000);
        close_run(&u);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_rung_finds_the_optimum),
        cmocka_unit_test(test_each_rung_finds_that_there_is_none),
        cmocka_unit_test(test_a_wrong_claim_is_not_believed),
        cmocka_unit_test(test_a_wrong_optimum_is_not_believed),
        cmocka_unit_test(test_duals_of_the_wrong_sign_are_not_believed),
        cmocka_unit_test(test_few_iterations_are_one_try),
        cmocka_unit_test(test_a_kept_basis_has_its_duals),
        cmocka_unit_test(test_nothing_helps),
        cmocka_unit_test(test_rational_arithmetic_is_for_small_programs),
        cmocka_unit_test(test_a_jump_ends_it_on_any_rung),
        cmocka_unit_test(test_a_decomposition_survives_any_failure),
        cmocka_unit_test(test_rungs_are_told),
        cmocka_unit_test(test_everything_fails),
        cmocka_unit_test(test_the_end_is_decent),
        cmocka_unit_test(test_every_call_is_limited),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
