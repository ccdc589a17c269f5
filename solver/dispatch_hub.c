/* A hub in one day: its members behind one group contract. */
#include "solver/dispatch_parts.h"

/* A member's flow into or out of the group, only when it is a member. */
static series add_member_flow(const block *b, const char *what, const hub *h, size_t j)
{
    const connection *c = h->members[j].connection;
    formulation *f = b->f;
    const double most = c->physical_cap_kw / b->r->calendar.quarter_hour_factor;
    char name[LP_NAME_SIZE];
    snprintf(name, sizeof name, "%s@%s", c->id, h->id);
    const series first = add_series(b, what, name, most);
    const int member = f->master.hub_member[at(f, f->first_member[h->index] + j, b->y)];
    for (size_t t = 0; t < b->n_steps; t++)
        limit_by_capacity(b, what, name, t, at_step(first, t), 1.0, member, most, 0.0);
    return first;
}

/* (E25) Settled per member: each buys and sells for itself. Settled net: the group does. The
 * transport per kWh and the tax stay on each member's own import either way. */
static void book_member(const block *b, const hub *h, const connection *c, int in, int out,
                        size_t t)
{
    const carrier *e = b->r->electricity;
    const owner who = owner_connection(c->index);
    book_energy(b, in, who, ACCOUNT_GRID, transport_eur_per_kwh(b, c, e, t));
    book_energy(b, in, who, ACCOUNT_ENERGY_TAX, tax_eur_per_kwh(b, c, e));
    if (h->settle_net)
        return;
    book_energy(b, in, who, ACCOUNT_ENERGY, commodity_eur_per_kwh(b, e, t));
    book_energy(b, out, who, ACCOUNT_ENERGY, -export_eur_per_kwh(b, e, t));
    count_co2(b, c->park->index, in, e->co2_kg_per_kwh[b->y]);
}

/* (E26) Own peak of an MS/LS member, which counts when the group pays MS tariffs or higher. */
static void add_surcharge_rows(const block *b, const hub *h, size_t j, int in, size_t t)
{
    formulation *f = b->f;
    const connection *c = h->members[j].connection;
    const double q = b->r->calendar.quarter_hour_factor;
    grid_level levels[GRID_LEVEL_COUNT];
    const size_t n = hub_levels(h, levels);
    for (size_t g = 0; g < peak_groups(f); g++) {
        const int peak = f->master.surcharge_peak[at_peak(f, c->index, g, b->y)];
        if (peak < 0 || !peak_group_has_day(f, g, b->d) || n < 2)
            continue;
        const double most = q * c->physical_cap_kw;
        const int row =
            lp_add_row(f->lp, LP_KW, -INFINITY, most, "surcharge[%s@%s,%zu,y=%d,d=%s,t=%zu]", c->id,
                       h->id, g, year_of(f, b->y), day_id(b), t);
        lp_add(f->lp, row, in, q);
        lp_add(f->lp, row, peak, -1.0);
        for (size_t l = 0; l < n; l++)
            if (levels[l] > GRID_LEVEL_MS_LS)
                lp_add(f->lp, row, f->master.hub_level[at_level(f, h->index, l, b->y)], most);
    }
}

static void add_members(const block *b, const hub *h)
{
    const carrier *e = b->r->electricity;
    for (size_t j = 0; j < h->n_members; j++) {
        const connection *c = h->members[j].connection;
        const size_t m = b->f->first_member[h->index] + j;
        const series in = b->at->import_hub[m] = add_member_flow(b, "import_hub", h, j);
        const series out = b->at->export_hub[m] = add_member_flow(b, "export_hub", h, j);
        for (size_t t = 0; t < b->n_steps; t++) {
            into_balance(b, c, e, t, at_step(in, t), 1.0);
            into_balance(b, c, e, t, at_step(out, t), -1.0);
            book_member(b, h, c, at_step(in, t), at_step(out, t), t);
            if (is_private(b->f))
                add_surcharge_rows(b, h, j, at_step(in, t), t);
        }
    }
}

/* (E22) What the group may feed in: the sum of its members' rights, a number, or an offer. */
static void limit_group_export(const block *b, const hub *h, int out, size_t t)
{
    formulation *f = b->f;
    const double q = b->r->calendar.group_quarter_hour_factor;
    const int row = lp_add_row(f->lp, LP_KW, -INFINITY, 0.0, "group_feed_in[%s,y=%d,d=%s,t=%zu]",
                               h->id, year_of(f, b->y), day_id(b), t);
    lp_add(f->lp, row, out, q);
    if (h->capacities[0].mode == GROUP_CAPACITY_OFFER) {
        for (size_t k = 0; k < h->n_capacities; k++)
            lp_add(f->lp, row, f->master.hub_offer[at(f, f->first_capacity[h->index] + k, b->y)],
                   -fmin(h->capacities[k].export_cap_kw, lp_upper(f->lp, out) * q));
        return;
    }
    for (size_t j = 0; j < h->n_members; j++) {
        const hub_member *m = &h->members[j];
        const bool measured =
            h->capacities[0].mode == GROUP_CAPACITY_P999 && isfinite(m->export_contribution_kw);
        lp_add(f->lp, row, f->master.hub_member[at(f, f->first_member[h->index] + j, b->y)],
               -(measured ? m->export_contribution_kw : m->connection->export_cap_kw));
    }
    lp_set_bounds(f->lp, out, 0.0, fmin(lp_upper(f->lp, out), h->capacities[0].export_cap_kw / q));
}

/* (E22) q_g net import <= KG; (E24) and below the peak that the tariff charges. */
static void limit_group_import(const block *b, const hub *h, int in, size_t t)
{
    formulation *f = b->f;
    const double q = b->r->calendar.group_quarter_hour_factor;
    const int row = lp_add_row(f->lp, LP_KW, -INFINITY, 0.0, "group_contract[%s,y=%d,d=%s,t=%zu]",
                               h->id, year_of(f, b->y), day_id(b), t);
    lp_add(f->lp, row, in, q);
    for (size_t l = 0; l < GRID_LEVEL_COUNT; l++)
        lp_add(f->lp, row, f->master.hub_contract[at_level(f, h->index, l, b->y)], -1.0);
    for (size_t g = 0; g < peak_groups(f); g++) {
        if (!peak_group_has_day(f, g, b->d))
            continue;
        const int peak =
            lp_add_row(f->lp, LP_KW, -INFINITY, 0.0, "group_peak[%s,%zu,y=%d,d=%s,t=%zu]", h->id, g,
                       year_of(f, b->y), day_id(b), t);
        lp_add(f->lp, peak, in, q);
        for (size_t l = 0; l < GRID_LEVEL_COUNT; l++)
            lp_add(f->lp, peak, f->master.hub_peak[at_level_peak(f, h->index, l, g, b->y)], -1.0);
    }
}

/* Base-year electricity of the candidates, by which the group's CO2 is told apart over parks. */
static double base_use_mwh(const block *b, const connection *c)
{
    double mwh = 0.0;
    for (size_t n = 0; n < c->n_demands; n++)
        if (c->demands[n].carrier == b->r->electricity)
            mwh += c->demands[n].base_mwh_per_year;
    return mwh;
}

static void count_group_co2(const block *b, const hub *h, int in)
{
    double all = 0.0;
    for (size_t j = 0; j < h->n_members; j++)
        all += base_use_mwh(b, h->members[j].connection);
    for (size_t j = 0; j < h->n_members; j++) {
        const connection *c = h->members[j].connection;
        const double share = all > 0.0 ? base_use_mwh(b, c) / all : 1.0 / (double)h->n_members;
        count_co2(b, c->park->index, in, share * b->r->electricity->co2_kg_per_kwh[b->y]);
    }
}

/* (E22) Net of the group = sum of its members; (E25) commodity on the net. */
static void add_group(const block *b, const hub *h)
{
    const carrier *e = b->r->electricity;
    const owner who = owner_hub(h->index);
    double physical = 0.0;
    for (size_t j = 0; j < h->n_members; j++)
        physical += h->members[j].connection->physical_cap_kw / b->r->calendar.quarter_hour_factor;
    const series in = b->at->hub_import[h->index] = add_series(b, "group_import", h->id, physical);
    const series out = b->at->hub_export[h->index] = add_series(b, "group_export", h->id, physical);
    for (size_t t = 0; t < b->n_steps; t++) {
        lp *p = b->f->lp;
        const int net = lp_add_row(p, LP_KW, 0.0, 0.0, "group_net[%s,y=%d,d=%s,t=%zu]", h->id,
                                   year_of(b->f, b->y), day_id(b), t);
        const int exchange = isfinite(h->exchange_cap_kw)
                                 ? lp_add_row(p, LP_KW, -INFINITY, h->exchange_cap_kw,
                                              "group_exchange[%s,y=%d,d=%s,t=%zu]", h->id,
                                              year_of(b->f, b->y), day_id(b), t)
                                 : LP_NONE;
        lp_add(p, net, at_step(in, t), -1.0);
        lp_add(p, net, at_step(out, t), 1.0);
        for (size_t j = 0; j < h->n_members; j++) {
            const size_t m = b->f->first_member[h->index] + j;
            lp_add(p, net, at_step(b->at->import_hub[m], t), 1.0);
            lp_add(p, net, at_step(b->at->export_hub[m], t), -1.0);
            lp_add(p, exchange, at_step(b->at->export_hub[m], t), 1.0);
        }
        limit_group_import(b, h, at_step(in, t), t);
        limit_group_export(b, h, at_step(out, t), t);
        if (!h->settle_net)
            continue;
        book_energy(b, at_step(in, t), who, ACCOUNT_ENERGY, commodity_eur_per_kwh(b, e, t));
        book_energy(b, at_step(out, t), who, ACCOUNT_ENERGY, -export_eur_per_kwh(b, e, t));
        count_group_co2(b, h, at_step(in, t));
    }
}

void dispatch_add_hub(const block *b, const hub *h)
{
    add_members(b, h);
    add_group(b, h);
}
