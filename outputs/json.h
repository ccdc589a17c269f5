/* outputs/json.h - building one JSON text, piece by piece.
 *
 * A builder keeps the place it is at, so that the functions that write a section need no
 * handles: json_begin_object(b, "meta"); json_add_text(b, "tool", "parkplan"); json_end(b);
 * Inside an array the key is NULL.
 *
 * What goes wrong is remembered, and told once by json_text(): memory that is out, and the
 * place of the first number that is not finite. Calls after that do no harm.
 */
#ifndef OUTPUTS_JSON_H
#define OUTPUTS_JSON_H

#include <stdbool.h>
#include <stddef.h>

#include "model/diag.h"

typedef struct json_builder json_builder;

/* With an open object, the whole. NULL when memory is out. */
json_builder *json_builder_new(void);
/* NULL is allowed. */
void json_builder_free(json_builder *b);

/* For tests: the n-th addition from now on finds memory out (n = 1: the next). 0 turns it off. */
void json_builder_fail_at(json_builder *b, size_t nth);

void json_begin_object(json_builder *b, const char *key);
void json_begin_array(json_builder *b, const char *key);
void json_end(json_builder *b);

/* NULL becomes null. */
void json_add_text(json_builder *b, const char *key, const char *text);
void json_add_bool(json_builder *b, const char *key, bool value);
void json_add_null(json_builder *b, const char *key);
void json_add_integer(json_builder *b, const char *key, long long value);
/* Rounded to JSON_DIGITS significant digits, shortest form; less than JSON_ZERO is 0. */
void json_add_number(json_builder *b, const char *key, double value);
/* For figures that need not be given: what is not finite becomes null. */
void json_add_optional(json_builder *b, const char *key, double value);
/* values[n]; NULL becomes null. */
void json_add_numbers(json_builder *b, const char *key, const double *values, size_t n);

/* Ten digits tell a cent on a hundred million euros, and hide the last bits, which differ
 * between compilers. What is smaller than JSON_ZERO in its unit is noise of the solver. */
enum { JSON_DIGITS = 10 };
#define JSON_ZERO 1e-9
/* Room for any number that json_format_number() writes. */
enum { JSON_NUMBER_ROOM = 32 };
/* value is finite. The same whatever the locale. */
void json_format_number(double value, char text[JSON_NUMBER_ROOM]);

/* Closes what is open. STATUS_OK gives a text with a final line end, for free(); otherwise
 * STATUS_SOLVER (a number is not finite: DIAG_NOT_FINITE) or STATUS_NO_MEMORY. */
MUST_CHECK status json_text(json_builder *b, diag_list *diags, char **out);

#endif
