/* Targets that cannot be met: what contradicts what, with its line in the region file, and ways out. */
#include "outputs/story.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "outputs/claim_words.h"

enum { NAME_ROOM = 100 };

/* A figure in the unit that a claim has; "" when there is none. */
static phrase figure_in(const json_value *unit, double value)
{
    if (!isfinite(value))
        return phrase_plain("");
    if (json_says(unit, "frac"))
        return phrase_percent(value);
    if (json_says(unit, "EUR"))
        return phrase_money(value);
    return json_says(unit, "year") ? phrase_year(value) : phrase_number(value);
}

/* The same with its unit. */
static phrase quantity_in(const json_value *unit, double value)
{
    const phrase figure = figure_in(unit, value);
    return json_says(unit, "t") ? phrase_of(TEXT_tonnes_per_year, figure) : figure;
}

static phrase word(const plan_document *doc, const json_value *claim, double from, double to,
                   char which)
{
    const json_value *unit = json_at(claim, "unit"), *year = json_at(claim, "year");
    const char *of = json_string(unit);
    switch (which) {
    case 'o':
        return phrase_plain(json_string(json_at(claim, "object")));
    case 'g':
        return phrase_goal(doc, json_string(json_at(claim, "object")));
    case 'q':
        return quantity_in(unit, from);
    case 'y':
        return json_is_number(year) ? phrase_year(json_number(year)) : phrase_plain("");
    case 'l':
        return figure_in(unit, from);
    case 't':
        return figure_in(unit, to);
    case 'd':
        return figure_in(unit, fabs(to - from));
    default:
        return phrase_unit(of == NULL ? "" : of);
    }
}

/* The text `prefix` followed by the kind of a claim, of a figure as it is and as it would be. */
static phrase claim_text(const plan_document *doc, const char *prefix, const json_value *claim,
                         double from, double to)
{
    char name[NAME_ROOM];
    text_id id;
    const char *kind = json_string(json_at(claim, "kind"));
    const bool way = strcmp(prefix, "way_") == 0;
    const bool dropped = way && json_says(json_at(claim, "kind"), "target") && !isfinite(to);
    snprintf(name, sizeof name, "%s%s%s", prefix, kind == NULL ? "" : kind,
             dropped ? "_dropped" : "");
    if (!text_find(name, &id))
        return phrase_plain(kind);
    const char *order = dropped ? dropped_words : way ? way_words(kind) : claim_words(kind);
    phrase args[MOST_WORDS];
    size_t n = 0;
    for (; order[n] != '\0' && n < MOST_WORDS; n++)
        args[n] = word(doc, claim, from, to, order[n]);
    return phrase_say(id, args, n);
}

static status begin(const json_value *list, arena *mem, story *out)
{
    *out = (story){.sentences = ARENA_ARRAY(mem, json_count(list), phrase)};
    return out->sentences == NULL ? STATUS_NO_MEMORY : STATUS_OK;
}

status story_conflict(const plan_document *doc, arena *mem, story *out)
{
    const json_value *list = json_at(doc->root, "repairs.conflict");
    if (begin(list, mem, out) != STATUS_OK)
        return STATUS_NO_MEMORY;
    JSON_EACH (claim, list)
        out->sentences[out->n++] =
            phrase_of(TEXT_repairs_line, phrase_year(json_number_at(claim, "line")),
                      claim_text(doc, "claim_", claim, json_number(json_at(claim, "limit")), NAN));
    return STATUS_OK;
}

phrase story_conflict_lead(const plan_document *doc)
{
    const json_value *repairs = json_at(doc->root, "repairs");
    const json_value *first = json_first(json_at(repairs, "conflict"));
    const text_id several =
        json_true(json_at(repairs, "minimal")) ? TEXT_repairs_minimal : TEXT_repairs_not_minimal;
    return phrase_of(json_count(json_at(repairs, "conflict")) == 1 ? TEXT_repairs_alone : several,
                     phrase_plain(json_string(json_at(first, "file"))));
}

static phrase way_text(const plan_document *doc, const json_value *way, size_t number)
{
    phrase all = phrase_plain(""), cost = phrase_text(TEXT_repairs_cost_unknown);
    const json_value *eur = json_at(way, "cost_eur");
    JSON_EACH (change, json_at(way, "changes")) {
        const phrase one = claim_text(doc, "way_", change, json_number(json_at(change, "from")),
                                      json_number(json_at(change, "to")));
        const phrase and = phrase_text(TEXT_repairs_and);
        if (all.in[LANG_NL][0] != '\0')
            phrase_append(&all, " ", &and);
        phrase_append(&all, " ", &one);
    }
    if (json_is_number(eur))
        cost = phrase_money(json_number(eur));
    return phrase_of(TEXT_repairs_way, phrase_whole((double)number), all, cost);
}

status story_ways_out(const plan_document *doc, arena *mem, story *out)
{
    const json_value *list = json_at(doc->root, "repairs.ways");
    if (begin(list, mem, out) != STATUS_OK)
        return STATUS_NO_MEMORY;
    JSON_EACH (way, list) {
        out->n++;
        out->sentences[out->n - 1] = way_text(doc, way, out->n);
    }
    return STATUS_OK;
}
