/* tests/long_verify.c - every number of the plan of the coarse Leiden region, changed one after the other. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/mutation.h"

/* Part of the changed numbers that have to be found. */
static const double LEAST_FOUND_FRAC = 0.99;

static void test_leiden(void **state)
{
    (void)state;
    const mutation_count count =
        mutate_plan("tests/regions/economie071_coarse.xml", PERSPECTIVE_SOCIETAL, 0.05, 1);
    assert_true((double)count.n_found >= LEAST_FOUND_FRAC * (double)count.n);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_leiden)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
