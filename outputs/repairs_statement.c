#include "outputs/repairs_statement.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

typedef struct statement {
    const plan_document *doc;
    arena *mem;
    bool no_memory, same_file;
} statement;

static const char *text(const json_value *of, const char *key)
{
    const char *t = json_string(json_at(of, key));
    return t == NULL ? "" : t;
}

/* n_years: all of them. */
static size_t milestone(const plan_document *doc, const json_value *of)
{
    const json_value *year = json_at(of, "year");
    size_t y = 0;
    if (!json_is_number(year))
        return json_at(of, "year") != NULL && json_string(year) == NULL ? doc->n_years : SIZE_MAX;
    while (y < doc->n_years && !plan_document_is_year(json_number(year), doc->years[y]))
        y++;
    return y < doc->n_years ? y : SIZE_MAX;
}

static int line(const json_value *of)
{
    const double n = json_number(json_at(of, "line"));
    return n >= 0.0 && n <= 1e9 && floor(n) >= n ? (int)n : -1;
}

/* limit_key: what the figure of the file is called here. */
static const claim *read_claim(statement *s, const json_value *of, const char *limit_key)
{
    claim *c = ARENA_NEW(s->mem, claim);
    s->no_memory |= c == NULL;
    if (c == NULL)
        return NULL;
    *c = (claim){.kind = claim_kind_of(json_string(json_at(of, "kind"))),
                 .object = text(of, "object"),
                 .milestone = milestone(s->doc, of),
                 .limit = json_number(json_at(of, limit_key)),
                 .unit = text(of, "unit"),
                 .line = line(of)};
    const char *input = text(s->doc->root, "meta.input.file");
    s->same_file = s->same_file && strcmp(text(of, "file"), input) == 0;
    return c;
}

static void read_conflict(statement *s, const json_value *list, repairs *out)
{
    const claim **all = ARENA_ARRAY(s->mem, json_count(list), const claim *);
    s->no_memory |= all == NULL;
    if (all == NULL)
        return;
    out->conflict = all;
    JSON_EACH (of, list)
        all[out->n_conflict++] = read_claim(s, of, "limit");
}

static void read_changes(statement *s, const json_value *list, repair_way *out)
{
    repair_change *all = ARENA_ARRAY(s->mem, json_count(list), repair_change);
    s->no_memory |= all == NULL;
    if (all == NULL)
        return;
    out->changes = all;
    JSON_EACH (of, list)
        all[out->n_changes++] =
            (repair_change){read_claim(s, of, "from"), json_number(json_at(of, "to"))};
}

static void read_ways(statement *s, const json_value *list, repairs *out)
{
    repair_way *all = ARENA_ARRAY(s->mem, json_count(list), repair_way);
    s->no_memory |= all == NULL;
    if (all == NULL)
        return;
    out->ways = all;
    JSON_EACH (of, list) {
        all[out->n_ways] = (repair_way){.text_id = text(of, "text_id"),
                                        .cost_eur = json_number(json_at(of, "cost_eur")),
                                        .gap_eur = json_number(json_at(of, "cost_gap_eur")),
                                        .least = json_true(json_at(of, "least"))};
        read_changes(s, json_at(of, "changes"), &all[out->n_ways++]);
    }
}

static void read_targets(statement *s, stated_repairs *out)
{
    const json_value *list = json_at(s->doc->root, "targets");
    size_t n = 0;
    JSON_EACH (of, list)
        n += json_count(json_at(of, "milestones"));
    stated_target *all = ARENA_ARRAY(s->mem, n, stated_target);
    s->no_memory |= all == NULL;
    if (all == NULL)
        return;
    out->targets = all;
    JSON_EACH (of, list) {
        JSON_EACH (then, json_at(of, "milestones"))
            all[out->n_targets++] = (stated_target){text(of, "id"), milestone(s->doc, then),
                                                    json_number(json_at(then, "value")),
                                                    json_number(json_at(then, "shortfall"))};
    }
}

status repairs_statement_read(const plan_document *doc, arena *mem, const stated_repairs **out)
{
    const json_value *of = json_at(doc->root, "repairs");
    statement s = {.doc = doc, .mem = mem, .same_file = true};
    *out = NULL;
    if (of == NULL)
        return STATUS_OK;
    stated_repairs *all = ARENA_NEW(mem, stated_repairs);
    if (all == NULL)
        return STATUS_NO_MEMORY;
    *all = (stated_repairs){
        .objective_eur = json_number(json_at(doc->root, "certificate.objective_eur")),
        .said = {.minimal = json_true(json_at(of, "minimal")),
                 .without_eur = json_number(json_at(of, "without_targets_eur")),
                 .without_gap_eur = json_number(json_at(of, "without_targets_gap_eur"))}};
    read_conflict(&s, json_at(of, "conflict"), &all->said);
    read_ways(&s, json_at(of, "ways"), &all->said);
    read_targets(&s, all);
    all->same_file = s.same_file;
    *out = all;
    return s.no_memory ? STATUS_NO_MEMORY : STATUS_OK;
}
