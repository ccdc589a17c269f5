/* Targets that cannot be met: what contradicts what, with its line in the region file, and ways out. */
#include "outputs/story.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

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

/* The text `prefix` followed by the kind of a claim, of a figure as it is and as it would be. */
static phrase claim_text(const char *prefix, const json_value *claim, double from, double to)
{
    char name[NAME_ROOM];
    text_id id;
    const char *kind = json_string(json_at(claim, "kind"));
    const json_value *unit = json_at(claim, "unit"), *year = json_at(claim, "year");
    const char *of = json_string(unit);
    const bool dropped =
        strcmp(prefix, "way_") == 0 && json_says(json_at(claim, "kind"), "target") && !isfinite(to);
    snprintf(name, sizeof name, "%s%s%s", prefix, kind == NULL ? "" : kind,
             dropped ? "_dropped" : "");
    if (!text_find(name, &id))
        return phrase_plain(kind);
    return phrase_of(id, phrase_plain(json_string(json_at(claim, "object"))),
                     json_is_number(year) ? phrase_year(json_number(year)) : phrase_plain(""),
                     figure_in(unit, from), figure_in(unit, to), figure_in(unit, fabs(to - from)),
                     phrase_unit(of == NULL ? "" : of));
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
                      claim_text("claim_", claim, json_number(json_at(claim, "limit")), NAN));
    return STATUS_OK;
}

phrase story_conflict_lead(const plan_document *doc)
{
    const json_value *repairs = json_at(doc->root, "repairs");
    const json_value *first = json_first(json_at(repairs, "conflict"));
    return phrase_of(json_true(json_at(repairs, "minimal")) ? TEXT_repairs_minimal
                                                            : TEXT_repairs_not_minimal,
                     phrase_plain(json_string(json_at(first, "file"))));
}

static phrase way_text(const json_value *way, size_t number)
{
    phrase all = phrase_plain(""), cost = phrase_text(TEXT_repairs_cost_unknown);
    const json_value *eur = json_at(way, "cost_eur");
    JSON_EACH (change, json_at(way, "changes")) {
        const phrase one = claim_text("way_", change, json_number(json_at(change, "from")),
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
        out->sentences[out->n - 1] = way_text(way, out->n);
    }
    return STATUS_OK;
}
