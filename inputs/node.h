/* inputs/node.h - an XML element as the readers see it: plain data, no library.
 *
 * inputs/xml_document.c makes these trees in an arena; a comment, a processing instruction
 * or white space between elements leaves no trace in them.
 */
#ifndef INPUTS_NODE_H
#define INPUTS_NODE_H

#include <stdbool.h>
#include <stddef.h>

struct attribute_rule;
struct element_rule;

typedef struct attribute {
    const char *name;                  /* "prefix:name" when it has a namespace */
    const char *value;                 /* without blanks around it */
    const struct attribute_rule *rule; /* NULL: unknown, or not checked */
} attribute;

typedef struct node {
    const char *name;
    const char *space; /* its namespace, or NULL */
    const char *file;  /* where it stands: the region file, or a built-in catalogue */
    int line;          /* of its "<" */
    size_t n_attributes;
    attribute *attributes;              /* [n_attributes], in file order */
    const char *text;                   /* its own text without blanks around it; "" when none */
    struct node *parent, *first, *next; /* NULL: none */
    const struct element_rule *rule;    /* NULL: unknown, or not checked */
} node;

/* NULL when it has no such attribute. */
const attribute *node_attribute(const node *n, const char *name);
/* The first child of this name, and the next brother of the same name; NULL when none.
 * n may be NULL: then there is none. */
const node *node_child(const node *n, const char *name);
const node *node_next(const node *n);
size_t node_count(const node *n, const char *name);

#endif
