/* model/hub.h - a candidate energy hub (cooperative): members behind one station, one group contract. */
#ifndef MODEL_HUB_H
#define MODEL_HUB_H

#include <stdbool.h>
#include <stddef.h>

#include "model/arena.h"
#include "model/connection.h"
#include "model/status.h"

typedef struct hub_member {
    connection *connection;
    bool must;              /* joins whenever the hub forms */
    double contribution_kw; /* p999: its measured import at the members' 99.9 % step; NAN otherwise */
    double export_contribution_kw; /* likewise, feed-in; NAN otherwise */
    int line;
} hub_member;

typedef enum group_capacity_mode {
    GROUP_CAPACITY_SUM,   /* at most the sum of the members' contracts */
    GROUP_CAPACITY_P999,  /* and at most their measured simultaneous 99.9 % peak */
    GROUP_CAPACITY_OFFER, /* the operator's number for exactly these members */
} group_capacity_mode;

typedef struct group_capacity {
    group_capacity_mode mode;
    double import_cap_kw; /* INFINITY when not given */
    double export_cap_kw; /* INFINITY when not given */
    const bool *members;  /* offer: [hub.n_members]; NULL otherwise */
    figure_basis basis;
    int line;
} group_capacity;

/* An asset of the hub; it sits behind the connection of a candidate. */
typedef struct hub_potential {
    potential potential;
    connection *behind;
} hub_potential;

typedef struct hub {
    const char *id;
    const char *name;
    size_t index;
    const char *legal_form;
    int earliest_year;
    double formation_cost_eur;
    double life_years;               /* of the formation cost, 15 by default */
    double operating_cost_eur_per_year;
    double operating_cost_eur_per_member_year;
    double exchange_cap_kw;          /* sum of members' feed-in into the group; INFINITY when none */
    bool needs_ems;
    bool settle_net;                 /* commodity on the group's net exchange; else per member */
    const payer *owner;
    size_t n_payers;
    const payer *const *payers;
    size_t n_members;
    hub_member *members;
    size_t n_capacities;             /* one sum or p999, or one or more offers */
    group_capacity *capacities;
    size_t n_potentials;
    hub_potential *potentials;
    figure_basis basis;
    int line;
} hub;

/* Levels that occur among the candidates, low to high; returns how many. */
size_t hub_levels(const hub *h, grid_level levels[GRID_LEVEL_COUNT]);
/* The tariff that the group pays at a level: that of its first candidate at that level. */
const tariff *hub_tariff(const hub *h, grid_level level);

/* The measured year of a member: of the first electricity demand that has one; NULL. */
const profile *hub_member_measured(const hub_member *m, const carrier *electricity);
/* (E22) p999: each member's part of the sum of all members at its 99.9 % step, and of the feed-in at
 * the mirrored step; one that feeds in at the peak adds nothing to the import. Left as they are
 * unless all members have measured years, equally long. STATUS_NO_MEMORY. */
MUST_CHECK status hub_measure_contributions(hub *h, const carrier *electricity, arena *mem);

#endif
