/* solver/split.h - the investments, taken apart into stations and the region (docs/solver.md, D1).
 *
 * Every column of the investments belongs to one station or to the region; a row belongs to a
 * station when it speaks of no other. Columns of the region in such a row are copied into the
 * station. What is left are the few rows that link: they, and the copies, have prices.
 * All stations may be taken as one, to which everything belongs; from here on it is what "station"
 * means, where it is not said to be of the region.
 */
#ifndef SOLVER_SPLIT_H
#define SOLVER_SPLIT_H

#include "solver/formulation.h"

/* value * local column of a block, in linking row. */
typedef struct link_term {
    int row, column;
    double value;
} link_term;

typedef struct block_part {
    lp *lp; /* own columns and rows, with their costs; lp_finish()ed, without names */
    size_t n_columns;
    int *columns;  /* [n_columns] the column of the investments that it is, or is a copy of */
    bool *is_copy; /* [n_columns] */
    size_t n_terms;
    link_term *terms; /* [n_terms] */
} block_part;

typedef struct split {
    const formulation *investments;
    size_t n_stations;
    size_t *taken_as;   /* [stations of the region] the station that it belongs to */
    block_part *blocks; /* [n_stations + 1], the last one is the region's */
    int *block_of;      /* [columns of the investments] */
    int *local_of;      /* [columns of the investments] its place in its block */
    int *local_row;     /* [rows of the investments] likewise; LP_NONE for one that links */
    int *appearances;   /* [columns of the investments] rows that speak of it */
    size_t n_links;
    double *link_lower, *link_upper; /* [n_links] */
    int *link_row;                   /* [n_links] row of the investments, LP_NONE for a copy */
} split;

MUST_CHECK status split_new(const formulation *investments, bool as_one, split **out);
void split_free(split *s);

/* What has a price: rows of the region's block, then links. How many, and a name for each, the same in a region where
 * it is the same thing; to be freed one by one, also when memory was out. */
size_t split_prices(const split *s);
MUST_CHECK status split_name_prices(const split *s, char **names);

/* Units (station of the region, milestone) of a station: one for each milestone, as often as it stands for
 * a station of the region. */
static inline size_t split_units(const split *s)
{
    const region *r = s->investments->region;
    return s->n_stations > 0 ? r->horizon.n_milestones * (r->n_stations / s->n_stations) : 0;
}

#endif
