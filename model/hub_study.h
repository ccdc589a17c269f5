/* model/hub_study.h - whether a hub is worth it, for whom, and how its members can divide what it
 * brings.
 *
 * Plain data in the arena of the caller; solver/hub_study.h fills it, outputs/ shows it. It points
 * into the region. Money is real EUR of region.horizon.price_year: present value over the horizon,
 * or per year where the name says so. Candidates are hub.members, bit j of a coalition is
 * members[j]; arrays over them are [hub.n_members], 0 or NAN for those that are not asked about.
 */
#ifndef MODEL_HUB_STUDY_H
#define MODEL_HUB_STUDY_H

#include "model/game.h"
#include "model/operation_bill.h"
#include "model/plan.h"

/* One solved program: some candidates, without a hub or as one. */
typedef struct coalition_case {
    coalition members;   /* who could take part */
    coalition joined;    /* who is in the hub at the horizon's end */
    size_t formed;       /* milestone; n_milestones: no hub */
    double cost_eur;     /* present value */
    double bound_eur;    /* no plan costs less */
    bool stopped;        /* at the time limit, with the best so far */
    double (*bill_eur_per_year)[BILL_LINES]; /* [n_milestones] */
} coalition_case;

/* Every candidate alone, and the group without a hub and with it. */
typedef struct hub_worth {
    perspective perspective;
    coalition_case *alone;   /* [hub.n_members]; members 0: not asked about */
    coalition_case apart;    /* the group without a hub; its cables and the room at the station
                              * it has, so this need not be the sum of all alone */
    coalition_case together; /* whoever of the group joins best */
    double worth_eur;        /* (E80) apart less together, >= 0 */
    double uncertain_eur;    /* by which the worth may be off: programs were solved to a gap */
} hub_worth;

typedef enum share_rule {
    SHARE_EQUAL,    /* "equal" */
    SHARE_CONTRACT, /* "contract": per kW of own contract */
    SHARE_ENERGY,   /* "energy": per kWh drawn */
    SHARE_PEAK,     /* "peak": per kW at the group's peak */
    SHARE_SHAPLEY,  /* "shapley" */
    SHARE_NUCLEOLUS,/* "nucleolus" */
    SHARE_RULES
} share_rule;

const char *share_rule_id(share_rule rule);

/* A way to divide the worth among the members. */
typedef struct hub_shares {
    bool given;               /* the nucleolus is not, beyond GAME_MAX_PLAYERS */
    double *eur;              /* [hub.n_members] to a cent; sums to the worth */
    double *half_width_eur;   /* [hub.n_members] 95 % confidence of a sampled value; 0: exact */
    bool nobody_worse_off;    /* than alone */
    bool tested;              /* below is known: up to GAME_MAX_PLAYERS members */
    objection most_unhappy;   /* over coalitions of members */
    bool stable;              /* no group is better off leaving, to within what is uncertain */
} hub_shares;

/* What a member brings and uses, per milestone, in the plan of the group. */
typedef struct member_facts {
    double *import_mwh, *export_mwh;       /* [n_milestones] over its connection */
    double *own_peak_kw;                   /* quarter-hour */
    double *at_group_peak_kw;              /* mean over the hours of its peak; may be negative */
    double *wanted_mwh, *accepted_mwh;     /* growth of electricity, demand and charging */
    double *storage_kw, *storage_kwh;      /* electric storage behind it */
    double *managed_kw;                    /* charging that can be moved */
    double *ems_sites;
} member_facts;

/* Per member: [hub.n_members]. */
typedef struct hub_member_study {
    bool asked;               /* in the group that was asked about */
    bool joins;
    double alone_import_mwh;  /* mean per year over the horizon, standing alone */
    double weight[SHARE_RULES]; /* what the rule goes by; 0 where there is none */
    double marginal_eur;      /* worth of the group less that of the group without it */
    double without_largest_eur; /* its Shapley share without the largest member; NAN: none */
    member_facts facts;
    size_t n_assumptions;
    const assumption **assumptions; /* estimates in its data */
} hub_member_study;

/* The group behind its contract, per milestone. */
typedef struct group_profile {
    double *limit_kw;          /* [n_milestones] what may be contracted; 0: no hub */
    double *contract_kw;
    double *peak_kw;           /* [n_milestones * n_peak_groups] highest net import, quarter-hour */
    double *apart_peak_kw;     /* [n_milestones * n_peak_groups] sum of the members' own, alone */
    double *net_import_kw;     /* [n_milestones * n_days * n_steps] mean over the step */
    double *hours_near_limit;  /* [n_milestones] per year, from NEAR_LIMIT_FRAC of the limit on */
} group_profile;

#define NEAR_LIMIT_FRAC 0.95

typedef struct hub_study {
    const region *region;
    const hub *hub;
    coalition asked;           /* candidates, or those of --members */
    bool listed;               /* by --members */
    hub_worth worth[2];        /* by perspective */
    perspective shared;        /* in which the worth is divided */
    coalition members;         /* who joins; 0: the hub does not pay */
    coalition largest;         /* of them, by contract; 0: none */
    double without_largest_eur;/* worth of the others by themselves */
    double discount_sum;       /* present value of one euro a year, over the horizon */
    double break_even_formation_eur; /* the hub pays up to here; NAN: it never does */
    /* The hub no longer pays somewhere between these group capacities; NAN: it does not pay. */
    double least_capacity_from_kw, least_capacity_to_kw;
    bool exact;                /* every coalition was valued */
    size_t n_orders;           /* of a sampled Shapley value */
    size_t n_coalitions;       /* programs of coalitions that were solved */
    size_t n_stopped;          /* of these, at the time limit */
    double least_core_eur;     /* above 0: the core is empty; NAN: not known */
    bool core_empty;           /* by more than what is uncertain */
    hub_shares shares[SHARE_RULES];
    hub_member_study *of_member; /* [hub.n_members] */
    group_profile group;
} hub_study;

/* What those asked about cost when each is alone, added up. */
double hub_alone_eur(const hub_study *s, perspective who);
/* Whether what they cost together without a hub shows to be something else. */
bool hub_alone_differs(const hub_study *s, perspective who);
/* Whether that is by more than what is uncertain: they have something in common. */
bool hub_ties_show(const hub_study *s, perspective who);

#endif
