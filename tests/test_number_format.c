#include "outputs/number_format.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static void assert_text(const char *name, const char *got, const char *want)
{
    if (strcmp(got, want) != 0)
        fail_msg("%s: \"%s\"; expected \"%s\"", name, got, want);
}

static void test_groups_and_decimals(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        double value;
        int decimals;
        const char *nl, *en;
    } cases[] = {
        {"millions", 1234567.8, 1, "1.234.567,8", "1,234,567.8"},
        {"no group below a thousand", 999.0, 0, "999", "999"},
        {"a thousand", 1000.0, 0, "1.000", "1,000"},
        {"rounding makes a group", 999.96, 1, "1.000,0", "1,000.0"},
        {"half goes up", 0.5, 0, "1", "1"},
        {"negative", -12345.67, 2, "-12.345,67", "-12,345.67"},
        {"negative and three digits", -123.0, 0, "-123", "-123"},
        {"zero", 0.0, 2, "0,00", "0.00"},
        {"minus zero", -0.0, 0, "0", "0"},
        {"rounds to zero from below", -0.04, 1, "0,0", "0.0"},
        {"below one", 0.05, 2, "0,05", "0.05"},
        {"not a number", NAN, 1, "?", "?"},
        {"too large is cut", INFINITY, 0, "1.000.000.000.000.000.000", "1,000,000,000,000,000,000"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[NUMBER_ROOM];
        assert_text(cases[i].name, number_format(LANG_NL, cases[i].value, cases[i].decimals, text),
                    cases[i].nl);
        assert_text(cases[i].name, number_format(LANG_EN, cases[i].value, cases[i].decimals, text),
                    cases[i].en);
    }
}

static void test_money(void **state)
{
    (void)state;
    static const struct {
        double eur;
        const char *nl, *en;
    } cases[] = {
        {0.0, "€ 0", "€0"},
        {950.4, "€ 950", "€950"},
        {1234.0, "€ 1.230", "€1,230"},
        {12345.0, "€ 12.300", "€12,300"},
        {123456.0, "€ 123.000", "€123,000"},
        {999400.0, "€ 999.000", "€999,000"},
        {999600.0, "€ 1,00 miljoen", "€1.00 million"},
        {1361960.0, "€ 1,36 miljoen", "€1.36 million"},
        {12345678.0, "€ 12,3 miljoen", "€12.3 million"},
        {-2.5e6, "€ -2,50 miljoen", "€-2.50 million"},
        {2.5e9, "€ 2,50 miljard", "€2.50 billion"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[NUMBER_ROOM];
        assert_text("Dutch", money_format(LANG_NL, cases[i].eur, text), cases[i].nl);
        assert_text("English", money_format(LANG_EN, cases[i].eur, text), cases[i].en);
    }
}

static void test_percent(void **state)
{
    (void)state;
    static const struct {
        double frac;
        const char *nl, *en;
    } cases[] = {
        {0.0, "0 %", "0%"},
        {1.0, "100 %", "100%"},
        {0.254, "25 %", "25%"},
        {0.0037, "0,4 %", "0.4%"},
        {0.0004, "0,04 %", "0.04%"},
        {-0.5, "-50 %", "-50%"},
        {1e-6, "minder dan 0,01 %", "less than 0.01%"},
        {1e-12, "0 %", "0%"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[NUMBER_ROOM];
        assert_text("Dutch", percent_format(LANG_NL, cases[i].frac, text), cases[i].nl);
        assert_text("English", percent_format(LANG_EN, cases[i].frac, text), cases[i].en);
    }
}

static void test_plain(void **state)
{
    (void)state;
    static const struct {
        double value;
        const char *nl;
    } cases[] = {
        {3.0, "3"}, {0.5, "0,50"}, {2.25, "2,3"}, {12.95, "13"}, {1234.5, "1.235"}, {0.0, "0"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[NUMBER_ROOM];
        assert_text("Dutch", number_format_plain(LANG_NL, cases[i].value, text), cases[i].nl);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_groups_and_decimals),
        cmocka_unit_test(test_money),
        cmocka_unit_test(test_percent),
        cmocka_unit_test(test_plain),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
