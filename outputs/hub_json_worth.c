/* What the hub is worth, who should join, and how the gain can be divided. */
#include "outputs/hub_json_parts.h"

#include <math.h>

static void write_bills(const hub_writer *w, const coalition_case *c)
{
    json_builder *j = w->json;
    json_begin_array(j, "milestones");
    for (size_t y = 0; y < w->study->region->horizon.n_milestones; y++) {
        double network = 0.0, all = 0.0;
        json_begin_object(j, NULL);
        hub_json_year(w, "year", y);
        json_begin_object(j, "eur_per_year");
        for (int line = 0; line < BILL_LINES; line++) {
            const double eur = c->bill_eur_per_year[y][line];
            json_add_number(j, bill_line_id((bill_line)line), eur);
            network += bill_line_is_network((bill_line)line) ? eur : 0.0;
            all += eur;
        }
        json_end(j);
        json_add_number(j, "network_eur_per_year", network);
        json_add_number(j, "cost_eur_per_year", all);
        json_end(j);
    }
    json_end(j);
}

static void write_alone(const hub_writer *w, const hub_worth *of)
{
    json_builder *j = w->json;
    json_begin_array(j, "alone");
    for (size_t k = 0; k < w->study->hub->n_members; k++) {
        if (!w->study->of_member[k].asked)
            continue;
        json_begin_object(j, NULL);
        json_add_text(j, "connection", w->study->hub->members[k].connection->id);
        json_add_number(j, "cost_eur", of->alone[k].cost_eur);
        json_add_number(j, "bound_eur", of->alone[k].bound_eur);
        json_add_bool(j, "stopped", of->alone[k].stopped);
        write_bills(w, &of->alone[k]);
        json_end(j);
    }
    json_end(j);
}

static void write_apart(const hub_writer *w, const hub_worth *of)
{
    json_builder *j = w->json;
    json_begin_object(j, "apart");
    json_add_number(j, "cost_eur", of->apart.cost_eur);
    json_add_number(j, "bound_eur", of->apart.bound_eur);
    json_add_bool(j, "stopped", of->apart.stopped);
    write_bills(w, &of->apart);
    json_end(j);
}

static void write_worth(const hub_writer *w, const hub_worth *of)
{
    json_builder *j = w->json;
    json_begin_object(j, NULL);
    json_add_text(j, "perspective", perspective_id(of->perspective));
    json_add_number(j, "worth_eur", of->worth_eur);
    json_add_number(j, "worth_eur_per_year", of->worth_eur / w->study->discount_sum);
    json_add_number(j, "uncertain_eur", of->uncertain_eur);
    write_alone(w, of);
    json_add_number(j, "alone_eur", hub_alone_eur(w->study, of->perspective));
    write_apart(w, of);
    json_begin_object(j, "together");
    hub_json_year(w, "formed_year", of->together.formed);
    hub_json_members(w, "members", of->together.joined);
    json_add_number(j, "cost_eur", of->together.cost_eur);
    json_add_number(j, "bound_eur", of->together.bound_eur);
    json_add_bool(j, "stopped", of->together.stopped);
    write_bills(w, &of->together);
    json_end(j);
    json_end(j);
}

void hub_json_worth(const hub_writer *w)
{
    json_begin_array(w->json, "worth");
    write_worth(w, &w->study->worth[PERSPECTIVE_PRIVATE]);
    write_worth(w, &w->study->worth[PERSPECTIVE_SOCIETAL]);
    json_end(w->json);
}

/* --- membership ------------------------------------------------------------------------------- */

static void write_least_capacity(const hub_writer *w)
{
    const hub_study *s = w->study;
    if (isnan(s->least_capacity_to_kw)) {
        json_add_null(w->json, "pays_from_group_capacity");
        return;
    }
    json_begin_object(w->json, "pays_from_group_capacity");
    json_add_number(w->json, "above_kw", s->least_capacity_from_kw);
    json_add_number(w->json, "at_kw", s->least_capacity_to_kw);
    json_end(w->json);
}

void hub_json_membership(const hub_writer *w)
{
    json_builder *j = w->json;
    const hub_study *s = w->study;
    json_begin_object(j, "membership");
    json_add_text(j, "perspective", perspective_id(s->shared));
    json_add_bool(j, "listed", s->listed);
    hub_json_members(w, "asked", s->asked);
    hub_json_members(w, "best", s->members);
    json_add_optional(j, "break_even_formation_eur", s->break_even_formation_eur);
    write_least_capacity(w);
    json_begin_array(j, "candidates");
    for (size_t k = 0; k < s->hub->n_members; k++) {
        if (!s->of_member[k].asked)
            continue;
        json_begin_object(j, NULL);
        json_add_text(j, "connection", s->hub->members[k].connection->id);
        json_add_bool(j, "joins", s->of_member[k].joins);
        json_add_number(j, "marginal_eur", s->of_member[k].marginal_eur);
        json_end(j);
    }
    json_end(j);
    json_end(j);
}

/* --- shares ----------------------------------------------------------------------------------- */

static void write_unhappy(const hub_writer *w, const hub_shares *of)
{
    if (!of->tested || of->most_unhappy.members == 0) {
        json_add_null(w->json, "most_unhappy");
        return;
    }
    json_begin_object(w->json, "most_unhappy");
    hub_json_members(w, "members", of->most_unhappy.members);
    json_add_number(w->json, "eur", of->most_unhappy.eur);
    json_end(w->json);
}

static void write_rule(const hub_writer *w, share_rule rule)
{
    json_builder *j = w->json;
    const hub_study *s = w->study;
    const hub_shares *of = &s->shares[rule];
    json_begin_object(j, NULL);
    json_add_text(j, "rule", share_rule_id(rule));
    json_begin_array(j, "members");
    for (size_t k = 0; k < s->hub->n_members; k++) {
        if (!s->of_member[k].joins)
            continue;
        json_begin_object(j, NULL);
        json_add_text(j, "connection", s->hub->members[k].connection->id);
        json_add_number(j, "weight", s->of_member[k].weight[rule]);
        json_add_number(j, "eur", of->eur[k]);
        json_add_number(j, "eur_per_year", of->eur[k] / s->discount_sum);
        json_add_number(j, "half_width_eur", of->half_width_eur[k]);
        json_end(j);
    }
    json_end(j);
    json_add_bool(j, "nobody_worse_off", of->nobody_worse_off);
    if (of->tested)
        json_add_bool(j, "nobody_better_off_leaving", of->stable);
    else
        json_add_null(j, "nobody_better_off_leaving");
    write_unhappy(w, of);
    json_end(j);
}

static double total_eur(const hub_study *s)
{
    double cents = 0.0;
    for (size_t k = 0; k < s->hub->n_members; k++)
        cents += round(s->shares[SHARE_EQUAL].eur[k] * 100.0);
    return cents / 100.0;
}

void hub_json_shares(const hub_writer *w)
{
    json_builder *j = w->json;
    const hub_study *s = w->study;
    json_begin_object(j, "shares");
    json_add_text(j, "perspective", perspective_id(s->shared));
    json_add_number(j, "total_eur", total_eur(s));
    json_add_optional(j, "least_core_eur", s->least_core_eur);
    if (isnan(s->least_core_eur))
        json_add_null(j, "core_empty");
    else
        json_add_bool(j, "core_empty", s->core_empty);
    json_begin_array(j, "rules");
    for (int rule = 0; rule < SHARE_RULES; rule++)
        if (s->shares[rule].given)
            write_rule(w, (share_rule)rule);
    json_end(j);
    json_end(j);
}
