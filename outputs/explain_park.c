/* The plan of one park on a screen: situation, actions by year, why, why not, who pays, what is
 * assumed. */
#include "outputs/explain_parts.h"

#include <string.h>

#include "outputs/payer_sum.h"

enum { YEAR_WIDTH = 6, AMOUNT_WIDTH = 22, START_WIDTH = 10, MOST_ASSUMPTIONS = 5 };
enum {
    MEASURE_WIDTH = LINE_WIDTH - EXPLAIN_INDENT - YEAR_WIDTH - AMOUNT_WIDTH - START_WIDTH -
                    EXPLAIN_MONEY_WIDTH - EXPLAIN_INDENT
};

/* --- situation ----------------------------------------------------------------------------------- */

static void add_fact(phrase *list, text_id title, const phrase *value)
{
    const phrase fact = phrase_of(TEXT_summary_name_amount, phrase_text(title), *value);
    phrase_append(list, "; ", &fact);
}

static phrase facts_of(const json_value *park)
{
    static const struct {
        text_id title, form;
        const char *path;
    } facts[] = {
        {TEXT_page_area, TEXT_page_ha, "situation.area_ha"},
        {TEXT_page_companies, TEXT_page_none, "situation.companies"},
        {TEXT_page_contracts, TEXT_page_kw, "situation.import_cap_kw"},
        {TEXT_page_peak_today, TEXT_page_kw, "situation.base_peak_import_kw"},
        {TEXT_page_vehicles_today, TEXT_page_none, "situation.existing_vehicles"},
    };
    phrase list = phrase_plain("");
    for (size_t i = 0; i < sizeof facts / sizeof facts[0]; i++) {
        const phrase value =
            phrase_of(facts[i].form, phrase_whole(json_number_at(park, facts[i].path)));
        add_fact(&list, facts[i].title, &value);
    }
    JSON_EACH (demand, json_at(park, "situation.demand")) {
        const char *carrier = json_string(json_at(demand, "carrier"));
        const phrase use = phrase_of(
            TEXT_summary_name_amount,
            phrase_of(TEXT_page_use_of, phrase_word("carrier_", carrier == NULL ? "" : carrier)),
            phrase_of(TEXT_page_mwh, phrase_whole(json_number_at(demand, "energy_mwh_per_year"))));
        phrase_append(&list, "; ", &use);
    }
    return list;
}

static void tell_situation(const explanation *e, const json_value *park)
{
    const json_value *last = json_last(json_at(park, "milestones"));
    const phrase facts = facts_of(park);
    explain_heading(e, TEXT_explain_situation);
    explain_say(e, TEXT_page_park_where, phrase_plain(json_string(json_at(park, "municipality"))),
                phrase_name(e->doc, "stations", json_string(json_at(park, "station"))));
    explain_sentence(e, &facts);
    if (json_number_at(last, "wanted_growth_mwh") > 0.0)
        explain_say(
            e, TEXT_page_park_fits, phrase_year(json_number_at(last, "year")),
            phrase_whole(json_number_at(last, "wanted_growth_mwh")),
            phrase_percent(1.0 - json_number_at(last, "plan.unserved.refused_growth_frac")),
            phrase_percent(1.0 - json_number_at(last, "status_quo.unserved.refused_growth_frac")));
    if (json_true(json_at(park, "situation.aggregate"))) {
        const phrase note = phrase_text(TEXT_page_park_aggregate);
        explain_sentence(e, &note);
    }
}

/* --- actions by year ----------------------------------------------------------------------------- */

static void tell_action(const explanation *e, const measure *m, const phrase *year,
                        const measure_year *then)
{
    const phrase name = measure_name(e->doc, m), start = phrase_year(then->start_year);
    const phrase amount = phrase_amount(then->amount, m->unit);
    const phrase eur = phrase_money(then->investment_eur);
    line_cell(e->out, "", EXPLAIN_INDENT, false);
    explain_cell(e, year, YEAR_WIDTH);
    explain_cell(e, &name, MEASURE_WIDTH);
    line_cell(e->out, "", EXPLAIN_INDENT, false);
    explain_figure(e, &amount, AMOUNT_WIDTH);
    explain_figure(e, &start, START_WIDTH);
    explain_figure(e, &eur, EXPLAIN_MONEY_WIDTH);
    fputc('\n', e->out);
}

static void tell_head(const explanation *e)
{
    const phrase start = phrase_text(TEXT_explain_start),
                 eur = phrase_text(TEXT_summary_park_investment);
    line_cell(e->out, "", LINE_WIDTH - START_WIDTH - EXPLAIN_MONEY_WIDTH, false);
    explain_figure(e, &start, START_WIDTH);
    explain_figure(e, &eur, EXPLAIN_MONEY_WIDTH);
    fputc('\n', e->out);
}

static void tell_actions(const explanation *e, const measure_list *measures)
{
    explain_heading(e, TEXT_explain_actions);
    if (measures->n == 0) {
        const phrase none = phrase_text(TEXT_page_no_actions);
        explain_sentence(e, &none);
        return;
    }
    tell_head(e);
    for (size_t y = 0; y < e->doc->n_years; y++) {
        phrase year = phrase_year(e->doc->years[y]);
        for (size_t i = 0; i < measures->n; i++) {
            const measure_year *then = &measures->all[i].years[y];
            if (then->amount <= 0.0)
                continue;
            tell_action(e, &measures->all[i], &year, then);
            year = phrase_plain(""); /* once a year */
        }
    }
}

/* --- who pays ------------------------------------------------------------------------------------ */

static phrase by_year(const explanation *e, const payer_sum *sum)
{
    const double least_eur = 0.5;
    phrase list = phrase_plain("");
    for (size_t y = 0; y < e->doc->n_years; y++) {
        if (sum->eur[y] < least_eur)
            continue;
        const phrase one = phrase_of(TEXT_page_limit_line, phrase_year(e->doc->years[y]),
                                     phrase_money(sum->eur[y]));
        phrase_append(&list, "; ", &one);
    }
    const phrase all = phrase_money(sum->sum_eur);
    return list.in[LANG_NL][0] == '\0' ? all : phrase_of(TEXT_page_limit_line, all, list);
}

static status tell_payers(const explanation *e, const json_value *park)
{
    payer_sums sums;
    if (payer_sums_of(e->doc, park, e->mem, &sums) != STATUS_OK)
        return STATUS_NO_MEMORY;
    if (sums.n > 0)
        explain_heading(e, TEXT_explain_payers);
    for (size_t i = 0; i < sums.n; i++) {
        const phrase name = phrase_name(e->doc, "payers", sums.all[i].payer);
        const phrase paid = by_year(e, &sums.all[i]);
        explain_named(e, &name, &paid);
    }
    return STATUS_OK;
}

/* --- limits and assumptions ---------------------------------------------------------------------- */

static status tell_limits(const explanation *e, const json_value *park)
{
    story limits;
    if (story_limits(e->doc, park, e->mem, &limits) != STATUS_OK)
        return STATUS_NO_MEMORY;
    explain_heading(e, TEXT_explain_here);
    if (limits.n == 0) {
        const phrase none = phrase_text(TEXT_page_no_limits);
        explain_sentence(e, &none);
    }
    explain_story(e, &limits);
    return STATUS_OK;
}

static void tell_assumptions(const explanation *e, const json_value *park)
{
    const json_value *a =
        story_assumption_about(park, json_first(json_at(e->doc->root, "assumptions")));
    size_t n = 0;
    if (a != NULL)
        explain_heading(e, TEXT_explain_assumed);
    for (; a != NULL; a = story_assumption_about(park, json_next(a))) {
        const phrase said = story_assumption(e->doc, a);
        if (n++ < MOST_ASSUMPTIONS)
            explain_sentence(e, &said);
    }
    if (n > MOST_ASSUMPTIONS)
        explain_say(e, TEXT_explain_more, phrase_whole((double)(n - MOST_ASSUMPTIONS)));
}

status explain_park(const explanation *e, const json_value *park)
{
    measure_list measures;
    status st = measures_of(e->doc, json_at(park, "actions"), e->mem, &measures);
    if (st != STATUS_OK)
        return st;
    const phrase title = phrase_of(TEXT_summary_title,
                                   phrase_name(e->doc, "parks", json_string(json_at(park, "id"))));
    line_indented(e->out, 0, title.in[e->lang]);
    tell_situation(e, park);
    tell_actions(e, &measures);
    explain_why(e, &measures);
    explain_why_not(e, json_at(park, "why_not"));
    st = tell_limits(e, park);
    if (st == STATUS_OK)
        st = tell_payers(e, park);
    tell_assumptions(e, park);
    return st;
}
