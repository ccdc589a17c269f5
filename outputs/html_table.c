/* Tables of the plan in the page, and charts with the table of their figures behind them. */
#include "outputs/html.h"

#include <math.h>
#include <string.h>

const table *html_find_table(const html *h, const char *name)
{
    return &h->tables[table_spec_find(name) - table_specs];
}

void html_begin_box(html *h, const phrase *caption)
{
    html_raw(h, "<div class=\"scroll\" role=\"region\" tabindex=\"0\"");
    html_attribute(h, "aria-label", caption);
    html_raw(h, ">\n");
}

/* Within a table, whose tag is open. */
static void begin_heads(html *h, const phrase *caption, const char *unit)
{
    html_raw(h, "\">\n<caption>");
    html_phrase(h, caption);
    if (unit != NULL)
        buffer_printf(&h->out, " <small>%s</small>", unit);
    html_raw(h, "</caption>\n<thead><tr>");
}

void html_begin_table(html *h, const char *kind, const phrase *caption, const char *unit)
{
    html_begin_box(h, caption);
    buffer_printf(&h->out, "<table class=\"%s", kind);
    begin_heads(h, caption, unit);
}

void html_begin_rows(html *h)
{
    html_raw(h, "</tr></thead>\n<tbody>\n");
}

void html_end_table(html *h)
{
    html_raw(h, "</tbody></table></div>\n");
}

static void write_head(html *h, const html_table *t, const table_spec *spec)
{
    for (size_t i = 0; i < t->n_columns; i++) {
        const column *c = &spec->columns[table_column(spec, t->columns[i])];
        buffer_printf(&h->out, "<th scope=\"col\" data-c=\"%s\"%s>", c->name,
                      column_is_figure(c) ? " class=\"n\"" : "");
        phrase title = {{"", ""}};
        for (int l = 0; l < LANG_COUNT; l++)
            strncat(title.in[l], c->title[l], PHRASE_ROOM - 1);
        html_phrase(h, &title);
        if (column_is_figure(c) && c->of[0] != '\0' && c->kind != COLUMN_FRAC)
            buffer_printf(&h->out, " <small>%s</small>", c->of);
        html_raw(h, "</th>");
    }
    html_begin_rows(h);
}

static void write_first(html *h, const html_table *t, const phrase *shown, const cell *value)
{
    char room[CELL_ROOM];
    const char *tag =
        value->kind == CELL_NUMBER ? "th scope=\"row\" class=\"y\"" : "th scope=\"row\"";
    if (t->link == NULL) {
        const phrase region = phrase_text(TEXT_page_region);
        buffer_printf(&h->out, "<%s>", tag);
        html_phrase(h, value->kind == CELL_EMPTY ? &region : shown);
        html_raw(h, "</th>");
        return;
    }
    buffer_printf(&h->out, "<%s><a href=\"#%s", tag, t->link);
    html_text(h, cell_plain(value, room));
    html_raw(h, "\">");
    html_phrase(h, shown);
    html_raw(h, "</a></th>");
}

static void write_row(html *h, const html_table *t, const table *from, size_t r)
{
    html_raw(h, "<tr>");
    for (size_t i = 0; i < t->n_columns; i++) {
        const size_t at = table_column(from->spec, t->columns[i]);
        const column *c = &from->spec->columns[at];
        const cell *value = table_cell(from, r, at);
        phrase shown = phrase_cell(h->doc, c, value);
        if (c->kind == COLUMN_KEY) /* people know it by its name */
            shown = phrase_name(h->doc, from->spec->rows[0], value->text);
        if (i == 0) {
            write_first(h, t, &shown, value);
        } else if (value->kind == CELL_NUMBER && column_is_figure(c)) {
            html_figure(h, "td class=\"n\"", &shown, value->number);
        } else {
            html_raw(h, "<td>");
            html_phrase(h, &shown);
            html_raw(h, "</td>");
        }
    }
    html_raw(h, "</tr>\n");
}

void html_write_table(html *h, const html_table *t)
{
    const table *from = html_find_table(h, t->table);
    const phrase caption = phrase_text(t->caption);
    html_begin_box(h, &caption);
    buffer_printf(&h->out, "<table data-t=\"%s\" data-is=\"", t->table);
    html_text(h, t->is == NULL ? "" : t->is);
    begin_heads(h, &caption, NULL);
    write_head(h, t, from->spec);
    for (size_t r = 0; r < from->n_rows; r++) {
        char room[CELL_ROOM];
        if (t->where == NULL ||
            strcmp(cell_plain(table_cell(from, r, table_column(from->spec, t->where)), room),
                   t->is) == 0)
            write_row(h, t, from, r);
    }
    html_end_table(h);
}

/* --- charts --------------------------------------------------------------------------------------- */

static void write_data(html *h, const html_chart *c)
{
    buffer_printf(&h->out, "<script type=\"application/json\">{\"type\":\"%s\",\"unit\":", c->type);
    html_json_text(h, c->unit);
    html_raw(h, ",\"labels\":[");
    for (size_t i = 0; i < c->n_labels; i++) {
        html_raw(h, i > 0 ? "," : "");
        html_json_phrase(h, &c->labels[i]);
    }
    html_raw(h, "],\"series\":[");
    for (size_t s = 0; s < c->n_series; s++) {
        html_raw(h, s > 0 ? ",{\"name\":" : "{\"name\":");
        html_json_phrase(h, &c->series[s].name);
        buffer_printf(&h->out, ",\"colour\":\"%s\",\"values\":[", c->series[s].colour);
        for (size_t i = 0; i < c->n_labels; i++) {
            html_raw(h, i > 0 ? "," : "");
            html_json_number(h, c->series[s].values[i]);
        }
        html_raw(h, "]}");
    }
    html_raw(h, "]}</script>\n");
}

static void write_figures(html *h, const html_chart *c)
{
    html_raw(h, "<details class=\"behind\">");
    html_words(h, "summary", TEXT_page_as_table);
    html_begin_table(h, "figures", &c->title, NULL);
    html_words(h, "th scope=\"col\"", TEXT_page_series);
    for (size_t i = 0; i < c->n_labels; i++)
        html_element(h, "th scope=\"col\" class=\"n\"", &c->labels[i]);
    html_begin_rows(h);
    for (size_t s = 0; s < c->n_series; s++) {
        html_raw(h, "<tr>");
        html_element(h, "th scope=\"row\"", &c->series[s].name);
        for (size_t i = 0; i < c->n_labels; i++) {
            const double value = c->series[s].values[i];
            const phrase shown = phrase_number(value);
            if (isfinite(value))
                html_figure(h, "td class=\"n\"", &shown, value);
            else
                html_raw(h, "<td></td>");
        }
        html_raw(h, "</tr>\n");
    }
    html_end_table(h);
    html_raw(h, "</details>\n");
}

void html_write_chart(html *h, const html_chart *c)
{
    html_raw(h, "<figure class=\"chart\">\n<figcaption>");
    html_phrase(h, &c->title);
    if (c->unit[0] != '\0')
        buffer_printf(&h->out, " <small>(%s)</small>", c->unit);
    html_raw(h, "</figcaption>\n<div class=\"canvas\"><canvas role=\"img\"");
    html_attribute(h, "aria-label", &c->title);
    html_raw(h, "></canvas></div>\n");
    write_data(h, c);
    write_figures(h, c);
    html_raw(h, "</figure>\n");
}
