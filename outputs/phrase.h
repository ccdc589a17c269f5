/* outputs/phrase.h - a piece of text for people, in every language at once.
 *
 * A page holds both languages; a document takes the one it needs. Text that does not fit is cut at
 * a whole character. Nothing is escaped yet.
 */
#ifndef OUTPUTS_PHRASE_H
#define OUTPUTS_PHRASE_H

#include "outputs/plan_document.h"
#include "outputs/table.h"

enum { PHRASE_ROOM = 1200 };

typedef struct phrase {
    char in[LANG_COUNT][PHRASE_ROOM];
} phrase;

phrase phrase_plain(const char *text); /* the same in every language; NULL is "" */
phrase phrase_text(text_id id);
/* The text `prefix` followed by id, such as "theme_" and "heat_nets"; id itself where there is none. */
phrase phrase_word(const char *prefix, const char *id);
phrase phrase_unit(const char *unit);
phrase phrase_each(const char *unit); /* one of it, such as "laadpunt" */
phrase phrase_number(double value);   /* 0 to 2 decimals */
phrase phrase_whole(double value);
phrase phrase_count(double n, text_id one, text_id several); /* "1 actie", "12 acties" */
phrase phrase_amount(double value, const char *unit); /* "3 laadpunten", "1 laadpunt" */
phrase phrase_money(double eur);                      /* "€ 1,36 miljoen" */
/* "€ 220 tot € 224"; one of them where both read the same. */
phrase phrase_money_range(double from_eur, double to_eur);
phrase phrase_percent(double frac);
phrase phrase_year(double year);
/* Whether a unit is that of a part of a whole, which people see as a percentage. */
bool unit_is_share(const char *unit);
/* What a list of the plan calls the item of this id. */
phrase phrase_name(const plan_document *doc, const char *list, const char *id);
/* "doel voor laden (Leiden)": a target by its id; the id where the plan has none. */
phrase phrase_goal(const plan_document *doc, const char *target);
/* What a limit or a claim of a kind is about: the name of a station, hub, fund, park, target, ...; its id where
 * it has none. */
phrase phrase_limited(const plan_document *doc, const char *kind, const char *object);
/* The same for an object such as "station leiden_noord" or "demand dw_1/heat". */
phrase phrase_object(const plan_document *doc, const char *object);
/* The text of this id, said of the `object` and the `value` of an item of the plan, such as an assumption. */
phrase phrase_sentence(const plan_document *doc, const char *id, const json_value *about);
/* A cell of a table; figures without their unit. */
phrase phrase_cell(const plan_document *doc, const column *c, const cell *value);

/* phrase_of(TEXT_summary_co2, a, b): the text with phrases in place of {1}, {2}, ... */
#define phrase_of(id, ...)                                                                         \
    phrase_say((id), (const phrase[]){__VA_ARGS__},                                                \
               sizeof((const phrase[]){__VA_ARGS__}) / sizeof(phrase))
phrase phrase_say(text_id id, const phrase *args, size_t n_args);
/* Adds more, after separator unless list is empty. */
void phrase_append(phrase *list, const char *separator, const phrase *more);

#endif
