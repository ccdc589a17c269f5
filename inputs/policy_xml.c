/* inputs/policy_xml.c - <programme>, <funds>, <targets>, and the lists of scenarios and sources. */
#include "inputs/reader.h"

#include <math.h>
#include <string.h>

#include "inputs/value.h"

static void read_effort(reader *r, const node *n, effort *e)
{
    const char *id = read_id(n, NULL, NULL);
    *e = (effort){
        .id = id,
        .name = read_text_or(n, "name", id),
        .index = (size_t)(e - r->out->programme.efforts),
        .unit = read_text_or(n, "unit", "fte"),
        .whole = read_flag(n, "whole"),
        .cost_eur_per_unit_year = read_number_or(n, "cost_eur_per_unit_year", 0.0),
        .min = read_list_or(r, n, "min", 0.0),
        .max = read_list_or(r, n, "max", 0.0),
        .companies_per_unit_year = read_number_or(n, "companies_per_unit_year", 0.0),
        .basis = read_basis(n),
        .line = n->line,
    };
    (void)theme_from_id(read_text_or(n, "theme", ""), &e->theme);
    read_payment(r, n, "municipality", &e->owner, &e->n_payers, &e->payers);
}

void read_programme(reader *r)
{
    const node *n = node_child(r->root, "programme");
    programme *p = &r->out->programme;
    if (n == NULL)
        return;
    p->given = true;
    p->base_adoption_frac_per_year = read_number_or(n, "base_adoption_frac_per_year", 0.0);
    p->basis = read_basis(n);
    p->line = n->line;
    p->efforts = read_children(r, n, "effort", sizeof *p->efforts, &p->n_efforts, NULL);
    effort *e = p->efforts;
    for (const node *x = node_child(n, "effort"); x != NULL && !r->no_memory; x = node_next(x))
        read_effort(r, x, e++);
}

/* Without the attribute every theme. */
static void read_themes(const node *n, bool themes[THEME_COUNT])
{
    const char *text = read_text(n, "themes");
    size_t length;
    for (theme t = 0; t < THEME_COUNT; t++)
        themes[t] = text == NULL;
    if (text == NULL)
        return;
    for (const char *w = value_word(&text, &length); w != NULL; w = value_word(&text, &length)) {
        for (theme t = 0; t < THEME_COUNT; t++)
            themes[t] |= strlen(theme_id(t)) == length && memcmp(theme_id(t), w, length) == 0;
    }
}

static void read_fund(reader *r, const node *n, fund *f)
{
    const char *id = read_id(n, NULL, NULL);
    *f = (fund){
        .id = id,
        .name = read_text_or(n, "name", id),
        .index = (size_t)(f - r->out->funds),
        .payer = read_reference(r, n, "payer", r->payers, "payer"),
        .municipality = read_text_or(n, "municipality", NULL),
        .weight = read_number_or(n, "weight", 1.0),
        .budget_eur = read_list_or(r, n, "budget_eur", 0.0),
        .basis = read_basis(n),
        .line = n->line,
    };
    read_themes(n, f->themes);
}

static void read_subsidy(reader *r, const node *n, subsidy *s)
{
    const char *id = read_id(n, r->subsidies, s);
    *s = (subsidy){
        .id = id,
        .name = read_text_or(n, "name", id),
        .index = (size_t)(s - r->out->subsidies),
        .eur_per_unit = read_number(n, "eur_per_unit"),
        .rate_frac = read_number(n, "rate_frac"),
        .from = read_year(n, "from"),
        .until = read_year(n, "until"),
        .cap_eur_per_applicant_year = read_number_or(n, "cap_eur_per_applicant_year", INFINITY),
        .budget_eur = read_list_or(r, n, "budget_eur", INFINITY),
        .basis = read_basis(n),
        .line = n->line,
    };
    size_t count;
    void *const *found =
        read_references(r, n, "technologies", r->technologies, "technology", &count);
    const technology **list = READ_ARRAY(r, count, const technology *);
    for (size_t i = 0; list != NULL && i < count; i++)
        list[i] = found[i];
    s->technologies = list;
    s->n_technologies = list == NULL ? 0 : count;
}

/* What one subsidy excludes, as the file says it. */
typedef struct exclusion {
    void *const *named;
    size_t n_named;
    size_t room; /* for those and for the ones that name this subsidy */
} exclusion;

static void add_exclusion(const subsidy **list, subsidy *s, const subsidy *other)
{
    for (size_t i = 0; i < s->n_excludes; i++) {
        if (list[i] == other)
            return;
    }
    list[s->n_excludes++] = other;
}

/* "Not with that one" holds for both, whichever of them says so. */
static void make_symmetric(reader *r, const exclusion *all)
{
    subsidy *subsidies = r->out->subsidies;
    const size_t n = r->out->n_subsidies;
    const subsidy ***lists = READ_ARRAY(r, n, const subsidy **);
    for (size_t i = 0; lists != NULL && i < n; i++) {
        lists[i] = READ_ARRAY(r, all[i].room, const subsidy *);
        subsidies[i].excludes = lists[i];
    }
    if (r->no_memory)
        return;
    for (size_t i = 0; i < n; i++) {
        for (size_t k = 0; k < all[i].n_named; k++) {
            subsidy *other = all[i].named[k];
            if (other == &subsidies[i])
                continue;
            add_exclusion(lists[i], &subsidies[i], other);
            add_exclusion(lists[other->index], other, &subsidies[i]);
        }
    }
}

static void read_exclusions(reader *r, const node *top)
{
    region *o = r->out;
    exclusion *all = READ_ARRAY(r, o->n_subsidies, exclusion);
    exclusion *e = all;
    for (const node *n = node_child(top, "subsidy"); n != NULL && all != NULL;
         n = node_next(n), e++) {
        e->named = read_references(r, n, "excludes", r->subsidies, "subsidy", &e->n_named);
        e->room += e->n_named;
        for (size_t k = 0; k < e->n_named; k++)
            all[((const subsidy *)e->named[k])->index].room++;
    }
    if (!r->no_memory)
        make_symmetric(r, all);
}

static void read_subsidies(reader *r, const node *top)
{
    region *o = r->out;
    o->subsidies =
        read_children(r, top, "subsidy", sizeof *o->subsidies, &o->n_subsidies, &r->subsidies);
    subsidy *s = o->subsidies;
    for (const node *n = node_child(top, "subsidy"); n != NULL && !r->no_memory; n = node_next(n))
        read_subsidy(r, n, s++);
    if (r->no_memory)
        return;
    finish_table(r, top, r->subsidies, "subsidy");
    read_exclusions(r, top);
}

void read_funds(reader *r)
{
    const node *top = node_child(r->root, "funds");
    region *o = r->out;
    o->funds = read_children(r, top, "fund", sizeof *o->funds, &o->n_funds, NULL);
    fund *f = o->funds;
    for (const node *n = node_child(top, "fund"); n != NULL && !r->no_memory; n = node_next(n))
        read_fund(r, n, f++);
    read_subsidies(r, top);
}

/* A co2 target has max_t_per_year, the others min_frac. */
static const double *read_limit(reader *r, const node *n, target_kind kind)
{
    const char *right = kind == TARGET_CO2 ? "max_t_per_year" : "min_frac";
    const char *wrong = kind == TARGET_CO2 ? "min_frac" : "max_t_per_year";
    if (!has(n, right) || has(n, wrong))
        report(r, n, DIAG_EITHER_OR, "a target of kind %s has to have %s, and no %s",
               read_text_or(n, "kind", "?"), right, wrong);
    return read_list_or(r, n, right, NAN);
}

void read_targets(reader *r)
{
    static const char *const kinds[] = {"co2", "charging", "renewable"};
    const node *top = node_child(r->root, "targets");
    region *o = r->out;
    o->targets = read_children(r, top, "target", sizeof *o->targets, &o->n_targets, NULL);
    target *t = o->targets;
    for (const node *n = node_child(top, "target"); n != NULL && !r->no_memory;
         n = node_next(n), t++) {
        const target_kind kind = (target_kind)read_choice(n, "kind", kinds, 3);
        *t = (target){
            .id = read_id(n, NULL, NULL),
            .kind = kind,
            .index = (size_t)(t - o->targets),
            .municipality = read_text_or(n, "municipality", NULL),
            .park = read_reference(r, n, "park", r->parks, "park"),
            .limit = read_limit(r, n, kind),
            .basis = read_basis(n),
            .line = n->line,
        };
    }
}

void read_scenarios(reader *r)
{
    static const char *const kinds[] = {"future", "option"};
    const node *top = node_child(r->root, "scenarios");
    region *o = r->out;
    o->scenarios = read_children(r, top, "scenario", sizeof *o->scenarios, &o->n_scenarios, NULL);
    o->probability_frac = top == NULL ? NAN : read_number_or(top, "probability_frac", NAN);
    o->scenarios_line = top == NULL ? 0 : top->line;
    scenario *s = o->scenarios;
    for (const node *n = node_child(top, "scenario"); n != NULL && !r->no_memory;
         n = node_next(n)) {
        const char *id = read_id(n, NULL, NULL);
        *s++ = (scenario){.id = id,
                          .name = read_text_or(n, "name", id),
                          .kind = (scenario_kind)read_choice(n, "kind", kinds, 2),
                          .probability_frac = read_number_or(n, "probability_frac", NAN),
                          .line = n->line};
    }
}

void read_sources(reader *r)
{
    const node *top = node_child(r->root, "sources");
    region *o = r->out;
    o->sources = read_children(r, top, "source", sizeof *o->sources, &o->n_sources, NULL);
    source_key *s = o->sources;
    for (const node *n = node_child(top, "source"); n != NULL && !r->no_memory; n = node_next(n)) {
        const char *id = read_id(n, NULL, NULL);
        *s++ = (source_key){.id = id,
                            .title = read_text_or(n, "title", id),
                            .url = read_text_or(n, "url", NULL),
                            .year = read_text_or(n, "year", NULL),
                            .reliability = read_text_or(n, "reliability", NULL),
                            .line = n->line};
    }
}
