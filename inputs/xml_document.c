#include "inputs/xml_document.h"

#include <assert.h>
#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "inputs/xml_memory.h"
#include "inputs/xml_scan.h"
#include "model/finding_text.h"

/* What the parser gets at a time. Once something is wrong it gets nothing more. */
enum { CHUNK_BYTES = 4096, MAX_NAMESPACES = 64 };

struct xml_document {
    const char *file;
    const char *copied_from; /* the file of elements that were copied in, or NULL */
    xmlDocPtr tree;
};

/* One parse, from the first byte to the last. */
typedef struct parse {
    const char *file;
    diag_list *diags;
    const unsigned char *data;
    size_t size, position;
    xml_scan scan;
    size_t n_started; /* start tags that the parser has reported */
    size_t n_namespaces;
    int depth;
    bool stopped;
    status result;
} parse;

static void stop(parse *p, diag_code code, int line, const char *text)
{
    if (!p->stopped)
        diag_add(p->diags, code, p->file, line, "%s", finding_text(text));
    p->stopped = true;
    p->result = STATUS_INVALID;
}

/* Unless it follows from something else: the library calls a value that is too long for it
 * a lack of memory, after saying what it is. */
static void stop_for_memory(parse *p)
{
    if (!p->stopped)
        p->result = STATUS_NO_MEMORY;
    p->stopped = true;
}

static void report_scan(parse *p, xml_scan_result result)
{
    switch (result) {
    case XML_SCAN_GOOD:
        break;
    case XML_SCAN_DTD:
        stop(p, DIAG_HAS_DTD, p->scan.line,
             "a DTD (<!DOCTYPE ...>) is not accepted; leave it out, a region needs no entities");
        break;
    case XML_SCAN_ATTRIBUTES:
        stop(p, DIAG_TOO_MANY_PARTS, p->scan.line,
             "a tag has more than 200 attributes; no element of a region has that many");
        break;
    case XML_SCAN_PARTS:
        stop(p, DIAG_TOO_MANY_PARTS, p->scan.line,
             "the file has more than 4,000,000 elements and attributes; split the region");
        break;
    case XML_SCAN_ENCODING:
        stop(p, DIAG_ENCODING, 1, "the encoding is not accepted; save the file as UTF-8");
        break;
    case XML_SCAN_NO_MEMORY:
        stop_for_memory(p);
        break;
    }
}

/* The parser asks for more. */
static int give_bytes(void *context, char *buffer, int room)
{
    parse *p = context;
    size_t n = p->size - p->position;
    if (xml_memory_was_out())
        stop_for_memory(p);
    if (p->stopped || room <= 0)
        return 0;
    if (n > CHUNK_BYTES)
        n = CHUNK_BYTES;
    if (n > (size_t)room)
        n = (size_t)room;
    if (n > 1 && n % 2 == 1)
        n--; /* whole characters of UTF-16 */
    report_scan(p, xml_scan_bytes(&p->scan, p->data + p->position, n));
    if (p->stopped)
        return 0;
    memcpy(buffer, p->data + p->position, n);
    p->position += n;
    return (int)n;
}

static void say_nothing(void *context, xmlErrorPtr error)
{
    (void)context, (void)error;
}

void xml_silence_begin(xml_silence *before)
{
    *before = (xml_silence){(void (*)(void))xmlStructuredError, xmlStructuredErrorContext};
    xmlSetStructuredErrorFunc(NULL, say_nothing);
}

void xml_silence_end(const xml_silence *before)
{
    xmlSetStructuredErrorFunc(before->context, (xmlStructuredErrorFunc)before->handler);
    xmlResetLastError(); /* which the library keeps a copy of */
}

static parse *parse_of(xmlParserCtxtPtr parser)
{
    return parser->_private;
}

/* Where a tree node stands, packed into its _private: the line, and whether it was copied in. */
static void *pack_place(int line, bool copied)
{
    return (void *)((intptr_t)line * 2 + copied);
}

/* A start tag: keep its line (libxml2 itself keeps sixteen bits), and guard the limits. */
static void start_element(void *context, const xmlChar *name, const xmlChar *prefix,
                          const xmlChar *space, int n_namespaces, const xmlChar **namespaces,
                          int n_attributes, int n_defaulted, const xmlChar **attributes)
{
    xmlParserCtxtPtr parser = context;
    parse *p = parse_of(parser);
    const int parser_line = parser->input->line;
    int line = parser_line;
    if (p->n_started < p->scan.n_tags && p->scan.tag_lines[p->n_started] <= parser_line)
        line = p->scan.tag_lines[p->n_started];
    p->n_started++;
    p->n_namespaces += (size_t)n_namespaces;
    if (++p->depth >= XML_MAX_DEPTH)
        stop(p, DIAG_TOO_DEEP, line, "elements stand more than 255 deep inside each other");
    else if (p->n_namespaces > MAX_NAMESPACES)
        stop(p, DIAG_TOO_MANY_PARTS, line, "the file declares more than 64 namespaces");
    if (p->stopped) {
        parser->disableSAX = 1;
        return;
    }
    xmlSAX2StartElementNs(context, name, prefix, space, n_namespaces, namespaces, n_attributes,
                          n_defaulted, attributes);
    if (parser->node != NULL)
        parser->node->_private = pack_place(line, false);
}

static void end_element(void *context, const xmlChar *name, const xmlChar *prefix,
                        const xmlChar *space)
{
    xmlParserCtxtPtr parser = context;
    parse_of(parser)->depth--;
    xmlSAX2EndElementNs(context, name, prefix, space);
}

/* White space between elements takes much memory and means nothing. Inside a text it comes
 * after another piece of that text, and is kept. */
static void characters(void *context, const xmlChar *text, int length)
{
    xmlParserCtxtPtr parser = context;
    int i = 0;
    while (i < length && IS_BLANK_CH(text[i]))
        i++;
    const xmlNode *element = parser->node;
    if (i == length &&
        (element == NULL || element->last == NULL || element->last->type != XML_TEXT_NODE))
        return;
    xmlSAX2Characters(context, text, length);
}

static void found_doctype(void *context, const xmlChar *name, const xmlChar *external,
                          const xmlChar *system)
{
    (void)name, (void)external, (void)system;
    xmlParserCtxtPtr parser = context;
    report_scan(parse_of(parser),
                XML_SCAN_DTD); /* the scan was here before; this is a second lock */
    parser->disableSAX = 1;
}

/* Only the first error counts: what follows it is mostly its consequence. */
static void parser_error(void *context, xmlErrorPtr error)
{
    parse *p = parse_of(context);
    if (error->code == XML_ERR_NO_MEMORY || xml_memory_was_out()) {
        stop_for_memory(p);
        return;
    }
    if (p->stopped || error->level < XML_ERR_ERROR)
        return;
    char text[300];
    strncpy(text, error->message == NULL ? "unknown error" : error->message, sizeof text - 1);
    text[sizeof text - 1] = '\0';
    text[strcspn(text, "\n")] = '\0';
    if (p->scan.line == 1 && error->code == XML_ERR_DOCUMENT_EMPTY) {
        stop(p, DIAG_NOT_WELL_FORMED, 1, "this is not XML; expected a <region> document");
        return;
    }
    char message[400];
    const bool at_end = p->position == p->size && error->line >= p->scan.line;
    snprintf(message, sizeof message, finding_text("not well-formed XML: %s%s"), text,
             at_end ? finding_text("; the file ends here, perhaps too early") : "");
    stop(p, DIAG_NOT_WELL_FORMED, error->line, message);
}

static void fill_handler(xmlSAXHandler *sax)
{
    memset(sax, 0, sizeof *sax);
    xmlSAXVersion(sax, 2);
    sax->startElementNs = start_element;
    sax->endElementNs = end_element;
    sax->characters = characters;
    sax->ignorableWhitespace = characters;
    sax->cdataBlock = NULL; /* CDATA is text */
    sax->comment = NULL;
    sax->processingInstruction = NULL;
    sax->internalSubset = found_doctype;
    sax->externalSubset = NULL;
    sax->resolveEntity = NULL;
    sax->serror = parser_error;
}

static status run_parser(parse *p, xmlDocPtr *tree)
{
    xmlSAXHandler sax;
    fill_handler(&sax);
    xmlParserCtxtPtr parser =
        xmlCreateIOParserCtxt(NULL, NULL, give_bytes, NULL, p, XML_CHAR_ENCODING_NONE);
    if (parser == NULL)
        return p->stopped ? p->result : STATUS_NO_MEMORY;
    *parser->sax = sax;
    parser->_private = p;
    xmlCtxtUseOptions(parser, XML_PARSE_NONET);
    parser->loadsubset = 0;
    parser->replaceEntities = 0;
    xmlParseDocument(parser);
    if (!p->stopped && !parser->wellFormed)
        stop(p, DIAG_NOT_WELL_FORMED, p->scan.line, "not well-formed XML");
    *tree = parser->myDoc;
    parser->myDoc = NULL;
    xmlFreeParserCtxt(parser);
    return p->result;
}

status xml_document_parse(const char *file, const void *data, size_t size, diag_list *diags,
                          xml_document **out)
{
    parse p = {.file = file, .diags = diags, .data = data, .size = size};
    xml_document *doc = NULL;
    xmlDocPtr tree = NULL;
    if (size > XML_MAX_BYTES) {
        stop(&p, DIAG_TOO_LARGE, 0, "the file is larger than 64 MB");
        return p.result;
    }
    if (size == 0) {
        stop(&p, DIAG_NOT_WELL_FORMED, 0, "the file is empty; expected a <region> document");
        return p.result;
    }
    report_scan(&p, xml_scan_begin(&p.scan, data, size));
    status st = p.result;
    if (st == STATUS_OK)
        st = run_parser(&p, &tree);
    if (st != STATUS_OK)
        goto done;
    doc = malloc(sizeof *doc);
    st = doc == NULL ? STATUS_NO_MEMORY : STATUS_OK;
    if (doc == NULL)
        goto done;
    *doc = (xml_document){.file = file, .tree = tree};
    tree = NULL;
    *out = doc;
done:
    xmlFreeDoc(tree);
    xml_scan_end(&p.scan);
    return st;
}

void xml_document_free(xml_document *doc)
{
    if (doc == NULL)
        return;
    xmlFreeDoc(doc->tree);
    free(doc);
}

void *xml_document_tree(const xml_document *doc)
{
    return doc->tree;
}

void *xml_document_root(const xml_document *doc)
{
    return xmlDocGetRootElement(doc->tree);
}

const char *xml_document_root_name(const xml_document *doc)
{
    return (const char *)xmlDocGetRootElement(doc->tree)->name;
}

const char *xml_document_root_space(const xml_document *doc)
{
    const xmlNs *space = xmlDocGetRootElement(doc->tree)->ns;
    return space == NULL || space->href == NULL ? "" : (const char *)space->href;
}

/* The element that something of the tree belongs to. */
static const xmlNode *element_of(const void *xml_node)
{
    const xmlNode *n = xml_node;
    while (n != NULL && n->type != XML_ELEMENT_NODE && n->type != XML_DOCUMENT_NODE)
        n = n->parent;
    return n == NULL || n->type == XML_DOCUMENT_NODE ? NULL : n;
}

int xml_document_line(const void *xml_node)
{
    const xmlNode *n = element_of(xml_node);
    return n == NULL ? 0 : (int)((intptr_t)n->_private / 2);
}

const char *xml_document_file(const xml_document *doc, const void *xml_node)
{
    const xmlNode *n = element_of(xml_node);
    return n != NULL && (intptr_t)n->_private % 2 == 1 ? doc->copied_from : doc->file;
}

/* The copy has the same shape; the library does not copy _private. */
static void copy_places(const xmlNode *from, xmlNode *to)
{
    to->_private = pack_place(xml_document_line(from), true);
    const xmlNode *f = from->children;
    for (xmlNode *t = to->children; f != NULL && t != NULL; f = f->next, t = t->next) {
        if (t->type == XML_ELEMENT_NODE)
            copy_places(f, t);
    }
}

status xml_document_copy_in(xml_document *doc, const xml_document *from, void *xml_node,
                            void *parent, bool first)
{
    xmlNodePtr copy = xmlDocCopyNode(xml_node, doc->tree, 1);
    if (copy == NULL)
        return STATUS_NO_MEMORY;
    copy_places(xml_node, copy);
    doc->copied_from = from->file;
    xmlNodePtr to = parent;
    if (first && to->children != NULL)
        xmlAddPrevSibling(to->children, copy);
    else
        xmlAddChild(to, copy);
    return STATUS_OK;
}
