/* outputs/why.h - why this, why not that, and what limits are worth, in sentences.
 *
 * The figures are those of the plan, found by solving again (docs/formulation.md, section 15). A
 * plan that was made without them has none: then every phrase is "".
 */
#ifndef OUTPUTS_WHY_H
#define OUTPUTS_WHY_H

#include "outputs/measure.h"

/* Why an action is in the plan: what the region would be without it, and the limit it relieves. */
phrase why_action(const plan_document *doc, const json_value *action);
/* The same for a measure, at the connection where it is missed most. */
phrase why_measure(const plan_document *doc, const measure *m);

/* What was offered and not chosen, of a why_not list: its name, and what stands in the way. */
phrase why_not_name(const plan_document *doc, const json_value *not_chosen);
phrase why_not_sentence(const json_value *not_chosen);

/* Why a hub or heat net is in the plan, or why not; key is "hub" or "heat_net". */
phrase why_decision(const plan_document *doc, const char *key, const char *id);

/* A limit of the plan: "ruimte voor afname op het station: Leiden Noord", and what a unit more is
 * worth over the horizon. */
phrase limit_name(const plan_document *doc, const char *kind, const char *object);
phrase limit_worth(const json_value *limit);
/* The limit of this rank, counted from 1; NULL when there is none. */
const json_value *limit_of_rank(const plan_document *doc, size_t rank);

#endif
