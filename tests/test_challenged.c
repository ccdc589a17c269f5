/* tests/test_challenged.c - what tests/challenged.h says, on a few drawn regions. */
#include "tests/challenged.h"

#include "tests/near.h"

typedef void holds(unsigned seed, challenged_count *n);

static challenged_count try_seeds(holds *what, unsigned last)
{
    challenged_count n = {0};
    for (unsigned seed = 1; seed <= last; seed++)
        what(seed, &n);
    return n;
}

static void test_why(void **state)
{
    (void)state;
    assert_true(try_seeds(challenged_why_holds, 6).n_reasons > 0);
}

static void test_why_not(void **state)
{
    (void)state;
    const challenged_count n = try_seeds(challenged_why_not_holds, 6);
    assert_true(n.n_prices > 0);
    assert_true(n.n_units > 0);
}

static void test_worth(void **state)
{
    (void)state;
    assert_true(try_seeds(challenged_worth_holds, 6).n_limits > 0);
}

static void test_brackets(void **state)
{
    (void)state;
    assert_true(try_seeds(challenged_brackets_hold, 6).n_brackets > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_why),
        cmocka_unit_test(test_why_not),
        cmocka_unit_test(test_worth),
        cmocka_unit_test(test_brackets),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
