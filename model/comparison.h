/* model/comparison.h - the scenarios of a region held against each other.
 *
 * Plain data; mem of the caller, and arenas of its own that comparison_free() frees. Money is EUR of
 * present value over the horizon. Equations (E70) to (E79) are in docs/formulation.md, section 16.
 */
#ifndef MODEL_COMPARISON_H
#define MODEL_COMPARISON_H

#include "model/plan.h"

/* The region under one scenario, or as it is. */
typedef struct compared {
    const region *region;
    scenario_kind kind;     /* SCENARIO_OPTION: held against the base only */
    bool is_base;           /* no scenario is applied */
    bool is_future;         /* takes part in regret */
    double probability;     /* of the futures, which sum to 1; 0 otherwise */
    const plan *plan;       /* NULL: none was found */
    status outcome;         /* of plan_solve() */
    size_t plan_of;         /* whose first milestone it has: itself, or the scenario whose turned out cheaper */
} compared;

/* The first milestone of one future's plan, in another future. */
typedef struct regret_cell {
    bool found;             /* false: there is no plan with it, or none in time; the rest is then 0 */
    bool targets_missed;    /* by more than the future's own plan misses them */
    double cost_eur;        /* with what stands idle */
    double bound_eur;       /* below every plan with this first milestone */
    double regret_eur;      /* cost less that of the best plan known for that future, >= 0 */
    double regret_most_eur; /* cost less what is proven to be below every plan for that future */
    double idle_eur;        /* of cost: for what the future has no use */
    size_t n_idle;          idle_commitment *idle;
    size_t n_overruns;      limit_overrun *overruns;
} regret_cell;

typedef enum measure_class { MEASURE_NO_REGRET, MEASURE_MAYBE, MEASURE_NEVER, MEASURE_CLASSES } measure_class;

const char *measure_class_id(measure_class c); /* "no_regret", "maybe", "never" */

/* One decision of the first milestone, over all futures. */
typedef struct compared_measure {
    commitment what;        /* with ids; the amount is the least over the futures that choose it */
    measure_class class;
    double most;            /* the largest amount */
    const bool *chosen;     /* [n_futures] */
} compared_measure;

typedef struct regret_table {
    size_t n_futures;
    const size_t *futures;  /* [n_futures] in comparison.list */
    regret_cell *cells;     /* [n_futures * n_futures]: decided as for row, happens column */
    double *expected_eur;   /* [n_futures] of a row, by probability; NAN: some cell was not found */
    double *largest_eur;    /* [n_futures] regret of a row; NAN likewise */
    size_t least_regret;    /* row with the smallest largest regret; n_futures: none is whole */
    size_t least_cost;      /* row with the smallest expected cost; likewise */
    size_t n_measures;
    compared_measure *measures;
} regret_table;

typedef struct comparison {
    const region *base;     /* for names */
    perspective perspective;
    double gap_asked_frac;
    size_t n;
    compared *list;         /* [n] the base first, then the scenarios in the order asked for */
    regret_table *regret;   /* NULL: not asked, or fewer than two futures */
    size_t n_solved;        /* plans that were made */
    size_t n_arenas;
    arena **arenas;         /* [n_arenas] behind the plans */
} comparison;

/* NULL is allowed. */
void comparison_free(comparison *c);

#endif
