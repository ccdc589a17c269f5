/* inputs/xml_nodes.c - from the tree of libxml2 to plain nodes (xml_document_nodes). */
#include "inputs/xml_document.h"

#include <libxml/tree.h>
#include <string.h>

static const char xsi_namespace[] = "http://www.w3.org/2001/XMLSchema-instance";

/* A copy without blanks around it. */
static const char *copy_trimmed(arena *mem, const char *text)
{
    static const char blanks[] = " \t\r\n";
    text += strspn(text, blanks);
    size_t length = strlen(text);
    while (length > 0 && strchr(blanks, text[length - 1]) != NULL)
        length--;
    return arena_strndup(mem, text, length);
}

/* A hint for editors where the schema is; it says nothing about the region. */
static bool is_editor_hint(const xmlAttr *a)
{
    return a->ns != NULL && strcmp((const char *)a->ns->href, xsi_namespace) == 0 &&
           strstr((const char *)a->name, "chemaLocation") != NULL;
}

static status copy_attribute(arena *mem, const xmlAttr *from, attribute *to)
{
    const xmlNode *text = from->children;
    xmlChar *joined = NULL;
    const char *value = "";
    if (text != NULL && text->next == NULL && text->type == XML_TEXT_NODE) {
        value = (const char *)text->content;
    } else if (text != NULL) { /* several pieces: rare */
        joined = xmlNodeListGetString(from->doc, from->children, 1);
        value = joined == NULL ? "" : (const char *)joined;
    }
    to->value = copy_trimmed(mem, value == NULL ? "" : value);
    xmlFree(joined);
    const char *prefix = from->ns == NULL ? NULL : (const char *)from->ns->prefix;
    to->name = prefix == NULL ? arena_strdup(mem, (const char *)from->name)
                              : arena_printf(mem, "%s:%s", prefix, (const char *)from->name);
    return to->name == NULL || to->value == NULL ? STATUS_NO_MEMORY : STATUS_OK;
}

static status copy_attributes(arena *mem, const xmlNode *from, node *to)
{
    size_t n = 0;
    for (const xmlAttr *a = from->properties; a != NULL; a = a->next)
        n++;
    to->attributes = ARENA_ARRAY(mem, n, attribute);
    if (to->attributes == NULL)
        return STATUS_NO_MEMORY;
    for (const xmlAttr *a = from->properties; a != NULL; a = a->next) {
        if (is_editor_hint(a))
            continue;
        if (copy_attribute(mem, a, &to->attributes[to->n_attributes++]) != STATUS_OK)
            return STATUS_NO_MEMORY;
    }
    return STATUS_OK;
}

static bool is_text(const xmlNode *n)
{
    return n->type == XML_TEXT_NODE || n->type == XML_CDATA_SECTION_NODE;
}

static status copy_text(arena *mem, const xmlNode *from, node *to)
{
    size_t length = 0;
    for (const xmlNode *c = from->children; c != NULL; c = c->next) {
        if (is_text(c) && c->content != NULL)
            length += strlen((const char *)c->content) + 1;
    }
    to->text = "";
    if (length == 0)
        return STATUS_OK;
    char *all = arena_alloc(mem, length + 1);
    if (all == NULL)
        return STATUS_NO_MEMORY;
    char *end = all;
    for (const xmlNode *c = from->children; c != NULL; c = c->next) {
        if (!is_text(c) || c->content == NULL)
            continue;
        const size_t n = strlen((const char *)c->content);
        memcpy(end, c->content, n);
        end += n;
    }
    to->text = copy_trimmed(mem, all);
    return to->text == NULL ? STATUS_NO_MEMORY : STATUS_OK;
}

/* Recursion is as deep as the file, so at most XML_MAX_DEPTH. */
static node *copy_element(const xml_document *doc, arena *mem, const xmlNode *from, node *parent)
{
    node *to = ARENA_NEW(mem, node);
    if (to == NULL)
        return NULL;
    to->parent = parent;
    to->name = arena_strdup(mem, (const char *)from->name);
    to->space = from->ns == NULL ? NULL : arena_strdup(mem, (const char *)from->ns->href);
    to->file = xml_document_file(doc, from);
    to->line = xml_document_line(from);
    if (to->name == NULL || (from->ns != NULL && to->space == NULL) ||
        copy_attributes(mem, from, to) != STATUS_OK || copy_text(mem, from, to) != STATUS_OK)
        return NULL;
    node **last = &to->first;
    for (const xmlNode *c = from->children; c != NULL; c = c->next) {
        if (c->type != XML_ELEMENT_NODE)
            continue;
        *last = copy_element(doc, mem, c, to);
        if (*last == NULL)
            return NULL;
        last = &(*last)->next;
    }
    return to;
}

status xml_document_nodes(const xml_document *doc, arena *mem, node **root)
{
    node *top = copy_element(doc, mem, xml_document_root(doc), NULL);
    if (top == NULL)
        return STATUS_NO_MEMORY;
    *root = top;
    return STATUS_OK;
}
