#include "model/region_check.h"

#include <stdlib.h>
#include <string.h>

#include "model/finding_text.h"

typedef struct named {
    const char *id;
    int line;
    size_t order;
} named;

static int compare_named(const void *left, const void *right)
{
    const named *a = left, *b = right;
    const int by_id = strcmp(a->id, b->id);
    if (by_id != 0)
        return by_id;
    return (a->order > b->order) - (a->order < b->order);
}

/* A list of structs that have an id and a line somewhere; parents may share one name space. */
typedef struct id_list {
    const char *kind;
    const void *first;
    size_t n, stride, id_at, line_at;
} id_list;

#define ID_LIST(of_kind, list, count, type)                                                        \
    {                                                                                              \
        .kind = (of_kind), .first = (list), .n = (count), .stride = sizeof(type),                  \
        .id_at = offsetof(type, id), .line_at = offsetof(type, line)                               \
    }

static named named_at(const id_list *list, size_t i)
{
    const char *item = (const char *)list->first + i * list->stride;
    named out = {.order = i};
    memcpy(&out.id, item + list->id_at, sizeof out.id);
    memcpy(&out.line, item + list->line_at, sizeof out.line);
    return out;
}

/* Sorted, equal ids stand side by side: no table of all pairs, however many there are. */
static status check_unique(const checker *k, const char *owner, const id_list *list)
{
    if (list->n < 2)
        return STATUS_OK;
    named *all = calloc(list->n, sizeof *all);
    if (all == NULL)
        return STATUS_NO_MEMORY;
    for (size_t i = 0; i < list->n; i++)
        all[i] = named_at(list, i);
    qsort(all, list->n, sizeof *all, compare_named);
    for (size_t i = 1; i < list->n; i++) {
        if (strcmp(all[i].id, all[i - 1].id) != 0)
            continue;
        const subject s = {.kind = list->kind, .id = all[i].id, .line = all[i].line};
        check_report(k, &s, DIAG_DUPLICATE_ID,
                     "the id is already that of another one%s%s, on line %d; each has to have its "
                     "own",
                     owner == NULL ? "" : finding_text(" of "), owner == NULL ? "" : owner,
                     all[i - 1].line);
    }
    free(all);
    return STATUS_OK;
}

static status check_lists(const checker *k, const char *owner, const id_list *lists, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const status st = check_unique(k, owner, &lists[i]);
        if (st != STATUS_OK)
            return st;
    }
    return STATUS_OK;
}

static status check_of_region(const checker *k)
{
    const region *r = k->region;
    const id_list lists[] = {
        ID_LIST("day", r->calendar.days, r->calendar.n_days, day),
        ID_LIST("peak_group", r->calendar.peak_groups, r->calendar.n_peak_groups, peak_group),
        ID_LIST("profile", r->profiles, r->n_profiles, profile),
        ID_LIST("carrier", r->carriers, r->n_carriers, carrier),
        ID_LIST("tariff", r->tariffs, r->n_tariffs, tariff),
        ID_LIST("station", r->stations, r->n_stations, station),
        ID_LIST("payer", r->payers, r->n_payers, payer),
        ID_LIST("trade", r->trades, r->n_trades, trade),
        ID_LIST("technology", r->technologies, r->n_technologies, technology),
        ID_LIST("park", r->parks, r->n_parks, park),
        ID_LIST("connection", r->connections, r->n_connections, connection),
        ID_LIST("cable", r->cables, r->n_cables, cable),
        ID_LIST("heat_net", r->heat_nets, r->n_heat_nets, heat_net),
        ID_LIST("hub", r->hubs, r->n_hubs, hub),
        ID_LIST("effort", r->programme.efforts, r->programme.n_efforts, effort),
        ID_LIST("fund", r->funds, r->n_funds, fund),
        ID_LIST("subsidy", r->subsidies, r->n_subsidies, subsidy),
        ID_LIST("target", r->targets, r->n_targets, target),
        ID_LIST("scenario", r->scenarios, r->n_scenarios, scenario),
        ID_LIST("source", r->sources, r->n_sources, source_key),
    };
    return check_lists(k, NULL, lists, sizeof lists / sizeof lists[0]);
}

static status check_of_connection(const checker *k, const connection *c)
{
    const id_list lists[] = {
        ID_LIST("demand", c->demands, c->n_demands, demand),
        ID_LIST("fleet", c->fleets, c->n_fleets, fleet),
    };
    return check_lists(k, c->id, lists, sizeof lists / sizeof lists[0]);
}

static status check_of_heat_net(const checker *k, const heat_net *net)
{
    const id_list lists[] = {
        ID_LIST("source", net->sources, net->n_sources, heat_source),
        ID_LIST("pipe", net->pipes, net->n_pipes, heat_pipe),
    };
    return check_lists(k, net->id, lists, sizeof lists / sizeof lists[0]);
}

status region_check_ids(const checker *k)
{
    const region *r = k->region;
    status st = check_of_region(k);
    for (size_t i = 0; i < r->n_connections && st == STATUS_OK; i++)
        st = check_of_connection(k, &r->connections[i]);
    for (size_t h = 0; h < r->n_heat_nets && st == STATUS_OK; h++)
        st = check_of_heat_net(k, &r->heat_nets[h]);
    for (size_t i = 0; i < r->n_stations && st == STATUS_OK; i++) {
        const id_list list = ID_LIST("reinforcement", r->stations[i].reinforcements,
                                     r->stations[i].n_reinforcements, reinforcement);
        st = check_unique(k, r->stations[i].id, &list);
    }
    return st;
}
