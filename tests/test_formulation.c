/* tests/test_formulation.c - the whole program and its pieces, its names, its figures. */
#include "solver/formulation.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "tests/fixture.h"
#include "tests/near.h"
#include "tests/random_region.h"
#include "tests/solved.h"

static const double SMALLEST = 1e-6, LARGEST = 1e6;
static const double COST_TOL_FRAC = 1e-6;

static region *full_region(arena *mem)
{
    region *r = fixture_full_region(mem);
    r->co2_price_eur_per_t = fixture_list(r, mem, 60.0);
    r->grid_cost_eur_per_kw_year = 30.0;
    solved_prepare(r, mem);
    return r;
}

static region *drawn_region(arena *mem, unsigned seed)
{
    region *r =
        random_region(mem, seed, (random_options){.n_parks = 3, .n_milestones = 2, .n_steps = 4});
    solved_prepare(r, mem);
    return r;
}

/* --- names --------------------------------------------------------------------------------- */

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void names_are_unique(const lp *p, int n, const char *(*name_of)(const lp *, int))
{
    const char **names = calloc((size_t)n + 1, sizeof *names);
    size_t n_twice = 0;
    assert_non_null(names);
    for (int k = 0; k < n; k++) {
        names[k] = name_of(p, k);
        /* what[of=whom,y=2030]: a word, then where it belongs in brackets */
        assert_true(islower((unsigned char)names[k][0]));
        assert_non_null(strchr(names[k], '['));
        assert_int_equal(names[k][strlen(names[k]) - 1], ']');
        assert_null(strchr(names[k], ' '));
        assert_null(strstr(names[k], "(null)"));
        assert_null(strstr(names[k], "nan"));
    }
    qsort(names, (size_t)n, sizeof *names, by_text);
    for (int k = 1; k < n; k++)
        if (strcmp(names[k - 1], names[k]) == 0) {
            print_error("twice: %s\n", names[k]);
            n_twice++;
        }
    free(names);
    assert_int_equal(n_twice, 0);
}

static void check_names(const region *r, perspective who)
{
    formulation *f = NULL;
    assert_int_equal(formulation_whole(r, who, &f), STATUS_OK);
    names_are_unique(f->lp, lp_columns(f->lp), lp_column_name);
    names_are_unique(f->lp, lp_rows(f->lp), lp_row_name);
    formulation_free(f);
}

static void test_names(void **state)
{
    check_names(full_region(*state), PERSPECTIVE_SOCIETAL);
    check_names(full_region(*state), PERSPECTIVE_PRIVATE);
    for (unsigned seed = 1; seed <= 8; seed++)
        check_names(drawn_region(*state, seed), PERSPECTIVE_PRIVATE);
}

/* With no_burn every step has its yes/no. */
static void test_names_without_burning(void **state)
{
    region *r = full_region(*state);
    r->no_burn = true;
    check_names(r, PERSPECTIVE_SOCIETAL);
}

/* --- figures ------------------------------------------------------------------------------- */

static bool in_range(double value)
{
    const double size = fabs(value);
    return size >= SMALLEST && size <= LARGEST;
}

static size_t rows_out_of_range(const lp *p)
{
    size_t n = 0;
    for (int i = 0; i < lp_rows(p); i++) {
        const lp_row_view v = lp_row(p, i);
        for (int k = 0; k < v.n; k++)
            if (!in_range(v.values[k])) {
                print_error("%s: %g of %s\n", lp_row_name(p, i), v.values[k],
                            lp_column_name(p, v.columns[k]));
                n++;
            }
    }
    return n;
}

static size_t columns_out_of_range(const lp *p)
{
    size_t n = 0;
    for (int j = 0; j < lp_columns(p); j++) {
        const bool bounded = isfinite(lp_lower(p, j)) && isfinite(lp_upper(p, j));
        const bool priced = fpclassify(lp_cost(p, j)) == FP_ZERO || in_range(lp_cost(p, j));
        if (bounded && priced)
            continue;
        print_error("%s: cost %g, %g .. %g\n", lp_column_name(p, j), lp_cost(p, j), lp_lower(p, j),
                    lp_upper(p, j));
        n++;
    }
    return n;
}

/* GLPK works with numbers of like size; and a column without bounds would spoil (S2). */
static void test_figures(void **state)
{
    region *const regions[] = {full_region(*state), drawn_region(*state, 1),
                               drawn_region(*state, 2)};
    for (size_t k = 0; k < sizeof regions / sizeof *regions; k++)
        for (int who = 0; who < 2; who++) {
            formulation *f = NULL;
            assert_int_equal(formulation_whole(regions[k], (perspective)who, &f), STATUS_OK);
            assert_int_equal(rows_out_of_range(f->lp) + columns_out_of_range(f->lp), 0);
            formulation_free(f);
        }
}

/* --- the pieces are the whole ----------------------------------------------------------------- */

/* Cost of everything but the pieces: master columns and payments at x, and what is constant. */
static double cost_outside(const program *whole)
{
    const formulation *f = whole->f;
    const region *r = f->region;
    int first_dispatch = lp_columns(f->lp);
    for (size_t k = 0; k < r->horizon.n_milestones * r->calendar.n_days * r->n_stations; k++)
        if (f->block_column[k] < first_dispatch)
            first_dispatch = f->block_column[k];
    double keur = lp_constant(f->lp);
    for (int j = 0; j < first_dispatch; j++)
        keur += lp_cost(f->lp, j) * whole->x[j];
    return keur;
}

/* Fixes the master columns of a piece at those of the whole. */
static void fix_master(const program *whole, formulation *piece)
{
    for (size_t k = 0; k < whole->f->master.n_slots; k++) {
        const int here = piece->master.slots[k], there = whole->f->master.slots[k];
        if (here < 0)
            continue;
        assert_true(there >= 0);
        /* Rounding of the solver must not push it over its own bound. */
        const double x =
            fmin(fmax(whole->x[there], lp_lower(piece->lp, here)), lp_upper(piece->lp, here));
        lp_set_bounds(piece->lp, here, x, x);
    }
}

/* Takes out of *outside what the piece prices as well: its part of the CO2, and its constants. */
static double piece_keur(const program *whole, size_t s, size_t y, size_t d, double *outside)
{
    formulation *piece = NULL;
    assert_int_equal(formulation_piece(whole->f->region, whole->f->perspective, s, y, d, &piece),
                     STATUS_OK);
    fix_master(whole, piece);
    lp_solver *solver = NULL;
    assert_int_equal(lp_solver_new(piece->lp, whole->diags, &solver), STATUS_OK);
    double *x = calloc((size_t)lp_columns(piece->lp) + 1, sizeof *x);
    const lp_limits limits = {.time_s = 10.0};
    lp_outcome outcome = LP_STOPPED;
    assert_non_null(x);
    assert_int_equal(lp_solver_relaxation(solver, &limits, &outcome, x, NULL), STATUS_OK);
    assert_int_equal(outcome, LP_OPTIMAL);
    const size_t n = (whole->f->region->n_parks + 1) * whole->f->region->horizon.n_milestones;
    for (size_t k = 0; k < n; k++) {
        const int co2 = piece->quantity.co2_column[k];
        *outside -= co2 < 0 ? 0.0 : lp_cost(piece->lp, co2) * x[co2];
    }
    *outside -= lp_constant(piece->lp);
    const double keur = lp_objective(piece->lp, x);
    lp_solver_free(solver);
    formulation_free(piece);
    free(x);
    return keur;
}

static void pieces_make_the_whole(const region *r, perspective who)
{
    program whole = program_open(r, who);
    const double want = program_whole_keur(&whole);
    double outside = cost_outside(&whole), pieces = 0.0;
    for (size_t y = 0; y < r->horizon.n_milestones; y++)
        for (size_t d = 0; d < r->calendar.n_days; d++)
            for (size_t s = 0; s < r->n_stations; s++)
                pieces += piece_keur(&whole, s, y, d, &outside);
    assert_near(pieces + outside, want, COST_TOL_FRAC * fabs(want));
    program_close(&whole);
}

static void test_pieces_of_one_of_everything(void **state)
{
    pieces_make_the_whole(full_region(*state), PERSPECTIVE_SOCIETAL);
    pieces_make_the_whole(full_region(*state), PERSPECTIVE_PRIVATE);
}

static void test_pieces_of_drawn_regions(void **state)
{
    for (unsigned seed = 1; seed <= 6; seed++)
        pieces_make_the_whole(drawn_region(*state, seed),
                              seed % 2 == 0 ? PERSPECTIVE_SOCIETAL : PERSPECTIVE_PRIVATE);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_open, fixture_close)
    const struct CMUnitTest tests[] = {
        TEST(test_names),
        TEST(test_names_without_burning),
        TEST(test_figures),
        TEST(test_pieces_of_one_of_everything),
        TEST(test_pieces_of_drawn_regions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
