#include "inputs/catalogue.h"

#include <libxml/hash.h>
#include <libxml/tree.h>
#include <stdio.h>
#include <string.h>

#include "inputs/embedded.h"
#include "model/finding_text.h"
#include "model/text_match.h"

static const char folder[] = "inputs/catalogue/";
static const char ending[] = ".xml";

static bool is_named(const xmlNode *n, const char *name)
{
    return n->type == XML_ELEMENT_NODE && strcmp((const char *)n->name, name) == 0;
}

static xmlNodePtr child_named(const xmlNode *parent, const char *name)
{
    for (xmlNodePtr c = parent->children; c != NULL; c = c->next) {
        if (is_named(c, name))
            return c;
    }
    return NULL;
}

/* An attribute without namespace whose value is one text; NULL otherwise. */
static const char *value_of(const xmlNode *n, const char *name)
{
    const xmlAttr *a = xmlHasNsProp((xmlNode *)n, (const xmlChar *)name, NULL);
    if (a == NULL || a->children == NULL || a->children->next != NULL)
        return NULL;
    return (const char *)a->children->content;
}

/* Copies those children of from whose id no child of to has, in front of them in their order. */
static status merge_children(xml_document *doc, const xml_document *catalogue, xmlNodePtr from,
                             xmlNodePtr to, const char *only)
{
    status st = STATUS_OK;
    xmlHashTablePtr own = xmlHashCreate(64);
    if (own == NULL)
        return STATUS_NO_MEMORY;
    for (xmlNodePtr c = to->children; c != NULL; c = c->next) {
        const char *id = c->type == XML_ELEMENT_NODE ? value_of(c, "id") : NULL;
        if (id != NULL)
            (void)xmlHashAddEntry(own, (const xmlChar *)id, c);
    }
    for (xmlNodePtr c = from->last; c != NULL && st == STATUS_OK; c = c->prev) {
        const char *id = c->type == XML_ELEMENT_NODE ? value_of(c, "id") : NULL;
        if (c->type != XML_ELEMENT_NODE || (only != NULL && !is_named(c, only)) ||
            (id != NULL && xmlHashLookup(own, (const xmlChar *)id) != NULL))
            continue;
        st = xml_document_copy_in(doc, catalogue, c, to, true);
    }
    xmlHashFree(own, NULL);
    return st;
}

/* The region's element of this name, made when it is not there. */
static xmlNodePtr counterpart(xmlNodePtr region, const xmlChar *name)
{
    xmlNodePtr found = child_named(region, (const char *)name);
    return found != NULL ? found : xmlNewChild(region, region->ns, name, NULL);
}

static status merge_tree(xml_document *doc, const xml_document *catalogue, xmlNodePtr into)
{
    xmlNodePtr region = xml_document_root(doc);
    xmlNodePtr top = xml_document_root(catalogue);
    status st = merge_children(doc, catalogue, top, into, "technology");
    for (xmlNodePtr c = top->children; c != NULL && st == STATUS_OK; c = c->next) {
        if (c->type != XML_ELEMENT_NODE || is_named(c, "technology"))
            continue;
        xmlNodePtr to = counterpart(region, c->name);
        st = to == NULL ? STATUS_NO_MEMORY : merge_children(doc, catalogue, c, to, NULL);
    }
    return st;
}

/* "nl-2026" of "inputs/catalogue/nl-2026.xml"; false for other files. */
static bool catalogue_name(const char *path, char *name, size_t size)
{
    const size_t length = strlen(path), around = strlen(folder) + strlen(ending);
    if (length <= around || strncmp(path, folder, strlen(folder)) != 0 || length - around >= size)
        return false;
    memcpy(name, path + strlen(folder), length - around);
    name[length - around] = '\0';
    return true;
}

static void report_unknown(const xml_document *doc, const xmlNode *n, const char *href,
                           diag_list *diags)
{
    enum { MAX_CATALOGUES = 8 };
    static const size_t name_size = 64;
    char names[MAX_CATALOGUES][64];
    const char *list[MAX_CATALOGUES];
    size_t count = 0;
    for (size_t i = 0; i < n_embedded_files && count < MAX_CATALOGUES; i++) {
        if (catalogue_name(embedded_files[i].path, names[count], name_size)) {
            list[count] = names[count];
            count++;
        }
    }
    const char *meant = closest_name(href, list, count);
    diag_add(diags, DIAG_UNKNOWN_CATALOGUE, xml_document_file(doc, n), xml_document_line(n),
             "there is no built-in catalogue \"%.64s\"%s%s%s", href,
             meant == NULL ? "" : finding_text("; did you mean \""), meant == NULL ? "" : meant,
             meant == NULL ? "" : "\"?");
}

status catalogue_merge(xml_document *doc, arena *mem, diag_list *diags)
{
    char path[128];
    xmlNodePtr into = child_named(xml_document_root(doc), "catalogue");
    const char *href = into == NULL ? NULL : value_of(into, "href");
    if (href == NULL)
        return STATUS_OK;
    const int length = snprintf(path, sizeof path, "%s%s%s", folder, href, ending);
    const embedded_file *file =
        length < (int)sizeof path && strchr(href, '/') == NULL ? embedded_find(path) : NULL;
    if (file == NULL) {
        report_unknown(doc, into, href, diags);
        return STATUS_OK; /* a finding; reading goes on */
    }
    const char *name = arena_strdup(mem, href); /* nodes refer to it */
    if (name == NULL)
        return STATUS_NO_MEMORY;
    xml_document *catalogue = NULL;
    status st = xml_document_parse(name, file->data, file->size, diags, &catalogue);
    if (st == STATUS_OK)
        st = merge_tree(doc, catalogue, into);
    xml_document_free(catalogue);
    return st;
}
