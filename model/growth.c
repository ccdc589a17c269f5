#include "model/growth.h"

#include "model/units.h"

static double fleet_growth_mwh(const fleet *f, const calendar *cal, size_t y)
{
    double kwh = 0.0;
    for (size_t d = 0; d < cal->n_days; d++)
        kwh += cal->days[d].days_per_year * fleet_kwh_per_vehicle(f, cal, d);
    return fleet_growth(f, y) * kwh / KWH_PER_MWH;
}

double park_wanted_growth_mwh(const park *p, const calendar *cal, size_t y)
{
    double mwh = 0.0;
    for (size_t i = 0; i < p->n_connections; i++) {
        const connection *c = &p->connections[i];
        for (size_t n = 0; n < c->n_demands; n++)
            mwh += c->demands[n].growth_mwh[y];
        for (size_t f = 0; f < c->n_fleets; f++)
            mwh += fleet_growth_mwh(&c->fleets[f], cal, y);
    }
    return mwh;
}

double region_wanted_growth_mwh(const region *r, size_t y)
{
    double mwh = 0.0;
    for (size_t p = 0; p < r->n_parks; p++)
        mwh += park_wanted_growth_mwh(&r->parks[p], &r->calendar, y);
    return mwh;
}
