#include "model/operation_bill.h"

#include "model/operation_parts.h"

static const char *const ids[BILL_LINES] = {
    [BILL_FIXED] = "fixed",
    [BILL_CONTRACT] = "contract",
    [BILL_PEAK] = "peak",
    [BILL_TRANSPORT] = "transport",
    [BILL_SURCHARGE] = "surcharge",
    [BILL_ENERGY] = "energy",
    [BILL_ENERGY_TAX] = "energy_tax",
    [BILL_INVESTMENT] = "investment",
    [BILL_OPERATION] = "operation",
    [BILL_HUB_FORMATION] = "hub_formation",
    [BILL_HUB_RUNNING] = "hub_running",
    [BILL_CO2] = "co2",
    [BILL_UNSERVED] = "unserved",
    [BILL_SUBSIDY] = "subsidy",
};

const char *bill_line_id(bill_line line)
{
    return ids[line];
}

bool bill_line_is_network(bill_line line)
{
    return line <= BILL_SURCHARGE;
}

/* (E18), (E19) */
static void add_connection(const operation *o, const connection *c, size_t y, double *eur)
{
    for (size_t g = 0; g < o->n_peak_groups; g++)
        eur[BILL_PEAK] += o->peak[yearly_peak(o, c->index, g, y)] / c->coincidence_frac *
                          peak_eur_per_kw_month(o, connection_peak_eur_per_kw_month(c)) *
                          months_of(o, g);
    if (!is_private_view(o))
        return;
    eur[BILL_FIXED] += connection_fixed_eur_per_year(c);
    eur[BILL_CONTRACT] +=
        o->contract[yearly(o, c->index, y)] * connection_contract_eur_per_kw_year(c);
    for (size_t w = 0; w < c->n_rights; w++)
        eur[BILL_CONTRACT] += o->right[yearly(o, c->index * o->max_rights + w, y)] *
                              c->rights[w].contract_eur_per_kw_year;
}

/* (E25) */
static void add_group(const operation *o, const hub *h, size_t y, double *eur)
{
    grid_level levels[GRID_LEVEL_COUNT];
    const size_t n = hub_levels(h, levels);
    for (size_t l = 0; l < n; l++) {
        const tariff *f = hub_tariff(h, levels[l]);
        const size_t place = h->index * GRID_LEVEL_COUNT + l;
        if (is_private_view(o))
            eur[BILL_CONTRACT] +=
                o->hub_contract[yearly(o, place, y)] * f->contract_eur_per_kw_year;
        for (size_t g = 0; g < o->n_peak_groups; g++)
            eur[BILL_PEAK] += o->hub_peak[yearly_peak(o, place, g, y)] *
                              peak_eur_per_kw_month(o, f->peak_eur_per_kw_month) * months_of(o, g);
    }
}

/* (E21) */
static void add_running(const operation *o, const hub *h, size_t y, double *eur)
{
    const double stands = o->hub_formed[yearly(o, h->index, y)];
    eur[BILL_HUB_FORMATION] +=
        stands * h->formation_cost_eur * annuity_of(o, h->owner, h->life_years);
    eur[BILL_HUB_RUNNING] += stands * h->operating_cost_eur_per_year;
    for (size_t j = 0; j < h->n_members; j++)
        eur[BILL_HUB_RUNNING] += o->hub_member[yearly(o, o->first_member[h->index] + j, y)] *
                                 h->operating_cost_eur_per_member_year;
}

void operation_bill(const operation *o, size_t y, double eur[BILL_LINES])
{
    const region *r = o->region;
    for (int line = 0; line < BILL_LINES; line++)
        eur[line] = 0.0;
    for (size_t i = 0; i < r->n_connections; i++)
        add_connection(o, &r->connections[i], y, eur);
    for (size_t h = 0; h < r->n_hubs; h++) {
        add_group(o, &r->hubs[h], y, eur);
        if (is_private_view(o))
            add_surcharge_eur(o, &r->hubs[h], y, &eur[BILL_SURCHARGE]);
        add_running(o, &r->hubs[h], y, eur);
    }
}

void bill_complete(const double account_eur[ACCOUNT_COUNT], double eur[BILL_LINES])
{
    eur[BILL_TRANSPORT] = account_eur[ACCOUNT_GRID] - eur[BILL_FIXED] - eur[BILL_CONTRACT] -
                          eur[BILL_PEAK] - eur[BILL_SURCHARGE];
    eur[BILL_ENERGY] = account_eur[ACCOUNT_ENERGY];
    eur[BILL_ENERGY_TAX] = account_eur[ACCOUNT_ENERGY_TAX];
    eur[BILL_INVESTMENT] = account_eur[ACCOUNT_INVESTMENT] - eur[BILL_HUB_FORMATION];
    eur[BILL_OPERATION] = account_eur[ACCOUNT_OPERATION] - eur[BILL_HUB_RUNNING];
    eur[BILL_CO2] = account_eur[ACCOUNT_CO2];
    eur[BILL_UNSERVED] = account_eur[ACCOUNT_UNSERVED];
    eur[BILL_SUBSIDY] = account_eur[ACCOUNT_SUBSIDY];
}
