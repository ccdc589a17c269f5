/* tests/repriced.h - a region in which one technology has another price at one connection. */
#ifndef TESTS_REPRICED_H
#define TESTS_REPRICED_H

#include "model/region.h"

/* In a region that was drawn or read once more, the asset that is the same as in another one: at the connection
 * and of the technology of these ids, in a hub or not. There has to be one. */
asset *asset_like(const region *r, const connection *c, const technology *tech, const hub *h);

/* Another technology of the same name for this one place, at a share of the price; what subsidises the
 * one subsidises the other. */
void reprice(arena *mem, region *r, asset *a, double share);

#endif
