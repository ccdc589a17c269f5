#include "model/region_complete.h"

#include <math.h>

#include "model/tolerance.h"

/* What stands there, while it is still being added up: [n_milestones] each. */
typedef struct amounts {
    double *capacity;
    double *kwh;
} amounts;

typedef struct builder {
    region *region;
    arena *mem;
    diag_list *diags;
    amounts *amounts; /* [count_at_most()], by index of the asset */
} builder;

static size_t count_at_most(const region *r)
{
    size_t n = 0;
    for (size_t i = 0; i < r->n_connections; i++)
        n += r->connections[i].n_installed + r->connections[i].n_potentials;
    for (size_t h = 0; h < r->n_hubs; h++)
        n += r->hubs[h].n_potentials;
    return n + r->n_connections * r->n_heat_nets;
}

/* Among those of connection c, the last one so far; NULL: none yet. */
static asset *find(const builder *b, const connection *c, const technology *tech, const demand *n,
                   const hub *h)
{
    for (size_t i = c->first_asset; i < b->region->n_assets; i++) {
        asset *a = &b->region->assets[i];
        if (a->technology == tech && a->demand == n && a->hub == h)
            return a;
    }
    return NULL;
}

static asset *find_or_add(builder *b, connection *c, const technology *tech, const demand *n,
                          const hub *h)
{
    asset *a = find(b, c, tech, n, h);
    if (a != NULL)
        return a;
    amounts *sum = &b->amounts[b->region->n_assets];
    sum->capacity = ARENA_ARRAY(b->mem, b->region->horizon.n_milestones, double);
    sum->kwh = ARENA_ARRAY(b->mem, b->region->horizon.n_milestones, double);
    if (sum->capacity == NULL || sum->kwh == NULL)
        return NULL;
    a = &b->region->assets[b->region->n_assets];
    *a = (asset){
        .index = b->region->n_assets,
        .connection = c,
        .technology = tech,
        .demand = n,
        .hub = h,
        .installed = sum->capacity,
        .installed_kwh = tech->kind == KIND_STORAGE ? sum->kwh : NULL,
        .max = NAN, /* no <potential> seen */
        .max_kwh = NAN,
    };
    b->region->n_assets++;
    c->n_assets++;
    return a;
}

static bool sized_apart(const technology *tech)
{
    return tech->kind == KIND_STORAGE && isnan(tech->hours);
}

/* Without a year it lives to the horizon, and so does what has a yearly cost in place of a life. */
static bool alive(const installed *in, const horizon *h, size_t y)
{
    const double life = in->technology->life_years;
    return in->year == 0 || vintage_counts(h, in->year, life > 0.0 ? life : INFINITY, y);
}

static status add_installed(builder *b, connection *c, const installed *in)
{
    asset *a = find_or_add(b, c, in->technology, in->demand, NULL);
    if (a == NULL)
        return STATUS_NO_MEMORY;
    if (isnan(a->max)) {
        a->basis = in->basis;
        a->line = in->line;
    }
    const double kwh =
        sized_apart(in->technology) ? in->energy_kwh : in->technology->hours * in->capacity;
    for (size_t y = 0; y < b->region->horizon.n_milestones; y++) {
        if (!alive(in, &b->region->horizon, y))
            continue;
        b->amounts[a->index].capacity[y] += in->capacity;
        b->amounts[a->index].kwh[y] += kwh;
    }
    return STATUS_OK;
}

static status add_potential(builder *b, connection *c, const potential *p, const hub *h)
{
    asset *a = find_or_add(b, c, p->technology, p->demand, h);
    if (a == NULL)
        return STATUS_NO_MEMORY;
    a->basis = p->basis;
    a->line = p->line;
    a->max = p->demand == NULL ? p->max : p->max * p->demand->base_mwh_per_year;
    a->max_kwh = sized_apart(p->technology) ? p->max_kwh : NAN;
    return STATUS_OK;
}

/* Both lists are in file order; the lines say how they lie between each other. */
static status add_own(builder *b, connection *c)
{
    size_t i = 0, p = 0;
    status st = STATUS_OK;
    while (st == STATUS_OK && (i < c->n_installed || p < c->n_potentials)) {
        if (p == c->n_potentials ||
            (i < c->n_installed && c->installed[i].line <= c->potentials[p].line))
            st = add_installed(b, c, &c->installed[i++]);
        else
            st = add_potential(b, c, &c->potentials[p++], NULL);
    }
    return st;
}

static status add_of_hubs(builder *b, connection *c)
{
    for (size_t h = 0; h < b->region->n_hubs; h++) {
        const hub *hb = &b->region->hubs[h];
        for (size_t p = 0; p < hb->n_potentials; p++) {
            if (hb->potentials[p].behind != c)
                continue;
            const status st = add_potential(b, c, &hb->potentials[p].potential, hb);
            if (st != STATUS_OK)
                return st;
        }
    }
    return STATUS_OK;
}

static bool net_reaches(const heat_net *net, const park *p)
{
    for (size_t k = 0; k < net->n_pipes; k++)
        if (net->pipes[k].to_park == p)
            return true;
    return false;
}

/* Highest heat demand in any step of any milestone, all growth accepted, kW. */
static double highest_heat_kw(const region *r, const connection *c)
{
    double most = 0.0;
    for (size_t y = 0; y < r->horizon.n_milestones; y++)
        for (size_t d = 0; d < r->calendar.n_days; d++)
            for (size_t t = 0; t < r->calendar.n_steps; t++) {
                double kw = 0.0;
                for (size_t n = 0; n < c->n_demands; n++)
                    if (c->demands[n].carrier == r->heat)
                        kw += demand_kw_per_mwh(&c->demands[n], &r->calendar, d, t) *
                              (c->demands[n].existing_mwh[y] + c->demands[n].growth_mwh[y]);
                most = fmax(most, kw);
            }
    return most;
}

/* A site may be connected to a net that comes to its park, up to its highest demand: the net says
 * with what, so no <potential> is asked for. */
static status add_to_nets(builder *b, connection *c)
{
    const double most = highest_heat_kw(b->region, c);
    for (size_t k = 0; most > 0.0 && k < b->region->n_heat_nets; k++) {
        const heat_net *net = &b->region->heat_nets[k];
        if (net->connection_technology == NULL || !net_reaches(net, c->park))
            continue;
        asset *a = find_or_add(b, c, net->connection_technology, NULL, NULL);
        if (a == NULL)
            return STATUS_NO_MEMORY;
        a->basis = net->basis;
        a->line = net->line;
        a->max = most;
    }
    return STATUS_OK;
}

static double highest(const double *values, size_t n)
{
    double max = 0.0;
    for (size_t i = 0; i < n; i++)
        max = fmax(max, values[i]);
    return max;
}

/* The limit includes what stands there; without one, that is the limit. */
static double limit_with(builder *b, const asset *a, const char *field, double limit,
                         double standing)
{
    if (isnan(limit))
        return standing;
    if (limit >= standing * (1.0 - SHARE_TOL_FRAC))
        return fmax(limit, standing);
    diag_add(b->diags, DIAG_POTENTIAL_BELOW_INSTALLED, b->region->file, a->line,
             "potential of %s at connection %s: %s is %g, while %g is installed; it includes what "
             "is installed and has been raised to that",
             a->technology->id, a->connection->id, field, limit, standing);
    return standing;
}

static void settle_limits(builder *b)
{
    const size_t n_milestones = b->region->horizon.n_milestones;
    for (size_t i = 0; i < b->region->n_assets; i++) {
        asset *a = &b->region->assets[i];
        a->max = limit_with(b, a, "max", a->max, highest(a->installed, n_milestones));
        if (sized_apart(a->technology))
            a->max_kwh =
                limit_with(b, a, "max_kwh", a->max_kwh, highest(a->installed_kwh, n_milestones));
    }
}

status region_complete_assets(region *r, arena *mem, diag_list *diags)
{
    builder b = {.region = r, .mem = mem, .diags = diags};
    r->n_assets = 0;
    r->assets = ARENA_ARRAY(mem, count_at_most(r), asset);
    b.amounts = ARENA_ARRAY(mem, count_at_most(r), amounts);
    if (r->assets == NULL || b.amounts == NULL)
        return STATUS_NO_MEMORY;
    for (size_t i = 0; i < r->n_connections; i++) {
        connection *c = &r->connections[i];
        c->first_asset = r->n_assets;
        c->n_assets = 0;
        status st = add_own(&b, c);
        if (st == STATUS_OK)
            st = add_of_hubs(&b, c);
        if (st == STATUS_OK)
            st = add_to_nets(&b, c);
        if (st != STATUS_OK)
            return st;
    }
    settle_limits(&b);
    return STATUS_OK;
}
