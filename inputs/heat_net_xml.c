/* inputs/heat_net_xml.c - <heat_nets>. */
#include "inputs/reader.h"

#include <math.h>
#include <string.h>

static void read_net_sources(reader *r, const node *n, heat_net *net)
{
    id_table *table;
    net->sources = read_children(r, n, "source", sizeof *net->sources, &net->n_sources, &table);
    heat_source *s = net->sources;
    for (const node *x = node_child(n, "source"); x != NULL && !r->no_memory; x = node_next(x), s++)
        *s = (heat_source){
            .id = read_id(x, table, s),
            .index = (size_t)(s - net->sources),
            .technology = read_reference(r, x, "technology", r->technologies, "technology"),
            .max_kw = read_number_or(x, "max_kw", 0.0),
            .installed_kw = read_number_or(x, "installed_kw", 0.0),
            .available_from = read_year(x, "available_from"),
            .price_eur_per_kwh = read_number(x, "price_eur_per_kwh"),
            .co2_kg_per_kwh = read_number(x, "co2_kg_per_kwh"),
            .basis = read_basis(x),
            .line = x->line,
        };
    finish_table(r, n, table, "heat source");
}

static void read_points(reader *r, const node *n, heat_pipe *pipe)
{
    pipe->points = read_children(r, n, "point", sizeof *pipe->points, &pipe->n_points, NULL);
    point *p = pipe->points;
    for (const node *x = node_child(n, "point"); x != NULL && !r->no_memory; x = node_next(x))
        *p++ = (point){read_number_or(x, "lat", 0.0), read_number_or(x, "lon", 0.0)};
}

/* "park:de_waard" is a park; anything else a source or a junction of the net. */
static const park *read_to_park(reader *r, const node *n)
{
    static const char prefix[] = "park:";
    const char *to = read_text_or(n, "to", "");
    if (strncmp(to, prefix, strlen(prefix)) != 0)
        return NULL;
    return find_reference(r, n, "to", to + strlen(prefix), r->parks, "park");
}

static void read_pipes(reader *r, const node *n, heat_net *net)
{
    net->pipes = read_children(r, n, "pipe", sizeof *net->pipes, &net->n_pipes, NULL);
    heat_pipe *p = net->pipes;
    for (const node *x = node_child(n, "pipe"); x != NULL && !r->no_memory; x = node_next(x), p++) {
        *p = (heat_pipe){
            .id = read_id(x, NULL, NULL),
            .index = (size_t)(p - net->pipes),
            .from = read_text_or(x, "from", "?"),
            .to = read_text_or(x, "to", "?"),
            .to_park = read_to_park(r, x),
            .technology = read_reference(r, x, "technology", r->technologies, "technology"),
            .length_m = read_number_or(x, "length_m", 0.0),
            .max_kw = read_number_or(x, "max_kw", 0.0),
            .investment_eur = read_number(x, "investment_eur"),
            .basis = read_basis(x),
            .line = x->line,
        };
        read_points(r, x, p);
    }
}

static void read_heat_net(reader *r, const node *n, heat_net *net)
{
    const char *id = read_id(n, NULL, NULL);
    const int from = read_year(n, "available_from");
    *net = (heat_net){
        .id = id,
        .name = read_text_or(n, "name", id),
        .index = (size_t)(net - r->out->heat_nets),
        .temperature = read_text_or(n, "temperature", "MT"),
        .available_from = from == 0 ? r->out->horizon.plan_year : from,
        .fixed_cost_eur = read_number_or(n, "fixed_cost_eur", 0.0),
        .operating_eur_per_year = read_number_or(n, "operating_eur_per_year", 0.0),
        .life_years = read_number_or(n, "life_years", 30.0),
        .diversity_frac = read_number_or(n, "diversity_frac", 1.0),
        .connection_technology =
            read_reference(r, n, "connection_technology", r->technologies, "technology"),
        .basis = read_basis(n),
        .line = n->line,
    };
    read_payment(r, n, "heat_company", &net->owner, &net->n_payers, &net->payers);
    read_net_sources(r, n, net);
    read_pipes(r, n, net);
}

void read_heat_nets(reader *r)
{
    const node *top = node_child(r->root, "heat_nets");
    region *o = r->out;
    o->heat_nets = read_children(r, top, "heat_net", sizeof *o->heat_nets, &o->n_heat_nets, NULL);
    heat_net *net = o->heat_nets;
    for (const node *n = node_child(top, "heat_net"); n != NULL && !r->no_memory; n = node_next(n))
        read_heat_net(r, n, net++);
}
