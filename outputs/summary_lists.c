#include "outputs/summary_parts.h"

#include <stdio.h>

#include "model/growth.h"

enum { THEME_WIDTH = 27 };
enum {
    MOST_PARKS = 5,
    NAME_WIDTH = 22,
    MONEY_WIDTH = 15,
    FITS_WIDTH = 14,
    GAP = 2,
    MOST_MEASURES = 3
};
enum {
    MEASURES_WIDTH = LINE_WIDTH - SUMMARY_INDENT - NAME_WIDTH - MONEY_WIDTH - FITS_WIDTH - 2 * GAP
};

/* --- themes ------------------------------------------------------------------------------------ */

/* "2027-2030", from the first to the last year in which something is taken into use. */
static void write_years(const summary *s, theme t, char text[NUMBER_ROOM])
{
    const size_t n = s->plan->region->horizon.n_milestones;
    size_t first = n, last = 0;
    for (size_t i = 0; i < s->plan->n_actions; i++) {
        const action *a = &s->plan->actions[i];
        if (a->theme != t)
            continue;
        first = a->milestone < first ? a->milestone : first;
        last = a->milestone > last ? a->milestone : last;
    }
    const figure from = summary_year(s, first < n ? first : last), until = summary_year(s, last);
    if (first >= last)
        snprintf(text, NUMBER_ROOM, "%s", until.text);
    else
        text_render(s->lang, TEXT_summary_years, (const char *const[]){from.text, until.text}, 2,
                    text, NUMBER_ROOM);
}

static void write_cost(const summary *s, const plan_share *share, char text[SENTENCE_ROOM])
{
    const figure investment = summary_money(s, share->investment_eur);
    const figure yearly = summary_money(s, share->yearly_cost_eur);
    const figure efforts = summary_money(s, share->programme_eur);
    const char *const both[] = {investment.text, yearly.text}, *const total[] = {efforts.text};
    const bool invests = share->investment_eur >= 1.0, runs = share->yearly_cost_eur >= 1.0;
    if (invests && runs)
        text_render(s->lang, TEXT_summary_cost_both, both, 2, text, SENTENCE_ROOM);
    else if (runs)
        text_render(s->lang, TEXT_summary_cost_yearly, both + 1, 1, text, SENTENCE_ROOM);
    else if (invests)
        snprintf(text, SENTENCE_ROOM, "%s", investment.text);
    else if (share->programme_eur >= 1.0)
        text_render(s->lang, TEXT_summary_cost_total, total, 1, text, SENTENCE_ROOM);
    else
        snprintf(text, SENTENCE_ROOM, "%s", text_get(s->lang, TEXT_summary_cost_none));
}

/* The milestone in which the theme gets furthest; the last of equals. */
static size_t best_milestone(const summary *s, const double *kpi)
{
    size_t best = 0;
    for (size_t y = 1; y <= summary_last(s); y++)
        if (kpi[y] >= kpi[best])
            best = y;
    return best;
}

/* "2028; € 209.000; bedrijf; elektrische voertuigen die kunnen laden in 2030: 4" */
static void write_decision(const summary *s, const plan_theme *t)
{
    char years[NUMBER_ROOM], cost[SENTENCE_ROOM], line[SENTENCE_ROOM], kpi[SENTENCE_ROOM];
    char both[SENTENCE_ROOM];
    const size_t best = best_milestone(s, t->kpi);
    write_years(s, t->theme, years);
    write_cost(s, &t->share, cost);
    text_write(s->lang, TEXT_summary_theme_line, line, years, cost,
               t->owner == NULL ? text_get(s->lang, TEXT_summary_no_owner)
                                : summary_payer_name(s, t->owner));
    text_id id;
    if (text_find(t->kpi_text_id, &id)) {
        text_write(s->lang, id, kpi, summary_number(s, t->kpi[best]).text,
                   summary_year(s, best).text);
        text_write(s->lang, TEXT_summary_theme_kpi, both, line, kpi);
    } else {
        snprintf(both, sizeof both, "%s", line);
    }
    line_words(s->out, SUMMARY_INDENT + THEME_WIDTH, both);
}

static void write_theme(const summary *s, const plan_theme *t)
{
    char name[64];
    text_id id;
    snprintf(name, sizeof name, "theme_%s", theme_id(t->theme));
    line_cell(s->out, "", SUMMARY_INDENT, false);
    line_cell(s->out, text_find(name, &id) ? text_get(s->lang, id) : theme_id(t->theme),
              THEME_WIDTH, false);
    if (t->share.n_actions > 0)
        write_decision(s, t);
    else
        line_words(s->out, SUMMARY_INDENT + THEME_WIDTH,
                   t->reason_text_id != NULL && text_find(t->reason_text_id, &id)
                       ? text_get(s->lang, id)
                       : text_get(s->lang, TEXT_reason_not_chosen));
}

void summary_themes(const summary *s)
{
    summary_heading(s, TEXT_summary_themes);
    for (int t = 0; t < THEME_COUNT; t++)
        write_theme(s, &s->plan->themes[t]);
}

/* --- parks -------------------------------------------------------------------------------------- */

static double park_investment(const void *context, size_t i)
{
    const plan_park *pp = &((const plan *)context)->parks[i];
    double eur = 0.0;
    for (size_t k = 0; k < pp->n_actions; k++)
        eur += pp->actions[k]->investment_eur;
    return eur;
}

typedef struct park_measures {
    const plan_park *park;
    const technology *technologies;
} park_measures;

static double measure_investment(const void *context, size_t i)
{
    const park_measures *m = context;
    double eur = 0.0;
    for (size_t k = 0; k < m->park->n_actions; k++)
        if (m->park->actions[k]->technology == &m->technologies[i])
            eur += m->park->actions[k]->investment_eur;
    return eur;
}

static double measure_amount(const park_measures *m, size_t i)
{
    double amount = 0.0;
    for (size_t k = 0; k < m->park->n_actions; k++)
        if (m->park->actions[k]->technology == &m->technologies[i])
            amount += m->park->actions[k]->amount;
    return amount;
}

static bool fits_after(const char *list, const char *item)
{
    const size_t separator = list[0] == '\0' ? 0 : 2;
    return text_columns(list) + separator + text_columns(item) <= MEASURES_WIDTH;
}

/* Adds "Zon op dak 200 kW", or only the name where there is no room for more. */
static void list_measure(const summary *s, const technology *tech, double amount,
                         char list[SENTENCE_ROOM])
{
    char item[SENTENCE_ROOM];
    snprintf(item, sizeof item, "%s %s %s", summary_technology_name(s, tech),
             summary_number(s, amount).text, summary_unit(s, technology_unit(tech)));
    if (!fits_after(list, item))
        snprintf(item, sizeof item, "%s", summary_technology_name(s, tech));
    if (list[0] == '\0' || fits_after(list, item))
        summary_list(list, ", ", item);
}

/* The dearest first. */
static void list_measures(const summary *s, const plan_park *pp, char list[SENTENCE_ROOM])
{
    const region *r = s->plan->region;
    const park_measures m = {.park = pp, .technologies = r->technologies};
    size_t i = r->n_technologies;
    for (int k = 0; k < MOST_MEASURES; k++) {
        i = next_largest(r->n_technologies, measure_investment, &m, i);
        if (i == r->n_technologies || measure_amount(&m, i) <= 0.0)
            return;
        list_measure(s, &r->technologies[i], measure_amount(&m, i), list);
    }
}

/* "24 % → 75 %" of the growth that is wanted at last. */
static void write_fits(const summary *s, const plan_park *pp)
{
    const size_t last = summary_last(s);
    char text[SENTENCE_ROOM];
    if (park_wanted_growth_mwh(pp->park, &s->plan->region->calendar, last) < WORTH_TELLING_MWH)
        snprintf(text, sizeof text, "%s", text_get(s->lang, TEXT_summary_no_growth));
    else
        text_write(s->lang, TEXT_summary_from_to, text,
                   summary_percent(s, 1.0 - pp->status_quo[last].refused_growth_frac).text,
                   summary_percent(s, 1.0 - pp->plan[last].refused_growth_frac).text);
    line_cell(s->out, text, FITS_WIDTH, true);
}

static void write_park(const summary *s, size_t i)
{
    const plan_park *pp = &s->plan->parks[i];
    char list[SENTENCE_ROOM] = "";
    list_measures(s, pp, list);
    line_cell(s->out, "", SUMMARY_INDENT, false);
    line_cell(s->out, pp->park->name, NAME_WIDTH, false);
    line_cell(s->out, summary_money(s, park_investment(s->plan, i)).text, MONEY_WIDTH, true);
    line_cell(s->out, "", GAP, false);
    write_fits(s, pp);
    line_cell(s->out, "", GAP, false);
    line_cell(s->out, list,
              text_columns(list) < MEASURES_WIDTH ? text_columns(list) : MEASURES_WIDTH, false);
    fputc('\n', s->out);
}

static void write_park_header(const summary *s)
{
    line_cell(s->out, "", SUMMARY_INDENT, false);
    line_cell(s->out, text_get(s->lang, TEXT_summary_park_name), NAME_WIDTH, false);
    line_cell(s->out, text_get(s->lang, TEXT_summary_park_investment), MONEY_WIDTH, true);
    line_cell(s->out, "", GAP, false);
    line_cell(s->out, text_get(s->lang, TEXT_summary_park_fits), FITS_WIDTH, true);
    line_cell(s->out, "", GAP, false);
    fprintf(s->out, "%s\n", text_get(s->lang, TEXT_summary_park_measures));
}

void summary_parks(const summary *s)
{
    const plan *p = s->plan;
    size_t with_measures = 0, shown = 0;
    for (size_t i = 0; i < p->n_parks; i++)
        with_measures += p->parks[i].n_actions > 0;
    summary_heading(s, TEXT_summary_parks);
    size_t i = next_largest(p->n_parks, park_investment, p, p->n_parks);
    if (i == p->n_parks || park_investment(p, i) < 1.0) {
        line_indented(s->out, SUMMARY_INDENT, text_get(s->lang, TEXT_summary_no_parks));
        return;
    }
    write_park_header(s);
    for (; shown < MOST_PARKS && i < p->n_parks && park_investment(p, i) >= 1.0; shown++) {
        write_park(s, i);
        i = next_largest(p->n_parks, park_investment, p, i);
    }
    if (with_measures > shown)
        summary_say(s, TEXT_summary_parks_more,
                    summary_number(s, (double)(with_measures - shown)).text);
}
