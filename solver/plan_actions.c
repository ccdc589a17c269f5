/* The decisions of the plan, each with its money, who pays and what it needs. */
#include "solver/plan_parts.h"

#include <math.h>
#include <stdlib.h>

#include "solver/room.h"

/* Actions while they are gathered; copied into the plan's arena at the end. */
typedef struct action_list {
    reading *in;
    action *items;
    size_t n, room;
} action_list;

enum { MAX_SPENDS_OF_COLUMN = 4, MAX_PREREQUISITES = 4 };

static action *push(action_list *list, action a)
{
    if (!room_for((void **)&list->items, list->n, &list->room, sizeof a)) {
        list->in->out_of_memory = true;
        return NULL;
    }
    list->items[list->n] = a;
    return &list->items[list->n++];
}

static void pay(action_list *list, action *a, const int *columns, size_t n)
{
    const spend **found = READING_ARRAY(list->in, n * MAX_SPENDS_OF_COLUMN, const spend *);
    size_t count = 0;
    for (size_t k = 0; found && k < n; k++)
        count += spends_of(list->in, columns[k], found + count, MAX_SPENDS_OF_COLUMN);
    add_payments(list->in, a, found, count);
}

/* What is decided once and runs on: columns of every milestone from the decision on. */
static void pay_from(action_list *list, action *a, const int *columns, size_t y)
{
    pay(list, a, columns + y, list->in->r->horizon.n_milestones - y);
}

static void need(action_list *list, action *a, const char *text_id)
{
    if (!a->prerequisites)
        a->prerequisites =
            (const char **)reading_array(list->in, MAX_PREREQUISITES, sizeof(char *));
    if (a->prerequisites && a->n_prerequisites < MAX_PREREQUISITES)
        a->prerequisites[a->n_prerequisites++] = text_id;
}

static int start_year(const reading *in, size_t y, double lead_years)
{
    return year_of(in->f, y) - (int)ceil(lead_years);
}

static void add_needs(action_list *list, action *a, const asset *of)
{
    const technology *tech = of->technology;
    if (tech->needs_ems)
        need(list, a, "prerequisite_ems");
    if (of->hub)
        need(list, a, "prerequisite_hub");
    if (tech->kind == KIND_LINK)
        need(list, a, "prerequisite_heat_net");
    if (tech->kind == KIND_CONTROL && tech->regional)
        need(list, a, "prerequisite_platform");
}

static void add_measure(action_list *list, const asset *of, size_t y)
{
    reading *in = list->in;
    const technology *tech = of->technology;
    const int column = in->f->master.new_units[at(in->f, of->index, y)];
    const int kwh = in->f->master.new_kwh[at(in->f, of->index, y)];
    double amount = value_of(in, column);
    if (technology_is_whole(tech) && from_whole(amount) < INTEGER_TOL)
        amount = round(amount);
    if (amount < LEAST_AMOUNT && value_of(in, kwh) < LEAST_AMOUNT)
        return;
    action *a = push(list, (action){.kind = ACTION_MEASURE,
                                    .theme = tech->theme,
                                    .milestone = y,
                                    .start_year = start_year(in, y, tech->lead_years),
                                    .park = of->connection->park,
                                    .connection = of->connection,
                                    .technology = tech,
                                    .hub = of->hub,
                                    .amount = amount,
                                    .unit = technology_unit(tech),
                                    .owner = tech->owner});
    if (!a)
        return;
    if (tech->kind == KIND_STORAGE)
        a->amount_kwh = kwh >= 0 ? in->x[kwh] : tech->hours * amount;
    a->companies = tech->counts_as_adoption ? amount / tech->typical_size : 0.0;
    a->yearly_cost_eur = tech->operating_eur_per_unit_year * amount;
    if (kwh >= 0)
        a->yearly_cost_eur += tech->operating_frac * tech->investment_eur_per_kwh[0] * in->x[kwh];
    if (isfinite(tech->annual_cost_eur_per_unit))
        a->yearly_cost_eur += tech->annual_cost_eur_per_unit * amount;
    a->energy_mwh_per_year = asset_mwh(in, of, y);
    add_needs(list, a, of);
    pay(list, a, &column, 1);
}

/* A 0/1 column that turns 1 in y. */
static bool turns_yes(const reading *in, const int *columns, size_t y)
{
    return value_of(in, columns[y]) > YES && (y == 0 || value_of(in, columns[y - 1]) <= YES);
}

static void add_platform(action_list *list, const technology *tech, size_t y)
{
    const reading *in = list->in;
    const int column = in->f->master.platform_new[at(in->f, tech->index, y)];
    if (value_of(in, column) <= YES)
        return;
    action *a = push(list, (action){.kind = ACTION_PLATFORM,
                                    .theme = tech->theme,
                                    .milestone = y,
                                    .start_year = start_year(in, y, tech->lead_years),
                                    .technology = tech,
                                    .amount = 1.0,
                                    .unit = "platform",
                                    .yearly_cost_eur = tech->platform_operating_eur_per_year,
                                    .owner = tech->owner});
    if (a)
        pay(list, a, &column, 1);
}

static void add_hub_actions(action_list *list, const hub *h, size_t y)
{
    const reading *in = list->in;
    const int *formed = in->f->master.hub_formed + at(in->f, h->index, 0);
    if (turns_yes(in, formed, y)) {
        action *a = push(list, (action){.kind = ACTION_HUB,
                                        .theme = THEME_ENERGY_COOPERATIVES,
                                        .milestone = y,
                                        .start_year = start_year(in, y, 0.0),
                                        .park = h->members[0].connection->park,
                                        .hub = h,
                                        .amount = 1.0,
                                        .unit = "hub",
                                        .yearly_cost_eur = h->operating_cost_eur_per_year,
                                        .owner = h->owner});
        if (a)
            pay_from(list, a, formed, y);
    }
    for (size_t j = 0; j < h->n_members; j++) {
        const connection *c = h->members[j].connection;
        const int *member =
            in->f->master.hub_member + at(in->f, in->f->first_member[h->index] + j, 0);
        if (!turns_yes(in, member, y))
            continue;
        action *a = push(list, (action){.kind = ACTION_HUB_MEMBER,
                                        .theme = THEME_ENERGY_COOPERATIVES,
                                        .milestone = y,
                                        .start_year = year_of(in->f, y),
                                        .park = c->park,
                                        .connection = c,
                                        .hub = h,
                                        .amount = 1.0,
                                        .unit = "member",
                                        .yearly_cost_eur = h->operating_cost_eur_per_member_year,
                                        .owner = h->owner});
        if (a)
            pay_from(list, a, member, y);
        if (a && h->needs_ems)
            need(list, a, "prerequisite_ems");
    }
}

static void add_source(action_list *list, const heat_net *net, const heat_source *s, size_t y)
{
    const reading *in = list->in;
    const int column =
        in->f->master.source_new_kw[at(in->f, in->f->first_source[net->index] + s->index, y)];
    const double kw = value_of(in, column);
    if (kw < LEAST_AMOUNT)
        return;
    action *a =
        push(list, (action){.kind = ACTION_HEAT_SOURCE,
                            .theme = THEME_HEAT_NETS,
                            .milestone = y,
                            .start_year = start_year(in, y, s->technology->lead_years),
                            .technology = s->technology,
                            .heat_net = net,
                            .source = s,
                            .amount = kw,
                            .unit = "kW",
                            .owner = net->owner,
                            .yearly_cost_eur = kw * s->technology->operating_eur_per_unit_year});
    if (a)
        pay(list, a, &column, 1);
}

static void add_pipe(action_list *list, const heat_net *net, const heat_pipe *p, size_t y)
{
    const reading *in = list->in;
    const size_t first = at(in->f, in->f->first_pipe[net->index] + p->index, 0);
    const int columns[] = {in->f->master.pipe_built[first + y],
                           in->f->master.pipe_new_kw[first + y]};
    const bool built = turns_yes(in, in->f->master.pipe_built + first, y);
    const double kw = value_of(in, columns[1]);
    if (!built && kw < LEAST_AMOUNT)
        return;
    action *a =
        push(list, (action){.kind = ACTION_HEAT_PIPE,
                            .theme = THEME_HEAT_NETS,
                            .milestone = y,
                            .start_year = start_year(in, y, p->technology->lead_years),
                            .park = p->to_park,
                            .technology = p->technology,
                            .heat_net = net,
                            .pipe = p,
                            .amount = kw,
                            .unit = "kW",
                            .owner = net->owner,
                            .yearly_cost_eur = kw * p->technology->operating_eur_per_unit_year +
                                               (built ? pipe_operating_eur_per_year(p) : 0.0)});
    if (a)
        pay(list, a, columns, 2);
}

static void add_net_actions(action_list *list, const heat_net *net, size_t y)
{
    const reading *in = list->in;
    const int *built = in->f->master.net_built + at(in->f, net->index, 0);
    if (turns_yes(in, built, y)) {
        action *a = push(list, (action){.kind = ACTION_HEAT_NET,
                                        .theme = THEME_HEAT_NETS,
                                        .milestone = y,
                                        .start_year = year_of(in->f, y),
                                        .heat_net = net,
                                        .amount = 1.0,
                                        .unit = "heat_net",
                                        .yearly_cost_eur = net->operating_eur_per_year,
                                        .owner = net->owner});
        if (a)
            pay(list, a, built + y, 1);
    }
    for (size_t s = 0; s < net->n_sources; s++)
        add_source(list, net, &net->sources[s], y);
    for (size_t p = 0; p < net->n_pipes; p++)
        add_pipe(list, net, &net->pipes[p], y);
}

static void add_cable(action_list *list, const cable *k, size_t y)
{
    const reading *in = list->in;
    const size_t first = at(in->f, k->index, 0);
    const int columns[] = {in->f->master.cable_built[first + y],
                           in->f->master.cable_new_kw[first + y]};
    const bool built = turns_yes(in, in->f->master.cable_built + first, y);
    const double kw = value_of(in, columns[1]);
    if (!built && kw < LEAST_AMOUNT)
        return;
    action *a =
        push(list, (action){.kind = ACTION_CABLE,
                            .theme = k->technology->theme,
                            .milestone = y,
                            .start_year = start_year(in, y, k->technology->lead_years),
                            .park = k->from->park,
                            .connection = k->from,
                            .technology = k->technology,
                            .cable = k,
                            .amount = kw,
                            .unit = "kW",
                            .owner = k->technology->owner,
                            .yearly_cost_eur = kw * k->technology->operating_eur_per_unit_year +
                                               (built ? cable_operating_eur_per_year(k) : 0.0)});
    if (a)
        pay(list, a, columns, 2);
}

static void add_effort(action_list *list, const effort *e, size_t y)
{
    const reading *in = list->in;
    const int column = in->f->master.effort[at(in->f, e->index, y)];
    const double units = value_of(in, column);
    if (units < LEAST_AMOUNT)
        return;
    action *a =
        push(list, (action){.kind = ACTION_EFFORT,
                            .theme = e->theme,
                            .milestone = y,
                            .start_year = year_of(in->f, y),
                            .effort = e,
                            .amount = units,
                            .unit = e->unit,
                            .owner = e->owner,
                            .companies = units * e->companies_per_unit_year * duration_of(in->f, y),
                            .yearly_cost_eur = units * e->cost_eur_per_unit_year});
    if (a)
        pay(list, a, &column, 1);
}

static void gather(action_list *list)
{
    const region *r = list->in->r;
    for (size_t y = 0; y < r->horizon.n_milestones; y++) {
        for (size_t k = 0; k < r->n_assets; k++)
            add_measure(list, &r->assets[k], y);
        for (size_t k = 0; k < r->n_cables; k++)
            add_cable(list, &r->cables[k], y);
        for (size_t k = 0; k < r->n_hubs; k++)
            add_hub_actions(list, &r->hubs[k], y);
        for (size_t k = 0; k < r->n_heat_nets; k++)
            add_net_actions(list, &r->heat_nets[k], y);
        for (size_t k = 0; k < r->n_technologies; k++)
            if (r->technologies[k].kind == KIND_CONTROL && r->technologies[k].regional)
                add_platform(list, &r->technologies[k], y);
        for (size_t k = 0; k < r->programme.n_efforts; k++)
            add_effort(list, &r->programme.efforts[k], y);
    }
}

status plan_add_actions(reading *in, plan *p)
{
    action_list list = {.in = in};
    gather(&list);
    p->actions = READING_ARRAY(in, list.n, action);
    p->n_actions = list.n;
    for (size_t k = 0; k < list.n && p->actions; k++)
        p->actions[k] = list.items[k];
    free(list.items);
    return in->out_of_memory ? STATUS_NO_MEMORY : STATUS_OK;
}
