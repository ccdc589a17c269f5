#include "outputs/compare_text.h"

#include <math.h>
#include <string.h>

#include "outputs/line.h"
#include "outputs/number_format.h"

/* A label and seven or eight cells: 2 + 26 + 8 * 9 = LINE_WIDTH. */
enum { INDENT = 2, LABEL_WIDTH = 26, CELL_WIDTH = 9, CELLS_PER_LINE = 8, N_TOTALS = 8 };
enum { SENTENCE = 1000, MOST_FUTURES_LISTED = 64 };
/* From here on figures are in millions of euros, kilotonnes, GWh and MW. */
#define LARGE_COST_EUR 1e7

typedef struct printer {
    const comparison *c;
    lang lang;
    FILE *out;
    bool large;        /* units of a large region */
    double eur, other; /* EUR, and t, MWh or kW, in one unit of a table */
} printer;

static const char *scenario_name(const printer *p, size_t k)
{
    const region *r = p->c->list[k].region;
    if (p->c->list[k].is_base)
        return text_get(p->lang, TEXT_compare_base);
    return r->scenario_name != NULL ? r->scenario_name : r->scenario;
}

/* Of two titles the one with the right units. */
static text_id in_units(const printer *p, text_id large, text_id small)
{
    return p->large ? large : small;
}

static void heading(const printer *p, text_id title)
{
    fputc('\n', p->out);
    line_indented(p->out, 0, text_get(p->lang, title));
}

static void label(const printer *p, const char *text)
{
    line_cell(p->out, "", INDENT, false);
    line_cell(p->out, text, LABEL_WIDTH, false);
}

static void number_cell(const printer *p, double value, int decimals, const char *mark)
{
    char text[NUMBER_ROOM + 4];
    number_format(p->lang, value, decimals, text);
    text_append(text, sizeof text, mark);
    line_cell(p->out, text, CELL_WIDTH, true);
}

/* "3 Snelle elektrificatie": tables name their columns by the number. */
static void numbered(const printer *p, size_t k, char text[SENTENCE])
{
    snprintf(text, SENTENCE, "%zu %s", k + 1, scenario_name(p, k));
}

/* --- totals ----------------------------------------------------------------------------------------- */

static void write_title(const printer *p)
{
    char text[SENTENCE], plans[NUMBER_ROOM], year[NUMBER_ROOM], years[NUMBER_ROOM];
    const horizon *h = &p->c->base->horizon;
    snprintf(year, sizeof year, "%d", h->price_year);
    snprintf(years, sizeof years, "%d", horizon_end_year(h) - h->milestones[0].year);
    line_indented(p->out, 0, text_write(p->lang, TEXT_compare_title, text, p->c->base->name));
    line_indented(p->out, 0,
                  text_write(p->lang, TEXT_compare_scope, text,
                             text_get(p->lang, p->c->perspective == PERSPECTIVE_PRIVATE
                                                   ? TEXT_perspective_private
                                                   : TEXT_perspective_societal),
                             number_format(p->lang, (double)p->c->n_solved, 0, plans), year,
                             years));
}

static void write_total_heads(const printer *p)
{
    static const text_id heads[N_TOTALS] = {
        TEXT_compare_column_cost,       TEXT_compare_column_from_nothing,
        TEXT_compare_column_from_base,  TEXT_compare_column_investment,
        TEXT_compare_column_subsidy,    TEXT_compare_column_co2,
        TEXT_compare_column_unserved,   TEXT_compare_column_freed};
    label(p, "");
    for (size_t k = 0; k < N_TOTALS; k++) {
        fputc(' ', p->out);
        line_cell(p->out, text_get(p->lang, heads[k]), CELL_WIDTH - 1, true);
    }
    fputc('\n', p->out);
}

static void total_cell(const printer *p, double value, int decimals)
{
    char text[NUMBER_ROOM];
    line_cell(p->out, number_format(p->lang, value, decimals, text), CELL_WIDTH, true);
}

static void write_totals_of(const printer *p, size_t k)
{
    char name[SENTENCE];
    const plan *own = p->c->list[k].plan, *base = p->c->list[0].plan;
    numbered(p, k, name);
    label(p, name);
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

/* Scenarios whose plan ended like that, by number. */
static void write_ended(const printer *p, status outcome, text_id sentence)
{
    char list[SENTENCE] = "", number[NUMBER_ROOM], text[SENTENCE];
    for (size_t k = 0; k < p->c->n; k++)
        if (p->c->list[k].outcome == outcome) {
            snprintf(number, sizeof number, "%s%zu", list[0] == '\0' ? "" : ", ", k + 1);
            text_append(list, sizeof list, number);
        }
    if (list[0] != '\0')
        line_indented(p->out, INDENT, text_write(p->lang, sentence, text, list));
}

static void write_totals(const printer *p)
{
    heading(p, in_units(p, TEXT_compare_totals, TEXT_compare_totals_small));
    write_total_heads(p);
    for (size_t k = 0; k < p->c->n; k++)
        write_totals_of(p, k);
    write_ended(p, STATUS_LIMIT, TEXT_compare_stopped);
    write_ended(p, STATUS_INFEASIBLE, TEXT_compare_missed);
}

/* --- a row per theme or municipality, a column per scenario -------------------------------------------- */

typedef double cell_value(const printer *p, const plan *of, const void *row);

static double theme_investment(const printer *p, const plan *of, const void *row)
{
    return of->themes[*(const int *)row].share.investment_eur / p->eur;
}

static double municipality_investment(const printer *p, const plan *of, const void *row)
{
    return figures_of_municipality(of, row).investment_eur / p->eur;
}

static double municipality_unserved(const printer *p, const plan *of, const void *row)
{
    return figures_of_municipality(of, row).unserved_growth_mwh / p->other;
}

static double municipality_co2(const printer *p, const plan *of, const void *row)
{
    return figures_of_municipality(of, row).co2_t / p->other;
}

static void write_numbers(const printer *p, size_t first, size_t end)
{
    char text[NUMBER_ROOM];
    label(p, "");
    for (size_t k = first; k < end; k++) {
        snprintf(text, sizeof text, "%zu", k + 1);
        line_cell(p->out, text, CELL_WIDTH, true);
    }
    fputc('\n', p->out);
}

static void write_cells(const printer *p, const char *name, size_t first, size_t end,
                        cell_value *of, const void *row)
{
    label(p, name);
    for (size_t k = first; k < end; k++)
        if (p->c->list[k].plan == NULL)
            line_cell(p->out, "-", CELL_WIDTH, true);
        else
            number_cell(p, of(p, p->c->list[k].plan, row), 2, "");
    fputc('\n', p->out);
}

static text_id theme_text(theme t)
{
    static const text_id names[THEME_COUNT] = {
        [THEME_ENERGY_DESK] = TEXT_theme_energy_desk,
        [THEME_CHARGING_INFRASTRUCTURE] = TEXT_theme_charging_infrastructure,
        [THEME_HEAT_NETS] = TEXT_theme_heat_nets,
        [THEME_ENERGY_COOPERATIVES] = TEXT_theme_energy_cooperatives,
        [THEME_INSIGHT_AND_CONTROL] = TEXT_theme_insight_and_control,
        [THEME_KNOWLEDGE_SHARING] = TEXT_theme_knowledge_sharing,
        [THEME_COMMUNICATION] = TEXT_theme_communication,
        [THEME_GENERATION_AND_SAVING] = TEXT_theme_generation_and_saving};
    return names[t];
}

static size_t block_end(size_t first, size_t n)
{
    return first + CELLS_PER_LINE < n ? first + CELLS_PER_LINE : n;
}

static void write_themes(const printer *p)
{
    heading(p, in_units(p, TEXT_compare_themes, TEXT_compare_themes_small));
    for (size_t first = 0; first < p->c->n; first += CELLS_PER_LINE) {
        const size_t end = block_end(first, p->c->n);
        write_numbers(p, first, end);
        for (int t = 0; t < THEME_COUNT; t++)
            write_cells(p, text_get(p->lang, theme_text((theme)t)), first, end, theme_investment,
                        &t);
    }
}

/* Municipalities are those of the first scenario that has a plan: edits may not move parks. */
static void write_municipalities(const printer *p, text_id title, cell_value *of)
{
    size_t with = 0;
    while (with < p->c->n && p->c->list[with].plan == NULL)
        with++;
    if (with == p->c->n)
        return;
    const plan *list = p->c->list[with].plan;
    heading(p, title);
    for (size_t first = 0; first < p->c->n; first += CELLS_PER_LINE) {
        const size_t end = block_end(first, p->c->n);
        write_numbers(p, first, end);
        for (size_t k = 0; k < list->n_municipalities; k++) {
            const char *id = list->municipalities[k].id;
            write_cells(p, id[0] == '\0' ? text_get(p->lang, TEXT_compare_whole_region) : id, first,
                        end, of, id);
        }
    }
}

/* --- regret --------------------------------------------------------------------------------------------- */

static void write_regret_heads(const printer *p, const regret_table *t, size_t first, size_t end)
{
    char text[NUMBER_ROOM];
    label(p, "");
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

static void write_regret_row(const printer *p, const regret_table *t, size_t row, size_t first,
                             size_t end)
{
    char name[SENTENCE];
    numbered(p, t->futures[row], name);
    label(p, name);
    for (size_t k = first; k < end; k++) {
        const regret_cell *cell = &t->cells[row * t->n_futures + k];
        if (cell->found)
            number_cell(p, cell->regret_eur / p->eur, 2, mark_of(cell));
        else
            line_cell(p->out, "-", CELL_WIDTH, true);
    }
    if (end == t->n_futures && isnan(t->largest_eur[row]))
        line_cell(p->out, "-", CELL_WIDTH + 1, true);
    else if (end == t->n_futures) {
        fputc(' ', p->out);
        number_cell(p, t->largest_eur[row] / p->eur, 2, "");
    }
    fputc('\n', p->out);
}

static void write_best_rows(const printer *p, const regret_table *t)
{
    char text[SENTENCE], money[NUMBER_ROOM];
    if (t->least_regret < t->n_futures)
        line_indented(p->out, INDENT,
                      text_write(p->lang, TEXT_compare_least_regret, text,
                                 scenario_name(p, t->futures[t->least_regret]),
                                 money_format(p->lang, t->largest_eur[t->least_regret], money)));
    if (t->least_cost < t->n_futures)
        line_indented(p->out, INDENT,
                      text_write(p->lang, TEXT_compare_least_cost, text,
                                 scenario_name(p, t->futures[t->least_cost]),
                                 money_format(p->lang, t->expected_eur[t->least_cost], money)));
    line_indented(p->out, INDENT, text_get(p->lang, TEXT_compare_marks));
}

/* --- measures: places that have the same technology, or are of the same kind, in one line ---------------- */

static bool is_same_line(const compared_measure *a, const compared_measure *b)
{
    if (a->class != b->class || a->what.kind != b->what.kind)
        return false;
    return a->what.kind != COMMITMENT_UNITS || strcmp(a->what.part, b->what.part) == 0;
}

static text_id kind_text(commitment_kind k)
{
    switch (k) {
    case COMMITMENT_HUB:
        return TEXT_kind_hub;
    case COMMITMENT_MEMBER:
        return TEXT_kind_hub_member;
    case COMMITMENT_CABLE:
        return TEXT_kind_cable;
    case COMMITMENT_HEAT_NET:
        return TEXT_kind_heat_net;
    case COMMITMENT_PIPE:
        return TEXT_kind_heat_pipe;
    case COMMITMENT_SOURCE_KW:
        return TEXT_kind_heat_source;
    case COMMITMENT_PLATFORM:
        return TEXT_kind_platform;
    default:
        return TEXT_kind_effort;
    }
}

static const char *measure_name(const printer *p, const compared_measure *m)
{
    if (m->what.kind != COMMITMENT_UNITS)
        return text_get(p->lang, kind_text(m->what.kind));
    for (size_t k = 0; k < p->c->base->n_technologies; k++) {
        const technology *tech = &p->c->base->technologies[k];
        const char *name = p->lang == LANG_NL ? tech->name_nl : tech->name_en;
        if (strcmp(tech->id, m->what.part) == 0 && name != NULL)
            return name;
    }
    return m->what.part;
}

/* The kW that go with a pipe or cable, and the kWh with a storage, are told with it. */
static bool is_told(const compared_measure *m)
{
    return m->what.kind != COMMITMENT_KWH && m->what.kind != COMMITMENT_CABLE_KW &&
           m->what.kind != COMMITMENT_PIPE_KW;
}

static void list_futures(const regret_table *t, const bool chosen[MOST_FUTURES_LISTED],
                         char list[SENTENCE])
{
    char number[NUMBER_ROOM];
    list[0] = '\0';
    for (size_t f = 0; f < t->n_futures && f < MOST_FUTURES_LISTED; f++) {
        if (!chosen[f])
            continue;
        snprintf(number, sizeof number, "%s%zu", list[0] == '\0' ? "" : ", ", t->futures[f] + 1);
        text_append(list, SENTENCE, number);
    }
}

/* The line that starts at k, unless an earlier measure started it. */
static bool write_measure_line(const printer *p, const regret_table *t, size_t k)
{
    const compared_measure *m = &t->measures[k];
    bool any[MOST_FUTURES_LISTED] = {false};
    size_t n = 0;
    for (size_t i = 0; i < t->n_measures; i++) {
        if (!is_same_line(m, &t->measures[i]))
            continue;
        if (i < k)
            return false;
        n++;
        for (size_t f = 0; f < t->n_futures && f < MOST_FUTURES_LISTED; f++)
            any[f] |= t->measures[i].chosen[f];
    }
    char text[SENTENCE], places[NUMBER_ROOM], futures[SENTENCE];
    number_format(p->lang, (double)n, 0, places);
    list_futures(t, any, futures);
    const char *name = measure_name(p, m);
    line_indented(p->out, INDENT,
                  m->class == MEASURE_MAYBE
                      ? text_write(p->lang, TEXT_compare_measure_in, text, name, places, futures)
                      : text_write(p->lang, TEXT_compare_measure, text, name, places));
    return true;
}

static void write_measures(const printer *p, const regret_table *t)
{
    static const text_id titles[MEASURE_CLASSES] = {TEXT_compare_class_no_regret,
                                                    TEXT_compare_class_maybe,
                                                    TEXT_compare_class_never};
    for (int class = 0; class < MEASURE_CLASSES; class++) {
        bool any = false;
        heading(p, titles[class]);
        for (size_t k = 0; k < t->n_measures; k++)
            if ((int)t->measures[k].class == class && is_told(&t->measures[k]))
                any |= write_measure_line(p, t, k);
        if (!any)
            line_indented(p->out, INDENT, text_get(p->lang, TEXT_compare_none));
    }
}

static void write_regret(const printer *p, const regret_table *t)
{
    heading(p, in_units(p, TEXT_compare_regret, TEXT_compare_regret_small));
    for (size_t first = 0; first < t->n_futures; first += CELLS_PER_LINE - 2) {
        size_t end = first + CELLS_PER_LINE - 2;
        end = end < t->n_futures ? end : t->n_futures;
        write_regret_heads(p, t, first, end);
        for (size_t row = 0; row < t->n_futures; row++)
            write_regret_row(p, t, row, first, end);
    }
    write_best_rows(p, t);
    write_measures(p, t);
}

static void write_robust(const printer *p, const robust_plan *plans)
{
    static const text_id sentences[ROBUST_PLANS] = {TEXT_compare_robust_cost,
                                                    TEXT_compare_robust_regret};
    static const text_id ways[ROBUST_WAYS] = {TEXT_compare_way_one_program,
                                              TEXT_compare_way_as_a_future,
                                              TEXT_compare_way_common_part};
    char text[SENTENCE], value[NUMBER_ROOM], bound[NUMBER_ROOM];
    heading(p, TEXT_compare_robust);
    for (size_t k = 0; k < ROBUST_PLANS; k++)
        if (plans[k].found)
            line_indented(p->out, INDENT,
                          text_write(p->lang, sentences[k], text,
                                     money_format(p->lang, plans[k].value_eur, value),
                                     money_format(p->lang, plans[k].bound_eur, bound),
                                     text_get(p->lang, ways[plans[k].way])));
        else
            line_indented(p->out, INDENT, text_get(p->lang, TEXT_compare_no_robust));
}

/* --- trade-offs and different plans --------------------------------------------------------------------- */

static void write_heads(const printer *p, const text_id *heads, size_t n)
{
    label(p, "");
    for (size_t k = 0; k < n; k++)
        line_cell(p->out, text_get(p->lang, heads[k]), CELL_WIDTH, true);
    fputc('\n', p->out);
}

static void write_figures(const printer *p, const char *name, const compared_figures *f)
{
    label(p, name);
    number_cell(p, f->cost_eur / p->eur, 2, "");
    number_cell(p, f->investment_eur / p->eur, 2, "");
    number_cell(p, f->co2_t / p->other, 2, "");
    number_cell(p, f->unserved_growth_mwh / p->other, 2, "");
}

static const text_id figure_heads[] = {TEXT_compare_column_cost, TEXT_compare_column_investment,
                                       TEXT_compare_column_co2, TEXT_compare_column_unserved,
                                       TEXT_compare_column_distance};
enum { N_FIGURE_HEADS = sizeof figure_heads / sizeof figure_heads[0] };

static void write_tradeoff(const printer *p, text_id title, const tradeoff *t)
{
    char text[SENTENCE], name[NUMBER_ROOM], gap[NUMBER_ROOM], allowed[NUMBER_ROOM];
    heading(p, title);
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
}

/* "minder Warmtenetten, meer Kennisdeling" */
static void name_different(const printer *p, const different_plan *d, char text[SENTENCE])
{
    char part[SENTENCE];
    text[0] = '\0';
    for (size_t k = 0; k < d->n_steering; k++) {
        const steering *s = &d->steering[k];
        const char *what = s->theme == THEME_COUNT ? s->park
                                                   : text_get(p->lang, theme_text(s->theme));
        text_append(text, SENTENCE, k == 0 ? "" : ", ");
        text_append(text, SENTENCE,
                    text_write(p->lang,
                               s->factor > 1.0 ? TEXT_compare_less_of : TEXT_compare_more_of, part,
                               what));
    }
}

static void write_different(const printer *p, const different_plans *d)
{
    char text[SENTENCE], most[NUMBER_ROOM];
    heading(p, TEXT_compare_different);
    line_indented(p->out, INDENT, text_write(p->lang, TEXT_compare_different_most, text,
                                             money_format(p->lang, d->most_eur, most)));
    write_heads(p, figure_heads, N_FIGURE_HEADS);
    for (size_t k = 0; k < d->n_plans; k++) {
        const compared_figures f = figures_of_plan(d->plans[k].plan);
        name_different(p, &d->plans[k], text);
        write_figures(p, text, &f);
        line_cell(p->out, percent_format(p->lang, d->plans[k].distance_frac, most), CELL_WIDTH, true);
        fputc('\n', p->out);
    }
    if (d->n_plans == 0)
        line_indented(p->out, INDENT, text_get(p->lang, TEXT_compare_none));
}

void compare_print(const comparison *c, lang l, const char *written_to, FILE *out)
{
    const bool large = c->list[0].plan == NULL ||
                       fabs(c->list[0].plan->horizon_total.cost_eur) >= LARGE_COST_EUR;
    const printer p = {c, l, out, large, large ? 1e6 : 1e3, large ? 1e3 : 1.0};
    write_title(&p);
    write_totals(&p);
    write_themes(&p);
    write_municipalities(&p, in_units(&p, TEXT_compare_municipalities, TEXT_compare_municipalities_small),
                         municipality_investment);
    write_municipalities(&p, in_units(&p, TEXT_compare_unserved, TEXT_compare_unserved_small),
                         municipality_unserved);
    write_municipalities(&p, in_units(&p, TEXT_compare_co2, TEXT_compare_co2_small),
                         municipality_co2);
    if (c->regret != NULL)
        write_regret(&p, c->regret);
    if (c->robust != NULL)
        write_robust(&p, c->robust);
    if (c->tradeoffs != NULL) {
        write_tradeoff(&p, TEXT_compare_tradeoff_co2, &c->tradeoffs[0]);
        write_tradeoff(&p, TEXT_compare_tradeoff_unserved, &c->tradeoffs[1]);
    }
    if (c->different != NULL)
        write_different(&p, c->different);
    if (written_to != NULL) {
        char text[SENTENCE];
        fputc('\n', out);
        line_indented(out, 0, text_write(l, TEXT_compare_written, text, written_to));
    }
}
