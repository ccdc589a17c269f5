/* model/payer.h - who pays, and from which fund. */
#ifndef MODEL_PAYER_H
#define MODEL_PAYER_H

#include <stdbool.h>
#include <stddef.h>

#include "model/basis.h"
#include "model/theme.h"

typedef struct payer {
    const char *id; /* company, cooperative, municipality, province, heat_company, ... */
    const char *name_nl, *name_en;
    size_t index;
    double wacc_frac; /* real, private perspective */
    figure_basis basis;
    int line;
} payer;

/* Money set aside. A payer with at least one fund pays from funds only; one without pays freely. */
typedef struct fund {
    const char *id;
    const char *name;
    size_t index;
    const payer *payer;
    bool themes[THEME_COUNT];   /* what it may be spent on */
    const char *municipality;   /* only parks there; NULL: the region */
    double weight;              /* private perspective: what a euro of it counts for, default 1 */
    const double *budget_eur;   /* [n_milestones], over the years of the milestone */
    figure_basis basis;
    int line;
} fund;

struct technology;

typedef struct subsidy {
    const char *id;
    const char *name;
    size_t index;
    size_t n_technologies;
    const struct technology *const *technologies; /* [n_technologies] */
    double eur_per_unit; /* NAN when a rate is given */
    double rate_frac;    /* of the investment; NAN when an amount is given */
    int from, until;     /* years, until inclusive; 0 when not given */
    double cap_eur_per_applicant_year; /* INFINITY when none; per company */
    const double *budget_eur;          /* [n_milestones], INFINITY when none */
    size_t n_excludes;
    const struct subsidy *const *excludes; /* not for the same unit; symmetric */
    figure_basis basis;
    int line;
} subsidy;

#endif
