#include "outputs/summary_parts.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "model/tolerance.h"

enum { MOST_MISSED = 3, MOST_KINDS = 3, MOST_NAMES = 3, NAME_ROOM = 200 };

/* --- how good the plan is ------------------------------------------------------------------ */

/* A gap of everything it costs, or more, says only that nothing is known yet. */
static text_id status_text(plan_status st, const certificate *c, double dearer_eur)
{
    switch (st) {
    case PLAN_OPTIMAL:
        return dearer_eur < 1.0 ? TEXT_summary_proved : TEXT_summary_optimal;
    case PLAN_WITHIN_GAP:
        return TEXT_summary_within_gap;
    case PLAN_STOPPED_AT_LIMIT:
        return c->gap_frac < 1.0 ? TEXT_summary_stopped : TEXT_summary_stopped_early;
    case PLAN_TARGETS_UNREACHABLE:
        break;
    }
    return TEXT_summary_unreachable;
}

static void write_status(const summary *s)
{
    const certificate *c = &s->plan->certificate;
    const double dearer_eur = fmax(0.0, c->objective_eur - c->lower_bound_eur);
    summary_say(s, status_text(s->plan->status, c, dearer_eur), summary_money(s, dearer_eur).text,
                summary_percent(s, c->gap_frac).text, summary_percent(s, c->gap_asked_frac).text);
    if (c->relaxed)
        line_indented(s->out, SUMMARY_INDENT, text_get(s->lang, TEXT_summary_relaxed));
    if (s->plan->n_worse_off > 0)
        summary_say(s, TEXT_summary_worse_off,
                    summary_number(s, (double)s->plan->n_worse_off).text);
}

static const char *target_scope(const summary *s, const target *t)
{
    if (t->park != NULL)
        return t->park->name;
    return t->municipality != NULL ? t->municipality : s->plan->region->name;
}

static void write_missed(const summary *s, const plan_target *pt, size_t y)
{
    static const text_id kind_texts[] = {
        [TARGET_CO2] = TEXT_target_co2,
        [TARGET_CHARGING] = TEXT_target_charging,
        [TARGET_RENEWABLE] = TEXT_target_renewable,
    };
    const target *t = pt->target;
    const bool tonnes = t->kind == TARGET_CO2;
    const figure got = tonnes ? summary_number(s, pt->value[y]) : summary_percent(s, pt->value[y]);
    const figure asked = tonnes ? summary_number(s, t->limit[y]) : summary_percent(s, t->limit[y]);
    summary_say(s, TEXT_summary_missed, text_get(s->lang, kind_texts[t->kind]), target_scope(s, t),
                summary_year(s, y).text, got.text, asked.text);
}

static void write_targets(const summary *s)
{
    int shown = 0;
    for (size_t k = 0; k < s->plan->n_targets; k++) {
        const plan_target *pt = &s->plan->targets[k];
        for (size_t y = 0; y <= summary_last(s) && shown < MOST_MISSED; y++) {
            if (!isfinite(pt->target->limit[y]) ||
                pt->shortfall[y] <= SHARE_TOL_FRAC * fmax(1.0, fabs(pt->target->limit[y])))
                continue;
            write_missed(s, pt, y);
            shown++;
        }
    }
}

/* --- what it rests on ----------------------------------------------------------------------- */

/* Each gives the name of a thing of region r by its id, or NULL. */
#define FIND_NAME(noun, list, n)                                                                   \
    static const char *noun##_name(const region *r, const char *id)                                \
    {                                                                                              \
        for (size_t i = 0; i < r->n; i++)                                                          \
            if (strcmp(r->list[i].id, id) == 0)                                                    \
                return r->list[i].name;                                                            \
        return NULL;                                                                               \
    }
FIND_NAME(station, stations, n_stations)
FIND_NAME(park, parks, n_parks)
FIND_NAME(hub, hubs, n_hubs)
FIND_NAME(heat_net, heat_nets, n_heat_nets)
FIND_NAME(fund, funds, n_funds)
FIND_NAME(subsidy, subsidies, n_subsidies)
FIND_NAME(effort, programme.efforts, programme.n_efforts)

/* A reinforcement has no name, but its station has. */
static const char *reinforcement_name(const region *r, const char *id)
{
    for (size_t i = 0; i < r->n_stations; i++)
        for (size_t k = 0; k < r->stations[i].n_reinforcements; k++)
            if (strcmp(r->stations[i].reinforcements[k].id, id) == 0)
                return r->stations[i].name;
    return NULL;
}

/* The company, with its park: role names such as "logistics A" are not unique. */
static const char *connection_name(const region *r, const char *id, char room[NAME_ROOM])
{
    char of[NAME_ROOM];
    snprintf(of, sizeof of, "%.*s", (int)strcspn(id, "/"), id);
    const connection *c = region_find_connection(r, of);
    if (c == NULL)
        return NULL;
    if (c->aggregate || c->company == NULL)
        return c->park->name;
    snprintf(room, NAME_ROOM, "%s (%s)", c->company, c->park->name);
    return room;
}

static const char *carrier_name(const summary *s, const char *id)
{
    char name[NAME_ROOM];
    text_id text;
    snprintf(name, sizeof name, "carrier_%s", id);
    return text_find(name, &text) ? text_get(s->lang, text) : NULL;
}

static const char *technology_name(const summary *s, const char *id)
{
    const region *r = s->plan->region;
    for (size_t i = 0; i < r->n_technologies; i++)
        if (strcmp(r->technologies[i].id, id) == 0)
            return summary_technology_name(s, &r->technologies[i]);
    return NULL;
}

/* The name of what an assumption is about, "station leiden_noord"; its id where it has none. */
static const char *object_name(const summary *s, const assumption *a, char room[NAME_ROOM])
{
    static const struct {
        const char *kind;
        const char *(*name)(const region *r, const char *id);
    } kinds[] = {
        {"station", station_name}, {"park", park_name},
        {"hub", hub_name},         {"heat_net", heat_net_name},
        {"fund", fund_name},       {"subsidy", subsidy_name},
        {"effort", effort_name},   {"reinforcement", reinforcement_name},
        {"potential", park_name},  {"group_capacity", hub_name},
    };
    const size_t kind_length = strcspn(a->object, " ");
    if (a->object[kind_length] == '\0')
        return text_get(s->lang, strcmp(a->object, "programme") == 0 ? TEXT_object_programme
                                                                     : TEXT_object_recourse);
    const char *id = a->object + kind_length + 1, *name = NULL;
    for (size_t k = 0; k < sizeof kinds / sizeof kinds[0] && name == NULL; k++)
        if (strlen(kinds[k].kind) == kind_length &&
            memcmp(a->object, kinds[k].kind, kind_length) == 0)
            name = kinds[k].name(s->plan->region, id);
    if (name == NULL && strncmp(a->object, "technology ", kind_length + 1) == 0)
        name = technology_name(s, id);
    if (name == NULL && strncmp(a->object, "carrier ", kind_length + 1) == 0)
        name = carrier_name(s, id);
    if (name == NULL)
        name = connection_name(s->plan->region, id, room);
    return name == NULL ? id : name;
}

/* How many assumptions have the text of the one at first; their first names, each once. */
static size_t list_kind(const summary *s, size_t first, char list[SENTENCE_ROOM])
{
    const region *r = s->plan->region;
    size_t n = 0, shown = 0;
    const char *last_name = NULL;
    char room[2][NAME_ROOM];
    for (size_t i = first; i < r->n_assumptions; i++) {
        if (strcmp(r->assumptions[i].text_id, r->assumptions[first].text_id) != 0)
            continue;
        n++;
        const char *name = object_name(s, &r->assumptions[i], room[shown % 2]);
        if (shown == MOST_NAMES || (last_name != NULL && strcmp(name, last_name) == 0))
            continue;
        summary_list(list, ", ", name);
        last_name = name;
        shown++;
    }
    if (n > shown)
        summary_list(list, " ", text_get(s->lang, TEXT_list_more));
    return n;
}

static void write_one(const summary *s, const assumption *a, text_id id)
{
    char room[NAME_ROOM];
    const figure value = summary_number(s, a->value);
    summary_say(s, id, object_name(s, a, room),
                isfinite(a->value) ? value.text : text_get(s->lang, TEXT_value_see_plan));
}

/* Gives how many assumptions the sentence stands for. */
static size_t write_kind(const summary *s, size_t first)
{
    const assumption *a = &s->plan->region->assumptions[first];
    char list[SENTENCE_ROOM] = "", many[NAME_ROOM];
    text_id id;
    const size_t n = list_kind(s, first, list);
    snprintf(many, sizeof many, "%s_many", a->text_id);
    if (n == 1 && text_find(a->text_id, &id))
        write_one(s, a, id);
    else if (text_find(many, &id))
        summary_say(s, id, summary_number(s, (double)n).text, list);
    else
        return 0;
    return n;
}

static bool is_first_of_kind(const region *r, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (strcmp(r->assumptions[k].text_id, r->assumptions[i].text_id) == 0)
            return false;
    return true;
}

/* The list starts with what matters most: the stations. */
static void write_assumptions(const summary *s)
{
    const region *r = s->plan->region;
    size_t told = 0;
    int kinds = 0;
    for (size_t i = 0; i < r->n_assumptions && kinds < MOST_KINDS; i++) {
        if (!is_first_of_kind(r, i))
            continue;
        told += write_kind(s, i);
        kinds++;
    }
    if (r->n_assumptions > told)
        summary_say(s, TEXT_summary_assumptions_more,
                    summary_number(s, (double)(r->n_assumptions - told)).text);
}

void summary_quality(const summary *s)
{
    summary_heading(s, TEXT_summary_quality);
    write_status(s);
    write_targets(s);
    write_assumptions(s);
}
