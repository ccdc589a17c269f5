/* model/asset.h - a technology at a site: what stands there and what could be built.
 *
 * region_complete() merges the <installed> and <potential> of each connection, and the
 * potentials that a hub puts behind a member, into one list for the whole region.
 */
#ifndef MODEL_ASSET_H
#define MODEL_ASSET_H

#include <stdbool.h>
#include <stddef.h>

#include "model/connection.h"
#include "model/horizon.h"

struct hub;

typedef struct asset {
    size_t index;                 /* in region.assets */
    connection *connection;
    const technology *technology;
    const demand *demand;         /* saving; NULL otherwise */
    const struct hub *hub;        /* exists only with this hub; NULL: the connection's own */
    const double *installed;      /* [n_milestones] still alive, in the technology's unit */
    const double *installed_kwh;  /* [n_milestones] storage; hours * installed unless sized apart */
    double max;                   /* total capacity, incl. installed */
    double max_kwh;               /* storage sized apart; NAN otherwise */
    figure_basis basis;
    int line;
} asset;

/* Whether a new one can be taken into use at milestone y. */
bool technology_buildable(const technology *tech, const horizon *h, size_t y);

#endif
