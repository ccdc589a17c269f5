/* outputs/summary.h - the plan on one screen, for people who decide about it.
 *
 * At most about sixty lines of LINE_WIDTH columns; what does not fit the grid comes first.
 * Every figure is in the plan.
 */
#ifndef OUTPUTS_SUMMARY_H
#define OUTPUTS_SUMMARY_H

#include <stdio.h>

#include "model/plan.h"
#include "model/text.h"

/* written_to: where the whole plan is, for the last line; NULL: no such line. */
void plan_print_summary(const plan *p, lang l, const char *written_to, FILE *out);

#endif
