/* model/connection.h - one grid connection: its contract, demands, fleets and assets.
 *
 * Power is the average over a step and never negative: direction is in the name
 * (import, export), not in the sign.
 */
#ifndef MODEL_CONNECTION_H
#define MODEL_CONNECTION_H

#include <stdbool.h>
#include <stddef.h>

#include "model/basis.h"
#include "model/profile.h"
#include "model/tariff.h"
#include "model/technology.h"

struct park;
struct connection;

/* (E10) existing + acc * growth, per milestone. */
typedef struct demand {
    const char *id;             /* unique in the connection; the carrier's id when not given */
    size_t index;               /* in region.demands */
    struct connection *connection;
    const carrier *carrier;
    const profile *profile;     /* PER_MEAN with an energy, or KW without */
    double base_mwh_per_year;   /* in the price year; with a KW profile what that sums to */
    const double *existing_mwh; /* [n_milestones], per year: there anyway */
    const double *growth_mwh;   /* [n_milestones], per year: fits or is refused, >= 0 */
    double fallback_eur_per_kwh;     /* what a refused kWh costs its owner */
    double fallback_co2_kg_per_kwh;  /* and emits */
    figure_basis basis;
    int line;
} demand;

/* kW of one MWh per year of this demand at (d, t): kW = MWh per year * this. */
double demand_kw_per_mwh(const demand *n, const calendar *cal, size_t d, size_t t);

typedef struct fleet {
    const char *id;
    size_t index;                 /* in region.fleets */
    struct connection *connection;
    const char *vehicle_class;    /* "truck", "van", "car", ...: chargers serve classes */
    const double *vehicles;       /* [n_milestones], electric vehicles wanted */
    double existing_vehicles;     /* electric today: there anyway, <= every vehicles[y] or cut to it */
    double energy_kwh_per_vehicle_day; /* mean over the year */
    double vehicle_kw;            /* what a vehicle can take */
    const profile *profile;       /* PER_MEAN: when it charges unmanaged, and on which days more */
    window window;                /* when it stands at a plug */
    double fallback_eur_per_kwh;  /* diesel, per kWh of electricity not charged */
    double fallback_co2_kg_per_kwh;
    figure_basis basis;
    int line;
} fleet;

/* min(existing, vehicles[y]), and what is wanted beyond it. */
double fleet_existing(const fleet *f, size_t y);
double fleet_growth(const fleet *f, size_t y);
/* kWh that one vehicle charges on day d. */
double fleet_kwh_per_vehicle(const fleet *f, const calendar *cal, size_t d);
/* kW per vehicle at (d, t) when charging unmanaged. */
double fleet_unmanaged_kw(const fleet *f, const calendar *cal, size_t d, size_t t);

typedef enum right_kind {
    RIGHT_TIME_BLOCK,  /* TBTR: inside agreed blocks */
    RIGHT_VARIABLE,    /* VVTR: when released */
    RIGHT_DURATION_85, /* TDTR: all but 15 % of the hours, high voltage only */
} right_kind;

/* A non-firm transport right stacked on the firm one. */
typedef struct transport_right {
    right_kind kind;
    double import_kw;                 /* bound on the right */
    double contract_eur_per_kw_year;  /* own contract tariff, private perspective */
    const double *available;          /* [n_days * n_steps], 0 .. 1: part of the right that holds */
    figure_basis basis;
    int line;
} transport_right;

typedef struct tariff_share {
    const tariff *tariff;
    double share_frac; /* the shares of a connection sum to 1 */
    figure_basis basis;
} tariff_share;

typedef struct installed {
    const technology *technology;
    const demand *demand; /* saving */
    double capacity;      /* unit of the technology; saving: MWh per year */
    double energy_kwh;    /* storage sized apart; NAN otherwise */
    int year;             /* 0: unknown, lives to the horizon, listed as assumption */
    figure_basis basis;
    int line;
} installed;

typedef struct potential {
    const technology *technology;
    const demand *demand; /* saving */
    double max;           /* total incl. installed; saving: share of the demand, 0 .. 1 */
    double max_kwh;       /* storage sized apart; NAN otherwise */
    figure_basis basis;
    int line;
} potential;

typedef struct connection {
    const char *id;
    const char *company;
    size_t index;                 /* in region.connections */
    struct park *park;
    double import_cap_kw;         /* firm contract today (GTV), >= 0 */
    double export_cap_kw;
    double physical_cap_kw;       /* cable and transformer, >= both */
    bool contract_fixed;          /* the contract is not lowered */
    bool aggregate;               /* stands for several companies */
    double sites;                 /* how many companies: 1 unless aggregate */
    double coincidence_frac;      /* aggregate: simultaneous peak over sum of peaks, 0 .. 1, default 1 */
    grid_level level;
    size_t n_tariff_shares;       /* >= 1; one with share 1 unless aggregate */
    tariff_share *tariff_shares;  /* [n_tariff_shares] */
    size_t n_rights;
    transport_right *rights;
    size_t n_demands;
    demand *demands;
    size_t n_fleets;
    fleet *fleets;
    size_t n_installed;
    installed *installed;
    size_t n_potentials;
    potential *potentials;
    size_t first_asset, n_assets; /* in region.assets; filled in by region_complete() */
    figure_basis basis;
    int line;
} connection;

/* Mean over the tariff shares, weighted. */
double connection_contract_eur_per_kw_year(const connection *c);
double connection_peak_eur_per_kw_month(const connection *c);
double connection_energy_eur_per_kwh(const connection *c, const calendar *cal, size_t d, size_t t);
double connection_fixed_eur_per_year(const connection *c); /* times sites */
/* Energy tax on what it draws from the network, marginal bracket of base-year use per company. */
double connection_tax_eur_per_kwh(const connection *c, const carrier *k, size_t y);

#endif
