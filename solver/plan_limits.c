/* Limits that the plan uses up, and load curves. */
#include "solver/plan_parts.h"

#include <stdlib.h>
#include <string.h>

typedef struct limit_list {
    reading *in;
    plan_limit *items; /* NULL while counting */
    size_t n;
} limit_list;

static void add(limit_list *list, plan_limit l)
{
    l.worth_from_eur = l.worth_to_eur = NAN;
    if (list->items)
        list->items[list->n] = l;
    list->n++;
}

/* Whether there is anything that the limit could stop. The grid limits whatever flows. */
static bool limits_something(const formulation *f, limit_kind kind, const char *object, size_t y)
{
    if (kind == LIMIT_STATION_IMPORT || kind == LIMIT_STATION_EXPORT)
        return true;
    for (size_t k = 0; k < f->n_limit_rows; k++)
        if (f->limit_rows[k].kind == kind && f->limit_rows[k].y == y &&
            strcmp(limit_row_object(f->region, &f->limit_rows[k]), object) == 0)
            return true;
    return false;
}

static void offer(limit_list *list, limit_kind kind, const char *object, size_t y, double used,
                  double available, const char *unit)
{
    if (!isfinite(available) || available < 0.0 || used < available * AT_LIMIT_FRAC)
        return;
    if (available <= 0.0 && !limits_something(list->in->f, kind, object, y))
        return;
    add(list, (plan_limit){.kind = kind,
                           .object = object,
                           .milestone = y,
                           .used = used,
                           .available = available,
                           .unit = unit});
}

static void add_station_limits(limit_list *list, const plan *p, size_t y)
{
    for (size_t k = 0; k < p->n_stations; k++) {
        const plan_station *s = &p->stations[k];
        offer(list, LIMIT_STATION_IMPORT, s->station->id, y, s->peak_import_kw[y],
              s->import_cap_kw[y], "kW");
        offer(list, LIMIT_STATION_EXPORT, s->station->id, y, s->peak_export_kw[y],
              s->export_cap_kw[y], "kW");
    }
    for (size_t k = 0; k < p->n_hubs; k++)
        if (p->hubs[k].formed <= y)
            offer(list, LIMIT_GROUP_CAPACITY, p->hubs[k].hub->id, y, p->hubs[k].peak_import_kw[y],
                  p->hubs[k].group_capacity_kw[y], "kW");
}

static void add_money_limits(limit_list *list, const plan *p, size_t y)
{
    const reading *in = list->in;
    for (size_t k = 0; k < p->n_funds; k++)
        offer(list, LIMIT_FUND, p->funds[k].fund->id, y, p->funds[k].used_eur[y],
              p->funds[k].fund->budget_eur[y], "EUR");
    for (size_t k = 0; k < in->r->n_subsidies; k++)
        offer(list, LIMIT_SUBSIDY, in->r->subsidies[k].id, y,
              subsidy_used_eur(in, &in->r->subsidies[k], y), in->r->subsidies[k].budget_eur[y],
              "EUR");
}

typedef struct trade_weeks {
    const reading *in;
    const trade *trade;
    double weeks;
} trade_weeks;

static void sum_weeks(void *context, const technology *tech, int new_units)
{
    trade_weeks *sum = context;
    if (tech->trade == sum->trade)
        sum->weeks += tech->weeks_per_unit * value_of(sum->in, new_units);
}

static double weeks_used(const reading *in, const trade *t, size_t y)
{
    trade_weeks sum = {in, t, 0.0};
    each_work(in->f, y, sum_weeks, &sum);
    return sum.weeks;
}

static double ground_used(const reading *in, const park *p, size_t y)
{
    double m2 = 0.0;
    for (size_t i = 0; i < p->n_connections; i++)
        for (size_t k = 0; k < p->connections[i].n_assets; k++) {
            const asset *a = &in->r->assets[p->connections[i].first_asset + k];
            m2 += a->technology->footprint_m2_per_unit * (capacity_at(in, a, y) - a->installed[y]);
        }
    return m2;
}

static void add_people_limits(limit_list *list, const plan *p, size_t y)
{
    const reading *in = list->in;
    for (size_t k = 0; k < in->r->n_trades; k++)
        offer(list, LIMIT_INSTALLER_WEEKS, in->r->trades[k].id, y,
              weeks_used(in, &in->r->trades[k], y),
              duration_of(in->f, y) * in->r->trades[k].weeks_per_year[y], "weeks");
    for (size_t k = 0; k < p->n_parks; k++) {
        const park *q = p->parks[k].park;
        const size_t place = at(in->f, k, y);
        const double anyway =
            duration_of(in->f, y) * q->companies * in->r->programme.base_adoption_frac_per_year;
        if (in->r->programme.given)
            offer(list, LIMIT_ADOPTION, q->id, y, p->companies_acting[place],
                  anyway + p->companies_reached[place], "companies");
        offer(list, LIMIT_GROUND, q->id, y, ground_used(in, q, y), q->free_area_m2, "m2");
    }
}

static void add_target_limits(limit_list *list, const plan *p, size_t y)
{
    static const char *const units[] = {[TARGET_CO2] = "t/year",
                                        [TARGET_CHARGING] = "share",
                                        [TARGET_RENEWABLE] = "share",
                                        [TARGET_CO2_TOTAL] = "t",
                                        [TARGET_REFUSED_TOTAL] = "MWh"};
    for (size_t k = 0; k < p->n_targets; k++) {
        const target *t = p->targets[k].target;
        if (!isfinite(t->limit[y]) || (!target_is_ceiling(t->kind) && t->limit[y] <= 0.0))
            continue;
        const double value = p->targets[k].value[y];
        /* A floor is used up when no more than the floor is reached. */
        const bool binds = target_is_ceiling(t->kind) || value * AT_LIMIT_FRAC <= t->limit[y];
        if (binds)
            offer(list, LIMIT_TARGET, t->id, y, value, t->limit[y], units[t->kind]);
    }
}

/* Room for a technology at a connection, once all of it is taken: roofs, ground that is meant for it, heat
 * to save. It is one figure for all milestones, so it stands once, where it is used up first. Points and
 * EMS are whole numbers, and counted elsewhere. */
static void add_potential_limit(limit_list *list, const asset *a)
{
    reading *in = list->in;
    if (technology_is_whole(a->technology) || asset_is_constant(in->f, a) || a->max <= 0.0)
        return;
    size_t y = 0;
    while (y < in->r->horizon.n_milestones && capacity_at(in, a, y) < a->max * AT_LIMIT_FRAC)
        y++;
    if (y == in->r->horizon.n_milestones)
        return;
    const char *object = NULL;
    if (list->items)
        object = arena_printf(in->mem, "%s/%s", a->connection->id, a->technology->id);
    in->out_of_memory |= list->items && !object;
    add(list, (plan_limit){.kind = LIMIT_POTENTIAL,
                           .object = object,
                           .milestone = y,
                           .used = capacity_at(in, a, y),
                           .available = a->max,
                           .unit = technology_unit(a->technology),
                           .asset = a});
}

static void gather(limit_list *list, const plan *p)
{
    for (size_t y = 0; y < list->in->r->horizon.n_milestones; y++) {
        add_station_limits(list, p, y);
        add_money_limits(list, p, y);
        add_people_limits(list, p, y);
        add_target_limits(list, p, y);
    }
    for (size_t k = 0; k < list->in->r->n_assets; k++)
        add_potential_limit(list, &list->in->r->assets[k]);
}

status plan_add_limits(reading *in, plan *p)
{
    limit_list counting = {in, NULL, 0};
    gather(&counting, p);
    limit_list filling = {in, READING_ARRAY(in, counting.n, plan_limit), 0};
    if (in->out_of_memory)
        return STATUS_NO_MEMORY;
    gather(&filling, p);
    p->limits = filling.items;
    p->n_limits = filling.n;
    return in->out_of_memory ? STATUS_NO_MEMORY : STATUS_OK;
}

static void heat_curve(const reading *in, const heat_net *net, size_t y, double *kw)
{
    const calendar *cal = &in->r->calendar;
    for (size_t d = 0; d < cal->n_days; d++)
        for (size_t t = 0; t < cal->n_steps; t++) {
            double sum = 0.0;
            for (size_t r = 0; r < net->n_routes; r++)
                for (size_t i = 0; i < net->routes[r].park->n_connections; i++)
                    sum += step_of(
                        in,
                        day_of(in, y, d)
                            ->heat[in->f->first_heat[in->f->first_route[net->index] + r] + i],
                        t);
            kw[calendar_at(cal, d, t)] = sum;
        }
}

static void add_curve(reading *in, plan *p, load_curve c, double *before, double *after)
{
    c.before_kw = before;
    c.after_kw = after;
    c.has_limit = isfinite(c.limit_kw);
    c.limit_kw = c.has_limit ? c.limit_kw : 0.0;
    if (!in->out_of_memory)
        p->curves[p->n_curves++] = c;
}

static double source_kw_of_net(const plan_heat_net *k, size_t y, size_t n)
{
    double kw = 0.0;
    for (size_t s = 0; s < k->net->n_sources; s++)
        kw += k->source_kw[s * n + y];
    return kw;
}

static void add_curves_of_year(reading *in, const reading *quo, plan *p, size_t y)
{
    const size_t n = calendar_size(&in->r->calendar), years = in->r->horizon.n_milestones;
    for (size_t k = 0; k < p->n_parks; k++) {
        double *before = READING_ARRAY(in, n, double), *after = READING_ARRAY(in, n, double);
        if (in->out_of_memory)
            return;
        park_curve(quo, p->parks[k].park, y, before);
        park_curve(in, p->parks[k].park, y, after);
        add_curve(
            in, p,
            (load_curve){
                .kind = "park", .id = p->parks[k].park->id, .milestone = y, .limit_kw = INFINITY},
            before, after);
    }
    for (size_t k = 0; k < p->n_stations; k++) {
        double *before = READING_ARRAY(in, n, double), *after = READING_ARRAY(in, n, double);
        if (in->out_of_memory)
            return;
        station_curve(quo, p->stations[k].station, y, before);
        station_curve(in, p->stations[k].station, y, after);
        add_curve(in, p,
                  (load_curve){.kind = "station",
                               .id = p->stations[k].station->id,
                               .milestone = y,
                               .limit_kw = p->stations[k].import_cap_kw[y]},
                  before, after);
    }
    for (size_t k = 0; k < p->n_hubs; k++) {
        double *after = READING_ARRAY(in, n, double);
        if (in->out_of_memory || p->hubs[k].formed > y)
            continue;
        hub_curve(in, p->hubs[k].hub, y, after);
        add_curve(in, p,
                  (load_curve){.kind = "hub",
                               .id = p->hubs[k].hub->id,
                               .milestone = y,
                               .limit_kw = p->hubs[k].group_contract_kw[y]},
                  NULL, after);
    }
    for (size_t k = 0; k < p->n_heat_nets; k++) {
        double *after = READING_ARRAY(in, n, double);
        if (in->out_of_memory || p->heat_nets[k].built > y)
            continue;
        heat_curve(in, p->heat_nets[k].net, y, after);
        add_curve(in, p,
                  (load_curve){.kind = "heat_net",
                               .id = p->heat_nets[k].net->id,
                               .milestone = y,
                               .limit_kw = source_kw_of_net(&p->heat_nets[k], y, years)},
                  NULL, after);
    }
}

status plan_add_curves(reading *in, const reading *quo, plan *p)
{
    const size_t each = p->n_parks + p->n_stations + p->n_hubs + p->n_heat_nets;
    p->curves = READING_ARRAY(in, each * in->r->horizon.n_milestones, load_curve);
    for (size_t y = 0; p->curves && y < in->r->horizon.n_milestones; y++)
        add_curves_of_year(in, quo, p, y);
    return in->out_of_memory ? STATUS_NO_MEMORY : STATUS_OK;
}
