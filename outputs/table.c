#include "outputs/table.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "outputs/json.h"

enum { PATH_ROOM = 100 };

/* A row while it is made: its items, innermost first, and the place of each in its list. */
typedef struct row {
    const json_value *items[TABLE_DEPTH];
    size_t places[TABLE_DEPTH];
} row;

typedef struct maker {
    const plan_document *doc;
    const table_spec *spec;
    size_t n_rows;
    cell *cells; /* NULL while rows are only counted */
} maker;

/* --- cells -------------------------------------------------------------------------------------- */

static cell number_cell(double value)
{
    return isfinite(value) ? (cell){.kind = CELL_NUMBER, .number = value} : (cell){0};
}

static cell value_cell(const json_value *v)
{
    if (json_is_number(v))
        return number_cell(json_number(v));
    if (json_is_bool(v))
        return (cell){.kind = CELL_BOOL, .number = json_true(v) ? 1.0 : 0.0};
    const char *text = json_string(v);
    return text == NULL ? (cell){0} : (cell){.kind = CELL_TEXT, .text = text};
}

static double sum_over(const json_value *list, const char *key)
{
    double sum = 0.0;
    JSON_EACH (item, list) {
        const double value = json_number(json_at(item, key));
        sum += isfinite(value) ? value : 0.0;
    }
    return sum;
}

/* "list#" and "list##" */
static cell cell_at_place(const row *r, const json_value *list, const char *marks)
{
    if (marks[1] == '#')
        list = json_item(list, r->places[1]);
    return value_cell(json_item(list, r->places[0]));
}

static cell make_cell(const maker *m, const row *r, const column *c)
{
    char list[PATH_ROOM];
    const json_value *item = r->items[c->up];
    const size_t n = strcspn(c->path, "+*$#@"), place = r->places[c->up];
    assert(n < sizeof list);
    memcpy(list, c->path, n);
    list[n] = '\0';
    switch (c->path[n]) {
    case '+':
        return number_cell(sum_over(json_at(item, list), c->path + n + 1));
    case '*':
        return number_cell((double)json_count(json_at(item, list)));
    case '$':
        return value_cell(json_at(json_last(json_at(item, list)), c->path + n + 1));
    case '@':
        return number_cell((double)place + 1.0);
    case '#':
        if (n > 0)
            return cell_at_place(r, json_at(item, list), c->path + n);
        return place < m->doc->n_years ? number_cell(m->doc->years[place]) : (cell){0};
    default:
        return value_cell(json_at(item, list));
    }
}

static void make_row(maker *m, const row *r)
{
    const size_t n = m->spec->n_columns;
    const char *needed = m->spec->needed, *unit = NULL;
    if (needed != NULL && value_cell(json_at(r->items[0], needed)).kind == CELL_EMPTY)
        return;
    for (size_t i = 0; m->cells != NULL && i < n; i++)
        if (m->spec->columns[i].kind == COLUMN_UNIT)
            unit = make_cell(m, r, &m->spec->columns[i]).text;
    for (size_t i = 0; m->cells != NULL && i < n; i++) {
        cell *c = &m->cells[m->n_rows * n + i];
        *c = make_cell(m, r, &m->spec->columns[i]);
        c->about = r->items[0];
        c->unit = m->spec->columns[i].kind == COLUMN_AMOUNT ? unit : NULL;
    }
    m->n_rows++;
}

/* Goes through a list and the n lists inside it; outer holds the items around it. */
static void make_rows(maker *m, const json_value *list, const char *const *inside, size_t n,
                      const row *outer)
{
    size_t place = 0;
    JSON_EACH (item, list) {
        const row r = {.items = {item, outer->items[0], outer->items[1]},
                       .places = {place++, outer->places[0], outer->places[1]}};
        if (n == 0 || inside[0] == NULL)
            make_row(m, &r);
        else
            make_rows(m, json_at(item, inside[0]), inside + 1, n - 1, &r);
    }
}

static void make_all(maker *m)
{
    const row none = {0};
    const table_spec *spec = m->spec;
    m->n_rows = 0;
    make_rows(m, json_at(m->doc->root, spec->rows[0]), spec->rows + 1, TABLE_DEPTH - 1, &none);
    if (spec->more_rows != NULL)
        make_rows(m, json_at(m->doc->root, spec->more_rows), spec->rows + 2, TABLE_DEPTH - 2,
                  &none);
}

/* --- tables ------------------------------------------------------------------------------------- */

status table_make(const table_spec *spec, const plan_document *doc, arena *mem, table *out)
{
    maker m = {.doc = doc, .spec = spec};
    make_all(&m); /* counts */
    m.cells = ARENA_ARRAY(mem, m.n_rows * spec->n_columns, cell);
    if (m.cells == NULL)
        return STATUS_NO_MEMORY;
    make_all(&m);
    *out = (table){.spec = spec, .n_rows = m.n_rows, .cells = m.cells};
    return STATUS_OK;
}

bool column_is_figure(const column *c)
{
    return c->kind >= COLUMN_COUNT && c->kind <= COLUMN_FRAC;
}

const table_spec *table_spec_find(const char *name)
{
    for (size_t i = 0; i < n_table_specs; i++)
        if (strcmp(table_specs[i].name, name) == 0)
            return &table_specs[i];
    return NULL;
}

bool table_is_given(const table_spec *spec, const plan_document *doc)
{
    return json_at(doc->root, spec->rows[0]) != NULL;
}

size_t table_column(const table_spec *spec, const char *name)
{
    size_t i = 0;
    while (i < spec->n_columns && strcmp(spec->columns[i].name, name) != 0)
        i++;
    assert(i < spec->n_columns);
    return i;
}

const cell *table_cell(const table *t, size_t r, size_t c)
{
    return &t->cells[r * t->spec->n_columns + c];
}

const char *cell_plain(const cell *c, char room[CELL_ROOM])
{
    switch (c->kind) {
    case CELL_TEXT:
        return c->text;
    case CELL_BOOL:
        return c->number > 0.0 ? "true" : "false";
    case CELL_NUMBER:
        json_format_number(c->number, room);
        return room;
    case CELL_EMPTY:
        break;
    }
    return "";
}
