/* Private cables and heat nets in one day. */
#include "solver/dispatch_parts.h"

/* (E51) Out = (1 - loss) in, either way, within the cable. */
void dispatch_add_cable(const block *b, const cable *k)
{
    formulation *f = b->f;
    const carrier *e = b->r->electricity;
    const double arrives = 1.0 - k->technology->loss_frac_per_m * k->length_m;
    const int kw = f->master.cable_kw[at(f, k->index, b->y)];
    b->at->forward[k->index] = add_series(b, "forward", k->id, k->max_kw);
    b->at->backward[k->index] = add_series(b, "backward", k->id, k->max_kw);
    for (size_t t = 0; t < b->n_steps; t++) {
        const int there = at_step(b->at->forward[k->index], t);
        const int back = at_step(b->at->backward[k->index], t);
        into_balance(b, k->from, e, t, there, -1.0);
        into_balance(b, k->to, e, t, there, arrives);
        into_balance(b, k->to, e, t, back, -1.0);
        into_balance(b, k->from, e, t, back, arrives);
        limit_by_capacity(b, "cable_there", k->id, t, there, 1.0, kw, 1.0, 0.0);
        limit_by_capacity(b, "cable_back", k->id, t, back, 1.0, kw, 1.0, 0.0);
    }
}

static series heat_of(const block *b, size_t route, size_t i)
{
    return b->at->heat[b->f->first_heat[route] + i];
}

static void book_heat(const block *b, const heat_net *net, const heat_route *route, int column)
{
    const heat_source *s = &net->sources[route->source];
    const double produced = 1.0 / route->delivered_frac;
    book_energy(b, column, owner_heat_net(net->index), ACCOUNT_ENERGY,
                produced * heat_source_price(s));
    count_co2(b, route->park->index, column, produced * heat_source_co2(s));
}

static bool is_served(const block *b, const heat_net *net, const connection *c)
{
    return has_balance(b, c, b->r->heat) &&
           (!net->connection_technology || connection_asset(b->r, c, net->connection_technology));
}

/* Heat from one source to every connection of the park that can be connected. */
static void add_route(const block *b, const heat_net *net, size_t r)
{
    const heat_route *route = &net->routes[r];
    const heat_source *s = &net->sources[route->source];
    for (size_t i = 0; i < route->park->n_connections; i++) {
        const connection *c = &route->park->connections[i];
        if (!is_served(b, net, c))
            continue;
        char name[LP_NAME_SIZE];
        snprintf(name, sizeof name, "%s,%s,%s", net->id, s->id, c->id);
        const series heat = add_series(b, "heat", name, s->max_kw);
        b->at->heat[b->f->first_heat[b->f->first_route[net->index] + r] + i] = heat;
        for (size_t t = 0; t < b->n_steps; t++) {
            into_balance(b, c, b->r->heat, t, at_step(heat, t), 1.0);
            book_heat(b, net, route, at_step(heat, t));
        }
    }
}

/* Adds the heat over a route in step t to a row. */
static void add_heat(const block *b, const heat_net *net, int row, size_t r, size_t t,
                     double factor)
{
    for (size_t i = 0; i < net->routes[r].park->n_connections; i++)
        lp_add(b->f->lp, row, at_step(heat_of(b, b->f->first_route[net->index] + r, i), t), factor);
}

/* (E35) Over several stations: flow <= subscription, per park and source. */
static void limit_by_subscription(const block *b, const heat_net *net, size_t r, size_t t)
{
    formulation *f = b->f;
    const int row = lp_add_row(f->lp, LP_KW, -INFINITY, 0.0, "subscribed[%s,%zu,y=%d,d=%s,t=%zu]",
                               net->id, r, year_of(f, b->y), day_id(b), t);
    add_heat(b, net, row, r, t, 1.0);
    lp_add(f->lp, row, f->master.subscribed[at(f, f->first_route[net->index] + r, b->y)], -1.0);
}

/* (E35) Within one station: sources and pipes step by step. */
static void limit_by_step(const block *b, const heat_net *net, size_t t)
{
    formulation *f = b->f;
    for (size_t s = 0; s < net->n_sources; s++) {
        const heat_source *source = &net->sources[s];
        const profile *p = source->technology->availability;
        const int row =
            lp_add_row(f->lp, LP_KW, -INFINITY, 0.0, "heat_source[%s,%s,y=%d,d=%s,t=%zu]", net->id,
                       source->id, year_of(f, b->y), day_id(b), t);
        for (size_t r = 0; r < net->n_routes; r++)
            if (net->routes[r].source == s)
                add_heat(b, net, row, r, t, 1.0 / net->routes[r].delivered_frac);
        lp_add(f->lp, row, f->master.source_kw[at(f, f->first_source[net->index] + s, b->y)],
               -(p ? p->values[calendar_at(&b->r->calendar, b->d, t)] : 1.0));
        for (size_t k = 0; s == 0 && k < net->n_pipes; k++)
            lp_add(f->lp, row, f->master.pipe_built[at(f, f->first_pipe[net->index] + k, b->y)],
                   pipe_fixed_loss_kw(&net->pipes[k]));
    }
    for (size_t k = 0; k < net->n_pipes; k++) {
        const int row = lp_add_row(f->lp, LP_KW, -INFINITY, 0.0, "heat_pipe[%s,%s,y=%d,d=%s,t=%zu]",
                                   net->id, net->pipes[k].id, year_of(f, b->y), day_id(b), t);
        for (size_t r = 0; r < net->n_routes; r++)
            add_heat(b, net, row, r, t, route_pipe_factor(net, &net->routes[r], k));
        lp_add(f->lp, row, f->master.pipe_kw[at(f, f->first_pipe[net->index] + k, b->y)], -1.0);
    }
}

/* A site takes no more than it is connected for. */
static void limit_by_connection(const block *b, const heat_net *net, const park *p, size_t i,
                                size_t t)
{
    const connection *c = &p->connections[i];
    const asset *a = connection_asset(b->r, c, net->connection_technology);
    if (!a || !has_balance(b, c, b->r->heat))
        return;
    formulation *f = b->f;
    const int capacity = f->master.capacity[at(f, a->index, b->y)];
    const int row = lp_add_row(f->lp, LP_KW, -INFINITY, capacity < 0 ? a->installed[b->y] : 0.0,
                               "heat_connection[%s,%s,y=%d,d=%s,t=%zu]", net->id, c->id,
                               year_of(f, b->y), day_id(b), t);
    for (size_t r = 0; r < net->n_routes; r++)
        if (net->routes[r].park == p)
            lp_add(f->lp, row, at_step(heat_of(b, f->first_route[net->index] + r, i), t), 1.0);
    lp_add(f->lp, row, capacity, -1.0);
}

/* What sites of the park can do with heat of the net in a step, kW. */
static double largest_heat_kw(const block *b, const heat_net *net, const park *p, size_t t)
{
    double kw = 0.0;
    for (size_t i = 0; i < p->n_connections; i++) {
        const connection *c = &p->connections[i];
        if (is_served(b, net, c))
            kw += fmin(largest_use_kw(b, c, b->r->heat, t), connected_most_kw(b->f, net, c, b->y));
    }
    return kw;
}

/* (E55) Nothing through a pipe that is not built. */
static void limit_by_pipe(const block *b, const heat_net *net, const park *p, size_t pipe, size_t t)
{
    formulation *f = b->f;
    const int row = lp_add_row(f->lp, LP_KW, -INFINITY, 0.0, "pipe_to[%s,%s,%s,y=%d,d=%s,t=%zu]",
                               net->id, net->pipes[pipe].id, p->id, year_of(f, b->y), day_id(b), t);
    for (size_t r = 0; r < net->n_routes; r++)
        if (route_leads_to(net, &net->routes[r], pipe, p))
            add_heat(b, net, row, r, t, 1.0);
    lp_add(f->lp, row, f->master.pipe_built[at(f, f->first_pipe[net->index] + pipe, b->y)],
           -largest_heat_kw(b, net, p, t));
}

static bool route_is_here(const block *b, const heat_route *route)
{
    return route->park->station == b->s;
}

void dispatch_add_heat_net(const block *b, const heat_net *net)
{
    const park *last = NULL;
    bool here = false;
    for (size_t r = 0; r < net->n_routes; r++)
        if (route_is_here(b, &net->routes[r])) {
            add_route(b, net, r);
            here = true;
        }
    for (size_t r = 0; r < net->n_routes; r++) {
        const park *p = net->routes[r].park;
        if (!route_is_here(b, &net->routes[r]))
            continue;
        for (size_t t = 0; net->several_stations && t < b->n_steps; t++)
            limit_by_subscription(b, net, r, t);
        /* Routes are park-major, so each park is met once. */
        for (size_t i = 0; p != last && net->connection_technology && i < p->n_connections; i++)
            for (size_t t = 0; t < b->n_steps; t++)
                limit_by_connection(b, net, p, i, t);
        for (size_t k = 0; p != last && k < net->n_pipes; k++)
            for (size_t t = 0; pipe_leads_to(net, k, p) && t < b->n_steps; t++)
                limit_by_pipe(b, net, p, k, t);
        last = p;
    }
    for (size_t t = 0; here && !net->several_stations && t < b->n_steps; t++)
        limit_by_step(b, net, t);
}
