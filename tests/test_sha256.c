/* tests/test_sha256.c - the examples of FIPS 180-4, as NIST publishes them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "model/sha256.h"

static const struct {
    const char *text, *want;
} cases[] = {
    {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
    {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
    {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
     "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
    {"abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnop"
     "qrs"
     "mnopqrstnopqrstu",
     "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"},
};

static void test_examples(void **state)
{
    (void)state;
    char hex[SHA256_HEX_LENGTH + 1];
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        sha256_hex(cases[i].text, strlen(cases[i].text), hex);
        assert_string_equal(hex, cases[i].want);
    }
}

static void test_million(void **state)
{
    (void)state;
    const size_t n = 1000000;
    char hex[SHA256_HEX_LENGTH + 1];
    char *text = malloc(n);
    assert_non_null(text);
    memset(text, 'a', n);
    sha256_hex(text, n, hex);
    assert_string_equal(hex, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    free(text);
}

/* The example of the standard that fills two blocks, cut in two at every place. */
static void test_in_parts(void **state)
{
    (void)state;
    const char *text = cases[3].text;
    for (size_t cut = 0; cut <= strlen(text); cut++) {
        char hex[SHA256_HEX_LENGTH + 1];
        sha256 s = sha256_start();
        sha256_add(&s, text, cut);
        sha256_add(&s, text + cut, strlen(text) - cut);
        sha256_finish(&s, hex);
        assert_string_equal(hex, cases[3].want);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_examples),
        cmocka_unit_test(test_million),
        cmocka_unit_test(test_in_parts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
