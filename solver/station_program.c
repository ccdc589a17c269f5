#include "solver/station_program.h"

#include "solver/station_program_parts.h"

#include "solver/formulation_parts.h"

/* From the basis before, a few hundred iterations do nearly always. Where they do not thousands would follow
 * that lead nowhere, and to begin anew takes less. */
enum { FEWEST_ITERATIONS = 150, LINES_PER_ITERATION = 8 };

/* Copies rows and columns of the block; costs too. */
lp *station_copy_block(const block_part *part)
{
    lp *to = lp_new();
    if (!to)
        return NULL;
    lp_leave_out_names(to);
    for (int j = 0; j < (int)part->n_columns; j++) {
        lp_add_column(to, lp_lower(part->lp, j), lp_upper(part->lp, j), lp_is_whole(part->lp, j),
                      "x");
        lp_add_cost(to, j, lp_cost(part->lp, j));
    }
    lp_copy_rows(to, part->lp, 0);
    return to;
}

/* The row that defines a quantity, in the block. */
static int find_quantity_row(const station_program *p, int column)
{
    const formulation *f = p->parts->investments;
    const quantity *q = &f->quantity;
    const size_t n = f->region->n_parks * f->region->horizon.n_milestones;
    for (size_t k = 0; k < n; k++) {
        const int row = q->co2_column[k] == column         ? q->co2_row[k]
                        : q->renewable_column[k] == column ? q->renewable_row[k]
                        : q->use_column[k] == column       ? q->use_row[k]
                                                           : LP_NONE;
        if (row >= 0)
            return p->parts->local_row[row];
    }
    return LP_NONE;
}

static bool map_unit(station_program *p, size_t y)
{
    const unit_columns *c = station_columns_of(p, y);
    p->place[y] = calloc(c->n_columns + 1, sizeof(int));
    p->quantity_row[y] = calloc(c->n_quantities + 1, sizeof(int));
    if (!p->place[y] || !p->quantity_row[y])
        return false;
    for (size_t k = 0; k < c->n_columns; k++) {
        p->place[y][k] = LP_NONE;
        if ((size_t)p->parts->block_of[c->columns[k]] == p->parts->taken_as[p->units[y]->station])
            p->place[y][k] = p->parts->local_of[c->columns[k]];
        for (int j = 0; p->place[y][k] < 0 && j < station_own_columns(p); j++)
            if (p->part->columns[j] == c->columns[k])
                p->place[y][k] = j;
        if (p->place[y][k] < 0)
            return false;
    }
    for (size_t q = 0; q < c->n_quantities; q++)
        p->quantity_row[y][q] = find_quantity_row(p, c->quantities[q]);
    return true;
}

/* What dispatch adds to a quantity widens its bounds. */
void station_widen_quantity(const station_program *p, lp *to, size_t y, size_t q)
{
    const int column = p->parts->local_of[station_columns_of(p, y)->quantities[q]];
    double least = lp_lower(to, column), most = lp_upper(to, column);
    for (size_t g = 0; g < p->units[y]->n_groups; g++) {
        double low, high;
        unit_quantity_range(p->units[y], g, q, &low, &high);
        least += low;
        most += high;
    }
    lp_set_bounds(to, column, least, most);
}

static status allocate(station_program *p)
{
    const size_t columns = p->part->n_columns + 1;
    p->place = calloc(p->n_units, sizeof *p->place);
    p->quantity_row = calloc(p->n_units, sizeof *p->quantity_row);
    p->cost = calloc(columns, sizeof *p->cost);
    p->lower = calloc(columns, sizeof *p->lower);
    p->upper = calloc(columns, sizeof *p->upper);
    p->room = calloc(p->n_units, sizeof *p->room);
    p->theta = calloc(p->n_units * MAX_GROUPS, sizeof *p->theta);
    p->share = calloc(p->n_units * MAX_GROUPS, sizeof *p->share);
    p->first_link = calloc(p->n_units, sizeof *p->first_link);
    p->convexity = calloc(p->n_units, sizeof *p->convexity);
    return p->room && p->place && p->quantity_row && p->cost && p->lower && p->upper && p->theta &&
                   p->share && p->first_link && p->convexity
               ? STATUS_OK
               : STATUS_NO_MEMORY;
}

status station_program_new(const split *parts, size_t s, unit *const *units, diag_list *diags,
                           station_program **out)
{
    station_program *p = calloc(1, sizeof *p);
    if (!p)
        return STATUS_NO_MEMORY;
    p->parts = parts;
    p->part = &parts->blocks[s];
    p->units = units;
    p->n_units = split_units(parts);
    p->diags = diags;
    status st = allocate(p);
    for (size_t y = 0; st == STATUS_OK && y < p->n_units; y++)
        st = map_unit(p, y) ? STATUS_OK : STATUS_NO_MEMORY;
    if (st == STATUS_OK)
        st = station_make_outer(p);
    for (int j = 0; st == STATUS_OK && j < station_own_columns(p); j++) {
        p->cost[j] = lp_cost(p->outer_base, j);
        p->lower[j] = lp_lower(p->outer_base, j);
        p->upper[j] = lp_upper(p->outer_base, j);
    }
    if (st == STATUS_OK)
        *out = p;
    else
        station_program_free(p);
    return st;
}

void station_program_free(station_program *p)
{
    if (!p)
        return;
    for (size_t k = 0; k < p->n_cuts; k++)
        unit_cut_free(&p->cuts[k].cut);
    for (size_t k = 0; k < p->n_points; k++)
        unit_point_free(&p->points[k].at_c);
    for (size_t y = 0; y < p->n_units; y++) {
        if (p->place)
            free(p->place[y]);
        if (p->quantity_row)
            free(p->quantity_row[y]);
    }
    lp_solver_free(p->outer);
    lp_solver_free(p->inner);
    lp_free(p->outer_base);
    free(p->place);
    free(p->quantity_row);
    free(p->cost);
    free(p->lower);
    free(p->upper);
    free(p->room);
    free(p->theta);
    free(p->share);
    free(p->first_link);
    free(p->convexity);
    free(p->missed_price);
    free(p->cuts);
    free(p->points);
    free(p->outer_x);
    free(p->outer_y);
    free(p->inner_x);
    free(p->inner_y);
    free(p);
}

double station_cost_to_solve(const station_program *p, int column)
{
    return p->lower[column] < p->upper[column] ? p->cost[column] : 0.0;
}

double station_fixed_keur(const station_program *p)
{
    double keur = 0.0;
    for (int j = 0; j < station_own_columns(p); j++)
        keur += (p->cost[j] - station_cost_to_solve(p, j)) * p->lower[j];
    return keur;
}

static void load_cost(station_program *p, int column)
{
    if (p->inner)
        lp_solver_set_cost(p->inner, column, station_cost_to_solve(p, column));
    if (p->outer)
        lp_solver_set_cost(p->outer, column, station_cost_to_solve(p, column));
}

void station_set_prices(station_program *p, const double *link_price)
{
    for (int j = 0; j < station_own_columns(p); j++)
        p->cost[j] = lp_cost(p->outer_base, j);
    for (size_t k = 0; k < p->part->n_terms; k++) {
        const link_term *t = &p->part->terms[k];
        p->cost[t->column] -= link_price[t->row] * t->value;
    }
    for (int j = 0; j < station_own_columns(p); j++)
        load_cost(p, j);
}

void station_set_bounds(station_program *p, int column, double lower, double upper)
{
    p->lower[column] = lower;
    p->upper[column] = upper;
    if (p->inner)
        lp_solver_set_bounds(p->inner, column, lower, upper);
    if (p->outer)
        lp_solver_set_bounds(p->outer, column, lower, upper);
    load_cost(p, column);
}

void station_set_row(station_program *p, int row, double lower, double upper)
{
    lp_set_row_bounds(p->outer_base, row, lower, upper);
    if (p->inner)
        lp_solver_set_row_bounds(p->inner, row, lower, upper);
    if (p->outer)
        lp_solver_set_row_bounds(p->outer, row, lower, upper);
}

void station_set_cost(station_program *p, int column, double keur)
{
    lp_set_cost(p->outer_base, column, keur);
}

status station_try(lp_solver *s, lp_method method, const lp_limits *limits, lp_outcome *outcome,
                   double *x, double *y)
{
    lp_limits few = *limits;
    few.iterations = FEWEST_ITERATIONS + (lp_solver_rows(s) + lp_solver_columns(s)) / LINES_PER_ITERATION;
    return lp_solver_simplex(s, method, &few, outcome, x, y);
}

status station_solve(lp_solver *s, bool *solved, lp_method method, const lp_limits *limits,
                     lp_outcome *outcome, double *x, double *y)
{
    status st = STATUS_OK;
    *outcome = LP_STOPPED;
    if (*solved)
        st = station_try(s, method, limits, outcome, x, y);
    if (st == STATUS_OK && *outcome != LP_OPTIMAL) { /* anew; also to confirm that there is none */
        lp_solver_forget_basis(s);
        st = lp_solver_relaxation(s, limits, outcome, x, y);
    }
    *solved |= st == STATUS_OK && *outcome == LP_OPTIMAL;
    return st;
}

status station_trim(station_program *p, int patience)
{
    const status st = station_trim_cuts(p, patience);
    return st == STATUS_OK ? station_trim_points(p, patience) : st;
}

void station_unit_masters(const station_program *p, size_t y, const double *x, double *masters)
{
    for (size_t k = 0; k < station_columns_of(p, y)->n_columns; k++)
        masters[k] = x[p->place[y][k]];
}

void station_each_known(const station_program *p, const station_visit *visit, void *context)
{
    for (size_t k = 0; k < p->n_points; k++)
        visit->point(context, p->points[k].y, &p->points[k].at_c, p->points[k].idle);
    for (size_t k = 0; k < p->n_cuts; k++)
        visit->cut(context, p->cuts[k].y, &p->cuts[k].cut, p->cuts[k].idle);
}
