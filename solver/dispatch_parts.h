/* solver/dispatch_parts.h - shared by the dispatch_*.c files; not for others. */
#ifndef SOLVER_DISPATCH_PARTS_H
#define SOLVER_DISPATCH_PARTS_H

#include <stdio.h>

#include "solver/formulation_parts.h"

/* One (station, milestone, day) while it is being added. */
typedef struct block {
    formulation *f;
    const region *r;
    const station *s;
    size_t y, d, n_steps;
    dispatch_day *at;
    double hours; /* per year that one step stands for */
    double eur;   /* present value of 1 EUR/kWh on 1 kW in one step: discount * hours */
    int *balance; /* [connections][carriers] first of n_steps rows, or LP_NONE */
} block;

static inline const char *day_id(const block *b)
{
    return b->r->calendar.days[b->d].id;
}

static inline int balance_row(const block *b, const connection *c, const carrier *k, size_t t)
{
    return at_step(b->balance[c->index * b->r->n_carriers + k->index], t);
}

/* Adds value * column to the balance of (c, k) in step t. */
static inline void into_balance(const block *b, const connection *c, const carrier *k, size_t t,
                                int column, double value)
{
    lp_add(b->f->lp, balance_row(b, c, k, t), column, value);
}

/* Books EUR per kWh on a column in kW, one step. */
static inline void book_energy(const block *b, int column, owner who, account what,
                               double eur_per_kwh)
{
    ledger_book(b->f->books, column, who, what, b->y, b->eur * eur_per_kwh);
}

/* Emissions of a column in kW, one step, counted at an owner (park index, n_parks: region). */
static inline void count_co2(const block *b, size_t where, int column, double kg_per_kwh)
{
    lp_add(b->f->lp, b->f->quantity.co2_row[at(b->f, where, b->y)], column,
           b->hours * kg_per_kwh / KG_PER_TONNE);
}

/* n_steps columns named what[id,y=..,d=..,t=..], 0 <= x <= upper. */
series add_series(const block *b, const char *what, const char *id, double upper);
/* factor * column (of step t) <= share * capacity (a column; constant where LP_NONE). No limit where
 * factor is 0. */
void limit_by_capacity(const block *b, const char *what, const char *id, size_t t, int column,
                       double factor, int capacity, double share, double constant);

/* Price of a carrier drawn at a connection: commodity, and in the private perspective margin. */
double commodity_eur_per_kwh(const block *b, const carrier *k, size_t t);
double export_eur_per_kwh(const block *b, const carrier *k, size_t t);
/* Private perspective: energy tax and, for electricity, the transport tariff per kWh. */
double transport_eur_per_kwh(const block *b, const connection *c, const carrier *k, size_t t);
double tax_eur_per_kwh(const block *b, const connection *c, const carrier *k);

/* Books commodity, transport, tax and CO2 of a column that draws kW * factor of a network
 * carrier that has no balance of its own at the site. */
void draw_directly(const block *b, const connection *c, const carrier *k, size_t t, int column,
                   double factor);
bool has_balance(const block *b, const connection *c, const carrier *k);

/* Out per in of a converter in step t, and the most it can take in, kW (dispatch_asset.c). */
double output_ratio(const block *b, const converter_output *out, size_t t);
double asset_largest_input_kw(const block *b, const asset *a, size_t t);

/* Demand of all kinds on a carrier in a step when all growth is accepted, kW; and what converters
 * and storage can take besides (dispatch_connection.c). */
double largest_demand_kw(const block *b, const connection *c, const carrier *k, size_t t);
double largest_use_kw(const block *b, const connection *c, const carrier *k, size_t t);

void dispatch_add_connection(const block *b, const connection *c);
void dispatch_add_asset(const block *b, const asset *a);
void dispatch_add_charging(const block *b, const connection *c);
void dispatch_add_hub(const block *b, const hub *h);
void dispatch_add_cable(const block *b, const cable *k);
void dispatch_add_heat_net(const block *b, const heat_net *net);

#endif
