/* model/carrier.h - electricity, heat, gas and others: price, tax and CO2. */
#ifndef MODEL_CARRIER_H
#define MODEL_CARRIER_H

#include <stdbool.h>
#include <stddef.h>

#include "model/calendar.h"
#include "model/profile.h"

/* Marginal energy tax of yearly use up to up_to_mwh. */
typedef struct tax_bracket {
    double up_to_mwh;               /* INFINITY for the last */
    const double *rate_eur_per_kwh; /* [n_milestones] */
    int line;
} tax_bracket;

typedef struct carrier {
    const char *id;
    size_t index;   /* in region.carriers */
    bool network;   /* a site can buy it through its connection: electricity, gas */
    const double *price_eur_per_kwh;        /* [n_milestones], or NULL with an absolute profile */
    const profile *price_profile;           /* PER_MEAN, or EUR_PER_KWH; NULL: flat */
    const double *export_price_eur_per_kwh; /* [n_milestones]; NULL: as price_eur_per_kwh */
    const profile *export_price_profile;    /* NULL: as price_profile */
    double supplier_margin_eur_per_kwh;     /* private perspective: added to the price */
    double feed_in_fee_eur_per_kwh;         /* private perspective: taken off the export price */
    const double *co2_kg_per_kwh;           /* [n_milestones], of what the network delivers */
    size_t n_tax_brackets;
    tax_bracket *tax_brackets;              /* [n_tax_brackets], rising */
    figure_basis basis;
    int line;
} carrier;

/* Commodity price at (milestone y, day d, step t), without tax, margin and network. */
double carrier_price(const carrier *c, const calendar *cal, size_t y, size_t d, size_t t);
double carrier_export_price(const carrier *c, const calendar *cal, size_t y, size_t d, size_t t);

/* (E7) Rate of the bracket in which a yearly use falls; 0 without brackets. */
double carrier_tax_eur_per_kwh(const carrier *c, double use_mwh_per_year, size_t y);

#endif
