#include "bench/gen_time.h"

#include <math.h>
#include <stdio.h>

#include "bench/gen_dice.h"

#define PI 3.14159265358979323846

enum {
    MANY_DAYS = 100, /* from here on a day is one of a year, each with the same weight */
    DAYS_PER_WEEK = 7,
    WEEKEND_PER_YEAR = 104,
    COLD_DAYS_PER_YEAR = 5,
};

static const double days_per_year = 365.0;

int gen_duration_years(const gen *g, size_t y)
{
    static const int durations[][5] = {
        {10}, {3, 5}, {3, 5, 5}, {3, 5, 5, 10}, {1, 2, 5, 5, 10},
    };
    const size_t n_rows = sizeof durations / sizeof durations[0];
    return g->n_milestones <= n_rows ? durations[g->n_milestones - 1][y] : 2;
}

int gen_year(const gen *g, size_t y)
{
    int year = g->n_milestones == 1 ? 2030 : GEN_PLAN_YEAR;
    for (size_t v = 0; v < y; v++)
        year += gen_duration_years(g, v);
    return year;
}

size_t gen_steps(const gen *g)
{
    return (size_t)lround(24.0 / g->step_h);
}

/* --- days ---------------------------------------------------------------------------------------- */

/* The first day is the cold peak, unless there are too few days to afford one, or all. */
static size_t n_cold(const gen *g)
{
    return g->n_days >= 3 && g->n_days < MANY_DAYS ? 1 : 0;
}

static bool is_weekend(const gen *g, size_t k)
{
    if (g->n_days >= MANY_DAYS)
        return k % DAYS_PER_WEEK >= 5;
    return g->n_days >= 4 && k % 3 == 2;
}

static double weight(const gen *g, size_t k)
{
    const size_t n = g->n_days - n_cold(g);
    size_t n_same = 0, n_weekend = 0;
    if (g->n_days >= MANY_DAYS)
        return days_per_year / (double)g->n_days;
    for (size_t i = 0; i < n; i++) {
        n_same += is_weekend(g, i) == is_weekend(g, k);
        n_weekend += is_weekend(g, i);
    }
    const double rest = days_per_year - (double)(n_cold(g) * COLD_DAYS_PER_YEAR);
    const double weekend = n_weekend > 0 ? WEEKEND_PER_YEAR : 0.0;
    return (is_weekend(g, k) ? weekend : rest - weekend) / (double)n_same;
}

static size_t n_peak_groups(const gen *g)
{
    return g->n_days >= MANY_DAYS ? 12 : g->n_days >= 12 ? 4 : g->n_days >= 2 ? 2 : 1;
}

/* Calendar months, or seasons with the winter around new year. */
static size_t peak_group_at(const gen *g, double year_frac)
{
    const size_t n = n_peak_groups(g);
    const double shift = n == 12 ? 0.0 : 0.5;
    return (size_t)(year_frac * (double)n + shift) % n;
}

static gen_day cold_peak(void)
{
    return (gen_day){.days_per_year = COLD_DAYS_PER_YEAR,
                     .season = 1.0,
                     .mean_c = -8.0,
                     .clear_frac = 0.8,
                     .wind_frac = 0.08,
                     .workday = true,
                     .design = true};
}

gen_day gen_day_at(const gen *g, size_t d)
{
    if (d < n_cold(g))
        return cold_peak();
    dice weather = dice_for(g->seed, DICE_DAY, d);
    const size_t k = d - n_cold(g), n = g->n_days - n_cold(g);
    const double year_frac = (double)k / (double)n;
    const double season = cos(2.0 * PI * year_frac);
    const double warmer_c = dice_between(&weather, -3.0, 3.0);
    const double clear_frac = dice_between(&weather, 0.5, 1.0);
    const double windier = dice_between(&weather, -0.18, 0.22);
    return (gen_day){.days_per_year = weight(g, k),
                     .season = season,
                     .mean_c = 10.5 - 7.5 * season + warmer_c,
                     .clear_frac = clear_frac,
                     .wind_frac = 0.30 + 0.10 * season + windier,
                     .workday = !is_weekend(g, k),
                     .peak_group = peak_group_at(g, year_frac)};
}

double gen_temperature_c(const gen_day *d, double hour)
{
    return d->mean_c + 3.0 * cos(2.0 * PI * (hour - 15.0) / 24.0);
}

/* --- writing -------------------------------------------------------------------------------------- */

void gen_write_horizon(const gen *g)
{
    printf("  <horizon plan_year=\"%d\" discount_rate_frac=\"0.0225\">\n", GEN_PLAN_YEAR);
    for (size_t y = 0; y < g->n_milestones; y++)
        printf("    <milestone year=\"%d\" duration_years=\"%d\"/>\n", gen_year(g, y),
               gen_duration_years(g, y));
    printf("  </horizon>\n");
}

static void write_peak_group(const gen *g, size_t group)
{
    printf("    <peak_group id=\"g%02zu\" months=\"%zu\" days=\"", group + 1,
           12 / n_peak_groups(g));
    const char *blank = "";
    for (size_t d = 0; d < g->n_days; d++) {
        if (gen_day_at(g, d).peak_group != group)
            continue;
        printf("%sd%03zu", blank, d + 1);
        blank = " ";
    }
    printf("\"/>\n");
}

void gen_write_calendar(const gen *g)
{
    printf("  <calendar step_h=\"%.6f\" quarter_hour_factor=\"%.2f\" "
           "group_quarter_hour_factor=\"1.05\">\n",
           g->step_h, GEN_QUARTER_HOUR_FACTOR);
    for (size_t d = 0; d < g->n_days; d++) {
        const gen_day day = gen_day_at(g, d);
        printf("    <day id=\"d%03zu\" days_per_year=\"%.9f\"%s%s/>\n", d + 1, day.days_per_year,
               day.workday ? "" : " workday=\"false\"", day.design ? " design=\"true\"" : "");
    }
    for (size_t group = 0; group < n_peak_groups(g); group++)
        write_peak_group(g, group);
    printf("  </calendar>\n");
}
