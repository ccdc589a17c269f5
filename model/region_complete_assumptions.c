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
        if (c->source == NULL && c->network)
            add(b, "assumption_carrier", object(b, "carrier %s", c->id), "price_eur_per_kwh",
                c->price_eur_per_kwh == NULL ? NAN : c->price_eur_per_kwh[0], NULL, c->line);
    }
}

/* An estimate that stands on the same source as its connection adds nothing to the list. */
static bool told_by(const connection *c, figure_basis basis)
{
    if (!is_assumed(c->basis))
        return false;
    if (basis.source == NULL || c->basis.source == NULL)
        return basis.source == c->basis.source;
    return strcmp(basis.source, c->basis.source) == 0;
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

static void add_nets_and_hubs(builder *b)
{
    for (size_t h = 0; h < b->region->n_heat_nets; h++) {
        const heat_net *net = &b->region->heat_nets[h];
        if (is_assumed(net->basis))
            add(b, "assumption_heat_net", object(b, "heat_net %s", net->id), "fixed_cost_eur",
                net->fixed_cost_eur, net->basis.source, net->line);
    }
    for (size_t h = 0; h < b->region->n_hubs; h++) {
        const hub *hb = &b->region->hubs[h];
        if (is_assumed(hb->basis))
            add(b, "assumption_hub", object(b, "hub %s", hb->id), "formation_cost_eur",
                hb->formation_cost_eur, hb->basis.source, hb->line);
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

static void add_policy(builder *b)
{
    const region *r = b->region;
    for (size_t f = 0; f < r->n_funds; f++)
        if (is_assumed(r->funds[f].basis))
            add(b, "assumption_fund", object(b, "fund %s", r->funds[f].id), "budget_eur",
                r->funds[f].budget_eur[0], r->funds[f].basis.source, r->funds[f].line);
    for (size_t s = 0; s < r->n_subsidies; s++)
        if (is_assumed(r->subsidies[s].basis))
            add(b, "assumption_fund", object(b, "subsidy %s", r->subsidies[s].id), "budget_eur",
                r->subsidies[s].budget_eur == NULL ? NAN : r->subsidies[s].budget_eur[0],
                r->subsidies[s].basis.source, r->subsidies[s].line);
    for (size_t t = 0; t < r->n_targets; t++)
        if (is_assumed(r->targets[t].basis))
            add(b, "assumption_target", object(b, "target %s", r->targets[t].id), NULL, NAN,
                r->targets[t].basis.source, r->targets[t].line);
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
    return b.no_memory ? STATUS_NO_MEMORY : STATUS_OK;
}
