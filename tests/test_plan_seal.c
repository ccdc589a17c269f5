/* tests/test_plan_seal.c - the seal is over what only the search knows, and over nothing else. */
#include "outputs/plan_seal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

static void seal_of(const char *text, char hex[SHA256_HEX_LENGTH + 1])
{
    arena *mem = arena_new();
    diag_list *diags = diag_list_new();
    json_tree *tree = NULL;
    assert_int_equal(json_tree_parse(text, strlen(text), "test", diags, &tree), STATUS_OK);
    const plan_document doc = {.tree = tree, .root = json_root(tree)};
    assert_int_equal(plan_seal(&doc, mem, hex), STATUS_OK);
    json_tree_free(tree);
    diag_list_free(diags);
    arena_free(mem);
}

static const char whole[] =
    "{\"status\":\"optimal\",\"meta\":{\"version\":\"1\"},"
    "\"certificate\":{\"gap_frac\":0.001,\"file\":\"a\",\"sha256\":\"b\"},"
    "\"parks\":[{\"id\":\"p\",\"actions\":[{\"amount\":3,\"reason\":{\"text_id\":\"why_growth\","
    "\"impossible\":false}}],\"why_not\":[{\"stops\":\"price\"}]}],"
    "\"limits\":[{\"used\":1,\"rank\":1,\"worth_eur_per_unit\":{\"from\":8.66}},{\"rank\":null}]}";

/* By sha256sum over the lines that the header tells of, sorted:
 *   .certificate.gap_frac=0.001
 *   .limits[0].rank=1
 *   .limits[0].worth_eur_per_unit.from=8.6600000000000001
 *   .limits[1].rank=null
 *   .parks[0].actions[0].reason.impossible=false
 *   .parks[0].actions[0].reason.text_id="why_growth"
 *   .parks[0].why_not[0].stops="price"
 *   .status="optimal" */
static const char want[] = "040d66370f7f0003eaf6d814e355603d8c58e24a724e1a262be69dde144e3120";

static void test_of_lines(void **state)
{
    (void)state;
    char hex[SHA256_HEX_LENGTH + 1];
    seal_of(whole, hex);
    assert_string_equal(hex, want);
}

/* By sha256sum over nothing. */
static void test_of_nothing(void **state)
{
    (void)state;
    char hex[SHA256_HEX_LENGTH + 1];
    seal_of("{\"parks\":[]}", hex);
    assert_string_equal(hex, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

static const struct {
    const char *name, *from, *to;
    bool breaks;
} changes[] = {
    {"another amount, which follows from the certificate", "\"amount\":3", "\"amount\":4", false},
    {"another certificate, which names itself", "\"sha256\":\"b\"", "\"sha256\":\"c\"", false},
    {"another version of the program", "\"version\":\"1\"", "\"version\":\"2\"", false},
    {"spaces", "{\"used\":1,", "{ \"used\": 1, ", false},
    {"members in another order", "\"used\":1,\"rank\":1", "\"rank\":1,\"used\":1", false},
    {"the same number, written otherwise", "8.66", "866e-2", false},
    {"a figure", "8.66", "8.67", true},
    {"a flag", "\"impossible\":false", "\"impossible\":true", true},
    {"a text", "\"stops\":\"price\"", "\"stops\":\"space\"", true},
    {"a status", "optimal", "within_gap", true},
    {"nothing in place of a figure", "\"rank\":1", "\"rank\":null", true},
    {"a figure in place of nothing", "\"rank\":null", "\"rank\":2", true},
    {"one reason more", "\"impossible\":false", "\"impossible\":false,\"co2_t\":1", true},
    {"one why-not less", "[{\"stops\":\"price\"}]", "[]", true},
};

static void test_changes(void **state)
{
    (void)state;
    for (size_t k = 0; k < sizeof changes / sizeof changes[0]; k++) {
        char text[sizeof whole + 64], hex[SHA256_HEX_LENGTH + 1];
        const char *at = strstr(whole, changes[k].from);
        assert_non_null(at);
        snprintf(text, sizeof text, "%.*s%s%s", (int)(at - whole), whole, changes[k].to,
                 at + strlen(changes[k].from));
        seal_of(text, hex);
        if ((strcmp(hex, want) != 0) != changes[k].breaks)
            fail_msg("%s: %s", changes[k].name, hex);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_of_lines),
        cmocka_unit_test(test_of_nothing),
        cmocka_unit_test(test_changes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
