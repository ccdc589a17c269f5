#include "outputs/plan_json_parts.h"

static void write_effort(const plan_writer *w, const plan_effort *pe)
{
    json_builder *j = w->json;
    json_begin_object(j, NULL);
    json_add_text(j, "id", pe->effort->id);
    json_add_text(j, "name", pe->effort->name);
    json_add_text(j, "theme", theme_id(pe->effort->theme));
    json_add_text(j, "unit", pe->effort->unit);
    plan_json_payer(w, "owner", pe->effort->owner);
    json_begin_array(j, "milestones");
    for (size_t y = 0; y < w->plan->region->horizon.n_milestones; y++) {
        json_begin_object(j, NULL);
        plan_json_year(w, "year", y);
        json_add_number(j, "units", pe->units[y]);
        json_add_number(j, "cost_eur_per_year", pe->cost_eur_per_year[y]);
        json_add_number(j, "companies_per_year", pe->companies_per_year[y]);
        json_end(j);
    }
    json_end(j);
    json_end(j);
}

/* How many companies of each park act, and how many of these because somebody came by. */
static void write_reach(const plan_writer *w)
{
    const size_t n = w->plan->region->horizon.n_milestones;
    json_begin_array(w->json, "parks");
    for (size_t p = 0; p < w->plan->n_parks; p++) {
        json_begin_object(w->json, NULL);
        json_add_text(w->json, "park", w->plan->parks[p].park->id);
        json_add_numbers(w->json, "companies_acting", w->plan->companies_acting + p * n, n);
        json_add_numbers(w->json, "companies_reached", w->plan->companies_reached + p * n, n);
        json_end(w->json);
    }
    json_end(w->json);
}

static void write_programme(const plan_writer *w)
{
    const programme *p = &w->plan->region->programme;
    json_begin_object(w->json, "programme");
    json_add_bool(w->json, "given", p->given);
    json_add_optional(w->json, "base_adoption_frac_per_year", p->base_adoption_frac_per_year);
    json_begin_array(w->json, "efforts");
    for (size_t e = 0; e < w->plan->n_efforts; e++)
        write_effort(w, &w->plan->efforts[e]);
    json_end(w->json);
    write_reach(w);
    json_end(w->json);
}

static void write_fund(const plan_writer *w, const fund_use *u)
{
    json_builder *j = w->json;
    json_begin_object(j, NULL);
    json_add_text(j, "id", u->fund->id);
    json_add_text(j, "name", u->fund->name);
    json_add_text(j, "payer", u->fund->payer->id);
    json_add_text(j, "municipality", u->fund->municipality);
    json_begin_array(j, "themes");
    for (int t = 0; t < THEME_COUNT; t++)
        if (u->fund->themes[t])
            json_add_text(j, NULL, theme_id((theme)t));
    json_end(j);
    json_begin_array(j, "milestones");
    for (size_t y = 0; y < w->plan->region->horizon.n_milestones; y++) {
        json_begin_object(j, NULL);
        plan_json_year(w, "year", y);
        json_add_optional(j, "budget_eur", u->fund->budget_eur[y]);
        json_add_number(j, "used_eur", u->used_eur[y]);
        json_end(j);
    }
    json_end(j);
    json_end(j);
}

static const char *target_kind_id(target_kind kind)
{
    static const char *const ids[] = {
        [TARGET_CO2] = "co2",
        [TARGET_CHARGING] = "charging",
        [TARGET_RENEWABLE] = "renewable",
    };
    return ids[kind];
}

/* Where there is no limit, nothing is asked and nothing can be missed. */
static void write_target_milestone(const plan_writer *w, const plan_target *pt, size_t y)
{
    json_builder *j = w->json;
    json_begin_object(j, NULL);
    plan_json_year(w, "year", y);
    json_add_optional(j, "limit", pt->target->limit[y]);
    json_add_number(j, "value", pt->value[y]);
    json_add_number(j, "shortfall", pt->shortfall[y]);
    json_end(j);
}

static void write_target(const plan_writer *w, const plan_target *pt)
{
    json_builder *j = w->json;
    const target *t = pt->target;
    json_begin_object(j, NULL);
    json_add_text(j, "id", t->id);
    json_add_text(j, "kind", target_kind_id(t->kind));
    json_add_text(j, "unit", t->kind == TARGET_CO2 ? "t/year" : "frac");
    json_add_text(j, "municipality", t->municipality);
    json_add_text(j, "park", t->park == NULL ? NULL : t->park->id);
    json_begin_array(j, "milestones");
    for (size_t y = 0; y < w->plan->region->horizon.n_milestones; y++)
        write_target_milestone(w, pt, y);
    json_end(j);
    json_end(j);
}

static void write_limit(const plan_writer *w, const plan_limit *l)
{
    json_builder *j = w->json;
    json_begin_object(j, NULL);
    json_add_text(j, "kind", limit_kind_id(l->kind));
    json_add_text(j, "object", l->object);
    plan_json_year(w, "year", l->milestone);
    json_add_number(j, "used", l->used);
    json_add_number(j, "available", l->available);
    json_add_text(j, "unit", l->unit);
    plan_json_worth(j, l);
    json_end(j);
}

void plan_json_policy(const plan_writer *w)
{
    const plan *p = w->plan;
    write_programme(w);
    json_begin_array(w->json, "funds");
    for (size_t f = 0; f < p->n_funds; f++)
        write_fund(w, &p->funds[f]);
    json_end(w->json);
    json_begin_array(w->json, "targets");
    for (size_t t = 0; t < p->n_targets; t++)
        write_target(w, &p->targets[t]);
    json_end(w->json);
    json_begin_array(w->json, "limits");
    for (size_t i = 0; i < p->n_limits; i++)
        write_limit(w, &p->limits[i]);
    json_end(w->json);
}

void plan_json_worse_off(const plan_writer *w)
{
    json_begin_array(w->json, "worse_off");
    for (size_t i = 0; i < w->plan->n_worse_off; i++) {
        const worse_off *o = &w->plan->worse_off[i];
        json_begin_object(w->json, NULL);
        json_add_text(w->json, "park", o->connection->park->id);
        json_add_text(w->json, "connection", o->connection->id);
        json_add_text(w->json, "company", o->connection->company);
        json_add_number(w->json, "eur_per_year", o->eur_per_year);
        json_end(w->json);
    }
    json_end(w->json);
}
