/* model/target.h - what the region wants to reach. */
#ifndef MODEL_TARGET_H
#define MODEL_TARGET_H

#include <stdbool.h>
#include <stddef.h>

#include "model/basis.h"
#include "model/park.h"

typedef enum target_kind {
    TARGET_CO2,       /* at most limit[y] tonnes per year */
    TARGET_CHARGING,  /* at least limit[y] of the vehicles that want to charge */
    TARGET_RENEWABLE, /* local renewable generation over electricity use, at least limit[y] */
    /* Inside the program only, for trade-offs: limit of the last milestone, over all years of the region. */
    TARGET_CO2_TOTAL,    /* at most that many tonnes */
    TARGET_REFUSED_TOTAL /* at most that many MWh of refused growth */
} target_kind;

/* Not more than the limit, rather than not less. */
static inline bool target_is_ceiling(target_kind k)
{
    return k == TARGET_CO2 || k == TARGET_CO2_TOTAL || k == TARGET_REFUSED_TOTAL;
}

typedef struct target {
    const char *id;
    target_kind kind;
    size_t index;
    const char *municipality; /* NULL unless it holds for one */
    const park *park;         /* NULL unless it holds for one; both NULL: the region */
    const double *limit;      /* [n_milestones]; NAN: none at that milestone */
    figure_basis basis;
    int line;
    bool
        is_ideal; /* inside the program only: to be missed by as little as a high price buys, rather than met */
} target;

#endif
