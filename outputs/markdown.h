/* outputs/markdown.h - writing a document in Markdown as pandoc reads it: text, lists, tables.
 *
 * Whatever comes from the plan goes through here and is escaped here; nothing else writes it.
 */
#ifndef OUTPUTS_MARKDOWN_H
#define OUTPUTS_MARKDOWN_H

#include "outputs/story.h"
#include "outputs/table.h"
#include "outputs/text_buffer.h"

typedef struct markdown {
    text_buffer out;
    const plan_document *doc;
    lang lang;
    arena *mem;
    int chapter; /* the number of the last one */
} markdown;

void markdown_text(markdown *d, const char *text);
void markdown_phrase(markdown *d, const phrase *p);
void markdown_paragraph(markdown *d, const phrase *p);
void markdown_say(markdown *d, text_id id); /* a paragraph */

/* Headings of three levels; chapters are numbered. */
void markdown_chapter(markdown *d, text_id title);
void markdown_section(markdown *d, const phrase *title);
void markdown_part(markdown *d, text_id title);

/* An item of a list, also with a name in bold in front; a list is ended once. */
void markdown_item(markdown *d, const phrase *p);
void markdown_named(markdown *d, const phrase *name, const phrase *said);
void markdown_end_list(markdown *d);
/* A list of all sentences; remembers when the story could not be made. */
void markdown_story(markdown *d, status made, const story *s);

/* A table of the plan; nothing at all when there are no rows. */
typedef struct table_view {
    const char *table;
    const char *where, *is; /* only rows with this; NULL: all */
    size_t n_columns;
    const char *const *columns;
} table_view;
void markdown_table(markdown *d, const table_view *v);

#endif
