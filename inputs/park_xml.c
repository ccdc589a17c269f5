/* inputs/park_xml.c - <parks> and <cables>. The connections of all parks are one array. */
#include "inputs/connection_xml.h"

#include <math.h>

static void read_park(reader *r, const node *n, park *p, connection **next)
{
    const char *id = read_id(n, r->parks, p);
    *p = (park){
        .id = id,
        .name = read_text_or(n, "name", id),
        .index = (size_t)(p - r->out->parks),
        .municipality = read_text_or(n, "municipality", "?"),
        .station = read_reference(r, n, "station", r->stations, "station"),
        .area_ha = read_number_or(n, "area_ha", 0.0),
        .free_area_m2 = read_number_or(n, "free_area_m2", 0.0),
        .companies = read_number_or(n, "companies", 1.0),
        .lat = read_number(n, "lat"),
        .lon = read_number(n, "lon"),
        .connections = *next,
        .basis = read_basis(n),
        .line = n->line,
    };
    for (const node *c = node_child(n, "connection"); c != NULL && !r->no_memory;
         c = node_next(c)) {
        (*next)->park = p;
        read_connection(r, c, *next);
        ++*next;
        p->n_connections++;
    }
}

/* All demands and fleets of the region by index, once their number is known. */
static void list_all(reader *r)
{
    region *o = r->out;
    for (size_t i = 0; i < o->n_connections; i++) {
        o->n_demands += o->connections[i].n_demands;
        o->n_fleets += o->connections[i].n_fleets;
    }
    o->demands = READ_ARRAY(r, o->n_demands, demand *);
    o->fleets = READ_ARRAY(r, o->n_fleets, fleet *);
    if (r->no_memory)
        return;
    size_t d = 0, f = 0;
    for (size_t i = 0; i < o->n_connections; i++) {
        connection *c = &o->connections[i];
        for (size_t k = 0; k < c->n_demands; k++) {
            c->demands[k].index = d;
            o->demands[d++] = &c->demands[k];
        }
        for (size_t k = 0; k < c->n_fleets; k++) {
            c->fleets[k].index = f;
            o->fleets[f++] = &c->fleets[k];
        }
    }
}

void read_parks(reader *r)
{
    const node *top = node_child(r->root, "parks");
    region *o = r->out;
    size_t n_connections = 0;
    o->parks = read_children(r, top, "park", sizeof *o->parks, &o->n_parks, &r->parks);
    for (const node *n = node_child(top, "park"); n != NULL; n = node_next(n))
        n_connections += node_count(n, "connection");
    o->connections = READ_ARRAY(r, n_connections, connection);
    r->connections = id_table_new(r->mem, n_connections);
    if (r->connections == NULL || r->no_memory) {
        r->no_memory = true;
        return;
    }
    o->n_connections = n_connections;
    if (top != NULL && n_connections == 0)
        report(r, top, DIAG_PART_MISSING,
               "<parks> has no park with a connection; it has to have at least one");
    connection *next = o->connections;
    park *p = o->parks;
    for (const node *n = node_child(top, "park"); n != NULL && !r->no_memory; n = node_next(n))
        read_park(r, n, p++, &next);
    finish_table(r, top, r->parks, "park");
    finish_table(r, top, r->connections, "connection");
    if (!r->no_memory)
        list_all(r);
    if (!r->no_memory && !r->incomplete)
        read_duration_rights(r);
}

void read_cables(reader *r)
{
    const node *top = node_child(r->root, "cables");
    region *o = r->out;
    o->cables = read_children(r, top, "cable", sizeof *o->cables, &o->n_cables, NULL);
    cable *c = o->cables;
    for (const node *n = node_child(top, "cable"); n != NULL && !r->no_memory;
         n = node_next(n), c++)
        *c = (cable){
            .id = read_id(n, NULL, NULL),
            .index = (size_t)(c - o->cables),
            .from = read_reference(r, n, "from", r->connections, "connection"),
            .to = read_reference(r, n, "to", r->connections, "connection"),
            .technology = read_reference(r, n, "technology", r->technologies, "technology"),
            .length_m = read_number_or(n, "length_m", 0.0),
            .max_kw = read_number_or(n, "max_kw", 0.0),
            .basis = read_basis(n),
            .line = n->line,
        };
}
