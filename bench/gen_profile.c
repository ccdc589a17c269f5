#include "bench/gen_profile.h"

#include <math.h>
#include <stdio.h>

#include "bench/gen_dice.h"
#include "bench/gen_time.h"

#define PI 3.14159265358979323846

/* --- building blocks ------------------------------------------------------------------------------ */

/* 1 at an hour, less the further away, also past midnight. */
static double bump(double hour, double at, double width_h)
{
    const double far = fabs(hour - at);
    const double x = fmin(far, 24.0 - far) / width_h;
    return exp(-x * x);
}

/* 1 between two hours, with half an hour of slope. */
static double plateau(double hour, double from, double to)
{
    const double slope_h = 0.5;
    return 1.0 / (1.0 + exp((from - hour) / slope_h)) / (1.0 + exp((hour - to) / slope_h));
}

static double clamp(double x, double low, double high)
{
    return fmin(fmax(x, low), high);
}

/* --- shapes: a day and an hour of it --------------------------------------------------------------- */

static double el_office(const gen_day *d, double hour)
{
    const double cooling = 0.03 * fmax(0.0, gen_temperature_c(d, hour) - 18.0);
    const double open = d->workday ? plateau(hour, 7.5, 18.0) : 0.1;
    return 0.45 + (0.85 + 0.08 * d->season + cooling) * open;
}

static double el_industry(const gen_day *d, double hour)
{
    return d->workday ? 0.7 + 0.5 * plateau(hour, 6.0, 22.0) : 0.6;
}

static double el_logistics(const gen_day *d, double hour)
{
    const double shift = plateau(hour, 4.0, 20.0) + 0.4 * bump(hour, 5.5, 2.0);
    return 0.55 + (d->workday ? 0.55 : 0.15) * shift;
}

static double el_cold_store(const gen_day *d, double hour)
{
    const double outside = 0.015 * (gen_temperature_c(d, hour) - 10.0);
    return 0.9 + outside + (d->workday ? 0.15 * plateau(hour, 5.0, 17.0) : 0.0);
}

static double heat_building(const gen_day *d, double hour)
{
    const double degrees = fmax(0.0, 16.0 - gen_temperature_c(d, hour));
    const double wanted = d->workday ? 0.6 + 0.5 * plateau(hour, 5.5, 18.0) : 0.6;
    return 0.05 + 0.1 * degrees * wanted;
}

static double gas_process(const gen_day *d, double hour)
{
    return d->workday ? 0.7 + 0.5 * plateau(hour, 6.0, 22.0) : 0.4;
}

static double heat_industry(const gen_day *d, double hour)
{
    return 0.5 * gas_process(d, hour) + 0.5 * heat_building(d, hour);
}

static double car_unmanaged(const gen_day *d, double hour)
{
    const double busy = 1.4 * bump(hour, 8.5, 1.5) + 0.5 * bump(hour, 13.0, 1.5);
    return 0.08 + (d->workday ? busy : 0.2 * bump(hour, 13.0, 3.0));
}

static double truck_unmanaged(const gen_day *d, double hour)
{
    const double busy = bump(hour, 18.0, 2.5) + 0.4 * bump(hour, 12.5, 1.5);
    return 0.2 + (d->workday ? busy : 0.3 * bump(hour, 18.0, 3.0));
}

static double homes(const gen_day *d, double hour)
{
    return 0.6 + 0.12 * d->season + 0.25 * bump(hour, 8.0, 1.5) + 0.7 * bump(hour, 19.0, 2.5);
}

static double pv(const gen_day *d, double hour)
{
    const double half_day_h = 0.5 * (12.0 - 4.3 * d->season);
    const double x = (hour - 12.6) / half_day_h;
    const double sun = fabs(x) < 1.0 ? pow(cos(0.5 * PI * x), 2.0) : 0.0;
    return (0.48 - 0.27 * d->season) * d->clear_frac * sun;
}

static double solar_heat(const gen_day *d, double hour)
{
    return clamp(1.1 * pv(d, hour) - 0.03, 0.0, 1.0);
}

static double wind(const gen_day *d, double hour)
{
    return d->wind_frac * (1.0 + 0.15 * cos(2.0 * PI * (hour - 14.0) / 24.0));
}

/* High in the morning and evening and in the cold, low with sun and wind; never below zero. */
static double dayahead(const gen_day *d, double hour)
{
    const double scarce = 0.12 * d->season + (d->design ? 0.5 : 0.0) - (d->workday ? 0.0 : 0.12);
    const double busy = 0.3 * bump(hour, 8.0, 1.5) + 0.55 * bump(hour, 19.0, 2.0);
    const double green = 1.5 * pv(d, hour) + 0.6 * (wind(d, hour) - 0.3);
    return fmax(0.05, 1.0 + scarce + busy - green - 0.15 * bump(hour, 3.0, 2.5));
}

static double cop_air(const gen_day *d, double hour)
{
    return clamp(2.9 + 0.06 * (gen_temperature_c(d, hour) - 7.0), 1.8, 4.2);
}

/* Part of a variable right that the grid operator releases: less in the evening. */
static double released(const gen_day *d, double hour)
{
    return d->design ? 0.0 : 1.0 - 0.7 * plateau(hour, 16.0, 21.0);
}

static const struct {
    const char *id, *unit;
    double (*shape)(const gen_day *d, double hour);
    double noise_frac; /* a step may be so much higher or lower */
} profiles[] = {
    [GEN_EL_OFFICE] = {"el_office", "per_mean", el_office, 0.04},
    [GEN_EL_INDUSTRY] = {"el_industry", "per_mean", el_industry, 0.06},
    [GEN_EL_LOGISTICS] = {"el_logistics", "per_mean", el_logistics, 0.06},
    [GEN_EL_COLD_STORE] = {"el_cold_store", "per_mean", el_cold_store, 0.05},
    [GEN_HEAT_BUILDING] = {"heat_building", "per_mean", heat_building, 0.05},
    [GEN_HEAT_INDUSTRY] = {"heat_industry", "per_mean", heat_industry, 0.05},
    [GEN_GAS_PROCESS] = {"gas_process", "per_mean", gas_process, 0.06},
    [GEN_CAR_UNMANAGED] = {"car_unmanaged", "per_mean", car_unmanaged, 0.05},
    [GEN_TRUCK_UNMANAGED] = {"truck_unmanaged", "per_mean", truck_unmanaged, 0.05},
    [GEN_HOMES] = {"homes", "per_mean", homes, 0.03},
    [GEN_DAYAHEAD] = {"dayahead", "per_mean", dayahead, 0.08},
    [GEN_PV] = {"pv_availability", "frac", pv, 0.15},
    [GEN_WIND] = {"wind_availability", "frac", wind, 0.10},
    [GEN_SOLAR_HEAT] = {"solar_heat", "frac", solar_heat, 0.15},
    [GEN_COP_AIR] = {"cop_air", "ratio", cop_air, 0.01},
    [GEN_RELEASED] = {"released", "frac", released, 0.0},
};

const char *gen_profile_id(gen_profile p)
{
    return profiles[p].id;
}

/* Mean over the hours of a step, with the noise of the step. */
static double value(const gen *g, gen_profile p, size_t d, size_t t)
{
    const gen_day day = gen_day_at(g, d);
    dice noise = dice_for(g->seed, DICE_NOISE, ((uint64_t)p * GEN_MAX_DAYS + d) * 1000 + t);
    const size_t n = g->step_h > 1.0 ? (size_t)ceil(g->step_h) : 1;
    const double length_h = g->step_h / (double)n;
    double sum = 0.0;
    for (size_t k = 0; k < n; k++)
        sum += profiles[p].shape(&day, (double)t * g->step_h + ((double)k + 0.5) * length_h);
    const double most = profiles[p].noise_frac;
    return sum / (double)n * (1.0 + dice_between(&noise, -most, most));
}

double gen_peak_over_mean(const gen *g, gen_profile p)
{
    double peak = 0.0, sum = 0.0, weight = 0.0;
    for (size_t d = 0; d < g->n_days; d++) {
        const double days = gen_day_at(g, d).days_per_year;
        for (size_t t = 0; t < gen_steps(g); t++) {
            const double x = value(g, p, d, t);
            peak = fmax(peak, x);
            sum += days * x;
            weight += days;
        }
    }
    return peak / (sum / weight);
}

static void write_profile(const gen *g, gen_profile p)
{
    printf("    <profile id=\"%s\" unit=\"%s\">\n", profiles[p].id, profiles[p].unit);
    for (size_t d = 0; d < g->n_days; d++) {
        printf("      <values day=\"d%03zu\">", d + 1);
        for (size_t t = 0; t < gen_steps(g); t++)
            printf("%s%.4f", t == 0 ? "" : " ", value(g, p, d, t));
        printf("</values>\n");
    }
    printf("    </profile>\n");
}

void gen_write_profiles(const gen *g)
{
    printf("  <profiles>\n");
    for (int p = 0; p < GEN_PROFILE_COUNT; p++)
        write_profile(g, (gen_profile)p);
    printf("  </profiles>\n");
}
