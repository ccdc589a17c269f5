#include "solver/game_solution.h"

#include <math.h>
#include <stdlib.h>

#include "solver/lp_solver.h"

/* All on a scale on which the largest value is SCALED_TO. */
#define SCALED_TO 100.0
/* By how much a coalition may be more unhappy than the program knows: a cent on a million euros. */
#define UNHAPPY_TOL 1e-6
/* Least dual of a coalition that binds; they sum to 1 over at most n + 1 coalitions. */
#define BINDING_DUAL 1e-6
#define SPAN_TOL 1e-9
/* s; far more than a program of 17 columns takes. */
#define GAME_TIME_LIMIT_S 60.0

/* Coalitions whose sum of shares is settled, in echelon form: sets that are sums of these are
 * too. */
typedef struct span {
    size_t n, rank;
    double rows[GAME_MAX_PLAYERS][GAME_MAX_PLAYERS];
    size_t pivot[GAME_MAX_PLAYERS];
} span;

typedef struct known_row {
    coalition members;
    bool settled;
    double excess; /* when settled */
} known_row;

typedef struct nucleolus {
    const game *game;
    diag_list *diags;
    double scale; /* EUR of one unit */
    span settled;
    known_row *rows;
    size_t n_rows, room;
    double x[GAME_MAX_PLAYERS + 1]; /* shares, and last the largest excess */
    double *duals;                  /* [n_rows + 1], of rows, and last of the sum */
} nucleolus;

/* What of the set is left after the span; gives the first place that is, or n. */
static size_t reduce(const span *sp, coalition s, double left[GAME_MAX_PLAYERS])
{
    for (size_t i = 0; i < sp->n; i++)
        left[i] = s & coalition_of(i) ? 1.0 : 0.0;
    for (size_t k = 0; k < sp->rank; k++) {
        const double factor = left[sp->pivot[k]];
        for (size_t i = 0; i < sp->n; i++)
            left[i] -= factor * sp->rows[k][i];
    }
    for (size_t i = 0; i < sp->n; i++)
        if (fabs(left[i]) > SPAN_TOL)
            return i;
    return sp->n;
}

static bool is_settled(const span *sp, coalition s)
{
    double left[GAME_MAX_PLAYERS];
    return reduce(sp, s, left) == sp->n;
}

static void settle(span *sp, coalition s)
{
    double left[GAME_MAX_PLAYERS];
    const size_t pivot = reduce(sp, s, left);
    if (pivot == sp->n)
        return;
    for (size_t i = 0; i < sp->n; i++)
        sp->rows[sp->rank][i] = left[i] / left[pivot];
    sp->rows[sp->rank][pivot] = 1.0;
    sp->pivot[sp->rank++] = pivot;
}

static double value_of(const nucleolus *w, coalition s)
{
    return w->game->value[s] / w->scale;
}

static double excess_of(const nucleolus *w, coalition s)
{
    double excess = value_of(w, s);
    for (size_t i = 0; i < w->game->n_players; i++)
        if (s & coalition_of(i))
            excess -= w->x[i];
    return excess;
}

static status add_row(nucleolus *w, coalition s)
{
    if (w->n_rows == w->room) {
        const size_t room = 2 * w->room + 2 * GAME_MAX_PLAYERS;
        known_row *rows = realloc(w->rows, room * sizeof *rows);
        if (rows != NULL)
            w->rows = rows;
        double *duals = realloc(w->duals, (room + 1) * sizeof *duals);
        if (duals != NULL)
            w->duals = duals;
        if (rows == NULL || duals == NULL)
            return STATUS_NO_MEMORY;
        w->room = room;
    }
    w->rows[w->n_rows++] = (known_row){.members = s};
    return STATUS_OK;
}

/* min t with x(S) + t >= v(S) for each known coalition that is open, x(S) = v(S) - excess for each
 * that is settled, x(N) = v(N), x_i >= v(i). */
static lp *make_program(const nucleolus *w)
{
    const size_t n = w->game->n_players;
    double alone = 0.0;
    lp *p = lp_new();
    if (p == NULL)
        return NULL;
    for (size_t i = 0; i < n; i++)
        alone += value_of(w, coalition_of(i));
    const double all = value_of(w, coalition_all(n)), spare = fmax(0.0, all - alone);
    for (size_t i = 0; i < n; i++) {
        const double least = value_of(w, coalition_of(i));
        lp_add_column(p, least, least + spare, false, "share[%zu]", i);
    }
    const double most = SCALED_TO * (double)(2 * n + 2);
    const int t = lp_add_column(p, -most, most, false, "excess");
    lp_add_cost(p, t, 1.0);
    for (size_t k = 0; k <= w->n_rows; k++) {
        const bool whole = k == w->n_rows;
        const coalition s = whole ? coalition_all(n) : w->rows[k].members;
        const bool equal = whole || w->rows[k].settled;
        const double side = value_of(w, s) - (!whole && equal ? w->rows[k].excess : 0.0);
        const int row = lp_add_row(p, LP_OTHER, side, equal ? side : INFINITY, "coalition[%zu]", k);
        for (size_t i = 0; i < n; i++)
            if (s & coalition_of(i))
                lp_add(p, row, (int)i, 1.0);
        if (!equal)
            lp_add(p, row, t, 1.0);
    }
    return p;
}

static status solve_known(nucleolus *w)
{
    lp *p = make_program(w);
    lp_solver *solver = NULL;
    lp_outcome outcome = LP_STOPPED;
    status st = p == NULL ? STATUS_NO_MEMORY : lp_finish(p);
    if (st == STATUS_OK)
        st = lp_solver_new(p, w->diags, &solver);
    if (st == STATUS_OK)
        st = lp_solver_relaxation(solver, &(lp_limits){.time_s = GAME_TIME_LIMIT_S}, &outcome, w->x,
                                  w->duals);
    lp_solver_free(solver);
    lp_free(p);
    if (st == STATUS_OK && outcome != LP_OPTIMAL) {
        diag_add(w->diags, DIAG_SOLVER_FAILED, NULL, 0,
                 "the program of a division of gains ended without a solution");
        return STATUS_SOLVER;
    }
    return st;
}

/* The most unhappy coalition that the program does not know, or 0. */
static coalition worst_unknown(const nucleolus *w)
{
    const size_t n = w->game->n_players;
    double worst = w->x[n] + UNHAPPY_TOL;
    coalition found = 0;
    for (coalition s = 1; s < coalition_all(n); s++) {
        const double excess = excess_of(w, s);
        if (excess > worst && !is_settled(&w->settled, s)) {
            worst = excess;
            found = s;
        }
    }
    return found;
}

/* Coalitions come into the program when it would forget them: of 65,536 few ever matter. */
static status solve_stage(nucleolus *w)
{
    status st = solve_known(w);
    for (coalition s; st == STATUS_OK && (s = worst_unknown(w)) != 0;) {
        st = add_row(w, s);
        if (st == STATUS_OK)
            st = solve_known(w);
    }
    return st;
}

/* A coalition with a dual above 0 is as unhappy in every optimum, so its sum of shares is settled;
 * those that follow from it leave the program, as t no longer speaks for them. */
static void settle_binding(nucleolus *w)
{
    const double excess = w->x[w->game->n_players];
    for (size_t k = 0; k < w->n_rows; k++)
        if (!w->rows[k].settled && w->duals[k] > BINDING_DUAL) {
            w->rows[k].settled = true;
            w->rows[k].excess = excess;
            settle(&w->settled, w->rows[k].members);
        }
    size_t kept = 0;
    for (size_t k = 0; k < w->n_rows; k++)
        if (w->rows[k].settled || !is_settled(&w->settled, w->rows[k].members))
            w->rows[kept++] = w->rows[k];
    w->n_rows = kept;
}

static status solve_all(nucleolus *w, game_solution *out)
{
    const size_t n = w->game->n_players;
    status st = STATUS_OK;
    for (size_t i = 0; st == STATUS_OK && i < n; i++)
        st = add_row(w, coalition_of(i));
    for (size_t stage = 0; st == STATUS_OK && w->settled.rank < n; stage++) {
        st = solve_stage(w);
        if (st != STATUS_OK)
            break;
        if (stage == 0)
            out->least_core_eur = w->x[n] * w->scale;
        const size_t before = w->settled.rank;
        settle_binding(w);
        if (w->settled.rank == before) {
            diag_add(w->diags, DIAG_SOLVER_FAILED, NULL, 0,
                     "the nucleolus was not found: no coalition binds");
            st = STATUS_SOLVER;
        }
    }
    for (size_t i = 0; i < n; i++)
        out->nucleolus[i] = w->x[i] * w->scale;
    return st;
}

status game_solve(const game *g, diag_list *diags, game_solution *out)
{
    const size_t n = g->n_players;
    double largest = 0.0, alone = 0.0;
    *out = (game_solution){0.0, {0.0}};
    for (coalition s = 1; s <= coalition_all(n); s++)
        largest = fmax(largest, fabs(g->value[s]));
    for (size_t i = 0; i < n; i++)
        alone += g->value[coalition_of(i)];
    if (alone > g->value[coalition_all(n)] + largest * UNHAPPY_TOL)
        return STATUS_INFEASIBLE;
    if (n == 1)
        out->nucleolus[0] = g->value[1];
    if (n == 1 || largest <= 0.0)
        return STATUS_OK;
    nucleolus w = {.game = g, .diags = diags, .scale = largest / SCALED_TO, .settled = {.n = n}};
    settle(&w.settled, coalition_all(n));
    const status st = solve_all(&w, out);
    free(w.rows);
    free(w.duals);
    return st;
}
