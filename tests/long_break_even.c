/* tests/long_break_even.c - break-even figures of a decomposed region hold in a program that knows nothing of
 * cuts and points: one station with all its hours, at the region's prices, whole numbers as planned, and no slivers.
 *
 *   long_break_even [REGION.xml [HOW_MANY [SEED [private]]]]
 *
 * Just below its break-even price a technology is chosen, just above it is not; a unit forced in costs
 * what was said. Prints what it tried and how long it took. */
#include <stdlib.h>
#include <string.h>

#include "bench/gen_dice.h"
#include "inputs/region_xml.h"
#include "model/tolerance.h"
#include "solver/challenge.h"
#include "solver/clock.h"
#include "solver/decomposed_search.h"
#include "solver/decomposition.h"
#include "solver/formulation_parts.h"
#include "solver/outline.h"
#include "solver/plan_build.h"
#include "solver/polish.h"
#include "tests/near.h"
#include "tests/repriced.h"

/* A price is tried this part below and above where it breaks even. */
static const double PRICE_STEP_FRAC = 2e-3;
/* More than this is chosen, in the unit of the technology. */
static const double CHOSEN_TOL = 1e-5;
/* Part of a station's cost that a difference may be off by. */
static const double NOISE_FRAC = 1e-7;
/* A station at the region's prices, in costs of the region. */
static const double MOST_OF_REGION = 10.0;
/* The search of the plan: what it leaves to be found does not matter here. */
static const double GAP_FRAC = 0.02, TIME_LIMIT_S = 3600.0, LP_TIME_S = 1800.0;

static const char *region_path = "tests/regions/economie071_coarse.xml";
static unsigned how_many = 30, sample_seed = 1;
static perspective whose = PERSPECTIVE_SOCIETAL;

/* --- the plan -------------------------------------------------------------------------------------- */

typedef struct planned {
    arena *mem;
    diag_list *diags;
    region *r;
    solve_options options;
    lp_ladder ladder;
    formulation *f;
    search s;
    double *link_price; /* [links] that the plan ended with */
    plan *p;
} planned;

static region *read_region(const char *path, arena *mem, diag_list *diags)
{
    const region_source source = {.path = path};
    region *r = NULL;
    assert_int_equal(region_read(&source, mem, diags, &r), STATUS_OK);
    return r;
}

static void plan_region(planned *d, perspective who)
{
    d->mem = arena_new();
    d->diags = diag_list_new();
    d->r = read_region(region_path, d->mem, d->diags);
    d->options = (solve_options){.perspective = who,
                                 .gap_frac = GAP_FRAC,
                                 .time_limit_s = TIME_LIMIT_S,
                                 .why = true,
                                 .n_threads = 2,
                                 .method = METHOD_DECOMPOSED};
    assert_int_equal(outline_new(d->r, who, &d->f), STATUS_OK);
    d->s = (search){.f = d->f,
                    .options = &d->options,
                    .diags = d->diags,
                    .ladder = &d->ladder,
                    .started_s = clock_seconds(),
                    .deadline_s = clock_seconds() + TIME_LIMIT_S,
                    .decomposed = true};
    assert_int_equal(decomposed_search(&d->s), STATUS_OK);
    assert_true(d->s.has_best);
    assert_int_equal(plan_build(d->f, d->s.best, d->s.status_quo, d->mem, &d->p), STATUS_OK);
    const size_t n = d->s.decomposition->parts->n_links;
    d->link_price = calloc(n + 1, sizeof *d->link_price);
    assert_non_null(d->link_price);
    memcpy(d->link_price, coordinator_prices(d->s.decomposition->region),
           n * sizeof *d->link_price);
    assert_int_equal(plan_challenge(&d->s, d->mem, d->p), STATUS_OK);
}

static void forget(planned *d)
{
    search_free(&d->s);
    formulation_free(d->f);
    free(d->link_price);
    diag_list_free(d->diags);
    arena_free(d->mem);
}

/* --- a station as one program ---------------------------------------------------------------------- */

typedef struct one_station {
    const planned *of;
    size_t s;
    formulation *inv, *f; /* f: outline */
    split *parts;
    lp *lp;
    int *column, *row; /* [columns, rows of the outline] in lp; LP_NONE */
} one_station;

static void add_columns(one_station *o)
{
    const block_part *part = &o->parts->blocks[o->s];
    double *keur = calloc(part->n_columns + 1, sizeof *keur);
    assert_non_null(keur);
    for (size_t k = 0; k < part->n_columns; k++)
        keur[k] = part->is_copy[k] ? 0.0 : lp_cost(o->f->lp, part->columns[k]);
    for (size_t k = 0; k < part->n_terms; k++)
        keur[part->terms[k].column] -= o->of->link_price[part->terms[k].row] * part->terms[k].value;
    for (size_t k = 0; k < part->n_columns; k++) {
        const int j = part->columns[k];
        const bool whole = lp_is_whole(o->f->lp, j);
        const double planned_value = round(o->of->s.best[j]), least = lp_lower(o->f->lp, j);
        const double most = polish_closes(&o->of->s, j) ? least : lp_upper(o->f->lp, j);
        o->column[j] = lp_add_column(o->lp, whole ? planned_value : least,
                                     whole ? planned_value : most, false, "x");
        lp_add_cost(o->lp, o->column[j], keur[k]);
    }
    free(keur);
}

static bool is_of_station(const one_station *o, int row)
{
    const lp_row_view v = lp_row(o->inv->lp, row);
    bool own = false;
    for (int k = 0; o->parts->local_row[row] >= 0 && k < v.n; k++)
        own |= (size_t)o->parts->block_of[v.columns[k]] == o->s;
    return own;
}

static void add_row(one_station *o, const lp *from, int i, const int *column_of)
{
    const lp_row_view v = lp_row(from, i);
    const int row =
        lp_add_row(o->lp, lp_row_unit(from, i), lp_row_lower(from, i), lp_row_upper(from, i), "r");
    for (int k = 0; k < v.n; k++) {
        const int j = o->column[column_of ? column_of[v.columns[k]] : v.columns[k]];
        assert_true(j >= 0);
        lp_add(o->lp, row, j, v.values[k]);
    }
}

/* What dispatch adds to a row of the investments, which is one of a quantity. */
static void add_to_row(one_station *o, const outline_block *b, int i)
{
    const lp_row_view v = lp_row(b->piece->lp, i);
    const int row = o->row[b->row_of[i]];
    for (int k = 0; row >= 0 && k < v.n; k++)
        if (v.columns[k] >= b->first_column)
            lp_add(o->lp, row, o->column[b->column_of[v.columns[k]]], v.values[k]);
}

static status add_block(void *context, const outline_block *b)
{
    one_station *o = context;
    const lp *p = b->piece->lp;
    if (b->piece->scope.station != o->s)
        return STATUS_OK;
    for (int j = b->first_column; j < lp_columns(p); j++) {
        o->column[b->column_of[j]] =
            lp_add_column(o->lp, lp_lower(p, j), lp_upper(p, j), false, "x");
        lp_add_cost(o->lp, o->column[b->column_of[j]], lp_cost(p, j));
    }
    for (int i = 0; i < b->first_row; i++)
        add_to_row(o, b, i);
    for (int i = b->first_row; i < lp_rows(p); i++)
        add_row(o, p, i, b->column_of);
    return STATUS_OK;
}

static one_station open_station(const planned *d, const region *r, size_t s)
{
    one_station o = {.of = d, .s = s, .lp = lp_new()};
    assert_non_null(o.lp);
    lp_leave_out_names(o.lp);
    assert_int_equal(outline_new(r, d->options.perspective, &o.f), STATUS_OK);
    assert_int_equal(formulation_investments(r, d->options.perspective, &o.inv), STATUS_OK);
    assert_int_equal(split_new(o.inv, false, &o.parts), STATUS_OK);
    assert_int_equal(o.f->n_columns, d->f->n_columns);
    assert_int_equal(o.parts->n_links, d->s.decomposition->parts->n_links);
    o.column = calloc(o.f->n_columns + 1, sizeof *o.column);
    o.row = calloc(o.f->n_rows + 1, sizeof *o.row);
    assert_true(o.column && o.row);
    for (size_t j = 0; j < o.f->n_columns; j++)
        o.column[j] = LP_NONE;
    add_columns(&o);
    for (int i = 0; i < (int)o.f->n_rows; i++)
        o.row[i] = LP_NONE;
    for (int i = 0; i < lp_rows(o.inv->lp); i++)
        if (is_of_station(&o, i)) {
            o.row[i] = lp_rows(o.lp);
            add_row(&o, o.f->lp, i, NULL);
        }
    assert_int_equal(outline_each_block(o.f, add_block, &o), STATUS_OK);
    assert_int_equal(lp_finish(o.lp), STATUS_OK);
    return o;
}

static void close_station(one_station *o)
{
    lp_free(o->lp);
    split_free(o->parts);
    formulation_free(o->inv);
    formulation_free(o->f);
    free(o->column);
    free(o->row);
}

/* --- one after the other ---------------------------------------------------------------------------- */

/* The station's program, loaded once, in which prices and bounds change. */
typedef struct stage {
    one_station as_is;
    lp_solver *solver;
    double *x;
    double base_keur;
} stage;

static bool solve(stage *g, const lp *p, double *keur)
{
    const lp_limits limits = {.time_s = LP_TIME_S};
    lp_outcome outcome = LP_STOPPED;
    assert_int_equal(lp_solver_relaxation(g->solver, &limits, &outcome, g->x, NULL), STATUS_OK);
    assert_true(outcome == LP_OPTIMAL || outcome == LP_INFEASIBLE);
    *keur = outcome == LP_OPTIMAL ? lp_objective(p, g->x) : INFINITY;
    return outcome == LP_OPTIMAL;
}

static void set_stage(planned *d, stage *g, size_t s)
{
    const double started_s = clock_seconds();
    *g = (stage){.as_is = open_station(d, d->r, s)};
    assert_int_equal(lp_solver_new(g->as_is.lp, d->diags, &g->solver), STATUS_OK);
    g->x = calloc((size_t)lp_columns(g->as_is.lp) + 1, sizeof *g->x);
    assert_non_null(g->x);
    assert_true(solve(g, g->as_is.lp, &g->base_keur));
    /* At prices of the plan a station costs no more than the region by far; at those of a try that led nowhere
     * it did, and digits that matter were lost. */
    assert_true(fabs(g->base_keur) < MOST_OF_REGION * d->s.best_keur);
    print_message("%s: %d rows, %d columns, %.3f kEUR, %.1f s\n", d->r->stations[s].id,
                  lp_rows(g->as_is.lp), lp_columns(g->as_is.lp), g->base_keur,
                  clock_seconds() - started_s);
}

static void strike(stage *g)
{
    if (g->solver)
        close_station(&g->as_is);
    lp_solver_free(g->solver);
    free(g->x);
    *g = (stage){.solver = NULL};
}

/* Costs, and entries of rows of money, of another program of the same form. */
static void load_prices(stage *g, const lp *p)
{
    assert_int_equal(lp_columns(p), lp_columns(g->as_is.lp));
    assert_int_equal(lp_rows(p), lp_rows(g->as_is.lp));
    for (int j = 0; j < lp_columns(p); j++)
        lp_solver_set_cost(g->solver, j, lp_cost(p, j));
    for (int i = 0; i < lp_rows(p); i++) {
        const lp_row_view v = lp_row(p, i);
        if (lp_row_unit(p, i) == LP_KEUR)
            assert_int_equal(lp_solver_set_row(g->solver, i, v.n, v.columns, v.values), STATUS_OK);
    }
}

static int column_of_new(const stage *g, const asset *a, size_t y)
{
    const formulation *f = g->as_is.f;
    const int j = f->master.new_units[at(f, a->index, y)];
    return j < 0 ? LP_NONE : g->as_is.column[j];
}

/* What is asked about may be chosen, also where the plan was polished of it. */
static void open_new(stage *g, const asset *a, bool open)
{
    const formulation *f = g->as_is.f;
    for (size_t y = 0; y < f->region->horizon.n_milestones; y++) {
        const int j = column_of_new(g, a, y);
        if (j >= 0)
            lp_solver_set_bounds(g->solver, j, lp_lower(g->as_is.lp, j),
                                 open ? lp_upper(f->lp, f->master.new_units[at(f, a->index, y)])
                                      : lp_upper(g->as_is.lp, j));
    }
}

static bool is_chosen_at(const planned *d, stage *g, const why_not *said, double price_eur)
{
    arena *mem = arena_new();
    region *r = read_region(region_path, mem, d->diags);
    asset *a = asset_like(r, said->connection, said->technology, said->hub);
    reprice(mem, r, a, price_eur / said->now);
    one_station o = open_station(d, r, g->as_is.s);
    double keur, most = 0.0;
    load_prices(g, o.lp);
    open_new(g, a, true);
    assert_true(solve(g, o.lp, &keur));
    open_new(g, a, false);
    for (size_t y = 0; y < r->horizon.n_milestones; y++) {
        const int j = column_of_new(g, a, y);
        most = fmax(most, j < 0 ? 0.0 : g->x[j]);
    }
    load_prices(g, g->as_is.lp);
    close_station(&o);
    arena_free(mem);
    return most > CHOSEN_TOL;
}

static bool price_holds(const planned *d, stage *g, const why_not *said)
{
    const double step = PRICE_STEP_FRAC * said->now;
    /* A decomposed plan may lack what pays by as little as its gap (docs/formulation.md, section 15). */
    const bool open = said->break_even_to >= (1.0 - PRICE_STEP_FRAC) * said->now;
    const bool below =
        said->break_even_from <= step || is_chosen_at(d, g, said, said->break_even_from - step);
    const bool above = !open && is_chosen_at(d, g, said, said->break_even_to + step);
    print_message("  %s at %s: %.2f to %.2f EUR, now %.2f: %schosen below, %schosen above\n",
                  said->technology->id, said->connection->id, said->break_even_from,
                  said->break_even_to, said->now, below ? "" : "not ", above ? "" : "not ");
    return below && !above;
}

/* With a unit in the milestone in which it costs least. */
static bool cost_holds(const planned *d, stage *g, const why_not *said)
{
    const asset *a = asset_like(d->r, said->connection, said->technology, said->hub);
    double least = INFINITY;
    for (size_t y = 0; y < d->r->horizon.n_milestones; y++) {
        const int j = column_of_new(g, a, y);
        double keur;
        if (j < 0 || a->max < 1.0 || !technology_buildable(a->technology, &d->r->horizon, y))
            continue;
        lp_solver_set_bounds(g->solver, j, 1.0, 1.0);
        if (solve(g, g->as_is.lp, &keur))
            least = fmin(least, (keur - g->base_keur) * EUR_PER_KEUR);
        lp_solver_set_bounds(g->solver, j, lp_lower(g->as_is.lp, j), lp_upper(g->as_is.lp, j));
    }
    const double tol = MONEY_TOL_EUR + NOISE_FRAC * fabs(g->base_keur) * EUR_PER_KEUR;
    print_message("  a unit of %s at %s: %.2f to %.2f EUR more, solved as one: %.2f\n",
                  said->technology->id, said->connection->id, said->break_even_from,
                  said->break_even_to, least);
    return said->break_even_from - tol <= least && least <= said->break_even_to + tol;
}

/* --- the sample ------------------------------------------------------------------------------------- */

typedef struct picked {
    const why_not *said;
    double order; /* by lot */
} picked;

static int by_lot(const void *a, const void *b)
{
    const picked *x = a, *y = b;
    return (x->order > y->order) - (x->order < y->order);
}

static int by_station(const void *a, const void *b)
{
    const size_t x = ((const picked *)a)->said->connection->park->station->index,
                 y = ((const picked *)b)->said->connection->park->station->index;
    return x == y ? by_lot(a, b) : (x > y) - (x < y);
}

/* What runs with an EMS only is forced in with one, which is another question. */
static bool can_be_tried(const why_not *n)
{
    return n->kind == BREAK_EVEN_PRICE ||
           (n->kind == BREAK_EVEN_EXTRA_COST && n->stops != OBSTACLE_CONTROL &&
            technology_is_whole(n->technology) && !n->technology->regional);
}

static size_t pick(const planned *d, picked *list)
{
    dice lot = dice_for(sample_seed, DICE_PARK, 0);
    size_t n = 0;
    for (size_t p = 0; p < d->p->n_parks; p++)
        for (size_t k = 0; k < d->p->parks[p].n_why_not; k++)
            if (can_be_tried(&d->p->parks[p].why_not[k]))
                list[n++] = (picked){&d->p->parks[p].why_not[k], dice_draw(&lot)};
    qsort(list, n, sizeof *list, by_lot);
    n = n < how_many ? n : how_many;
    qsort(list, n, sizeof *list, by_station);
    return n;
}

static void try_perspective(perspective who, unsigned *n_tried, unsigned *n_held)
{
    planned d = {.p = NULL};
    plan_region(&d, who);
    picked *list = calloc(d.r->n_parks * d.r->n_technologies + 1, sizeof *list);
    assert_non_null(list);
    const size_t n = pick(&d, list);
    stage g = {.solver = NULL};
    for (size_t k = 0; k < n; k++) {
        const why_not *said = list[k].said;
        const size_t s = said->connection->park->station->index;
        if (!g.solver || g.as_is.s != s) {
            strike(&g);
            set_stage(&d, &g, s);
        }
        (*n_tried)++;
        *n_held +=
            said->kind == BREAK_EVEN_PRICE ? price_holds(&d, &g, said) : cost_holds(&d, &g, said);
    }
    strike(&g);
    free(list);
    forget(&d);
}

static void test_sample(void **state)
{
    (void)state;
    unsigned n_tried = 0, n_held = 0;
    try_perspective(whose, &n_tried, &n_held);
    print_message("%s, seed %u: %u of %u break-even figures hold\n", region_path, sample_seed,
                  n_held, n_tried);
    assert_true(n_tried > 0);
    assert_int_equal(n_held, n_tried);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_sample)};
    if (argc > 1)
        region_path = argv[1];
    if (argc > 2)
        how_many = (unsigned)strtoul(argv[2], NULL, 10);
    if (argc > 3)
        sample_seed = (unsigned)strtoul(argv[3], NULL, 10);
    if (argc > 4 && strcmp(argv[4], "private") == 0)
        whose = PERSPECTIVE_PRIVATE;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
