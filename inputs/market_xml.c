/* inputs/market_xml.c - who pays, who installs, and what energy and its transport cost. */
#include "inputs/reader.h"

#include <math.h>
#include <string.h>

#include "inputs/value.h"

void read_payers(reader *r)
{
    const node *top = node_child(r->root, "payers");
    region *o = r->out;
    o->payers = read_children(r, top, "payer", sizeof *o->payers, &o->n_payers, &r->payers);
    payer *p = o->payers;
    for (const node *n = node_child(top, "payer"); n != NULL && !r->no_memory;
         n = node_next(n), p++) {
        const char *id = read_id(n, r->payers, p);
        *p = (payer){.id = id,
                     .name_nl = read_text_or(n, "name_nl", id),
                     .name_en = read_text_or(n, "name_en", id),
                     .index = (size_t)(p - o->payers),
                     .wacc_frac = read_number_or(n, "wacc_frac", 0.0),
                     .basis = read_basis(n),
                     .line = n->line};
    }
    finish_table(r, top, r->payers, "payer");
    if (o->n_payers > 0 || r->no_memory)
        return;
    /* Somebody has to pay; without a word about it the companies do, at the discount rate. */
    o->payers = READ_ARRAY(r, 1, payer);
    o->n_payers = o->payers == NULL ? 0 : 1;
    if (o->n_payers == 1)
        *o->payers = (payer){.id = "company",
                             .name_nl = "bedrijf",
                             .name_en = "company",
                             .wacc_frac = o->horizon.discount_rate_frac};
}

void read_trades(reader *r)
{
    const node *top = node_child(r->root, "trades");
    region *o = r->out;
    o->trades = read_children(r, top, "trade", sizeof *o->trades, &o->n_trades, &r->trades);
    trade *t = o->trades;
    for (const node *n = node_child(top, "trade"); n != NULL && !r->no_memory;
         n = node_next(n), t++)
        *t = (trade){.id = read_id(n, r->trades, t),
                     .index = (size_t)(t - o->trades),
                     .weeks_per_year = read_list_or(r, n, "weeks_per_year", 0.0),
                     .basis = read_basis(n),
                     .line = n->line};
    finish_table(r, top, r->trades, "trade");
}

static void read_tax(reader *r, const node *n, carrier *c)
{
    c->tax_brackets =
        read_children(r, n, "energy_tax", sizeof *c->tax_brackets, &c->n_tax_brackets, NULL);
    tax_bracket *b = c->tax_brackets;
    for (const node *x = node_child(n, "energy_tax"); x != NULL && !r->no_memory; x = node_next(x))
        *b++ = (tax_bracket){.up_to_mwh = read_number_or(x, "up_to_mwh", INFINITY),
                             .rate_eur_per_kwh = read_list_or(r, x, "rate_eur_per_kwh", 0.0),
                             .line = x->line};
}

static void read_carrier(reader *r, const node *n, carrier *c)
{
    *c = (carrier){
        .id = read_id(n, r->carriers, c),
        .index = (size_t)(c - r->out->carriers),
        .network = read_flag(n, "network"),
        .price_eur_per_kwh = read_list(r, n, "price_eur_per_kwh", 0.0),
        .price_profile = read_reference(r, n, "price_profile", r->profiles, "profile"),
        .export_price_eur_per_kwh = read_list(r, n, "export_price_eur_per_kwh", 0.0),
        .export_price_profile =
            read_reference(r, n, "export_price_profile", r->profiles, "profile"),
        .supplier_margin_eur_per_kwh = read_number_or(n, "supplier_margin_eur_per_kwh", 0.0),
        .feed_in_fee_eur_per_kwh = read_number_or(n, "feed_in_fee_eur_per_kwh", 0.0),
        .co2_kg_per_kwh = read_list_or(r, n, "co2_kg_per_kwh", 0.0),
        .basis = read_basis(n),
        .line = n->line,
    };
    read_tax(r, n, c);
}

void read_carriers(reader *r)
{
    const node *top = node_child(r->root, "carriers");
    region *o = r->out;
    o->carriers =
        read_children(r, top, "carrier", sizeof *o->carriers, &o->n_carriers, &r->carriers);
    carrier *c = o->carriers;
    for (const node *n = node_child(top, "carrier"); n != NULL && !r->no_memory;
         n = node_next(n), c++)
        read_carrier(r, n, c);
    finish_table(r, top, r->carriers, "carrier");
    o->co2_price_eur_per_t =
        top == NULL ? constant_list(r, 0.0) : read_list_or(r, top, "co2_price_eur_per_t", 0.0);
    if (r->no_memory)
        return;
    o->electricity = id_table_find(r->carriers, "electricity");
    o->heat = id_table_find(r->carriers, "heat");
    if (o->electricity == NULL)
        r->incomplete = true;
    if (o->electricity == NULL && top != NULL)
        report(r, top, DIAG_MISSING_ELEMENT,
               "<carriers> has no carrier with the id \"electricity\"; it has to have one");
}

/* A default of the schema counts also when the element is not there. */
static double recourse_price(const node *n, const child_rule *rule, const char *name)
{
    double price = 0.0;
    const attribute_rule *a = rule == NULL ? NULL : schema_attribute(rule->element, name);
    if (n != NULL)
        return read_number_or(n, name, 0.0);
    if (a != NULL && a->fallback != NULL)
        (void)value_number(a->fallback, strlen(a->fallback), &price);
    return price;
}

void read_recourse(reader *r)
{
    const node *n = node_child(r->root, "recourse");
    const child_rule *rule = schema_child(r->root->rule, "recourse");
    region *o = r->out;
    o->shed_eur_per_kwh = recourse_price(n, rule, "shed_eur_per_kwh");
    o->refused_growth_eur_per_kwh = recourse_price(n, rule, "refused_growth_eur_per_kwh");
    o->surplus_eur_per_kwh = recourse_price(n, rule, "surplus_eur_per_kwh");
    o->grid_cost_eur_per_kw_year = recourse_price(n, rule, "grid_cost_eur_per_kw_year");
    if (n != NULL)
        o->recourse_basis = read_basis(n);
}

static const char *const level_names[GRID_LEVEL_COUNT] = {"ls", "ms_ls", "ms", "ts_ms", "ts", "hs"};

void read_tariffs(reader *r)
{
    const node *top = node_child(r->root, "tariffs");
    region *o = r->out;
    o->tariffs = read_children(r, top, "tariff", sizeof *o->tariffs, &o->n_tariffs, &r->tariffs);
    tariff *f = o->tariffs;
    for (const node *n = node_child(top, "tariff"); n != NULL && !r->no_memory;
         n = node_next(n), f++) {
        const double energy = read_number_or(n, "energy_eur_per_kwh", 0.0);
        const char *low = read_text(n, "low_window");
        *f = (tariff){
            .id = read_id(n, r->tariffs, f),
            .level = (grid_level)read_choice(n, "level", level_names, GRID_LEVEL_COUNT),
            .fixed_eur_per_year = read_number_or(n, "fixed_eur_per_year", 0.0),
            .contract_eur_per_kw_year = read_number_or(n, "contract_eur_per_kw_year", 0.0),
            .peak_eur_per_kw_month = read_number_or(n, "peak_eur_per_kw_month", 0.0),
            .energy_eur_per_kwh = energy,
            .energy_low_eur_per_kwh = read_number_or(n, "energy_low_eur_per_kwh", energy),
            .source = read_text(n, "source"),
            .line = n->line,
        };
        f->has_low_window = low != NULL && value_window(low, strlen(low), &f->low_window);
    }
    finish_table(r, top, r->tariffs, "tariff");
}

static void read_reinforcements(reader *r, const node *n, station *s)
{
    s->reinforcements =
        read_children(r, n, "reinforcement", sizeof *s->reinforcements, &s->n_reinforcements, NULL);
    reinforcement *f = s->reinforcements;
    for (const node *x = node_child(n, "reinforcement"); x != NULL && !r->no_memory;
         x = node_next(x))
        *f++ = (reinforcement){.id = read_id(x, NULL, NULL),
                               .year = read_year(x, "year"),
                               .import_add_kw = read_number_or(x, "import_add_kw", 0.0),
                               .export_add_kw = read_number_or(x, "export_add_kw", 0.0),
                               .cost_eur = read_number_or(x, "cost_eur", 0.0),
                               .decided = read_flag(x, "decided"),
                               .basis = read_basis(x),
                               .line = x->line};
}

/* Load or generation outside the model: a shape and its size belong together. */
static void check_background(reader *r, const node *n, const char *shape, const char *size)
{
    if (has(n, shape) != has(n, size))
        report(r, n, DIAG_EITHER_OR, "%s is given without %s; both have to be there, or neither",
               has(n, shape) ? shape : size, has(n, shape) ? size : shape);
}

static void read_station(reader *r, const node *n, station *s)
{
    const char *id = read_id(n, r->stations, s);
    *s = (station){
        .id = id,
        .name = read_text_or(n, "name", id),
        .index = (size_t)(s - r->out->stations),
        .lat = read_number(n, "lat"),
        .lon = read_number(n, "lon"),
        .import_cap_kw = read_number(n, "import_cap_kw"),
        .export_cap_kw = read_number(n, "export_cap_kw"),
        .import_headroom_kw = read_number(n, "import_headroom_kw"),
        .import_headroom_frac = read_number(n, "import_headroom_frac"),
        .export_headroom_kw = read_number(n, "export_headroom_kw"),
        .export_headroom_frac = read_number(n, "export_headroom_frac"),
        .background = read_reference(r, n, "background", r->profiles, "profile"),
        .background_kw = read_list_or(r, n, "background_kw", 0.0),
        .background_export = read_reference(r, n, "background_export", r->profiles, "profile"),
        .background_export_kw = read_list_or(r, n, "background_export_kw", 0.0),
        .congested = read_flag(n, "congested"),
        .basis = read_basis(n),
        .line = n->line,
    };
    check_background(r, n, "background", "background_kw");
    check_background(r, n, "background_export", "background_export_kw");
    read_reinforcements(r, n, s);
}

void read_stations(reader *r)
{
    const node *top = node_child(r->root, "grid");
    region *o = r->out;
    o->stations =
        read_children(r, top, "station", sizeof *o->stations, &o->n_stations, &r->stations);
    station *s = o->stations;
    for (const node *n = node_child(top, "station"); n != NULL && !r->no_memory;
         n = node_next(n), s++)
        read_station(r, n, s);
    finish_table(r, top, r->stations, "station");
}
