/* tests/fuzz/csv.c - a column name (none: the only column), a line end, and any bytes as a CSV file. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "inputs/csv.h"
#include "tests/fuzz/target.h"

static void read_column(char *text, const char *column)
{
    static const node place = {.name = "profile", .file = "fuzz.xml", .line = 7};
    arena *mem = arena_new();
    diag_list *diags = diag_list_new();
    csv_file file = {.href = "fuzz.csv", .text = text, .size = strlen(text)};
    reader r = {.mem = mem, .diags = diags, .folder = ".", .csv_files = &file};
    const double *values = NULL;
    size_t n = 0;
    const bool good = csv_read_column(&r, &place, "fuzz.csv", column, &values, &n);
    must(!r.no_memory, "there is memory", NULL);
    must(good == (diag_error_count(diags) == 0), "what is refused has errors", diags);
    for (size_t i = 0; good && i < n; i++)
        must(isfinite(values[i]), "each value is a number", NULL);
    diag_list_free(diags);
    arena_free(mem);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = text_of_bytes(data, size);
    char *end = strchr(text, '\n');
    if (end != NULL) {
        *end = '\0';
        char *rest = text_of_bytes((const uint8_t *)end + 1, size - (size_t)(end + 1 - text));
        read_column(rest, *text == '\0' ? NULL : text);
        free(rest);
    }
    free(text);
    return 0;
}
