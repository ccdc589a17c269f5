#include "outputs/plan_json_parts.h"

#include "model/tolerance.h"
#include "model/version.h"
#include "outputs/region_json.h"

static void write_horizon(json_builder *j, const horizon *h)
{
    json_add_integer(j, "price_year", h->price_year);
    json_add_integer(j, "plan_year", h->plan_year);
    json_add_number(j, "discount_rate_frac", h->discount_rate_frac);
    region_json_milestones(j, h);
}

static void write_calendar(json_builder *j, const calendar *c)
{
    json_begin_object(j, "calendar");
    json_add_number(j, "step_h", c->step_h);
    json_add_integer(j, "n_steps", (long long)c->n_steps);
    json_add_number(j, "quarter_hour_factor", c->quarter_hour_factor);
    json_add_number(j, "group_quarter_hour_factor", c->group_quarter_hour_factor);
    json_add_bool(j, "chronological", c->chronological);
    json_begin_array(j, "days");
    for (size_t d = 0; d < c->n_days; d++) {
        json_begin_object(j, NULL);
        json_add_text(j, "id", c->days[d].id);
        json_add_number(j, "days_per_year", c->days[d].days_per_year);
        json_end(j);
    }
    json_end(j);
    json_end(j);
}

static void write_tolerances(json_builder *j)
{
    json_begin_object(j, "tolerances");
    json_add_number(j, "balance_kw", BALANCE_TOL_KW);
    json_add_number(j, "money_eur", MONEY_TOL_EUR);
    json_add_number(j, "money_frac", MONEY_TOL_FRAC);
    json_add_number(j, "share_frac", SHARE_TOL_FRAC);
    json_add_number(j, "whole", INTEGER_TOL);
    json_end(j);
}

static void write_certificate(json_builder *j, const certificate *c)
{
    json_begin_object(j, "certificate");
    json_add_text(j, "method", c->method);
    json_add_number(j, "objective_eur", c->objective_eur);
    json_add_number(j, "lower_bound_eur", c->lower_bound_eur);
    json_add_optional(j, "dual_bound_eur", c->dual_bound_eur);
    json_add_number(j, "gap_frac", c->gap_frac);
    json_add_number(j, "gap_asked_frac", c->gap_asked_frac);
    json_add_bool(j, "relaxed", c->relaxed);
    json_add_integer(j, "n_rows", (long long)c->n_rows);
    json_add_integer(j, "n_columns", (long long)c->n_columns);
    json_add_integer(j, "n_whole", (long long)c->n_whole);
    json_add_text(j, "file", c->file);
    json_add_text(j, "sha256", c->sha256);
    json_begin_object(j, "residuals");
    json_add_number(j, "residual_kw", c->residual_kw);
    json_add_number(j, "residual_eur", c->residual_eur);
    json_add_number(j, "residual_other", c->residual_other);
    json_add_number(j, "residual_whole", c->residual_whole);
    json_end(j);
    write_tolerances(j);
    json_end(j);
}

void plan_json_meta(const plan_writer *w)
{
    json_builder *j = w->json;
    const region *r = w->plan->region;
    region_json_begin_meta(j, r, PLAN_SCHEMA_VERSION);
    region_json_scenario(j, r);
    json_add_text(j, "perspective", perspective_id(w->plan->perspective));
    write_horizon(j, &r->horizon);
    write_calendar(j, &r->calendar);
    json_end(j);
    json_add_text(j, "status", plan_status_id(w->plan->status));
    write_certificate(j, &w->plan->certificate);
}
