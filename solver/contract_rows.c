/* Contracts, own non-firm rights and peaks: who may draw how much, and what it costs. */
#include "solver/formulation_parts.h"

#include <stdio.h>

typedef struct membership_term {
    int row;
    double factor;
    size_t y;
} membership_term;

static void add_membership(formulation *f, const hub *h, size_t member, void *context)
{
    (void)h;
    const membership_term *term = context;
    lp_add(f->lp, term->row, f->master.hub_member[at(f, member, term->y)], term->factor);
}

/* (E16) K <= GTV (1 - m), and likewise each own right; a fixed contract is equal to it. */
static void lapse_in_hub(formulation *f, const connection *c, int column, double most, bool fixed,
                         size_t y, const char *what)
{
    if (!connection_is_candidate(f, c))
        return;
    const int row = lp_add_row(f->lp, LP_KW, fixed ? most : -INFINITY, most, "%s_lapses[%s,y=%d]",
                               what, c->id, year_of(f, y));
    lp_add(f->lp, row, column, 1.0);
    membership_term term = {row, most, y};
    each_membership(f, c, add_membership, &term);
}

/* (E17) While the station is congested a contract that was lowered does not come back. */
static void keep_from_rising(formulation *f, const connection *c, size_t y)
{
    const int now = f->master.contract[at(f, c->index, y)];
    if (y == 0 || c->contract_fixed || !c->park->station->congested_by_milestone[y])
        return;
    const int row = lp_add_row(f->lp, LP_KW, -INFINITY, 0.0, "contract_not_rising[%s,y=%d]", c->id,
                               year_of(f, y));
    lp_add(f->lp, row, now, 1.0);
    lp_add(f->lp, row, f->master.contract[at(f, c->index, y - 1)], -1.0);
}

static void book_contract(formulation *f, const connection *c, size_t y)
{
    const owner who = owner_connection(c->index);
    if (!is_private(f))
        return;
    const double rate = f->discount[y] * connection_contract_eur_per_kw_year(c);
    const int column = f->master.contract[at(f, c->index, y)];
    ledger_book(f->books, column, who, ACCOUNT_GRID, y,
                column >= 0 ? rate : rate * contract_largest_kw(f, c, y));
    ledger_book(f->books, LP_NONE, who, ACCOUNT_GRID, y,
                f->discount[y] * connection_fixed_eur_per_year(c));
    for (size_t w = 0; w < c->n_rights; w++) {
        const int right = f->master.right[at(f, c->index * f->max_rights + w, y)];
        ledger_book(f->books, right, who, ACCOUNT_GRID, y,
                    f->discount[y] * c->rights[w].contract_eur_per_kw_year *
                        (right >= 0 ? 1.0 : c->rights[w].import_kw));
    }
}

/* (E19) Peak tariff, or in the societal perspective the cost of grid use. */
static void book_peaks(formulation *f, const connection *c, size_t y)
{
    const double per_month =
        f->discount[y] * peak_rate_eur_per_kw_month(f, c) / c->coincidence_frac;
    for (size_t g = 0; g < peak_groups(f); g++) {
        const size_t k = at_peak(f, c->index, g, y);
        if (f->master.peak[k] >= 0)
            ledger_book(f->books, f->master.peak[k], owner_connection(c->index), ACCOUNT_GRID, y,
                        per_month * peak_group_months(f, g));
    }
}

static void add_contract(formulation *f, const connection *c, size_t y)
{
    const int column = f->master.contract[at(f, c->index, y)];
    if (column >= 0) {
        lapse_in_hub(f, c, column, contract_largest_kw(f, c, y), c->contract_fixed, y, "contract");
        keep_from_rising(f, c, y);
    }
    for (size_t w = 0; w < c->n_rights; w++) {
        const int right = f->master.right[at(f, c->index * f->max_rights + w, y)];
        char what[LP_NAME_SIZE];
        snprintf(what, sizeof what, "right_%zu", w);
        if (right >= 0)
            lapse_in_hub(f, c, right, c->rights[w].import_kw, false, y, what);
    }
    book_contract(f, c, y);
    book_peaks(f, c, y);
}

void contract_add_rows(formulation *f)
{
    for (size_t i = 0; i < f->region->n_connections; i++)
        for (size_t y = 0; y < f->region->horizon.n_milestones; y++)
            add_contract(f, &f->region->connections[i], y);
}
