#include "model/region_complete.h"

#include <math.h>
#include <stdarg.h>
#include <string.h>

typedef struct builder {
    region *region;
    arena *mem;
    size_t room; /* entries that fit in region.assumptions */
    bool no_memory;
} builder;

static bool is_assumed(figure_basis basis)
{
    return basis.kind == BASIS_ESTIMATE || basis.kind == BASIS_UNSTATED;
}

PRINTF_LIKE(2, 3) static const char *object(builder *b, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const char *text = arena_vprintf(b->mem, format, args);
    va_end(args);
    if (text == NULL)
        b->no_memory = true;
    return text;
}

/* One entry per object, with its main figure. */
static void add(builder *b, const char *text_id, const char *of, const char *field, double value,
                const char *source, int line)
{
    region *r = b->region;
    if (r->n_assumptions == b->room) {
        const size_t room = 2 * b->room + 16;
        assumption *longer = ARENA_ARRAY(b->mem, room, assumption);
        if (longer == NULL) {
            b->no_memory = true;
            return;
        }
        if (r->n_assumptions > 0)
            memcpy(longer, r->assumptions, r->n_assumptions * sizeof *longer);
        r->assumptions = longer;
        b->room = room;
    }
    r->assumptions[r->n_assumptions++] = (assumption){
        .text_id = text_id,
        .object = of,
        .field = field,
        .value = isfinite(value) ? value : NAN,
        .source = source,
        .line = line,
    };
}

/* What a headroom stands on is modelled, whatever the basis of the headroom itself. */
static void add_stations(builder *b)
{
    for (size_t i = 0; i < b->region->n_stations; i++) {
        const station *s = &b->region->stations[i];
        const bool modelled = !isnan(s->import_headroom_kw) || !isnan(s->import_headroom_frac) ||
                              !isnan(s->export_headroom_kw) || !isnan(s->export_headroom_frac);
        if (modelled || is_assumed(s->basis))
            add(b, "assumption_station_cap", object(b, "station %s", s->id), "import_cap_kw",
                s->import_cap_kw, s->basis.source, s->line);
        if (s->raised_to_base)
            add(b, "assumption_station_raised", object(b, "station %s", s->id), "import_cap_kw",
                s->import_cap_kw, s->basis.source, s->line);
    }
}

static void add_reinforcements(builder *b)
{
    for (size_t i = 0; i < b->region->n_stations; i++) {
        const station *s = &b->region->stations[i];
        for (size_t k = 0; k < s->n_reinforcements; k++) {
            const reinforcement *f = &s->reinforcements[k];
            if (is_assumed(f->basis))
                add(b, "assumption_reinforcement", object(b, "reinforcement %s", f->id),
                    "import_add_kw", f->import_add_kw, f->basis.source, f->line);
        }
    }
}

static void add_carriers(builder *b)
{
    for (size_t k = 0; k < b->region->n_carriers; k++) {
        const carrier *c = &b->region->carriers[k];
        const bool without_source = c->basis.source == NULL && c->basis.kind != BASIS_MEASURED;
        if (c->network && (without_source || c->basis.kind == BASIS_ESTIMATE))
            add(b, without_source ? "assumption_carrier" : "assumption_carrier_estimate",
                object(b, "carrier %s", c->id), "price_eur_per_kwh",
                c->price_eur_per_kwh == NULL ? NAN : c->price_eur_per_kwh[0], c->basis.source,
                c->line);
    }
}

static bool is_same_source(figure_basis a, figure_basis b)
{
    if (a.source == NULL || b.source == NULL)
        return a.source == b.source;
    return strcmp(a.source, b.source) == 0;
}

/* An estimate that stands on the same source as its connection adds nothing to the list. */
static bool told_by(const connection *c, figure_basis basis)
{
    return is_assumed(c->basis) && is_same_source(c->basis, basis);
}

static void add_demands(builder *b, const connection *c)
{
    for (size_t n = 0; n < c->n_demands; n++) {
        const demand *dm = &c->demands[n];
        if (is_assumed(dm->basis) && !told_by(c, dm->basis))
            add(b, "assumption_demand", object(b, "demand %s/%s", c->id, dm->id),
                "energy_mwh_per_year", dm->base_mwh_per_year, dm->basis.source, dm->line);
    }
}

static void add_fleets(builder *b, const connection *c)
{
    for (size_t f = 0; f < c->n_fleets; f++) {
        const fleet *fl = &c->fleets[f];
        if (is_assumed(fl->basis))
            add(b, "assumption_fleet", object(b, "fleet %s/%s", c->id, fl->id), "vehicles",
                fl->vehicles[b->region->horizon.n_milestones - 1], fl->basis.source, fl->line);
    }
}

static void add_installed(builder *b, const connection *c)
{
    for (size_t i = 0; i < c->n_installed; i++) {
        const installed *in = &c->installed[i];
        if (in->year == 0)
            add(b, "assumption_installed_without_year",
                object(b, "installed %s/%s", c->id, in->technology->id), "capacity", in->capacity,
                in->basis.source, in->line);
    }
}

static void add_rights(builder *b, const connection *c)
{
    for (size_t w = 0; w < c->n_rights; w++) {
        const transport_right *right = &c->rights[w];
        if (is_assumed(right->basis) && !told_by(c, right->basis))
            add(b, "assumption_right", object(b, "right %s", c->id), "import_kw", right->import_kw,
                right->basis.source, right->line);
    }
}

/* How many companies pay which tariff. */
static void add_tariff_shares(builder *b, const connection *c)
{
    for (size_t k = 0; c->n_tariff_shares > 1 && k < c->n_tariff_shares; k++) {
        const tariff_share *share = &c->tariff_shares[k];
        if (!is_assumed(share->basis) || told_by(c, share->basis))
            continue;
        add(b, "assumption_tariff_share", object(b, "tariff_share %s", c->id), "share_frac",
            share->share_frac, share->basis.source, c->line);
        return; /* the others follow from it */
    }
}

static void add_connections(builder *b)
{
    for (size_t i = 0; i < b->region->n_connections; i++) {
        const connection *c = &b->region->connections[i];
        if (c->aggregate)
            add(b, "assumption_aggregate", object(b, "connection %s", c->id), "sites", c->sites,
                c->basis.source, c->line);
        else if (is_assumed(c->basis))
            add(b, "assumption_connection", object(b, "connection %s", c->id), "import_cap_kw",
                c->import_cap_kw, c->basis.source, c->line);
        add_demands(b, c);
        add_fleets(b, c);
        add_installed(b, c);
        add_rights(b, c);
        add_tariff_shares(b, c);
    }
}

static void add_parks(builder *b)
{
    for (size_t p = 0; p < b->region->n_parks; p++) {
        const park *pk = &b->region->parks[p];
        if (is_assumed(pk->basis))
            add(b, "assumption_park", object(b, "park %s", pk->id), "companies", pk->companies,
                pk->basis.source, pk->line);
    }
}

typedef struct potential_sum {
    double n;
    const potential *first;
} potential_sum;

static void count_potential(potential_sum *sum, const potential *p)
{
    if (!is_assumed(p->basis))
        return;
    if (sum->first == NULL)
        sum->first = p;
    sum->n++;
}

/* One entry for all of a park: roofs, batteries, points, savings, those of hubs among them. */
static void add_potentials(builder *b)
{
    const region *r = b->region;
    for (size_t p = 0; p < r->n_parks; p++) {
        const park *pk = &r->parks[p];
        potential_sum sum = {0.0, NULL};
        for (size_t i = 0; i < pk->n_connections; i++)
            for (size_t k = 0; k < pk->connections[i].n_potentials; k++)
                count_potential(&sum, &pk->connections[i].potentials[k]);
        for (size_t h = 0; h < r->n_hubs; h++)
            for (size_t k = 0; k < r->hubs[h].n_potentials; k++)
                if (r->hubs[h].potentials[k].behind->park == pk)
                    count_potential(&sum, &r->hubs[h].potentials[k].potential);
        if (sum.first != NULL)
            add(b, "assumption_potential", object(b, "potential %s", pk->id), NULL, sum.n,
                sum.first->basis.source, sum.first->line);
    }
}

/* Whether anything in the region stands there or can be built of it. */
static bool is_used(const region *r, const technology *tech)
{
    for (size_t a = 0; a < r->n_assets; a++)
        if (r->assets[a].technology == tech)
            return true;
    for (size_t c = 0; c < r->n_cables; c++)
        if (r->cables[c].technology == tech)
            return true;
    for (size_t h = 0; h < r->n_heat_nets; h++) {
        const heat_net *net = &r->heat_nets[h];
        if (net->connection_technology == tech)
            return true;
        for (size_t s = 0; s < net->n_sources; s++)
            if (net->sources[s].technology == tech)
                return true;
        for (size_t p = 0; p < net->n_pipes; p++)
            if (net->pipes[p].technology == tech)
                return true;
    }
    return false;
}

/* A row of the catalogue stands in another file than the region, so its line would mislead. */
static void add_technologies(builder *b)
{
    const region *r = b->region;
    for (size_t i = 0; i < r->n_technologies; i++) {
        const technology *tech = &r->technologies[i];
        if (!is_assumed(tech->basis) || !is_used(r, tech))
            continue;
        const bool yearly = !isnan(tech->annual_cost_eur_per_unit);
        const double first =
            tech->investment_eur_per_unit == NULL ? NAN : tech->investment_eur_per_unit[0];
        const bool own = tech->file != NULL && strcmp(tech->file, r->file) == 0;
        add(b, "assumption_technology", object(b, "technology %s", tech->id),
            yearly ? "annual_cost_eur_per_unit" : "investment_eur_per_unit",
            yearly ? tech->annual_cost_eur_per_unit : first, tech->basis.source,
            own ? tech->line : 0);
    }
}

/* Weeks are the mean over the years of the plan. */
static void add_trades(builder *b)
{
    const horizon *h = &b->region->horizon;
    for (size_t k = 0; k < b->region->n_trades; k++) {
        const trade *t = &b->region->trades[k];
        double weeks = 0.0, years = 0.0;
        for (size_t y = 0; y < h->n_milestones; y++) {
            weeks += h->milestones[y].duration_years * t->weeks_per_year[y];
            years += h->milestones[y].duration_years;
        }
        if (is_assumed(t->basis))
            add(b, "assumption_trade", object(b, "trade %s", t->id), "weeks_per_year",
                weeks / years, t->basis.source, t->line);
    }
}

static bool technology_has(const technology *tech, const profile *p)
{
    for (size_t o = 0; o < tech->n_outputs; o++)
        if (tech->outputs[o].profile == p)
            return true;
    return tech->availability == p;
}

static bool connection_has(const connection *c, const profile *p)
{
    for (size_t n = 0; n < c->n_demands; n++)
        if (c->demands[n].profile == p)
            return true;
    for (size_t f = 0; f < c->n_fleets; f++)
        if (c->fleets[f].profile == p)
            return true;
    return false;
}

static bool profile_is_used(const region *r, const profile *p)
{
    for (size_t i = 0; i < r->n_connections; i++)
        if (connection_has(&r->connections[i], p))
            return true;
    for (size_t k = 0; k < r->n_technologies; k++)
        if (technology_has(&r->technologies[k], p) && is_used(r, &r->technologies[k]))
            return true;
    for (size_t s = 0; s < r->n_stations; s++)
        if (r->stations[s].background == p || r->stations[s].background_export == p)
            return true;
    for (size_t k = 0; k < r->n_carriers; k++)
        if (r->carriers[k].price_profile == p || r->carriers[k].export_price_profile == p)
            return true;
    return false;
}

/* A shape has no single figure; one that was measured says so by its series. */
static void add_profiles(builder *b)
{
    for (size_t k = 0; k < b->region->n_profiles; k++) {
        const profile *p = &b->region->profiles[k];
        if (is_assumed(p->basis) && p->measured_kw == NULL && profile_is_used(b->region, p))
            add(b, "assumption_profile", object(b, "profile %s", p->id), NULL, NAN, p->basis.source,
                p->line);
    }
}

static void add_cables(builder *b)
{
    for (size_t k = 0; k < b->region->n_cables; k++) {
        const cable *c = &b->region->cables[k];
        if (is_assumed(c->basis))
            add(b, "assumption_cable", object(b, "cable %s", c->id), "length_m", c->length_m,
                c->basis.source, c->line);
    }
}

/* Those on the same source as an assumed net add nothing to the list. */
static bool told_by_net(const heat_net *net, figure_basis basis)
{
    return is_assumed(net->basis) && is_same_source(net->basis, basis);
}

static void add_net(builder *b, const heat_net *net)
{
    if (is_assumed(net->basis))
        add(b, "assumption_heat_net", object(b, "heat_net %s", net->id), "fixed_cost_eur",
            net->fixed_cost_eur, net->basis.source, net->line);
    for (size_t k = 0; k < net->n_sources; k++) {
        const heat_source *s = &net->sources[k];
        if (is_assumed(s->basis) && !told_by_net(net, s->basis))
            add(b, "assumption_heat_source", object(b, "heat_source %s", s->id), "max_kw",
                s->max_kw, s->basis.source, s->line);
    }
    for (size_t k = 0; k < net->n_pipes; k++) {
        const heat_pipe *p = &net->pipes[k];
        if (is_assumed(p->basis) && !told_by_net(net, p->basis))
            add(b, "assumption_pipe", object(b, "pipe %s", p->id), "length_m", p->length_m,
                p->basis.source, p->line);
    }
}

static void add_group_capacities(builder *b, const hub *hb)
{
    for (size_t k = 0; k < hb->n_capacities; k++) {
        const group_capacity *g = &hb->capacities[k];
        if (isfinite(g->import_cap_kw) && is_assumed(g->basis))
            add(b, "assumption_group_capacity", object(b, "group_capacity %s", hb->id),
                "import_cap_kw", g->import_cap_kw, g->basis.source, g->line);
    }
}

static void add_nets_and_hubs(builder *b)
{
    for (size_t h = 0; h < b->region->n_heat_nets; h++)
        add_net(b, &b->region->heat_nets[h]);
    for (size_t h = 0; h < b->region->n_hubs; h++) {
        const hub *hb = &b->region->hubs[h];
        if (is_assumed(hb->basis))
            add(b, "assumption_hub", object(b, "hub %s", hb->id), "formation_cost_eur",
                hb->formation_cost_eur, hb->basis.source, hb->line);
        add_group_capacities(b, hb);
    }
}

/* The effects of desk, knowledge sharing and communication are assumptions whatever their basis. */
static void add_programme(builder *b)
{
    const programme *p = &b->region->programme;
    if (!p->given)
        return;
    add(b, "assumption_programme", object(b, "programme"), "base_adoption_frac_per_year",
        p->base_adoption_frac_per_year, p->basis.source, p->line);
    for (size_t e = 0; e < p->n_efforts; e++)
        add(b, "assumption_programme", object(b, "effort %s", p->efforts[e].id),
            "companies_per_unit_year", p->efforts[e].companies_per_unit_year,
            p->efforts[e].basis.source, p->efforts[e].line);
}

/* Over all milestones; none where one of them has no ceiling. */
static void add_budget(builder *b, const char *of, const double *budget_eur, figure_basis basis,
                       int line)
{
    double eur = 0.0;
    if (!is_assumed(basis))
        return;
    for (size_t y = 0; y < b->region->horizon.n_milestones; y++)
        eur += budget_eur == NULL ? INFINITY : budget_eur[y];
    add(b, isfinite(eur) ? "assumption_fund" : "assumption_fund_open", of, "budget_eur", eur,
        basis.source, line);
}

/* The last milestone in which it asks for anything. */
static void add_target(builder *b, const target *t)
{
    const horizon *h = &b->region->horizon;
    size_t last = h->n_milestones;
    for (size_t y = 0; y < h->n_milestones; y++)
        if (isfinite(t->limit[y]))
            last = y;
    if (!is_assumed(t->basis) || last == h->n_milestones)
        return;
    const bool is_share = t->kind == TARGET_CHARGING || t->kind == TARGET_RENEWABLE;
    add(b, is_share ? "assumption_target_share" : "assumption_target",
        object(b, "target %s/%d", t->id, h->milestones[last].year), NULL, t->limit[last],
        t->basis.source, t->line);
}

static void add_policy(builder *b)
{
    const region *r = b->region;
    for (size_t f = 0; f < r->n_funds; f++)
        add_budget(b, object(b, "fund %s", r->funds[f].id), r->funds[f].budget_eur,
                   r->funds[f].basis, r->funds[f].line);
    for (size_t s = 0; s < r->n_subsidies; s++)
        add_budget(b, object(b, "subsidy %s", r->subsidies[s].id), r->subsidies[s].budget_eur,
                   r->subsidies[s].basis, r->subsidies[s].line);
    for (size_t t = 0; t < r->n_targets; t++)
        add_target(b, &r->targets[t]);
    if (is_assumed(r->recourse_basis))
        add(b, "assumption_recourse", object(b, "recourse"), "shed_eur_per_kwh",
            r->shed_eur_per_kwh, r->recourse_basis.source, 0);
}

status region_complete_assumptions(region *r, arena *mem)
{
    builder b = {.region = r, .mem = mem};
    r->assumptions = NULL;
    r->n_assumptions = 0;
    add_stations(&b);
    add_reinforcements(&b);
    add_carriers(&b);
    add_parks(&b);
    add_connections(&b);
    add_technologies(&b);
    add_nets_and_hubs(&b);
    add_programme(&b);
    add_policy(&b);
    add_potentials(&b);
    add_trades(&b);
    add_cables(&b);
    add_profiles(&b);
    return b.no_memory ? STATUS_NO_MEMORY : STATUS_OK;
}
