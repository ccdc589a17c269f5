/* A claim as it is now, written into the region. */
#include "solver/claims_parts.h"

#include <math.h>

#include "model/tolerance.h"

/* As a decided reinforcement of year y would do it: the rating rises from then on, and congestion
 * ends. Where what is outside the parks is above the rating, that stays the least. */
static void apply_station(claims *c, size_t s)
{
    const region *r = c->region;
    const size_t n_y = r->horizon.n_milestones;
    const station *k = &r->stations[s];
    double more_import_kw = 0.0, more_export_kw = 0.0;
    bool relieved = false;
    for (size_t y = 0; y < n_y; y++) {
        for (size_t n = 0; n < c->n; n++) {
            const claim *l = &c->list[n];
            const bool import = l->kind == CLAIM_STATION_IMPORT;
            if ((!import && l->kind != CLAIM_STATION_EXPORT) || c->places[n].station != s ||
                l->milestone != y || c->now[n] <= l->limit)
                continue;
            *(import ? &more_import_kw : &more_export_kw) += c->now[n] - l->limit;
            relieved = true;
        }
        const size_t at = s * n_y + y;
        double rated_kw[2] = {k->import_cap_kw, k->export_cap_kw};
        for (size_t n = 0; n < k->n_reinforcements; n++)
            if (k->reinforcements[n].decided &&
                k->reinforcements[n].year <= r->horizon.milestones[y].year) {
                rated_kw[0] += k->reinforcements[n].import_add_kw;
                rated_kw[1] += k->reinforcements[n].export_add_kw;
            }
        c->import_kw[at] = fmax(c->import_before_kw[at], rated_kw[0] + more_import_kw);
        c->export_kw[at] = fmax(c->export_before_kw[at], rated_kw[1] + more_export_kw);
        c->congested[at] = c->congested_before[at] && !relieved;
    }
}

static bool is_station(const claims *c, size_t k)
{
    return c->list[k].kind == CLAIM_STATION_IMPORT || c->list[k].kind == CLAIM_STATION_EXPORT;
}

/* The cable and transformer of a connection, which import and feed-in share. */
static void apply_physical(claims *c, const place *p)
{
    double most_kw = p->also_original;
    for (size_t k = 0; k < c->n; k++)
        if ((c->list[k].kind == CLAIM_CONTRACT || c->list[k].kind == CLAIM_CONTRACT_EXPORT) &&
            c->places[k].also == p->also)
            most_kw = fmax(most_kw, c->now[k]);
    *p->also = most_kw;
}

static void apply_value(claims *c, size_t k)
{
    const claim *l = &c->list[k];
    const place *p = &c->places[k];
    const double now = c->now[k];
    /* Not within a tolerance: what was not changed has to be what it was, to the last digit. */
    const bool same = now >= l->limit && now <= l->limit;
    *p->value = same ? p->original : now * p->per_unit;
    if (l->kind == CLAIM_CONTRACT || l->kind == CLAIM_CONTRACT_EXPORT)
        apply_physical(c, p);
    else if (p->also)
        *p->also = same || l->limit <= 0.0 ? p->also_original : p->also_original * (now / l->limit);
}

void claims_apply(claims *c, size_t k)
{
    const place *p = &c->places[k];
    if (is_station(c, k))
        apply_station(c, p->station);
    else if (p->flag)
        *p->flag = c->now[k] > YES;
    else if (p->year)
        *p->year = (int)lround(c->now[k]);
    else
        apply_value(c, k);
}

void claims_set(claims *c, size_t k, double value)
{
    c->now[k] = value;
    claims_apply(c, k);
}

void claims_restore(claims *c)
{
    for (size_t k = 0; k < c->n; k++)
        claims_set(c, k, c->list[k].limit);
}
