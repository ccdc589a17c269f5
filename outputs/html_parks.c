/* The list of parks, and a view for each that prints on two sides of A4. */
#include "outputs/html_parts.h"

#include <stdio.h>
#include <string.h>

#include "outputs/story.h"

enum { MOST_MEASURES = 64 };

/* --- situation ------------------------------------------------------------------------------------ */

static void write_fact(html *h, text_id title, const phrase *value, double exact)
{
    html_raw(h, "<div>");
    html_words(h, "dt", title);
    html_figure(h, "dd", value, exact);
    html_raw(h, "</div>\n");
}

static void write_demand(html *h, const json_value *park)
{
    const json_value *d = json_first(json_at(park, "situation.demand"));
    for (; d != NULL; d = json_next(d)) {
        const char *carrier = json_string(json_at(d, "carrier"));
        const double mwh = json_number_at(d, "energy_mwh_per_year");
        const phrase name = phrase_of(TEXT_page_use_of, phrase_word("carrier_", carrier));
        const phrase value = phrase_of(TEXT_page_mwh, phrase_whole(mwh));
        html_raw(h, "<div>");
        html_element(h, "dt", &name);
        html_figure(h, "dd", &value, mwh);
        html_raw(h, "</div>\n");
    }
}

static void write_situation(html *h, const json_value *park)
{
    static const struct {
        text_id title;
        const char *path;
        text_id form;
    } facts[] = {
        {TEXT_page_area, "situation.area_ha", TEXT_page_ha},
        {TEXT_page_companies, "situation.companies", TEXT_page_none},
        {TEXT_page_contracts, "situation.import_cap_kw", TEXT_page_kw},
        {TEXT_page_peak_today, "situation.base_peak_import_kw", TEXT_page_kw},
        {TEXT_page_vehicles_today, "situation.existing_vehicles", TEXT_page_none},
    };
    html_raw(h, "<dl class=\"facts\">\n");
    for (size_t i = 0; i < sizeof facts / sizeof facts[0]; i++) {
        const double value = json_number_at(park, facts[i].path);
        const phrase shown = phrase_of(facts[i].form, phrase_whole(value));
        write_fact(h, facts[i].title, &shown, value);
    }
    write_demand(h, park);
    html_raw(h, "</dl>\n");
}

static void write_lead(html *h, const json_value *park)
{
    const json_value *last = json_last(json_at(park, "milestones"));
    const phrase year = phrase_year(json_number_at(last, "year"));
    const phrase station = phrase_name(h->doc, "stations", json_string(json_at(park, "station")));
    const phrase place = phrase_plain(json_string(json_at(park, "municipality")));
    html_say(h, "p class=\"lead\"", TEXT_page_park_where, place, station);
    if (json_number_at(last, "wanted_growth_mwh") > 0.0)
        html_say(
            h, "p class=\"lead\"", TEXT_page_park_fits, year,
            phrase_whole(json_number_at(last, "wanted_growth_mwh")),
            phrase_percent(1.0 - json_number_at(last, "plan.unserved.refused_growth_frac")),
            phrase_percent(1.0 - json_number_at(last, "status_quo.unserved.refused_growth_frac")));
    if (json_true(json_at(park, "situation.aggregate")))
        html_words(h, "p class=\"note\"", TEXT_page_park_aggregate);
}

/* --- actions on a timeline ------------------------------------------------------------------------- */

/* A kind of measure on a park: what its actions sum to. */
typedef struct measure {
    const char *technology; /* NULL: the kind says what it is */
    const char *kind;
    const char *unit;
    double investment_eur;
    double *amount; /* [n_years] */
} measure;

static bool is_same(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

/* The one of this action; a new one when there is none yet. NULL when memory or room is out. */
static measure *find_measure(html *h, measure *all, size_t *n, const json_value *a)
{
    const char *technology = json_string(json_at(a, "technology"));
    const char *kind = json_string(json_at(a, "kind"));
    for (size_t i = 0; i < *n; i++)
        if (is_same(all[i].technology, technology) &&
            (technology != NULL || is_same(all[i].kind, kind)))
            return &all[i];
    if (*n == MOST_MEASURES)
        return NULL;
    measure *m = &all[*n];
    *m = (measure){.technology = technology,
                   .kind = kind == NULL ? "" : kind,
                   .unit = json_string(json_at(a, "unit")),
                   .amount = ARENA_ARRAY(h->mem, h->doc->n_years, double)};
    *n += m->amount != NULL;
    return m->amount == NULL ? NULL : m;
}

static size_t add_up(html *h, const json_value *actions, measure *all)
{
    size_t n = 0;
    for (const json_value *a = json_first(actions); a != NULL; a = json_next(a)) {
        measure *m = find_measure(h, all, &n, a);
        if (m == NULL)
            continue;
        m->investment_eur += json_number_at(a, "investment_eur");
        for (size_t y = 0; y < h->doc->n_years; y++)
            if (plan_document_is_year(json_number_at(a, "year"), h->doc->years[y]))
                m->amount[y] += json_number_at(a, "amount");
    }
    return n;
}

static void write_measure(html *h, const measure *m)
{
    phrase name = m->technology != NULL ? phrase_name(h->doc, "technologies", m->technology)
                                        : phrase_word("kind_", m->kind);
    const phrase unit = phrase_unit(m->unit == NULL ? "" : m->unit);
    html_raw(h, "<tr>");
    html_element(h, "th scope=\"row\"", &name);
    html_element(h, "td", &unit);
    for (size_t y = 0; y < h->doc->n_years; y++) {
        const phrase shown = phrase_number(m->amount[y]);
        if (m->amount[y] > 0.0)
            html_figure(h, "td class=\"n on\"", &shown, m->amount[y]);
        else
            html_raw(h, "<td class=\"n\"></td>");
    }
    const phrase eur = phrase_whole(m->investment_eur);
    html_figure(h, "td class=\"n\"", &eur, m->investment_eur);
    html_raw(h, "</tr>\n");
}

static void write_timeline(html *h, const json_value *park)
{
    measure all[MOST_MEASURES];
    const size_t n = add_up(h, json_at(park, "actions"), all);
    const phrase caption = phrase_text(TEXT_page_timeline);
    if (n == 0) {
        html_words(h, "p", TEXT_page_no_actions);
        return;
    }
    html_raw(h, "<div class=\"scroll\" role=\"region\" tabindex=\"0\"");
    html_attribute(h, "aria-label", &caption);
    html_raw(h, ">\n<table class=\"timeline\"><caption>");
    html_phrase(h, &caption);
    html_raw(h, "</caption>\n<thead><tr>");
    html_words(h, "th scope=\"col\"", TEXT_page_measure);
    html_words(h, "th scope=\"col\"", TEXT_page_unit);
    for (size_t y = 0; y < h->doc->n_years; y++)
        buffer_printf(&h->out, "<th scope=\"col\" class=\"n\">%d</th>", h->doc->years[y]);
    html_words(h, "th scope=\"col\" class=\"n\"", TEXT_page_investment);
    html_raw(h, "</tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < n; i++)
        write_measure(h, &all[i]);
    html_raw(h, "</tbody></table></div>\n");
}

/* --- what limits it ------------------------------------------------------------------------------ */

/* The years in which a kind of limit of this object is used up; "" when in none. */
static phrase limit_years(const html *h, const char *kind, const char *object)
{
    phrase years = phrase_plain("");
    const json_value *l = json_first(json_at(h->doc->root, "limits"));
    for (; l != NULL; l = json_next(l)) {
        if (!is_same(json_string(json_at(l, "kind")), kind) ||
            !is_same(json_string(json_at(l, "object")), object))
            continue;
        const phrase year = phrase_year(json_number_at(l, "year"));
        phrase_append(&years, ", ", &year);
    }
    return years;
}

static void write_limits(html *h, const char *park, const char *station)
{
    static const char *const of_park[] = {"adoption", "ground", "target"};
    static const char *const of_station[] = {"station_import", "station_export"};
    html_words(h, "h3", TEXT_page_limits_here);
    html_raw(h, "<ul>\n");
    bool any = false;
    for (size_t i = 0; i < 5; i++) {
        const char *kind = i < 3 ? of_park[i] : of_station[i - 3];
        const phrase years = limit_years(h, kind, i < 3 ? park : station);
        if (years.in[LANG_NL][0] == '\0')
            continue;
        any = true;
        html_say(h, "li", TEXT_page_limit_line, phrase_word("limit_", kind), years);
    }
    if (!any)
        html_words(h, "li", TEXT_page_no_limits);
    html_raw(h, "</ul>\n");
}

/* --- what it rests on ------------------------------------------------------------------------------- */

/* Whether an object such as "demand dw_1/heat" is of this park: named after it or after a connection that
 * one of its actions is at. */
static bool is_of_park(const json_value *park, const char *object)
{
    char id[200];
    const char *space = strchr(object, ' ');
    if (space == NULL)
        return false;
    snprintf(id, sizeof id, "%.*s", (int)strcspn(space + 1, "/"), space + 1);
    if (is_same(json_string(json_at(park, "id")), id))
        return true;
    const json_value *a = json_first(json_at(park, "actions"));
    for (; a != NULL; a = json_next(a))
        if (is_same(json_string(json_at(a, "connection")), id))
            return true;
    return false;
}

/* The first of the assumptions from a on that is about this park, or NULL. */
static const json_value *about_park(const json_value *park, const json_value *a)
{
    for (; a != NULL; a = json_next(a)) {
        const char *object = json_string(json_at(a, "object"));
        if (object != NULL && is_of_park(park, object))
            return a;
    }
    return NULL;
}

static void write_assumptions(html *h, const json_value *park)
{
    const json_value *first = about_park(park, json_first(json_at(h->doc->root, "assumptions")));
    double n = 0.0;
    for (const json_value *a = first; a != NULL; a = about_park(park, json_next(a)))
        n += 1.0;
    if (first == NULL)
        return;
    html_raw(h, "<details class=\"more\">");
    html_say(h, "summary", TEXT_page_park_assumptions, phrase_whole(n));
    html_raw(h, "<ul>\n");
    for (const json_value *a = first; a != NULL; a = about_park(park, json_next(a))) {
        const phrase said = story_assumption(h->doc, a);
        html_element(h, "li", &said);
    }
    html_raw(h, "</ul></details>\n");
}

/* --- one park -------------------------------------------------------------------------------------- */

static void write_charts(html *h, const json_value *park, const char *id, const phrase *name)
{
    html_raw(h, "<div class=\"charts\">\n");
    html_write_load(h, "park", id, name, json_at(park, "milestones"));
    html_write_years_chart(
        h, &(html_years_chart){
               .type = "bar",
               .unit = "MWh",
               .title = phrase_text(TEXT_page_chart_growth),
               .milestones = json_at(park, "milestones"),
               .n_series = 3,
               .paths = (const char *const[]){"wanted_growth_mwh",
                                              "status_quo.unserved.refused_growth_mwh",
                                              "plan.unserved.refused_growth_mwh"},
               .colours = (const char *const[]){"wanted", "before", "after"},
               .names = (const text_id[]){TEXT_summary_growth_wanted, TEXT_summary_growth_before,
                                          TEXT_summary_growth_after}});
    html_raw(h, "</div>\n");
}

static void write_neighbours(html *h, const json_value *before, const json_value *after)
{
    const phrase all = phrase_text(TEXT_page_all_parks);
    html_raw(h, "<p class=\"pager\"><a href=\"#parks\">");
    html_phrase(h, &all);
    html_raw(h, "</a>");
    const json_value *others[] = {before, after};
    for (size_t i = 0; i < 2; i++) {
        const char *id = json_string(json_at(others[i], "id"));
        if (id == NULL)
            continue;
        const phrase name = phrase_name(h->doc, "parks", id);
        html_raw(h, " <a href=\"#park-");
        html_text(h, id);
        html_raw(h, i == 0 ? "\">← " : "\">");
        html_phrase(h, &name);
        html_raw(h, i == 0 ? "</a>" : " →</a>");
    }
    html_raw(h, " <button type=\"button\" class=\"print\">");
    const phrase print = phrase_text(TEXT_page_print);
    html_phrase(h, &print);
    html_raw(h, "</button></p>\n");
}

static void write_details(html *h, const char *id)
{
    html_raw(h, "<details class=\"more\">");
    html_words(h, "summary", TEXT_page_all_actions);
    html_write_table(h,
                     &(html_table){.table = "actions",
                                   .where = "park",
                                   .is = id,
                                   .caption = TEXT_page_all_actions,
                                   COLUMNS("technology", "kind", "connection", "start_year", "year",
                                           "amount", "unit", "investment_eur", "subsidy_eur",
                                           "yearly_cost_eur", "owner", "energy_mwh_per_year")});
    html_raw(h, "</details>\n");
}

static void write_park(html *h, const json_value *park, const json_value *before)
{
    const char *id = json_string(json_at(park, "id"));
    if (id == NULL)
        return;
    const phrase name = phrase_name(h->doc, "parks", id);
    html_begin_view(h, "park-", id, &name);
    write_neighbours(h, before, json_next(park));
    write_lead(h, park);
    write_situation(h, park);
    write_timeline(h, park);
    write_charts(h, park, id, &name);
    html_write_table(
        h, &(html_table){.table = "park_years",
                         .where = "park",
                         .is = id,
                         .caption = TEXT_page_park_years,
                         COLUMNS("year", "wanted_growth_mwh", "refused_growth_mwh",
                                 "status_quo_refused_growth_mwh", "contract_kw", "peak_import_kw",
                                 "status_quo_peak_import_kw", "vehicles_served", "points", "co2_t",
                                 "status_quo_co2_t")});
    html_write_payers(h, id);
    write_limits(h, id, json_string(json_at(park, "station")));
    write_details(h, id);
    write_assumptions(h, park);
    html_end_view(h);
}

/* --- all of them ------------------------------------------------------------------------------------ */

void html_parks(html *h)
{
    const phrase title = phrase_text(TEXT_page_parks);
    const json_value *before = NULL;
    html_begin_view(h, "", "parks", &title);
    html_words(h, "p class=\"lead\"", TEXT_page_parks_lead);
    html_write_table(
        h, &(html_table){.table = "parks",
                         .caption = TEXT_page_parks,
                         .link = "park-",
                         COLUMNS("park", "municipality", "station", "companies", "import_cap_kw",
                                 "last_status_quo_refused_growth_frac", "last_refused_growth_frac",
                                 "n_actions", "investment_eur")});
    html_end_view(h);
    const json_value *park = json_first(json_at(h->doc->root, "parks"));
    for (; park != NULL; before = park, park = json_next(park))
        write_park(h, park, before);
}
