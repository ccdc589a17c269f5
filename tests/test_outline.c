/* tests/test_outline.c - an outline and its blocks come to what the whole program comes to.
 *
 * The oracle is lp.c on the whole program, at values and duals that mean nothing.
 */
#include "solver/outline.h"

#include <stdlib.h>
#include <string.h>

#include "tests/fixture.h"
#include "tests/near.h"
#include "tests/random_region.h"
#include "tests/solved.h"

/* Sums of thousands of terms in another order. */
#define SUM_TOL_FRAC 1e-9

typedef struct both {
    formulation *whole, *outline;
    size_t n_columns, n_rows;
} both;

static both open_both(const region *r, perspective who)
{
    both b = {0};
    assert_int_equal(formulation_whole(r, who, &b.whole), STATUS_OK);
    assert_int_equal(outline_new(r, who, &b.outline), STATUS_OK);
    b.n_columns = (size_t)lp_columns(b.whole->lp);
    b.n_rows = (size_t)lp_rows(b.whole->lp);
    return b;
}

static void close_both(both *b)
{
    formulation_free(b->whole);
    formulation_free(b->outline);
}

static void sums_are_near(double got, double want)
{
    assert_near(got, want, SUM_TOL_FRAC * fmax(1.0, fabs(want)));
}

/* --- layout ---------------------------------------------------------------------------------- */

static void same_columns(const both *b)
{
    const lp *in = b->outline->lp, *of = b->whole->lp;
    assert_true(lp_columns(in) < lp_columns(of));
    sums_are_near(lp_constant(in), lp_constant(of));
    for (int j = 0; j < lp_columns(in); j++) {
        sums_are_near(lp_lower(in, j), lp_lower(of, j));
        sums_are_near(lp_upper(in, j), lp_upper(of, j));
        sums_are_near(lp_cost(in, j), lp_cost(of, j));
        assert_true(lp_is_whole(in, j) == lp_is_whole(of, j));
    }
}

/* Entries of dispatch are missing, and only in rows of quantities. */
static void same_rows(const both *b)
{
    const lp *in = b->outline->lp, *of = b->whole->lp;
    for (int i = 0; i < lp_rows(in); i++) {
        const lp_row_view short_row = lp_row(in, i), v = lp_row(of, i);
        for (int k = 0; k < short_row.n; k++) {
            assert_int_equal(short_row.columns[k], v.columns[k]);
            sums_are_near(short_row.values[k], v.values[k]);
        }
        assert_true(i < b->outline->n_quantity_rows || short_row.n == v.n);
        assert_true(short_row.n == v.n || v.columns[short_row.n] >= lp_columns(in));
        assert_true(isinf(lp_row_lower(of, i)) ? isinf(lp_row_lower(in, i)) : true);
        if (isfinite(lp_row_lower(of, i)))
            sums_are_near(lp_row_lower(in, i), lp_row_lower(of, i));
        if (isfinite(lp_row_upper(of, i)))
            sums_are_near(lp_row_upper(in, i), lp_row_upper(of, i));
    }
}

static void same_places(const both *b)
{
    const region *r = b->whole->region;
    const size_t days = r->horizon.n_milestones * r->calendar.n_days;
    assert_int_equal(b->outline->n_columns, b->n_columns);
    assert_int_equal(b->outline->n_rows, b->n_rows);
    assert_memory_equal(b->outline->block_column, b->whole->block_column,
                        days * r->n_stations * sizeof(int));
    assert_memory_equal(b->outline->block_row, b->whole->block_row,
                        days * r->n_stations * sizeof(int));
    for (size_t k = 0; k < days; k++)
        assert_memory_equal(b->outline->days[k].slots, b->whole->days[k].slots,
                            b->whole->days[k].n_slots * sizeof(series));
}

/* --- sums ------------------------------------------------------------------------------------ */

/* 0 .. 1, the same on every machine. */
static double drawn(unsigned *state)
{
    *state = *state * 1664525u + 1013904223u;
    return (double)(*state >> 8) / (double)(1u << 24);
}

/* Anywhere between the bounds, and a little beyond; quantities what their rows add up to. */
static double *some_values(const both *b, unsigned *state)
{
    double *x = calloc(b->n_columns + 1, sizeof *x);
    assert_non_null(x);
    for (size_t j = 0; j < b->n_columns; j++) {
        const double low = lp_lower(b->whole->lp, (int)j), high = lp_upper(b->whole->lp, (int)j);
        x[j] = low + (high - low) * (1.02 * drawn(state) - 0.01);
    }
    return x;
}

/* Of either sign, so that some are clipped, some of them 0. */
static double *some_duals(const both *b, unsigned *state)
{
    double *y = calloc(b->n_rows + 1, sizeof *y);
    assert_non_null(y);
    for (size_t i = 0; i < b->n_rows; i++)
        y[i] = drawn(state) < 0.2 ? 0.0 : 0.1 * (drawn(state) - 0.5);
    return y;
}

/* A quantity is what its row in the whole program asks for. */
static void quantities_close_their_rows(const both *b, const double *x)
{
    for (int i = 0; i < b->whole->n_quantity_rows; i++) {
        const lp_row_view v = lp_row(b->whole->lp, i);
        double sum = 0.0, size = 1.0;
        for (int k = 0; k < v.n; k++) {
            sum += v.values[k] * x[v.columns[k]];
            size += fabs(v.values[k] * x[v.columns[k]]);
        }
        assert_near(sum, lp_row_lower(b->whole->lp, i), SUM_TOL_FRAC * size);
    }
}

static void same_residuals(const both *b, const outline_solution *s)
{
    const lp_residual want = lp_residual_of(b->whole->lp, s->x);
    const lp_residual got = lp_residual_worse(
        s->dispatch, lp_residual_from(b->outline->lp, b->outline->n_quantity_rows, s->x));
    for (int unit = 0; unit < LP_UNIT_COUNT; unit++)
        sums_are_near(got.row[unit], want.row[unit]);
    sums_are_near(got.bound, want.bound);
    sums_are_near(got.whole, want.whole);
}

static void same_sums(const both *b, unsigned seed)
{
    unsigned state = seed;
    double *x = some_values(b, &state), *other = some_values(b, &state);
    double *y = some_duals(b, &state), *none = calloc(b->n_rows + 1, sizeof *none);
    outline_solution solutions[] = {{.x = x}, {.x = other}};
    outline_proof proofs[] = {{.y = y}, {.y = none}};
    assert_non_null(none);
    assert_int_equal(outline_add_up(b->outline, solutions, 2, proofs, 2), STATUS_OK);
    for (size_t k = 0; k < 2; k++) {
        quantities_close_their_rows(b, solutions[k].x);
        sums_are_near(solutions[k].keur, lp_objective(b->whole->lp, solutions[k].x));
        same_residuals(b, &solutions[k]);
        assert_true(isfinite(proofs[k].bound_keur));
        sums_are_near(proofs[k].bound_keur, lp_dual_bound(b->whole->lp, proofs[k].y));
    }
    free(x);
    free(other);
    free(y);
    free(none);
}

static void outline_is_the_whole(const region *r, unsigned seed)
{
    for (int who = PERSPECTIVE_SOCIETAL; who <= PERSPECTIVE_PRIVATE; who++) {
        both b = open_both(r, (perspective)who);
        same_columns(&b);
        same_rows(&b);
        same_places(&b);
        same_sums(&b, seed);
        close_both(&b);
    }
}

static void test_one_of_everything(void **state)
{
    region *r = fixture_full_region(*state);
    r->co2_price_eur_per_t = fixture_list(r, *state, 60.0);
    solved_prepare(r, *state);
    outline_is_the_whole(r, 1);
}

static void test_drawn_regions(void **state)
{
    for (unsigned seed = 1; seed <= 6; seed++) {
        region *r = random_region(
            *state, seed, (random_options){.n_parks = 4, .n_milestones = 2, .n_steps = 4});
        solved_prepare(r, *state);
        outline_is_the_whole(r, seed);
    }
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_open, fixture_close)
    const struct CMUnitTest tests[] = {
        TEST(test_one_of_everything),
        TEST(test_drawn_regions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
