/* model/region_check.h - the parts of region_check(), and what they share.
 *
 * Each part looks at one corner of the region and adds its findings; none stops at the first,
 * and none relies on another having found nothing. References are the reader's: pointers
 * that a header does not allow to be NULL are not NULL here.
 */
#ifndef MODEL_REGION_CHECK_H
#define MODEL_REGION_CHECK_H

#include "model/region.h"

typedef struct checker {
    const region *region;
    diag_list *diags;
} checker;

/* What a finding is about: "station leiden_noord", and where it stands. */
typedef struct subject {
    const char *kind;
    const char *id; /* NULL where there is only one of its kind */
    int line;
    const char *file; /* NULL: the region's */
} subject;

/* No figure is larger, in whatever unit: 1e9 kW is all power stations of Europe, and 1e9 EUR
 * beyond any business park; what is larger would only upset the solver. */
#define MAX_FIGURE 1e9

/* "or none": NAN or INFINITY, which mean that it was not given, pass too. */
typedef enum figure_range {
    RANGE_ANY,          /* any number up to MAX_FIGURE, either sign */
    RANGE_NOT_NEGATIVE, /* 0 or more */
    RANGE_NOT_NEGATIVE_OR_NONE,
    RANGE_POSITIVE, /* more than 0 */
    RANGE_POSITIVE_OR_NONE,
    RANGE_ONE_OR_MORE,
    RANGE_FRAC, /* 0 to 1 */
    RANGE_FRAC_OR_NONE,
    RANGE_POSITIVE_FRAC, /* more than 0, up to 1 */
    RANGE_HOUR,          /* of the day, 0 to 24 */
    RANGE_YEAR,          /* 1900 to 2200 */
    RANGE_LATITUDE,      /* or none */
    RANGE_LONGITUDE,     /* or none */
    RANGE_COUNT
} figure_range;

typedef struct field {
    const char *name; /* the attribute */
    double value;
    figure_range range;
} field;

/* One DIAG_OUT_OF_RANGE for each field outside its range. */
void check_fields(const checker *k, const subject *s, const field *fields, size_t n);
/* The same for a list with one value per milestone; NULL: not given. */
void check_list(const checker *k, const subject *s, const char *name, const double *values,
                figure_range range);
/* And for values that vary in time; reports the first one only. */
void check_values(const checker *k, const subject *s, diag_code code, const double *values,
                  size_t n, figure_range range);

#define CHECK_FIELDS(k, s, ...)                                                                    \
    check_fields((k), (s), (const field[]){__VA_ARGS__},                                           \
                 sizeof((const field[]){__VA_ARGS__}) / sizeof(field))

/* Adds "KIND ID: message"; the message tells what it is, then "; ", then what was expected. */
void check_report(const checker *k, const subject *s, diag_code code, const char *format, ...)
    PRINTF_LIKE(4, 5);

/* A note when something dated does not start with a milestone, or starts after the last. */
void check_dated(const checker *k, const subject *s, const char *name, int year);

MUST_CHECK status region_check_ids(const checker *k);
void region_check_time(const checker *k);
void region_check_market(const checker *k);
void region_check_incentives(const checker *k);
void region_check_technologies(const checker *k);
void region_check_grid(const checker *k);
void region_check_sites(const checker *k);
void region_check_hubs(const checker *k);
void region_check_heat_nets(const checker *k);
void region_check_policy(const checker *k);
void region_check_scenarios(const checker *k);
/* The parts that look at what stands in the elements, so that each finding has its line: time to
 * policy. They can do without unique ids. */
void region_check_elements(const checker *k);

/* Whether technology tech can stand behind a connection for this demand (saving) with these
 * limits; reports under the subject. Shared by <installed>, <potential> and hubs. */
void check_potential(const checker *k, const subject *s, const connection *c, const potential *p);

#endif
