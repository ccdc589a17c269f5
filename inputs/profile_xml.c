/* inputs/profile_xml.c - <profiles>: shapes inline or from CSV files. */
#include "inputs/reader.h"

#include <math.h>
#include <string.h>

#include "inputs/csv.h"
#include "inputs/value.h"
#include "model/finding_text.h"

enum { HOURS_PER_DAY = 24, QUARTERS_PER_DAY = 96 };

/* Yearly means below this cannot be scaled to 1 in a meaningful way. */
#define LEAST_MEAN 1e-12

/* from[n_from] equal parts of a day to to[n_to]: means, or repeats. False when neither fits. */
static bool resample(const double *from, size_t n_from, double *to, size_t n_to)
{
    if (n_from >= n_to && n_from % n_to == 0) {
        const size_t k = n_from / n_to;
        for (size_t t = 0; t < n_to; t++) {
            to[t] = 0.0;
            for (size_t i = 0; i < k; i++)
                to[t] += from[t * k + i] / (double)k;
        }
        return true;
    }
    if (n_from > 0 && n_to % n_from == 0) {
        for (size_t t = 0; t < n_to; t++)
            to[t] = from[t / (n_to / n_from)];
        return true;
    }
    return false;
}

/* How many values a day may have: one per step, or per hour or quarter where that fits. */
static bool length_is_good(size_t n_values, size_t n_steps)
{
    return n_values == n_steps || ((n_values == HOURS_PER_DAY || n_values == QUARTERS_PER_DAY) &&
                                   (n_values % n_steps == 0 || n_steps % n_values == 0));
}

/* Numbers of one <values>; NULL when their number is wrong. */
static const double *read_day_values(reader *r, const node *n)
{
    const size_t n_steps = r->out->calendar.n_steps;
    const char *text = n->text;
    const size_t count = value_count_words(text);
    size_t length;
    if (count == 0)
        return NULL; /* the schema has said so */
    if (!length_is_good(count, n_steps)) {
        report(r, n, DIAG_PROFILE_LENGTH,
               "<values> has %zu numbers; it has to have %zu, one per step, or one per hour", count,
               n_steps);
        return NULL;
    }
    double *numbers = READ_ARRAY(r, count, double);
    double *values = READ_ARRAY(r, n_steps, double);
    if (numbers == NULL || values == NULL)
        return NULL;
    for (size_t i = 0; i < count; i++) {
        const char *word = value_word(&text, &length);
        (void)value_number(word, length, &numbers[i]);
    }
    return resample(numbers, count, values, n_steps) ? values : NULL;
}

static size_t find_day(const calendar *c, const char *id)
{
    size_t d = 0;
    while (d < c->n_days && strcmp(c->days[d].id, id) != 0)
        d++;
    return d;
}

static void take_day(reader *r, const node *n, size_t d, const double *values, double *to,
                     bool *given)
{
    const calendar *c = &r->out->calendar;
    if (given[d])
        report(r, n, DIAG_PROFILE_DAYS, "the profile has values for day \"%s\" twice",
               c->days[d].id);
    given[d] = true;
    if (values != NULL)
        memcpy(to + calendar_at(c, d, 0), values, c->n_steps * sizeof *to);
}

/* day="ID" first, then day="all" for the days that are left. */
static void read_inline(reader *r, const node *n, double *to, bool *given)
{
    const calendar *c = &r->out->calendar;
    const node *all = NULL;
    const double *all_values = NULL;
    for (const node *v = node_child(n, "values"); v != NULL; v = node_next(v)) {
        const char *id = read_text_or(v, "day", "");
        const size_t d = find_day(c, id);
        const double *values = read_day_values(r, v);
        if (strcmp(id, "all") == 0 && all == NULL)
            all_values = values;
        if (strcmp(id, "all") == 0 && all != NULL)
            report(r, v, DIAG_PROFILE_DAYS, "the profile has values for all days twice");
        else if (strcmp(id, "all") == 0)
            all = v;
        else if (d < c->n_days)
            take_day(r, v, d, values, to, given);
        else if (id[0] != '\0')
            report(r, v, DIAG_UNKNOWN_REFERENCE, "day is \"%s\", but the calendar has no such day",
                   id);
    }
    for (size_t d = 0; all != NULL && d < c->n_days; d++) {
        if (!given[d])
            take_day(r, all, d, all_values, to, given);
    }
}

static void check_all_days(reader *r, const node *n, const bool *given)
{
    const calendar *c = &r->out->calendar;
    for (size_t d = 0; d < c->n_days; d++) {
        if (given[d])
            continue;
        report(r, n, DIAG_PROFILE_DAYS,
               "the profile has no values for day \"%s\"; it has to have them for each day, or for "
               "day=\"all\"",
               c->days[d].id);
        return;
    }
}

/* A CSV of the calendar's steps, or of the hours or quarters of its days. */
static void read_csv(reader *r, const node *n, double *to)
{
    const calendar *c = &r->out->calendar;
    const double *rows = NULL;
    size_t n_rows = 0;
    if (!csv_read_column(r, n, read_text(n, "href"), read_text(n, "column"), &rows, &n_rows))
        return;
    const size_t per_day = c->n_days == 0 ? 0 : n_rows / c->n_days;
    if (per_day * c->n_days != n_rows || !length_is_good(per_day, c->n_steps)) {
        report(r, n, DIAG_CSV_ROWS,
               "%s has %zu rows; it has to have %zu, one per step of each day, or one per hour",
               read_text(n, "href"), n_rows, calendar_size(c));
        return;
    }
    for (size_t d = 0; d < c->n_days; d++)
        (void)resample(rows + d * per_day, per_day, to + calendar_at(c, d, 0), c->n_steps);
}

static void read_measured(reader *r, const node *n, profile *p)
{
    static const size_t hours_per_year = 8760, quarters_per_year = 35040;
    const char *href = read_text(n, "measured_href");
    const double *rows = NULL;
    size_t n_rows = 0;
    if (href == NULL ||
        !csv_read_column(r, n, href, read_text(n, "measured_column"), &rows, &n_rows))
        return;
    if (n_rows != hours_per_year && n_rows != quarters_per_year) {
        report(r, n, DIAG_CSV_ROWS, "%s has %zu rows; a measured year has 8760 or 35040", href,
               n_rows);
        return;
    }
    p->measured_kw = rows;
    p->n_measured = n_rows;
}

/* What the unit allows. */
static bool value_is_allowed(profile_unit unit, double value)
{
    switch (unit) {
    case PROFILE_PER_MEAN:
    case PROFILE_KW:
        return value >= 0.0;
    case PROFILE_FRAC:
        return value >= 0.0 && value <= 1.0;
    case PROFILE_RATIO:
        return value > 0.0;
    case PROFILE_EUR_PER_KWH:
        return true;
    }
    return true;
}

static bool check_values(reader *r, const node *n, profile_unit unit, const double *values)
{
    static const char *const expected[] = {[PROFILE_PER_MEAN] = FINDING_TEXT("zero or more"),
                                           [PROFILE_KW] = FINDING_TEXT("zero or more"),
                                           [PROFILE_FRAC] = FINDING_TEXT("between 0 and 1"),
                                           [PROFILE_RATIO] = FINDING_TEXT("more than zero"),
                                           [PROFILE_EUR_PER_KWH] = FINDING_TEXT("a price")};
    const calendar *c = &r->out->calendar;
    for (size_t i = 0; i < calendar_size(c); i++) {
        if (value_is_allowed(unit, values[i]))
            continue;
        report(r, n, DIAG_PROFILE_VALUE, "the value of day \"%s\", step %zu is %g; it has to be %s",
               c->days[i / c->n_steps].id, i % c->n_steps + 1, values[i],
               finding_text(expected[unit]));
        return false;
    }
    return true;
}

/* per_mean: yearly mean 1. */
static void rescale(reader *r, const node *n, double *values)
{
    const calendar *c = &r->out->calendar;
    const double mean = calendar_mean(c, values);
    if (!(mean > LEAST_MEAN)) {
        report(r, n, DIAG_PROFILE_ZERO,
               "the profile is zero all year; its mean has to be above zero");
        return;
    }
    for (size_t i = 0; i < calendar_size(c); i++)
        values[i] /= mean;
}

static void read_profile(reader *r, const node *n, profile *p)
{
    static const char *const units[] = {"per_mean", "kw", "frac", "ratio", "eur_per_kwh"};
    const calendar *c = &r->out->calendar;
    p->unit = (profile_unit)read_choice(n, "unit", units, 5);
    p->basis = read_basis(n);
    p->line = n->line;
    double *values = read_series(r, n);
    bool *given = READ_ARRAY(r, c->n_days, bool);
    if (values == NULL || given == NULL ||
        !count_is_sensible(r, n, "values", node_count(n, "values")))
        return;
    p->values = values;
    if (r->no_steps)
        return;
    const size_t errors = diag_error_count(r->diags);
    const bool is_inline = node_child(n, "values") != NULL;
    if (is_inline && has(n, "href"))
        report(r, n, DIAG_EITHER_OR, "the profile has values and href; it has to have one of them");
    else if (has(n, "href"))
        read_csv(r, n, values);
    else
        read_inline(r, n, values, given);
    if (!has(n, "href") && diag_error_count(r->diags) == errors)
        check_all_days(r, n, given);
    if (!r->no_memory && diag_error_count(r->diags) == errors &&
        check_values(r, n, p->unit, values) && p->unit == PROFILE_PER_MEAN)
        rescale(r, n, values);
    read_measured(r, n, p);
}

void read_profiles(reader *r)
{
    const node *top = node_child(r->root, "profiles");
    region *o = r->out;
    o->profiles =
        read_children(r, top, "profile", sizeof *o->profiles, &o->n_profiles, &r->profiles);
    profile *p = o->profiles;
    for (const node *n = node_child(top, "profile"); n != NULL && !r->no_memory;
         n = node_next(n), p++) {
        p->id = read_id(n, r->profiles, p);
        read_profile(r, n, p);
    }
    finish_table(r, top, r->profiles, "profile");
}
