#include "tests/exhaustive.h"

#include "model/units.h"
#include "tests/near.h"
#include "tests/random_region.h"
#include "tests/solved.h"

static const double COST_TOL_FRAC = 1e-6;

typedef struct enumeration {
    program p;
    int columns[32];
    size_t n;
    double best_keur;
    size_t n_tried, n_feasible;
} enumeration;

static void list_whole(enumeration *e)
{
    for (int j = 0; j < lp_columns(e->p.f->lp); j++)
        if (lp_is_whole(e->p.f->lp, j) && lp_upper(e->p.f->lp, j) > 0.0) {
            assert_true(e->n < sizeof e->columns / sizeof *e->columns);
            e->columns[e->n++] = j;
        }
}

/* Fixes column k and all after it in every way. A prefix whose relaxation is infeasible has no
 * feasible end, and is not followed. */
static void try_all(enumeration *e, size_t k)
{
    double keur = 0.0;
    const lp_outcome outcome = program_relax(&e->p, &keur);
    assert_true(outcome == LP_OPTIMAL || outcome == LP_INFEASIBLE);
    e->n_tried++;
    if (outcome == LP_INFEASIBLE)
        return;
    if (k == e->n) {
        e->n_feasible++;
        e->best_keur = fmin(e->best_keur, keur);
        return;
    }
    const int column = e->columns[k];
    const double lower = lp_lower(e->p.f->lp, column), upper = lp_upper(e->p.f->lp, column);
    for (double value = ceil(lower); value <= upper; value += 1.0) {
        lp_solver_set_bounds(e->p.solver, column, value, value);
        try_all(e, k + 1);
    }
    lp_solver_set_bounds(e->p.solver, column, lower, upper);
}

static bool search_equals_enumeration(unsigned seed, perspective who, random_options o)
{
    arena *mem = arena_new();
    assert_non_null(mem);
    region *r = random_region(mem, seed, o);
    solved_prepare(r, mem);
    enumeration e = {.p = program_open(r, who), .best_keur = INFINITY};
    list_whole(&e);
    try_all(&e, 0);
    program_close(&e.p);
    const plan *p = solved_plan(r, who, mem);
    const double got = solved_cost_eur(p), want = e.best_keur * EUR_PER_KEUR;
    const bool equal = fabs(got - want) <= COST_TOL_FRAC * fabs(want);
    /* A bound above the optimum would be a lie. */
    const bool honest = p->certificate.lower_bound_eur <= want + COST_TOL_FRAC * fabs(want);
    if (!equal || !honest)
        print_error("seed %u, perspective %d: plan %.4f, bound %.4f, best of %zu in %zu: %.4f\n",
                    seed, (int)who, got, p->certificate.lower_bound_eur, e.n_feasible, e.n_tried,
                    want);
    arena_free(mem);
    return equal && honest;
}

typedef struct trial {
    seed_range seeds;
    random_options o;
} trial;

static void seeds_agree(void **state)
{
    const trial *t = *state;
    size_t n_failed = 0;
    for (unsigned seed = t->seeds.first; seed <= t->seeds.last; seed++)
        n_failed += !search_equals_enumeration(
            seed, seed % 2 == 0 ? PERSPECTIVE_SOCIETAL : PERSPECTIVE_PRIVATE, t->o);
    assert_int_equal(n_failed, 0);
}

int exhaustive_run(const exhaustive_seeds *seeds)
{
    const random_options one = {.n_parks = 1, .n_milestones = 1, .n_steps = 3, .one_of_each = true};
    const random_options plain = {
        .n_parks = 1, .n_milestones = 1, .n_steps = 2, .one_of_each = true, .plain = true};
    const random_options two = {.n_parks = 1, .n_milestones = 2, .n_steps = 2, .one_of_each = true};
    trial trials[] = {{seeds->one_milestone, one},
                      {seeds->without_programme, plain},
                      {seeds->two_milestones, two}};
    const struct CMUnitTest tests[] = {
        {.name = "one milestone", .test_func = seeds_agree, .initial_state = &trials[0]},
        {.name = "without programme", .test_func = seeds_agree, .initial_state = &trials[1]},
        {.name = "two milestones", .test_func = seeds_agree, .initial_state = &trials[2]},
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
