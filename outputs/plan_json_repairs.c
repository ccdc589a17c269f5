/* Targets that cannot be met: the conflict, and ways out. */
#include "outputs/plan_json_parts.h"

#include <math.h>

static void write_claim(const plan_writer *w, const claim *c)
{
    json_add_text(w->json, "kind", claim_kind_id(c->kind));
    json_add_text(w->json, "object", c->object);
    plan_json_year(w, "year", c->milestone);
}

/* The file is that of meta.input, named here too, so that a line can be opened as it stands. */
static void write_place(const plan_writer *w, const claim *c)
{
    json_add_text(w->json, "unit", c->unit);
    json_add_text(w->json, "file", region_file_name(w->plan->region));
    json_add_integer(w->json, "line", c->line);
}

static void write_conflict(const plan_writer *w, const repairs *r)
{
    json_begin_array(w->json, "conflict");
    for (size_t k = 0; k < r->n_conflict; k++) {
        json_begin_object(w->json, NULL);
        write_claim(w, r->conflict[k]);
        json_add_number(w->json, "limit", r->conflict[k]->limit);
        write_place(w, r->conflict[k]);
        json_end(w->json);
    }
    json_end(w->json);
}

static void write_change(const plan_writer *w, const repair_change *c)
{
    json_begin_object(w->json, NULL);
    write_claim(w, c->claim);
    json_add_number(w->json, "from", c->claim->limit);
    json_add_optional(w->json, "to", c->to);
    write_place(w, c->claim);
    json_end(w->json);
}

static void write_way(const plan_writer *w, const repair_way *v)
{
    json_begin_object(w->json, NULL);
    json_add_text(w->json, "text_id", v->text_id);
    json_begin_array(w->json, "changes");
    for (size_t n = 0; n < v->n_changes; n++)
        write_change(w, &v->changes[n]);
    json_end(w->json);
    json_add_optional(w->json, "cost_eur", v->cost_eur);
    json_add_number(w->json, "cost_gap_eur", v->gap_eur);
    json_add_bool(w->json, "least", v->least);
    json_end(w->json);
}

void plan_json_repairs(const plan_writer *w)
{
    const repairs *r = w->plan->repairs;
    if (r == NULL)
        return;
    json_begin_object(w->json, "repairs");
    write_conflict(w, r);
    json_add_bool(w->json, "minimal", r->minimal);
    json_add_optional(w->json, "without_targets_eur", r->without_eur);
    json_add_number(w->json, "without_targets_gap_eur", r->without_gap_eur);
    json_begin_array(w->json, "ways");
    for (size_t n = 0; n < r->n_ways; n++)
        write_way(w, &r->ways[n]);
    json_end(w->json);
    json_end(w->json);
}
