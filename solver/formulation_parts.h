/* solver/formulation_parts.h - shared by the files that make up the formulation; not for others. */
#ifndef SOLVER_FORMULATION_PARTS_H
#define SOLVER_FORMULATION_PARTS_H

#include <math.h>

#include "model/tolerance.h"
#include "model/units.h"
#include "solver/formulation.h"

/* Bound of a shortfall: no target is missed by more t, vehicles or MWh. */
#define SHORTFALL_MOST 1e9

/* Index of (k, y) in a flat array of master. */
static inline size_t at(const formulation *f, size_t k, size_t y)
{
    return k * f->region->horizon.n_milestones + y;
}

/* Index of (owner, peak group, y). */
static inline size_t at_peak(const formulation *f, size_t k, size_t g, size_t y)
{
    return (k * f->region->calendar.n_peak_groups + g) * f->region->horizon.n_milestones + y;
}

/* Index of (hub, level index, y), and with a peak group. */
static inline size_t at_level(const formulation *f, size_t h, size_t l, size_t y)
{
    return at(f, h * GRID_LEVEL_COUNT + l, y);
}

static inline size_t at_level_peak(const formulation *f, size_t h, size_t l, size_t g, size_t y)
{
    return at_peak(f, h * GRID_LEVEL_COUNT + l, g, y);
}

/* Index of (fleet, charger asset of its connection, y); without y for dispatch. */
static inline size_t at_charger(const formulation *f, const fleet *v, const asset *a)
{
    return v->index * f->max_chargers + (a->index - v->connection->first_asset);
}

static inline series at_step(series first, size_t t)
{
    return first < 0 ? LP_NONE : first + (int)t;
}

static inline bool scope_has_year(const formulation *f, size_t y)
{
    return f->scope.milestone == SCOPE_ALL || f->scope.milestone == y;
}

static inline bool scope_has_day(const formulation *f, size_t y, size_t d)
{
    return scope_has_year(f, y) && (f->scope.day == SCOPE_ALL || f->scope.day == d);
}

static inline bool scope_has_station(const formulation *f, const station *s)
{
    return f->scope.station == SCOPE_ALL || f->scope.station == s->index;
}

static inline bool scope_is_whole(const formulation *f)
{
    return f->scope.station == SCOPE_ALL && f->scope.milestone == SCOPE_ALL;
}

static inline double within(const lp *p, int column, double value)
{
    return fmin(fmax(value, lp_lower(p, column)), lp_upper(p, column));
}

static inline int year_of(const formulation *f, size_t y)
{
    return f->region->horizon.milestones[y].year;
}

static inline double duration_of(const formulation *f, size_t y)
{
    return f->region->horizon.milestones[y].duration_years;
}

static inline bool is_private(const formulation *f)
{
    return f->perspective == PERSPECTIVE_PRIVATE;
}

static inline const station *hub_station(const hub *h)
{
    return h->members[0].connection->park->station;
}

static inline bool net_in_scope(const formulation *f, const heat_net *k)
{
    if (f->scope.station == SCOPE_ALL)
        return true;
    for (size_t r = 0; r < k->n_routes; r++)
        if (scope_has_station(f, k->routes[r].park->station))
            return true;
    return false;
}

/* Remembers where a limit stands (formulation.c). */
void limit_row_add(formulation *f, limit_row l);
/* The id of the object that the limit is of, by its kind; of the region. */
const char *limit_row_object(const region *r, const limit_row *row);

/* --- assets (asset_rules.c) --- */

/* Names are for people; longer ones are cut. */
enum { LP_NAME_SIZE = 200 };
/* technology@connection, with the hub of a hub's own asset. */
const char *asset_name(const asset *a, char buffer[LP_NAME_SIZE]);

/* INFINITY for a technology with a yearly cost in place of investment and life. */
double technology_life(const technology *tech);
/* What stands is known beforehand: nothing can be built. */
bool asset_is_constant(const formulation *f, const asset *a);
/* What bounds and big-M are made of, as is a->max. */
double asset_largest_kwh(const asset *a);
/* Private: wacc of the owner; societal: the discount rate. */
double rate_of(const formulation *f, const payer *whose);
/* (E5) Present value in milestone y of one unit built in milestone v; 0 when it no longer counts. */
double vintage_cost_eur(const formulation *f, const technology *tech, double investment_eur,
                        size_t v, size_t y);
/* Up-front EUR per unit built in v, with the fixed part smeared over the typical size. */
double upfront_eur_per_unit(const technology *tech, size_t v);
/* (E6) What an annuity makes of one up-front euro over the milestones in which it counts. */
double annuity_present_value(const formulation *f, const payer *whose, double life_years, size_t v);
/* Books capital and running cost of one new unit in column, built in v. */
void book_new_units(formulation *f, int column, owner who, const technology *tech,
                    double investment_eur, size_t v);
/* Books an up-front sum that lives life_years, per unit of the column, which was chosen in v. */
void book_upfront(formulation *f, int column, owner who, const payer *payer_of_it, double eur,
                  double life_years, size_t v);
/* (E21), (E32) Books the annuity in y of a sum that is renewed like for like as long as the 0/1
 * column is 1. */
void book_standing(formulation *f, int column, owner who, const payer *payer_of_it, double eur,
                   double life_years, size_t y);

/* --- connections (connection_rules.c) --- */

/* Firm contract that may be had at most in y. */
double contract_largest_kw(const formulation *f, const connection *c, size_t y);
/* An aggregate does not lower its contract. */
double contract_least_kw(const connection *c);
/* K is a column: it can be lowered or raised for money, or lapses in a hub. */
bool contract_is_column(const formulation *f, const connection *c);
bool connection_is_candidate(const formulation *f, const connection *c);
/* An EMS stands there or may be bought. */
bool connection_has_control(const formulation *f, const connection *c);
/* Rate per kW and month of the peak, by perspective; 0: peaks are not modelled. */
double peak_rate_eur_per_kw_month(const formulation *f, const connection *c);
/* Weight of a peak group in months; in the societal perspective one group carries the year. */
double peak_group_months(const formulation *f, size_t g);
bool peak_group_has_day(const formulation *f, size_t g, size_t d);
size_t peak_groups(const formulation *f);
bool right_is_column(const formulation *f, const connection *c, const transport_right *w);
/* Calls visit for each (hub, member index in the flat list) of which c is a candidate. */
typedef void member_visit(formulation *f, const hub *h, size_t member, void *context);
void each_membership(formulation *f, const connection *c, member_visit *visit, void *context);

/* MWh that one vehicle charges in a year (growth_rows.c). */
double fleet_mwh_per_vehicle_year(const formulation *f, const fleet *v);

/* --- spends (finance_rows.c) --- */
void spend_add(formulation *f, spend s);
void finance_add_rows(formulation *f);
/* Who pays what funds and subsidies leave; NULL: nobody, they have to cover all of it. */
const payer *spend_free_payer(const region *r, const spend *s);

/* --- rows of the investment part --- */
void capacity_add_rows(formulation *f);
void contract_add_rows(formulation *f);
void growth_add_rows(formulation *f);
void hub_add_rows(formulation *f);
void cable_add_rows(formulation *f);
void heat_net_add_rows(formulation *f);
void reach_add_rows(formulation *f);
void target_add_rows(formulation *f);
/* By how much the row of a target may be missed at most, in its unit; up to SHORTFALL_MOST. */
double target_most_missed(const formulation *f, int row, int slack);
/* Gives the quantity columns the finite bounds that their finished rows imply. low, high: [rows] what
 * dispatch that the lp does not hold adds to rows of quantities at the least and at the most; NULL: nothing. */
void quantity_bound(formulation *f, const double *low, const double *high);
bool target_has_park(const target *t, const park *p);

/* --- people (reach_rows.c) --- */
/* Calls visit for every column of new units in y that somebody has to install; it may be LP_NONE. */
typedef void work_visit(void *context, const technology *tech, int new_units);
void each_work(const formulation *f, size_t y, work_visit *visit, void *context);

/* --- heat nets (network_rows.c, network_flow.c) --- */
/* (E32) Upkeep of what does not depend on the kW. */
double cable_operating_eur_per_year(const cable *k);
double pipe_operating_eur_per_year(const heat_pipe *p);
/* (E33) Lost whenever the pipe is built. */
double pipe_fixed_loss_kw(const heat_pipe *p);
/* Part of what enters pipe k of the route that arrives. */
double route_delivered_from(const heat_net *net, const heat_route *route, size_t k);
/* kW into the pipe per kW delivered over the route; 0 when it does not use the pipe. */
double route_pipe_factor(const heat_net *net, const heat_route *route, size_t pipe);
/* Whether heat for the park goes through the pipe over this route; over any route. */
bool route_leads_to(const heat_net *net, const heat_route *route, size_t pipe, const park *p);
bool pipe_leads_to(const heat_net *net, size_t pipe, const park *p);
/* (E32) kW that can flow at most, whatever is built: its own limit, what sources press into it, what sites
 * behind it can be connected for. */
double pipe_most_kw(const formulation *f, const heat_net *net, const heat_pipe *p, size_t y);
/* kW that a connection, and all of a park, can be connected to the net for; INFINITY where that takes nothing. */
double connected_most_kw(const formulation *f, const heat_net *net, const connection *c, size_t y);
double park_connected_most_kw(const formulation *f, const heat_net *net, const park *p, size_t y);
/* Of the connection; NULL: it is not offered one. */
const asset *connection_asset(const region *r, const connection *c, const technology *tech);

#endif
