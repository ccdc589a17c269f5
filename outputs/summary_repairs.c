/* Targets that cannot be met: what contradicts what, and ways out. */
#include "outputs/claim_words.h"
#include "outputs/summary_parts.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { MOST_TOLD = 6 };

static figure figure_of(const summary *s, const claim *c, double value)
{
    if (isnan(value))
        return (figure){""};
    if (strcmp(c->unit, "frac") == 0)
        return summary_percent(s, value);
    if (strcmp(c->unit, "EUR") == 0)
        return summary_money(s, value);
    if (strcmp(c->unit, "year") != 0)
        return summary_number(s, value);
    figure f;
    snprintf(f.text, sizeof f.text, "%.0f", value);
    return f;
}

/* The same with its unit. */
static figure quantity_of(const summary *s, const claim *c, double value)
{
    figure f = figure_of(s, c, value), with;
    if (strcmp(c->unit, "t") != 0)
        return f;
    text_write(s->lang, TEXT_tonnes_per_year, with.text, f.text);
    return with;
}

/* "doel voor laden (Leiden)"; the id of what is no target. */
static void goal_of(const summary *s, const claim *c, char room[SENTENCE_ROOM])
{
    static const text_id goals[] = {
        [TARGET_CO2] = TEXT_goal_target_co2,
        [TARGET_CHARGING] = TEXT_goal_target_charging,
        [TARGET_RENEWABLE] = TEXT_goal_target_renewable,
    };
    const region *r = s->plan->region;
    snprintf(room, SENTENCE_ROOM, "%s", c->object);
    for (size_t k = 0; k < r->n_targets; k++) {
        const target *t = &r->targets[k];
        if (strcmp(t->id, c->object) != 0)
            continue;
        const char *where = t->park != NULL ? t->park->name : t->municipality;
        const char *const words[] = {text_get(s->lang, goals[t->kind]), where};
        if (where == NULL)
            snprintf(room, SENTENCE_ROOM, "%s", words[0]);
        else
            text_render(s->lang, TEXT_goal_target_in, words, 2, room, SENTENCE_ROOM);
    }
}

typedef struct words {
    char goal[SENTENCE_ROOM];
    figure year, limit, quantity, to, difference;
} words;

static const char *word(const summary *s, const claim *c, const words *w, char which)
{
    switch (which) {
    case 'o':
        return c->object;
    case 'g':
        return w->goal;
    case 'q':
        return w->quantity.text;
    case 'y':
        return w->year.text;
    case 'l':
        return w->limit.text;
    case 't':
        return w->to.text;
    case 'd':
        return w->difference.text;
    default:
        return summary_unit(s, c->unit);
    }
}

/* The text of a claim, or of a change of it. */
static void tell(const summary *s, const char *name, const char *order, const repair_change *change,
                 char room[SENTENCE_ROOM])
{
    const claim *c = change->claim;
    const bool always = c->milestone > summary_last(s);
    words w = {.year = always ? (figure){""} : summary_year(s, c->milestone),
               .limit = figure_of(s, c, c->limit),
               .quantity = quantity_of(s, c, c->limit),
               .to = figure_of(s, c, change->to),
               .difference = figure_of(s, c, fabs(change->to - c->limit))};
    goal_of(s, c, w.goal);
    const char *args[MOST_WORDS];
    size_t n = 0;
    text_id id;
    for (; order[n] != '\0' && n < MOST_WORDS; n++)
        args[n] = word(s, c, &w, order[n]);
    if (text_find(name, &id))
        text_render(s->lang, id, args, n, room, SENTENCE_ROOM);
    else
        snprintf(room, SENTENCE_ROOM, "%s", name);
}

static void write_conflict(const summary *s, const repairs *r)
{
    const text_id several = r->minimal ? TEXT_repairs_minimal : TEXT_repairs_not_minimal;
    summary_say(s, r->n_conflict == 1 ? TEXT_repairs_alone : several,
                region_file_name(s->plan->region));
    for (size_t k = 0; k < r->n_conflict; k++) {
        const claim *c = r->conflict[k];
        char id[SENTENCE_ROOM], text[SENTENCE_ROOM], line[NUMBER_ROOM];
        snprintf(id, sizeof id, "claim_%s", claim_kind_id(c->kind));
        snprintf(line, sizeof line, "%d", c->line);
        tell(s, id, claim_words(claim_kind_id(c->kind)), &(repair_change){c, NAN}, text);
        summary_say(s, TEXT_repairs_line, line, text);
    }
}

static void write_way(const summary *s, const repair_way *w, size_t number)
{
    char all[SENTENCE_ROOM] = "", and[SENTENCE_ROOM], one[SENTENCE_ROOM], rank[NUMBER_ROOM];
    snprintf(and, sizeof and, " %s ", text_get(s->lang, TEXT_repairs_and));
    for (size_t n = 0; n < w->n_changes; n++) {
        const repair_change *c = &w->changes[n];
        const bool dropped = c->claim->kind == CLAIM_TARGET && isnan(c->to);
        char id[SENTENCE_ROOM];
        snprintf(id, sizeof id, "way_%s%s", claim_kind_id(c->claim->kind),
                 dropped ? "_dropped" : "");
        tell(s, id, dropped ? dropped_words : way_words(claim_kind_id(c->claim->kind)), c, one);
        summary_list(all, and, one);
    }
    snprintf(rank, sizeof rank, "%zu", number);
    summary_say(s, TEXT_repairs_way, rank, all,
                isnan(w->cost_eur) ? text_get(s->lang, TEXT_repairs_cost_unknown)
                                   : summary_money(s, w->cost_eur).text);
}

void summary_repairs(const summary *s)
{
    const repairs *r = s->plan->repairs;
    if (r == NULL || r->n_conflict == 0)
        return;
    summary_heading(s, TEXT_repairs_title);
    write_conflict(s, r);
    if (r->n_ways > 0)
        line_indented(s->out, SUMMARY_INDENT, text_get(s->lang, TEXT_repairs_ways));
    for (size_t n = 0; n < r->n_ways && n < MOST_TOLD; n++)
        write_way(s, &r->ways[n], n + 1);
}
