#include "solver/finance_tidy.h"

#include <stdlib.h>

#include "solver/formulation_parts.h"
#include "solver/lp_solver.h"

/* kEUR of preference per kEUR: a subsidy always comes before the order of payers. */
#define SUBSIDY_FIRST 1000.0
/* s; the program has a few hundred rows. */
#define TIDY_TIME_LIMIT_S 10.0

static double rank_of(const spend *s, const payer *who)
{
    for (size_t k = 0; k < s->n_payers; k++)
        if (s->payers[k] == who)
            return (double)k;
    return (double)s->n_payers;
}

/* Preference for each payment; what is left is the free payer's, so ranks count against his. */
static void set_preferences(formulation *t)
{
    for (int j = 0; j < lp_columns(t->lp); j++)
        lp_set_cost(t->lp, j, 0.0);
    for (size_t k = 0; k < t->n_spends; k++) {
        const spend *s = &t->spends[k];
        const payer *free_payer = spend_free_payer(t->region, s);
        const double free_rank = free_payer ? rank_of(s, free_payer) : 0.0;
        for (size_t m = s->first_payment; m < s->first_payment + s->n_payments; m++) {
            const spend_payment *p = &t->payments[m];
            lp_set_cost(t->lp, p->column,
                        p->subsidy ? -SUBSIDY_FIRST * p->keur_per_unit
                                   : rank_of(s, p->fund->payer) - free_rank);
        }
    }
}

/* The investment part without dispatch, every master column fixed at x: what is left free are
 * the payments, and shortfalls, which are no matter of money. */
static status finance_program(const formulation *f, const double *x, formulation **out)
{
    formulation *t = formulation_new(f->region, f->perspective, f->scope);
    if (!t)
        return STATUS_NO_MEMORY;
    master_add_columns(t);
    quantity_add(t);
    investment_add_rows(t);
    for (size_t k = 0; k < t->master.n_slots; k++)
        if (t->master.slots[k] >= 0)
            lp_set_bounds(t->lp, t->master.slots[k], x[f->master.slots[k]], x[f->master.slots[k]]);
    for (size_t k = 0; k < f->region->n_targets * f->region->horizon.n_milestones; k++)
        lp_set_bounds(t->lp, t->target_slack[k], 0.0, INFINITY);
    set_preferences(t);
    *out = t;
    return t->out_of_memory ? STATUS_NO_MEMORY : lp_finish(t->lp);
}

static status solve_payments(const formulation *f, const formulation *t, double *values,
                             diag_list *diags, double *x)
{
    lp_solver *solver = NULL;
    lp_outcome outcome = LP_STOPPED;
    const lp_limits limits = {.time_s = TIDY_TIME_LIMIT_S};
    status st = lp_solver_new(t->lp, diags, &solver);
    if (st == STATUS_OK)
        st = lp_solver_relaxation(solver, &limits, &outcome, values, NULL);
    for (size_t k = 0; st == STATUS_OK && outcome == LP_OPTIMAL && k < f->n_payments; k++)
        x[f->payments[k].column] =
            fmin(fmax(values[t->payments[k].column], 0.0), lp_upper(f->lp, f->payments[k].column));
    lp_solver_free(solver);
    return st;
}

/* Rows of quantities have no payments, and an outline has only part of them. */
static bool holds(const formulation *f, const double *x)
{
    const lp_residual worst = lp_residual_from(f->lp, f->n_quantity_rows, x);
    return worst.row[LP_KEUR] <= ROW_TOL && worst.row[LP_OTHER] <= ROW_TOL;
}

/* Tidy payments that hold in the solver's tolerances only are worth less than those there were. */
static status tidy(const formulation *f, const formulation *t, double *values, double *before,
                   diag_list *diags, double *x)
{
    for (size_t k = 0; k < f->n_payments; k++)
        before[k] = x[f->payments[k].column];
    const bool held = holds(f, x);
    const status st = solve_payments(f, t, values, diags, x);
    const bool spoilt = held && !holds(f, x);
    for (size_t k = 0; spoilt && k < f->n_payments; k++)
        x[f->payments[k].column] = before[k];
    return st;
}

status finance_tidy(const formulation *f, double *x, diag_list *diags)
{
    if (f->n_payments == 0 || is_private(f))
        return STATUS_OK;
    formulation *t = NULL;
    status st = finance_program(f, x, &t);
    double *values = st == STATUS_OK ? calloc((size_t)lp_columns(t->lp) + 1, sizeof *values) : NULL;
    double *before = calloc(f->n_payments, sizeof *before);
    if (st == STATUS_OK)
        st = values && before ? tidy(f, t, values, before, diags, x) : STATUS_NO_MEMORY;
    free(before);
    free(values);
    formulation_free(t);
    return st;
}
