/* solver/ledger.h - which euro of the objective is whose, and what for.
 *
 * Every cost enters the lp through the ledger, so that the accounts of a plan sum to its
 * objective by construction.
 */
#ifndef SOLVER_LEDGER_H
#define SOLVER_LEDGER_H

#include "model/plan.h"
#include "solver/lp.h"

typedef struct ledger ledger;

/* Whom a cost belongs to: a connection, a park as a whole, a hub, a heat net, or the region. */
typedef struct owner {
    enum { OWNER_REGION, OWNER_PARK, OWNER_CONNECTION, OWNER_HUB, OWNER_HEAT_NET } kind;
    size_t index;
} owner;

static inline owner owner_connection(size_t i)
{
    return (owner){OWNER_CONNECTION, i};
}
static inline owner owner_park(size_t p)
{
    return (owner){OWNER_PARK, p};
}
static inline owner owner_hub(size_t h)
{
    return (owner){OWNER_HUB, h};
}
static inline owner owner_heat_net(size_t k)
{
    return (owner){OWNER_HEAT_NET, k};
}
static inline owner owner_region(void)
{
    return (owner){OWNER_REGION, 0};
}

ledger *ledger_new(lp *p); /* NULL when memory is out */
void ledger_free(ledger *books);

/* Books eur (present value) per unit of the column in milestone y; adds eur / 1000 to the
 * lp's cost. With column LP_NONE the amount is a constant. */
void ledger_book(ledger *books, int column, owner who, account what, size_t y, double eur);
/* EUR of that account per unit of the column, over all milestones. */
double ledger_of_column(const ledger *books, int column, account what);
/* STATUS_NO_MEMORY when a booking was lost. */
MUST_CHECK status ledger_status(const ledger *books);

/* Calls visit for every booking with its amount at x, in the order of booking. */
typedef void ledger_visit(void *context, owner who, account what, size_t y, double eur);
void ledger_total(const ledger *books, const double *x, ledger_visit *visit, void *context);

#endif
