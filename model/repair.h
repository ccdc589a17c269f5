/* model/repair.h - targets that cannot be met: what of the user contradicts what, and ways out.
 *
 * A claim is something that the region file asks for or limits, which its author could have written
 * otherwise: a target, a budget, the rating of a station. Claims that cannot all hold are a
 * conflict; a way out changes some of them (docs/formulation.md, section 16).
 */
#ifndef MODEL_REPAIR_H
#define MODEL_REPAIR_H

#include <stdbool.h>
#include <stddef.h>

typedef enum claim_kind {
    /* What is asked for. */
    CLAIM_TARGET,         /* "target": at a milestone; t per year, or a share */
    CLAIM_VEHICLES,       /* "vehicles": of a fleet at a milestone; only where charging is a target */
    CLAIM_EFFORT_LEAST,   /* "effort_least": of desk, knowledge sharing, communication */
    CLAIM_MUST_JOIN,      /* "must_join": a member that joins whenever its hub forms; yes or no */
    CLAIM_FIXED_CONTRACT, /* "fixed_contract": of a connection, not raised after relief; yes or no */
    /* What limits. */
    CLAIM_POTENTIAL,      /* "potential": of a technology at a connection: roof, ground, points */
    CLAIM_HEAT_SOURCE,    /* "heat_source": most of a source of a heat net, kW */
    CLAIM_HEAT_PIPE,      /* "heat_pipe": likewise */
    CLAIM_CABLE,          /* "cable": likewise, between two connections */
    CLAIM_CONTRACT,       /* "contract": firm import of a connection, kW */
    CLAIM_CONTRACT_EXPORT, /* "contract_export": feed-in of a connection, kW */
    CLAIM_STATION_IMPORT, /* "station_import": at a milestone and after, kW */
    CLAIM_STATION_EXPORT, /* "station_export" */
    CLAIM_GROUP_CAPACITY, /* "group_capacity": stated for a hub, kW */
    CLAIM_FUND,           /* "fund": budget at a milestone, EUR */
    CLAIM_SUBSIDY,        /* "subsidy": likewise */
    CLAIM_INSTALLERS,     /* "installer_weeks": of a trade, per year */
    CLAIM_EFFORT_MOST,    /* "effort_most" */
    CLAIM_ADOPTION,       /* "adoption": companies that act without effort, share per year */
    CLAIM_GROUND,         /* "ground": of a park, m2 */
    CLAIM_HUB_YEAR,       /* "hub_year": first year of a hub */
    CLAIM_HEAT_NET_YEAR,  /* "heat_net_year" */
    CLAIM_KIND_COUNT
} claim_kind;

const char *claim_kind_id(claim_kind k);
/* CLAIM_KIND_COUNT: there is none of this id, which may be NULL. */
claim_kind claim_kind_of(const char *id);

typedef struct claim {
    claim_kind kind;
    const char *object; /* id; "connection/technology", "connection/fleet", "hub/connection",
                         * "heat net/source", "heat net/pipe" */
    size_t milestone;   /* n_milestones: holds for all of them */
    double limit;       /* as the region has it; yes or no: 1 */
    const char *unit;   /* "t", "frac", "kW", "EUR", ..., "year"; "yes_no" */
    int line;           /* of the region file */
} claim;

/* Figures are rounded to the side that surely works. */
typedef struct repair_change {
    const claim *claim;
    double to; /* NAN: no longer asked for */
} repair_change;

typedef struct repair_way {
    const char *text_id; /* "way_...": what it comes down to, by its first change */
    size_t n_changes;
    const repair_change *changes;
    /* Present value over the horizon: the plan with this way less the best plan without the targets
     * that are missed. What the change itself costs others, such as a heavier station, is not in
     * it. NAN: there was no time to find out. */
    double cost_eur;
    double gap_eur; /* and by how much that may be too high: the gap of the plan with this way */
    bool least;     /* nothing less of it will do, but for rounding; false: something less might */
} repair_way;

typedef struct repairs {
    size_t n_conflict;
    const claim *const *conflict; /* [n_conflict] cannot all hold; targets first */
    bool minimal;          /* proven: without any one of them the others can hold */
    double without_eur;     /* cost of the best plan without the targets that are missed; NAN: not known */
    double without_gap_eur; /* and by how much a better one may be cheaper; costs of ways are then too low */
    size_t n_ways;
    const repair_way *ways; /* [n_ways] each solved again before it is offered, cheapest first */
} repairs;

/* What a plan.json states of a target. */
typedef struct stated_target {
    const char *id;
    size_t milestone;
    double value, shortfall;
} stated_target;

/* What a plan.json states of all this, not trusted in anything: claims that no region has, kinds and
 * milestones beyond all, texts that are "", figures that are NAN. */
typedef struct stated_repairs {
    repairs said;
    bool same_file; /* every claim names the file of the plan's input */
    double objective_eur;
    size_t n_targets; /* times milestones */
    const stated_target *targets;
} stated_repairs;

#endif
