/* tests/fuzz/certificate.c - any bytes as the certificate of a plan of the small region. */
#include <stdio.h>
#include <unistd.h>

#include "tests/fuzz/target.h"
#include "verify.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const region *r = target_region();
    FILE *file = tmpfile(); /* has no name but the one of its number */
    char path[40];
    must(file != NULL && fwrite(data, 1, size, file) == size && fflush(file) == 0,
         "the file is written", NULL);
    snprintf(path, sizeof path, "/proc/self/fd/%d", fileno(file));
    arena *mem = arena_new();
    diag_list *diags = diag_list_new();
    verification v = verification_start(mem);
    verify_facts facts = {.certified = false};
    const status st =
        verify_find(r, PERSPECTIVE_SOCIETAL, false, path, mem, diags, &v, &facts);
    must(st == STATUS_OK || st == STATUS_INVALID || st == STATUS_SOLVER, "it is one or not", diags);
    must(st == STATUS_OK || diag_error_count(diags) > 0 || verification_failures(&v) > 0,
         "what is refused has findings", diags);
    verify_forget(&facts);
    diag_list_free(diags);
    arena_free(mem);
    fclose(file);
    return 0;
}
