/* solver/decomposed_parts.h - shared by the decomposed_*.c files; not for others. */
#ifndef SOLVER_DECOMPOSED_PARTS_H
#define SOLVER_DECOMPOSED_PARTS_H

#include <math.h>

#include "solver/decomposition.h"
#include "solver/formulation_parts.h"
#include "solver/search.h"

/* The mixture may be this part of the asked gap away from the bound. */
#define CONTINUOUS_GAP_SHARE 0.4
/* Of a run that ends for another reason. */
enum { MOST_PASSES = 2000 };

typedef struct decomposed {
    search *s;
    formulation *inv;
    decomposition *d;
    double *x;              /* [columns of the investments] */
    double *relaxed;        /* likewise, the continuous optimum */
    double *whole;          /* [columns] what is offered, while it is; NULL */
    double shortfall_price; /* as a multiple of shortfall_keur */
    bool stuck;             /* the dive found whole numbers that leave no solution */
    bool unreachable;       /* some target, even without whole numbers */
    bool has_yardstick;     /* s->status_quo is set */
    bool again;             /* dispatch is known well from a search before */
} decomposed;

static inline double within(const lp *p, int column, double value)
{
    return fmin(fmax(value, lp_lower(p, column)), lp_upper(p, column));
}

/* (D7) Dispatches the best mixture and offers that, row by row, as a plan of the whole region. */
MUST_CHECK status decomposed_offer(decomposed *q);

/* The best plan misses a target. */
bool decomposed_misses(const decomposed *q);

/* --- decomposed_improve.c --- */
/* Trees may matter for the gap that is asked for, and there is time. */
bool decomposed_is_worth_trees(decomposed *q);
/* (D11) Into the bound of the search. */
MUST_CHECK status decomposed_bound_by_trees(decomposed *q);
/* (D12) From the best plan on. */
MUST_CHECK status decomposed_improve(decomposed *q);

#endif
