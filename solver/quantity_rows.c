/* Yearly quantities and the targets set on them. */
#include "solver/formulation_parts.h"

#include <math.h>
#include <stdio.h>

#include "solver/row_sums.h"

static void add_quantity(formulation *f, int *column, int *row, const char *what, const char *id,
                         size_t y)
{
    /* quantity_bound() puts a finite bound in place when the row is known. */
    *column = lp_add_column(f->lp, 0.0, INFINITY, false, "%s[%s,y=%d]", what, id, year_of(f, y));
    *row = lp_add_row(f->lp, LP_OTHER, 0.0, 0.0, "%s[%s,y=%d]", what, id, year_of(f, y));
    lp_add(f->lp, *row, *column, -1.0);
}

static bool has_renewable_target(const region *r)
{
    for (size_t k = 0; k < r->n_targets; k++)
        if (r->targets[k].kind == TARGET_RENEWABLE)
            return true;
    return false;
}

/* (E41) CO2, at its price in the societal perspective. */
void quantity_add(formulation *f)
{
    const region *r = f->region;
    quantity *q = &f->quantity;
    const bool renewable = has_renewable_target(r);
    f->first_quantity_column = lp_columns(f->lp);
    for (size_t y = 0; y < r->horizon.n_milestones; y++) {
        if (!scope_has_year(f, y))
            continue;
        for (size_t p = 0; p <= r->n_parks; p++) {
            const bool park_in_scope = p == r->n_parks || scope_has_station(f, r->parks[p].station);
            const size_t k = at(f, p, y);
            if (!park_in_scope)
                continue;
            add_quantity(f, &q->co2_column[k], &q->co2_row[k], "co2",
                         p < r->n_parks ? r->parks[p].id : "region", y);
            if (!is_private(f))
                ledger_book(f->books, q->co2_column[k],
                            p < r->n_parks ? owner_park(p) : owner_region(), ACCOUNT_CO2, y,
                            f->discount[y] * r->co2_price_eur_per_t[y]);
            if (!renewable || p == r->n_parks)
                continue;
            add_quantity(f, &q->renewable_column[k], &q->renewable_row[k], "renewable",
                         r->parks[p].id, y);
            add_quantity(f, &q->use_column[k], &q->use_row[k], "use", r->parks[p].id, y);
        }
    }
    f->n_quantity_rows = lp_rows(f->lp);
}

/* Below zero too: emissions of a source may be negative, and more may be thrown away than is
 * renewable. */
static void bound_quantity(formulation *f, int column, int row, const double *low,
                           const double *high)
{
    if (column < 0)
        return;
    const double known = -lp_row_lower(f->lp, row);
    double least = known + (low ? low[row] : 0.0), most = known + (high ? high[row] : 0.0);
    const lp_row_view v = lp_row(f->lp, row);
    for (int k = 0; k < v.n; k++) {
        if (v.columns[k] == column)
            continue;
        const double a = v.values[k] * lp_lower(f->lp, v.columns[k]);
        const double b = v.values[k] * lp_upper(f->lp, v.columns[k]);
        least += fmin(a, b);
        most += fmax(a, b);
    }
    lp_set_bounds(f->lp, column, fmin(0.0, least), fmax(0.0, most));
}

void quantity_bound(formulation *f, const double *low, const double *high)
{
    const size_t n = f->region->n_parks * f->region->horizon.n_milestones;
    const size_t with_region = n + f->region->horizon.n_milestones;
    const quantity *q = &f->quantity;
    for (size_t k = 0; k < with_region; k++)
        bound_quantity(f, q->co2_column[k], q->co2_row[k], low, high);
    for (size_t k = 0; k < n; k++) {
        bound_quantity(f, q->renewable_column[k], q->renewable_row[k], low, high);
        bound_quantity(f, q->use_column[k], q->use_row[k], low, high);
    }
}

bool target_has_park(const target *t, const park *p)
{
    if (t->park)
        return t->park == p;
    return park_in_municipality(p, t->municipality);
}

/* (E42) */
static void add_co2_target(formulation *f, const target *t, int row, size_t y)
{
    for (size_t p = 0; p < f->region->n_parks; p++)
        if (target_has_park(t, &f->region->parks[p]))
            lp_add(f->lp, row, f->quantity.co2_column[at(f, p, y)], 1.0);
    if (!t->park && !t->municipality)
        lp_add(f->lp, row, f->quantity.co2_column[at(f, f->region->n_parks, y)], 1.0);
}

static double wanted_vehicles(const formulation *f, const target *t, size_t y)
{
    double n = 0.0;
    for (size_t v = 0; v < f->region->n_fleets; v++) {
        const fleet *fl = f->region->fleets[v];
        if (target_has_park(t, fl->connection->park))
            n += fleet_existing(fl, y) + fleet_growth(fl, y);
    }
    return n;
}

/* (E43) Vehicles with a charger, of all that are wanted. */
static void add_charging_target(formulation *f, const target *t, int row, size_t y)
{
    for (size_t v = 0; v < f->region->n_fleets; v++) {
        const fleet *fl = f->region->fleets[v];
        const connection *c = fl->connection;
        if (!target_has_park(t, c->park))
            continue;
        for (size_t k = 0; k < c->n_assets; k++)
            lp_add(
                f->lp, row,
                f->master
                    .vehicles[at(f, at_charger(f, fl, &f->region->assets[c->first_asset + k]), y)],
                1.0);
        lp_add_known(f->lp, row, -t->limit[y] * (fleet_existing(fl, y) + fleet_growth(fl, y)));
    }
}

/* (E44) */
static void add_renewable_target(formulation *f, const target *t, int row, size_t y)
{
    for (size_t p = 0; p < f->region->n_parks; p++) {
        if (!target_has_park(t, &f->region->parks[p]))
            continue;
        lp_add(f->lp, row, f->quantity.renewable_column[at(f, p, y)], 1.0);
        lp_add(f->lp, row, f->quantity.use_column[at(f, p, y)], -t->limit[y]);
    }
}

/* (E98) CO2 of all years. */
static void add_co2_total(formulation *f, int row)
{
    for (size_t y = 0; y < f->region->horizon.n_milestones; y++)
        for (size_t p = 0; p <= f->region->n_parks; p++)
            lp_add(f->lp, row, f->quantity.co2_column[at(f, p, y)], duration_of(f, y));
}

static void add_refused(formulation *f, int row, int accepted, double mwh)
{
    if (accepted < 0)
        return;
    lp_add_known(f->lp, row, mwh);
    lp_add(f->lp, row, accepted, -mwh);
}

/* (E98) Growth refused in all years. */
static void add_refused_total(formulation *f, int row)
{
    const region *r = f->region;
    for (size_t y = 0; y < r->horizon.n_milestones; y++) {
        for (size_t n = 0; n < r->n_demands; n++)
            add_refused(f, row, f->master.accepted[at(f, n, y)],
                        duration_of(f, y) * r->demands[n]->growth_mwh[y]);
        for (size_t v = 0; v < r->n_fleets; v++)
            add_refused(f, row, f->master.accepted_fleet[at(f, v, y)],
                        duration_of(f, y) * fleet_growth(r->fleets[v], y) *
                            fleet_mwh_per_vehicle_year(f, r->fleets[v]));
    }
}

/* A unit is a tonne, or the whole share. What a share of the use of electricity is depends on the
 * plan, so for (E44) it is left open. */
static void limit_target(formulation *f, const target *t, size_t y, int row)
{
    const bool charging = t->kind == TARGET_CHARGING;
    limit_row_add(f, (limit_row){.kind = LIMIT_TARGET,
                                 .object = t->index,
                                 .y = y,
                                 .row = row,
                                 .upper_per_unit = target_is_ceiling(t->kind) ? 1.0 : 0.0,
                                 .lower_per_unit = charging ? -wanted_vehicles(f, t, y) : 0.0});
}

/* Shortfalls are columns kept at zero; a region whose targets cannot be met opens them. */
static void add_target(formulation *f, const target *t, size_t y)
{
    if (!isfinite(t->limit[y]))
        return;
    const bool most = target_is_ceiling(t->kind);
    const int row =
        lp_add_row(f->lp, LP_OTHER, most ? -INFINITY : 0.0, most ? t->limit[y] : INFINITY,
                   "target[%s,y=%d]", t->id, year_of(f, y));
    const int slack =
        lp_add_column(f->lp, 0.0, 0.0, false, "shortfall[%s,y=%d]", t->id, year_of(f, y));
    f->target_slack[at(f, t->index, y)] = slack;
    lp_add(f->lp, row, slack, most ? -1.0 : 1.0);
    limit_target(f, t, y, row);
    if (t->kind == TARGET_CO2)
        add_co2_target(f, t, row, y);
    else if (t->kind == TARGET_CHARGING)
        add_charging_target(f, t, row, y);
    else if (t->kind == TARGET_RENEWABLE)
        add_renewable_target(f, t, row, y);
    else if (t->kind == TARGET_CO2_TOTAL)
        add_co2_total(f, row);
    else
        add_refused_total(f, row);
}

/* Whatever is chosen, within the bounds of columns. */
double target_most_missed(const formulation *f, int row, int slack)
{
    const lp_row_view v = lp_row(f->lp, row);
    double low = 0.0, high = 0.0;
    for (int k = 0; k < v.n; k++)
        if (v.columns[k] != slack)
            widen(v.values[k], lp_lower(f->lp, v.columns[k]), lp_upper(f->lp, v.columns[k]), &low,
                  &high);
    const double lower = lp_row_lower(f->lp, row), upper = lp_row_upper(f->lp, row);
    const double most = fmax(isfinite(lower) ? lower - low : 0.0, isfinite(upper) ? high - upper : 0.0);
    return isfinite(most) ? fmin(fmax(most, 0.0), SHORTFALL_MOST) : SHORTFALL_MOST;
}

void target_add_rows(formulation *f)
{
    for (size_t k = 0; k < f->region->n_targets; k++)
        for (size_t y = 0; y < f->region->horizon.n_milestones; y++)
            add_target(f, &f->region->targets[k], y);
}
