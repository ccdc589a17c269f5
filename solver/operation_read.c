#include "solver/operation_read.h"

#include "solver/formulation_parts.h"

typedef struct reader {
    const formulation *f;
    const double *x;
    arena *mem;
    bool out_of_memory;
} reader;

/* Of n columns; 0 where there is none. */
static double *values(reader *in, const int *columns, size_t n)
{
    double *own = ARENA_ARRAY(in->mem, n, double);
    if (!own) {
        in->out_of_memory = true;
        return NULL;
    }
    for (size_t k = 0; k < n; k++)
        own[k] = columns[k] >= 0 ? in->x[columns[k]] : 0.0;
    return own;
}

static flow *flows(reader *in, const series *first, size_t n)
{
    flow *own = ARENA_ARRAY(in->mem, n, flow);
    if (!own) {
        in->out_of_memory = true;
        return NULL;
    }
    for (size_t k = 0; k < n; k++)
        own[k] = first[k] >= 0 ? in->x + first[k] : NULL;
    return own;
}

static flow_day read_day(reader *in, const dispatch_day *d)
{
    const formulation *f = in->f;
    const region *r = f->region;
    const size_t members = f->first_member[r->n_hubs], chargers = r->n_fleets * f->max_chargers;
    const size_t balances = r->n_connections * r->n_carriers;
    return (flow_day){
        .import_own = flows(in, d->import_own, r->n_connections),
        .export_own = flows(in, d->export_own, r->n_connections),
        .import_hub = flows(in, d->import_hub, members),
        .export_hub = flows(in, d->export_hub, members),
        .buy = flows(in, d->buy, balances),
        .shed = flows(in, d->shed, balances),
        .surplus = flows(in, d->surplus, balances),
        .of_asset = flows(in, d->flow, r->n_assets),
        .curtailed = flows(in, d->curtailed, r->n_assets),
        .discharge = flows(in, d->discharge, r->n_assets),
        .level = flows(in, d->level, r->n_assets),
        .shifted = flows(in, d->shifted, chargers),
        .hub_import = flows(in, d->hub_import, r->n_hubs),
        .hub_export = flows(in, d->hub_export, r->n_hubs),
        .forward = flows(in, d->forward, r->n_cables),
        .backward = flows(in, d->backward, r->n_cables),
        .heat = flows(in, d->heat, f->first_heat[f->first_route[r->n_heat_nets]]),
    };
}

/* What no column decides. */
static void fill_assets(const reader *in, operation *o)
{
    const formulation *f = in->f;
    for (size_t k = 0; k < f->region->n_assets; k++)
        for (size_t y = 0; y < f->region->horizon.n_milestones; y++) {
            const size_t place = at(f, k, y);
            if (f->master.capacity[place] < 0)
                o->capacity[place] = f->region->assets[k].installed[y];
            if (f->master.capacity_kwh[place] < 0 && f->region->assets[k].installed_kwh)
                o->capacity_kwh[place] = f->region->assets[k].installed_kwh[y];
        }
}

static void fill_contracts(const reader *in, operation *o)
{
    const formulation *f = in->f;
    for (size_t i = 0; i < f->region->n_connections; i++) {
        const connection *c = &f->region->connections[i];
        for (size_t y = 0; y < f->region->horizon.n_milestones; y++) {
            if (f->master.contract[at(f, i, y)] < 0)
                o->contract[at(f, i, y)] = contract_largest_kw(f, c, y);
            for (size_t w = 0; w < c->n_rights; w++) {
                const size_t place = at(f, i * f->max_rights + w, y);
                if (f->master.right[place] < 0)
                    o->right[place] = c->rights[w].import_kw;
            }
        }
    }
}

static void fill_accepted(const reader *in, operation *o)
{
    const formulation *f = in->f;
    const size_t years = f->region->horizon.n_milestones;
    for (size_t k = 0; k < f->region->n_demands * years; k++)
        if (f->master.accepted[k] < 0)
            o->accepted[k] = 1.0;
    for (size_t k = 0; k < f->region->n_fleets * years; k++)
        if (f->master.accepted_fleet[k] < 0)
            o->accepted_fleet[k] = 1.0;
}

static void read_sites(reader *in, operation *o)
{
    const formulation *f = in->f;
    const master *m = &f->master;
    const region *r = f->region;
    const size_t y = r->horizon.n_milestones, g = r->calendar.n_peak_groups;
    const size_t chargers = r->n_fleets * f->max_chargers * y;
    o->capacity = values(in, m->capacity, r->n_assets * y);
    o->new_units = values(in, m->new_units, r->n_assets * y);
    o->capacity_kwh = values(in, m->capacity_kwh, r->n_assets * y);
    o->new_kwh = values(in, m->new_kwh, r->n_assets * y);
    o->contract = values(in, m->contract, r->n_connections * y);
    o->right = values(in, m->right, r->n_connections * f->max_rights * y);
    o->peak = values(in, m->peak, r->n_connections * g * y);
    o->surcharge_peak = values(in, m->surcharge_peak, r->n_connections * g * y);
    o->accepted = values(in, m->accepted, r->n_demands * y);
    o->accepted_fleet = values(in, m->accepted_fleet, r->n_fleets * y);
    o->vehicles = values(in, m->vehicles, chargers);
    o->managed = values(in, m->managed, chargers);
    o->uncharged = values(in, m->uncharged, r->n_fleets * y);
}

static void read_networks(reader *in, operation *o)
{
    const formulation *f = in->f;
    const master *m = &f->master;
    const region *r = f->region;
    const size_t y = r->horizon.n_milestones, g = r->calendar.n_peak_groups;
    const size_t levels = r->n_hubs * GRID_LEVEL_COUNT * y;
    const size_t pipes = f->first_pipe[r->n_heat_nets] * y;
    const size_t sources = f->first_source[r->n_heat_nets] * y;
    o->hub_formed = values(in, m->hub_formed, r->n_hubs * y);
    o->hub_member = values(in, m->hub_member, f->first_member[r->n_hubs] * y);
    o->hub_contract = values(in, m->hub_contract, levels);
    o->hub_peak = values(in, m->hub_peak, levels * g);
    o->cable_built = values(in, m->cable_built, r->n_cables * y);
    o->cable_new_kw = values(in, m->cable_new_kw, r->n_cables * y);
    o->cable_kw = values(in, m->cable_kw, r->n_cables * y);
    o->net_built = values(in, m->net_built, r->n_heat_nets * y);
    o->pipe_built = values(in, m->pipe_built, pipes);
    o->pipe_new_kw = values(in, m->pipe_new_kw, pipes);
    o->pipe_kw = values(in, m->pipe_kw, pipes);
    o->source_new_kw = values(in, m->source_new_kw, sources);
    o->source_kw = values(in, m->source_kw, sources);
    o->platform = values(in, m->platform, r->n_technologies * y);
    o->platform_new = values(in, m->platform_new, r->n_technologies * y);
    o->effort = values(in, m->effort, r->programme.n_efforts * y);
}

status operation_read(const formulation *f, const double *x, arena *mem, operation *out)
{
    reader in = {.f = f, .x = x, .mem = mem};
    const size_t n_days = f->region->horizon.n_milestones * f->region->calendar.n_days;
    *out = (operation){.region = f->region,
                       .perspective = f->perspective,
                       .first_member = f->first_member,
                       .first_pipe = f->first_pipe,
                       .first_source = f->first_source,
                       .first_route = f->first_route,
                       .first_heat = f->first_heat,
                       .max_chargers = f->max_chargers,
                       .max_rights = f->max_rights,
                       .n_peak_groups = peak_groups(f),
                       .days = ARENA_ARRAY(mem, n_days, flow_day)};
    read_sites(&in, out);
    read_networks(&in, out);
    for (size_t k = 0; out->days && k < n_days; k++)
        out->days[k] = read_day(&in, &f->days[k]);
    if (in.out_of_memory || !out->days)
        return STATUS_NO_MEMORY;
    fill_assets(&in, out);
    fill_contracts(&in, out);
    fill_accepted(&in, out);
    return STATUS_OK;
}
