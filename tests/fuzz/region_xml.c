/* tests/fuzz/region_xml.c - any bytes as a region file: a region, or findings. */
#include <string.h>

#include "inputs/region_xml.h"
#include "tests/fuzz/target.h"

/* P190 is something that the validator of libxml2 finds and schema_check() does not. */
static bool has_second_look(const diag_list *diags)
{
    for (size_t i = 0; i < diag_count(diags); i++)
        if (strcmp(diag_code_name(diag_get(diags, i)->code), "P190") == 0)
            return true;
    return false;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    arena *mem = arena_new();
    diag_list *diags = diag_list_new();
    region *r = NULL;
    const status st =
        region_read_memory("fuzz.xml", data, size, "tests/regions", NULL, mem, diags, &r);
    must(st == STATUS_OK || st == STATUS_INVALID, "it is a region or not", diags);
    must((st == STATUS_OK) == (diag_error_count(diags) == 0), "what is refused has errors", diags);
    must((st == STATUS_OK) == (r != NULL), "there is a region when all is right", diags);
    must(!has_second_look(diags), "the rules find what the validator finds", diags);
    diag_list_free(diags);
    arena_free(mem);
    return 0;
}
