#include "outputs/story.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "outputs/why.h"

enum { MOST_SENTENCES = 60, MOST_LIMITS = 5, OBJECT_ROOM = 250 };

static void add(story *s, phrase sentence)
{
    if (s->n < MOST_SENTENCES)
        s->sentences[s->n++] = sentence;
}

static status begin(story *s, arena *mem)
{
    *s = (story){.sentences = ARENA_ARRAY(mem, MOST_SENTENCES, phrase)};
    return s->sentences == NULL ? STATUS_NO_MEMORY : STATUS_OK;
}

/* --- what it brings -------------------------------------------------------------------------- */

static void add_growth(story *s, const json_value *last)
{
    const double wanted = json_number_at(last, "wanted_growth_mwh");
    if (wanted <= 0.0) {
        add(s, phrase_text(TEXT_summary_growth_none));
        return;
    }
    const double fits = 1.0 - json_number_at(last, "refused_growth_mwh") / wanted;
    const double before = 1.0 - json_number_at(last, "status_quo_refused_growth_mwh") / wanted;
    add(s, phrase_of(TEXT_page_park_fits, phrase_year(json_number_at(last, "year")),
                     phrase_whole(wanted), phrase_percent(fits), phrase_percent(before)));
}

static void add_cost(story *s, const plan_document *doc)
{
    const json_value *horizon = json_at(doc->root, "summary.horizon");
    const double plan = json_number_at(horizon, "cost_eur");
    const double nothing = json_number_at(horizon, "status_quo_cost_eur");
    add(s,
        phrase_of(plan <= nothing ? TEXT_summary_cheaper : TEXT_summary_dearer,
                  phrase_money(fabs(nothing - plan)), phrase_money(plan), phrase_money(nothing)));
    add(s,
        phrase_of(TEXT_summary_investment, phrase_money(json_number_at(horizon, "investment_eur")),
                  phrase_money(json_number_at(horizon, "subsidy_eur"))));
    double programme_eur = 0.0;
    JSON_EACH (p, json_at(doc->root, "summary.payers"))
        programme_eur += json_number_at(p, "programme_eur");
    if (programme_eur >= 1.0)
        add(s, phrase_of(TEXT_summary_programme, phrase_money(programme_eur)));
}

double story_freed_year(const plan_document *doc)
{
    const json_value *milestones = json_at(doc->root, "summary.milestones");
    const json_value *best = json_first(milestones);
    JSON_EACH (m, milestones)
        if (json_number_at(m, "freed_kw") > json_number_at(best, "freed_kw"))
            best = m;
    return json_number_at(best, "year");
}

status story_outcome(const plan_document *doc, arena *mem, story *out)
{
    const json_value *horizon = json_at(doc->root, "summary.horizon");
    const json_value *last = json_last(json_at(doc->root, "summary.milestones"));
    if (begin(out, mem) != STATUS_OK)
        return STATUS_NO_MEMORY;
    add_growth(out, last);
    add_cost(out, doc);
    add(out, phrase_of(TEXT_summary_co2, phrase_year(json_number_at(last, "year")),
                       phrase_whole(json_number_at(last, "co2_t")),
                       phrase_whole(json_number_at(last, "status_quo_co2_t"))));
    const double kw = json_number_at(horizon, "freed_kw");
    add(out, kw < 1.0 ? phrase_text(TEXT_summary_freed_none)
                      : phrase_of(TEXT_summary_freed, phrase_whole(kw),
                                  phrase_year(story_freed_year(doc))));
    return STATUS_OK;
}

/* --- what does not fit ----------------------------------------------------------------------------- */

enum { MOST_PARKS = 5 };
/* Less than this, in MWh per year, is not told: half a household. */
#define WORTH_TELLING_MWH 0.5

static double refused_mwh(const json_value *park)
{
    return json_number_at(json_last(json_at(park, "milestones")),
                          "plan.unserved.refused_growth_mwh");
}

/* The park in which most does not fit of those that come after previous; equals in order. */
static const json_value *next_refusing(const plan_document *doc, const json_value *previous)
{
    const json_value *best = NULL;
    bool passed = false;
    const json_value *park = json_first(json_at(doc->root, "parks"));
    for (; park != NULL; passed = passed || park == previous, park = json_next(park)) {
        const double mwh = refused_mwh(park);
        const bool is_left = previous == NULL || mwh < refused_mwh(previous) ||
                             (passed && mwh <= refused_mwh(previous));
        if (park != previous && is_left && (best == NULL || mwh > refused_mwh(best)))
            best = park;
    }
    return best;
}

static phrase refusing_parks(const plan_document *doc)
{
    phrase list = phrase_plain("");
    const json_value *park = next_refusing(doc, NULL);
    for (int k = 0; k < MOST_PARKS && park != NULL; k++, park = next_refusing(doc, park)) {
        const json_value *last = json_last(json_at(park, "milestones"));
        if (refused_mwh(park) < WORTH_TELLING_MWH)
            break;
        const phrase one = phrase_of(
            TEXT_summary_refused_park, phrase_name(doc, "parks", json_string(json_at(park, "id"))),
            phrase_whole(refused_mwh(park)),
            phrase_percent(json_number_at(last, "plan.unserved.refused_growth_frac")));
        phrase_append(&list, "; ", &one);
    }
    return list;
}

status story_refused(const plan_document *doc, arena *mem, story *out)
{
    const json_value *milestones = json_at(doc->root, "summary.milestones");
    const json_value *last = json_last(milestones);
    if (begin(out, mem) != STATUS_OK)
        return STATUS_NO_MEMORY;
    const phrase parks = refusing_parks(doc);
    if (parks.in[LANG_NL][0] != '\0')
        add(out, phrase_of(TEXT_summary_refused_where, phrase_year(json_number_at(last, "year")),
                           parks));
    JSON_EACH (m, milestones)
        if (json_number_at(m, "shed_mwh") >= WORTH_TELLING_MWH)
            add(out, phrase_of(TEXT_summary_shed, phrase_number(json_number_at(m, "shed_mwh")),
                               phrase_year(json_number_at(m, "year"))));
    return STATUS_OK;
}

/* --- what is asked ----------------------------------------------------------------------------- */

static void count_first(const json_value *actions, int year, double *n, double *eur)
{
    JSON_EACH (a, actions) {
        if (json_number_at(a, "start_year") > year)
            continue;
        *n += 1.0;
        *eur += json_number_at(a, "investment_eur");
    }
}

/* How many actions have to start in the first milestone, with their lead time, and what they ask. */
static void ask_first(story *s, const plan_document *doc)
{
    double n = 0.0, eur = 0.0;
    count_first(json_at(doc->root, "region_actions"), doc->years[0], &n, &eur);
    JSON_EACH (park, json_at(doc->root, "parks"))
        count_first(json_at(park, "actions"), doc->years[0], &n, &eur);
    if (n > 0.0)
        add(s, phrase_of(TEXT_page_ask_first, phrase_year(doc->years[0]),
                         phrase_count(n, TEXT_count_one_action, TEXT_count_actions),
                         phrase_money(eur)));
}

static void ask_hub(story *s, const plan_document *doc, const json_value *hub)
{
    const json_value *last = json_last(json_at(hub, "milestones"));
    double n = 0.0;
    JSON_EACH (m, json_at(hub, "members"))
        n += json_is_number(json_at(m, "joined_year"));
    add(s, phrase_of(TEXT_summary_hub_formed,
                     phrase_name(doc, "hubs", json_string(json_at(hub, "id"))),
                     phrase_year(json_number_at(hub, "year")), phrase_whole(n),
                     phrase_whole(json_number_at(last, "group_contract_kw")),
                     phrase_whole(json_number_at(last, "members_contract_kw"))));
}

static phrase parks_of_net(const plan_document *doc, const json_value *net)
{
    phrase list = phrase_plain("");
    JSON_EACH (p, json_at(net, "parks")) {
        if (!(json_number(json_last(json_at(p, "delivered_mwh"))) > 0.0))
            continue;
        const phrase name = phrase_name(doc, "parks", json_string(json_at(p, "park")));
        phrase_append(&list, ", ", &name);
    }
    return list;
}

static void ask_net(story *s, const plan_document *doc, const json_value *net)
{
    const json_value *last = json_last(json_at(net, "milestones"));
    add(s, phrase_of(TEXT_summary_net_built,
                     phrase_name(doc, "heat_nets", json_string(json_at(net, "id"))),
                     phrase_year(json_number_at(net, "year")),
                     phrase_whole(json_number_at(last, "delivered_mwh")),
                     phrase_year(json_number_at(last, "year")), parks_of_net(doc, net)));
}

static void ask_payers(story *s, const plan_document *doc)
{
    phrase list = phrase_plain("");
    const double subsidy_eur = json_number_at(doc->root, "summary.horizon.subsidy_eur");
    if (subsidy_eur >= 1.0)
        list = phrase_of(TEXT_summary_payer_subsidy, phrase_money(subsidy_eur));
    JSON_EACH (p, json_at(doc->root, "summary.payers")) {
        const double eur = json_number_at(p, "paid_eur");
        if (eur < 1.0)
            continue;
        const phrase one =
            phrase_of(TEXT_summary_name_amount,
                      phrase_name(doc, "payers", json_string(json_at(p, "id"))), phrase_money(eur));
        phrase_append(&list, "; ", &one);
    }
    if (list.in[LANG_NL][0] != '\0')
        add(s, phrase_of(TEXT_page_ask_payers, list));
}

status story_asked(const plan_document *doc, arena *mem, story *out)
{
    if (begin(out, mem) != STATUS_OK)
        return STATUS_NO_MEMORY;
    ask_first(out, doc);
    JSON_EACH (hub, json_at(doc->root, "hubs"))
        if (json_is_number(json_at(hub, "year")))
            ask_hub(out, doc, hub);
    JSON_EACH (net, json_at(doc->root, "heat_nets"))
        if (json_is_number(json_at(net, "year")))
            ask_net(out, doc, net);
    ask_payers(out, doc);
    return STATUS_OK;
}

/* --- what is of a park ---------------------------------------------------------------------------- */

/* Whether an object such as "demand dw_1/heat" is of this park: named after it or after a connection that
 * one of its actions is at. */
static bool is_of_park(const json_value *park, const char *object)
{
    char id[200];
    const char *space = strchr(object, ' ');
    if (space == NULL)
        return false;
    snprintf(id, sizeof id, "%.*s", (int)strcspn(space + 1, "/"), space + 1);
    if (json_says(json_at(park, "id"), id))
        return true;
    JSON_EACH (a, json_at(park, "actions"))
        if (json_says(json_at(a, "connection"), id))
            return true;
    return false;
}

/* --- what limits a park ------------------------------------------------------------------------ */

/* The milestones in which a kind of limit of this object is used up, and where a unit more is worth
 * most; "" when in none. */
static phrase limit_line(const plan_document *doc, const char *kind, const char *object)
{
    const json_value *best = NULL;
    size_t n = 0;
    phrase years = phrase_plain("");
    JSON_EACH (l, json_at(doc->root, "limits")) {
        if (!json_says(json_at(l, "kind"), kind) || !json_says(json_at(l, "object"), object))
            continue;
        const phrase year = phrase_year(json_number_at(l, "year"));
        phrase_append(&years, ", ", &year);
        n++;
        if (best == NULL || json_number_at(l, "worth_eur_per_unit.from") >
                                json_number_at(best, "worth_eur_per_unit.from"))
            best = l;
    }
    if (best == NULL)
        return years;
    const phrase line = phrase_of(TEXT_page_limit_line, phrase_word("limit_", kind), years);
    const phrase worth = limit_worth(best);
    if (worth.in[LANG_NL][0] == '\0')
        return line;
    if (n == 1)
        return phrase_of(TEXT_summary_theme_kpi, line, worth);
    return phrase_of(TEXT_page_limit_worth, line, phrase_year(json_number_at(best, "year")), worth);
}

/* Places that are full. */
static void add_potentials(story *out, const plan_document *doc, const json_value *park)
{
    char named[OBJECT_ROOM];
    JSON_EACH (l, json_at(doc->root, "limits")) {
        const char *object = json_string(json_at(l, "object"));
        if (object == NULL || !json_says(json_at(l, "kind"), "potential"))
            continue;
        snprintf(named, sizeof named, "potential %s", object);
        if (!is_of_park(park, named))
            continue;
        const phrase name = limit_name(doc, "potential", object), worth = limit_worth(l);
        const phrase year = phrase_year(json_number_at(l, "year"));
        add(out, worth.in[LANG_NL][0] == '\0'
                     ? phrase_of(TEXT_page_limit_line, name, year)
                     : phrase_of(TEXT_page_limit_worth, name, year, worth));
    }
}

status story_limits(const plan_document *doc, const json_value *park, arena *mem, story *out)
{
    static const struct {
        const char *kind, *of; /* of: the key of the park that names the object */
    } kinds[] = {{"adoption", "id"},
                 {"ground", "id"},
                 {"target", "id"},
                 {"station_import", "station"},
                 {"station_export", "station"}};
    if (begin(out, mem) != STATUS_OK)
        return STATUS_NO_MEMORY;
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        const char *object = json_string(json_at(park, kinds[i].of));
        const phrase line =
            object == NULL ? phrase_plain("") : limit_line(doc, kinds[i].kind, object);
        if (line.in[LANG_NL][0] != '\0')
            add(out, line);
    }
    add_potentials(out, doc, park);
    return STATUS_OK;
}

status story_worth(const plan_document *doc, arena *mem, story *out)
{
    if (begin(out, mem) != STATUS_OK)
        return STATUS_NO_MEMORY;
    for (size_t rank = 1; rank <= MOST_LIMITS; rank++) {
        const json_value *l = limit_of_rank(doc, rank);
        if (l == NULL)
            break;
        add(out, phrase_of(TEXT_page_limit_worth,
                           limit_name(doc, json_string(json_at(l, "kind")),
                                      json_string(json_at(l, "object"))),
                           phrase_year(json_number_at(l, "year")), limit_worth(l)));
    }
    return STATUS_OK;
}

/* --- how good and how far -------------------------------------------------------------------------- */

phrase story_quality(const plan_document *doc)
{
    const json_value *c = json_at(doc->root, "certificate");
    const char *found = json_string(json_at(doc->root, "status"));
    const double gap = json_number_at(c, "gap_frac");
    const double eur =
        fmax(0.0, json_number_at(c, "objective_eur") - json_number_at(c, "lower_bound_eur"));
    text_id id = TEXT_summary_unreachable;
    if (found == NULL || strcmp(found, "optimal") == 0)
        id = eur < 1.0 ? TEXT_summary_proved : TEXT_summary_optimal;
    else if (strcmp(found, "within_gap") == 0)
        id = TEXT_summary_within_gap;
    else if (strcmp(found, "stopped_at_limit") == 0)
        id = gap < 1.0 ? TEXT_summary_stopped : TEXT_summary_stopped_early;
    return phrase_of(id, phrase_money(eur), phrase_percent(gap),
                     phrase_percent(json_number_at(c, "gap_asked_frac")));
}

/* "geholpen bedrijven per jaar in 2035: 162", in the last of the years in which it gets furthest. */
static phrase furthest(const plan_document *doc, const json_value *theme)
{
    text_id id;
    const char *name = json_string(json_at(theme, "kpi.text_id"));
    const json_value *values = json_at(theme, "kpi.values");
    size_t best = 0;
    for (size_t y = 0; y < doc->n_years; y++)
        if (json_number(json_item(values, y)) >= json_number(json_item(values, best)))
            best = y;
    if (name == NULL || !text_find(name, &id))
        return phrase_plain("");
    return phrase_of(id, phrase_number(json_number_at(json_item(values, best), "")),
                     phrase_year(doc->years[best]));
}

phrase story_theme(const plan_document *doc, const json_value *theme)
{
    const char *why_not = json_string(json_at(theme, "reason.text_id"));
    if (json_number_at(theme, "n_actions") > 0.0 || why_not == NULL)
        return furthest(doc, theme);
    return phrase_word("", why_not);
}

phrase story_assumption(const plan_document *doc, const json_value *assumption)
{
    text_id id;
    const char *name = json_string(json_at(assumption, "text_id"));
    if (name == NULL || json_string(json_at(assumption, "object")) == NULL || !text_find(name, &id))
        return phrase_plain("");
    return phrase_sentence(doc, name, assumption);
}

const json_value *story_assumption_about(const json_value *park, const json_value *from)
{
    for (; from != NULL; from = json_next(from)) {
        const char *object = json_string(json_at(from, "object"));
        if (object != NULL && is_of_park(park, object))
            return from;
    }
    return NULL;
}
