/* model/hub_question.h - which hub of a region a user means, and which of its candidates. */
#ifndef MODEL_HUB_QUESTION_H
#define MODEL_HUB_QUESTION_H

#include "model/game.h"
#include "model/region.h"

/* STATUS_INVALID, and DIAG_UNKNOWN_HUB with what may have been meant, when there is none of this
 * id. */
MUST_CHECK status region_find_hub(const region *r, const char *id, diag_list *diags,
                                  const hub **out);

/* ids: of connections, between commas; NULL: all candidates. STATUS_INVALID, and
 * DIAG_HUB_CANDIDATES, for what is no candidate, for less than two of them, and where the hub has
 * more than 63. */
MUST_CHECK status hub_candidates(const hub *h, const char *ids, const char *file, diag_list *diags,
                                 coalition *out);

#endif
