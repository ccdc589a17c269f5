/* tests/test_piece_bench.c - pieces that take turns cost what each costs on a bench of its own. */
#include "solver/piece.h"

#include <math.h>
#include <stdlib.h>

#include "solver/unit.h"
#include "tests/near.h"
#include "tests/random_region.h"
#include "tests/solved.h"

/* What GLPK's tolerances may be worth. */
#define COST_TOL_FRAC 1e-6

enum { REGIONS = 4, MOST_UNITS = 32, ROUNDS = 3 };

/* Units of two regions, whose pieces have little in common, and of the same two worn out. */
typedef struct many {
    arena *mem;
    diag_list *diags;
    formulation *f[REGIONS];
    split *parts[REGIONS];
    size_t n_units;
    unit *units[MOST_UNITS];
    const formulation *of_unit[MOST_UNITS];
} many;

/* The same entries with other values. */
static void wear_out(region *r)
{
    for (size_t k = 0; k < r->n_technologies; k++) {
        technology *tech = &r->technologies[k];
        for (size_t n = 0; n < tech->n_outputs; n++)
            tech->outputs[n].ratio *= 0.8;
    }
}

static void add_region(many *m, unsigned seed)
{
    region *r = random_region(m->mem, 1 + seed / 2,
                              (random_options){.n_parks = 4, .n_milestones = 2, .n_steps = 4});
    if (seed % 2 == 1)
        wear_out(r);
    solved_prepare(r, m->mem);
    assert_int_equal(formulation_investments(r, PERSPECTIVE_SOCIETAL, &m->f[seed]), STATUS_OK);
    assert_int_equal(split_new(m->f[seed], false, &m->parts[seed]), STATUS_OK);
    for (size_t s = 0; s < r->n_stations; s++)
        for (size_t y = 0; y < 2; y++) {
            assert_true(m->n_units < MOST_UNITS);
            m->of_unit[m->n_units] = m->f[seed];
            assert_int_equal(unit_new(m->parts[seed], s, y, &m->units[m->n_units++]),
                             STATUS_OK);
        }
}

static void open_many(many *m)
{
    *m = (many){.mem = arena_new(), .diags = diag_list_new()};
    for (unsigned seed = 0; seed < REGIONS; seed++)
        add_region(m, seed);
}

static void close_many(many *m)
{
    for (size_t k = 0; k < m->n_units; k++)
        unit_free(m->units[k]);
    for (size_t k = 0; k < REGIONS; k++) {
        split_free(m->parts[k]);
        formulation_free(m->f[k]);
    }
    diag_list_free(m->diags);
    arena_free(m->mem);
}

/* Every master column at a share of its range, another one in each round. */
static double cost_on(piece_bench *bench, const many *m, size_t u, size_t d, int round)
{
    const unit_columns *c = &m->units[u]->columns;
    double *room = calloc(3 * c->n_columns + 2 * c->n_quantities + 1, sizeof *room);
    assert_non_null(room);
    double *masters = room, *price = room + 3 * c->n_columns;
    for (size_t k = 0; k < c->n_columns; k++) {
        const double least = lp_lower(m->of_unit[u]->lp, c->columns[k]);
        const double most = lp_upper(m->of_unit[u]->lp, c->columns[k]);
        masters[k] = least + (most - least) * (double)((k * 7 + (size_t)round) % 5) / 4.0;
    }
    for (size_t q = 0; q < c->n_quantities; q++)
        price[q] = 0.01 * round;
    const lp_limits limits = {.time_s = 10.0};
    lp_outcome outcome = LP_STOPPED;
    piece_result result = {.cut_slope = room + c->n_columns,
                           .needed = room + 2 * c->n_columns,
                           .quantity = price + c->n_quantities};
    assert_int_equal(piece_solve(m->units[u]->pieces[d], bench, c, masters, price, &limits,
                                 m->diags, &outcome, &result),
                     STATUS_OK);
    assert_int_equal(outcome, LP_OPTIMAL);
    double keur = result.keur;
    for (size_t q = 0; q < c->n_quantities; q++)
        keur += price[q] * result.quantity[q];
    free(room);
    return keur;
}

/* More kinds of pieces than a bench has room for, some rounds, so that each comes back to a program
 * that another has had, or that had to go. */
static void test_turns(void **state)
{
    (void)state;
    many shared, alone;
    open_many(&shared);
    open_many(&alone);
    piece_bench *bench = piece_bench_new();
    assert_non_null(bench);
    for (int round = 0; round < ROUNDS; round++)
        for (size_t u = 0; u < shared.n_units; u++)
            for (size_t d = 0; d < shared.units[u]->n_days; d++) {
                piece_bench *own = piece_bench_new();
                assert_non_null(own);
                const double want = cost_on(own, &alone, u, d, round);
                assert_near(cost_on(bench, &shared, u, d, round), want,
                            COST_TOL_FRAC * fmax(1.0, fabs(want)));
                piece_bench_free(own);
            }
    piece_bench_free(bench);
    close_many(&shared);
    close_many(&alone);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_turns)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
