#include "tests/repriced.h"

#include <string.h>

#include "tests/near.h"

asset *asset_like(const region *r, const connection *c, const technology *tech, const hub *h)
{
    for (size_t k = 0; k < r->n_assets; k++) {
        asset *a = &r->assets[k];
        if (strcmp(a->connection->id, c->id) == 0 && strcmp(a->technology->id, tech->id) == 0 &&
            (a->hub == NULL) == (h == NULL))
            return a;
    }
    fail_msg("no such asset");
    return NULL;
}

static const double *times(arena *mem, const region *r, const double *list, double factor)
{
    double *scaled = ARENA_ARRAY(mem, r->horizon.n_milestones, double);
    assert_non_null(scaled);
    for (size_t y = 0; list && y < r->horizon.n_milestones; y++)
        scaled[y] = list[y] * factor;
    return list ? scaled : NULL;
}

static bool is_one_of(const technology *const *list, size_t n, const technology *tech)
{
    for (size_t k = 0; k < n; k++)
        if (list[k] == tech)
            return true;
    return false;
}

void reprice(arena *mem, region *r, asset *a, double share)
{
    technology *cheap = ARENA_NEW(mem, technology);
    assert_non_null(cheap);
    *cheap = *a->technology;
    cheap->investment_eur_per_unit = times(mem, r, cheap->investment_eur_per_unit, share);
    cheap->investment_eur_per_kwh = times(mem, r, cheap->investment_eur_per_kwh, share);
    cheap->fixed_investment_eur *= share;
    for (size_t k = 0; k < r->n_subsidies; k++) {
        subsidy *s = &r->subsidies[k];
        const technology **both = arena_array(mem, s->n_technologies + 1, sizeof *both);
        assert_non_null(both);
        memcpy(both, s->technologies, s->n_technologies * sizeof *both);
        if (is_one_of(s->technologies, s->n_technologies, a->technology))
            both[s->n_technologies++] = cheap;
        s->technologies = both;
    }
    a->technology = cheap;
}
