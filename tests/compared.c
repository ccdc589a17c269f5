#include "tests/compared.h"

#include <math.h>

#include "model/tolerance.h"
#include "solver/compare.h"
#include "solver/planner.h"
#include "tests/near.h"
#include "tests/random_region.h"
#include "tests/solved.h"

#define GAP_FRAC 1e-3
#define TIME_LIMIT_S 60.0
/* What GLPK's tolerances may be worth. */
#define NOISE_FRAC 1e-6

static region *drawn(arena *mem, unsigned seed)
{
    const random_options o = {.n_parks = 1 + seed % 3, .n_milestones = 2, .n_steps = 3};
    region *r = random_region(mem, seed, o);
    solved_prepare(r, mem);
    return r;
}

static void is_at_most(unsigned seed, const char *what, double least, double most)
{
    if (least <= most + NOISE_FRAC * fabs(most))
        return;
    print_error("seed %u: %s: %.3f > %.3f\n", seed, what, least, most);
    fail();
}

/* --- planned again ------------------------------------------------------------------------------- */

static const plan *ask(planner *by, const commitment *list, size_t n, arena *mem, diag_list *diags)
{
    plan *p = NULL;
    const status st = planner_solve(by, list, n, mem, diags, &p);
    assert_true(st == STATUS_OK || st == STATUS_LIMIT);
    assert_string_equal(p->certificate.method, "decomposed");
    return p;
}

/* By branch and bound over the whole program. */
static double exact_eur(const region *r, const commitment *list, size_t n, arena *mem)
{
    return solved_as(r, (solve_options){.time_limit_s = TIME_LIMIT_S,
                                        .method = METHOD_WHOLE,
                                        .commitments = list,
                                        .n_commitments = n},
                     mem)
        ->certificate.objective_eur;
}

static void again(unsigned seed, const region *r, planner *by, const commitment *list, size_t n,
                  arena *mem, diag_list *diags)
{
    const certificate c = ask(by, list, n, mem, diags)->certificate;
    const double exact = exact_eur(r, list, n, mem);
    is_at_most(seed, "bound over optimum", c.lower_bound_eur, exact);
    is_at_most(seed, "optimum over plan", exact, c.objective_eur);
}

/* Planned again with parts of its own first milestone, and then with all of it, by the search of before: with
 * each, the exact optimum of one program lies between bound and plan. */
static void again_brackets_the_optimum(unsigned seed)
{
    arena *mem = arena_new();
    diag_list *diags = diag_list_new();
    const region *r = drawn(mem, seed);
    const solve_options how = {
        .gap_frac = GAP_FRAC, .time_limit_s = TIME_LIMIT_S, .method = METHOD_DECOMPOSED};
    planner *by = NULL;
    assert_int_equal(planner_new(r, &how, &by), STATUS_OK);
    const plan *own = ask(by, NULL, 0, mem, diags);
    commitment *units = ARENA_ARRAY(mem, own->n_commitments, commitment);
    size_t n = 0;
    for (size_t k = 0; k < own->n_commitments; k++) /* hubs and nets have parts that go together */
        if (own->commitments[k].kind == COMMITMENT_UNITS && (k + seed) % 2 == 0)
            units[n++] = own->commitments[k];
    again(seed, r, by, units, n, mem, diags);
    again(seed, r, by, own->commitments, own->n_commitments, mem, diags);
    planner_free(by);
    diag_list_free(diags);
    arena_free(mem);
}

/* --- trade-offs ---------------------------------------------------------------------------------- */

static comparison *compare_base(const region *r, solve_method method, compare_options how,
                                compared *base, arena *mem, diag_list *diags)
{
    comparison *c = NULL;
    how.solve = (solve_options){.gap_frac = 1e-4, .time_limit_s = TIME_LIMIT_S, .method = method};
    how.n_jobs = 2;
    *base = compared_base(r, false);
    const status st = compare_solve(base, 1, &how, mem, diags, &c);
    assert_true(st == STATUS_OK || st == STATUS_LIMIT);
    return c;
}

/* A plan of the region with one more limit, made by itself. */
static void confirm(unsigned seed, const region *base, target_kind kind, const tradeoff_point *p, arena *mem)
{
    region r = *base;
    target *all = ARENA_ARRAY(mem, base->n_targets + 1, target);
    for (size_t k = 0; k < base->n_targets; k++)
        all[k] = base->targets[k];
    const double limits[] = {NAN, p->limit};
    all[base->n_targets] =
        (target){.id = "limit", .kind = kind, .index = base->n_targets, .limit = limits};
    r.targets = all;
    r.n_targets = base->n_targets + 1;
    const plan *alone = solved_plan(&r, PERSPECTIVE_SOCIETAL, mem);
    is_at_most(seed, "bound of a point over its own optimum", p->bound_eur,
               alone->certificate.objective_eur);
    is_at_most(seed, "optimum over a point", alone->certificate.lower_bound_eur, p->figures.cost_eur);
}

static void check_pair(unsigned seed, const tradeoff_point *within, const tradeoff_point *limited)
{
    if (isnan(limited->limit) || within->amount <= limited->limit)
        is_at_most(seed, "bound over a point within the limit", limited->bound_eur,
                   within->figures.cost_eur);
}

static void check_front(unsigned seed, const region *r, target_kind kind, const tradeoff *t, arena *mem)
{
    double largest = 0.0;
    for (size_t k = 0; k < t->n_points; k++) {
        const tradeoff_point *p = &t->points[k];
        const double gap = tradeoff_gap_frac(t, k);
        if (k + 1 < t->n_points)
            assert_true(p->amount > p[1].amount && p->figures.cost_eur < p[1].figures.cost_eur);
        assert_true(tradeoff_gap_is_large(t, k) || gap <= t->gap_allowed_frac + SHARE_TOL_FRAC);
        largest = fmax(largest, gap);
        for (size_t i = 0; i < t->n_points; i++)
            check_pair(seed, &t->points[i], p);
        if (k + 1 < t->n_points && !isnan(p->limit)) /* the last one may miss its limit */
            confirm(seed, r, kind, p, mem);
    }
    assert_near(t->largest_gap_frac, largest, 1e-9);
}

/* Trade-offs: the dearer the less; no gap is larger than allowed without being named; each point is the
 * optimum of a solve of its own; and no point within another's limit costs less than that one's bound. */
static void fronts_hold(unsigned seed, solve_method method)
{
    arena *mem = arena_new();
    diag_list *diags = diag_list_new();
    const region *r = drawn(mem, seed);
    compared base;
    const compare_options how = {.tradeoff = true, .n_points = 8};
    comparison *c = compare_base(r, method, how, &base, mem, diags);
    check_front(seed, r, TARGET_CO2_TOTAL, &c->tradeoffs[0], mem);
    check_front(seed, r, TARGET_REFUSED_TOTAL, &c->tradeoffs[1], mem);
    comparison_free(c);
    diag_list_free(diags);
    arena_free(mem);
}

static void fronts_of_a_program_hold(unsigned seed)
{
    fronts_hold(seed, METHOD_WHOLE);
}

/* Limit after limit, each from what the one before has learnt. */
static void fronts_in_a_row_hold(unsigned seed)
{
    fronts_hold(seed, METHOD_DECOMPOSED);
}

/* --- different plans ------------------------------------------------------------------------------ */

static void check_different(const comparison *c, size_t k)
{
    const different_plans *d = c->different;
    const certificate *proof = &d->plans[k].plan->certificate;
    double nearest = plan_difference(c->list[0].plan, d->plans[k].plan);
    for (size_t i = 0; i < k; i++)
        nearest = fmin(nearest, plan_difference(d->plans[i].plan, d->plans[k].plan));
    assert_near(d->plans[k].distance_frac, nearest, 1e-9);
    assert_true(nearest > 0.0 && nearest <= PLAN_DISTANCE_MOST_FRAC);
    assert_true(d->plans[k].plan->horizon_total.cost_eur <= d->most_eur);
    assert_true(proof->residual_kw <= ROW_TOL && proof->residual_eur <= 1000.0 * ROW_TOL &&
                proof->residual_other <= ROW_TOL && proof->residual_whole <= INTEGER_TOL);
}

/* Different plans cost no more than asked for, every row of them holds, and they are as far from the best and
 * from those before them as stated. */
static void different_plans_hold(unsigned seed)
{
    arena *mem = arena_new();
    diag_list *diags = diag_list_new();
    const region *r = drawn(mem, seed);
    compared base;
    const compare_options how = {.different = true, .n_plans = 3, .within_frac = 0.03};
    comparison *c = compare_base(r, METHOD_WHOLE, how, &base, mem, diags);
    for (size_t k = 0; k < c->different->n_plans; k++)
        check_different(c, k);
    comparison_free(c);
    diag_list_free(diags);
    arena_free(mem);
}

typedef struct seeds {
    unsigned first, last;
} seeds;

static void each_seed(void **state, void (*check)(unsigned seed))
{
    const seeds *drawn = *state;
    for (unsigned seed = drawn->first; seed <= drawn->last; seed++)
        check(seed);
}

static void test_planned_again(void **state)
{
    each_seed(state, again_brackets_the_optimum);
}

static void test_fronts(void **state)
{
    each_seed(state, fronts_of_a_program_hold);
}

static void test_fronts_in_a_row(void **state)
{
    each_seed(state, fronts_in_a_row_hold);
}

static void test_different_plans(void **state)
{
    each_seed(state, different_plans_hold);
}

int compared_run(unsigned first_seed, unsigned last_seed)
{
    seeds drawn = {first_seed, last_seed};
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(test_planned_again, &drawn),
        cmocka_unit_test_prestate(test_fronts, &drawn),
        cmocka_unit_test_prestate(test_fronts_in_a_row, &drawn),
        cmocka_unit_test_prestate(test_different_plans, &drawn),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
