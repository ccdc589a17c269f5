/* solver/certificate_check.h - a plan and its lower bound from the evidence, without a solver.
 *
 * The formulation is built anew, piece by piece, so that never more than the investments and one
 * (station, milestone, day) is in memory. Every row is added up in its own unit; the costs are; and
 * the duals give the lower bound (S2), each reduced cost charged at a bound of its column that the
 * formulation proves. Nothing that the search computed is used, and no solver is linked.
 */
#ifndef SOLVER_CERTIFICATE_CHECK_H
#define SOLVER_CERTIFICATE_CHECK_H

#include "model/evidence.h"
#include "model/plan.h"
#include "model/verification.h"

typedef struct certificate_check certificate_check;

/* relaxed: whole numbers were off. The region and the verification are borrowed. STATUS_NO_MEMORY. */
MUST_CHECK status certificate_check_new(const region *r, perspective who, bool relaxed,
                                        verification *v, certificate_check **out);
void certificate_check_free(certificate_check *c);

/* An evidence_visit; the context is the check. STATUS_INVALID, and a failure, when the part is not
 * one of this region, or out of turn. */
MUST_CHECK status certificate_check_part(void *check, const evidence_part *part);

typedef struct certificate_totals {
    double objective_eur;
    double status_quo_eur;
    double dual_bound_eur; /* -INFINITY: the duals prove none */
    size_t n_rows, n_columns, n_whole;
    /* The bound holds for plans that miss some target as far as this one. */
    bool targets_allowed_to_miss;
} certificate_totals;

/* After the last part. STATUS_INVALID, and a failure, when parts are missing. */
MUST_CHECK status certificate_check_finish(certificate_check *c, certificate_totals *out);

#endif
