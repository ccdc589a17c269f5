/* outputs/payer_sum.h - who pays for actions, by payer and milestone. */
#ifndef OUTPUTS_PAYER_SUM_H
#define OUTPUTS_PAYER_SUM_H

#include "model/arena.h"
#include "outputs/plan_document.h"

typedef struct payer_sum {
    const char *payer; /* id */
    double *eur;       /* [n_years] of the document: what is paid in the milestone */
    double sum_eur;
    size_t n_payments; /* that it is the sum of */
} payer_sum;

typedef struct payer_sums {
    size_t n;
    payer_sum *all; /* [n] in the order of the plan; who pays less than half a euro is left out */
} payer_sums;

/* Of the actions of a park; NULL: of all actions. */
MUST_CHECK status payer_sums_of(const plan_document *doc, const json_value *park, arena *mem,
                                payer_sums *out);

#endif
