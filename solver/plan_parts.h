/* solver/plan_parts.h - shared by the plan_*.c files; not for others. */
#ifndef SOLVER_PLAN_PARTS_H
#define SOLVER_PLAN_PARTS_H

#include "solver/formulation_parts.h"
#include "model/base_load.h"
#include "solver/plan_build.h"

/* Ledger totals at one x, present value in EUR. */
typedef struct books_total {
    double (*by_account)[ACCOUNT_COUNT]; /* [y] */
    double *by_connection;               /* [connections][y] */
    double *by_park;                     /* [parks][y], booked on the park as a whole */
    double *by_hub;                      /* [hubs][y] */
    double *by_net;                      /* [heat nets][y] */
} books_total;

/* A solution to read from. */
typedef struct reading {
    const formulation *f;
    const region *r;
    const double *x;
    arena *mem;
    books_total books;
    bool out_of_memory;
} reading;

/* Money of one spend at x. */
typedef struct spend_total {
    double eur;
    double subsidy_eur;
} spend_total;

/* From this part of a limit on it counts as used up. */
#define AT_LIMIT_FRAC 0.999
/* Peak over contract at or below which a contract may be reduced [Netcode 7.13; S23]. */
#define USE_IT_OR_LOSE_IT_FRAC 0.5
/* How much dearer a year has to be, on average, for a connection to count as worse off. */
#define LEAST_WORSE_OFF_EUR_PER_YEAR 1.0

static inline double value_of(const reading *in, int column)
{
    return column < 0 ? 0.0 : in->x[column];
}

static inline double step_of(const reading *in, series first, size_t t)
{
    return first < 0 ? 0.0 : in->x[first + (int)t];
}

static inline const dispatch_day *day_of(const reading *in, size_t y, size_t d)
{
    return &in->f->days[y * in->r->calendar.n_days + d];
}

/* With an outline, the books are those of the investments only until reading_add_dispatch(). False
 * when memory is out. */
bool reading_open(reading *in, const formulation *f, const double *x, arena *mem);
/* Of the same formulation; NULL ends the list. */
MUST_CHECK status reading_add_dispatch(reading *const *list);
void *reading_array(reading *in, size_t n, size_t size);
#define READING_ARRAY(in, n, type) ((type *)reading_array((in), (n), sizeof(type)))

/* --- plan_states.c --- */
double capacity_at(const reading *in, const asset *a, size_t y);
double source_kw(const reading *in, const asset *a, size_t y, size_t d, size_t t);
/* Electricity over the connection, hub flows included; negative is feed-in. */
double net_import_kw(const reading *in, const connection *c, size_t y, size_t d, size_t t);
/* As (E30) counts it, quarter-hour: load outside the model is against import, generation against
 * export, and neither makes room for the other. net_kw is what flows. */
typedef struct station_load {
    double import_kw, export_kw, net_kw;
} station_load;
station_load station_load_at(const reading *in, const station *s, size_t y, size_t d, size_t t);
/* Quarter-hour, own import outside any hub. */
double own_peak_kw(const reading *in, const connection *c, size_t y);
/* Firm contract. Nobody pays for it in the societal perspective, so there it stays as it is outside
 * a hub, or follows the peak after relief, whatever the column says. */
double contract_at(const reading *in, const connection *c, size_t y);
energy_state park_state(reading *in, const park *p, size_t y);
/* Delivered, saved, discharged or charged by an asset in a year, MWh. */
double asset_mwh(const reading *in, const asset *a, size_t y);
double route_heat_mwh(const reading *in, const heat_net *net, size_t r, size_t y);
/* What enters a pipe in a year, beside its fixed loss. */
typedef struct pipe_flow {
    double peak_kw, mwh;
} pipe_flow;
pipe_flow pipe_flow_at(const reading *in, const heat_net *net, size_t pipe, size_t y);
/* Net import over all days and steps into kw[n_days * n_steps], quarter-hour. */
void park_curve(const reading *in, const park *p, size_t y, double *kw);
void station_curve(const reading *in, const station *s, size_t y, double *kw);
void hub_curve(const reading *in, const hub *h, size_t y, double *kw);

/* --- plan_money.c --- */
spend_total spend_at(const reading *in, const spend *s);
/* All spends, up-front and running, whose first column is this one, at most n; returns how many. */
size_t spends_of(const reading *in, int column, const spend *found[], size_t n);
void add_payments(reading *in, action *a, const spend *const *spends, size_t n);
MUST_CHECK status plan_add_money(reading *in, const reading *quo, plan *p);
double spend_paid_by(const reading *in, const spend *s, const payer *who);
double fund_used_eur(const reading *in, const fund *k, size_t y);
double subsidy_used_eur(const reading *in, const subsidy *k, size_t y);

/* --- plan_actions.c --- */
MUST_CHECK status plan_add_actions(reading *in, plan *p);

/* --- plan_sections.c --- */
MUST_CHECK status plan_add_parks(reading *in, reading *quo, plan *p);
MUST_CHECK status plan_add_hubs(reading *in, plan *p);
MUST_CHECK status plan_add_heat_nets(reading *in, plan *p);
MUST_CHECK status plan_add_stations(reading *in, const reading *quo, plan *p);
MUST_CHECK status plan_add_programme(reading *in, plan *p);
MUST_CHECK status plan_add_targets(reading *in, plan *p);
MUST_CHECK status plan_add_contracts_at_risk(reading *in, plan *p);
MUST_CHECK status plan_add_worse_off(reading *in, const reading *quo, plan *p);

/* --- plan_limits.c, plan_themes.c --- */
MUST_CHECK status plan_add_limits(reading *in, plan *p);
MUST_CHECK status plan_add_curves(reading *in, const reading *quo, plan *p);
MUST_CHECK status plan_add_themes(reading *in, plan *p);

#endif
