#include "solver/decomposed_proof.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "solver/formulation_parts.h"
#include "solver/room.h"

/* s; for one linear program. */
#define LP_TIME_LIMIT_S 10.0
/* Below this a cut has no weight. */
#define LEAST_WEIGHT 1e-6
/* Cuts made anew may be other ones at the same place: a few more near the optimum make up for that,
 * until the bound is within this of the decomposition's. */
#define GOOD_ENOUGH_FRAC 1e-6
enum { MOST_ROUNDS = 12 };
/* How far a further place is from the mixture towards the outer solution: as in (D6), or there,
 * where a cut always takes something away. */
static const double step_frac[] = {0.4, 1.0};

/* Where a unit is evaluated again. */
typedef struct place {
    const double *at, *price; /* of a cut, or of the decomposition */
    unsigned groups;          /* whose cuts are wanted there, as in struct unit */
} place;

typedef struct unit_proof {
    size_t n_places, place_room;
    place *places;
    unit_cut *cuts; /* [n_places * n_groups] */
    bool failed;
} unit_proof;

typedef struct proof {
    decomposition *d;
    unit_proof *units;          /* [n_stations * n_years] */
    station_program **programs; /* [n_stations] of the cuts with duals alone */
    double *bound_keur;         /* [n_stations] */
    double **x;                 /* [n_stations] outer solution, then where to look next */
    double **masters, **price;  /* [units] of x, and of quantities there */
    bool *solved;               /* [n_stations] */
    const formulation *whole;
    double *duals; /* being added up */
    size_t station;
    bool out_of_memory;
} proof;

static const lp_limits limits = {.time_s = LP_TIME_LIMIT_S};

static size_t unit_count(const proof *p)
{
    return p->d->n_stations * p->d->n_years;
}

/* --- where --------------------------------------------------------------------------------------- */

static status solve_as_it_was(void *context, size_t s)
{
    proof *p = context;
    lp_outcome outcome;
    station_set_prices(p->d->programs[s], coordinator_prices(p->d->region));
    const status st =
        station_solve_outer(p->d->programs[s], &limits, &outcome, &p->bound_keur[s], p->x[s]);
    p->solved[s] = st == STATUS_OK && outcome == LP_OPTIMAL;
    return st;
}

static bool is_same(const unit *u, place a, place b)
{
    return memcmp(a.at, b.at, u->columns.n_columns * sizeof *a.at) == 0 &&
           memcmp(a.price, b.price, u->columns.n_quantities * sizeof *a.price) == 0;
}

static void add_place(proof *p, size_t index, place where)
{
    unit_proof *u = &p->units[index];
    for (size_t k = 0; k < u->n_places; k++)
        if (is_same(p->d->units[index], u->places[k], where)) {
            u->places[k].groups |= where.groups;
            return;
        }
    if (!room_for((void **)&u->places, u->n_places, &u->place_room, sizeof *u->places)) {
        p->out_of_memory = true;
        return;
    }
    u->places[u->n_places++] = where;
}

static void note_cut(void *context, size_t y, const unit_cut *cut, double weight)
{
    proof *p = context;
    if (weight > LEAST_WEIGHT && cut->at)
        add_place(p, p->station * p->d->n_years + y,
                  (place){cut->at, cut->price, 1u << cut->group});
}

static bool all_solved(const proof *p)
{
    for (size_t s = 0; s < p->d->n_stations; s++)
        if (!p->solved[s])
            return false;
    return true;
}

/* The cuts that carry weight, and the places they were made at. */
static status list_places(proof *p)
{
    const status st = workers_run(p->d->crew, solve_as_it_was, p, p->d->n_stations);
    if (st != STATUS_OK || !all_solved(p))
        return st;
    for (p->station = 0; p->station < p->d->n_stations; p->station++)
        station_each_cut(p->d->programs[p->station], note_cut, p);
    return p->out_of_memory ? STATUS_NO_MEMORY : STATUS_OK;
}

/* One place near the optimum: from the mixture some way towards the outer solution. */
static void list_next_place(proof *p, double step)
{
    for (size_t s = 0; s < p->d->n_stations; s++) {
        for (size_t k = 0; k < p->d->parts->blocks[s].n_columns; k++)
            p->x[s][k] = p->d->centre[s][k] + step * (p->x[s][k] - p->d->centre[s][k]);
        for (size_t y = 0; y < p->d->n_years; y++) {
            const size_t index = s * p->d->n_years + y;
            station_unit_masters(p->programs[s], y, p->x[s], p->masters[index]);
            for (size_t q = 0; q < p->d->units[index]->columns.n_quantities; q++)
                p->price[index][q] = station_outer_quantity_price(p->programs[s], y, q);
            add_place(p, index, (place){p->masters[index], p->price[index], ALL_GROUPS});
        }
    }
}

/* --- cuts with duals ----------------------------------------------------------------------------- */

static status evaluate(void *context, size_t index)
{
    proof *p = context;
    unit *u = p->d->units[index];
    unit_proof *own = &p->units[index];
    own->cuts = calloc(own->n_places * u->n_groups + 1, sizeof *own->cuts);
    status st = own->cuts ? STATUS_OK : STATUS_NO_MEMORY;
    const bool kept = u->keep_duals;
    u->keep_duals = true;
    for (size_t k = 0; st == STATUS_OK && k < own->n_places; k++) {
        lp_outcome outcome;
        bool exists;
        unit_point at_c = {0};
        u->groups = own->places[k].groups;
        st = unit_evaluate(u, own->places[k].at, own->places[k].price, &limits, p->d->diags,
                           &outcome, &exists, NULL, &at_c, own->cuts + k * u->n_groups);
        own->failed |= st == STATUS_OK && outcome != LP_OPTIMAL;
        unit_point_free(&at_c);
    }
    u->keep_duals = kept;
    u->groups = ALL_GROUPS;
    return st;
}

static void forget_cuts(proof *p, size_t index)
{
    unit_proof *u = &p->units[index];
    for (size_t k = 0; u->cuts && k < u->n_places * p->d->units[index]->n_groups; k++)
        unit_cut_free(p->d->units[index], &u->cuts[k]);
    free(u->cuts);
    u->cuts = NULL;
    u->n_places = 0;
}

/* Those of the k-th place of each milestone; *any: there were some. */
static status add_cuts(proof *p, size_t s, size_t k, bool *any)
{
    status st = STATUS_OK;
    *any = false;
    for (size_t y = 0; st == STATUS_OK && y < p->d->n_years; y++) {
        unit_proof *u = &p->units[s * p->d->n_years + y];
        const size_t n_groups = p->d->units[s * p->d->n_years + y]->n_groups;
        for (size_t g = 0; st == STATUS_OK && k < u->n_places && g < n_groups; g++) {
            unit_cut *cut = &u->cuts[k * n_groups + g];
            *any = true;
            if (cut->slope)
                st = station_add_cut(p->programs[s], y, cut);
        }
    }
    return st;
}

/* Cuts come few at a time, so that the dual simplex has little to mend. */
static status solve_with_duals(void *context, size_t s)
{
    proof *p = context;
    status st = STATUS_OK;
    bool any = true;
    station_set_prices(p->programs[s], coordinator_prices(p->d->region));
    for (size_t k = 0; st == STATUS_OK && any; k++) {
        lp_outcome outcome = LP_STOPPED;
        st = add_cuts(p, s, k, &any);
        if (k == 0)
            station_set_prices(p->programs[s], coordinator_prices(p->d->region));
        if (st == STATUS_OK && any)
            st = station_solve_outer(p->programs[s], &limits, &outcome, &p->bound_keur[s], p->x[s]);
        if (any)
            p->solved[s] = st == STATUS_OK && outcome == LP_OPTIMAL;
    }
    return st;
}

static status add_round(proof *p)
{
    status st = workers_run(p->d->crew, evaluate, p, unit_count(p));
    if (st == STATUS_OK)
        st = workers_run(p->d->crew, solve_with_duals, p, p->d->n_stations);
    for (size_t k = 0; k < unit_count(p); k++)
        forget_cuts(p, k);
    return p->out_of_memory ? STATUS_NO_MEMORY : st;
}

/* --- adding up ----------------------------------------------------------------------------------- */

/* The duals of a cut's pieces, as much as the cut weighs. */
static void add_duals(void *context, size_t y, const unit_cut *cut, double weight)
{
    proof *p = context;
    const formulation *f = p->whole;
    const unit *u = p->d->units[p->station * p->d->n_years + y];
    for (size_t n = 0; weight > 0.0 && cut->duals && n < u->n_days; n++) {
        if (!cut->duals[n])
            continue;
        const size_t block =
            (y * f->region->calendar.n_days + n) * f->region->n_stations + p->station;
        const size_t rows = piece_rows(u->pieces[n]), first = piece_first_row(u->pieces[n]);
        double *to = p->duals + f->block_row[block];
        for (size_t i = first; i < rows; i++)
            to[i - first] += weight * (double)cut->duals[n][i];
    }
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
            p->duals[i] = block < parts->n_stations ? station_row_dual(p->programs[block], local)
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

static void add_up(proof *p)
{
    const formulation *f = p->d->investments;
    const size_t n = f->region->n_parks * f->region->horizon.n_milestones;
    memset(p->duals, 0, p->whole->n_rows * sizeof *p->duals);
    set_investment_duals(p);
    set_quantity_duals(p, f->quantity.co2_column, f->quantity.co2_row, n);
    set_quantity_duals(p, f->quantity.renewable_column, f->quantity.renewable_row, n);
    set_quantity_duals(p, f->quantity.use_column, f->quantity.use_row, n);
    for (p->station = 0; p->station < p->d->n_stations; p->station++)
        station_each_cut(p->programs[p->station], add_duals, p);
}

/* --- together ------------------------------------------------------------------------------------ */

/* Shortfalls have a price that the block does not know. */
static void copy_costs(proof *p, size_t s)
{
    for (int j = 0; j < (int)p->d->parts->blocks[s].n_columns; j++)
        station_set_cost(p->programs[s], j, station_cost(p->d->programs[s], j));
}

static status open_proof(proof *p)
{
    decomposition *d = p->d;
    p->units = calloc(unit_count(p), sizeof *p->units);
    p->programs = calloc(d->n_stations, sizeof *p->programs);
    p->bound_keur = calloc(d->n_stations, sizeof *p->bound_keur);
    p->x = calloc(d->n_stations, sizeof *p->x);
    p->masters = calloc(unit_count(p), sizeof *p->masters);
    p->price = calloc(unit_count(p), sizeof *p->price);
    p->solved = calloc(d->n_stations, sizeof *p->solved);
    if (!p->units || !p->programs || !p->bound_keur || !p->x || !p->masters || !p->price ||
        !p->solved)
        return STATUS_NO_MEMORY;
    status st = STATUS_OK;
    for (size_t s = 0; st == STATUS_OK && s < d->n_stations; s++) {
        p->x[s] = calloc(d->parts->blocks[s].n_columns + 1, sizeof **p->x);
        st = p->x[s] ? station_program_new(d->parts, s, d->units + s * d->n_years, d->diags,
                                           &p->programs[s])
                     : STATUS_NO_MEMORY;
        if (st == STATUS_OK)
            copy_costs(p, s);
    }
    for (size_t k = 0; st == STATUS_OK && k < unit_count(p); k++) {
        p->masters[k] = calloc(d->units[k]->columns.n_columns + 1, sizeof **p->masters);
        p->price[k] = calloc(d->units[k]->columns.n_quantities + 1, sizeof **p->price);
        st = p->masters[k] && p->price[k] ? STATUS_OK : STATUS_NO_MEMORY;
    }
    return st;
}

static status free_program(void *context, size_t s)
{
    proof *p = context;
    station_program_free(p->programs[s]);
    return STATUS_OK;
}

static void close_proof(proof *p)
{
    if (p->programs && workers_run(p->d->crew, free_program, p, p->d->n_stations) != STATUS_OK)
        return; /* freeing cannot fail */
    for (size_t k = 0; p->units && k < unit_count(p); k++) {
        forget_cuts(p, k);
        free(p->units[k].places);
    }
    for (size_t k = 0; p->masters && k < unit_count(p); k++)
        free(p->masters[k]);
    for (size_t k = 0; p->price && k < unit_count(p); k++)
        free(p->price[k]);
    for (size_t s = 0; p->x && s < p->d->n_stations; s++)
        free(p->x[s]);
    free(p->units);
    free(p->programs);
    free(p->bound_keur);
    free(p->x);
    free(p->masters);
    free(p->price);
    free(p->solved);
}

static double bound_of(const proof *p)
{
    return all_solved(p) ? coordinator_bound(p->d->region, p->bound_keur) : -INFINITY;
}

status decomposed_prove(decomposition *d, const formulation *whole, double *duals,
                        double *bound_keur)
{
    proof p = {.d = d, .whole = whole, .duals = duals};
    double best = -INFINITY;
    status st = open_proof(&p);
    coordinator_restore_prices(d->region);
    if (st == STATUS_OK)
        st = list_places(&p);
    const bool ready = st == STATUS_OK && all_solved(&p);
    const double enough = d->lower_keur - GOOD_ENOUGH_FRAC * fabs(d->lower_keur);
    double now = ready ? 0.0 : -INFINITY;
    for (int round = 0; isfinite(now) && round < MOST_ROUNDS && best < enough; round++) {
        if (round > 0)
            list_next_place(&p, step_frac[round % 2]);
        st = add_round(&p);
        now = st == STATUS_OK ? bound_of(&p) : -INFINITY;
        if (now > best) {
            best = now;
            add_up(&p);
        }
    }
    close_proof(&p);
    *bound_keur = best;
    return st;
}
