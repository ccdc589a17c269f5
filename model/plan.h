/* model/plan.h - the plan of approach: what solver/ decides and outputs/ shows.
 *
 * Plain data in the arena of the caller. It points into the region it was made for, which
 * has to live as long. Money is real EUR of region.horizon.price_year; yearly money is per
 * year, undiscounted; present values say so. Every number is finite. Lists are in region
 * order, so that the same input gives the same bytes.
 *
 * "Status quo" is the plan of doing nothing more: no new measure, growth accepted only as
 * far as it fits. It is the yardstick for what the plan changes.
 */
#ifndef MODEL_PLAN_H
#define MODEL_PLAN_H

#include <stdbool.h>
#include <stddef.h>

#include "model/challenge.h"
#include "model/commitment.h"
#include "model/region.h"
#include "model/repair.h"

typedef enum plan_status {
    PLAN_OPTIMAL,             /* "optimal": the gap is within OPTIMAL_GAP_FRAC */
    PLAN_WITHIN_GAP,          /* "within_gap": within the gap that was asked for */
    PLAN_STOPPED_AT_LIMIT,    /* "stopped_at_limit": time or user; the best found so far */
    PLAN_TARGETS_UNREACHABLE, /* "targets_unreachable": the best plan, with the targets missed least */
} plan_status;

/* How to solve: one program for the whole region, or the decomposition of docs/solver.md, station by
 * station or with all stations taken as one. By size: whole up to some ten thousand rows, beyond that as one
 * where stations and milestones are few. */
typedef enum solve_method {
    METHOD_BY_SIZE,
    METHOD_WHOLE,
    METHOD_DECOMPOSED,
    METHOD_JOINED
} solve_method;

typedef enum perspective { PERSPECTIVE_SOCIETAL, PERSPECTIVE_PRIVATE } perspective;

/* What is made dearer (factor > 1) or cheaper in the search, so that it finds another plan. */
typedef struct steering {
    theme theme;      /* THEME_COUNT: any */
    const char *park; /* id; NULL: any, the region's own too */
    double factor;    /* > 0, on the cost of each decision */
} steering;

const char *perspective_id(perspective p); /* "societal", "private" */

/* Where a euro goes. The accounts of a plan sum to its objective. */
typedef enum account {
    ACCOUNT_INVESTMENT,   /* "investment": annuities */
    ACCOUNT_OPERATION,    /* "operation": maintenance, running cost of hubs, nets, platforms */
    ACCOUNT_ENERGY,       /* "energy": commodity bought less sold, fuel, variable cost of sources */
    ACCOUNT_GRID,         /* "grid": network tariffs (private) or cost of grid use (societal) */
    ACCOUNT_ENERGY_TAX,   /* "energy_tax": private perspective */
    ACCOUNT_CO2,          /* "co2": emissions at their stated price, societal perspective */
    ACCOUNT_UNSERVED,     /* "unserved": shed demand, refused growth with its fallback, surplus */
    ACCOUNT_PROGRAMME,    /* "programme": desk, knowledge sharing, communication */
    ACCOUNT_SUBSIDY,      /* "subsidy": negative, private perspective */
    ACCOUNT_COUNT
} account;

const char *account_id(account a);
const char *plan_status_id(plan_status s);

/* What stands behind "optimal". EUR are present values over the horizon. */
typedef struct certificate {
    const char *method;        /* "whole" or "decomposed"; "" where no plan says so */
    double objective_eur;      /* recomputed from the plan's columns */
    double lower_bound_eur;    /* the highest that is known: dual_bound_eur, or what branch and bound gives */
    double dual_bound_eur;     /* (S2) from row duals, clipped to their sign; holds whatever the solver's
                                * tolerances, and follows from the certificate file alone. -INFINITY: none */
    const char *file;          /* name of the certificate file, without folder; NULL: none */
    const char *sha256;        /* of its bytes, hexadecimal; NULL: none */
    double gap_frac;           /* (objective - bound) / max(|objective|, 1 EUR), >= 0 */
    double gap_asked_frac;
    bool relaxed;              /* --relax: whole numbers were off */
    size_t n_rows, n_columns, n_whole;
    double residual_kw;        /* worst violation of a balance or kW limit */
    double residual_eur;       /* worst violation of a row of money */
    double residual_other;     /* of any other row, in its own unit (t, MWh, companies, points, m2) */
    double residual_whole;     /* worst distance of a whole number from one */
} certificate;

/* Part of an action's money that one payer carries. */
typedef struct payment {
    const payer *payer;
    const fund *fund;   /* NULL: own money */
    size_t milestone;   /* in which it is paid: the action's, or a later one for what runs on */
    double eur;         /* up-front, or over the milestone's years for what runs */
} payment;

typedef struct subsidy_use {
    const subsidy *subsidy;
    double units;
    double eur;
} subsidy_use;

typedef enum action_kind {
    ACTION_MEASURE,         /* a technology at a connection */
    ACTION_PLATFORM,        /* the regional platform of a control technology */
    ACTION_HUB,             /* a hub is formed */
    ACTION_HUB_MEMBER,      /* a connection joins */
    ACTION_HEAT_NET,        /* a heat net is built: fixed cost */
    ACTION_HEAT_SOURCE,
    ACTION_HEAT_PIPE,
    ACTION_CABLE,
    ACTION_EFFORT,          /* desk, knowledge sharing, communication in a milestone */
} action_kind;

typedef struct action {
    action_kind kind;
    theme theme;
    size_t milestone;             /* taken into use at its start year */
    int start_year;               /* milestone's year less the lead time: when to start preparing */
    const park *park;             /* NULL for what belongs to the region */
    const connection *connection; /* NULL likewise */
    const technology *technology; /* NULL for hubs, heat nets, efforts */
    const hub *hub;               /* its hub, or NULL */
    const heat_net *heat_net;     /* its net, or NULL */
    const heat_source *source;    /* ACTION_HEAT_SOURCE */
    const heat_pipe *pipe;        /* ACTION_HEAT_PIPE */
    const cable *cable;           /* ACTION_CABLE */
    const effort *effort;         /* ACTION_EFFORT */
    double amount;                /* new in this milestone, > 0 */
    const char *unit;             /* kW, MWh/year, points, sites, fte, ... */
    double amount_kwh;            /* storage: energy; 0 otherwise */
    double companies;             /* that take it: amount over typical size; 0 where it does not apply */
    double investment_eur;        /* up-front, before subsidy */
    double subsidy_eur;
    double yearly_cost_eur;       /* running cost per year, without energy and annuity */
    const payer *owner;
    size_t n_payments;
    payment *payments;            /* sum: investment less subsidy, and running cost of efforts and hubs over the years */
    size_t n_subsidies;
    subsidy_use *subsidies;
    double energy_mwh_per_year;   /* delivered, saved, stored out or charged by all of it at that site in the milestone */
    size_t n_prerequisites;
    const char **prerequisites;   /* text ids: prerequisite_ems, prerequisite_hub, prerequisite_heat_net, ... */
    const action_reason *reason;  /* shared by actions that stand and fall together; NULL: not asked, or no time */
} action;

/* One site, park or region in one milestone, in the plan or in the status quo. */
typedef struct energy_state {
    double peak_import_kw;        /* quarter-hour, net over the scope */
    double peak_export_kw;
    double contract_kw;           /* sum of own firm contracts; group contracts stand with the hub */
    double import_mwh, export_mwh; /* electricity over the connections, per year */
    double renewable_mwh;         /* generated locally and used or exported */
    double electricity_use_mwh;   /* demand, charging, converters */
    double heat_demand_mwh;
    double heat_net_mwh;          /* heat delivered by nets */
    double co2_t;                 /* per year */
    double shed_mwh;              /* existing demand not served */
    double surplus_mwh;           /* generation or heat thrown away, without curtailed sources */
    double refused_growth_mwh;    /* growth that does not fit: demands and fleets */
    double refused_growth_frac;   /* of the growth that is wanted; 0 when none is */
    double vehicles_wanted, vehicles_served;
    double charging_mwh;
    double points;                /* charging points standing */
    double cost_eur;              /* per year, what the accounts book on these sites */
} energy_state;

typedef struct plan_park {
    const park *park;
    const energy_state *plan;      /* [n_milestones] */
    const energy_state *status_quo;/* [n_milestones] */
    double base_peak_import_kw;    /* today's modelled */
    size_t n_actions;
    const action *const *actions;  /* [n_actions] into plan.actions, by milestone */
    size_t n_why_not;
    const why_not *why_not;        /* [n_why_not] technologies offered here and not chosen */
} plan_park;

/* A connection that would be better off doing nothing (private perspective). */
typedef struct worse_off {
    const connection *connection;
    double eur_per_year;           /* > 1, mean over the horizon */
} worse_off;

/* A contract of which so little is used at a congested station that the operator may reduce it
 * [Netcode 7.13; S23]: peak / contract at most 0.5. */
typedef struct contract_at_risk {
    const connection *connection;
    size_t milestone;
    double contract_kw;
    double peak_kw;                /* quarter-hour, own import */
    double at_risk_kw;             /* contract less peak */
} contract_at_risk;

typedef struct plan_hub {
    const hub *hub;
    size_t formed;                 /* milestone; n_milestones: not formed */
    const size_t *joined;          /* [hub.n_members] milestone, n_milestones: does not join */
    const double *group_contract_kw;  /* [n_milestones] */
    const double *group_capacity_kw;  /* [n_milestones] G, what may be contracted */
    const double *members_contract_kw;/* [n_milestones] sum of the joined members' own contracts that lapse */
    const double *peak_import_kw, *peak_export_kw; /* [n_milestones] net, quarter-hour */
    const double *exchanged_mwh;      /* [n_milestones] members' feed-in used inside the group */
} plan_hub;

typedef struct plan_heat_net {
    const heat_net *net;
    size_t built;                  /* milestone; n_milestones: not built */
    const double *delivered_mwh;   /* [n_milestones] per year */
    const double *source_mwh;      /* [n_milestones] produced at the sources */
    const double *cost_eur;        /* [n_milestones] per year, everything booked on the net */
    const double *source_kw;       /* [n_sources * n_milestones] standing */
    const double *park_mwh;        /* [n_parks of the region * n_milestones] delivered */
    const double *pipe_peak_kw;    /* [n_pipes * n_milestones] most that enters it, beside its fixed loss */
    const double *pipe_mwh;        /* likewise, per year */
} plan_heat_net;

typedef struct plan_station {
    const station *station;
    const double *import_cap_kw;   /* [n_milestones] */
    const double *export_cap_kw;
    const double *peak_import_kw, *peak_export_kw;             /* [n_milestones] incl. background, quarter-hour */
    const double *status_quo_peak_import_kw, *status_quo_peak_export_kw;
    const double *hours_at_import_limit;                       /* [n_milestones] per year */
    const double *hours_at_export_limit;
} plan_station;

typedef struct plan_effort {
    const effort *effort;
    const double *units;           /* [n_milestones] */
    const double *cost_eur_per_year;
    const double *companies_per_year; /* reached at most: units * companies_per_unit_year */
} plan_effort;

typedef struct plan_target {
    const target *target;
    const double *value;           /* [n_milestones] what the plan gives, in the target's unit; 0 where no target */
    const double *shortfall;       /* [n_milestones] >= 0, how far it is missed */
} plan_target;

typedef enum limit_kind {
    LIMIT_STATION_IMPORT, LIMIT_STATION_EXPORT, LIMIT_GROUP_CAPACITY, LIMIT_FUND, LIMIT_SUBSIDY,
    LIMIT_INSTALLER_WEEKS, LIMIT_ADOPTION, LIMIT_GROUND, LIMIT_TARGET, LIMIT_POTENTIAL, LIMIT_KIND_COUNT
} limit_kind;

/* Where it is known from what a limit is worth. */
typedef enum worth_basis {
    WORTH_SOLVED,  /* "solved": with one unit more, and with one less */
    WORTH_BRACKET, /* "bracket": with more of it; what one more brings lies between the two figures */
    WORTH_PRICES   /* "prices": an estimate, by the prices that the plan ended with */
} worth_basis;

const char *worth_basis_id(worth_basis b);

/* A limit that the plan uses up (within 0.1 %). */
typedef struct plan_limit {
    limit_kind kind;
    const char *object;            /* id of the station, fund, park, ...; potential: "connection/technology" */
    size_t milestone;              /* potential: the first in which it is used up; it holds in all */
    double used, available;
    const char *unit;
    /* What one unit more is worth, and what one less costs, EUR of present value; equal unless the
     * plan stands at a corner, or it is a bracket. NAN: not asked. */
    double worth_from_eur, worth_to_eur;
    worth_basis basis;
    size_t rank;                   /* 1: where room is worth most, by worth times what is available; 0: not asked */
    const asset *asset;            /* potential: whose; NULL otherwise */
} plan_limit;

const char *limit_kind_id(limit_kind k);
/* Room at a station. */
bool limit_is_of_grid(const plan_limit *l);

/* By how much decisions that were made before exceed a limit. */
typedef struct limit_overrun {
    limit_kind kind;
    const char *object;            /* id of the fund, subsidy, trade or park */
    size_t milestone;
    double amount;                 /* > 0 */
    const char *unit;
} limit_overrun;

/* Net import over the days and steps of the calendar. */
typedef struct load_curve {
    const char *kind;              /* "park" | "station" | "hub" | "heat_net" */
    const char *id;
    size_t milestone;
    const double *before_kw;       /* [n_days * n_steps] status quo, net import; NULL for hubs and nets not in it */
    const double *after_kw;        /* [n_days * n_steps] */
    bool has_limit;
    double limit_kw;
} load_curve;

/* Totals of one milestone, or of the horizon. */
typedef struct plan_total {
    double account_eur[ACCOUNT_COUNT]; /* per year; horizon: present value */
    double cost_eur;                   /* their sum */
    double status_quo_account_eur[ACCOUNT_COUNT]; /* likewise, when nothing more is done */
    double status_quo_cost_eur;
    double investment_eur;             /* up-front in the milestone; horizon: sum, undiscounted */
    double subsidy_eur;
    double co2_t, status_quo_co2_t;    /* per year; horizon: sum over its years */
    double refused_growth_mwh, status_quo_refused_growth_mwh; /* likewise */
    double shed_mwh;
    double freed_kw; /* sum over stations of the status quo's peak less the plan's, where positive; horizon: largest */
} plan_total;

/* Money and actions of a theme, municipality or payer, summed over the horizon, undiscounted. */
typedef struct plan_share {
    const char *id;                    /* theme id, municipality, payer id */
    size_t n_actions;
    double investment_eur;             /* before subsidy; of a payer what it pays, so after */
    double subsidy_eur;                /* 0 of a payer */
    double yearly_cost_eur;            /* running cost in the last milestone */
    double programme_eur;              /* efforts and running cost of hubs paid over the horizon */
    double paid_eur;                   /* investment after subsidy and programme, without upkeep of measures */
} plan_share;

/* What is done in a municipality, and what its parks come to over the years of the horizon. */
typedef struct plan_municipality {
    plan_share share;
    double cost_eur;                   /* what the accounts book on its sites, undiscounted */
    double co2_t, status_quo_co2_t;    /* fixed losses of heat nets are of the region itself */
    double refused_growth_mwh, status_quo_refused_growth_mwh;
    double shed_mwh;
    double freed_kw; /* sum over its parks of the status quo's peak less the plan's, where positive; largest milestone */
} plan_municipality;

/* What stands for a theme in the plan, or why nothing does. */
typedef struct plan_theme {
    theme theme;
    plan_share share;
    const payer *owner;                /* who carries most of it, NULL when nothing is chosen */
    const char *kpi_text_id;           /* "kpi_<theme id>" in model/texts.def */
    const double *kpi;                 /* [n_milestones], meaning and unit in the text */
    const char *reason_text_id;        /* when no action: reason_not_offered | reason_not_chosen |
                                        * reason_not_possible (within the limits) |
                                        * reason_not_found (nothing is proven) */
} plan_theme;

typedef struct fund_use {
    const fund *fund;
    const double *used_eur;            /* [n_milestones] */
} fund_use;

typedef struct plan {
    const region *region;
    perspective perspective;
    plan_status status;
    certificate certificate;
    plan_total horizon_total;
    const plan_total *totals;          /* [n_milestones] */
    plan_theme themes[THEME_COUNT];
    size_t n_municipalities;
    plan_municipality *municipalities; /* in order of first park; last one "" for the region itself */
    size_t n_payers;
    plan_share *payers;                /* in region order, all payers */
    size_t n_actions;
    action *actions;                   /* by milestone, then parks in region order, then region-wide */
    size_t n_parks;         plan_park *parks;
    size_t n_hubs;          plan_hub *hubs;
    size_t n_heat_nets;     plan_heat_net *heat_nets;
    size_t n_stations;      plan_station *stations;
    size_t n_efforts;       plan_effort *efforts;
    size_t n_funds;         fund_use *funds;
    size_t n_targets;       plan_target *targets;
    size_t n_limits;        plan_limit *limits;
    size_t n_curves;        load_curve *curves;
    size_t n_at_risk;       contract_at_risk *at_risk;
    size_t n_worse_off;     worse_off *worse_off; /* private perspective only */
    size_t n_why_not;       why_not *why_not; /* hubs, heat nets, cables offered and not chosen */
    size_t n_commitments;   commitment *commitments; /* of the first milestone, sorted; plan_solve() */
    /* Where the first milestone was decided before (solve_options.commitments): */
    size_t n_idle;          idle_commitment *idle; /* what the region cannot use of it */
    double idle_cost_eur;                          /* present value; comes on top of the objective */
    size_t n_overruns;      limit_overrun *overruns;
    const repairs *repairs;            /* of targets that cannot be met; NULL: not asked, or no time */
    const double *companies_acting;    /* [n_parks * n_milestones] adopters in the milestone */
    const double *companies_reached;   /* [n_parks * n_milestones] of these through effort */
} plan;

#endif
