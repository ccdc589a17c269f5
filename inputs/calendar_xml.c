/* inputs/calendar_xml.c - <horizon> and <calendar>. */
#include "inputs/reader.h"

#include <math.h>
#include <string.h>

#include "inputs/value.h"

enum { DAYS_PER_YEAR = 365, MONTHS_PER_YEAR = 12, DAYS_PER_WEEK = 7, MAX_STEPS = 24 * 60 };

/* How far 24 / step_h may be from a whole number, in steps: 1/3 h is written 0.333333. */
#define STEP_COUNT_TOL 1e-3

void read_horizon(reader *r)
{
    const node *n = node_child(r->root, "horizon");
    horizon *h = &r->out->horizon;
    h->price_year = read_year(r->root, "price_year");
    h->line = n == NULL ? r->root->line : n->line;
    h->discount_rate_frac = read_number_or(n, "discount_rate_frac", 0.0);
    h->milestones = read_children(r, n, "milestone", sizeof *h->milestones, &h->n_milestones, NULL);
    milestone *m = h->milestones;
    for (const node *c = node_child(n, "milestone"); c != NULL && !r->no_memory; c = node_next(c))
        *m++ = (milestone){.year = read_year(c, "year"),
                           .duration_years = read_year(c, "duration_years"),
                           .line = c->line};
    h->plan_year = read_year(n, "plan_year");
    if (n != NULL && h->n_milestones == 0 && !r->no_memory)
        report(r, n, DIAG_MISSING_ELEMENT, "<horizon> has no <milestone>; it has to have one");
    if (h->n_milestones == 0)
        r->incomplete = true;
    else if (h->plan_year == 0)
        h->plan_year = h->milestones[0].year;
}

static void read_steps(reader *r, const node *n, calendar *c)
{
    c->step_h = read_number_or(n, "step_h", 0.0);
    const double steps = c->step_h > 0.0 ? 24.0 / c->step_h : 0.0;
    c->n_steps = 1;
    r->no_steps = true;
    if (steps < 1.0 - STEP_COUNT_TOL) /* the schema has said so */
        return;
    if (steps > MAX_STEPS || fabs(steps - round(steps)) > STEP_COUNT_TOL) {
        report(r, n, DIAG_STEP,
               "step_h is %g; it has to divide 24 hours, such as 6, 3, 2, 1, 0.5 or 0.25",
               c->step_h);
        return;
    }
    r->no_steps = false;
    c->n_steps = (size_t)lround(steps);
    c->step_h = 24.0 / (double)c->n_steps;
}

static void read_days(reader *r, const node *n, calendar *c, id_table **table)
{
    c->days = read_children(r, n, "day", sizeof *c->days, &c->n_days, table);
    day *d = c->days;
    for (const node *x = node_child(n, "day"); x != NULL && !r->no_memory; x = node_next(x), d++)
        *d = (day){.id = read_id(x, *table, d),
                   .days_per_year = read_number_or(x, "days_per_year", 0.0),
                   .workday = read_flag(x, "workday"),
                   .design = read_flag(x, "design"),
                   .line = x->line};
    finish_table(r, n, *table, "day");
}

static const bool *read_group_days(reader *r, const node *n, const id_table *table)
{
    const calendar *c = &r->out->calendar;
    bool *has_day = READ_ARRAY(r, c->n_days, bool);
    size_t count;
    void *const *days = read_references(r, n, "days", table, "day", &count);
    for (size_t i = 0; has_day != NULL && i < count; i++)
        has_day[(const day *)days[i] - c->days] = true;
    return has_day;
}

static void read_peak_groups(reader *r, const node *n, calendar *c, const id_table *days)
{
    id_table *table;
    c->peak_groups =
        read_children(r, n, "peak_group", sizeof *c->peak_groups, &c->n_peak_groups, &table);
    peak_group *g = c->peak_groups;
    for (const node *x = node_child(n, "peak_group"); x != NULL && !r->no_memory;
         x = node_next(x), g++)
        *g = (peak_group){.id = read_id(x, table, g),
                          .months = read_number_or(x, "months", 0.0),
                          .has_day = read_group_days(r, x, days),
                          .line = x->line};
    finish_table(r, n, table, "peak group");
}

static void make_year_days(reader *r, const node *year, calendar *c)
{
    static const char *const weekdays[] = {"monday", "tuesday",  "wednesday", "thursday",
                                           "friday", "saturday", "sunday"};
    const size_t first = read_choice(year, "first_weekday", weekdays, DAYS_PER_WEEK);
    c->days = READ_ARRAY(r, DAYS_PER_YEAR, day);
    c->n_days = c->days == NULL ? 0 : DAYS_PER_YEAR;
    for (size_t d = 0; d < c->n_days; d++) {
        const char *id = arena_printf(r->mem, "d%03zu", d + 1);
        if (id == NULL)
            r->no_memory = true;
        c->days[d] = (day){.id = id,
                           .days_per_year = 1.0,
                           .workday = (first + d) % DAYS_PER_WEEK < 5,
                           .line = year->line};
    }
}

static void make_month_groups(reader *r, const node *year, calendar *c)
{
    static const size_t month_days[MONTHS_PER_YEAR] = {31, 28, 31, 30, 31, 30,
                                                       31, 31, 30, 31, 30, 31};
    size_t first = 0;
    c->peak_groups = READ_ARRAY(r, MONTHS_PER_YEAR, peak_group);
    c->n_peak_groups = c->peak_groups == NULL ? 0 : MONTHS_PER_YEAR;
    for (size_t m = 0; m < c->n_peak_groups && c->n_days > 0; m++) {
        bool *has_day = READ_ARRAY(r, c->n_days, bool);
        const char *id = arena_printf(r->mem, "m%02zu", m + 1);
        if (has_day == NULL || id == NULL) {
            r->no_memory = true;
            return;
        }
        for (size_t d = first; d < first + month_days[m]; d++)
            has_day[d] = true;
        first += month_days[m];
        c->peak_groups[m] =
            (peak_group){.id = id, .months = 1.0, .has_day = has_day, .line = year->line};
    }
}

void read_calendar(reader *r)
{
    const node *n = node_child(r->root, "calendar");
    calendar *c = &r->out->calendar;
    c->line = n == NULL ? r->root->line : n->line;
    c->quarter_hour_factor = read_number_or(n, "quarter_hour_factor", 1.0);
    c->group_quarter_hour_factor =
        read_number_or(n, "group_quarter_hour_factor", c->quarter_hour_factor);
    if (n == NULL) {
        c->n_steps = 1;
        r->no_steps = true;
        return;
    }
    read_steps(r, n, c);
    const node *year = node_child(n, "year");
    if (year != NULL && n->first->next != NULL)
        report(r, year, DIAG_EITHER_OR,
               "<year> stands beside other elements; a calendar has either one <year>, or days and "
               "peak groups");
    if (year != NULL) {
        c->chronological = true;
        make_year_days(r, year, c);
        make_month_groups(r, year, c);
        return;
    }
    id_table *days;
    read_days(r, n, c, &days);
    if (r->no_memory)
        return;
    read_peak_groups(r, n, c, days);
    if (c->n_days == 0)
        report(r, n, DIAG_MISSING_ELEMENT,
               "<calendar> has no <day>; it has to have days or a <year>");
    if (c->n_days == 0)
        r->no_steps = true;
}
