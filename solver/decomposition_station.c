/* One station of a decomposition alone, at fixed prices of what links stations. */
#include "solver/decomposition_parts.h"

#include <math.h>
#include <string.h>

/* The first query is what the known points make possible within the bounds. */
static status query_first(decomposition *d, job *j)
{
    const size_t s = j->only;
    const status st = workers_run(d->crew, job_solve_inner, j, d->n_stations);
    if (st == STATUS_OK && j->plans[s].found)
        for (size_t y = 0; y < d->n_years; y++)
            station_unit_masters(d->programs[s], y, j->plans[s].inner.x,
                                 d->query[s * d->n_years + y]);
    return st;
}

/* One pass; the answer so far. */
static status settle_pass(decomposition *d, job *j, settled_station *found)
{
    const size_t s = j->only;
    status st = workers_run(d->crew, job_evaluate_unit, j, decomposition_units(d));
    if (st == STATUS_OK)
        st = workers_run(d->crew, job_take_over, j, d->n_stations);
    if (st == STATUS_OK)
        st = workers_run(d->crew, job_solve_inner, j, d->n_stations);
    if (st != STATUS_OK || !j->plans[s].found)
        return st;
    memcpy(d->centre[s], j->plans[s].inner.x, d->parts->blocks[s].n_columns * sizeof(double));
    decomposition_read_quantity_prices(d, s);
    if (j->plans[s].inner.missed <= MISSED_TOL && j->plans[s].inner.priced_keur < found->most_keur) {
        found->most_keur = j->plans[s].inner.priced_keur;
        memcpy(found->x, d->centre[s], d->parts->blocks[s].n_columns * sizeof(double));
    }
    st = workers_run(d->crew, job_solve_outer, j, d->n_stations);
    if (st == STATUS_OK && j->plans[s].bounded)
        found->least_keur = fmax(found->least_keur, d->station_bound[s]);
    found->impossible = st == STATUS_OK && j->plans[s].infeasible;
    if (st == STATUS_OK && j->plans[s].bounded)
        st = station_reduced(d->programs[s], found->reduced);
    return st == STATUS_OK ? workers_run(d->crew, job_trim, j, d->n_stations) : st;
}

static bool is_settled(const settled_station *found, const settling *how)
{
    const double away = fabs(found->least_keur - how->from_keur);
    const double room = isfinite(away) ? fmax(how->room_keur, how->room_frac * away) : how->room_keur;
    return found->impossible || found->most_keur - found->least_keur <= room;
}

status decomposition_settle(decomposition *d, size_t s, const settling *how, settled_station *found)
{
    status st = STATUS_OK;
    found->least_keur = -INFINITY;
    found->most_keur = INFINITY;
    found->impossible = false;
    for (size_t n = 0; st == STATUS_OK && n < how->max_passes && !decomposition_must_stop(d); n++) {
        job j;
        st = job_open(d, &j);
        j.only = s;
        j.price = how->link_price;
        /* Cuts that are known already make the outer solution a good one at once. */
        j.step_frac = n % 2 == 0 ? 1.0 : STEP_FRAC;
        if (st == STATUS_OK && n == 0)
            st = query_first(d, &j);
        if (st == STATUS_OK)
            st = settle_pass(d, &j, found);
        job_close(&j);
        if (is_settled(found, how))
            break;
    }
    return st;
}

/* Duals of the station's rows, per kW of its limits. */
static void add_station_worth(const decomposition *d, size_t s, size_t y, const unit_cut *cuts,
                              double *import_keur, double *export_keur)
{
    const unit *u = d->units[s * d->n_years + y];
    const calendar *cal = &d->investments->region->calendar;
    for (size_t n = 0; n < u->n_days; n++) {
        const float *duals = cuts[u->group_of_day[n]].duals[n];
        const int first = piece_first_station_row(u->pieces[n]);
        for (size_t t = 0; duals && first >= 0 && t < cal->n_steps; t++) {
            const double dual = (double)duals[first + (int)t];
            import_keur[y] += fmax(0.0, -dual) / cal->quarter_hour_factor;
            export_keur[y] += fmax(0.0, dual) / cal->quarter_hour_factor;
        }
    }
}

static void keep_duals(decomposition *d, size_t s, bool keep)
{
    for (size_t y = 0; y < d->n_years; y++)
        d->units[s * d->n_years + y]->keep_duals = keep;
}

status decomposition_station_worth(decomposition *d, size_t s, const double *x, bool *exists,
                                   double *import_keur, double *export_keur)
{
    job j;
    status st = job_open(d, &j);
    j.only = s;
    for (size_t y = 0; y < d->n_years; y++)
        station_unit_masters(d->programs[s], y, x, d->query[s * d->n_years + y]);
    keep_duals(d, s, true);
    if (st == STATUS_OK)
        st = workers_run(d->crew, job_evaluate_unit, &j, decomposition_units(d));
    keep_duals(d, s, false);
    *exists = st == STATUS_OK;
    for (size_t y = 0; st == STATUS_OK && y < d->n_years; y++) {
        const evaluation *e = &j.evaluations[s * d->n_years + y];
        import_keur[y] = export_keur[y] = 0.0;
        *exists &= e->done && e->exists;
        if (e->done)
            add_station_worth(d, s, y, e->cuts, import_keur, export_keur);
    }
    job_close(&j);
    return st;
}
