#include "outputs/json_tree.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static json_tree *parse(const char *text)
{
    diag_list *diags = diag_list_new();
    json_tree *tree = NULL;
    assert_int_equal(json_tree_parse(text, strlen(text), "test.json", diags, &tree), STATUS_OK);
    diag_list_free(diags);
    return tree;
}

static void test_looking(void **state)
{
    (void)state;
    json_tree *tree = parse("{\"a\": {\"b\": 1.5, \"c\": \"\\u20ac\"}, \"l\": [true, null, 7]}\n");
    const json_value *root = json_root(tree);
    assert_true(json_number(json_at(root, "a.b")) == 1.5);
    assert_string_equal(json_string(json_at(root, "a.c")), "\xe2\x82\xac");
    assert_ptr_equal(json_at(root, ""), root);
    const json_value *list = json_at(root, "l");
    assert_int_equal(json_count(list), 3);
    assert_true(json_true(json_first(list)));
    assert_true(json_number(json_item(list, 2)) == 7.0);
    assert_null(json_next(json_item(list, 2)));
    assert_ptr_equal(json_last(list), json_item(list, 2));
    assert_null(json_last(json_at(root, "a.b")));
    json_tree_free(tree);
}

/* What is not there, or is of another kind, can be asked on. */
static void test_looking_in_vain(void **state)
{
    (void)state;
    json_tree *tree = parse("{\"a\": {\"b\": 1}, \"big\": 1e999}");
    const json_value *root = json_root(tree);
    assert_null(json_at(root, "x"));
    assert_null(json_at(root, "a.b.c"));
    assert_null(json_at(NULL, "a"));
    assert_null(json_item(json_at(root, "a"), 1));
    assert_null(json_first(json_at(root, "a.b")));
    assert_true(isnan(json_number(json_at(root, "a"))));
    assert_true(isnan(json_number(json_at(root, "big")))); /* no figure of a plan */
    assert_null(json_string(json_at(root, "a.b")));
    assert_false(json_true(NULL));
    json_tree_free(tree);
}

static void test_not_json(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int line;
    } cases[] = {{"", 1}, {"{\"a\": 1,\n\"b\": }", 2}, {"{}\n\nx", 3}, {"[1, 2", 1}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        diag_list *diags = diag_list_new();
        json_tree *tree = NULL;
        assert_int_equal(
            json_tree_parse(cases[i].text, strlen(cases[i].text), "test.json", diags, &tree),
            STATUS_INVALID);
        assert_int_equal(diag_count(diags), 1);
        assert_int_equal(diag_get(diags, 0)->code, DIAG_NOT_A_PLAN);
        assert_int_equal(diag_get(diags, 0)->line, cases[i].line);
        diag_list_free(diags);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_looking),
        cmocka_unit_test(test_looking_in_vain),
        cmocka_unit_test(test_not_json),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
