/* Targets that cannot be met: what contradicts what, and ways out. */
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

/* The text of a claim, or of a change of it. */
static void tell(const summary *s, const char *name, const claim *c, double to,
                 char room[SENTENCE_ROOM])
{
    const bool once = c->milestone > summary_last(s);
    const figure year = once ? (figure){""} : summary_year(s, c->milestone);
    const figure from = figure_of(s, c, c->limit), then = figure_of(s, c, to);
    const figure difference = figure_of(s, c, fabs(to - c->limit));
    const char *const args[] = {c->object,       year.text, from.text, then.text,
                                difference.text, summary_unit(s, c->unit)};
    text_id id;
    if (text_find(name, &id))
        text_render(s->lang, id, args, sizeof args / sizeof args[0], room, SENTENCE_ROOM);
    else
        snprintf(room, SENTENCE_ROOM, "%s", name);
}

static void write_conflict(const summary *s, const repairs *r)
{
    summary_say(s, r->minimal ? TEXT_repairs_minimal : TEXT_repairs_not_minimal,
                s->plan->region->file);
    for (size_t k = 0; k < r->n_conflict; k++) {
        const claim *c = r->conflict[k];
        char id[SENTENCE_ROOM], text[SENTENCE_ROOM], line[NUMBER_ROOM];
        snprintf(id, sizeof id, "claim_%s", claim_kind_id(c->kind));
        snprintf(line, sizeof line, "%d", c->line);
        tell(s, id, c, NAN, text);
        summary_say(s, TEXT_repairs_line, line, text);
    }
}

static void write_way(const summary *s, const repair_way *w, size_t number)
{
    char all[SENTENCE_ROOM] = "", and[SENTENCE_ROOM], one[SENTENCE_ROOM], rank[NUMBER_ROOM];
    snprintf(and, sizeof and, " %s ", text_get(s->lang, TEXT_repairs_and));
    for (size_t n = 0; n < w->n_changes; n++) {
        const repair_change *c = &w->changes[n];
        char id[SENTENCE_ROOM];
        snprintf(id, sizeof id, "way_%s%s", claim_kind_id(c->claim->kind),
                 c->claim->kind == CLAIM_TARGET && isnan(c->to) ? "_dropped" : "");
        tell(s, id, c->claim, c->to, one);
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
