/* model/challenge.h - a plan challenged: why this, why not that, what a limit is worth.
 *
 * Every figure comes from solving the program of the plan again with one thing changed, its whole
 * numbers otherwise as in the plan (docs/formulation.md, section 15). Money is EUR of present value
 * over the horizon unless it says so. Every number is finite.
 */
#ifndef MODEL_CHALLENGE_H
#define MODEL_CHALLENGE_H

#include <stdbool.h>

struct plan_limit;
struct technology;
struct connection;
struct hub;
struct heat_net;
struct cable;

/* What the region would be without an action and all of its kind at the same place: the technology
 * at the connection, the hub, the member, the heat net, the effort. */
typedef struct action_reason {
    const char *text_id;            /* "why_...": what it is mainly for */
    const struct plan_limit *limit; /* of the plan, that weighs heavier without it; NULL: none */
    bool impossible;                /* nothing meets limits and targets without it; figures are 0 */
    double cost_from_eur;           /* how much dearer the region is without it: at least so much, */
    double cost_to_eur;             /* and as the plan is that was found without it */
    /* What cost_to_eur is made of. */
    double investment_eur;
    double unserved_eur;
    double other_eur;
    double refused_growth_mwh; /* more growth refused without it, sum over the horizon's years */
    double co2_t;              /* more emitted, likewise; NAN: not known */
} action_reason;

/* What stands between the plan and something that it was offered. */
typedef enum obstacle {
    OBSTACLE_PRICE,     /* "price": costs more than it brings */
    OBSTACLE_WORTHLESS, /* "worthless": would not be used even if its investment were free */
    OBSTACLE_SPACE,     /* "space": the ground, or what is still possible there, is used up */
    OBSTACLE_GRID,      /* "grid": the station leaves no room for what it draws or feeds in */
    OBSTACLE_BUDGET,    /* "budget" */
    OBSTACLE_PEOPLE,    /* "people": installers, or companies that can act */
    OBSTACLE_CONTROL,   /* "control": runs only with an EMS, and there is none */
    OBSTACLE_HUB,       /* "hub": belongs to a hub, which is not formed */
    OBSTACLE_HEAT_NET,  /* "heat_net": a connection to a heat net, and there is none */
    OBSTACLE_NOT_YET,   /* "not_yet": cannot be taken into use within the horizon */
    OBSTACLE_LIMITS,    /* "limits": nothing meets the limits of the region with it */
    OBSTACLE_UNPROVEN,  /* "unproven": it pays; the search ended before it found that */
    OBSTACLE_OPEN,      /* "open": not found out; no time was left, or the solver gave no answer */
    OBSTACLE_COUNT
} obstacle;

const char *obstacle_id(obstacle o);

typedef enum break_even_kind {
    BREAK_EVEN_NONE,
    BREAK_EVEN_PRICE,      /* "price": EUR per unit of the technology at which it is chosen */
    BREAK_EVEN_EXTRA_COST, /* "extra_cost": what forcing one unit in, or a yes, costs more */
} break_even_kind;

const char *break_even_kind_id(break_even_kind k); /* NULL for none */

/* At or below break_even_from it is chosen, above break_even_to it is not; the two are equal when
 * the figure is exact. */
typedef struct why_not {
    const struct technology *technology; /* NULL for hubs, heat nets */
    const struct connection *connection; /* where it comes nearest; NULL for hubs, heat nets */
    const struct hub *hub;
    const struct heat_net *heat_net;
    const struct cable *cable;
    obstacle stops;
    break_even_kind kind;
    double break_even_from, break_even_to; /* 0 with BREAK_EVEN_NONE */
    double now;       /* price: EUR per unit as it is, in the first milestone it can be built; else 0 */
    const char *unit; /* of the amount: kW, MWh/year, points, sites, hub, heat_net */
    /* Of what stops it, in each milestone: with lacks_from more it is not chosen, with lacks_to it is. */
    double lacks_from, lacks_to;
    const char *lacks_unit; /* kW, weeks, companies; NULL: not known, or something else stops it */
} why_not;

#endif
