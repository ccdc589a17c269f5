/* What it costs, who pays, and what subsidies give. */
#include "solver/plan_parts.h"

#include <stdlib.h>

#include "solver/outline.h"

static void add_booking(void *context, owner who, account what, size_t y, double eur)
{
    reading *in = context;
    books_total *b = &in->books;
    b->by_account[y][what] += eur;
    switch (who.kind) {
    case OWNER_CONNECTION:
        b->by_connection[at(in->f, who.index, y)] += eur;
        break;
    case OWNER_PARK:
        b->by_park[at(in->f, who.index, y)] += eur;
        break;
    case OWNER_HUB:
        b->by_hub[at(in->f, who.index, y)] += eur;
        break;
    case OWNER_HEAT_NET:
        b->by_net[at(in->f, who.index, y)] += eur;
        break;
    case OWNER_REGION:
        break;
    }
}

void *reading_array(reading *in, size_t n, size_t size)
{
    void *array = arena_array(in->mem, n, size);
    in->out_of_memory |= array == NULL;
    return array;
}

/* Bookings of a block at x; those of quantities stand with the investments. */
static status add_block_books(void *context, const outline_block *b)
{
    reading *const *list = context;
    const int n = lp_columns(b->piece->lp);
    double *x = calloc((size_t)n + 1, sizeof *x);
    if (!x)
        return STATUS_NO_MEMORY;
    for (; *list; list++) {
        for (int j = 0; j < n; j++)
            x[j] = (*list)->x[b->column_of[j]];
        for (int j = b->piece->first_quantity_column; j < b->first_column; j++)
            x[j] = 0.0;
        ledger_total(b->piece->books, x, add_booking, *list);
    }
    free(x);
    return STATUS_OK;
}

status reading_add_dispatch(reading *const *list)
{
    const formulation *f = list[0]->f;
    return f->is_outline ? outline_each_block(f, add_block_books, (void *)list) : STATUS_OK;
}

bool reading_open(reading *in, const formulation *f, const double *x, arena *mem)
{
    const size_t y = f->region->horizon.n_milestones;
    *in = (reading){.f = f, .r = f->region, .x = x, .mem = mem};
    in->books.by_account = reading_array(in, y, sizeof *in->books.by_account);
    in->books.by_connection = READING_ARRAY(in, f->region->n_connections * y, double);
    in->books.by_park = READING_ARRAY(in, f->region->n_parks * y, double);
    in->books.by_hub = READING_ARRAY(in, f->region->n_hubs * y, double);
    in->books.by_net = READING_ARRAY(in, f->region->n_heat_nets * y, double);
    if (!in->out_of_memory)
        ledger_total(f->books, x, add_booking, in);
    return !in->out_of_memory;
}

static double subsidy_at(const reading *in, const spend *s)
{
    double eur = 0.0;
    for (size_t k = s->first_payment; k < s->first_payment + s->n_payments; k++)
        if (in->f->payments[k].subsidy)
            eur +=
                in->f->payments[k].keur_per_unit * in->x[in->f->payments[k].column] * EUR_PER_KEUR;
    return eur;
}

/* Of an amount that is too small for an action: what no action has, nobody is told to pay. */
static bool is_dust(const reading *in, const spend *s)
{
    return value_of(in, s->column[0]) < LEAST_AMOUNT && value_of(in, s->column[1]) < LEAST_AMOUNT;
}

spend_total spend_at(const reading *in, const spend *s)
{
    spend_total total = {0.0, 0.0};
    if (is_dust(in, s))
        return total;
    for (int k = 0; k < 2; k++)
        total.eur += s->keur[k] * value_of(in, s->column[k]) * EUR_PER_KEUR;
    total.eur = fmax(0.0, total.eur);
    total.subsidy_eur = fmin(total.eur, subsidy_at(in, s));
    return total;
}

size_t spends_of(const reading *in, int column, const spend *found[], size_t n)
{
    size_t count = 0;
    for (size_t k = 0; k < in->f->n_spends && count < n; k++)
        if (column >= 0 && in->f->spends[k].column[0] == column)
            found[count++] = &in->f->spends[k];
    return count;
}

static double funds_at(const reading *in, const spend *s, const payer *who, const fund *only)
{
    double eur = 0.0;
    for (size_t k = s->first_payment; k < s->first_payment + s->n_payments; k++) {
        const spend_payment *p = &in->f->payments[k];
        if (p->fund && (!who || p->fund->payer == who) && (!only || p->fund == only))
            eur += in->x[p->column] * EUR_PER_KEUR;
    }
    return eur;
}

/* What funds and subsidies leave to the free payer. */
static double own_money(const reading *in, const spend *s)
{
    const spend_total total = spend_at(in, s);
    return fmax(0.0, total.eur - total.subsidy_eur - funds_at(in, s, NULL, NULL));
}

double spend_paid_by(const reading *in, const spend *s, const payer *who)
{
    if (is_dust(in, s))
        return 0.0;
    const double own = spend_free_payer(in->r, s) == who ? own_money(in, s) : 0.0;
    return own + funds_at(in, s, who, NULL);
}

double fund_used_eur(const reading *in, const fund *k, size_t y)
{
    double eur = 0.0;
    for (size_t n = 0; n < in->f->n_spends; n++)
        if (in->f->spends[n].y == y)
            eur += funds_at(in, &in->f->spends[n], NULL, k);
    return eur;
}

double subsidy_used_eur(const reading *in, const subsidy *k, size_t y)
{
    double eur = 0.0;
    for (size_t n = 0; n < in->f->n_spends; n++) {
        const spend *s = &in->f->spends[n];
        for (size_t m = s->first_payment; s->y == y && m < s->first_payment + s->n_payments; m++)
            if (in->f->payments[m].subsidy == k)
                eur += in->f->payments[m].keur_per_unit * in->x[in->f->payments[m].column] *
                       EUR_PER_KEUR;
    }
    return eur;
}

static void add_payment(action *a, const payer *who, const fund *from, size_t y, double eur)
{
    if (eur < MONEY_TOL_EUR)
        return;
    for (size_t k = 0; k < a->n_payments; k++)
        if (a->payments[k].payer == who && a->payments[k].fund == from &&
            a->payments[k].milestone == y) {
            a->payments[k].eur += eur;
            return;
        }
    a->payments[a->n_payments++] = (payment){who, from, y, eur};
}

static void add_subsidy(action *a, const subsidy *which, double units, double eur)
{
    if (eur < MONEY_TOL_EUR)
        return;
    a->subsidies[a->n_subsidies++] = (subsidy_use){which, units, eur};
}

void add_payments(reading *in, action *a, const spend *const *spends, size_t n)
{
    size_t most = n;
    for (size_t k = 0; k < n; k++)
        most += spends[k]->n_payments;
    a->payments = READING_ARRAY(in, most, payment);
    a->subsidies = READING_ARRAY(in, most, subsidy_use);
    for (size_t k = 0; k < n && !in->out_of_memory; k++) {
        const spend *s = spends[k];
        const spend_total total = spend_at(in, s);
        if (!s->running)
            a->investment_eur += total.eur;
        a->subsidy_eur += total.subsidy_eur;
        for (size_t m = s->first_payment; m < s->first_payment + s->n_payments; m++) {
            const spend_payment *p = &in->f->payments[m];
            if (p->fund)
                add_payment(a, p->fund->payer, p->fund, s->y, in->x[p->column] * EUR_PER_KEUR);
            else
                add_subsidy(a, p->subsidy, in->x[p->column],
                            p->keur_per_unit * in->x[p->column] * EUR_PER_KEUR);
        }
        if (spend_free_payer(in->r, s))
            add_payment(a, spend_free_payer(in->r, s), NULL, s->y, own_money(in, s));
    }
}

static double sum_accounts(const double *eur)
{
    double sum = 0.0;
    for (int k = 0; k < ACCOUNT_COUNT; k++)
        sum += eur[k];
    return sum;
}

static void add_parks_total(const plan *p, size_t y, plan_total *t)
{
    for (size_t k = 0; k < p->n_parks; k++) {
        const energy_state *now = &p->parks[k].plan[y], *quo = &p->parks[k].status_quo[y];
        t->co2_t += now->co2_t;
        t->status_quo_co2_t += quo->co2_t;
        t->refused_growth_mwh += now->refused_growth_mwh;
        t->status_quo_refused_growth_mwh += quo->refused_growth_mwh;
        t->shed_mwh += now->shed_mwh;
    }
    for (size_t k = 0; k < p->n_stations; k++)
        t->freed_kw += fmax(0.0, p->stations[k].status_quo_peak_import_kw[y] -
                                     p->stations[k].peak_import_kw[y]);
}

static void add_spends_total(const reading *in, size_t y, plan_total *t)
{
    for (size_t k = 0; k < in->f->n_spends; k++) {
        const spend *s = &in->f->spends[k];
        if (s->y != y)
            continue;
        const spend_total total = spend_at(in, s);
        t->investment_eur += s->running ? 0.0 : total.eur;
        t->subsidy_eur += total.subsidy_eur;
    }
}

static void add_to_horizon(const reading *in, const plan_total *t, size_t y, plan_total *sum)
{
    const double years = duration_of(in->f, y);
    sum->investment_eur += t->investment_eur;
    sum->subsidy_eur += t->subsidy_eur;
    sum->co2_t += years * t->co2_t;
    sum->status_quo_co2_t += years * t->status_quo_co2_t;
    sum->refused_growth_mwh += years * t->refused_growth_mwh;
    sum->status_quo_refused_growth_mwh += years * t->status_quo_refused_growth_mwh;
    sum->shed_mwh += years * t->shed_mwh;
    sum->freed_kw = fmax(sum->freed_kw, t->freed_kw);
}

status plan_add_money(reading *in, const reading *quo, plan *p)
{
    const size_t n = in->r->horizon.n_milestones;
    plan_total *totals = READING_ARRAY(in, n, plan_total);
    if (!totals)
        return STATUS_NO_MEMORY;
    plan_total *sum = &p->horizon_total;
    for (size_t y = 0; y < n; y++) {
        plan_total *t = &totals[y];
        for (int k = 0; k < ACCOUNT_COUNT; k++) {
            t->account_eur[k] = in->books.by_account[y][k] / in->f->discount[y];
            sum->account_eur[k] += in->books.by_account[y][k];
            t->status_quo_account_eur[k] = quo->books.by_account[y][k] / in->f->discount[y];
            sum->status_quo_account_eur[k] += quo->books.by_account[y][k];
        }
        t->cost_eur = sum_accounts(t->account_eur);
        t->status_quo_cost_eur = sum_accounts(t->status_quo_account_eur);
        t->co2_t = value_of(in, in->f->quantity.co2_column[at(in->f, in->r->n_parks, y)]);
        add_parks_total(p, y, t);
        add_spends_total(in, y, t);
        add_to_horizon(in, t, y, sum);
    }
    sum->cost_eur = sum_accounts(sum->account_eur);
    sum->status_quo_cost_eur = sum_accounts(sum->status_quo_account_eur);
    p->totals = totals;
    return STATUS_OK;
}
