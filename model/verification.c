#include "model/verification.h"

#include <assert.h>
#include <math.h>

#include "model/finding_text.h"

static const struct {
    const char *id, *unit;
} kinds[] = {
#define CHECK_KIND(name, unit) {#name, unit},
#include "model/check_kinds.def"
#undef CHECK_KIND
};

const char *check_kind_id(check_kind k)
{
    assert(k >= 0 && k < CHECK_KIND_COUNT);
    return kinds[k].id;
}

const char *check_kind_unit(check_kind k)
{
    assert(k >= 0 && k < CHECK_KIND_COUNT);
    return kinds[k].unit;
}

verification verification_start(arena *mem)
{
    return (verification){.mem = mem};
}

static const char *make_place(verification *v, const char *format, va_list args)
{
    const char *text = arena_vprintf(v->mem, finding_text(format), args);
    v->out_of_memory |= text == NULL;
    return text == NULL ? "?" : text;
}

static void add_failure(verification *v, check_kind kind, double have, double want,
                        const char *where)
{
    v->results[kind].n_failed++;
    if (v->n_failures < MOST_FAILURES)
        v->failures[v->n_failures++] = (failure){kind, where, have, want};
}

void verification_compare(verification *v, check_kind kind, double have, double want, double tol,
                          const char *format, ...)
{
    check_result *r = &v->results[kind];
    const double off = fabs(have - want);
    const bool right = off <= tol; /* false for what is not a number */
    r->n++;
    if (right && off <= r->worst)
        return;
    va_list args;
    va_start(args, format);
    const char *where = make_place(v, format, args);
    va_end(args);
    if (!right)
        add_failure(v, kind, have, want, where);
    if (off > r->worst) {
        r->worst = off;
        r->allowed = tol;
        r->where = where;
    }
}

void verification_expect(verification *v, check_kind kind, bool right, const char *format, ...)
{
    v->results[kind].n++;
    if (right)
        return;
    va_list args;
    va_start(args, format);
    add_failure(v, kind, NAN, NAN, make_place(v, format, args));
    va_end(args);
}

size_t verification_checks(const verification *v)
{
    size_t n = 0;
    for (int k = 0; k < CHECK_KIND_COUNT; k++)
        n += v->results[k].n;
    return n;
}

size_t verification_failures(const verification *v)
{
    size_t n = 0;
    for (int k = 0; k < CHECK_KIND_COUNT; k++)
        n += v->results[k].n_failed;
    return n;
}
