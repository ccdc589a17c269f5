#include "inputs/xml_scan.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
    IN_TEXT,
    AFTER_LESS, /* "<" */
    IN_TAG,     /* a start tag */
    IN_VALUE,   /* a quoted value of it */
    IN_END_TAG, /* "</..." */
    IN_PI,      /* "<?..." */
    AFTER_BANG, /* "<!" and perhaps more */
    IN_COMMENT,
    IN_CDATA
};

/* Western codes that keep ASCII as it is; the parser knows them all. */
static bool encoding_is_known(const char *name, size_t length)
{
    static const char *const known[] = {"utf-8",       "utf8",        "us-ascii", "ascii",
                                        "utf-16",      "utf-16le",    "utf-16be", "iso-8859-1",
                                        "iso-8859-15", "windows-1252"};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        if (strlen(known[i]) == length && strncasecmp(known[i], name, length) == 0)
            return true;
    }
    return false;
}

/* The encoding in <?xml ... encoding="name" ...?>; true when there is none. */
static bool declared_encoding_is_known(const unsigned char *data, size_t size)
{
    char text[201];
    const size_t length = size < sizeof text - 1 ? size : sizeof text - 1;
    for (size_t i = 0; i < length; i++)
        text[i] = data[i] == 0 ? ' ' : (char)data[i];
    text[length] = '\0';
    const char *start = strstr(text, "<?xml");
    const char *end = start == NULL ? NULL : strstr(start, "?>");
    const char *key = start == NULL ? NULL : strstr(start, "encoding");
    if (key == NULL || end == NULL || key > end)
        return true;
    const char *from = key + strcspn(key, "\"'");
    if (*from == '\0')
        return false;
    return encoding_is_known(from + 1, strcspn(from + 1, "\"'"));
}

static bool starts_with(const unsigned char *data, size_t size, const char *bytes, size_t n)
{
    return size >= n && memcmp(data, bytes, n) == 0;
}

xml_scan_result xml_scan_begin(xml_scan *scan, const unsigned char *data, size_t size)
{
    *scan = (xml_scan){.line = 1, .unit = 1};
    const bool low = starts_with(data, size, "\xff\xfe", 2) || starts_with(data, size, "<\0", 2);
    const bool high = starts_with(data, size, "\xfe\xff", 2) || starts_with(data, size, "\0<", 2);
    if (low || high) {
        scan->unit = 2;
        scan->low_first = low;
        /* Four bytes per character look like this too. */
        return size >= 4 && data[2] == 0 && data[3] == 0 ? XML_SCAN_ENCODING : XML_SCAN_GOOD;
    }
    if (size > 0 && data[0] == 0)
        return XML_SCAN_ENCODING;
    return declared_encoding_is_known(data, size) ? XML_SCAN_GOOD : XML_SCAN_ENCODING;
}

static xml_scan_result keep_tag_line(xml_scan *scan)
{
    if (scan->n_tags == scan->room) {
        const size_t room = scan->room == 0 ? 1024 : 2 * scan->room;
        int *larger = realloc(scan->tag_lines, room * sizeof *larger);
        if (larger == NULL)
            return XML_SCAN_NO_MEMORY;
        scan->tag_lines = larger;
        scan->room = room;
    }
    scan->tag_lines[scan->n_tags++] = scan->line;
    scan->n_tag_attributes = 0;
    return ++scan->n_parts > XML_MAX_PARTS ? XML_SCAN_PARTS : XML_SCAN_GOOD;
}

static xml_scan_result after_less(xml_scan *scan, unsigned char c)
{
    scan->n_start = 0;
    scan->state = c == '/' ? IN_END_TAG : c == '?' ? IN_PI : c == '!' ? AFTER_BANG : IN_TAG;
    return scan->state == IN_TAG ? keep_tag_line(scan) : XML_SCAN_GOOD;
}

static xml_scan_result after_bang(xml_scan *scan, unsigned char c)
{
    static const char cdata[] = "[CDATA[";
    scan->start[scan->n_start++] = (char)c;
    if (scan->n_start == 2 && memcmp(scan->start, "--", 2) == 0) {
        scan->state = IN_COMMENT;
        scan->last[0] = scan->last[1] = 0;
    } else if (scan->n_start == strlen(cdata) && memcmp(scan->start, cdata, scan->n_start) == 0) {
        scan->state = IN_CDATA;
        scan->last[0] = scan->last[1] = 0;
    } else if (!(scan->n_start == 1 && c == '-') &&
               memcmp(scan->start, cdata, scan->n_start) != 0) {
        return XML_SCAN_DTD;
    }
    return XML_SCAN_GOOD;
}

static xml_scan_result in_tag(xml_scan *scan, unsigned char c)
{
    if (c == '>') {
        scan->state = IN_TEXT;
    } else if (c == '<') {
        scan->state = AFTER_LESS;
    } else if (c == '"' || c == '\'') {
        scan->state = IN_VALUE;
        scan->quote = c;
    } else if (c == '=') {
        if (++scan->n_tag_attributes > XML_MAX_TAG_ATTRIBUTES)
            return XML_SCAN_ATTRIBUTES;
        if (++scan->n_parts > XML_MAX_PARTS)
            return XML_SCAN_PARTS;
    }
    return XML_SCAN_GOOD;
}

/* Whether c is the last of the three characters that end a comment or CDATA. */
static bool ends(const xml_scan *scan, unsigned char mark, unsigned char c)
{
    return c == '>' && scan->last[0] == mark && scan->last[1] == mark;
}

static xml_scan_result next_character(xml_scan *scan, unsigned char c)
{
    xml_scan_result result = XML_SCAN_GOOD;
    switch (scan->state) {
    case IN_TEXT:
        if (c == '<')
            scan->state = AFTER_LESS;
        break;
    case AFTER_LESS:
        result = after_less(scan, c);
        break;
    case IN_TAG:
        result = in_tag(scan, c);
        break;
    case IN_VALUE:
        if (c == scan->quote)
            scan->state = IN_TAG;
        break;
    case IN_END_TAG:
        if (c == '>')
            scan->state = IN_TEXT;
        break;
    case IN_PI:
        if (c == '>' && scan->last[1] == '?')
            scan->state = IN_TEXT;
        break;
    case AFTER_BANG:
        result = after_bang(scan, c);
        break;
    case IN_COMMENT:
        if (ends(scan, '-', c))
            scan->state = IN_TEXT;
        break;
    case IN_CDATA:
        if (ends(scan, ']', c))
            scan->state = IN_TEXT;
        break;
    }
    if (c == '\n')
        scan->line++;
    scan->last[0] = scan->last[1];
    scan->last[1] = c;
    return result;
}

xml_scan_result xml_scan_bytes(xml_scan *scan, const unsigned char *data, size_t size)
{
    for (size_t i = 0; i + scan->unit <= size; i += scan->unit) {
        unsigned char c = data[i];
        if (scan->unit == 2) {
            const unsigned char low = data[scan->low_first ? i : i + 1];
            const unsigned char high = data[scan->low_first ? i + 1 : i];
            c = high == 0 ? low : 'x'; /* no character of markup */
        }
        const xml_scan_result result = next_character(scan, c);
        if (result != XML_SCAN_GOOD)
            return result;
    }
    return XML_SCAN_GOOD;
}

void xml_scan_end(xml_scan *scan)
{
    free(scan->tag_lines);
    *scan = (xml_scan){0};
}
