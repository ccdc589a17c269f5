#include "solver/formulation_parts.h"

#include <stdio.h>

const char *asset_name(const asset *a, char buffer[LP_NAME_SIZE])
{
    snprintf(buffer, LP_NAME_SIZE, "%s@%s%s%s", a->technology->id, a->connection->id,
             a->hub ? "," : "", a->hub ? a->hub->id : "");
    return buffer;
}

double technology_life(const technology *tech)
{
    return isfinite(tech->annual_cost_eur_per_unit) ? INFINITY : tech->life_years;
}

/* kWh that are sized apart from kW. */
static bool may_store_more(const asset *a, size_t y)
{
    return a->technology->kind == KIND_STORAGE && !isfinite(a->technology->hours) &&
           a->installed_kwh[y] < a->max_kwh - SHARE_TOL_FRAC;
}

bool asset_is_constant(const formulation *f, const asset *a)
{
    for (size_t y = 0; y < f->region->horizon.n_milestones; y++)
        if (technology_buildable(a->technology, &f->region->horizon, y) &&
            (a->installed[y] < a->max - SHARE_TOL_FRAC || may_store_more(a, y)))
            return false;
    return true;
}

double asset_largest_kwh(const asset *a)
{
    const technology *tech = a->technology;
    if (tech->kind != KIND_STORAGE)
        return 0.0;
    return isfinite(tech->hours) ? tech->hours * a->max : a->max_kwh;
}

double rate_of(const formulation *f, const payer *whose)
{
    return is_private(f) && whose ? whose->wacc_frac : f->region->horizon.discount_rate_frac;
}

double upfront_eur_per_unit(const technology *tech, size_t v)
{
    if (isfinite(tech->annual_cost_eur_per_unit))
        return 0.0;
    return tech->investment_eur_per_unit[v] + tech->fixed_investment_eur / tech->typical_size;
}

double vintage_cost_eur(const formulation *f, const technology *tech, double investment_eur,
                        size_t v, size_t y)
{
    const double life = technology_life(tech);
    if (y < v || !vintage_counts(&f->region->horizon, year_of(f, v), life, y))
        return 0.0;
    if (isfinite(tech->annual_cost_eur_per_unit))
        return f->discount[y] * tech->annual_cost_eur_per_unit;
    return f->discount[y] * investment_eur * annuity_per_year(rate_of(f, tech->owner), life);
}

double annuity_present_value(const formulation *f, const payer *whose, double life_years, size_t v)
{
    double sum = 0.0;
    for (size_t y = v; y < f->region->horizon.n_milestones; y++)
        if (vintage_counts(&f->region->horizon, year_of(f, v), life_years, y))
            sum += f->discount[y] * annuity_per_year(rate_of(f, whose), life_years);
    return sum;
}

void book_new_units(formulation *f, int column, owner who, const technology *tech,
                    double investment_eur, size_t v)
{
    for (size_t y = v; y < f->region->horizon.n_milestones; y++) {
        if (!vintage_counts(&f->region->horizon, year_of(f, v), technology_life(tech), y))
            continue;
        ledger_book(f->books, column, who, ACCOUNT_INVESTMENT, y,
                    vintage_cost_eur(f, tech, investment_eur, v, y));
        ledger_book(f->books, column, who, ACCOUNT_OPERATION, y,
                    f->discount[y] * tech->operating_eur_per_unit_year);
    }
}

void book_standing(formulation *f, int column, owner who, const payer *payer_of_it, double eur,
                   double life_years, size_t y)
{
    ledger_book(f->books, column, who, ACCOUNT_INVESTMENT, y,
                f->discount[y] * eur * annuity_per_year(rate_of(f, payer_of_it), life_years));
}

void book_upfront(formulation *f, int column, owner who, const payer *payer_of_it, double eur,
                  double life_years, size_t v)
{
    for (size_t y = v; y < f->region->horizon.n_milestones; y++)
        if (vintage_counts(&f->region->horizon, year_of(f, v), life_years, y))
            ledger_book(f->books, column, who, ACCOUNT_INVESTMENT, y,
                        f->discount[y] * eur *
                            annuity_per_year(rate_of(f, payer_of_it), life_years));
}
