/* outputs/summary_parts.h - the sections of the summary, and what they share. */
#ifndef OUTPUTS_SUMMARY_PARTS_H
#define OUTPUTS_SUMMARY_PARTS_H

#include "model/plan.h"
#include "model/text.h"
#include "outputs/line.h"
#include "outputs/number_format.h"

typedef struct summary {
    const plan *plan;
    lang lang;
    FILE *out;
} summary;

enum { SUMMARY_INDENT = 2, SENTENCE_ROOM = 1000 };
/* Less than this, in MWh per year, is not told: half a household. */
#define WORTH_TELLING_MWH 0.5

void summary_unserved(const summary *s);
void summary_costs(const summary *s);
void summary_themes(const summary *s);
void summary_parks(const summary *s);
void summary_networks(const summary *s);
void summary_quality(const summary *s);
/* Nothing where there is nothing to repair. */
void summary_repairs(const summary *s);

/* An empty line and a heading. */
void summary_heading(const summary *s, text_id title);
/* A sentence with its arguments, wrapped. */
#define summary_say(s, id, ...)                                                                    \
    summary_sentence((s), (id), (const char *const[]){__VA_ARGS__},                                \
                     sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *))
void summary_sentence(const summary *s, text_id id, const char *const *args, size_t n_args);

/* The index of the last milestone. */
size_t summary_last(const summary *s);
typedef struct figure {
    char text[NUMBER_ROOM];
} figure;
figure summary_year(const summary *s, size_t y);
figure summary_number(const summary *s, double value);
figure summary_money(const summary *s, double eur);
figure summary_percent(const summary *s, double frac);
const char *summary_payer_name(const summary *s, const payer *p);
const char *summary_technology_name(const summary *s, const technology *tech);
/* A unit of the plan in people's words. */
const char *summary_unit(const summary *s, const char *unit);

/* Adds ", name" to a list, or name when it is the first. */
void summary_list(char list[SENTENCE_ROOM], const char *separator, const char *name);

/* Going through n things from the largest to the smallest, equals in order: the next one after
 * previous (n: the first one); n when there is no other. */
typedef double size_of(const void *context, size_t i);
size_t next_largest(size_t n, size_of *of, const void *context, size_t previous);

#endif
