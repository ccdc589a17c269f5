/* What a hub is worth, shares by every rule, and a statement per member. */
#include "outputs/html_parts.h"

#include <math.h>
#include <string.h>

static phrase company_of(const json_value *root, const char *connection)
{
    JSON_EACH (s, json_at(root, "statements"))
        if (json_says(json_at(s, "connection"), connection) &&
            json_string(json_at(s, "company")) != NULL)
            return phrase_plain(json_string(json_at(s, "company")));
    return phrase_plain(connection);
}

static double tie_eur(const json_value *worth)
{
    return fabs(json_number_at(worth, "alone_eur") - json_number_at(worth, "apart.cost_eur"));
}

/* From each alone to together, where it takes more than the hub. */
static void write_ties(html *h, const json_value *worth)
{
    if (json_at(worth, "apart") == NULL || tie_eur(worth) < 1.0)
        return;
    html_say(h, "p", TEXT_study_apart, phrase_money(json_number_at(worth, "alone_eur")),
             phrase_money(json_number_at(worth, "apart.cost_eur")),
             phrase_money(json_number_at(worth, "together.cost_eur")));
    if (tie_eur(worth) > json_number_at(worth, "uncertain_eur"))
        html_words(h, "p", TEXT_study_ties);
}

static void write_worth(html *h, const json_value *root)
{
    JSON_EACH (worth, json_at(root, "worth")) {
        const char *whose = json_string(json_at(worth, "perspective"));
        html_say(h, "p", TEXT_study_worth, phrase_word("perspective_", whose == NULL ? "" : whose),
                 phrase_money(json_number_at(worth, "worth_eur_per_year")));
        write_ties(h, worth);
    }
}

/* --- shares -------------------------------------------------------------------------------------- */

static void write_share_row(html *h, const json_value *root, size_t member)
{
    const json_value *rules = json_at(root, "shares.rules");
    const json_value *first = json_item(json_at(json_first(rules), "members"), member);
    const phrase name = company_of(root, json_string(json_at(first, "connection")));
    html_raw(h, "<tr>");
    html_element(h, "th scope=\"row\"", &name);
    JSON_EACH (rule, rules) {
        const json_value *share = json_item(json_at(rule, "members"), member);
        const double eur = json_number_at(share, "eur_per_year");
        const phrase shown = phrase_whole(eur);
        html_figure(h, "td class=\"n\"", &shown, eur);
    }
    html_raw(h, "</tr>\n");
}

static void write_content_row(html *h, const json_value *rules)
{
    html_raw(h, "<tr>");
    html_words(h, "th scope=\"row\"", TEXT_study_content);
    JSON_EACH (rule, rules)
        html_words(h, "td class=\"n\"",
                   json_true(json_at(rule, "nobody_better_off_leaving")) ? TEXT_yes : TEXT_no);
    html_raw(h, "</tr>\n");
}

static void write_shares(html *h, const json_value *root)
{
    const json_value *rules = json_at(root, "shares.rules");
    const size_t n = json_count(json_at(json_first(rules), "members"));
    const phrase caption = phrase_text(TEXT_study_shares);
    if (n == 0)
        return;
    html_begin_table(h, "shares", &caption, "€");
    html_words(h, "th scope=\"col\"", TEXT_study_member);
    JSON_EACH (rule, rules) {
        const char *id = json_string(json_at(rule, "rule"));
        const phrase name = phrase_word("study_rule_", id == NULL ? "" : id);
        html_element(h, "th scope=\"col\" class=\"n\"", &name);
    }
    html_begin_rows(h);
    for (size_t member = 0; member < n; member++)
        write_share_row(h, root, member);
    write_content_row(h, rules);
    html_end_table(h);
}

/* --- statements ---------------------------------------------------------------------------------- */

/* What an amount over all years is divided by to be one per year, as the worth of the hub is. */
static double years_counted(const json_value *root)
{
    const char *shared = json_string(json_at(root, "shares.perspective"));
    JSON_EACH (worth, json_at(root, "worth"))
        if (shared != NULL && json_says(json_at(worth, "perspective"), shared))
            return json_number_at(worth, "worth_eur") / json_number_at(worth, "worth_eur_per_year");
    return NAN;
}

static phrase yearly(const json_value *of, const char *key, double years)
{
    return phrase_money(json_number_at(of, key) / years);
}

/* The milestone in which the hub forms, from which the contract of the member lapses. */
static const json_value *when_formed(const json_value *s)
{
    const double year = json_number_at(s, "gives_up.from_year");
    const json_value *milestones = json_at(s, "brings.milestones");
    JSON_EACH (m, milestones)
        if (json_number_at(m, "year") >= year)
            return m;
    return json_last(milestones);
}

static void write_statement(html *h, const json_value *root, const json_value *s)
{
    const json_value *formed = when_formed(s);
    const double years = years_counted(root);
    const phrase name = company_of(root, json_string(json_at(s, "connection")));
    html_raw(h, "<div>");
    html_element(h, "dt", &name);
    html_raw(h, "<dd>");
    html_say(h, "p", TEXT_study_brings, phrase_whole(json_number_at(s, "brings.import_cap_kw")),
             phrase_year(json_number_at(formed, "year")),
             phrase_whole(json_number_at(formed, "at_group_peak_kw")));
    JSON_EACH (rule, json_at(s, "by_rule")) {
        if (!json_says(json_at(rule, "rule"), "shapley"))
            continue;
        html_say(h, "p", TEXT_study_gets, yearly(s, "alone_eur", years),
                 yearly(rule, "pays_eur", years), yearly(rule, "leaving_costs_it_eur", years),
                 yearly(rule, "leaving_costs_others_eur", years));
    }
    html_raw(h, "</dd></div>\n");
}

void html_hub_study(html *h, const json_value *root)
{
    html_words(h, "h4", TEXT_study_title);
    write_worth(h, root);
    write_shares(h, root);
    if (json_first(json_at(root, "statements")) == NULL)
        return;
    html_words(h, "h4", TEXT_study_statements);
    html_raw(h, "<dl class=\"why\">\n");
    JSON_EACH (s, json_at(root, "statements"))
        write_statement(h, root, s);
    html_raw(h, "</dl>\n");
}
