#include "model/coalition_ties.h"

#include <math.h>

typedef struct tie_search {
    const apart_plan *apart;
    coalition members;
} tie_search;

static const connection *candidate(const tie_search *s, size_t j)
{
    return s->apart->hub->members[j].connection;
}

static bool is_in(const tie_search *s, const connection *c)
{
    for (size_t j = 0; j < s->apart->hub->n_members; j++)
        if (candidate(s, j) == c)
            return (s->members & coalition_of(j)) != 0;
    return false;
}

static bool share_cable(const tie_search *s)
{
    const region *r = s->apart->region;
    for (size_t k = 0; k < r->n_cables; k++)
        if (is_in(s, r->cables[k].from) && is_in(s, r->cables[k].to))
            return true;
    return false;
}

/* --- the station ------------------------------------------------------------------------------ */

/* Net import of all others behind the station in one step, place at of all milestones. */
static double others_kw(const tie_search *s, const station *behind, size_t at)
{
    const region *r = s->apart->region;
    const size_t size = r->horizon.n_milestones * calendar_size(&r->calendar);
    double kw = 0.0;
    for (size_t i = 0; i < r->n_connections; i++)
        if (r->connections[i].park->station == behind && !is_in(s, &r->connections[i]))
            kw += s->apart->net_import_kw[i * size + at];
    return kw;
}

/* (E30) Whether the station cannot bear all that their cables carry. */
static bool share_room(const tie_search *s)
{
    const region *r = s->apart->region;
    const calendar *cal = &r->calendar;
    const station *behind = candidate(s, 0)->park->station;
    const double q = cal->quarter_hour_factor;
    double import = 0.0, feed_in = 0.0;
    for (size_t j = 0; j < s->apart->hub->n_members; j++)
        if (s->members & coalition_of(j)) {
            const connection *c = candidate(s, j);
            import += c->physical_cap_kw / q;
            feed_in += fmin(c->export_cap_kw, c->physical_cap_kw) / q;
        }
    for (size_t y = 0; y < r->horizon.n_milestones; y++)
        for (size_t d = 0; d < cal->n_days; d++)
            for (size_t t = 0; t < cal->n_steps; t++) {
                const double others =
                    others_kw(s, behind, y * calendar_size(cal) + calendar_at(cal, d, t));
                if (import + others + station_load_kw(behind, cal, y, d, t) >
                        behind->import_cap_by_milestone_kw[y] / q ||
                    feed_in - others + station_feed_kw(behind, cal, y, d, t) >
                        behind->export_cap_by_milestone_kw[y] / q)
                    return true;
            }
    return false;
}

/* --- what assets take of something that may run out ------------------------------------------- */

typedef bool asset_test(const asset *a, const void *of);

/* Whether two of them or more can have such an asset of their own. */
static bool two_have(const tie_search *s, asset_test *takes, const void *of)
{
    size_t n = 0;
    for (size_t j = 0; j < s->apart->hub->n_members; j++) {
        const connection *c = candidate(s, j);
        bool has = false;
        for (size_t k = 0; (s->members & coalition_of(j)) && k < c->n_assets; k++) {
            const asset *a = &s->apart->region->assets[c->first_asset + k];
            has |= a->hub == NULL && takes(a, of);
        }
        n += has;
    }
    return n > 1;
}

static bool takes_installers(const asset *a, const void *of)
{
    return a->technology->trade == of && a->technology->weeks_per_unit > 0.0;
}

static bool takes_ground(const asset *a, const void *of)
{
    return a->connection->park == of && a->technology->footprint_m2_per_unit > 0.0;
}

static bool takes_subsidy(const asset *a, const void *of)
{
    const subsidy *s = of;
    for (size_t n = 0; n < s->n_technologies; n++)
        if (s->technologies[n] == a->technology)
            return true;
    return false;
}

static bool has_budget(const subsidy *s, const horizon *h)
{
    for (size_t y = 0; y < h->n_milestones; y++)
        if (isfinite(s->budget_eur[y]))
            return true;
    return false;
}

static bool share_supplies(const tie_search *s)
{
    const region *r = s->apart->region;
    for (size_t k = 0; k < r->n_trades; k++)
        if (two_have(s, takes_installers, &r->trades[k]))
            return true;
    for (size_t k = 0; k < r->n_parks; k++)
        if (two_have(s, takes_ground, &r->parks[k]))
            return true;
    for (size_t k = 0; k < r->n_subsidies; k++)
        if (has_budget(&r->subsidies[k], &r->horizon) &&
            two_have(s, takes_subsidy, &r->subsidies[k]))
            return true;
    return false;
}

bool coalition_is_tied(const apart_plan *apart, coalition s)
{
    const tie_search search = {apart, s};
    return coalition_size(s) > 1 &&
           (share_cable(&search) || share_supplies(&search) || share_room(&search));
}
