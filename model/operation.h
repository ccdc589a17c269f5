/* model/operation.h - what is decided and what flows, in words of the region.
 *
 * The values of one solution, free of any linear program, so that they can be checked by formulas that
 * have nothing to do with how it was found. solver/operation_read.c fills it; all lies in one arena.
 *
 * Yearly arrays are flat, y runs fastest: capacity[a * n_milestones + y]. What cannot be decided is
 * filled in: an asset that does not change has what is installed, growth that is not asked about is
 * accepted.
 */
#ifndef MODEL_OPERATION_H
#define MODEL_OPERATION_H

#include "model/plan.h"
#include "model/verification.h"

/* kW in each step of a day, [n_steps]; NULL: nothing flows there. */
typedef const double *flow;

/* One (milestone, day); arrays as in operation. */
typedef struct flow_day {
    flow *import_own, *export_own; /* [connections] outside any hub */
    flow *import_hub, *export_hub; /* [members] */
    flow *buy, *shed, *surplus;    /* [connections][carriers] */
    flow *of_asset;                /* [assets] source: out; converter: in; storage: charge */
    flow *curtailed;               /* [assets] source that is taken but for this */
    flow *discharge;               /* [assets] */
    flow *level;                   /* [assets] kWh at the end of the step */
    flow *shifted;                 /* [fleets][chargers] managed charging */
    flow *hub_import, *hub_export; /* [hubs] net of the group */
    flow *forward, *backward;      /* [cables] sent into it */
    flow *heat;                    /* [routes, all nets][connections of the park] delivered */
} flow_day;

typedef struct operation {
    const region *region;
    perspective perspective;
    /* Whole numbers were off; half a hub has no action. false unless somebody says so. */
    bool relaxed;
    /* Where the things of a hub or net start in a flat list. */
    const size_t *first_member;                            /* [hubs + 1] */
    const size_t *first_pipe, *first_source, *first_route; /* [heat nets + 1] */
    const size_t *first_heat;                              /* [routes + 1] into flow_day.heat */
    size_t max_chargers;  /* places of a fleet, by asset - first_asset */
    size_t max_rights;    /* places of a connection */
    size_t n_peak_groups; /* that are charged: 1 in the societal perspective */

    double *capacity, *new_units;      /* [assets][y] */
    double *capacity_kwh, *new_kwh;    /* [assets][y] storage with its energy sized apart */
    double *contract;                  /* [connections][y] firm */
    double *right;                     /* [connections][max_rights][y] */
    double *peak, *surcharge_peak;     /* [connections][peak groups of the calendar][y] charged */
    double *accepted, *accepted_fleet; /* [demands][y], [fleets][y] */
    double *vehicles, *managed;        /* [fleets][chargers][y] */
    double *uncharged;                 /* [fleets][y] */
    double *hub_formed;                /* [hubs][y] */
    double *hub_member;                /* [members][y] */
    double *hub_contract;              /* [hubs][levels][y] */
    double *hub_peak;                  /* [hubs][levels][peak groups of the calendar][y] */
    double *cable_built, *cable_new_kw, *cable_kw; /* [cables][y] */
    double *net_built;                             /* [heat nets][y] */
    double *pipe_built, *pipe_new_kw, *pipe_kw;    /* [pipes][y] */
    double *source_new_kw, *source_kw;             /* [heat sources][y] */
    double *platform, *platform_new;               /* [technologies][y] */
    double *effort;                                /* [efforts][y] */
    flow_day *days;                                /* [n_milestones * n_days] */
} operation;

/* Electricity over the connection, hub flows included, in one step; negative is feed-in. kW. */
double operation_net_import_kw(const operation *o, const connection *c, size_t y, size_t d,
                               size_t t);
/* Net of the members of a hub behind its group contract, kW. */
double operation_hub_import_kw(const operation *o, size_t of_hub, size_t y, size_t d, size_t t);

/* Gets an operation that is valid during the call only. Anything but STATUS_OK is handed on. */
typedef status operation_visit(void *context, const operation *o);

/* Checks the operation by itself and against the plan: balances, limits, lives, costs year by year
 * and vintage by vintage, CO2, budgets, sums. */
void operation_verify(const operation *o, const plan *p, verification *v);
/* Likewise the operation when nothing more is done: what flows, costs and emissions. */
void operation_verify_status_quo(const operation *o, const plan *p, verification *v);

#endif
