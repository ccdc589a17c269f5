/* bench/gen_profile.h - how loads, prices, sun, wind and temperatures vary over days and steps. */
#ifndef BENCH_GEN_PROFILE_H
#define BENCH_GEN_PROFILE_H

#include "bench/gen.h"

typedef enum gen_profile {
    GEN_EL_OFFICE,
    GEN_EL_INDUSTRY,
    GEN_EL_LOGISTICS,
    GEN_EL_COLD_STORE,
    GEN_HEAT_BUILDING,
    GEN_HEAT_INDUSTRY,
    GEN_GAS_PROCESS,
    GEN_CAR_UNMANAGED,
    GEN_TRUCK_UNMANAGED,
    GEN_HOMES,
    GEN_DAYAHEAD,
    GEN_PV,
    GEN_WIND,
    GEN_SOLAR_HEAT,
    GEN_COP_AIR,
    GEN_RELEASED,
    GEN_PROFILE_COUNT
} gen_profile;

const char *gen_profile_id(gen_profile p);

/* Highest step over the mean of the year. */
double gen_peak_over_mean(const gen *g, gen_profile p);

#endif
