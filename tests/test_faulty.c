/* tests/test_faulty.c - one small region for each finding, with its code and line.
 *
 * The second line of every file in tests/faulty says what is wrong with it, such as
 * <!-- P120 in line 33 -->; that, and nothing else, has to be found. */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "tests/reading.h"

static const char folder[] = "tests/faulty";
enum { MAX_FINDINGS = 20, MAX_FILES = 500 };

typedef struct finding {
    char code[8];
    int line;
} finding;

static int compare_findings(const void *left, const void *right)
{
    const finding *a = left, *b = right;
    const int by_code = strcmp(a->code, b->code);
    return by_code != 0 ? by_code : (a->line > b->line) - (a->line < b->line);
}

/* What the comment in the second line announces. */
static size_t read_expected(const char *text, finding *out)
{
    size_t n = 0;
    const char *comment = strchr(text, '\n') + 1;
    const char *end = strchr(comment, '\n');
    for (const char *p = strstr(comment, "P"); p != NULL && p < end && n < MAX_FINDINGS;
         p = strstr(p + 1, "P")) {
        if (sscanf(p, "%7s in line %d", out[n].code, &out[n].line) == 2)
            n++;
    }
    qsort(out, n, sizeof *out, compare_findings);
    return n;
}

static size_t read_found(const reading *r, finding *out)
{
    size_t n = 0;
    for (size_t i = 0; i < diag_count(r->diags) && n < MAX_FINDINGS; i++, n++) {
        const diag *d = diag_get(r->diags, i);
        snprintf(out[n].code, sizeof out[n].code, "%s", diag_code_name(d->code));
        out[n].line = d->line;
    }
    qsort(out, n, sizeof *out, compare_findings);
    return n;
}

static bool check_file(const char *name)
{
    char path[600];
    size_t size;
    finding want[MAX_FINDINGS], got[MAX_FINDINGS];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    char *text = load_file(path, &size);
    assert_non_null(text);
    const size_t n_want = read_expected(text, want);
    free(text);
    reading r = read_path(path, strstr(name, "scenario") != NULL ? "edited" : NULL);
    const size_t n_got = read_found(&r, got);
    bool same = n_want > 0 && n_want == n_got;
    for (size_t i = 0; same && i < n_want; i++)
        same = compare_findings(&want[i], &got[i]) == 0;
    same = same && (r.status == STATUS_OK) == (diag_error_count(r.diags) == 0);
    if (!same) {
        print_error("%s: found is\n", path);
        diag_print(r.diags, stderr);
    }
    reading_free(&r);
    return same;
}

static void test_each_file(void **state)
{
    (void)state;
    size_t n_files = 0, n_bad = 0;
    DIR *all = opendir(folder);
    assert_non_null(all);
    for (const struct dirent *d = readdir(all); d != NULL; d = readdir(all)) {
        if (d->d_name[0] != 'P')
            continue;
        n_files++;
        n_bad += !check_file(d->d_name);
    }
    closedir(all);
    assert_true(n_files > 100);
    assert_int_equal(n_bad, 0);
}

/* Codes that no small file can show, and why. */
static const char *const without_file[] = {
    "P002", /* needs 64 MB: tests/test_hostile.c */
    "P016", /* about a plan: tests/test_report.sh */
    "P190", /* the validator's own words: what region.xsd says and schema_check() does not */
    "P336", /* the reader rescales: only a region made in memory can have it */
    "P620", /* the schema wants a theme: likewise */
};

static bool has_file(const char *code)
{
    bool found = false;
    DIR *all = opendir(folder);
    assert_non_null(all);
    for (const struct dirent *d = readdir(all); d != NULL; d = readdir(all))
        found |= strncmp(d->d_name, code, strlen(code)) == 0;
    closedir(all);
    for (size_t i = 0; i < sizeof without_file / sizeof without_file[0]; i++)
        found |= strcmp(without_file[i], code) == 0;
    return found;
}

/* Every code of reading and checking, that is P0xx to P7xx. */
static void test_each_code(void **state)
{
    (void)state;
    size_t n_missing = 0;
    for (int i = 0; i < DIAG_CODE_COUNT; i++) {
        const char *code = diag_code_name((diag_code)i);
        if (code[1] >= '8' || has_file(code))
            continue;
        print_error("no file in %s shows %s: %s\n", folder, code, diag_code_text((diag_code)i));
        n_missing++;
    }
    assert_int_equal(n_missing, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_file),
        cmocka_unit_test(test_each_code),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
