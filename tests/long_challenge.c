/* tests/long_challenge.c - what tests/challenged.h says, on many drawn regions. */
#include "tests/challenged.h"

#include "tests/near.h"

enum { LAST_SEED = 100 };

typedef void holds(unsigned seed, challenged_count *n);

static void try_all(holds *what)
{
    challenged_count n = {0};
    for (unsigned seed = 1; seed <= LAST_SEED; seed++)
        what(seed, &n);
    print_message("%u reasons, %u prices, %u units, %u limits, %u brackets hold\n", n.n_reasons,
                  n.n_prices, n.n_units, n.n_limits, n.n_brackets);
}

static void test_why(void **state)
{
    (void)state;
    try_all(challenged_why_holds);
}

static void test_why_not(void **state)
{
    (void)state;
    try_all(challenged_why_not_holds);
}

static void test_worth(void **state)
{
    (void)state;
    try_all(challenged_worth_holds);
}

static void test_brackets(void **state)
{
    (void)state;
    try_all(challenged_brackets_hold);
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
