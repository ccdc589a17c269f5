#include "model/base_load.h"

#include <math.h>

/* One moment at one connection. */
typedef struct moment {
    const region *region;
    const connection *connection;
    size_t d, t;
    double net_kw; /* electricity so far */
} moment;

static const asset *connection_assets(const moment *m)
{
    return m->region->assets + m->connection->first_asset;
}

/* Kept out: what is not there today, and what belongs to a hub that does not exist yet. */
static bool runs_today(const asset *a, technology_kind kind)
{
    return a->technology->kind == kind && a->hub == NULL && a->installed[0] > 0.0;
}

static double profile_at(const moment *m, const profile *p)
{
    return p == NULL ? 1.0 : p->values[calendar_at(&m->region->calendar, m->d, m->t)];
}

/* What savings that stand take off is not in the demand (E12). */
static double demand_kw(const moment *m, const carrier *k)
{
    double kw = 0.0;
    for (size_t i = 0; i < m->connection->n_demands; i++) {
        const demand *n = &m->connection->demands[i];
        if (n->carrier == k)
            kw += n->existing_mwh[0] * demand_kw_per_mwh(n, &m->region->calendar, m->d, m->t);
    }
    return kw;
}

static double source_kw(const moment *m, const carrier *k)
{
    double kw = 0.0;
    for (size_t a = 0; a < m->connection->n_assets; a++) {
        const asset *as = &connection_assets(m)[a];
        if (runs_today(as, KIND_SOURCE) && as->technology->carrier == k)
            kw += as->installed[0] * profile_at(m, as->technology->availability);
    }
    return kw;
}

static double charging_kw(const moment *m)
{
    double kw = 0.0;
    for (size_t i = 0; i < m->connection->n_fleets; i++) {
        const fleet *f = &m->connection->fleets[i];
        kw += fleet_existing(f, 0) * fleet_unmanaged_kw(f, &m->region->calendar, m->d, m->t);
    }
    return kw;
}

static double ratio_at(const moment *m, const converter_output *out)
{
    return out->ratio * profile_at(m, out->profile);
}

/* Runs a converter to make up to need_kw of carrier k; gives what still lacks. */
static double converter_run(moment *m, const asset *a, const carrier *k, double need_kw)
{
    const technology *tech = a->technology;
    double in_kw = a->installed[0];
    if (!tech->capacity_of_input)
        in_kw /= ratio_at(m, &tech->outputs[0]);
    double made_per_in = 0.0;
    for (size_t o = 0; o < tech->n_outputs; o++)
        if (tech->outputs[o].carrier == k)
            made_per_in += ratio_at(m, &tech->outputs[o]);
    if (made_per_in <= 0.0)
        return need_kw;
    in_kw = fmin(in_kw, need_kw / made_per_in);
    if (tech->carrier == m->region->electricity)
        m->net_kw += in_kw;
    for (size_t o = 0; o < tech->n_outputs; o++)
        if (tech->outputs[o].carrier == m->region->electricity)
            m->net_kw -= in_kw * ratio_at(m, &tech->outputs[o]);
    return need_kw - in_kw * made_per_in;
}

static void serve_other_carrier(moment *m, const carrier *k)
{
    double need_kw = demand_kw(m, k);
    if (need_kw <= 0.0)
        return;
    need_kw -= source_kw(m, k);
    for (int electric = 1; electric >= 0; electric--) {
        for (size_t a = 0; a < m->connection->n_assets && need_kw > 0.0; a++) {
            const asset *as = &connection_assets(m)[a];
            if (runs_today(as, KIND_CONVERTER) &&
                (as->technology->carrier == m->region->electricity) == electric)
                need_kw = converter_run(m, as, k, need_kw);
        }
    }
}

void base_load_of_connection(const region *r, const connection *c, double *net_kw)
{
    const calendar *cal = &r->calendar;
    for (size_t d = 0; d < cal->n_days; d++) {
        for (size_t t = 0; t < cal->n_steps; t++) {
            moment m = {.region = r, .connection = c, .d = d, .t = t};
            m.net_kw =
                demand_kw(&m, r->electricity) + charging_kw(&m) - source_kw(&m, r->electricity);
            for (size_t k = 0; k < r->n_carriers; k++)
                if (&r->carriers[k] != r->electricity)
                    serve_other_carrier(&m, &r->carriers[k]);
            net_kw[calendar_at(cal, d, t)] = m.net_kw;
        }
    }
}
