/* tests/long_decomposition.c - the decomposition against one program, on forty regions. */
#include "tests/decomposed.h"

#include "tests/near.h"

enum { FIRST = 101, LAST = 140 };

static void test_brackets_the_optimum(void **state)
{
    (void)state;
    for (unsigned seed = FIRST; seed <= LAST; seed++)
        decomposed_brackets_the_optimum(seed);
}

static void test_never_beats_branch_and_bound(void **state)
{
    (void)state;
    for (unsigned seed = FIRST; seed <= LAST; seed++)
        decomposed_never_beats_branch_and_bound(seed);
}

static void test_warm_start_proves_no_less(void **state)
{
    (void)state;
    for (unsigned seed = FIRST; seed <= LAST; seed++)
        decomposed_warm_start_proves_no_less(seed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_brackets_the_optimum),
        cmocka_unit_test(test_never_beats_branch_and_bound),
        cmocka_unit_test(test_warm_start_proves_no_less),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
