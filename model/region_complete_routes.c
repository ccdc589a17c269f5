#include "model/region_complete.h"

#include <string.h>

static bool ends_at(const heat_pipe *pipe, const char *node)
{
    return strcmp(pipe->to, node) == 0;
}

/* Walks against the flow from the pipe that ends at the park to the source. In a tree no more
 * than one pipe on the way can come from the source's side; a search in depth finds it. Writes
 * the pipes in flow order behind *n and gives whether there is a way. left bounds the depth. */
static bool walk_back(const heat_net *net, const char *source, const char *node, size_t left,
                      size_t *pipes, size_t *n)
{
    if (strcmp(node, source) == 0)
        return true;
    for (size_t p = 0; p < net->n_pipes && left > 0; p++) {
        if (!ends_at(&net->pipes[p], node) ||
            !walk_back(net, source, net->pipes[p].from, left - 1, pipes, n))
            continue;
        pipes[(*n)++] = p;
        return true;
    }
    return false;
}

static double delivered_frac(const heat_net *net, const size_t *pipes, size_t n)
{
    double frac = 1.0;
    for (size_t p = 0; p < n; p++) {
        const heat_pipe *pipe = &net->pipes[pipes[p]];
        frac *= 1.0 - pipe->technology->loss_frac_per_m * pipe->length_m;
    }
    return frac;
}

/* Adds the route from source s to the park that pipe `last` ends at, if there is one. */
static status add_route(heat_net *net, size_t s, size_t last, arena *mem)
{
    size_t *pipes = ARENA_ARRAY(mem, net->n_pipes, size_t);
    if (pipes == NULL)
        return STATUS_NO_MEMORY;
    size_t n = 0;
    if (!walk_back(net, net->sources[s].id, net->pipes[last].from, net->n_pipes, pipes, &n))
        return STATUS_OK;
    pipes[n++] = last;
    net->routes[net->n_routes++] = (heat_route){
        .source = s,
        .park = net->pipes[last].to_park,
        .n_pipes = n,
        .pipes = pipes,
        .delivered_frac = delivered_frac(net, pipes, n),
    };
    return STATUS_OK;
}

static status find_routes(heat_net *net, const region *r, arena *mem)
{
    for (size_t k = 0; k < r->n_parks; k++) {
        for (size_t s = 0; s < net->n_sources; s++) {
            for (size_t p = 0; p < net->n_pipes; p++) {
                if (net->pipes[p].to_park != &r->parks[k])
                    continue;
                const status st = add_route(net, s, p, mem);
                if (st != STATUS_OK)
                    return st;
            }
        }
    }
    return STATUS_OK;
}

static bool serves_several_stations(const heat_net *net)
{
    for (size_t i = 1; i < net->n_routes; i++)
        if (net->routes[i].park->station != net->routes[0].park->station)
            return true;
    return false;
}

status region_complete_routes(region *r, arena *mem)
{
    for (size_t h = 0; h < r->n_heat_nets; h++) {
        heat_net *net = &r->heat_nets[h];
        net->n_routes = 0;
        /* A route ends in a pipe, so there is at most one for each source and pipe. */
        net->routes = ARENA_ARRAY(mem, net->n_sources * net->n_pipes, heat_route);
        if (net->routes == NULL)
            return STATUS_NO_MEMORY;
        const status st = find_routes(net, r, mem);
        if (st != STATUS_OK)
            return st;
        net->several_stations = serves_several_stations(net);
    }
    return STATUS_OK;
}
