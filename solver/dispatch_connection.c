/* A connection in one day: what it draws and feeds in, its demand, and what does not fit. */
#include "solver/dispatch_parts.h"

typedef struct lapse {
    const block *b;
    int row;
    double factor;
} lapse;

static void add_lapse(formulation *f, const hub *h, size_t member, void *context)
{
    (void)h;
    const lapse *l = context;
    lp_add(f->lp, l->row, f->master.hub_member[at(f, member, l->b->y)], l->factor);
}

/* Part of a non-firm right that holds in step t. */
static double right_available(const block *b, const transport_right *w, size_t t)
{
    return w->available ? w->available[calendar_at(&b->r->calendar, b->d, t)] : 0.0;
}

/* (E18) q imp_own <= K + rights that hold; the physical cap is the column's bound. */
static void limit_import(const block *b, const connection *c, int column, size_t t)
{
    formulation *f = b->f;
    const double q = b->r->calendar.quarter_hour_factor;
    const int contract = f->master.contract[at(f, c->index, b->y)];
    double constant = contract < 0 ? contract_largest_kw(f, c, b->y) : 0.0;
    bool any_column = contract >= 0;
    for (size_t w = 0; w < c->n_rights; w++) {
        const int right = f->master.right[at(f, c->index * f->max_rights + w, b->y)];
        any_column |= right >= 0;
        if (right < 0)
            constant += c->rights[w].import_kw * right_available(b, &c->rights[w], t);
    }
    if (!any_column) {
        lp_set_bounds(f->lp, column, 0.0, fmin(lp_upper(f->lp, column), constant / q));
        return;
    }
    const int row = lp_add_row(f->lp, LP_KW, -INFINITY, constant, "contract[%s,y=%d,d=%s,t=%zu]",
                               c->id, year_of(f, b->y), day_id(b), t);
    lp_add(f->lp, row, column, q);
    lp_add(f->lp, row, contract, -1.0);
    for (size_t w = 0; w < c->n_rights; w++)
        lp_add(f->lp, row, f->master.right[at(f, c->index * f->max_rights + w, b->y)],
               -right_available(b, &c->rights[w], t));
}

/* (E18) exp_own <= F (1 - m). */
static void limit_export(const block *b, const connection *c, int column, size_t t)
{
    formulation *f = b->f;
    const double q = b->r->calendar.quarter_hour_factor;
    if (!connection_is_candidate(f, c))
        return;
    lapse l = {b, LP_NONE, c->export_cap_kw};
    l.row = lp_add_row(f->lp, LP_KW, -INFINITY, c->export_cap_kw, "feed_in[%s,y=%d,d=%s,t=%zu]",
                       c->id, year_of(f, b->y), day_id(b), t);
    lp_add(f->lp, l.row, column, q);
    each_membership(f, c, add_lapse, &l);
}

/* (E19) P >= q imp_own on every day of the group. */
static void add_peak_rows(const block *b, const connection *c, int column, size_t t)
{
    formulation *f = b->f;
    for (size_t g = 0; g < peak_groups(f); g++) {
        const int peak = f->master.peak[at_peak(f, c->index, g, b->y)];
        if (peak < 0 || !peak_group_has_day(f, g, b->d))
            continue;
        const int row = lp_add_row(f->lp, LP_KW, -INFINITY, 0.0, "peak[%s,%zu,y=%d,d=%s,t=%zu]",
                                   c->id, g, year_of(f, b->y), day_id(b), t);
        lp_add(f->lp, row, column, b->r->calendar.quarter_hour_factor);
        lp_add(f->lp, row, peak, -1.0);
    }
}

static void forbid_both(const block *b, const connection *c, int in, int out, size_t t)
{
    lp *p = b->f->lp;
    const int either = lp_add_column(p, 0.0, 1.0, true, "imports[%s,y=%d,d=%s,t=%zu]", c->id,
                                     year_of(b->f, b->y), day_id(b), t);
    const int a = lp_add_row(p, LP_KW, -INFINITY, 0.0, "no_burn_import[%s,y=%d,d=%s,t=%zu]", c->id,
                             year_of(b->f, b->y), day_id(b), t);
    lp_add(p, a, in, 1.0);
    lp_add(p, a, either, -lp_upper(p, in));
    const int e =
        lp_add_row(p, LP_KW, -INFINITY, lp_upper(p, out), "no_burn_export[%s,y=%d,d=%s,t=%zu]",
                   c->id, year_of(b->f, b->y), day_id(b), t);
    lp_add(p, e, out, 1.0);
    lp_add(p, e, either, lp_upper(p, out));
}

static void add_import_export(const block *b, const connection *c)
{
    const carrier *e = b->r->electricity;
    const double q = b->r->calendar.quarter_hour_factor;
    const owner who = owner_connection(c->index);
    const series in = b->at->import_own[c->index] =
        add_series(b, "import", c->id, c->physical_cap_kw / q);
    const series out = b->at->export_own[c->index] =
        c->export_cap_kw > 0.0
            ? add_series(b, "export", c->id, fmin(c->export_cap_kw, c->physical_cap_kw) / q)
            : LP_NONE;
    for (size_t t = 0; t < b->n_steps; t++) {
        const int import = at_step(in, t), export = at_step(out, t);
        into_balance(b, c, e, t, import, 1.0);
        draw_directly(b, c, e, t, import, 1.0);
        limit_import(b, c, import, t);
        add_peak_rows(b, c, import, t);
        if (export < 0)
            continue;
        into_balance(b, c, e, t, export, -1.0);
        book_energy(b, export, who, ACCOUNT_ENERGY, -export_eur_per_kwh(b, e, t));
        limit_export(b, c, export, t);
        if (b->r->no_burn)
            forbid_both(b, c, import, export, t);
    }
}

double largest_demand_kw(const block *b, const connection *c, const carrier *k, size_t t)
{
    double kw = 0.0;
    for (size_t n = 0; n < c->n_demands; n++)
        if (c->demands[n].carrier == k)
            kw += demand_kw_per_mwh(&c->demands[n], &b->r->calendar, b->d, t) *
                  (c->demands[n].existing_mwh[b->y] + c->demands[n].growth_mwh[b->y]);
    for (size_t v = 0; k == b->r->electricity && v < c->n_fleets; v++) {
        const fleet *v1 = &c->fleets[v];
        kw += (fleet_existing(v1, b->y) + fleet_growth(v1, b->y)) *
              fmax(v1->vehicle_kw, fleet_unmanaged_kw(v1, &b->r->calendar, b->d, t));
    }
    return kw;
}

/* What sources and converters can put on a balance at most, kW: bound of the surplus. */
static double largest_supply_kw(const block *b, const connection *c, const carrier *k, size_t t)
{
    double kw = 0.0;
    for (size_t n = c->first_asset; n < c->first_asset + c->n_assets; n++) {
        const asset *a = &b->r->assets[n];
        const technology *tech = a->technology;
        if (tech->kind == KIND_SOURCE && tech->carrier == k)
            kw += fmax(a->max, a->installed[b->y]);
        for (size_t o = 0; tech->kind == KIND_CONVERTER && o < tech->n_outputs; o++)
            if (tech->outputs[o].carrier == k)
                kw += asset_largest_input_kw(b, a, t) * output_ratio(b, &tech->outputs[o], t);
    }
    return kw;
}

double largest_use_kw(const block *b, const connection *c, const carrier *k, size_t t)
{
    double kw = largest_demand_kw(b, c, k, t);
    for (size_t n = c->first_asset; n < c->first_asset + c->n_assets; n++) {
        const technology *tech = b->r->assets[n].technology;
        if (tech->carrier == k && (tech->kind == KIND_CONVERTER || tech->kind == KIND_STORAGE))
            kw += asset_largest_input_kw(b, &b->r->assets[n], t);
    }
    return kw;
}

static void add_purchases(const block *b, const connection *c, const carrier *k)
{
    const series buy = b->at->buy[c->index * b->r->n_carriers + k->index] =
        add_series(b, k->id, c->id, 0.0);
    for (size_t t = 0; t < b->n_steps; t++) {
        lp_set_bounds(b->f->lp, at_step(buy, t), 0.0, largest_use_kw(b, c, k, t));
        into_balance(b, c, k, t, at_step(buy, t), 1.0);
        draw_directly(b, c, k, t, at_step(buy, t), 1.0);
    }
}

/* kg per kWh of a carrier by the installed converter that emits most for it; 0 without one. */
static double converted_co2_kg_per_kwh(const block *b, const connection *c, const carrier *k,
                                       size_t t)
{
    double most = 0.0;
    for (size_t n = c->first_asset; n < c->first_asset + c->n_assets; n++) {
        const asset *a = &b->r->assets[n];
        const technology *tech = a->technology;
        double made = 0.0; /* per kWh of input, all carriers together */
        bool makes = false;
        if (tech->kind != KIND_CONVERTER || a->installed[0] <= 0.0)
            continue;
        for (size_t o = 0; o < tech->n_outputs; o++) {
            made += output_ratio(b, &tech->outputs[o], t);
            makes |= tech->outputs[o].carrier == k;
        }
        if (makes)
            most = fmax(most, tech->carrier->co2_kg_per_kwh[b->y] / made);
    }
    return most;
}

/* (E41) What a kWh of shed demand emits: as much as serving it as today, or its fallback if that is
 * more, so that turning existing demand off never meets a CO2 target. */
static double shed_co2_kg_per_kwh(const block *b, const connection *c, const carrier *k, size_t t)
{
    double kg = fmax(k->co2_kg_per_kwh[b->y], converted_co2_kg_per_kwh(b, c, k, t));
    for (size_t n = 0; n < c->n_demands; n++)
        if (c->demands[n].carrier == k)
            kg = fmax(kg, c->demands[n].fallback_co2_kg_per_kwh);
    return kg;
}

/* (E46) Complete recourse: shedding up to all demand, surplus up to all supply, both priced. */
static void add_slacks(const block *b, const connection *c, const carrier *k)
{
    lp *p = b->f->lp;
    const owner who = owner_connection(c->index);
    const size_t place = c->index * b->r->n_carriers + k->index;
    char name[LP_NAME_SIZE];
    snprintf(name, sizeof name, "%s,%s", c->id, k->id);
    const series shed = b->at->shed[place] = add_series(b, "shed", name, 0.0);
    const series surplus = b->at->surplus[place] = add_series(b, "surplus", name, 0.0);
    for (size_t t = 0; t < b->n_steps; t++) {
        lp_set_bounds(p, at_step(shed, t), 0.0, largest_demand_kw(b, c, k, t));
        lp_set_bounds(p, at_step(surplus, t), 0.0, largest_supply_kw(b, c, k, t));
        into_balance(b, c, k, t, at_step(shed, t), 1.0);
        into_balance(b, c, k, t, at_step(surplus, t), -1.0);
        book_energy(b, at_step(shed, t), who, ACCOUNT_UNSERVED, b->r->shed_eur_per_kwh);
        count_co2(b, c->park->index, at_step(shed, t), shed_co2_kg_per_kwh(b, c, k, t));
        book_energy(b, at_step(surplus, t), who, ACCOUNT_UNSERVED, b->r->surplus_eur_per_kwh);
        if (k == b->r->electricity)
            lp_add(p, b->f->quantity.renewable_row[at(b->f, c->park->index, b->y)],
                   at_step(surplus, t), -b->hours / KWH_PER_MWH);
    }
}

/* (E10) Demand: what exists, and the accepted share of the growth. */
static void add_demand(const block *b, const connection *c, const demand *n)
{
    formulation *f = b->f;
    const int accepted = f->master.accepted[at(f, n->index, b->y)];
    const int use = n->carrier == b->r->electricity
                        ? f->quantity.use_row[at(f, c->park->index, b->y)]
                        : LP_NONE;
    for (size_t t = 0; t < b->n_steps; t++) {
        const double kw = demand_kw_per_mwh(n, &b->r->calendar, b->d, t);
        const double known =
            kw * (n->existing_mwh[b->y] + (accepted < 0 ? n->growth_mwh[b->y] : 0.0));
        const double growth = accepted < 0 ? 0.0 : kw * n->growth_mwh[b->y];
        lp_add_known(f->lp, balance_row(b, c, n->carrier, t), -known);
        into_balance(b, c, n->carrier, t, accepted, -growth);
        lp_add_known(f->lp, use, known * b->hours / KWH_PER_MWH);
        lp_add(f->lp, use, accepted, growth * b->hours / KWH_PER_MWH);
    }
}

void dispatch_add_connection(const block *b, const connection *c)
{
    add_import_export(b, c);
    for (size_t n = 0; n < c->n_demands; n++)
        add_demand(b, c, &c->demands[n]);
    for (size_t k = 0; k < b->r->n_carriers; k++) {
        const carrier *e = &b->r->carriers[k];
        if (!has_balance(b, c, e))
            continue;
        if (e->network && e != b->r->electricity)
            add_purchases(b, c, e);
        add_slacks(b, c, e);
    }
}
