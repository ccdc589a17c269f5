#include "model/theme.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* The ids are part of the XML and JSON contract, so they stand here a second time. */
static const struct {
    theme value;
    const char *id;
} cases[] = {
    {THEME_ENERGY_DESK, "energy_desk"},
    {THEME_CHARGING_INFRASTRUCTURE, "charging_infrastructure"},
    {THEME_HEAT_NETS, "heat_nets"},
    {THEME_ENERGY_COOPERATIVES, "energy_cooperatives"},
    {THEME_INSIGHT_AND_CONTROL, "insight_and_control"},
    {THEME_KNOWLEDGE_SHARING, "knowledge_sharing"},
    {THEME_COMMUNICATION, "communication"},
    {THEME_GENERATION_AND_SAVING, "generation_and_saving"},
};

static void test_ids_both_ways(void **state)
{
    (void)state;
    assert_int_equal(sizeof cases / sizeof cases[0], THEME_COUNT);
    for (size_t i = 0; i < THEME_COUNT; i++) {
        assert_string_equal(theme_id(cases[i].value), cases[i].id);
        theme found = THEME_COUNT;
        assert_true(theme_from_id(cases[i].id, &found));
        assert_int_equal(found, cases[i].value);
    }
}

static void test_unknown_id_leaves_the_result_alone(void **state)
{
    (void)state;
    static const char *const unknown[] = {"", "heat_net", "heat_netss", "Heat_nets"};
    for (size_t i = 0; i < sizeof unknown / sizeof unknown[0]; i++) {
        theme found = THEME_COMMUNICATION;
        assert_false(theme_from_id(unknown[i], &found));
        assert_int_equal(found, THEME_COMMUNICATION);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ids_both_ways),
        cmocka_unit_test(test_unknown_id_leaves_the_result_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
