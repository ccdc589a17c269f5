/* tests/fuzz_plan_json.c - hundreds of damaged plans and certificates; verify ends with a word on each.
 *
 *   fuzz_plan_json [ROUNDS [SEED]]
 * The plan of the starter region and its certificate are damaged in the way of careless hands and full
 * disks: numbers turn into others, pieces go, come twice, or are cut off. None is taken for the plan
 * that was made. Prints the seed of the round that fails; run it under the sanitizers. */
#define _XOPEN_SOURCE 700
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "inputs/region_xml.h"
#include "outputs/certificate_json.h"
#include "outputs/plan_json.h"
#include "outputs/plan_statement.h"
#include "solver/plan_solve.h"
#include "verify.h"

static unsigned long n_rounds = 600, first_seed = 1;

static const char *const values[] = {
    "0",     "-1", "1e308", "-1e308", "1e-320", "1e999",        "null", "true",
    "\"x\"", "[]", "{}",    "[[0]]",  "2030",   "-0",           "1.5",  "",
    "}",     "]",  ",",     "\"",     "\n",     "[[9999999,1]]"};

typedef struct files {
    char folder[32], plan[64], certificate[64], damaged[64];
    char *plan_text, *certificate_text;
    region *region;
} files;

static uint64_t next_random(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

static size_t pick(uint64_t *state, size_t n)
{
    return n == 0 ? 0 : (size_t)(next_random(state) % n);
}

static char *read_all(const char *path)
{
    const size_t room = 1 << 20;
    char *text = calloc(room, 1);
    FILE *in = fopen(path, "rb");
    assert_true(text != NULL && in != NULL);
    const size_t n = fread(text, 1, room - 1, in);
    assert_true(n < room - 1);
    fclose(in);
    return text;
}

static void make_files(files *f, arena *mem)
{
    diag_list *diags = diag_list_new();
    const region_source source = {.path = "inputs/template.xml"};
    strcpy(f->folder, "/tmp/parkplan_test_XXXXXX");
    assert_non_null(mkdtemp(f->folder));
    snprintf(f->plan, sizeof f->plan, "%s/p.json", f->folder);
    snprintf(f->certificate, sizeof f->certificate, "%s/p.certificate.json", f->folder);
    snprintf(f->damaged, sizeof f->damaged, "%s/damaged.json", f->folder);
    assert_int_equal(region_read(&source, mem, diags, &f->region), STATUS_OK);
    certificate_writer *w;
    assert_int_equal(certificate_open(f->certificate, f->region, PERSPECTIVE_SOCIETAL, diags, &w),
                     STATUS_OK);
    const solve_options how = {.gap_frac = 0.001,
                               .time_limit_s = 60.0,
                               .evidence = certificate_write_part,
                               .evidence_context = w};
    plan *p;
    assert_int_equal(plan_solve(f->region, &how, mem, diags, &p), STATUS_OK);
    assert_int_equal(plan_write_certified(p, f->plan, w, diags), STATUS_OK);
    f->plan_text = read_all(f->plan);
    f->certificate_text = read_all(f->certificate);
    diag_list_free(diags);
}

/* A number, or some other stretch, becomes something else; or a stretch goes, or comes twice. */
static char *damage(const char *text, uint64_t *state)
{
    const size_t n = strlen(text);
    char *own = malloc(2 * n + 64);
    assert_non_null(own);
    const size_t from = pick(state, n);
    size_t to = from + pick(state, 12);
    const char *value = values[pick(state, sizeof values / sizeof values[0])];
    switch (pick(state, 5)) {
    case 0: /* cut off */
        snprintf(own, 2 * n + 64, "%.*s", (int)from, text);
        return own;
    case 1: /* something goes */
        value = "";
        break;
    case 2: { /* a whole number is another one */
        const size_t start = from + strcspn(text + from, "0123456789");
        to = start + strspn(text + start, "0123456789.eE+-");
        snprintf(own, 2 * n + 64, "%.*s%s%s", (int)start, text, value, text + to);
        return own;
    }
    case 3: /* something comes twice */
        to = from;
        snprintf(own, 2 * n + 64, "%.*s%.*s%s", (int)from, text, (int)pick(state, n - from),
                 text + from, text + from);
        return own;
    default:
        break;
    }
    if (to > n)
        to = n;
    snprintf(own, 2 * n + 64, "%.*s%s%s", (int)from, text, value, text + to);
    return own;
}

static void write_text(const char *path, const char *text)
{
    FILE *out = fopen(path, "wb");
    assert_non_null(out);
    fputs(text, out);
    assert_int_equal(fclose(out), 0);
}

/* What verify_run() does, without printing. Whether all is right. */
static bool holds(const files *f, const char *plan_text, const char *path)
{
    arena *mem = arena_new();
    diag_list *diags = diag_list_new();
    verification v = verification_start(mem);
    verify_facts facts = {.certified = false};
    plan_document stated = {.tree = NULL};
    status st = plan_document_parse("plan", plan_text, strlen(plan_text), mem, diags, &stated);
    if (st == STATUS_OK)
        st = verify_find(f->region, plan_document_perspective(&stated), false, path, mem, diags, &v,
                         &facts);
    if (st == STATUS_OK)
        verify_stated(f->region, &stated, &facts, &v);
    else
        assert_true(diag_count(diags) > 0 || verification_failures(&v) > 0);
    const bool right = st == STATUS_OK && verification_failures(&v) == 0;
    verify_forget(&facts);
    plan_document_free(&stated);
    diag_list_free(diags);
    arena_free(mem);
    return right;
}

static void test_damaged(void **unused)
{
    (void)unused;
    files f;
    arena *mem = arena_new();
    size_t n_right = 0;
    make_files(&f, mem);
    assert_true(holds(&f, f.plan_text, f.certificate));
    for (unsigned long k = 0; k < n_rounds; k++) {
        uint64_t state = 0x9e3779b97f4a7c15u * (first_seed + k);
        const bool of_plan = pick(&state, 2) == 0;
        char *text = damage(of_plan ? f.plan_text : f.certificate_text, &state);
        write_text(f.damaged, of_plan ? f.certificate_text : text);
        const bool same = strcmp(text, of_plan ? f.plan_text : f.certificate_text) == 0;
        const bool right = holds(&f, of_plan ? text : f.plan_text, f.damaged);
        /* A certificate has a fingerprint; in a plan a blank, or a text that nobody compares, may go. */
        if (right && !same && !of_plan)
            fail_msg("seed %lu: a changed certificate is taken for the one that was made",
                     first_seed + k);
        n_right += right && !same;
        free(text);
    }
    print_message("%lu damaged files, %zu of them without harm\n", n_rounds, n_right);
    free(f.plan_text);
    free(f.certificate_text);
    unlink(f.plan);
    unlink(f.certificate);
    unlink(f.damaged);
    rmdir(f.folder);
    arena_free(mem);
}

int main(int argc, char **argv)
{
    if (argc > 1)
        n_rounds = strtoul(argv[1], NULL, 10);
    if (argc > 2)
        first_seed = strtoul(argv[2], NULL, 10);
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_damaged)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
