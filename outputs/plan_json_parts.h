/* outputs/plan_json_parts.h - the sections of plan.json; each adds one or more to the whole. */
#ifndef OUTPUTS_PLAN_JSON_PARTS_H
#define OUTPUTS_PLAN_JSON_PARTS_H

#include "model/plan.h"
#include "outputs/json.h"

typedef struct plan_writer {
    json_builder *json;
    const plan *plan;
    const char *const *action_ids; /* [plan.n_actions] */
} plan_writer;

/* meta, status, certificate */
void plan_json_meta(const plan_writer *w);
/* summary */
void plan_json_summary(const plan_writer *w);
/* themes */
void plan_json_themes(const plan_writer *w);
/* parks, with the actions on them */
void plan_json_parks(const plan_writer *w);
/* region_actions: what belongs to no park */
void plan_json_region_actions(const plan_writer *w);
/* hubs */
void plan_json_hubs(const plan_writer *w);
/* heat_nets */
void plan_json_heat_nets(const plan_writer *w);
/* stations */
void plan_json_stations(const plan_writer *w);
/* contracts_at_risk */
void plan_json_contracts_at_risk(const plan_writer *w);
/* programme, funds, targets, limits */
void plan_json_policy(const plan_writer *w);
/* repairs; only when targets cannot be met, and there was time */
void plan_json_repairs(const plan_writer *w);
/* curves */
void plan_json_curves(const plan_writer *w);
/* places */
void plan_json_places(const plan_writer *w);
/* technologies, payers: names of what the plan speaks of; assumptions, sources */
void plan_json_lists(const plan_writer *w);
/* worse_off; only in the private perspective */
void plan_json_worse_off(const plan_writer *w);

/* One action, as an element of the array that is open. */
void plan_json_action(const plan_writer *w, const action *a);

/* Of an action: "reason", null when nobody asked. */
void plan_json_reason(const plan_writer *w, const action_reason *r);
/* A list of what is offered and not chosen, list[n]. */
void plan_json_why_not(const plan_writer *w, const char *key, const why_not *list, size_t n);
/* Of a limit: "worth_eur_per_unit" and "rank", null when nobody asked. */
void plan_json_worth(json_builder *j, const plan_limit *l);

/* The year of a milestone; null for n_milestones, which means never. */
void plan_json_year(const plan_writer *w, const char *key, size_t y);
/* The id of a payer, or null. */
void plan_json_payer(const plan_writer *w, const char *key, const payer *p);

/* The ids of the actions that belong to it, an array named "actions". */
typedef bool action_filter(const action *a, const void *of);
void plan_json_action_ids(const plan_writer *w, action_filter *belongs, const void *of);

#endif
