/* tests/test_certificate_check.c - rows, cost and bound added up again from a plan's evidence. */
#include "solver/certificate_check.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/tolerance.h"
#include "tests/fixture.h"
#include "tests/near.h"
#include "tests/random_region.h"
#include "tests/solved.h"

/* Between the bound of a decomposition and what its duals prove, of the cost. */
static const double DECOMPOSED_TOL_FRAC = 1e-5;

/* Every part, kept. */
typedef struct kept {
    evidence_part parts[256];
    size_t n;
} kept;

static double *copy(const double *values, size_t n)
{
    double *own = malloc((n + 1) * sizeof *own);
    assert_non_null(own);
    if (n > 0)
        memcpy(own, values, n * sizeof *own);
    return own;
}

static status keep(void *context, const evidence_part *part)
{
    kept *k = context;
    assert_true(k->n < sizeof k->parts / sizeof k->parts[0]);
    evidence_part *own = &k->parts[k->n++];
    *own = *part;
    own->values = copy(part->values, part->n_columns);
    own->status_quo = copy(part->status_quo, part->n_columns);
    own->duals = copy(part->duals, part->n_rows);
    own->allowed = copy(part->allowed, part->n_allowed);
    return STATUS_OK;
}

static void free_kept(kept *k)
{
    for (size_t i = 0; i < k->n; i++) {
        free((double *)k->parts[i].values);
        free((double *)k->parts[i].status_quo);
        free((double *)k->parts[i].duals);
        free((double *)k->parts[i].allowed);
    }
}

static const plan *solve_by(solve_method method, const region *r, perspective who, bool relax,
                            kept *k, arena *mem)
{
    diag_list *diags = diag_list_new();
    const solve_options options = {.perspective = who,
                                   .gap_frac = method == METHOD_WHOLE ? 0.001 : 0.02,
                                   .time_limit_s = 60.0,
                                   .relax = relax,
                                   .method = method,
                                   .n_threads = 2,
                                   .evidence = keep,
                                   .evidence_context = k};
    plan *p = NULL;
    const status st = plan_solve(r, &options, mem, diags, &p);
    diag_list_free(diags);
    assert_true(st == STATUS_OK || st == STATUS_INFEASIBLE || st == STATUS_LIMIT);
    assert_non_null(p);
    return p;
}

static const plan *solve(const region *r, perspective who, bool relax, kept *k, arena *mem)
{
    return solve_by(METHOD_WHOLE, r, who, relax, k, mem);
}

static status check(const region *r, perspective who, bool relax, const kept *k, verification *v,
                    certificate_totals *totals)
{
    certificate_check *c;
    assert_int_equal(certificate_check_new(r, who, relax, v, &c), STATUS_OK);
    status st = STATUS_OK;
    for (size_t i = 0; st == STATUS_OK && i < k->n; i++)
        st = certificate_check_part(c, &k->parts[i]);
    if (st == STATUS_OK)
        st = certificate_check_finish(c, totals);
    certificate_check_free(c);
    return st;
}

static void print_failures(const verification *v)
{
    for (size_t k = 0; k < v->n_failures; k++)
        print_error("%s: %s: %.10g instead of %.10g\n", check_kind_id(v->failures[k].kind),
                    v->failures[k].where, v->failures[k].have, v->failures[k].want);
}

/* The pieces add up to what the search, which has the whole, found: another way to the same sums. */
static void agrees_by(solve_method method, const region *r, perspective who, bool relax, arena *mem)
{
    kept k = {.n = 0};
    const plan *p = solve_by(method, r, who, relax, &k, mem);
    verification v = verification_start(mem);
    certificate_totals totals;
    assert_int_equal(check(r, who, relax, &k, &v, &totals), STATUS_OK);
    print_failures(&v);
    assert_int_equal(verification_failures(&v), 0);
    const certificate *c = &p->certificate;
    const double tol = 1e-9 * (1.0 + fabs(c->objective_eur));
    assert_near(totals.objective_eur, c->objective_eur, tol);
    assert_near(totals.dual_bound_eur, c->dual_bound_eur, tol);
    assert_near(totals.status_quo_eur, p->horizon_total.status_quo_cost_eur, tol);
    assert_int_equal(totals.n_rows, c->n_rows);
    assert_int_equal(totals.n_columns, c->n_columns);
    assert_int_equal(totals.n_whole, c->n_whole);
    /* All that the search proved without whole numbers follows from the duals; with them it proves more. */
    const double near = DECOMPOSED_TOL_FRAC * fabs(tol / 1e-9);
    if (relax)
        assert_near(c->dual_bound_eur, c->lower_bound_eur, near);
    assert_true(c->dual_bound_eur <= c->lower_bound_eur + near);
    free_kept(&k);
}

static void agrees(const region *r, perspective who, bool relax, arena *mem)
{
    agrees_by(METHOD_WHOLE, r, who, relax, mem);
}

static region *full_region(arena *mem)
{
    region *r = fixture_full_region(mem);
    r->co2_price_eur_per_t = fixture_list(r, mem, 60.0);
    r->grid_cost_eur_per_kw_year = 30.0;
    solved_prepare(r, mem);
    return r;
}

static region *drawn_region(arena *mem, unsigned seed)
{
    region *r =
        random_region(mem, seed, (random_options){.n_parks = 3, .n_milestones = 2, .n_steps = 4});
    solved_prepare(r, mem);
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
    const region *r = full_region(*state);
    agrees(r, PERSPECTIVE_SOCIETAL, false, *state);
    agrees(r, PERSPECTIVE_PRIVATE, false, *state);
    agrees(r, PERSPECTIVE_SOCIETAL, true, *state);
}

/* The demand that stands is a known part of the yearly use, which dispatch adds to. */
static void test_renewable_target(void **state)
{
    region *r = fixture_full_region(*state);
    r->targets[0].kind = TARGET_RENEWABLE;
    r->targets[0].limit = fixture_list(r, *state, 0.02);
    solved_prepare(r, *state);
    agrees(r, PERSPECTIVE_SOCIETAL, false, *state);
}

static void test_drawn_regions(void **state)
{
    for (unsigned seed = 1; seed <= 6; seed++)
        agrees(drawn_region(*state, seed), seed % 2 ? PERSPECTIVE_SOCIETAL : PERSPECTIVE_PRIVATE,
               false, *state);
}

static void test_decomposed(void **state)
{
    for (unsigned seed = 1; seed <= 8; seed++)
        for (int relax = 0; relax <= 1; relax++)
            agrees_by(METHOD_DECOMPOSED, drawn_region(*state, seed),
                      seed % 2 ? PERSPECTIVE_PRIVATE : PERSPECTIVE_SOCIETAL, relax, *state);
    agrees_by(METHOD_DECOMPOSED, full_region(*state), PERSPECTIVE_SOCIETAL, false, *state);
    agrees_by(METHOD_DECOMPOSED, full_region(*state), PERSPECTIVE_SOCIETAL, true, *state);
}

static void test_joined(void **state)
{
    for (unsigned seed = 1; seed <= 4; seed++)
        agrees_by(METHOD_JOINED, drawn_region(*state, seed),
                  seed % 2 ? PERSPECTIVE_PRIVATE : PERSPECTIVE_SOCIETAL, seed > 2, *state);
    agrees_by(METHOD_JOINED, full_region(*state), PERSPECTIVE_SOCIETAL, true, *state);
}

/* (S2) holds for any duals at all: those of the search are replaced by drawn ones of either sign. */
static void test_any_duals_give_a_bound(void **state)
{
    const region *r = full_region(*state);
    kept k = {.n = 0};
    const plan *p = solve(r, PERSPECTIVE_SOCIETAL, false, &k, *state);
    unsigned long dice = 1;
    for (int round = 0; round < 20; round++) {
        for (size_t i = 0; i < k.n; i++)
            for (size_t row = 0; row < k.parts[i].n_rows; row++) {
                dice = (dice * 1103515245 + 12345) % 2147483648;
                double *dual = (double *)k.parts[i].duals + row;
                *dual += 1e-3 * round * ((double)dice / 2147483648.0 - 0.5);
            }
        verification v = verification_start(*state);
        certificate_totals totals;
        assert_int_equal(check(r, PERSPECTIVE_SOCIETAL, false, &k, &v, &totals), STATUS_OK);
        assert_true(isfinite(totals.dual_bound_eur));
        assert_true(totals.dual_bound_eur <= p->certificate.objective_eur + MONEY_TOL_EUR);
        if (round > 0)
            assert_true(totals.dual_bound_eur < p->certificate.dual_bound_eur);
    }
    free_kept(&k);
}

/* Any dispatch that is moved breaks a row that is named, or changes the cost. */
static void test_moved_values_are_found(void **state)
{
    const region *r = full_region(*state);
    kept k = {.n = 0};
    const plan *p = solve(r, PERSPECTIVE_SOCIETAL, false, &k, *state);
    size_t n_moved = 0;
    for (size_t i = 0; i < k.n; i++)
        for (size_t j = 0; j < k.parts[i].n_columns; j += 7) {
            double *value = (double *)k.parts[i].values + j, before = *value;
            *value += 0.01 + 0.01 * fabs(before);
            verification v = verification_start(*state);
            certificate_totals totals;
            assert_int_equal(check(r, PERSPECTIVE_SOCIETAL, false, &k, &v, &totals), STATUS_OK);
            /* What costs nothing and has room may move: it is another plan of the same cost. */
            n_moved += verification_failures(&v) > 0 ||
                       fabs(totals.objective_eur - p->certificate.objective_eur) > MONEY_TOL_EUR;
            for (size_t m = 0; m < v.n_failures; m++)
                assert_true(strlen(v.failures[m].where) > 0);
            *value = before;
        }
    assert_true(n_moved > 20);
    free_kept(&k);
}

static void test_parts_that_do_not_fit(void **state)
{
    const region *r = full_region(*state);
    certificate_totals totals;
    kept k = {.n = 0};
    (void)solve(r, PERSPECTIVE_SOCIETAL, false, &k, *state);
    kept less = k, swapped = k, shorter = k;
    less.n--;
    swapped.parts[1] = k.parts[2];
    swapped.parts[2] = k.parts[1];
    shorter.parts[1].n_rows--;
    const kept *const wrong[] = {&less, &swapped, &shorter};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        verification v = verification_start(*state);
        assert_int_equal(check(r, PERSPECTIVE_SOCIETAL, false, wrong[i], &v, &totals),
                         STATUS_INVALID);
        assert_int_equal(v.results[CHECK_parts].n_failed, 1);
    }
    free_kept(&k);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_one_of_everything, setup, teardown),
        cmocka_unit_test_setup_teardown(test_renewable_target, setup, teardown),
        cmocka_unit_test_setup_teardown(test_drawn_regions, setup, teardown),
        cmocka_unit_test_setup_teardown(test_decomposed, setup, teardown),
        cmocka_unit_test_setup_teardown(test_joined, setup, teardown),
        cmocka_unit_test_setup_teardown(test_any_duals_give_a_bound, setup, teardown),
        cmocka_unit_test_setup_teardown(test_moved_values_are_found, setup, teardown),
        cmocka_unit_test_setup_teardown(test_parts_that_do_not_fit, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
