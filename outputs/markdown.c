#include "outputs/markdown.h"

#include <string.h>

/* --- text ------------------------------------------------------------------------------------------- */

/* Signs that Markdown, or what pandoc adds to it, would take for more than a sign. */
void markdown_text(markdown *d, const char *text)
{
    for (; *text != '\0'; text++) {
        const unsigned char c = (unsigned char)*text;
        if (strchr("\\`*_{}[]<>#|~^$@&=", *text) != NULL)
            buffer_add(&d->out, "\\");
        buffer_add_bytes(&d->out, c < ' ' || c == 0x7f ? " " : text, 1);
    }
}

void markdown_phrase(markdown *d, const phrase *p)
{
    markdown_text(d, p->in[d->lang]);
}

void markdown_paragraph(markdown *d, const phrase *p)
{
    markdown_phrase(d, p);
    buffer_add(&d->out, "\n\n");
}

void markdown_say(markdown *d, text_id id)
{
    const phrase p = phrase_text(id);
    markdown_paragraph(d, &p);
}

void markdown_item(markdown *d, const phrase *p)
{
    buffer_add(&d->out, "- ");
    markdown_phrase(d, p);
    buffer_add(&d->out, "\n");
}

void markdown_end_list(markdown *d)
{
    buffer_add(&d->out, "\n");
}

void markdown_chapter(markdown *d, text_id title)
{
    buffer_printf(&d->out, "# %d. ", ++d->chapter);
    markdown_text(d, text_get(d->lang, title));
    buffer_add(&d->out, "\n\n");
}

void markdown_section(markdown *d, const phrase *title)
{
    buffer_add(&d->out, "## ");
    markdown_paragraph(d, title);
}

void markdown_part(markdown *d, text_id title)
{
    buffer_add(&d->out, "### ");
    markdown_say(d, title);
}

/* --- tables ------------------------------------------------------------------------------------------ */

static void add_head(markdown *d, const table_view *v, const table_spec *spec)
{
    for (size_t i = 0; i < v->n_columns; i++) {
        const column *c = &spec->columns[table_column(spec, v->columns[i])];
        buffer_add(&d->out, "| ");
        markdown_text(d, c->title[d->lang]);
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

static void add_row(markdown *d, const table_view *v, const table *t, size_t r)
{
    for (size_t i = 0; i < v->n_columns; i++) {
        const size_t at = table_column(t->spec, v->columns[i]);
        const column *c = &t->spec->columns[at];
        const cell *value = table_cell(t, r, at);
        const phrase shown = c->kind == COLUMN_KEY
                                 ? phrase_name(d->doc, t->spec->rows[0], value->text)
                                 : phrase_cell(d->doc, c, value);
        buffer_add(&d->out, "| ");
        markdown_phrase(d, &shown);
        buffer_add(&d->out, " ");
    }
    buffer_add(&d->out, "|\n");
}

/* Nothing at all when there are no rows. */
void markdown_table(markdown *d, const table_view *v)
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
    markdown_text(d, spec->title[d->lang]);
    buffer_add(&d->out, "\n\n");
}

void markdown_story(markdown *d, status made, const story *s)
{
    if (made != STATUS_OK) {
        d->out.failed = true;
        return;
    }
    for (size_t i = 0; i < s->n; i++)
        markdown_item(d, &s->sentences[i]);
    markdown_end_list(d);
}

/* "**Zon op dak:** Zonder dit ..." */
void markdown_named(markdown *d, const phrase *name, const phrase *said)
{
    buffer_add(&d->out, "- **");
    markdown_phrase(d, name);
    buffer_add(&d->out, ":** ");
    markdown_phrase(d, said);
    buffer_add(&d->out, "\n");
}
