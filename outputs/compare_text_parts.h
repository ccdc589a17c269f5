/* outputs/compare_text_parts.h - the parts of the tables of a comparison; not for others. */
#ifndef OUTPUTS_COMPARE_TEXT_PARTS_H
#define OUTPUTS_COMPARE_TEXT_PARTS_H

#include <stdio.h>

#include "model/comparison.h"
#include "model/text.h"

/* A label and seven or eight cells: 2 + 26 + 8 * 9 = LINE_WIDTH. */
enum { INDENT = 2, LABEL_WIDTH = 26, CELL_WIDTH = 9, CELLS_PER_LINE = 8 };
enum { SENTENCE = 1000 };

typedef struct compare_printer {
    const comparison *c;
    lang lang;
    FILE *out;
    bool large;        /* units of a large region */
    double eur, other; /* EUR, and t, MWh or kW, in one unit of a table */
} compare_printer;

/* --- compare_text_cells.c: what the tables are made of --- */
/* Of two titles the one with the right units. */
text_id compare_in_units(const compare_printer *p, text_id large, text_id small);
void compare_print_heading(const compare_printer *p, text_id title);
void compare_print_label(const compare_printer *p, const char *text);
void compare_print_number(const compare_printer *p, double value, int decimals, const char *mark);
/* "3 Snelle elektrificatie": tables name their columns by the number. */
void compare_name_numbered(const compare_printer *p, size_t k, char text[SENTENCE]);
const char *compare_scenario_name(const compare_printer *p, size_t k);
text_id compare_theme_text(theme t);

/* --- compare_text_regret.c, compare_text_plans.c --- */
void compare_print_regret(const compare_printer *p, const regret_table *t);
void compare_print_measures(const compare_printer *p, const regret_table *t);
void compare_print_robust(const compare_printer *p, const robust_plan *plans);
void compare_print_tradeoff(const compare_printer *p, text_id title, const tradeoff *t);
void compare_print_different(const compare_printer *p, const different_plans *d);

#endif
