/* inputs/xml_scan.h - look at the bytes of an XML file before the parser does.
 *
 * The parser's work grows with the square of the attributes of one tag, and it remembers
 * only sixteen bits of a line number. So the bytes pass through here first: DTDs, huge tags
 * and unusual encodings are stopped, and the line of each "<" of a start tag is kept.
 * On a file that is not well-formed the parser stops at the first error, so it does not
 * matter that the scan loses track there.
 */
#ifndef INPUTS_XML_SCAN_H
#define INPUTS_XML_SCAN_H

#include <stdbool.h>
#include <stddef.h>

enum {
    XML_MAX_BYTES = 64 * 1024 * 1024, /* of a file */
    XML_MAX_DEPTH = 256,              /* elements inside each other */
    XML_MAX_TAG_ATTRIBUTES = 200,     /* the largest element of the vocabulary has fewer than 60 */
    XML_MAX_PARTS = 4000000           /* elements and attributes: about 1 GB in memory */
};

typedef enum xml_scan_result {
    XML_SCAN_GOOD,
    XML_SCAN_DTD,
    XML_SCAN_ATTRIBUTES, /* more than XML_MAX_TAG_ATTRIBUTES in a tag */
    XML_SCAN_PARTS,      /* more than XML_MAX_PARTS */
    XML_SCAN_ENCODING,   /* not UTF-8, UTF-16, ASCII or a Western 8-bit code */
    XML_SCAN_NO_MEMORY
} xml_scan_result;

typedef struct xml_scan {
    int line;              /* where the scan is */
    int state;             /* see the source */
    unsigned char quote;   /* inside a quoted value: its quote */
    unsigned char last[2]; /* the two characters before */
    char start[9];         /* what follows "<!", to tell comments from CDATA and DTD */
    size_t n_start;
    size_t unit;    /* bytes per character: 2 for UTF-16 */
    bool low_first; /* UTF-16: little endian */
    size_t n_tag_attributes;
    size_t n_parts;
    int *tag_lines; /* [n_tags] line of each start tag, in order; owned */
    size_t n_tags, room;
} xml_scan;

/* Looks at the start of the file to know its encoding. */
xml_scan_result xml_scan_begin(xml_scan *scan, const unsigned char *data, size_t size);
/* Goes on with the next bytes; size is even for UTF-16, but for the end of the file. */
xml_scan_result xml_scan_bytes(xml_scan *scan, const unsigned char *data, size_t size);
void xml_scan_end(xml_scan *scan);

#endif
