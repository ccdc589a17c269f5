/* tests/fuzz/report.c - a letter for the form of a report, and any bytes as the plan it shows. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "outputs/report.h"
#include "tests/fuzz/target.h"

static const struct {
    char letter;
    const char *name;
} forms[] = {{'h', "fuzz.html"},
             {'m', "fuzz.md"},
             {'g', "fuzz.geojson"},
             {'c', "fuzz/"},
             {'x', "fuzz.xlsx"}};

static void write_form(const plan_document *doc, char letter, diag_list *diags)
{
    const report_options how = {.lang = letter == 'm' ? LANG_EN : LANG_NL,
                                .dutch_csv = letter == 'c',
                                .file = target_embedded};
    char path[300];
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        if (forms[i].letter != letter)
            continue;
        snprintf(path, sizeof path, "%s/%s", target_folder(), forms[i].name);
        const status st = report_write(doc, path, &how, diags);
        must(st == STATUS_OK || diag_error_count(diags) > 0, "a report, or a finding", diags);
        must(st != STATUS_NO_MEMORY, "there is memory", diags);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    char *text = text_of_bytes(data + 1, size - 1);
    arena *mem = arena_new();
    diag_list *diags = diag_list_new();
    plan_document doc;
    const status st = plan_document_parse("plan", text, size - 1, mem, diags, &doc);
    must((st == STATUS_OK) == (diag_error_count(diags) == 0), "what is refused has errors", diags);
    if (st == STATUS_OK) {
        write_form(&doc, (char)data[0], diags);
        plan_document_free(&doc);
    }
    diag_list_free(diags);
    arena_free(mem);
    free(text);
    return 0;
}
