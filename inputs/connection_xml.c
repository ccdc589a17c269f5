#include "inputs/connection_xml.h"

#include <math.h>
#include <string.h>

#include "model/finding_text.h"

static void read_tariff_shares(reader *r, const node *n, connection *c)
{
    const size_t count = node_count(n, "tariff_share");
    if (has(n, "tariff") == (count > 0))
        report(r, n, DIAG_EITHER_OR,
               "the connection has %s; it has to have either a tariff, or tariff_share elements",
               count > 0 ? finding_text("both a tariff and tariff_share elements")
                         : finding_text("no tariff"));
    c->tariff_shares = READ_ARRAY(r, count + 1, tariff_share);
    if (!count_is_sensible(r, n, "tariff_share", count) || c->tariff_shares == NULL)
        return;
    const tariff *own = read_reference(r, n, "tariff", r->tariffs, "tariff");
    if (own != NULL && count == 0)
        c->tariff_shares[c->n_tariff_shares++] =
            (tariff_share){.tariff = own, .share_frac = 1.0, .basis = read_basis(n)};
    for (const node *s = node_child(n, "tariff_share"); s != NULL; s = node_next(s)) {
        const tariff *t = read_reference(r, s, "tariff", r->tariffs, "tariff");
        if (t != NULL)
            c->tariff_shares[c->n_tariff_shares++] =
                (tariff_share){t, read_number_or(s, "share_frac", 0.0), read_basis(s)};
    }
    if (c->n_tariff_shares == 0)
        r->incomplete = true;
}

/* Its own level, or the highest of its tariffs. */
static grid_level read_level(const node *n, const connection *c)
{
    grid_level highest = GRID_LEVEL_LS;
    const char *given = read_text(n, "level");
    for (grid_level l = GRID_LEVEL_LS; given != NULL && l < GRID_LEVEL_COUNT; l++) {
        if (strcmp(given, grid_level_id(l)) == 0)
            return l;
    }
    for (size_t i = 0; i < c->n_tariff_shares; i++) {
        if (c->tariff_shares[i].tariff->level > highest)
            highest = c->tariff_shares[i].tariff->level;
    }
    return highest;
}

/* The demand that a saving takes its share off: the one named, or the first of the carrier. */
static const demand *read_demand_of(reader *r, const node *n, const connection *c,
                                    const technology *t)
{
    const char *id = read_text(n, "demand");
    if (t == NULL || t->kind != KIND_SAVING) {
        if (id != NULL && t != NULL)
            report(r, n, DIAG_EITHER_OR,
                   "demand is given, but technology %s is no saving; leave it out", t->id);
        return NULL;
    }
    for (size_t i = 0; i < c->n_demands; i++) {
        const demand *d = &c->demands[i];
        if (id != NULL ? strcmp(d->id, id) == 0 : d->carrier == t->carrier)
            return d;
    }
    if (id != NULL)
        report(r, n, DIAG_UNKNOWN_REFERENCE,
               "demand is \"%s\", but connection %s has no such demand", id, c->id);
    else
        report(r, n, DIAG_UNKNOWN_REFERENCE,
               "technology %s saves on a demand for %s, but connection %s has none", t->id,
               t->carrier == NULL ? finding_text("its carrier") : t->carrier->id, c->id);
    r->incomplete = true;
    return NULL;
}

potential read_potential(reader *r, const node *n, const connection *c)
{
    const technology *t = read_reference(r, n, "technology", r->technologies, "technology");
    return (potential){
        .technology = t,
        .demand = read_demand_of(r, n, c, t),
        .max = read_number_or(n, "max", 0.0),
        .max_kwh = read_number(n, "max_kwh"),
        .basis = read_basis(n),
        .line = n->line,
    };
}

static installed read_one_installed(reader *r, const node *n, const connection *c)
{
    const technology *t = read_reference(r, n, "technology", r->technologies, "technology");
    return (installed){
        .technology = t,
        .demand = read_demand_of(r, n, c, t),
        .capacity = read_number_or(n, "capacity", 0.0),
        .energy_kwh = read_number(n, "energy_kwh"),
        .year = read_year(n, "year"),
        .basis = read_basis(n),
        .line = n->line,
    };
}

static void read_assets(reader *r, const node *n, connection *c)
{
    c->installed = read_children(r, n, "installed", sizeof *c->installed, &c->n_installed, NULL);
    c->potentials = read_children(r, n, "potential", sizeof *c->potentials, &c->n_potentials, NULL);
    installed *i = c->installed;
    for (const node *x = node_child(n, "installed"); x != NULL && !r->no_memory; x = node_next(x))
        *i++ = read_one_installed(r, x, c);
    potential *p = c->potentials;
    for (const node *x = node_child(n, "potential"); x != NULL && !r->no_memory; x = node_next(x))
        *p++ = read_potential(r, x, c);
}

void read_connection(reader *r, const node *n, connection *c)
{
    static const char *const contracts[] = {"free", "fixed"};
    c->id = read_id(n, r->connections, c);
    c->company = read_text(n, "company");
    c->index = (size_t)(c - r->out->connections);
    c->import_cap_kw = read_number_or(n, "import_cap_kw", 0.0);
    c->export_cap_kw = read_number_or(n, "export_cap_kw", 0.0);
    c->physical_cap_kw =
        read_number_or(n, "physical_cap_kw", fmax(c->import_cap_kw, c->export_cap_kw));
    c->contract_fixed = read_choice(n, "contract", contracts, 2) == 1;
    c->aggregate = read_flag(n, "aggregate");
    c->sites = read_number_or(n, "sites", 1.0);
    c->coincidence_frac = read_number_or(n, "coincidence_frac", 1.0);
    c->basis = read_basis(n);
    c->line = n->line;
    read_tariff_shares(r, n, c);
    if (r->no_memory)
        return;
    c->level = read_level(n, c);
    read_rights(r, n, c);
    read_demands(r, n, c);
    read_fleets(r, n, c);
    if (!r->no_memory)
        read_assets(r, n, c);
}
