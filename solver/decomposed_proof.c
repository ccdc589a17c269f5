#include "solver/decomposed_proof.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "solver/formulation_parts.h"
#include "solver/room.h"

/* s; for one linear program. */
#define LP_TIME_LIMIT_S 10.0

/* A cut that the bound rests on, and how much. */
typedef struct weighed_cut {
    const unit_cut *cut;
    double weight;
} weighed_cut;

typedef struct unit_proof {
    size_t n_cuts, room;
    weighed_cut *cuts;
    bool failed;
} unit_proof;

typedef struct proof {
    decomposition *d;
    unit_proof *units;  /* [n_stations * n_units] */
    double *bound_keur; /* [n_stations] */
    bool *solved;       /* [n_stations] */
    const formulation *whole;
    double *duals; /* [rows of whole] */
    size_t station;
    bool out_of_memory;
} proof;

static const lp_limits limits = {.time_s = LP_TIME_LIMIT_S};

static size_t unit_count(const proof *p)
{
    return decomposition_units(p->d);
}

/* --- cuts that carry weight ---------------------------------------------------------------------- */

static status solve_outer(void *context, size_t s)
{
    proof *p = context;
    lp_outcome outcome = LP_STOPPED;
    double *x = calloc(p->d->parts->blocks[s].n_columns + 1, sizeof *x);
    if (!x)
        return STATUS_NO_MEMORY;
    station_set_prices(p->d->programs[s], coordinator_prices(p->d->region));
    const status st =
        station_solve_outer(p->d->programs[s], &limits, &outcome, &p->bound_keur[s], x);
    p->solved[s] = st == STATUS_OK && outcome == LP_OPTIMAL;
    free(x);
    return st;
}

static bool all_solved(const proof *p)
{
    for (size_t s = 0; s < p->d->n_stations; s++)
        if (!p->solved[s])
            return false;
    return true;
}

static void note_cut(void *context, size_t y, const unit_cut *cut, double weight)
{
    proof *p = context;
    unit_proof *u = &p->units[p->station * p->d->n_units + y];
    if (weight <= 0.0)
        return;
    if (room_for((void **)&u->cuts, u->n_cuts, &u->room, sizeof *u->cuts))
        u->cuts[u->n_cuts++] = (weighed_cut){cut, weight};
    else
        p->out_of_memory = true;
}

static status list_cuts(proof *p)
{
    const status st = workers_run(p->d->crew, solve_outer, p, p->d->n_stations);
    if (st != STATUS_OK || !all_solved(p))
        return st;
    for (p->station = 0; p->station < p->d->n_stations; p->station++)
        station_each_cut(p->d->programs[p->station], note_cut, p);
    return p->out_of_memory ? STATUS_NO_MEMORY : STATUS_OK;
}

/* --- adding up ----------------------------------------------------------------------------------- */

/* The duals of the unit's dispatch: those behind each cut, as much as it weighs. */
static status add_unit(void *context, size_t index)
{
    proof *p = context;
    const formulation *f = p->whole;
    unit *u = p->d->units[index];
    unit_proof *own = &p->units[index];
    double **to = calloc(u->n_days, sizeof *to);
    status st = to ? STATUS_OK : STATUS_NO_MEMORY;
    for (size_t n = 0; to && n < u->n_days; n++)
        to[n] = p->duals +
                f->block_row[(u->y * u->n_days + n) * f->region->n_stations + u->station];
    for (size_t k = 0; st == STATUS_OK && k < own->n_cuts; k++) {
        lp_outcome outcome;
        st = unit_add_duals(u, own->cuts[k].cut, own->cuts[k].weight, &limits, p->d->diags,
                            &outcome, to);
        own->failed |= st == STATUS_OK && outcome != LP_OPTIMAL;
    }
    free(to);
    return st;
}

/* The station of which the row speaks, n_stations for the region. */
static size_t block_of_row(const split *parts, int row)
{
    const lp_row_view v = lp_row(parts->investments->lp, row);
    for (int k = 0; k < v.n; k++)
        if ((size_t)parts->block_of[v.columns[k]] < parts->n_stations)
            return (size_t)parts->block_of[v.columns[k]];
    return parts->n_stations;
}

static void set_investment_duals(proof *p)
{
    const split *parts = p->d->parts;
    for (int i = 0; i < lp_rows(parts->investments->lp); i++) {
        const int local = parts->local_row[i];
        const size_t block = block_of_row(parts, i);
        if (local >= 0)
            p->duals[i] = block < parts->n_stations ? station_row_dual(p->d->programs[block], local)
                                                    : coordinator_row_dual(p->d->region, local);
    }
    for (size_t k = 0; k < parts->n_links; k++)
        if (parts->link_row[k] >= 0)
            p->duals[parts->link_row[k]] = coordinator_prices(p->d->region)[k];
}

/* A quantity that nothing ties was priced in the cost of its dispatch: that is its dual. */
static void set_quantity_duals(proof *p, const int *columns, const int *rows, size_t n)
{
    const split *parts = p->d->parts;
    for (size_t k = 0; k < n; k++)
        if (columns[k] >= 0 && parts->appearances[columns[k]] <= 1)
            p->duals[rows[k]] = -lp_cost(parts->investments->lp, columns[k]);
}

static status add_up(proof *p)
{
    const formulation *f = p->d->investments;
    const size_t n = f->region->n_parks * f->region->horizon.n_milestones;
    memset(p->duals, 0, p->whole->n_rows * sizeof *p->duals);
    set_investment_duals(p);
    set_quantity_duals(p, f->quantity.co2_column, f->quantity.co2_row, n);
    set_quantity_duals(p, f->quantity.renewable_column, f->quantity.renewable_row, n);
    set_quantity_duals(p, f->quantity.use_column, f->quantity.use_row, n);
    return workers_run(p->d->crew, add_unit, p, unit_count(p));
}

/* --- together ------------------------------------------------------------------------------------ */

static bool open_proof(proof *p)
{
    p->units = calloc(unit_count(p), sizeof *p->units);
    p->bound_keur = calloc(p->d->n_stations, sizeof *p->bound_keur);
    p->solved = calloc(p->d->n_stations, sizeof *p->solved);
    return p->units && p->bound_keur && p->solved;
}

static void close_proof(proof *p)
{
    for (size_t k = 0; p->units && k < unit_count(p); k++)
        free(p->units[k].cuts);
    free(p->units);
    free(p->bound_keur);
    free(p->solved);
}

status decomposed_prove(decomposition *d, const formulation *whole, double *duals,
                        double *bound_keur)
{
    proof p = {.d = d, .whole = whole, .duals = duals};
    *bound_keur = -INFINITY;
    status st = open_proof(&p) ? STATUS_OK : STATUS_NO_MEMORY;
    coordinator_restore_prices(d->region);
    if (st == STATUS_OK)
        st = list_cuts(&p);
    bool proven = st == STATUS_OK && all_solved(&p);
    if (proven)
        st = add_up(&p);
    for (size_t k = 0; st == STATUS_OK && k < unit_count(&p); k++)
        proven &= !p.units[k].failed;
    if (st == STATUS_OK && proven)
        *bound_keur = coordinator_bound(d->region, p.bound_keur);
    close_proof(&p);
    return st;
}
