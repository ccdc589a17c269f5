/* model/operation_bill.h - a year's costs of a few connections and their hub, line by line. */
#ifndef MODEL_OPERATION_BILL_H
#define MODEL_OPERATION_BILL_H

#include "model/operation.h"

/* The lines sum to the accounts of the plan. Network tariffs are those of the private perspective;
 * in the societal one the cost of grid use stands under BILL_PEAK. */
typedef enum bill_line {
    BILL_FIXED,         /* "fixed": standing charge per connection */
    BILL_CONTRACT,      /* "contract": own contracts and rights, or that of the group */
    BILL_PEAK,          /* "peak": own monthly peaks, or those of the group */
    BILL_TRANSPORT,     /* "transport": network tariff per kWh */
    BILL_SURCHARGE,     /* "surcharge": (E26), members on a lower level */
    BILL_ENERGY,        /* "energy": bought less sold */
    BILL_ENERGY_TAX,    /* "energy_tax" */
    BILL_INVESTMENT,    /* "investment": annuities, without the formation of the hub */
    BILL_OPERATION,     /* "operation": upkeep */
    BILL_HUB_FORMATION, /* "hub_formation": annuity */
    BILL_HUB_RUNNING,   /* "hub_running" */
    BILL_CO2,           /* "co2": societal */
    BILL_UNSERVED,      /* "unserved": shed demand, refused growth, surplus */
    BILL_SUBSIDY,       /* "subsidy": negative */
    BILL_LINES
} bill_line;

const char *bill_line_id(bill_line line);
/* Network tariffs: the first five. */
bool bill_line_is_network(bill_line line);

/* EUR per year in milestone y: lines that follow from what is decided. All others are left 0. */
void operation_bill(const operation *o, size_t y, double eur[BILL_LINES]);
/* Fills in the others, from the plan's accounts of the same year. */
void bill_complete(const double account_eur[ACCOUNT_COUNT], double eur[BILL_LINES]);

#endif
