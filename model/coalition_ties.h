/* model/coalition_ties.h - whether companies have anything in common before there is a hub.
 *
 * A private cable between them, room at their station, installers, ground or a subsidy's budget:
 * with such a tie what they cost without a hub is not the sum of what each costs alone (E80).
 */
#ifndef MODEL_COALITION_TIES_H
#define MODEL_COALITION_TIES_H

#include "model/coalition_region.h"

/* May say so of candidates for whom it makes no difference, never the reverse. */
bool coalition_is_tied(const apart_plan *apart, coalition s);

#endif
