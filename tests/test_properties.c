/* tests/test_properties.c - what holds for any region, on a dozen of them. */
#include "tests/properties.h"

#include "tests/near.h"

enum { FIRST = 1, LAST = 12 };

static void test_balances_close(void **state)
{
    (void)state;
    holds_for(balances_close, FIRST, LAST);
}

static void test_more_room_never_costs_more(void **state)
{
    (void)state;
    holds_for(more_room_never_costs_more, FIRST, LAST);
}

static void test_order_of_parks_is_irrelevant(void **state)
{
    (void)state;
    holds_for(order_of_parks_is_irrelevant, FIRST, LAST);
}

static void test_scaled_prices_scale_the_cost(void **state)
{
    (void)state;
    holds_for(scaled_prices_scale_the_cost, FIRST, LAST);
}

static void test_same_input_same_numbers(void **state)
{
    (void)state;
    holds_for(same_input_same_numbers, FIRST, LAST);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_balances_close),
        cmocka_unit_test(test_more_room_never_costs_more),
        cmocka_unit_test(test_order_of_parks_is_irrelevant),
        cmocka_unit_test(test_scaled_prices_scale_the_cost),
        cmocka_unit_test(test_same_input_same_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
