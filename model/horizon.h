/* model/horizon.h - milestones and what a euro of a later year is worth. */
#ifndef MODEL_HORIZON_H
#define MODEL_HORIZON_H

#include <stddef.h>

/* A decision moment. It stands for the years year .. year + duration_years - 1. */
typedef struct milestone {
    int year;
    int duration_years; /* >= 1; milestones are contiguous */
    int line;
} milestone;

typedef struct horizon {
    int price_year;            /* real euros of this year; growth counts from it */
    int plan_year;             /* lead times count from it */
    double discount_rate_frac; /* per year, real, >= 0 */
    size_t n_milestones;       /* >= 1 */
    milestone *milestones;     /* [n_milestones], years rising */
    int line;
} horizon;

/* (E1) Present value in price_year of 1 EUR paid at the end of each year of milestone y. */
double horizon_discount_factor(const horizon *h, size_t y);

/* (E2) What one euro of investment costs per year over its life; 1/n at rate 0. */
double annuity_per_year(double rate_frac, double life_years);

/* (E3) Whether something built (started) in year built_year with this life still counts in
 * milestone y: built_year <= year_y < built_year + life_years. */
int vintage_counts(const horizon *h, double built_year, double life_years, size_t y);

/* The first milestone that starts in or after the year; n_milestones when none does. */
size_t horizon_milestone_from(const horizon *h, int year);

/* First year after the last milestone. */
int horizon_end_year(const horizon *h);

#endif
