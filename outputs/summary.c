#include "outputs/summary.h"

#include <stdio.h>
#include <string.h>

#include "outputs/summary_parts.h"

void summary_heading(const summary *s, text_id title)
{
    fputc('\n', s->out);
    line_indented(s->out, 0, text_get(s->lang, title));
}

void summary_sentence(const summary *s, text_id id, const char *const *args, size_t n_args)
{
    char text[SENTENCE_ROOM];
    line_indented(s->out, SUMMARY_INDENT,
                  text_render(s->lang, id, args, n_args, text, sizeof text));
}

size_t summary_last(const summary *s)
{
    return s->plan->region->horizon.n_milestones - 1;
}

figure summary_year(const summary *s, size_t y)
{
    figure f;
    snprintf(f.text, sizeof f.text, "%d", s->plan->region->horizon.milestones[y].year);
    return f;
}

figure summary_number(const summary *s, double value)
{
    figure f;
    number_format_plain(s->lang, value, f.text);
    return f;
}

figure summary_money(const summary *s, double eur)
{
    figure f;
    money_format(s->lang, eur, f.text);
    return f;
}

figure summary_percent(const summary *s, double frac)
{
    figure f;
    percent_format(s->lang, frac, f.text);
    return f;
}

/* A name in one language may be missing; then the other, then the id. */
static const char *name_in(lang l, const char *nl, const char *en, const char *id)
{
    const char *first = l == LANG_NL ? nl : en, *second = l == LANG_NL ? en : nl;
    return first != NULL ? first : second != NULL ? second : id;
}

const char *summary_payer_name(const summary *s, const payer *p)
{
    return name_in(s->lang, p->name_nl, p->name_en, p->id);
}

const char *summary_technology_name(const summary *s, const technology *tech)
{
    return name_in(s->lang, tech->name_nl, tech->name_en, tech->id);
}

const char *summary_unit(const summary *s, const char *unit)
{
    static const struct {
        const char *unit;
        text_id text;
    } known[] = {
        {"MWh/year", TEXT_unit_mwh_per_year},
        {"points", TEXT_unit_points},
        {"sites", TEXT_unit_sites},
        {"sessions_per_year", TEXT_unit_sessions_per_year},
        {"campaigns_per_year", TEXT_unit_campaigns_per_year},
    };
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (strcmp(known[i].unit, unit) == 0)
            return text_get(s->lang, known[i].text);
    return unit;
}

void summary_list(char list[SENTENCE_ROOM], const char *separator, const char *name)
{
    if (list[0] != '\0')
        text_append(list, SENTENCE_ROOM, separator);
    text_append(list, SENTENCE_ROOM, name);
}

/* Whether (a, i) comes before (b, k) in falling order. */
static bool comes_before(double a, size_t i, double b, size_t k)
{
    return a > b || (a >= b && i < k);
}

size_t next_largest(size_t n, size_of *of, const void *context, size_t previous)
{
    size_t best = n;
    const double limit = previous < n ? of(context, previous) : 0.0;
    for (size_t i = 0; i < n; i++) {
        if (i == previous || (previous < n && !comes_before(limit, previous, of(context, i), i)))
            continue;
        if (best == n || comes_before(of(context, i), i, of(context, best), best))
            best = i;
    }
    return best;
}

/* When no scenario is applied the region as it is has the id "base". */
static const char *scenario_title(const summary *s)
{
    const region *r = s->plan->region;
    if (r->scenario_name != NULL && strcmp(r->scenario_name, "base") != 0)
        return r->scenario_name;
    return strcmp(r->scenario, "base") == 0 ? text_get(s->lang, TEXT_scenario_base) : r->scenario;
}

static void write_title(const summary *s)
{
    char text[SENTENCE_ROOM], from[NUMBER_ROOM], until[NUMBER_ROOM], prices[NUMBER_ROOM];
    const region *r = s->plan->region;
    const bool private_costs = s->plan->perspective == PERSPECTIVE_PRIVATE;
    snprintf(from, sizeof from, "%d", r->horizon.milestones[0].year);
    snprintf(until, sizeof until, "%d", horizon_end_year(&r->horizon) - 1);
    snprintf(prices, sizeof prices, "%d", r->horizon.price_year);
    line_indented(s->out, 0, text_write(s->lang, TEXT_summary_title, text, r->name));
    line_indented(s->out, 0,
                  text_write(s->lang, TEXT_summary_scope, text, scenario_title(s),
                             text_get(s->lang, private_costs ? TEXT_perspective_private
                                                             : TEXT_perspective_societal),
                             from, until, prices));
}

void plan_print_summary(const plan *p, lang l, const char *written_to, FILE *out)
{
    const summary s = {.plan = p, .lang = l, .out = out};
    write_title(&s);
    summary_unserved(&s);
    summary_costs(&s);
    summary_themes(&s);
    summary_parks(&s);
    summary_networks(&s);
    summary_quality(&s);
    summary_repairs(&s);
    if (written_to != NULL) {
        char text[SENTENCE_ROOM];
        fputc('\n', out);
        line_indented(out, 0, text_write(l, TEXT_summary_written, text, written_to));
    }
}
