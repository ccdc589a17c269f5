/* inputs/option_table.h - the options one by one: name, where each may stand, what its value does.
 *
 * For options.c, which takes the command line apart; others see inputs/options.h.
 */
#ifndef INPUTS_OPTION_TABLE_H
#define INPUTS_OPTION_TABLE_H

#include "inputs/options.h"

/* A command line while it is read. */
typedef struct usage {
    diag_list *diags;
    options *out;
    bool failed;         /* something is wrong, and has been told */
    bool unknown_option; /* what stands after it may be its value */
} usage;

/* One DIAG_USAGE; a hint follows where something near is known. */
#define WRONG(u, ...) ((u)->failed = true, diag_add((u)->diags, DIAG_USAGE, NULL, 0, __VA_ARGS__))

typedef struct option_row {
    const char *name; /* without the dashes */
    int letter;       /* the short form; 0: none */
    bool has_value;
    int with; /* commands it goes with: the sum of 1 << command */
    /* value is NULL where there is none; the options may go on pointing to it. */
    void (*set)(usage *u, const char *value);
} option_row;

enum { OPTION_COUNT = 26 };
extern const option_row option_table[OPTION_COUNT];

#endif
