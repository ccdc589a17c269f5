/* outputs/measure.h - the actions of a list, added up by what they are and by year.
 *
 * A plan lists actions by connection and milestone; people ask what happens on a park. Everything
 * belongs to the arena and the document.
 */
#ifndef OUTPUTS_MEASURE_H
#define OUTPUTS_MEASURE_H

#include "outputs/phrase.h"

/* What is taken into use in one milestone. */
typedef struct measure_year {
    double amount; /* in the measure's unit; 0: nothing */
    double investment_eur;
    int start_year; /* the earliest of its actions */
} measure_year;

typedef struct measure {
    const char *kind;       /* "measure", "hub", "effort", ... */
    const char *technology; /* id; NULL where the kind says what it is */
    const char *list, *id;  /* hub, heat net or effort that it is of, and the list that names it */
    const char *unit;
    double investment_eur;
    measure_year *years;        /* [n_years] of the document */
    const json_value *heaviest; /* the action that the region misses most; NULL: not asked */
    bool elsewhere;             /* it is missed at other connections too */
} measure;

typedef struct measure_list {
    size_t n;
    measure *all; /* [n] in the order in which they come first */
} measure_list;

MUST_CHECK status measures_of(const plan_document *doc, const json_value *actions, arena *mem,
                              measure_list *out);

/* "zonnepanelen op dak", "lid van een hub: Grote Polder" */
phrase measure_name(const plan_document *doc, const measure *m);

#endif
