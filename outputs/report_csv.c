/* The plan as a folder of CSV files (RFC 4180), a table each, that datapackage.json describes
 * (Frictionless tabular data package). */
#include "model/finding_text.h"
#include "outputs/report.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "outputs/json.h"
#include "outputs/table.h"
#include "outputs/text_buffer.h"
#include "outputs/text_file.h"

typedef struct dialect {
    char separator;
    char decimal;
    const char *mark; /* byte order mark, or "" */
} dialect;

static const dialect plain = {',', '.', ""}, dutch = {';', ',', "\xef\xbb\xbf"};

/* --- CSV ------------------------------------------------------------------------------------------ */

/* A spreadsheet takes text that starts like this for a formula; an apostrophe makes it text. */
static bool looks_like_formula(const char *text)
{
    return text[0] != '\0' && strchr("=+-@\t\r\n", text[0]) != NULL;
}

static void add_text(text_buffer *b, const dialect *d, const char *text)
{
    const char special[] = {d->separator, '"', '\r', '\n', '\0'};
    const char *guard = looks_like_formula(text) ? "'" : "";
    if (strpbrk(text, special) == NULL) {
        buffer_add(b, guard);
        buffer_add(b, text);
        return;
    }
    buffer_printf(b, "\"%s", guard);
    for (const char *quote; (quote = strchr(text, '"')) != NULL; text = quote + 1) {
        buffer_add_bytes(b, text, (size_t)(quote - text));
        buffer_add(b, "\"\"");
    }
    buffer_add(b, text);
    buffer_add(b, "\"");
}

static void add_cell(text_buffer *b, const dialect *d, const cell *c)
{
    char room[CELL_ROOM];
    const char *text = cell_plain(c, room);
    if (c->kind == CELL_TEXT) {
        add_text(b, d, text);
        return;
    }
    for (; *text != '\0'; text++)
        buffer_add_bytes(b, c->kind == CELL_NUMBER && *text == '.' ? &d->decimal : text, 1);
}

static void add_table(text_buffer *b, const dialect *d, const table *t)
{
    buffer_add(b, d->mark);
    for (size_t i = 0; i < t->spec->n_columns; i++) {
        buffer_add_bytes(b, &d->separator, i > 0);
        buffer_add(b, t->spec->columns[i].name);
    }
    for (size_t r = 0; r < t->n_rows; r++) {
        buffer_add(b, "\r\n");
        for (size_t i = 0; i < t->spec->n_columns; i++) {
            buffer_add_bytes(b, &d->separator, i > 0);
            add_cell(b, d, table_cell(t, r, i));
        }
    }
    buffer_add(b, "\r\n");
}

/* --- datapackage.json ----------------------------------------------------------------------------- */

static const char *field_type(const column *c)
{
    switch (c->kind) {
    case COLUMN_YEAR:
        return "year";
    case COLUMN_COUNT:
        return "integer";
    case COLUMN_NUMBER:
    case COLUMN_AMOUNT:
    case COLUMN_EUR:
    case COLUMN_FRAC:
        return "number";
    case COLUMN_BOOL:
        return "boolean";
    default:
        return "string";
    }
}

static void describe_field(json_builder *j, const column *c, const report_options *options)
{
    const char *type = field_type(c);
    json_begin_object(j, NULL);
    json_add_text(j, "name", c->name);
    json_add_text(j, "type", type);
    json_add_text(j, "title", c->title[options->lang]);
    if (strcmp(type, "number") == 0) {
        json_add_text(j, "unit", c->kind == COLUMN_FRAC ? "" : c->of);
        if (options->dutch_csv)
            json_add_text(j, "decimalChar", ",");
    }
    json_end(j);
}

/* The table whose rows the ids of a column name, or NULL. */
static const table_spec *table_named(const column *c)
{
    if (c->kind != COLUMN_REF)
        return NULL;
    const char *point = strrchr(c->of, '.');
    return table_spec_find(point == NULL ? c->of : point + 1);
}

static void describe_references(json_builder *j, const table_spec *spec)
{
    json_begin_array(j, "foreignKeys");
    for (size_t i = 0; i < spec->n_columns; i++) {
        const table_spec *to = table_named(&spec->columns[i]);
        if (to == NULL)
            continue;
        json_begin_object(j, NULL);
        json_add_text(j, "fields", spec->columns[i].name);
        json_begin_object(j, "reference");
        json_add_text(j, "resource", to->name);
        json_add_text(j, "fields", to->columns[0].name);
        json_end(j);
        json_end(j);
    }
    json_end(j);
}

static void describe_schema(json_builder *j, const table_spec *spec, const report_options *options)
{
    json_begin_object(j, "schema");
    json_begin_array(j, "fields");
    for (size_t i = 0; i < spec->n_columns; i++)
        describe_field(j, &spec->columns[i], options);
    json_end(j);
    if (spec->columns[0].kind == COLUMN_KEY)
        json_add_text(j, "primaryKey", spec->columns[0].name);
    describe_references(j, spec);
    json_end(j);
}

static void describe_table(json_builder *j, const table_spec *spec, const report_options *options)
{
    const char separator[] = {options->dutch_csv ? dutch.separator : plain.separator, '\0'};
    char path[100];
    snprintf(path, sizeof path, "%s.csv", spec->name);
    json_begin_object(j, NULL);
    json_add_text(j, "profile", "tabular-data-resource");
    json_add_text(j, "name", spec->name);
    json_add_text(j, "path", path);
    json_add_text(j, "title", spec->title[options->lang]);
    json_add_text(j, "description", spec->about[options->lang]);
    json_add_text(j, "encoding", "utf-8");
    json_begin_object(j, "dialect");
    json_add_text(j, "delimiter", separator);
    json_add_text(j, "lineTerminator", "\r\n");
    json_end(j);
    describe_schema(j, spec, options);
    json_end(j);
}

static status describe(const plan_document *doc, const report_options *options, diag_list *diags,
                       char **text)
{
    json_builder *j = json_builder_new();
    if (j == NULL)
        return STATUS_NO_MEMORY;
    json_add_text(j, "profile", "tabular-data-package");
    json_add_text(j, "name", "parkplan");
    json_add_text(j, "title", json_string(json_at(doc->root, "meta.region.name")));
    json_add_text(j, "description", text_get(options->lang, TEXT_datapackage_about));
    json_add_text(j, "version", json_string(json_at(doc->root, "meta.version")));
    json_begin_array(j, "resources");
    for (size_t i = 0; i < n_table_specs; i++)
        if (table_is_given(&table_specs[i], doc))
            describe_table(j, &table_specs[i], options);
    json_end(j);
    const status st = json_text(j, diags, text);
    json_builder_free(j);
    return st;
}

/* --- the folder ------------------------------------------------------------------------------------ */

static status no_memory(const char *folder, diag_list *diags)
{
    diag_add(diags, DIAG_NO_MEMORY, folder, 0, "memory is out while it is written");
    return STATUS_NO_MEMORY;
}

static status make_folder(const char *folder, diag_list *diags)
{
    struct stat found;
    if (mkdir(folder, 0777) == 0 || (stat(folder, &found) == 0 && S_ISDIR(found.st_mode)))
        return STATUS_OK;
    diag_add(diags, DIAG_CANNOT_WRITE, folder, 0, "cannot be made: %s",
             finding_text(strerror(errno)));
    return STATUS_IO;
}

static status write_table(const plan_document *doc, const table_spec *spec, const char *folder,
                          const dialect *d, arena *mem, diag_list *diags)
{
    table t;
    text_buffer b = {0};
    const char *path = arena_printf(mem, "%s/%s.csv", folder, spec->name);
    if (path == NULL || table_make(spec, doc, mem, &t) != STATUS_OK)
        return no_memory(folder, diags);
    add_table(&b, d, &t);
    const status st =
        b.failed ? no_memory(folder, diags) : text_file_write(path, b.text, b.length, diags);
    buffer_free(&b);
    return st;
}

static status write_description(const plan_document *doc, const char *folder,
                                const report_options *options, arena *mem, diag_list *diags)
{
    char *text = NULL;
    const char *path = arena_printf(mem, "%s/datapackage.json", folder);
    if (path == NULL)
        return no_memory(folder, diags);
    status st = describe(doc, options, diags, &text);
    if (st == STATUS_OK)
        st = text_file_write(path, text, strlen(text), diags);
    free(text);
    return st;
}

/* Last comes datapackage.json: where it stands, the tables do. */
status report_write_csv(const plan_document *doc, const char *folder, const report_options *options,
                        diag_list *diags)
{
    arena *mem = arena_new();
    if (mem == NULL)
        return no_memory(folder, diags);
    status st = make_folder(folder, diags);
    for (size_t i = 0; i < n_table_specs && st == STATUS_OK; i++)
        if (table_is_given(&table_specs[i], doc))
            st = write_table(doc, &table_specs[i], folder, options->dutch_csv ? &dutch : &plain,
                             mem, diags);
    if (st == STATUS_OK)
        st = write_description(doc, folder, options, mem, diags);
    arena_free(mem);
    return st;
}
