/* tests/test_scenario.c - XPath edits on the document, and the prefix that names get. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "inputs/region_xml.h"
#include "inputs/xpath_names.h"
#include "tests/near.h"
#include "tests/reading.h"

/* XPath 1.0, sections 2 and 3.7: what is a name test, and what is not. */
static const struct {
    const char *in, *want;
} prefix_cases[] = {
    {"grid/station", "r:grid/r:station"},
    {"grid/station[@id='grid']/@name", "r:grid/r:station[@id='grid']/@name"},
    {"parks//fleet/@vehicles", "r:parks//r:fleet/@vehicles"},
    {"parks/*/connection", "r:parks/*/r:connection"},
    {"*", "*"},
    {"@*", "@*"},
    {".", "."},
    {"../park", "../r:park"},
    {"child::park", "child::r:park"},
    {"attribute::id", "attribute::id"},
    {"descendant :: park / @id", "descendant :: r:park / @id"},
    {"other:park", "other:park"},
    {"other:*", "other:*"},
    {"text()", "text()"},
    {"park/text ()", "r:park/text ()"},
    {"count(park) > 1", "count(r:park) > 1"},
    {"park[@a and @b or not(@c)]", "r:park[@a and @b or not(@c)]"},
    {"park[position() mod 2 = 1]", "r:park[position() mod 2 = 1]"},
    {"park[@a div 2 > 3]", "r:park[@a div 2 > 3]"},
    {"and/or/div/mod", "r:and/r:or/r:div/r:mod"},
    {"park[and and or]", "r:park[r:and and r:or]"},
    {"2 * park", "2 * r:park"},
    {"park * mod", "r:park * r:mod"},
    {"park[* = 3]", "r:park[* = 3]"},
    {"park[1]", "r:park[1]"},
    {"park[.5 < area]", "r:park[.5 < r:area]"},
    {"$x/park", "$x/r:park"},
    {"heat_net|hub", "r:heat_net|r:hub"},
    {"a-b.c", "r:a-b.c"},
    {"park[@id=\"it's\"]", "r:park[@id=\"it's\"]"},
    {"'unclosed", "'unclosed"},
    {"self::park", "self::r:park"},
    {"", ""},
};

static void test_prefix(void **state)
{
    (void)state;
    arena *mem = arena_new();
    for (size_t i = 0; i < sizeof prefix_cases / sizeof prefix_cases[0]; i++)
        assert_string_equal(xpath_add_prefix(mem, prefix_cases[i].in), prefix_cases[i].want);
    arena_free(mem);
}

/* The small region with a fleet and one scenario of these edits. */
static reading read_edited(const char *edits)
{
    size_t size;
    char *small = load_file(SMALL_REGION, &size);
    assert_non_null(small);
    char *with_fleet = replaced(small, "<potential technology=\"pv\" max=\"100\"/>",
                                "<potential technology=\"pv\" max=\"100\"/>"
                                "<fleet class=\"van\" vehicles=\"4 15\" "
                                "energy_kwh_per_vehicle_day=\"30\" vehicle_kw=\"22\" "
                                "profile=\"flat\"/>");
    char around[2000];
    snprintf(
        around, sizeof around,
        "</parks><scenarios><scenario id=\"edited\" name=\"Anders\" kind=\"future\">%s</scenario>"
        "</scenarios>",
        edits);
    char *whole = replaced(with_fleet, "</parks>", around);
    reading r = read_text_as(whole, "edited");
    free(small);
    free(with_fleet);
    free(whole);
    return r;
}

static void test_set(void **state)
{
    (void)state;
    reading r =
        read_edited("<set select=\"grid/station[@id='north']/@import_cap_kw\" value=\"750\"/>"
                    "<set select=\"profiles/profile[@id='half']/values\" value=\"0.25 1\"/>");
    assert_read(&r);
    assert_near(r.region->stations[0].import_cap_kw, 750.0, 0.0);
    assert_near(r.region->profiles[1].values[0], 0.25, 0.0);
    assert_string_equal(r.region->scenario, "edited");
    assert_string_equal(r.region->scenario_name, "Anders");
    reading_free(&r);
}

/* A value with characters that mean something in XML stays as it is. */
static void test_set_text(void **state)
{
    (void)state;
    reading r =
        read_edited("<set select=\"parks/park/@municipality\" value=\"A &amp;amp; &lt;B&gt;\"/>");
    assert_read(&r);
    assert_string_equal(r.region->parks[0].municipality, "A &amp; <B>");
    reading_free(&r);
}

/* 4 * 1.4 = 5.6 -> 6 and 15 * 1.4 = 21; 15 * 0.7 = 10.5 -> 11, half up. */
static void test_scale(void **state)
{
    (void)state;
    reading r = read_edited("<scale select=\"parks//fleet/@vehicles\" by=\"1.4\"/>"
                            "<scale select=\"parks//demand/@energy_mwh_per_year\" by=\"0.5\"/>");
    assert_read(&r);
    assert_near(r.region->fleets[0]->vehicles[0], 6.0, 0.0);
    assert_near(r.region->fleets[0]->vehicles[1], 21.0, 0.0);
    assert_near(r.region->demands[0]->base_mwh_per_year, 438.0, 1e-9);
    reading_free(&r);
    r = read_edited("<scale select=\"parks//fleet/@vehicles\" by=\"0.7\"/>");
    assert_read(&r);
    assert_near(r.region->fleets[0]->vehicles[0], 3.0, 0.0); /* 2.8 */
    assert_near(r.region->fleets[0]->vehicles[1], 11.0, 0.0);
    reading_free(&r);
}

static void test_remove(void **state)
{
    (void)state;
    reading r = read_edited(
        "<remove select=\"parks//potential | parks//fleet\"/>"
        "<remove select=\"carriers/carrier[@id='electricity']/@export_price_eur_per_kwh\"/>");
    assert_read(&r);
    assert_int_equal(r.region->connections[0].n_potentials, 0);
    assert_int_equal(r.region->n_fleets, 0);
    assert_null(r.region->carriers[0].export_price_eur_per_kwh);
    reading_free(&r);
}

/* An element and what it holds, selected together. */
static void test_remove_nested(void **state)
{
    (void)state;
    reading r = read_edited("<remove select=\"parks//demand | parks//demand/@* | catalogue//*\"/>");
    assert_int_equal(r.status, STATUS_INVALID); /* the potential's technology is gone */
    assert_int_equal(count_findings(&r, "P200"), 1);
    reading_free(&r);
}

static void test_in_order(void **state)
{
    (void)state;
    reading r = read_edited("<set select=\"grid/station/@import_cap_kw\" value=\"100\"/>"
                            "<scale select=\"grid/station/@import_cap_kw\" by=\"3\"/>");
    assert_read(&r);
    assert_near(r.region->stations[0].import_cap_kw, 300.0, 0.0);
    reading_free(&r);
}

/* The built-in catalogue is part of the document. */
static void test_catalogue(void **state)
{
    (void)state;
    size_t size;
    char *small = load_file(SMALL_REGION, &size);
    char *with = replaced(small, "<catalogue>", "<catalogue href=\"nl-2026\">");
    char *whole =
        replaced(with, "</parks>",
                 "</parks><scenarios><scenario id=\"edited\" kind=\"future\"><set select=\""
                 "catalogue/technology[@id='ems_site']/@life_years\" value=\"7\"/>"
                 "</scenario></scenarios>");
    reading r = read_text_as(whole, "edited");
    assert_read(&r);
    size_t n_found = 0;
    for (size_t i = 0; i < r.region->n_technologies; i++) {
        if (strcmp(r.region->technologies[i].id, "ems_site") != 0)
            continue;
        assert_near(r.region->technologies[i].life_years, 7.0, 0.0);
        assert_string_equal(r.region->technologies[i].file, "nl-2026");
        n_found++;
    }
    assert_int_equal(n_found, 1);
    reading_free(&r);
    free(small);
    free(with);
    free(whole);
}

/* Without the scenario nothing is edited. */
static void test_base(void **state)
{
    (void)state;
    reading r = read_path("tests/regions/vocabulary.xml", NULL);
    assert_read(&r);
    assert_int_equal(r.region->stations[0].reinforcements[0].year, 2030);
    assert_string_equal(r.region->scenario, "base");
    reading_free(&r);
    r = read_path("tests/regions/vocabulary.xml", "late_grid");
    assert_read(&r);
    assert_int_equal(r.region->stations[0].reinforcements[0].year, 2035);
    assert_int_equal(r.region->n_hubs, 0);
    reading_free(&r);
}

/* Expressions that would run for ever are stopped. */
static void test_bounded(void **state)
{
    (void)state;
    reading r = read_edited("<remove select=\"//*[count(//*[count(//*[count(//*[count(//*[count(//*"
                            "[count(//*)>1])>1])>1])>1])>1])>1]\"/>");
    assert_int_equal(r.status, STATUS_INVALID);
    assert_int_equal(count_findings(&r, "P701"), 1);
    reading_free(&r);
}

static void test_suggestion(void **state)
{
    (void)state;
    reading r = read_path("tests/regions/vocabulary.xml", "latte_grid");
    assert_int_equal(r.status, STATUS_INVALID);
    assert_non_null(strstr(diag_get(r.diags, 0)->text, "did you mean \"late_grid\"?"));
    reading_free(&r);
}

/* The park of scenarios.xml has no name, so that the last scenario matches nothing either. */
static void test_all_scenarios(void **state)
{
    (void)state;
    static const char path[] = "tests/regions/scenarios.xml";
    reading plain = read_path(path, NULL);
    assert_read(&plain);
    assert_int_equal(diag_count(plain.diags), 0);
    reading_free(&plain);

    reading r = {.mem = arena_new(), .diags = diag_list_new()};
    const region_source source = {.path = path};
    r.status = region_read_all_scenarios(&source, r.mem, r.diags, &r.region);
    assert_int_equal(r.status, STATUS_INVALID);
    assert_int_equal(diag_count(r.diags), 3);
    assert_finding(&r, "P120", 26);
    assert_finding(&r, "P702", 44);
    assert_finding(&r, "P702", 50);
    assert_non_null(strstr(diag_get(r.diags, 0)->text, "scenario negative: import_cap_kw is -1"));
    assert_non_null(strstr(diag_get(r.diags, 1)->text, "scenario misspelt: select=\"grid/staton"));
    reading_free(&r);
}

static void test_all_scenarios_of_a_good_region(void **state)
{
    (void)state;
    reading r = {.mem = arena_new(), .diags = diag_list_new()};
    const region_source source = {.path = "tests/regions/vocabulary.xml", .scenario = "nonsense"};
    r.status = region_read_all_scenarios(&source, r.mem, r.diags, &r.region);
    assert_read(&r);
    assert_string_equal(r.region->scenario, "base");
    reading_free(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_prefix),
        cmocka_unit_test(test_set),
        cmocka_unit_test(test_set_text),
        cmocka_unit_test(test_scale),
        cmocka_unit_test(test_remove),
        cmocka_unit_test(test_remove_nested),
        cmocka_unit_test(test_in_order),
        cmocka_unit_test(test_catalogue),
        cmocka_unit_test(test_base),
        cmocka_unit_test(test_bounded),
        cmocka_unit_test(test_suggestion),
        cmocka_unit_test(test_all_scenarios),
        cmocka_unit_test(test_all_scenarios_of_a_good_region),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
