/* outputs/explain_parts.h - the two screens of explain, and what they share. */
#ifndef OUTPUTS_EXPLAIN_PARTS_H
#define OUTPUTS_EXPLAIN_PARTS_H

#include <stdio.h>

#include "outputs/line.h"
#include "outputs/story.h"
#include "outputs/why.h"

typedef struct explanation {
    const plan_document *doc;
    lang lang;
    arena *mem;
    FILE *out;
} explanation;

enum { EXPLAIN_INDENT = 2, EXPLAIN_NAME_WIDTH = 36, EXPLAIN_MONEY_WIDTH = 15 };

MUST_CHECK status explain_park(const explanation *e, const json_value *park);
MUST_CHECK status explain_region(const explanation *e);

/* An empty line and a heading. */
void explain_heading(const explanation *e, text_id title);
/* A sentence, wrapped. */
void explain_sentence(const explanation *e, const phrase *said);
#define explain_say(e, id, ...)                                                                    \
    do {                                                                                           \
        const phrase said_ = phrase_of(id, __VA_ARGS__);                                           \
        explain_sentence((e), &said_);                                                             \
    } while (0)
/* All sentences of a story, each on a line. */
void explain_story(const explanation *e, const story *s);
/* A name, and under its own margin what is said of it. */
void explain_named(const explanation *e, const phrase *name, const phrase *said);
/* Why the measures are in the plan, and why the others are not; nothing where there are none. */
void explain_why(const explanation *e, const measure_list *measures);
void explain_why_not(const explanation *e, const json_value *list);

/* The cells of a line, of exactly this width. */
void explain_cell(const explanation *e, const phrase *text, size_t width);
void explain_figure(const explanation *e, const phrase *text, size_t width); /* at the right */

#endif
