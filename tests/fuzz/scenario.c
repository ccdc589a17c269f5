/* tests/fuzz/scenario.c - any bytes as the edits of a scenario of a small region. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "inputs/region_xml.h"
#include "tests/fuzz/target.h"
#include "tests/reading.h"

static const char before[] = "<scenarios><scenario id=\"s\" kind=\"future\">";
static const char after[] = "</scenario></scenarios></region>";

/* The small region up to its end, and what opens the scenario. */
static const char *opening(size_t *length)
{
    static char *text;
    static size_t n;
    if (text == NULL) {
        size_t size;
        char *whole = load_file(SMALL_REGION, &size);
        must(whole != NULL, "the region is read", NULL);
        char *end = strstr(whole, "</region>");
        must(end != NULL, "the region has an end", NULL);
        n = (size_t)(end - whole) + strlen(before);
        text = malloc(n + 1);
        must(text != NULL, "there is memory", NULL);
        snprintf(text, n + 1, "%.*s%s", (int)(end - whole), whole, before);
        free(whole);
    }
    *length = n;
    return text;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    size_t n;
    const char *start = opening(&n);
    const size_t whole = n + size + strlen(after);
    char *text = malloc(whole);
    must(text != NULL, "there is memory", NULL);
    memcpy(text, start, n);
    if (size > 0)
        memcpy(text + n, data, size);
    memcpy(text + n + size, after, strlen(after));
    arena *mem = arena_new();
    diag_list *diags = diag_list_new();
    region *r = NULL;
    const status st = region_read_memory("fuzz.xml", text, whole, NULL, "s", mem, diags, &r);
    must(st == STATUS_OK || st == STATUS_INVALID, "it is a region or not", diags);
    must((st == STATUS_OK) == (diag_error_count(diags) == 0), "what is refused has errors", diags);
    diag_list_free(diags);
    arena_free(mem);
    free(text);
    return 0;
}
