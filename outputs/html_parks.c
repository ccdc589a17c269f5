/* The list of parks, and a view for each that prints on two sides of A4. */
#include "outputs/html_parts.h"

#include <stdio.h>
#include <string.h>

#include "outputs/story.h"
#include "outputs/why.h"

/* --- situation ------------------------------------------------------------------------------------ */

static void write_fact(html *h, text_id title, const phrase *value, double exact)
{
    html_raw(h, "<div>");
    html_words(h, "dt", title);
    html_figure(h, "dd", value, exact);
    html_raw(h, "</div>\n");
}

static void write_demand(html *h, const json_value *park)
{
    JSON_EACH (d, json_at(park, "situation.demand")) {
        const char *carrier = json_string(json_at(d, "carrier"));
        const double mwh = json_number_at(d, "energy_mwh_per_year");
        const phrase name = phrase_of(TEXT_page_use_of, phrase_word("carrier_", carrier));
        const phrase value = phrase_of(TEXT_page_mwh, phrase_whole(mwh));
        html_raw(h, "<div>");
        html_element(h, "dt", &name);
        html_figure(h, "dd", &value, mwh);
        html_raw(h, "</div>\n");
    }
}

static void write_situation(html *h, const json_value *park)
{
    static const struct {
        text_id title;
        const char *path;
        text_id form;
    } facts[] = {
        {TEXT_page_area, "situation.area_ha", TEXT_page_ha},
        {TEXT_page_companies, "situation.companies", TEXT_page_none},
        {TEXT_page_contracts, "situation.import_cap_kw", TEXT_page_kw},
        {TEXT_page_peak_today, "situation.base_peak_import_kw", TEXT_page_kw},
        {TEXT_page_vehicles_today, "situation.existing_vehicles", TEXT_page_none},
    };
    html_raw(h, "<dl class=\"facts\">\n");
    for (size_t i = 0; i < sizeof facts / sizeof facts[0]; i++) {
        const double value = json_number_at(park, facts[i].path);
        const phrase shown = phrase_of(facts[i].form, phrase_whole(value));
        write_fact(h, facts[i].title, &shown, value);
    }
    write_demand(h, park);
    html_raw(h, "</dl>\n");
}

static void write_lead(html *h, const json_value *park)
{
    const json_value *last = json_last(json_at(park, "milestones"));
    const phrase year = phrase_year(json_number_at(last, "year"));
    const phrase station = phrase_name(h->doc, "stations", json_string(json_at(park, "station")));
    const phrase place = phrase_plain(json_string(json_at(park, "municipality")));
    html_say(h, "p class=\"lead\"", TEXT_page_park_where, place, station);
    if (json_number_at(last, "wanted_growth_mwh") > 0.0)
        html_say(
            h, "p class=\"lead\"", TEXT_page_park_fits, year,
            phrase_whole(json_number_at(last, "wanted_growth_mwh")),
            phrase_percent(1.0 - json_number_at(last, "plan.unserved.refused_growth_frac")),
            phrase_percent(1.0 - json_number_at(last, "status_quo.unserved.refused_growth_frac")));
    if (json_true(json_at(park, "situation.aggregate")))
        html_words(h, "p class=\"note\"", TEXT_page_park_aggregate);
}

/* --- actions on a timeline ------------------------------------------------------------------------- */

static void write_measure(html *h, const measure *m)
{
    const phrase name = measure_name(h->doc, m), unit = phrase_unit(m->unit);
    html_raw(h, "<tr>");
    html_element(h, "th scope=\"row\"", &name);
    html_element(h, "td", &unit);
    for (size_t y = 0; y < h->doc->n_years; y++) {
        const double amount = m->years[y].amount;
        const phrase shown = phrase_number(amount);
        if (amount > 0.0)
            html_figure(h, "td class=\"n on\"", &shown, amount);
        else
            html_raw(h, "<td class=\"n\"></td>");
    }
    const phrase eur = phrase_whole(m->investment_eur);
    html_figure(h, "td class=\"n\"", &eur, m->investment_eur);
    html_raw(h, "</tr>\n");
}

static void write_timeline(html *h, const measure_list *measures)
{
    const phrase caption = phrase_text(TEXT_page_timeline);
    if (measures->n == 0) {
        html_words(h, "p", TEXT_page_no_actions);
        return;
    }
    html_begin_table(h, "timeline", &caption, NULL);
    html_words(h, "th scope=\"col\"", TEXT_page_measure);
    html_words(h, "th scope=\"col\"", TEXT_page_unit);
    for (size_t y = 0; y < h->doc->n_years; y++)
        buffer_printf(&h->out, "<th scope=\"col\" class=\"n\">%d</th>", h->doc->years[y]);
    html_words(h, "th scope=\"col\" class=\"n\"", TEXT_page_investment);
    html_begin_rows(h);
    for (size_t i = 0; i < measures->n; i++)
        write_measure(h, &measures->all[i]);
    html_end_table(h);
}

/* --- what limits it ------------------------------------------------------------------------------ */

static void write_limits(html *h, const json_value *park)
{
    story limits;
    if (story_limits(h->doc, park, h->mem, &limits) != STATUS_OK) {
        h->out.failed = true;
        return;
    }
    html_words(h, "h3", TEXT_page_limits_here);
    html_raw(h, "<ul>\n");
    for (size_t i = 0; i < limits.n; i++)
        html_element(h, "li", &limits.sentences[i]);
    if (limits.n == 0)
        html_words(h, "li", TEXT_page_no_limits);
    html_raw(h, "</ul>\n");
}

/* --- why, and why not ---------------------------------------------------------------------------- */

static void write_why_row(html *h, const phrase *name, const phrase *said)
{
    html_raw(h, "<div>");
    html_element(h, "dt", name);
    html_element(h, "dd", said);
    html_raw(h, "</div>\n");
}

static void write_why(html *h, const measure_list *measures)
{
    bool any = false;
    for (size_t i = 0; i < measures->n; i++) {
        const measure *m = &measures->all[i];
        if (m->heaviest == NULL)
            continue;
        if (!any) {
            html_words(h, "h3", TEXT_page_why);
            html_raw(h, "<dl class=\"why\">\n");
        }
        any = true;
        const phrase name = measure_name(h->doc, m), said = why_measure(h->doc, m);
        write_why_row(h, &name, &said);
    }
    if (any)
        html_raw(h, "</dl>\n");
}

void html_write_why_not(html *h, const json_value *list)
{
    if (json_first(list) == NULL)
        return;
    html_words(h, "h3", TEXT_page_why_not);
    html_raw(h, "<dl class=\"why\">\n");
    JSON_EACH (not_chosen, list) {
        const phrase name = why_not_name(h->doc, not_chosen);
        const phrase said = why_not_sentence(not_chosen);
        write_why_row(h, &name, &said);
    }
    html_raw(h, "</dl>\n");
}

/* --- what it rests on ------------------------------------------------------------------------------- */

static void write_assumptions(html *h, const json_value *park)
{
    const json_value *first =
        story_assumption_about(park, json_first(json_at(h->doc->root, "assumptions")));
    double n = 0.0;
    for (const json_value *a = first; a != NULL; a = story_assumption_about(park, json_next(a)))
        n += 1.0;
    if (first == NULL)
        return;
    html_raw(h, "<details class=\"more\">");
    html_say(h, "summary", TEXT_page_park_assumptions, phrase_whole(n));
    html_raw(h, "<ul>\n");
    for (const json_value *a = first; a != NULL; a = story_assumption_about(park, json_next(a))) {
        const phrase said = story_assumption(h->doc, a);
        html_element(h, "li", &said);
    }
    html_raw(h, "</ul></details>\n");
}

/* --- one park -------------------------------------------------------------------------------------- */

static void write_charts(html *h, const json_value *park, const char *id, const phrase *name)
{
    html_raw(h, "<div class=\"charts\">\n");
    html_write_load(h, "park", id, name, json_at(park, "milestones"));
    html_write_years_chart(
        h, &(html_years_chart){
               .type = "bar",
               .unit = "MWh",
               .title = phrase_text(TEXT_page_chart_growth),
               .milestones = json_at(park, "milestones"),
               .n_series = 3,
               .paths = (const char *const[]){"wanted_growth_mwh",
                                              "status_quo.unserved.refused_growth_mwh",
                                              "plan.unserved.refused_growth_mwh"},
               .colours = (const char *const[]){"wanted", "before", "after"},
               .names = (const text_id[]){TEXT_summary_growth_wanted, TEXT_summary_growth_before,
                                          TEXT_summary_growth_after}});
    html_raw(h, "</div>\n");
}

static void write_neighbours(html *h, const json_value *before, const json_value *after)
{
    const phrase all = phrase_text(TEXT_page_all_parks);
    html_raw(h, "<p class=\"pager\"><a href=\"#parks\">");
    html_phrase(h, &all);
    html_raw(h, "</a>");
    const json_value *others[] = {before, after};
    for (size_t i = 0; i < 2; i++) {
        const char *id = json_string(json_at(others[i], "id"));
        if (id == NULL)
            continue;
        const phrase name = phrase_name(h->doc, "parks", id);
        html_raw(h, " <a href=\"#park-");
        html_text(h, id);
        html_raw(h, i == 0 ? "\">← " : "\">");
        html_phrase(h, &name);
        html_raw(h, i == 0 ? "</a>" : " →</a>");
    }
    html_raw(h, " <button type=\"button\" class=\"print\">");
    const phrase print = phrase_text(TEXT_page_print);
    html_phrase(h, &print);
    html_raw(h, "</button></p>\n");
}

static void write_details(html *h, const char *id)
{
    html_raw(h, "<details class=\"more\">");
    html_words(h, "summary", TEXT_page_all_actions);
    html_write_table(h,
                     &(html_table){.table = "actions",
                                   .where = "park",
                                   .is = id,
                                   .caption = TEXT_page_all_actions,
                                   COLUMNS("technology", "kind", "connection", "start_year", "year",
                                           "amount", "unit", "investment_eur", "subsidy_eur",
                                           "yearly_cost_eur", "owner", "energy_mwh_per_year")});
    html_raw(h, "</details>\n");
}

static void write_park(html *h, const json_value *park, const json_value *before)
{
    const char *id = json_string(json_at(park, "id"));
    measure_list measures;
    if (id == NULL)
        return;
    if (measures_of(h->doc, json_at(park, "actions"), h->mem, &measures) != STATUS_OK) {
        h->out.failed = true;
        return;
    }
    const phrase name = phrase_name(h->doc, "parks", id);
    html_begin_view(h, "park-", id, &name);
    write_neighbours(h, before, json_next(park));
    write_lead(h, park);
    write_situation(h, park);
    write_timeline(h, &measures);
    write_why(h, &measures);
    html_write_why_not(h, json_at(park, "why_not"));
    write_charts(h, park, id, &name);
    html_write_table(
        h, &(html_table){.table = "park_years",
                         .where = "park",
                         .is = id,
                         .caption = TEXT_page_park_years,
                         COLUMNS("year", "wanted_growth_mwh", "refused_growth_mwh",
                                 "status_quo_refused_growth_mwh", "contract_kw", "peak_import_kw",
                                 "status_quo_peak_import_kw", "vehicles_served", "points", "co2_t",
                                 "status_quo_co2_t")});
    html_write_payers(h, park);
    write_limits(h, park);
    write_details(h, id);
    write_assumptions(h, park);
    html_end_view(h);
}

/* --- all of them ------------------------------------------------------------------------------------ */

void html_parks(html *h)
{
    const phrase title = phrase_text(TEXT_page_parks);
    const json_value *before = NULL;
    html_begin_view(h, "", "parks", &title);
    html_words(h, "p class=\"lead\"", TEXT_page_parks_lead);
    html_write_table(
        h, &(html_table){.table = "parks",
                         .caption = TEXT_page_parks,
                         .link = "park-",
                         COLUMNS("park", "municipality", "station", "companies", "import_cap_kw",
                                 "last_status_quo_refused_growth_frac", "last_refused_growth_frac",
                                 "n_actions", "investment_eur")});
    html_end_view(h);
    const json_value *park = json_first(json_at(h->doc->root, "parks"));
    for (; park != NULL; before = park, park = json_next(park))
        write_park(h, park, before);
}
