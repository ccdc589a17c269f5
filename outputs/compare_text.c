#include "outputs/compare_text.h"

#include <math.h>
#include <string.h>

#include "outputs/compare_text_parts.h"
#include "outputs/line.h"
#include "outputs/number_format.h"

enum { N_TOTALS = 8 };
/* From here on figures are in millions of euros, kilotonnes, GWh and MW. */
#define LARGE_COST_EUR 1e7

/* --- totals ----------------------------------------------------------------------------------------- */

static void write_title(const compare_printer *p)
{
    char text[SENTENCE], plans[NUMBER_ROOM], year[NUMBER_ROOM], years[NUMBER_ROOM];
    const horizon *h = &p->c->base->horizon;
    snprintf(year, sizeof year, "%d", h->price_year);
    count_format(p->lang, horizon_end_year(h) - h->milestones[0].year, TEXT_count_one_year,
                 TEXT_count_years, years);
    line_indented(p->out, 0, text_write(p->lang, TEXT_compare_title, text, p->c->base->name));
    line_indented(p->out, 0,
                  text_write(p->lang, TEXT_compare_scope, text,
                             text_get(p->lang, p->c->perspective == PERSPECTIVE_PRIVATE
                                                   ? TEXT_perspective_private
                                                   : TEXT_perspective_societal),
                             count_format(p->lang, (double)p->c->n_solved, TEXT_count_one_plan,
                                          TEXT_count_plans, plans),
                             year, years));
}

static void write_total_heads(const compare_printer *p)
{
    static const text_id heads[N_TOTALS] = {
        TEXT_compare_column_cost,      TEXT_compare_column_from_nothing,
        TEXT_compare_column_from_base, TEXT_compare_column_investment,
        TEXT_compare_column_subsidy,   TEXT_compare_column_co2,
        TEXT_compare_column_unserved,  TEXT_compare_column_freed};
    compare_print_label(p, "");
    for (size_t k = 0; k < N_TOTALS; k++) {
        fputc(' ', p->out);
        line_cell(p->out, text_get(p->lang, heads[k]), CELL_WIDTH - 1, true);
    }
    fputc('\n', p->out);
}

static void total_cell(const compare_printer *p, double value, int decimals)
{
    char text[NUMBER_ROOM];
    line_cell(p->out, number_format(p->lang, value, decimals, text), CELL_WIDTH, true);
}

static void write_totals_of(const compare_printer *p, size_t k)
{
    char name[SENTENCE];
    const plan *own = p->c->list[k].plan, *base = p->c->list[0].plan;
    compare_name_numbered(p, k, name);
    compare_print_label(p, name);
    if (own == NULL) {
        fprintf(p->out, " %s\n", text_get(p->lang, TEXT_compare_no_plan));
        return;
    }
    const compared_figures f = figures_of_plan(own), nothing = figures_of_status_quo(own);
    total_cell(p, f.cost_eur / p->eur, 1);
    total_cell(p, (f.cost_eur - nothing.cost_eur) / p->eur, 1);
    total_cell(p, base == NULL ? NAN : (f.cost_eur - figures_of_plan(base).cost_eur) / p->eur, 1);
    total_cell(p, f.investment_eur / p->eur, 1);
    total_cell(p, f.subsidy_eur / p->eur, 1);
    total_cell(p, f.co2_t / p->other, 1);
    total_cell(p, f.unserved_growth_mwh / p->other, 1);
    total_cell(p, f.freed_kw / p->other, 1);
    fputc('\n', p->out);
}

/* Scenarios whose plan ended like that, by number; how far from the best one may be at most. */
static double list_ended(const compare_printer *p, status outcome, char list[SENTENCE])
{
    char number[NUMBER_ROOM];
    double gap_frac = 0.0;
    list[0] = '\0';
    for (size_t k = 0; k < p->c->n; k++)
        if (p->c->list[k].outcome == outcome) {
            snprintf(number, sizeof number, "%s%zu", list[0] == '\0' ? "" : ", ", k + 1);
            text_append(list, SENTENCE, number);
            if (p->c->list[k].plan != NULL)
                gap_frac = fmax(gap_frac, p->c->list[k].plan->certificate.gap_frac);
        }
    return gap_frac;
}

static void write_ended(const compare_printer *p)
{
    char list[SENTENCE], text[SENTENCE], asked[NUMBER_ROOM], left[NUMBER_ROOM];
    const double gap_frac = list_ended(p, STATUS_LIMIT, list);
    if (list[0] != '\0')
        line_indented(p->out, INDENT,
                      text_write(p->lang, TEXT_compare_stopped, text, list,
                                 percent_format(p->lang, p->c->gap_asked_frac, asked),
                                 percent_format(p->lang, gap_frac, left)));
    (void)list_ended(p, STATUS_INFEASIBLE, list);
    if (list[0] != '\0')
        line_indented(p->out, INDENT, text_write(p->lang, TEXT_compare_missed, text, list));
}

static void write_totals(const compare_printer *p)
{
    compare_print_heading(p, compare_in_units(p, TEXT_compare_totals, TEXT_compare_totals_small));
    write_total_heads(p);
    for (size_t k = 0; k < p->c->n; k++)
        write_totals_of(p, k);
    write_ended(p);
}

/* --- a row per theme or municipality, a column per scenario -------------------------------------------- */

typedef double cell_value(const compare_printer *p, const plan *of, const void *row);

static double theme_cost(const compare_printer *p, const plan *of, const void *row)
{
    const plan_share *share = &of->themes[*(const int *)row].share;
    return (share->investment_eur + share->programme_eur) / p->eur;
}

/* Of a municipality, or of the whole region where there is none; what belongs to no municipality has an
 * empty id. */
static compared_figures figures_of_row(const plan *of, const char *municipality)
{
    return municipality == NULL ? figures_of_plan(of) : figures_of_municipality(of, municipality);
}

static double municipality_investment(const compare_printer *p, const plan *of, const void *row)
{
    return figures_of_row(of, row).investment_eur / p->eur;
}

static double municipality_unserved(const compare_printer *p, const plan *of, const void *row)
{
    return figures_of_row(of, row).unserved_growth_mwh / p->other;
}

static double municipality_co2(const compare_printer *p, const plan *of, const void *row)
{
    return figures_of_row(of, row).co2_t / p->other;
}

static void write_numbers(const compare_printer *p, size_t first, size_t end)
{
    char text[NUMBER_ROOM];
    compare_print_label(p, "");
    for (size_t k = first; k < end; k++) {
        snprintf(text, sizeof text, "%zu", k + 1);
        line_cell(p->out, text, CELL_WIDTH, true);
    }
    fputc('\n', p->out);
}

static void write_cells(const compare_printer *p, const char *name, size_t first, size_t end,
                        cell_value *of, const void *row)
{
    compare_print_label(p, name);
    for (size_t k = first; k < end; k++)
        if (p->c->list[k].plan == NULL)
            line_cell(p->out, "-", CELL_WIDTH, true);
        else
            compare_print_number(p, of(p, p->c->list[k].plan, row), 2, "");
    fputc('\n', p->out);
}

static size_t block_end(size_t first, size_t n)
{
    return first + CELLS_PER_LINE < n ? first + CELLS_PER_LINE : n;
}

static void write_themes(const compare_printer *p)
{
    compare_print_heading(p, compare_in_units(p, TEXT_compare_themes, TEXT_compare_themes_small));
    for (size_t first = 0; first < p->c->n; first += CELLS_PER_LINE) {
        const size_t end = block_end(first, p->c->n);
        write_numbers(p, first, end);
        for (int t = 0; t < THEME_COUNT; t++)
            write_cells(p, text_get(p->lang, compare_theme_text((theme)t)), first, end, theme_cost,
                        &t);
    }
}

/* Municipalities are those of the first scenario that has a plan: edits may not move parks. */
static void write_municipalities(const compare_printer *p, text_id title, cell_value *of)
{
    size_t with = 0;
    while (with < p->c->n && p->c->list[with].plan == NULL)
        with++;
    if (with == p->c->n)
        return;
    const plan *list = p->c->list[with].plan;
    compare_print_heading(p, title);
    for (size_t first = 0; first < p->c->n; first += CELLS_PER_LINE) {
        const size_t end = block_end(first, p->c->n);
        write_numbers(p, first, end);
        for (size_t k = 0; k < list->n_municipalities; k++) {
            const char *id = list->municipalities[k].share.id;
            write_cells(p, id[0] == '\0' ? text_get(p->lang, TEXT_compare_no_municipality) : id,
                        first, end, of, id);
        }
        write_cells(p, text_get(p->lang, TEXT_compare_whole_region), first, end, of, NULL);
    }
}

void compare_print(const comparison *c, lang l, const char *written_to, FILE *out)
{
    const bool large =
        c->list[0].plan == NULL || fabs(c->list[0].plan->horizon_total.cost_eur) >= LARGE_COST_EUR;
    const compare_printer p = {c, l, out, large, large ? 1e6 : 1e3, large ? 1e3 : 1.0};
    write_title(&p);
    write_totals(&p);
    write_themes(&p);
    write_municipalities(
        &p, compare_in_units(&p, TEXT_compare_municipalities, TEXT_compare_municipalities_small),
        municipality_investment);
    write_municipalities(&p,
                         compare_in_units(&p, TEXT_compare_unserved, TEXT_compare_unserved_small),
                         municipality_unserved);
    write_municipalities(&p, compare_in_units(&p, TEXT_compare_co2, TEXT_compare_co2_small),
                         municipality_co2);
    if (c->regret != NULL) {
        compare_print_regret(&p, c->regret);
        compare_print_measures(&p, c->regret);
    }
    if (c->robust != NULL)
        compare_print_robust(&p, c->robust);
    if (c->tradeoffs != NULL) {
        compare_print_tradeoff(&p, TEXT_compare_tradeoff_co2, &c->tradeoffs[0]);
        compare_print_tradeoff(&p, TEXT_compare_tradeoff_unserved, &c->tradeoffs[1]);
    }
    if (c->different != NULL)
        compare_print_different(&p, c->different);
    if (written_to != NULL) {
        char text[SENTENCE];
        fputc('\n', out);
        line_indented(out, 0, text_write(l, TEXT_compare_written, text, written_to));
    }
}
