/* A problem in GLPK: loading, whole numbers, writing. Every call that can fail is guarded
 * (glpk_guard.h); no other files than glpk_*.c know GLPK. */
#include "model/finding_text.h"
#include "solver/glpk_handle.h"

#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "solver/clock.h"
#include "solver/glpk_guard.h"

/* Threads that fail at the same time share the list. */
static pthread_mutex_t reporting = PTHREAD_MUTEX_INITIALIZER;

status handle_report_failure(diag_list *diags, const char *doing)
{
    pthread_mutex_lock(&reporting);
    diag_add(diags, DIAG_SOLVER_FAILED, NULL, 0,
             "GLPK failed while %s; the region may have figures of very different size, or "
             "memory is out",
             finding_text(doing));
    pthread_mutex_unlock(&reporting);
    return STATUS_SOLVER;
}

bool handle_must_stop(const lp_limits *limits, double deadline_s)
{
    return (limits->stop && *limits->stop) || clock_seconds() >= deadline_s;
}

int handle_milliseconds(double deadline_s)
{
    const double left = (deadline_s - clock_seconds()) * 1000.0;
    return left < 1.0 ? 1 : left > 1e9 ? 1000000000 : (int)left;
}

/* GLPK keeps bounds to its tolerance only; a value just outside is put on the bound, so that
 * nothing in a plan is negative by 1e-9. */
double handle_within_bounds(glp_prob *g, int column, double value)
{
    return fmin(fmax(value, glp_get_col_lb(g, column)), glp_get_col_ub(g, column));
}

bool handle_alive(lp_solver *s)
{
    if (s->environment != *s->environments_lost)
        s->glpk = NULL;
    return s->glpk != NULL;
}

int handle_bound_type(double lower, double upper)
{
    if (isfinite(lower) && isfinite(upper))
        return lower < upper ? GLP_DB : GLP_FX;
    if (isfinite(lower))
        return GLP_LO;
    return isfinite(upper) ? GLP_UP : GLP_FR;
}

typedef struct load_task {
    const lp *problem;
    bool with_names;
    glp_prob *out;
    int *rows, *columns; /* GLPK counts from 1 */
    double *values;
    int n_entries;
} load_task;

/* GLPK's LP format has no brackets, blanks or equal signs in names. */
static const char *fit_name(char *buffer, size_t size, const char *name)
{
    size_t n = 0;
    for (; name[n] && n + 1 < size && n < 250; n++) {
        const char c = name[n];
        buffer[n] = c == '[' ? '(' : c == ']' ? ')' : (c == '=' || c == ' ') ? '_' : c;
        if ((unsigned char)c > 126 || strchr("+-*<>:\\^", c))
            buffer[n] = '_';
    }
    buffer[n] = '\0';
    return buffer;
}

static void load(void *context)
{
    load_task *task = context;
    const lp *p = task->problem;
    char name[256];
    glp_prob *g = task->out = glp_create_prob();
    glp_set_obj_dir(g, GLP_MIN);
    glp_set_obj_coef(g, 0, lp_constant(p));
    if (lp_columns(p) > 0)
        glp_add_cols(g, lp_columns(p));
    if (lp_rows(p) > 0)
        glp_add_rows(g, lp_rows(p));
    for (int j = 0; j < lp_columns(p); j++) {
        const double lower = lp_lower(p, j), upper = lp_upper(p, j);
        glp_set_col_bnds(g, j + 1, handle_bound_type(lower, upper), lower, upper);
        glp_set_obj_coef(g, j + 1, lp_cost(p, j));
        if (lp_is_whole(p, j))
            glp_set_col_kind(g, j + 1, GLP_IV);
        if (task->with_names)
            glp_set_col_name(g, j + 1, fit_name(name, sizeof name, lp_column_name(p, j)));
    }
    for (int i = 0; i < lp_rows(p); i++) {
        const double lower = lp_row_lower(p, i), upper = lp_row_upper(p, i);
        glp_set_row_bnds(g, i + 1, handle_bound_type(lower, upper), lower, upper);
        if (task->with_names)
            glp_set_row_name(g, i + 1, fit_name(name, sizeof name, lp_row_name(p, i)));
    }
    glp_load_matrix(g, task->n_entries, task->rows, task->columns, task->values);
}

static void free_triplets(load_task *task)
{
    free(task->rows);
    free(task->columns);
    free(task->values);
}

/* Fills the triplets from row views. False when memory is out. */
static bool make_triplets(load_task *task)
{
    const lp *p = task->problem;
    size_t n = 0;
    for (int i = 0; i < lp_rows(p); i++)
        n += (size_t)lp_row(p, i).n;
    task->rows = calloc(n + 1, sizeof *task->rows);
    task->columns = calloc(n + 1, sizeof *task->columns);
    task->values = calloc(n + 1, sizeof *task->values);
    if (!task->rows || !task->columns || !task->values)
        return false;
    size_t e = 0;
    for (int i = 0; i < lp_rows(p); i++) {
        const lp_row_view v = lp_row(p, i);
        for (int k = 0; k < v.n; k++) {
            e++;
            task->rows[e] = i + 1;
            task->columns[e] = v.columns[k] + 1;
            task->values[e] = v.values[k];
        }
    }
    task->n_entries = (int)e;
    return true;
}

static status load_problem(const lp *p, bool with_names, diag_list *diags, glp_prob **out)
{
    load_task task = {.problem = p, .with_names = with_names};
    status st = STATUS_NO_MEMORY;
    if (make_triplets(&task))
        st = guarded(load, &task) ? STATUS_OK : handle_report_failure(diags, "loading the problem");
    free_triplets(&task);
    if (st == STATUS_OK)
        *out = task.out;
    return st;
}

static void scale_problem(void *context)
{
    glp_scale_prob(context, GLP_SF_GM | GLP_SF_EQ | GLP_SF_2N);
}

status lp_solver_new(const lp *p, diag_list *diags, lp_solver **out)
{
    lp_solver *s = calloc(1, sizeof *s);
    if (!s)
        return STATUS_NO_MEMORY;
    s->diags = diags;
    s->environments_lost = guard_environments_lost();
    s->environment = *s->environments_lost;
    status st = load_problem(p, false, diags, &s->glpk);
    if (st == STATUS_OK && !guarded(scale_problem, s->glpk))
        st = handle_report_failure(diags, "scaling the problem");
    if (st != STATUS_OK) {
        free(s);
        return st;
    }
    *out = s;
    return STATUS_OK;
}

static void delete_problem(void *context)
{
    glp_delete_prob(context);
}

void lp_solver_free(lp_solver *s)
{
    if (!s)
        return;
    if (handle_alive(s))
        (void)guarded(delete_problem, s->glpk);
    free(s);
}

void lp_solver_set_bounds(lp_solver *s, int column, double lower, double upper)
{
    if (handle_alive(s))
        glp_set_col_bnds(s->glpk, column + 1, handle_bound_type(lower, upper), lower, upper);
}

void lp_solver_set_cost(lp_solver *s, int column, double cost)
{
    if (handle_alive(s))
        glp_set_obj_coef(s->glpk, column + 1, cost);
}

typedef struct whole_task {
    lp_solver *solver;
    const lp_limits *limits;
    double gap_frac, deadline_s;
    double *best_x;
    bool has_best, offered, stopped;
    double bound;
    int code;
} whole_task;

/* Called by GLPK at many points: hands over the incumbent once, watches the clock, and
 * keeps the tree's bound. */
static void watch_tree(glp_tree *tree, void *info)
{
    whole_task *task = info;
    const int node = glp_ios_best_node(tree);
    if (node != 0)
        task->bound = glp_ios_node_bound(tree, node);
    if (glp_ios_reason(tree) == GLP_IHEUR && task->has_best && !task->offered) {
        task->offered = true;
        glp_ios_heur_sol(tree, task->best_x - 1);
    }
    if (task->limits->tick)
        task->limits->tick(task->limits->tick_context);
    int nodes;
    glp_ios_tree_size(tree, NULL, NULL, &nodes);
    const bool enough = task->limits->nodes > 0 && nodes > task->limits->nodes;
    if (enough || handle_must_stop(task->limits, task->deadline_s)) {
        task->stopped = true;
        glp_ios_terminate(tree);
    }
}

static void run_tree(void *context)
{
    whole_task *task = context;
    glp_iocp parameters;
    glp_init_iocp(&parameters);
    parameters.msg_lev = GLP_MSG_OFF;
    parameters.mip_gap = task->gap_frac;
    parameters.cb_func = watch_tree;
    parameters.cb_info = task;
    parameters.bt_tech = GLP_BT_BLB;
    parameters.br_tech = GLP_BR_PCH;
    parameters.gmi_cuts = GLP_ON;
    parameters.mir_cuts = GLP_ON;
    parameters.tm_lim = handle_milliseconds(task->deadline_s);
    task->code = glp_intopt(task->solver->glpk, &parameters);
}

status lp_solver_whole(lp_solver *s, const lp_limits *limits, double gap_frac, double *best_x,
                       bool *has_best, lp_outcome *outcome, double *bound)
{
    *outcome = LP_STOPPED;
    if (!handle_alive(s))
        return s->interrupted ? STATUS_OK : STATUS_SOLVER;
    whole_task task = {.solver = s,
                       .limits = limits,
                       .gap_frac = gap_frac,
                       .deadline_s = clock_seconds() + limits->time_s,
                       .best_x = best_x,
                       .has_best = *has_best,
                       .bound = -INFINITY};
    if (!guarded(run_tree, &task)) {
        s->glpk = NULL;
        return handle_report_failure(s->diags, "searching for whole numbers");
    }
    const int st = glp_mip_status(s->glpk);
    if (st == GLP_OPT || st == GLP_FEAS) {
        for (int j = 0; j < glp_get_num_cols(s->glpk); j++)
            best_x[j] = handle_within_bounds(s->glpk, j + 1, glp_mip_col_val(s->glpk, j + 1));
        *has_best = true;
    }
    const bool finished = task.code == 0 && !task.stopped;
    *bound = finished && st == GLP_OPT ? glp_mip_obj_val(s->glpk) : task.bound;
    *outcome = st == GLP_OPT && finished ? LP_OPTIMAL
               : st == GLP_NOFEAS        ? LP_INFEASIBLE
               : *has_best               ? LP_FEASIBLE
                                         : LP_STOPPED;
    return STATUS_OK;
}

typedef struct write_task {
    glp_prob *glpk;
    const char *path; /* its ending says the form */
    const char *own;  /* what is written */
    int failed;
} write_task;

/* The constant of the objective as the cost of a column that is 1: GLPK leaves it out of an LP file,
 * and programs do not agree on its sign in an MPS file. */
static void move_constant(glp_prob *g)
{
    const double constant = glp_get_obj_coef(g, 0);
    const int column = glp_add_cols(g, 1);
    glp_set_col_name(g, column, "constant");
    glp_set_col_bnds(g, column, GLP_FX, 1.0, 1.0);
    glp_set_obj_coef(g, column, constant);
    glp_set_obj_coef(g, 0, 0.0);
}

static void write_problem(void *context)
{
    write_task *task = context;
    move_constant(task->glpk);
    const size_t n = strlen(task->path);
    const bool mps = n > 4 && strcmp(task->path + n - 4, ".mps") == 0;
    task->failed = mps ? glp_write_mps(task->glpk, GLP_MPS_FILE, NULL, task->own)
                       : glp_write_lp(task->glpk, NULL, task->own);
}

/* GLPK writes bit by bit. A new file beside an ordinary one, which it then takes the place of; a
 * device or a folder itself. For free(); NULL when memory is out. */
static char *name_to_write(const char *path, bool *in_place)
{
    enum { SUFFIX_ROOM = 32 };
    struct stat there;
    const size_t room = strlen(path) + SUFFIX_ROOM;
    char *name = malloc(room);
    *in_place = stat(path, &there) == 0 && !S_ISREG(there.st_mode);
    if (name != NULL && *in_place)
        strcpy(name, path);
    else if (name != NULL)
        snprintf(name, room, "%s.%ld.tmp", path, (long)getpid());
    return name;
}

/* GLPK does not look whether the last bytes reach the disk: whether the word at the end is there. */
static bool is_whole(const char *own)
{
    enum { TAIL = 16 };
    char tail[TAIL + 1] = "";
    FILE *in = fopen(own, "rb");
    if (in == NULL)
        return false;
    if (fseek(in, -TAIL, SEEK_END) == 0)
        tail[fread(tail, 1, TAIL, in)] = '\0';
    (void)fclose(in);
    return strstr(tail, "End\n") != NULL || strstr(tail, "ENDATA\n") != NULL;
}

static status write_whole(const lp *p, const char *path, const char *own, bool in_place,
                          diag_list *diags)
{
    write_task task = {.path = path, .own = own};
    status st = load_problem(p, true, diags, &task.glpk);
    if (st != STATUS_OK)
        return st;
    if (!guarded(write_problem, &task))
        return handle_report_failure(diags, "writing the problem");
    (void)guarded(delete_problem, task.glpk);
    if (!task.failed && (in_place || (is_whole(own) && rename(own, path) == 0)))
        return STATUS_OK;
    diag_add(diags, DIAG_CANNOT_WRITE, path, 0, "the linear program cannot be written here");
    return STATUS_IO;
}

status lp_write(const lp *p, const char *path, diag_list *diags)
{
    bool in_place;
    char *own = name_to_write(path, &in_place);
    if (own == NULL)
        return STATUS_NO_MEMORY;
    const status st = write_whole(p, path, own, in_place, diags);
    if (st != STATUS_OK && !in_place)
        (void)remove(own);
    free(own);
    return st;
}
