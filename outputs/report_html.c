/* The plan as one page that needs nothing else: its style, its script, the libraries for charts and map
 * and their licences travel inside the program, and end up inside the page. */
#include "outputs/report.h"

#include <stdio.h>
#include <string.h>

#include "outputs/html_parts.h"
#include "outputs/text_file.h"

/* --- style and scripts ---------------------------------------------------------------------------- */

/* A file of the program inside an element, whose end in the text is written "<\/script" there: the same
 * in a string of JavaScript, and harmless elsewhere. */
static void write_inside(html *h, const char *tag, const char *name)
{
    char end[20];
    const char *text = h->options->file(name);
    snprintf(end, sizeof end, "</%s", tag);
    buffer_printf(&h->out, "<%s>\n", tag);
    for (const char *at; text != NULL && (at = strstr(text, end)) != NULL; text = at + 2) {
        buffer_add_bytes(&h->out, text, (size_t)(at - text));
        html_raw(h, "<\\/");
    }
    html_raw(h, text == NULL ? "" : text);
    buffer_printf(&h->out, "\n</%s>\n", tag);
}

/* --- data of the charts ----------------------------------------------------------------------------- */

/* A list of numbers, or of such lists; null where there is none. */
static void write_numbers(html *h, const json_value *list)
{
    if (!json_is_list(list)) {
        html_json_number(h, json_number(list));
        return;
    }
    html_raw(h, "[");
    const char *comma = "";
    JSON_EACH (item, list) {
        html_raw(h, comma);
        write_numbers(h, item);
        comma = ",";
    }
    html_raw(h, "]");
}

static void write_curve(html *h, const json_value *curve)
{
    const char *kind = json_string(json_at(curve, "kind"));
    const char *id = json_string(json_at(curve, "id"));
    char of[200];
    snprintf(of, sizeof of, "%s/%s", kind == NULL ? "" : kind, id == NULL ? "" : id);
    html_raw(h, "{\"of\":");
    html_json_text(h, of);
    html_raw(h, ",\"year\":");
    html_json_number(h, json_number(json_at(curve, "year")));
    html_raw(h, ",\"limit\":");
    html_json_number(h, json_number(json_at(curve, "limit_kw")));
    html_raw(h, ",\"before\":");
    write_numbers(h, json_at(curve, "before_kw"));
    html_raw(h, ",\"after\":");
    write_numbers(h, json_at(curve, "after_kw"));
    html_raw(h, "}");
}

/* "winter_workday" word by word. */
static phrase day_name(const char *id)
{
    phrase name = phrase_plain("");
    while (id != NULL && *id != '\0') {
        char part[40];
        const size_t n = strcspn(id, "_");
        snprintf(part, sizeof part, "%.*s", (int)n, id);
        const phrase word = phrase_word("day_", part);
        phrase_append(&name, " ", &word);
        id += id[n] == '_' ? n + 1 : n;
    }
    return name;
}

static void write_days(html *h)
{
    const json_value *day = json_first(json_at(h->doc->root, "meta.calendar.days"));
    for (const char *comma = ""; day != NULL; day = json_next(day), comma = ",") {
        const phrase name = day_name(json_string(json_at(day, "id")));
        html_raw(h, comma);
        html_json_phrase(h, &name);
    }
}

/* Words that only the script writes. */
static void write_words(html *h)
{
    static const struct {
        const char *key;
        text_id text;
    } words[] = {{"before", TEXT_page_without_plan},
                 {"after", TEXT_page_with_plan},
                 {"limit", TEXT_page_limit},
                 {"contract", TEXT_page_contracts_here},
                 {"day", TEXT_page_day},
                 {"all", TEXT_page_all_days},
                 {"hour", TEXT_page_hour},
                 {"refused", TEXT_page_map_refused},
                 {"load", TEXT_page_map_load}};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        const phrase text = phrase_text(words[i].text);
        buffer_printf(&h->out, "%s\"%s\":", i > 0 ? "," : "", words[i].key);
        html_json_phrase(h, &text);
    }
}

static void write_data(html *h)
{
    html_raw(h, "<script type=\"application/json\" id=\"page-data\">{\"years\":[");
    for (size_t y = 0; y < h->doc->n_years; y++)
        buffer_printf(&h->out, "%s%d", y > 0 ? "," : "", h->doc->years[y]);
    html_raw(h, "],\"step_h\":");
    html_json_number(h, json_number(json_at(h->doc->root, "meta.calendar.step_h")));
    html_raw(h, ",\"days\":[");
    write_days(h);
    html_raw(h, "],\"words\":{");
    write_words(h);
    html_raw(h, "},\n\"curves\":[");
    const json_value *c = json_first(json_at(h->doc->root, "curves"));
    for (const char *comma = ""; c != NULL; c = json_next(c), comma = ",\n") {
        html_raw(h, comma);
        write_curve(h, c);
    }
    html_raw(h, "]}</script>\n");
}

/* --- the frame ---------------------------------------------------------------------------------------- */

static phrase page_title(const html *h)
{
    return phrase_of(TEXT_page_title,
                     phrase_plain(json_string(json_at(h->doc->root, "meta.region.name"))));
}

/* The policy lets the page load nothing from anywhere, whatever is in it. */
static void write_head(html *h)
{
    const phrase title = page_title(h);
    const lang l = h->options->lang;
    html_raw(h, "<!DOCTYPE html>\n");
    buffer_printf(&h->out, "<html lang=\"%s\"", l == LANG_NL ? "nl" : "en");
    html_raw(h, " data-title-nl=\"");
    html_text(h, title.in[LANG_NL]);
    html_raw(h, "\" data-title-en=\"");
    html_text(h, title.in[LANG_EN]);
    html_raw(h, "\">\n<head>\n<meta charset=\"utf-8\">\n"
                "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                "style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:\">\n"
                "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                "<meta name=\"generator\" content=\"parkplan\">\n"
                "<link rel=\"icon\" href=\"data:,\">\n<title>");
    html_text(h, title.in[l]);
    html_raw(h, "</title>\n");
    write_inside(h, "style", "page/leaflet.css");
    write_inside(h, "style", "outputs/page/page.css");
    html_raw(h, "</head>\n");
}

/* The first one that is given. */
static const json_value *find_comparison(const html *h)
{
    for (size_t i = 0; i < h->options->n_studies; i++)
        if (h->options->studies[i].kind == STUDY_COMPARISON)
            return h->options->studies[i].root;
    return NULL;
}

static void write_nav(html *h)
{
    static const struct {
        const char *id, *needs; /* the list without which there is no such view */
        text_id text;
    } views[] = {
        {"board", "summary.milestones", TEXT_page_board},
        {"parks", "parks", TEXT_page_parks},
        {"hubs", "hubs", TEXT_page_hubs},
        {"heat", "heat_nets", TEXT_page_heat},
        {"grid", "stations", TEXT_page_grid},
        {"money", "summary.milestones", TEXT_page_money},
        {"comparison", NULL, TEXT_page_compare_title}, /* where there is one */
        {"map", "places.parks", TEXT_page_map},
        {"account", "summary.milestones", TEXT_page_account},
    };
    const phrase label = phrase_text(TEXT_page_nav);
    html_raw(h, "<nav");
    html_attribute(h, "aria-label", &label);
    html_raw(h, ">\n<ul>\n");
    for (size_t i = 0; i < sizeof views / sizeof views[0]; i++) {
        const bool there = views[i].needs == NULL
                               ? find_comparison(h) != NULL
                               : json_first(json_at(h->doc->root, views[i].needs)) != NULL;
        if (!there)
            continue;
        const phrase text = phrase_text(views[i].text);
        buffer_printf(&h->out, "<li><a href=\"#%s\">", views[i].id);
        html_phrase(h, &text);
        html_raw(h, "</a></li>\n");
    }
    html_raw(h, "</ul></nav>\n");
}

static phrase scenario_name(const html *h)
{
    const char *id = json_string(json_at(h->doc->root, "meta.scenario.id"));
    if (id == NULL || strcmp(id, "base") == 0)
        return phrase_text(TEXT_scenario_base);
    return phrase_plain(json_string(json_at(h->doc->root, "meta.scenario.name")));
}

static void write_header(html *h)
{
    const json_value *meta = json_at(h->doc->root, "meta");
    const phrase title = page_title(h), skip = phrase_text(TEXT_page_skip);
    const char *whose = json_string(json_at(meta, "perspective"));
    html_raw(h, "<body>\n<a class=\"skip\" href=\"#main\">");
    html_phrase(h, &skip);
    html_raw(h, "</a>\n<header>\n<div class=\"top\"><h1>");
    html_phrase(h, &title);
    const phrase choose = phrase_text(TEXT_page_language);
    html_raw(h, "</h1>\n<div class=\"languages\" role=\"group\"");
    html_attribute(h, "aria-label", &choose);
    html_raw(h,
             ">"
             "<button type=\"button\" data-lang=\"nl\" lang=\"nl\">Nederlands</button>"
             "<button type=\"button\" data-lang=\"en\" lang=\"en\">English</button></div></div>\n");
    html_say(h, "p class=\"scope\"", TEXT_summary_scope, scenario_name(h),
             phrase_word("perspective_", whose == NULL ? "" : whose), phrase_year(h->doc->years[0]),
             phrase_year(plan_document_last_year(h->doc)),
             phrase_year(json_number(json_at(meta, "price_year"))));
    html_raw(h, "</header>\n");
    write_nav(h);
}

static void write_page(html *h)
{
    write_head(h);
    write_header(h);
    html_raw(h, "<main id=\"main\">\n");
    html_board(h);
    html_parks(h);
    html_hubs(h);
    html_heat(h);
    html_grid(h);
    html_money(h);
    if (find_comparison(h) != NULL)
        html_comparison(h, find_comparison(h));
    html_map(h);
    html_account(h);
    html_raw(h, "</main>\n");
    write_data(h);
    write_inside(h, "script", "page/chart.js");
    write_inside(h, "script", "page/leaflet.js");
    write_inside(h, "script", "outputs/page/page.js");
    html_raw(h, "</body>\n</html>\n");
}

static status make_tables(html *h)
{
    table *tables = ARENA_ARRAY(h->mem, n_table_specs, table);
    status st = tables == NULL ? STATUS_NO_MEMORY : STATUS_OK;
    for (size_t i = 0; i < n_table_specs && st == STATUS_OK; i++)
        st = table_make(&table_specs[i], h->doc, h->mem, &tables[i]);
    h->tables = tables;
    return st;
}

status report_write_html(const plan_document *doc, const char *path, const report_options *options,
                         diag_list *diags)
{
    html h = {.doc = doc, .options = options, .mem = arena_new()};
    status st = h.mem == NULL ? STATUS_NO_MEMORY : make_tables(&h);
    if (st == STATUS_OK)
        write_page(&h);
    if (st == STATUS_OK && h.out.failed)
        st = STATUS_NO_MEMORY;
    if (st == STATUS_NO_MEMORY)
        diag_add(diags, DIAG_NO_MEMORY, path, 0, "memory is out while it is written");
    if (st == STATUS_OK)
        st = text_file_write(path, h.out.text, h.out.length, diags);
    buffer_free(&h.out);
    arena_free(h.mem);
    return st;
}
