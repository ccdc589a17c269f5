#include "model/calendar.h"

#include <assert.h>
#include <math.h>

#include "model/units.h"

double calendar_hours_per_year(const calendar *c, size_t d)
{
    assert(d < c->n_days);
    return c->days[d].days_per_year * c->step_h;
}

double calendar_year_h(const calendar *c)
{
    double days = 0.0;
    for (size_t d = 0; d < c->n_days; d++)
        days += c->days[d].days_per_year;
    return days * HOURS_PER_DAY;
}

double calendar_mean(const calendar *c, const double *values)
{
    double sum = 0.0, hours = 0.0;
    for (size_t d = 0; d < c->n_days; d++) {
        const double weight = calendar_hours_per_year(c, d);
        for (size_t t = 0; t < c->n_steps; t++) {
            sum += weight * values[calendar_at(c, d, t)];
            hours += weight;
        }
    }
    return sum / hours;
}

double calendar_day_mean(const calendar *c, const double *values, size_t d)
{
    assert(d < c->n_days);
    double sum = 0.0;
    for (size_t t = 0; t < c->n_steps; t++)
        sum += values[calendar_at(c, d, t)];
    return sum / (double)c->n_steps;
}

double calendar_max(const calendar *c, const double *values)
{
    double max = values[0];
    for (size_t i = 1; i < calendar_size(c); i++)
        max = fmax(max, values[i]);
    return max;
}

/* Hours that two intervals have in common. */
static double overlap_h(double from_a, double to_a, double from_b, double to_b)
{
    return fmax(0.0, fmin(to_a, to_b) - fmax(from_a, from_b));
}

double window_frac(const calendar *c, window w, size_t t)
{
    /* 24 and 0 are the same moment. */
    const double from = fmod(w.from_h, HOURS_PER_DAY), to = fmod(w.to_h, HOURS_PER_DAY);
    const double start = (double)t * c->step_h, end = start + c->step_h;
    double inside_h;
    if (from < to)
        inside_h = overlap_h(start, end, from, to);
    else /* past midnight; with equal ends the two parts are the whole day */
        inside_h = overlap_h(start, end, from, HOURS_PER_DAY) + overlap_h(start, end, 0.0, to);
    return inside_h / c->step_h;
}
