#include "solver/formulation_parts.h"

bool connection_is_candidate(const formulation *f, const connection *c)
{
    for (size_t h = 0; h < f->region->n_hubs; h++)
        for (size_t j = 0; j < f->region->hubs[h].n_members; j++)
            if (f->region->hubs[h].members[j].connection == c)
                return true;
    return false;
}

void each_membership(formulation *f, const connection *c, member_visit *visit, void *context)
{
    for (size_t h = 0; h < f->region->n_hubs; h++)
        for (size_t j = 0; j < f->region->hubs[h].n_members; j++)
            if (f->region->hubs[h].members[j].connection == c)
                visit(f, &f->region->hubs[h], f->first_member[h] + j, context);
}

/* (E17) The contract may grow to the physical cap only after relief, and only if the region
 * says so; a fixed one never does. */
double contract_largest_kw(const formulation *f, const connection *c, size_t y)
{
    const bool may_grow = f->region->contract_growth_after_relief && !c->contract_fixed &&
                          !c->park->station->congested_by_milestone[y];
    return may_grow ? fmax(c->physical_cap_kw, c->import_cap_kw) : c->import_cap_kw;
}

bool contract_is_column(const formulation *f, const connection *c)
{
    if (connection_is_candidate(f, c))
        return true;
    return is_private(f) && !c->contract_fixed &&
           (!c->aggregate || f->region->contract_growth_after_relief) &&
           connection_contract_eur_per_kw_year(c) > 0.0;
}

double contract_least_kw(const connection *c)
{
    return c->aggregate ? c->import_cap_kw : 0.0;
}

bool right_is_column(const formulation *f, const connection *c, const transport_right *w)
{
    return connection_is_candidate(f, c) || (is_private(f) && w->contract_eur_per_kw_year > 0.0);
}

double peak_rate_eur_per_kw_month(const formulation *f, const connection *c)
{
    return is_private(f) ? connection_peak_eur_per_kw_month(c)
                         : f->region->grid_cost_eur_per_kw_year / MONTHS_PER_YEAR;
}

size_t peak_groups(const formulation *f)
{
    return is_private(f) ? f->region->calendar.n_peak_groups : 1;
}

double peak_group_months(const formulation *f, size_t g)
{
    return is_private(f) ? f->region->calendar.peak_groups[g].months : MONTHS_PER_YEAR;
}

bool peak_group_has_day(const formulation *f, size_t g, size_t d)
{
    return !is_private(f) || f->region->calendar.peak_groups[g].has_day[d];
}

bool connection_has_control(const formulation *f, const connection *c)
{
    for (size_t k = 0; k < c->n_assets; k++)
        if (f->region->assets[c->first_asset + k].technology->kind == KIND_CONTROL)
            return true;
    return false;
}
