/* model/profile.h - how a quantity varies over the days and steps of the calendar. */
#ifndef MODEL_PROFILE_H
#define MODEL_PROFILE_H

#include <stddef.h>

#include "model/basis.h"
#include "model/calendar.h"

typedef enum profile_unit {
    PROFILE_PER_MEAN,    /* "per_mean": yearly mean 1 (the reader rescales), >= 0 */
    PROFILE_KW,          /* "kw": absolute, >= 0 */
    PROFILE_FRAC,        /* "frac": 0 .. 1, such as availability */
    PROFILE_RATIO,       /* "ratio": > 0, such as a coefficient of performance */
    PROFILE_EUR_PER_KWH, /* "eur_per_kwh": a price, may be negative */
} profile_unit;

typedef struct profile {
    const char *id;
    profile_unit unit;
    const double *values;      /* [n_days * n_steps] */
    const double *measured_kw; /* base-year series as measured, [n_measured], or NULL */
    size_t n_measured;         /* 8760 or 35040 when a hub reads its group peak from it */
    figure_basis basis;
    int line;
} profile;

#endif
