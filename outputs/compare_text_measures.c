/* What to do in every future, in some, in none: places that have the same technology, or belong to the same
 * hub or net, in one line. */
#include "outputs/compare_text_parts.h"

#include <string.h>

#include "outputs/line.h"
#include "outputs/number_format.h"

enum { MOST_FUTURES_LISTED = 64 };

static bool is_same_line(const compared_measure *a, const compared_measure *b)
{
    if (a->class != b->class || a->what.kind != b->what.kind)
        return false;
    if (a->what.kind == COMMITMENT_UNITS)
        return strcmp(a->what.part, b->what.part) == 0;
    return strcmp(a->what.object, b->what.object) == 0;
}

static text_id kind_text(commitment_kind k)
{
    switch (k) {
    case COMMITMENT_HUB:
        return TEXT_kind_hub;
    case COMMITMENT_MEMBER:
        return TEXT_kind_hub_member;
    case COMMITMENT_CABLE:
        return TEXT_kind_cable;
    case COMMITMENT_HEAT_NET:
        return TEXT_kind_heat_net;
    case COMMITMENT_PIPE:
        return TEXT_kind_heat_pipe;
    case COMMITMENT_SOURCE_KW:
        return TEXT_kind_heat_source;
    case COMMITMENT_PLATFORM:
        return TEXT_kind_platform;
    default:
        return TEXT_kind_effort;
    }
}

static const char *technology_name(const compare_printer *p, const char *id)
{
    for (size_t k = 0; k < p->c->base->n_technologies; k++) {
        const technology *tech = &p->c->base->technologies[k];
        const char *name = p->lang == LANG_NL ? tech->name_nl : tech->name_en;
        if (strcmp(tech->id, id) == 0 && name != NULL)
            return name;
    }
    return id;
}

#define NAME_IN(list, n, wanted)                                                                   \
    for (size_t k = 0; k < (n); k++)                                                               \
        if (strcmp((list)[k].id, (wanted)) == 0 && (list)[k].name != NULL)                         \
    return (list)[k].name

/* Of the hub, heat net, cable, technology or effort; its id where it has none. */
static const char *object_name(const compare_printer *p, const commitment *what)
{
    const region *r = p->c->base;
    switch (what->kind) {
    case COMMITMENT_HUB:
    case COMMITMENT_MEMBER:
        NAME_IN(r->hubs, r->n_hubs, what->object);
        break;
    case COMMITMENT_HEAT_NET:
    case COMMITMENT_PIPE:
    case COMMITMENT_SOURCE_KW:
        NAME_IN(r->heat_nets, r->n_heat_nets, what->object);
        break;
    case COMMITMENT_EFFORT:
        NAME_IN(r->programme.efforts, r->programme.n_efforts, what->object);
        break;
    case COMMITMENT_PLATFORM:
        return technology_name(p, what->object);
    default:
        break;
    }
    return what->object;
}

/* "hub vormen: De Grote Polder"; what is done at connections is named by its technology alone. */
static const char *measure_name(const compare_printer *p, const compared_measure *m,
                                char room[SENTENCE])
{
    if (m->what.kind == COMMITMENT_UNITS)
        return technology_name(p, m->what.part);
    if (m->what.kind == COMMITMENT_EFFORT)
        return object_name(p, &m->what);
    const char *const words[] = {text_get(p->lang, kind_text(m->what.kind)),
                                 object_name(p, &m->what)};
    return text_render(p->lang, TEXT_page_limit_line, words, 2, room, SENTENCE);
}

/* Whether it can be done at several places, of which some are chosen. */
static bool has_places(const compared_measure *m)
{
    return m->what.kind == COMMITMENT_UNITS || m->what.part != NULL;
}

/* The kW that go with a pipe or cable, and the kWh with a storage, are told with it. */
static bool is_told(const compared_measure *m)
{
    return m->what.kind != COMMITMENT_KWH && m->what.kind != COMMITMENT_CABLE_KW &&
           m->what.kind != COMMITMENT_PIPE_KW;
}

static void list_futures(const regret_table *t, const bool chosen[MOST_FUTURES_LISTED],
                         char list[SENTENCE])
{
    char number[NUMBER_ROOM];
    list[0] = '\0';
    for (size_t f = 0; f < t->n_futures && f < MOST_FUTURES_LISTED; f++) {
        if (!chosen[f])
            continue;
        snprintf(number, sizeof number, "%s%zu", list[0] == '\0' ? "" : ", ", t->futures[f] + 1);
        text_append(list, SENTENCE, number);
    }
}

/* The line that starts at k, unless an earlier measure started it. */
static bool write_measure_line(const compare_printer *p, const regret_table *t, size_t k)
{
    const compared_measure *m = &t->measures[k];
    bool any[MOST_FUTURES_LISTED] = {false};
    size_t n = 0;
    for (size_t i = 0; i < t->n_measures; i++) {
        if (!is_same_line(m, &t->measures[i]))
            continue;
        if (i < k)
            return false;
        n++;
        for (size_t f = 0; f < t->n_futures && f < MOST_FUTURES_LISTED; f++)
            any[f] |= t->measures[i].chosen[f];
    }
    char text[SENTENCE], places[NUMBER_ROOM], futures[SENTENCE], room[SENTENCE];
    const bool some = m->class == MEASURE_MAYBE;
    const char *name = measure_name(p, m, room);
    count_format(p->lang, (double)n, TEXT_count_one_place, TEXT_count_places, places);
    list_futures(t, any, futures);
    if (has_places(m))
        text_write(p->lang, some ? TEXT_compare_measure_in : TEXT_compare_measure, text, name,
                   places, futures);
    else
        text_write(p->lang, some ? TEXT_compare_decision_in : TEXT_compare_decision, text, name,
                   futures);
    line_indented(p->out, INDENT, text);
    return true;
}

void compare_print_measures(const compare_printer *p, const regret_table *t)
{
    static const text_id titles[MEASURE_CLASSES] = {
        TEXT_compare_class_no_regret, TEXT_compare_class_maybe, TEXT_compare_class_never};
    for (int class = 0; class < MEASURE_CLASSES; class ++) {
        bool any = false;
        compare_print_heading(p, titles[class]);
        for (size_t k = 0; k < t->n_measures; k++)
            if ((int)t->measures[k].class == class && is_told(&t->measures[k]))
                any |= write_measure_line(p, t, k);
        if (!any)
            line_indented(p->out, INDENT, text_get(p->lang, TEXT_compare_none));
    }
}
