/* model/region_complete.h - the steps of region_complete(), in the order in which they build on
 * each other. Each gives STATUS_OK or STATUS_NO_MEMORY; findings are warnings and notes. */
#ifndef MODEL_REGION_COMPLETE_H
#define MODEL_REGION_COMPLETE_H

#include "model/region.h"

/* region.assets from <installed>, <potential> and the potentials of hubs. */
MUST_CHECK status region_complete_assets(region *r, arena *mem, diag_list *diags);
/* Today's load of each station, and its limits per milestone. */
MUST_CHECK status region_complete_stations(region *r, arena *mem, diag_list *diags);
/* The ways from the sources of each heat net to its parks. */
MUST_CHECK status region_complete_routes(region *r, arena *mem);
/* The list of what is not measured; last, since it shows what the others worked out. */
MUST_CHECK status region_complete_assumptions(region *r, arena *mem);

#endif
