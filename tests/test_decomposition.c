/* solver/decomposed_search.c and what it stands on, on a few small regions. */
#include "tests/decomposed.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "solver/clock.h"
#include "solver/decomposed_proof.h"
#include "solver/decomposition.h"
#include "solver/status_quo.h"
#include "solver/unit.h"
#include "solver/warm_start.h"
#include "tests/near.h"
#include "tests/random_region.h"
#include "tests/solved.h"

static void test_brackets_the_optimum(void **state)
{
    (void)state;
    for (unsigned seed = 1; seed <= 8; seed++)
        decomposed_brackets_the_optimum(seed);
}

static void test_meets_two_targets(void **state)
{
    (void)state;
    unsigned n_possible = 0;
    for (unsigned seed = 1; seed <= 12; seed++)
        n_possible += decomposed_meets_two_targets(seed);
    assert_true(n_possible >= 6);
}

static void test_never_beats_branch_and_bound(void **state)
{
    (void)state;
    for (unsigned seed = 1; seed <= 6; seed++)
        decomposed_never_beats_branch_and_bound(seed);
}

/* Of each way in which regions differ. */
static void test_warm_start_proves_no_less(void **state)
{
    (void)state;
    for (unsigned seed = 1; seed <= 16; seed += 3)
        decomposed_warm_start_proves_no_less(seed);
}

/* Every column of the unit at a share of its range. */
static void place(const formulation *f, const unit *u, double share, double *masters)
{
    for (size_t k = 0; k < u->columns.n_columns; k++) {
        const int column = u->columns.columns[k];
        const double least = lp_lower(f->lp, column), most = lp_upper(f->lp, column);
        /* Not all alike, and the same every time. */
        masters[k] = least + (most - least) * share * (double)(1 + (k * 7) % 5) / 5.0;
    }
}

/* A cut made at one place lies below the cost everywhere, and touches it where it was made (D2). */
static void test_cuts_lie_below_the_cost(void **state)
{
    (void)state;
    arena *mem = arena_new();
    diag_list *diags = diag_list_new();
    region *r =
        random_region(mem, 3, (random_options){.n_parks = 2, .n_milestones = 2, .n_steps = 4});
    solved_prepare(r, mem);
    formulation *f = NULL;
    split *parts = NULL;
    unit *u = NULL;
    assert_int_equal(formulation_investments(r, PERSPECTIVE_SOCIETAL, &f), STATUS_OK);
    assert_int_equal(split_new(f, false, &parts), STATUS_OK);
    assert_int_equal(unit_new(parts, 0, 1, &u), STATUS_OK);
    enum { PLACES = 4 };
    const lp_limits limits = {.time_s = 10.0};
    const double no_price[] = {0.0, 0.0, 0.0, 0.0, 0.0, 0.0};
    double *masters[PLACES], cost[PLACES];
    unit_cut cuts[PLACES][MAX_GROUPS];
    for (int k = 0; k < PLACES; k++) {
        unit_point at_c;
        lp_outcome outcome;
        bool exists;
        masters[k] = calloc(u->columns.n_columns + 1, sizeof(double));
        place(f, u, (double)k / (PLACES - 1), masters[k]);
        assert_int_equal(unit_evaluate(u, masters[k], no_price, &limits, diags, &outcome, &exists,
                                       NULL, &at_c, cuts[k]),
                         STATUS_OK);
        assert_int_equal(outcome, LP_OPTIMAL);
        cost[k] = at_c.keur;
        unit_point_free(&at_c);
    }
    for (int a = 0; a < PLACES; a++)
        for (int b = 0; b < PLACES; b++) {
            double below = 0.0;
            for (size_t g = 0; g < u->n_groups; g++) {
                below += cuts[a][g].constant;
                for (size_t k = 0; k < u->columns.n_columns; k++)
                    below += cuts[a][g].slope[k] * masters[b][k];
            }
            assert_true(below <= cost[b] + 1e-5 * fabs(cost[b]) + 1e-6);
            if (a == b)
                assert_near(below, cost[a], 1e-5 * fabs(cost[a]) + 1e-6);
        }
    for (int k = 0; k < PLACES; k++) {
        free(masters[k]);
        for (size_t g = 0; g < u->n_groups; g++)
            unit_cut_free(&cuts[k][g]);
    }
    unit_free(u);
    split_free(parts);
    formulation_free(f);
    diag_list_free(diags);
    arena_free(mem);
}

/* A region that was drawn, taken apart. */
typedef struct subject {
    arena *mem;
    diag_list *diags;
    solve_options options;
    region *r;
    formulation *f;
    decomposition *d;
} subject;

static void open_drawn(subject *t, random_options drawn, perspective who, unsigned seed,
                       size_t n_threads)
{
    *t = (subject){.mem = arena_new(),
                   .diags = diag_list_new(),
                   .options = {.time_limit_s = 60.0, .n_threads = n_threads}};
    t->r = random_region(t->mem, seed, drawn);
    solved_prepare(t->r, t->mem);
    assert_int_equal(formulation_investments(t->r, who, &t->f), STATUS_OK);
    double *x = calloc((size_t)lp_columns(t->f->lp) + 1, sizeof *x);
    assert_non_null(x);
    status_quo_stand(t->f, x);
    assert_int_equal(
        decomposition_new(t->f, &t->options, clock_seconds() + 60.0, x, t->diags, &t->d),
        STATUS_OK);
    free(x);
}

static void open_subject(subject *t, unsigned seed, size_t n_threads)
{
    open_drawn(t, (random_options){.n_parks = 4, .n_milestones = 2, .n_steps = 4},
               PERSPECTIVE_SOCIETAL, seed, n_threads);
}

static void close_subject(subject *t)
{
    decomposition_free(t->d);
    formulation_free(t->f);
    diag_list_free(t->diags);
    arena_free(t->mem);
}

/* With all cuts of a run, and the prices that were best in it, one pass of the next run proves nearly what
 * the whole run has proven (D5), as long as no bounds have changed. */
static void test_a_restart_keeps_what_was_proven(void **state)
{
    (void)state;
    subject t;
    open_subject(&t, 3, 1);
    assert_int_equal(decomposition_run(t.d, 1e-4, 200), STATUS_OK);
    assert_true(t.d->converged);
    const double proven_keur = t.d->lower_keur;
    assert_int_equal(decomposition_restart(t.d), STATUS_OK);
    assert_true(isinf(t.d->lower_keur));
    assert_int_equal(decomposition_run(t.d, 1e-4, 1), STATUS_OK);
    assert_true(t.d->lower_keur >= proven_keur - 1e-4 * fabs(proven_keur));
    close_subject(&t);
}

/* (D9) Duals that were read from bases, in the whole matrix, which the decomposition never sees: they prove
 * at least what its pieces proved. */
static void duals_prove_the_bound(unsigned seed)
{
    subject t;
    formulation *whole = NULL;
    double told_keur;
    open_subject(&t, seed, 2);
    assert_int_equal(formulation_whole(t.r, PERSPECTIVE_SOCIETAL, &whole), STATUS_OK);
    double *duals = calloc((size_t)lp_rows(whole->lp) + 1, sizeof *duals);
    assert_non_null(duals);
    assert_int_equal(decomposition_run(t.d, 1e-3, 200), STATUS_OK);
    assert_true(t.d->converged);
    assert_int_equal(decomposed_prove(t.d, whole, duals, &told_keur), STATUS_OK);
    const double tol_keur = 1e-6 * fabs(t.d->lower_keur);
    assert_true(told_keur >= t.d->lower_keur - tol_keur);
    assert_true(lp_dual_bound(whole->lp, duals) >= t.d->lower_keur - tol_keur);
    free(duals);
    formulation_free(whole);
    close_subject(&t);
}

static void test_duals_prove_the_bound(void **state)
{
    (void)state;
    for (unsigned seed = 1; seed <= 4; seed++)
        duals_prove_the_bound(seed);
}

static bool begins_with(const char *name, const char *start)
{
    return strncmp(name, start, strlen(start)) == 0;
}

/* Hubs form, with all that may join; touched[columns]: what that is about. */
static void form_hubs(const subject *t, bool *touched)
{
    for (int j = 0; j < lp_columns(t->f->lp); j++) {
        const char *name = lp_column_name(t->f->lp, j);
        const bool is_settled = begins_with(name, "hub[") || begins_with(name, "member[");
        touched[j] = is_settled || begins_with(name, "group_") || begins_with(name, "contract[") ||
                     begins_with(name, "peak[");
        if (is_settled)
            decomposition_set_bounds(t->d, j, lp_upper(t->f->lp, j), lp_upper(t->f->lp, j));
    }
}

/* Of a region that was planned, and has to form its hubs after all. */
typedef struct formed {
    double first_keur;             /* the first mixture */
    double lower_keur, upper_keur; /* in the end */
} formed;

static formed form_after_all(unsigned seed, bool taken_along)
{
    const random_options drawn = {
        .n_parks = 4, .n_milestones = 2, .n_steps = 4, .one_of_each = true};
    subject t;
    formed found;
    open_drawn(&t, drawn, PERSPECTIVE_PRIVATE, seed, 2);
    bool *touched = calloc((size_t)lp_columns(t.f->lp) + 1, sizeof *touched);
    assert_non_null(touched);
    assert_int_equal(decomposition_run(t.d, 1e-4, 200), STATUS_OK);
    form_hubs(&t, touched);
    if (taken_along)
        assert_int_equal(decomposition_renew(t.d, touched), STATUS_OK);
    assert_int_equal(decomposition_restart(t.d), STATUS_OK);
    assert_int_equal(decomposition_run(t.d, 1e-4, 1), STATUS_OK);
    found.first_keur = t.d->upper_keur;
    assert_int_equal(decomposition_run(t.d, 1e-4, 200), STATUS_OK);
    assert_true(t.d->converged);
    found.lower_keur = t.d->lower_keur;
    found.upper_keur = t.d->upper_keur;
    free(touched);
    close_subject(&t);
    return found;
}

/* (D15) Without it no known point is of use, and the region begins nearly from nothing; it ends at the same. */
static void test_known_dispatch_is_taken_along(void **state)
{
    (void)state;
    for (unsigned seed = 1; seed <= 6; seed++) {
        const formed anew = form_after_all(seed, false), along = form_after_all(seed, true);
        const double optimum_keur = fmin(anew.upper_keur, along.upper_keur);
        assert_true(along.first_keur - optimum_keur < 0.2 * (anew.first_keur - optimum_keur));
        assert_true(along.lower_keur <= anew.upper_keur && anew.lower_keur <= along.upper_keur);
    }
}

/* The first station alone, at the prices that the region has. */
typedef struct alone {
    decomposition *d;
    settling how;
    settled_station found;
} alone;

static status settle_first(void *context, size_t s)
{
    alone *a = context;
    return decomposition_settle(a->d, s, &a->how, &a->found);
}

/* A bracket that is a part of itself is always narrow enough, but no sooner than is said; from then on the
 * same station closes as far as it is asked to. */
static void test_a_late_question_has_more_room(void **state)
{
    (void)state;
    enum { LATE = 2 };
    subject t;
    open_subject(&t, 3, 1);
    assert_int_equal(decomposition_run(t.d, 1e-4, 4), STATUS_OK);
    const size_t columns = t.d->parts->blocks[0].n_columns + 1;
    double *x = calloc(2 * columns, sizeof *x);
    station_room *worth = calloc(t.d->n_units, sizeof *worth);
    assert_non_null(x);
    assert_non_null(worth);
    alone a = {.d = t.d,
               .how = {.link_price = coordinator_prices(t.d->region),
                       .late_room_frac = INFINITY,
                       .late_passes = LATE,
                       .max_passes = 100},
               .found = {.x = x, .reduced = x + columns, .worth = worth}};
    assert_int_equal(decomposition_lend_units(t.d), STATUS_OK);
    assert_int_equal(workers_run(t.d->crew, settle_first, &a, 1), STATUS_OK);
    const double wide_keur = a.found.most_keur - a.found.least_keur;
    assert_int_equal(a.found.n_passes, LATE);
    a.how.late_room_frac = a.how.room_frac = 1e-6;
    assert_int_equal(workers_run(t.d->crew, settle_first, &a, 1), STATUS_OK);
    const double narrow_keur = a.found.most_keur - a.found.least_keur;
    assert_true(narrow_keur <= 1e-6 * fabs(a.found.least_keur));
    assert_true(wide_keur > narrow_keur);
    assert_int_equal(decomposition_take_back_units(t.d), STATUS_OK);
    free(x);
    free(worth);
    close_subject(&t);
}

/* The second time all is known: as many passes as it takes to see that. */
static void test_a_warm_start_saves_passes(void **state)
{
    (void)state;
    subject t, again;
    bool is_near;
    open_subject(&t, 3, 1);
    open_subject(&again, 3, 2);
    warm_start *start = warm_start_new();
    assert_int_equal(warm_start_take(start, WARM_RELAXATION, again.d, &is_near), STATUS_OK);
    assert_false(is_near); /* nothing was kept yet */
    assert_int_equal(decomposition_run(t.d, 1e-4, 200), STATUS_OK);
    assert_true(t.d->converged);
    assert_int_equal(warm_start_keep(start, WARM_RELAXATION, t.d), STATUS_OK);
    assert_int_equal(warm_start_take(start, WARM_RELAXATION, again.d, &is_near), STATUS_OK);
    assert_true(is_near);
    assert_int_equal(decomposition_run(again.d, 1e-4, 200), STATUS_OK);
    assert_true(again.d->converged);
    assert_true(5 * again.d->n_passes <= t.d->n_passes);
    warm_start_free(start);
    close_subject(&again);
    close_subject(&t);
}

/* By name, as the other region may have its columns in another order, and others. */
static void test_a_plan_is_handed_over(void **state)
{
    (void)state;
    const double found[] = {3.0, 7.0};
    double x[3], gap_frac;
    lp *p = lp_new(), *like = lp_new();
    warm_start *of_option = warm_start_new(), *of_base = warm_start_new();
    (void)lp_add_column(p, 0.0, 9.0, true, "chargers");
    (void)lp_add_column(p, 0.0, 9.0, true, "pumps");
    (void)lp_add_column(like, 0.0, 9.0, true, "pumps");
    (void)lp_add_column(like, 0.0, 9.0, true, "hub");
    (void)lp_add_column(like, 0.0, 9.0, true, "chargers");
    assert_true(warm_start_is_empty(of_base));
    assert_int_equal(warm_start_keep_plan(of_option, p, found, 0.01), STATUS_OK);
    warm_start_take_plan(of_base, of_option);
    assert_false(warm_start_plan(of_option, like, x, &gap_frac));
    warm_start_take_plan(of_base, of_option); /* which has none any more */
    assert_true(warm_start_plan(of_base, like, x, &gap_frac));
    assert_true(x[0] == 7.0 && x[1] == 0.0 && x[2] == 3.0 && gap_frac == 0.01);
    warm_start_free(of_base);
    warm_start_free(of_option);
    lp_free(like);
    lp_free(p);
}

enum { FINGERPRINTED_UNITS = 4 }; /* two stations, two milestones */

typedef void change_region(region *r, arena *mem);

static void as_drawn(region *r, arena *mem)
{
    (void)r;
    (void)mem;
}

static void less_room(region *r, arena *mem)
{
    (void)mem;
    r->stations[0].import_headroom_kw *= 0.9;
}

static void all_dearer(region *r, arena *mem)
{
    random_region_scale(r, mem, 1.1);
}

static void fingerprint_all(change_region *change, char hex[][SHA256_HEX_LENGTH + 1])
{
    arena *mem = arena_new();
    region *r =
        random_region(mem, 3, (random_options){.n_parks = 4, .n_milestones = 2, .n_steps = 4});
    change(r, mem);
    solved_prepare(r, mem);
    formulation *f = NULL;
    split *parts = NULL;
    assert_int_equal(formulation_investments(r, PERSPECTIVE_SOCIETAL, &f), STATUS_OK);
    assert_int_equal(split_new(f, false, &parts), STATUS_OK);
    for (size_t k = 0; k < FINGERPRINTED_UNITS; k++) {
        unit *u = NULL;
        assert_int_equal(unit_new(parts, k / 2, k % 2, &u), STATUS_OK);
        unit_fingerprint(u, f->lp, hex[k]);
        unit_free(u);
    }
    split_free(parts);
    formulation_free(f);
    arena_free(mem);
}

/* A unit has the fingerprint that it had, unless something was changed that it pays or is limited by. */
static void test_fingerprints_tell_what_was_changed(void **state)
{
    (void)state;
    char drawn[FINGERPRINTED_UNITS][SHA256_HEX_LENGTH + 1],
        other[FINGERPRINTED_UNITS][SHA256_HEX_LENGTH + 1];
    fingerprint_all(as_drawn, drawn);
    fingerprint_all(as_drawn, other);
    for (size_t k = 0; k < FINGERPRINTED_UNITS; k++)
        assert_string_equal(drawn[k], other[k]);
    fingerprint_all(less_room, other);
    for (size_t k = 0; k < FINGERPRINTED_UNITS; k++)
        assert_int_equal(strcmp(drawn[k], other[k]) == 0, k / 2 == 1);
    fingerprint_all(all_dearer, other);
    for (size_t k = 0; k < FINGERPRINTED_UNITS; k++)
        assert_string_not_equal(drawn[k], other[k]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cuts_lie_below_the_cost),
        cmocka_unit_test(test_a_restart_keeps_what_was_proven),
        cmocka_unit_test(test_duals_prove_the_bound),
        cmocka_unit_test(test_known_dispatch_is_taken_along),
        cmocka_unit_test(test_a_late_question_has_more_room),
        cmocka_unit_test(test_brackets_the_optimum),
        cmocka_unit_test(test_meets_two_targets),
        cmocka_unit_test(test_never_beats_branch_and_bound),
        cmocka_unit_test(test_warm_start_proves_no_less),
        cmocka_unit_test(test_a_warm_start_saves_passes),
        cmocka_unit_test(test_a_plan_is_handed_over),
        cmocka_unit_test(test_fingerprints_tell_what_was_changed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
