/* Who pays what: funds with budgets, subsidies with caps, the rest out of own money.
 *
 * Every spend is kEUR up-front = sum of coefficient * column. A payer with at least one fund
 * pays from funds that match the theme and the municipality; a payer without funds pays freely.
 * What funds and subsidies leave is the first free payer's own; without a free payer nothing may
 * be left. (E13) sum pay = spend - subsidy, (E14) budgets, (E15) subsidy caps. */
#include "solver/formulation_parts.h"

#include <stdio.h>

#include "solver/room.h"

void spend_add(formulation *f, spend s)
{
    if (s.column[0] < 0 || s.n_payers == 0 || (s.keur[0] <= 0.0 && s.keur[1] <= 0.0))
        return;
    if (room_for((void **)&f->spends, f->n_spends, &f->spend_room, sizeof s))
        f->spends[f->n_spends++] = s;
    else
        f->out_of_memory = true;
}

static void payment_add(formulation *f, spend *s, spend_payment p)
{
    if (!room_for((void **)&f->payments, f->n_payments, &f->payment_room, sizeof p)) {
        f->out_of_memory = true;
        return;
    }
    if (s->n_payments == 0)
        s->first_payment = f->n_payments;
    f->payments[f->n_payments++] = p;
    s->n_payments++;
}

static bool payer_has_funds(const region *r, const payer *p)
{
    for (size_t k = 0; k < r->n_funds; k++)
        if (r->funds[k].payer == p)
            return true;
    return false;
}

const payer *spend_free_payer(const region *r, const spend *s)
{
    for (size_t k = 0; k < s->n_payers; k++)
        if (!payer_has_funds(r, s->payers[k]))
            return s->payers[k];
    return NULL;
}

static bool fund_matches(const fund *k, const spend *s, const payer *p)
{
    if (k->payer != p || !k->themes[s->theme])
        return false;
    return !k->municipality || (s->park && park_in_municipality(s->park, k->municipality));
}

static bool subsidy_matches(const formulation *f, const subsidy *k, const spend *s)
{
    const int year = year_of(f, s->y);
    if (!s->asset || (k->from && year < k->from) || (k->until && year > k->until))
        return false;
    for (size_t n = 0; n < k->n_technologies; n++)
        if (k->technologies[n] == s->asset->technology)
            return true;
    return false;
}

static double most_keur(const formulation *f, const spend *s)
{
    double sum = 0.0;
    for (int k = 0; k < 2; k++)
        if (s->column[k] >= 0)
            sum += fmax(0.0, s->keur[k]) * lp_upper(f->lp, s->column[k]);
    return sum;
}

/* The same column may carry an up-front and a running spend. */
static const char *spend_name(const formulation *f, const spend *s, char buffer[LP_NAME_SIZE])
{
    snprintf(buffer, LP_NAME_SIZE, "%s%s", s->running ? "running," : "",
             lp_column_name(f->lp, s->column[0]));
    return buffer;
}

static void add_fund_payments(formulation *f, spend *s)
{
    const region *r = f->region;
    char name[LP_NAME_SIZE];
    for (size_t k = 0; k < s->n_payers; k++)
        for (size_t n = 0; n < r->n_funds; n++) {
            const fund *from = &r->funds[n];
            if (!fund_matches(from, s, s->payers[k]))
                continue;
            const int column = lp_add_column(f->lp, 0.0, most_keur(f, s), false, "pay[%s,%s]",
                                             from->id, spend_name(f, s, name));
            payment_add(f, s, (spend_payment){column, from, NULL, 1.0});
            if (is_private(f))
                ledger_book(f->books, column, s->who, ACCOUNT_SUBSIDY, s->y,
                            -(1.0 - from->weight) * s->present_value * EUR_PER_KEUR);
        }
}

static void add_subsidies(formulation *f, spend *s)
{
    char name[LP_NAME_SIZE];
    for (size_t k = 0; k < f->region->n_subsidies; k++) {
        const subsidy *sub = &f->region->subsidies[k];
        if (!subsidy_matches(f, sub, s))
            continue;
        const double keur = isfinite(sub->eur_per_unit) ? sub->eur_per_unit / EUR_PER_KEUR
                                                        : sub->rate_frac * s->keur[0];
        const int column = lp_add_column(f->lp, 0.0, lp_upper(f->lp, s->column[0]), false,
                                         "subsidised[%s,%s]", sub->id, spend_name(f, s, name));
        payment_add(f, s, (spend_payment){column, NULL, sub, keur});
        if (is_private(f))
            ledger_book(f->books, column, s->who, ACCOUNT_SUBSIDY, s->y,
                        -keur * s->present_value * EUR_PER_KEUR);
    }
}

/* (E13) */
static void add_payment_row(formulation *f, spend *s)
{
    char name[LP_NAME_SIZE];
    const bool free_payer = spend_free_payer(f->region, s) != NULL;
    s->paid_row = LP_NONE;
    if (free_payer && s->n_payments == 0)
        return;
    const int row = lp_add_row(f->lp, LP_KEUR, free_payer ? -INFINITY : 0.0, 0.0, "paid[%s]",
                               spend_name(f, s, name));
    for (size_t k = s->first_payment; k < s->first_payment + s->n_payments; k++)
        lp_add(f->lp, row, f->payments[k].column, f->payments[k].keur_per_unit);
    for (int k = 0; k < 2; k++)
        lp_add(f->lp, row, s->column[k], -s->keur[k]);
    s->paid_row = row;
}

static bool excludes(const subsidy *a, const subsidy *b)
{
    for (size_t k = 0; k < a->n_excludes; k++)
        if (a->excludes[k] == b)
            return true;
    return a == b;
}

/* Whether a payment is a subsidy that excludes every one in the row. */
static bool joins_row(const spend_payment *p, size_t n_payments, const bool *in_row, size_t m)
{
    if (!p[m].subsidy)
        return false;
    for (size_t k = 0; k < n_payments; k++)
        if (in_row[k] && !excludes(p[k].subsidy, p[m].subsidy))
            return false;
    return true;
}

/* (E15) All in the row exclude each other, so together they support a unit once. The row starts
 * with two (or one, twice) and takes in whatever else excludes all of it. */
static void add_support_row(formulation *f, const spend *s, size_t first, size_t second,
                            bool *in_row)
{
    const spend_payment *p = f->payments + s->first_payment;
    char name[LP_NAME_SIZE];
    const int row = lp_add_row(f->lp, LP_OTHER, -INFINITY, 0.0, "supported[%s,%s,%s]",
                               p[first].subsidy->id, p[second].subsidy->id, spend_name(f, s, name));
    for (size_t m = 0; m < s->n_payments; m++)
        in_row[m] = m == first || m == second;
    for (size_t m = 0; m < s->n_payments; m++) {
        in_row[m] = in_row[m] || joins_row(p, s->n_payments, in_row, m);
        if (in_row[m])
            lp_add(f->lp, row, p[m].column, 1.0);
    }
    lp_add(f->lp, row, s->column[0], -1.0);
}

/* (E15) A unit is supported once by each subsidy, and not by two that exclude each other. */
static void add_support_rows(formulation *f, const spend *s)
{
    if (s->n_payments == 0) /* perhaps nobody pays anything, and there is no array */
        return;
    const spend_payment *p = f->payments + s->first_payment;
    bool *in_row = ARENA_ARRAY(f->mem, s->n_payments + 1, bool);
    if (!in_row) {
        f->out_of_memory = true;
        return;
    }
    for (size_t k = 0; k < s->n_payments; k++) {
        if (!p[k].subsidy)
            continue;
        add_support_row(f, s, k, k, in_row);
        for (size_t n = k + 1; n < s->n_payments; n++)
            if (p[n].subsidy && excludes(p[k].subsidy, p[n].subsidy) && !in_row[n])
                add_support_row(f, s, k, n, in_row);
    }
}

/* Calls visit for each payment of milestone y. */
typedef void payment_visit(formulation *f, const spend *s, const spend_payment *p, void *context);

static void each_payment(formulation *f, size_t y, payment_visit *visit, void *context)
{
    for (size_t k = 0; k < f->n_spends; k++) {
        const spend *s = &f->spends[k];
        for (size_t m = 0; s->y == y && m < s->n_payments; m++)
            visit(f, s, &f->payments[s->first_payment + m], context);
    }
}

typedef struct pot {
    const fund *fund; /* or */
    const subsidy *subsidy;
    const connection *applicant; /* NULL: all */
    size_t y;
    double eur;
    int row; /* made with the first payment that it limits */
} pot;

static void limit_payment(formulation *f, const spend *s, const spend_payment *p, void *context)
{
    pot *limit = context;
    if (p->fund != limit->fund || p->subsidy != limit->subsidy)
        return;
    if (limit->applicant && s->asset->connection != limit->applicant)
        return;
    if (limit->row < 0)
        limit->row = lp_add_row(
            f->lp, LP_KEUR, -INFINITY, limit->eur / EUR_PER_KEUR, "%s[%s%s%s,y=%d]",
            limit->fund        ? "fund"
            : limit->applicant ? "applicant"
                               : "subsidy",
            limit->fund ? limit->fund->id : limit->subsidy->id, limit->applicant ? "," : "",
            limit->applicant ? limit->applicant->id : "", year_of(f, s->y));
    lp_add(f->lp, limit->row, p->column, p->keur_per_unit);
}

static void add_pot(formulation *f, pot limit)
{
    if (!isfinite(limit.eur))
        return;
    each_payment(f, limit.y, limit_payment, &limit);
    if (!limit.applicant)
        limit_row_add(f, (limit_row){.kind = limit.fund ? LIMIT_FUND : LIMIT_SUBSIDY,
                                     .object = limit.fund ? limit.fund->index : limit.subsidy->index,
                                     .y = limit.y,
                                     .row = limit.row,
                                     .upper_per_unit = 1.0 / EUR_PER_KEUR});
}

/* (E14) Budgets of funds and subsidies; (E15) cap per applicant and year, of whom an aggregate
 * holds as many as companies. */
static void add_budget_rows(formulation *f, size_t y)
{
    const region *r = f->region;
    for (size_t n = 0; n < r->n_funds; n++)
        add_pot(
            f,
            (pot){.fund = &r->funds[n], .y = y, .eur = r->funds[n].budget_eur[y], .row = LP_NONE});
    for (size_t n = 0; n < r->n_subsidies; n++) {
        const subsidy *sub = &r->subsidies[n];
        add_pot(f, (pot){.subsidy = sub, .y = y, .eur = sub->budget_eur[y], .row = LP_NONE});
        for (size_t i = 0; isfinite(sub->cap_eur_per_applicant_year) && i < r->n_connections; i++)
            add_pot(f, (pot){.subsidy = sub,
                             .applicant = &r->connections[i],
                             .y = y,
                             .eur = sub->cap_eur_per_applicant_year * duration_of(f, y) *
                                    r->connections[i].sites,
                             .row = LP_NONE});
    }
}

void finance_add_rows(formulation *f)
{
    for (size_t k = 0; k < f->n_spends; k++) {
        add_fund_payments(f, &f->spends[k]);
        add_subsidies(f, &f->spends[k]);
        if (f->out_of_memory)
            return;
        add_payment_row(f, &f->spends[k]);
        add_support_rows(f, &f->spends[k]);
    }
    for (size_t y = 0; y < f->region->horizon.n_milestones; y++)
        add_budget_rows(f, y);
}
