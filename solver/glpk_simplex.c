/* The simplex method of GLPK on a loaded problem, and what is tried when it stumbles (docs/solver.md,
* D10). */
#include "solver/glpk_handle.h"

#include <math.h>
#include <stdlib.h>

#include "solver/clock.h"

/* GLPK prints, and so ticks and looks at the stop flag, this often. */
#define LOOK_MS 200
/* Iterations per row and column, and at the least. What we solve takes one or two, from a basis
 * that is there far fewer, and what the first try left takes no more; beyond this it goes in circles. */
enum { ITERATIONS_PER_LINE = 20, WARM_ITERATIONS_PER_LINE = 1, FEWEST_ITERATIONS = 1000 };
/* Rows and columns of a program that is small enough to be solved twice, or for rational
 * arithmetic, which takes long, s. */
enum { SMALL_LINES = 3000 };
#define EXACT_TIME_S 10.0
/* Of the time that is left, for a way that others follow. */
#define SHARE_OF_TIME 0.4
/* By which a dual may have the wrong sign, of 1 + the cost: more, and it proves next to nothing. */
#define WRONG_SIGN_FRAC 1e-3
/* By which a row or bound of a solution may not hold, of 1 + its value. */
#define RESIDUAL_FRAC 1e-5

void lp_solver_forget_basis(lp_solver *s)
{
    s->has_basis = false;
}

bool lp_solver_has_basis(const lp_solver *s)
{
    return s->has_basis;
}

long lp_solver_iterations(const lp_solver *s)
{
    return s->glpk ? glp_get_it_cnt(s->glpk) : 0;
}

typedef struct simplex_task {
    lp_solver *solver;
    const lp_limits *limits;
    double deadline_s;
    int method;
    bool presolve, flip;
    bool warm;     /* from the basis of a solve before */
    double most_s; /* of this try */
    int code;
} simplex_task;

static int lines(glp_prob *g)
{
    return glp_get_num_rows(g) + glp_get_num_cols(g);
}

static void set_limits(const simplex_task *task, double most_s, glp_smcp *parameters)
{
    const double deadline_s = fmin(task->deadline_s, clock_seconds() + most_s);
    parameters->tm_lim = handle_milliseconds(deadline_s);
    const int per_line = task->warm ? WARM_ITERATIONS_PER_LINE : ITERATIONS_PER_LINE;
    parameters->it_lim = task->limits->iterations > 0
                             ? task->limits->iterations
                             : FEWEST_ITERATIONS + per_line * lines(task->solver->glpk);
}

static void run_simplex(void *context)
{
    simplex_task *task = context;
    glp_smcp parameters;
    glp_init_smcp(&parameters);
    parameters.msg_lev = GLP_MSG_ALL;
    parameters.out_frq = LOOK_MS;
    parameters.meth = task->method;
    parameters.presolve = task->presolve ? GLP_ON : GLP_OFF;
    parameters.r_test = task->flip ? GLP_RT_FLIP : GLP_RT_HAR;
    set_limits(task, task->most_s, &parameters);
    task->code = glp_simplex(task->solver->glpk, &parameters);
}

static void run_exact(void *context)
{
    simplex_task *task = context;
    glp_smcp parameters;
    glp_init_smcp(&parameters);
    parameters.msg_lev = GLP_MSG_ALL;
    set_limits(task, EXACT_TIME_S, &parameters);
    task->code = glp_exact(task->solver->glpk, &parameters);
}

static bool ended_well(int code)
{
    return code == 0 || code == GLP_ETMLIM || code == GLP_ENOPFS || code == GLP_ENODFS;
}

static lp_outcome outcome_of(const simplex_task *task)
{
    if (task->solver->interrupted)
        return LP_STOPPED;
    if (!ended_well(task->code))
        return LP_STOPPED;
    if (task->code == GLP_ENOPFS)
        return LP_INFEASIBLE;
    const int st = glp_get_status(task->solver->glpk);
    if (st == GLP_OPT)
        return LP_OPTIMAL;
    if (task->code == GLP_ETMLIM)
        return st == GLP_FEAS ? LP_FEASIBLE : LP_STOPPED;
    if (st == GLP_NOFEAS || st == GLP_INFEAS)
        return LP_INFEASIBLE;
    if (st == GLP_UNBND || task->code == GLP_ENODFS)
        return LP_UNBOUNDED;
    return st == GLP_FEAS ? LP_FEASIBLE : LP_STOPPED;
}

/* --- the ladder ------------------------------------------------------------------------------ */

static void advanced_basis(void *context)
{
    glp_adv_basis(context, 0);
}

static void standard_basis(void *context)
{
    glp_std_basis(context);
}

/* Rows only, which may have been added since the program was loaded. The scale of a column goes into
 * its cost too, and GLPK's tolerance of reduced costs follows the dearest: points of an inner
 * program scaled anew ended far from its optimum. */
static void scale_rows(void *context)
{
    glp_prob *g = context;
    const size_t size = (size_t)glp_get_num_cols(g) + 1;
    int *columns = malloc(size * sizeof *columns);
    double *values = malloc(size * sizeof *values);
    for (int i = 1; columns && values && i <= glp_get_num_rows(g); i++)
        handle_scale_row(g, i, glp_get_mat_row(g, i, columns, values), columns, values);
    free(columns);
    free(values);
    glp_std_basis(g);
}

/* What to try, one after the other; the first is what was asked for. */
typedef struct attempt {
    void (*prepare)(void *);
    void (*run)(void *);
    bool presolve;
    int method;
    int most_lines; /* rows and columns; 0: any */
} attempt;

static const attempt attempts[LP_RUNGS] = {
    [LP_AS_ASKED] = {NULL, run_simplex, false, 0, 0},
    [LP_HARRIS] = {NULL, run_simplex, false, GLP_DUALP, 0},
    [LP_ADVANCED_BASIS] = {advanced_basis, run_simplex, false, GLP_PRIMAL, 0},
    [LP_RESCALED] = {scale_rows, run_simplex, false, GLP_PRIMAL, 0},
    [LP_PRESOLVED] = {standard_basis, run_simplex, true, GLP_PRIMAL, 0},
    [LP_EXACT] = {standard_basis, run_exact, false, GLP_PRIMAL, SMALL_LINES},
};

/* What its few iterations do not solve goes on from the basis that they led to. */
static bool is_only_tried(const simplex_task *task)
{
    return task->limits->iterations > 0;
}

static guard_result try_rung(simplex_task *task, lp_rung rung)
{
    const attempt *a = &attempts[rung];
    const bool others_follow = rung == LP_ADVANCED_BASIS || rung == LP_RESCALED;
    task->most_s = others_follow ? SHARE_OF_TIME * (task->deadline_s - clock_seconds()) : INFINITY;
    if (rung != LP_AS_ASKED) {
        task->method = a->method;
        task->presolve = a->presolve;
        task->flip = false;
        task->warm = rung == LP_HARRIS;
    }
    if (a->prepare && !guarded(a->prepare, task->solver->glpk))
        return GUARD_FAILED;
    return guarded_within(a->run, task, task->limits);
}

static void count(const lp_limits *limits, lp_rung rung)
{
    if (limits->ladder)
        limits->ladder->n_answers[rung]++;
}

/* From a basis that has become bad GLPK may find that there is no solution where there is one. Of
 * small programs it is asked again, from another basis. */
static bool is_doubtful(const simplex_task *task, lp_rung rung)
{
    return rung < LP_ADVANCED_BASIS && lines(task->solver->glpk) <= SMALL_LINES &&
           outcome_of(task) == LP_INFEASIBLE;
}

static bool holds(const simplex_task *task, int condition, double most_frac)
{
    double absolute, relative;
    int where_absolute, where_relative;
    glp_check_kkt(task->solver->glpk, GLP_SOL, condition, &absolute, &where_absolute, &relative,
                  &where_relative);
    return relative <= most_frac;
}

/* From a basis that has become bad GLPK may also call optimal what does not keep to rows and bounds. */
static bool is_right(const simplex_task *task)
{
    return outcome_of(task) != LP_OPTIMAL ||
           (holds(task, GLP_KKT_PE, RESIDUAL_FRAC) && holds(task, GLP_KKT_PB, RESIDUAL_FRAC));
}

/* Or, from any, what has duals of the wrong sign: an optimum that proves little. */
static bool has_right_signs(const simplex_task *task)
{
    return outcome_of(task) != LP_OPTIMAL || holds(task, GLP_KKT_DB, WRONG_SIGN_FRAC);
}

/* (D10) A status is trusted when GLPK's call ended well. When none did the code says so, and the problem is
 * still there; after a jump it is not. */
static status climb(simplex_task *task)
{
    lp_solver *s = task->solver;
    int doubted = LP_RUNGS; /* the rung that said so */
    bool signs_doubted = false;
    for (int rung = 0; rung < LP_RUNGS; rung++) {
        if (attempts[rung].most_lines > 0 && lines(s->glpk) > attempts[rung].most_lines)
            continue;
        if (doubted < rung && rung < LP_ADVANCED_BASIS)
            continue;
        const guard_result result = try_rung(task, (lp_rung)rung);
        s->interrupted = result == GUARD_INTERRUPTED;
        if (result != GUARD_DONE)
            s->glpk = NULL;
        if (result == GUARD_FAILED)
            return handle_report_failure(s->diags, "solving a linear program");
        if (!s->interrupted && is_only_tried(task))
            return STATUS_OK;
        if (!s->interrupted && !ended_well(task->code))
            continue;
        if (task->code == GLP_ETMLIM && isfinite(task->most_s) &&
            clock_seconds() < task->deadline_s)
            continue;
        if (!s->interrupted && !signs_doubted && task->warm && !is_right(task))
            continue;
        if (!s->interrupted && rung == LP_AS_ASKED && !has_right_signs(task)) {
            signs_doubted = true; /* the next answer is taken as it comes */
            continue;
        }
        if (s->interrupted || !is_doubtful(task, (lp_rung)rung)) {
            const bool right = doubted < rung && outcome_of(task) == LP_INFEASIBLE;
            count(task->limits, (lp_rung)(right ? doubted : rung));
            return STATUS_OK;
        }
        doubted = rung;
    }
    count(task->limits, LP_RUNGS);
    glp_std_basis(s->glpk); /* the last one led nowhere */
    s->has_basis = false;
    return STATUS_OK;
}

/* --- solving --------------------------------------------------------------------------------- */

static void copy_solution(const lp_solver *s, lp_outcome outcome, double *x, double *y)
{
    if (x && (outcome == LP_OPTIMAL || outcome == LP_FEASIBLE))
        for (int j = 0; j < glp_get_num_cols(s->glpk); j++)
            x[j] = handle_within_bounds(s->glpk, j + 1, glp_get_col_prim(s->glpk, j + 1));
    if (y)
        for (int i = 0; i < glp_get_num_rows(s->glpk); i++)
            y[i] = glp_get_row_dual(s->glpk, i + 1);
}

static status simplex(simplex_task *task, lp_outcome *outcome, double *x, double *y)
{
    lp_solver *s = task->solver;
    const status st = climb(task);
    if (st != STATUS_OK)
        return st;
    *outcome = outcome_of(task);
    s->has_basis |= *outcome == LP_OPTIMAL;
    if (s->glpk)
        copy_solution(s, *outcome, x, y);
    return STATUS_OK;
}

static void warm_up(void *context)
{
    (void)glp_warm_up(context);
}

status lp_solver_basis_duals(lp_solver *s, bool *found, double *y)
{
    *found = false;
    if (!handle_alive(s))
        return s->interrupted ? STATUS_OK : STATUS_SOLVER;
    if (!guarded(warm_up, s->glpk)) {
        s->glpk = NULL;
        return handle_report_failure(s->diags, "warming up a basis");
    }
    *found = glp_bf_exists(s->glpk) != 0;
    for (int i = 0; *found && i < glp_get_num_rows(s->glpk); i++)
        y[i] = glp_get_row_dual(s->glpk, i + 1);
    return STATUS_OK;
}

status lp_solver_relaxation(lp_solver *s, const lp_limits *limits, lp_outcome *outcome, double *x,
                            double *y)
{
    *outcome = LP_STOPPED;
    if (!handle_alive(s))
        return s->interrupted ? STATUS_OK : STATUS_SOLVER;
    simplex_task task = {.solver = s,
                         .limits = limits,
                         .deadline_s = clock_seconds() + limits->time_s,
                         .method = GLP_PRIMAL,
                         .presolve = !s->has_basis};
    if (handle_must_stop(limits, task.deadline_s))
        return STATUS_OK;
    if (s->has_basis && !guarded(warm_up, s->glpk)) {
        s->glpk = NULL;
        return handle_report_failure(s->diags, "warming up a basis");
    }
    /* After bounds have moved the last basis is dual feasible, after costs or looser bounds it
     * is primal feasible. */
    if (s->has_basis && glp_get_prim_stat(s->glpk) != GLP_FEAS)
        task.method = GLP_DUALP;
    return simplex(&task, outcome, x, y);
}

status lp_solver_simplex(lp_solver *s, lp_method method, const lp_limits *limits,
                         lp_outcome *outcome, double *x, double *y)
{
    static const int methods[] = {
        [LP_PRIMAL] = GLP_PRIMAL, [LP_DUAL] = GLP_DUALP, [LP_DUAL_FLIP] = GLP_DUALP};
    *outcome = LP_STOPPED;
    if (!handle_alive(s))
        return s->interrupted ? STATUS_OK : STATUS_SOLVER;
    simplex_task task = {.solver = s,
                         .limits = limits,
                         .deadline_s = clock_seconds() + limits->time_s,
                         .method = methods[method],
                         .flip = method == LP_DUAL_FLIP,
                         .warm = s->has_basis};
    if (handle_must_stop(limits, task.deadline_s))
        return STATUS_OK;
    return simplex(&task, outcome, x, y);
}
