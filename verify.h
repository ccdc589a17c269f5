/* verify.h - what `parkplan verify` does: a plan recomputed from region, plan and certificate.
 *
 * Beside main.c, as it too calls all folders in order; no solver is behind it, which
 * tests/test_verify_alone.sh proves by linking it without one.
 */
#ifndef VERIFY_H
#define VERIFY_H

#include "inputs/options.h"
#include "model/certificate_verify.h"
#include "model/region.h"
#include "outputs/certificate_json.h"
#include "outputs/plan_document.h"
#include "outputs/verification_text.h"

/* Prints what was checked to stdout. STATUS_OK: all is right. STATUS_INFEASIBLE: something is not.
 * STATUS_INVALID, STATUS_IO: the region or the plan cannot be read. STATUS_NO_MEMORY. */
MUST_CHECK status verify_run(const options *o, arena *mem, diag_list *diags);

/* The same for a plan that was read from path, without a word. Its certificate stands beside path.
 * STATUS_OK whatever was found. */
MUST_CHECK status verify_document(region *r, const plan_document *stated, const char *path,
                                  arena *mem, diag_list *diags, verification *v,
                                  proven_bound *bound);

/* What follows from region and certificate, whatever the plan says. */
typedef struct verify_facts {
    bool certified;      /* there is a certificate; otherwise only anew is set */
    certificate found;   /* cost, bound, counts, residuals */
    plan_document anew;  /* the plan, made from the certificate; without one a plan of nothing */
    bool targets_missed; /* the bound holds for plans that miss targets as this one does */
    certificate_prints prints; /* of the certificate, and in it the seal of the plan */
} verify_facts;

/* Adds up the certificate at path, of a plan from this perspective; relaxed: without whole numbers.
 * path NULL: there is none. STATUS_INVALID or STATUS_IO, with a finding, when it is none,
 * STATUS_SOLVER when its numbers do not stay finite. Free with verify_forget(). */
MUST_CHECK status verify_find(const region *r, perspective who, bool relaxed, const char *path,
                              arena *mem, diag_list *diags, verification *v, verify_facts *out);
void verify_forget(verify_facts *facts);

/* What a plan states against the facts, the region and itself. The region is as it was afterwards. */
void verify_stated(region *r, const plan_document *stated, const verify_facts *facts,
                   verification *v);

#endif
