#include "outputs/json.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static void test_form_of_numbers(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        double value;
        const char *want;
    } cases[] = {
        {"whole", 2027.0, "2027"},
        {"a million", 1e6, "1000000"},
        {"a tenth", 0.1, "0.1"},
        {"a third is cut", 1.0 / 3.0, "0.3333333333"},
        {"noise in the last bits is cut", 0.1 + 0.2, "0.3"},
        {"cents of millions stay", 12345678.91, "12345678.91"},
        {"negative", -12.5, "-12.5"},
        {"zero", 0.0, "0"},
        {"minus zero", -0.0, "0"},
        {"tiny", 9e-10, "0"},
        {"tiny and negative", -9e-10, "0"},
        {"small, but something", 1e-8, "1e-08"},
        {"huge", 1.5e12, "1.5e+12"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[JSON_NUMBER_ROOM];
        json_format_number(cases[i].value, text);
        if (strcmp(text, cases[i].want) != 0)
            fail_msg("%s: %s; expected %s", cases[i].name, text, cases[i].want);
    }
}

static void add_some(json_builder *b)
{
    json_begin_object(b, "meta");
    json_add_text(b, "name", "Zoeterwoude \"é\"\n");
    json_add_text(b, "none", NULL);
    json_add_bool(b, "yes", true);
    json_end(b);
    json_begin_array(b, "list");
    json_add_number(b, NULL, 0.5);
    json_add_optional(b, NULL, NAN);
    json_add_optional(b, NULL, INFINITY);
    json_add_integer(b, NULL, -3);
    json_end(b);
    json_add_numbers(b, "none", NULL, 3);
    json_add_numbers(b, "empty", (const double[]){1.0}, 0);
}

static status build(size_t fail_at, diag_list *diags, char **text)
{
    json_builder *b = json_builder_new();
    assert_non_null(b);
    json_builder_fail_at(b, fail_at);
    add_some(b);
    const status st = json_text(b, diags, text);
    json_builder_free(b);
    return st;
}

static void test_form_of_a_text(void **state)
{
    (void)state;
    diag_list *diags = diag_list_new();
    char *text = NULL;
    assert_int_equal(build(0, diags, &text), STATUS_OK);
    assert_string_equal(text, "{\n"
                              "\t\"meta\":\t{\n"
                              "\t\t\"name\":\t\"Zoeterwoude \\\"é\\\"\\n\",\n"
                              "\t\t\"none\":\tnull,\n"
                              "\t\t\"yes\":\ttrue\n"
                              "\t},\n"
                              "\t\"list\":\t[0.5, null, null, -3],\n"
                              "\t\"none\":\tnull,\n"
                              "\t\"empty\":\t[]\n"
                              "}\n");
    free(text);
    diag_list_free(diags);
}

/* Two lists and nine values or objects: each addition fails once. */
static void test_memory_out_at_any_addition(void **state)
{
    (void)state;
    enum { ADDITIONS = 11 };
    for (size_t n = 1; n <= ADDITIONS + 1; n++) {
        diag_list *diags = diag_list_new();
        char *text = NULL;
        const status st = build(n, diags, &text);
        assert_int_equal(st, n <= ADDITIONS ? STATUS_NO_MEMORY : STATUS_OK);
        assert_int_equal(diag_error_count(diags), n <= ADDITIONS);
        if (n <= ADDITIONS)
            assert_int_equal(diag_get(diags, 0)->code, DIAG_NO_MEMORY);
        free(text);
        diag_list_free(diags);
    }
}

static void test_first_number_that_is_not_finite(void **state)
{
    (void)state;
    diag_list *diags = diag_list_new();
    json_builder *b = json_builder_new();
    json_begin_array(b, "parks");
    json_begin_object(b, NULL);
    json_end(b);
    json_begin_object(b, NULL);
    json_add_number(b, "area_ha", -INFINITY);
    json_add_number(b, "more", NAN);
    char *text = NULL;
    assert_int_equal(json_text(b, diags, &text), STATUS_SOLVER);
    assert_null(text);
    assert_int_equal(diag_count(diags), 1);
    assert_string_equal(diag_get(diags, 0)->text,
                        "parks[1].area_ha is -inf; every figure has to be finite, so "
                        "nothing is written");
    json_builder_free(b);
    diag_list_free(diags);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_form_of_numbers),
        cmocka_unit_test(test_form_of_a_text),
        cmocka_unit_test(test_memory_out_at_any_addition),
        cmocka_unit_test(test_first_number_that_is_not_finite),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
