/* model/growth.h - how much growth a park wants: the yardstick for what does not fit. */
#ifndef MODEL_GROWTH_H
#define MODEL_GROWTH_H

#include "model/region.h"

/* MWh per year in milestone y, of all demands and fleets: what (E10) may refuse. */
double park_wanted_growth_mwh(const park *p, const calendar *cal, size_t y);
double region_wanted_growth_mwh(const region *r, size_t y);

#endif
