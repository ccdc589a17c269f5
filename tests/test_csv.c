/* tests/test_csv.c - numbers from CSV files beside or below the region file. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "inputs/csv.h"
#include "inputs/region_xml.h"
#include "tests/near.h"
#include "tests/reading.h"

/* Parses one column of a text, and says how it went. */
typedef struct parsed {
    arena *mem;
    diag_list *diags;
    bool good;
    const double *values;
    size_t n;
} parsed;

static parsed parse(const char *text, const char *column)
{
    static const node place = {.name = "profile", .file = "test.xml", .line = 7};
    parsed p = {.mem = arena_new(), .diags = diag_list_new()};
    reader r = {.mem = p.mem, .diags = p.diags};
    p.good = csv_parse_column(&r, &place, "data.csv", text, column, &p.values, &p.n);
    return p;
}

static void parsed_free(parsed *p)
{
    diag_list_free(p->diags);
    arena_free(p->mem);
}

static const struct {
    const char *name, *text, *column;
    size_t n;
    double first, last;
} good_cases[] = {
    {"comma", "t,kw\n1,2.5\n2,3.5\n", "kw", 2, 2.5, 3.5},
    {"semicolon, decimal comma", "t;kw\n1;2,5\n2;3,5\n", "kw", 2, 2.5, 3.5},
    {"semicolon, decimal point", "t;kw\n1;2.5\n", "kw", 1, 2.5, 2.5},
    {"tab, decimal comma", "t\tkw\n1\t2,5\n", "kw", 1, 2.5, 2.5},
    {"first column", "kw;t\n7;1\n8;2\n", "kw", 2, 7.0, 8.0},
    {"one column, no name", "kw\n1,5\n2,5\n", NULL, 2, 1.5, 2.5},
    {"Windows line ends", "t;kw\r\n1;2\r\n3;4\r\n", "kw", 2, 2.0, 4.0},
    {"byte order mark", "\xef\xbb\xbfkw;t\n1;2\n", "kw", 1, 1.0, 1.0},
    {"no final line end", "kw\n1\n2", "kw", 2, 1.0, 2.0},
    {"blank lines", "kw\n1\n\n  \n2\n\n", "kw", 2, 1.0, 2.0},
    {"quotes", "\"t\",\"kw\"\n\"a,b\",\"2.5\"\n", "kw", 1, 2.5, 2.5},
    {"blanks around", " t ; kw \n 1 ; -2.5 \n", "kw", 1, -2.5, -2.5},
    {"exponent", "kw\n1e3\n", "kw", 1, 1000.0, 1000.0},
};

static void test_good(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof good_cases / sizeof good_cases[0]; i++) {
        parsed p = parse(good_cases[i].text, good_cases[i].column);
        if (!p.good || p.n != good_cases[i].n)
            fail_msg("%s: %zu rows", good_cases[i].name, p.n);
        assert_near(p.values[0], good_cases[i].first, 0.0);
        assert_near(p.values[p.n - 1], good_cases[i].last, 0.0);
        parsed_free(&p);
    }
}

static const struct {
    const char *name, *text, *column, *code, *file;
    int line;
} bad_cases[] = {
    {"no such column", "t;kw\n1;2\n", "kwh", "P321", "test.xml", 7},
    {"which column", "t;kw\n1;2\n", NULL, "P321", "test.xml", 7},
    {"empty", "", "kw", "P321", "test.xml", 7},
    {"a word", "kw\n1\nx\n3\n", "kw", "P322", "data.csv", 3},
    {"an empty cell", "t;kw\n1;2\n2;\n", "kw", "P322", "data.csv", 3},
    {"too few cells", "t;kw\n1;2\n2\n", "kw", "P322", "data.csv", 3},
    {"rows count from the header", "kw\n\n\nx\n", "kw", "P322", "data.csv", 4},
    {"not a number", "kw\nNaN\n", "kw", "P322", "data.csv", 2},
    {"infinite", "kw\n1e999\n", "kw", "P322", "data.csv", 2},
    {"thousands", "t;kw\n1;1.234,5\n", "kw", "P322", "data.csv", 2},
    {"decimal comma where commas separate", "t,kw\n1,\"2,5x\"\n", "kw", "P322", "data.csv", 2},
};

static void test_bad(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof bad_cases / sizeof bad_cases[0]; i++) {
        parsed p = parse(bad_cases[i].text, bad_cases[i].column);
        if (p.good || diag_count(p.diags) != 1)
            fail_msg("%s: %zu findings", bad_cases[i].name, diag_count(p.diags));
        const diag *d = diag_get(p.diags, 0);
        assert_string_equal(diag_code_name(d->code), bad_cases[i].code);
        assert_string_equal(d->file, bad_cases[i].file);
        assert_int_equal(d->line, bad_cases[i].line);
        parsed_free(&p);
    }
}

/* A column of words gives a few findings, not one per row. */
static void test_many_bad_rows(void **state)
{
    (void)state;
    char text[3000] = "kw\n";
    for (int i = 0; i < 500; i++)
        strcat(text, "x\n");
    parsed p = parse(text, "kw");
    assert_false(p.good);
    assert_int_equal(diag_count(p.diags), 20);
    parsed_free(&p);
}

/* A folder of its own: FOLDER/region/ with a link to FOLDER/secret.csv outside it. */
static void write_file(const char *path, const char *text)
{
    FILE *out = fopen(path, "wb");
    assert_non_null(out);
    fputs(text, out);
    fclose(out);
}

static const struct {
    const char *href, *code; /* NULL: it is read */
} places[] = {
    {"beside.csv", NULL},
    {"./beside.csv", NULL},
    {"below/half.csv", NULL},
    {"inside_link.csv", NULL},
    {"../secret.csv", "P320"},
    {"below/../../secret.csv", "P320"},
    {"link.csv", "P320"},
    {"linked/secret.csv", "P320"},
    {"/etc/hostname", "P320"},
    {"file:///etc/hostname", "P320"},
    {"http://localhost/x", "P320"},
    {"none.csv", "P001"},
    {"below", "P001"},
    {"..", "P320"},
    {"pipe", "P001"},
};

static void check_place(const char *folder, const char *small, const char *href, const char *code)
{
    char element[200];
    snprintf(element, sizeof element, "<profile id=\"half\" unit=\"frac\" href=\"%s\">", href);
    char *region_text = replaced(
        small, "<profile id=\"half\" unit=\"frac\"><values day=\"all\">0 0.5</values>", element);
    reading r = {.mem = arena_new(), .diags = diag_list_new()};
    r.status = region_read_memory("test.xml", region_text, strlen(region_text), folder, NULL, r.mem,
                                  r.diags, &r.region);
    if (code == NULL)
        assert_read(&r);
    else
        assert_int_equal(count_findings(&r, code), 1);
    reading_free(&r);
    free(region_text);
}

static void test_places(void **state)
{
    (void)state;
    static const char half[] = "frac\n0\n0.5\n0\n0.5\n";
    char folder[300];
    const char *build = getenv("BUILD");
    size_t size;
    char *small = load_file(SMALL_REGION, &size);
    assert_non_null(small);
    snprintf(folder, sizeof folder, "%s/csv_test_XXXXXX", build == NULL ? "build" : build);
    assert_non_null(mkdtemp(folder));
    char *const before = getcwd(NULL, 0);
    assert_int_equal(chdir(folder), 0);
    assert_int_equal(mkdir("region", 0700) | mkdir("region/below", 0700), 0);
    write_file("secret.csv", half);
    write_file("region/beside.csv", half);
    write_file("region/below/half.csv", half);
    assert_int_equal(symlink("../secret.csv", "region/link.csv"), 0);
    assert_int_equal(symlink("..", "region/linked"), 0);
    assert_int_equal(symlink("beside.csv", "region/inside_link.csv"), 0);
    assert_int_equal(mkfifo("region/pipe", 0600), 0);
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++)
        check_place("region", small, places[i].href, places[i].code);
    check_place("region/", small, "beside.csv", NULL);
    check_place(NULL, small, "beside.csv", "P320");
    static const char *const made[] = {
        "region/pipe",           "region/inside_link.csv", "region/linked", "region/link.csv",
        "region/below/half.csv", "region/beside.csv",      "secret.csv"};
    for (size_t i = 0; i < sizeof made / sizeof made[0]; i++)
        unlink(made[i]);
    rmdir("region/below");
    rmdir("region");
    assert_int_equal(chdir(before), 0);
    rmdir(folder);
    free(before);
    free(small);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_good),
        cmocka_unit_test(test_bad),
        cmocka_unit_test(test_many_bad_rows),
        cmocka_unit_test(test_places),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
