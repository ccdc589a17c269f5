#include "solver/plan_rebuild.h"

#include <stdlib.h>
#include <string.h>

#include "solver/operation_read.h"
#include "solver/outline.h"
#include "solver/plan_build.h"

struct plan_rebuild {
    formulation *f;
    size_t n_columns, n_filled;
    double *values, *status_quo; /* [n_columns] */
};

void plan_rebuild_free(plan_rebuild *b)
{
    if (!b)
        return;
    formulation_free(b->f);
    free(b->values);
    free(b->status_quo);
    free(b);
}

status plan_rebuild_new(const region *r, perspective who, plan_rebuild **out)
{
    plan_rebuild *b = calloc(1, sizeof *b);
    status st = b ? outline_new(r, who, &b->f) : STATUS_NO_MEMORY;
    if (st == STATUS_OK) {
        b->n_columns = b->f->n_columns;
        b->values = calloc(b->n_columns + 1, sizeof *b->values);
        b->status_quo = calloc(b->n_columns + 1, sizeof *b->status_quo);
        st = b->values && b->status_quo ? STATUS_OK : STATUS_NO_MEMORY;
    }
    if (st == STATUS_OK)
        *out = b;
    else
        plan_rebuild_free(b);
    return st;
}

/* Parts come in the order in which the formulation makes its columns. */
status plan_rebuild_part(void *rebuild, const evidence_part *part)
{
    plan_rebuild *b = rebuild;
    if (part->n_columns > b->n_columns - b->n_filled)
        return STATUS_INVALID;
    const size_t bytes = part->n_columns * sizeof(double);
    memcpy(b->values + b->n_filled, part->values, bytes);
    memcpy(b->status_quo + b->n_filled, part->status_quo, bytes);
    b->n_filled += part->n_columns;
    return STATUS_OK;
}

status plan_rebuild_finish(plan_rebuild *b, arena *mem, plan **out)
{
    if (b->n_filled < b->n_columns)
        return STATUS_INVALID;
    return plan_build(b->f, b->values, b->status_quo, mem, out);
}

status plan_rebuild_empty(const region *r, perspective who, arena *mem, plan **out)
{
    plan_rebuild *b = NULL;
    status st = plan_rebuild_new(r, who, &b);
    if (st == STATUS_OK)
        st = plan_build(b->f, b->values, b->status_quo, mem, out);
    plan_rebuild_free(b);
    return st;
}

status plan_rebuild_operations(const plan_rebuild *b, arena *mem, operation *in_plan,
                               operation *status_quo)
{
    const status st = operation_read(b->f, b->values, mem, in_plan);
    return st == STATUS_OK ? operation_read(b->f, b->status_quo, mem, status_quo) : st;
}
