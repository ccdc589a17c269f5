/* outputs/html_parts.h - the views of the page, and what they share. Each writes one or more
 * <section class="view" id="..."> elements. */
#ifndef OUTPUTS_HTML_PARTS_H
#define OUTPUTS_HTML_PARTS_H

#include "outputs/html.h"

void html_board(html *h); /* summary for the board */
void html_parks(html *h); /* the list of parks, and a view for each */
void html_hubs(html *h);
void html_heat(html *h);
void html_grid(html *h); /* stations and limits */
void html_money(html *h);
void html_map(html *h);
void html_account(html *h); /* how sure, assumptions, sources */

/* Begins a view: the section and its heading. */
void html_begin_view(html *h, const char *prefix, const char *id, const phrase *title);
void html_end_view(html *h);

/* A chart by milestone of figures of the plan: series i has, for each item of list, the number at
 * paths[i]. */
typedef struct html_years_chart {
    const char *type, *unit;
    phrase title;
    const json_value *milestones;
    size_t n_series;
    const char *const *paths, *const *colours; /* [n_series] */
    const text_id *names;                      /* [n_series] */
} html_years_chart;
void html_write_years_chart(html *h, const html_years_chart *c);

/* The load over the days against the limit, drawn from the curves of the plan: the reader chooses the
 * milestone. A curve without a limit gets the contracts of these milestones as one; NULL: none.
 * Writes nothing when the plan has no such curve. */
void html_write_load(html *h, const char *kind, const char *id, const phrase *of,
                     const json_value *milestones);

/* What is paid, as rows of payer and milestone; park NULL: everything. */
void html_write_payers(html *h, const json_value *park);

/* What was offered and not chosen, and what stands in the way; nothing when the list is empty. */
void html_write_why_not(html *h, const json_value *list);

#endif
