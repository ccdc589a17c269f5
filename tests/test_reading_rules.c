/* tests/test_reading_rules.c - what the reader makes of less common input. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "inputs/region_xml.h"
#include "inputs/schema.h"
#include "tests/near.h"
#include "tests/reading.h"

#define FLAT "<values day=\"all\">1 1</values>"
#define DAYS                                                                                       \
    "<day id=\"winter\" days_per_year=\"180\"/>\n    <day id=\"summer\" days_per_year=\"185\"/>\n" \
    "    <peak_group id=\"year\" months=\"12\" days=\"winter summer\"/>\n"
#define DEMAND "energy_mwh_per_year=\"876\""
#define POTENTIAL "<potential technology=\"pv\" max=\"100\"/>"

/* The small region with one or two pieces replaced; NULL: no second. */
static reading read_changed(const char *first, const char *by, const char *second, const char *by2)
{
    size_t size;
    char *small = load_file(SMALL_REGION, &size);
    assert_non_null(small);
    assert_non_null(strstr(small, first));
    char *once = replaced(small, first, by);
    char *twice = replaced(once, second == NULL ? "\x01" : second, by2 == NULL ? "" : by2);
    reading r = read_text_as(twice, NULL);
    free(small);
    free(once);
    free(twice);
    return r;
}

/* 1 January 2026 is a Thursday: 3 January, d003, the first Saturday; 31 December a Thursday. */
static void test_year(void **state)
{
    (void)state;
    reading r = read_changed(DAYS, "<year hours=\"8760\" first_weekday=\"thursday\"/>", NULL, NULL);
    assert_read(&r);
    const calendar *c = &r.region->calendar;
    assert_true(c->chronological);
    assert_int_equal(c->n_days, 365);
    assert_int_equal(c->n_peak_groups, 12);
    assert_string_equal(c->days[0].id, "d001");
    assert_string_equal(c->days[364].id, "d365");
    assert_true(c->days[1].workday && !c->days[2].workday && !c->days[3].workday);
    assert_true(c->days[4].workday && c->days[364].workday);
    assert_near(c->days[0].days_per_year, 1.0, 0.0);
    /* February is d032 to d059, December d335 to d365 */
    const bool *february = c->peak_groups[1].has_day, *december = c->peak_groups[11].has_day;
    assert_true(!february[30] && february[31] && february[58] && !february[59]);
    assert_true(!december[333] && december[334] && december[364]);
    assert_near(c->peak_groups[1].months, 1.0, 0.0);
    reading_free(&r);
}

/* 24 values to steps of 12 h: means of the halves, 5.5 and 17.5, around their mean 11.5. */
static void test_hourly_values(void **state)
{
    (void)state;
    reading r =
        read_changed(FLAT,
                     "<values day=\"all\">0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 "
                     "20 21 22 23</values>",
                     NULL, NULL);
    assert_read(&r);
    assert_near(r.region->profiles[0].values[0], 5.5 / 11.5, 1e-12);
    assert_near(r.region->profiles[0].values[1], 17.5 / 11.5, 1e-12);
    reading_free(&r);
}

/* Steps of half an hour: each hour twice. */
static void test_repeated_values(void **state)
{
    (void)state;
    static const char hours[] =
        "<values day=\"all\">1 2 1 2 1 2 1 2 1 2 1 2 1 2 1 2 1 2 1 2 1 2 1 2</values>";
    reading r = read_changed(FLAT, hours, "step_h=\"12\"", "step_h=\"0.5\"");
    assert_int_equal(r.status, STATUS_INVALID); /* the other profile has two values */
    assert_int_equal(diag_count(r.diags), 1);
    assert_int_equal(count_findings(&r, "P311"), 1);
    reading_free(&r);
    r = read_changed(FLAT, hours, "0 0.5</values>",
                     "0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0.5</values>");
    assert_read(&r);
    assert_near(r.region->profiles[1].values[1], 0.5 / 12.0, 1e-12);
    reading_free(&r);
}

/* In 2027 and 2028: less use takes off what exists, more is growth. */
static const struct {
    const char *name, *attributes;
    double existing[2], growth[2], base;
} demand_cases[] = {
    {"no growth", "energy_mwh_per_year=\"100\"", {100, 100}, {0, 0}, 100},
    {"growth from 2026",
     "energy_mwh_per_year=\"100\" growth_frac_per_year=\"0.1\"",
     {100, 100},
     {10, 21},
     100},
    {"shrinking",
     "energy_mwh_per_year=\"100\" growth_frac_per_year=\"-0.1\"",
     {90, 81},
     {0, 0},
     100},
    {"a list", "energy_mwh_per_year=\"100 130\"", {100, 100}, {0, 30}, 100},
    {"a falling list", "energy_mwh_per_year=\"100 70\"", {100, 70}, {0, 0}, 100},
    {"a list and what exists",
     "energy_mwh_per_year=\"100 130\" existing_mwh_per_year=\"80\"",
     {80, 80},
     {20, 50},
     80},
    {"one value and what exists",
     "energy_mwh_per_year=\"100\" existing_mwh_per_year=\"80\"",
     {80, 80},
     {20, 20},
     80},
};

static void test_growth(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof demand_cases / sizeof demand_cases[0]; i++) {
        reading r = read_changed(DEMAND, demand_cases[i].attributes, NULL, NULL);
        assert_read(&r);
        const demand *n = r.region->demands[0];
        for (size_t y = 0; y < 2; y++) {
            assert_near(n->existing_mwh[y], demand_cases[i].existing[y], 1e-9);
            assert_near(n->growth_mwh[y], demand_cases[i].growth[y], 1e-9);
        }
        assert_near(n->base_mwh_per_year, demand_cases[i].base, 1e-9);
        reading_free(&r);
    }
}

static void test_hourly_unserved(void **state)
{
    (void)state;
    reading r = read_changed(DEMAND, "energy_mwh_per_year=\"100 130\"", "price_year=\"2026\"",
                             "price_year=\"2026\" unserved=\"hourly\"");
    assert_read(&r);
    assert_true(r.region->unserved_hourly);
    assert_near(r.region->demands[0]->existing_mwh[1], 130.0, 1e-9);
    assert_near(r.region->demands[0]->growth_mwh[1], 0.0, 0.0);
    reading_free(&r);
}

/* A region that names no payers has one, at the discount rate. */
static void test_no_payers(void **state)
{
    (void)state;
    reading r = read_path(SMALL_REGION, NULL);
    assert_read(&r);
    assert_int_equal(r.region->n_payers, 1);
    assert_string_equal(r.region->payers[0].id, "company");
    assert_near(r.region->payers[0].wacc_frac, 0.02, 0.0);
    assert_ptr_equal(r.region->technologies[0].owner, &r.region->payers[0]);
    /* defaults of the schema: the element is there, then not */
    assert_near(r.region->refused_growth_eur_per_kwh, 1.0, 0.0);
    assert_near(r.region->connections[0].physical_cap_kw, 200.0, 0.0);
    reading_free(&r);
    r = read_changed("  <recourse shed_eur_per_kwh=\"10\"/>\n", "", NULL, NULL);
    assert_read(&r);
    assert_near(r.region->shed_eur_per_kwh, 3.0, 0.0);
    reading_free(&r);
}

/* It is of the bytes, not of what they mean. */
static void test_fingerprint(void **state)
{
    (void)state;
    reading a = read_path(SMALL_REGION, NULL);
    reading b = read_changed("id=\"heat\"", "id='heat'", NULL, NULL);
    assert_read(&a);
    assert_read(&b);
    assert_string_not_equal(a.region->sha256, b.region->sha256);
    reading_free(&a);
    reading_free(&b);
}

/* Two members, hourly series of kW. Hour h of the first 20 has 20 + h and 1, all others 1 and 1.
 * The 9th highest of 8,760 is hour 11: members 31 and 1. */
static void test_p999(void **state)
{
    (void)state;
    static const char flat[] = "<profile id=\"flat\" unit=\"per_mean\">" FLAT "</profile>";
    static const char measured[] =
        "<profile id=\"flat\" unit=\"per_mean\" measured_href=\"meters/a12_year.csv\">" FLAT
        "</profile>"
        "<profile id=\"low\" unit=\"per_mean\" measured_href=\"meters/low_year.csv\">" FLAT
        "</profile>";
    static const char more[] =
        "</connection><connection id=\"mate\" import_cap_kw=\"50\" tariff=\"ms\">"
        "<demand carrier=\"electricity\" energy_mwh_per_year=\"9\" "
        "profile=\"low\"/></connection></park>"
        "</parks><hubs><hub id=\"h\"><member connection=\"bakery\"/><member connection=\"mate\"/>"
        "<group_capacity mode=\"p999\"/></hub></hubs>";
    size_t size;
    char *small = load_file(SMALL_REGION, &size);
    char *with = replaced(small, flat, measured);
    char *whole = replaced(with, "</connection>\n    </park>\n  </parks>", more);
    reading r = {.mem = arena_new(), .diags = diag_list_new()};
    r.status = region_read_memory("test.xml", whole, strlen(whole), "tests/regions", NULL, r.mem,
                                  r.diags, &r.region);
    assert_read(&r);
    const hub *h = &r.region->hubs[0];
    assert_near(h->members[0].contribution_kw, 31.0, 0.0);
    assert_near(h->members[1].contribution_kw, 1.0, 0.0);
    assert_near(h->members[0].export_contribution_kw, 0.0, 0.0);
    reading_free(&r);
    free(small);
    free(with);
    free(whole);
}

/* libxml2 keeps sixteen bits of a line; ours go on. A tag of several lines counts from its "<". */
static void test_lines(void **state)
{
    (void)state;
    enum { N_LINES = 70000 };
    size_t size;
    char *small = load_file(SMALL_REGION, &size);
    char *ends = malloc(N_LINES + 20);
    assert_non_null(ends);
    strcpy(ends, "<tariffs>");
    memset(ends + 9, '\n', N_LINES);
    ends[9 + N_LINES] = '\0';
    char *longer = replaced(small, "<tariffs>", ends);
    char *wrong = replaced(longer, "import_cap_kw=\"200\"", "\n\nimport_cap_kw=\"-200\"");
    char *twice =
        replaced(wrong, "carrier=\"electricity\" energy", "carrier=\"electricty\" energy");
    reading r = read_text_as(twice, NULL);
    int want = 1;
    for (const char *p = twice; p < strstr(twice, "<connection"); p++)
        want += *p == '\n';
    assert_true(want > N_LINES);
    assert_finding(&r, "P120", want);
    assert_finding(&r, "P200", want + 3);
    assert_int_equal(diag_count(r.diags), 2);
    reading_free(&r);
    free(small);
    free(ends);
    free(longer);
    free(wrong);
    free(twice);
}

/* Several mistakes of several kinds: all of them in one run, in order of lines. */
static void test_all_at_once(void **state)
{
    (void)state;
    reading r = read_changed("days_per_year=\"185\"", "days_per_year=\"184\"", POTENTIAL,
                             "<potential technology=\"pw\" maxi=\"100\"/>");
    assert_int_equal(r.status, STATUS_INVALID);
    assert_int_equal(diag_count(r.diags), 3);
    assert_finding(&r, "P333", 8);
    assert_finding(&r, "P101", 35);
    assert_finding(&r, "P200", 35);
    for (size_t i = 1; i < diag_count(r.diags); i++)
        assert_true(diag_get(r.diags, i - 1)->line <= diag_get(r.diags, i)->line);
    reading_free(&r);
}

static void test_suggestions(void **state)
{
    (void)state;
    reading r = read_changed("import_cap_kw=\"200\"", "import_cap_kwh=\"200\"", NULL, NULL);
    assert_int_equal(diag_count(r.diags), 1); /* and not that import_cap_kw is missing */
    assert_non_null(strstr(diag_get(r.diags, 0)->text, "did you mean \"import_cap_kw\"?"));
    reading_free(&r);
    r = read_changed("<recourse", "<recource", NULL, NULL);
    assert_int_equal(diag_count(r.diags), 1);
    assert_non_null(strstr(diag_get(r.diags, 0)->text, "did you mean \"recourse\"?"));
    reading_free(&r);
}

/* A built-in technology without its profile is left out, unless the region uses it. */
static void test_catalogue(void **state)
{
    (void)state;
    reading r = read_changed("<catalogue>", "<catalogue href=\"nl-2026\">", NULL, NULL);
    assert_read(&r);
    for (size_t i = 0; i < r.region->n_technologies; i++) {
        assert_string_not_equal(r.region->technologies[i].id, "pv_roof");
        assert_int_equal(r.region->technologies[i].index, i);
    }
    assert_true(r.region->n_technologies > 5);
    reading_free(&r);
    r = read_changed("<catalogue>", "<catalogue href=\"nl-2026\">", POTENTIAL,
                     "<potential technology=\"pv_roof\" max=\"100\"/>");
    assert_int_equal(r.status, STATUS_INVALID);
    assert_int_equal(diag_count(r.diags), 1);
    assert_string_equal(diag_get(r.diags, 0)->file, "nl-2026");
    assert_non_null(strstr(diag_get(r.diags, 0)->text, "pv_availability"));
    reading_free(&r);
}

static void test_template(void **state)
{
    (void)state;
    reading r = read_path("inputs/template.xml", NULL);
    assert_read(&r);
    assert_int_equal(r.region->n_parks, 2);
    assert_int_equal(diag_count(r.diags), 0);
    static const char *const scenarios[] = {"late_grid", "more_vans", "no_hubs"};
    reading_free(&r);
    for (size_t i = 0; i < 3; i++) {
        r = read_path("inputs/template.xml", scenarios[i]);
        assert_read(&r);
        reading_free(&r);
    }
}

static void test_missing_files(void **state)
{
    (void)state;
    reading r = read_path("tests/regions/no_such_file.xml", NULL);
    assert_int_equal(r.status, STATUS_IO);
    assert_int_equal(count_findings(&r, "P001"), 1);
    reading_free(&r);
    r = read_path("tests/regions", NULL);
    assert_int_equal(r.status, STATUS_IO);
    reading_free(&r);
    r = read_path("builtin:atlantis", NULL);
    assert_int_equal(r.status, STATUS_INVALID);
    assert_int_equal(count_findings(&r, "P202"), 1);
    reading_free(&r);
}

static void test_utf16(void **state)
{
    (void)state;
    size_t size;
    char *small = load_file(SMALL_REGION, &size);
    char *text = replaced(small, "UTF-8", "UTF-16");
    const size_t n = strlen(text);
    char *wide = malloc(2 * n + 2);
    assert_non_null(wide);
    memcpy(wide, "\xff\xfe", 2);
    for (size_t i = 0; i < n; i++) {
        wide[2 + 2 * i] = text[i];
        wide[3 + 2 * i] = '\0';
    }
    reading r = read_bytes(wide, 2 * n + 2);
    assert_read(&r);
    assert_int_equal(r.region->stations[0].line, 26);
    reading_free(&r);
    free(small);
    free(text);
    free(wide);
}

/* Reading with the n-th allocation failing: memory is out, or it was not that many. */
static status read_failing_at(size_t n, const char *text, size_t size)
{
    reading r = {.mem = arena_new(), .diags = diag_list_new()};
    arena_fail_at(r.mem, n);
    const status st = region_read_memory("test.xml", text, size, "tests/regions", NULL, r.mem,
                                         r.diags, &r.region);
    if (st != STATUS_OK && st != STATUS_NO_MEMORY) {
        diag_print(r.diags, stderr);
        fail_msg("allocation %zu: status %d", n, (int)st);
    }
    reading_free(&r);
    return st;
}

/* How many allocations the rules of the schema take: the first n that does not fail. */
static size_t count_for_schema(void)
{
    size_t low = 1, high = 1000000;
    while (low < high) {
        const size_t n = low + (high - low) / 2;
        arena *mem = arena_new();
        diag_list *diags = diag_list_new();
        schema *rules = NULL;
        arena_fail_at(mem, n);
        const status st = schema_load(mem, diags, &rules);
        assert_true(st == STATUS_OK || st == STATUS_NO_MEMORY);
        low = st == STATUS_OK ? low : n + 1;
        high = st == STATUS_OK ? n : high;
        diag_list_free(diags);
        arena_free(mem);
    }
    return low;
}

/* Whatever allocation fails, the reader says so and leaves nothing behind. Those for the schema
 * are all alike, so every 97th will do. */
static void check_each_allocation(const char *path, size_t step)
{
    size_t size;
    char *text = load_file(path, &size);
    assert_non_null(text);
    const size_t n_schema = count_for_schema();
    for (size_t n = 1; n < n_schema; n += 97)
        assert_int_equal(read_failing_at(n, text, size), STATUS_NO_MEMORY);
    size_t n = n_schema;
    while (read_failing_at(n, text, size) != STATUS_OK)
        n += step;
    assert_true(n > n_schema + 200);
    free(text);
}

static void test_memory_small(void **state)
{
    (void)state;
    check_each_allocation(SMALL_REGION, 1);
}

static void test_memory_all_elements(void **state)
{
    (void)state;
    check_each_allocation("tests/regions/vocabulary.xml", 11);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_year),
        cmocka_unit_test(test_hourly_values),
        cmocka_unit_test(test_repeated_values),
        cmocka_unit_test(test_growth),
        cmocka_unit_test(test_hourly_unserved),
        cmocka_unit_test(test_no_payers),
        cmocka_unit_test(test_fingerprint),
        cmocka_unit_test(test_p999),
        cmocka_unit_test(test_lines),
        cmocka_unit_test(test_all_at_once),
        cmocka_unit_test(test_suggestions),
        cmocka_unit_test(test_catalogue),
        cmocka_unit_test(test_template),
        cmocka_unit_test(test_missing_files),
        cmocka_unit_test(test_utf16),
        cmocka_unit_test(test_memory_small),
        cmocka_unit_test(test_memory_all_elements),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
