/* model/comparison.h - the scenarios of a region held against each other.
 *
 * Plain data; mem of the caller, and arenas of its own that comparison_free() frees. Money is EUR of
 * present value over the horizon. Equations (E90) to (E99) are in docs/formulation.md, section 18.
 */
#ifndef MODEL_COMPARISON_H
#define MODEL_COMPARISON_H

#include "model/plan.h"

/* What scenarios are held against each other by. Over the horizon. */
typedef struct compared_figures {
    double cost_eur;            /* present value */
    double investment_eur;      /* undiscounted, before subsidy */
    double subsidy_eur;
    double co2_t;
    double unserved_growth_mwh;
    double shed_mwh;            /* of the plan only; 0 for doing nothing more */
    double freed_kw;            /* largest over the milestones */
} compared_figures;

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
    double average;         /* by probability, over the futures that choose it; 0: none of any does */
    double probability;     /* of these futures together */
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

/* Where a first milestone for all futures comes from. */
typedef enum robust_way {
    ROBUST_ONE_PROGRAM,  /* "one_program": all futures solved as one */
    ROBUST_AS_A_FUTURE,  /* "as_a_future": that of a future's own plan */
    ROBUST_COMMON_PART,  /* "common_part": only what every future chooses */
    ROBUST_MAJORITY,     /* "majority": what futures of half the probability or more choose, as much as they
                          * do on average */
    ROBUST_WAYS
} robust_way;

const char *robust_way_id(robust_way w);

/* The first milestone that is best for all futures together, by one aim. It exceeds no limit in any. */
typedef struct robust_plan {
    bool found;
    bool too_large;          /* for one program: the best of what was tried, and what is proven */
    robust_way way;
    double value_eur;        /* expected cost, or largest regret, as the cells have it */
    double bound_eur;        /* no first milestone does better */
    size_t n_commitments;
    const commitment *commitments;
    const regret_cell *cells; /* [n_futures] */
} robust_plan;

/* What it is best by, and one plan for each. */
typedef enum robust_aim { ROBUST_EXPECTED_COST, ROBUST_LARGEST_REGRET, ROBUST_PLANS } robust_aim;

/* (E98) The cheapest plan of the base with no more than limit of something over all years. */
typedef struct tradeoff_point {
    double limit;     /* t of CO2 or MWh of refused growth; NAN: none */
    double amount;    /* of it in the plan */
    double bound_eur; /* no plan within the limit costs less */
    double gap_frac;
    bool meets_targets; /* the region's, and the limit */
    compared_figures figures;
} tradeoff_point;

/* From the cheapest plan to the one with least: each is dearer than the one before it, and has less. */
typedef struct tradeoff {
    size_t n_points;
    tradeoff_point *points;
    double gap_allowed_frac;  /* of the range, between neighbours */
    double largest_gap_frac;  /* that is left */
} tradeoff;

enum { TRADEOFFS = 2 };      /* CO2, refused growth */

/* Between point k and the next one, of the range; 0 when there is no next one. */
double tradeoff_gap_frac(const tradeoff *t, size_t k);
bool tradeoff_gap_is_large(const tradeoff *t, size_t k);

/* (E99) of plans with nothing in common: no bound below it is known. */
#define PLAN_DISTANCE_MOST_FRAC 1.0

typedef struct different_plan {
    const plan *plan;
    double distance_frac;    /* (E99) to the nearest of the best plan and those before it */
    size_t n_steering;       /* what was made dearer or cheaper to find it */
    steering steering[2];
} different_plan;

typedef struct different_plans {
    double most_eur;         /* what they may cost */
    size_t n_plans;          /* farthest first */
    different_plan *plans;
} different_plans;

typedef struct comparison {
    const region *base;     /* for names */
    perspective perspective;
    double gap_asked_frac;
    size_t n;
    compared *list;         /* [n] the base first, then the scenarios in the order asked for */
    regret_table *regret;   /* NULL: not asked, or fewer than two futures */
    robust_plan *robust;    /* [ROBUST_PLANS], by aim; NULL: not asked, or no regret table */
    tradeoff *tradeoffs;    /* [TRADEOFFS] of the base; NULL: not asked, or it has no plan */
    different_plans *different; /* likewise */
    size_t n_solved;        /* plans that were made */
    size_t n_arenas;
    arena **arenas;         /* [n_arenas] behind the plans */
} comparison;

/* What goes into comparison.list: a region, read with a scenario of it or as it is. */
compared compared_base(const region *r, bool is_future);
compared compared_scenario(const region *r, const scenario *how);
/* Whether futures of the region have probabilities, rather than being equally likely. */
bool region_has_probabilities(const region *base);
/* Sets the probabilities of list[n]: those given, scaled so that they sum to 1 over the futures among
 * them; where none is given, or those that are sum to 0, equal ones. */
void compared_share_probability(compared *list, size_t n);

compared_figures figures_of_plan(const plan *p);
compared_figures figures_of_status_quo(const plan *p); /* doing nothing more */
compared_figures figures_less(compared_figures a, compared_figures b);
/* Of the one of plan.municipalities with this id; all 0 where the plan has none. */
compared_figures figures_of_municipality(const plan *p, const char *id);

/* NULL is allowed. */
void comparison_free(comparison *c);

#endif
