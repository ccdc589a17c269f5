#include "outputs/explain.h"

#include "model/text_match.h"
#include "outputs/explain_parts.h"

void explain_heading(const explanation *e, text_id title)
{
    fputc('\n', e->out);
    line_indented(e->out, 0, text_get(e->lang, title));
}

void explain_sentence(const explanation *e, const phrase *said)
{
    line_indented(e->out, EXPLAIN_INDENT, said->in[e->lang]);
}

void explain_story(const explanation *e, const story *s)
{
    for (size_t i = 0; i < s->n; i++)
        explain_sentence(e, &s->sentences[i]);
}

void explain_cell(const explanation *e, const phrase *text, size_t width)
{
    line_cell(e->out, text->in[e->lang], width, false);
}

void explain_figure(const explanation *e, const phrase *text, size_t width)
{
    line_cell(e->out, text->in[e->lang], width, true);
}

void explain_named(const explanation *e, const phrase *name, const phrase *said)
{
    line_cell(e->out, "", EXPLAIN_INDENT, false);
    explain_cell(e, name, EXPLAIN_NAME_WIDTH);
    line_cell(e->out, "", EXPLAIN_INDENT, false);
    line_words(e->out, 2 * EXPLAIN_INDENT + EXPLAIN_NAME_WIDTH, said->in[e->lang]);
}

void explain_why(const explanation *e, const measure_list *measures)
{
    bool any = false;
    if (measures->n == 0)
        return;
    explain_heading(e, TEXT_explain_why);
    for (size_t i = 0; i < measures->n; i++) {
        const measure *m = &measures->all[i];
        if (m->heaviest == NULL)
            continue;
        const phrase name = measure_name(e->doc, m), said = why_measure(e->doc, m);
        explain_named(e, &name, &said);
        any = true;
    }
    const phrase note = phrase_text(any ? TEXT_explain_why_note : TEXT_explain_no_why);
    explain_sentence(e, &note);
}

void explain_why_not(const explanation *e, const json_value *list)
{
    if (json_first(list) == NULL)
        return;
    explain_heading(e, TEXT_explain_why_not);
    JSON_EACH (not_chosen, list) {
        const phrase name = why_not_name(e->doc, not_chosen), said = why_not_sentence(not_chosen);
        explain_named(e, &name, &said);
    }
}

/* --- which park ---------------------------------------------------------------------------------- */

static status no_such_park(const explanation *e, const char *name, const char *id, diag_list *diags)
{
    const json_value *parks = json_at(e->doc->root, "parks");
    const char **ids = ARENA_ARRAY(e->mem, json_count(parks), const char *);
    size_t n = 0;
    if (ids == NULL)
        return STATUS_NO_MEMORY;
    JSON_EACH (park, parks) {
        ids[n] = json_string(json_at(park, "id"));
        n += ids[n] != NULL;
    }
    const char *near = closest_name(id, ids, n);
    if (near != NULL)
        diag_add(diags, DIAG_UNKNOWN_PARK, name, 0, "it has no park %s; did you mean %s?", id,
                 near);
    else
        diag_add(diags, DIAG_UNKNOWN_PARK, name, 0,
                 "it has no park %s; without --park all parks are listed", id);
    return STATUS_INVALID;
}

status explain_plan(const plan_document *doc, const char *name, const char *park, lang l,
                    diag_list *diags, FILE *out)
{
    const explanation e = {.doc = doc, .lang = l, .mem = arena_new(), .out = out};
    if (e.mem == NULL)
        return STATUS_NO_MEMORY;
    const json_value *own = park == NULL ? NULL : plan_document_find(doc, "parks", park);
    status st = STATUS_OK;
    if (park == NULL)
        st = explain_region(&e);
    else if (own == NULL)
        st = no_such_park(&e, name, park, diags);
    else
        st = explain_park(&e, own);
    arena_free(e.mem);
    return st;
}
