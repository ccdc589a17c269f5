/* tests/test_certificate_json.c - what is written is read back; what is not a certificate is refused. */
#define _XOPEN_SOURCE 700
#include "outputs/certificate_json.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "tests/fixture.h"

typedef struct context {
    char folder[32];
    char path[64];
    arena *mem;
    diag_list *diags;
    region *region;
    size_t n_parts; /* that were read */
} context;

static int set_up(void **state)
{
    context *c = calloc(1, sizeof *c);
    assert_non_null(c);
    strcpy(c->folder, "/tmp/parkplan_test_XXXXXX");
    assert_non_null(mkdtemp(c->folder));
    snprintf(c->path, sizeof c->path, "%s/p.certificate.json", c->folder);
    c->mem = arena_new();
    c->diags = diag_list_new();
    c->region = fixture_region(c->mem);
    *state = c;
    return 0;
}

static int tear_down(void **state)
{
    context *c = *state;
    unlink(c->path);
    assert_int_equal(rmdir(c->folder), 0); /* so nothing else was left behind */
    arena_free(c->mem);
    diag_list_free(c->diags);
    free(c);
    return 0;
}

/* Numbers that a careless writer would round, drop, or write as something else. */
static const double values[] = {0.0, 1.0 / 3.0, 1e-300, -0.1, 0.0, 0.0, 123456789.123456789, 4e15};
static const double quo[] = {0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0};
static const double duals[] = {-5e-324, 0.0, 7.0};

static const evidence_part parts[] = {
    {.investments = true,
     .n_columns = 8,
     .n_rows = 3,
     .values = values,
     .status_quo = quo,
     .duals = duals},
    {.n_columns = 3, .n_rows = 1, .values = values, .status_quo = values + 1, .duals = duals + 2},
};

static void assert_same(const double *have, const double *want, size_t n)
{
    for (size_t k = 0; k < n; k++)
        assert_true(have[k] == want[k]);
}

static status compare(void *context_, const evidence_part *part)
{
    context *c = context_;
    assert_true(c->n_parts < sizeof parts / sizeof parts[0]);
    const evidence_part *want = &parts[c->n_parts++];
    assert_int_equal(part->investments, want->investments);
    assert_int_equal(part->station, 0);
    assert_int_equal(part->milestone, 0);
    assert_int_equal(part->day, 0);
    assert_int_equal(part->n_columns, want->n_columns);
    assert_int_equal(part->n_rows, want->n_rows);
    assert_same(part->values, want->values, want->n_columns);
    assert_same(part->status_quo, want->status_quo, want->n_columns);
    assert_same(part->duals, want->duals, want->n_rows);
    return STATUS_OK;
}

/* Of nothing. */
#define SEAL "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
static const char seal[] = SEAL;

static void write_parts(context *c, char hex[SHA256_HEX_LENGTH + 1])
{
    certificate_writer *w;
    assert_int_equal(certificate_open(c->path, c->region, PERSPECTIVE_PRIVATE, c->diags, &w),
                     STATUS_OK);
    for (size_t k = 0; k < sizeof parts / sizeof parts[0]; k++)
        assert_int_equal(certificate_write_part(w, &parts[k]), STATUS_OK);
    assert_int_not_equal(access(c->path, F_OK), 0); /* not seen before the end */
    assert_int_equal(certificate_finish(w, seal, hex), STATUS_OK);
    assert_int_equal(certificate_publish(w), STATUS_OK);
}

static void test_round_trip(void **state)
{
    context *c = *state;
    char written[SHA256_HEX_LENGTH + 1];
    certificate_prints read;
    write_parts(c, written);
    assert_int_equal(
        certificate_read(c->path, c->region, PERSPECTIVE_PRIVATE, compare, c, c->diags, &read),
        STATUS_OK);
    assert_int_equal(c->n_parts, 2);
    assert_string_equal(read.sha256, written);
    assert_string_equal(read.seal, seal);
}

/* The form that the header shows: places of runs, zeros left out. */
static void test_form(void **state)
{
    context *c = *state;
    char hex[SHA256_HEX_LENGTH + 1], line[256];
    write_parts(c, hex);
    FILE *in = fopen(c->path, "r");
    assert_non_null(in);
    for (int k = 0; k < 3; k++)
        assert_non_null(fgets(line, sizeof line, in));
    fclose(in);
    assert_string_equal(line,
                        "{\"station\":\"station\",\"year\":2027,\"day\":\"day\",\"columns\":3,"
                        "\"rows\":1,\"values\":[[1,0.33333333333333331,1e-300]],"
                        "\"status_quo\":[[0,0.33333333333333331,1e-300,-0.1]],"
                        "\"duals\":[[0,7]]}\n");
}

static void test_dropped(void **state)
{
    context *c = *state;
    certificate_writer *w;
    assert_int_equal(certificate_open(c->path, c->region, PERSPECTIVE_PRIVATE, c->diags, &w),
                     STATUS_OK);
    assert_int_equal(certificate_write_part(w, &parts[0]), STATUS_OK);
    certificate_drop(w);
    assert_int_not_equal(access(c->path, F_OK), 0);
}

static void test_not_finite(void **state)
{
    context *c = *state;
    certificate_writer *w;
    const double bad[] = {NAN};
    evidence_part part = parts[1];
    part.duals = bad;
    assert_int_equal(certificate_open(c->path, c->region, PERSPECTIVE_PRIVATE, c->diags, &w),
                     STATUS_OK);
    assert_int_equal(certificate_write_part(w, &part), STATUS_SOLVER);
    certificate_drop(w);
}

#define HEAD                                                                                       \
    "{\"certificate\":\"parkplan\",\"version\":1,\"region\":\"region\",\"perspective\":"           \
    "\"private\","                                                                                 \
    "\"parts\":[\n"
#define PART(lists) "{\"columns\":2,\"rows\":1," lists "}"
#define LISTS "\"status_quo\":[],\"duals\":[],\"allowed\":[]"

static const struct {
    const char *name, *text, *want;
} faulty[] = {
    {"empty", "", "is not a certificate of parkplan"},
    {"some other text", "hello\n", "is not a certificate of parkplan"},
    {"some other JSON", "{\"a\":1,\"parts\":[\n]}\n", "is not a certificate of parkplan"},
    {"another region", "{\"certificate\":\"parkplan\",\"region\":\"other\",\"parts\":[\n",
     "is of another region than the plan"},
    {"another perspective",
     "{\"certificate\":\"parkplan\",\"region\":\"region\",\"perspective\":\"societal\",\"parts\":["
     "\n",
     "is of another perspective than the plan"},
    {"cut off", HEAD, "ends before its last part"},
    {"something behind it", HEAD "],\"sealed\":\"" SEAL "\"}\nmore\n",
     "goes on after its last part"},
    {"no seal", HEAD "]}\n", "its last line does not seal the plan"},
    {"half a seal", HEAD "],\"sealed\":\"e3b0c44298fc1c14\"}\n",
     "its last line does not seal the plan"},
    {"more than a seal", HEAD "],\"sealed\":\"" SEAL "\",\"more\":1}\n",
     "its last line does not seal the plan"},
    {"half a line", HEAD "{\"columns\":2,\n", "is not a line of JSON"},
    {"two on a line", HEAD "{}{},\n", "is not a line of JSON"},
    {"an unknown station", HEAD "{\"station\":\"x\",\"year\":2027,\"day\":\"day\"}\n",
     "a part is of a station, year or day that the region does not have"},
    {"an unknown year", HEAD "{\"station\":\"station\",\"year\":1,\"day\":\"day\"}\n",
     "a part is of a station, year or day that the region does not have"},
    {"no columns", HEAD "{\"rows\":1}\n", "a part does not say how many columns and rows it has"},
    {"too many columns", HEAD "{\"columns\":1e18,\"rows\":1}\n",
     "a part does not say how many columns and rows it has"},
    {"half a column", HEAD "{\"columns\":1.5,\"rows\":1}\n",
     "a part does not say how many columns and rows it has"},
    {"no values", HEAD PART(LISTS), "a part lacks one of its lists"},
    {"a run past the end", HEAD PART("\"values\":[[1,1,1]]," LISTS),
     "a list is not made of runs of numbers that fit the part"},
    {"a run from before the start", HEAD PART("\"values\":[[-1,1]]," LISTS),
     "a list is not made of runs of numbers that fit the part"},
    {"a text in a run", HEAD PART("\"values\":[[0,\"1\"]]," LISTS),
     "a list is not made of runs of numbers that fit the part"},
    {"not finite", HEAD PART("\"values\":[[0,1e999]]," LISTS),
     "a list is not made of runs of numbers that fit the part"},
    {"an empty run", HEAD PART("\"values\":[[]]," LISTS),
     "a list is not made of runs of numbers that fit the part"},
};

static status ignore(void *unused, const evidence_part *part)
{
    (void)unused;
    (void)part;
    return STATUS_OK;
}

static void test_faulty(void **state)
{
    context *c = *state;
    certificate_prints prints;
    c->region->id = "region";
    for (size_t k = 0; k < sizeof faulty / sizeof faulty[0]; k++) {
        FILE *out = fopen(c->path, "w");
        assert_non_null(out);
        fputs(faulty[k].text, out);
        fclose(out);
        diag_list *diags = diag_list_new();
        const status st =
            certificate_read(c->path, c->region, PERSPECTIVE_PRIVATE, ignore, NULL, diags, &prints);
        if (st != STATUS_INVALID || diag_count(diags) != 1 ||
            strcmp(diag_get(diags, 0)->text, faulty[k].want) != 0)
            fail_msg("%s: status %d, %s", faulty[k].name, (int)st,
                     diag_count(diags) > 0 ? diag_get(diags, 0)->text : "no finding");
        diag_list_free(diags);
    }
    unlink(c->path);
    assert_int_equal(
        certificate_read(c->path, c->region, PERSPECTIVE_PRIVATE, ignore, NULL, c->diags, &prints),
        STATUS_IO);
}

static void test_path(void **state)
{
    (void)state;
    static const char *const cases[][2] = {{"plan.json", "plan.certificate.json"},
                                           {"a/b.json", "a/b.certificate.json"},
                                           {"plan", "plan.certificate.json"},
                                           {"a/.json", "a/.json.certificate.json"},
                                           {".json", ".json.certificate.json"}};
    for (size_t k = 0; k < sizeof cases / sizeof cases[0]; k++) {
        char *path = certificate_path_beside(cases[k][0]);
        assert_string_equal(path, cases[k][1]);
        free(path);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_round_trip, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_form, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_dropped, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_not_finite, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_faulty, set_up, tear_down),
        cmocka_unit_test(test_path),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
