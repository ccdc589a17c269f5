/* tests/test_compared.c - what holds for comparisons of any region, on a few. */
#include "tests/compared.h"

#include "tests/near.h"

enum { FIRST = 1, LAST = 3 };

static void test_planned_again(void **state)
{
    (void)state;
    for (unsigned seed = FIRST; seed <= LAST; seed++)
        compared_again_brackets_the_optimum(seed);
}

static void test_fronts(void **state)
{
    (void)state;
    for (unsigned seed = FIRST; seed <= LAST; seed++)
        compared_fronts_hold(seed);
}

static void test_different_plans(void **state)
{
    (void)state;
    for (unsigned seed = FIRST; seed <= LAST; seed++)
        compared_different_plans_hold(seed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_planned_again),
        cmocka_unit_test(test_fronts),
        cmocka_unit_test(test_different_plans),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
