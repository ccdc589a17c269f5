/* tests/test_value.c - numbers, windows and ids from text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "inputs/value.h"
#include "tests/near.h"

static const struct {
    const char *text;
    double want;
} numbers[] = {
    {"0", 0.0},       {"-5", -5.0},        {"+3", 3.0},         {"0.0225", 0.0225}, {".5", 0.5},
    {"5.", 5.0},      {"1e6", 1e6},        {"1E-3", 0.001},     {"2.5e+2", 250.0},
    {"1e308", 1e308},
    {"007", 7.0},     {"1e-400", 0.0},     {"123456789.125", 123456789.125},
};

static const char *const not_numbers[] = {
    "", " ", "abc", "1a", "1 2", "1,5", "NaN", "nan", "inf", "INF", "Infinity", "-inf", "1e999",
    "0x10", "1e", "1e+", "e5", ".", "-", "+", "--1", "1.2.3", "1_000", "1e5.5", "\xd9\xa3",
    "0000000000000000000000000000000000000000000000000000000000000000001",
};

static void test_numbers(void **state)
{
    (void)state;
    double got = 0.0;
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        assert_true(value_number(numbers[i].text, strlen(numbers[i].text), &got));
        assert_near(got, numbers[i].want, 0.0);
    }
    for (size_t i = 0; i < sizeof not_numbers / sizeof not_numbers[0]; i++) {
        got = 42.0;
        assert_false(value_number(not_numbers[i], strlen(not_numbers[i]), &got));
        assert_near(got, 42.0, 0.0);
    }
    assert_false(value_number("1\0002", 3, &got));
}

static const struct {
    const char *text;
    double from_h, to_h;
} windows[] = {
    {"17-06", 17.0, 6.0},   {"07:30-18", 7.5, 18.0}, {"0-24", 0.0, 24.0},
    {"00:15-23:45", 0.25, 23.75}, {"9-9", 9.0, 9.0}, {"24:00-6", 24.0, 6.0},
};

static const char *const not_windows[] = {"", "17", "17-", "-6", "25-6", "24:01-6", "7:60-8",
                                          "7:3-8", "17-06 ", "17–06", "a-b", "17-06-08",
                                          "1:000-2"};

static void test_windows(void **state)
{
    (void)state;
    window w;
    for (size_t i = 0; i < sizeof windows / sizeof windows[0]; i++) {
        assert_true(value_window(windows[i].text, strlen(windows[i].text), &w));
        assert_near(w.from_h, windows[i].from_h, 1e-12);
        assert_near(w.to_h, windows[i].to_h, 1e-12);
    }
    for (size_t i = 0; i < sizeof not_windows / sizeof not_windows[0]; i++)
        assert_false(value_window(not_windows[i], strlen(not_windows[i]), &w));
}

static void test_ids(void **state)
{
    (void)state;
    static const char *const good[] = {"a", "dw_1", "nl-2026", "A.b", "9", "_x"};
    static const char *const bad[] = {"", "a b", "-a", ".a", "a,b", "a[1]", "\xc3\xa9",
                                      "a/b", "park:a"};
    char longest[66];
    memset(longest, 'x', sizeof longest);
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
        assert_true(value_is_id(good[i], strlen(good[i])));
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        assert_false(value_is_id(bad[i], strlen(bad[i])));
    assert_true(value_is_id(longest, 64));
    assert_false(value_is_id(longest, 65));
}

static void test_words(void **state)
{
    (void)state;
    const char *text = "  4 6\t12\n ";
    size_t length;
    assert_int_equal(value_count_words(text), 3);
    assert_int_equal(value_count_words("  "), 0);
    assert_memory_equal(value_word(&text, &length), "4", 1);
    assert_memory_equal(value_word(&text, &length), "6", 1);
    assert_memory_equal(value_word(&text, &length), "12", 2);
    assert_int_equal(length, 2);
    assert_null(value_word(&text, &length));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_windows),
        cmocka_unit_test(test_ids),
        cmocka_unit_test(test_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
