/* Whatever the future brings: regret, and one start for all futures. */
#include "outputs/compare_text_parts.h"

#include <math.h>

#include "model/tolerance.h"
#include "outputs/line.h"
#include "outputs/number_format.h"

static void write_regret_heads(const compare_printer *p, const regret_table *t, size_t first,
                               size_t end)
{
    char text[NUMBER_ROOM];
    compare_print_label(p, "");
    for (size_t k = first; k < end; k++) {
        snprintf(text, sizeof text, "%zu", t->futures[k] + 1);
        line_cell(p->out, text, CELL_WIDTH, true);
    }
    if (end == t->n_futures)
        line_cell(p->out, text_get(p->lang, TEXT_compare_column_largest), CELL_WIDTH + 1, true);
    fputc('\n', p->out);
}

static const char *mark_of(const regret_cell *cell)
{
    return cell->targets_missed ? "*" : cell->n_overruns > 0 ? "!" : "";
}

static void write_regret_row(const compare_printer *p, const regret_table *t, size_t row,
                             size_t first, size_t end)
{
    char name[SENTENCE];
    compare_name_numbered(p, t->futures[row], name);
    compare_print_label(p, name);
    for (size_t k = first; k < end; k++) {
        const regret_cell *cell = &t->cells[row * t->n_futures + k];
        if (cell->found)
            compare_print_number(p, cell->regret_eur / p->eur, 2, mark_of(cell));
        else
            line_cell(p->out, "-", CELL_WIDTH, true);
    }
    if (end == t->n_futures && isnan(t->largest_eur[row]))
        line_cell(p->out, "-", CELL_WIDTH + 1, true);
    else if (end == t->n_futures) {
        fputc(' ', p->out);
        compare_print_number(p, t->largest_eur[row] / p->eur, 2, "");
    }
    fputc('\n', p->out);
}

static bool all_are_equal(const compare_printer *p, const regret_table *t)
{
    for (size_t k = 1; k < t->n_futures; k++)
        if (!nearly(p->c->list[t->futures[k]].probability, p->c->list[t->futures[0]].probability,
                    SHARE_TOL_FRAC))
            return false;
    return true;
}

/* "1 50%, 2 20%": what the expected cost was summed with, unless all are equally likely. */
static void write_probabilities(const compare_printer *p, const regret_table *t)
{
    char list[SENTENCE] = "", one[2 * NUMBER_ROOM], share[NUMBER_ROOM], text[SENTENCE];
    if (all_are_equal(p, t))
        return;
    for (size_t k = 0; k < t->n_futures; k++) {
        snprintf(one, sizeof one, "%s%zu %s", k == 0 ? "" : ", ", t->futures[k] + 1,
                 percent_format(p->lang, p->c->list[t->futures[k]].probability, share));
        text_append(list, sizeof list, one);
    }
    line_indented(p->out, INDENT, text_write(p->lang, TEXT_compare_probabilities, text, list));
}

static void write_best_rows(const compare_printer *p, const regret_table *t)
{
    char text[SENTENCE], money[NUMBER_ROOM];
    if (t->least_regret < t->n_futures)
        line_indented(p->out, INDENT,
                      text_write(p->lang, TEXT_compare_least_regret, text,
                                 compare_scenario_name(p, t->futures[t->least_regret]),
                                 money_format(p->lang, t->largest_eur[t->least_regret], money)));
    if (t->least_cost < t->n_futures)
        line_indented(p->out, INDENT,
                      text_write(p->lang, TEXT_compare_least_cost, text,
                                 compare_scenario_name(p, t->futures[t->least_cost]),
                                 money_format(p->lang, t->expected_eur[t->least_cost], money)));
    write_probabilities(p, t);
    line_indented(p->out, INDENT, text_get(p->lang, TEXT_compare_marks));
}

void compare_print_regret(const compare_printer *p, const regret_table *t)
{
    compare_print_heading(p, compare_in_units(p, TEXT_compare_regret, TEXT_compare_regret_small));
    for (size_t first = 0; first < t->n_futures; first += CELLS_PER_LINE - 2) {
        size_t end = first + CELLS_PER_LINE - 2;
        end = end < t->n_futures ? end : t->n_futures;
        write_regret_heads(p, t, first, end);
        for (size_t row = 0; row < t->n_futures; row++)
            write_regret_row(p, t, row, first, end);
    }
    write_best_rows(p, t);
}

void compare_print_robust(const compare_printer *p, const robust_plan *plans)
{
    static const text_id sentences[ROBUST_PLANS] = {TEXT_compare_robust_cost,
                                                    TEXT_compare_robust_regret};
    static const text_id ways[ROBUST_WAYS] = {
        TEXT_compare_way_one_program, TEXT_compare_way_as_a_future, TEXT_compare_way_common_part,
        TEXT_compare_way_majority};
    char text[SENTENCE], value[NUMBER_ROOM], bound[NUMBER_ROOM];
    compare_print_heading(p, TEXT_compare_robust);
    for (size_t k = 0; k < ROBUST_PLANS; k++)
        if (plans[k].found)
            line_indented(p->out, INDENT,
                          text_write(p->lang, sentences[k], text,
                                     money_format(p->lang, plans[k].value_eur, value),
                                     money_format(p->lang, plans[k].bound_eur, bound),
                                     text_get(p->lang, ways[plans[k].way])));
        else
            line_indented(p->out, INDENT, text_get(p->lang, TEXT_compare_no_robust));
    line_indented(p->out, INDENT,
                  text_get(p->lang, plans[0].too_large ? TEXT_compare_robust_tried
                                                       : TEXT_compare_robust_whole));
}
