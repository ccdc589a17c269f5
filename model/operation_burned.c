/* (E54) Energy that is burned: thrown away by charging while discharging, or drawn while feeding in. It
 * breaks no balance, and pays where the net price is negative; so it is no failure, but is told. */
#include "model/operation_parts.h"

static void add(const operation *o, moment m, double kw, double eur_per_kwh, verification *v)
{
    const double hours = calendar_hours_per_year(&o->region->calendar, m.d) *
                         o->region->horizon.milestones[m.y].duration_years;
    v->burned_kwh += kw * hours;
    v->burned_eur += kw * hours * eur_per_kwh;
}

/* Charge and discharge less by what takes the lesser of them away, the level stays as it is. */
static double lost_both_ways_kw(const technology *tech, double charge_kw, double discharge_kw)
{
    const double through_frac = tech->efficiency_in_frac * tech->efficiency_out_frac;
    if (charge_kw <= BALANCE_TOL_KW || discharge_kw <= BALANCE_TOL_KW || through_frac <= 0.0)
        return 0.0;
    return fmin(charge_kw, discharge_kw / through_frac) * (1.0 - through_frac);
}

static void add_storage(const operation *o, const asset *a, moment m, verification *v)
{
    const flow_day *here = day_at(o, m.y, m.d);
    const carrier *k = a->technology->carrier;
    const double kw = lost_both_ways_kw(a->technology, kw_at(here->of_asset[a->index], m.t),
                                        kw_at(here->discharge[a->index], m.t));
    if (kw > 0.0)
        add(o, m, kw, carrier_price(k, &o->region->calendar, m.y, m.d, m.t), v);
}

/* What is drawn and fed in at once is not lost, but paid for at two prices. */
static void add_connection(const operation *o, const connection *c, moment m, verification *v)
{
    const calendar *cal = &o->region->calendar;
    const carrier *k = o->region->electricity;
    const double kw = fmin(all_import_kw(o, c, m), all_export_kw(o, c, m));
    if (kw > BALANCE_TOL_KW)
        add(o, m, kw,
            carrier_price(k, cal, m.y, m.d, m.t) - carrier_export_price(k, cal, m.y, m.d, m.t), v);
}

void add_burned(const operation *o, verification *v)
{
    const region *r = o->region;
    for (size_t y = 0; y < r->horizon.n_milestones; y++)
        for (size_t d = 0; d < r->calendar.n_days; d++)
            for (size_t t = 0; t < r->calendar.n_steps; t++) {
                const moment m = {y, d, t};
                for (size_t k = 0; k < r->n_assets; k++)
                    if (r->assets[k].technology->kind == KIND_STORAGE)
                        add_storage(o, &r->assets[k], m, v);
                for (size_t i = 0; i < r->n_connections; i++)
                    add_connection(o, &r->connections[i], m, v);
            }
}
