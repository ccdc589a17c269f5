#include "model/diag.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "model/finding_text.h"

static int set_up(void **state)
{
    *state = diag_list_new();
    return *state == NULL;
}

static int tear_down(void **state)
{
    diag_list_free(*state);
    return 0;
}

static void assert_prints(const diag_list *diags, const char *want)
{
    char *got = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&got, &size);
    assert_non_null(out);
    diag_print(diags, out);
    fclose(out);
    assert_string_equal(got, want);
    free(got);
}

static void test_form_of_a_line(void **state)
{
    diag_list *diags = *state;
    diag_add(diags, DIAG_OUT_OF_RANGE, "region.xml", 41, "%s is %g; it has to be zero or more",
             "import_cap_kw", -5.0);
    diag_add(diags, DIAG_CANNOT_OPEN, "-", 0, "no input");
    diag_add(diags, DIAG_NO_MEMORY, NULL, 7, "memory is out");
    assert_prints(diags,
                  "region.xml:41: error[P120]: import_cap_kw is -5; it has to be zero or more\n"
                  "-: error[P001]: no input\n"
                  "error[P900]: memory is out\n");
    assert_int_equal(diag_count(diags), 3);
    assert_int_equal(diag_error_count(diags), 3);
    assert_int_equal(diag_get(diags, 0)->line, 41);
}

/* Figures and names stay as they are in the file; what has no Dutch stays English. */
static void test_findings_in_dutch(void **state)
{
    diag_list *diags = *state;
    finding_text_speak(LANG_NL);
    diag_add(diags, DIAG_OUT_OF_RANGE, "region.xml", 41, "%s is %g; it has to be %s",
             "import_cap_kw", -5.5, finding_text("zero or more"));
    diag_add(diags, DIAG_CANNOT_OPEN, "-", 0, "no input");
    assert_prints(diags,
                  "region.xml:41: fout[P120]: import_cap_kw is -5.5; het moet zijn: nul of meer\n"
                  "-: fout[P001]: no input\n");
    finding_text_speak(LANG_EN);
    assert_string_equal(finding_text("zero or more"), "zero or more");
}

static void test_an_empty_list_prints_nothing(void **state)
{
    assert_prints(*state, "");
    assert_int_equal(diag_error_count(*state), 0);
    diag_list_free(NULL);
}

static void test_names_are_copied(void **state)
{
    char file[] = "a.xml", text[] = "old";
    diag_add(*state, DIAG_OUT_OF_RANGE, file, 1, "%s", text);
    file[0] = text[0] = 'X';
    assert_prints(*state, "a.xml:1: error[P120]: old\n");
}

static void test_sort_by_file_line_and_order(void **state)
{
    static const struct {
        const char *file;
        int line;
        const char *text;
    } added[] = {
        {"b.xml", 1, "6"}, {"a.xml", 9, "4"}, {"a.xml", 9, "5"}, {"b.xml", 2, "7"},
        {"a.xml", 0, "2"}, {"a.xml", 8, "3"}, {NULL, 0, "1"},
    };
    const size_t n_added = sizeof added / sizeof added[0];
    for (size_t i = 0; i < n_added; i++)
        diag_add(*state, DIAG_OUT_OF_RANGE, added[i].file, added[i].line, "%s", added[i].text);
    diag_sort(*state);
    for (size_t i = 0; i < n_added; i++)
        assert_int_equal(atoi(diag_get(*state, i)->text), i + 1);
}

static void test_too_many_are_counted_not_kept(void **state)
{
    diag_list *diags = *state;
    for (int i = 0; i < DIAG_MAX_FINDINGS + 2; i++)
        diag_add(diags, DIAG_OUT_OF_RANGE, "a.xml", i, "value");
    assert_int_equal(diag_count(diags), DIAG_MAX_FINDINGS);
    assert_int_equal(diag_error_count(diags), DIAG_MAX_FINDINGS + 2);
    char *got = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&got, &size);
    diag_print(diags, out);
    fclose(out);
    assert_non_null(strstr(got, "\nfindings not shown: 2\n"));
    free(got);
}

/* 600 letters of two bytes each: the cut may not split one. "e" shifts them to odd positions. */
static void test_long_texts_are_cut_at_a_character(void **state)
{
    char letters[2 * 600 + 1] = "";
    for (size_t i = 0; i < 600; i++)
        strcat(letters, "\xc3\xa9");
    diag_add(*state, DIAG_OUT_OF_RANGE, "a.xml", 1, "%s", letters);
    diag_add(*state, DIAG_OUT_OF_RANGE, "a.xml", 1, "e%s", letters);
    for (size_t i = 0; i < 2; i++) {
        const char *text = diag_get(*state, i)->text;
        const size_t length = strlen(text);
        assert_true(length <= DIAG_MAX_TEXT && length > DIAG_MAX_TEXT - 5);
        assert_string_equal(text + length - 3, "...");
        assert_int_equal((unsigned char)text[length - 4], 0xa9);
    }
}

static void test_control_characters_are_masked(void **state)
{
    diag_add(*state, DIAG_OUT_OF_RANGE, "a\n.xml", 1, "caf\xc3\xa9 %s",
             "\x1b[2J\r\n\t\x7f\xc2\x9b"
             "2J");
    assert_prints(*state, "a?.xml:1: error[P120]: caf\xc3\xa9 ?[2J????"
                          "??2J\n");
}

static void test_running_out_of_memory_is_an_error(void **state)
{
    diag_list *diags = *state;
    for (size_t nth = 1; nth <= 2; nth++) { /* the text, then the file name */
        diag_list_fail_at(diags, nth);
        diag_add(diags, DIAG_OUT_OF_RANGE, "a.xml", 1, "value");
        assert_int_equal(diag_count(diags), 0);
        assert_int_equal(diag_error_count(diags), nth);
    }
    diag_add(diags, DIAG_OUT_OF_RANGE, "a.xml", 2, "other value");
    assert_prints(diags, "a.xml:2: error[P120]: other value\n"
                         "error[P900]: memory ran out while findings were collected\n"
                         "findings not shown: 2\n");
}

/* Every code is a P and three digits, in ascending order, so none stands twice. */
static void test_the_table_of_codes(void **state)
{
    (void)state;
    for (int code = 0; code < DIAG_CODE_COUNT; code++) {
        const char *name = diag_code_name((diag_code)code);
        assert_int_equal(strlen(name), 4);
        assert_int_equal(name[0], 'P');
        assert_int_equal(strspn(name + 1, "0123456789"), 3);
        assert_true(strlen(diag_code_text((diag_code)code)) > 0);
        if (code > 0 && strcmp(diag_code_name((diag_code)(code - 1)), name) >= 0)
            fail_msg("%s does not stand after %s", name, diag_code_name((diag_code)(code - 1)));
    }
    assert_string_equal(diag_code_name(DIAG_OUT_OF_RANGE), "P120");
    assert_int_equal(diag_code_severity(DIAG_OUT_OF_RANGE), DIAG_ERROR);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_form_of_a_line, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_findings_in_dutch, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_an_empty_list_prints_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_names_are_copied, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_sort_by_file_line_and_order, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_too_many_are_counted_not_kept, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_long_texts_are_cut_at_a_character, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_control_characters_are_masked, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_running_out_of_memory_is_an_error, set_up, tear_down),
        cmocka_unit_test(test_the_table_of_codes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
