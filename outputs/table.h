/* outputs/table.h - the plan as named tables: one source of figures for every form of report.
 *
 * A table has named columns, whose names carry units, and rows of cells taken from a plan
 * document. CSV, spreadsheet, page and document all show these, so that a figure is the same
 * everywhere. Memory is the arena's; texts are the document's.
 */
#ifndef OUTPUTS_TABLE_H
#define OUTPUTS_TABLE_H

#include "outputs/plan_document.h"

typedef enum column_kind {
    COLUMN_KEY,      /* the id of what the row is about */
    COLUMN_TEXT,     /* a name or other words, as they are */
    COLUMN_REF,      /* an id; people see the name that the list `of` has for it */
    COLUMN_OBJECT,   /* the id of what a limit or claim of the row's `kind` is about */
    COLUMN_WORD,     /* one of a few ids; people see the text `of` followed by the id */
    COLUMN_UNIT,     /* a unit; people see their word for it */
    COLUMN_SENTENCE, /* a text_id, said of the row's `object` and `value` where it has these */
    COLUMN_YEAR,
    COLUMN_COUNT,  /* a whole number */
    COLUMN_NUMBER, /* a figure in unit `of` */
    COLUMN_AMOUNT, /* a figure in the unit that the row has in its column "unit" */
    COLUMN_EUR,
    COLUMN_FRAC, /* people see a percentage */
    COLUMN_BOOL,
} column_kind;

/* Where a cell comes from: the value at path, seen from the row's own item (up = 0), the item around
 * it (up = 1) or the one around that (up = 2). Beside the keys of json_at() a path may be
 *   "list+key"  the sum of key over the items of list
 *   "list*"     how many items list has
 *   "list$key"  key of the last item of list, so at the last milestone
 *   "list#"     the item of list at the place that the row has in its own list
 *   "list##"    the same in a list of lists: the place of the item around it, then its own
 *   "#"         the year of the milestone at that place
 *   "@"         that place, counted from 1 */
typedef struct column {
    const char *name; /* as in the JSON, such as "peak_import_kw" */
    column_kind kind;
    int up;
    const char *path;
    const char *of; /* the unit of a figure, the list of a REF, the prefix of a WORD; or "" */
    const char *title[LANG_COUNT]; /* for people */
} column;

enum { TABLE_DEPTH = 3 };

typedef struct table_spec {
    const char *name;
    size_t n_columns;
    const column *columns;         /* [n_columns] */
    const char *rows[TABLE_DEPTH]; /* lists inside each other; NULL where there is none */
    const char *more_rows;         /* a list in place of the first two of rows, whose rows follow */
    const char *needed;            /* what lacks this is no row; NULL: all are */
    const char *title[LANG_COUNT];
    const char *about[LANG_COUNT]; /* what a row is */
} table_spec;

typedef enum cell_kind { CELL_EMPTY, CELL_TEXT, CELL_NUMBER, CELL_BOOL } cell_kind;

typedef struct cell {
    cell_kind kind;
    const char *text;
    double number;           /* finite; a BOOL is 0 or 1 */
    const json_value *about; /* what the row is about */
    const char *unit;        /* of an AMOUNT; NULL for others */
} cell;

typedef struct table {
    const table_spec *spec;
    size_t n_rows;
    const cell *cells; /* [n_rows * spec->n_columns] */
} table;

/* All tables, in the order in which they are shown; outputs/table_specs.c. */
extern const table_spec table_specs[];
extern const size_t n_table_specs;
/* NULL when there is none of this name. */
const table_spec *table_spec_find(const char *name);
/* Whether the plan has the list at all; some depend on how it was made. */
bool table_is_given(const table_spec *spec, const plan_document *doc);

MUST_CHECK status table_make(const table_spec *spec, const plan_document *doc, arena *mem,
                             table *out);

/* Whether its cells are amounts, which people see at the right; a year is none. */
bool column_is_figure(const column *c);
/* The place of the column of this name; it has to be there. */
size_t table_column(const table_spec *spec, const char *name);
const cell *table_cell(const table *t, size_t r, size_t c);

/* .n_columns and .columns of a view of a table: the columns of these names. */
#define COLUMNS(...)                                                                               \
    .n_columns = sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *),                \
    .columns = (const char *const[])                                                               \
    {                                                                                              \
        __VA_ARGS__                                                                                \
    }

/* Text of a cell as programs read it: ids, true or false, figures with a point in at most ten
 * digits; "" when empty. room is for figures; gives text of the cell or room. */
enum { CELL_ROOM = 64 };
const char *cell_plain(const cell *c, char room[CELL_ROOM]);

#endif
