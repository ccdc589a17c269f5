/* tests/strained.h - regions whose targets cannot be met, and their files with a claim changed.
 *
 * Each case is tests/regions/strained.xml with some words replaced. The conflict that is expected
 * follows from the figures by hand (tests/strained.c). Failures end the test.
 */
#ifndef TESTS_STRAINED_H
#define TESTS_STRAINED_H

#include "model/plan.h"
#include "tests/reading.h"

enum { STRAINED_EDITS = 8 };

typedef struct strained_case {
    const char *name;
    const char *edits[STRAINED_EDITS][2]; /* what, and what comes in its place */
    const char *conflict; /* "target co2 2028; fund pot 2027", by kind; NULL: only its properties */
    perspective perspective;
    bool several; /* conflicts: one way out of one of them does not make it solvable */
    bool decomposed; /* solved so: the missed targets, and each limit that alone stands in their way;
                      * not proven minimal */
} strained_case;

extern const strained_case strained_cases[];
extern const size_t n_strained_cases;

/* The whole proof for one case: that the conflict is as expected, stands on the lines that are
 * named, is minimal, and that each way works in the file itself and costs what it says. */
void strained_check(const strained_case *c);
/* What plan.json of p would state, in mem: lists and claims of its own, which may be changed. */
stated_repairs strained_stated(const plan *p, arena *mem);
/* The same by name. */
void strained_check_named(const char *name);
/* The file of a case; for free(). */
char *strained_text(const strained_case *c);

#endif
