#include "tests/claim_file.h"

#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/near.h"

enum { TEXT_ROOM = 400 };

typedef struct form {
    const char *path; /* first %s: before the slash of the object, second: behind it */
    const char *attribute;
    double widest;
} form;

static const form forms[CLAIM_KIND_COUNT] = {
    [CLAIM_TARGET] = {"//r:target[@id='%s']", NULL, NAN},
    [CLAIM_VEHICLES] = {"//r:connection[@id='%s']/r:fleet[@id='%s']", "vehicles", 2},
    [CLAIM_EFFORT_LEAST] = {"//r:effort[@id='%s']", "min", 0},
    [CLAIM_MUST_JOIN] = {"//r:hub[@id='%s']/r:member[@connection='%s']", "joins", 0},
    [CLAIM_FIXED_CONTRACT] = {"//r:connection[@id='%s']", "contract", 0},
    [CLAIM_POTENTIAL] = {"//r:connection[@id='%1$s']/r:potential[@technology='%2$s'] | "
                         "//r:hub/r:potential[@connection='%1$s' and @technology='%2$s']",
                         "max", 5000},
    [CLAIM_CONTRACT] = {"//r:connection[@id='%s']", "import_cap_kw", 1e5},
    [CLAIM_CONTRACT_EXPORT] = {"//r:connection[@id='%s']", "export_cap_kw", 1e5},
    [CLAIM_STATION_IMPORT] = {"//r:station[@id='%s']", "import_add_kw", 1e6},
    [CLAIM_STATION_EXPORT] = {"//r:station[@id='%s']", "export_add_kw", 1e6},
    [CLAIM_GROUP_CAPACITY] = {"//r:hub[@id='%s']/r:group_capacity", "import_cap_kw", 1e5},
    [CLAIM_FUND] = {"//r:fund[@id='%s']", "budget_eur", 1e9},
    [CLAIM_SUBSIDY] = {"//r:subsidy[@id='%s']", "budget_eur", 1e9},
    [CLAIM_INSTALLERS] = {"//r:trade[@id='%s']", "weeks_per_year", 1e5},
    [CLAIM_EFFORT_MOST] = {"//r:effort[@id='%s']", "max", 1000},
    [CLAIM_ADOPTION] = {"//r:programme", "base_adoption_frac_per_year", 1},
    [CLAIM_GROUND] = {"//r:park[@id='%s']", "free_area_m2", 1e7},
    [CLAIM_HUB_YEAR] = {"//r:hub[@id='%s']", "earliest_year", 2027},
    [CLAIM_HEAT_NET_YEAR] = {"//r:heat_net[@id='%s']", "available_from", 2027},
};

static xmlNode *element_of(xmlDoc *doc, const claim *c)
{
    char path[TEXT_ROOM], first[TEXT_ROOM];
    const size_t n = strcspn(c->object, "/");
    snprintf(first, sizeof first, "%.*s", (int)n, c->object);
    snprintf(path, sizeof path, forms[c->kind].path, first, c->object + n + (c->object[n] != 0));
    xmlXPathContext *context = xmlXPathNewContext(doc);
    xmlXPathRegisterNs(context, BAD_CAST "r", BAD_CAST "urn:parkplan:region:1");
    xmlXPathObject *found = xmlXPathEvalExpression(BAD_CAST path, context);
    assert_non_null(found);
    assert_non_null(found->nodesetval);
    assert_int_equal(found->nodesetval->nodeNr, 1);
    xmlNode *node = found->nodesetval->nodeTab[0];
    xmlXPathFreeObject(found);
    xmlXPathFreeContext(context);
    return node;
}

static xmlDoc *parse(const char *text)
{
    xmlDoc *doc = xmlReadMemory(text, (int)strlen(text), "test.xml", NULL, XML_PARSE_NONET);
    assert_non_null(doc);
    return doc;
}

int claim_file_line(const char *text, const claim *c)
{
    xmlDoc *doc = parse(text);
    const int line = (int)xmlGetLineNo(element_of(doc, c));
    xmlFreeDoc(doc);
    return line;
}

static void number_text(char text[TEXT_ROOM], double value)
{
    if (isnan(value))
        strcpy(text, "-");
    else
        snprintf(text, TEXT_ROOM, "%.15g", value);
}

/* One value of a list, which may stand there once for all milestones. */
static void set_in_list(xmlNode *node, const char *attribute, const region *r, size_t y, double to)
{
    char all[TEXT_ROOM] = "", now[TEXT_ROOM];
    xmlChar *old = xmlGetProp(node, BAD_CAST attribute);
    snprintf(now, sizeof now, "%s", old ? (const char *)old : "0");
    xmlFree(old);
    char *save, *word = strtok_r(now, " ", &save), *only = word;
    for (size_t k = 0; k < r->horizon.n_milestones; k++) {
        char text[TEXT_ROOM];
        number_text(text, to);
        const size_t used = strlen(all);
        snprintf(all + used, sizeof all - used, "%s%s", k > 0 ? " " : "",
                 k == y ? text : word ? word : only);
        word = word ? strtok_r(NULL, " ", &save) : NULL;
    }
    xmlSetProp(node, BAD_CAST attribute, BAD_CAST all);
}

static void set_number(xmlNode *node, const char *attribute, double to)
{
    char text[TEXT_ROOM];
    number_text(text, to);
    xmlSetProp(node, BAD_CAST attribute, BAD_CAST text);
}

/* A station gets a reinforcement in the year of the claim. */
static void reinforce(xmlNode *node, const region *r, const claim *c, double to)
{
    char text[TEXT_ROOM];
    const int year = r->horizon.milestones[c->milestone].year;
    xmlNode *added = xmlNewChild(node, node->ns, BAD_CAST "reinforcement", NULL);
    snprintf(text, sizeof text, "%s_%d", claim_kind_id(c->kind), year);
    xmlSetProp(added, BAD_CAST "id", BAD_CAST text);
    set_number(added, "year", year);
    set_number(added, "import_add_kw", 0);
    set_number(added, "export_add_kw", 0);
    set_number(added, forms[c->kind].attribute, to - c->limit);
    set_number(added, "cost_eur", 0);
    xmlSetProp(added, BAD_CAST "decided", BAD_CAST "true");
}

static void change(xmlNode *node, const region *r, const claim *c, double to)
{
    const char *attribute = forms[c->kind].attribute;
    if (c->kind == CLAIM_TARGET)
        attribute = xmlHasProp(node, BAD_CAST "min_frac") ? "min_frac" : "max_t_per_year";
    if (c->kind == CLAIM_STATION_IMPORT || c->kind == CLAIM_STATION_EXPORT)
        reinforce(node, r, c, to);
    else if (c->kind == CLAIM_MUST_JOIN)
        xmlSetProp(node, BAD_CAST attribute, BAD_CAST "may");
    else if (c->kind == CLAIM_FIXED_CONTRACT)
        xmlSetProp(node, BAD_CAST attribute, BAD_CAST "free");
    else if (c->milestone < r->horizon.n_milestones)
        set_in_list(node, attribute, r, c->milestone, to);
    else
        set_number(node, attribute, to);
}

char *claim_file_changed(const char *text, const region *r, const claim *c, double to)
{
    xmlDoc *doc = parse(text);
    xmlChar *out;
    int size;
    change(element_of(doc, c), r, c, to);
    xmlDocDumpMemory(doc, &out, &size);
    xmlFreeDoc(doc);
    assert_non_null(out);
    char *copy = strdup((const char *)out);
    xmlFree(out);
    assert_non_null(copy);
    return copy;
}

char *claim_file_dropped(const char *text, const region *r, const claim *c)
{
    const bool sites = strcmp(c->unit, "sites") == 0; /* of the region of the tests: one each */
    return claim_file_changed(text, r, c, sites ? 1.0 : forms[c->kind].widest);
}
