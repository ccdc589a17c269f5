/* Scenarios side by side: what each brings, regret, what to do whatever comes, cost against CO2. */
#include "outputs/html_parts.h"

#include <math.h>
#include <string.h>

static phrase scenario_name(const json_value *comparison, const char *id)
{
    if (id == NULL || strcmp(id, "base") == 0)
        return phrase_text(TEXT_scenario_base);
    JSON_EACH (s, json_at(comparison, "scenarios"))
        if (json_says(json_at(s, "id"), id) && json_string(json_at(s, "name")) != NULL)
            return phrase_plain(json_string(json_at(s, "name")));
    return phrase_plain(id);
}

/* What is not a number leaves its cell empty. */
static void write_amount(html *h, const json_value *v)
{
    const phrase shown = phrase_whole(json_number(v));
    if (json_is_number(v))
        html_figure(h, "td class=\"n\"", &shown, json_number(v));
    else
        html_raw(h, "<td></td>");
}

/* --- scenarios ----------------------------------------------------------------------------------- */

static const struct {
    text_id title;
    const char *path;
} figures[] = {
    {TEXT_page_compare_cost, "plan.total.cost_eur"},
    {TEXT_page_compare_from_nothing, "plan.from_status_quo.cost_eur"},
    {TEXT_page_compare_from_base, "plan.from_base.cost_eur"},
    {TEXT_page_investment, "plan.total.investment_eur"},
    {TEXT_page_compare_co2, "plan.total.co2_t"},
    {TEXT_page_compare_unserved, "plan.total.unserved_growth_mwh"},
    {TEXT_page_compare_freed, "plan.total.freed_kw"},
};
enum { N_FIGURES = sizeof figures / sizeof figures[0] };

static void write_scenarios(html *h, const json_value *comparison)
{
    const phrase caption = phrase_text(TEXT_page_compare_scenarios);
    html_begin_table(h, "scenarios", &caption, NULL);
    html_words(h, "th scope=\"col\"", TEXT_page_compare_scenario);
    for (size_t i = 0; i < N_FIGURES; i++)
        html_words(h, "th scope=\"col\" class=\"n\"", figures[i].title);
    html_begin_rows(h);
    JSON_EACH (s, json_at(comparison, "scenarios")) {
        const phrase name = scenario_name(comparison, json_string(json_at(s, "id")));
        html_raw(h, "<tr>");
        html_element(h, "th scope=\"row\"", &name);
        for (size_t i = 0; i < N_FIGURES; i++)
            write_amount(h, json_at(s, figures[i].path));
        html_raw(h, "</tr>\n");
    }
    html_end_table(h);
}

/* --- regret -------------------------------------------------------------------------------------- */

static void write_regret_row(html *h, const json_value *comparison, const json_value *row)
{
    const phrase name = scenario_name(comparison, json_string(json_at(row, "decided_as")));
    html_raw(h, "<tr>");
    html_element(h, "th scope=\"row\"", &name);
    JSON_EACH (outcome, json_at(row, "cells")) {
        const bool good =
            json_true(json_at(outcome, "found")) && !json_true(json_at(outcome, "targets_missed"));
        if (good)
            write_amount(h, json_at(outcome, "regret_eur"));
        else
            html_words(h, "td", TEXT_page_compare_no_plan);
    }
    write_amount(h, json_at(row, "largest_regret_eur"));
    html_raw(h, "</tr>\n");
}

static void write_regret(html *h, const json_value *comparison)
{
    const json_value *rows = json_at(comparison, "regret.rows");
    const char *least = json_string(json_at(comparison, "regret.least_regret"));
    const phrase caption = phrase_text(TEXT_page_compare_regret);
    if (json_first(rows) == NULL)
        return;
    html_begin_table(h, "regret", &caption, "€");
    html_words(h, "th scope=\"col\"", TEXT_page_compare_decided);
    JSON_EACH (outcome, json_at(json_first(rows), "cells")) {
        const phrase future = scenario_name(comparison, json_string(json_at(outcome, "future")));
        html_element(h, "th scope=\"col\" class=\"n\"", &future);
    }
    html_words(h, "th scope=\"col\" class=\"n\"", TEXT_page_compare_largest);
    html_begin_rows(h);
    JSON_EACH (row, rows)
        write_regret_row(h, comparison, row);
    html_end_table(h);
    html_words(h, "p class=\"note\"", TEXT_page_compare_regret_note);
    if (least != NULL)
        html_say(h, "p class=\"lead\"", TEXT_page_compare_least, scenario_name(comparison, least));
}

/* --- whatever comes ------------------------------------------------------------------------------ */

static phrase decision_name(const html *h, const json_value *decision)
{
    const char *part = json_string(json_at(decision, "part"));
    const char *object = json_string(json_at(decision, "object"));
    const char *kind = json_string(json_at(decision, "kind"));
    static const struct {
        const char *kind, *list;
    } lists[] = {{"hub", "hubs"},
                 {"hub_member", "hubs"},
                 {"heat_net", "heat_nets"},
                 {"effort", "programme.efforts"},
                 {"platform", "technologies"}};
    for (size_t i = 0; i < sizeof lists / sizeof lists[0] && kind != NULL; i++)
        if (strcmp(kind, lists[i].kind) == 0)
            return phrase_name(h->doc, lists[i].list, object);
    return part == NULL ? phrase_plain(object) : phrase_name(h->doc, "technologies", part);
}

static void write_decision(html *h, const json_value *decision)
{
    const phrase name = decision_name(h, decision);
    const char *park = json_string(json_at(decision, "park"));
    const phrase where =
        park == NULL ? phrase_text(TEXT_page_region) : phrase_name(h->doc, "parks", park);
    html_raw(h, "<tr>");
    html_element(h, "th scope=\"row\"", &name);
    html_element(h, "td", &where);
    const json_value *least = json_at(decision, "least_amount");
    const json_value *most = json_at(decision, "most_amount");
    const json_value *amounts[] = {least, most};
    for (size_t i = 0; i < 2; i++) {
        const phrase shown = phrase_number(json_number(amounts[i]));
        html_figure(h, "td class=\"n\"", &shown, json_number_at(amounts[i], ""));
    }
    html_raw(h, "</tr>\n");
}

static void write_no_regret(html *h, const json_value *comparison)
{
    const phrase caption = phrase_text(TEXT_page_compare_no_regret);
    bool any = false;
    JSON_EACH (m, json_at(comparison, "regret.measures")) {
        if (!json_says(json_at(m, "class"), "no_regret"))
            continue;
        if (!any) {
            html_begin_table(h, "no-regret", &caption, NULL);
            html_words(h, "th scope=\"col\"", TEXT_page_measure);
            html_words(h, "th scope=\"col\"", TEXT_summary_park_name);
            html_words(h, "th scope=\"col\" class=\"n\"", TEXT_page_compare_at_least);
            html_words(h, "th scope=\"col\" class=\"n\"", TEXT_page_compare_at_most);
            html_begin_rows(h);
        }
        any = true;
        write_decision(h, m);
    }
    if (any)
        html_end_table(h);
}

/* --- cost against what is given up --------------------------------------------------------------- */

/* Of the points that are not dominated: what the plan costs, by the figure that is limited. */
static void write_trade_off(html *h, const json_value *points, const char *key, text_id title)
{
    const size_t n = json_count(points);
    phrase *labels = ARENA_ARRAY(h->mem, n, phrase);
    double *values = ARENA_ARRAY(h->mem, n, double);
    if (n < 2)
        return;
    if (labels == NULL || values == NULL) {
        h->out.failed = true;
        return;
    }
    size_t i = 0;
    JSON_EACH (point, points) {
        labels[i] = phrase_whole(json_number(json_at(json_at(point, "total"), key)));
        values[i++] = json_number(json_at(point, "total.cost_eur"));
    }
    const html_series cost = {
        .name = phrase_text(TEXT_page_compare_cost), .colour = "after", .values = values};
    html_write_chart(h, &(html_chart){.type = "line",
                                      .title = phrase_text(title),
                                      .unit = "€",
                                      .n_labels = n,
                                      .labels = labels,
                                      .n_series = 1,
                                      .series = &cost});
}

void html_comparison(html *h, const json_value *comparison)
{
    const phrase title = phrase_text(TEXT_page_compare_title);
    html_begin_view(h, "", "comparison", &title);
    html_words(h, "p class=\"lead\"", TEXT_page_compare_lead);
    write_scenarios(h, comparison);
    write_regret(h, comparison);
    write_no_regret(h, comparison);
    html_raw(h, "<div class=\"charts\">\n");
    write_trade_off(h, json_at(comparison, "trade_offs.co2_t.points"), "co2_t",
                    TEXT_page_compare_against_co2);
    write_trade_off(h, json_at(comparison, "trade_offs.unserved_growth_mwh.points"),
                    "unserved_growth_mwh", TEXT_page_compare_against_growth);
    html_raw(h, "</div>\n");
    html_end_view(h);
}
