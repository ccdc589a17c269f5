/* inputs/value.h - from the text of an attribute to numbers and windows.
 *
 * Independent of the locale: the decimal sign is a point. A number is the whole text, and finite.
 */
#ifndef INPUTS_VALUE_H
#define INPUTS_VALUE_H

#include <stdbool.h>
#include <stddef.h>

#include "inputs/schema.h"
#include "model/calendar.h"

/* The next blank-separated word of *text, or NULL; *text moves behind it. */
const char *value_word(const char **text, size_t *length);
size_t value_count_words(const char *text);

/* False, and *out untouched, when the text is not a number or not finite. */
bool value_number(const char *text, size_t length, double *out);
/* "17-06", "07:30-18"; false when it is not a window. */
bool value_window(const char *text, size_t length, window *out);
bool value_is_id(const char *text, size_t length);

/* What is wrong with one word: false and a code, or true. */
bool value_fits(const value_rule *rule, const char *word, size_t length, diag_code *wrong);

#endif
