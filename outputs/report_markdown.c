/* The plan as a document, with the chapters that plans of approach for business parks have, for pandoc:
 * a title block, headings, sentences, and tables with a line above the caption. */
#include "outputs/report.h"

#include <string.h>

#include "outputs/markdown.h"
#include "outputs/text_file.h"
#include "outputs/why.h"

/* --- chapters -------------------------------------------------------------------------------------- */

/* Only where targets cannot be met. */
static void write_repairs(markdown *d)
{
    story conflict, ways;
    const status a = story_conflict(d->doc, d->mem, &conflict);
    const status b = story_ways_out(d->doc, d->mem, &ways);
    if (a == STATUS_OK && conflict.n == 0)
        return;
    const phrase lead = story_conflict_lead(d->doc);
    markdown_part(d, TEXT_page_conflict);
    markdown_paragraph(d, &lead);
    markdown_story(d, a, &conflict);
    markdown_say(d, TEXT_repairs_ways);
    markdown_story(d, b, &ways);
}

static void write_summary(markdown *d)
{
    story s;
    const phrase asked = phrase_text(TEXT_page_asked);
    markdown_chapter(d, TEXT_document_summary);
    const status brought = story_outcome(d->doc, d->mem, &s);
    markdown_story(d, brought, &s);
    const status refused = story_refused(d->doc, d->mem, &s);
    markdown_story(d, refused, &s);
    const phrase quality = story_quality(d->doc);
    markdown_paragraph(d, &quality);
    write_repairs(d);
    markdown_section(d, &asked);
    const status ask = story_asked(d->doc, d->mem, &s);
    markdown_story(d, ask, &s);
}

static void write_reason(markdown *d)
{
    const json_value *meta = json_at(d->doc->root, "meta");
    const char *whose = json_string(json_at(meta, "perspective"));
    const phrase scope =
        phrase_of(TEXT_document_scope, phrase_plain(json_string(json_at(meta, "region.name"))),
                  phrase_count((double)json_count(json_at(d->doc->root, "parks")),
                               TEXT_count_one_park, TEXT_count_parks),
                  phrase_count((double)json_count(json_at(d->doc->root, "stations")),
                               TEXT_count_one_station, TEXT_count_stations),
                  phrase_year(d->doc->years[0]), phrase_year(plan_document_last_year(d->doc)));
    const phrase costs =
        phrase_of(TEXT_document_costs, phrase_word("perspective_", whose == NULL ? "" : whose),
                  phrase_year(json_number_at(meta, "price_year")));
    markdown_chapter(d, TEXT_document_reason);
    markdown_paragraph(d, &scope);
    markdown_paragraph(d, &costs);
}

static void write_baseline(markdown *d)
{
    markdown_chapter(d, TEXT_document_baseline);
    markdown_table(
        d, &(table_view){.table = "parks",
                         COLUMNS("park", "municipality", "station", "area_ha", "companies",
                                 "import_cap_kw", "base_peak_import_kw", "existing_vehicles")});
    markdown_table(d, &(table_view){.table = "park_demand",
                                    COLUMNS("park", "carrier", "energy_mwh_per_year")});
}

static void write_bottlenecks(markdown *d)
{
    markdown_chapter(d, TEXT_document_bottlenecks);
    markdown_table(
        d, &(table_view){.table = "years",
                         COLUMNS("year", "wanted_growth_mwh", "status_quo_refused_growth_mwh",
                                 "refused_growth_mwh", "shed_mwh")});
    markdown_table(d, &(table_view){.table = "station_years",
                                    COLUMNS("station", "year", "congested", "import_cap_kw",
                                            "status_quo_peak_import_kw", "peak_import_kw")});
    story worth;
    const status made = story_worth(d->doc, d->mem, &worth);
    if (made == STATUS_OK && worth.n > 0)
        markdown_part(d, TEXT_page_worth);
    markdown_story(d, made, &worth);
}

static void write_goals(markdown *d)
{
    markdown_chapter(d, TEXT_document_goals);
    markdown_table(d, &(table_view){.table = "targets",
                                    COLUMNS("kind", "municipality", "park", "year", "limit",
                                            "value", "shortfall", "unit")});
    markdown_table(d, &(table_view){.table = "years",
                                    COLUMNS("year", "co2_t", "status_quo_co2_t", "freed_kw")});
}

/* Why the actions are there; nothing where that was not asked. */
static void write_why(markdown *d, const json_value *actions)
{
    measure_list measures;
    size_t n = 0;
    if (measures_of(d->doc, actions, d->mem, &measures) != STATUS_OK) {
        d->out.failed = true;
        return;
    }
    for (size_t i = 0; i < measures.n; i++) {
        if (measures.all[i].heaviest == NULL)
            continue;
        if (n++ == 0)
            markdown_part(d, TEXT_page_why);
        const phrase name = measure_name(d->doc, &measures.all[i]);
        const phrase said = why_measure(d->doc, &measures.all[i]);
        markdown_named(d, &name, &said);
    }
    if (n > 0)
        markdown_end_list(d);
}

static void write_why_not(markdown *d, const json_value *list)
{
    if (json_first(list) == NULL)
        return;
    markdown_part(d, TEXT_page_why_not);
    JSON_EACH (not_chosen, list) {
        const phrase name = why_not_name(d->doc, not_chosen), said = why_not_sentence(not_chosen);
        markdown_named(d, &name, &said);
    }
    markdown_end_list(d);
}

static void write_park(markdown *d, const json_value *park)
{
    const char *id = json_string(json_at(park, "id"));
    const json_value *last = json_last(json_at(park, "milestones"));
    if (id == NULL)
        return;
    const phrase name = phrase_name(d->doc, "parks", id);
    const phrase where =
        phrase_of(TEXT_page_park_where, phrase_plain(json_string(json_at(park, "municipality"))),
                  phrase_name(d->doc, "stations", json_string(json_at(park, "station"))));
    markdown_section(d, &name);
    markdown_paragraph(d, &where);
    if (json_number_at(last, "wanted_growth_mwh") > 0.0) {
        const phrase fits = phrase_of(
            TEXT_page_park_fits, phrase_year(json_number_at(last, "year")),
            phrase_whole(json_number_at(last, "wanted_growth_mwh")),
            phrase_percent(1.0 - json_number_at(last, "plan.unserved.refused_growth_frac")),
            phrase_percent(1.0 - json_number_at(last, "status_quo.unserved.refused_growth_frac")));
        markdown_paragraph(d, &fits);
    }
    if (json_first(json_at(park, "actions")) == NULL)
        markdown_say(d, TEXT_page_no_actions);
    markdown_table(d, &(table_view){.table = "actions",
                                    .where = "park",
                                    .is = id,
                                    COLUMNS("kind", "technology", "hub", "heat_net", "cable",
                                            "connection", "start_year", "year", "amount", "unit",
                                            "investment_eur", "subsidy_eur", "owner")});
    write_why(d, json_at(park, "actions"));
    write_why_not(d, json_at(park, "why_not"));
}

static void write_parks(markdown *d)
{
    markdown_chapter(d, TEXT_document_parks);
    JSON_EACH (park, json_at(d->doc->root, "parks"))
        write_park(d, park);
}

static void write_theme(markdown *d, const json_value *theme)
{
    const char *id = json_string(json_at(theme, "id"));
    const char *goal = json_string(json_at(theme, "goal.text_id"));
    if (id == NULL)
        return;
    const phrase name = phrase_word("theme_", id), aim = phrase_word("", goal == NULL ? "" : goal);
    const phrase how_far = story_theme(d->doc, theme);
    const phrase cost = phrase_of(
        TEXT_document_theme_cost,
        phrase_count(json_number_at(theme, "n_actions"), TEXT_count_one_action, TEXT_count_actions),
        phrase_money(json_number_at(theme, "paid_eur")));
    markdown_section(d, &name);
    markdown_paragraph(d, &aim);
    markdown_item(d, &cost);
    if (json_string(json_at(theme, "owner")) != NULL) {
        const phrase owner =
            phrase_of(TEXT_document_theme_owner,
                      phrase_name(d->doc, "payers", json_string(json_at(theme, "owner"))));
        markdown_item(d, &owner);
    }
    markdown_item(d, &how_far);
    markdown_end_list(d);
    if (strcmp(id, "heat_nets") == 0)
        markdown_table(d, &(table_view){.table = "heat_net_years",
                                        COLUMNS("heat_net", "year", "delivered_mwh", "source_mwh",
                                                "cost_eur")});
}

static void write_themes(markdown *d)
{
    markdown_chapter(d, TEXT_document_themes);
    JSON_EACH (theme, json_at(d->doc->root, "themes"))
        write_theme(d, theme);
    markdown_table(d, &(table_view){.table = "effort_years",
                                    COLUMNS("effort", "year", "units", "unit", "cost_eur_per_year",
                                            "companies_per_year")});
}

static void write_hubs(markdown *d)
{
    markdown_chapter(d, TEXT_document_hubs);
    if (json_first(json_at(d->doc->root, "hubs")) == NULL)
        markdown_say(d, TEXT_document_no_hubs);
    markdown_table(
        d, &(table_view){.table = "hubs",
                         COLUMNS("hub", "legal_form", "station", "decision", "year", "owner")});
    markdown_table(d, &(table_view){.table = "hub_members",
                                    COLUMNS("hub", "company", "connection", "park", "import_cap_kw",
                                            "joined_year")});
    markdown_table(d,
                   &(table_view){.table = "hub_years",
                                 COLUMNS("hub", "year", "members_contract_kw", "group_contract_kw",
                                         "peak_import_kw", "exchanged_mwh")});
    write_why(d, json_at(d->doc->root, "region_actions"));
    write_why_not(d, json_at(d->doc->root, "why_not"));
}

static void write_finance(markdown *d)
{
    markdown_chapter(d, TEXT_document_finance);
    markdown_table(d, &(table_view){.table = "payer_totals",
                                    COLUMNS("payer", "n_actions", "investment_eur", "programme_eur",
                                            "paid_eur", "yearly_cost_eur")});
    markdown_table(
        d, &(table_view){.table = "municipalities",
                         COLUMNS("municipality", "n_actions", "investment_eur", "subsidy_eur",
                                 "programme_eur", "paid_eur", "yearly_cost_eur")});
    markdown_table(d, &(table_view){.table = "municipalities",
                                    COLUMNS("municipality", "refused_growth_mwh",
                                            "status_quo_refused_growth_mwh", "co2_t",
                                            "status_quo_co2_t", "freed_kw")});
    markdown_table(d, &(table_view){.table = "accounts",
                                    COLUMNS("year", "investment", "operation", "energy", "grid",
                                            "energy_tax", "co2", "unserved", "programme", "subsidy",
                                            "cost_eur", "status_quo_cost_eur")});
    markdown_table(
        d, &(table_view){.table = "fund_years", COLUMNS("fund", "year", "budget_eur", "used_eur")});
}

static void write_planning(markdown *d)
{
    markdown_chapter(d, TEXT_document_planning);
    markdown_table(d, &(table_view){.table = "years",
                                    COLUMNS("year", "investment_eur", "subsidy_eur", "cost_eur",
                                            "status_quo_cost_eur")});
}

static void write_organisation(markdown *d)
{
    markdown_chapter(d, TEXT_document_organisation);
    markdown_table(
        d, &(table_view){.table = "themes",
                         COLUMNS("theme", "owner", "n_actions", "investment_eur", "subsidy_eur",
                                 "programme_eur", "paid_eur", "yearly_cost_eur")});
}

static void write_risks(markdown *d)
{
    markdown_chapter(d, TEXT_document_risks);
    const phrase quality = story_quality(d->doc);
    markdown_paragraph(d, &quality);
    markdown_table(d, &(table_view){.table = "contracts_at_risk",
                                    COLUMNS("park", "company", "connection", "year", "contract_kw",
                                            "peak_kw", "at_risk_kw")});
    if (table_is_given(table_spec_find("worse_off"), d->doc))
        markdown_table(d, &(table_view){.table = "worse_off",
                                        COLUMNS("park", "company", "connection", "eur_per_year")});
    markdown_table(d,
                   &(table_view){.table = "limits",
                                 COLUMNS("kind", "object", "year", "used", "available", "unit")});
}

static void write_monitoring(markdown *d)
{
    markdown_chapter(d, TEXT_document_monitoring);
    markdown_say(d, TEXT_document_monitoring_lead);
    markdown_table(
        d, &(table_view){.table = "theme_years", COLUMNS("theme", "indicator", "year", "kpi")});
}

static void write_sources(markdown *d)
{
    markdown_chapter(d, TEXT_document_sources);
    const json_value *meta = json_at(d->doc->root, "meta");
    const phrase made =
        phrase_of(TEXT_document_made, phrase_plain(json_string(json_at(meta, "version"))),
                  phrase_plain(json_string(json_at(meta, "input.file"))),
                  phrase_plain(json_string(json_at(meta, "input.sha256"))));
    markdown_paragraph(d, &made);
    markdown_say(d, TEXT_page_assumptions_lead);
    JSON_EACH (a, json_at(d->doc->root, "assumptions")) {
        const phrase said = story_assumption(d->doc, a);
        markdown_item(d, &said);
    }
    markdown_end_list(d);
    markdown_table(d, &(table_view){.table = "sources",
                                    COLUMNS("source", "title", "url", "year", "reliability")});
}

/* --- the whole -------------------------------------------------------------------------------------- */

/* A title in double quotes, as YAML has it; its escapes are those of JSON. */
static void write_title(markdown *d)
{
    const char *region = json_string(json_at(d->doc->root, "meta.region.name"));
    const phrase title = phrase_of(TEXT_page_title, phrase_plain(region));
    buffer_add(&d->out, "---\ntitle: \"");
    for (const char *c = title.in [d->lang]; *c != '\0'; c++) {
        if (*c == '"' || *c == '\\')
            buffer_add(&d->out, "\\");
        if (*c == '<') /* pandoc reads the title as Markdown */
            buffer_add(&d->out, "\\\\");
        buffer_add_bytes(&d->out, (unsigned char)*c < ' ' ? " " : c, 1);
    }
    buffer_printf(&d->out, "\"\nlang: %s\n---\n\n", d->lang == LANG_NL ? "nl" : "en");
}

status report_write_markdown(const plan_document *doc, const char *path,
                             const report_options *options, diag_list *diags)
{
    static void (*const chapters[])(markdown * d) = {
        write_summary,      write_reason, write_baseline,   write_bottlenecks, write_goals,
        write_parks,        write_themes, write_hubs,       write_finance,     write_planning,
        write_organisation, write_risks,  write_monitoring, write_sources,
    };
    markdown d = {.doc = doc, .lang = options->lang, .mem = arena_new()};
    if (d.mem != NULL) {
        write_title(&d);
        for (size_t i = 0; i < sizeof chapters / sizeof chapters[0]; i++)
            chapters[i](&d);
    }
    status st = d.mem == NULL || d.out.failed ? STATUS_NO_MEMORY : STATUS_OK;
    if (st == STATUS_OK)
        st = text_file_write(path, d.out.text, d.out.length, diags);
    else
        diag_add(diags, DIAG_NO_MEMORY, path, 0, "memory is out while it is written");
    buffer_free(&d.out);
    arena_free(d.mem);
    return st;
}
