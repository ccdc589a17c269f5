#define _XOPEN_SOURCE 700 /* mkdtemp() */
#include "tests/fuzz/target.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "inputs/embedded.h"
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

region *target_region(void)
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

const char *target_embedded(const char *name)
{
    const embedded_file *file = embedded_find(name);
    return file == NULL ? NULL : (const char *)file->data;
}

const char *target_folder(void)
{
    static char path[200];
    if (path[0] == '\0') {
        const char *where = getenv("TMPDIR");
        snprintf(path, sizeof path, "%s/parkplan_fuzz_XXXXXX", where == NULL ? "/tmp" : where);
        must(mkdtemp(path) != NULL, "there is a folder to write in", NULL);
    }
    return path;
}
