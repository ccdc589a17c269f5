/* tests/long_repair.c - every strained region: the conflict is minimal, and every way out works. */
#include <stdio.h>

#include "tests/near.h"
#include "tests/strained.h"

static void test_strained(void **state)
{
    (void)state;
    assert_true(n_strained_cases >= 20);
    for (size_t k = 0; k < n_strained_cases; k++) {
        printf("  %s\n", strained_cases[k].name);
        strained_check(&strained_cases[k]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_strained)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
