#include "outputs/summary_parts.h"

#include <math.h>
#include <stdio.h>

#include "model/growth.h"

enum { MOST_MILESTONES = 5, LABEL_WIDTH = 23, FIGURE_WIDTH = 9, SHARE_WIDTH = 6, MOST_PARKS = 3 };

/* --- what does not fit ------------------------------------------------------------------------ */

/* Up to MOST_MILESTONES of them, spread evenly, with the first and the last. */
static size_t milestone_shown(size_t n, size_t column)
{
    return n <= MOST_MILESTONES ? column : column * (n - 1) / (MOST_MILESTONES - 1);
}

static size_t columns_shown(size_t n)
{
    return n < MOST_MILESTONES ? n : MOST_MILESTONES;
}

typedef double milestone_value(const plan *p, size_t y);

static double wanted(const plan *p, size_t y)
{
    return region_wanted_growth_mwh(p->region, y);
}

static double refused_before(const plan *p, size_t y)
{
    return p->totals[y].status_quo_refused_growth_mwh;
}

static double refused_after(const plan *p, size_t y)
{
    return p->totals[y].refused_growth_mwh;
}

static void write_share(const summary *s, double part, double whole)
{
    char figure_text[NUMBER_ROOM], text[NUMBER_ROOM] = "";
    if (whole > 0.0)
        text_write(s->lang, TEXT_percent, text,
                   number_format(s->lang, 100.0 * part / whole, 0, figure_text));
    line_cell(s->out, text, SHARE_WIDTH, true);
}

static void write_label(const summary *s, const char *label)
{
    line_cell(s->out, "", SUMMARY_INDENT, false);
    line_cell(s->out, label, LABEL_WIDTH, false);
}

/* A figure per column, and between them room for a share: no blanks at the end of the line. */
static void write_figure(const summary *s, size_t column, const char *text)
{
    if (column > 0)
        line_cell(s->out, "", SHARE_WIDTH, false);
    line_cell(s->out, text, FIGURE_WIDTH, true);
}

static void write_years(const summary *s)
{
    const size_t n = s->plan->region->horizon.n_milestones;
    write_label(s, "");
    for (size_t k = 0; k < columns_shown(n); k++)
        write_figure(s, k, summary_year(s, milestone_shown(n, k)).text);
    fputc('\n', s->out);
}

static void write_wanted(const summary *s)
{
    const size_t n = s->plan->region->horizon.n_milestones;
    char text[NUMBER_ROOM];
    write_label(s, text_get(s->lang, TEXT_summary_growth_wanted));
    for (size_t k = 0; k < columns_shown(n); k++)
        write_figure(s, k, number_format(s->lang, wanted(s->plan, milestone_shown(n, k)), 0, text));
    fputc('\n', s->out);
}

static void write_refused(const summary *s, text_id label, milestone_value *of)
{
    const size_t n = s->plan->region->horizon.n_milestones;
    char text[NUMBER_ROOM];
    write_label(s, text_get(s->lang, label));
    for (size_t k = 0; k < columns_shown(n); k++) {
        const size_t y = milestone_shown(n, k);
        line_cell(s->out, number_format(s->lang, of(s->plan, y), 0, text), FIGURE_WIDTH, true);
        write_share(s, of(s->plan, y), wanted(s->plan, y));
    }
    fputc('\n', s->out);
}

static double refused_at_last(const void *context, size_t i)
{
    const plan *p = context;
    return p->parks[i].plan[p->region->horizon.n_milestones - 1].refused_growth_mwh;
}

/* The parks where most does not fit, and how much elsewhere. */
static void write_where(const summary *s)
{
    const plan *p = s->plan;
    const size_t last = summary_last(s);
    char list[SENTENCE_ROOM] = "", text[SENTENCE_ROOM];
    double elsewhere = p->totals[last].refused_growth_mwh;
    size_t i = p->n_parks;
    for (int k = 0; k < MOST_PARKS; k++) {
        i = next_largest(p->n_parks, refused_at_last, p, i);
        if (i == p->n_parks || refused_at_last(p, i) < WORTH_TELLING_MWH)
            break;
        const energy_state *state = &p->parks[i].plan[last];
        elsewhere -= state->refused_growth_mwh;
        summary_list(list, "; ",
                     text_write(s->lang, TEXT_summary_refused_park, text, p->parks[i].park->name,
                                summary_number(s, state->refused_growth_mwh).text,
                                summary_percent(s, state->refused_growth_frac).text));
    }
    if (elsewhere >= WORTH_TELLING_MWH)
        summary_list(list, "; ",
                     text_write(s->lang, TEXT_summary_refused_more, text,
                                summary_number(s, elsewhere).text));
    summary_say(s, TEXT_summary_refused_where, summary_year(s, last).text, list);
}

/* Existing use that is shed, in the milestone where it is most. */
static void write_shed(const summary *s)
{
    const plan *p = s->plan;
    size_t worst = 0;
    for (size_t y = 1; y <= summary_last(s); y++)
        if (p->totals[y].shed_mwh > p->totals[worst].shed_mwh)
            worst = y;
    if (p->totals[worst].shed_mwh >= WORTH_TELLING_MWH)
        summary_say(s, TEXT_summary_shed, summary_number(s, p->totals[worst].shed_mwh).text,
                    summary_year(s, worst).text);
}

void summary_unserved(const summary *s)
{
    const size_t last = summary_last(s);
    double most_wanted = 0.0;
    for (size_t y = 0; y <= last; y++)
        most_wanted = fmax(most_wanted, wanted(s->plan, y));
    summary_heading(s, TEXT_summary_unserved);
    if (most_wanted < WORTH_TELLING_MWH) {
        line_indented(s->out, SUMMARY_INDENT, text_get(s->lang, TEXT_summary_growth_none));
    } else {
        write_years(s);
        write_wanted(s);
        write_refused(s, TEXT_summary_growth_before, refused_before);
        write_refused(s, TEXT_summary_growth_after, refused_after);
        if (refused_after(s->plan, last) < WORTH_TELLING_MWH)
            summary_say(s, TEXT_summary_all_fits, summary_year(s, last).text);
        else
            write_where(s);
    }
    write_shed(s);
}

/* --- costs and what they bring ------------------------------------------------------------- */

/* Against doing nothing more; what it costs that something does not fit is in both. */
static void write_cost(const summary *s)
{
    const plan_total *t = &s->plan->horizon_total;
    const double saved_eur = t->status_quo_cost_eur - t->cost_eur;
    const figure cost = summary_money(s, t->cost_eur);
    if (fabs(saved_eur) < 1.0)
        summary_say(s, TEXT_summary_as_dear, cost.text);
    else
        summary_say(s, saved_eur > 0.0 ? TEXT_summary_cheaper : TEXT_summary_dearer,
                    summary_money(s, fabs(saved_eur)).text, cost.text,
                    summary_money(s, t->status_quo_cost_eur).text);
    const double unserved_eur = t->account_eur[ACCOUNT_UNSERVED];
    const double status_quo_eur = t->status_quo_account_eur[ACCOUNT_UNSERVED];
    if (unserved_eur >= 1.0 || status_quo_eur >= 1.0)
        summary_say(s, TEXT_summary_of_which_unserved, summary_money(s, unserved_eur).text,
                    summary_money(s, status_quo_eur).text);
}

static void write_investment(const summary *s)
{
    const plan_total *t = &s->plan->horizon_total;
    const figure investment = summary_money(s, t->investment_eur);
    if (t->subsidy_eur < 1.0)
        summary_say(s, TEXT_summary_no_subsidy, investment.text);
    else
        summary_say(s, TEXT_summary_investment, investment.text,
                    summary_money(s, t->subsidy_eur).text);
}

/* Efforts and the running cost of hubs, which payers pay beside the investment. */
static void write_programme(const summary *s)
{
    double eur = 0.0;
    for (size_t i = 0; i < s->plan->n_payers; i++)
        eur += s->plan->payers[i].programme_eur;
    if (eur >= 1.0)
        summary_say(s, TEXT_summary_programme, summary_money(s, eur).text);
}

/* Subsidy and payers together pay investment and programme. */
static void write_payers(const summary *s)
{
    char list[SENTENCE_ROOM] = "", text[SENTENCE_ROOM];
    const double subsidy_eur = s->plan->horizon_total.subsidy_eur;
    if (subsidy_eur >= 1.0)
        summary_list(list, "; ",
                     text_write(s->lang, TEXT_summary_payer_subsidy, text,
                                summary_money(s, subsidy_eur).text));
    for (size_t i = 0; i < s->plan->n_payers; i++) {
        const plan_share *share = &s->plan->payers[i];
        if (share->paid_eur < 1.0)
            continue;
        summary_list(list, "; ",
                     text_write(s->lang, TEXT_summary_name_amount, text,
                                summary_payer_name(s, &s->plan->region->payers[i]),
                                summary_money(s, share->paid_eur).text));
    }
    if (list[0] != '\0')
        summary_say(s, TEXT_summary_payers, list);
}

static void write_vehicles(const summary *s)
{
    const size_t last = summary_last(s);
    double asked = 0.0, after = 0.0, before = 0.0;
    for (size_t k = 0; k < s->plan->n_parks; k++) {
        asked += s->plan->parks[k].plan[last].vehicles_wanted;
        after += s->plan->parks[k].plan[last].vehicles_served;
        before += s->plan->parks[k].status_quo[last].vehicles_served;
    }
    char after_text[NUMBER_ROOM], before_text[NUMBER_ROOM], asked_text[NUMBER_ROOM];
    if (asked > 0.0)
        summary_say(s, TEXT_summary_vehicles, summary_year(s, last).text,
                    number_format(s->lang, after, 0, after_text),
                    number_format(s->lang, asked, 0, asked_text),
                    number_format(s->lang, before, 0, before_text));
}

/* Use it or lose it, at a congested station. */
static void write_at_risk(const summary *s)
{
    const size_t last = summary_last(s);
    double kw = 0.0;
    for (size_t i = 0; i < s->plan->n_at_risk; i++)
        if (s->plan->at_risk[i].milestone == last)
            kw += s->plan->at_risk[i].at_risk_kw;
    if (kw >= 1.0)
        summary_say(s, TEXT_summary_at_risk, summary_number(s, kw).text,
                    summary_year(s, last).text);
}

/* In the milestone in which it is most. */
static void write_freed(const summary *s)
{
    size_t best = 0;
    for (size_t y = 1; y <= summary_last(s); y++)
        if (s->plan->totals[y].freed_kw > s->plan->totals[best].freed_kw)
            best = y;
    if (s->plan->horizon_total.freed_kw < 1.0)
        line_indented(s->out, SUMMARY_INDENT, text_get(s->lang, TEXT_summary_freed_none));
    else
        summary_say(s, TEXT_summary_freed, summary_number(s, s->plan->horizon_total.freed_kw).text,
                    summary_year(s, best).text);
}

void summary_costs(const summary *s)
{
    const size_t last = summary_last(s);
    const plan_total *t = &s->plan->totals[last];
    summary_heading(s, TEXT_summary_cost);
    write_cost(s);
    write_investment(s);
    write_programme(s);
    write_payers(s);
    summary_say(s, TEXT_summary_co2, summary_year(s, last).text, summary_number(s, t->co2_t).text,
                summary_number(s, t->status_quo_co2_t).text);
    write_freed(s);
    write_vehicles(s);
    write_at_risk(s);
}
