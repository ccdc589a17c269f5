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

enum { MOST_COLUMNS = 20 };

static bool has_row(const table_view *v, const table *t, size_t r)
{
    char room[CELL_ROOM];
    if (v->where == NULL)
        return true;
    const size_t at = table_column(t->spec, v->where);
    return strcmp(cell_plain(table_cell(t, r, at), room), v->is) == 0;
}

/* The columns of a view that have something in one of its rows: places in the table. */
static size_t columns_shown(const table_view *v, const table *t, size_t at[MOST_COLUMNS])
{
    size_t n = 0;
    for (size_t i = 0; i < v->n_columns && n < MOST_COLUMNS; i++) {
        bool any = false;
        at[n] = table_column(t->spec, v->columns[i]);
        for (size_t r = 0; r < t->n_rows && !any; r++)
            any = has_row(v, t, r) && table_cell(t, r, at[n])->kind != CELL_EMPTY;
        n += any;
    }
    return n;
}

static void add_head(markdown *d, const table_spec *spec, const size_t *at, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const column *c = &spec->columns[at[i]];
        buffer_add(&d->out, "| ");
        markdown_text(d, c->title[d->lang]);
        if (column_is_figure(c) && c->of[0] != '\0' && c->kind != COLUMN_FRAC)
            buffer_printf(&d->out, " (%s)", c->of);
        buffer_add(&d->out, " ");
    }
    buffer_add(&d->out, "|\n");
    for (size_t i = 0; i < n; i++)
        buffer_add(&d->out, column_is_figure(&spec->columns[at[i]]) ? "|---:" : "|:---");
    buffer_add(&d->out, "|\n");
}

static void add_row(markdown *d, const table *t, size_t r, const size_t *at, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const column *c = &t->spec->columns[at[i]];
        const cell *value = table_cell(t, r, at[i]);
        phrase shown = c->kind == COLUMN_KEY ? phrase_name(d->doc, t->spec->rows[0], value->text)
                                             : phrase_cell(d->doc, c, value);
        if (i == 0 && value->kind == CELL_EMPTY) /* what is of no park or municipality */
            shown = phrase_text(TEXT_page_region);
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
    size_t at[MOST_COLUMNS];
    const table_spec *spec = table_spec_find(v->table);
    if (table_make(spec, d->doc, d->mem, &t) != STATUS_OK) {
        d->out.failed = true;
        return;
    }
    const size_t n_columns = columns_shown(v, &t, at);
    size_t n = 0;
    for (size_t r = 0; r < t.n_rows; r++) {
        if (!has_row(v, &t, r))
            continue;
        if (n++ == 0)
            add_head(d, spec, at, n_columns);
        add_row(d, &t, r, at, n_columns);
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
