#include "outputs/measure.h"

#include <math.h>
#include <string.h>

static bool is_same(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

/* The measure that an action is of, without what it sums to. */
static measure measure_of(const json_value *action)
{
    static const struct {
        const char *key, *list;
    } objects[] = {{"hub", "hubs"}, {"heat_net", "heat_nets"}, {"effort", "programme.efforts"}};
    measure m = {.kind = json_string(json_at(action, "kind")),
                 .technology = json_string(json_at(action, "technology")),
                 .unit = json_string(json_at(action, "unit"))};
    for (size_t i = 0; i < sizeof objects / sizeof objects[0] && m.id == NULL; i++) {
        m.id = json_string(json_at(action, objects[i].key));
        m.list = objects[i].list;
    }
    if (m.kind == NULL)
        m.kind = "";
    if (m.unit == NULL)
        m.unit = "";
    return m;
}

static bool are_alike(const measure *a, const measure *b)
{
    if (a->technology != NULL || b->technology != NULL)
        return is_same(a->technology, b->technology);
    return is_same(a->kind, b->kind) && is_same(a->id, b->id);
}

/* NULL when memory is out. */
static measure *find_or_add(measure_list *list, const plan_document *doc, const json_value *action,
                            arena *mem)
{
    const measure its = measure_of(action);
    for (size_t i = 0; i < list->n; i++)
        if (are_alike(&list->all[i], &its))
            return &list->all[i];
    measure *m = &list->all[list->n];
    *m = its;
    m->years = ARENA_ARRAY(mem, doc->n_years, measure_year);
    list->n += m->years != NULL;
    return m->years == NULL ? NULL : m;
}

/* What the region misses without it; what it cannot do without comes first. -INFINITY: not asked. */
static double weight_of(const json_value *action)
{
    const json_value *reason = json_at(action, "reason");
    if (reason == NULL || !json_is_object(reason))
        return -INFINITY;
    return json_true(json_at(reason, "impossible")) ? INFINITY
                                                    : json_number_at(reason, "without.cost_eur_to");
}

static void weigh(measure *m, const json_value *action)
{
    const double weight = weight_of(action);
    if (weight == -INFINITY)
        return;
    const char *connection = json_string(json_at(action, "connection"));
    if (m->heaviest != NULL && !json_says(json_at(m->heaviest, "connection"), connection))
        m->elsewhere = true;
    if (m->heaviest == NULL || weight > weight_of(m->heaviest))
        m->heaviest = action;
}

static void add(measure *m, const plan_document *doc, const json_value *action)
{
    const double start = json_number_at(action, "start_year");
    m->investment_eur += json_number_at(action, "investment_eur");
    weigh(m, action);
    for (size_t y = 0; y < doc->n_years; y++) {
        measure_year *then = &m->years[y];
        if (!plan_document_is_year(json_number_at(action, "year"), doc->years[y]))
            continue;
        if (start >= 0.0 && start <= doc->years[y] &&
            (then->start_year == 0 || start < then->start_year))
            then->start_year = (int)start;
        then->amount += json_number_at(action, "amount");
        then->investment_eur += json_number_at(action, "investment_eur");
    }
}

status measures_of(const plan_document *doc, const json_value *actions, arena *mem,
                   measure_list *out)
{
    measure_list list = {.all = ARENA_ARRAY(mem, json_count(actions), measure)};
    if (list.all == NULL)
        return STATUS_NO_MEMORY;
    JSON_EACH (action, actions) {
        measure *m = find_or_add(&list, doc, action, mem);
        if (m == NULL)
            return STATUS_NO_MEMORY;
        add(m, doc, action);
    }
    *out = list;
    return STATUS_OK;
}

phrase measure_name(const plan_document *doc, const measure *m)
{
    if (m->technology != NULL)
        return phrase_name(doc, "technologies", m->technology);
    const phrase kind = phrase_word("kind_", m->kind);
    if (m->id == NULL)
        return kind;
    const phrase name = phrase_name(doc, m->list, m->id);
    return strcmp(m->kind, "effort") == 0 ? name : phrase_of(TEXT_page_limit_line, kind, name);
}
