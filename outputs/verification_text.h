/* outputs/verification_text.h - what was checked, how often, how well it holds, and what fails. */
#ifndef OUTPUTS_VERIFICATION_TEXT_H
#define OUTPUTS_VERIFICATION_TEXT_H

#include <stdio.h>

#include "model/text.h"
#include "model/verification.h"

/* What the lines about the bound say. */
typedef struct proven_bound {
    bool certified;      /* there is a certificate, and it was read to its end */
    double eur;          /* of the certificate; -INFINITY: none */
    double stated_eur;   /* lower_bound_eur of the plan */
    bool targets_missed; /* it holds for plans that miss targets as this one does */
} proven_bound;

void verification_print(const verification *v, const char *name, const proven_bound *bound, lang l,
                        FILE *out);

#endif
