/* Why this, why not that, what a limit is worth. */
#include "outputs/plan_json_parts.h"

#include <math.h>

static void write_limit_name(const plan_writer *w, const plan_limit *l)
{
    if (l == NULL) {
        json_add_null(w->json, "limit");
        return;
    }
    json_begin_object(w->json, "limit");
    json_add_text(w->json, "kind", limit_kind_id(l->kind));
    json_add_text(w->json, "object", l->object);
    plan_json_year(w, "year", l->milestone);
    json_end(w->json);
}

static void write_without(json_builder *j, const action_reason *r)
{
    json_begin_object(j, "without");
    json_add_number(j, "cost_eur_from", r->cost_from_eur);
    json_add_number(j, "cost_eur_to", r->cost_to_eur);
    json_add_number(j, "investment_eur", r->investment_eur);
    json_add_number(j, "unserved_eur", r->unserved_eur);
    json_add_number(j, "other_eur", r->other_eur);
    json_add_number(j, "refused_growth_mwh", r->refused_growth_mwh);
    json_add_optional(j, "co2_t", r->co2_t);
    json_end(j);
}

void plan_json_reason(const plan_writer *w, const action_reason *r)
{
    json_builder *j = w->json;
    if (r == NULL) {
        json_add_null(j, "reason");
        return;
    }
    json_begin_object(j, "reason");
    json_add_text(j, "text_id", r->text_id);
    write_limit_name(w, r->limit);
    json_add_bool(j, "impossible", r->impossible);
    write_without(j, r);
    json_end(j);
}

static void write_break_even(json_builder *j, const why_not *n)
{
    if (n->kind == BREAK_EVEN_NONE) {
        json_add_null(j, "break_even");
        return;
    }
    json_begin_object(j, "break_even");
    json_add_text(j, "kind", break_even_kind_id(n->kind));
    json_add_number(j, "from_eur", n->break_even_from);
    json_add_number(j, "to_eur", n->break_even_to);
    if (n->kind == BREAK_EVEN_PRICE)
        json_add_number(j, "now_eur", n->now);
    else
        json_add_null(j, "now_eur");
    json_end(j);
}

static void write_lacks(json_builder *j, const why_not *n)
{
    if (n->lacks_unit == NULL) {
        json_add_null(j, "lacks");
        return;
    }
    json_begin_object(j, "lacks");
    json_add_number(j, "from", n->lacks_from);
    json_add_number(j, "to", n->lacks_to);
    json_add_text(j, "unit", n->lacks_unit);
    json_end(j);
}

static void write_why_not(const plan_writer *w, const why_not *n)
{
    json_builder *j = w->json;
    json_begin_object(j, NULL);
    json_add_text(j, "technology", n->technology == NULL ? NULL : n->technology->id);
    json_add_text(j, "connection", n->connection == NULL ? NULL : n->connection->id);
    json_add_text(j, "hub", n->hub == NULL ? NULL : n->hub->id);
    json_add_text(j, "heat_net", n->heat_net == NULL ? NULL : n->heat_net->id);
    json_add_text(j, "cable", n->cable == NULL ? NULL : n->cable->id);
    json_add_text(j, "unit", n->unit);
    json_add_text(j, "stops", obstacle_id(n->stops));
    write_lacks(j, n);
    write_break_even(j, n);
    json_end(j);
}

void plan_json_why_not(const plan_writer *w, const char *key, const why_not *list, size_t n)
{
    json_begin_array(w->json, key);
    for (size_t k = 0; k < n; k++)
        write_why_not(w, &list[k]);
    json_end(w->json);
}

void plan_json_worth(json_builder *j, const plan_limit *l)
{
    if (l->rank == 0) {
        json_add_null(j, "worth_eur_per_unit");
        json_add_null(j, "rank");
        return;
    }
    json_begin_object(j, "worth_eur_per_unit");
    json_add_number(j, "from", l->worth_from_eur);
    json_add_number(j, "to", l->worth_to_eur);
    json_add_text(j, "basis", worth_basis_id(l->basis));
    json_end(j);
    json_add_integer(j, "rank", (long long)l->rank);
}
