#include "solver/coordinator.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "solver/room.h"
#include "solver/row_sums.h"

enum { IDLE_PLAN = 20 };
/* kEUR per unit of a linking row that known plans cannot meet yet: to begin with, and by how much
 * it is raised when no plan at the prices helps. A price far above the row's own would be a price for
 * stations to go to extremes for. */
#define FIRST_MISSED_KEUR 10.0
#define DEARER_MISSED 8.0
#define DEAREST_MISSED_KEUR 1e8
#define MISSED_MOST 1e9
#define PRICE_TOL_FRAC 1e-6

typedef struct known_plan {
    size_t station;
    double keur, missed;
    double *x; /* [columns of the station's block] */
    int idle;
} known_plan;

struct coordinator {
    const split *parts;
    diag_list *diags;
    lp *base; /* region's columns and rows, then linking rows, then convexity */
    int first_link, first_convexity;
    int n_own;    /* the region's columns, and two per linking row for what is missed */
    int n_region; /* of these, the region's */
    lp_solver *solver;
    bool solved;
    known_plan *plans; /* column n_own + k */
    size_t n_plans, room;
    size_t n_mixed;        /* plans that the last solve knew */
    double *lower, *upper; /* [n_own] as set */
    double *x, *y, *price;
    double best_keur; /* the highest bound, at the duals best_y; tried_y is what is tried */
    double *best_y, *tried_y;
    bool is_guessed; /* best_y is of a run before, under other bounds */
    size_t x_room;
};

static lp *make_base(coordinator *c)
{
    const split *s = c->parts;
    const block_part *own = &s->blocks[s->n_stations];
    lp *to = lp_new();
    if (!to)
        return NULL;
    lp_leave_out_names(to);
    c->n_region = (int)own->n_columns;
    for (int j = 0; j < c->n_region; j++) {
        lp_add_column(to, lp_lower(own->lp, j), lp_upper(own->lp, j), false, "x");
        lp_add_cost(to, j, lp_cost(own->lp, j));
    }
    lp_copy_rows(to, own->lp, 0);
    c->first_link = lp_rows(to);
    for (size_t k = 0; k < s->n_links; k++)
        lp_add_row(to, LP_OTHER, s->link_lower[k], s->link_upper[k], "link");
    for (size_t k = 0; k < own->n_terms; k++)
        lp_add(to, c->first_link + own->terms[k].row, own->terms[k].column, own->terms[k].value);
    for (size_t k = 0; k < 2 * s->n_links; k++) {
        const int missed = lp_add_column(to, 0.0, MISSED_MOST, false, "missed");
        lp_add_cost(to, missed, FIRST_MISSED_KEUR);
        lp_add(to, c->first_link + (int)(k / 2), missed, k % 2 == 0 ? 1.0 : -1.0);
    }
    c->n_own = lp_columns(to);
    c->first_convexity = lp_rows(to);
    for (size_t k = 0; k < s->n_stations; k++)
        lp_add_row(to, LP_OTHER, 1.0, 1.0, "station");
    if (lp_finish(to) == STATUS_OK)
        return to;
    lp_free(to);
    return NULL;
}

status coordinator_new(const split *parts, diag_list *diags, coordinator **out)
{
    coordinator *c = calloc(1, sizeof *c);
    if (!c)
        return STATUS_NO_MEMORY;
    c->parts = parts;
    c->diags = diags;
    c->base = make_base(c);
    status st = c->base ? lp_solver_new(c->base, diags, &c->solver) : STATUS_NO_MEMORY;
    if (st == STATUS_OK) {
        c->y = calloc((size_t)lp_rows(c->base) + 1, sizeof *c->y);
        c->best_keur = -INFINITY;
        c->best_y = calloc((size_t)lp_rows(c->base) + 1, sizeof *c->best_y);
        c->tried_y = calloc((size_t)lp_rows(c->base) + 1, sizeof *c->tried_y);
        c->price = calloc(parts->n_links + 1, sizeof *c->price);
        c->lower = calloc((size_t)c->n_own + 1, sizeof *c->lower);
        c->upper = calloc((size_t)c->n_own + 1, sizeof *c->upper);
        st = c->y && c->price && c->best_y && c->tried_y && c->lower && c->upper ? STATUS_OK
                                                                                 : STATUS_NO_MEMORY;
    }
    for (int j = 0; st == STATUS_OK && j < c->n_own; j++) {
        c->lower[j] = lp_lower(c->base, j);
        c->upper[j] = lp_upper(c->base, j);
    }
    if (st == STATUS_OK)
        *out = c;
    else
        coordinator_free(c);
    return st;
}

void coordinator_free(coordinator *c)
{
    if (!c)
        return;
    lp_solver_free(c->solver);
    lp_free(c->base);
    for (size_t k = 0; k < c->n_plans; k++)
        free(c->plans[k].x);
    free(c->plans);
    free(c->lower);
    free(c->upper);
    free(c->x);
    free(c->y);
    free(c->best_y);
    free(c->tried_y);
    free(c->price);
    free(c);
}

static const block_part *block_of(const coordinator *c, size_t s)
{
    return &c->parts->blocks[s];
}

/* Column of the plan: what it does to the linking rows, and 1 for its station. */
static status add_column(coordinator *c, size_t s, const station_plan *found)
{
    const block_part *b = block_of(c, s);
    const size_t n = c->parts->n_links;
    double *effect = calloc(n + 1, sizeof *effect);
    int *rows = calloc(n + 2, sizeof *rows);
    double *values = calloc(n + 2, sizeof *values);
    status st = effect && rows && values ? STATUS_OK : STATUS_NO_MEMORY;
    if (st == STATUS_OK) {
        int count = 0;
        for (size_t k = 0; k < b->n_terms; k++)
            effect[b->terms[k].row] += b->terms[k].value * found->x[b->terms[k].column];
        for (size_t k = 0; k < n; k++)
            if (fpclassify(effect[k]) != FP_ZERO) {
                rows[count] = c->first_link + (int)k;
                values[count++] = effect[k];
            }
        rows[count] = c->first_convexity + (int)s;
        values[count++] = 1.0;
        st = lp_solver_add_column(c->solver, 0.0, 1.0, found->keur, count, rows, values);
    }
    free(effect);
    free(rows);
    free(values);
    return st;
}

status coordinator_add_plan(coordinator *c, size_t s, const station_plan *found)
{
    if (!room_for((void **)&c->plans, c->n_plans, &c->room, sizeof *c->plans))
        return STATUS_NO_MEMORY;
    const size_t bytes = block_of(c, s)->n_columns * sizeof(double);
    double *x = malloc(bytes + 1);
    if (!x)
        return STATUS_NO_MEMORY;
    memcpy(x, found->x, bytes);
    c->plans[c->n_plans++] = (known_plan){s, found->keur, found->missed, x, 0};
    return add_column(c, s, found);
}

void coordinator_set_bounds(coordinator *c, int column, double lower, double upper)
{
    c->lower[column] = lower;
    c->upper[column] = upper;
    lp_solver_set_bounds(c->solver, column, lower, upper);
}

void coordinator_set_cost(coordinator *c, int column, double keur)
{
    lp_set_cost(c->base, column, keur);
    lp_solver_set_cost(c->solver, column, keur);
}

status coordinator_solve(coordinator *c, const lp_limits *limits, lp_outcome *outcome)
{
    const size_t columns = (size_t)lp_solver_columns(c->solver) + 1;
    if (columns > c->x_room) {
        double *bigger = realloc(c->x, 2 * columns * sizeof *bigger);
        if (!bigger)
            return STATUS_NO_MEMORY;
        memset(bigger + c->x_room, 0, (2 * columns - c->x_room) * sizeof *bigger);
        c->x = bigger;
        c->x_room = 2 * columns;
    }
    const status st = c->solved
                          ? lp_solver_simplex(c->solver, LP_PRIMAL, limits, outcome, c->x, c->y)
                          : lp_solver_relaxation(c->solver, limits, outcome, c->x, c->y);
    if (st != STATUS_OK || *outcome != LP_OPTIMAL)
        return st;
    c->solved = true;
    c->n_mixed = c->n_plans;
    for (int i = 0; i < c->first_convexity; i++)
        c->y[i] = clipped(c->y[i], lp_row_lower(c->base, i), lp_row_upper(c->base, i));
    memcpy(c->price, c->y + c->first_link, c->parts->n_links * sizeof *c->price);
    for (size_t k = 0; k < c->n_plans; k++)
        c->plans[k].idle = c->x[c->n_own + (int)k] > 0.0 ? 0 : c->plans[k].idle + 1;
    return STATUS_OK;
}

double coordinator_keur(const coordinator *c)
{
    double keur = lp_objective(c->base, c->x) + lp_constant(c->parts->investments->lp);
    for (size_t k = 0; k < c->n_plans; k++)
        keur += c->x[c->n_own + (int)k] * c->plans[k].keur;
    return keur;
}

const double *coordinator_prices(const coordinator *c)
{
    return c->price;
}

double coordinator_row_dual(const coordinator *c, int row)
{
    return c->y[row];
}

void coordinator_restore_prices(coordinator *c)
{
    memcpy(c->y, c->best_y, (size_t)c->first_convexity * sizeof *c->y);
    memcpy(c->price, c->y + c->first_link, c->parts->n_links * sizeof *c->price);
}

static double bound_at(const coordinator *c, const double *y, const double *station_bound_keur)
{
    double bound = lp_constant(c->parts->investments->lp);
    for (size_t s = 0; s < c->parts->n_stations; s++)
        bound += station_bound_keur[s];
    double *reduced = malloc(((size_t)c->n_own + 1) * sizeof *reduced);
    if (!reduced)
        return -INFINITY;
    for (int j = 0; j < c->n_own; j++)
        reduced[j] = lp_cost(c->base, j);
    for (int i = 0; i < c->first_convexity; i++) {
        const double dual = y[i];
        if (fpclassify(dual) == FP_ZERO)
            continue;
        bound += dual * (dual > 0.0 ? lp_row_lower(c->base, i) : lp_row_upper(c->base, i));
        const lp_row_view v = lp_row(c->base, i);
        for (int k = 0; k < v.n; k++)
            reduced[v.columns[k]] -= dual * v.values[k];
    }
    for (int j = 0; j < c->n_own; j++)
        bound += reduced[j] * (reduced[j] > 0.0 ? c->lower[j] : c->upper[j]);
    free(reduced);
    return bound;
}

double coordinator_bound(const coordinator *c, const double *station_bound_keur)
{
    return bound_at(c, c->y, station_bound_keur);
}

const double *coordinator_try_prices(coordinator *c, double best_share)
{
    const double kept = isfinite(c->best_keur) ? best_share : c->is_guessed ? 1.0 : 0.0;
    for (int i = 0; i < c->first_convexity; i++)
        c->tried_y[i] = kept * c->best_y[i] + (1.0 - kept) * c->y[i];
    return c->tried_y + c->first_link;
}

double coordinator_tried_bound(coordinator *c, const double *station_bound_keur)
{
    const double keur = bound_at(c, c->tried_y, station_bound_keur);
    if (keur > c->best_keur) {
        c->best_keur = keur;
        memcpy(c->best_y, c->tried_y, (size_t)c->first_convexity * sizeof *c->best_y);
    }
    return keur;
}

void coordinator_station(const coordinator *c, size_t s, double *x)
{
    const size_t n = block_of(c, s)->n_columns;
    memset(x, 0, n * sizeof *x);
    for (size_t k = 0; k < c->n_mixed; k++) {
        const double part = c->x[c->n_own + (int)k];
        if (c->plans[k].station != s || part <= 0.0)
            continue;
        for (size_t j = 0; j < n; j++)
            x[j] += part * c->plans[k].x[j];
    }
}

/* The two columns of a link add to it and take from it. */
static bool has_reached(const coordinator *c, int missed)
{
    const int k = missed - c->n_region;
    const double price = (k % 2 == 0 ? 1.0 : -1.0) * c->y[c->first_link + k / 2];
    return price >= (1.0 - PRICE_TOL_FRAC) * lp_cost(c->base, missed);
}

void coordinator_raise_missed(coordinator *c, bool also_reached)
{
    for (int j = c->n_region; c->solved && j < c->n_own; j++)
        if (c->x[j] > LINK_MISSED_TOL || (also_reached && has_reached(c, j)))
            coordinator_set_cost(c, j,
                                 fmin(DEARER_MISSED * lp_cost(c->base, j), DEAREST_MISSED_KEUR));
}

void coordinator_lower_missed(coordinator *c)
{
    bool is_dear = false;
    for (int j = c->n_region; j < c->n_own; j++)
        coordinator_set_cost(c, j, FIRST_MISSED_KEUR);
    for (int i = c->first_link; i < c->first_convexity; i++)
        is_dear |= fabs(c->best_y[i]) > FIRST_MISSED_KEUR;
    if (!is_dear)
        return;
    memset(c->best_y, 0, (size_t)c->first_convexity * sizeof *c->best_y);
    c->best_keur = -INFINITY;
    c->is_guessed = false;
}

/* Duals of the region's rows and of links, then two costs per link. */
size_t coordinator_guess_size(const coordinator *c)
{
    return (size_t)(c->first_convexity + c->n_own - c->n_region);
}

bool coordinator_read_guess(const coordinator *c, double *guess)
{
    memcpy(guess, c->best_y, (size_t)c->first_convexity * sizeof *guess);
    for (int j = c->n_region; j < c->n_own; j++)
        guess[c->first_convexity + j - c->n_region] = lp_cost(c->base, j);
    return isfinite(c->best_keur);
}

void coordinator_guess(coordinator *c, const double *guess)
{
    memcpy(c->best_y, guess, (size_t)c->first_convexity * sizeof *guess);
    for (int j = c->n_region; j < c->n_own; j++)
        coordinator_set_cost(c, j, guess[c->first_convexity + j - c->n_region]);
    c->best_keur = -INFINITY;
    c->is_guessed = true;
}

double coordinator_missed(const coordinator *c)
{
    double most = c->solved ? 0.0 : INFINITY;
    for (int j = c->n_region; c->solved && j < c->n_own; j++)
        most = fmax(most, c->x[j]);
    return most;
}

double coordinator_plans_miss(const coordinator *c)
{
    double most = 0.0;
    for (size_t s = 0; s < c->parts->n_stations; s++) {
        double missed = 0.0;
        for (size_t k = 0; k < c->n_mixed; k++)
            if (c->plans[k].station == s)
                missed += fmax(0.0, c->x[c->n_own + (int)k]) * c->plans[k].missed;
        most = fmax(most, missed);
    }
    return most;
}

status coordinator_forget_plans(coordinator *c)
{
    int *columns = calloc(c->n_plans + 1, sizeof *columns);
    if (!columns)
        return STATUS_NO_MEMORY;
    for (size_t k = 0; k < c->n_plans; k++) {
        columns[k] = c->n_own + (int)k;
        free(c->plans[k].x);
    }
    const status st = lp_solver_delete_columns(c->solver, (int)c->n_plans, columns);
    c->n_plans = 0;
    c->is_guessed |= isfinite(c->best_keur);
    c->best_keur = -INFINITY;
    c->solved = false;
    lp_solver_forget_basis(c->solver);
    free(columns);
    return st;
}

const double *coordinator_region(const coordinator *c)
{
    return c->x;
}

status coordinator_trim(coordinator *c)
{
    int *columns = calloc(c->n_plans + 1, sizeof *columns);
    if (!columns)
        return STATUS_NO_MEMORY;
    int n = 0;
    size_t kept = 0;
    for (size_t k = 0; k < c->n_plans; k++) {
        const int column = c->n_own + (int)k;
        if (c->plans[k].idle >= IDLE_PLAN && !lp_solver_column_is_basic(c->solver, column)) {
            columns[n++] = column;
            free(c->plans[k].x);
        } else {
            c->plans[kept++] = c->plans[k];
        }
    }
    c->n_plans = kept;
    const status st = lp_solver_delete_columns(c->solver, n, columns);
    free(columns);
    return st;
}
