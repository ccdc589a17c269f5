/* Growth that fits or is refused, and vehicles that find a charger. */
#include "solver/formulation_parts.h"

/* (E11) What has been accepted stays accepted. */
static void keep_accepted(formulation *f, const int *accepted, size_t y, const char *id,
                          const connection *c)
{
    if (y == 0 || accepted[y] < 0 || accepted[y - 1] < 0)
        return;
    const int row = lp_add_row(f->lp, LP_OTHER, 0.0, INFINITY, "accepted_stays[%s@%s,y=%d]", id,
                               c->id, year_of(f, y));
    lp_add(f->lp, row, accepted[y], 1.0);
    lp_add(f->lp, row, accepted[y - 1], -1.0);
}

/* (E10) (1 - acc) growth carries the cost and the CO2 of its fallback. */
static void book_refused(formulation *f, int accepted, const connection *c, double growth_mwh,
                         double eur_per_kwh, double co2_kg_per_kwh, size_t y)
{
    const double eur = f->discount[y] * growth_mwh * KWH_PER_MWH * eur_per_kwh;
    const double tonnes = growth_mwh * KWH_PER_MWH * co2_kg_per_kwh / KG_PER_TONNE;
    const int co2 = f->quantity.co2_row[at(f, c->park->index, y)];
    ledger_book(f->books, LP_NONE, owner_connection(c->index), ACCOUNT_UNSERVED, y, eur);
    ledger_book(f->books, accepted, owner_connection(c->index), ACCOUNT_UNSERVED, y, -eur);
    lp_add_known(f->lp, co2, tonnes);
    lp_add(f->lp, co2, accepted, -tonnes);
}

static void add_demand(formulation *f, const demand *n, size_t y)
{
    const int *accepted = f->master.accepted + at(f, n->index, 0);
    if (accepted[y] < 0)
        return;
    keep_accepted(f, accepted, y, n->id, n->connection);
    book_refused(f, accepted[y], n->connection, n->growth_mwh[y], n->fallback_eur_per_kwh,
                 n->fallback_co2_kg_per_kwh, y);
}

double fleet_mwh_per_vehicle_year(const formulation *f, const fleet *v)
{
    double kwh = 0.0;
    for (size_t d = 0; d < f->region->calendar.n_days; d++)
        kwh += f->region->calendar.days[d].days_per_year *
               fleet_kwh_per_vehicle(v, &f->region->calendar, d);
    return kwh / KWH_PER_MWH;
}

/* (E27) sum_k veh[k] + uncharged = existing + acc growth. */
static void add_fleet_balance(formulation *f, const fleet *v, size_t y)
{
    const connection *c = v->connection;
    const int accepted = f->master.accepted_fleet[at(f, v->index, y)];
    const double known = fleet_existing(v, y) + (accepted < 0 ? fleet_growth(v, y) : 0.0);
    const int row =
        lp_add_row(f->lp, LP_OTHER, known, known, "fleet[%s@%s,y=%d]", v->id, c->id, year_of(f, y));
    for (size_t k = 0; k < c->n_assets; k++)
        lp_add(
            f->lp, row,
            f->master.vehicles[at(f, at_charger(f, v, &f->region->assets[c->first_asset + k]), y)],
            1.0);
    lp_add(f->lp, row, f->master.uncharged[at(f, v->index, y)], 1.0);
    lp_add(f->lp, row, accepted, -fleet_growth(v, y));
}

/* (E28) Managed vehicles are among those charged there, and no more than EMS reach. */
static void add_managed(formulation *f, const fleet *v, size_t y)
{
    const connection *c = v->connection;
    const double most = fleet_existing(v, y) + fleet_growth(v, y);
    int ems = LP_NONE;
    for (size_t k = 0; k < c->n_assets; k++) {
        const size_t place = at(f, at_charger(f, v, &f->region->assets[c->first_asset + k]), y);
        if (f->master.managed[place] < 0)
            continue;
        const int row = lp_add_row(f->lp, LP_OTHER, -INFINITY, 0.0, "managed[%s@%s,%zu,y=%d]",
                                   v->id, c->id, k, year_of(f, y));
        lp_add(f->lp, row, f->master.managed[place], 1.0);
        lp_add(f->lp, row, f->master.vehicles[place], -1.0);
        if (ems < 0)
            ems = lp_add_row(f->lp, LP_OTHER, -INFINITY, 0.0, "managed_needs_ems[%s@%s,y=%d]",
                             v->id, c->id, year_of(f, y));
        lp_add(f->lp, ems, f->master.managed[place], 1.0);
    }
    for (size_t k = 0; ems >= 0 && k < c->n_assets; k++)
        if (f->region->assets[c->first_asset + k].technology->kind == KIND_CONTROL)
            lp_add(f->lp, ems, f->master.capacity[at(f, c->first_asset + k, y)], -most / c->sites);
}

/* sum of vehicles served by the chargers, times a factor, minus the points that stand. */
static void add_served(formulation *f, const asset *a, int row, double factor, size_t y)
{
    const connection *c = a->connection;
    for (size_t v = 0; v < c->n_fleets; v++)
        lp_add(f->lp, row, f->master.vehicles[at(f, at_charger(f, &c->fleets[v], a), y)], factor);
    lp_add(f->lp, row, f->master.capacity[at(f, a->index, y)], -1.0);
}

/* (E29) points >= ratio * vehicles served by them. */
static void add_plugs(formulation *f, const asset *a, size_t y)
{
    const int row = lp_add_row(f->lp, LP_OTHER, -INFINITY, 0.0, "plugs[%s@%s,y=%d]",
                               a->technology->id, a->connection->id, year_of(f, y));
    add_served(f, a, row, a->technology->points_per_vehicle, y);
}

static double most_served(const formulation *f, const asset *a, size_t y)
{
    const connection *c = a->connection;
    double most = 0.0;
    for (size_t v = 0; v < c->n_fleets; v++) {
        const int served = f->master.vehicles[at(f, at_charger(f, &c->fleets[v], a), y)];
        if (served >= 0)
            most += lp_upper(f->lp, served);
    }
    return most;
}

/* (E56) The same, as far as points are whole. */
static void add_whole_plugs(formulation *f, const asset *a, size_t y)
{
    const double per_vehicle = a->technology->points_per_vehicle, most = most_served(f, a, y);
    const double points = ceil(per_vehicle * most - INTEGER_TOL);
    const double last = per_vehicle * most - (points - 1.0); /* what the last point is needed for */
    if (last > 1.0 - INTEGER_TOL || points <= 0.0 || fabs(a->installed[y] - round(a->installed[y])) > INTEGER_TOL)
        return;
    const int row = lp_add_row(f->lp, LP_OTHER, -INFINITY, per_vehicle / last * most - points,
                               "whole_plugs[%s@%s,y=%d]", a->technology->id, a->connection->id,
                               year_of(f, y));
    add_served(f, a, row, per_vehicle / last, y);
}

static void add_points(formulation *f, const connection *c, size_t y)
{
    for (size_t k = 0; k < c->n_assets; k++) {
        const asset *a = &f->region->assets[c->first_asset + k];
        if (a->technology->kind != KIND_CHARGER)
            continue;
        add_plugs(f, a, y);
        if (f->master.capacity[at(f, a->index, y)] >= 0)
            add_whole_plugs(f, a, y);
    }
}

/* Vehicles without a charger are priced as shed energy, and emit as their fallback does, or as
 * much as charging them if that is more. */
static void book_uncharged(formulation *f, const fleet *v, double mwh, size_t y)
{
    const connection *c = v->connection;
    const int uncharged = f->master.uncharged[at(f, v->index, y)];
    const double kg = fmax(v->fallback_co2_kg_per_kwh, f->region->electricity->co2_kg_per_kwh[y]);
    ledger_book(f->books, uncharged, owner_connection(c->index), ACCOUNT_UNSERVED, y,
                f->discount[y] * mwh * KWH_PER_MWH * f->region->shed_eur_per_kwh);
    lp_add(f->lp, f->quantity.co2_row[at(f, c->park->index, y)], uncharged,
           mwh * KWH_PER_MWH * kg / KG_PER_TONNE);
}

static void add_fleet(formulation *f, const fleet *v, size_t y)
{
    const double mwh = fleet_mwh_per_vehicle_year(f, v);
    add_fleet_balance(f, v, y);
    add_managed(f, v, y);
    const int *accepted = f->master.accepted_fleet + at(f, v->index, 0);
    keep_accepted(f, accepted, y, v->id, v->connection);
    if (accepted[y] >= 0)
        book_refused(f, accepted[y], v->connection, fleet_growth(v, y) * mwh,
                     v->fallback_eur_per_kwh, v->fallback_co2_kg_per_kwh, y);
    book_uncharged(f, v, mwh, y);
}

void growth_add_rows(formulation *f)
{
    const region *r = f->region;
    for (size_t y = 0; y < r->horizon.n_milestones; y++) {
        for (size_t n = 0; n < r->n_demands; n++)
            add_demand(f, r->demands[n], y);
        for (size_t v = 0; v < r->n_fleets; v++)
            add_fleet(f, r->fleets[v], y);
        for (size_t i = 0; i < r->n_connections; i++)
            add_points(f, &r->connections[i], y);
    }
}
