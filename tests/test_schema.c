/* tests/test_schema.c - the rules read from region.xsd, and the validator as second net. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "inputs/schema.h"
#include "inputs/value.h"
#include "model/region.h"
#include "tests/near.h"

static arena *mem;
static diag_list *diags;
static schema *rules;

static int load(void **state)
{
    (void)state;
    mem = arena_new();
    diags = diag_list_new();
    return schema_load(mem, diags, &rules) == STATUS_OK ? 0 : -1;
}

static int unload(void **state)
{
    (void)state;
    diag_list_free(diags);
    arena_free(mem);
    return 0;
}

static const element_rule *element(const char *parent, const char *name)
{
    const child_rule *top = schema_child(rules->region, parent);
    const child_rule *child = top == NULL ? NULL : schema_child(top->element, name);
    assert_non_null(child);
    return child->element;
}

static const value_rule *value(const element_rule *rule, const char *name)
{
    const attribute_rule *a = schema_attribute(rule, name);
    assert_non_null(a);
    return a->value;
}

static void test_rules(void **state)
{
    (void)state;
    const element_rule *site = schema_child(element("parks", "park"), "connection")->element;
    assert_true(schema_attribute(site, "import_cap_kw")->required);
    assert_string_equal(schema_attribute(site, "export_cap_kw")->fallback, "0");
    assert_null(schema_attribute(site, "physical_cap_kw")->fallback);
    assert_non_null(schema_attribute(site, "source")); /* from the attribute group */
    assert_null(schema_attribute(site, "days"));
    const value_rule *cap = value(site, "import_cap_kw");
    assert_int_equal(cap->kind, VALUE_NUMBER);
    assert_near(cap->min, 0.0, 0.0);
    assert_false(cap->min_open || cap->list || cap->or_none);
    const value_rule *days = value(element("calendar", "day"), "days_per_year");
    assert_true(days->min_open);
    assert_near(days->max, 366.0, 0.0);
    const value_rule *budget = value(element("funds", "subsidy"), "budget_eur");
    assert_true(budget->list && budget->or_none);
    assert_int_equal(budget->kind, VALUE_NUMBER);
    assert_true(schema_child(rules->region, "horizon")->required);
    assert_false(schema_child(rules->region, "hubs")->required);
    assert_true(rules->region->once);
    assert_non_null(element("profiles", "profile"));
}

/* A default that breaks its own rule would be reported to nobody. */
static void test_defaults(void **state)
{
    (void)state;
    size_t n = 0;
    for (size_t e = 0; e < rules->n_elements; e++) {
        for (size_t i = 0; i < rules->elements[e].n_attributes; i++) {
            const attribute_rule *a = &rules->elements[e].attributes[i];
            diag_code wrong;
            assert_false(a->required && a->fallback != NULL);
            assert_true(a->value->expected != NULL || a->value->list || a->value->or_none);
            if (a->fallback == NULL)
                continue;
            assert_true(value_fits(a->value, a->fallback, strlen(a->fallback), &wrong));
            n++;
        }
    }
    assert_true(n > 50);
}

static void assert_choice(const value_rule *rule, size_t i, const char *name)
{
    assert_int_equal(rule->kind, VALUE_CHOICE);
    assert_true(i < rule->n_choices);
    assert_string_equal(rule->choices[i], name);
}

/* The enumerations of model/ and of region.xsd name the same things. */
static void test_enumerations(void **state)
{
    (void)state;
    const element_rule *tech = element("catalogue", "technology");
    const value_rule *kind = value(tech, "kind");
    const value_rule *level = value(element("tariffs", "tariff"), "level");
    const value_rule *themes = value(element("funds", "fund"), "themes");
    assert_int_equal(kind->n_choices, KIND_COUNT);
    for (size_t i = 0; i < KIND_COUNT; i++)
        assert_choice(kind, i, technology_kind_id((technology_kind)i));
    assert_int_equal(level->n_choices, GRID_LEVEL_COUNT);
    for (size_t i = 0; i < GRID_LEVEL_COUNT; i++)
        assert_choice(level, i, grid_level_id((grid_level)i));
    assert_int_equal(themes->n_choices, THEME_COUNT);
    for (size_t i = 0; i < THEME_COUNT; i++)
        assert_choice(themes, i, theme_id((theme)i));
}

/* What schema_check() would have said, had it been asked: the line is that of the element, also
 * where the library's own number has run out of bits. */
static void test_second_net(void **state)
{
    (void)state;
    enum { N_LINES = 70000 };
    static const char start[] = "<region xmlns=\"urn:parkplan:region:1\" id=\"a\" price_year=\"2026\">";
    static const char end[] = "<horizon discount_rate_frac=\"high\"/></region>";
    char *text = malloc(sizeof start + N_LINES + sizeof end);
    assert_non_null(text);
    strcpy(text, start);
    memset(text + strlen(start), '\n', N_LINES);
    strcpy(text + strlen(start) + N_LINES, end);
    xml_document *doc = NULL;
    assert_int_equal(xml_document_parse("test.xml", text, strlen(text), diags, &doc), STATUS_OK);
    assert_int_equal(diag_count(diags), 0);
    assert_int_equal(schema_validate(doc, diags), STATUS_INVALID);
    assert_true(diag_count(diags) > 0);
    bool found = false;
    for (size_t i = 0; i < diag_count(diags); i++) {
        const diag *d = diag_get(diags, i);
        assert_int_equal(d->code, DIAG_SCHEMA);
        assert_string_equal(d->file, "test.xml");
        found |= d->line == N_LINES + 1 && strstr(d->text, "discount_rate_frac") != NULL;
    }
    assert_true(found);
    xml_document_free(doc);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rules),
        cmocka_unit_test(test_defaults),
        cmocka_unit_test(test_enumerations),
        cmocka_unit_test(test_second_net),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
