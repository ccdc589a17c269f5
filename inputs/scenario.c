#include "inputs/scenario.h"

#include <libxml/tree.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "inputs/value.h"
#include "inputs/xpath_names.h"
#include "model/finding_text.h"
#include "model/text_match.h"

/* Steps that one expression may take: plenty for any sensible one on the largest file, and
 * seconds at most. */
enum { XPATH_STEP_LIMIT = 50000000 };

/* 15 * 0.7 has to round up like 10.5, whatever its last bit. */
#define HALF_UP_TOL 1e-9

/* Rounded to whole numbers by scale. */
static bool is_count(const value_rule *rule)
{
    return rule != NULL && rule->kind == VALUE_WHOLE;
}

/* One edit, or the whole scenario while it is looked for. */
typedef struct edit {
    xml_document *doc;
    const schema *rules;
    arena *mem;
    diag_list *diags;
    xmlXPathContextPtr xpath;
    xmlNodePtr node; /* <set>, <scale> or <remove> */
    const char *select;
    char problem[200]; /* what the library says about the expression */
    status result;
} edit;

static bool is_named(const xmlNode *n, const char *name)
{
    return n->type == XML_ELEMENT_NODE && strcmp((const char *)n->name, name) == 0;
}

static xmlNodePtr child_named(const xmlNode *parent, const char *name)
{
    for (xmlNodePtr c = parent == NULL ? NULL : parent->children; c != NULL; c = c->next) {
        if (is_named(c, name))
            return c;
    }
    return NULL;
}

/* In the arena; NULL when it is not there. */
static const char *value_of(edit *e, xmlNode *n, const char *name)
{
    xmlChar *text = xmlGetNoNsProp(n, (const xmlChar *)name);
    if (text == NULL)
        return NULL;
    const char *copy = arena_strdup(e->mem, (const char *)text);
    xmlFree(text);
    if (copy == NULL)
        e->result = STATUS_NO_MEMORY;
    return copy;
}

static void report(const edit *e, diag_code code, const char *text, const char *detail)
{
    diag_add(e->diags, code, xml_document_file(e->doc, e->node), xml_document_line(e->node),
             "select=\"%.200s\" %s%s", e->select, finding_text(text), detail);
}

/* The library's message about the expression; it is shown with ours. */
static void keep_problem(void *context, xmlErrorPtr error)
{
    edit *e = context;
    if (error->code == XML_ERR_NO_MEMORY)
        e->result = STATUS_NO_MEMORY;
    if (error->message != NULL && e->problem[0] == '\0')
        snprintf(e->problem, sizeof e->problem, "%s", error->message);
    e->problem[strcspn(e->problem, "\n")] = '\0';
}

/* What the expression selects: a set with at least one node, or NULL after a finding. */
static xmlXPathObjectPtr evaluate(edit *e)
{
    const char *expression = xpath_add_prefix(e->mem, e->select);
    if (expression == NULL) {
        e->result = STATUS_NO_MEMORY;
        return NULL;
    }
    e->problem[0] = '\0';
    e->xpath->opCount = 0;
    xmlXPathObjectPtr found =
        xmlXPathNodeEval(xml_document_root(e->doc), (const xmlChar *)expression, e->xpath);
    if (found == NULL) {
        report(e, DIAG_EDIT_XPATH, "is not an XPath expression that can be evaluated: ",
               e->problem[0] == '\0' ? finding_text("invalid expression") : e->problem);
    } else if (found->type != XPATH_NODESET) {
        report(e, DIAG_EDIT_XPATH, "gives a value; it has to select elements or attributes", "");
    } else if (xmlXPathNodeSetIsEmpty(found->nodesetval)) {
        report(e, DIAG_EDIT_NO_MATCH, "matches nothing; it has to select something in the region",
               "");
    } else {
        xmlXPathNodeSetSort(found->nodesetval);
        return found;
    }
    xmlXPathFreeObject(found);
    return NULL;
}

/* Whether an edit may touch the node: not the region itself, and not the scenarios. */
static bool may_edit(const edit *e, const xmlNode *n)
{
    if (n->type == XML_TEXT_NODE)
        n = n->parent;
    if ((n->type != XML_ELEMENT_NODE && n->type != XML_ATTRIBUTE_NODE) ||
        n == xml_document_root(e->doc)) {
        report(e, DIAG_EDIT_TARGET,
               "selects something else than attributes, or elements inside the region", "");
        return false;
    }
    for (; n != NULL; n = n->parent) {
        if (is_named(n, "scenarios")) {
            report(e, DIAG_EDIT_TARGET, "selects part of the scenarios; they stay as they are", "");
            return false;
        }
    }
    return true;
}

static bool has_element_child(const xmlNode *n)
{
    for (const xmlNode *c = n->children; c != NULL; c = c->next) {
        if (c->type == XML_ELEMENT_NODE)
            return true;
    }
    return false;
}

/* Gives an attribute, or an element that holds text only, a new value. */
static bool give_value(edit *e, xmlNodePtr n, const char *value)
{
    if (n->type == XML_TEXT_NODE)
        n = n->parent;
    if (n->type == XML_ATTRIBUTE_NODE) {
        const xmlAttr *a = (const xmlAttr *)n;
        if (xmlSetNsProp(n->parent, a->ns, a->name, (const xmlChar *)value) == NULL)
            e->result = STATUS_NO_MEMORY;
        return true;
    }
    if (has_element_child(n) || n->properties == NULL || n->children == NULL) {
        report(e, DIAG_EDIT_TARGET,
               "selects an element without a value of its own; select an attribute, such as /@",
               "year");
        return false;
    }
    xmlNodeSetContent(n, NULL);
    xmlNodeAddContent(n, (const xmlChar *)value);
    return true;
}

static const element_rule *rule_of_element(const edit *e, const xmlNode *n)
{
    if (n == xml_document_root(e->doc))
        return e->rules->region;
    const element_rule *parent = n->parent == NULL || n->parent->type != XML_ELEMENT_NODE
                                     ? NULL
                                     : rule_of_element(e, n->parent);
    const child_rule *child = schema_child(parent, (const char *)n->name);
    return child == NULL ? NULL : child->element;
}

static const value_rule *rule_of_value(const edit *e, const xmlNode *n)
{
    if (n->type == XML_ATTRIBUTE_NODE) {
        const attribute_rule *a =
            schema_attribute(rule_of_element(e, n->parent), (const char *)n->name);
        return a == NULL ? NULL : a->value;
    }
    const element_rule *element = rule_of_element(e, n->type == XML_ELEMENT_NODE ? n : n->parent);
    return element == NULL ? NULL : element->text;
}

/* The shortest text that reads back as the same number, with a decimal point. */
static void write_number(char *text, size_t size, double number)
{
    double back = 0.0;
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(text, size, "%.*g", digits, number);
        char *comma = strchr(text, ',');
        if (comma != NULL)
            *comma = '.';
        if (value_number(text, strlen(text), &back) && back == number)
            return;
    }
}

/* Every number times the factor; NULL when there is something else than numbers and "-". */
static const char *scaled(edit *e, const char *text, double by, bool whole)
{
    const size_t room = 32 * (value_count_words(text) + 1);
    char *result = arena_alloc(e->mem, room);
    size_t length, used = 0;
    if (result == NULL) {
        e->result = STATUS_NO_MEMORY;
        return NULL;
    }
    for (const char *w = value_word(&text, &length); w != NULL; w = value_word(&text, &length)) {
        double number;
        char word[32] = "-";
        if (value_number(w, length, &number))
            write_number(word, sizeof word,
                         whole ? floor(number * by + 0.5 + HALF_UP_TOL) : number * by);
        else if (length != 1 || *w != '-')
            return NULL;
        used += (size_t)snprintf(result + used, room - used, "%s%s", used == 0 ? "" : " ", word);
    }
    return used == 0 ? NULL : result;
}

static void scale_node(edit *e, xmlNodePtr n, double by)
{
    xmlChar *old = xmlNodeGetContent(n);
    if (old == NULL) {
        e->result = STATUS_NO_MEMORY;
        return;
    }
    const char *text = scaled(e, (const char *)old, by, is_count(rule_of_value(e, n)));
    xmlFree(old);
    if (text != NULL)
        (void)give_value(e, n, text);
    else if (e->result == STATUS_OK)
        report(e, DIAG_EDIT_TARGET, "selects something that is no number; it cannot be scaled", "");
}

static void apply_set(edit *e, const xmlNodeSet *nodes)
{
    const char *value = value_of(e, e->node, "value");
    for (int i = 0; value != NULL && i < nodes->nodeNr; i++) {
        if (!may_edit(e, nodes->nodeTab[i]) || !give_value(e, nodes->nodeTab[i], value))
            return;
    }
}

static void apply_scale(edit *e, const xmlNodeSet *nodes)
{
    double by;
    const char *text = value_of(e, e->node, "by");
    if (text == NULL || !value_number(text, strlen(text), &by))
        return; /* the schema says so */
    const size_t errors = diag_error_count(e->diags);
    for (int i = 0; i < nodes->nodeNr && diag_error_count(e->diags) == errors; i++) {
        if (may_edit(e, nodes->nodeTab[i]))
            scale_node(e, nodes->nodeTab[i], by);
    }
}

/* From the last to the first, so that nothing goes before what it holds. */
static void apply_remove(edit *e, xmlNodeSet *nodes)
{
    for (int i = 0; i < nodes->nodeNr; i++) {
        if (!may_edit(e, nodes->nodeTab[i]))
            return;
    }
    for (int i = nodes->nodeNr - 1; i >= 0; i--) {
        xmlNodePtr n = nodes->nodeTab[i];
        nodes->nodeTab[i] = NULL; /* the set looks at its nodes when it is freed */
        xmlUnlinkNode(n);
        if (n->type == XML_ATTRIBUTE_NODE)
            xmlFreeProp((xmlAttrPtr)n);
        else
            xmlFreeNode(n);
    }
}

static void apply_edit(edit *e)
{
    e->select = value_of(e, e->node, "select");
    if (e->select == NULL)
        return; /* the schema says so */
    xmlXPathObjectPtr found = evaluate(e);
    if (found == NULL)
        return;
    if (is_named(e->node, "set"))
        apply_set(e, found->nodesetval);
    else if (is_named(e->node, "scale"))
        apply_scale(e, found->nodesetval);
    else if (is_named(e->node, "remove"))
        apply_remove(e, found->nodesetval);
    xmlXPathFreeObject(found);
}

static void report_unknown(edit *e, const xmlNode *scenarios, const char *id)
{
    enum { MAX_NAMES = 100 };
    const char *names[MAX_NAMES];
    size_t n = 0;
    for (xmlNodePtr s = scenarios == NULL ? NULL : scenarios->children; s != NULL && n < MAX_NAMES;
         s = s->next) {
        const char *name = is_named(s, "scenario") ? value_of(e, s, "id") : NULL;
        if (name != NULL)
            names[n++] = name;
    }
    const char *meant = closest_name(id, names, n);
    diag_add(e->diags, DIAG_UNKNOWN_SCENARIO, xml_document_file(e->doc, xml_document_root(e->doc)),
             xml_document_line(scenarios != NULL ? scenarios : xml_document_root(e->doc)),
             "there is no scenario \"%.64s\"%s%s%s", id,
             meant == NULL ? "" : finding_text("; did you mean \""), meant == NULL ? "" : meant,
             meant == NULL ? "" : "\"?");
}

static xmlNodePtr find_scenario(edit *e, const char *id)
{
    xmlNodePtr scenarios = child_named(xml_document_root(e->doc), "scenarios");
    for (xmlNodePtr s = scenarios == NULL ? NULL : scenarios->children; s != NULL; s = s->next) {
        const char *name = is_named(s, "scenario") ? value_of(e, s, "id") : NULL;
        if (name != NULL && strcmp(name, id) == 0)
            return s;
    }
    if (e->result == STATUS_OK)
        report_unknown(e, scenarios, id);
    return NULL;
}

status scenario_apply(xml_document *doc, const char *id, const schema *rules, arena *mem,
                      diag_list *diags)
{
    edit e = {.doc = doc, .rules = rules, .mem = mem, .diags = diags};
    xmlNodePtr scenario = find_scenario(&e, id);
    if (scenario == NULL)
        return e.result;
    e.xpath = xmlXPathNewContext(xml_document_tree(doc));
    if (e.xpath == NULL)
        return STATUS_NO_MEMORY;
    e.xpath->opLimit = XPATH_STEP_LIMIT;
    e.xpath->error = keep_problem;
    e.xpath->userData = &e;
    if (xmlXPathRegisterNs(e.xpath, (const xmlChar *)REGION_PREFIX,
                           (const xmlChar *)REGION_NAMESPACE) != 0)
        e.result = STATUS_NO_MEMORY;
    for (xmlNodePtr n = scenario->children; n != NULL && e.result == STATUS_OK; n = n->next) {
        e.node = n;
        if (n->type == XML_ELEMENT_NODE)
            apply_edit(&e);
    }
    xmlXPathFreeContext(e.xpath);
    return e.result;
}
