/* One (station, milestone, day): balances, the station's limits, and what stands behind them. */
#include "solver/dispatch_parts.h"

#include <stdlib.h>

series add_series(const block *b, const char *what, const char *id, double upper)
{
    series first = LP_NONE;
    for (size_t t = 0; t < b->n_steps; t++) {
        const int column = lp_add_column(b->f->lp, 0.0, upper, false, "%s[%s,y=%d,d=%s,t=%zu]",
                                         what, id, year_of(b->f, b->y), day_id(b), t);
        if (t == 0)
            first = column;
    }
    return first;
}

void limit_by_capacity(const block *b, const char *what, const char *id, size_t t, int column,
                       double factor, int capacity, double share, double constant)
{
    lp *p = b->f->lp;
    if (factor <= 0.0)
        return;
    if (capacity < 0 || share <= 0.0) {
        const double most = share * (capacity < 0 ? constant : 0.0) / factor;
        lp_set_bounds(p, column, 0.0, fmin(lp_upper(p, column), most));
        return;
    }
    const int row = lp_add_row(p, LP_KW, -INFINITY, 0.0, "%s[%s,y=%d,d=%s,t=%zu]", what, id,
                               year_of(b->f, b->y), day_id(b), t);
    lp_add(p, row, column, factor);
    lp_add(p, row, capacity, -share);
}

double commodity_eur_per_kwh(const block *b, const carrier *k, size_t t)
{
    return carrier_price(k, &b->r->calendar, b->y, b->d, t) +
           (is_private(b->f) ? k->supplier_margin_eur_per_kwh : 0.0);
}

double export_eur_per_kwh(const block *b, const carrier *k, size_t t)
{
    return carrier_export_price(k, &b->r->calendar, b->y, b->d, t) -
           (is_private(b->f) ? k->feed_in_fee_eur_per_kwh : 0.0);
}

double transport_eur_per_kwh(const block *b, const connection *c, const carrier *k, size_t t)
{
    if (!is_private(b->f) || k != b->r->electricity)
        return 0.0;
    return connection_energy_eur_per_kwh(c, &b->r->calendar, b->d, t);
}

double tax_eur_per_kwh(const block *b, const connection *c, const carrier *k)
{
    return is_private(b->f) ? connection_tax_eur_per_kwh(c, k, b->y) : 0.0;
}

void draw_directly(const block *b, const connection *c, const carrier *k, size_t t, int column,
                   double factor)
{
    const owner who = owner_connection(c->index);
    book_energy(b, column, who, ACCOUNT_ENERGY, factor * commodity_eur_per_kwh(b, k, t));
    book_energy(b, column, who, ACCOUNT_GRID, factor * transport_eur_per_kwh(b, c, k, t));
    book_energy(b, column, who, ACCOUNT_ENERGY_TAX, factor * tax_eur_per_kwh(b, c, k));
    count_co2(b, c->park->index, column, factor * k->co2_kg_per_kwh[b->y]);
}

bool has_balance(const block *b, const connection *c, const carrier *k)
{
    return balance_row(b, c, k, 0) >= 0;
}

static bool net_serves(const region *r, const connection *c, const carrier *k)
{
    if (k != r->heat)
        return false;
    for (size_t n = 0; n < r->n_heat_nets; n++)
        for (size_t i = 0; i < r->heat_nets[n].n_routes; i++)
            if (r->heat_nets[n].routes[i].park == c->park)
                return true;
    return false;
}

/* A carrier needs a balance where it is used by a demand, stored, or made at the site. What is
 * only drawn from a network by converters is priced where it is drawn. */
static bool needs_balance(const region *r, const connection *c, const carrier *k)
{
    if (k == r->electricity)
        return true;
    for (size_t n = 0; n < c->n_demands; n++)
        if (c->demands[n].carrier == k)
            return true;
    for (size_t n = 0; n < c->n_assets; n++) {
        const technology *tech = r->assets[c->first_asset + n].technology;
        if ((tech->kind == KIND_SOURCE || tech->kind == KIND_STORAGE) && tech->carrier == k)
            return true;
        for (size_t o = 0; tech->kind == KIND_CONVERTER && o < tech->n_outputs; o++)
            if (tech->outputs[o].carrier == k)
                return true;
        if (tech->kind == KIND_CONVERTER && tech->carrier == k && !k->network)
            return true;
    }
    return net_serves(r, c, k);
}

/* (E45) in = out, with the slacks of (E46). */
static void add_balances(const block *b, const connection *c)
{
    for (size_t k = 0; k < b->r->n_carriers; k++) {
        const carrier *e = &b->r->carriers[k];
        int *first = &b->balance[c->index * b->r->n_carriers + k];
        *first = LP_NONE;
        for (size_t t = 0; needs_balance(b->r, c, e) && t < b->n_steps; t++) {
            const int row =
                lp_add_row(b->f->lp, LP_KW, 0.0, 0.0, "balance[s=%s,c=%s,y=%d,d=%s,t=%zu]", c->id,
                           e->id, year_of(b->f, b->y), day_id(b), t);
            if (t == 0)
                *first = row;
        }
    }
}

static void add_net_import(const block *b, int row, const connection *c, size_t t)
{
    lp_add(b->f->lp, row, at_step(b->at->import_own[c->index], t), 1.0);
    lp_add(b->f->lp, row, at_step(b->at->export_own[c->index], t), -1.0);
}

static void add_net_hub_import(const block *b, int row, const hub *h, size_t t)
{
    for (size_t j = 0; j < h->n_members; j++) {
        const size_t m = b->f->first_member[h->index] + j;
        lp_add(b->f->lp, row, at_step(b->at->import_hub[m], t), 1.0);
        lp_add(b->f->lp, row, at_step(b->at->export_hub[m], t), -1.0);
    }
}

/* (E30) q (net import + background) within the station's rating, both ways. */
static void add_station_rows(const block *b)
{
    const station *s = b->s;
    const calendar *cal = &b->r->calendar;
    const double q = cal->quarter_hour_factor;
    if (!isfinite(s->import_cap_by_milestone_kw[b->y]) &&
        !isfinite(s->export_cap_by_milestone_kw[b->y]))
        return;
    for (size_t t = 0; t < b->n_steps; t++) {
        const double load = station_load_kw(s, cal, b->y, b->d, t);
        const double feed = station_feed_kw(s, cal, b->y, b->d, t);
        const int row =
            lp_add_row(b->f->lp, LP_KW, -s->export_cap_by_milestone_kw[b->y] / q + feed,
                       s->import_cap_by_milestone_kw[b->y] / q - load,
                       "station[%s,y=%d,d=%s,t=%zu]", s->id, year_of(b->f, b->y), day_id(b), t);
        limit_row_add(b->f, (limit_row){.kind = LIMIT_STATION_IMPORT,
                                        .object = s->index,
                                        .y = b->y,
                                        .row = row,
                                        .upper_per_unit = 1.0 / q});
        limit_row_add(b->f, (limit_row){.kind = LIMIT_STATION_EXPORT,
                                        .object = s->index,
                                        .y = b->y,
                                        .row = row,
                                        .lower_per_unit = -1.0 / q});
        for (size_t i = 0; i < b->r->n_connections; i++)
            if (b->r->connections[i].park->station == s)
                add_net_import(b, row, &b->r->connections[i], t);
        for (size_t h = 0; h < b->r->n_hubs; h++)
            if (hub_station(&b->r->hubs[h]) == s)
                add_net_hub_import(b, row, &b->r->hubs[h], t);
    }
}

static void add_all(const block *b)
{
    const region *r = b->r;
    for (size_t i = 0; i < r->n_connections; i++)
        if (r->connections[i].park->station == b->s)
            add_balances(b, &r->connections[i]);
    for (size_t i = 0; i < r->n_connections; i++) {
        const connection *c = &r->connections[i];
        if (c->park->station != b->s)
            continue;
        dispatch_add_connection(b, c);
        for (size_t k = 0; k < c->n_assets; k++)
            dispatch_add_asset(b, &r->assets[c->first_asset + k]);
        dispatch_add_charging(b, c);
    }
    for (size_t h = 0; h < r->n_hubs; h++)
        if (hub_station(&r->hubs[h]) == b->s)
            dispatch_add_hub(b, &r->hubs[h]);
    for (size_t k = 0; k < r->n_cables; k++)
        if (r->cables[k].from->park->station == b->s)
            dispatch_add_cable(b, &r->cables[k]);
    for (size_t n = 0; n < r->n_heat_nets; n++)
        dispatch_add_heat_net(b, &r->heat_nets[n]);
    add_station_rows(b);
}

void dispatch_add_day(formulation *f, size_t station_index, size_t y, size_t d)
{
    const region *r = f->region;
    block b = {.f = f,
               .r = r,
               .s = &r->stations[station_index],
               .y = y,
               .d = d,
               .n_steps = r->calendar.n_steps,
               .at = &f->days[y * r->calendar.n_days + d],
               .hours = calendar_hours_per_year(&r->calendar, d)};
    b.eur = f->discount[y] * b.hours;
    b.balance = calloc(r->n_connections * r->n_carriers + 1, sizeof *b.balance);
    if (!b.balance) {
        f->out_of_memory = true;
        return;
    }
    const size_t place = (y * r->calendar.n_days + d) * r->n_stations + station_index;
    f->block_column[place] = lp_columns(f->lp);
    f->block_row[place] = lp_rows(f->lp);
    add_all(&b);
    free(b.balance);
}
