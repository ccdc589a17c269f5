#include "model/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "model/theme.h"

/* Bit n is set when {n} stands in the text. */
static unsigned placeholders(const char *text)
{
    unsigned found = 0;
    for (const char *p = text; (p = strchr(p, '{')) != NULL; p++) {
        if (p[1] < '1' || p[1] > '9' || p[2] != '}')
            fail_msg("\"%s\" has a brace that is no placeholder", text);
        found |= 1u << (p[1] - '0');
    }
    return found;
}

static void test_each_text_in_both_languages(void **state)
{
    (void)state;
    for (int id = 0; id < TEXT_COUNT; id++) {
        const char *nl = text_get(LANG_NL, (text_id)id), *en = text_get(LANG_EN, (text_id)id);
        if (nl == NULL || en == NULL || nl[0] == '\0' || en[0] == '\0')
            fail_msg("%s lacks a language", text_name((text_id)id));
        if (placeholders(nl) != placeholders(en))
            fail_msg("%s has other placeholders in the other language", text_name((text_id)id));
        /* {1} to {n} without a gap: n + 1 with bit 0 is a power of two. */
        const unsigned bits = placeholders(nl) | 1u;
        if ((bits & (bits + 1)) != 0)
            fail_msg("%s leaves out a number", text_name((text_id)id));
    }
}

static void test_no_name_twice(void **state)
{
    (void)state;
    for (int id = 0; id < TEXT_COUNT; id++) {
        text_id found = TEXT_COUNT;
        assert_true(text_find(text_name((text_id)id), &found));
        assert_int_equal(found, id);
    }
    text_id found = TEXT_percent;
    assert_false(text_find("no_such_text", &found));
    assert_int_equal(found, TEXT_percent);
}

/* What plan.h and region_complete() name. */
static void test_the_ids_of_a_plan_are_there(void **state)
{
    (void)state;
    static const char *const forms[] = {"theme_%s", "goal_%s", "kpi_%s"};
    static const char *const names[] = {
        "reason_not_offered", "reason_not_chosen", "reason_not_found",      "reason_not_possible",
        "prerequisite_ems",   "prerequisite_hub",  "prerequisite_heat_net", "prerequisite_platform",
    };
    static const char *const assumed[] = {
        "station_cap",
        "station_raised",
        "reinforcement",
        "connection",
        "aggregate",
        "demand",
        "fleet",
        "installed_without_year",
        "technology",
        "heat_net",
        "hub",
        "programme",
        "fund",
        "target",
        "recourse",
        "park",
        "carrier",
        "carrier_estimate",
        "target_share",
        "potential",
        "trade",
        "cable",
        "pipe",
        "heat_source",
        "group_capacity",
        "right",
        "tariff_share",
    };
    static const char *const without_figure[] = {"fund_open", "profile"};
    text_id found;
    char name[64];
    for (int t = 0; t < THEME_COUNT; t++) {
        for (size_t f = 0; f < sizeof forms / sizeof forms[0]; f++) {
            snprintf(name, sizeof name, forms[f], theme_id((theme)t));
            assert_true(text_find(name, &found));
        }
    }
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        assert_true(text_find(names[i], &found));
    for (size_t i = 0; i < sizeof assumed / sizeof assumed[0]; i++) {
        snprintf(name, sizeof name, "assumption_%s", assumed[i]);
        assert_true(text_find(name, &found));
        assert_int_equal(placeholders(text_get(LANG_NL, found)), 6); /* {1} and {2} */
        snprintf(name, sizeof name, "assumption_%s_many", assumed[i]);
        assert_true(text_find(name, &found));
        assert_int_equal(placeholders(text_get(LANG_NL, found)), 6);
    }
    for (size_t i = 0; i < sizeof without_figure / sizeof without_figure[0]; i++) {
        snprintf(name, sizeof name, "assumption_%s", without_figure[i]);
        assert_true(text_find(name, &found));
        snprintf(name, sizeof name, "assumption_%s_many", without_figure[i]);
        assert_true(text_find(name, &found));
    }
}

static void test_render(void **state)
{
    (void)state;
    char text[128];
    assert_string_equal(text_write(LANG_NL, TEXT_percent, text, "25"), "25 %");
    assert_string_equal(text_write(LANG_EN, TEXT_percent, text, "25"), "25%");
    assert_string_equal(text_write(LANG_NL, TEXT_kpi_heat_nets, text, "350", "2030"),
                        "geleverde warmte in 2030: 350 MWh per jaar");
    assert_string_equal(text_write(LANG_EN, TEXT_kpi_heat_nets, text, "350", "2030"),
                        "heat delivered in 2030: 350 MWh per year");
    /* An argument is not looked into, and a missing one shows. */
    assert_string_equal(text_write(LANG_EN, TEXT_summary_from_to, text, "{2}", "b"), "{2} → b");
    assert_string_equal(text_write(LANG_EN, TEXT_summary_from_to, text, "a"), "a → {2}");
}

static void test_render_cuts_at_a_whole_character(void **state)
{
    (void)state;
    static const struct {
        size_t room;
        const char *want; /* of "a → b"; the arrow takes three bytes */
    } cases[] = {{1, ""}, {2, "a"}, {3, "a "}, {4, "a "}, {5, "a "}, {6, "a →"}, {8, "a → b"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[16];
        memset(text, 'x', sizeof text);
        const char *const args[] = {"a", "b"};
        text_render(LANG_NL, TEXT_summary_from_to, args, 2, text, cases[i].room);
        assert_string_equal(text, cases[i].want);
        for (size_t k = cases[i].room; k < sizeof text; k++)
            assert_int_equal(text[k], 'x');
    }
}

static void test_languages(void **state)
{
    (void)state;
    lang l = LANG_NL;
    assert_true(lang_from_id("en", &l));
    assert_int_equal(l, LANG_EN);
    assert_false(lang_from_id("fr", &l));
    assert_int_equal(l, LANG_EN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_text_in_both_languages),
        cmocka_unit_test(test_no_name_twice),
        cmocka_unit_test(test_the_ids_of_a_plan_are_there),
        cmocka_unit_test(test_render),
        cmocka_unit_test(test_render_cuts_at_a_whole_character),
        cmocka_unit_test(test_languages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
