/* What is decided: lives, and what a year of it costs, vintage by vintage. */
#include "model/operation_parts.h"

bool still_lives(const horizon *h, double life_years, size_t v, size_t y)
{
    const int built = h->milestones[v].year, now = h->milestones[y].year;
    return built <= now && now < built + life_years;
}

double life_of(const technology *tech)
{
    return isnan(tech->annual_cost_eur_per_unit) ? tech->life_years : INFINITY;
}

double annuity_of(const operation *o, const payer *whose, double life_years)
{
    const double rate =
        is_private_view(o) && whose ? whose->wacc_frac : o->region->horizon.discount_rate_frac;
    return rate > 0.0 ? rate / (1.0 - pow(1.0 + rate, -life_years)) : 1.0 / life_years;
}

/* Units of all vintages that live in y. */
static double living(const operation *o, const double *new_units, double life_years, size_t y)
{
    double units = 0.0;
    for (size_t v = 0; v <= y; v++)
        if (still_lives(&o->region->horizon, life_years, v, y))
            units += new_units[v];
    return units;
}

/* (E5) A year's cost of the living vintages of one thing, each at the price of its own year. */
static void add_vintages(const operation *o, const technology *tech, const double *new_units,
                         size_t y, double *eur)
{
    const double life = life_of(tech);
    for (size_t v = 0; v <= y; v++) {
        if (!still_lives(&o->region->horizon, life, v, y))
            continue;
        const double smeared = tech->fixed_investment_eur / tech->typical_size;
        const double yearly_eur =
            isfinite(tech->annual_cost_eur_per_unit)
                ? tech->annual_cost_eur_per_unit
                : (tech->investment_eur_per_unit[v] + smeared) * annuity_of(o, tech->owner, life);
        eur[ACCOUNT_INVESTMENT] += new_units[v] * yearly_eur;
        eur[ACCOUNT_OPERATION] += new_units[v] * tech->operating_eur_per_unit_year;
    }
}

static void add_asset_eur(const operation *o, const asset *a, size_t y, double *eur)
{
    const technology *tech = a->technology;
    const double *new_kwh = &o->new_kwh[yearly(o, a->index, 0)];
    add_vintages(o, tech, &o->new_units[yearly(o, a->index, 0)], y, eur);
    eur[ACCOUNT_OPERATION] += a->installed[y] * tech->operating_eur_per_unit_year;
    for (size_t v = 0; tech->investment_eur_per_kwh && v <= y; v++)
        if (still_lives(&o->region->horizon, life_of(tech), v, y)) {
            eur[ACCOUNT_INVESTMENT] += new_kwh[v] * tech->investment_eur_per_kwh[v] *
                                       annuity_of(o, tech->owner, life_of(tech));
            eur[ACCOUNT_OPERATION] +=
                new_kwh[v] * tech->operating_frac * tech->investment_eur_per_kwh[0];
        }
}

static void add_platform_eur(const operation *o, const technology *tech, size_t y, double *eur)
{
    if (tech->kind != KIND_CONTROL || !tech->regional)
        return;
    const double *built = &o->platform_new[yearly(o, tech->index, 0)];
    eur[ACCOUNT_INVESTMENT] += living(o, built, tech->life_years, y) *
                               tech->platform_investment_eur *
                               annuity_of(o, tech->owner, tech->life_years);
    eur[ACCOUNT_OPERATION] +=
        o->platform[yearly(o, tech->index, y)] * tech->platform_operating_eur_per_year;
}

/* A sum that is renewed as long as the thing stands. */
static void add_standing(const operation *o, double stands, const payer *whose, double sum_eur,
                         double life_years, double operating_eur_per_year, double *eur)
{
    eur[ACCOUNT_INVESTMENT] += stands * sum_eur * annuity_of(o, whose, life_years);
    eur[ACCOUNT_OPERATION] += stands * operating_eur_per_year;
}

static void add_cable_eur(const operation *o, const cable *k, size_t y, double *eur)
{
    const technology *tech = k->technology;
    const double sum_eur = tech->investment_eur_per_m * k->length_m;
    add_standing(o, o->cable_built[yearly(o, k->index, y)], tech->owner, sum_eur, life_of(tech),
                 tech->operating_frac * sum_eur, eur);
    add_vintages(o, tech, &o->cable_new_kw[yearly(o, k->index, 0)], y, eur);
}

/* (E32), (E33) */
static void add_net_eur(const operation *o, const heat_net *net, size_t y, double *eur)
{
    add_standing(o, o->net_built[yearly(o, net->index, y)], net->owner, net->fixed_cost_eur,
                 net->life_years, net->operating_eur_per_year, eur);
    for (size_t k = 0; k < net->n_pipes; k++) {
        const heat_pipe *p = &net->pipes[k];
        const size_t place = o->first_pipe[net->index] + k;
        const double built = o->pipe_built[yearly(o, place, y)];
        const double sum_eur = isfinite(p->investment_eur)
                                   ? p->investment_eur
                                   : p->technology->investment_eur_per_m * p->length_m;
        const double lost_kwh =
            p->technology->fixed_loss_kw_per_m * p->length_m * HOURS_PER_DAY * DAYS_PER_YEAR;
        add_standing(o, built, net->owner, sum_eur, life_of(p->technology),
                     p->technology->operating_frac * sum_eur, eur);
        add_vintages(o, p->technology, &o->pipe_new_kw[yearly(o, place, 0)], y, eur);
        eur[ACCOUNT_ENERGY] += built * lost_kwh * heat_source_price(&net->sources[0]);
    }
    for (size_t s = 0; s < net->n_sources; s++)
        add_vintages(o, net->sources[s].technology,
                     &o->source_new_kw[yearly(o, o->first_source[net->index] + s, 0)], y, eur);
}

double months_of(const operation *o, size_t g)
{
    return is_private_view(o) ? o->region->calendar.peak_groups[g].months : MONTHS_PER_YEAR;
}

double peak_eur_per_kw_month(const operation *o, double tariff_eur)
{
    return is_private_view(o) ? tariff_eur : o->region->grid_cost_eur_per_kw_year / MONTHS_PER_YEAR;
}

void add_surcharge_eur(const operation *o, const hub *h, size_t y, double *eur)
{
    const tariff *low = hub_tariff(h, GRID_LEVEL_MS_LS), *medium = hub_tariff(h, GRID_LEVEL_MS);
    if (!low || !medium)
        return;
    const double dearer =
        fmax(0.0, low->contract_eur_per_kw_year - medium->contract_eur_per_kw_year) /
        MONTHS_PER_YEAR;
    for (size_t j = 0; j < h->n_members; j++)
        for (size_t g = 0; g < o->n_peak_groups; g++)
            *eur += o->surcharge_peak[yearly_peak(o, h->members[j].connection->index, g, y)] *
                    dearer * months_of(o, g);
}

/* (E25), (E26) */
static void add_group_tariff_eur(const operation *o, const hub *h, size_t y, double *eur)
{
    grid_level levels[GRID_LEVEL_COUNT];
    const size_t n = hub_levels(h, levels);
    for (size_t l = 0; l < n; l++) {
        const tariff *f = hub_tariff(h, levels[l]);
        const size_t place = h->index * GRID_LEVEL_COUNT + l;
        const double per_month = peak_eur_per_kw_month(o, f->peak_eur_per_kw_month);
        if (is_private_view(o))
            eur[ACCOUNT_GRID] += o->hub_contract[yearly(o, place, y)] * f->contract_eur_per_kw_year;
        for (size_t g = 0; g < o->n_peak_groups; g++)
            eur[ACCOUNT_GRID] +=
                o->hub_peak[yearly_peak(o, place, g, y)] * per_month * months_of(o, g);
    }
    add_surcharge_eur(o, h, y, &eur[ACCOUNT_GRID]);
}

/* (E21) */
static void add_hub_eur(const operation *o, const hub *h, size_t y, double *eur)
{
    add_standing(o, o->hub_formed[yearly(o, h->index, y)], h->owner, h->formation_cost_eur,
                 h->life_years, h->operating_cost_eur_per_year, eur);
    for (size_t j = 0; j < h->n_members; j++)
        eur[ACCOUNT_OPERATION] += o->hub_member[yearly(o, o->first_member[h->index] + j, y)] *
                                  h->operating_cost_eur_per_member_year;
    add_group_tariff_eur(o, h, y, eur);
}

/* (E18), (E19) */
static void add_contract_eur(const operation *o, const connection *c, size_t y, double *eur)
{
    const double per_month = peak_eur_per_kw_month(o, connection_peak_eur_per_kw_month(c));
    for (size_t g = 0; g < o->n_peak_groups; g++)
        eur[ACCOUNT_GRID] += o->peak[yearly_peak(o, c->index, g, y)] / c->coincidence_frac *
                             per_month * months_of(o, g);
    if (!is_private_view(o))
        return;
    eur[ACCOUNT_GRID] +=
        connection_fixed_eur_per_year(c) +
        o->contract[yearly(o, c->index, y)] * connection_contract_eur_per_kw_year(c);
    for (size_t w = 0; w < c->n_rights; w++)
        eur[ACCOUNT_GRID] += o->right[yearly(o, c->index * o->max_rights + w, y)] *
                             c->rights[w].contract_eur_per_kw_year;
}

/* (E10), (E27) What is refused costs its owner the fallback. */
static void add_refused_eur(const operation *o, size_t y, double *eur)
{
    const region *r = o->region;
    for (size_t n = 0; n < r->n_demands; n++) {
        const demand *k = r->demands[n];
        eur[ACCOUNT_UNSERVED] += (1.0 - o->accepted[yearly(o, n, y)]) * k->growth_mwh[y] *
                                 KWH_PER_MWH * k->fallback_eur_per_kwh;
    }
    for (size_t n = 0; n < r->n_fleets; n++) {
        const fleet *f = r->fleets[n];
        const double kwh = fleet_mwh(o, f) * KWH_PER_MWH;
        eur[ACCOUNT_UNSERVED] += (1.0 - o->accepted_fleet[yearly(o, n, y)]) * fleet_growth(f, y) *
                                 kwh * f->fallback_eur_per_kwh;
        eur[ACCOUNT_UNSERVED] += o->uncharged[yearly(o, n, y)] * kwh * r->shed_eur_per_kwh;
    }
}

void add_choices_eur(const operation *o, size_t y, double account_eur[ACCOUNT_COUNT])
{
    const region *r = o->region;
    for (size_t k = 0; k < r->n_assets; k++)
        add_asset_eur(o, &r->assets[k], y, account_eur);
    for (size_t k = 0; k < r->n_technologies; k++)
        add_platform_eur(o, &r->technologies[k], y, account_eur);
    for (size_t k = 0; k < r->n_cables; k++)
        add_cable_eur(o, &r->cables[k], y, account_eur);
    for (size_t k = 0; k < r->n_heat_nets; k++)
        add_net_eur(o, &r->heat_nets[k], y, account_eur);
    for (size_t h = 0; h < r->n_hubs; h++)
        add_hub_eur(o, &r->hubs[h], y, account_eur);
    for (size_t i = 0; i < r->n_connections; i++)
        add_contract_eur(o, &r->connections[i], y, account_eur);
    for (size_t e = 0; e < r->programme.n_efforts; e++)
        account_eur[ACCOUNT_PROGRAMME] +=
            o->effort[yearly(o, e, y)] * r->programme.efforts[e].cost_eur_per_unit_year;
    add_refused_eur(o, y, account_eur);
}

/* --- lives ---------------------------------------------------------------------------------------- */

static void verify_life(const operation *o, verification *v, const double *stands,
                        const double *new_units, double stood, double life_years, size_t y,
                        const char *what, const char *where)
{
    const double alive = stood + living(o, new_units, life_years, y);
    verification_compare(v, CHECK_lives, stands[y], alive, ROW_TOL, "%s of %s, %d", what, where,
                         o->region->horizon.milestones[y].year);
}

/* Links may lose capacity that is not used, but have no more than lives. */
static void verify_link_life(const operation *o, verification *v, const double *stands,
                             const double *new_kw, double stood, double life_years, size_t y,
                             const char *where)
{
    const double alive = stood + living(o, new_kw, life_years, y);
    verification_compare(v, CHECK_lives, fmax(0.0, stands[y] - alive), 0.0, ROW_TOL,
                         "capacity of %s, %d", where, o->region->horizon.milestones[y].year);
}

static void verify_asset_life(const operation *o, const asset *a, size_t y, verification *v)
{
    const size_t k = yearly(o, a->index, 0);
    const char *where = a->connection->id;
    verify_life(o, v, &o->capacity[k], &o->new_units[k], a->installed[y], life_of(a->technology), y,
                a->technology->id, where);
    verification_compare(v, CHECK_lives,
                         fmax(0.0, o->capacity[k + y] - fmax(a->max, a->installed[y])), 0.0,
                         ROW_TOL, "%s of %s beyond its potential", a->technology->id, where);
    if (a->technology->kind == KIND_STORAGE && !isfinite(a->technology->hours))
        verify_life(o, v, &o->capacity_kwh[k], &o->new_kwh[k], a->installed_kwh[y],
                    life_of(a->technology), y, a->technology->id, where);
    if (!technology_buildable(a->technology, &o->region->horizon, y))
        verification_compare(v, CHECK_lives, o->new_units[k + y], 0.0, ROW_TOL,
                             "%s of %s, built before it can be", a->technology->id, where);
}

static void verify_links(const operation *o, size_t y, verification *v)
{
    const region *r = o->region;
    for (size_t k = 0; k < r->n_cables; k++)
        verify_link_life(o, v, &o->cable_kw[yearly(o, k, 0)], &o->cable_new_kw[yearly(o, k, 0)],
                         0.0, life_of(r->cables[k].technology), y, r->cables[k].id);
    for (size_t n = 0; n < r->n_heat_nets; n++) {
        const heat_net *net = &r->heat_nets[n];
        for (size_t k = 0; k < net->n_pipes; k++) {
            const size_t place = yearly(o, o->first_pipe[n] + k, 0);
            verify_link_life(o, v, &o->pipe_kw[place], &o->pipe_new_kw[place], 0.0,
                             life_of(net->pipes[k].technology), y, net->pipes[k].id);
        }
        for (size_t s = 0; s < net->n_sources; s++) {
            const size_t place = yearly(o, o->first_source[n] + s, 0);
            verify_link_life(o, v, &o->source_kw[place], &o->source_new_kw[place],
                             net->sources[s].installed_kw * o->net_built[yearly(o, n, y)],
                             life_of(net->sources[s].technology), y, net->sources[s].id);
        }
    }
}

/* What was accepted, formed or built stays. */
static void verify_stays(const operation *o, const double *yes, size_t n, size_t y,
                         const char *what, verification *v)
{
    for (size_t k = 0; y > 0 && k < n; k++)
        verification_compare(v, CHECK_lives,
                             fmax(0.0, yes[yearly(o, k, y - 1)] - yes[yearly(o, k, y)]), 0.0,
                             ROW_TOL, "%s %zu goes back", what, k + 1);
}

void verify_choices(const operation *o, verification *v)
{
    const region *r = o->region;
    for (size_t y = 0; y < r->horizon.n_milestones; y++) {
        for (size_t k = 0; k < r->n_assets; k++)
            verify_asset_life(o, &r->assets[k], y, v);
        verify_links(o, y, v);
        verify_stays(o, o->hub_formed, r->n_hubs, y, "hub", v);
        verify_stays(o, o->net_built, r->n_heat_nets, y, "heat net", v);
        verify_stays(o, o->cable_built, r->n_cables, y, "cable", v);
    }
}
