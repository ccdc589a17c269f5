/* model/target.h - what the region wants to reach. */
#ifndef MODEL_TARGET_H
#define MODEL_TARGET_H

#include <stddef.h>

#include "model/basis.h"
#include "model/park.h"

typedef enum target_kind {
    TARGET_CO2,       /* at most limit[y] tonnes per year */
    TARGET_CHARGING,  /* at least limit[y] of the vehicles that want to charge */
    TARGET_RENEWABLE, /* local renewable generation over electricity use, at least limit[y] */
} target_kind;

typedef struct target {
    const char *id;
    target_kind kind;
    size_t index;
    const char *municipality; /* NULL unless it holds for one */
    const park *park;         /* NULL unless it holds for one; both NULL: the region */
    const double *limit;      /* [n_milestones]; NAN: none at that milestone */
    figure_basis basis;
    int line;
} target;

#endif
