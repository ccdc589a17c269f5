/* model/calendar.h - typical days, or a whole year, cut into equal steps.
 *
 * A quantity that varies in time is an array of n_days * n_steps values; that of
 * day d and step t stands at calendar_at(c, d, t).
 */
#ifndef MODEL_CALENDAR_H
#define MODEL_CALENDAR_H

#include <stdbool.h>
#include <stddef.h>

typedef struct day {
    const char *id;
    double days_per_year; /* > 0; the days sum to 365 */
    bool workday;         /* fixed blocks of transport rights apply on workdays only */
    bool design;          /* a day on which non-firm rights are not released */
    int line;
} day;

/* Months whose monthly peak is the highest over the same days. */
typedef struct peak_group {
    const char *id;
    double months;        /* > 0; the groups sum to 12 */
    const bool *has_day;  /* [n_days] */
    int line;
} peak_group;

typedef struct calendar {
    double step_h;                    /* divides 24 */
    size_t n_steps;                   /* per day: 24 / step_h */
    size_t n_days;
    day *days;                        /* [n_days] */
    size_t n_peak_groups;
    peak_group *peak_groups;          /* [n_peak_groups] */
    bool chronological;               /* the days are the 365 of a year, in order: storage runs on */
    double quarter_hour_factor;       /* >= 1: quarter-hour peak over the mean of a step */
    double group_quarter_hour_factor; /* the same for a group of connections */
    int line;
} calendar;

static inline size_t calendar_at(const calendar *c, size_t d, size_t t)
{
    return d * c->n_steps + t;
}

static inline size_t calendar_size(const calendar *c)
{
    return c->n_days * c->n_steps;
}

/* Hours per year that one step of day d stands for. */
double calendar_hours_per_year(const calendar *c, size_t d);
/* Hours of the whole year: 8760 in a calendar whose days sum to 365. */
double calendar_year_h(const calendar *c);

/* Mean over the year of values[n_days * n_steps]. */
double calendar_mean(const calendar *c, const double *values);
double calendar_day_mean(const calendar *c, const double *values, size_t d);
double calendar_max(const calendar *c, const double *values);

/* A daily window such as 17-06, in hours; from > to wraps past midnight; from == to is all day. */
typedef struct window {
    double from_h; /* 0 .. 24 */
    double to_h;   /* 0 .. 24 */
} window;

/* Which part (0 to 1) of step t lies inside the window. */
double window_frac(const calendar *c, window w, size_t t);

#endif
