/* model/certificate_verify.h - what a plan states about itself, against what was found anew. */
#ifndef MODEL_CERTIFICATE_VERIFY_H
#define MODEL_CERTIFICATE_VERIFY_H

#include "model/plan.h"
#include "model/verification.h"

/* What a plan file states. Numbers are NAN where they are missing. */
typedef struct stated_certificate {
    const char *status;  /* id of a plan_status, or anything */
    certificate numbers; /* method, file and sha256 may be NULL */
    double balance_kw, money_eur, money_frac, share_frac, whole; /* tolerances */
} stated_certificate;

/* What follows from the statement alone: the gap from plan and bound, the status from the gap, the
 * tolerances from this program. */
void certificate_verify_statement(const stated_certificate *s, verification *v);

/* Against what was added up anew: found has the objective, the dual bound, the counts and the
 * residuals. */
void certificate_verify_numbers(const certificate *stated, const certificate *found,
                                verification *v);

#endif
