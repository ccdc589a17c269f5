#include "outputs/plan_json_parts.h"

#include <math.h>
#include <stdio.h>

#include "model/growth.h"
#include "model/tolerance.h"

/* 0 where they are the same figure. */
static double less(double a, double b)
{
    return nearly(a, b, WRITTEN_TOL_FRAC * fmax(fabs(a), fabs(b))) ? 0.0 : a - b;
}

/* What the plan changes against doing nothing more: plan less status quo. */
static void write_difference(json_builder *j, const plan_total *t)
{
    json_begin_object(j, "difference");
    json_add_number(j, "cost_eur", less(t->cost_eur, t->status_quo_cost_eur));
    json_add_number(j, "co2_t", less(t->co2_t, t->status_quo_co2_t));
    json_add_number(j, "refused_growth_mwh",
                    less(t->refused_growth_mwh, t->status_quo_refused_growth_mwh));
    json_end(j);
}

static void write_accounts(json_builder *j, const char *key, const double eur[ACCOUNT_COUNT])
{
    json_begin_object(j, key);
    for (int a = 0; a < ACCOUNT_COUNT; a++)
        json_add_number(j, account_id((account)a), eur[a]);
    json_end(j);
}

static void write_total(json_builder *j, const plan_total *t, double wanted_growth_mwh)
{
    write_accounts(j, "account_eur", t->account_eur);
    json_add_number(j, "cost_eur", t->cost_eur);
    write_accounts(j, "status_quo_account_eur", t->status_quo_account_eur);
    json_add_number(j, "status_quo_cost_eur", t->status_quo_cost_eur);
    json_add_number(j, "investment_eur", t->investment_eur);
    json_add_number(j, "subsidy_eur", t->subsidy_eur);
    json_add_number(j, "co2_t", t->co2_t);
    json_add_number(j, "status_quo_co2_t", t->status_quo_co2_t);
    json_add_number(j, "wanted_growth_mwh", wanted_growth_mwh);
    json_add_number(j, "refused_growth_mwh", t->refused_growth_mwh);
    json_add_number(j, "status_quo_refused_growth_mwh", t->status_quo_refused_growth_mwh);
    json_add_number(j, "shed_mwh", t->shed_mwh);
    json_add_number(j, "freed_kw", t->freed_kw);
    write_difference(j, t);
}

static void write_share(json_builder *j, const plan_share *s)
{
    json_add_integer(j, "n_actions", (long long)s->n_actions);
    json_add_number(j, "investment_eur", s->investment_eur);
    json_add_number(j, "subsidy_eur", s->subsidy_eur);
    json_add_number(j, "yearly_cost_eur", s->yearly_cost_eur);
    json_add_number(j, "programme_eur", s->programme_eur);
    json_add_number(j, "paid_eur", s->paid_eur);
}

static void write_shares(json_builder *j, const char *key, const plan_share *shares, size_t n)
{
    json_begin_array(j, key);
    for (size_t i = 0; i < n; i++) {
        json_begin_object(j, NULL);
        json_add_text(j, "id", shares[i].id);
        write_share(j, &shares[i]);
        json_end(j);
    }
    json_end(j);
}

static void write_municipality(json_builder *j, const plan_municipality *m)
{
    json_begin_object(j, NULL);
    /* The region itself has no municipality. */
    json_add_text(j, "id", m->share.id[0] == '\0' ? NULL : m->share.id);
    write_share(j, &m->share);
    json_add_number(j, "cost_eur", m->cost_eur);
    json_add_number(j, "co2_t", m->co2_t);
    json_add_number(j, "status_quo_co2_t", m->status_quo_co2_t);
    json_add_number(j, "refused_growth_mwh", m->refused_growth_mwh);
    json_add_number(j, "status_quo_refused_growth_mwh", m->status_quo_refused_growth_mwh);
    json_add_number(j, "shed_mwh", m->shed_mwh);
    json_add_number(j, "freed_kw", m->freed_kw);
    json_end(j);
}

static void write_municipalities(json_builder *j, const plan *p)
{
    json_begin_array(j, "municipalities");
    for (size_t k = 0; k < p->n_municipalities; k++)
        write_municipality(j, &p->municipalities[k]);
    json_end(j);
}

static void write_horizon_total(const plan_writer *w)
{
    const region *r = w->plan->region;
    double wanted_mwh = 0.0;
    for (size_t y = 0; y < r->horizon.n_milestones; y++)
        wanted_mwh += region_wanted_growth_mwh(r, y) * r->horizon.milestones[y].duration_years;
    json_begin_object(w->json, "horizon");
    write_total(w->json, &w->plan->horizon_total, wanted_mwh);
    json_end(w->json);
}

static void write_milestones(const plan_writer *w)
{
    const region *r = w->plan->region;
    json_begin_array(w->json, "milestones");
    for (size_t y = 0; y < r->horizon.n_milestones; y++) {
        json_begin_object(w->json, NULL);
        plan_json_year(w, "year", y);
        write_total(w->json, &w->plan->totals[y], region_wanted_growth_mwh(r, y));
        json_end(w->json);
    }
    json_end(w->json);
}

void plan_json_summary(const plan_writer *w)
{
    const plan *p = w->plan;
    plan_share themes[THEME_COUNT];
    for (int t = 0; t < THEME_COUNT; t++)
        themes[t] = p->themes[t].share;
    json_begin_object(w->json, "summary");
    write_horizon_total(w);
    write_milestones(w);
    write_shares(w->json, "themes", themes, THEME_COUNT);
    write_municipalities(w->json, p);
    write_shares(w->json, "payers", p->payers, p->n_payers);
    json_end(w->json);
}

static bool has_theme(const action *a, const void *of)
{
    return a->theme == *(const theme *)of;
}

static void write_goal(json_builder *j, const char *id)
{
    char goal[64];
    snprintf(goal, sizeof goal, "goal_%s", id);
    json_begin_object(j, "goal");
    json_add_text(j, "text_id", goal);
    json_end(j);
}

static void write_theme(const plan_writer *w, const plan_theme *t)
{
    json_builder *j = w->json;
    json_begin_object(j, NULL);
    json_add_text(j, "id", theme_id(t->theme));
    write_goal(j, theme_id(t->theme));
    plan_json_action_ids(w, has_theme, &t->theme);
    write_share(j, &t->share);
    plan_json_payer(w, "owner", t->owner);
    json_begin_object(j, "kpi");
    json_add_text(j, "text_id", t->kpi_text_id);
    json_add_numbers(j, "values", t->kpi, w->plan->region->horizon.n_milestones);
    json_end(j);
    if (t->reason_text_id == NULL) {
        json_add_null(j, "reason");
    } else {
        json_begin_object(j, "reason");
        json_add_text(j, "text_id", t->reason_text_id);
        json_end(j);
    }
    json_end(j);
}

void plan_json_themes(const plan_writer *w)
{
    json_begin_array(w->json, "themes");
    for (int t = 0; t < THEME_COUNT; t++)
        write_theme(w, &w->plan->themes[t]);
    json_end(w->json);
}
