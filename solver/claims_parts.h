/* solver/claims_parts.h - shared by claims*.c; not for others. */
#ifndef SOLVER_CLAIMS_PARTS_H
#define SOLVER_CLAIMS_PARTS_H

#include "solver/claims.h"

/* Of a step, without unit: what rounding of figures such as 0.7 / 0.01 leaves. */
#define STEP_TOL 1e-6

extern const char unit_frac[]; /* compared by address */

/* Where a claim stands in the region. */
typedef struct place {
    double *value; /* NULL: none of these; for stations see claims_apply.c */
    double per_unit; /* value = claim * per_unit */
    double original; /* of *value */
    double *also;  /* storage sized apart: its kWh, which keep their ratio; physical cap of a contract */
    double also_original;
    bool *flag;
    int *year;
    const fleet *fleet;
    size_t station; /* index */
    double typical_size;
    double most; /* as the reader takes it; 0: no such bound */
    bool whole;
} place;

/* A list of the region that a copy stands in for. */
typedef struct lent_list {
    const double **list;
    const double *before;
} lent_list;

typedef struct lent_station {
    const double *import_kw, *export_kw;
    const bool *congested;
} lent_station;

struct claims {
    region *region;
    arena *mem;
    size_t n, room;
    claim *list;
    place *places;
    double *now;
    /* [stations][y], and as they were */
    double *import_kw, *export_kw, *import_before_kw, *export_before_kw;
    bool *congested, *congested_before;
    size_t n_lent;
    lent_list *lent;
    lent_station *lent_stations; /* [stations]; as they were, once add_stations() has been there */
    bool has_stations;
};

/* Writes claim k, as it is now, into the region. */
void claims_apply(claims *c, size_t k);

#endif
