/* tests/fuzz/study.c - any bytes as what compare or hub wrote, shown in the page of a plan of nothing. */
#include <stdio.h>
#include <stdlib.h>

#include "outputs/report.h"
#include "tests/fuzz/target.h"
#include "verify.h"

/* Made once and never freed. */
static const plan_document *plan_of_nothing(void)
{
    static verify_facts facts;
    if (facts.anew.root == NULL) {
        static arena *mem; /* so that it counts as kept */
        mem = arena_new();
        diag_list *diags = diag_list_new();
        verification v = verification_start(mem);
        const status st =
            verify_find(target_region(), PERSPECTIVE_SOCIETAL, false, NULL, mem, diags, &v, &facts);
        must(st == STATUS_OK, "there is a plan", diags);
        diag_list_free(diags);
    }
    return &facts.anew;
}

static void write_page(study *s, diag_list *diags)
{
    const report_options how = {
        .lang = LANG_NL, .n_studies = 1, .studies = s, .file = target_embedded};
    char path[300];
    snprintf(path, sizeof path, "%s/fuzz.html", target_folder());
    const status st = report_write(plan_of_nothing(), path, &how, diags);
    must(st == STATUS_OK || diag_error_count(diags) > 0, "a page, or a finding", diags);
    must(st != STATUS_NO_MEMORY, "there is memory", diags);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = text_of_bytes(data, size);
    diag_list *diags = diag_list_new();
    study s = {.tree = NULL};
    const status st = study_parse("study", text, size, diags, &s);
    must((st == STATUS_OK) == (diag_error_count(diags) == 0), "what is refused has errors", diags);
    if (st == STATUS_OK)
        write_page(&s, diags);
    study_free(&s);
    diag_list_free(diags);
    free(text);
    return 0;
}
