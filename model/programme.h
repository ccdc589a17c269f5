/* model/programme.h - desk, knowledge sharing, communication: effort that lets more companies act.
 *
 * The effects are assumptions of the region and are shown as such.
 */
#ifndef MODEL_PROGRAMME_H
#define MODEL_PROGRAMME_H

#include <stdbool.h>
#include <stddef.h>

#include "model/basis.h"
#include "model/payer.h"
#include "model/theme.h"

typedef struct effort {
    const char *id;
    const char *name;
    size_t index;
    theme theme;
    const char *unit;            /* "fte", "sessions_per_year", "campaigns_per_year" */
    bool whole;                  /* only whole units */
    double cost_eur_per_unit_year;
    const double *min, *max;     /* [n_milestones] units */
    double companies_per_unit_year;
    const payer *owner;
    size_t n_payers;
    const payer *const *payers;
    figure_basis basis;
    int line;
} effort;

typedef struct programme {
    bool given;                        /* without one, section 10 does not limit anything */
    double base_adoption_frac_per_year;/* of a park's companies that act without any effort */
    size_t n_efforts;
    effort *efforts;
    figure_basis basis;
    int line;
} programme;

#endif
