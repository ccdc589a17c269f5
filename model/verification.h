/* model/verification.h - what was checked of a plan, how often, how well it holds, and what fails. */
#ifndef MODEL_VERIFICATION_H
#define MODEL_VERIFICATION_H

#include <stdbool.h>
#include <stddef.h>

#include "model/arena.h"

typedef enum check_kind {
#define CHECK_KIND(name, unit) CHECK_##name,
#include "model/check_kinds.def"
#undef CHECK_KIND
    CHECK_KIND_COUNT
} check_kind;

/* "rows_kw"; the unit of its residuals. */
const char *check_kind_id(check_kind k);
const char *check_kind_unit(check_kind k);

/* One thing that fails. */
typedef struct failure {
    check_kind kind;
    const char *where; /* a row, or a place in the plan */
    double have, want; /* NAN: it is not about a number */
} failure;

typedef struct check_result {
    size_t n, n_failed;
    double worst;      /* largest |have - want| */
    double allowed;    /* how far that one may be off */
    const char *where; /* of the worst; NULL: nothing was off at all */
} check_result;

enum { MOST_FAILURES = 50 }; /* are named; all are counted */

typedef struct verification {
    arena *mem; /* of the texts */
    check_result results[CHECK_KIND_COUNT];
    size_t n_failures; /* that are named */
    failure failures[MOST_FAILURES];
    bool out_of_memory; /* some text is missing */
    /* Charged while discharging, drawn while fed in, in the plan over the horizon: allowed, but told.
     * EUR at the commodity's price, undiscounted; below 0: burning it is paid for. */
    double burned_kwh, burned_eur;
} verification;

verification verification_start(arena *mem);

/* One check: have is want to within tol. The place is only made into text where it is needed. */
void verification_compare(verification *v, check_kind kind, double have, double want, double tol,
                          const char *format, ...) PRINTF_LIKE(6, 7);
/* One check that is right or wrong. */
void verification_expect(verification *v, check_kind kind, bool right, const char *format, ...)
    PRINTF_LIKE(4, 5);

size_t verification_checks(const verification *v);
size_t verification_failures(const verification *v);

#endif
