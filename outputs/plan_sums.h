/* outputs/plan_sums.h - what a plan.json says against itself and the region, without a certificate.
 *
 * Sums, differences, present values, peaks of curves, and what may not exceed what. What the region
 * says is compared by plan_compare_facts().
 */
#ifndef OUTPUTS_PLAN_SUMS_H
#define OUTPUTS_PLAN_SUMS_H

#include "model/region.h"
#include "model/verification.h"
#include "outputs/plan_document.h"

void plan_sums_verify(const plan_document *d, const region *r, verification *v);

#endif
