/* outputs/plan_compare.h - a plan.json against the same plan made anew.
 *
 * Nothing in it is trusted. What differs is named by its place, as outputs/json_place.h writes it.
 */
#ifndef OUTPUTS_PLAN_COMPARE_H
#define OUTPUTS_PLAN_COMPARE_H

#include "model/verification.h"
#include "outputs/plan_document.h"

/* Each figure, text and list, but for what only the search knows: status, certificate, why, why
 * not, and what limits are worth; and for the name of the region file and the version of the
 * program. */
void plan_compare(const plan_document *d, const plan_document *anew, verification *v);

/* Only what the region says, whatever is decided: names, situations, caps, budgets, limits, lists.
 * anew is any plan of the region. */
void plan_compare_facts(const plan_document *d, const plan_document *anew, verification *v);

#endif
