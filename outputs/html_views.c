/* What the views of the page share. */
#include "outputs/html_parts.h"

#include <math.h>
#include <string.h>

#include "outputs/payer_sum.h"

enum { MOST_SERIES = 4 };

void html_begin_view(html *h, const char *prefix, const char *id, const phrase *title)
{
    buffer_printf(&h->out, "<section class=\"view\" id=\"%s", prefix);
    html_text(h, id);
    html_raw(h, "\">\n");
    html_element(h, "h2 tabindex=\"-1\"", title);
}

void html_end_view(html *h)
{
    html_raw(h, "</section>\n");
}

void html_write_years_chart(html *h, const html_years_chart *c)
{
    const size_t n = json_count(c->milestones);
    html_series series[MOST_SERIES];
    phrase *labels = ARENA_ARRAY(h->mem, n, phrase);
    double *values = ARENA_ARRAY(h->mem, n * c->n_series, double);
    if (labels == NULL || values == NULL || c->n_series > MOST_SERIES) {
        h->out.failed = true;
        return;
    }
    size_t y = 0;
    for (const json_value *m = json_first(c->milestones); m != NULL; m = json_next(m), y++) {
        labels[y] = phrase_year(json_number(json_at(m, "year")));
        for (size_t s = 0; s < c->n_series; s++)
            values[s * n + y] = json_number(json_at(m, c->paths[s]));
    }
    for (size_t s = 0; s < c->n_series; s++)
        series[s] = (html_series){
            .name = phrase_text(c->names[s]), .colour = c->colours[s], .values = values + s * n};
    html_write_chart(h, &(html_chart){.type = c->type,
                                      .title = c->title,
                                      .unit = c->unit,
                                      .n_labels = n,
                                      .labels = labels,
                                      .n_series = c->n_series,
                                      .series = series});
}

static bool has_curve(const plan_document *doc, const char *kind, const char *id)
{
    JSON_EACH (c, json_at(doc->root, "curves")) {
        const char *its_kind = json_string(json_at(c, "kind")),
                   *its_id = json_string(json_at(c, "id"));
        if (its_kind != NULL && its_id != NULL && strcmp(its_kind, kind) == 0 &&
            strcmp(its_id, id) == 0)
            return true;
    }
    return false;
}

/* The first year in which a connection of the park is member of a hub; INFINITY when none ever is. */
static double first_year_in_hub(const plan_document *doc, const char *park)
{
    double first = INFINITY;
    JSON_EACH (hub, json_at(doc->root, "hubs")) {
        JSON_EACH (m, json_at(hub, "members")) {
            const char *its_park = json_string(json_at(m, "park"));
            if (its_park != NULL && strcmp(its_park, park) == 0)
                first = fmin(first, json_number(json_at(m, "joined_year")));
        }
    }
    return first;
}

/* data-contract="..." with a contract per milestone; none where a group's contract counts too. */
static void write_contracts(html *h, const char *park, const json_value *milestones)
{
    const double in_hub = first_year_in_hub(h->doc, park);
    html_raw(h, " data-contract=\"[");
    const json_value *m = json_first(milestones);
    for (const char *comma = ""; m != NULL; m = json_next(m), comma = ",") {
        html_raw(h, comma);
        const bool alone = json_number(json_at(m, "year")) < in_hub;
        html_json_number(h, alone ? json_number(json_at(m, "plan.grid.contract_kw")) : NAN);
    }
    html_raw(h, "]\"");
}

/* A list to choose from, which the script fills. */
static void write_choice(html *h, const char *what, size_t number, text_id label)
{
    const phrase words = phrase_text(label);
    buffer_printf(&h->out, "<label for=\"%s-%zu\">", what, number);
    html_phrase(h, &words);
    buffer_printf(&h->out, "</label> <select class=\"%s\" id=\"%s-%zu\"></select> ", what, what,
                  number);
}

void html_write_load(html *h, const char *kind, const char *id, const phrase *of,
                     const json_value *milestones)
{
    if (!has_curve(h->doc, kind, id))
        return;
    const phrase title = phrase_of(TEXT_page_load_title, *of);
    const size_t number = h->n_ids++;
    buffer_printf(&h->out, "<figure class=\"chart load\" data-load=\"%s/", kind);
    html_text(h, id);
    html_raw(h, "\"");
    if (milestones != NULL)
        write_contracts(h, id, milestones);
    html_raw(h, ">\n<figcaption>");
    html_phrase(h, &title);
    html_raw(h, " <small>(kW)</small> ");
    write_choice(h, "year", number, TEXT_page_year);
    write_choice(h, "day", number, TEXT_page_one_day);
    html_raw(h, "</figcaption>\n");
    html_raw(h, "<div class=\"canvas\"><canvas role=\"img\"");
    html_attribute(h, "aria-label", &title);
    html_raw(h, "></canvas></div>\n<details class=\"behind\">");
    html_words(h, "summary", TEXT_page_as_table);
    html_begin_box(h, &title);
    html_raw(h, "</div></details>\n</figure>\n");
}

/* --- who pays -------------------------------------------------------------------------------------- */

static void write_payer(html *h, const payer_sum *sum)
{
    const phrase name = phrase_name(h->doc, "payers", sum->payer);
    html_raw(h, "<tr>");
    html_element(h, "th scope=\"row\"", &name);
    for (size_t y = 0; y <= h->doc->n_years; y++) {
        const double value = y < h->doc->n_years ? sum->eur[y] : sum->sum_eur;
        const phrase shown = phrase_whole(value);
        html_figure(h, "td class=\"n\"", &shown, value);
    }
    html_raw(h, "</tr>\n");
}

void html_write_payers(html *h, const json_value *park)
{
    payer_sums sums;
    const phrase caption = phrase_text(TEXT_page_who_pays), total = phrase_text(TEXT_page_total);
    if (payer_sums_of(h->doc, park, h->mem, &sums) != STATUS_OK) {
        h->out.failed = true;
        return;
    }
    html_begin_table(h, "payers", &caption, "€");
    html_words(h, "th scope=\"col\"", TEXT_page_payer);
    for (size_t y = 0; y < h->doc->n_years; y++)
        buffer_printf(&h->out, "<th scope=\"col\" class=\"n\">%d</th>", h->doc->years[y]);
    html_element(h, "th scope=\"col\" class=\"n\"", &total);
    html_begin_rows(h);
    for (size_t i = 0; i < sums.n; i++)
        write_payer(h, &sums.all[i]);
    html_end_table(h);
}
