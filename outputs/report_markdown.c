/* The plan as a document, with the chapters that plans of approach for business parks have, for pandoc:
 * a title block, headings, sentences, and tables with a line above the caption. */
#include "outputs/report.h"

#include <string.h>

#include "outputs/story.h"
#include "outputs/table.h"
#include "outputs/text_buffer.h"
#include "outputs/text_file.h"
#include "outputs/why.h"

typedef struct document {
    text_buffer out;
    const plan_document *doc;
    lang lang;
    arena *mem;
    int chapter;
} document;

/* --- text ------------------------------------------------------------------------------------------- */

/* Signs that Markdown, or what pandoc adds to it, would take for more than a sign. */
static void add_text(document *d, const char *text)
{
    for (; *text != '\0'; text++) {
        const unsigned char c = (unsigned char)*text;
        if (strchr("\\`*_{}[]<>#|~^$@&=", *text) != NULL)
            buffer_add(&d->out, "\\");
        buffer_add_bytes(&d->out, c < ' ' || c == 0x7f ? " " : text, 1);
    }
}

static void add_phrase(document *d, const phrase *p)
{
    add_text(d, p->in[d->lang]);
}

static void add_paragraph(document *d, const phrase *p)
{
    add_phrase(d, p);
    buffer_add(&d->out, "\n\n");
}

static void say(document *d, text_id id)
{
    const phrase p = phrase_text(id);
    add_paragraph(d, &p);
}

static void add_item(document *d, const phrase *p)
{
    buffer_add(&d->out, "- ");
    add_phrase(d, p);
    buffer_add(&d->out, "\n");
}

static void end_list(document *d)
{
    buffer_add(&d->out, "\n");
}

static void begin_chapter(document *d, text_id title)
{
    buffer_printf(&d->out, "# %d. ", ++d->chapter);
    add_text(d, text_get(d->lang, title));
    buffer_add(&d->out, "\n\n");
}

static void begin_section(document *d, const phrase *title)
{
    buffer_add(&d->out, "## ");
    add_paragraph(d, title);
}

static void begin_part(document *d, text_id title)
{
    buffer_add(&d->out, "### ");
    say(d, title);
}

/* --- tables ------------------------------------------------------------------------------------------ */

typedef struct table_view {
    const char *table;
    const char *where, *is; /* only rows with this; NULL: all */
    size_t n_columns;
    const char *const *columns;
} table_view;
#define COLUMNS(...)                                                                               \
    .n_columns = sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *),                \
    .columns = (const char *const[])                                                               \
    {                                                                                              \
        __VA_ARGS__                                                                                \
    }

static void add_head(document *d, const table_view *v, const table_spec *spec)
{
    for (size_t i = 0; i < v->n_columns; i++) {
        const column *c = &spec->columns[table_column(spec, v->columns[i])];
        buffer_add(&d->out, "| ");
        add_text(d, c->title[d->lang]);
        if (column_is_figure(c) && c->of[0] != '\0' && c->kind != COLUMN_FRAC)
            buffer_printf(&d->out, " (%s)", c->of);
        buffer_add(&d->out, " ");
    }
    buffer_add(&d->out, "|\n");
    for (size_t i = 0; i < v->n_columns; i++)
        buffer_add(&d->out, column_is_figure(&spec->columns[table_column(spec, v->columns[i])])
                                ? "|---:"
                                : "|:---");
    buffer_add(&d->out, "|\n");
}

static void add_row(document *d, const table_view *v, const table *t, size_t r)
{
    for (size_t i = 0; i < v->n_columns; i++) {
        const size_t at = table_column(t->spec, v->columns[i]);
        const column *c = &t->spec->columns[at];
        const cell *value = table_cell(t, r, at);
        const phrase shown = c->kind == COLUMN_KEY
                                 ? phrase_name(d->doc, t->spec->rows[0], value->text)
                                 : phrase_cell(d->doc, c, value);
        buffer_add(&d->out, "| ");
        add_phrase(d, &shown);
        buffer_add(&d->out, " ");
    }
    buffer_add(&d->out, "|\n");
}

/* Nothing at all when there are no rows. */
static void add_table(document *d, const table_view *v)
{
    table t;
    const table_spec *spec = table_spec_find(v->table);
    if (table_make(spec, d->doc, d->mem, &t) != STATUS_OK) {
        d->out.failed = true;
        return;
    }
    size_t n = 0;
    for (size_t r = 0; r < t.n_rows; r++) {
        char room[CELL_ROOM];
        if (v->where != NULL &&
            strcmp(cell_plain(table_cell(&t, r, table_column(spec, v->where)), room), v->is) != 0)
            continue;
        if (n++ == 0)
            add_head(d, v, spec);
        add_row(d, v, &t, r);
    }
    if (n == 0)
        return;
    buffer_add(&d->out, "\n: ");
    add_text(d, spec->title[d->lang]);
    buffer_add(&d->out, "\n\n");
}

/* --- chapters -------------------------------------------------------------------------------------- */

static void add_story(document *d, status made, const story *s)
{
    if (made != STATUS_OK) {
        d->out.failed = true;
        return;
    }
    for (size_t i = 0; i < s->n; i++)
        add_item(d, &s->sentences[i]);
    end_list(d);
}

/* Only where targets cannot be met. */
static void write_repairs(document *d)
{
    story conflict, ways;
    const status a = story_conflict(d->doc, d->mem, &conflict);
    const status b = story_ways_out(d->doc, d->mem, &ways);
    if (a == STATUS_OK && conflict.n == 0)
        return;
    const phrase lead = story_conflict_lead(d->doc);
    begin_part(d, TEXT_page_conflict);
    add_paragraph(d, &lead);
    add_story(d, a, &conflict);
    say(d, TEXT_repairs_ways);
    add_story(d, b, &ways);
}

static void write_summary(document *d)
{
    story s;
    const phrase asked = phrase_text(TEXT_page_asked);
    begin_chapter(d, TEXT_document_summary);
    const status brought = story_outcome(d->doc, d->mem, &s);
    add_story(d, brought, &s);
    const status refused = story_refused(d->doc, d->mem, &s);
    add_story(d, refused, &s);
    const phrase quality = story_quality(d->doc);
    add_paragraph(d, &quality);
    write_repairs(d);
    begin_section(d, &asked);
    const status ask = story_asked(d->doc, d->mem, &s);
    add_story(d, ask, &s);
}

static void write_reason(document *d)
{
    const json_value *meta = json_at(d->doc->root, "meta");
    const char *whose = json_string(json_at(meta, "perspective"));
    const phrase scope =
        phrase_of(TEXT_document_scope, phrase_plain(json_string(json_at(meta, "region.name"))),
                  phrase_whole((double)json_count(json_at(d->doc->root, "parks"))),
                  phrase_whole((double)json_count(json_at(d->doc->root, "stations"))),
                  phrase_year(d->doc->years[0]), phrase_year(d->doc->years[d->doc->n_years - 1]));
    const phrase costs =
        phrase_of(TEXT_document_costs, phrase_word("perspective_", whose == NULL ? "" : whose),
                  phrase_year(json_number_at(meta, "price_year")));
    begin_chapter(d, TEXT_document_reason);
    add_paragraph(d, &scope);
    add_paragraph(d, &costs);
}

static void write_baseline(document *d)
{
    begin_chapter(d, TEXT_document_baseline);
    add_table(d,
              &(table_view){.table = "parks",
                            COLUMNS("park", "municipality", "station", "area_ha", "companies",
                                    "import_cap_kw", "base_peak_import_kw", "existing_vehicles")});
    add_table(d, &(table_view){.table = "park_demand",
                               COLUMNS("park", "carrier", "energy_mwh_per_year")});
}

static void write_bottlenecks(document *d)
{
    begin_chapter(d, TEXT_document_bottlenecks);
    add_table(d, &(table_view){.table = "years",
                               COLUMNS("year", "wanted_growth_mwh", "status_quo_refused_growth_mwh",
                                       "refused_growth_mwh", "shed_mwh")});
    add_table(d, &(table_view){.table = "station_years",
                               COLUMNS("station", "year", "congested", "import_cap_kw",
                                       "status_quo_peak_import_kw", "peak_import_kw")});
    story worth;
    const status made = story_worth(d->doc, d->mem, &worth);
    if (made == STATUS_OK && worth.n > 0)
        begin_part(d, TEXT_page_worth);
    add_story(d, made, &worth);
}

static void write_goals(document *d)
{
    begin_chapter(d, TEXT_document_goals);
    add_table(d, &(table_view){.table = "targets",
                               COLUMNS("kind", "municipality", "park", "year", "limit", "value",
                                       "shortfall", "unit")});
    add_table(d, &(table_view){.table = "years",
                               COLUMNS("year", "co2_t", "status_quo_co2_t", "freed_kw")});
}

/* "**Zon op dak:** Zonder dit ..." */
static void add_named(document *d, const phrase *name, const phrase *said)
{
    buffer_add(&d->out, "- **");
    add_phrase(d, name);
    buffer_add(&d->out, ":** ");
    add_phrase(d, said);
    buffer_add(&d->out, "\n");
}

/* Why the actions are there; nothing where that was not asked. */
static void write_why(document *d, const json_value *actions)
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
            begin_part(d, TEXT_page_why);
        const phrase name = measure_name(d->doc, &measures.all[i]);
        const phrase said = why_measure(d->doc, &measures.all[i]);
        add_named(d, &name, &said);
    }
    if (n > 0)
        end_list(d);
}

static void write_why_not(document *d, const json_value *list)
{
    if (json_first(list) == NULL)
        return;
    begin_part(d, TEXT_page_why_not);
    JSON_EACH (not_chosen, list) {
        const phrase name = why_not_name(d->doc, not_chosen), said = why_not_sentence(not_chosen);
        add_named(d, &name, &said);
    }
    end_list(d);
}

static void write_park(document *d, const json_value *park)
{
    const char *id = json_string(json_at(park, "id"));
    const json_value *last = json_last(json_at(park, "milestones"));
    if (id == NULL)
        return;
    const phrase name = phrase_name(d->doc, "parks", id);
    const phrase where =
        phrase_of(TEXT_page_park_where, phrase_plain(json_string(json_at(park, "municipality"))),
                  phrase_name(d->doc, "stations", json_string(json_at(park, "station"))));
    begin_section(d, &name);
    add_paragraph(d, &where);
    if (json_number_at(last, "wanted_growth_mwh") > 0.0) {
        const phrase fits = phrase_of(
            TEXT_page_park_fits, phrase_year(json_number_at(last, "year")),
            phrase_whole(json_number_at(last, "wanted_growth_mwh")),
            phrase_percent(1.0 - json_number_at(last, "plan.unserved.refused_growth_frac")),
            phrase_percent(1.0 - json_number_at(last, "status_quo.unserved.refused_growth_frac")));
        add_paragraph(d, &fits);
    }
    if (json_first(json_at(park, "actions")) == NULL)
        say(d, TEXT_page_no_actions);
    add_table(d,
              &(table_view){.table = "actions",
                            .where = "park",
                            .is = id,
                            COLUMNS("kind", "technology", "connection", "start_year", "year",
                                    "amount", "unit", "investment_eur", "subsidy_eur", "owner")});
    write_why(d, json_at(park, "actions"));
    write_why_not(d, json_at(park, "why_not"));
}

static void write_parks(document *d)
{
    begin_chapter(d, TEXT_document_parks);
    JSON_EACH (park, json_at(d->doc->root, "parks"))
        write_park(d, park);
}

static void write_theme(document *d, const json_value *theme)
{
    const char *id = json_string(json_at(theme, "id"));
    const char *goal = json_string(json_at(theme, "goal.text_id"));
    if (id == NULL)
        return;
    const phrase name = phrase_word("theme_", id), aim = phrase_word("", goal == NULL ? "" : goal);
    const phrase how_far = story_theme(d->doc, theme);
    const phrase cost =
        phrase_of(TEXT_document_theme_cost, phrase_whole(json_number_at(theme, "n_actions")),
                  phrase_money(json_number_at(theme, "paid_eur")));
    begin_section(d, &name);
    add_paragraph(d, &aim);
    add_item(d, &cost);
    if (json_string(json_at(theme, "owner")) != NULL) {
        const phrase owner =
            phrase_of(TEXT_document_theme_owner,
                      phrase_name(d->doc, "payers", json_string(json_at(theme, "owner"))));
        add_item(d, &owner);
    }
    add_item(d, &how_far);
    end_list(d);
    if (strcmp(id, "heat_nets") == 0)
        add_table(d, &(table_view){
                         .table = "heat_net_years",
                         COLUMNS("heat_net", "year", "delivered_mwh", "source_mwh", "cost_eur")});
}

static void write_themes(document *d)
{
    begin_chapter(d, TEXT_document_themes);
    JSON_EACH (theme, json_at(d->doc->root, "themes"))
        write_theme(d, theme);
    add_table(d, &(table_view){.table = "effort_years",
                               COLUMNS("effort", "year", "units", "unit", "cost_eur_per_year",
                                       "companies_per_year")});
}

static void write_hubs(document *d)
{
    begin_chapter(d, TEXT_document_hubs);
    if (json_first(json_at(d->doc->root, "hubs")) == NULL)
        say(d, TEXT_document_no_hubs);
    add_table(d,
              &(table_view){.table = "hubs",
                            COLUMNS("hub", "legal_form", "station", "decision", "year", "owner")});
    add_table(d, &(table_view){.table = "hub_members",
                               COLUMNS("hub", "company", "connection", "park", "import_cap_kw",
                                       "joined_year")});
    add_table(d, &(table_view){.table = "hub_years",
                               COLUMNS("hub", "year", "members_contract_kw", "group_contract_kw",
                                       "peak_import_kw", "exchanged_mwh")});
    write_why(d, json_at(d->doc->root, "region_actions"));
    write_why_not(d, json_at(d->doc->root, "why_not"));
}

static void write_finance(document *d)
{
    begin_chapter(d, TEXT_document_finance);
    add_table(d, &(table_view){.table = "payer_totals",
                               COLUMNS("payer", "n_actions", "investment_eur", "subsidy_eur",
                                       "yearly_cost_eur", "paid_eur")});
    add_table(d, &(table_view){.table = "municipalities",
                               COLUMNS("municipality", "n_actions", "investment_eur", "subsidy_eur",
                                       "paid_eur")});
    add_table(d, &(table_view){.table = "accounts",
                               COLUMNS("year", "investment", "operation", "energy", "grid",
                                       "energy_tax", "co2", "unserved", "programme", "subsidy",
                                       "cost_eur", "status_quo_cost_eur")});
    add_table(
        d, &(table_view){.table = "fund_years", COLUMNS("fund", "year", "budget_eur", "used_eur")});
}

static void write_planning(document *d)
{
    begin_chapter(d, TEXT_document_planning);
    add_table(d, &(table_view){.table = "years",
                               COLUMNS("year", "investment_eur", "subsidy_eur", "cost_eur",
                                       "status_quo_cost_eur")});
}

static void write_organisation(document *d)
{
    begin_chapter(d, TEXT_document_organisation);
    add_table(d,
              &(table_view){.table = "themes",
                            COLUMNS("theme", "owner", "n_actions", "investment_eur", "paid_eur")});
}

static void write_risks(document *d)
{
    begin_chapter(d, TEXT_document_risks);
    const phrase quality = story_quality(d->doc);
    add_paragraph(d, &quality);
    add_table(d, &(table_view){.table = "contracts_at_risk",
                               COLUMNS("park", "company", "connection", "year", "contract_kw",
                                       "peak_kw", "at_risk_kw")});
    if (table_is_given(table_spec_find("worse_off"), d->doc))
        add_table(d, &(table_view){.table = "worse_off",
                                   COLUMNS("park", "company", "connection", "eur_per_year")});
    add_table(d, &(table_view){.table = "limits",
                               COLUMNS("kind", "object", "year", "used", "available", "unit")});
}

static void write_monitoring(document *d)
{
    begin_chapter(d, TEXT_document_monitoring);
    say(d, TEXT_document_monitoring_lead);
    add_table(d, &(table_view){.table = "theme_years", COLUMNS("theme", "year", "kpi")});
}

static void write_sources(document *d)
{
    begin_chapter(d, TEXT_document_sources);
    const json_value *meta = json_at(d->doc->root, "meta");
    const phrase made =
        phrase_of(TEXT_document_made, phrase_plain(json_string(json_at(meta, "version"))),
                  phrase_plain(json_string(json_at(meta, "input.file"))),
                  phrase_plain(json_string(json_at(meta, "input.sha256"))));
    add_paragraph(d, &made);
    say(d, TEXT_page_assumptions_lead);
    JSON_EACH (a, json_at(d->doc->root, "assumptions")) {
        const phrase said = story_assumption(d->doc, a);
        add_item(d, &said);
    }
    end_list(d);
    add_table(d, &(table_view){.table = "sources",
                               COLUMNS("source", "title", "url", "year", "reliability")});
}

/* --- the whole -------------------------------------------------------------------------------------- */

/* A title in double quotes, as YAML has it; its escapes are those of JSON. */
static void write_title(document *d)
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
    static void (*const chapters[])(document * d) = {
        write_summary,      write_reason, write_baseline,   write_bottlenecks, write_goals,
        write_parks,        write_themes, write_hubs,       write_finance,     write_planning,
        write_organisation, write_risks,  write_monitoring, write_sources,
    };
    document d = {.doc = doc, .lang = options->lang, .mem = arena_new()};
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
