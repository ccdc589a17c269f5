/* One first milestone for all futures. */
#include "solver/compare_parts.h"

#include <math.h>
#include <stdlib.h>

#include "model/tolerance.h"
#include "solver/robust_program.h"

/* --- what is proven of any first milestone ---------------------------------------------------------- */

/* (E96) No first milestone costs less than the best of every future by itself. */
static double expected_bound_eur(const comparison *c, const regret_table *t)
{
    double sum = 0.0;
    for (size_t k = 0; k < t->n_futures; k++) {
        const compared *s = &c->list[t->futures[k]];
        sum += s->probability * s->plan->certificate.lower_bound_eur;
    }
    return sum;
}

/* --- candidates -------------------------------------------------------------------------------------- */

static double value_of_row(const comparison *c, const regret_table *t, const regret_cell *cells,
                           int aim)
{
    double expected = 0.0, largest = 0.0;
    for (size_t k = 0; k < t->n_futures; k++) {
        if (!cells[k].found || cells[k].targets_missed || cells[k].n_overruns > 0)
            return NAN;
        expected += c->list[t->futures[k]].probability * cells[k].cost_eur;
        largest = fmax(largest, cells[k].regret_eur);
    }
    return aim == ROBUST_EXPECTED_COST ? expected : largest;
}

static void offer(const comparison *c, const regret_table *t, const regret_cell *cells,
                  const commitment *list, size_t n, robust_way way, int aim, robust_plan *best)
{
    const double value = value_of_row(c, t, cells, aim);
    if (isnan(value) || (best->found && value >= best->value_eur))
        return;
    best->found = true;
    best->value_eur = value;
    best->way = way;
    best->n_commitments = n;
    best->commitments = list;
    best->cells = cells;
}

/* What every future chooses, as much as the least of them: sorted, as the measures are. */
static status common_part(const regret_table *t, arena *mem, commitment **out, size_t *n)
{
    *n = 0;
    *out = ARENA_ARRAY(mem, t->n_measures, commitment);
    if (!*out)
        return STATUS_NO_MEMORY;
    for (size_t k = 0; k < t->n_measures; k++)
        if (t->measures[k].class == MEASURE_NO_REGRET)
            (*out)[(*n)++] = t->measures[k].what;
    return STATUS_OK;
}

static bool is_whole_amount(double amount)
{
    return from_whole(amount) <= INTEGER_TOL;
}

/* As much as futures that choose it do on average; whole where they all do whole amounts. */
static commitment on_average(const compared_measure *m)
{
    commitment what = m->what;
    const bool whole = is_whole_amount(m->what.amount) && is_whole_amount(m->most);
    what.amount = whole ? round(m->average) : m->average;
    what.cost_eur *= what.amount / m->what.amount;
    return what;
}

/* What futures of half the probability or more choose: who chooses a member, a pipe or kW chooses its hub, net or
 * cable too, so nothing is left without what it needs. */
static status majority(const regret_table *t, arena *mem, commitment **out, size_t *n)
{
    *n = 0;
    *out = ARENA_ARRAY(mem, t->n_measures, commitment);
    if (!*out)
        return STATUS_NO_MEMORY;
    for (size_t k = 0; k < t->n_measures; k++)
        if (t->measures[k].average > 0.0 && t->measures[k].probability >= 0.5 - SHARE_TOL_FRAC)
            (*out)[(*n)++] = on_average(&t->measures[k]);
    return STATUS_OK;
}

static status solve_program(comparison *c, const compare_options *options, int aim, arena *mem,
                            diag_list *diags, robust_answer *answer)
{
    const regret_table *t = c->regret;
    robust_future *futures = calloc(t->n_futures, sizeof *futures);
    if (!futures)
        return STATUS_NO_MEMORY;
    for (size_t k = 0; k < t->n_futures; k++) {
        const compared *s = &c->list[t->futures[k]];
        futures[k] =
            (robust_future){s->region, s->probability, t->cells[k * t->n_futures + k].cost_eur};
    }
    const lp_limits limits = {.time_s = options->solve.time_limit_s, .stop = options->solve.stop};
    const status st = robust_solve(futures, t->n_futures, c->perspective, (robust_aim)aim,
                                   options->solve.gap_frac, &limits, mem, diags, answer);
    free(futures);
    return st;
}

/* As one program where that is small enough. */
static status add_exact(comparison *c, const compare_options *options, planner *const *planners,
                        int aim, arena *mem, diag_list *diags, robust_plan *best)
{
    robust_answer answer;
    status st = solve_program(c, options, aim, mem, diags, &answer);
    if (st != STATUS_OK)
        return st;
    best->too_large = answer.too_large;
    if (isfinite(answer.bound_eur))
        best->bound_eur = fmax(best->bound_eur, answer.bound_eur);
    if (!answer.found)
        return STATUS_OK;
    regret_cell *cells = NULL;
    st = compare_solve_row(c, answer.commitments, answer.n_commitments, options, planners, mem,
                           &cells);
    if (st == STATUS_OK)
        offer(c, c->regret, cells, answer.commitments, answer.n_commitments, ROBUST_ONE_PROGRAM,
              aim, best);
    return st;
}

static void add_rows(const comparison *c, int aim, robust_plan *best)
{
    const regret_table *t = c->regret;
    for (size_t row = 0; row < t->n_futures; row++) {
        const compared *s = &c->list[c->list[t->futures[row]].plan_of];
        offer(c, t, t->cells + row * t->n_futures, s->plan->commitments, s->plan->n_commitments,
              ROBUST_AS_A_FUTURE, aim, best);
    }
}

/* A first milestone that is none of the futures' own, in all of them. */
typedef struct candidate {
    commitment *list;
    size_t n;
    regret_cell *cells;
    robust_way way;
} candidate;

enum { CANDIDATES = 2 };

static status make_candidates(comparison *c, const compare_options *options,
                              planner *const *planners, arena *mem, candidate list[CANDIDATES])
{
    list[0].way = ROBUST_COMMON_PART;
    list[1].way = ROBUST_MAJORITY;
    status st = common_part(c->regret, mem, &list[0].list, &list[0].n);
    if (st == STATUS_OK)
        st = majority(c->regret, mem, &list[1].list, &list[1].n);
    for (size_t k = 0; st == STATUS_OK && k < CANDIDATES; k++)
        st = compare_solve_row(c, list[k].list, list[k].n, options, planners, mem, &list[k].cells);
    return st;
}

status compare_add_robust(comparison *c, const compare_options *options, planner *const *planners,
                          arena *mem, diag_list *diags)
{
    candidate list[CANDIDATES] = {0};
    status st = make_candidates(c, options, planners, mem, list);
    c->robust = st == STATUS_OK ? ARENA_ARRAY(mem, ROBUST_PLANS, robust_plan) : NULL;
    if (st == STATUS_OK && !c->robust)
        st = STATUS_NO_MEMORY;
    for (int aim = 0; st == STATUS_OK && aim < ROBUST_PLANS; aim++) {
        robust_plan *best = &c->robust[aim];
        best->bound_eur = aim == ROBUST_EXPECTED_COST ? expected_bound_eur(c, c->regret) : 0.0;
        add_rows(c, aim, best);
        for (size_t k = 0; k < CANDIDATES; k++)
            offer(c, c->regret, list[k].cells, list[k].list, list[k].n, list[k].way, aim, best);
        st = add_exact(c, options, planners, aim, mem, diags, best);
        best->bound_eur = fmin(best->bound_eur, best->found ? best->value_eur : INFINITY);
    }
    return st;
}
