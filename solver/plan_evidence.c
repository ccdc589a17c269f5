#include "solver/plan_evidence.h"

typedef struct giver {
    const search *s;
    evidence_visit *visit;
    void *context;
} giver;

/* The columns and rows from here up to there. */
static status give(const giver *g, evidence_part part, const int column[2], const int row[2])
{
    part.n_columns = (size_t)(column[1] - column[0]);
    part.n_rows = (size_t)(row[1] - row[0]);
    part.values = g->s->best + column[0];
    part.status_quo = g->s->status_quo + column[0];
    part.duals = g->s->duals + row[0];
    return g->visit(g->context, &part);
}

static size_t blocks(const formulation *f)
{
    return f->region->horizon.n_milestones * f->region->calendar.n_days * f->region->n_stations;
}

/* Blocks lie one after the other, by milestone, day and station. */
static int first_column(const formulation *f, size_t block)
{
    return block < blocks(f) ? f->block_column[block] : (int)f->n_columns;
}

static int first_row(const formulation *f, size_t block)
{
    return block < blocks(f) ? f->block_row[block] : (int)f->n_rows;
}

static status give_block(const giver *g, size_t block)
{
    const formulation *f = g->s->f;
    const size_t days = f->region->calendar.n_days, stations = f->region->n_stations;
    const int column[] = {first_column(f, block), first_column(f, block + 1)};
    const int row[] = {first_row(f, block), first_row(f, block + 1)};
    const evidence_part part = {.station = block % stations,
                                .milestone = block / stations / days,
                                .day = block / stations % days};
    return give(g, part, column, row);
}

status plan_evidence_give(const search *s, evidence_visit *visit, void *context)
{
    const formulation *f = s->f;
    const region *r = f->region;
    const giver g = {s, visit, context};
    const evidence_part investments = {.investments = true,
                                       .n_allowed = r->n_targets * r->horizon.n_milestones,
                                       .allowed = s->allowed};
    status st = give(&g, investments, (const int[]){0, first_column(f, 0)},
                     (const int[]){0, first_row(f, 0)});
    for (size_t block = 0; st == STATUS_OK && block < blocks(f); block++)
        st = give_block(&g, block);
    return st;
}
