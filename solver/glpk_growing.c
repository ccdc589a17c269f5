/* A loaded problem that gains and loses rows and columns. */
#include "solver/glpk_handle.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct growth_task {
    lp_solver *solver;
    double lower, upper, cost;
    int n;
    const int *indices; /* from 0 */
    const double *values;
    int *from_1; /* GLPK counts from 1, in places and in arrays */
    double *values_1;
    int place; /* of the new row or column, from 1 */
} growth_task;

/* Columns are left as they are: scaled down, one enters only for a gain that much larger. */
void handle_scale_row(glp_prob *g, int row, int n, const int *columns, const double *values)
{
    double largest = 0.0;
    for (int k = 1; k <= n; k++)
        largest = fmax(largest, fabs(values[k]) * glp_get_sjj(g, columns[k]));
    glp_set_rii(g, row, largest > 0.0 ? exp2(-round(log2(largest))) : 1.0);
}

static void add_row(void *context)
{
    growth_task *task = context;
    glp_prob *g = task->solver->glpk;
    task->place = glp_add_rows(g, 1);
    glp_set_row_bnds(g, task->place, handle_bound_type(task->lower, task->upper), task->lower,
                     task->upper);
    glp_set_mat_row(g, task->place, task->n, task->from_1, task->values_1);
    handle_scale_row(g, task->place, task->n, task->from_1, task->values_1);
}

static void add_column(void *context)
{
    growth_task *task = context;
    glp_prob *g = task->solver->glpk;
    task->place = glp_add_cols(g, 1);
    glp_set_col_bnds(g, task->place, handle_bound_type(task->lower, task->upper), task->lower,
                     task->upper);
    glp_set_obj_coef(g, task->place, task->cost);
    glp_set_mat_col(g, task->place, task->n, task->from_1, task->values_1);
}

static void set_row(void *context)
{
    growth_task *task = context;
    glp_set_mat_row(task->solver->glpk, task->place, task->n, task->from_1, task->values_1);
}

static void delete_rows(void *context)
{
    growth_task *task = context;
    glp_del_rows(task->solver->glpk, task->n, task->from_1);
}

static void delete_columns(void *context)
{
    growth_task *task = context;
    glp_del_cols(task->solver->glpk, task->n, task->from_1);
}

/* Runs body on copies that count from 1. */
static status grow(growth_task *task, void (*body)(void *))
{
    lp_solver *s = task->solver;
    if (!handle_alive(s))
        return s->interrupted ? STATUS_OK : STATUS_SOLVER;
    task->from_1 = calloc((size_t)task->n + 1, sizeof *task->from_1);
    task->values_1 = calloc((size_t)task->n + 1, sizeof *task->values_1);
    status st = task->from_1 && task->values_1 ? STATUS_OK : STATUS_NO_MEMORY;
    for (int k = 0; st == STATUS_OK && k < task->n; k++) {
        task->from_1[k + 1] = task->indices[k] + 1;
        task->values_1[k + 1] = task->values ? task->values[k] : 0.0;
    }
    if (st == STATUS_OK && !guarded(body, task)) {
        s->glpk = NULL;
        st = handle_report_failure(s->diags, "changing a linear program");
    }
    free(task->from_1);
    free(task->values_1);
    return st;
}

status lp_solver_add_row(lp_solver *s, double lower, double upper, int n, const int *columns,
                         const double *values)
{
    growth_task task = {
        .solver = s, .lower = lower, .upper = upper, .n = n, .indices = columns, .values = values};
    return grow(&task, add_row);
}

status lp_solver_add_column(lp_solver *s, double lower, double upper, double cost, int n,
                            const int *rows, const double *values)
{
    growth_task task = {.solver = s,
                        .lower = lower,
                        .upper = upper,
                        .cost = cost,
                        .n = n,
                        .indices = rows,
                        .values = values};
    return grow(&task, add_column);
}

status lp_solver_set_row(lp_solver *s, int row, int n, const int *columns, const double *values)
{
    growth_task task = {
        .solver = s, .place = row + 1, .n = n, .indices = columns, .values = values};
    return grow(&task, set_row);
}

status lp_solver_delete_rows(lp_solver *s, int n, const int *rows)
{
    growth_task task = {.solver = s, .n = n, .indices = rows};
    return n > 0 ? grow(&task, delete_rows) : STATUS_OK;
}

status lp_solver_delete_columns(lp_solver *s, int n, const int *columns)
{
    growth_task task = {.solver = s, .n = n, .indices = columns};
    return n > 0 ? grow(&task, delete_columns) : STATUS_OK;
}

void lp_solver_set_row_bounds(lp_solver *s, int row, double lower, double upper)
{
    if (handle_alive(s))
        glp_set_row_bnds(s->glpk, row + 1, handle_bound_type(lower, upper), lower, upper);
}

int lp_solver_rows(lp_solver *s)
{
    return handle_alive(s) ? glp_get_num_rows(s->glpk) : 0;
}

int lp_solver_columns(lp_solver *s)
{
    return handle_alive(s) ? glp_get_num_cols(s->glpk) : 0;
}

bool lp_solver_row_is_basic(lp_solver *s, int row)
{
    return handle_alive(s) && glp_get_row_stat(s->glpk, row + 1) == GLP_BS;
}

bool lp_solver_column_is_basic(lp_solver *s, int column)
{
    return handle_alive(s) && glp_get_col_stat(s->glpk, column + 1) == GLP_BS;
}

/* A line, which is a row or a column, takes two bits; at its only bound, or without any, GLPK sees for
 * itself. */
enum { LINES_PER_BYTE = 4, LINE_BITS = 2, LINE_MASK = 3 };
static const int line_states[] = {GLP_BS, GLP_NL, GLP_NU, GLP_NS};

static void pack_line(unsigned char *packed, int line, int state)
{
    const int code = state == GLP_BS ? 0 : state == GLP_NL ? 1 : state == GLP_NU ? 2 : 3;
    packed[line / LINES_PER_BYTE] |=
        (unsigned char)(code << line % LINES_PER_BYTE * LINE_BITS);
}

static int unpack_line(const unsigned char *packed, int line)
{
    return line_states[packed[line / LINES_PER_BYTE] >> line % LINES_PER_BYTE * LINE_BITS &
                       LINE_MASK];
}

bool lp_solver_read_basis(lp_solver *s, unsigned char *packed)
{
    if (!handle_alive(s) || !s->has_basis)
        return false;
    const int rows = glp_get_num_rows(s->glpk), columns = glp_get_num_cols(s->glpk);
    memset(packed, 0, lp_basis_bytes((size_t)(rows + columns)));
    for (int i = 0; i < rows; i++)
        pack_line(packed, i, glp_get_row_stat(s->glpk, i + 1));
    for (int j = 0; j < columns; j++)
        pack_line(packed, rows + j, glp_get_col_stat(s->glpk, j + 1));
    return true;
}

void lp_solver_set_basis(lp_solver *s, const unsigned char *packed)
{
    if (!handle_alive(s))
        return;
    const int rows = glp_get_num_rows(s->glpk), columns = glp_get_num_cols(s->glpk);
    s->has_basis = packed != NULL;
    if (!packed) {
        glp_std_basis(s->glpk);
        return;
    }
    for (int i = 0; i < rows; i++)
        glp_set_row_stat(s->glpk, i + 1, unpack_line(packed, i));
    for (int j = 0; j < columns; j++)
        glp_set_col_stat(s->glpk, j + 1, unpack_line(packed, rows + j));
}

void lp_solver_leave_thread(void)
{
    glp_free_env();
}
