/* model/tariff.h - what the grid operator charges for transport. */
#ifndef MODEL_TARIFF_H
#define MODEL_TARIFF_H

#include <stddef.h>

#include "model/calendar.h"

/* Network level, low to high. A group pays the tariff of its highest level
 * [tariff code art. 3.7.2a; S34]. Ids: ls ms_ls ms ts_ms ts hs. */
typedef enum grid_level {
    GRID_LEVEL_LS,
    GRID_LEVEL_MS_LS,
    GRID_LEVEL_MS,
    GRID_LEVEL_TS_MS,
    GRID_LEVEL_TS,
    GRID_LEVEL_HS,
    GRID_LEVEL_COUNT
} grid_level;

typedef struct tariff {
    const char *id;
    grid_level level;
    double fixed_eur_per_year;
    double contract_eur_per_kw_year;
    double peak_eur_per_kw_month;
    double energy_eur_per_kwh;     /* on import */
    double energy_low_eur_per_kwh; /* inside low_window and on non-workdays */
    window low_window;             /* from == to with has_low_window false */
    int has_low_window;
    const char *source;
    int line;
} tariff;

double tariff_energy_eur_per_kwh(const tariff *f, const calendar *cal, size_t d, size_t t);

const char *grid_level_id(grid_level level);

#endif
