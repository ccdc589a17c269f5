/* tests/test_certificate_verify.c - what a plan states about itself has to go together. */
#include "model/certificate_verify.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "model/tolerance.h"

/* 1,000 EUR with a bound of 990: a gap of 1 %. */
static stated_certificate good(void)
{
    return (stated_certificate){
        .status = "within_gap",
        .numbers = {.method = "whole",
                    .objective_eur = 1000.0,
                    .lower_bound_eur = 990.0,
                    .dual_bound_eur = 980.0,
                    .gap_frac = 0.01,
                    .gap_asked_frac = 0.02,
                    .n_rows = 10,
                    .n_columns = 20,
                    .n_whole = 3,
                    .residual_kw = 1e-7},
        .balance_kw = BALANCE_TOL_KW,
        .money_eur = MONEY_TOL_EUR,
        .money_frac = MONEY_TOL_FRAC,
        .share_frac = SHARE_TOL_FRAC,
        .whole = INTEGER_TOL,
    };
}

static size_t n_wrong(const stated_certificate *s)
{
    arena *mem = arena_new();
    verification v = verification_start(mem);
    certificate_verify_statement(s, &v);
    arena_free(mem);
    return verification_failures(&v);
}

static void test_statement(void **state)
{
    (void)state;
    stated_certificate s = good();
    assert_int_equal(n_wrong(&s), 0);
    s.numbers.dual_bound_eur = NAN; /* none was proven */
    assert_int_equal(n_wrong(&s), 0);
    s = good();
    s.numbers.gap_frac = 0.011;
    assert_int_equal(n_wrong(&s), 1);
    s = good();
    s.numbers.dual_bound_eur = 991.0; /* then the lower bound would be that */
    assert_int_equal(n_wrong(&s), 1);
    s = good();
    s.numbers.lower_bound_eur = 1001.0;
    s.numbers.gap_frac = 0.0;
    assert_int_equal(n_wrong(&s), 1);
    s.status = "stopped_at_limit"; /* may miss targets */
    assert_int_equal(n_wrong(&s), 0);
    s = good();
    s.numbers.gap_asked_frac = 0.005;
    assert_int_equal(n_wrong(&s), 1);
    s = good();
    s.status = "optimal";
    assert_int_equal(n_wrong(&s), 1);
    s.status = "stopped_at_limit"; /* says nothing about the gap */
    assert_int_equal(n_wrong(&s), 0);
    s.status = "best";
    assert_int_equal(n_wrong(&s), 1);
    s.status = NULL;
    assert_int_equal(n_wrong(&s), 1);
    s = good();
    s.money_eur = 100.0; /* everything would pass */
    assert_int_equal(n_wrong(&s), 1);
    s = good();
    s.numbers.objective_eur = NAN; /* gap, and bound against it */
    assert_true(n_wrong(&s) > 0);
}

/* The gap of a plan that earns, and of one that costs next to nothing. */
static void test_gap(void **state)
{
    (void)state;
    stated_certificate s = good();
    s.numbers.objective_eur = -1000.0;
    s.numbers.lower_bound_eur = s.numbers.dual_bound_eur = -1010.0;
    assert_int_equal(n_wrong(&s), 0);
    s.numbers.objective_eur = 0.005;
    s.numbers.lower_bound_eur = s.numbers.dual_bound_eur = -0.005;
    assert_int_equal(n_wrong(&s), 0); /* over 1 EUR */
}

static size_t n_different(const certificate *stated, const certificate *found)
{
    arena *mem = arena_new();
    verification v = verification_start(mem);
    certificate_verify_numbers(stated, found, &v);
    arena_free(mem);
    return verification_failures(&v);
}

static void test_numbers(void **state)
{
    (void)state;
    const certificate stated = good().numbers;
    certificate found = stated;
    assert_int_equal(n_different(&stated, &found), 0);
    found.objective_eur += 1e-7; /* the tenth digit */
    assert_int_equal(n_different(&stated, &found), 0);
    found.objective_eur += 1e-3;
    assert_int_equal(n_different(&stated, &found), 1);
    found.dual_bound_eur -= 1.0;
    assert_int_equal(n_different(&stated, &found), 2);
    found.n_rows++;
    assert_int_equal(n_different(&stated, &found), 3);
    found.residual_kw = 1e-3;
    assert_int_equal(n_different(&stated, &found), 4);
}

/* All are counted, the first are named, the worst is kept. */
static void test_verification(void **state)
{
    (void)state;
    arena *mem = arena_new();
    verification v = verification_start(mem);
    for (int k = 0; k < 2 * MOST_FAILURES; k++)
        verification_compare(&v, CHECK_power, k, 0.0, 9.5, "step %d", k);
    verification_compare(&v, CHECK_power, NAN, 0.0, 9.5, "nothing");
    verification_expect(&v, CHECK_files, true, "a file");
    const check_result *r = &v.results[CHECK_power];
    assert_int_equal(r->n, 2 * MOST_FAILURES + 1);
    assert_int_equal(r->n_failed, 2 * MOST_FAILURES - 10 + 1);
    assert_int_equal(v.n_failures, MOST_FAILURES);
    assert_string_equal(v.failures[0].where, "step 10");
    assert_string_equal(r->where, "step 99");
    assert_int_equal(verification_checks(&v), 2 * MOST_FAILURES + 2);
    assert_int_equal(verification_failures(&v), r->n_failed);
    assert_false(v.out_of_memory);
    arena_fail_at(mem, 1);
    verification_expect(&v, CHECK_files, false, "another");
    assert_true(v.out_of_memory);
    arena_free(mem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_statement),
        cmocka_unit_test(test_gap),
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_verification),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
