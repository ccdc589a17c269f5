/* What the reports say of the plan of tests/fixture_plan.h, whose figures were chosen by hand. */
#include "outputs/report.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "outputs/plan_json.h"
#include "outputs/story.h"
#include "outputs/table.h"
#include "tests/fixture_plan.h"
#include "tests/reading.h"

typedef struct shown {
    arena *mem;
    diag_list *diags;
    plan_document doc;
} shown;

static int set_up(void **state)
{
    static shown s;
    char *text = NULL;
    s = (shown){.mem = arena_new(), .diags = diag_list_new()};
    assert_int_equal(plan_json_text(fixture_plan(s.mem), s.diags, &text), STATUS_OK);
    assert_int_equal(plan_document_parse("plan", text, strlen(text), s.mem, s.diags, &s.doc),
                     STATUS_OK);
    free(text);
    *state = &s;
    return 0;
}

static int tear_down(void **state)
{
    shown *s = *state;
    plan_document_free(&s->doc);
    diag_list_free(s->diags);
    arena_free(s->mem);
    return 0;
}

static const char *no_file(const char *name)
{
    return strstr(name, ".js") != NULL ? "/* </script> */" : "";
}

/* The file that a writer makes, for free(). */
static char *write_report(shown *s, const char *ending)
{
    char path[100];
    size_t size;
    const report_options how = {.lang = LANG_EN, .file = no_file};
    snprintf(path, sizeof path, "/tmp/parkplan-test-%ld%s", (long)getpid(), ending);
    assert_int_equal(report_write(&s->doc, path, &how, s->diags), STATUS_OK);
    char *text = load_file(path, &size);
    assert_non_null(text);
    unlink(path);
    return text;
}

static void assert_said(const story *s, const char *want)
{
    for (size_t i = 0; i < s->n; i++)
        if (strcmp(s->sentences[i].in[LANG_EN], want) == 0)
            return;
    for (size_t i = 0; i < s->n; i++)
        print_error("said is: %s\n", s->sentences[i].in[LANG_EN]);
    fail_msg("not said: %s", want);
}

/* Growth: 1 - 100 / 410.95 = 75.7 %, 1 - 310.95 / 410.95 = 24.3 %. Cost: 2,000,000 - 1,234,567.8. */
static void test_story(void **state)
{
    shown *s = *state;
    story told;
    assert_int_equal(story_outcome(&s->doc, s->mem, &told), STATUS_OK);
    assert_said(&told, "In 2030 growth of 411 MWh per year is asked for: 76% fits with this plan, "
                       "24% without.");
    assert_said(&told,
                "In today's money €765,000 cheaper than doing nothing: €1.23 million against "
                "€2.00 million.");
    assert_said(&told, "CO2 in 2030: 500 tonnes per year; without plan 840.");
    assert_said(&told, "Lower peaks at the stations: 400 kW is freed in 2030, the year with most.");
}

/* All actions have a lead time of a year, so those in use in 2028 start in 2027 too: two and thirteen,
 * for 12,000 and 1,157,960 EUR. */
static void test_asked(void **state)
{
    shown *s = *state;
    story told;
    assert_int_equal(story_asked(&s->doc, s->mem, &told), STATUS_OK);
    assert_said(&told, "Start in 2027: 15 actions, with an investment of €1.17 million.");
    assert_said(&told,
                "Pay, over all years and without yearly upkeep of measures: government €1,500 "
                "(subsidy); company €1.36 million; municipality €400,000.");
    assert_int_equal(story_outcome(&s->doc, s->mem, &told), STATUS_OK);
    assert_said(&told, "Programme and running of hubs, over all years: €400,000.");
}

/* The polder refuses 100 of 400 MWh in 2030, De Waard nothing. */
static void test_refused(void **state)
{
    shown *s = *state;
    story told;
    assert_int_equal(story_refused(&s->doc, s->mem, &told), STATUS_OK);
    assert_int_equal(told.n, 1);
    assert_said(&told,
                "What does not fit in 2030: Groene Polder 100 MWh (25% of the growth there).");
}

/* An action of each kind has a row, and a name for people. */
static void test_every_kind_of_action(void **state)
{
    static const char *const kinds[] = {"measure",    "platform", "hub",
                                        "hub_member", "heat_net", "heat_source",
                                        "heat_pipe",  "cable",    "effort"};
    shown *s = *state;
    table t;
    const table_spec *spec = table_spec_find("actions");
    assert_int_equal(table_make(spec, &s->doc, s->mem, &t), STATUS_OK);
    const size_t at = table_column(spec, "kind");
    for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; k++) {
        size_t n = 0;
        for (size_t r = 0; r < t.n_rows; r++) {
            const cell *c = table_cell(&t, r, at);
            if (strcmp(c->text, kinds[k]) != 0)
                continue;
            const phrase name = phrase_cell(&s->doc, &spec->columns[at], c);
            assert_string_not_equal(name.in[LANG_NL], "");
            n++;
        }
        if (n == 0)
            fail_msg("no action of kind %s", kinds[k]);
    }
}

/* Words of the plan that have a text are shown by it, never as an id with underscores. */
static void test_no_ids_for_words(void **state)
{
    shown *s = *state;
    for (size_t i = 0; i < n_table_specs; i++) {
        table t;
        assert_int_equal(table_make(&table_specs[i], &s->doc, s->mem, &t), STATUS_OK);
        for (size_t c = 0; c < t.spec->n_columns; c++) {
            const column *of = &t.spec->columns[c];
            if (of->kind != COLUMN_WORD && of->kind != COLUMN_UNIT && of->kind != COLUMN_SENTENCE)
                continue;
            for (size_t r = 0; r < t.n_rows; r++) {
                const phrase p = phrase_cell(&s->doc, of, table_cell(&t, r, c));
                if (strchr(p.in[LANG_NL], '_') != NULL)
                    fail_msg("%s.%s shows %s", t.spec->name, of->name, p.in[LANG_NL]);
            }
        }
    }
}

/* The sentence of an assumption says of what and how much: the fixture's station of 1,000 kW. */
static void test_assumptions_are_whole_sentences(void **state)
{
    shown *s = *state;
    table t;
    const table_spec *spec = table_spec_find("assumptions");
    assert_int_equal(table_make(spec, &s->doc, s->mem, &t), STATUS_OK);
    const size_t at = table_column(spec, "text");
    bool found = false;
    for (size_t r = 0; r < t.n_rows; r++) {
        const phrase p = phrase_cell(&s->doc, &spec->columns[at], table_cell(&t, r, at));
        assert_null(strchr(p.in[LANG_NL], '{'));
        found |= strcmp(p.in[LANG_NL],
                        "De ruimte op het net bij Leiden Noord is een schatting (1.000 kW).") == 0;
    }
    assert_true(found);
}

/* The fixture asks that 0.8 of the vehicles can charge, and gets 0.25 in 2027. */
static void test_shares_are_percentages(void **state)
{
    static const struct {
        const char *name, *want;
    } cases[] = {{"limit", "80 %"}, {"value", "25 %"}, {"shortfall", "55 %"}, {"year", "2027"}};
    shown *s = *state;
    table t;
    const table_spec *spec = table_spec_find("targets");
    assert_int_equal(table_make(spec, &s->doc, s->mem, &t), STATUS_OK);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const size_t at = table_column(spec, cases[i].name);
        const phrase p = phrase_cell(&s->doc, &spec->columns[at], table_cell(&t, 0, at));
        assert_string_equal(p.in[LANG_NL], cases[i].want);
    }
}

static void test_page(void **state)
{
    shown *s = *state;
    char *page = write_report(s, ".html");
    assert_non_null(strstr(page, "<html lang=\"en\""));
    assert_non_null(strstr(page, "data-v=\"410.95\""));
    assert_non_null(strstr(page, "Groene Polder"));
    assert_non_null(strstr(page, "2027 tot en met 2034"));
    /* Which stands before the column with the plan. */
    assert_non_null(strstr(page, ">growth that does not fit at the end without plan<"));
    assert_null(strstr(page, "/* </script> */")); /* a library cannot end its element */
    assert_non_null(strstr(page, "/* <\\/script> */"));
    free(page);
}

static void test_document(void **state)
{
    shown *s = *state;
    char *text = write_report(s, ".md");
    assert_non_null(strstr(text, "title: \"Plan of approach: Proefregio\"\nlang: en\n"));
    assert_non_null(strstr(text, "# 14. Sources and assumptions\n"));
    /* The milestone of 2030 stands for five years. */
    assert_non_null(strstr(text, "from 2027 to 2034."));
    assert_non_null(strstr(text, "| 2030 | 411 | 311 | 100 |"));
    free(text);
}

/* The company pays 1,361,960 of investments less 1,500 of subsidy. */
static void test_payers(void **state)
{
    shown *s = *state;
    char *text = write_report(s, ".md");
    assert_non_null(strstr(text,
                           "| payer | actions | investment after subsidy (€) | programme and "
                           "running of hubs, over all years (€) | pays over all years, without "
                           "yearly upkeep of measures (€) | cost per year at the end (€) |"));
    assert_non_null(strstr(text, "| 1,360,460 | 0 | 1,360,460 |"));
    free(text);
}

/* One is not told in the plural: the fixture has two parks at one station, and a theme with one action. */
static void test_one_of_something(void **state)
{
    shown *s = *state;
    char *text = write_report(s, ".md");
    assert_non_null(strstr(text, "2 business parks on 1 station of the"));
    assert_null(strstr(text, "- 1 actions"));
    free(text);
    const phrase one = phrase_count(1.0, TEXT_count_one_action, TEXT_count_actions);
    const phrase many = phrase_count(1200.0, TEXT_count_one_action, TEXT_count_actions);
    assert_string_equal(one.in[LANG_NL], "1 actie");
    assert_string_equal(many.in[LANG_EN], "1,200 actions");
}

/* No ids where there is a name or a word. */
static void test_names_of_objects(void **state)
{
    static const struct {
        const char *object, *want;
    } cases[] = {
        {"fleet site/van", "site, bestelbussen"},
        {"demand site/heat", "site, warmte"},
        {"carrier electricity", "stroom"},
        {"station station", "Leiden Noord"},
    };
    shown *s = *state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_string_equal(phrase_object(&s->doc, cases[i].object).in[LANG_NL], cases[i].want);
    assert_string_equal(phrase_limited(&s->doc, "target", "target").in[LANG_NL],
                        "doel voor laden (Leiden)");
    assert_string_equal(phrase_each("cable").in[LANG_NL], "kabel");
    table t;
    const table_spec *spec = table_spec_find("limits");
    assert_int_equal(table_make(spec, &s->doc, s->mem, &t), STATUS_OK);
    const size_t at = table_column(spec, "object");
    const phrase p = phrase_cell(&s->doc, &spec->columns[at], table_cell(&t, 1, at));
    assert_string_equal(p.in[LANG_NL], "Leiden Noord");
}

/* A measure says what it measures, a decision about a hub which hub, and the region itself has a row. */
static void test_document_names_all(void **state)
{
    shown *s = *state;
    char *text = write_report(s, ".md");
    assert_non_null(strstr(text, "| Heat nets | heat delivered, MWh per year | 2028 | 350 |"));
    assert_non_null(strstr(text, "| member of a hub |  | Hub De Waard |"));
    assert_null(strstr(text, "\n|  | "));
    assert_non_null(strstr(text, "\n| the region itself | "));
    free(text);
}

static void test_forms(void **state)
{
    (void)state;
    static const struct {
        const char *path;
        report_form want;
    } cases[] = {
        {"report.html", REPORT_HTML}, {"a.b/plan.md", REPORT_MARKDOWN},
        {"plan.xlsx", REPORT_XLSX},   {"plan.geojson", REPORT_GEOJSON},
        {"tables/", REPORT_CSV},      {"tests", REPORT_CSV},
        {"plan.json", REPORT_NONE},   {".html", REPORT_NONE},
        {"report", REPORT_NONE},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_int_equal(report_form_of(cases[i].path), cases[i].want);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_story, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_asked, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_every_kind_of_action, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_no_ids_for_words, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_assumptions_are_whole_sentences, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_shares_are_percentages, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_page, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_document, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_payers, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_one_of_something, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_names_of_objects, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_document_names_all, set_up, tear_down),
        cmocka_unit_test(test_forms),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
