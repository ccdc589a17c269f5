/* tests/fuzz/plan_json.c - any bytes as a plan.json that is verified without its certificate. */
#include <stdlib.h>

#include "outputs/plan_statement.h"
#include "tests/fuzz/target.h"
#include "verify.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    region *r = target_region();
    char *text = text_of_bytes(data, size);
    arena *mem = arena_new();
    diag_list *diags = diag_list_new();
    verification v = verification_start(mem);
    verify_facts facts = {.certified = false};
    plan_document stated = {0};
    status st = plan_document_parse("plan", text, size, mem, diags, &stated);
    must(st == STATUS_OK || st == STATUS_INVALID, "it is a plan or not", diags);
    must((st == STATUS_OK) == (diag_error_count(diags) == 0), "what is refused has errors", diags);
    if (st == STATUS_OK)
        st =
            verify_find(r, plan_document_perspective(&stated), false, NULL, mem, diags, &v, &facts);
    if (st == STATUS_OK)
        verify_stated(r, &stated, &facts, &v);
    must(!v.out_of_memory, "there is memory", NULL);
    verify_forget(&facts);
    plan_document_free(&stated);
    diag_list_free(diags);
    arena_free(mem);
    free(text);
    return 0;
}
