/* model/park.h - a business park as the planner sees it. */
#ifndef MODEL_PARK_H
#define MODEL_PARK_H

#include <stddef.h>

#include "model/connection.h"
#include "model/station.h"

typedef struct park {
    const char *id;
    const char *name;
    size_t index; /* in region.parks */
    const char *municipality;
    const station *station;
    double area_ha;
    double free_area_m2;
    double companies;   /* >= 1 */
    double lat, lon;    /* WGS84; NAN when not given */
    size_t n_connections;
    connection *connections; /* a run of region.connections, in file order */
    figure_basis basis;
    int line;
} park;

#endif
