/* inputs/xml_document.h - an XML file in the tree of libxml2, read without trusting it.
 *
 * The type stays inside: scenario edits and the schema validator work on the tree, all other
 * readers on the plain nodes that are made from it. Trees and nodes of the library are passed
 * as void pointers, so that no header shows its types.
 */
#ifndef INPUTS_XML_DOCUMENT_H
#define INPUTS_XML_DOCUMENT_H

#include <stdbool.h>
#include <stddef.h>

#include "inputs/node.h"
#include "model/arena.h"
#include "model/diag.h"

#define REGION_NAMESPACE "urn:parkplan:region:1"

typedef struct xml_document xml_document;

/* The library writes some errors, such as a failing conversion of UTF-16, to stderr through a
 * handler of the thread. Between these two calls it does not; then the handler is as before. */
typedef struct xml_silence {
    void (*handler)(void);
    void *context;
} xml_silence;

void xml_silence_begin(xml_silence *before);
void xml_silence_end(const xml_silence *before);

/* STATUS_INVALID with a finding when the bytes are not a well-formed file within the limits of
 * xml_scan.h. file stands in messages and is not copied. */
MUST_CHECK status xml_document_parse(const char *file, const void *data, size_t size,
                                     diag_list *diags, xml_document **out);
void xml_document_free(xml_document *doc);

void *xml_document_tree(const xml_document *doc); /* xmlDocPtr */
void *xml_document_root(const xml_document *doc); /* xmlNodePtr */

const char *xml_document_root_name(const xml_document *doc);
const char *xml_document_root_space(const xml_document *doc); /* its namespace, "" when none */

/* Line and file of an element, attribute or text of the tree. Elements that were copied from
 * another document keep those of their origin. */
int xml_document_line(const void *xml_node);
const char *xml_document_file(const xml_document *doc, const void *xml_node);

/* Puts a copy of an element of another document into this one, as the first or last child of
 * parent. All copies into one document come from one file, whose name this sets. */
MUST_CHECK status xml_document_copy_in(xml_document *doc, const xml_document *from, void *xml_node,
                                       void *parent, bool first);

/* The whole tree as plain nodes. */
MUST_CHECK status xml_document_nodes(const xml_document *doc, arena *mem, node **root);

#endif
