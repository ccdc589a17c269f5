#include "solver/target_mix.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "solver/lp_solver.h"

/* s; of a program of some dozens of columns. */
#define TIME_LIMIT_S 5.0

/* Columns are the choices, then what is missed of each target; rows are milestones, then targets. */
static lp *make_program(const mix_problem *p)
{
    lp *to = lp_new();
    if (!to)
        return NULL;
    lp_leave_out_names(to);
    for (size_t y = 0; y < p->n_milestones; y++)
        lp_add_row(to, LP_OTHER, 1.0, 1.0, "milestone");
    for (size_t t = 0; t < p->n_targets; t++)
        lp_add_row(to, LP_OTHER, -INFINITY, p->most[t], "target");
    for (size_t k = 0; k < p->n_choices; k++) {
        const mix_choice *c = &p->choices[k];
        const int column = lp_add_column(to, 0.0, 1.0, false, "choice");
        lp_add_cost(to, column, c->keur);
        lp_add(to, (int)c->milestone, column, 1.0);
        for (size_t t = 0; t < p->n_targets; t++)
            lp_add(to, (int)(p->n_milestones + t), column, c->effect[t]);
    }
    for (size_t t = 0; t < p->n_targets; t++) {
        const int missed = lp_add_column(to, 0.0, INFINITY, false, "missed");
        lp_add_cost(to, missed, p->missed_keur[t]);
        lp_add(to, (int)(p->n_milestones + t), missed, -1.0);
    }
    if (lp_finish(to) == STATUS_OK)
        return to;
    lp_free(to);
    return NULL;
}

/* x, y: values and duals of the program. */
static void read_answer(const mix_problem *p, const double *x, const double *y, mix_answer *out)
{
    out->keur = 0.0;
    memcpy(out->weight, x, p->n_choices * sizeof *x);
    memcpy(out->missed, x + p->n_choices, p->n_targets * sizeof *x);
    memcpy(out->worth, y, p->n_milestones * sizeof *y);
    for (size_t k = 0; k < p->n_choices; k++)
        out->keur += p->choices[k].keur * x[k];
    for (size_t t = 0; t < p->n_targets; t++) {
        out->keur += p->missed_keur[t] * out->missed[t];
        out->price[t] = fmin(fmax(0.0, -y[p->n_milestones + t]), p->missed_keur[t]);
    }
}

status target_mix_solve(const mix_problem *p, diag_list *diags, bool *found, mix_answer *out)
{
    lp *program = make_program(p);
    double *x = calloc(p->n_choices + p->n_targets + 1, sizeof *x);
    double *y = calloc(p->n_milestones + p->n_targets + 1, sizeof *y);
    lp_solver *by = NULL;
    lp_outcome outcome = LP_STOPPED;
    status st = program && x && y ? lp_solver_new(program, diags, &by) : STATUS_NO_MEMORY;
    if (st == STATUS_OK)
        st = lp_solver_relaxation(by, &(lp_limits){.time_s = TIME_LIMIT_S}, &outcome, x, y);
    *found = st == STATUS_OK && outcome == LP_OPTIMAL;
    if (*found)
        read_answer(p, x, y, out);
    lp_solver_free(by);
    lp_free(program);
    free(x);
    free(y);
    return st;
}
