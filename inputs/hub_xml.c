/* inputs/hub_xml.c - <hubs>, with the measured group peak of mode p999. */
#include "inputs/connection_xml.h"

#include <math.h>
#include <string.h>

static void read_members(reader *r, const node *n, hub *h)
{
    static const char *const joins[] = {"may", "must"};
    h->members = read_children(r, n, "member", sizeof *h->members, &h->n_members, NULL);
    hub_member *m = h->members;
    for (const node *x = node_child(n, "member"); x != NULL && !r->no_memory; x = node_next(x))
        *m++ = (hub_member){
            .connection = read_reference(r, x, "connection", r->connections, "connection"),
            .must = read_choice(x, "joins", joins, 2) == 1,
            .contribution_kw = NAN,
            .export_contribution_kw = NAN,
            .line = x->line,
        };
}

/* The members that an offer names, as flags on the hub's own list. */
static const bool *read_offer_members(reader *r, const node *n, const hub *h)
{
    size_t count;
    void *const *named = read_references(r, n, "members", r->connections, "connection", &count);
    bool *flags = READ_ARRAY(r, h->n_members, bool);
    for (size_t i = 0; flags != NULL && i < count; i++) {
        bool found = false;
        for (size_t m = 0; m < h->n_members; m++) {
            if (h->members[m].connection == named[i])
                found = flags[m] = true;
        }
        if (!found)
            report(r, n, DIAG_GROUP_CAPACITY, "members names %s, which is no member of the hub",
                   ((const connection *)named[i])->id);
    }
    return flags;
}

static void read_capacities(reader *r, const node *n, hub *h)
{
    static const char *const modes[] = {"sum", "p999", "offer"};
    h->capacities =
        read_children(r, n, "group_capacity", sizeof *h->capacities, &h->n_capacities, NULL);
    group_capacity *g = h->capacities;
    for (const node *x = node_child(n, "group_capacity"); x != NULL && !r->no_memory;
         x = node_next(x), g++) {
        *g = (group_capacity){
            .mode = (group_capacity_mode)read_choice(x, "mode", modes, 3),
            .import_cap_kw = read_number_or(x, "import_cap_kw", INFINITY),
            .export_cap_kw = read_number_or(x, "export_cap_kw", INFINITY),
            .basis = read_basis(x),
            .line = x->line,
        };
        if (g->mode == GROUP_CAPACITY_OFFER)
            g->members = read_offer_members(r, x, h);
        if (has(x, "members") && g->mode != GROUP_CAPACITY_OFFER)
            report(r, x, DIAG_EITHER_OR, "members goes with mode offer only; leave it out");
        else if (!has(x, "members") && g->mode == GROUP_CAPACITY_OFFER)
            report(r, x, DIAG_EITHER_OR,
                   "members is missing; an offer holds for exactly the members it names");
    }
}

static void read_hub_potentials(reader *r, const node *n, hub *h)
{
    h->potentials = read_children(r, n, "potential", sizeof *h->potentials, &h->n_potentials, NULL);
    hub_potential *p = h->potentials;
    for (const node *x = node_child(n, "potential"); x != NULL && !r->no_memory; x = node_next(x)) {
        connection *c = read_reference(r, x, "connection", r->connections, "connection");
        if (c != NULL)
            *p++ = (hub_potential){read_potential(r, x, c), c};
        else
            h->n_potentials--;
    }
}

static bool check_measured(reader *r, const node *n, const hub *h)
{
    size_t length = 0;
    for (size_t m = 0; m < h->n_members; m++) {
        const profile *p = hub_member_measured(&h->members[m], r->out->electricity);
        if (p == NULL) {
            report(r, n, DIAG_NOT_MEASURED,
                   "mode is p999, but connection %s has no electricity demand with a measured year "
                   "(measured_href of its profile); add one, or use mode sum",
                   h->members[m].connection->id);
            return false;
        }
        if (length != 0 && p->n_measured != length) {
            report(r, n, DIAG_NOT_MEASURED,
                   "mode is p999, but the measured years of the members have %zu and %zu values; "
                   "they have to be equally long",
                   length, p->n_measured);
            return false;
        }
        length = p->n_measured;
    }
    return length > 0;
}

static void read_measured_peak(reader *r, const node *n, hub *h)
{
    for (const node *x = node_child(n, "group_capacity"); x != NULL; x = node_next(x)) {
        if (strcmp(read_text_or(x, "mode", ""), "p999") != 0)
            continue;
        if (!r->incomplete && !r->no_memory && check_measured(r, x, h))
            r->no_memory |= hub_measure_contributions(h, r->out->electricity, r->mem) != STATUS_OK;
        return;
    }
}

static void read_hub(reader *r, const node *n, hub *h)
{
    static const char *const settlements[] = {"member", "net"};
    const char *id = read_id(n, NULL, NULL);
    const int earliest = read_year(n, "earliest_year");
    *h = (hub){
        .id = id,
        .name = read_text_or(n, "name", id),
        .index = (size_t)(h - r->out->hubs),
        .legal_form = read_text_or(n, "legal_form", "cooperative"),
        .earliest_year = earliest == 0 ? r->out->horizon.plan_year : earliest,
        .formation_cost_eur = read_number_or(n, "formation_cost_eur", 0.0),
        .life_years = read_number_or(n, "life_years", 15.0),
        .operating_cost_eur_per_year = read_number_or(n, "operating_cost_eur_per_year", 0.0),
        .operating_cost_eur_per_member_year =
            read_number_or(n, "operating_cost_eur_per_member_year", 0.0),
        .exchange_cap_kw = read_number_or(n, "exchange_cap_kw", INFINITY),
        .needs_ems = read_flag_or(n, "needs_ems", true),
        .settle_net = read_choice(n, "settlement", settlements, 2) == 1,
        .basis = read_basis(n),
        .line = n->line,
    };
    read_payment(r, n, "cooperative", &h->owner, &h->n_payers, &h->payers);
    read_members(r, n, h);
    if (!r->no_memory)
        read_capacities(r, n, h);
    if (!r->no_memory)
        read_hub_potentials(r, n, h);
    read_measured_peak(r, n, h);
}

void read_hubs(reader *r)
{
    const node *top = node_child(r->root, "hubs");
    region *o = r->out;
    o->hubs = read_children(r, top, "hub", sizeof *o->hubs, &o->n_hubs, NULL);
    hub *h = o->hubs;
    for (const node *n = node_child(top, "hub"); n != NULL && !r->no_memory; n = node_next(n))
        read_hub(r, n, h++);
}
