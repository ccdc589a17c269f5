/* inputs/schema.h - the vocabulary of region.xsd as rules that the reader can follow.
 *
 * region.xsd is the one place for names, types, ranges and constant defaults. It is read
 * at run time into these rules, of which schema_check() makes messages that a person can act
 * on. The validator of libxml2 then runs over the same file as a second net.
 */
#ifndef INPUTS_SCHEMA_H
#define INPUTS_SCHEMA_H

#include <stdbool.h>
#include <stddef.h>

#include "inputs/node.h"
#include "inputs/xml_document.h"
#include "model/arena.h"
#include "model/diag.h"

typedef enum value_kind {
    VALUE_TEXT,
    VALUE_NUMBER,
    VALUE_WHOLE,
    VALUE_BOOLEAN,
    VALUE_CHOICE,
    VALUE_ID,
    VALUE_PLACE, /* an id, or park: and an id */
    VALUE_WINDOW
} value_kind;

typedef struct value_rule {
    const char *id; /* name of the simple type */
    value_kind kind;
    bool list;    /* blank-separated */
    bool or_none; /* or "-" */
    double min, max;
    bool min_open; /* min itself is outside */
    size_t max_length;
    size_t n_choices;
    const char *const *choices; /* [n_choices] */
    const char *expected;       /* completes "it has to be ..." */
} value_rule;

typedef struct attribute_rule {
    const char *name;
    const value_rule *value;
    bool required;
    const char *fallback; /* what counts when it is not there, or NULL */
} attribute_rule;

typedef struct child_rule {
    const char *name;
    const struct element_rule *element;
    bool required;
} child_rule;

typedef struct element_rule {
    const char *id; /* name of the complex type */
    bool once;      /* each child at most once */
    size_t n_children;
    child_rule *children;
    size_t n_attributes;
    attribute_rule *attributes;
    const value_rule *text; /* NULL: no text */
} element_rule;

typedef struct schema {
    size_t n_values;
    value_rule *values;
    size_t n_elements;
    element_rule *elements;
    const element_rule *region;
} schema;

/* Reads the embedded region.xsd. A mistake in it is ours, and is reported as DIAG_SCHEMA. */
MUST_CHECK status schema_load(arena *mem, diag_list *diags, schema **out);

const attribute_rule *schema_attribute(const element_rule *rule, const char *name);
const child_rule *schema_child(const element_rule *rule, const char *name);

/* Gives every node and attribute its rule, and reports what breaks one. Errors are counted in
 * the list; the tree can be read in any case. */
MUST_CHECK status schema_check(const schema *rules, node *root, arena *mem, diag_list *diags);

/* The second net: the schema validator of libxml2. */
MUST_CHECK status schema_validate(const xml_document *doc, diag_list *diags);

#endif
