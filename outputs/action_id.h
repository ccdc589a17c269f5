/* outputs/action_id.h - a name for each action, for people and for references in the plan.
 *
 *   measure     de_waard/dw_1/pv_roof@2028      hub             hub/grote_polder@2028
 *   member      de_waard/dw_1/hub:polder@2028   heat net        heat_net/warmtelinq@2028
 *   for a hub   de_waard/dw_1/hub:polder/battery@2028
 *   source      heat_net/warmtelinq/source:rotterdam@2028    pipe  heat_net/warmtelinq/pipe:p1@2028
 *   platform    platform/ems_regional@2028      cable           cable/c1@2028
 *   effort      effort/desk@2028
 * An id that several actions would have, such as saving on two demands of one connection, is
 * followed by #2, #3, ... from the second on.
 */
#ifndef OUTPUTS_ACTION_ID_H
#define OUTPUTS_ACTION_ID_H

#include "model/plan.h"

/* ids[p->n_actions], in mem. */
MUST_CHECK status action_ids(const plan *p, arena *mem, const char *const **out);

/* The id of an action that stands in p->actions. */
const char *action_id_of(const plan *p, const char *const *ids, const action *a);

#endif
