/* solver/what_if_pieces.h - shared by the what_if_decomposed*.c files; not for others. */
#ifndef SOLVER_WHAT_IF_PIECES_H
#define SOLVER_WHAT_IF_PIECES_H

#include "solver/decomposition.h"
#include "solver/what_if_parts.h"

typedef struct station_base {
    bool asked;
    what_if_answer answer;
    double *x, *reduced; /* [columns of the investments] */
    double *row_dual;    /* [rows of the block] */
    station_room *worth; /* [units of the station] of a kW, kEUR */
} station_base;

typedef struct pieces {
    decomposition *d;
    const formulation *inv;
    double *lower, *upper; /* [columns] as the plan has them */
    double *link_price;    /* [n_links] */
    station_base *bases;   /* [stations + 1], the last one of the region */
    bool is_asker;         /* of stations s with s % n_askers == number; else of the region */
    size_t number, n_askers;
    /* The last answer. */
    size_t station;
    double *x, *reduced; /* [columns of the investments] */
    /* Likewise; of columns of the region that an asker's question changes. */
    double *asked_lower, *asked_upper;
    double *block_x, *block_reduced;
    station_room *worth;
} pieces;

static inline pieces *pieces_of(const what_if *w)
{
    return w->own;
}

/* What questions call a station is one of the region: the station it is taken as. */
static inline size_t taken_as(const pieces *o, size_t where)
{
    return where < o->inv->region->n_stations ? o->d->parts->taken_as[where] : o->d->n_stations;
}

static inline const block_part *block_of(const what_if *w, size_t s)
{
    return &pieces_of(w)->d->parts->blocks[s];
}

/* --- what_if_decomposed_limits.c; see what_if.h --- */
/* Station whose own the row is; n_stations: of the region, or one that links. */
size_t pieces_block_of_row(const what_if *w, int row);
double pieces_dual(const what_if *w, int row);
double pieces_price_eur(const what_if *w, const plan_limit *l);
double pieces_heavier_eur(const what_if *w, const plan_limit *l);

#endif
