/* What flows through the pipes of a heat net (docs/formulation.md, section 9). */
#include "solver/formulation_parts.h"

double pipe_fixed_loss_kw(const heat_pipe *p)
{
    return p->technology->fixed_loss_kw_per_m * p->length_m;
}

double route_delivered_from(const heat_net *net, const heat_route *route, size_t k)
{
    double frac = 1.0;
    for (; k < route->n_pipes; k++) {
        const heat_pipe *p = &net->pipes[route->pipes[k]];
        frac *= 1.0 - p->technology->loss_frac_per_m * p->length_m;
    }
    return frac;
}

double route_pipe_factor(const heat_net *net, const heat_route *route, size_t pipe)
{
    for (size_t k = 0; k < route->n_pipes; k++)
        if (route->pipes[k] == pipe)
            return 1.0 / route_delivered_from(net, route, k);
    return 0.0;
}

bool route_leads_to(const heat_net *net, const heat_route *route, size_t pipe, const park *p)
{
    return route->park == p && route_pipe_factor(net, route, pipe) > 0.0;
}

bool pipe_leads_to(const heat_net *net, size_t pipe, const park *p)
{
    for (size_t r = 0; r < net->n_routes; r++)
        if (route_leads_to(net, &net->routes[r], pipe, p))
            return true;
    return false;
}

const asset *connection_asset(const region *r, const connection *c, const technology *tech)
{
    for (size_t k = 0; k < c->n_assets; k++)
        if (r->assets[c->first_asset + k].technology == tech)
            return &r->assets[c->first_asset + k];
    return NULL;
}

double connected_most_kw(const formulation *f, const heat_net *net, const connection *c, size_t y)
{
    if (!net->connection_technology)
        return INFINITY;
    const asset *a = connection_asset(f->region, c, net->connection_technology);
    if (!a)
        return 0.0;
    const int capacity = f->master.capacity[at(f, a->index, y)];
    return capacity == LP_NONE ? a->installed[y] : lp_upper(f->lp, capacity);
}

double park_connected_most_kw(const formulation *f, const heat_net *net, const park *p, size_t y)
{
    double kw = 0.0;
    for (size_t i = 0; i < p->n_connections; i++)
        kw += connected_most_kw(f, net, &p->connections[i], y);
    return kw;
}

/* kW that a source can press into the pipe; routes from it to all parks share their way there. */
static double pressed_most_kw(const heat_net *net, size_t source, size_t pipe)
{
    for (size_t r = 0; r < net->n_routes; r++) {
        const heat_route *route = &net->routes[r];
        const double factor = route_pipe_factor(net, route, pipe);
        if (route->source == source && factor > 0.0)
            return net->sources[source].max_kw * route->delivered_frac * factor;
    }
    return 0.0;
}

double pipe_most_kw(const formulation *f, const heat_net *net, const heat_pipe *p, size_t y)
{
    double pressed = 0.0, taken = 0.0;
    for (size_t s = 0; s < net->n_sources; s++)
        pressed += pressed_most_kw(net, s, p->index);
    for (size_t r = 0; r < net->n_routes; r++) {
        const double factor = route_pipe_factor(net, &net->routes[r], p->index);
        if (factor > 0.0)
            taken += factor * park_connected_most_kw(f, net, net->routes[r].park, y);
    }
    if (net->several_stations)
        taken *= net->diversity_frac;
    return fmin(p->max_kw, fmin(pressed, taken));
}
