/* model/operation_parts.h - shared by the operation_*.c files; not for others. */
#ifndef MODEL_OPERATION_PARTS_H
#define MODEL_OPERATION_PARTS_H

#include <math.h>

#include "model/operation.h"
#include "model/tolerance.h"
#include "model/units.h"

static inline size_t yearly(const operation *o, size_t k, size_t y)
{
    return k * o->region->horizon.n_milestones + y;
}

static inline size_t yearly_peak(const operation *o, size_t k, size_t g, size_t y)
{
    return yearly(o, k * o->region->calendar.n_peak_groups + g, y);
}

static inline size_t charger_place(const operation *o, const fleet *f, const asset *a)
{
    return f->index * o->max_chargers + (a->index - f->connection->first_asset);
}

static inline size_t carrier_place(const operation *o, const connection *c, const carrier *k)
{
    return c->index * o->region->n_carriers + k->index;
}

static inline const flow_day *day_at(const operation *o, size_t y, size_t d)
{
    return &o->days[y * o->region->calendar.n_days + d];
}

static inline double kw_at(flow f, size_t t)
{
    return f ? f[t] : 0.0;
}

static inline bool is_private_view(const operation *o)
{
    return o->perspective == PERSPECTIVE_PRIVATE;
}

/* One step of a day. */
typedef struct moment {
    size_t y, d, t;
} moment;

/* --- what flows (operation_flows.c) --- */
double source_output_kw(const operation *o, const asset *a, moment m);
double converter_ratio(const operation *o, const converter_output *out, moment m);
/* What the demands of a carrier ask, less savings. */
double demand_kw(const operation *o, const connection *c, const carrier *k, moment m);
double charging_kw(const operation *o, const connection *c, moment m);
/* Own import and that in hubs. */
double all_import_kw(const operation *o, const connection *c, moment m);
double all_export_kw(const operation *o, const connection *c, moment m);
double fleet_mwh(const operation *o, const fleet *f);
/* Drawn from a network without a balance of its own at the site. */
bool is_drawn_directly(const operation *o, const connection *c, const carrier *k, moment m);

/* --- costs of one year of milestone y, EUR (operation_choices.c, operation_energy.c) --- */
/* All that is decided. */
void add_choices_eur(const operation *o, size_t y, double account_eur[ACCOUNT_COUNT]);
/* All that flows, and tonnes in a year, [n_parks + 1]: the last is what belongs to no park. */
void add_year(const operation *o, size_t y, double account_eur[ACCOUNT_COUNT], double *co2_t);
/* Whether something built in v still counts in y (E3). */
bool still_lives(const horizon *h, double life_years, size_t v, size_t y);
double life_of(const technology *tech);
/* (E2) */
double annuity_of(const operation *o, const payer *whose, double life_years);
/* How many months a year the peaks of group g are charged. */
double months_of(const operation *o, size_t g);
/* Of one kW of a peak that the tariff charges this much a month; the cost of the grid to society. */
double peak_eur_per_kw_month(const operation *o, double tariff_eur);
/* (E26) Adds to *eur what members below the level of the group pay for their peaks in it. */
void add_surcharge_eur(const operation *o, const hub *h, size_t y, double *eur);

/* --- checks --- */
/* Adds to what the verification tells as burned. */
void add_burned(const operation *o, verification *v);
void verify_flows(const operation *o, verification *v);
void verify_choices(const operation *o, verification *v);

#endif
