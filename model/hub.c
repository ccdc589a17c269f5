#include "model/hub.h"

size_t hub_levels(const hub *h, grid_level levels[GRID_LEVEL_COUNT])
{
    bool occurs[GRID_LEVEL_COUNT] = {false};
    for (size_t m = 0; m < h->n_members; m++)
        occurs[h->members[m].connection->level] = true;
    size_t n = 0;
    for (int level = 0; level < GRID_LEVEL_COUNT; level++)
        if (occurs[level])
            levels[n++] = (grid_level)level;
    return n;
}

const tariff *hub_tariff(const hub *h, grid_level level)
{
    for (size_t m = 0; m < h->n_members; m++) {
        const connection *c = h->members[m].connection;
        if (c->level == level && c->n_tariff_shares > 0)
            return c->tariff_shares[0].tariff;
    }
    return NULL;
}
