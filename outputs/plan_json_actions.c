#include "outputs/plan_json_parts.h"

#include "outputs/action_id.h"

static const char *kind_id(action_kind kind)
{
    static const char *const ids[] = {
        [ACTION_MEASURE] = "measure",
        [ACTION_PLATFORM] = "platform",
        [ACTION_HUB] = "hub",
        [ACTION_HUB_MEMBER] = "hub_member",
        [ACTION_HEAT_NET] = "heat_net",
        [ACTION_HEAT_SOURCE] = "heat_source",
        [ACTION_HEAT_PIPE] = "heat_pipe",
        [ACTION_CABLE] = "cable",
        [ACTION_EFFORT] = "effort",
    };
    return ids[kind];
}

static void write_what(json_builder *j, const action *a)
{
    json_add_text(j, "park", a->park == NULL ? NULL : a->park->id);
    json_add_text(j, "connection", a->connection == NULL ? NULL : a->connection->id);
    json_add_text(j, "technology", a->technology == NULL ? NULL : a->technology->id);
    json_add_text(j, "hub", a->hub == NULL ? NULL : a->hub->id);
    json_add_text(j, "heat_net", a->heat_net == NULL ? NULL : a->heat_net->id);
    json_add_text(j, "source", a->source == NULL ? NULL : a->source->id);
    json_add_text(j, "pipe", a->pipe == NULL ? NULL : a->pipe->id);
    json_add_text(j, "cable", a->cable == NULL ? NULL : a->cable->id);
    json_add_text(j, "effort", a->effort == NULL ? NULL : a->effort->id);
}

static void write_payments(const plan_writer *w, const action *a)
{
    json_builder *j = w->json;
    json_begin_array(j, "payments");
    for (size_t i = 0; i < a->n_payments; i++) {
        const payment *p = &a->payments[i];
        json_begin_object(j, NULL);
        json_add_text(j, "payer", p->payer->id);
        json_add_text(j, "fund", p->fund == NULL ? NULL : p->fund->id);
        plan_json_year(w, "year", p->milestone);
        json_add_number(j, "eur", p->eur);
        json_end(j);
    }
    json_end(j);
}

static void write_subsidies(json_builder *j, const action *a)
{
    json_begin_array(j, "subsidies");
    for (size_t i = 0; i < a->n_subsidies; i++) {
        const subsidy_use *s = &a->subsidies[i];
        json_begin_object(j, NULL);
        json_add_text(j, "subsidy", s->subsidy->id);
        json_add_number(j, "units", s->units);
        json_add_number(j, "eur", s->eur);
        json_end(j);
    }
    json_end(j);
}

static void write_prerequisites(json_builder *j, const action *a)
{
    json_begin_array(j, "prerequisites");
    for (size_t i = 0; i < a->n_prerequisites; i++) {
        json_begin_object(j, NULL);
        json_add_text(j, "text_id", a->prerequisites[i]);
        json_end(j);
    }
    json_end(j);
}

/* Milestones stand for more than one year, so that both the year of use and the year to start
 * preparing are given. */
static void write_when(const plan_writer *w, const action *a)
{
    plan_json_year(w, "year", a->milestone);
    json_add_integer(w->json, "start_year", a->start_year);
}

void plan_json_action(const plan_writer *w, const action *a)
{
    json_builder *j = w->json;
    json_begin_object(j, NULL);
    json_add_text(j, "id", action_id_of(w->plan, w->action_ids, a));
    json_add_text(j, "kind", kind_id(a->kind));
    json_add_text(j, "theme", theme_id(a->theme));
    write_when(w, a);
    write_what(j, a);
    json_add_number(j, "amount", a->amount);
    json_add_text(j, "unit", a->unit);
    json_add_number(j, "amount_kwh", a->amount_kwh);
    json_add_number(j, "companies", a->companies);
    json_add_number(j, "investment_eur", a->investment_eur);
    json_add_number(j, "subsidy_eur", a->subsidy_eur);
    json_add_number(j, "yearly_cost_eur", a->yearly_cost_eur);
    plan_json_payer(w, "owner", a->owner);
    write_payments(w, a);
    write_subsidies(j, a);
    json_add_number(j, "energy_mwh_per_year", a->energy_mwh_per_year);
    write_prerequisites(j, a);
    plan_json_reason(w, a->reason);
    json_end(j);
}

void plan_json_region_actions(const plan_writer *w)
{
    json_begin_array(w->json, "region_actions");
    for (size_t i = 0; i < w->plan->n_actions; i++)
        if (w->plan->actions[i].park == NULL)
            plan_json_action(w, &w->plan->actions[i]);
    json_end(w->json);
}
