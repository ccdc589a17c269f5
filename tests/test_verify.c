/* tests/test_verify.c - plans hold, and no longer when one of their numbers is changed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/mutation.h"

/* Part of the changed numbers that have to be found. */
static const double LEAST_FOUND_FRAC = 0.99;

static void finds(const char *region_path, perspective who, size_t step)
{
    const mutation_count count = mutate_plan(region_path, who, 0.001, step);
    assert_true(count.n > 0);
    assert_true((double)count.n_found >= LEAST_FOUND_FRAC * (double)count.n);
}

static void test_template(void **state)
{
    (void)state;
    finds("inputs/template.xml", PERSPECTIVE_SOCIETAL, 1);
    finds("inputs/template.xml", PERSPECTIVE_PRIVATE, 7);
}

static void test_small_regions(void **state)
{
    (void)state;
    finds("tests/regions/small.xml", PERSPECTIVE_PRIVATE, 1);
    finds("tests/regions/hub3_hub.xml", PERSPECTIVE_PRIVATE, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_template),
        cmocka_unit_test(test_small_regions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
