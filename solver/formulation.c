#include "solver/formulation.h"

#include <stdlib.h>

#include "solver/formulation_parts.h"
#include "solver/room.h"

/* Hands out the slots of struct master one array after the other. */
typedef struct slot_maker {
    int *next; /* NULL while counting */
    size_t count;
} slot_maker;

static void take(slot_maker *m, int **array, size_t n)
{
    *array = m->next;
    m->count += n;
    if (m->next)
        m->next += n;
}

static void lay_out(const formulation *f, master *m, slot_maker *maker)
{
    const region *r = f->region;
    const size_t y = r->horizon.n_milestones, g = r->calendar.n_peak_groups;
    const size_t assets = r->n_assets * y, connections = r->n_connections * y;
    const size_t members = f->first_member[r->n_hubs] * y;
    const size_t charging = r->n_fleets * f->max_chargers * y;
    const size_t levels = r->n_hubs * GRID_LEVEL_COUNT * y;
    const size_t pipes = f->first_pipe[r->n_heat_nets] * y;
    const size_t sources = f->first_source[r->n_heat_nets] * y;
    take(maker, &m->capacity, assets);
    take(maker, &m->new_units, assets);
    take(maker, &m->usable, assets);
    take(maker, &m->capacity_kwh, assets);
    take(maker, &m->new_kwh, assets);
    take(maker, &m->level_start, r->calendar.chronological ? assets * r->calendar.n_days : 0);
    take(maker, &m->contract, connections);
    take(maker, &m->peak, connections * g);
    take(maker, &m->surcharge_peak, connections * g);
    take(maker, &m->right, connections * f->max_rights);
    take(maker, &m->accepted, r->n_demands * y);
    take(maker, &m->accepted_fleet, r->n_fleets * y);
    take(maker, &m->vehicles, charging);
    take(maker, &m->managed, charging);
    take(maker, &m->uncharged, r->n_fleets * y);
    take(maker, &m->hub_formed, r->n_hubs * y);
    take(maker, &m->hub_member, members);
    take(maker, &m->hub_contract, levels);
    take(maker, &m->hub_level, levels);
    take(maker, &m->hub_peak, levels * g);
    take(maker, &m->hub_offer, f->first_capacity[r->n_hubs] * y);
    take(maker, &m->cable_built, r->n_cables * y);
    take(maker, &m->cable_new_kw, r->n_cables * y);
    take(maker, &m->cable_kw, r->n_cables * y);
    take(maker, &m->net_built, r->n_heat_nets * y);
    take(maker, &m->pipe_built, pipes);
    take(maker, &m->pipe_new_kw, pipes);
    take(maker, &m->pipe_kw, pipes);
    take(maker, &m->source_new_kw, sources);
    take(maker, &m->source_kw, sources);
    take(maker, &m->subscribed, f->first_route[r->n_heat_nets] * y);
    take(maker, &m->platform, r->n_technologies * y);
    take(maker, &m->platform_new, r->n_technologies * y);
    take(maker, &m->effort, r->programme.n_efforts * y);
    take(maker, &m->reach, r->n_parks * y);
}

static int *no_columns(formulation *f, size_t n)
{
    int *array = ARENA_ARRAY(f->mem, n, int);
    if (!array) {
        f->out_of_memory = true;
        return NULL;
    }
    for (size_t k = 0; k < n; k++)
        array[k] = LP_NONE;
    return array;
}

static bool make_master(formulation *f)
{
    slot_maker counting = {NULL, 0};
    lay_out(f, &f->master, &counting);
    f->master.n_slots = counting.count;
    f->master.slots = no_columns(f, counting.count);
    if (!f->master.slots)
        return false;
    slot_maker filling = {f->master.slots, 0};
    lay_out(f, &f->master, &filling);
    return true;
}

static size_t *offsets(formulation *f, size_t n, size_t (*count)(const region *, size_t))
{
    size_t *first = ARENA_ARRAY(f->mem, n + 1, size_t);
    if (!first) {
        f->out_of_memory = true;
        return NULL;
    }
    for (size_t k = 0; k < n; k++)
        first[k + 1] = first[k] + count(f->region, k);
    return first;
}

static size_t count_members(const region *r, size_t h)
{
    return r->hubs[h].n_members;
}
static size_t count_capacities(const region *r, size_t h)
{
    return r->hubs[h].n_capacities;
}
static size_t count_pipes(const region *r, size_t k)
{
    return r->heat_nets[k].n_pipes;
}
static size_t count_sources(const region *r, size_t k)
{
    return r->heat_nets[k].n_sources;
}
static size_t count_routes(const region *r, size_t k)
{
    return r->heat_nets[k].n_routes;
}

static bool make_offsets(formulation *f)
{
    const region *r = f->region;
    f->first_member = offsets(f, r->n_hubs, count_members);
    f->first_capacity = offsets(f, r->n_hubs, count_capacities);
    f->first_pipe = offsets(f, r->n_heat_nets, count_pipes);
    f->first_source = offsets(f, r->n_heat_nets, count_sources);
    f->first_route = offsets(f, r->n_heat_nets, count_routes);
    if (f->out_of_memory)
        return false;
    f->first_heat = ARENA_ARRAY(f->mem, f->first_route[r->n_heat_nets] + 1, size_t);
    if (!f->first_heat)
        return false;
    size_t route = 0;
    for (size_t k = 0; k < r->n_heat_nets; k++)
        for (size_t j = 0; j < r->heat_nets[k].n_routes; j++, route++)
            f->first_heat[route + 1] =
                f->first_heat[route] + r->heat_nets[k].routes[j].park->n_connections;
    for (size_t i = 0; i < r->n_connections; i++) {
        if (r->connections[i].n_assets > f->max_chargers)
            f->max_chargers = r->connections[i].n_assets;
        if (r->connections[i].n_rights > f->max_rights)
            f->max_rights = r->connections[i].n_rights;
    }
    return true;
}

/* Likewise the arrays of one day. */
static void lay_out_day(const formulation *f, dispatch_day *columns, slot_maker *maker)
{
    const region *r = f->region;
    const size_t members = f->first_member[r->n_hubs];
    const size_t balances = r->n_connections * r->n_carriers;
    take(maker, &columns->import_own, r->n_connections);
    take(maker, &columns->export_own, r->n_connections);
    take(maker, &columns->import_hub, members);
    take(maker, &columns->export_hub, members);
    take(maker, &columns->buy, balances);
    take(maker, &columns->shed, balances);
    take(maker, &columns->surplus, balances);
    take(maker, &columns->flow, r->n_assets);
    take(maker, &columns->curtailed, r->n_assets);
    take(maker, &columns->discharge, r->n_assets);
    take(maker, &columns->level, r->n_assets);
    take(maker, &columns->shifted, r->n_fleets * f->max_chargers);
    take(maker, &columns->hub_import, r->n_hubs);
    take(maker, &columns->hub_export, r->n_hubs);
    take(maker, &columns->forward, r->n_cables);
    take(maker, &columns->backward, r->n_cables);
    take(maker, &columns->heat, f->first_heat[f->first_route[r->n_heat_nets]]);
}

static bool make_day(formulation *f, dispatch_day *columns)
{
    slot_maker counting = {NULL, 0};
    lay_out_day(f, columns, &counting);
    columns->n_slots = counting.count;
    columns->slots = no_columns(f, counting.count);
    if (!columns->slots)
        return false;
    slot_maker filling = {columns->slots, 0};
    lay_out_day(f, columns, &filling);
    return true;
}

/* Only the days in scope have slots. */
static bool make_days(formulation *f)
{
    const region *r = f->region;
    const size_t n = r->horizon.n_milestones * r->calendar.n_days;
    f->days = ARENA_ARRAY(f->mem, n, dispatch_day);
    f->discount = ARENA_ARRAY(f->mem, r->horizon.n_milestones, double);
    f->block_column = no_columns(f, n * r->n_stations);
    f->block_row = no_columns(f, n * r->n_stations);
    if (!f->days || !f->discount || !f->block_column || !f->block_row)
        return false;
    for (size_t y = 0; y < r->horizon.n_milestones; y++)
        f->discount[y] = horizon_discount_factor(&r->horizon, y);
    for (size_t k = 0; k < n; k++)
        if (scope_has_day(f, k / r->calendar.n_days, k % r->calendar.n_days) &&
            !make_day(f, &f->days[k]))
            return false;
    return true;
}

static bool make_quantities(formulation *f)
{
    const size_t y = f->region->horizon.n_milestones, parks = f->region->n_parks;
    quantity *q = &f->quantity;
    q->co2_column = no_columns(f, (parks + 1) * y);
    q->co2_row = no_columns(f, (parks + 1) * y);
    q->renewable_column = no_columns(f, parks * y);
    q->renewable_row = no_columns(f, parks * y);
    q->use_column = no_columns(f, parks * y);
    q->use_row = no_columns(f, parks * y);
    f->target_slack = no_columns(f, f->region->n_targets * y);
    return !f->out_of_memory;
}

formulation *formulation_new(const region *r, perspective who, scope part)
{
    formulation *f = calloc(1, sizeof *f);
    if (!f)
        return NULL;
    f->region = r;
    f->perspective = who;
    f->scope = part;
    f->mem = arena_new();
    f->lp = lp_new();
    f->books = f->lp ? ledger_new(f->lp) : NULL;
    if (!f->mem || !f->books || !make_offsets(f) || !make_master(f) || !make_quantities(f) ||
        !make_days(f)) {
        formulation_free(f);
        return NULL;
    }
    return f;
}

void formulation_free(formulation *f)
{
    if (!f)
        return;
    ledger_free(f->books);
    lp_free(f->lp);
    arena_free(f->mem);
    free(f->spends);
    free(f->payments);
    free(f->limit_rows);
    free(f);
}

void limit_row_add(formulation *f, limit_row l)
{
    if (l.row < 0)
        return;
    if (room_for((void **)&f->limit_rows, f->n_limit_rows, &f->limit_row_room, sizeof l))
        f->limit_rows[f->n_limit_rows++] = l;
    else
        f->out_of_memory = true;
}

const char *limit_row_object(const region *r, const limit_row *row)
{
    switch (row->kind) {
    case LIMIT_STATION_IMPORT:
    case LIMIT_STATION_EXPORT:
        return r->stations[row->object].id;
    case LIMIT_GROUP_CAPACITY:
        return r->hubs[row->object].id;
    case LIMIT_FUND:
        return r->funds[row->object].id;
    case LIMIT_SUBSIDY:
        return r->subsidies[row->object].id;
    case LIMIT_INSTALLER_WEEKS:
        return r->trades[row->object].id;
    case LIMIT_ADOPTION:
    case LIMIT_GROUND:
        return r->parks[row->object].id;
    case LIMIT_TARGET:
        return r->targets[row->object].id;
    case LIMIT_POTENTIAL: /* found by its asset */
    case LIMIT_KIND_COUNT:
        break;
    }
    return "";
}

void investment_add_rows(formulation *f)
{
    capacity_add_rows(f);
    contract_add_rows(f);
    growth_add_rows(f);
    hub_add_rows(f);
    cable_add_rows(f);
    heat_net_add_rows(f);
    reach_add_rows(f);
    target_add_rows(f);
    finance_add_rows(f);
}

static status finished(formulation *f, formulation **out)
{
    status st = f->out_of_memory ? STATUS_NO_MEMORY : lp_finish(f->lp);
    if (st == STATUS_OK)
        st = ledger_status(f->books);
    if (st == STATUS_OK) {
        quantity_bound(f, NULL, NULL);
        f->n_columns = (size_t)lp_columns(f->lp);
        f->n_rows = (size_t)lp_rows(f->lp);
        *out = f;
    } else {
        formulation_free(f);
    }
    return st;
}

/* Everything that is not of one day. NULL when memory is out. */
static formulation *investments(const region *r, perspective who)
{
    formulation *f = formulation_new(r, who, (scope){SCOPE_ALL, SCOPE_ALL, SCOPE_ALL});
    if (!f)
        return NULL;
    master_add_columns(f);
    quantity_add(f);
    investment_add_rows(f);
    return f;
}

status formulation_investments(const region *r, perspective who, formulation **out)
{
    formulation *f = investments(r, who);
    return f ? finished(f, out) : STATUS_NO_MEMORY;
}

status formulation_whole(const region *r, perspective who, formulation **out)
{
    formulation *f = investments(r, who);
    if (!f)
        return STATUS_NO_MEMORY;
    for (size_t y = 0; y < r->horizon.n_milestones; y++)
        for (size_t d = 0; d < r->calendar.n_days; d++)
            for (size_t s = 0; s < r->n_stations; s++)
                dispatch_add_day(f, s, y, d);
    return finished(f, out);
}

status formulation_piece(const region *r, perspective who, size_t station_index, size_t y, size_t d,
                         formulation **out)
{
    formulation *f = formulation_new(r, who, (scope){station_index, y, d});
    if (!f)
        return STATUS_NO_MEMORY;
    lp_leave_out_names(f->lp);
    master_add_columns(f);
    quantity_add(f);
    dispatch_add_day(f, station_index, y, d);
    return finished(f, out);
}

static void map_quantity(const int *columns, const int *rows, const int *columns_there,
                         const int *rows_there, size_t n, int *column_of, int *row_of)
{
    for (size_t k = 0; k < n; k++)
        if (columns[k] >= 0) {
            column_of[columns[k]] = columns_there[k];
            row_of[rows[k]] = rows_there[k];
        }
}

void formulation_map(const formulation *piece, const formulation *whole, int *column_of,
                     int *row_of)
{
    const quantity *q = &piece->quantity, *there = &whole->quantity;
    const size_t years = piece->region->horizon.n_milestones, parks = piece->region->n_parks;
    for (size_t k = 0; k < piece->master.n_slots; k++)
        if (piece->master.slots[k] >= 0)
            column_of[piece->master.slots[k]] = whole->master.slots[k];
    map_quantity(q->co2_column, q->co2_row, there->co2_column, there->co2_row, (parks + 1) * years,
                 column_of, row_of);
    map_quantity(q->renewable_column, q->renewable_row, there->renewable_column,
                 there->renewable_row, parks * years, column_of, row_of);
    map_quantity(q->use_column, q->use_row, there->use_column, there->use_row, parks * years,
                 column_of, row_of);
}
