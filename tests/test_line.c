#include "outputs/line.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static FILE *out;
static char *text;
static size_t size;

static int set_up(void **state)
{
    (void)state;
    out = open_memstream(&text, &size);
    return out == NULL;
}

static int tear_down(void **state)
{
    (void)state;
    free(text);
    text = NULL;
    return 0;
}

static const char *written(void)
{
    fclose(out);
    return text;
}

static void test_columns_are_code_points(void **state)
{
    (void)state;
    assert_int_equal(text_columns(""), 0);
    assert_int_equal(text_columns("coöperatie"), 10);
    assert_int_equal(text_columns("€ 1 → 2"), 7);
    fclose(out);
}

static void test_append_cuts_at_a_whole_character(void **state)
{
    (void)state;
    char buffer[6] = "a";
    text_append(buffer, sizeof buffer, "→→");
    assert_string_equal(buffer, "a→");
    text_append(buffer, sizeof buffer, "bc");
    assert_string_equal(buffer, "a→b");
    fclose(out);
}

static void test_cells(void **state)
{
    (void)state;
    line_cell(out, "één", 5, false);
    line_cell(out, "|één", 6, true);
    line_cell(out, "|precies", 8, false);
    line_cell(out, "|coöperatie", 6, false);
    line_cell(out, "|\x1b[2J\xc2\x9b\x7f|", 8, false);
    assert_string_equal(written(), "één    |één|precies|coöp…|?[2J??|");
}

static void test_words_wrap_under_the_indent(void **state)
{
    (void)state;
    char words[400] = "";
    for (int i = 0; i < 12; i++)
        text_append(words, sizeof words, "negen€két  "); /* nine columns */
    line_indented(out, 2, words);
    /* 2 + 9 * 9 + 8 blanks = 91 columns; a tenth word would need 101 */
    const char *got = written();
    const size_t first = strcspn(got, "\n");
    char line[200] = "";
    memcpy(line, got, first);
    assert_int_equal(text_columns(line), 91);
    assert_string_equal(got + first, "\n  negen€két negen€két negen€két\n");
}

static void test_exactly_full(void **state)
{
    (void)state;
    char word[LINE_WIDTH + 1];
    memset(word, 'x', LINE_WIDTH);
    word[LINE_WIDTH] = '\0';
    line_words(out, 0, word);
    const char *got = written();
    assert_int_equal(strlen(got), LINE_WIDTH + 1);
}

static void test_a_long_word_is_cut(void **state)
{
    (void)state;
    char word[LINE_WIDTH + 3];
    memset(word, 'x', sizeof word - 1);
    word[sizeof word - 1] = '\0';
    line_indented(out, 1, word);
    const char *got = written();
    assert_int_equal(strcspn(got, "\n"), LINE_WIDTH);
    assert_string_equal(got + LINE_WIDTH, "\n xxx\n");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_columns_are_code_points),
        TEST(test_append_cuts_at_a_whole_character),
        TEST(test_cells),
        TEST(test_words_wrap_under_the_indent),
        TEST(test_exactly_full),
        TEST(test_a_long_word_is_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
