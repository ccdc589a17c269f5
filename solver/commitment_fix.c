#include "solver/commitment_fix.h"

#include <math.h>
#include <stdlib.h>

#include "model/tolerance.h"
#include "solver/commitment_columns.h"
#include "solver/formulation_parts.h"
#include "solver/lp_solver.h"

/* Beyond this a limit counts as exceeded, as a share of it. */
#define OVERRUN_TOL_FRAC 1e-6
/* s; investments without dispatch are a small program. */
#define SETTLE_TIME_LIMIT_S 120.0

typedef struct fixed_column {
    const commitment *what; /* NULL: nothing of it is decided */
    double amount;          /* that the column is fixed at */
} fixed_column;

struct commitment_fix {
    const region *region;
    const commitment *list;
    size_t n;
    bool *found;           /* [n] the region has a column for it */
    size_t n_columns;      /* in the order of commitment_each() */
    fixed_column *columns; /* [n_columns] */
    size_t n_rows;
    limit_row *rows;       /* [n_rows] limits that may be exceeded, as in the investments */
    double *over;          /* [n_rows] by how much they are */
};

/* Limits that people could exceed if they had to; a station or a group contract is none. */
static bool may_be_exceeded(const limit_row *row)
{
    const bool kind = row->kind == LIMIT_FUND || row->kind == LIMIT_SUBSIDY ||
                      row->kind == LIMIT_INSTALLER_WEEKS || row->kind == LIMIT_ADOPTION ||
                      row->kind == LIMIT_GROUND;
    return kind && row->row >= 0;
}

/* --- which columns ----------------------------------------------------------------------------- */

typedef struct filling {
    commitment_fix *k;
    const lp *p;
    size_t n;
} filling;

static void count(void *context, const commitment *offered, int column)
{
    (void)offered;
    (void)column;
    ((filling *)context)->n++;
}

static void fill(void *context, const commitment *offered, int column)
{
    filling *to = context;
    commitment_fix *k = to->k;
    const commitment *what = commitment_find(k->list, k->n, offered);
    const double wanted = what ? what->amount : 0.0;
    if (what)
        k->found[what - k->list] = true;
    k->columns[to->n++] = (fixed_column){
        what, fmin(fmax(wanted, lp_lower(to->p, column)), lp_upper(to->p, column))};
}

static void fill_rows(commitment_fix *k, const formulation *f)
{
    for (size_t i = 0; i < f->n_limit_rows; i++)
        if (may_be_exceeded(&f->limit_rows[i]))
            k->rows[k->n_rows++] = f->limit_rows[i];
}

static status allocate(commitment_fix *k, const formulation *inv)
{
    filling to = {.k = k, .p = inv->lp};
    commitment_each(inv, 0, count, &to);
    k->found = calloc(k->n + 1, sizeof *k->found);
    k->columns = calloc(to.n + 1, sizeof *k->columns);
    k->rows = calloc(inv->n_limit_rows + 1, sizeof *k->rows);
    k->over = calloc(inv->n_limit_rows + 1, sizeof *k->over);
    k->n_columns = to.n;
    return k->found && k->columns && k->rows && k->over ? STATUS_OK : STATUS_NO_MEMORY;
}

/* --- what the region can take ------------------------------------------------------------------ */

/* The investments, resident, with one more column per limit: by how much it is exceeded. */
typedef struct settling {
    commitment_fix *k;
    const formulation *inv;
    lp_solver *s;
    double *x;
    bool free; /* decisions may be done in part */
    size_t n;  /* columns visited */
} settling;

static double row_scale(const settling *t, const limit_row *row)
{
    return fmax(1.0, fabs(lp_row_upper(t->inv->lp, row->row)));
}

static status add_overruns(const settling *t)
{
    status st = STATUS_OK;
    for (size_t i = 0; st == STATUS_OK && i < t->k->n_rows; i++)
        st = lp_solver_add_column(t->s, 0.0, SHORTFALL_MOST, 0.0, 1, &t->k->rows[i].row,
                                  (const double[]){-1.0});
    return st;
}

/* Targets may be missed: what that costs is seen later. */
static void open_targets(const settling *t)
{
    const region *r = t->inv->region;
    for (size_t k = 0; k < r->n_targets * r->horizon.n_milestones; k++)
        if (t->inv->target_slack[k] >= 0)
            lp_solver_set_bounds(t->s, t->inv->target_slack[k], 0.0, SHORTFALL_MOST);
}

static void bound_column(void *context, const commitment *offered, int column)
{
    settling *t = context;
    (void)offered;
    const double amount = t->k->columns[t->n++].amount;
    const double least = lp_lower(t->inv->lp, column);
    lp_solver_set_bounds(t->s, column, t->free ? least : amount, amount);
    lp_solver_set_cost(t->s, column, t->free && amount > least ? -1.0 / (amount - least) : 0.0);
}

/* Either as much as possible of the decisions, or the least overruns with them as they are. */
static void set_aim(settling *t, bool free)
{
    const int columns = lp_columns(t->inv->lp);
    for (int j = 0; j < columns; j++)
        lp_solver_set_cost(t->s, j, 0.0);
    t->free = free;
    t->n = 0;
    commitment_each(t->inv, 0, bound_column, t);
    for (size_t i = 0; i < t->k->n_rows; i++)
        lp_solver_set_cost(t->s, columns + (int)i, free ? 0.0 : 1.0 / row_scale(t, &t->k->rows[i]));
    lp_solver_forget_basis(t->s);
}

static void keep_part(void *context, const commitment *offered, int column)
{
    settling *t = context;
    (void)offered;
    fixed_column *c = &t->k->columns[t->n++];
    const double used = fmin(c->amount, t->x[column]);
    c->amount = lp_is_whole(t->inv->lp, column) ? floor(used + INTEGER_TOL) : used;
}

static status settle_once(settling *t, bool free, bool *possible)
{
    const lp_limits limits = {.time_s = SETTLE_TIME_LIMIT_S};
    lp_outcome outcome;
    set_aim(t, free);
    const status st = lp_solver_relaxation(t->s, &limits, &outcome, t->x, NULL);
    *possible = st == STATUS_OK && outcome == LP_OPTIMAL;
    return st;
}

/* (E91) All of the decisions that fits at whatever overrun, then the least overruns. Mostly all fits. */
static status settle(settling *t)
{
    bool possible = false;
    status st = settle_once(t, false, &possible);
    if (st == STATUS_OK && !possible)
        st = settle_once(t, true, &possible);
    if (st != STATUS_OK || !possible)
        return st == STATUS_OK ? STATUS_INFEASIBLE : st;
    if (t->free) {
        t->n = 0;
        commitment_each(t->inv, 0, keep_part, t);
        st = settle_once(t, false, &possible);
    }
    const int columns = lp_columns(t->inv->lp);
    for (size_t i = 0; st == STATUS_OK && possible && i < t->k->n_rows; i++) {
        const double over = t->x[columns + (int)i];
        t->k->over[i] = over > OVERRUN_TOL_FRAC * row_scale(t, &t->k->rows[i]) ? over : 0.0;
    }
    return st == STATUS_OK && !possible ? STATUS_INFEASIBLE : st;
}

static status settle_all(commitment_fix *k, const formulation *inv, diag_list *diags)
{
    settling t = {.k = k, .inv = inv};
    t.x = calloc((size_t)lp_columns(inv->lp) + k->n_rows + 1, sizeof *t.x);
    status st = t.x ? lp_solver_new(inv->lp, diags, &t.s) : STATUS_NO_MEMORY;
    if (st == STATUS_OK)
        st = add_overruns(&t);
    if (st == STATUS_OK) {
        open_targets(&t);
        st = settle(&t);
    }
    lp_solver_free(t.s);
    free(t.x);
    return st;
}

status commitment_fix_new(const region *r, perspective who, const commitment *list, size_t n,
                          diag_list *diags, commitment_fix **out)
{
    commitment_fix *k = calloc(1, sizeof *k);
    formulation *inv = NULL;
    if (!k)
        return STATUS_NO_MEMORY;
    *k = (commitment_fix){.region = r, .list = list, .n = n};
    status st = formulation_investments(r, who, &inv);
    if (st == STATUS_OK)
        st = allocate(k, inv);
    if (st == STATUS_OK) {
        filling to = {.k = k, .p = inv->lp};
        commitment_each(inv, 0, fill, &to);
        fill_rows(k, inv);
        st = settle_all(k, inv, diags);
    }
    formulation_free(inv);
    if (st == STATUS_OK)
        *out = k;
    else
        commitment_fix_free(k);
    return st;
}

void commitment_fix_free(commitment_fix *k)
{
    if (!k)
        return;
    free(k->found);
    free(k->columns);
    free(k->rows);
    free(k->over);
    free(k);
}

/* --- the formulation ---------------------------------------------------------------------------- */

typedef struct applying {
    const commitment_fix *k;
    lp *p;
    size_t n;
} applying;

static void fix_column(void *context, const commitment *offered, int column)
{
    applying *to = context;
    (void)offered;
    const double amount = to->k->columns[to->n++].amount;
    lp_set_bounds(to->p, column, amount, amount);
}

void commitment_fix_apply(const commitment_fix *k, formulation *f)
{
    applying to = {.k = k, .p = f->lp};
    commitment_each(f, 0, fix_column, &to);
    for (size_t i = 0, n = 0; i < f->n_limit_rows && n < k->n_rows; i++) {
        const limit_row *row = &f->limit_rows[i];
        if (!may_be_exceeded(row))
            continue;
        const double over = k->over[n++];
        lp_set_row_bounds(f->lp, row->row, lp_row_lower(f->lp, row->row),
                          lp_row_upper(f->lp, row->row) + over);
    }
}

bool commitment_fix_exceeds(const commitment_fix *k)
{
    for (size_t i = 0; i < k->n_rows; i++)
        if (k->over[i] > 0.0)
            return true;
    return false;
}

/* --- what is told --------------------------------------------------------------------------------- */

static const char *limit_unit(limit_kind kind)
{
    switch (kind) {
    case LIMIT_FUND:
    case LIMIT_SUBSIDY:
        return "EUR";
    case LIMIT_INSTALLER_WEEKS:
        return "weeks";
    case LIMIT_ADOPTION:
        return "companies";
    default:
        return "m2";
    }
}

static void tell_idle(plan *p, const commitment *what, double amount)
{
    if (amount <= SHARE_TOL_FRAC)
        return;
    const double cost_eur = what->cost_eur * amount / what->amount;
    p->idle[p->n_idle++] = (idle_commitment){what, amount, cost_eur};
    p->idle_cost_eur += cost_eur;
}

status commitment_fix_tell(const commitment_fix *k, arena *mem, plan *p)
{
    p->idle = ARENA_ARRAY(mem, k->n + k->n_columns, idle_commitment);
    p->overruns = ARENA_ARRAY(mem, k->n_rows, limit_overrun);
    if (!p->idle || !p->overruns)
        return STATUS_NO_MEMORY;
    for (size_t i = 0; i < k->n; i++)
        if (!k->found[i])
            tell_idle(p, &k->list[i], k->list[i].amount);
    for (size_t i = 0; i < k->n_columns; i++)
        if (k->columns[i].what)
            tell_idle(p, k->columns[i].what, k->columns[i].what->amount - k->columns[i].amount);
    for (size_t i = 0; i < k->n_rows; i++)
        if (k->over[i] > 0.0)
            p->overruns[p->n_overruns++] =
                (limit_overrun){.kind = k->rows[i].kind,
                                .object = limit_row_object(k->region, &k->rows[i]),
                                .milestone = k->rows[i].y,
                                .amount = k->over[i] / k->rows[i].upper_per_unit,
                                .unit = limit_unit(k->rows[i].kind)};
    return STATUS_OK;
}
