/* model/heat_net.h - a candidate heat net: sources and pipes that form a tree to the parks. */
#ifndef MODEL_HEAT_NET_H
#define MODEL_HEAT_NET_H

#include <stdbool.h>
#include <stddef.h>

#include "model/park.h"
#include "model/technology.h"

typedef struct heat_source {
    const char *id;
    size_t index;                 /* in its net */
    const technology *technology; /* kind source, carrier heat */
    double max_kw;
    double installed_kw;          /* there already, no cost */
    int available_from;           /* year; 0: with the net */
    double price_eur_per_kwh;     /* NAN: the technology's variable cost */
    double co2_kg_per_kwh;        /* NAN: the technology's */
    figure_basis basis;
    int line;
} heat_source;

/* EUR and kg per kWh produced: its own, or else the technology's. */
double heat_source_price(const heat_source *s);
double heat_source_co2(const heat_source *s);

typedef struct point {
    double lat, lon;
} point;

typedef struct heat_pipe {
    const char *id;
    size_t index;          /* in its net */
    const char *from, *to; /* source id, junction name, or "park:<id>" (to) */
    const park *to_park;   /* NULL unless to is a park */
    const technology *technology; /* kind link, carrier heat */
    double length_m;
    double max_kw;
    double investment_eur; /* fixed part; NAN: length_m * technology's investment per m */
    size_t n_points;
    point *points;         /* its route, for maps */
    figure_basis basis;
    int line;
} heat_pipe;

/* A way for heat from a source to a park: pipes in flow order. The tree makes it unique. */
typedef struct heat_route {
    size_t source;            /* index in the net */
    const park *park;
    size_t n_pipes;
    const size_t *pipes;      /* [n_pipes], indices in the net */
    double delivered_frac;    /* 1 less the flow-proportional losses on the way */
} heat_route;

typedef struct heat_net {
    const char *id;
    const char *name;
    size_t index;
    const char *temperature;  /* "LT" | "MT" | "HT", for people */
    int available_from;
    double fixed_cost_eur;    /* organisation, substation, main works: paid when built */
    double operating_eur_per_year;
    double life_years;        /* of the fixed cost, 30 by default */
    double diversity_frac;    /* of subscriptions across stations, 0 .. 1, 1 by default */
    const technology *connection_technology; /* kind link: what a site needs to be connected; may be NULL */
    const payer *owner;
    size_t n_payers;
    const payer *const *payers; /* of fixed cost, sources and pipes */
    size_t n_sources;
    heat_source *sources;
    size_t n_pipes;
    heat_pipe *pipes;
    figure_basis basis;
    int line;
    /* Filled in by region_complete(): */
    size_t n_routes;
    heat_route *routes;       /* park-major, sources in file order */
    bool several_stations;
} heat_net;

#endif
