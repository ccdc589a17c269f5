#include "tests/fuzz/target.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "inputs/region_xml.h"

void must(bool holds, const char *what, const diag_list *diags)
{
    if (holds)
        return;
    if (diags != NULL)
        diag_print(diags, stderr);
    fprintf(stderr, "does not hold: %s\n", what);
    abort();
}

char *text_of_bytes(const uint8_t *data, size_t size)
{
    char *text = malloc(size + 1);
    must(text != NULL, "there is memory", NULL);
    if (size > 0)
        memcpy(text, data, size);
    text[size] = '\0';
    return text;
}

const region *target_region(void)
{
    static region *r;
    if (r != NULL)
        return r;
    static arena *mem;
    diag_list *diags = diag_list_new();
    const region_source source = {.path = "tests/regions/small.xml"};
    mem = arena_new();
    must(mem != NULL && diags != NULL, "there is memory", NULL);
    must(region_read(&source, mem, diags, &r) == STATUS_OK, "the region is read", diags);
    diag_list_free(diags);
    return r;
}
