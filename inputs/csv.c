#include "inputs/csv.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "inputs/file.h"
#include "inputs/value.h"
#include "model/finding_text.h"
#include "model/text_match.h"

/* Bounds on one file, on all work of a region, and on findings per column. */
enum {
    MAX_CSV_BYTES = 64 * 1024 * 1024,
    MAX_ROWS = 1000000,
    MAX_BAD_ROWS = 20,
    MAX_COLUMNS = 20000
};
static const size_t max_scanned_bytes = (size_t)2048 * 1024 * 1024;

/* A file cut in cells on the way. */
typedef struct table {
    reader *r;
    const node *n;
    const char *name, *column;
    char separator;
    size_t index; /* of the column */
} table;

typedef struct cell {
    const char *text;
    size_t length;
} cell;

static const char *line_end(const char *text)
{
    return text + strcspn(text, "\n");
}

/* Without blanks, a carriage return and quotes around it. */
static cell trimmed(const char *from, const char *to)
{
    while (from < to && strchr(" \t\r", *from) != NULL)
        from++;
    while (to > from && strchr(" \t\r", to[-1]) != NULL)
        to--;
    if (to - from >= 2 && *from == '"' && to[-1] == '"') {
        from++;
        to--;
    }
    return (cell){from, (size_t)(to - from)};
}

/* The next cell of the line; *text moves behind its separator, to NULL after the last one. */
static cell next_cell(const char **text, const char *end, char separator)
{
    const char *start = *text, *stop = start;
    bool quoted = false;
    while (stop < end && (quoted || *stop != separator)) {
        quoted ^= *stop == '"';
        stop++;
    }
    *text = stop < end ? stop + 1 : NULL;
    return trimmed(start, stop);
}

static bool line_has(const char *text, const char *end, char c)
{
    return memchr(text, c, (size_t)(end - text)) != NULL;
}

/* A header of one column has no separator; then a comma is a decimal comma. */
static char find_separator(const char *text, const char *end)
{
    return line_has(text, end, '\t')  ? '\t'
           : line_has(text, end, ';') ? ';'
           : line_has(text, end, ',') ? ','
                                      : ';';
}

static void report_column(const table *t, const char *text, const char *end)
{
    const char *names[100];
    size_t n = 0;
    while (text != NULL && n < sizeof names / sizeof names[0]) {
        const cell c = next_cell(&text, end, t->separator);
        names[n] = arena_strndup(t->r->mem, c.text, c.length);
        if (names[n] == NULL) {
            t->r->no_memory = true;
            return;
        }
        n++;
    }
    const char *meant = t->column == NULL ? NULL : closest_name(t->column, names, n);
    if (t->column == NULL)
        report(t->r, t->n, DIAG_CSV_COLUMN,
               "%s has several columns, of which \"%s\" is the first; name the one to read",
               t->name, names[0]);
    else
        report(t->r, t->n, DIAG_CSV_COLUMN, "%s has no column \"%s\"; its first is \"%s\"%s%s%s",
               t->name, t->column, n > 0 ? names[0] : "",
               meant == NULL ? "" : finding_text("; did you mean \""), meant == NULL ? "" : meant,
               meant == NULL ? "" : "\"?");
}

static bool find_column(table *t, const char *header)
{
    const char *end = line_end(header), *text = header;
    t->separator = find_separator(header, end);
    for (t->index = 0; text != NULL && t->index < MAX_COLUMNS; t->index++) {
        const cell c = next_cell(&text, end, t->separator);
        const bool only = t->column == NULL && t->index == 0 && text == NULL;
        if (only || (t->column != NULL && strlen(t->column) == c.length &&
                     memcmp(t->column, c.text, c.length) == 0))
            return true;
    }
    report_column(t, header, end);
    return false;
}

/* A decimal comma counts as a point when it cannot be the separator. */
static bool cell_number(cell c, double *number)
{
    char copy[64];
    if (c.length >= sizeof copy)
        return false;
    memcpy(copy, c.text, c.length);
    copy[c.length] = '\0';
    char *comma = strchr(copy, ',');
    if (comma != NULL && strchr(copy, '.') == NULL)
        *comma = '.';
    return value_number(copy, c.length, number);
}

static bool read_row(const table *t, const char *text, const char *end, int row, double *number)
{
    cell c = {"", 0};
    for (size_t i = 0; i <= t->index; i++) {
        if (text == NULL) {
            diag_add(t->r->diags, DIAG_CSV_VALUE, t->name, row,
                     "this row has %zu cells; the column is number %zu", i, t->index + 1);
            return false;
        }
        c = next_cell(&text, end, t->separator);
    }
    if (cell_number(c, number))
        return true;
    diag_add(t->r->diags, DIAG_CSV_VALUE, t->name, row,
             "the cell is \"%.*s\"; it has to be a number", (int)(c.length < 40 ? c.length : 40),
             c.text);
    return false;
}

static size_t count_lines(const char *text)
{
    size_t n = 1;
    for (; *text != '\0'; text++)
        n += *text == '\n';
    return n;
}

static bool is_blank_line(const char *text, const char *end)
{
    return trimmed(text, end).length == 0;
}

/* Row 1 is the header, so that a row has the number that an editor shows. */
static bool read_rows(const table *t, const char *text, double *values, size_t *n_values)
{
    size_t n = 0, n_bad = 0;
    int row = 2;
    for (const char *end; *text != '\0'; text = *end == '\0' ? end : end + 1, row++) {
        end = line_end(text);
        if (is_blank_line(text, end))
            continue;
        if (!read_row(t, text, end, row, &values[n]) && ++n_bad == MAX_BAD_ROWS)
            return false;
        n++;
    }
    *n_values = n;
    return n_bad == 0;
}

bool csv_parse_column(reader *r, const node *n, const char *name, const char *text,
                      const char *column, const double **values, size_t *n_values)
{
    table t = {.r = r, .n = n, .name = name, .column = column};
    if (strncmp(text, "\xef\xbb\xbf", 3) == 0) /* byte order mark */
        text += 3;
    if (!find_column(&t, text))
        return false;
    const char *end = line_end(text);
    const char *rows = *end == '\0' ? end : end + 1;
    const size_t n_lines = count_lines(rows);
    if (n_lines > MAX_ROWS) {
        report(r, n, DIAG_TOO_LARGE, "%s has more than %d rows", name, MAX_ROWS);
        return false;
    }
    double *numbers = read_numbers(r, n, n_lines);
    if (numbers == NULL || !read_rows(&t, rows, numbers, n_values))
        return false;
    *values = numbers;
    return true;
}

static void report_file(reader *r, const node *n, const char *href, file_result result)
{
    switch (result) {
    case FILE_GOOD:
        break;
    case FILE_CANNOT_OPEN:
        report(r, n, DIAG_CANNOT_OPEN, "%s cannot be read: %s", href,
               finding_text(strerror(errno)));
        break;
    case FILE_TOO_LARGE:
        report(r, n, DIAG_TOO_LARGE, "%s is larger than 64 MB", href);
        break;
    case FILE_OUTSIDE:
        report(r, n, DIAG_CSV_PLACE,
               "%s is not beside or below the region file; it has to be, by a relative path", href);
        break;
    case FILE_NO_MEMORY:
        r->no_memory = true;
        break;
    }
}

/* The file from the disk, or as it was read before; NULL after a finding. */
static const csv_file *open_csv(reader *r, const node *n, const char *href)
{
    for (const csv_file *f = r->csv_files; f != NULL; f = f->next) {
        if (strcmp(f->href, href) == 0)
            return f;
    }
    file_bytes bytes;
    const file_result result = file_read_beside(r->folder, href, MAX_CSV_BYTES, r->mem, &bytes);
    if (result != FILE_GOOD) {
        report_file(r, n, href, result);
        return NULL;
    }
    if (strlen(bytes.data) != bytes.size) {
        report(r, n, DIAG_CSV_VALUE, "%s is not a text file", href);
        return NULL;
    }
    csv_file *f = READ_ARRAY(r, 1, csv_file);
    if (f != NULL) {
        *f = (csv_file){href, bytes.data, bytes.size, r->csv_files};
        r->csv_files = f;
    }
    return f;
}

bool csv_read_column(reader *r, const node *n, const char *href, const char *column,
                     const double **values, size_t *n_values)
{
    if (r->folder == NULL) {
        report(r, n, DIAG_CSV_PLACE, "%s cannot be read: a region from stdin has no folder", href);
        return false;
    }
    const csv_file *f = open_csv(r, n, href);
    if (f == NULL)
        return false;
    r->csv_bytes += f->size;
    if (r->csv_bytes > max_scanned_bytes) {
        report(r, n, DIAG_TOO_LARGE,
               "the CSV files of the region take more than 2 GB to look through");
        return false;
    }
    return csv_parse_column(r, n, href, f->text, column, values, n_values);
}
