/* inputs/second_look.h - further findings in a file that has errors already.
 *
 * region_check() wants a region without errors. To mend a file in one round a user wants to see,
 * next to a misspelt attribute, also that the days do not sum to 365. So the checks run on what
 * could be read, and findings are dropped at every element that has an error itself, inside or
 * around it: they may be a consequence of what was misread.
 */
#ifndef INPUTS_SECOND_LOOK_H
#define INPUTS_SECOND_LOOK_H

#include "inputs/node.h"
#include "model/region.h"

/* Wants every pointer of the region that has to be there. */
MUST_CHECK status second_look(const region *r, const node *root, arena *mem, diag_list *diags);

#endif
