/* Why not that: the price at which it would be chosen (E64). */
#include "solver/why_not_parts.h"

#include <math.h>
#include <stdlib.h>

/* Closer than this part of the price two prices are one. */
#define PRICE_TOL_FRAC 1e-9
/* It may gain this much, in brackets of the plan, where an answer says that none of it is chosen: more is
 * an answer that was not settled. */
#define ABSENT_ROOM 3.0
/* Prices tried for one asset. */
enum { MOST_PRICES = 24 };
/* A step of a search is so many times the last one. */
#define LONGER 4.0

/* Calls visit for each column whose cost follows the price of the asset, with the kEUR of it that do:
 * new capacity, and subsidies of a part of the price, which are less than nothing. */
typedef void priced_visit(challenge *c, int column, double keur, void *context);

static double booked_keur(const challenge *c, int column, account a)
{
    return ledger_of_column(c->f->books, column, a) / EUR_PER_KEUR;
}

static double paid_dual(const challenge *c, const spend *s)
{
    return s->paid_row < 0 ? 0.0 : what_if_dual(c->w, s->paid_row);
}

/* (E13) A euro to be paid costs the dual of its row more than the euro, where funds are short. */
static double paid_keur(const challenge *c, int column)
{
    double keur = 0.0;
    for (size_t n = 0; n < c->f->n_spends; n++) {
        const spend *s = &c->f->spends[n];
        for (int k = 0; s->asset && k < 2; k++)
            if (s->column[k] == column)
                keur += s->keur[k] * paid_dual(c, s);
    }
    return keur;
}

double price_keur(const challenge *c, int column)
{
    return column < 0 ? 0.0 : booked_keur(c, column, ACCOUNT_INVESTMENT) + paid_keur(c, column);
}

/* What the budgets of subsidies would have to be widened by, at what they are worth. */
static double subsidy_keur(const challenge *c, const spend *s)
{
    double keur = 0.0;
    for (size_t m = s->first_payment; m < s->first_payment + s->n_payments; m++) {
        const spend_payment *p = &c->f->payments[m];
        for (size_t k = 0; p->subsidy && k < c->f->n_limit_rows; k++) {
            const limit_row *row = &c->f->limit_rows[k];
            if (row->kind == LIMIT_SUBSIDY && row->object == p->subsidy->index && row->y == s->y &&
                row->row >= 0)
                keur -= what_if_dual(c->w, row->row) * p->keur_per_unit;
        }
    }
    return keur;
}

double budget_keur(const challenge *c, const asset *a, size_t y)
{
    const int column = new_column(c, a, y);
    double keur = 0.0;
    for (size_t n = 0; n < c->f->n_spends; n++) {
        const spend *s = &c->f->spends[n];
        for (int k = 0; s->asset == a && s->y == y && k < 2; k++)
            if (s->column[k] == column)
                keur += s->keur[k] * paid_dual(c, s) + subsidy_keur(c, s);
    }
    return keur;
}

static bool follows_price(const spend_payment *p)
{
    return p->subsidy && !isfinite(p->subsidy->eur_per_unit);
}

/* Where entries change with the price, what is paid follows by itself; elsewhere by its dual. */
static void each_priced(challenge *c, const asset *a, priced_visit *visit, void *context)
{
    const bool by_dual = !what_if_is_exact(c->w);
    for (size_t y = 0; y < c->r->horizon.n_milestones; y++) {
        const int columns[] = {new_column(c, a, y), kwh_column(c, a, y)};
        for (int k = 0; k < 2; k++)
            if (columns[k] >= 0)
                visit(c, columns[k],
                      booked_keur(c, columns[k], ACCOUNT_INVESTMENT) +
                          (by_dual ? paid_keur(c, columns[k]) : 0.0),
                      context);
    }
    for (size_t n = 0; n < c->f->n_spends; n++) {
        const spend *s = &c->f->spends[n];
        for (size_t m = 0; s->asset == a && m < s->n_payments; m++) {
            const spend_payment *p = &c->f->payments[s->first_payment + m];
            if (follows_price(p))
                visit(c, p->column,
                      booked_keur(c, p->column, ACCOUNT_SUBSIDY) -
                          (by_dual ? p->keur_per_unit * paid_dual(c, s) : 0.0),
                      context);
        }
    }
}

/* Rows of money in which the price of the asset stands, (E13) to (E15), are scaled with it. */
typedef struct money_rows {
    bool *priced; /* [columns] */
    int *columns; /* [columns] room for one row */
    double *values;
} money_rows;

static void mark_priced(challenge *c, int column, double keur, void *context)
{
    (void)c;
    (void)keur;
    ((money_rows *)context)->priced[column] = true;
}

/* The row with the entries of what is priced times share; false when it has none. */
static bool scale_row(const money_rows *m, const lp_row_view *v, double share)
{
    bool any = false;
    for (int k = 0; k < v->n; k++) {
        const bool priced = m->priced[v->columns[k]];
        m->columns[k] = v->columns[k];
        m->values[k] = priced ? share * v->values[k] : v->values[k];
        any |= priced;
    }
    return any;
}

static status scale_money_rows(challenge *c, const asset *a, double share)
{
    const lp *p = c->f->lp;
    const size_t n = (size_t)lp_columns(p) + 1;
    money_rows m = {calloc(n, sizeof *m.priced), calloc(n, sizeof *m.columns),
                    calloc(n, sizeof *m.values)};
    const bool room = m.priced && m.columns && m.values;
    if (room)
        each_priced(c, a, mark_priced, &m);
    for (int i = 0; room && i < lp_rows(p); i++) {
        const lp_row_view v = lp_row(p, i);
        if (lp_row_unit(p, i) == LP_KEUR && scale_row(&m, &v, share))
            what_if_entries(c->w, i, v.n, m.columns, m.values);
    }
    free(m.priced);
    free(m.columns);
    free(m.values);
    return room ? STATUS_OK : STATUS_NO_MEMORY;
}

/* Paid by funds or subsidies: what it costs is then not concave in the price. */
static bool is_paid_from_pots(const challenge *c, const asset *a)
{
    for (size_t n = 0; n < c->f->n_spends; n++)
        if (c->f->spends[n].asset == a && c->f->spends[n].n_payments > 0)
            return true;
    return false;
}

static void set_price_of(challenge *c, int column, double keur, void *share)
{
    what_if_cost(c->w, column, lp_cost(c->f->lp, column) - (1.0 - *(double *)share) * keur);
}

typedef struct priced_sum {
    const double *x;
    double keur;
} priced_sum;

static void add_priced(challenge *c, int column, double keur, void *context)
{
    (void)c;
    priced_sum *sum = context;
    sum->keur += keur * sum->x[column];
}

static void release(challenge *c, const asset *a)
{
    for (size_t y = 0; y < c->r->horizon.n_milestones; y++) {
        what_if_release(c->w, new_column(c, a, y));
        what_if_release(c->w, kwh_column(c, a, y));
    }
}

bool is_chosen(const challenge *c, const asset *a, const double *x)
{
    for (size_t y = 0; y < c->r->horizon.n_milestones; y++) {
        const int j = new_column(c, a, y);
        if (j >= 0 && x[j] > CHOSEN_TOL)
            return true;
    }
    return false;
}

double share_by_duals(const challenge *c, const asset *a, const double *reduced, double at_share)
{
    double share = -INFINITY;
    for (size_t v = 0; v < c->r->horizon.n_milestones; v++) {
        if (!may_build(c, a, v))
            continue;
        const int columns[] = {new_column(c, a, v), kwh_column(c, a, v)};
        for (int k = 0; k < 2; k++) {
            const double keur = price_keur(c, columns[k]);
            if (keur > 0.0)
                share = fmax(share, at_share - reduced[columns[k]] / keur);
        }
    }
    return share;
}

/* From this share of the price on it gains no more than that: 0 where answers are exact. */
typedef struct price_end {
    double share, gain_keur;
} price_end;

/* What came of a share of the price. An answer that is a bracket may leave open whether it is chosen: then
 * neither of chosen and absent. */
typedef struct trial {
    double share;
    bool answered;
    bool chosen; /* it brings more than it costs, surely */
    bool absent; /* there is none of it in the answer */
    double next; /* chosen: it is up to this share */
    double keur; /* invested in it at its price as it is, in the last answer that has it */
    price_end end; /* absent */
} trial;

/* An answer at a price stays possible at a higher one, and gets dearer by what it invests: up to where
 * it costs as much as the plan without it, it is chosen. */
static void tell_gain(challenge *c, const asset *a, const what_if_answer *base,
                      const what_if_answer *answer, trial *t)
{
    const double gain_keur = base->least_keur - answer->most_keur;
    priced_sum sum = {answer->x, 0.0};
    each_priced(c, a, add_priced, &sum);
    t->chosen = what_if_is_exact(c->w) || gain_keur > 0.0;
    t->keur = fmax(0.0, sum.keur);
    if (sum.keur > 0.0)
        t->next = t->share + fmax(0.0, gain_keur) / sum.keur;
}

/* (E64) by the duals of the answer: the plan costs at most so much, and what is built of it at this share or above
 * at least what the answer proves. */
static void tell_end(const challenge *c, const asset *a, const what_if_answer *base,
                     const what_if_answer *answer, trial *t)
{
    const double gain_keur = base->most_keur - answer->least_keur;
    const double room_keur = base->most_keur - base->least_keur;
    t->end = (price_end){t->share, 0.0};
    if (what_if_is_exact(c->w))
        return;
    t->absent = gain_keur <= ABSENT_ROOM * room_keur;
    t->end = (price_end){fmin(t->share, share_by_duals(c, a, answer->reduced, t->share)),
                         fmax(0.0, gain_keur)};
}

static status try_share(challenge *c, const asset *a, double share, trial *t)
{
    what_if_answer answer = {.answered = false};
    const what_if_answer *base;
    status st = what_if_base(c->w, station_of_connection(a->connection), &base);
    *t = (trial){.share = share, .next = share, .keur = t->keur};
    release(c, a);
    each_priced(c, a, set_price_of, &share);
    if (st == STATUS_OK && what_if_is_exact(c->w) && is_paid_from_pots(c, a))
        st = scale_money_rows(c, a, share);
    if (st == STATUS_OK)
        st = what_if_solve(c->w, station_of_connection(a->connection), &answer);
    t->answered = st == STATUS_OK && base->answered && answer.answered && answer.possible;
    t->absent = t->answered && !is_chosen(c, a, answer.x);
    if (t->answered && !t->absent)
        tell_gain(c, a, base, &answer, t);
    else if (t->absent)
        tell_end(c, a, base, &answer, t);
    what_if_undo(c->w);
    return st;
}

static void lower_end(price_end *above, const trial *t)
{
    if (t->absent && t->end.share < above->share)
        *above = t->end;
}

/* Some share at which it is chosen, if there is one: just below what the duals of the plan say, which
 * where they are not the only ones is too high; then for nothing. Where answers are brackets, by longer and
 * longer steps, until the gain stands out from them. */
static status find_chosen(challenge *c, const asset *a, price_end *above, trial *t)
{
    const double top = above->share;
    double step = PRICE_STEP_FRAC;
    for (;;) {
        const status st = try_share(c, a, fmax(0.0, top - step), t);
        if (st != STATUS_OK || t->chosen || !t->answered)
            return st;
        lower_end(above, t);
        if (t->share <= 0.0)
            return st;
        step = what_if_is_exact(c->w) ? top : LONGER * step;
    }
}

/* Where answers are brackets, the price from which it gains no more than they leave open. As much as in the
 * last answer that has it is then built up to where that is used up. */
static status find_end(challenge *c, const asset *a, price_end *above, trial *t)
{
    status st = STATUS_OK;
    double step = PRICE_STEP_FRAC;
    const double from = t->share, keur = t->keur;
    for (; st == STATUS_OK && t->answered && !t->absent && from + step < above->share;
         step *= LONGER)
        st = try_share(c, a, from + step, t);
    lower_end(above, t);
    above->share = fmax(from, above->share);
    if (keur > 0.0)
        above->share += above->gain_keur / keur;
    return st;
}

/* The least cost is concave in the price: from a price at which it is chosen upwards, along what it
 * invests there, until that gains nothing. */
static status climb(challenge *c, const asset *a, price_end *above, trial *t)
{
    const double close = what_if_is_exact(c->w) ? PRICE_TOL_FRAC : PRICE_STEP_FRAC;
    status st = STATUS_OK;
    int k = 0;
    while (st == STATUS_OK && k++ < MOST_PRICES && t->chosen && t->next > t->share + close &&
           t->next < above->share)
        st = try_share(c, a, t->next, t);
    if (t->chosen && t->next >= above->share)
        t->share = above->share;
    else if (t->answered && k <= MOST_PRICES && what_if_is_exact(c->w))
        above->share = t->share;
    return st;
}

/* With pots, between a price at which it is chosen and one at which it is not: first where it would be if
 * they did not matter, then halfway. */
static status halve(challenge *c, const asset *a, price_end *above, trial *t)
{
    trial now = *t;
    status st = STATUS_OK;
    for (int k = 0; st == STATUS_OK && k < MOST_PRICES && now.answered &&
                    above->share - t->share > PRICE_STEP_FRAC;
         k++) {
        const double guess = now.chosen ? now.next : above->share;
        const bool inside = guess > t->share && guess < above->share;
        st = try_share(c, a, inside ? guess : 0.5 * (t->share + above->share), &now);
        if (now.chosen)
            *t = now;
        else if (now.answered)
            above->share = now.share;
    }
    return st;
}

status find_price(challenge *c, const asset *a, const what_if_answer *base, verdict *v)
{
    const bool pots = what_if_is_exact(c->w) && is_paid_from_pots(c, a);
    price_end above = {fmin(1.0, share_by_duals(c, a, base->reduced, 1.0)),
                       base->most_keur - base->least_keur};
    trial t = {.answered = true, .absent = true};
    *v = (verdict){.asset = a, .asked = true, .stops = OBSTACLE_WORTHLESS};
    status st = above.share > 0.0 ? find_chosen(c, a, &above, &t) : STATUS_OK;
    v->asked = t.answered;
    if (st != STATUS_OK || !t.answered || t.absent || above.share <= 0.0)
        return st;
    if (t.chosen)
        st = pots ? halve(c, a, &above, &t) : climb(c, a, &above, &t);
    const double from = t.share; /* where it ended without an answer as well */
    if (st == STATUS_OK && from < above.share && !pots)
        st = find_end(c, a, &above, &t);
    if (st == STATUS_OK && above.share > PRICE_TOL_FRAC)
        *v = (verdict){.asset = a,
                       .asked = true,
                       .stops = OBSTACLE_PRICE,
                       .kind = BREAK_EVEN_PRICE,
                       .from = from,
                       .to = fmin(1.0, above.share)};
    return st;
}
