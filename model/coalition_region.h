/* model/coalition_region.h - part of a region: some candidates of a hub, with all else as it is
 * planned.
 *
 * What is left of the region is the station of the hub and the connections of a coalition. All
 * others keep what they have in the plan without the hub (E80): their flow at the station, their
 * part of subsidies, installers and ground, and whether a regional platform stands. Limits of the
 * region that a company does not decide about (targets, funds, reach of the programme, heat nets,
 * other hubs) are left out.
 */
#ifndef MODEL_COALITION_REGION_H
#define MODEL_COALITION_REGION_H

#include "model/game.h"
#include "model/plan.h"

/* The plan in which every candidate stands alone. */
typedef struct apart_plan {
    const region *region; /* as it is, hub included */
    const hub *hub;       /* of that region; at most 63 candidates */
    const plan *plan;     /* of the region without the hub; over the same connections */
    /* What each connection draws, negative is feed-in, kW:
     * [connections * n_milestones * n_days * n_steps], connections run slowest. */
    const double *net_import_kw;
} apart_plan;

/* A copy of the region in which the hub can never be formed. */
MUST_CHECK status region_without_hub(const region *r, const hub *h, arena *mem, region **out);

/* Whether these candidates may form the hub by themselves: two or more, all that must join, and an
 * offer that asks for no others where there are offers. */
bool coalition_can_form(const hub *h, coalition s);

/* The candidates in s (bit j: hub.members[j]), ready to be planned; together: they may form the
 * hub, its only one; otherwise there is none. Shares with the region what is not changed.
 * STATUS_NO_MEMORY. */
MUST_CHECK status coalition_region(const apart_plan *apart, coalition s, bool together, arena *mem,
                                   diag_list *diags, region **out);

/* The place of a region's connection in it, or NULL. Connections keep their order. */
const connection *coalition_member(const region *part, const connection *c);

#endif
