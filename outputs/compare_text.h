/* outputs/compare_text.h - a comparison as tables on a terminal, at most LINE_WIDTH columns. */
#ifndef OUTPUTS_COMPARE_TEXT_H
#define OUTPUTS_COMPARE_TEXT_H

#include <stdio.h>

#include "model/comparison.h"
#include "model/text.h"

/* written_to: the file that has the comparison, or NULL. */
void compare_print(const comparison *c, lang l, const char *written_to, FILE *out);

#endif
