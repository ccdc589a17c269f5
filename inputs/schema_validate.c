/* inputs/schema_validate.c - the validator of libxml2 over region.xsd (schema_validate). */
#include "inputs/schema.h"

#include <libxml/xmlerror.h>
#include <libxml/xmlschemas.h>
#include <string.h>

#include "inputs/embedded.h"
#include "inputs/xml_memory.h"

typedef struct validation {
    const xml_document *doc;
    diag_list *diags;
} validation;

/* The validator's own line numbers have sixteen bits, so the line comes from the node. */
static void report(void *context, xmlErrorPtr error)
{
    const validation *v = context;
    char text[300] = "";
    if (xml_memory_was_out())
        return; /* that is what it says in its way */
    if (error->message != NULL)
        strncpy(text, error->message, sizeof text - 1);
    text[strcspn(text, "\n")] = '\0';
    diag_add(v->diags, DIAG_SCHEMA, xml_document_file(v->doc, error->node),
             xml_document_line(error->node), "%s", text);
}

status schema_validate(const xml_document *doc, diag_list *diags)
{
    const embedded_file *xsd = embedded_find("inputs/region.xsd");
    validation v = {.doc = doc, .diags = diags};
    status st = STATUS_NO_MEMORY;
    xmlSchemaPtr rules = NULL;
    xmlSchemaValidCtxtPtr validator = NULL;
    if (xsd == NULL)
        return STATUS_INVALID;
    xmlSchemaParserCtxtPtr parser =
        xmlSchemaNewMemParserCtxt((const char *)xsd->data, (int)xsd->size);
    if (parser == NULL)
        goto done;
    xmlSchemaSetParserStructuredErrors(parser, report, &v);
    rules = xmlSchemaParse(parser);
    validator = rules == NULL ? NULL : xmlSchemaNewValidCtxt(rules);
    if (validator == NULL || xml_memory_was_out())
        goto done; /* what there is of the rules may be in pieces */
    xmlSchemaSetValidStructuredErrors(validator, report, &v);
    const int result = xmlSchemaValidateDoc(validator, xml_document_tree(doc));
    st = result == 0 ? STATUS_OK : result < 0 ? STATUS_NO_MEMORY : STATUS_INVALID;
done:
    xmlSchemaFreeValidCtxt(validator);
    xmlSchemaFree(rules);
    xmlSchemaFreeParserCtxt(parser);
    return st;
}
