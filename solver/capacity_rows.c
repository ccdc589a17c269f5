/* Capacities over the milestones: vintages, EMS as the key to flexibility, savings. */
#include "solver/formulation_parts.h"

/* (E4) What stands is what was installed and still lives, and every vintage that still lives. */
static void add_vintages(formulation *f, int capacity, const int *new_units, double stood, size_t y,
                         const char *what, const asset *a)
{
    char name[LP_NAME_SIZE];
    const int row = lp_add_row(f->lp, LP_OTHER, stood, stood, "%s[%s,y=%d]", what,
                               asset_name(a, name), year_of(f, y));
    lp_add(f->lp, row, capacity, 1.0);
    for (size_t v = 0; v <= y; v++)
        if (vintage_counts(&f->region->horizon, year_of(f, v), technology_life(a->technology), y))
            lp_add(f->lp, row, new_units[v], -1.0);
}

/* Energy of a storage that is sized apart, built in v. */
static void book_kwh(formulation *f, int column, owner who, const technology *tech, size_t v)
{
    const double life = technology_life(tech);
    book_upfront(f, column, who, tech->owner, tech->investment_eur_per_kwh[v], life, v);
    for (size_t y = v; y < f->region->horizon.n_milestones; y++)
        if (vintage_counts(&f->region->horizon, year_of(f, v), life, y))
            ledger_book(f->books, column, who, ACCOUNT_OPERATION, y,
                        f->discount[y] * tech->operating_frac * tech->investment_eur_per_kwh[0]);
}

static void book_asset(formulation *f, const asset *a, size_t v)
{
    const technology *tech = a->technology;
    const owner who = owner_connection(a->connection->index);
    const double eur = upfront_eur_per_unit(tech, v);
    const int units = f->master.new_units[at(f, a->index, v)];
    const int kwh = f->master.new_kwh[at(f, a->index, v)];
    if (units < 0)
        return;
    book_new_units(f, units, who, tech, eur, v);
    const double eur_per_kwh = kwh >= 0 ? tech->investment_eur_per_kwh[v] : 0.0;
    if (kwh >= 0)
        book_kwh(f, kwh, who, tech, v);
    spend_add(f, (spend){.y = v,
                         .column = {units, kwh},
                         .keur = {eur / EUR_PER_KEUR, eur_per_kwh / EUR_PER_KEUR},
                         .payers = tech->payers,
                         .n_payers = tech->n_payers,
                         .theme = tech->theme,
                         .park = a->connection->park,
                         .asset = a,
                         .who = who,
                         .present_value =
                             annuity_present_value(f, tech->owner, technology_life(tech), v)});
}

/* Columns of all EMS at a connection in y, with factor, into a row. */
static void add_ems(formulation *f, int row, const connection *c, size_t y, double factor)
{
    for (size_t k = 0; k < c->n_assets; k++)
        if (f->region->assets[c->first_asset + k].technology->kind == KIND_CONTROL)
            lp_add(f->lp, row, f->master.capacity[at(f, c->first_asset + k, y)], factor);
}

/* A row C - max (..) <= 0, in which its potential stands. */
static void limit_by_potential(formulation *f, const asset *a, size_t y, int row)
{
    limit_row_add(f, (limit_row){.kind = LIMIT_POTENTIAL, .object = a->index, .y = y, .row = row});
}

/* (E8) usable <= what stands, and <= potential * ems / sites. */
static void add_usable(formulation *f, const asset *a, size_t y)
{
    const int usable = f->master.usable[at(f, a->index, y)];
    if (usable < 0)
        return;
    const connection *c = a->connection;
    char name[LP_NAME_SIZE];
    const int capacity = f->master.capacity[at(f, a->index, y)];
    const int stands = lp_add_row(f->lp, LP_KW, -INFINITY, capacity < 0 ? a->installed[y] : 0.0,
                                  "usable_stands[%s,y=%d]", asset_name(a, name), year_of(f, y));
    lp_add(f->lp, stands, usable, 1.0);
    lp_add(f->lp, stands, capacity, -1.0);
    const int ems =
        lp_add_row(f->lp, LP_KW, -INFINITY, 0.0, "usable_needs_ems[%s,y=%d]", name, year_of(f, y));
    lp_add(f->lp, ems, usable, 1.0);
    add_ems(f, ems, c, y, -a->max / c->sites);
    limit_by_potential(f, a, y, ems);
}

/* A hub's asset stands only while its hub does. */
static void add_needs_hub(formulation *f, const asset *a, size_t y)
{
    if (!a->hub)
        return;
    char name[LP_NAME_SIZE];
    const int row = lp_add_row(f->lp, LP_OTHER, -INFINITY, 0.0, "needs_hub[%s,y=%d]",
                               asset_name(a, name), year_of(f, y));
    lp_add(f->lp, row, f->master.capacity[at(f, a->index, y)], 1.0);
    lp_add(f->lp, row, f->master.hub_formed[at(f, a->hub->index, y)], -a->max);
    limit_by_potential(f, a, y, row);
}

static void add_asset_rows(formulation *f, const asset *a)
{
    const technology *tech = a->technology;
    const size_t first = at(f, a->index, 0);
    for (size_t y = 0; y < f->region->horizon.n_milestones; y++) {
        ledger_book(f->books, LP_NONE, owner_connection(a->connection->index), ACCOUNT_OPERATION, y,
                    f->discount[y] * tech->operating_eur_per_unit_year * a->installed[y]);
        if (f->master.capacity[first + y] >= 0)
            add_vintages(f, f->master.capacity[first + y], f->master.new_units + first,
                         a->installed[y], y, "vintages", a);
        if (f->master.capacity_kwh[first + y] >= 0)
            add_vintages(f, f->master.capacity_kwh[first + y], f->master.new_kwh + first,
                         a->installed_kwh[y], y, "vintages_kwh", a);
        add_usable(f, a, y);
        add_needs_hub(f, a, y);
        book_asset(f, a, y);
    }
}

/* (E9) No more EMS than sites, and none bought regionally without a platform. */
static void add_control(formulation *f, const connection *c, size_t y)
{
    const int row = lp_add_row(f->lp, LP_OTHER, -INFINITY, c->sites, "ems_sites[%s,y=%d]", c->id,
                               year_of(f, y));
    add_ems(f, row, c, y, 1.0);
    for (size_t k = 0; k < c->n_assets; k++) {
        const asset *a = &f->region->assets[c->first_asset + k];
        if (a->technology->kind != KIND_CONTROL || !a->technology->regional)
            continue;
        char name[LP_NAME_SIZE];
        const int needs = lp_add_row(f->lp, LP_OTHER, -INFINITY, a->installed[y],
                                     "needs_platform[%s,y=%d]", asset_name(a, name), year_of(f, y));
        lp_add(f->lp, needs, f->master.capacity[at(f, a->index, y)], 1.0);
        lp_add(f->lp, needs, f->master.platform[at(f, a->technology->index, y)], -a->max);
    }
}

/* (E12) Savings on one demand together take no more than there is. */
static void add_savings(formulation *f, const connection *c, const demand *n, size_t y)
{
    int row = LP_NONE;
    for (size_t k = 0; k < c->n_assets; k++) {
        const asset *a = &f->region->assets[c->first_asset + k];
        if (a->technology->kind != KIND_SAVING || a->demand != n)
            continue;
        if (row < 0)
            row = lp_add_row(f->lp, LP_OTHER, -INFINITY, n->existing_mwh[y], "savings[%s@%s,y=%d]",
                             n->id, c->id, year_of(f, y));
        if (f->master.capacity[at(f, a->index, y)] < 0)
            continue;
        lp_add(f->lp, row, f->master.capacity[at(f, a->index, y)], 1.0);
        lp_add_known(f->lp, row, -a->installed[y]); /* in the demand already */
    }
}

static void add_platforms(formulation *f)
{
    const horizon *h = &f->region->horizon;
    for (size_t k = 0; k < f->region->n_technologies; k++) {
        const technology *tech = &f->region->technologies[k];
        for (size_t y = 0; y < h->n_milestones; y++) {
            const int stands = f->master.platform[at(f, k, y)];
            const int built = f->master.platform_new[at(f, k, y)];
            if (stands < 0)
                continue;
            const int row = lp_add_row(f->lp, LP_OTHER, 0.0, 0.0, "platform_vintages[%s,y=%d]",
                                       tech->id, year_of(f, y));
            lp_add(f->lp, row, stands, 1.0);
            for (size_t v = 0; v <= y; v++)
                if (vintage_counts(h, year_of(f, v), tech->life_years, y))
                    lp_add(f->lp, row, f->master.platform_new[at(f, k, v)], -1.0);
            book_upfront(f, built, owner_region(), tech->owner, tech->platform_investment_eur,
                         tech->life_years, y);
            ledger_book(f->books, stands, owner_region(), ACCOUNT_OPERATION, y,
                        f->discount[y] * tech->platform_operating_eur_per_year);
            spend_add(f, (spend){.y = y,
                                 .column = {built, LP_NONE},
                                 .keur = {tech->platform_investment_eur / EUR_PER_KEUR, 0.0},
                                 .payers = tech->payers,
                                 .n_payers = tech->n_payers,
                                 .theme = tech->theme,
                                 .who = owner_region(),
                                 .present_value =
                                     annuity_present_value(f, tech->owner, tech->life_years, y)});
        }
    }
}

void capacity_add_rows(formulation *f)
{
    const region *r = f->region;
    for (size_t k = 0; k < r->n_assets; k++)
        add_asset_rows(f, &r->assets[k]);
    for (size_t i = 0; i < r->n_connections; i++) {
        const connection *c = &r->connections[i];
        for (size_t y = 0; y < r->horizon.n_milestones; y++) {
            if (connection_has_control(f, c))
                add_control(f, c, y);
            for (size_t n = 0; n < c->n_demands; n++)
                add_savings(f, c, &c->demands[n], y);
        }
    }
    add_platforms(f);
}
