#include "solver/ledger.h"

#include <math.h>
#include <stdlib.h>

#include "model/units.h"
#include "solver/room.h"

typedef struct booking {
    int column;
    owner who;
    account what;
    size_t y;
    double eur;
} booking;

struct ledger {
    lp *problem;
    booking *bookings;
    size_t n, room;
    bool failed;
};

ledger *ledger_new(lp *p)
{
    ledger *books = calloc(1, sizeof *books);
    if (books)
        books->problem = p;
    return books;
}

void ledger_free(ledger *books)
{
    if (!books)
        return;
    free(books->bookings);
    free(books);
}

void ledger_book(ledger *books, int column, owner who, account what, size_t y, double eur)
{
    if (fpclassify(eur) == FP_ZERO)
        return;
    if (!room_for((void **)&books->bookings, books->n, &books->room, sizeof *books->bookings)) {
        books->failed = true;
        return;
    }
    books->bookings[books->n++] = (booking){column, who, what, y, eur};
    if (column >= 0)
        lp_add_cost(books->problem, column, eur / EUR_PER_KEUR);
    else
        lp_add_constant(books->problem, eur / EUR_PER_KEUR);
}

double ledger_of_column(const ledger *books, int column, account what)
{
    double eur = 0.0;
    for (size_t k = 0; k < books->n; k++)
        if (books->bookings[k].column == column && books->bookings[k].what == what)
            eur += books->bookings[k].eur;
    return eur;
}

status ledger_status(const ledger *books)
{
    return books->failed ? STATUS_NO_MEMORY : STATUS_OK;
}

void ledger_total(const ledger *books, const double *x, ledger_visit *visit, void *context)
{
    for (size_t k = 0; k < books->n; k++) {
        const booking *b = &books->bookings[k];
        visit(context, b->who, b->what, b->y, b->eur * (b->column >= 0 ? x[b->column] : 1.0));
    }
}
