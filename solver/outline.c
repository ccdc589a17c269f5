#include "solver/outline.h"

#include <math.h>
#include <stdlib.h>

#include "solver/formulation_parts.h"

/* --- one block ------------------------------------------------------------------------------- */

static void close_block(formulation *piece, int *column_of, int *row_of)
{
    formulation_free(piece);
    free(column_of);
    free(row_of);
}

/* Dispatch stands in one run in both. */
static void number_dispatch(outline_block *b, const formulation *outline, size_t place,
                            int *column_of, int *row_of)
{
    for (int j = b->first_column; j < lp_columns(b->piece->lp); j++)
        column_of[j] = outline->block_column[place] + j - b->first_column;
    for (int i = b->first_row; i < lp_rows(b->piece->lp); i++)
        row_of[i] = outline->block_row[place] + i - b->first_row;
}

static status visit_block(const formulation *outline, size_t s, size_t y, size_t d,
                          outline_visit *visit, void *context)
{
    const region *r = outline->region;
    const size_t place = (y * r->calendar.n_days + d) * r->n_stations + s;
    formulation *piece = NULL;
    status st = formulation_piece(r, outline->perspective, s, y, d, &piece);
    if (st != STATUS_OK)
        return st;
    int *column_of = calloc((size_t)lp_columns(piece->lp) + 1, sizeof *column_of);
    int *row_of = calloc((size_t)lp_rows(piece->lp) + 1, sizeof *row_of);
    outline_block b = {piece, piece->block_column[place], piece->block_row[place], column_of,
                       row_of};
    st = column_of && row_of ? STATUS_OK : STATUS_NO_MEMORY;
    if (st == STATUS_OK) {
        formulation_map(piece, outline, column_of, row_of);
        number_dispatch(&b, outline, place, column_of, row_of);
        st = visit(context, &b);
    }
    close_block(piece, column_of, row_of);
    return st;
}

status outline_each_block(const formulation *outline, outline_visit *visit, void *context)
{
    const region *r = outline->region;
    status st = STATUS_OK;
    for (size_t y = 0; y < r->horizon.n_milestones; y++)
        for (size_t d = 0; d < r->calendar.n_days; d++)
            for (size_t s = 0; st == STATUS_OK && s < r->n_stations; s++)
                st = visit_block(outline, s, y, d, visit, context);
    return st;
}

/* --- making ---------------------------------------------------------------------------------- */

typedef struct drawing {
    formulation *f;
    double *low, *high; /* [rows of the investments] what dispatch may add to quantities */
} drawing;

static bool is_quantity(const formulation *piece, const outline_block *b, int column)
{
    return column >= piece->first_quantity_column && column < b->first_column;
}

/* What a block adds to columns of the investments. A quantity's own cost stands there already. */
static void add_costs(const drawing *w, const outline_block *b)
{
    const lp *p = b->piece->lp;
    for (int j = 0; j < b->piece->first_quantity_column; j++)
        lp_add_cost(w->f->lp, b->column_of[j], lp_cost(p, j));
    lp_add_constant(w->f->lp, lp_constant(p));
}

static void add_quantity_row(const drawing *w, const outline_block *b, int row)
{
    const lp *p = b->piece->lp;
    const lp_row_view v = lp_row(p, row);
    const int to = b->row_of[row];
    lp_add_known(w->f->lp, to, -lp_row_lower(p, row));
    for (int k = 0; k < v.n; k++) {
        const int j = v.columns[k];
        if (j < b->first_column && !is_quantity(b->piece, b, j))
            lp_add(w->f->lp, to, b->column_of[j], v.values[k]);
        if (j < b->first_column)
            continue;
        const double x = v.values[k] * lp_lower(p, j), y = v.values[k] * lp_upper(p, j);
        w->low[to] += fmin(x, y);
        w->high[to] += fmax(x, y);
    }
}

/* Where the columns of each series stand in the whole program. */
static void place_series(const drawing *w, const outline_block *b)
{
    const region *r = w->f->region;
    const scope at = b->piece->scope;
    const size_t k = at.milestone * r->calendar.n_days + at.day;
    const dispatch_day *from = &b->piece->days[k], *to = &w->f->days[k];
    for (size_t n = 0; n < from->n_slots; n++)
        if (from->slots[n] >= 0)
            to->slots[n] = b->column_of[from->slots[n]];
}

static void draw_block(const drawing *w, const outline_block *b)
{
    add_costs(w, b);
    for (int i = 0; i < b->first_row; i++)
        add_quantity_row(w, b, i);
    place_series(w, b);
}

/* Blocks follow each other in the order of the visit, so each begins where those before it end. */
static status draw_next(void *context, const outline_block *b)
{
    const drawing *w = context;
    w->f->n_columns += (size_t)(lp_columns(b->piece->lp) - b->first_column);
    w->f->n_rows += (size_t)(lp_rows(b->piece->lp) - b->first_row);
    draw_block(w, b);
    return STATUS_OK;
}

static status draw(drawing *w)
{
    formulation *f = w->f;
    const region *r = f->region;
    status st = STATUS_OK;
    f->n_columns = (size_t)lp_columns(f->lp);
    f->n_rows = (size_t)lp_rows(f->lp);
    for (size_t y = 0; y < r->horizon.n_milestones; y++)
        for (size_t d = 0; d < r->calendar.n_days; d++)
            for (size_t s = 0; st == STATUS_OK && s < r->n_stations; s++) {
                const size_t place = (y * r->calendar.n_days + d) * r->n_stations + s;
                f->block_column[place] = (int)f->n_columns;
                f->block_row[place] = (int)f->n_rows;
                st = visit_block(f, s, y, d, draw_next, w);
            }
    return st;
}

static status finish(drawing *w)
{
    status st = w->f->out_of_memory ? STATUS_NO_MEMORY : lp_finish(w->f->lp);
    if (st == STATUS_OK)
        st = ledger_status(w->f->books);
    if (st == STATUS_OK)
        quantity_bound(w->f, w->low, w->high);
    return st;
}

status outline_new(const region *r, perspective who, formulation **out)
{
    drawing w = {.f = formulation_new(r, who, (scope){SCOPE_ALL, SCOPE_ALL, SCOPE_ALL})};
    if (!w.f)
        return STATUS_NO_MEMORY;
    w.f->is_outline = true;
    lp_leave_out_names(w.f->lp);
    master_add_columns(w.f);
    quantity_add(w.f);
    investment_add_rows(w.f);
    w.low = calloc((size_t)lp_rows(w.f->lp) + 1, sizeof *w.low);
    w.high = calloc((size_t)lp_rows(w.f->lp) + 1, sizeof *w.high);
    status st = w.low && w.high ? draw(&w) : STATUS_NO_MEMORY;
    if (st == STATUS_OK)
        st = finish(&w);
    free(w.low);
    free(w.high);
    if (st == STATUS_OK)
        *out = w.f;
    else
        formulation_free(w.f);
    return st;
}
