#include "solver/status_quo.h"

#include <stdlib.h>

#include "solver/formulation_parts.h"
#include "solver/outline.h"

/* s; a piece takes milliseconds. */
#define PIECE_TIME_LIMIT_S 10.0

/* What stands stands; contracts and rights as today; nothing new. Vintage rows are then met
 * with every new column at 0. */
static void keep_what_stands(const formulation *f, double *x)
{
    const region *r = f->region;
    for (size_t j = 0; j < (size_t)lp_columns(f->lp); j++)
        x[j] = lp_lower(f->lp, (int)j);
    for (size_t y = 0; y < r->horizon.n_milestones; y++) {
        for (size_t k = 0; k < r->n_assets; k++) {
            const int capacity = f->master.capacity[at(f, k, y)];
            const int kwh = f->master.capacity_kwh[at(f, k, y)];
            if (capacity >= 0)
                x[capacity] = r->assets[k].installed[y];
            if (kwh >= 0)
                x[kwh] = r->assets[k].installed_kwh[y];
        }
        for (size_t i = 0; i < r->n_connections; i++) {
            const connection *c = &r->connections[i];
            const int contract = f->master.contract[at(f, i, y)];
            if (contract >= 0)
                x[contract] = c->import_cap_kw;
            for (size_t w = 0; w < c->n_rights; w++) {
                const int right = f->master.right[at(f, i * f->max_rights + w, y)];
                if (right >= 0)
                    x[right] = c->rights[w].import_kw;
            }
        }
    }
}

/* Storage that an installed EMS may run. */
static void keep_usable(const formulation *f, double *x)
{
    const region *r = f->region;
    for (size_t k = 0; k < r->n_assets; k++) {
        const asset *a = &r->assets[k];
        const connection *c = a->connection;
        for (size_t y = 0; y < r->horizon.n_milestones; y++) {
            const int usable = f->master.usable[at(f, k, y)];
            double ems = 0.0;
            for (size_t n = c->first_asset; usable >= 0 && n < c->first_asset + c->n_assets; n++)
                if (r->assets[n].technology->kind == KIND_CONTROL)
                    ems += r->assets[n].installed[y];
            if (usable >= 0)
                x[usable] = fmin(a->installed[y], a->max * ems / c->sites);
        }
    }
}

/* Vehicles that the points standing can take when charging unmanaged. */
static double vehicles_for_points(const formulation *f, const fleet *v, const technology *tech,
                                  double points)
{
    const calendar *cal = &f->region->calendar;
    double vehicles = points / tech->points_per_vehicle;
    for (size_t d = 0; d < cal->n_days; d++)
        for (size_t t = 0; t < cal->n_steps; t++) {
            const double kw = fleet_unmanaged_kw(v, cal, d, t);
            if (kw > 0.0)
                vehicles = fmin(vehicles, points * tech->point_kw / kw);
        }
    return vehicles;
}

/* Existing vehicles of the first fleet take the points standing; the rest has no charger. The
 * status quo by status_quo_fix() shares the points out better. */
static void place_vehicles(const formulation *f, const connection *c, size_t y, double *x)
{
    const region *r = f->region;
    for (size_t n = 0; n < c->n_fleets; n++) {
        const fleet *v = &c->fleets[n];
        double left = fleet_existing(v, y) +
                      (f->master.accepted_fleet[at(f, v->index, y)] < 0 ? fleet_growth(v, y) : 0.0);
        for (size_t k = c->first_asset; k < c->first_asset + c->n_assets; k++) {
            const int column = f->master.vehicles[at(f, at_charger(f, v, &r->assets[k]), y)];
            if (column < 0 || n > 0) /* points go to the first fleet, whole */
                continue;
            const double fit =
                vehicles_for_points(f, v, r->assets[k].technology, r->assets[k].installed[y]);
            x[column] = fmin(left, fit);
            left -= x[column];
        }
        x[f->master.uncharged[at(f, v->index, y)]] = left;
    }
}

/* Solves one piece with its master columns fixed at x and copies its dispatch into x. */
static status solve_piece(const formulation *whole, size_t s, size_t y, size_t d, lp_ladder *ladder,
                          diag_list *diags, double *x)
{
    formulation *piece;
    status st = formulation_piece(whole->region, whole->perspective, s, y, d, &piece);
    if (st != STATUS_OK)
        return st;
    for (size_t k = 0; k < whole->master.n_slots; k++)
        if (piece->master.slots[k] >= 0 && whole->master.slots[k] >= 0) {
            const double value = x[whole->master.slots[k]];
            lp_set_bounds(piece->lp, piece->master.slots[k], value, value);
        }
    /* Peaks follow from the dispatch; here they are free of charge. */
    const size_t peaks = whole->region->n_connections * whole->region->calendar.n_peak_groups *
                         whole->region->horizon.n_milestones;
    for (size_t k = 0; k < peaks; k++)
        if (piece->master.peak[k] >= 0)
            lp_set_bounds(piece->lp, piece->master.peak[k], 0.0,
                          lp_upper(whole->lp, whole->master.peak[k]));
    const size_t n_days = whole->region->calendar.n_days;
    const size_t place = (y * n_days + d) * whole->region->n_stations + s;
    const int from = piece->block_column[place], to = whole->block_column[place];
    double *values = calloc((size_t)lp_columns(piece->lp) + 1, sizeof *values);
    lp_solver *solver = NULL;
    lp_outcome outcome = LP_STOPPED;
    const lp_limits limits = {.time_s = PIECE_TIME_LIMIT_S, .ladder = ladder};
    st = values ? lp_solver_new(piece->lp, diags, &solver) : STATUS_NO_MEMORY;
    if (st == STATUS_OK)
        st = lp_solver_relaxation(solver, &limits, &outcome, values, NULL);
    if (st == STATUS_OK && outcome == LP_OPTIMAL)
        for (int j = from; j < lp_columns(piece->lp); j++)
            x[to + j - from] = values[j];
    lp_solver_free(solver);
    free(values);
    formulation_free(piece);
    return st;
}

/* (E19) at the dispatch found. */
static void set_peaks(const formulation *f, double *x)
{
    const region *r = f->region;
    const calendar *cal = &r->calendar;
    for (size_t y = 0; y < r->horizon.n_milestones; y++)
        for (size_t i = 0; i < r->n_connections; i++)
            for (size_t g = 0; g < peak_groups(f); g++) {
                const int peak = f->master.peak[at_peak(f, i, g, y)];
                if (peak < 0)
                    continue;
                for (size_t d = 0; d < cal->n_days; d++)
                    for (size_t t = 0; peak_group_has_day(f, g, d) && t < cal->n_steps; t++) {
                        const series in = f->days[y * cal->n_days + d].import_own[i];
                        x[peak] = fmax(x[peak], cal->quarter_hour_factor * x[at_step(in, t)]);
                    }
            }
}

/* A quantity column is what its row adds up to. */
static void set_quantity(const formulation *f, int column, int row, double *x)
{
    if (column < 0)
        return;
    const lp_row_view v = lp_row(f->lp, row);
    double sum = -lp_row_lower(f->lp, row);
    for (int k = 0; k < v.n; k++)
        if (v.columns[k] != column)
            sum += v.values[k] * x[v.columns[k]];
    x[column] = fmax(lp_lower(f->lp, column), sum);
}

void status_quo_set_quantities(const formulation *f, double *x)
{
    const size_t n = (f->region->n_parks + 1) * f->region->horizon.n_milestones;
    for (size_t k = 0; k < n; k++) {
        set_quantity(f, f->quantity.co2_column[k], f->quantity.co2_row[k], x);
        if (k >= f->region->n_parks * f->region->horizon.n_milestones)
            continue;
        set_quantity(f, f->quantity.renewable_column[k], f->quantity.renewable_row[k], x);
        set_quantity(f, f->quantity.use_column[k], f->quantity.use_row[k], x);
    }
}

void status_quo_stand(const formulation *f, double *x)
{
    const region *r = f->region;
    keep_what_stands(f, x);
    keep_usable(f, x);
    for (size_t y = 0; y < r->horizon.n_milestones; y++)
        for (size_t i = 0; i < r->n_connections; i++) {
            place_vehicles(f, &r->connections[i], y, x);
            for (size_t g = 0; g < peak_groups(f); g++) {
                const int peak = f->master.peak[at_peak(f, i, g, y)];
                if (peak >= 0)
                    x[peak] = lp_upper(f->lp, peak);
            }
        }
}

status status_quo_by_pieces(const formulation *whole, lp_ladder *ladder, diag_list *diags,
                            double *x)
{
    const region *r = whole->region;
    keep_what_stands(whole, x);
    keep_usable(whole, x);
    for (size_t y = 0; y < r->horizon.n_milestones; y++)
        for (size_t i = 0; i < r->n_connections; i++)
            place_vehicles(whole, &r->connections[i], y, x);
    status st = STATUS_OK;
    for (size_t y = 0; y < r->horizon.n_milestones; y++)
        for (size_t d = 0; d < r->calendar.n_days; d++)
            for (size_t s = 0; st == STATUS_OK && s < r->n_stations; s++)
                st = solve_piece(whole, s, y, d, ladder, diags, x);
    set_peaks(whole, x);
    outline_solution found = {.x = x};
    if (st == STATUS_OK && whole->is_outline)
        return outline_add_up(whole, &found, 1, NULL, 0);
    status_quo_set_quantities(whole, x);
    return st;
}

void status_quo_each_decision(const formulation *f, decision_visit *visit, void *context)
{
    const master *m = &f->master;
    const region *r = f->region;
    const size_t y = r->horizon.n_milestones;
    const struct {
        const int *columns;
        size_t n;
    } lists[] = {
        {m->new_units, r->n_assets * y},
        {m->new_kwh, r->n_assets * y},
        {m->hub_formed, r->n_hubs * y},
        {m->hub_member, f->first_member[r->n_hubs] * y},
        {m->hub_level, r->n_hubs * GRID_LEVEL_COUNT * y},
        {m->hub_offer, f->first_capacity[r->n_hubs] * y},
        {m->cable_built, r->n_cables * y},
        {m->cable_new_kw, r->n_cables * y},
        {m->net_built, r->n_heat_nets * y},
        {m->pipe_built, f->first_pipe[r->n_heat_nets] * y},
        {m->pipe_new_kw, f->first_pipe[r->n_heat_nets] * y},
        {m->source_new_kw, f->first_source[r->n_heat_nets] * y},
        {m->platform_new, r->n_technologies * y},
        {m->effort, r->programme.n_efforts * y},
    };
    for (size_t k = 0; k < sizeof lists / sizeof *lists; k++)
        for (size_t j = 0; j < lists[k].n; j++) {
            const int column = lists[k].columns[j];
            if (column >= 0)
                visit(context, column);
        }
}

typedef struct fixing {
    const formulation *f;
    lp_solver *s;
    bool fix;
} fixing;

static void fix_or_free(void *context, int column)
{
    const fixing *k = context;
    const lp *p = k->f->lp;
    lp_solver_set_bounds(k->s, column, lp_lower(p, column),
                         k->fix ? lp_lower(p, column) : lp_upper(p, column));
}

static void each_decision(const formulation *f, lp_solver *s, bool fix)
{
    const region *r = f->region;
    fixing how = {f, s, fix};
    status_quo_each_decision(f, fix_or_free, &how);
    /* Doing nothing may miss any target. */
    for (size_t k = 0; k < r->n_targets * r->horizon.n_milestones; k++)
        if (f->target_slack[k] >= 0)
            lp_solver_set_bounds(s, f->target_slack[k], 0.0,
                                 fix ? SHORTFALL_MOST : lp_upper(f->lp, f->target_slack[k]));
}

void status_quo_fix(const formulation *whole, lp_solver *s)
{
    each_decision(whole, s, true);
}

void status_quo_release(const formulation *whole, lp_solver *s)
{
    each_decision(whole, s, false);
}
