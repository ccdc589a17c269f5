/* Sources, converters, storage and savings in one day. */
#include "solver/dispatch_parts.h"

/* Flows have bounds a little beyond what capacities allow. Where both were the same, the duals would say now
 * of one and now of the other what a kW more is worth, and nothing at the capacity, which is asked about. */
#define BEYOND_CAPACITY 1.001

static double available(const block *b, const technology *tech, size_t t)
{
    return tech->availability ? tech->availability->values[calendar_at(&b->r->calendar, b->d, t)]
                              : 1.0;
}

static int capacity_of(const block *b, const asset *a)
{
    return b->f->master.capacity[at(b->f, a->index, b->y)];
}

/* Adds share * capacity, a column or what is installed, to a row. */
static void add_capacity(const block *b, int row, const asset *a, double share)
{
    const int capacity = capacity_of(b, a);
    if (capacity >= 0)
        lp_add(b->f->lp, row, capacity, share);
    else
        lp_add_known(b->f->lp, row, share * a->installed[b->y]);
}

static void book_source(const block *b, const asset *a, int column, double factor)
{
    const technology *tech = a->technology;
    const connection *c = a->connection;
    const owner who = owner_connection(c->index);
    book_energy(b, column, who, ACCOUNT_ENERGY, factor * tech->variable_eur_per_kwh);
    count_co2(b, c->park->index, column, factor * tech->co2_kg_per_kwh);
    if (tech->renewable && tech->carrier == b->r->electricity)
        lp_add(b->f->lp, b->f->quantity.renewable_row[at(b->f, c->park->index, b->y)], column,
               factor * b->hours / KWH_PER_MWH);
}

/* What a constant source that must be taken gives, as known terms of the rows it enters. */
static void book_known_source(const block *b, const asset *a, double kw)
{
    const technology *tech = a->technology;
    const size_t where = a->connection->park->index;
    ledger_book(b->f->books, LP_NONE, owner_connection(a->connection->index), ACCOUNT_ENERGY, b->y,
                b->eur * kw * tech->variable_eur_per_kwh);
    lp_add_known(b->f->lp, b->f->quantity.co2_row[at(b->f, where, b->y)],
                 kw * b->hours * tech->co2_kg_per_kwh / KG_PER_TONNE);
    if (tech->renewable && tech->carrier == b->r->electricity)
        lp_add_known(b->f->lp, b->f->quantity.renewable_row[at(b->f, where, b->y)],
                     kw * b->hours / KWH_PER_MWH);
}

/* (E47) must_take: out = cap avail, so no column of its own. */
static void add_taken(const block *b, const asset *a, size_t t)
{
    const double share = available(b, a->technology, t);
    add_capacity(b, balance_row(b, a->connection, a->technology->carrier, t), a, share);
    if (capacity_of(b, a) >= 0)
        book_source(b, a, capacity_of(b, a), share);
    else
        book_known_source(b, a, share * a->installed[b->y]);
}

/* (E8) curtailed <= potential * avail * ems / sites. */
static void limit_curtailed(const block *b, const asset *a, int column, size_t t)
{
    formulation *f = b->f;
    const connection *c = a->connection;
    const double share = available(b, a->technology, t);
    char name[LP_NAME_SIZE];
    const int stands = lp_add_row(f->lp, LP_KW, -INFINITY, 0.0, "curtailed[%s,y=%d,d=%s,t=%zu]",
                                  asset_name(a, name), year_of(f, b->y), day_id(b), t);
    lp_add(f->lp, stands, column, 1.0);
    add_capacity(b, stands, a, -share);
    const int ems =
        lp_add_row(f->lp, LP_KW, -INFINITY, 0.0, "curtailed_needs_ems[%s,y=%d,d=%s,t=%zu]",
                   asset_name(a, name), year_of(f, b->y), day_id(b), t);
    lp_add(f->lp, ems, column, 1.0);
    for (size_t k = 0; k < c->n_assets; k++)
        if (b->r->assets[c->first_asset + k].technology->kind == KIND_CONTROL)
            lp_add(f->lp, ems, f->master.capacity[at(f, c->first_asset + k, b->y)],
                   -share * a->max / c->sites);
}

/* (E47) */
static void add_source(const block *b, const asset *a)
{
    const technology *tech = a->technology;
    const carrier *k = tech->carrier;
    const bool taken = tech->must_take || tech->needs_ems;
    if (taken)
        for (size_t t = 0; t < b->n_steps; t++)
            add_taken(b, a, t);
    if (tech->must_take)
        return;
    const double most = fmax(a->max, a->installed[b->y]);
    series *own = taken ? &b->at->curtailed[a->index] : &b->at->flow[a->index];
    char name[LP_NAME_SIZE];
    *own = add_series(b, taken ? "curtail" : "out", asset_name(a, name), most * BEYOND_CAPACITY);
    for (size_t t = 0; t < b->n_steps; t++) {
        const int column = at_step(*own, t);
        into_balance(b, a->connection, k, t, column, taken ? -1.0 : 1.0);
        book_source(b, a, column, taken ? -1.0 : 1.0);
        if (taken)
            limit_curtailed(b, a, column, t);
        else
            limit_by_capacity(b, "capacity", name, t, column, 1.0, capacity_of(b, a),
                              available(b, tech, t), a->installed[b->y]);
    }
}

double output_ratio(const block *b, const converter_output *out, size_t t)
{
    return out->ratio *
           (out->profile ? out->profile->values[calendar_at(&b->r->calendar, b->d, t)] : 1.0);
}

double asset_largest_input_kw(const block *b, const asset *a, size_t t)
{
    const technology *tech = a->technology;
    const double most = fmax(a->max, a->installed[b->y]);
    if (tech->kind != KIND_CONVERTER || tech->capacity_of_input)
        return most;
    return most / output_ratio(b, &tech->outputs[0], t);
}

/* (E48) out_c = ratio_c in; one of input and first output is limited. */
static void add_converter(const block *b, const asset *a)
{
    const technology *tech = a->technology;
    const connection *c = a->connection;
    char name[LP_NAME_SIZE];
    const series flow = b->at->flow[a->index] = add_series(b, "in", asset_name(a, name), 0.0);
    for (size_t t = 0; t < b->n_steps; t++) {
        const int in = at_step(flow, t);
        const double limited =
            tech->capacity_of_input ? 1.0 : output_ratio(b, &tech->outputs[0], t);
        lp_set_bounds(b->f->lp, in, 0.0, asset_largest_input_kw(b, a, t) * BEYOND_CAPACITY);
        for (size_t o = 0; o < tech->n_outputs; o++)
            into_balance(b, c, tech->outputs[o].carrier, t, in,
                         output_ratio(b, &tech->outputs[o], t));
        if (has_balance(b, c, tech->carrier))
            into_balance(b, c, tech->carrier, t, in, -1.0);
        else
            draw_directly(b, c, tech->carrier, t, in, 1.0);
        if (tech->carrier == b->r->electricity)
            lp_add(b->f->lp, b->f->quantity.use_row[at(b->f, c->park->index, b->y)], in,
                   b->hours / KWH_PER_MWH);
        book_energy(b, in, owner_connection(c->index), ACCOUNT_ENERGY, tech->variable_eur_per_kwh);
        limit_by_capacity(b, "capacity", name, t, in, limited, capacity_of(b, a), 1.0,
                          a->installed[b->y]);
    }
}

/* Level before step 0: the day's own last level, or midnight's in a chronological year. */
static int level_before(const block *b, const asset *a, size_t t)
{
    if (t > 0)
        return at_step(b->at->level[a->index], t - 1);
    if (b->r->calendar.chronological)
        return b->f->master.level_start[at(b->f, a->index, b->y) * b->r->calendar.n_days + b->d];
    return at_step(b->at->level[a->index], b->n_steps - 1);
}

/* (E49) soc_t = (1 - loss dt) soc_{t-1} + eff_in ch dt - dis dt / eff_out. */
static void add_level_row(const block *b, const asset *a, size_t t)
{
    const technology *tech = a->technology;
    const double dt = b->r->calendar.step_h;
    lp *p = b->f->lp;
    char name[LP_NAME_SIZE];
    const int row = lp_add_row(p, LP_KW, 0.0, 0.0, "level[%s,y=%d,d=%s,t=%zu]", asset_name(a, name),
                               year_of(b->f, b->y), day_id(b), t);
    lp_add(p, row, at_step(b->at->level[a->index], t), 1.0);
    lp_add(p, row, level_before(b, a, t), -(1.0 - tech->loss_frac_per_h * dt));
    lp_add(p, row, at_step(b->at->flow[a->index], t), -tech->efficiency_in_frac * dt);
    lp_add(p, row, at_step(b->at->discharge[a->index], t), dt / tech->efficiency_out_frac);
}

/* In a chronological year the last level of a day is the next day's midnight. */
static void link_midnight(const block *b, const asset *a)
{
    const calendar *cal = &b->r->calendar;
    if (!cal->chronological)
        return;
    const size_t first = at(b->f, a->index, b->y) * cal->n_days;
    const int row =
        lp_add_row(b->f->lp, LP_KW, 0.0, 0.0, "midnight[%s@%s,y=%d,d=%s]", a->technology->id,
                   a->connection->id, year_of(b->f, b->y), day_id(b));
    lp_add(b->f->lp, row, at_step(b->at->level[a->index], b->n_steps - 1), 1.0);
    lp_add(b->f->lp, row, b->f->master.level_start[first + (b->d + 1) % cal->n_days], -1.0);
}

/* (E50) charge + discharge <= power, level <= usable energy. */
static void limit_storage(const block *b, const asset *a, size_t t)
{
    formulation *f = b->f;
    const technology *tech = a->technology;
    char name[LP_NAME_SIZE];
    asset_name(a, name);
    const int usable = f->master.usable[at(f, a->index, b->y)];
    const int kwh = f->master.capacity_kwh[at(f, a->index, b->y)];
    const int power_row = lp_add_row(f->lp, LP_KW, -INFINITY, 0.0, "power[%s,y=%d,d=%s,t=%zu]",
                                     name, year_of(f, b->y), day_id(b), t);
    lp_add(f->lp, power_row, at_step(b->at->flow[a->index], t), 1.0);
    lp_add(f->lp, power_row, at_step(b->at->discharge[a->index], t), 1.0);
    if (usable >= 0)
        lp_add(f->lp, power_row, usable, -1.0);
    else
        add_capacity(b, power_row, a, -1.0);
    const bool by_hours = isfinite(tech->hours);
    limit_by_capacity(b, "energy", name, t, at_step(b->at->level[a->index], t), 1.0,
                      by_hours ? capacity_of(b, a) : kwh,
                      by_hours ? tech->hours * tech->usable_frac : tech->usable_frac,
                      by_hours ? a->installed[b->y] : a->installed_kwh[b->y]);
}

static void forbid_both(const block *b, const asset *a, size_t t)
{
    lp *p = b->f->lp;
    const double most = fmax(a->max, a->installed[b->y]);
    char name[LP_NAME_SIZE];
    const int charging = lp_add_column(p, 0.0, 1.0, true, "charges[%s,y=%d,d=%s,t=%zu]",
                                       asset_name(a, name), year_of(b->f, b->y), day_id(b), t);
    for (int out = 0; out < 2; out++) {
        const int row =
            lp_add_row(p, LP_KW, -INFINITY, out ? most : 0.0, "no_burn_%s[%s@%s,y=%d,d=%s,t=%zu]",
                       out ? "discharge" : "charge", a->technology->id, a->connection->id,
                       year_of(b->f, b->y), day_id(b), t);
        lp_add(p, row, at_step(out ? b->at->discharge[a->index] : b->at->flow[a->index], t), 1.0);
        lp_add(p, row, charging, out ? most : -most);
    }
}

static void add_storage(const block *b, const asset *a)
{
    const technology *tech = a->technology;
    const double power = fmax(a->max, a->installed[b->y]) * BEYOND_CAPACITY;
    const double energy =
        fmax(asset_largest_kwh(a), a->installed_kwh[b->y]) * tech->usable_frac * BEYOND_CAPACITY;
    char name[LP_NAME_SIZE];
    b->at->flow[a->index] = add_series(b, "charge", asset_name(a, name), power);
    b->at->discharge[a->index] = add_series(b, "discharge", name, power);
    b->at->level[a->index] = add_series(b, "stored", name, energy);
    for (size_t t = 0; t < b->n_steps; t++) {
        into_balance(b, a->connection, tech->carrier, t, at_step(b->at->flow[a->index], t), -1.0);
        into_balance(b, a->connection, tech->carrier, t, at_step(b->at->discharge[a->index], t),
                     1.0);
        add_level_row(b, a, t);
        limit_storage(b, a, t);
        if (b->r->no_burn)
            forbid_both(b, a, t);
    }
    link_midnight(b, a);
}

/* (E12) A saving takes its share off the demand in every step. What is installed is in the
 * demand already. */
static void add_saving(const block *b, const asset *a)
{
    const int capacity = capacity_of(b, a);
    const connection *c = a->connection;
    if (capacity < 0)
        return;
    for (size_t t = 0; t < b->n_steps; t++) {
        const double kw = demand_kw_per_mwh(a->demand, &b->r->calendar, b->d, t);
        const int row = balance_row(b, c, a->demand->carrier, t);
        lp_add(b->f->lp, row, capacity, kw);
        lp_add_known(b->f->lp, row, -kw * a->installed[b->y]);
        if (a->demand->carrier != b->r->electricity)
            continue;
        const int use = b->f->quantity.use_row[at(b->f, c->park->index, b->y)];
        lp_add(b->f->lp, use, capacity, -kw * b->hours / KWH_PER_MWH);
        lp_add_known(b->f->lp, use, kw * a->installed[b->y] * b->hours / KWH_PER_MWH);
    }
}

void dispatch_add_asset(const block *b, const asset *a)
{
    switch (a->technology->kind) {
    case KIND_SOURCE:
        add_source(b, a);
        break;
    case KIND_CONVERTER:
        add_converter(b, a);
        break;
    case KIND_STORAGE:
        add_storage(b, a);
        break;
    case KIND_SAVING:
        add_saving(b, a);
        break;
    case KIND_CHARGER: /* dispatch_add_charging() */
    case KIND_CONTROL: /* acts through what it allows */
    case KIND_LINK:    /* dispatch_add_heat_net() */
    case KIND_COUNT:
        break;
    }
}
