/* One station of a decomposition alone, at fixed prices of what links stations. */
#include "solver/decomposition_parts.h"

#include <math.h>
#include <string.h>

/* Part of a station's cost by which two programs of it may contradict each other. */
#define BELOW_FRAC 1e-7

/* --- threads ------------------------------------------------------------------------------------- */

static status unload_unit(void *context, size_t item)
{
    decomposition *d = context;
    unit_unload(d->units[item]);
    return STATUS_OK;
}

static status unload_station(void *context, size_t s)
{
    decomposition *d = context;
    for (size_t y = 0; y < d->n_units; y++)
        unit_unload(d->units[s * d->n_units + y]);
    return STATUS_OK;
}

status decomposition_lend_units(decomposition *d)
{
    return workers_run(d->crew, unload_unit, d, decomposition_units(d));
}

status decomposition_take_back_units(decomposition *d)
{
    return workers_run(d->crew, unload_station, d, d->n_stations);
}

size_t decomposition_unit_of(const decomposition *d, size_t region_station, size_t y)
{
    const size_t place = region_station * d->investments->region->horizon.n_milestones + y;
    return place - d->parts->taken_as[region_station] * d->n_units;
}

void decomposition_set_room(decomposition *d, size_t region_station, size_t y, station_room room)
{
    station_set_room(d->programs[d->parts->taken_as[region_station]],
                     decomposition_unit_of(d, region_station, y), room);
}

/* --- passes -------------------------------------------------------------------------------------- */

static status evaluate(job *j)
{
    status st = STATUS_OK;
    const size_t first = j->only * j->d->n_units;
    for (size_t k = first; st == STATUS_OK && k < first + j->d->n_units; k++)
        st = job_evaluate_unit(j, k);
    return st;
}

/* What lies below the proven bound is no plan: the simplex ended wrong from a basis of other bounds. */
static void doubt(settled_station *found)
{
    if (found->most_keur < found->least_keur - BELOW_FRAC * fabs(found->least_keur))
        found->most_keur = INFINITY;
}

/* From above: what the points that are known make possible within the bounds. */
static status settle_inner(job *j, settled_station *found)
{
    decomposition *d = j->d;
    const size_t s = j->only;
    const station_plan *inner = &j->plans[s].inner;
    const size_t bytes = d->parts->blocks[s].n_columns * sizeof(double);
    const status st = job_solve_inner(j, s);
    if (st != STATUS_OK || !j->plans[s].found)
        return st;
    memcpy(d->centre[s], inner->x, bytes);
    decomposition_read_quantity_prices(d, s);
    if (inner->missed <= MIXTURE_MISSED_TOL && inner->priced_keur < found->most_keur) {
        found->most_keur = inner->priced_keur;
        memcpy(found->x, inner->x, bytes);
    }
    doubt(found);
    return st;
}

/* From below; the next query. */
static status settle_outer(job *j, settled_station *found)
{
    decomposition *d = j->d;
    const size_t s = j->only;
    const status st = job_solve_outer(j, s);
    found->impossible = st == STATUS_OK && j->plans[s].infeasible;
    if (st != STATUS_OK || !j->plans[s].bounded)
        return st;
    found->least_keur = fmax(found->least_keur, d->station_bound[s]);
    doubt(found);
    for (size_t y = 0; y < d->n_units; y++)
        found->worth[y] = station_worth_of_room(d->programs[s], y);
    return station_reduced(d->programs[s], found->reduced);
}

/* A query that is known to be possible, where points that are known do not mix to any. */
static void query_inner(job *j)
{
    decomposition *d = j->d;
    const size_t s = j->only;
    for (size_t y = 0; y < d->n_units; y++)
        station_unit_masters(d->programs[s], y, d->centre[s], d->query[s * d->n_units + y]);
}

static bool is_settled(const settled_station *found, const settling *how)
{
    const double away = fabs(found->least_keur - how->from_keur);
    const bool is_late = found->n_passes >= how->late_passes;
    const double frac = is_late ? how->late_room_frac : how->room_frac;
    const double room = isfinite(away) ? fmax(how->room_keur, frac * away) : how->room_keur;
    return found->impossible || found->most_keur - found->least_keur <= room;
}

/* With what is known of dispatch; an answer may follow from that alone. */
static status screen(job *j, settled_station *found)
{
    status st = settle_inner(j, found);
    if (st == STATUS_OK)
        st = settle_outer(j, found);
    if (st == STATUS_OK && j->plans[j->only].found && isinf(found->most_keur))
        query_inner(j);
    return st;
}

/* One pass; the answer so far. */
static status settle_pass(job *j, const settling *how, settled_station *found)
{
    status st = evaluate(j);
    found->n_passes++;
    if (st == STATUS_OK)
        st = job_take_over(j, j->only);
    if (st == STATUS_OK)
        st = settle_inner(j, found);
    if (st == STATUS_OK && j->plans[j->only].found && !is_settled(found, how))
        st = settle_outer(j, found);
    return st == STATUS_OK ? job_trim(j, j->only) : st;
}

status decomposition_settle(decomposition *d, size_t s, const settling *how, settled_station *found)
{
    status st = STATUS_OK;
    found->least_keur = -INFINITY;
    found->most_keur = INFINITY;
    found->impossible = false;
    found->n_passes = 0;
    for (size_t n = 0; st == STATUS_OK && n <= how->max_passes && !decomposition_must_stop(d);
         n++) {
        job j;
        st = job_open(d, &j);
        j.only = s;
        j.price = how->link_price;
        /* Cuts that are known already make the outer solution a good one at once. */
        j.step_frac = n % 2 == 0 ? 1.0 : STEP_FRAC;
        if (st == STATUS_OK)
            st = n == 0 ? screen(&j, found) : settle_pass(&j, how, found);
        job_close(&j);
        if (is_settled(found, how))
            break;
    }
    return st;
}
