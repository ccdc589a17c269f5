#include "model/region_check.h"

#include <math.h>
#include <stdio.h>

#include "model/finding_text.h"

static const struct {
    double min, max;
    bool above_min; /* the minimum itself is not allowed */
    bool or_none;
    const char *expected;
} ranges[RANGE_COUNT] = {
    [RANGE_ANY] = {-MAX_FIGURE, MAX_FIGURE, false, false,
                   FINDING_TEXT("a number from -1e9 to 1e9")},
    [RANGE_NOT_NEGATIVE] = {0.0, MAX_FIGURE, false, false, FINDING_TEXT("zero or more, up to 1e9")},
    [RANGE_NOT_NEGATIVE_OR_NONE] = {0.0, MAX_FIGURE, false, true,
                                    FINDING_TEXT("zero or more, up to 1e9")},
    [RANGE_POSITIVE] = {0.0, MAX_FIGURE, true, false, FINDING_TEXT("more than zero, up to 1e9")},
    [RANGE_POSITIVE_OR_NONE] = {0.0, MAX_FIGURE, true, true,
                                FINDING_TEXT("more than zero, up to 1e9")},
    [RANGE_ONE_OR_MORE] = {1.0, MAX_FIGURE, false, false, FINDING_TEXT("one or more, up to 1e9")},
    [RANGE_FRAC] = {0.0, 1.0, false, false, FINDING_TEXT("from 0 to 1")},
    [RANGE_FRAC_OR_NONE] = {0.0, 1.0, false, true, FINDING_TEXT("from 0 to 1")},
    [RANGE_POSITIVE_FRAC] = {0.0, 1.0, true, false, FINDING_TEXT("more than 0, up to 1")},
    [RANGE_HOUR] = {0.0, 24.0, false, false, FINDING_TEXT("an hour of the day, from 0 to 24")},
    [RANGE_YEAR] = {1900.0, 2200.0, false, false, FINDING_TEXT("a year from 1900 to 2200")},
    [RANGE_LATITUDE] = {-90.0, 90.0, false, true, FINDING_TEXT("a latitude from -90 to 90")},
    [RANGE_LONGITUDE] = {-180.0, 180.0, false, true, FINDING_TEXT("a longitude from -180 to 180")},
};

static bool in_range(double value, figure_range range)
{
    if (!isfinite(value))
        return ranges[range].or_none;
    return value >= ranges[range].min && value <= ranges[range].max &&
           !(ranges[range].above_min && value <= ranges[range].min);
}

void check_report(const checker *k, const subject *s, diag_code code, const char *format, ...)
{
    char message[DIAG_MAX_TEXT + 1];
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof message, finding_text(format), args);
    va_end(args);
    diag_add(k->diags, code, s->file == NULL ? k->region->file : s->file, s->line, "%s%s%s: %s",
             s->kind, s->id == NULL ? "" : " ", s->id == NULL ? "" : s->id, message);
}

void check_fields(const checker *k, const subject *s, const field *fields, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const field *f = &fields[i];
        if (in_range(f->value, f->range))
            continue;
        check_report(k, s, DIAG_OUT_OF_RANGE, "%s is %g; it has to be %s", f->name, f->value,
                     finding_text(ranges[f->range].expected));
    }
}

void check_list(const checker *k, const subject *s, const char *name, const double *values,
                figure_range range)
{
    const horizon *h = &k->region->horizon;
    for (size_t y = 0; values != NULL && y < h->n_milestones; y++) {
        if (in_range(values[y], range))
            continue;
        check_report(k, s, DIAG_OUT_OF_RANGE, "%s of %d is %g; it has to be %s", name,
                     h->milestones[y].year, values[y], finding_text(ranges[range].expected));
    }
}

void check_values(const checker *k, const subject *s, diag_code code, const double *values,
                  size_t n, figure_range range)
{
    for (size_t i = 0; i < n; i++) {
        if (in_range(values[i], range))
            continue;
        check_report(k, s, code, "value %zu is %g; it has to be %s", i + 1, values[i],
                     finding_text(ranges[range].expected));
        return;
    }
}

/* Without these there is nothing to look at, and later parts would have nothing to hold on to. */
static bool has_what_it_takes(const checker *k)
{
    const region *r = k->region;
    const subject s = {.kind = "region", .id = r->id, .line = 0};
    if (r->n_parks == 0 || r->n_connections == 0)
        check_report(k, &s, DIAG_PART_MISSING,
                     "there is no park with a connection; at least one was expected");
    if (r->electricity == NULL)
        check_report(k, &s, DIAG_PART_MISSING,
                     "there is no carrier electricity; every region has one");
    if (r->horizon.n_milestones == 0)
        check_report(k, &s, DIAG_PART_MISSING, "there is no milestone; at least one was expected");
    if (calendar_size(&r->calendar) == 0)
        check_report(k, &s, DIAG_PART_MISSING, "there is no day; at least one was expected");
    return r->n_connections > 0 && r->electricity != NULL && r->horizon.n_milestones > 0 &&
           calendar_size(&r->calendar) > 0;
}

void region_check_elements(const checker *k)
{
    region_check_time(k);
    region_check_market(k);
    region_check_technologies(k);
    region_check_grid(k);
    region_check_sites(k);
    region_check_hubs(k);
    region_check_heat_nets(k);
    region_check_policy(k);
}

status region_check(const region *r, diag_list *diags)
{
    const size_t errors_before = diag_error_count(diags);
    const checker k = {.region = r, .diags = diags};
    if (!has_what_it_takes(&k))
        return STATUS_INVALID;
    const status st = region_check_ids(&k);
    if (st != STATUS_OK)
        return st;
    region_check_elements(&k);
    region_check_scenarios(&k);
    /* It compares prices over the whole year, which means something only once they are right. */
    if (diag_error_count(diags) == errors_before)
        region_check_incentives(&k);
    return diag_error_count(diags) == errors_before ? STATUS_OK : STATUS_INVALID;
}
