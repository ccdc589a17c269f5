#include "model/region_check.h"

#include <math.h>
#include <string.h>

/* More pipes or sources than this in one net are a mistake; it bounds the walks over them. */
enum { MAX_PARTS = 500 };

static subject subject_of(const heat_net *net)
{
    return (subject){.kind = "heat_net", .id = net->id, .line = net->line};
}

static subject subject_of_pipe(const heat_pipe *p)
{
    return (subject){.kind = "pipe", .id = p->id, .line = p->line};
}

static bool is_source(const heat_net *net, const char *node)
{
    for (size_t s = 0; s < net->n_sources; s++)
        if (strcmp(net->sources[s].id, node) == 0)
            return true;
    return false;
}

static bool is_end(const heat_net *net, const char *node)
{
    for (size_t p = 0; p < net->n_pipes; p++)
        if (strcmp(net->pipes[p].to, node) == 0)
            return true;
    return false;
}

static bool is_start(const heat_net *net, const char *node)
{
    for (size_t p = 0; p < net->n_pipes; p++)
        if (strcmp(net->pipes[p].from, node) == 0)
            return true;
    return false;
}

/* Gives all pipes that hang together with `from` the group `to`. */
static void join(size_t *group, size_t n, size_t from, size_t to)
{
    for (size_t p = 0; p < n; p++)
        if (group[p] == from)
            group[p] = to;
}

/* The group of an earlier pipe that touches the node; n when there is none. */
static size_t group_at(const heat_net *net, const size_t *group, size_t n, const char *node)
{
    for (size_t p = 0; p < n; p++)
        if (strcmp(net->pipes[p].from, node) == 0 || strcmp(net->pipes[p].to, node) == 0)
            return group[p];
    return n;
}

/* Pipes are laid one by one; one that joins what already hangs together closes a loop. */
static void check_tree(const checker *k, const heat_net *net)
{
    size_t group[MAX_PARTS];
    for (size_t p = 0; p < net->n_pipes; p++) {
        const heat_pipe *pipe = &net->pipes[p];
        const size_t a = group_at(net, group, p, pipe->from);
        const size_t b = group_at(net, group, p, pipe->to);
        const subject s = subject_of_pipe(pipe);
        if ((a != p && a == b) || strcmp(pipe->from, pipe->to) == 0)
            check_report(k, &s, DIAG_HEAT_NET_LOOP,
                         "with it there are two ways from %s to %s; pipes have to form a tree",
                         pipe->from, pipe->to);
        group[p] = p;
        if (a != p)
            join(group, p + 1, a, p);
        if (b != p)
            join(group, p + 1, b, p);
    }
}

/* Marks the pipes that heat from the source runs through, each looked at once. */
static void mark_reached(const heat_net *net, const char *source, bool reached[MAX_PARTS])
{
    const char *to_visit[MAX_PARTS + 1] = {source};
    for (size_t n = 1; n > 0;) {
        const char *node = to_visit[--n];
        for (size_t p = 0; p < net->n_pipes; p++) {
            if (reached[p] || strcmp(net->pipes[p].from, node) != 0)
                continue;
            reached[p] = true;
            to_visit[n++] = net->pipes[p].to;
        }
    }
}

static bool reaches_park(const heat_net *net, const bool reached[MAX_PARTS])
{
    for (size_t p = 0; p < net->n_pipes; p++)
        if (reached[p] && net->pipes[p].to_park != NULL)
            return true;
    return false;
}

static void check_reach(const checker *k, const heat_net *net)
{
    bool by_any[MAX_PARTS] = {false};
    for (size_t s = 0; s < net->n_sources; s++) {
        bool by_this[MAX_PARTS] = {false};
        mark_reached(net, net->sources[s].id, by_this);
        for (size_t p = 0; p < net->n_pipes; p++)
            by_any[p] = by_any[p] || by_this[p];
        const subject of_source = {
            .kind = "source", .id = net->sources[s].id, .line = net->sources[s].line};
        if (!reaches_park(net, by_this))
            check_report(k, &of_source, DIAG_HEAT_SOURCE_UNUSED,
                         "no pipe leads from it to a park; one was expected");
    }
    for (size_t p = 0; p < net->n_pipes; p++) {
        const subject s = subject_of_pipe(&net->pipes[p]);
        if (!by_any[p] && net->pipes[p].to_park != NULL)
            check_report(k, &s, DIAG_HEAT_PARK_UNREACHED,
                         "no source reaches %s through it; a way from a source was expected",
                         net->pipes[p].to);
    }
}

static bool wants_heat(const region *r, const park *p)
{
    for (size_t c = 0; c < p->n_connections; c++)
        for (size_t n = 0; n < p->connections[c].n_demands; n++)
            if (p->connections[c].demands[n].carrier == r->heat)
                return true;
    return false;
}

static void check_link(const checker *k, const subject *s, const technology *tech)
{
    if (tech->kind != KIND_LINK || tech->carrier != k->region->heat)
        check_report(k, s, DIAG_TECHNOLOGY_USE, "technology is %s; a link for heat was expected",
                     tech->id);
}

static void check_pipe(const checker *k, const heat_net *net, const heat_pipe *p)
{
    const subject s = subject_of_pipe(p);
    CHECK_FIELDS(k, &s, {"length_m", p->length_m, RANGE_NOT_NEGATIVE},
                 {"max_kw", p->max_kw, RANGE_NOT_NEGATIVE},
                 {"investment_eur", p->investment_eur, RANGE_NOT_NEGATIVE_OR_NONE},
                 {"share of heat lost over length_m", p->technology->loss_frac_per_m * p->length_m,
                  RANGE_FRAC});
    for (size_t i = 0; i < p->n_points; i++)
        CHECK_FIELDS(k, &s, {"lat", p->points[i].lat, RANGE_LATITUDE},
                     {"lon", p->points[i].lon, RANGE_LONGITUDE});
    check_link(k, &s, p->technology);
    if (!is_source(net, p->from) && !is_end(net, p->from))
        check_report(k, &s, DIAG_HEAT_PIPE_END,
                     "from is %s; a source of the net, or where another pipe ends, was expected",
                     p->from);
    if (p->to_park == NULL && !is_start(net, p->to))
        check_report(k, &s, DIAG_HEAT_PIPE_END,
                     "to is %s; a park, or where another pipe starts, was expected", p->to);
    if (p->to_park != NULL && !wants_heat(k->region, p->to_park))
        check_report(k, &s, DIAG_HEAT_PARK_WITHOUT_DEMAND,
                     "park %s has no demand for heat; one was expected", p->to_park->id);
}

static void check_source(const checker *k, const heat_source *hs)
{
    const subject s = {.kind = "source", .id = hs->id, .line = hs->line};
    CHECK_FIELDS(k, &s, {"max_kw", hs->max_kw, RANGE_NOT_NEGATIVE},
                 {"installed_kw", hs->installed_kw, RANGE_NOT_NEGATIVE},
                 {"price_eur_per_kwh", hs->price_eur_per_kwh, RANGE_NOT_NEGATIVE_OR_NONE},
                 {"co2_kg_per_kwh", hs->co2_kg_per_kwh, RANGE_NOT_NEGATIVE_OR_NONE});
    if (hs->installed_kw > hs->max_kw)
        check_report(k, &s, DIAG_OUT_OF_RANGE,
                     "installed_kw is %g; it has to be at most %g, max_kw, which includes it",
                     hs->installed_kw, hs->max_kw);
    if (hs->technology->kind != KIND_SOURCE || hs->technology->carrier != k->region->heat)
        check_report(k, &s, DIAG_TECHNOLOGY_USE, "technology is %s; a source of heat was expected",
                     hs->technology->id);
    check_dated(k, &s, "available_from", hs->available_from);
}

static void check_net(const checker *k, const heat_net *net)
{
    const subject s = subject_of(net);
    CHECK_FIELDS(k, &s, {"fixed_cost_eur", net->fixed_cost_eur, RANGE_NOT_NEGATIVE},
                 {"operating_eur_per_year", net->operating_eur_per_year, RANGE_NOT_NEGATIVE},
                 {"life_years", net->life_years, RANGE_ONE_OR_MORE},
                 {"diversity_frac", net->diversity_frac, RANGE_POSITIVE_FRAC});
    check_dated(k, &s, "available_from", net->available_from);
    if (net->connection_technology != NULL)
        check_link(k, &s, net->connection_technology);
    for (size_t i = 0; i < net->n_sources; i++)
        check_source(k, &net->sources[i]);
    if (net->n_pipes > MAX_PARTS || net->n_sources > MAX_PARTS) {
        check_report(k, &s, DIAG_OUT_OF_RANGE,
                     "it has %zu pipes and %zu sources; at most %d of each were expected",
                     net->n_pipes, net->n_sources, MAX_PARTS);
        return;
    }
    for (size_t i = 0; i < net->n_pipes; i++)
        check_pipe(k, net, &net->pipes[i]);
    check_tree(k, net);
    check_reach(k, net);
}

void region_check_heat_nets(const checker *k)
{
    for (size_t h = 0; h < k->region->n_heat_nets; h++)
        check_net(k, &k->region->heat_nets[h]);
}
