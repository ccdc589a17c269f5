/* model/base_load.h - what a connection draws today, before the plan decides anything.
 *
 * Not an optimum but a fixed rule, so that it can be checked by hand: existing demand as it
 * stands at the first milestone, the electric vehicles of today charging unmanaged, and what
 * is installed. Sources run whenever they can. What is asked of another carrier, such as heat,
 * is met by the sources behind the connection, then by converters that take electricity (heat
 * pumps) up to their capacity, then by the other converters, each in file order; what still
 * lacks is left out. Storage, control and heat nets do nothing.
 */
#ifndef MODEL_BASE_LOAD_H
#define MODEL_BASE_LOAD_H

#include "model/region.h"

/* Fills net_kw[n_days * n_steps]: mean over the step of import less export, so feed-in is
 * negative. Wants the assets that region_complete() works out. */
void base_load_of_connection(const region *r, const connection *c, double *net_kw);

#endif
