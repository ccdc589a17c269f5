/* tests/claim_file.h - a claim changed in the text of a region file, as a person would do it.
 *
 * Knows nothing of the solver: finds the element by the kind and object of the claim.
 */
#ifndef TESTS_CLAIM_FILE_H
#define TESTS_CLAIM_FILE_H

#include "model/region.h"
#include "model/repair.h"

/* The line at which the element of the claim starts. */
int claim_file_line(const char *text, const claim *c);
/* The text with the claim at this value; NAN: no target. n_milestones of the region. For free(). */
char *claim_file_changed(const char *text, const region *r, const claim *c, double to);
/* And so wide that it limits nothing any more. */
char *claim_file_dropped(const char *text, const region *r, const claim *c);

#endif
