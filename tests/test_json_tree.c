#include "outputs/json_place.h"

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

/* A key may hold anything, also what means something in a path. */
static void test_members(void **state)
{
    (void)state;
    json_tree *tree = parse("{\"a.b\": 1, \"\": 2, \"a\": {\"b\": 3}, \"l\": [4]}");
    const json_value *root = json_root(tree);
    assert_true(json_number(json_member(root, "a.b")) == 1.0);
    assert_true(json_number(json_member(root, "")) == 2.0);
    assert_true(json_number(json_at(root, "a.b")) == 3.0);
    assert_null(json_member(json_at(root, "l"), ""));
    assert_string_equal(json_key(json_first(root)), "a.b");
    assert_null(json_key(json_first(json_at(root, "l"))));
    json_tree_change(tree, json_at(root, "a.b"), 5.0);
    assert_true(json_number(json_at(root, "a.b")) == 5.0);
    json_tree_free(tree);
}

static void test_equal(void **state)
{
    (void)state;
    json_tree *tree = parse("[{\"a\": 1, \"b\": null}, {\"b\": null, \"a\": 1}, {\"a\": 1}, null]");
    const json_value *root = json_root(tree), *first = json_first(root);
    assert_true(json_equal(first, json_item(root, 1)));
    assert_false(json_equal(first, json_item(root, 2)));
    assert_false(json_equal(first, NULL));
    assert_false(json_equal(NULL, json_item(root, 3)));
    json_tree_free(tree);
}

static void test_places(void **state)
{
    (void)state;
    static const struct {
        size_t index;
        const char *want;
    } parks[] = {{0, "parks[de_waard]"}, {1, "parks[2030]"}, {2, "parks[2]"}};
    json_tree *tree = parse("{\"parks\": [{\"id\": \"de_waard\", \"year\": 2030}, {\"year\": 2030},"
                            " 7], \"scenario\": {\"id\": \"x\"}}");
    const json_value *root = json_root(tree), *list = json_at(root, "parks");
    char place[JSON_PLACE_ROOM] = "", name[JSON_PLACE_ROOM];
    assert_int_equal(json_place_enter(place, root, list, 0), 0);
    for (size_t k = 0; k < sizeof parks / sizeof parks[0]; k++) {
        const size_t before = json_place_enter(place, list, json_item(list, k), k);
        assert_int_equal(before, strlen("parks"));
        assert_string_equal(place, parks[k].want);
        place[before] = '\0';
    }
    place[0] = '\0';
    json_place_enter(place, root, json_at(root, "scenario"), 0);
    assert_string_equal(place, "scenario"); /* a member is called by its key */
    json_place_name(json_at(root, "scenario"), 0, name);
    assert_string_equal(name, "x");
    json_tree_free(tree);
}

/* What is too long is cut. */
static void test_long_place(void **state)
{
    (void)state;
    char text[1200], place[JSON_PLACE_ROOM] = "";
    memset(text, 'k', sizeof text);
    memcpy(text, "{\"", 2);
    strcpy(text + 1000, "\": 1}");
    json_tree *tree = parse(text);
    json_place_enter(place, json_root(tree), json_first(json_root(tree)), 0);
    json_place_enter(place, json_root(tree), json_first(json_root(tree)), 0);
    assert_int_equal(strlen(place), JSON_PLACE_ROOM - 1);
    json_tree_free(tree);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_looking),    cmocka_unit_test(test_looking_in_vain),
        cmocka_unit_test(test_not_json),   cmocka_unit_test(test_members),
        cmocka_unit_test(test_equal),      cmocka_unit_test(test_places),
        cmocka_unit_test(test_long_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
