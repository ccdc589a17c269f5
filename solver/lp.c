#include "solver/lp.h"

#include <assert.h>
#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "model/arena.h"
#include "model/tolerance.h"
#include "solver/room.h"
#include "solver/row_sums.h"

typedef struct column {
    double lower, upper, cost;
    const char *name;
    bool whole;
} column;

typedef struct row {
    double lower, upper;
    const char *name;
    size_t first; /* in the sorted matrix, after lp_finish() */
    lp_unit unit;
} row;

typedef struct entry {
    int row, column;
    double value;
} entry;

struct lp {
    arena *names;
    column *columns;
    size_t n_columns, column_room;
    row *rows;
    size_t n_rows, row_room;
    entry *entries; /* as added, until lp_finish() */
    size_t n_entries, entry_room;
    int *sorted_columns; /* by row, after lp_finish() */
    double *sorted_values;
    double constant;
    bool nameless, failed;
};

lp *lp_new(void)
{
    lp *p = calloc(1, sizeof *p);
    if (!p)
        return NULL;
    p->names = arena_new();
    if (!p->names) {
        free(p);
        return NULL;
    }
    return p;
}

void lp_leave_out_names(lp *p)
{
    p->nameless = true;
}

void lp_free(lp *p)
{
    if (!p)
        return;
    arena_free(p->names);
    free(p->columns);
    free(p->rows);
    free(p->entries);
    free(p->sorted_columns);
    free(p->sorted_values);
    free(p);
}

/* Room for one more. False, and remembered, when memory is out. */
static bool grow(lp *p, void **items, size_t n, size_t *room, size_t size)
{
    const bool there = room_for(items, n, room, size);
    p->failed |= !there;
    return there;
}

static const char *make_name(lp *p, const char *format, va_list args)
{
    const char *name = p->nameless ? "" : arena_vprintf(p->names, format, args);
    p->failed |= name == NULL;
    return name;
}

int lp_add_column(lp *p, double lower, double upper, bool whole, const char *format, ...)
{
    assert(lower <= upper);
    if (!grow(p, (void **)&p->columns, p->n_columns, &p->column_room, sizeof *p->columns))
        return LP_NONE;
    va_list args;
    va_start(args, format);
    const char *name = make_name(p, format, args);
    va_end(args);
    p->columns[p->n_columns] = (column){lower, upper, 0.0, name, whole};
    return (int)p->n_columns++;
}

int lp_add_row(lp *p, lp_unit unit, double lower, double upper, const char *format, ...)
{
    if (!grow(p, (void **)&p->rows, p->n_rows, &p->row_room, sizeof *p->rows))
        return LP_NONE;
    va_list args;
    va_start(args, format);
    const char *name = make_name(p, format, args);
    va_end(args);
    p->rows[p->n_rows] = (row){lower, upper, name, 0, unit};
    return (int)p->n_rows++;
}

/* Whoever counts on from the first of several may be told of one for which memory was out. */
static bool has_row(const lp *p, int row_index)
{
    return row_index >= 0 && row_index < lp_rows(p);
}

static bool has_column(const lp *p, int column_index)
{
    return column_index >= 0 && column_index < lp_columns(p);
}

void lp_add(lp *p, int row_index, int column_index, double value)
{
    if (row_index < 0 || column_index < 0 || fpclassify(value) == FP_ZERO)
        return;
    assert(isfinite(value));
    if (!grow(p, (void **)&p->entries, p->n_entries, &p->entry_room, sizeof *p->entries))
        return;
    p->entries[p->n_entries++] = (entry){row_index, column_index, value};
}

void lp_add_cost(lp *p, int column_index, double value)
{
    assert(isfinite(value));
    if (has_column(p, column_index))
        p->columns[column_index].cost += value;
}

void lp_add_constant(lp *p, double value)
{
    assert(isfinite(value));
    p->constant += value;
}

void lp_add_known(lp *p, int row_index, double value)
{
    assert(isfinite(value));
    if (!has_row(p, row_index))
        return;
    p->rows[row_index].lower -= value;
    p->rows[row_index].upper -= value;
}

void lp_set_bounds(lp *p, int column_index, double lower, double upper)
{
    assert(lower <= upper);
    if (!has_column(p, column_index))
        return;
    p->columns[column_index].lower = lower;
    p->columns[column_index].upper = upper;
}

void lp_set_row_bounds(lp *p, int row_index, double lower, double upper)
{
    if (!has_row(p, row_index))
        return;
    p->rows[row_index].lower = lower;
    p->rows[row_index].upper = upper;
}

void lp_set_cost(lp *p, int column_index, double value)
{
    if (has_column(p, column_index))
        p->columns[column_index].cost = value;
}

static size_t key(const entry *e, bool by_row)
{
    return (size_t)(by_row ? e->row : e->column);
}

/* By row, or by column; those of one keep their order. next: [keys + 1] of work. */
static void sort_by(bool by_row, const entry *from, size_t n, size_t n_keys, size_t *next,
                    entry *to)
{
    memset(next, 0, (n_keys + 1) * sizeof *next);
    for (size_t i = 0; i < n; i++)
        next[key(&from[i], by_row) + 1]++;
    for (size_t k = 0; k < n_keys; k++)
        next[k + 1] += next[k];
    for (size_t i = 0; i < n; i++)
        to[next[key(&from[i], by_row)]++] = from[i];
}

/* Above every row and column that is spoken of, whether it was added or not. */
static size_t count_keys(const lp *p)
{
    size_t n = 0;
    for (size_t i = 0; i < p->n_entries; i++)
        for (int by_row = 0; by_row <= 1; by_row++)
            n = key(&p->entries[i], by_row) < n ? n : key(&p->entries[i], by_row) + 1;
    return n;
}

/* By row, then by column. */
static status sort_entries(lp *p)
{
    const size_t n_keys = count_keys(p);
    size_t *next = calloc(n_keys + 1, sizeof *next);
    entry *by_column = malloc((p->n_entries + 1) * sizeof *by_column);
    const status st = next && by_column ? STATUS_OK : STATUS_NO_MEMORY;
    if (st == STATUS_OK) {
        sort_by(false, p->entries, p->n_entries, n_keys, next, by_column);
        sort_by(true, by_column, p->n_entries, n_keys, next, p->entries);
    }
    free(next);
    free(by_column);
    return st;
}

/* Sums runs of equal (row, column), in the order in which they were added. */
static size_t merge_equal(entry *e, size_t n)
{
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        if (kept > 0 && e[kept - 1].row == e[i].row && e[kept - 1].column == e[i].column)
            e[kept - 1].value += e[i].value;
        else
            e[kept++] = e[i];
    }
    return kept;
}

status lp_finish(lp *p)
{
    if (p->failed)
        return STATUS_NO_MEMORY;
    if (sort_entries(p) != STATUS_OK)
        return STATUS_NO_MEMORY;
    p->n_entries = merge_equal(p->entries, p->n_entries);
    p->sorted_columns = calloc(p->n_entries + 1, sizeof *p->sorted_columns);
    p->sorted_values = calloc(p->n_entries + 1, sizeof *p->sorted_values);
    if (!p->sorted_columns || !p->sorted_values)
        return STATUS_NO_MEMORY;
    size_t e = 0;
    for (size_t i = 0; i < p->n_rows; i++) {
        p->rows[i].first = e;
        for (; e < p->n_entries && p->entries[e].row == (int)i; e++) {
            p->sorted_columns[e] = p->entries[e].column;
            p->sorted_values[e] = p->entries[e].value;
        }
    }
    free(p->entries);
    p->entries = NULL;
    p->entry_room = 0;
    return STATUS_OK;
}

int lp_columns(const lp *p)
{
    return (int)p->n_columns;
}
int lp_rows(const lp *p)
{
    return (int)p->n_rows;
}
double lp_lower(const lp *p, int j)
{
    return has_column(p, j) ? p->columns[j].lower : 0.0;
}
double lp_upper(const lp *p, int j)
{
    return has_column(p, j) ? p->columns[j].upper : 0.0;
}
double lp_cost(const lp *p, int j)
{
    return has_column(p, j) ? p->columns[j].cost : 0.0;
}
double lp_constant(const lp *p)
{
    return p->constant;
}
bool lp_is_whole(const lp *p, int j)
{
    return p->columns[j].whole;
}
const char *lp_column_name(const lp *p, int j)
{
    return has_column(p, j) && p->columns[j].name ? p->columns[j].name : "";
}
const char *lp_row_name(const lp *p, int i)
{
    return has_row(p, i) && p->rows[i].name ? p->rows[i].name : "";
}
double lp_row_lower(const lp *p, int i)
{
    return p->rows[i].lower;
}
double lp_row_upper(const lp *p, int i)
{
    return p->rows[i].upper;
}
lp_unit lp_row_unit(const lp *p, int i)
{
    return p->rows[i].unit;
}

int lp_whole_columns(const lp *p)
{
    int n = 0;
    for (size_t j = 0; j < p->n_columns; j++)
        n += p->columns[j].whole;
    return n;
}

lp_row_view lp_row(const lp *p, int i)
{
    const size_t first = p->rows[i].first;
    const size_t end = (size_t)i + 1 < p->n_rows ? p->rows[i + 1].first : p->n_entries;
    return (lp_row_view){(int)(end - first), p->sorted_columns + first, p->sorted_values + first};
}

void lp_copy_rows(lp *to, const lp *from, int first_column)
{
    for (int i = 0; i < lp_rows(from); i++) {
        const int copy = lp_add_row(to, lp_row_unit(from, i), lp_row_lower(from, i),
                                    lp_row_upper(from, i), "%s", lp_row_name(from, i));
        const lp_row_view v = lp_row(from, i);
        for (int k = 0; k < v.n; k++)
            lp_add(to, copy, first_column + v.columns[k], v.values[k]);
    }
}

double lp_objective(const lp *p, const double *x)
{
    double sum = p->constant;
    for (size_t j = 0; j < p->n_columns; j++)
        sum += p->columns[j].cost * x[j];
    return sum;
}

lp_residual lp_residual_of(const lp *p, const double *x)
{
    return lp_residual_from(p, 0, x);
}

lp_residual lp_residual_worse(lp_residual a, lp_residual b)
{
    for (int unit = 0; unit < LP_UNIT_COUNT; unit++)
        a.row[unit] = fmax(a.row[unit], b.row[unit]);
    a.bound = fmax(a.bound, b.bound);
    a.whole = fmax(a.whole, b.whole);
    return a;
}

lp_residual lp_residual_from(const lp *p, int first_row, const double *x)
{
    lp_residual worst = {{0.0, 0.0, 0.0}, 0.0, 0.0};
    for (size_t j = 0; j < p->n_columns; j++) {
        const column *c = &p->columns[j];
        worst.bound = fmax(worst.bound, beyond(x[j], c->lower, c->upper));
        if (c->whole)
            worst.whole = fmax(worst.whole, from_whole(x[j]));
    }
    for (int i = first_row; i < (int)p->n_rows; i++) {
        double *w = &worst.row[p->rows[i].unit];
        *w = fmax(*w, beyond(activity(lp_row(p, i), x), p->rows[i].lower, p->rows[i].upper));
    }
    return worst;
}

double lp_dual_bound_of_part(const lp *p, const double *y, double *reduced)
{
    for (size_t j = 0; j < p->n_columns; j++)
        reduced[j] += p->columns[j].cost;
    double bound = p->constant;
    for (int i = 0; i < (int)p->n_rows; i++) {
        const double dual = clipped(y[i], p->rows[i].lower, p->rows[i].upper);
        if (fpclassify(dual) == FP_ZERO)
            continue;
        bound += dual * (dual > 0.0 ? p->rows[i].lower : p->rows[i].upper);
        const lp_row_view v = lp_row(p, i);
        for (int k = 0; k < v.n; k++)
            reduced[v.columns[k]] -= dual * v.values[k];
    }
    for (size_t j = 0; j < p->n_columns; j++) {
        const double at = reduced[j] > 0.0 ? p->columns[j].lower : p->columns[j].upper;
        if (isfinite(at))
            bound += reduced[j] * at;
        else if (fpclassify(reduced[j]) != FP_ZERO)
            bound = -INFINITY;
    }
    return bound;
}

double lp_dual_bound(const lp *p, const double *y)
{
    double *reduced = calloc(p->n_columns + 1, sizeof *reduced);
    if (!reduced)
        return -INFINITY;
    const double bound = lp_dual_bound_of_part(p, y, reduced);
    free(reduced);
    return bound;
}
