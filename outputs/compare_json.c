#include "outputs/compare_json.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "outputs/region_json.h"
#include "outputs/text_file.h"

#define COMPARE_SCHEMA_VERSION "1.0"

typedef struct compare_writer {
    json_builder *json;
    const comparison *c;
} compare_writer;

static const char *scenario_id(const comparison *c, size_t k)
{
    return c->list[k].region->scenario;
}

static void write_meta(const compare_writer *w)
{
    json_builder *j = w->json;
    const region *r = w->c->base;
    region_json_begin_meta(j, r, COMPARE_SCHEMA_VERSION);
    json_add_text(j, "perspective", perspective_id(w->c->perspective));
    json_add_integer(j, "price_year", r->horizon.price_year);
    json_add_number(j, "gap_asked_frac", w->c->gap_asked_frac);
    json_add_integer(j, "n_plans", (long long)w->c->n_solved);
    json_end(j);
}

static void write_figures(json_builder *j, const char *key, compared_figures f)
{
    json_begin_object(j, key);
    json_add_number(j, "cost_eur", f.cost_eur);
    json_add_number(j, "investment_eur", f.investment_eur);
    json_add_number(j, "subsidy_eur", f.subsidy_eur);
    json_add_number(j, "co2_t", f.co2_t);
    json_add_number(j, "unserved_growth_mwh", f.unserved_growth_mwh);
    json_add_number(j, "shed_mwh", f.shed_mwh);
    json_add_number(j, "freed_kw", f.freed_kw);
    json_end(j);
}

/* NULL: there is no base to hold it against. */
static void write_from(json_builder *j, const char *key, compared_figures own,
                       const compared_figures *other)
{
    if (other == NULL)
        json_add_null(j, key);
    else
        write_figures(j, key, figures_less(own, *other));
}

/* What the base has, where this is not the base and the base has a plan. */
static const plan *base_plan(const compare_writer *w, const compared *s)
{
    return s->is_base ? NULL : w->c->list[0].plan;
}

static void write_milestones(json_builder *j, const plan *p)
{
    json_begin_array(j, "milestones");
    for (size_t y = 0; y < p->region->horizon.n_milestones; y++) {
        const plan_total *t = &p->totals[y];
        json_begin_object(j, NULL);
        json_add_integer(j, "year", p->region->horizon.milestones[y].year);
        json_add_number(j, "cost_eur_per_year", t->cost_eur);
        json_add_number(j, "status_quo_cost_eur_per_year", t->status_quo_cost_eur);
        json_add_number(j, "investment_eur", t->investment_eur);
        json_add_number(j, "subsidy_eur", t->subsidy_eur);
        json_add_number(j, "co2_t_per_year", t->co2_t);
        json_add_number(j, "status_quo_co2_t_per_year", t->status_quo_co2_t);
        json_add_number(j, "unserved_growth_mwh_per_year", t->refused_growth_mwh);
        json_add_number(j, "status_quo_unserved_growth_mwh_per_year",
                        t->status_quo_refused_growth_mwh);
        json_add_number(j, "freed_kw", t->freed_kw);
        json_end(j);
    }
    json_end(j);
}

static void write_share_figures(json_builder *j, const plan_share *own, const plan_share *base)
{
    json_add_integer(j, "n_actions", (long long)own->n_actions);
    json_add_number(j, "investment_eur", own->investment_eur);
    json_add_number(j, "subsidy_eur", own->subsidy_eur);
    json_add_number(j, "yearly_cost_eur", own->yearly_cost_eur);
    json_add_number(j, "programme_eur", own->programme_eur);
    json_add_optional(j, "investment_from_base_eur",
                      base == NULL ? NAN : own->investment_eur - base->investment_eur);
}

static void write_themes(const compare_writer *w, const compared *s)
{
    json_builder *j = w->json;
    const plan *base = base_plan(w, s);
    json_begin_array(j, "themes");
    for (int t = 0; t < THEME_COUNT; t++) {
        json_begin_object(j, NULL);
        json_add_text(j, "id", theme_id((theme)t));
        write_share_figures(j, &s->plan->themes[t].share,
                            base == NULL ? NULL : &base->themes[t].share);
        json_end(j);
    }
    json_end(j);
}

static void write_municipalities(const compare_writer *w, const compared *s)
{
    json_builder *j = w->json;
    const plan *p = s->plan, *base = base_plan(w, s);
    json_begin_array(j, "municipalities");
    for (size_t k = 0; k < p->n_municipalities; k++) {
        const char *id = p->municipalities[k].share.id;
        const compared_figures own = figures_of_municipality(p, id);
        json_begin_object(j, NULL);
        json_add_text(j, "id", id);
        json_add_integer(j, "n_actions", (long long)p->municipalities[k].share.n_actions);
        write_figures(j, "total", own);
        if (base == NULL)
            json_add_null(j, "from_base");
        else
            write_figures(j, "from_base",
                          figures_less(own, figures_of_municipality(base, id)));
        json_end(j);
    }
    json_end(j);
}

static void write_plan(const compare_writer *w, const compared *s)
{
    json_builder *j = w->json;
    const plan *p = s->plan, *base = base_plan(w, s);
    const compared_figures own = figures_of_plan(p), nothing = figures_of_status_quo(p);
    const compared_figures of_base = base == NULL ? own : figures_of_plan(base);
    json_begin_object(j, "plan");
    json_add_text(j, "status", plan_status_id(p->status));
    json_add_number(j, "objective_eur", p->certificate.objective_eur);
    json_add_number(j, "lower_bound_eur", p->certificate.lower_bound_eur);
    json_add_number(j, "gap_frac", p->certificate.gap_frac);
    write_figures(j, "total", own);
    write_figures(j, "status_quo", nothing);
    write_from(j, "from_status_quo", own, &nothing);
    write_from(j, "from_base", own, base == NULL ? NULL : &of_base);
    write_milestones(j, p);
    write_themes(w, s);
    write_municipalities(w, s);
    json_end(j);
}

static bool is_in_regret(const comparison *c, size_t k)
{
    for (size_t f = 0; c->regret != NULL && f < c->regret->n_futures; f++)
        if (c->regret->futures[f] == k)
            return true;
    return false;
}

static void write_scenarios(const compare_writer *w)
{
    json_builder *j = w->json;
    json_begin_array(j, "scenarios");
    for (size_t k = 0; k < w->c->n; k++) {
        const compared *s = &w->c->list[k];
        json_begin_object(j, NULL);
        json_add_text(j, "id", scenario_id(w->c, k));
        json_add_text(j, "name", s->region->scenario_name);
        json_add_text(j, "kind", s->is_base                        ? "base"
                                 : s->kind == SCENARIO_FUTURE ? "future"
                                                                   : "option");
        json_add_bool(j, "in_regret", is_in_regret(w->c, k));
        json_add_number(j, "probability_frac", s->probability);
        json_add_text(j, "first_milestone_of", scenario_id(w->c, s->plan_of));
        if (s->plan == NULL)
            json_add_null(j, "plan");
        else
            write_plan(w, s);
        json_end(j);
    }
    json_end(j);
}

/* --- regret ---------------------------------------------------------------------------------------- */

static void write_what(json_builder *j, const commitment *what)
{
    json_add_text(j, "kind", commitment_kind_id(what->kind));
    json_add_text(j, "object", what->object);
    json_add_text(j, "part", what->part);
    json_add_text(j, "hub", what->hub);
}

static void write_idle(json_builder *j, const regret_cell *cell)
{
    json_begin_array(j, "idle");
    for (size_t k = 0; k < cell->n_idle; k++) {
        json_begin_object(j, NULL);
        write_what(j, cell->idle[k].what);
        json_add_number(j, "amount", cell->idle[k].amount);
        json_add_number(j, "cost_eur", cell->idle[k].cost_eur);
        json_end(j);
    }
    json_end(j);
}

static void write_overruns(json_builder *j, const horizon *h, const regret_cell *cell)
{
    json_begin_array(j, "overruns");
    for (size_t k = 0; k < cell->n_overruns; k++) {
        const limit_overrun *o = &cell->overruns[k];
        json_begin_object(j, NULL);
        json_add_text(j, "limit", limit_kind_id(o->kind));
        json_add_text(j, "object", o->object);
        json_add_integer(j, "year", h->milestones[o->milestone].year);
        json_add_number(j, "amount", o->amount);
        json_add_text(j, "unit", o->unit);
        json_end(j);
    }
    json_end(j);
}

static void write_cell(const compare_writer *w, size_t future, const regret_cell *cell)
{
    json_builder *j = w->json;
    json_begin_object(j, NULL);
    json_add_text(j, "future", scenario_id(w->c, future));
    json_add_bool(j, "found", cell->found);
    json_add_bool(j, "targets_missed", cell->targets_missed);
    json_add_optional(j, "cost_eur", cell->found ? cell->cost_eur : NAN);
    json_add_optional(j, "lower_bound_eur", cell->found ? cell->bound_eur : NAN);
    json_add_optional(j, "regret_eur", cell->found ? cell->regret_eur : NAN);
    json_add_optional(j, "regret_most_eur", cell->found ? cell->regret_most_eur : NAN);
    json_add_number(j, "idle_eur", cell->idle_eur);
    write_idle(j, cell);
    write_overruns(j, &w->c->list[future].region->horizon, cell);
    json_end(j);
}

static void write_row(const compare_writer *w, const regret_table *t, size_t row)
{
    json_builder *j = w->json;
    json_begin_object(j, NULL);
    json_add_text(j, "decided_as", scenario_id(w->c, t->futures[row]));
    json_add_optional(j, "expected_cost_eur", t->expected_eur[row]);
    json_add_optional(j, "largest_regret_eur", t->largest_eur[row]);
    json_begin_array(j, "cells");
    for (size_t column = 0; column < t->n_futures; column++)
        write_cell(w, t->futures[column], &t->cells[row * t->n_futures + column]);
    json_end(j);
    json_end(j);
}

static const char *row_id(const compare_writer *w, const regret_table *t, size_t row)
{
    return row == t->n_futures ? NULL : scenario_id(w->c, t->futures[row]);
}

static void write_measures(const compare_writer *w, const regret_table *t)
{
    json_builder *j = w->json;
    json_begin_array(j, "measures");
    for (size_t k = 0; k < t->n_measures; k++) {
        const compared_measure *m = &t->measures[k];
        json_begin_object(j, NULL);
        json_add_text(j, "class", measure_class_id(m->class));
        write_what(j, &m->what);
        json_add_text(j, "theme", theme_id(m->what.theme));
        json_add_text(j, "park", m->what.park == NULL ? NULL : m->what.park->id);
        json_add_number(j, "least_amount", m->what.amount);
        json_add_number(j, "most_amount", m->most);
        json_begin_array(j, "futures");
        for (size_t f = 0; f < t->n_futures; f++)
            if (m->chosen[f])
                json_add_text(j, NULL, scenario_id(w->c, t->futures[f]));
        json_end(j);
        json_end(j);
    }
    json_end(j);
}

static void write_regret(const compare_writer *w)
{
    json_builder *j = w->json;
    const regret_table *t = w->c->regret;
    if (t == NULL) {
        json_add_null(j, "regret");
        return;
    }
    json_begin_object(j, "regret");
    json_add_text(j, "least_regret", row_id(w, t, t->least_regret));
    json_add_text(j, "least_expected_cost", row_id(w, t, t->least_cost));
    json_begin_array(j, "rows");
    for (size_t row = 0; row < t->n_futures; row++)
        write_row(w, t, row);
    json_end(j);
    write_measures(w, t);
    json_end(j);
}

static void write_robust_plan(const compare_writer *w, const char *key, const robust_plan *r)
{
    json_builder *j = w->json;
    const regret_table *t = w->c->regret;
    json_begin_object(j, key);
    json_add_bool(j, "solved_as_one_program", !r->too_large);
    json_add_text(j, "text_id", r->too_large ? "compare_robust_tried" : "compare_robust_whole");
    json_add_text(j, "way", r->found ? robust_way_id(r->way) : NULL);
    json_add_optional(j, "value_eur", r->found ? r->value_eur : NAN);
    json_add_optional(j, "lower_bound_eur", r->bound_eur);
    json_begin_array(j, "cells");
    for (size_t k = 0; r->found && k < t->n_futures; k++)
        write_cell(w, t->futures[k], &r->cells[k]);
    json_end(j);
    json_begin_array(j, "decisions");
    for (size_t k = 0; r->found && k < r->n_commitments; k++) {
        json_begin_object(j, NULL);
        write_what(j, &r->commitments[k]);
        json_add_number(j, "amount", r->commitments[k].amount);
        json_end(j);
    }
    json_end(j);
    json_end(j);
}

static void write_robust(const compare_writer *w)
{
    if (w->c->robust == NULL) {
        json_add_null(w->json, "robust");
        return;
    }
    json_begin_object(w->json, "robust");
    write_robust_plan(w, "expected_cost", &w->c->robust[0]);
    write_robust_plan(w, "largest_regret", &w->c->robust[1]);
    json_end(w->json);
}

/* --- trade-offs and different plans ------------------------------------------------------------------ */

static void write_gaps(json_builder *j, const tradeoff *t)
{
    json_begin_array(j, "gaps_too_large");
    for (size_t k = 0; k + 1 < t->n_points; k++) {
        if (!tradeoff_gap_is_large(t, k))
            continue;
        json_begin_object(j, NULL);
        json_add_integer(j, "after_point", (long)k);
        json_add_number(j, "gap_frac", tradeoff_gap_frac(t, k));
        json_end(j);
    }
    json_end(j);
}

static void write_tradeoff(json_builder *j, const char *key, const tradeoff *t)
{
    json_begin_object(j, key);
    json_add_number(j, "gap_allowed_frac", t->gap_allowed_frac);
    json_add_number(j, "largest_gap_frac", t->largest_gap_frac);
    write_gaps(j, t);
    json_begin_array(j, "points");
    for (size_t k = 0; k < t->n_points; k++) {
        const tradeoff_point *p = &t->points[k];
        json_begin_object(j, NULL);
        json_add_optional(j, "limit", p->limit);
        json_add_number(j, "lower_bound_eur", p->bound_eur);
        json_add_number(j, "gap_frac", p->gap_frac);
        write_figures(j, "total", p->figures);
        json_end(j);
    }
    json_end(j);
    json_end(j);
}

static void write_tradeoffs(const compare_writer *w)
{
    if (w->c->tradeoffs == NULL) {
        json_add_null(w->json, "trade_offs");
        return;
    }
    json_begin_object(w->json, "trade_offs");
    write_tradeoff(w->json, "co2_t", &w->c->tradeoffs[0]);
    write_tradeoff(w->json, "unserved_growth_mwh", &w->c->tradeoffs[1]);
    json_end(w->json);
}

static void write_different_plan(json_builder *j, const different_plan *d)
{
    json_begin_object(j, NULL);
    json_add_number(j, "distance_frac", d->distance_frac);
    json_begin_array(j, "steering");
    for (size_t k = 0; k < d->n_steering; k++) {
        const steering *s = &d->steering[k];
        json_begin_object(j, NULL);
        json_add_text(j, "theme", s->theme == THEME_COUNT ? NULL : theme_id(s->theme));
        json_add_text(j, "park", s->park);
        json_add_number(j, "factor", s->factor);
        json_end(j);
    }
    json_end(j);
    write_figures(j, "total", figures_of_plan(d->plan));
    json_begin_array(j, "themes");
    for (int t = 0; t < THEME_COUNT; t++) {
        json_begin_object(j, NULL);
        json_add_text(j, "id", theme_id((theme)t));
        json_add_number(j, "investment_eur", d->plan->themes[t].share.investment_eur);
        json_end(j);
    }
    json_end(j);
    json_begin_array(j, "parks");
    for (size_t k = 0; k < d->plan->n_parks; k++) {
        const plan_park *p = &d->plan->parks[k];
        double eur = 0.0;
        for (size_t i = 0; i < p->n_actions; i++)
            eur += p->actions[i]->investment_eur;
        json_begin_object(j, NULL);
        json_add_text(j, "id", p->park->id);
        json_add_number(j, "investment_eur", eur);
        json_end(j);
    }
    json_end(j);
    json_end(j);
}

static void write_different(const compare_writer *w)
{
    const different_plans *d = w->c->different;
    if (d == NULL) {
        json_add_null(w->json, "different_plans");
        return;
    }
    json_begin_object(w->json, "different_plans");
    json_add_number(w->json, "most_cost_eur", d->most_eur);
    json_add_number(w->json, "distance_upper_bound_frac", PLAN_DISTANCE_MOST_FRAC);
    json_add_text(w->json, "text_id", "compare_different_search");
    json_begin_array(w->json, "plans");
    for (size_t k = 0; k < d->n_plans; k++)
        write_different_plan(w->json, &d->plans[k]);
    json_end(w->json);
    json_end(w->json);
}

status compare_write_json(const comparison *c, const char *path, diag_list *diags)
{
    char *text = NULL;
    const compare_writer w = {json_builder_new(), c};
    if (w.json == NULL)
        return STATUS_NO_MEMORY;
    write_meta(&w);
    write_scenarios(&w);
    write_regret(&w);
    write_robust(&w);
    write_tradeoffs(&w);
    write_different(&w);
    status st = json_text(w.json, diags, &text);
    if (st == STATUS_OK)
        st = text_file_write(path, text, strlen(text), diags);
    free(text);
    json_builder_free(w.json);
    return st;
}
