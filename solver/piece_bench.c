/* Pieces of a unit take turns in few loaded programs: docs/solver.md, D2. */
#include "solver/piece_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* More iterations than one per so many rows, and the basis before was far away. */
enum { FAR_ROWS_PER_ITERATION = 2 };

piece_bench *piece_bench_new(void)
{
    return calloc(1, sizeof(piece_bench));
}

void piece_bench_unload(piece_bench *b)
{
    for (size_t k = 0; k < b->n_programs; k++)
        lp_solver_free(b->programs[k].solver);
    b->n_programs = 0;
}

void piece_bench_free(piece_bench *b)
{
    if (!b)
        return;
    piece_bench_unload(b);
    free(b->low);
    free(b->high);
    free(b->low_row);
    free(b->high_row);
    free(b->priced);
    free(b->x);
    free(b->y);
    free(b);
}

/* --- loading --------------------------------------------------------------------------------- */

static double elastic_sign(const piece_row *r)
{
    return isfinite(r->upper) ? -1.0 : 1.0;
}

/* The real rows and all columns as a program of their own. */
static status load(const piece *p, diag_list *diags, lp_solver **out)
{
    lp *small = lp_new();
    if (!small)
        return STATUS_NO_MEMORY;
    lp_leave_out_names(small);
    for (int j = 0; j < p->n_columns; j++) {
        lp_add_column(small, lower_of(p, j), p->upper[j], false, "x");
        lp_add_cost(small, j, p->cost[j]);
    }
    for (int k = 0; k < p->n_elastic; k++)
        lp_add_cost(small, lp_add_column(small, 0.0, INFINITY, false, "x"), p->elastic_price);
    for (int i = 0; i < p->n_real; i++) {
        const piece_row *r = &p->rows[i];
        lp_add_row(small, LP_KW, r->lower, r->upper, "r");
        for (int k = r->first_entry; k < r->first_entry + r->n_entries; k++)
            lp_add(small, i, p->entry_column[k], p->entry_value[k]);
        if (r->elastic >= 0)
            lp_add(small, i, r->elastic, elastic_sign(r));
    }
    status st = lp_finish(small);
    if (st == STATUS_OK)
        st = lp_solver_new(small, diags, out);
    lp_free(small);
    return st;
}

/* Whether all entries are in the same places. */
static bool is_alike(const piece *a, const piece *b)
{
    if (a->n_columns != b->n_columns || a->n_real != b->n_real || a->n_elastic != b->n_elastic)
        return false;
    for (int i = 0; i < a->n_real; i++) {
        const piece_row *x = &a->rows[i], *y = &b->rows[i];
        if (x->n_entries != y->n_entries || x->elastic != y->elastic ||
            isfinite(x->upper) != isfinite(y->upper) ||
            memcmp(a->entry_column + x->first_entry, b->entry_column + y->first_entry,
                   (size_t)x->n_entries * sizeof *a->entry_column) != 0)
            return false;
    }
    return true;
}

/* Row i of p, its elastic column at the end. */
static status put_row(const piece *p, int i, lp_solver *s)
{
    const piece_row *r = &p->rows[i];
    const size_t n = (size_t)r->n_entries, room = n + 1;
    int *columns = malloc(room * sizeof *columns);
    double *values = malloc(room * sizeof *values);
    status st = columns && values ? STATUS_OK : STATUS_NO_MEMORY;
    if (st == STATUS_OK) {
        memcpy(columns, p->entry_column + r->first_entry, n * sizeof *columns);
        memcpy(values, p->entry_value + r->first_entry, n * sizeof *values);
        columns[n] = r->elastic;
        values[n] = elastic_sign(r);
        st = lp_solver_set_row(s, i, r->n_entries + (r->elastic >= 0), columns, values);
    }
    free(columns);
    free(values);
    return st;
}

/* Where the values of p differ from those of the piece before. */
static status put_values(const piece *before, const piece *p, lp_solver *s)
{
    status st = STATUS_OK;
    for (int i = 0; st == STATUS_OK && i < p->n_real; i++) {
        const piece_row *x = &before->rows[i], *y = &p->rows[i];
        if (memcmp(before->entry_value + x->first_entry, p->entry_value + y->first_entry,
                   (size_t)y->n_entries * sizeof *p->entry_value) != 0)
            st = put_row(p, i, s);
    }
    return st;
}

/* --- taking turns ---------------------------------------------------------------------------- */

static bool make_room(piece_bench *b, const piece *p)
{
    const size_t columns = (size_t)(p->n_columns + p->n_elastic), rows = (size_t)p->n_real;
    if (columns <= b->n_columns && rows <= b->n_rows && b->y)
        return true;
    const size_t more = columns > b->n_columns ? columns : b->n_columns;
    const size_t more_rows = rows > b->n_rows ? rows : b->n_rows;
    double **const arrays[] = {&b->low, &b->high, &b->priced, &b->x};
    int **const lists[] = {&b->low_row, &b->high_row};
    bool ready = true;
    for (size_t k = 0; k < sizeof arrays / sizeof *arrays; k++) {
        free(*arrays[k]);
        *arrays[k] = calloc(more + 1, sizeof(double));
        ready &= *arrays[k] != NULL;
    }
    for (size_t k = 0; k < sizeof lists / sizeof *lists; k++) {
        free(*lists[k]);
        *lists[k] = calloc(more + 1, sizeof(int));
        ready &= *lists[k] != NULL;
    }
    free(b->y);
    b->y = calloc(more_rows + 1, sizeof *b->y);
    b->n_columns = more;
    b->n_rows = more_rows;
    return ready && b->y;
}

/* The program at place k becomes the first, as the one used last. */
static void move_to_front(piece_bench *b, size_t k)
{
    const loaded_program found = b->programs[k];
    memmove(b->programs + 1, b->programs, k * sizeof *b->programs);
    b->programs[0] = found;
}

static status load_first(piece_bench *b, const piece *p, diag_list *diags)
{
    if (b->n_programs == MOST_PROGRAMS)
        lp_solver_free(b->programs[--b->n_programs].solver);
    lp_solver *s = NULL;
    const status st = load(p, diags, &s);
    if (st != STATUS_OK)
        return st;
    b->programs[b->n_programs] = (loaded_program){.solver = s};
    move_to_front(b, b->n_programs++);
    return STATUS_OK;
}

status piece_bench_take(piece_bench *b, const piece *p, diag_list *diags, lp_solver **out)
{
    status st = make_room(b, p) ? STATUS_OK : STATUS_NO_MEMORY;
    size_t k = 0;
    while (k < b->n_programs && !is_alike(b->programs[k].by, p))
        k++;
    if (k < b->n_programs)
        move_to_front(b, k);
    else if (st == STATUS_OK)
        st = load_first(b, p, diags);
    if (st != STATUS_OK)
        return st;
    loaded_program *now = &b->programs[0];
    b->is_new_turn = now->by != p;
    if (b->is_new_turn && now->by)
        st = put_values(now->by, p, now->solver);
    now->by = p;
    *out = now->solver;
    return st;
}

void piece_bench_begin(piece_bench *b)
{
    for (size_t k = 0; k < b->n_programs; k++)
        b->programs[k].is_far = false;
}

bool piece_bench_restore(piece_bench *b, const piece *p)
{
    const loaded_program *now = &b->programs[0];
    if (b->is_new_turn && p->has_basis && !now->is_far)
        lp_solver_set_basis(now->solver, p->basis);
    b->iterations_before = lp_solver_iterations(now->solver);
    return lp_solver_has_basis(now->solver);
}

void piece_bench_keep(piece_bench *b, piece *p)
{
    loaded_program *now = &b->programs[0];
    const long iterations = lp_solver_iterations(now->solver) - b->iterations_before;
    now->is_far |= iterations > p->n_real / FAR_ROWS_PER_ITERATION;
    p->has_basis = lp_solver_read_basis(now->solver, p->basis);
}
