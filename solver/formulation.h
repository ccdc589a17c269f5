/* solver/formulation.h - the region as a linear program; equations in docs/formulation.md.
 *
 * Built block-wise. What ties days, milestones and stations together is one of two things:
 *   - master columns (capacities, contracts, peaks, accepted growth, yes/no decisions), whose
 *     indices stand in struct master, one slot each;
 *   - rows over yearly quantities (CO2, renewable share), in struct quantity.
 * Fix the master columns, and each (station, milestone, day) is a program of its own: the same
 * dispatch_add_day() that builds the whole program builds that piece, in an lp in which
 * master_add_columns() made just the columns of the scope.
 *
 * Money in the lp is kEUR of present value, energy MWh per year, power kW.
 */
#ifndef SOLVER_FORMULATION_H
#define SOLVER_FORMULATION_H

#include <stdbool.h>
#include <stddef.h>

#include "model/plan.h"
#include "model/region.h"
#include "solver/ledger.h"
#include "solver/lp.h"

/* Part of the region that an lp is built for. SCOPE_ALL for all stations, milestones or days. */
#define SCOPE_ALL ((size_t)-1)
#define NO_DAY ((size_t)-2) /* a scope without dispatch */

typedef struct scope {
    size_t station;
    size_t milestone;
    size_t day;
} scope;

/* Column indices in the lp of this formulation, LP_NONE where there is none. Arrays are flat;
 * y runs fastest: new_units[a * n_milestones + y]. All lie in one block, slots[n_slots], in the
 * same place for every formulation of the same region, so that values carry over slot by slot. */
typedef struct master {
    size_t n_slots;
    int *slots;

    int *capacity;     /* [assets][y] standing, in the technology's unit */
    int *new_units;    /* [assets][y] built */
    int *usable;       /* [assets][y] part of it that an EMS may run; LP_NONE: all of it */
    int *capacity_kwh; /* [assets][y] storage with energy sized apart */
    int *new_kwh;      /* [assets][y] */
    int *level_start;  /* [assets][y][days] storage at midnight; chronological calendars only */

    int *contract; /* [connections][y] K; LP_NONE: constant, contract_largest_kw() */
    int *peak;     /* [connections][peak groups][y] P */
    /* [connections][peak groups][y] own peak of an MS/LS member in a mixed group. */
    int *surcharge_peak;
    int *right;          /* [connections][max_rights][y]; LP_NONE: constant */
    int *accepted;       /* [demands][y] share of growth */
    int *accepted_fleet; /* [fleets][y] */
    int *vehicles;       /* [fleets][chargers of its connection, by asset - first_asset][y] */
    int *managed;        /* likewise: of these, charged when it suits */
    int *uncharged;      /* [fleets][y] vehicles without a charger */

    int *hub_formed;   /* [hubs][y] u */
    int *hub_member;   /* [hub members, all hubs][y] m */
    int *hub_contract; /* [hubs][levels][y] KG */
    int *hub_level;    /* [hubs][levels][y] tariff category, 0/1; LP_NONE with one level */
    int *hub_peak;     /* [hubs][levels][peak groups][y] */
    int *hub_offer;    /* [hub capacities, all hubs][y] 0/1 */

    int *cable_built;  /* [cables][y] 0/1 */
    int *cable_new_kw; /* [cables][y] */
    int *cable_kw;     /* [cables][y] */

    int *net_built;     /* [heat nets][y] 0/1 */
    int *pipe_built;    /* [pipes, all nets][y] 0/1 */
    int *pipe_new_kw;   /* [pipes][y] */
    int *pipe_kw;       /* [pipes][y] */
    int *source_new_kw; /* [sources, all nets][y] */
    int *source_kw;     /* [sources][y] */
    int *subscribed;    /* [routes, all nets][y] kW delivered at the park */

    int *platform;     /* [technologies][y] regional platform stands, 0/1 */
    int *platform_new; /* [technologies][y] */
    int *effort;       /* [efforts][y] units */
    int *reach;        /* [parks][y] companies that act through effort */
} master;

/* Yearly quantities: a column each, and the row that defines it. Index [owner][y]; the last
 * owner stands for the region itself. */
typedef struct quantity {
    int *co2_column, *co2_row;             /* [n_parks + 1][y] tonnes */
    int *renewable_column, *renewable_row; /* [n_parks][y] MWh used or exported */
    int *use_column, *use_row;             /* [n_parks][y] MWh of electricity */
} quantity;

/* First of n_steps consecutive columns, one per step; LP_NONE when there is none. */
typedef int series;

/* Dispatch columns of one (milestone, day), for all stations in scope. kW unless said. All lie in
 * one block, in the same place for every day of the same region; NULL for days out of scope. */
typedef struct dispatch_day {
    size_t n_slots;
    series *slots;

    series *import_own, *export_own; /* [connections] outside any hub */
    series *import_hub, *export_hub; /* [hub members, all hubs] */
    series *buy;            /* [connections][carriers] other network carriers with a balance */
    series *shed, *surplus; /* [connections][carriers] */
    series *flow;           /* [assets] source: out; converter: in; storage: charge */
    series *curtailed;      /* [assets] source that needs an EMS to be curtailed */
    series *discharge;      /* [assets] */
    series *level;          /* [assets] kWh at the end of the step */
    series *shifted;        /* [fleets][chargers as in master.vehicles] */
    series *hub_import, *hub_export; /* [hubs] net of the group */
    series *forward, *backward;      /* [cables] sent into the cable */
    series *heat;                    /* [routes, all nets][connections of the park] delivered */
} dispatch_day;

/* Something somebody pays for, up-front, in one milestone: what finance rows speak about. */
typedef struct spend {
    size_t y;
    int column[2]; /* amount in kEUR = sum coefficient * column */
    double keur[2];
    const payer *const *payers;
    size_t n_payers;
    theme theme;
    const park *park;     /* NULL: the region; then funds of one municipality do not match */
    const asset *asset;   /* NULL unless a technology at a site: subsidies apply */
    double present_value; /* private: kEUR of objective per kEUR of up-front money */
    owner who;
    bool running;                     /* paid over the years of the milestone, not up-front */
    size_t first_payment, n_payments; /* in formulation.payments */
    int paid_row;                     /* (E13); LP_NONE: a payer pays freely */
} spend;

/* Part of a spend from one fund, or under one subsidy. The rest is the free payer's own. */
typedef struct spend_payment {
    int column; /* fund: kEUR; subsidy: units supported */
    const fund *fund;
    const subsidy *subsidy;
    double keur_per_unit; /* subsidy: kEUR per supported unit; fund: 1 */
} spend_payment;

/* A row in which a limit of the region stands. A plan_limit has one or more. */
typedef struct limit_row {
    limit_kind kind;
    size_t object; /* index of the station, hub, fund, subsidy, trade, park, target or asset */
    size_t y;
    int row;
    /* By how much the row's bound moves when the limit gets one unit wider; 0: not that bound. */
    double upper_per_unit, lower_per_unit;
} limit_row;

typedef struct formulation {
    const region *region;
    perspective perspective;
    scope scope;
    arena *mem; /* of this formulation's arrays */
    lp *lp;
    ledger *books;
    master master;
    quantity quantity;
    dispatch_day *days; /* [n_milestones * n_days] */
    int *block_column;  /* [n_milestones][n_days][n_stations] first dispatch column of the block */
    int *block_row;     /* likewise */
    double *discount;   /* [n_milestones] (E1) */
    size_t n_spends, spend_room;
    spend *spends;
    size_t n_payments, payment_room;
    spend_payment *payments;
    size_t n_limit_rows, limit_row_room;
    limit_row *limit_rows; /* in the scope */
    /* Of the whole program; an outline (solver/outline.h) says more than its lp holds. */
    size_t n_columns, n_rows;
    bool is_outline;
    /* Columns of quantities stand between those of the investments and of dispatch, their rows
     * before all others. */
    int first_quantity_column, n_quantity_rows;
    int *target_slack; /* [targets][y] shortfall, kept at 0 unless targets are unreachable */
    /* Offsets into flattened lists: */
    size_t *first_member;   /* [hubs + 1] */
    size_t *first_capacity; /* [hubs + 1] */
    size_t *first_pipe;     /* [heat nets + 1] */
    size_t *first_source;   /* [heat nets + 1] */
    size_t *first_route;    /* [heat nets + 1] */
    size_t *first_heat;     /* [routes + 1] into dispatch_day.heat */
    size_t max_chargers;    /* largest number of assets of one connection */
    size_t max_rights;      /* largest number of rights of one connection */
    bool out_of_memory;
} formulation;

/* An empty formulation with its index arrays. NULL when memory is out. Free with
 * formulation_free(), which also frees its lp and ledger. */
formulation *formulation_new(const region *r, perspective who, scope part);
void formulation_free(formulation *f);

/* The pieces, in the order in which the whole program takes them. */
void master_add_columns(formulation *f);
void quantity_add(formulation *f);
void investment_add_rows(formulation *f); /* everything without a step in it */
void dispatch_add_day(formulation *f, size_t station, size_t y, size_t d);

/* Where the columns and rows that a piece shares with the investments stand in the whole program, or
 * in the investments; column_of[lp_columns], row_of[lp_rows] of the piece, the others left alone. */
void formulation_map(const formulation *piece, const formulation *whole, int *column_of,
                     int *row_of);

/* The whole region: all of the above. STATUS_NO_MEMORY. */
MUST_CHECK status formulation_whole(const region *r, perspective who, formulation **out);
/* All but the dispatch: master columns, what they cost, and the rows that tie them. */
MUST_CHECK status formulation_investments(const region *r, perspective who, formulation **out);
/* One (station, milestone, day) with its master columns free within their bounds, and no names. */
MUST_CHECK status formulation_piece(const region *r, perspective who, size_t station, size_t y,
                                    size_t d, formulation **out);

#endif
