/* outputs/hub_text.h - the study of a hub for people, on a terminal. */
#ifndef OUTPUTS_HUB_TEXT_H
#define OUTPUTS_HUB_TEXT_H

#include <stdio.h>

#include "model/hub_study.h"
#include "model/text.h"

/* At most LINE_WIDTH columns. file: where all of it is; NULL: nowhere. */
void hub_print_study(const hub_study *s, lang l, const char *file, FILE *out);

#endif
