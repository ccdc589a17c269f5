/* inputs/connection_xml.h - <connection> and what it holds. */
#ifndef INPUTS_CONNECTION_XML_H
#define INPUTS_CONNECTION_XML_H

#include "inputs/reader.h"

/* c->park is set already. */
void read_connection(reader *r, const node *n, connection *c);

/* The windows of a right that depend on the load of the whole station; after all parks. */
void read_duration_rights(reader *r);

void read_rights(reader *r, const node *n, connection *c);
void read_demands(reader *r, const node *n, connection *c);
void read_fleets(reader *r, const node *n, connection *c);

/* A <potential> behind this connection; also for hubs. */
potential read_potential(reader *r, const node *n, const connection *c);

#endif
