#include "outputs/phrase.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "outputs/line.h"
#include "outputs/number_format.h"

enum { MOST_ARGS = 9, ID_ROOM = 100 };

#define FOR_EACH_LANG(l) for (int l = 0; l < LANG_COUNT; l++)

phrase phrase_plain(const char *text)
{
    phrase p = {{"", ""}};
    FOR_EACH_LANG(l)
    text_append(p.in[l], PHRASE_ROOM, text == NULL ? "" : text);
    return p;
}

phrase phrase_text(text_id id)
{
    return phrase_say(id, NULL, 0);
}

phrase phrase_word(const char *prefix, const char *id)
{
    char name[ID_ROOM];
    text_id found;
    snprintf(name, sizeof name, "%s%s", prefix, id);
    return text_find(name, &found) ? phrase_text(found) : phrase_plain(id);
}

/* "MWh/year" is the text unit_mwh_per_year. */
static phrase unit_word(const char *prefix, const char *unit)
{
    char id[ID_ROOM] = "";
    for (const char *c = unit; *c != '\0'; c++) {
        const char lower[] = {(char)tolower((unsigned char)*c), '\0'};
        text_append(id, sizeof id, *c == '/' ? "_per_" : lower);
    }
    phrase p = phrase_word(prefix, id);
    return strcmp(p.in[LANG_NL], id) == 0 ? phrase_plain(unit) : p;
}

phrase phrase_unit(const char *unit)
{
    return unit_word("unit_", unit);
}

phrase phrase_each(const char *unit)
{
    return unit_word("each_", unit);
}

/* --- figures ------------------------------------------------------------------------------------ */

#define FORMATTED(write)                                                                           \
    phrase p = {{"", ""}};                                                                         \
    FOR_EACH_LANG(l)                                                                               \
    {                                                                                              \
        char text[NUMBER_ROOM];                                                                    \
        text_append(p.in[l], PHRASE_ROOM, write);                                                  \
    }                                                                                              \
    return p

phrase phrase_number(double value)
{
    FORMATTED(number_format_plain((lang)l, value, text));
}

phrase phrase_whole(double value)
{
    FORMATTED(number_format((lang)l, value, 0, text));
}

phrase phrase_count(double n, text_id one, text_id several)
{
    FORMATTED(count_format((lang)l, n, one, several, text));
}

phrase phrase_amount(double value, const char *unit)
{
    const phrase figure = phrase_number(value);
    const bool is_one = strcmp(figure.in[LANG_NL], "1") == 0;
    return phrase_of(TEXT_summary_name_amount, figure,
                     is_one ? phrase_each(unit) : phrase_unit(unit));
}

phrase phrase_money(double eur)
{
    FORMATTED(money_format((lang)l, eur, text));
}

phrase phrase_money_range(double from_eur, double to_eur)
{
    const phrase from = phrase_money(from_eur), to = phrase_money(to_eur);
    return strcmp(from.in[LANG_NL], to.in[LANG_NL]) == 0 ? to
                                                         : phrase_of(TEXT_money_range, from, to);
}

phrase phrase_percent(double frac)
{
    FORMATTED(percent_format((lang)l, frac, text));
}

phrase phrase_year(double year)
{
    char text[NUMBER_ROOM];
    snprintf(text, sizeof text, "%.0f", year);
    return phrase_plain(text);
}

/* --- names --------------------------------------------------------------------------------------- */

phrase phrase_name(const plan_document *doc, const char *list, const char *id)
{
    phrase p = {{"", ""}};
    FOR_EACH_LANG(l)
    text_append(p.in[l], PHRASE_ROOM, id == NULL ? "" : plan_document_name(doc, list, id, (lang)l));
    return p;
}

/* "bakery, Zon op dak" of bakery/pv_roof. */
static phrase potential_name(const plan_document *doc, const char *object)
{
    char id[ID_ROOM];
    const size_t n = strcspn(object, "/");
    snprintf(id, sizeof id, "%.*s", (int)n, object);
    phrase p = phrase_plain(id);
    if (object[n] != '\0') {
        const phrase technology = phrase_name(doc, "technologies", object + n + 1);
        phrase_append(&p, ", ", &technology);
    }
    return p;
}

phrase phrase_limited(const plan_document *doc, const char *kind, const char *object)
{
    static const struct {
        const char *kind, *list;
    } lists[] = {
        {"station_import", "stations"},
        {"station_export", "stations"},
        {"group_capacity", "hubs"},
        {"hub_year", "hubs"},
        {"heat_net_year", "heat_nets"},
        {"fund", "funds"},
        {"adoption", "parks"},
        {"ground", "parks"},
        {"effort_least", "programme.efforts"},
        {"effort_most", "programme.efforts"},
    };
    if (kind == NULL || object == NULL)
        return phrase_plain(object);
    if (strcmp(kind, "target") == 0)
        return phrase_goal(doc, object);
    if (strcmp(kind, "potential") == 0)
        return potential_name(doc, object);
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++)
        if (strcmp(lists[i].kind, kind) == 0)
            return phrase_name(doc, lists[i].list, object);
    return phrase_plain(object);
}

/* The list of the plan that a kind of object is in; "parks" where the id may start with one. */
static const char *list_of(const char *object)
{
    static const struct {
        const char *kind, *list;
    } lists[] = {
        {"station ", "stations"},        {"hub ", "hubs"},
        {"heat_net ", "heat_nets"},      {"fund ", "funds"},
        {"technology ", "technologies"}, {"effort ", "programme.efforts"},
        {"reinforcement ", "stations"},  {"group_capacity ", "hubs"},
    };
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++)
        if (strncmp(object, lists[i].kind, strlen(lists[i].kind)) == 0)
            return lists[i].list;
    return "parks";
}

phrase phrase_goal(const plan_document *doc, const char *target)
{
    const json_value *t = target == NULL ? NULL : plan_document_find(doc, "targets", target);
    const char *kind = json_string(json_at(t, "kind")), *park = json_string(json_at(t, "park"));
    const char *municipality = json_string(json_at(t, "municipality"));
    if (kind == NULL)
        return phrase_plain(target);
    const phrase goal = phrase_word("goal_target_", kind);
    if (park == NULL && municipality == NULL)
        return goal;
    return phrase_of(TEXT_goal_target_in, goal,
                     park != NULL ? phrase_name(doc, "parks", park) : phrase_plain(municipality));
}

/* What is behind the slash of "demand dw_1/heat", "fleet dw_1/van", "installed dw_1/boiler". */
static phrase part_name(const plan_document *doc, const char *object, const char *part)
{
    if (strncmp(object, "fleet ", strlen("fleet ")) == 0)
        return phrase_word("class_", part);
    if (strncmp(object, "installed ", strlen("installed ")) == 0)
        return phrase_name(doc, "technologies", part);
    return phrase_word("carrier_", part);
}

phrase phrase_object(const plan_document *doc, const char *object)
{
    char id[ID_ROOM];
    const char *space = strchr(object, ' ');
    if (space == NULL)
        return phrase_word("object_", object);
    const char *rest = space + 1 + strcspn(space + 1, "/");
    snprintf(id, sizeof id, "%.*s", (int)(rest - space - 1), space + 1);
    if (strncmp(object, "carrier ", strlen("carrier ")) == 0)
        return phrase_word("carrier_", id);
    phrase p = phrase_name(doc, list_of(object), id);
    if (*rest == '/') {
        const phrase part = part_name(doc, object, rest + 1);
        phrase_append(&p, ", ", &part);
    }
    return p;
}

phrase phrase_sentence(const plan_document *doc, const char *id, const json_value *about)
{
    text_id found;
    const char *object = json_string(json_at(about, "object"));
    const double value = json_number(json_at(about, "value"));
    if (!text_find(id, &found))
        return phrase_plain(id);
    return phrase_of(found, object == NULL ? phrase_plain("") : phrase_object(doc, object),
                     isfinite(value) ? phrase_number(value) : phrase_text(TEXT_page_unknown));
}

static phrase text_cell(const plan_document *doc, const column *c, const cell *value)
{
    const char *text = value->text;
    switch (c->kind) {
    case COLUMN_REF:
        return phrase_name(doc, c->of, text);
    case COLUMN_OBJECT:
        return phrase_limited(doc, json_string(json_at(value->about, "kind")), text);
    case COLUMN_WORD:
        return phrase_word(c->of, text);
    case COLUMN_UNIT:
        return phrase_unit(text);
    case COLUMN_SENTENCE:
        return phrase_sentence(doc, text, value->about);
    default:
        return phrase_plain(text);
    }
}

bool unit_is_share(const char *unit)
{
    return unit != NULL && (strcmp(unit, "frac") == 0 || strcmp(unit, "share") == 0);
}

static phrase amount_cell(const char *unit, double value)
{
    if (unit_is_share(unit))
        return phrase_percent(value);
    return unit != NULL && strcmp(unit, "year") == 0 ? phrase_year(value) : phrase_number(value);
}

static phrase number_cell(const column *c, const char *unit, double value)
{
    switch (c->kind) {
    case COLUMN_YEAR:
        return phrase_year(value);
    case COLUMN_FRAC:
        return phrase_percent(value);
    case COLUMN_EUR:
        return phrase_whole(value);
    case COLUMN_AMOUNT:
        return amount_cell(unit, value);
    default:
        return phrase_number(value);
    }
}

phrase phrase_cell(const plan_document *doc, const column *c, const cell *value)
{
    switch (value->kind) {
    case CELL_TEXT:
        return text_cell(doc, c, value);
    case CELL_NUMBER:
        return number_cell(c, value->unit, value->number);
    case CELL_BOOL:
        return phrase_text(value->number > 0.0 ? TEXT_yes : TEXT_no);
    case CELL_EMPTY:
        break;
    }
    return phrase_plain("");
}

/* --- sentences ---------------------------------------------------------------------------------- */

phrase phrase_say(text_id id, const phrase *args, size_t n_args)
{
    phrase p = {{"", ""}};
    FOR_EACH_LANG(l)
    {
        const char *texts[MOST_ARGS] = {0};
        for (size_t i = 0; i < n_args && i < MOST_ARGS; i++)
            texts[i] = args[i].in[l];
        text_render((lang)l, id, texts, n_args, p.in[l], PHRASE_ROOM);
    }
    return p;
}

void phrase_append(phrase *list, const char *separator, const phrase *more)
{
    FOR_EACH_LANG(l)
    {
        if (list->in[l][0] != '\0')
            text_append(list->in[l], PHRASE_ROOM, separator);
        text_append(list->in[l], PHRASE_ROOM, more->in[l]);
    }
}
