#include "model/tariff.h"

#include <assert.h>

double tariff_energy_eur_per_kwh(const tariff *f, const calendar *cal, size_t d, size_t t)
{
    if (!f->has_low_window)
        return f->energy_eur_per_kwh;
    const double low_frac = cal->days[d].workday ? window_frac(cal, f->low_window, t) : 1.0;
    return low_frac * f->energy_low_eur_per_kwh + (1.0 - low_frac) * f->energy_eur_per_kwh;
}

const char *grid_level_id(grid_level level)
{
    static const char *const ids[GRID_LEVEL_COUNT] = {
        [GRID_LEVEL_LS] = "ls",       [GRID_LEVEL_MS_LS] = "ms_ls", [GRID_LEVEL_MS] = "ms",
        [GRID_LEVEL_TS_MS] = "ts_ms", [GRID_LEVEL_TS] = "ts",       [GRID_LEVEL_HS] = "hs",
    };
    assert(level >= 0 && level < GRID_LEVEL_COUNT);
    return ids[level];
}
