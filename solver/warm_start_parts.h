/* solver/warm_start_parts.h - shared by warm_start.c and decomposition_warm_start.c; not for others. */
#ifndef SOLVER_WARM_START_PARTS_H
#define SOLVER_WARM_START_PARTS_H

#include "model/sha256.h"
#include "solver/warm_start.h"

/* Where a unit was evaluated: C, and the prices of its quantities. */
typedef struct place {
    double *c;     /* [n_columns] */
    double *price; /* [n_quantities] */
    double keur;   /* what dispatch cost there; NAN: it is not known any more */
} place;

/* One unit. */
typedef struct known_unit {
    char fingerprint[SHA256_HEX_LENGTH + 1];
    size_t n_columns, n_quantities;
    char **names; /* [n_columns + n_quantities] of its columns, then of its quantities */
    size_t n_cuts, cut_room;
    unit_cut *cuts;
    size_t n_points, point_room;
    unit_point *points;
    size_t n_places, place_room; /* of what was needed last */
    place *places;
} known_unit;

/* Of a row of the region or a link, by its name. */
typedef struct known_price {
    char *name;
    double value;
    double missed_keur[2]; /* of a link */
} known_price;

typedef struct known_phase {
    size_t n_units;
    known_unit *units; /* [n_units], as the decomposition had them */
    size_t n_prices;
    known_price *prices; /* [n_prices] by name */
} known_phase;

/* Of a column of the plan, by its name. */
typedef struct known_value {
    char *name;
    double value;
} known_value;

struct warm_start {
    known_phase phases[WARM_PHASES];
    size_t n_values; /* 0: no plan */
    known_value *values;
    double plan_gap_frac;
};

/* Names of what coordinator_read_guess() prices; NULL when memory is out. To be freed with the other one. */
char **warm_start_name_prices(const decomposition *d, size_t *n);
void warm_start_free_names(char **names, size_t n);
/* Of items that begin with their name, for qsort() and bsearch(). */
int warm_start_by_name(const void *a, const void *b);

#endif
