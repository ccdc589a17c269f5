#include "model/region.h"

#include <string.h>

connection *region_find_connection(const region *r, const char *id)
{
    for (size_t i = 0; i < r->n_connections; i++)
        if (strcmp(r->connections[i].id, id) == 0)
            return &r->connections[i];
    return NULL;
}

park *region_find_park(const region *r, const char *id)
{
    for (size_t p = 0; p < r->n_parks; p++)
        if (strcmp(r->parks[p].id, id) == 0)
            return &r->parks[p];
    return NULL;
}

const char *region_file_name(const region *r)
{
    const char *slash = r->file == NULL ? NULL : strrchr(r->file, '/');
    return slash == NULL ? r->file : slash + 1;
}

bool park_in_municipality(const park *p, const char *municipality)
{
    if (municipality == NULL)
        return true;
    return p->municipality != NULL && strcmp(p->municipality, municipality) == 0;
}
