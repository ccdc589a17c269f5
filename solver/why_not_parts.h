/* solver/why_not_parts.h - shared by the why_not*.c files; not for others. */
#ifndef SOLVER_WHY_NOT_PARTS_H
#define SOLVER_WHY_NOT_PARTS_H

#include "solver/challenge_parts.h"

/* More than this is chosen, in the unit of the technology. */
#define CHOSEN_TOL 1e-6
/* The price at which something is chosen is found to this part of the price as it is. */
#define PRICE_STEP_FRAC 2e-3

/* What one asset says for itself. */
typedef struct verdict {
    const asset *asset;
    bool asked; /* there was an answer */
    obstacle stops;
    break_even_kind kind;
    double from, to; /* price: as a share of the price as it is; extra cost: kEUR */
    size_t y;        /* milestone that comes nearest */
    limit_kind people; /* with OBSTACLE_PEOPLE: LIMIT_INSTALLER_WEEKS or LIMIT_ADOPTION */
} verdict;

static inline int new_column(const challenge *c, const asset *a, size_t y)
{
    return c->f->master.new_units[at(c->f, a->index, y)];
}

static inline int kwh_column(const challenge *c, const asset *a, size_t y)
{
    return c->f->master.new_kwh[at(c->f, a->index, y)];
}

/* Whether anything more can be built in y, whatever the plan has. */
bool may_build(const challenge *c, const asset *a, size_t y);

/* A unit of it, in y. */
void force_unit(challenge *c, const asset *a, size_t y);

/* --- why_not_grid.c --- */

/* Whether it would be chosen, at its price as it is, if the station had room for all: then the grid stops it,
 * not the price. */
MUST_CHECK status ask_grid(challenge *c, const asset *a, verdict *v);

/* --- why_not_price.c --- */

/* Whether some of it is built in an answer. */
bool is_chosen(const challenge *c, const asset *a, const double *x);

/* kEUR that a unit of the column, which is new capacity, costs more when its price is one share more:
 * what is booked as investment, and what paying for it takes out of budgets that are short. */
double price_keur(const challenge *c, int column);
/* The latter alone, for a unit built in y. */
double budget_keur(const challenge *c, const asset *a, size_t y);
/* (E64) Above this share of its price none of it is chosen, say reduced costs that were found at the
 * share at. 0 or less: at no price. */
double share_by_duals(const challenge *c, const asset *a, const double *reduced, double at_share);
/* From that of the base, which is answered, downwards to the price at which it is chosen. */
MUST_CHECK status find_price(challenge *c, const asset *a, const what_if_answer *base, verdict *v);

#endif
