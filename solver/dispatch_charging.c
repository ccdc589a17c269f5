/* Charging of fleets in one day: unmanaged by its profile, managed inside its window. */
#include "solver/dispatch_parts.h"

/* Largest power at which one managed vehicle charges in step t. */
static double managed_kw(const block *b, const fleet *v, const technology *tech, size_t t)
{
    return window_frac(&b->r->calendar, v->window, t) * fmin(v->vehicle_kw, tech->point_kw);
}

/* What a fleet draws at one kind of charger in step t goes into a row, with a factor. */
static void add_draw(const block *b, int row, const fleet *v, size_t place, size_t t, double factor)
{
    formulation *f = b->f;
    const double kw = fleet_unmanaged_kw(v, &b->r->calendar, b->d, t);
    lp_add(f->lp, row, f->master.vehicles[at(f, place, b->y)], factor * kw);
    lp_add(f->lp, row, f->master.managed[at(f, place, b->y)], -factor * kw);
    lp_add(f->lp, row, at_step(b->at->shifted[place], t), factor);
}

/* (E52) sum of shifted dt = what the managed vehicles need that day. */
static void add_shift(const block *b, const fleet *v, const asset *a)
{
    formulation *f = b->f;
    const calendar *cal = &b->r->calendar;
    const size_t place = at_charger(f, v, a);
    const int managed = f->master.managed[at(f, place, b->y)];
    if (managed < 0)
        return;
    const double most = lp_upper(f->lp, managed) * fmin(v->vehicle_kw, a->technology->point_kw);
    char name[LP_NAME_SIZE];
    snprintf(name, sizeof name, "%s@%s,%s", v->id, v->connection->id, a->technology->id);
    const series shifted = b->at->shifted[place] = add_series(b, "shifted", name, most);
    const int all = lp_add_row(f->lp, LP_KW, 0.0, 0.0, "shifted_all[%s,y=%d,d=%s]", name,
                               year_of(f, b->y), day_id(b));
    lp_add(f->lp, all, managed, -fleet_kwh_per_vehicle(v, cal, b->d));
    for (size_t t = 0; t < b->n_steps; t++) {
        const double kw = managed_kw(b, v, a->technology, t);
        lp_add(f->lp, all, at_step(shifted, t), cal->step_h);
        /* Where a step can hold the whole day's energy, (E52) implies the limit. */
        if (kw * cal->step_h < fleet_kwh_per_vehicle(v, cal, b->d))
            limit_by_capacity(b, "shift_window", name, t, at_step(shifted, t), 1.0, managed, kw,
                              0.0);
    }
}

/* Most that a vehicle of the fleet can draw in step t, charging unmanaged or shifted. */
static double largest_draw_kw(const block *b, const fleet *v, size_t place, size_t t)
{
    const calendar *cal = &b->r->calendar;
    const double unmanaged = fleet_unmanaged_kw(v, cal, b->d, t);
    if (b->f->master.managed[at(b->f, place, b->y)] < 0)
        return unmanaged;
    return fmax(unmanaged, fleet_kwh_per_vehicle(v, cal, b->d) / cal->step_h);
}

/* With a plug for each so many vehicles, (E29) implies (E53) where no vehicle draws more than its
 * part of a point. */
static bool points_suffice(const block *b, const connection *c, const asset *a, size_t t)
{
    const double part_kw = a->technology->point_kw * a->technology->points_per_vehicle;
    for (size_t v = 0; v < c->n_fleets; v++) {
        const size_t place = at_charger(b->f, &c->fleets[v], a);
        if (b->f->master.vehicles[at(b->f, place, b->y)] >= 0 &&
            largest_draw_kw(b, &c->fleets[v], place, t) > part_kw)
            return false;
    }
    return true;
}

/* (E53) Power at the points of one kind, all fleets together. */
static void limit_points(const block *b, const connection *c, const asset *a, size_t t)
{
    formulation *f = b->f;
    if (points_suffice(b, c, a, t))
        return;
    const int row = lp_add_row(f->lp, LP_KW, -INFINITY, 0.0, "points[%s@%s,y=%d,d=%s,t=%zu]",
                               a->technology->id, c->id, year_of(f, b->y), day_id(b), t);
    for (size_t v = 0; v < c->n_fleets; v++)
        if (f->master.vehicles[at(f, at_charger(f, &c->fleets[v], a), b->y)] >= 0)
            add_draw(b, row, &c->fleets[v], at_charger(f, &c->fleets[v], a), t, 1.0);
    lp_add(f->lp, row, f->master.capacity[at(f, a->index, b->y)], -a->technology->point_kw);
}

void dispatch_add_charging(const block *b, const connection *c)
{
    formulation *f = b->f;
    const int use = f->quantity.use_row[at(f, c->park->index, b->y)];
    for (size_t k = 0; k < c->n_assets; k++) {
        const asset *a = &b->r->assets[c->first_asset + k];
        if (a->technology->kind != KIND_CHARGER)
            continue;
        for (size_t v = 0; v < c->n_fleets; v++)
            add_shift(b, &c->fleets[v], a);
        for (size_t t = 0; t < b->n_steps; t++) {
            limit_points(b, c, a, t);
            for (size_t v = 0; v < c->n_fleets; v++) {
                const size_t place = at_charger(f, &c->fleets[v], a);
                add_draw(b, balance_row(b, c, b->r->electricity, t), &c->fleets[v], place, t, -1.0);
                add_draw(b, use, &c->fleets[v], place, t, b->hours / KWH_PER_MWH);
            }
        }
    }
}
