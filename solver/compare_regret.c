/* Whatever the future brings: the first milestone of each future's plan in every other one. */
#include "solver/compare_parts.h"

#include <math.h>
#include <stdlib.h>

#include "model/tolerance.h"
#include "solver/plan_jobs.h"

static regret_cell *cell_at(const regret_table *t, size_t row, size_t column)
{
    return &t->cells[row * t->n_futures + column];
}

static const compared *future_at(const comparison *c, const regret_table *t, size_t k)
{
    return &c->list[t->futures[k]];
}

/* --- the cells ----------------------------------------------------------------------------------- */

/* Idle ones point to the commitments of the row's plan, which stays; overruns to the column's region. */
static status copy_lists(const plan *p, arena *mem, regret_cell *cell)
{
    cell->idle = ARENA_ARRAY(mem, p->n_idle, idle_commitment);
    cell->overruns = ARENA_ARRAY(mem, p->n_overruns, limit_overrun);
    if (!cell->idle || !cell->overruns)
        return STATUS_NO_MEMORY;
    for (; cell->n_idle < p->n_idle; cell->n_idle++)
        cell->idle[cell->n_idle] = p->idle[cell->n_idle];
    for (; cell->n_overruns < p->n_overruns; cell->n_overruns++)
        cell->overruns[cell->n_overruns] = p->overruns[cell->n_overruns];
    return STATUS_OK;
}

/* (E92) */
static status fill_cell(const plan *p, arena *mem, regret_cell *cell)
{
    if (!p)
        return STATUS_OK;
    cell->found = true;
    cell->targets_missed = plan_misses_targets(p);
    cell->idle_eur = p->idle_cost_eur;
    cell->cost_eur = p->certificate.objective_eur + p->idle_cost_eur;
    cell->bound_eur = p->certificate.lower_bound_eur + p->idle_cost_eur;
    return copy_lists(p, mem, cell);
}

/* (E93) Against the best plan that is known for the future, and the best that there could be. */
static void find_regret(const comparison *c, const regret_table *t, size_t column,
                        regret_cell *cell)
{
    const regret_cell *best = cell_at(t, column, column);
    const double bound_eur = future_at(c, t, column)->plan->certificate.lower_bound_eur;
    if (!cell->found)
        return;
    cell->targets_missed = cell->targets_missed && !best->targets_missed;
    cell->regret_eur = fmax(0.0, cell->cost_eur - best->cost_eur);
    cell->regret_most_eur = fmax(cell->regret_eur, cell->cost_eur - bound_eur);
}

static const plan *comparable(const plan_job *job)
{
    return plan_is_comparable(job->plan, job->outcome) ? job->plan : NULL;
}

static bool is_same_start(const plan *a, const plan *b)
{
    if (a->n_commitments != b->n_commitments)
        return false;
    for (size_t k = 0; k < a->n_commitments; k++)
        if (commitment_compare(&a->commitments[k], &b->commitments[k]) != 0 ||
            fabs(a->commitments[k].amount - b->commitments[k].amount) > SHARE_TOL_FRAC)
            return false;
    return true;
}

/* The row whose cell in the column is that of this row too: what starts as the column's own plan, or as
 * the plan of an earlier row, needs no plan of its own. */
static size_t first_like(const comparison *c, const regret_table *t, size_t row, size_t column)
{
    const plan *p = future_at(c, t, row)->plan;
    if (is_same_start(p, future_at(c, t, column)->plan))
        return column;
    for (size_t k = 0; k < row; k++)
        if (is_same_start(p, future_at(c, t, k)->plan))
            return k;
    return row;
}

/* Future by future, as each has its planner. Returns how many. */
static size_t prepare_jobs(const comparison *c, const regret_table *t, planner *const *planners,
                           plan_job *jobs)
{
    size_t n = 0;
    for (size_t column = 0; column < t->n_futures; column++)
        for (size_t row = 0; row < t->n_futures; row++) {
            if (row == column || first_like(c, t, row, column) != row)
                continue;
            const plan *p = future_at(c, t, row)->plan;
            jobs[n++] = (plan_job){.region = future_at(c, t, column)->region,
                                   .by = planners[t->futures[column]],
                                   .commitments = p->commitments,
                                   .n_commitments = p->n_commitments};
        }
    return n;
}

static status fill_cells(const comparison *c, const regret_table *t, const plan_job *jobs,
                         arena *mem)
{
    status st = STATUS_OK;
    for (size_t column = 0; column < t->n_futures; column++) {
        st = fill_cell(future_at(c, t, column)->plan, mem, cell_at(t, column, column));
        for (size_t row = 0; st == STATUS_OK && row < t->n_futures; row++) {
            const size_t like = row == column ? row : first_like(c, t, row, column);
            if (like != row)
                *cell_at(t, row, column) = *cell_at(t, like, column);
            else if (row != column)
                st = fill_cell(comparable(jobs++), mem, cell_at(t, row, column));
        }
        if (st != STATUS_OK)
            break;
    }
    return st;
}

static status solve_cells(comparison *c, regret_table *t, const compare_options *options,
                          planner *const *planners, arena *mem)
{
    plan_job *jobs = calloc(t->n_futures * t->n_futures, sizeof *jobs);
    if (!jobs)
        return STATUS_NO_MEMORY;
    compare_options how = *options;
    how.solve.why = false; /* nobody reads these plans */
    const size_t n = prepare_jobs(c, t, planners, jobs);
    status st = plan_jobs_run(jobs, n, &how);
    c->n_solved += n;
    if (st == STATUS_OK)
        st = fill_cells(c, t, jobs, mem);
    plan_jobs_free(jobs, n);
    free(jobs);
    return st;
}

status compare_solve_row(comparison *c, const commitment *list, size_t n,
                         const compare_options *options, planner *const *planners, arena *mem,
                         regret_cell **cells)
{
    const regret_table *t = c->regret;
    plan_job *jobs = calloc(t->n_futures, sizeof *jobs);
    *cells = ARENA_ARRAY(mem, t->n_futures, regret_cell);
    compare_options how = *options;
    how.solve.why = false;
    for (size_t k = 0; jobs && k < t->n_futures; k++)
        jobs[k] = (plan_job){.region = future_at(c, t, k)->region,
                             .by = planners[t->futures[k]],
                             .commitments = list,
                             .n_commitments = n};
    status st = jobs && *cells ? plan_jobs_run(jobs, t->n_futures, &how) : STATUS_NO_MEMORY;
    for (size_t k = 0; st == STATUS_OK && k < t->n_futures; k++) {
        st = fill_cell(comparable(&jobs[k]), mem, &(*cells)[k]);
        find_regret(c, t, k, &(*cells)[k]);
    }
    c->n_solved += t->n_futures;
    plan_jobs_free(jobs, jobs ? t->n_futures : 0);
    free(jobs);
    return st;
}

/* --- what they tell --------------------------------------------------------------------------------- */

/* A plan that misses targets comes after any that does not, and one that needs more money than there is
 * is no plan for that future. */
static bool is_better(const regret_cell *a, const regret_cell *b)
{
    if (!a->found || a->n_overruns > 0)
        return false;
    if (a->targets_missed != b->targets_missed)
        return !a->targets_missed;
    return a->cost_eur < b->cost_eur;
}

static size_t best_row(const regret_table *t, size_t column)
{
    size_t best = column;
    for (size_t row = 0; row < t->n_futures; row++)
        if (is_better(cell_at(t, row, column), cell_at(t, best, column)))
            best = row;
    return best;
}

/* A search ends within a gap, so another future's first milestone may turn out cheaper than the one
 * that was found for a future: then it is that future's own, with its whole row. */
static status adopt_cheaper(comparison *c, regret_table *t)
{
    const size_t n = t->n_futures;
    regret_cell *before = malloc(n * n * sizeof *before);
    if (!before)
        return STATUS_NO_MEMORY;
    for (size_t k = 0; k < n * n; k++)
        before[k] = t->cells[k];
    for (size_t k = 0; k < n; k++) {
        const size_t best = best_row(&(regret_table){.n_futures = n, .cells = before}, k);
        c->list[t->futures[k]].plan_of = t->futures[best];
        for (size_t column = 0; column < n; column++)
            *cell_at(t, k, column) = before[best * n + column];
    }
    free(before);
    return STATUS_OK;
}

/* The best plan of the future itself comes last, as the others are held against it. */
static void find_regrets_in(const comparison *c, const regret_table *t, size_t column)
{
    for (size_t row = 0; row < t->n_futures; row++)
        if (row != column)
            find_regret(c, t, column, cell_at(t, row, column));
    find_regret(c, t, column, cell_at(t, column, column));
}

static bool row_is_whole(const regret_table *t, size_t row)
{
    for (size_t column = 0; column < t->n_futures; column++)
        if (!cell_at(t, row, column)->found || cell_at(t, row, column)->targets_missed)
            return false;
    return true;
}

static void sum_row(const comparison *c, regret_table *t, size_t row)
{
    double expected = 0.0, largest = 0.0;
    for (size_t column = 0; column < t->n_futures; column++) {
        const regret_cell *cell = cell_at(t, row, column);
        expected += future_at(c, t, column)->probability * cell->cost_eur;
        largest = fmax(largest, cell->regret_eur);
    }
    t->expected_eur[row] = row_is_whole(t, row) ? expected : NAN;
    t->largest_eur[row] = row_is_whole(t, row) ? largest : NAN;
}

/* The first of the smallest; n when all are NAN. */
static size_t smallest(const double *values, size_t n)
{
    size_t best = n;
    for (size_t k = 0; k < n; k++)
        if (!isnan(values[k]) && (best == n || values[k] < values[best]))
            best = k;
    return best;
}

static regret_table *table_new(const comparison *c, arena *mem)
{
    regret_table *t = ARENA_NEW(mem, regret_table);
    size_t *futures = ARENA_ARRAY(mem, c->n, size_t);
    if (!t || !futures)
        return NULL;
    for (size_t k = 0; k < c->n; k++)
        if (c->list[k].is_future && plan_is_comparable(c->list[k].plan, c->list[k].outcome))
            futures[t->n_futures++] = k;
    t->futures = futures;
    t->cells = ARENA_ARRAY(mem, t->n_futures * t->n_futures, regret_cell);
    t->expected_eur = ARENA_ARRAY(mem, t->n_futures, double);
    t->largest_eur = ARENA_ARRAY(mem, t->n_futures, double);
    return t->cells && t->expected_eur && t->largest_eur ? t : NULL;
}

status compare_add_regret(comparison *c, const compare_options *options, planner *const *planners,
                          arena *mem)
{
    regret_table *t = table_new(c, mem);
    if (!t)
        return STATUS_NO_MEMORY;
    status st = solve_cells(c, t, options, planners, mem);
    if (st == STATUS_OK)
        st = adopt_cheaper(c, t);
    if (st != STATUS_OK)
        return st;
    for (size_t k = 0; k < t->n_futures; k++)
        find_regrets_in(c, t, k);
    for (size_t row = 0; row < t->n_futures; row++)
        sum_row(c, t, row);
    t->least_regret = smallest(t->largest_eur, t->n_futures);
    t->least_cost = smallest(t->expected_eur, t->n_futures);
    c->regret = t;
    return STATUS_OK;
}
