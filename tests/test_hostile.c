/* tests/test_hostile.c - files made to break the reader end in findings, quickly. */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <cmocka.h>

#include "tests/reading.h"

#define NS "xmlns=\"urn:parkplan:region:1\""

/* Generous: a sanitizer build on a busy machine. A normal build takes a tenth. */
enum { MAX_SECONDS = 30 };

typedef struct text {
    char *data;
    size_t size, room;
} text;

static void add(text *t, const char *piece)
{
    const size_t n = strlen(piece);
    while (t->size + n + 1 > t->room) {
        t->room = t->room == 0 ? 1024 * 1024 : 2 * t->room;
        t->data = realloc(t->data, t->room);
        assert_non_null(t->data);
    }
    memcpy(t->data + t->size, piece, n + 1);
    t->size += n;
}

static void add_times(text *t, const char *piece, size_t times)
{
    for (size_t i = 0; i < times; i++)
        add(t, piece);
}

/* Reads with stderr going to a file, which has to stay empty: a library never prints. */
static reading read_silently(const void *data, size_t size)
{
    FILE *words = tmpfile();
    assert_non_null(words);
    fflush(stderr);
    const int terminal = dup(STDERR_FILENO);
    assert_true(terminal >= 0 && dup2(fileno(words), STDERR_FILENO) >= 0);
    reading r = read_bytes(data, size);
    fflush(stderr);
    dup2(terminal, STDERR_FILENO);
    close(terminal);
    const off_t n_printed = lseek(fileno(words), 0, SEEK_END);
    fclose(words);
    assert_int_equal(n_printed, 0);
    return r;
}

/* Has to be refused, with this finding, within the time. */
static void expect(const char *what, const void *data, size_t size, const char *code)
{
    const clock_t start = clock(); /* of the processor: a busy machine is no finding */
    reading r = read_silently(data, size);
    if (r.status != STATUS_INVALID || count_findings(&r, code) == 0) {
        print_error("%s: status %d, and not %s:\n", what, (int)r.status, code);
        diag_print(r.diags, stderr);
        fail();
    }
    assert_null(r.region);
    assert_true(diag_count(r.diags) <= DIAG_MAX_FINDINGS);
    assert_true((double)(clock() - start) / CLOCKS_PER_SEC < MAX_SECONDS);
    reading_free(&r);
}

static void expect_text(const char *what, const char *data, const char *code)
{
    expect(what, data, strlen(data), code);
}

static void test_entities(void **state)
{
    (void)state;
    text t = {0};
    char line[200];
    add(&t, "<!DOCTYPE region [<!ENTITY a0 \"ha\">");
    for (int i = 1; i < 30; i++) {
        snprintf(line, sizeof line, "<!ENTITY a%d \"&a%d;&a%d;&a%d;\">", i, i - 1, i - 1, i - 1);
        add(&t, line);
    }
    add(&t, "]><region " NS " name=\"&a29;\">&a29;</region>");
    expect("billion laughs", t.data, t.size, "P004");
    free(t.data);
    expect_text("external DTD", "<!DOCTYPE region SYSTEM \"file:///etc/passwd\"><region " NS "/>",
                "P004");
    expect_text("external entity",
                "<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><r>&x;</r>", "P004");
    expect_text("DTD after a comment", "<!-- a > b --><!DOCTYPE region><region " NS "/>", "P004");
    expect_text("undeclared entity", "<region " NS ">&x;</region>", "P003");
    expect_text("XInclude",
                "<region " NS "><xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" "
                "href=\"/etc/passwd\"/></region>",
                "P100");
}

static void test_depth(void **state)
{
    (void)state;
    text t = {0};
    add(&t, "<region " NS ">");
    add_times(&t, "<a>", 100000);
    add_times(&t, "</a>", 100000);
    add(&t, "</region>");
    expect("100,000 levels", t.data, t.size, "P005");
    free(t.data);
}

static void test_size(void **state)
{
    (void)state;
    text t = {0};
    add(&t, "<region " NS " name=\"");
    add_times(&t, "xxxxxxxxxxxxxxxx", 1000000);
    add(&t, "\"/>");
    expect("an attribute of 16 MB", t.data, t.size, "P003");
    t.size = 0;
    add(&t, "<region " NS);
    add_times(&t, " abcdefgh=\"12345678\"", 3000000);
    add(&t, "/>");
    expect("60 MB of attributes", t.data, t.size, "P006");
    add_times(&t, " abcdefgh=\"12345678\"", 2000000);
    expect("100 MB of attributes", t.data, t.size, "P002");
    t.size = 0;
    add(&t, "<region " NS ">");
    add_times(&t, "<a/>", 4100000);
    add(&t, "</region>");
    expect("four million elements", t.data, t.size, "P006");
    free(t.data);
}

/* ">" in a value, or a quote in a text, does not hide attributes from the scan. */
static void test_hidden_attributes(void **state)
{
    (void)state;
    text t = {0};
    add(&t, "<region " NS "><!-- don't --><![CDATA[ it's <b ]]>o'clock<a");
    add_times(&t, " x=\">\"", 300);
    add(&t, "/></region>");
    expect("attributes after quotes", t.data, t.size, "P006");
    free(t.data);
}

static void test_namespaces(void **state)
{
    (void)state;
    text t = {0};
    char tag[100];
    add(&t, "<region " NS ">");
    for (int i = 0; i < 200; i++) {
        snprintf(tag, sizeof tag, "<a xmlns:n%d=\"u%d\">", i, i);
        add(&t, tag);
    }
    add_times(&t, "</a>", 200);
    add(&t, "</region>");
    expect("200 namespaces", t.data, t.size, "P006");
    free(t.data);
}

static void test_many_findings(void **state)
{
    (void)state;
    text t = {0};
    add(&t, "<region " NS ">");
    add_times(&t, "<parkss bb=\"1\"/>\n", 200000);
    add(&t, "</region>");
    expect("200,000 unknown elements", t.data, t.size, "P100");
    free(t.data);
}

/* A few bytes that ask for much memory. */
static void test_asking_for_much(void **state)
{
    (void)state;
    static const char start[] =
        "<region " NS " id=\"a\" price_year=\"2026\">"
        "<horizon discount_rate_frac=\"0\">"
        "<milestone year=\"2026\" duration_years=\"1\"/></horizon>"
        "<calendar step_h=\"0.25\"><year hours=\"8760\"/></calendar><profiles>";
    text t = {0};
    add(&t, start);
    add_times(&t,
              "<profile id=\"p\" unit=\"kw\"><values day=\"all\">"
              "1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1</values></profile>",
              3000);
    add(&t, "</profiles></region>");
    expect("years of quarters", t.data, t.size, "P002");
    free(t.data);
}

static void test_encodings(void **state)
{
    (void)state;
    static const unsigned char four_bytes[] = "\xff\xfe\0\0<\0\0\0";
    unsigned char all[256];
    for (int i = 0; i < 256; i++)
        all[i] = (unsigned char)(255 - i);
    expect_text("invalid UTF-8", "<region " NS " name=\"\xff\xfe\xc3(\"/>", "P003");
    expect_text("overlong UTF-8", "<region " NS " name=\"\xc0\xaf\"/>", "P003");
    expect_text("UTF-7", "<?xml version=\"1.0\" encoding=\"UTF-7\"?><region/>", "P008");
    expect_text("EBCDIC", "<?xml version='1.0' encoding='EBCDIC-US'?><region/>", "P008");
    expect("UCS-4", four_bytes, sizeof four_bytes - 1, "P008");
    expect("lone surrogates", "\xff\xfe<\0a\0>\0\0\xd8\0\xd8", 12, "P003");
    expect("binary", all, sizeof all, "P003");
    expect("empty", "", 0, "P003");
    expect("zeros", "\0\0\0\0\0\0\0\0", 8, "P008");
    expect_text("not XML", "id;name\n1;De Waard\n", "P003");
    expect_text("JSON", "{\"region\": 1}", "P003");
}

/* Whatever the place where a file is cut, it ends in findings. */
static void test_cut(void **state)
{
    (void)state;
    size_t size;
    char *whole = load_file("tests/regions/vocabulary.xml", &size);
    assert_non_null(whole);
    for (size_t n = 0; n + 12 < size; n += 97) {
        char *part = malloc(n + 1); /* of its own, so that the sanitizer sees an overrun */
        assert_non_null(part);
        memcpy(part, whole, n);
        expect("cut", part, n, "P003");
        free(part);
    }
    free(whole);
}

/* Bytes changed at random places; the seed is fixed, so that a failure can be repeated. */
static void test_flipped_bytes(void **state)
{
    (void)state;
    size_t size;
    unsigned seed = 20260101;
    char *whole = load_file(SMALL_REGION, &size);
    assert_non_null(whole);
    for (int round = 0; round < 1500; round++) {
        char *copy = malloc(size);
        assert_non_null(copy);
        memcpy(copy, whole, size);
        for (int k = 0; k < 3; k++) {
            seed = seed * 1103515245u + 12345u;
            copy[(seed >> 8) % size] = (char)("\"<>&0-9eaN \n="[(seed >> 20) % 13]);
        }
        reading r = read_bytes(copy, size);
        assert_true(r.status == STATUS_OK || r.status == STATUS_INVALID);
        assert_true((r.status == STATUS_OK) == (diag_error_count(r.diags) == 0));
        reading_free(&r);
        free(copy);
    }
    free(whole);
}

/* Files of another energy model, where the folder is there. */
static void test_esdl(void **state)
{
    (void)state;
    static const char folder[] = "../shared/esdl";
    DIR *all = opendir(folder);
    size_t n = 0;
    if (all == NULL) {
        print_message("%s is not there: skipped\n", folder);
        skip();
    }
    for (const struct dirent *d = readdir(all); d != NULL; d = readdir(all)) {
        char path[600];
        if (strstr(d->d_name, ".esdl") == NULL)
            continue;
        snprintf(path, sizeof path, "%s/%s", folder, d->d_name);
        reading r = read_path(path, NULL);
        assert_int_equal(r.status, STATUS_INVALID);
        assert_int_equal(diag_count(r.diags), 1);
        assert_int_equal(count_findings(&r, "P007"), 1);
        reading_free(&r);
        n++;
    }
    closedir(all);
    assert_true(n > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_entities),
        cmocka_unit_test(test_depth),
        cmocka_unit_test(test_size),
        cmocka_unit_test(test_hidden_attributes),
        cmocka_unit_test(test_namespaces),
        cmocka_unit_test(test_many_findings),
        cmocka_unit_test(test_asking_for_much),
        cmocka_unit_test(test_encodings),
        cmocka_unit_test(test_cut),
        cmocka_unit_test(test_flipped_bytes),
        cmocka_unit_test(test_esdl),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
