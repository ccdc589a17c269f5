#include "outputs/why.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Less than this reads as zero. */
#define SEEN_EUR 0.5

/* --- why this ------------------------------------------------------------------------------------ */

static bool misses_targets(const plan_document *doc)
{
    JSON_EACH (target, json_at(doc->root, "targets"))
        JSON_EACH (m, json_at(target, "milestones"))
            if (json_number_at(m, "shortfall") > 0.0)
                return true;
    return false;
}

static phrase sentence_of(const plan_document *doc, const json_value *reason)
{
    const json_value *without = json_at(reason, "without");
    const char *name = json_string(json_at(reason, "text_id"));
    text_id id;
    if (name == NULL || !text_find(name, &id))
        return phrase_plain("");
    if (id == TEXT_why_required && misses_targets(doc))
        return phrase_text(TEXT_why_required_to_miss_least);
    const char *what = id == TEXT_why_co2 ? "co2_t" : "refused_growth_mwh";
    return phrase_of(id,
                     phrase_money_range(json_number_at(without, "cost_eur_from"),
                                        json_number_at(without, "cost_eur_to")),
                     phrase_whole(json_number_at(without, what)));
}

phrase why_action(const plan_document *doc, const json_value *action)
{
    const json_value *reason = json_at(action, "reason"), *limit = json_at(reason, "limit");
    phrase said = sentence_of(doc, reason);
    const char *kind = json_string(json_at(limit, "kind"));
    if (kind == NULL)
        return said;
    const phrase relieved =
        phrase_of(TEXT_why_relieves, limit_name(doc, kind, json_string(json_at(limit, "object"))),
                  phrase_year(json_number_at(limit, "year")));
    phrase_append(&said, " ", &relieved);
    return said;
}

phrase why_measure(const plan_document *doc, const measure *m)
{
    phrase said = why_action(doc, m->heaviest);
    const char *connection = json_string(json_at(m->heaviest, "connection"));
    if (!m->elsewhere || connection == NULL)
        return said;
    const phrase where = phrase_of(TEXT_why_most_at, phrase_plain(connection));
    phrase_append(&said, " ", &where);
    return said;
}

/* --- why not that -------------------------------------------------------------------------------- */

phrase why_not_name(const plan_document *doc, const json_value *not_chosen)
{
    static const struct {
        const char *key, *list;
        text_id kind;
    } objects[] = {{"hub", "hubs", TEXT_kind_hub}, {"heat_net", "heat_nets", TEXT_kind_heat_net}};
    const char *technology = json_string(json_at(not_chosen, "technology"));
    const char *cable = json_string(json_at(not_chosen, "cable"));
    for (size_t i = 0; i < sizeof objects / sizeof objects[0]; i++) {
        const char *id = json_string(json_at(not_chosen, objects[i].key));
        if (id != NULL && technology == NULL)
            return phrase_of(TEXT_page_limit_line, phrase_text(objects[i].kind),
                             phrase_name(doc, objects[i].list, id));
    }
    if (cable != NULL)
        return phrase_of(TEXT_page_limit_line, phrase_text(TEXT_kind_cable), phrase_plain(cable));
    return phrase_name(doc, "technologies", technology);
}

static phrase with_price(const phrase *stops, const json_value *even, const char *unit)
{
    return phrase_of(
        TEXT_why_not_at_price, *stops,
        phrase_money_range(json_number_at(even, "from_eur"), json_number_at(even, "to_eur")),
        phrase_each(unit), phrase_money(json_number_at(even, "now_eur")));
}

/* What one of it, or a yes, costs more: one side of nothing, or around it. */
static phrase with_extra_cost(const phrase *stops, const json_value *even,
                              const json_value *not_chosen)
{
    const double from_eur = json_number_at(even, "from_eur"),
                 to_eur = json_number_at(even, "to_eur");
    const char *unit = json_string(json_at(not_chosen, "unit"));
    const bool is_yes = json_string(json_at(not_chosen, "technology")) == NULL;
    if (from_eur <= -SEEN_EUR && to_eur >= SEEN_EUR)
        return phrase_of(TEXT_why_not_unsure, phrase_money(-from_eur), phrase_money(to_eur));
    const bool cheaper = to_eur < SEEN_EUR && from_eur <= -SEEN_EUR;
    const phrase extra =
        cheaper ? phrase_money_range(-to_eur, -from_eur) : phrase_money_range(from_eur, to_eur);
    const text_id at_cost = cheaper ? TEXT_why_not_at_cost_cheaper : TEXT_why_not_at_cost;
    const text_id at_yes = cheaper ? TEXT_why_not_at_yes_cheaper : TEXT_why_not_at_yes;
    return phrase_of(is_yes ? at_yes : at_cost, *stops, extra,
                     phrase_each(unit == NULL ? "" : unit));
}

/* And how much more of it would do, where that is known. */
static phrase what_stops(const json_value *not_chosen)
{
    const json_value *lacks = json_at(not_chosen, "lacks");
    const char *obstacle = json_string(json_at(not_chosen, "stops"));
    const char *unit = json_string(json_at(lacks, "unit"));
    const phrase stops = phrase_word("why_not_", obstacle == NULL ? "" : obstacle);
    return unit == NULL ? stops
                        : phrase_of(TEXT_why_not_lacks, stops,
                                    phrase_amount(json_number_at(lacks, "to"), unit));
}

phrase why_not_sentence(const json_value *not_chosen)
{
    const json_value *even = json_at(not_chosen, "break_even");
    const char *kind = json_string(json_at(even, "kind"));
    const char *unit = json_string(json_at(not_chosen, "unit"));
    const phrase stops = what_stops(not_chosen);
    if (kind == NULL)
        return phrase_of(TEXT_why_not_only, stops);
    if (strcmp(kind, "price") == 0)
        return with_price(&stops, even, unit == NULL ? "" : unit);
    return with_extra_cost(&stops, even, not_chosen);
}

/* The action that forms a hub or builds a net has no technology, nor have the entries of why_not. */
static const json_value *find_decision(const json_value *list, const char *key, const char *id)
{
    JSON_EACH (item, list)
        if (json_says(json_at(item, key), id) && json_string(json_at(item, "technology")) == NULL &&
            (json_at(item, "kind") == NULL || json_says(json_at(item, "kind"), key)))
            return item;
    return NULL;
}

phrase why_decision(const plan_document *doc, const char *key, const char *id)
{
    const json_value *action = find_decision(json_at(doc->root, "region_actions"), key, id);
    const json_value *not_chosen = find_decision(json_at(doc->root, "why_not"), key, id);
    if (action != NULL)
        return why_action(doc, action);
    return not_chosen == NULL ? phrase_plain("") : why_not_sentence(not_chosen);
}

/* --- what limits are worth ----------------------------------------------------------------------- */

phrase limit_name(const plan_document *doc, const char *kind, const char *object)
{
    const phrase word = phrase_word("limit_", kind == NULL ? "" : kind);
    if (object == NULL)
        return word;
    const phrase name = phrase_limited(doc, kind, object);
    return kind != NULL && strcmp(kind, "target") == 0
               ? name
               : phrase_of(TEXT_page_limit_line, word, name);
}

phrase limit_worth(const json_value *limit)
{
    const json_value *worth = json_at(limit, "worth_eur_per_unit");
    const char *unit = json_string(json_at(limit, "unit"));
    if (!json_is_object(worth) || unit == NULL)
        return phrase_plain("");
    const char *basis = json_string(json_at(worth, "basis"));
    if (basis != NULL && strcmp(basis, "bracket") == 0)
        return phrase_of(
            TEXT_limit_worth, phrase_each(unit),
            phrase_money_range(json_number_at(worth, "from"), json_number_at(worth, "to")));
    const phrase more = phrase_money(json_number_at(worth, "from"));
    if (basis != NULL && strcmp(basis, "prices") == 0)
        return phrase_of(TEXT_limit_worth_prices, phrase_each(unit), more);
    const phrase less = phrase_money(json_number_at(worth, "to"));
    const bool is_corner = strcmp(more.in[LANG_NL], less.in[LANG_NL]) != 0;
    return phrase_of(is_corner ? TEXT_limit_worth_corner : TEXT_limit_worth, phrase_each(unit),
                     more, less);
}

const json_value *limit_of_rank(const plan_document *doc, size_t rank)
{
    JSON_EACH (limit, json_at(doc->root, "limits"))
        if (fabs(json_number_at(limit, "rank") - (double)rank) < 0.5)
            return limit;
    return NULL;
}
