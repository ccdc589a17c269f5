/* Objective, residuals and bound of the whole program, from its outline and its blocks. */
#include "solver/outline.h"

#include <math.h>
#include <stdlib.h>

#include "solver/formulation_parts.h"
#include "solver/row_sums.h"

typedef struct adder {
    const formulation *f;
    outline_solution *solutions;
    size_t n_solutions;
    outline_proof *proofs;
    size_t n_proofs;
    double **sums;    /* [n_solutions][quantity rows] what dispatch adds up to */
    double **reduced; /* [n_proofs][columns of the investments] */
} adder;

/* --- solutions ------------------------------------------------------------------------------- */

static double row_sum(const outline_block *b, int row, bool dispatch_only, const double *x)
{
    const lp_row_view v = lp_row(b->piece->lp, row);
    double sum = 0.0;
    for (int k = 0; k < v.n; k++)
        if (!dispatch_only || v.columns[k] >= b->first_column)
            sum += v.values[k] * x[b->column_of[v.columns[k]]];
    return sum;
}

static void add_solution(const outline_block *b, outline_solution *s, double *sums)
{
    const lp *p = b->piece->lp;
    for (int i = 0; i < b->first_row; i++)
        sums[b->row_of[i]] += row_sum(b, i, true, s->x);
    for (int i = b->first_row; i < lp_rows(p); i++) {
        double *worst = &s->dispatch.row[lp_row_unit(p, i)];
        *worst = fmax(*worst,
                      beyond(row_sum(b, i, false, s->x), lp_row_lower(p, i), lp_row_upper(p, i)));
    }
    for (int j = b->first_column; j < lp_columns(p); j++) {
        const double value = s->x[b->column_of[j]];
        s->keur += lp_cost(p, j) * value;
        s->dispatch.bound = fmax(s->dispatch.bound, beyond(value, lp_lower(p, j), lp_upper(p, j)));
        if (lp_is_whole(p, j))
            s->dispatch.whole = fmax(s->dispatch.whole, from_whole(value));
    }
}

static void set_quantity(const formulation *f, int row, double from_dispatch, double *x)
{
    const lp_row_view v = lp_row(f->lp, row);
    double sum = from_dispatch - lp_row_lower(f->lp, row);
    int own = LP_NONE;
    for (int k = 0; k < v.n; k++) {
        if (v.columns[k] >= f->first_quantity_column)
            own = v.columns[k];
        else
            sum += v.values[k] * x[v.columns[k]];
    }
    x[own] = fmin(fmax(sum, lp_lower(f->lp, own)), lp_upper(f->lp, own));
}

static void finish_solution(const formulation *f, const double *sums, outline_solution *s)
{
    for (int i = 0; i < f->n_quantity_rows; i++)
        set_quantity(f, i, sums[i], s->x);
    s->keur += lp_objective(f->lp, s->x);
}

/* --- proofs ---------------------------------------------------------------------------------- */

/* Rows of the block, and its own columns; what it takes off costs of the investments is kept. */
static status add_proof(const outline_block *b, outline_proof *proof, double *kept)
{
    const lp *p = b->piece->lp;
    const int n = lp_columns(p);
    double *reduced = calloc((size_t)n + 1, sizeof *reduced);
    if (!reduced)
        return STATUS_NO_MEMORY;
    for (int i = 0; i < lp_rows(p); i++) {
        const lp_row_view v = lp_row(p, i);
        const bool own = i >= b->first_row;
        const double lower = lp_row_lower(p, i), upper = lp_row_upper(p, i);
        const double dual = clipped(proof->y[b->row_of[i]], lower, upper);
        proof->bound_keur += own ? row_worth(dual, lower, upper) : 0.0;
        for (int k = 0; k < v.n; k++)
            if (own || v.columns[k] >= b->first_column)
                reduced[v.columns[k]] -= dual * v.values[k];
    }
    for (int j = 0; j < b->first_column; j++)
        kept[b->column_of[j]] += reduced[j];
    for (int j = b->first_column; j < n; j++)
        proof->bound_keur +=
            column_worth(lp_cost(p, j) + reduced[j], lp_lower(p, j), lp_upper(p, j));
    free(reduced);
    return STATUS_OK;
}

/* --- together -------------------------------------------------------------------------------- */

static status add_block(void *context, const outline_block *b)
{
    const adder *a = context;
    status st = STATUS_OK;
    for (size_t k = 0; k < a->n_solutions; k++)
        add_solution(b, &a->solutions[k], a->sums[k]);
    for (size_t k = 0; st == STATUS_OK && k < a->n_proofs; k++)
        st = add_proof(b, &a->proofs[k], a->reduced[k]);
    return st;
}

static double **arrays(size_t n, size_t size)
{
    double **list = calloc(n + 1, sizeof *list);
    for (size_t k = 0; list && k < n; k++)
        list[k] = calloc(size + 1, sizeof **list);
    return list;
}

static bool complete(double *const *list, size_t n)
{
    bool all = list != NULL;
    for (size_t k = 0; all && k < n; k++)
        all = list[k] != NULL;
    return all;
}

static void free_arrays(double **list, size_t n)
{
    for (size_t k = 0; list && k < n; k++)
        free(list[k]);
    free(list);
}

static void begin(adder *a)
{
    for (size_t k = 0; k < a->n_solutions; k++)
        a->solutions[k] = (outline_solution){.x = a->solutions[k].x};
    for (size_t k = 0; k < a->n_proofs; k++)
        a->proofs[k].bound_keur = 0.0;
    a->sums = arrays(a->n_solutions, (size_t)a->f->n_quantity_rows);
    a->reduced = arrays(a->n_proofs, (size_t)lp_columns(a->f->lp));
}

status outline_add_up(const formulation *outline, outline_solution *solutions, size_t n_solutions,
                      outline_proof *proofs, size_t n_proofs)
{
    adder a = {.f = outline,
               .solutions = solutions,
               .n_solutions = n_solutions,
               .proofs = proofs,
               .n_proofs = n_proofs};
    begin(&a);
    status st = complete(a.sums, n_solutions) && complete(a.reduced, n_proofs)
                    ? outline_each_block(outline, add_block, &a)
                    : STATUS_NO_MEMORY;
    for (size_t k = 0; st == STATUS_OK && k < n_solutions; k++)
        finish_solution(outline, a.sums[k], &solutions[k]);
    for (size_t k = 0; st == STATUS_OK && k < n_proofs; k++)
        proofs[k].bound_keur += lp_dual_bound_of_part(outline->lp, proofs[k].y, a.reduced[k]);
    free_arrays(a.sums, n_solutions);
    free_arrays(a.reduced, n_proofs);
    return st;
}
