/* More plans of the region as it is: trade-offs, and really different ones. */
#include "outputs/compare_text_parts.h"

#include <stdio.h>

#include "outputs/line.h"
#include "outputs/number_format.h"

static void write_heads(const compare_printer *p, const text_id *heads, size_t n)
{
    compare_print_label(p, "");
    for (size_t k = 0; k < n; k++)
        line_cell(p->out, text_get(p->lang, heads[k]), CELL_WIDTH, true);
    fputc('\n', p->out);
}

static void write_figures(const compare_printer *p, const char *name, const compared_figures *f)
{
    compare_print_label(p, name);
    compare_print_number(p, f->cost_eur / p->eur, 2, "");
    compare_print_number(p, f->investment_eur / p->eur, 2, "");
    compare_print_number(p, f->co2_t / p->other, 2, "");
    compare_print_number(p, f->unserved_growth_mwh / p->other, 2, "");
}

static const text_id figure_heads[] = {TEXT_compare_column_cost, TEXT_compare_column_investment,
                                       TEXT_compare_column_co2, TEXT_compare_column_unserved,
                                       TEXT_compare_column_distance};
enum { N_FIGURE_HEADS = sizeof figure_heads / sizeof figure_heads[0] };

/* Points after which the next one is farther away than was asked for. */
static void write_large_gaps(const compare_printer *p, const tradeoff *t)
{
    char list[SENTENCE] = "", number[NUMBER_ROOM], text[SENTENCE];
    for (size_t k = 0; k + 1 < t->n_points; k++)
        if (tradeoff_gap_is_large(t, k)) {
            snprintf(number, sizeof number, "%s%zu", list[0] == '\0' ? "" : ", ", k + 1);
            text_append(list, sizeof list, number);
        }
    if (list[0] != '\0')
        line_indented(p->out, INDENT, text_write(p->lang, TEXT_compare_tradeoff_large, text, list));
}

void compare_print_tradeoff(const compare_printer *p, text_id title, const tradeoff *t)
{
    char text[SENTENCE], name[NUMBER_ROOM], gap[NUMBER_ROOM], allowed[NUMBER_ROOM];
    compare_print_heading(p, title);
    write_heads(p, figure_heads, N_FIGURE_HEADS - 1);
    for (size_t k = 0; k < t->n_points; k++) {
        snprintf(name, sizeof name, "%zu", k + 1);
        write_figures(p, name, &t->points[k].figures);
        fputc('\n', p->out);
    }
    line_indented(p->out, INDENT,
                  text_write(p->lang, TEXT_compare_tradeoff_gap, text,
                             percent_format(p->lang, t->largest_gap_frac, gap),
                             percent_format(p->lang, t->gap_allowed_frac, allowed)));
    write_large_gaps(p, t);
}

/* "minder Warmtenetten, meer Kennisdeling" */
static void name_different(const compare_printer *p, const different_plan *d, char text[SENTENCE])
{
    char part[SENTENCE];
    text[0] = '\0';
    for (size_t k = 0; k < d->n_steering; k++) {
        const steering *s = &d->steering[k];
        const char *what =
            s->theme == THEME_COUNT ? s->park : text_get(p->lang, compare_theme_text(s->theme));
        text_append(text, SENTENCE, k == 0 ? "" : ", ");
        text_append(text, SENTENCE,
                    text_write(p->lang,
                               s->factor > 1.0 ? TEXT_compare_less_of : TEXT_compare_more_of, part,
                               what));
    }
}

void compare_print_different(const compare_printer *p, const different_plans *d)
{
    char text[SENTENCE], most[NUMBER_ROOM];
    compare_print_heading(p, TEXT_compare_different);
    line_indented(p->out, INDENT,
                  text_write(p->lang, TEXT_compare_different_most, text,
                             money_format(p->lang, d->most_eur, most)));
    write_heads(p, figure_heads, N_FIGURE_HEADS);
    for (size_t k = 0; k < d->n_plans; k++) {
        const compared_figures f = figures_of_plan(d->plans[k].plan);
        name_different(p, &d->plans[k], text);
        write_figures(p, text, &f);
        line_cell(p->out, percent_format(p->lang, d->plans[k].distance_frac, most), CELL_WIDTH,
                  true);
        fputc('\n', p->out);
    }
    line_indented(p->out, INDENT, text_get(p->lang, TEXT_compare_different_search));
    if (d->n_plans == 0)
        line_indented(p->out, INDENT, text_get(p->lang, TEXT_compare_none));
}
