#include "model/region_check.h"

#include <math.h>

#include "model/tolerance.h"
#include "model/units.h"

static void check_horizon(const checker *k)
{
    const horizon *h = &k->region->horizon;
    const subject s = {.kind = "horizon", .line = h->line};
    CHECK_FIELDS(k, &s, {"price_year", h->price_year, RANGE_YEAR},
                 {"plan_year", h->plan_year, RANGE_YEAR},
                 {"discount_rate_frac", h->discount_rate_frac, RANGE_FRAC});
    if (h->plan_year > h->milestones[0].year)
        check_report(k, &s, DIAG_PLAN_YEAR,
                     "plan_year is %d; it has to be at most %d, the first milestone", h->plan_year,
                     h->milestones[0].year);
}

static void check_milestones(const checker *k)
{
    const horizon *h = &k->region->horizon;
    for (size_t y = 0; y < h->n_milestones; y++) {
        const milestone *m = &h->milestones[y];
        const subject s = {.kind = "milestone", .line = m->line};
        CHECK_FIELDS(k, &s, {"year", m->year, RANGE_YEAR});
        if (m->duration_years < 1 || m->duration_years > 100)
            check_report(k, &s, DIAG_MILESTONES,
                         "duration_years of %d is %d; it has to be from 1 to 100", m->year,
                         m->duration_years);
        else if (y + 1 < h->n_milestones &&
                 (long)m->year + m->duration_years != h->milestones[y + 1].year)
            check_report(k, &s, DIAG_MILESTONES,
                         "%d lasts %d years, but the next is %d; milestones have to follow each "
                         "other without gaps",
                         m->year, m->duration_years, h->milestones[y + 1].year);
    }
}

static void check_steps(const checker *k)
{
    const calendar *c = &k->region->calendar;
    const subject s = {.kind = "calendar", .line = c->line};
    const double steps = HOURS_PER_DAY / c->step_h;
    if (!(c->step_h > 0.0) || !nearly(steps, round(steps), SHARE_TOL_FRAC) ||
        lround(steps) != (long)c->n_steps)
        check_report(k, &s, DIAG_STEP, "step_h is %g; it has to divide a day of 24 hours",
                     c->step_h);
    CHECK_FIELDS(k, &s, {"quarter_hour_factor", c->quarter_hour_factor, RANGE_ONE_OR_MORE},
                 {"group_quarter_hour_factor", c->group_quarter_hour_factor, RANGE_ONE_OR_MORE});
}

static void check_days(const checker *k)
{
    const calendar *c = &k->region->calendar;
    double sum = 0.0;
    for (size_t d = 0; d < c->n_days; d++) {
        const subject s = {.kind = "day", .id = c->days[d].id, .line = c->days[d].line};
        CHECK_FIELDS(k, &s, {"days_per_year", c->days[d].days_per_year, RANGE_POSITIVE});
        sum += c->days[d].days_per_year;
    }
    const subject s = {.kind = "calendar", .line = c->line};
    if (!nearly(sum, DAYS_PER_YEAR, SHARE_TOL_FRAC))
        check_report(k, &s, DIAG_DAYS_OF_YEAR,
                     "days_per_year of all days comes to %.10g; 365 was expected", sum);
}

static void check_peak_groups(const checker *k)
{
    const calendar *c = &k->region->calendar;
    double months = 0.0;
    for (size_t g = 0; g < c->n_peak_groups; g++) {
        const peak_group *group = &c->peak_groups[g];
        const subject s = {.kind = "peak_group", .id = group->id, .line = group->line};
        CHECK_FIELDS(k, &s, {"months", group->months, RANGE_POSITIVE});
        months += group->months;
    }
    const subject s = {.kind = "calendar", .line = c->line};
    if (!nearly(months, MONTHS_PER_YEAR, SHARE_TOL_FRAC))
        check_report(k, &s, DIAG_PEAK_MONTHS,
                     "months of all peak groups comes to %.10g; 12 was expected", months);
    for (size_t d = 0; d < c->n_days; d++) {
        bool found = false;
        for (size_t g = 0; g < c->n_peak_groups; g++)
            found = found || c->peak_groups[g].has_day[d];
        const subject of_day = {.kind = "day", .id = c->days[d].id, .line = c->days[d].line};
        if (!found)
            check_report(k, &of_day, DIAG_DAY_WITHOUT_PEAK_GROUP,
                         "it is in no peak_group; its peaks have to count in at least one");
    }
}

static void check_profile(const checker *k, const profile *p)
{
    static const figure_range by_unit[] = {
        [PROFILE_PER_MEAN] = RANGE_NOT_NEGATIVE,
        [PROFILE_KW] = RANGE_NOT_NEGATIVE,
        [PROFILE_FRAC] = RANGE_FRAC,
        [PROFILE_RATIO] = RANGE_POSITIVE,
        [PROFILE_EUR_PER_KWH] = RANGE_ANY,
    };
    const calendar *c = &k->region->calendar;
    const subject s = {.kind = "profile", .id = p->id, .line = p->line};
    check_values(k, &s, DIAG_PROFILE_VALUE, p->values, calendar_size(c), by_unit[p->unit]);
    if (p->measured_kw != NULL)
        check_values(k, &s, DIAG_PROFILE_VALUE, p->measured_kw, p->n_measured, RANGE_ANY);
    if (p->unit == PROFILE_PER_MEAN && !nearly(calendar_mean(c, p->values), 1.0, SHARE_TOL_FRAC))
        check_report(k, &s, DIAG_PROFILE_MEAN,
                     "its mean over the year is %g; per_mean means that it is 1",
                     calendar_mean(c, p->values));
}

void check_dated(const checker *k, const subject *s, const char *name, int year)
{
    const horizon *h = &k->region->horizon;
    const size_t y = horizon_milestone_from(h, year);
    if (year == 0)
        return;
    CHECK_FIELDS(k, s, {name, year, RANGE_YEAR});
    if (y == h->n_milestones)
        check_report(k, s, DIAG_DATE_OUTSIDE,
                     "%s is %d, after the last milestone (%d); it plays no part", name, year,
                     h->milestones[h->n_milestones - 1].year);
    else if (y > 0 && h->milestones[y].year != year)
        check_report(k, s, DIAG_DATE_BETWEEN,
                     "%s is %d, between two milestones; it counts from %d on", name, year,
                     h->milestones[y].year);
}

void region_check_time(const checker *k)
{
    check_horizon(k);
    check_milestones(k);
    check_steps(k);
    check_days(k);
    check_peak_groups(k);
    for (size_t p = 0; p < k->region->n_profiles; p++)
        check_profile(k, &k->region->profiles[p]);
}
