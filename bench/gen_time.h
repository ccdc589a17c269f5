/* bench/gen_time.h - milestones, and the typical days with their weather. */
#ifndef BENCH_GEN_TIME_H
#define BENCH_GEN_TIME_H

#include "bench/gen.h"

#define GEN_QUARTER_HOUR_FACTOR 1.1

typedef struct gen_day {
    double days_per_year;
    double season;     /* 1 in the middle of winter, -1 in that of summer */
    double mean_c;     /* outside temperature */
    double clear_frac; /* of the light of a clear sky */
    double wind_frac;  /* of the power of a turbine */
    bool workday;
    bool design; /* the cold peak */
    size_t peak_group;
} gen_day;

/* Price and emission paths are functions of the year. */
int gen_year(const gen *g, size_t y);
int gen_duration_years(const gen *g, size_t y);
size_t gen_steps(const gen *g);

gen_day gen_day_at(const gen *g, size_t d);
double gen_temperature_c(const gen_day *d, double hour);

#endif
