/* inputs/technology_xml.c - <catalogue>, with the built-in technologies already in it.
 *
 * A built-in technology that the region does not use and whose carriers or profiles the region
 * does not have is left out: the catalogue serves many regions. */
#include "inputs/reader.h"

#include <math.h>
#include <string.h>

#include "inputs/value.h"
#include "model/finding_text.h"

/* Life of what is paid by the year: longer than any horizon. */
#define LIFE_WITHOUT_END_YEARS 1000.0

static bool is_builtin(const reader *r, const node *n)
{
    return n->file != r->root->file; /* names are shared within a document */
}

static bool word_is_in(const char *text, const char *id)
{
    size_t length;
    for (const char *w = value_word(&text, &length); w != NULL; w = value_word(&text, &length)) {
        if (strlen(id) == length && memcmp(w, id, length) == 0)
            return true;
    }
    return false;
}

/* Whether something in the region, outside the catalogue itself, names the technology. */
static bool is_used(const node *n, const char *id)
{
    static const char *const names[] = {"technology", "technologies", "connection_technology"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const attribute *a = node_attribute(n, names[i]);
        if (a != NULL && word_is_in(a->value, id))
            return true;
    }
    for (const node *c = n->first; c != NULL; c = c->next) {
        if (is_used(c, id))
            return true;
    }
    return false;
}

static bool is_declared(const node *n, const char *name, const id_table *table)
{
    const char *id = read_text(n, name);
    return id == NULL || id_table_find(table, id) != NULL;
}

static bool has_all_it_needs(const reader *r, const node *n)
{
    bool all = is_declared(n, "carrier", r->carriers) && is_declared(n, "input", r->carriers) &&
               is_declared(n, "profile", r->profiles);
    for (const node *o = node_child(n, "output"); o != NULL; o = node_next(o))
        all =
            all && is_declared(o, "carrier", r->carriers) && is_declared(o, "profile", r->profiles);
    return all;
}

static bool is_kept(const reader *r, const node *n)
{
    const char *id = read_text(n, "id");
    return !is_builtin(r, n) || has_all_it_needs(r, n) || (id != NULL && is_used(r->root, id));
}

static void read_outputs(reader *r, const node *n, technology *t)
{
    const size_t count = node_count(n, "output");
    if (count > MAX_OUTPUTS || (count > 0 && t->kind != KIND_CONVERTER))
        report(r, n, DIAG_TECHNOLOGY_PARTS, "technology %s has %zu outputs; a %s has %s", t->id,
               count, technology_kind_id(t->kind),
               t->kind == KIND_CONVERTER ? finding_text("1 to 3") : finding_text("none"));
    for (const node *o = node_child(n, "output"); o != NULL && t->n_outputs < MAX_OUTPUTS;
         o = node_next(o)) {
        converter_output out = {
            .carrier = read_reference(r, o, "carrier", r->carriers, "carrier"),
            .ratio = read_number_or(o, "ratio", 1.0),
            .profile = read_reference(r, o, "profile", r->profiles, "profile"),
        };
        if (out.carrier != NULL)
            t->outputs[t->n_outputs++] = out;
    }
}

static void read_serves(reader *r, const node *n, technology *t)
{
    const char *text = read_text_or(n, "serves", "");
    size_t length;
    const char **classes = READ_ARRAY(r, value_count_words(text), const char *);
    for (const char *w = value_word(&text, &length); classes != NULL && w != NULL;
         w = value_word(&text, &length)) {
        classes[t->n_serves] = arena_strndup(r->mem, w, length);
        if (classes[t->n_serves++] == NULL)
            r->no_memory = true;
    }
    t->serves = classes;
}

static void read_money(reader *r, const node *n, technology *t)
{
    const bool other_form = has(n, "investment_eur_per_m") || has(n, "investment_eur_per_kwh") ||
                            has(n, "platform_investment_eur");
    t->annual_cost_eur_per_unit = read_number(n, "annual_cost_eur_per_unit");
    t->investment_eur_per_unit = read_list(r, n, "investment_eur_per_unit", 0.0);
    if (t->investment_eur_per_unit == NULL && other_form)
        t->investment_eur_per_unit = constant_list(r, 0.0);
    t->investment_eur_per_kwh = read_list(r, n, "investment_eur_per_kwh", 0.0);
    t->fixed_investment_eur = read_number_or(n, "fixed_investment_eur", 0.0);
    t->investment_eur_per_m = read_number_or(n, "investment_eur_per_m", 0.0);
    t->platform_investment_eur = read_number_or(n, "platform_investment_eur", 0.0);
    t->platform_operating_eur_per_year = read_number_or(n, "platform_operating_eur_per_year", 0.0);
    t->variable_eur_per_kwh = read_number_or(n, "variable_eur_per_kwh", 0.0);
    t->operating_eur_per_unit_year = read_number_or(n, "operating_eur_per_unit_year", 0.0);
    t->operating_frac = read_number_or(n, "operating_frac_of_investment_per_year", 0.0);
    if (t->investment_eur_per_unit != NULL && r->out->horizon.n_milestones > 0)
        t->operating_eur_per_unit_year += t->operating_frac * t->investment_eur_per_unit[0];
    t->life_years = read_number_or(n, "life_years", LIFE_WITHOUT_END_YEARS);
    if (!has(n, "life_years") && isnan(t->annual_cost_eur_per_unit))
        report(r, n, DIAG_MISSING_ATTRIBUTE,
               "technology %s has no life_years; it has to have one, or annual_cost_eur_per_unit",
               t->id);
    read_payment(r, n, "company", &t->owner, &t->n_payers, &t->payers);
}

/* The catalogue's trades limit only a region that has them. */
static const trade *read_trade(reader *r, const node *n)
{
    if (is_builtin(r, n) && !is_declared(n, "trade", r->trades))
        return NULL;
    return read_reference(r, n, "trade", r->trades, "trade");
}

static void read_rules(reader *r, const node *n, technology *t)
{
    t->typical_size = read_number_or(n, "typical_size", 1.0);
    t->min_size = read_number_or(n, "min_size", 0.0);
    t->available_from = read_year(n, "available_from");
    t->lead_years = read_number_or(n, "lead_years", 0.0);
    t->counts_as_adoption = read_flag_or(n, "counts_as_adoption", t->kind != KIND_LINK);
    t->needs_ems = read_flag_or(n, "needs_ems", t->kind == KIND_STORAGE);
    t->trade = read_trade(r, n);
    t->weeks_per_unit = read_number_or(n, "weeks_per_unit", 0.0);
    t->footprint_m2_per_unit = read_number_or(n, "footprint_m2_per_unit", 0.0);
}

static void need(reader *r, const node *n, const technology *t, const char *name)
{
    if (!has(n, name))
        report(r, n, DIAG_MISSING_ATTRIBUTE, "technology %s has no %s; a %s has to have one", t->id,
               name, technology_kind_id(t->kind));
}

static void read_kind(reader *r, const node *n, technology *t)
{
    static const char *const sides[] = {"output", "input"};
    const char *carrier_name = t->kind == KIND_CONVERTER ? "input" : "carrier";
    if (t->kind != KIND_CHARGER && t->kind != KIND_CONTROL)
        need(r, n, t, carrier_name);
    t->carrier = read_reference(r, n, carrier_name, r->carriers, "carrier");
    t->availability = read_reference(r, n, "profile", r->profiles, "profile");
    t->must_take = read_flag(n, "must_take");
    t->renewable = read_flag(n, "renewable");
    t->co2_kg_per_kwh = read_number_or(n, "co2_kg_per_kwh", 0.0);
    t->capacity_of_input = read_choice(n, "capacity_of", sides, 2) == 1;
    t->hours = read_number(n, "hours");
    t->efficiency_in_frac = read_number_or(n, "efficiency_in_frac", 1.0);
    t->efficiency_out_frac = read_number_or(n, "efficiency_out_frac", 1.0);
    t->loss_frac_per_h = read_number_or(n, "loss_frac_per_h", 0.0);
    t->usable_frac = read_number_or(n, "usable_frac", 1.0);
    if (t->kind == KIND_CHARGER) {
        need(r, n, t, "point_kw");
        need(r, n, t, "points_per_vehicle");
        need(r, n, t, "serves");
    }
    t->point_kw = read_number_or(n, "point_kw", 0.0);
    t->points_per_vehicle = read_number_or(n, "points_per_vehicle", 0.0);
    t->regional = read_flag(n, "regional");
    t->loss_frac_per_m = read_number_or(n, "loss_frac_per_m", 0.0);
    t->fixed_loss_kw_per_m = read_number_or(n, "fixed_loss_kw_per_m", 0.0);
}

static void read_technology(reader *r, const node *n, technology *t)
{
    static const char *const kinds[KIND_COUNT] = {"source",  "converter", "storage", "saving",
                                                  "charger", "control",   "link"};
    t->id = read_id(n, r->technologies, t);
    t->name_nl = read_text_or(n, "name_nl", t->id);
    t->name_en = read_text_or(n, "name_en", t->id);
    t->index = (size_t)(t - r->out->technologies);
    t->kind = (technology_kind)read_choice(n, "kind", kinds, KIND_COUNT);
    t->theme = THEME_GENERATION_AND_SAVING;
    (void)theme_from_id(read_text_or(n, "theme", ""), &t->theme);
    t->basis = read_basis(n);
    t->file = n->file;
    t->line = n->line;
    read_money(r, n, t);
    read_rules(r, n, t);
    read_kind(r, n, t);
    read_outputs(r, n, t);
    if (t->kind == KIND_CHARGER)
        read_serves(r, n, t);
}

void read_technologies(reader *r)
{
    const node *top = node_child(r->root, "catalogue");
    region *o = r->out;
    size_t room;
    o->technologies =
        read_children(r, top, "technology", sizeof *o->technologies, &room, &r->technologies);
    for (const node *n = node_child(top, "technology"); n != NULL && !r->no_memory;
         n = node_next(n)) {
        if (is_kept(r, n))
            read_technology(r, n, &o->technologies[o->n_technologies++]);
    }
    finish_table(r, top, r->technologies, "technology");
}
