/* model/diag.h - what is wrong with the input, where, and what was expected.
 *
 * Collects findings; never prints. main() prints the list with diag_print().
 * The form of a line:
 *   region.xml:41: error[P120]: import_cap_kw is -5; it has to be zero or more
 * Codes, severities and one-line explanations stand in model/diag_codes.def;
 * codes are never reused.
 */
#ifndef MODEL_DIAG_H
#define MODEL_DIAG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "model/status.h"

typedef enum diag_severity { DIAG_NOTE, DIAG_WARNING, DIAG_ERROR } diag_severity;

/* DIAG_CODE(enumerator, "P120", severity, "what it is about, in one line") */
typedef enum diag_code {
#define DIAG_CODE(name, code, severity, text) name,
#include "model/diag_codes.def"
#undef DIAG_CODE
    DIAG_CODE_COUNT
} diag_code;

typedef struct diag {
    diag_code code;
    diag_severity severity;
    const char *file; /* "-" when read from stdin, NULL when none */
    int line;         /* 0 when none */
    const char *text;
} diag;

typedef struct diag_list diag_list;

/* NULL when memory is out. Owns all its texts. */
diag_list *diag_list_new(void);
void diag_list_free(diag_list *diags);

/* Adds one finding with the severity that the code has in the table. file is copied
 * and may be NULL. More than DIAG_MAX_FINDINGS are counted, not kept. Out of memory is
 * remembered: the list then reports at least one error. */
void diag_add(diag_list *diags, diag_code code, const char *file, int line, const char *format, ...)
    PRINTF_LIKE(5, 6);

/* A text longer than this many bytes is cut at a whole character and ends in "...". Control
 * characters in file and text become '?': a message is one line, whatever the input held. */
enum { DIAG_MAX_FINDINGS = 1000, DIAG_MAX_TEXT = 500 };

/* For tests, as arena_fail_at(): the n-th allocation from now on fails. */
void diag_list_fail_at(diag_list *diags, size_t nth);

/* How many of each; errors include findings that were counted but not kept. */
size_t diag_error_count(const diag_list *diags);
/* Whether a finding got lost because memory was out; diag_print() says so. */
bool diag_memory_was_out(const diag_list *diags);
/* Whether there is a finding of this code. */
bool diag_has(const diag_list *diags, diag_code code);
size_t diag_count(const diag_list *diags); /* findings kept, so what diag_get() can give */
/* In the order they were added, or the sorted order after diag_sort(). */
const diag *diag_get(const diag_list *diags, size_t i);

/* Stable order: by file, then line, then order of adding. */
void diag_sort(diag_list *diags);
/* One line each; then a line with the number of findings not shown, if any. */
void diag_print(const diag_list *diags, FILE *out);

const char *diag_code_name(diag_code code); /* "P120" */
const char *diag_code_text(diag_code code); /* the line from the table */
diag_severity diag_code_severity(diag_code code);

#endif
