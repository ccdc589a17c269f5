/* The first view: what the board has to decide, on one screen or two sheets. */
#include "outputs/html_parts.h"

#include <math.h>

#include "outputs/story.h"

/* --- key figures ----------------------------------------------------------------------------------- */

static void write_card(html *h, text_id title, const phrase *figure, double exact,
                       const phrase *note)
{
    html_raw(h, "<li>");
    html_words(h, "h3", title);
    html_figure(h, "p class=\"big\"", figure, exact);
    html_element(h, "p", note);
    html_raw(h, "</li>\n");
}

static void write_growth_card(html *h, const json_value *last)
{
    const double wanted = json_number_at(last, "wanted_growth_mwh");
    const double refused = json_number_at(last, "refused_growth_mwh");
    const double before = json_number_at(last, "status_quo_refused_growth_mwh");
    const phrase year = phrase_year(json_number_at(last, "year"));
    if (wanted <= 0.0) {
        const phrase none = phrase_text(TEXT_summary_growth_none), no = phrase_plain("–");
        write_card(h, TEXT_page_card_growth, &no, 0.0, &none);
        return;
    }
    const phrase figure = phrase_percent(1.0 - refused / wanted);
    const phrase note = phrase_of(TEXT_page_card_growth_note, year, phrase_whole(wanted),
                                  phrase_percent(1.0 - before / wanted));
    write_card(h, TEXT_page_card_growth, &figure, 1.0 - refused / wanted, &note);
}

static void write_cost_card(html *h, const json_value *horizon)
{
    const double plan = json_number_at(horizon, "cost_eur");
    const double nothing = json_number_at(horizon, "status_quo_cost_eur");
    const phrase figure = phrase_money(fabs(nothing - plan));
    const phrase note = phrase_of(plan <= nothing ? TEXT_page_card_cheaper : TEXT_page_card_dearer,
                                  phrase_money(plan), phrase_money(nothing));
    write_card(h, TEXT_page_card_cost, &figure, fabs(nothing - plan), &note);
}

static void write_investment_card(html *h, const json_value *horizon)
{
    const double eur = json_number_at(horizon, "investment_eur");
    const phrase figure = phrase_money(eur);
    const phrase note = phrase_of(TEXT_page_card_investment_note,
                                  phrase_money(json_number_at(horizon, "subsidy_eur")));
    write_card(h, TEXT_page_card_investment, &figure, eur, &note);
}

static void write_co2_card(html *h, const json_value *last)
{
    const double t = json_number_at(last, "co2_t"),
                 nothing = json_number_at(last, "status_quo_co2_t");
    const phrase figure = phrase_of(TEXT_page_tonnes, phrase_whole(t));
    const phrase note = phrase_of(TEXT_page_card_co2_note,
                                  phrase_year(json_number_at(last, "year")), phrase_whole(nothing));
    write_card(h, TEXT_page_card_co2, &figure, t, &note);
}

static void write_vehicles_card(html *h, double year)
{
    double wanted = 0.0, served = 0.0, before = 0.0;
    JSON_EACH (park, json_at(h->doc->root, "parks")) {
        const json_value *last = json_last(json_at(park, "milestones"));
        wanted += json_number_at(last, "plan.charging.vehicles_wanted");
        served += json_number_at(last, "plan.charging.vehicles_served");
        before += json_number_at(last, "status_quo.charging.vehicles_served");
    }
    const phrase figure = phrase_whole(served);
    const phrase note = phrase_of(TEXT_page_card_vehicles_note, phrase_year(year),
                                  phrase_whole(wanted), phrase_whole(before));
    write_card(h, TEXT_page_card_vehicles, &figure, served, &note);
}

static void write_freed_card(html *h, const json_value *horizon)
{
    const double kw = json_number_at(horizon, "freed_kw");
    const phrase figure = phrase_of(TEXT_page_kw, phrase_whole(kw));
    const phrase note =
        kw < 1.0 ? phrase_text(TEXT_page_card_freed_none)
                 : phrase_of(TEXT_page_card_freed_note, phrase_year(story_freed_year(h->doc)));
    write_card(h, TEXT_page_card_freed, &figure, kw, &note);
}

static void write_cards(html *h)
{
    const json_value *horizon = json_at(h->doc->root, "summary.horizon");
    const json_value *last = json_last(json_at(h->doc->root, "summary.milestones"));
    html_raw(h, "<ul class=\"cards\">\n");
    write_growth_card(h, last);
    write_cost_card(h, horizon);
    write_investment_card(h, horizon);
    write_co2_card(h, last);
    write_vehicles_card(h, json_number_at(last, "year"));
    write_freed_card(h, horizon);
    html_raw(h, "</ul>\n");
}

/* --- what does not fit, what is asked --------------------------------------------------------------------------------- */

/* A heading and the sentences below it; nothing when there are none. */
static void write_story(html *h, text_id title, status made, const story *s)
{
    if (made != STATUS_OK)
        h->out.failed = true;
    if (made != STATUS_OK || s->n == 0)
        return;
    html_words(h, "h3", title);
    html_raw(h, "<ul class=\"asked\">\n");
    for (size_t i = 0; i < s->n; i++)
        html_element(h, "li", &s->sentences[i]);
    html_raw(h, "</ul>\n");
}

/* Only where targets cannot be met. */
static void write_repairs(html *h)
{
    story conflict, ways;
    if (story_conflict(h->doc, h->mem, &conflict) != STATUS_OK ||
        story_ways_out(h->doc, h->mem, &ways) != STATUS_OK) {
        h->out.failed = true;
        return;
    }
    if (conflict.n == 0)
        return;
    const phrase lead = story_conflict_lead(h->doc);
    write_story(h, TEXT_page_conflict, STATUS_OK, &conflict);
    html_element(h, "p class=\"note\"", &lead);
    write_story(h, TEXT_page_ways, STATUS_OK, &ways);
    if (ways.n > 0)
        html_words(h, "p class=\"note\"", TEXT_repairs_ways);
}

/* --- charts and themes ---------------------------------------------------------------------------- */

static void write_charts(html *h)
{
    const json_value *milestones = json_at(h->doc->root, "summary.milestones");
    html_raw(h, "<div class=\"charts\">\n");
    html_write_years_chart(
        h, &(html_years_chart){
               .type = "bar",
               .unit = "MWh",
               .title = phrase_text(TEXT_page_chart_growth),
               .milestones = milestones,
               .n_series = 3,
               .paths = (const char *const[]){"wanted_growth_mwh", "status_quo_refused_growth_mwh",
                                              "refused_growth_mwh"},
               .colours = (const char *const[]){"wanted", "before", "after"},
               .names = (const text_id[]){TEXT_summary_growth_wanted, TEXT_summary_growth_before,
                                          TEXT_summary_growth_after}});
    html_write_years_chart(
        h, &(html_years_chart){.type = "bar",
                               .unit = "t",
                               .title = phrase_text(TEXT_page_chart_co2),
                               .milestones = milestones,
                               .n_series = 2,
                               .paths = (const char *const[]){"status_quo_co2_t", "co2_t"},
                               .colours = (const char *const[]){"before", "after"},
                               .names =
                                   (const text_id[]){TEXT_page_without_plan, TEXT_page_with_plan}});
    html_raw(h, "</div>\n");
}

/* What a theme costs: what is paid for it over all years. */
static void write_theme(html *h, const json_value *theme)
{
    const char *id = json_string(json_at(theme, "id"));
    const char *goal = json_string(json_at(theme, "goal.text_id"));
    const double n = json_number_at(theme, "n_actions"), eur = json_number_at(theme, "paid_eur");
    const phrase name = phrase_word("theme_", id == NULL ? "" : id);
    html_raw(h, "<tr><th scope=\"row\">");
    html_phrase(h, &name);
    html_raw(h, "</th>");
    const phrase aim = phrase_word("", goal == NULL ? "" : goal);
    const phrase how_far = story_theme(h->doc, theme);
    const phrase owner = phrase_name(h->doc, "payers", json_string(json_at(theme, "owner")));
    const phrase count = phrase_whole(n), cost = phrase_money(eur);
    html_element(h, "td", &aim);
    html_figure(h, "td class=\"n\"", &count, n);
    html_figure(h, "td class=\"n\"", &cost, eur);
    html_element(h, "td", &owner);
    html_element(h, "td", &how_far);
    html_raw(h, "</tr>\n");
}

static void write_themes(html *h)
{
    const phrase caption = phrase_text(TEXT_page_themes);
    html_begin_table(h, "themes", &caption, NULL);
    static const struct {
        text_id title;
        const char *tag;
    } heads[] = {{TEXT_page_theme, "th scope=\"col\""},
                 {TEXT_page_goal, "th scope=\"col\""},
                 {TEXT_page_actions, "th scope=\"col\" class=\"n\""},
                 {TEXT_page_paid, "th scope=\"col\" class=\"n\""},
                 {TEXT_page_owner, "th scope=\"col\""},
                 {TEXT_page_how_far, "th scope=\"col\""}};
    for (size_t i = 0; i < sizeof heads / sizeof heads[0]; i++)
        html_words(h, heads[i].tag, heads[i].title);
    html_begin_rows(h);
    JSON_EACH (theme, json_at(h->doc->root, "themes"))
        write_theme(h, theme);
    html_end_table(h);
}

void html_board(html *h)
{
    const phrase title = phrase_text(TEXT_page_board);
    html_begin_view(h, "", "board", &title);
    write_cards(h);
    const phrase quality = story_quality(h->doc);
    html_element(h, "p class=\"lead\"", &quality);
    if (json_true(json_at(h->doc->root, "certificate.relaxed")))
        html_words(h, "p class=\"lead\"", TEXT_summary_relaxed);
    story s;
    write_repairs(h);
    const status refused = story_refused(h->doc, h->mem, &s);
    write_story(h, TEXT_page_refused, refused, &s);
    const status asked = story_asked(h->doc, h->mem, &s);
    write_story(h, TEXT_page_asked, asked, &s);
    const status worth = story_worth(h->doc, h->mem, &s);
    write_story(h, TEXT_page_worth, worth, &s);
    write_charts(h);
    write_themes(h);
    html_end_view(h);
}
