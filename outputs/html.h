/* outputs/html.h - writing the parts of the page: text in both languages, tables, charts.
 *
 * Whatever comes from the plan goes through here and is escaped here; nothing else writes it.
 */
#ifndef OUTPUTS_HTML_H
#define OUTPUTS_HTML_H

#include "outputs/phrase.h"
#include "outputs/report.h"
#include "outputs/table.h"
#include "outputs/text_buffer.h"

typedef struct html {
    text_buffer out;
    const plan_document *doc;
    const report_options *options;
    const table *tables; /* [n_table_specs], in that order; without rows where not given */
    arena *mem;
    size_t n_ids; /* given out, for ids that are unique in the page */
} html;

/* Our own markup, as it is. */
void html_raw(html *h, const char *markup);
/* Text, also good within an attribute in double quotes. */
void html_text(html *h, const char *text);
/* In one go where the languages agree, otherwise a span for each, of which the page shows one. */
void html_phrase(html *h, const phrase *p);
/* <tag>phrase</tag>; tag may have attributes. */
void html_element(html *h, const char *tag, const phrase *p);
/* html_say(h, "p", TEXT_x, a, b) */
#define html_say(h, tag, id, ...)                                                                  \
    do {                                                                                           \
        const phrase said_ = phrase_of(id, __VA_ARGS__);                                           \
        html_element((h), (tag), &said_);                                                          \
    } while (0)
void html_words(html *h, const char *tag, text_id id);
/* name="nl text" data-en="en text" within a tag, for what no element can hold. */
void html_attribute(html *h, const char *name, const phrase *p);
/* A figure of the plan: what people read, and its exact value in data-v. */
void html_figure(html *h, const char *tag, const phrase *shown, double exact);

/* A box that scrolls sideways on a small screen, which the keyboard has to reach; ends with </div>. */
void html_begin_box(html *h, const phrase *caption);
/* A table of a kind of its own in such a box: its heads follow, then html_begin_rows(), rows, and
 * html_end_table(). unit stands with the caption; NULL: none. */
void html_begin_table(html *h, const char *kind, const phrase *caption, const char *unit);
void html_begin_rows(html *h);
void html_end_table(html *h);

const table *html_find_table(const html *h, const char *name);

/* Rows of a table of the plan in which column `where` is `is` (NULL: all), in these columns. */
typedef struct html_table {
    const char *table;
    const char *where, *is;
    size_t n_columns;
    const char *const *columns; /* [n_columns] */
    text_id caption;
    const char *link; /* the first column leads to "#<link><key>"; NULL: no links */
} html_table;
void html_write_table(html *h, const html_table *t);
#define COLUMNS(...)                                                                               \
    .n_columns = sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *),                \
    .columns = (const char *const[])                                                               \
    {                                                                                              \
        __VA_ARGS__                                                                                \
    }

/* A chart, with the table of its figures behind it. */
typedef struct html_series {
    phrase name;
    const char *colour;   /* a name that page.js knows */
    const double *values; /* [n_labels]; NAN: nothing there */
} html_series;
typedef struct html_chart {
    const char *type; /* "bar" | "stacked" | "line" */
    phrase title;
    const char *unit;
    size_t n_labels;
    const phrase *labels;
    size_t n_series;
    const html_series *series;
} html_chart;
void html_write_chart(html *h, const html_chart *c);

/* A string or number of JSON inside a script element. */
void html_json_text(html *h, const char *text);
void html_json_phrase(html *h, const phrase *p); /* {"nl": ..., "en": ...} */
void html_json_number(html *h, double value);    /* NAN is null */

#endif
