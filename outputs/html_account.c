/* What it costs and who pays, and how sure it is: status, bounds, assumptions, sources. */
#include "outputs/html_parts.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "outputs/story.h"

/* --- money ------------------------------------------------------------------------------------------ */

/* Two bars over the horizon, doing nothing more and the plan, by what the money goes to. */
static void write_accounts_chart(html *h)
{
    static const char *const ids[] = {"investment", "operation",  "energy",
                                      "grid",       "energy_tax", "co2",
                                      "unserved",   "programme",  "subsidy"};
    enum { N = sizeof ids / sizeof ids[0] };
    const json_value *horizon = json_at(h->doc->root, "summary.horizon");
    const phrase labels[] = {phrase_text(TEXT_page_without_plan), phrase_text(TEXT_page_with_plan)};
    double values[N][2];
    html_series *series = ARENA_ARRAY(h->mem, N, html_series);
    if (series == NULL) {
        h->out.failed = true;
        return;
    }
    size_t n = 0;
    for (size_t i = 0; i < N; i++) {
        values[n][0] = json_number_at(json_at(horizon, "status_quo_account_eur"), ids[i]);
        values[n][1] = json_number_at(json_at(horizon, "account_eur"), ids[i]);
        if (fabs(values[n][0]) < 1.0 && fabs(values[n][1]) < 1.0)
            continue;
        series[n] = (html_series){
            .name = phrase_word("account_", ids[i]), .colour = ids[i], .values = values[n]};
        n++;
    }
    html_write_chart(h, &(html_chart){.type = "stacked",
                                      .title = phrase_text(TEXT_page_chart_accounts),
                                      .unit = "€",
                                      .n_labels = 2,
                                      .labels = labels,
                                      .n_series = n,
                                      .series = series});
}

static void write_funds(html *h)
{
    html_raw(h, "<details class=\"more\">");
    html_words(h, "summary", TEXT_page_funds);
    html_write_table(h, &(html_table){.table = "fund_years",
                                      .caption = TEXT_page_funds,
                                      COLUMNS("fund", "year", "budget_eur", "used_eur")});
    html_raw(h, "</details>\n");
}

void html_money(html *h)
{
    const phrase title = phrase_text(TEXT_page_money);
    html_begin_view(h, "", "money", &title);
    html_words(h, "p class=\"lead\"", TEXT_page_money_lead);
    write_accounts_chart(h);
    html_write_table(h, &(html_table){.table = "payer_totals",
                                      .caption = TEXT_page_payer_totals,
                                      COLUMNS("payer", "n_actions", "investment_eur",
                                              "programme_eur", "paid_eur", "yearly_cost_eur")});
    html_write_table(h, &(html_table){.table = "municipalities",
                                      .caption = TEXT_page_municipality_effects,
                                      COLUMNS("municipality", "refused_growth_mwh",
                                              "status_quo_refused_growth_mwh", "co2_t",
                                              "status_quo_co2_t", "freed_kw")});
    html_write_payers(h, NULL);
    html_write_table(
        h, &(html_table){.table = "municipalities",
                         .caption = TEXT_page_municipalities,
                         COLUMNS("municipality", "n_actions", "investment_eur", "subsidy_eur",
                                 "programme_eur", "paid_eur", "yearly_cost_eur")});
    if (json_first(json_at(h->doc->root, "worse_off")) != NULL)
        html_write_table(h,
                         &(html_table){.table = "worse_off",
                                       .caption = TEXT_page_worse_off,
                                       COLUMNS("park", "company", "connection", "eur_per_year")});
    if (json_first(json_at(h->doc->root, "funds")) != NULL)
        write_funds(h);
    html_write_table(h, &(html_table){.table = "years",
                                      .caption = TEXT_page_years,
                                      COLUMNS("year", "investment_eur", "subsidy_eur", "cost_eur",
                                              "status_quo_cost_eur", "co2_t", "status_quo_co2_t")});
    if (json_first(json_at(h->doc->root, "targets")) != NULL)
        html_write_table(h, &(html_table){.table = "targets",
                                          .caption = TEXT_page_targets,
                                          COLUMNS("target", "kind", "municipality", "park", "year",
                                                  "limit", "value", "shortfall", "unit")});
    html_end_view(h);
}

/* --- how sure --------------------------------------------------------------------------------------- */

static void write_status(html *h)
{
    const phrase quality = story_quality(h->doc);
    html_element(h, "p class=\"lead\"", &quality);
    if (json_true(json_at(h->doc->root, "certificate.relaxed")))
        html_words(h, "p class=\"lead\"", TEXT_summary_relaxed);
}

static void write_row(html *h, text_id title, const phrase *value)
{
    html_raw(h, "<div>");
    html_words(h, "dt", title);
    html_element(h, "dd", value);
    html_raw(h, "</div>\n");
}

static void write_figure(html *h, text_id title, const phrase *shown, double exact)
{
    html_raw(h, "<div>");
    html_words(h, "dt", title);
    html_figure(h, "dd", shown, exact);
    html_raw(h, "</div>\n");
}

static void write_certificate(html *h)
{
    const json_value *c = json_at(h->doc->root, "certificate");
    const json_value *meta = json_at(h->doc->root, "meta");
    const double cost = json_number_at(c, "objective_eur"),
                 bound = json_number_at(c, "lower_bound_eur");
    const phrase of_cost = phrase_whole(cost), of_bound = phrase_whole(bound);
    const phrase gap = phrase_percent(json_number_at(c, "gap_frac"));
    const phrase size = phrase_of(TEXT_page_size, phrase_whole(json_number_at(c, "n_rows")),
                                  phrase_whole(json_number_at(c, "n_columns")),
                                  phrase_whole(json_number_at(c, "n_whole")));
    const phrase worst = phrase_number(json_number_at(c, "residuals.residual_kw"));
    const phrase file = phrase_plain(json_string(json_at(meta, "input.file")));
    const phrase sum = phrase_plain(json_string(json_at(meta, "input.sha256")));
    const phrase program = phrase_plain(json_string(json_at(meta, "version")));
    html_raw(h, "<dl class=\"facts wide\">\n");
    write_figure(h, TEXT_page_objective, &of_cost, cost);
    write_figure(h, TEXT_page_bound, &of_bound, bound);
    write_figure(h, TEXT_page_gap, &gap, json_number_at(c, "gap_frac"));
    write_row(h, TEXT_page_program_size, &size);
    write_figure(h, TEXT_page_residual, &worst, json_number_at(c, "residuals.residual_kw"));
    write_row(h, TEXT_page_input, &file);
    write_row(h, TEXT_page_checksum, &sum);
    write_row(h, TEXT_page_version, &program);
    html_raw(h, "</dl>\n");
}

/* --- what was recomputed ----------------------------------------------------------------------------- */

static void write_check(html *h, check_kind k, const check_result *c)
{
    const phrase name = phrase_word("verify_", check_kind_id(k));
    const phrase times = phrase_whole((double)c->n), wrong = phrase_whole((double)c->n_failed);
    html_raw(h, "<tr>");
    html_element(h, "th scope=\"row\"", &name);
    html_figure(h, "td class=\"n\"", &times, (double)c->n);
    html_figure(h, "td class=\"n\"", &wrong, (double)c->n_failed);
    html_raw(h, "</tr>\n");
}

static void write_checks(html *h, const verification *v)
{
    const phrase caption = phrase_text(TEXT_page_checks);
    html_begin_table(h, "checks", &caption, NULL);
    html_words(h, "th scope=\"col\"", TEXT_page_check);
    html_words(h, "th scope=\"col\" class=\"n\"", TEXT_page_check_times);
    html_words(h, "th scope=\"col\" class=\"n\"", TEXT_page_check_wrong);
    html_begin_rows(h);
    for (int k = 0; k < CHECK_KIND_COUNT; k++)
        if (v->results[k].n > 0)
            write_check(h, (check_kind)k, &v->results[k]);
    html_end_table(h);
}

static void write_bound(html *h, const proven_bound *b)
{
    if (!b->certified)
        html_words(h, "p", TEXT_verify_no_certificate);
    else if (isfinite(b->eur))
        html_say(h, "p", b->targets_missed ? TEXT_verify_bound_missed : TEXT_verify_bound_proven,
                 phrase_money(b->eur));
}

static void write_failures(html *h, const verification *v)
{
    if (v->n_failures == 0)
        return;
    html_raw(h, "<ul lang=\"en\">\n");
    for (size_t i = 0; i < v->n_failures; i++) {
        const phrase where = phrase_plain(v->failures[i].where);
        html_element(h, "li", &where);
    }
    html_raw(h, "</ul>\n");
}

/* Only where the region was given to recompute the plan from. */
static void write_verification(html *h)
{
    const report_verification *found = h->options->found;
    if (found == NULL)
        return;
    const double n = (double)verification_checks(&found->checks);
    const double wrong = (double)verification_failures(&found->checks);
    html_words(h, "h3", TEXT_page_verified);
    html_say(h, "p", wrong > 0.0 ? TEXT_verify_bad : TEXT_verify_all_good, phrase_whole(n),
             phrase_whole(wrong));
    write_bound(h, &found->bound);
    write_failures(h, &found->checks);
    write_checks(h, &found->checks);
}

/* --- what it rests on -------------------------------------------------------------------------------- */

static void write_assumption(html *h, const json_value *a)
{
    const char *object = json_string(json_at(a, "object"));
    const char *source = json_string(json_at(a, "source"));
    const phrase said = story_assumption(h->doc, a);
    html_raw(h, "<tr><td>");
    html_phrase(h, &said);
    html_raw(h, "</td><td>");
    html_text(h, object == NULL ? "" : object);
    html_raw(h, "</td><td>");
    html_text(h, source == NULL ? "" : source);
    html_raw(h, "</td></tr>\n");
}

static void write_assumptions(html *h)
{
    const json_value *list = json_at(h->doc->root, "assumptions");
    const phrase caption = phrase_of(TEXT_page_assumptions, phrase_whole((double)json_count(list)));
    html_element(h, "h3", &caption);
    html_words(h, "p", TEXT_page_assumptions_lead);
    html_raw(h, "<details class=\"more\">");
    html_words(h, "summary", TEXT_page_show);
    html_begin_table(h, "assumptions", &caption, NULL);
    html_words(h, "th scope=\"col\"", TEXT_page_assumption);
    html_words(h, "th scope=\"col\"", TEXT_page_in_input);
    html_words(h, "th scope=\"col\"", TEXT_page_source);
    html_begin_rows(h);
    JSON_EACH (a, list)
        write_assumption(h, a);
    html_end_table(h);
    html_raw(h, "</details>\n");
}

static void write_sources(html *h)
{
    html_words(h, "h3", TEXT_page_sources);
    html_raw(h, "<details class=\"more\">");
    html_words(h, "summary", TEXT_page_show);
    html_write_table(h, &(html_table){.table = "sources",
                                      .caption = TEXT_page_sources,
                                      COLUMNS("source", "title", "url", "year", "reliability")});
    html_raw(h, "</details>\n");
}

/* Of the libraries that are inside the page. */
static void write_licences(html *h)
{
    static const char *const names[] = {"page/chart.licence", "page/leaflet.licence"};
    html_words(h, "h3", TEXT_page_licences);
    html_words(h, "p", TEXT_page_licences_lead);
    html_raw(h, "<details class=\"more\">");
    html_words(h, "summary", TEXT_page_show);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const char *text = h->options->file(names[i]);
        html_raw(h, "<pre lang=\"en\" tabindex=\"0\">");
        for (; text != NULL && *text != '\0';
             text += strcspn(text, "\n") + (strchr(text, '\n') != NULL)) {
            char line[400];
            snprintf(line, sizeof line, "%.*s", (int)strcspn(text, "\n"), text);
            html_text(h, line);
            html_raw(h, "\n");
        }
        html_raw(h, "</pre>\n");
    }
    html_raw(h, "</details>\n");
}

void html_account(html *h)
{
    const phrase title = phrase_text(TEXT_page_account);
    html_begin_view(h, "", "account", &title);
    write_status(h);
    write_certificate(h);
    write_verification(h);
    write_assumptions(h);
    write_sources(h);
    write_licences(h);
    html_end_view(h);
}
