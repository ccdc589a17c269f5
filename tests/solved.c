#include "tests/solved.h"

#include <stdlib.h>
#include <string.h>

#include "model/tolerance.h"
#include "model/units.h"
#include "tests/near.h"

/* s; far more than any region of the tests takes. */
#define TEST_TIME_LIMIT_S 60.0

void solved_prepare(region *r, arena *mem)
{
    diag_list *diags = diag_list_new();
    assert_non_null(diags);
    const status checked = region_check(r, diags);
    const status completed = checked == STATUS_OK ? region_complete(r, mem, diags) : checked;
    if (completed != STATUS_OK)
        diag_print(diags, stderr);
    diag_list_free(diags);
    assert_int_equal(completed, STATUS_OK);
}

plan *solved_as(const region *r, solve_options options, arena *mem)
{
    diag_list *diags = diag_list_new();
    assert_non_null(diags);
    options.time_limit_s = TEST_TIME_LIMIT_S;
    plan *p = NULL;
    const status st = plan_solve(r, &options, mem, diags, &p);
    const bool ended = st == STATUS_OK || st == STATUS_INFEASIBLE ||
                       (st == STATUS_LIMIT && options.method != METHOD_WHOLE);
    if (!ended)
        diag_print(diags, stderr);
    diag_list_free(diags);
    assert_true(ended);
    assert_non_null(p);
    return p;
}

plan *solved_plan(const region *r, perspective who, arena *mem)
{
    return solved_as(r, (solve_options){.perspective = who}, mem);
}

plan *solved_relaxed(const region *r, perspective who, arena *mem)
{
    return solved_as(r, (solve_options){.perspective = who, .relax = true}, mem);
}

plan *solved_challenged(const region *r, perspective who, arena *mem)
{
    return solved_as(r, (solve_options){.perspective = who, .why = true}, mem);
}

double solved_cost_eur(const plan *p)
{
    const double cost = p->certificate.objective_eur;
    assert_near(p->horizon_total.cost_eur, cost, MONEY_TOL_EUR + MONEY_TOL_FRAC * fabs(cost));
    return cost;
}

double solved_new_units(const plan *p, const char *technology_id, size_t y)
{
    double sum = 0.0;
    for (size_t k = 0; k < p->n_actions; k++) {
        const action *a = &p->actions[k];
        if (a->kind == ACTION_MEASURE && a->milestone == y &&
            strcmp(a->technology->id, technology_id) == 0)
            sum += a->amount;
    }
    return sum;
}

program program_open(const region *r, perspective who)
{
    program p = {.diags = diag_list_new()};
    assert_non_null(p.diags);
    assert_int_equal(formulation_whole(r, who, &p.f), STATUS_OK);
    assert_int_equal(lp_solver_new(p.f->lp, p.diags, &p.solver), STATUS_OK);
    p.x = calloc((size_t)lp_columns(p.f->lp) + 1, sizeof *p.x);
    assert_non_null(p.x);
    return p;
}

void program_close(program *p)
{
    lp_solver_free(p->solver);
    formulation_free(p->f);
    diag_list_free(p->diags);
    free(p->x);
    *p = (program){0};
}

lp_outcome program_relax(program *p, double *keur)
{
    const lp_limits limits = {.time_s = TEST_TIME_LIMIT_S};
    lp_outcome outcome = LP_STOPPED;
    assert_int_equal(lp_solver_relaxation(p->solver, &limits, &outcome, p->x, NULL), STATUS_OK);
    if (outcome == LP_OPTIMAL)
        *keur = lp_objective(p->f->lp, p->x);
    return outcome;
}

double program_whole_keur(program *p)
{
    const lp_limits limits = {.time_s = TEST_TIME_LIMIT_S};
    double keur = 0.0, bound = 0.0;
    bool has_best = false;
    lp_outcome outcome = program_relax(p, &keur);
    assert_int_equal(outcome, LP_OPTIMAL);
    assert_int_equal(lp_solver_whole(p->solver, &limits, 0.0, p->x, &has_best, &outcome, &bound),
                     STATUS_OK);
    assert_int_equal(outcome, LP_OPTIMAL);
    assert_true(has_best);
    return lp_objective(p->f->lp, p->x);
}

int program_column(const program *p, const char *name)
{
    for (int j = 0; j < lp_columns(p->f->lp); j++)
        if (strcmp(lp_column_name(p->f->lp, j), name) == 0)
            return j;
    fail_msg("no column %s", name);
    return LP_NONE;
}
