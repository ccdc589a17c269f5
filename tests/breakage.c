#include "tests/breakage.h"

#include <string.h>

#include "tests/fixture.h"
#include "tests/near.h"

static const diag *find(const diag_list *diags, const breakage *b)
{
    for (size_t i = 0; i < diag_count(diags); i++) {
        const diag *d = diag_get(diags, i);
        if (d->code == b->code && strstr(d->text, b->says) != NULL)
            return d;
    }
    return NULL;
}

/* What no element stands for, or an element that may be left out, has no line. */
static bool has_line(const diag *d)
{
    return d->line > 0 || d->code == DIAG_PART_MISSING || strncmp(d->text, "recourse", 8) == 0;
}

static bool passes(const breakage *b, const diag_list *diags, status st)
{
    const diag *found = find(diags, b);
    if (found != NULL && strcmp(found->file, "test.xml") == 0 && has_line(found) &&
        st == (found->severity == DIAG_ERROR ? STATUS_INVALID : STATUS_OK))
        return true;
    print_error("%s: wanted %s \"%s\", status %d, among:\n", b->name, diag_code_name(b->code),
                b->says, st);
    diag_print(diags, stderr);
    return false;
}

static bool check_one(const breakage *b)
{
    arena *mem = arena_new();
    diag_list *diags = diag_list_new();
    assert_non_null(mem);
    assert_non_null(diags);
    region *r = fixture_full_region(mem);
    b->how(r, mem);
    const bool passed = passes(b, diags, region_check(r, diags));
    diag_list_free(diags);
    arena_free(mem);
    return passed;
}

void check_breakages(const breakage *cases, size_t n)
{
    size_t n_failed = 0;
    for (size_t i = 0; i < n; i++)
        n_failed += !check_one(&cases[i]);
    assert_int_equal(n_failed, 0);
}
