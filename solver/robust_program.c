#include "solver/robust_program.h"

#include <math.h>
#include <stdlib.h>

#include "model/tolerance.h"
#include "model/units.h"
#include "solver/commitment_columns.h"
#include "solver/formulation_parts.h"

/* Rows of all futures together, beyond which branch and bound is hopeless. */
#define MOST_ROWS 60000

/* A decision that some future offers, and the column that all of them share. */
typedef struct shared {
    commitment what;   /* of the first future that offers it; cost of one unit */
    double upper;      /* the most that any future allows */
    bool whole;
    int column;        /* in the program */
} shared;

typedef struct robust {
    const robust_future *futures;
    size_t n;
    robust_aim aim;
    formulation **parts; /* [n] each future whole */
    int *first;          /* [n] its first column in the program */
    shared *list;        /* [n_shared] sorted */
    size_t n_shared;
    lp *p;
    int worst;           /* column of the largest regret, kEUR; LP_NONE */
    int *regret_row;     /* [n] */
} robust;

static int compare(const void *a, const void *b)
{
    return commitment_compare(&((const shared *)a)->what, &((const shared *)b)->what);
}

/* --- what is shared -------------------------------------------------------------------------------- */

typedef struct gathering {
    robust *q;
    const lp *part;
    size_t n;
} gathering;

static void gather(void *context, const commitment *offered, int column)
{
    gathering *g = context;
    if (g->q->list)
        g->q->list[g->n] = (shared){.what = *offered,
                                    .upper = lp_upper(g->part, column),
                                    .whole = lp_is_whole(g->part, column),
                                    .column = LP_NONE};
    g->n++;
}

static void merge_doubles(robust *q, size_t n)
{
    for (size_t k = 0; k < n; k++) {
        shared *last = q->n_shared > 0 ? &q->list[q->n_shared - 1] : NULL;
        if (last && commitment_compare(&last->what, &q->list[k].what) == 0)
            last->upper = fmax(last->upper, q->list[k].upper);
        else
            q->list[q->n_shared++] = q->list[k];
    }
}

static status gather_shared(robust *q)
{
    gathering g = {.q = q};
    for (int filling = 0; filling <= 1; filling++) {
        if (filling)
            q->list = calloc(g.n + 1, sizeof *q->list);
        if (filling && !q->list)
            return STATUS_NO_MEMORY;
        g.n = 0;
        for (size_t s = 0; s < q->n; s++) {
            g.part = q->parts[s]->lp;
            commitment_each(q->parts[s], 0, gather, &g);
        }
    }
    qsort(q->list, g.n, sizeof *q->list, compare);
    merge_doubles(q, g.n);
    return STATUS_OK;
}

/* --- the program ----------------------------------------------------------------------------------- */

/* What a kEUR of a future adds to the objective. */
static double weight(const robust *q, size_t s)
{
    return q->aim == ROBUST_EXPECTED_COST ? q->futures[s].probability : 0.0;
}

/* A cost of a future, in the objective or in its row of regret. */
static void add_cost(robust *q, size_t s, int column, double keur)
{
    lp_add_cost(q->p, column, weight(q, s) * keur);
    if (q->regret_row[s] >= 0)
        lp_add(q->p, q->regret_row[s], column, keur);
}

static void copy_columns(robust *q, size_t s)
{
    const lp *part = q->parts[s]->lp;
    q->first[s] = lp_columns(q->p);
    for (int j = 0; j < lp_columns(part); j++)
        (void)lp_add_column(q->p, lp_lower(part, j), lp_upper(part, j), lp_is_whole(part, j), "c");
    for (int j = 0; j < lp_columns(part); j++)
        add_cost(q, s, q->first[s] + j, lp_cost(part, j));
    lp_add_constant(q->p, weight(q, s) * lp_constant(part));
}

typedef struct tying {
    robust *q;
    size_t s;
    bool *tied; /* [n_shared] */
} tying;

/* (E95) The future does what is decided; where it allows less than another one, less, and what stands
 * idle is paid. */
static void tie(void *context, const commitment *offered, int column)
{
    tying *t = context;
    robust *q = t->q;
    const shared key = {.what = *offered};
    const shared *of = bsearch(&key, q->list, q->n_shared, sizeof *q->list, compare);
    const int own = q->first[t->s] + column;
    const bool idle = lp_upper(q->parts[t->s]->lp, column) < of->upper;
    const int row = lp_add_row(q->p, LP_OTHER, idle ? -INFINITY : 0.0, 0.0, "s");
    lp_add(q->p, row, own, 1.0);
    lp_add(q->p, row, of->column, -1.0);
    t->tied[of - q->list] = true;
    if (idle) {
        add_cost(q, t->s, of->column, of->what.cost_eur / EUR_PER_KEUR);
        add_cost(q, t->s, own, -of->what.cost_eur / EUR_PER_KEUR);
    }
}

static status tie_future(robust *q, size_t s)
{
    tying t = {q, s, calloc(q->n_shared + 1, sizeof(bool))};
    if (!t.tied)
        return STATUS_NO_MEMORY;
    commitment_each(q->parts[s], 0, tie, &t);
    for (size_t k = 0; k < q->n_shared; k++)
        if (!t.tied[k])
            add_cost(q, s, q->list[k].column, q->list[k].what.cost_eur / EUR_PER_KEUR);
    free(t.tied);
    return STATUS_OK;
}

/* (E97) cost of the future - worst <= cost of its best plan. */
static void add_regret_rows(robust *q)
{
    q->worst = LP_NONE;
    for (size_t s = 0; s < q->n; s++)
        q->regret_row[s] = LP_NONE;
    if (q->aim != ROBUST_LARGEST_REGRET)
        return;
    q->worst = lp_add_column(q->p, 0.0, SHORTFALL_MOST, false, "worst");
    lp_add_cost(q->p, q->worst, 1.0);
    for (size_t s = 0; s < q->n; s++) {
        const double known = q->futures[s].best_eur / EUR_PER_KEUR - lp_constant(q->parts[s]->lp);
        q->regret_row[s] = lp_add_row(q->p, LP_KEUR, -INFINITY, known, "regret");
        lp_add(q->p, q->regret_row[s], q->worst, -1.0);
    }
}

static status build(robust *q)
{
    q->p = lp_new();
    if (!q->p)
        return STATUS_NO_MEMORY;
    lp_leave_out_names(q->p);
    add_regret_rows(q);
    for (size_t k = 0; k < q->n_shared; k++)
        q->list[k].column = lp_add_column(q->p, 0.0, q->list[k].upper, q->list[k].whole, "d");
    status st = STATUS_OK;
    for (size_t s = 0; st == STATUS_OK && s < q->n; s++) {
        copy_columns(q, s);
        lp_copy_rows(q->p, q->parts[s]->lp, q->first[s]);
        st = tie_future(q, s);
    }
    return st == STATUS_OK ? lp_finish(q->p) : st;
}

/* --- solving ---------------------------------------------------------------------------------------- */

static status read_answer(const robust *q, const double *x, arena *mem, robust_answer *out)
{
    out->commitments = ARENA_ARRAY(mem, q->n_shared, commitment);
    if (!out->commitments)
        return STATUS_NO_MEMORY;
    for (size_t k = 0; k < q->n_shared; k++) {
        const shared *of = &q->list[k];
        const double amount = of->whole ? round(x[of->column]) : x[of->column];
        if (amount <= SHARE_TOL_FRAC)
            continue;
        commitment *c = &out->commitments[out->n_commitments++];
        *c = of->what;
        c->amount = amount;
        c->cost_eur *= amount;
    }
    return STATUS_OK;
}

static status solve(const robust *q, lp_solver *s, double gap_frac, const lp_limits *limits,
                    double *x, double *y, robust_answer *out)
{
    lp_outcome outcome;
    double bound = -INFINITY;
    status st = lp_solver_relaxation(s, limits, &outcome, x, y);
    if (st != STATUS_OK || outcome != LP_OPTIMAL)
        return st;
    out->bound_eur = lp_dual_bound(q->p, y) * EUR_PER_KEUR;
    out->found = lp_whole_columns(q->p) == 0;
    if (!out->found)
        st = lp_solver_whole(s, limits, gap_frac, x, &out->found, &outcome, &bound);
    if (st == STATUS_OK && isfinite(bound))
        out->bound_eur = fmax(out->bound_eur, fmin(bound, lp_objective(q->p, x)) * EUR_PER_KEUR);
    if (st == STATUS_OK && out->found)
        out->value_eur = lp_objective(q->p, x) * EUR_PER_KEUR;
    return st;
}

static status solve_and_read(const robust *q, double gap_frac, const lp_limits *limits, arena *mem,
                             diag_list *diags, robust_answer *out)
{
    lp_solver *s = NULL;
    double *x = calloc((size_t)lp_columns(q->p) + 1, sizeof *x);
    double *y = calloc((size_t)lp_rows(q->p) + 1, sizeof *y);
    status st = x && y ? lp_solver_new(q->p, diags, &s) : STATUS_NO_MEMORY;
    if (st == STATUS_OK)
        st = solve(q, s, gap_frac, limits, x, y, out);
    if (st == STATUS_OK && out->found)
        st = read_answer(q, x, mem, out);
    lp_solver_free(s);
    free(x);
    free(y);
    return st;
}

static status open_parts(robust *q, perspective who, int *n_rows)
{
    status st = STATUS_OK;
    *n_rows = 0;
    for (size_t s = 0; st == STATUS_OK && s < q->n && *n_rows <= MOST_ROWS; s++) {
        st = formulation_whole(q->futures[s].region, who, &q->parts[s]);
        if (st == STATUS_OK)
            *n_rows += lp_rows(q->parts[s]->lp);
    }
    return st;
}

status robust_solve(const robust_future *futures, size_t n, perspective who, robust_aim aim,
                    double gap_frac, const lp_limits *limits, arena *mem, diag_list *diags,
                    robust_answer *out)
{
    robust q = {.futures = futures, .n = n, .aim = aim};
    int n_rows = 0;
    *out = (robust_answer){.bound_eur = -INFINITY};
    q.parts = calloc(n + 1, sizeof *q.parts);
    q.first = calloc(n + 1, sizeof *q.first);
    q.regret_row = calloc(n + 1, sizeof *q.regret_row);
    status st = q.parts && q.first && q.regret_row ? open_parts(&q, who, &n_rows) : STATUS_NO_MEMORY;
    out->too_large = n_rows > MOST_ROWS;
    if (st == STATUS_OK && !out->too_large)
        st = gather_shared(&q);
    if (st == STATUS_OK && !out->too_large)
        st = build(&q);
    if (st == STATUS_OK && !out->too_large)
        st = solve_and_read(&q, gap_frac, limits, mem, diags, out);
    for (size_t s = 0; q.parts && s < n; s++)
        formulation_free(q.parts[s]);
    lp_free(q.p);
    free(q.parts);
    free(q.first);
    free(q.regret_row);
    free(q.list);
    return st;
}
