/* outputs/region_text.h - one line that says how the reading of a region ended. */
#ifndef OUTPUTS_REGION_TEXT_H
#define OUTPUTS_REGION_TEXT_H

#include <stdio.h>

#include "model/region.h"
#include "model/text.h"

void region_print_accepted(const region *r, const char *name, lang l, FILE *out);
void region_print_refused(const char *name, size_t n_errors, lang l, FILE *out);

#endif
