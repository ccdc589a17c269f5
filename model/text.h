/* model/text.h - sentences for people, in two languages; model/texts.def has them.
 *
 * Arguments arrive as text, figures already formatted (outputs/number_format.h), since where
 * they stand differs by language and how they look does too.
 */
#ifndef MODEL_TEXT_H
#define MODEL_TEXT_H

#include <stdbool.h>
#include <stddef.h>

typedef enum lang { LANG_NL, LANG_EN, LANG_COUNT } lang;

/* "nl", "en"; false, and *out untouched, for another id. */
bool lang_from_id(const char *id, lang *out);

typedef enum text_id {
#define TEXT(id, nl, en) TEXT_##id,
#include "model/texts.def"
#undef TEXT
    TEXT_COUNT
} text_id;

/* With its placeholders; never NULL. */
const char *text_get(lang l, text_id id);
/* The id as a plan has it, such as "kpi_heat_nets". */
const char *text_name(text_id id);
/* False, and *out untouched, when there is none of this name. */
bool text_find(const char *name, text_id *out);

/* Writes the text with args[n_args] in place of {1}, {2}, ... into buffer[room], room > 0, cut at
 * a whole character where it does not fit, and gives buffer. A placeholder without an argument
 * is left as it is. */
const char *text_render(lang l, text_id id, const char *const *args, size_t n_args, char *buffer,
                        size_t room);

/* text_write(l, TEXT_percent, buffer, "5"): with the arguments in place; buffer is an array. */
#define text_write(l, id, buffer, ...)                                                             \
    text_render((l), (id), (const char *const[]){__VA_ARGS__},                                     \
                sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *), (buffer),       \
                sizeof(buffer))

#endif
