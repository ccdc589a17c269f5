/* tests/test_game.c - dividing gains: published games, worked by hand. */
#include "solver/game_solution.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "model/tolerance.h"
#include "tests/near.h"

#define THIRD (1.0 / 3.0)

/* value[S] with bit i for player i: of players 1, 2 and 3 that is
 * {}, 1, 2, 12, 3, 13, 23, 123. */
typedef struct known_game {
    const char *name;
    double value[8];
    double shapley[3], nucleolus[3];
    double least_core;
} known_game;

static const known_game games[] = {
    /* Airport (Littlechild and Owen 1973): runways for planes that need one of cost 1, 2 and 3; the
     * value is the sum of costs alone less the cost of the longest. Shapley cost: each part of the
     * runway by who uses it: 1/3, 1/3 + 1/2, 1/3 + 1/2 + 1. Saved: 1 - 1/3, 2 - 5/6, 3 - 11/6.
     * Nucleolus cost: min(1/2, 2/3, 3/3) = 1/2, then min(1.5/2, 2.5/2) = 0.75, the rest 1.75.
     * {1} and {2,3} together always have 3 - 2 = 1 more, so the most unhappy one -1/2. */
    {"airport", {0, 0, 0, 1, 0, 1, 2, 3}, {2 * THIRD, 7.0 / 6, 7.0 / 6}, {0.5, 1.25, 1.25}, -0.5},
    /* Gloves: player 1 has a left one, 2 and 3 a right one; a pair is worth 1. Player 1 brings the
     * pair unless first: 2/3. The core is (1, 0, 0) alone: with less, {1,2} or {1,3} leaves. */
    {"gloves", {0, 0, 0, 1, 0, 1, 0, 1}, {2 * THIRD, THIRD / 2, THIRD / 2}, {1, 0, 0}, 0},
    /* A bankrupt estate with claims of 100, 200 and 300 (Talmud, Ketubot 93a; Aumann and Maschler
     * 1985): a coalition gets what is left when all others have had their claim. */
    {"estate 100",
     {0, 0, 0, 0, 0, 0, 0, 100},
     {100 * THIRD, 100 * THIRD, 100 * THIRD},
     {100 * THIRD, 100 * THIRD, 100 * THIRD},
     -100 * THIRD},
    /* v({2,3}) = 200 - 100. Shapley: player 1: 1/3 (200 - 100). {1} and {2,3} together have 100
     * more, so x1 = 50. */
    {"estate 200",
     {0, 0, 0, 0, 0, 0, 100, 200},
     {100 * THIRD, 250 * THIRD, 250 * THIRD},
     {50, 75, 75},
     -50},
    /* v({1,3}) = 100, v({2,3}) = 200. Shapley: 1: 1/6 100 + 1/3 100 = 50; 2: 1/6 200 + 1/3 200 =
     * 100. */
    {"estate 300", {0, 0, 0, 0, 0, 100, 200, 300}, {50, 100, 150}, {50, 100, 150}, -50},
    /* An energy community: pairs save 60, 40 and 20, all three 90. Shapley: 60/6 + 40/6 + 70/3 =
     * 40, 60/6 + 20/6 + 50/3 = 30, 40/6 + 20/6 + 30/3 = 20. Nucleolus: alone against the other
     * pair: the room 90 - 60 = 30 of {3} and {1,2} is the least, so x3 = 15; then x1 - 0 against
     * x2: excess of {1,3}: 40 - x1 - 15, of {2,3}: 20 - x2 - 15 with x1 + x2 = 75: equal at x1 =
     * 47.5, x2 = 27.5. */
    {"energy community", {0, 0, 0, 60, 0, 40, 20, 90}, {40, 30, 20}, {47.5, 27.5, 15}, -15},
    /* Any two of three share 1: nobody can be content; each pair misses 1 - 2/3. */
    {"majority", {0, 0, 0, 1, 0, 1, 1, 1}, {THIRD, THIRD, THIRD}, {THIRD, THIRD, THIRD}, THIRD},
};

static void test_known_games(void **state)
{
    (void)state;
    diag_list *diags = diag_list_new();
    for (size_t k = 0; k < sizeof games / sizeof games[0]; k++) {
        const known_game *want = &games[k];
        const game g = {3, want->value};
        double shapley[3];
        game_solution found;
        game_shapley(&g, shapley);
        assert_int_equal(game_solve(&g, diags, &found), STATUS_OK);
        assert_near(found.least_core_eur, want->least_core, 1e-6);
        for (size_t i = 0; i < 3; i++) {
            if (!nearly(found.nucleolus[i], want->nucleolus[i], 1e-5))
                print_message("%s, player %zu\n", want->name, i + 1);
            assert_near(shapley[i], want->shapley[i], 1e-9);
            assert_near(found.nucleolus[i], want->nucleolus[i], 1e-5);
        }
    }
    diag_list_free(diags);
}

/* Four players with one quarter of the whole each, however it is reached: v = |S|^2. By symmetry
 * 4 each; a coalition of s has s^2 - 4 s, at most -3 for s = 1 and s = 3. */
static void test_symmetric_game(void **state)
{
    (void)state;
    diag_list *diags = diag_list_new();
    double value[16];
    for (coalition s = 0; s < 16; s++)
        value[s] = (double)(coalition_size(s) * coalition_size(s));
    const game g = {4, value};
    game_solution found;
    assert_int_equal(game_solve(&g, diags, &found), STATUS_OK);
    assert_near(found.least_core_eur, -3.0, 1e-6);
    for (size_t i = 0; i < 4; i++)
        assert_near(found.nucleolus[i], 4.0, 1e-5);
    diag_list_free(diags);
}

static void test_worth_less_than_apart(void **state)
{
    (void)state;
    diag_list *diags = diag_list_new();
    const double value[] = {0.0, 2.0, 2.0, 3.0};
    game_solution found;
    assert_int_equal(game_solve(&(game){2, value}, diags, &found), STATUS_INFEASIBLE);
    diag_list_free(diags);
}

enum { N_RANDOM = 6, N_COALITIONS = 1 << N_RANDOM };

static uint64_t draw(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return *state >> 40;
}

/* Not below what any part of it is worth, so that there is something to divide. */
static void fill_random(double value[N_COALITIONS], uint64_t seed)
{
    value[0] = 0.0;
    for (coalition s = 1; s < N_COALITIONS; s++)
        value[s] = coalition_size(s) < 2 ? 0.0 : (double)(draw(&seed) % 1000 * coalition_size(s));
    value[N_COALITIONS - 1] = 100000.0;
    game_make_monotone(N_RANDOM, value);
}

static void add_orders(const double *value, size_t *order, size_t n_placed, coalition s,
                       double *sum)
{
    for (size_t i = 0; i < N_RANDOM; i++) {
        if (s & coalition_of(i))
            continue;
        order[n_placed] = i;
        add_orders(value, order, n_placed + 1, s | coalition_of(i), sum);
    }
    if (n_placed < N_RANDOM)
        return;
    coalition before = 0;
    for (size_t k = 0; k < N_RANDOM; k++) {
        sum[order[k]] += value[before | coalition_of(order[k])] - value[before];
        before |= coalition_of(order[k]);
    }
}

/* By coalitions and by all 720 orders in which six players can join. */
static void test_shapley_by_orders(void **state)
{
    (void)state;
    double value[N_COALITIONS], share[N_RANDOM], sum[N_RANDOM] = {0.0};
    size_t order[N_RANDOM];
    fill_random(value, 1);
    game_shapley(&(game){N_RANDOM, value}, share);
    add_orders(value, order, 0, 0, sum);
    for (size_t i = 0; i < N_RANDOM; i++)
        assert_near(share[i], sum[i] / 720.0, 1e-6);
}

/* (E87) by its definition: no coalition's sum of shares can be moved without a worse list of
 * excesses. Any small transfer between two players makes the sorted list of excesses larger. */
static int by_falling(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return x < y ? 1 : x > y ? -1 : 0;
}

static void sorted_excesses(const double *value, const double *share, double *excess)
{
    for (coalition s = 1; s < N_COALITIONS - 1; s++) {
        excess[s - 1] = value[s];
        for (size_t i = 0; i < N_RANDOM; i++)
            excess[s - 1] -= s & coalition_of(i) ? share[i] : 0.0;
    }
    qsort(excess, N_COALITIONS - 2, sizeof *excess, by_falling);
}

static bool is_better(const double *a, const double *b)
{
    for (size_t k = 0; k < N_COALITIONS - 2; k++)
        if (!nearly(a[k], b[k], 0.1))
            return a[k] < b[k];
    return false;
}

static void test_no_transfer_betters_the_nucleolus(void **state)
{
    (void)state;
    diag_list *diags = diag_list_new();
    for (uint64_t seed = 1; seed <= 20; seed++) {
        double value[N_COALITIONS], here[N_COALITIONS], there[N_COALITIONS];
        game_solution found;
        fill_random(value, seed);
        const game g = {N_RANDOM, value};
        assert_int_equal(game_solve(&g, diags, &found), STATUS_OK);
        assert_near(game_most_unhappy(&g, found.nucleolus).eur, found.least_core_eur, 0.1);
        sorted_excesses(value, found.nucleolus, here);
        for (size_t from = 0; from < N_RANDOM; from++)
            for (size_t to = 0; to < N_RANDOM; to++) {
                double share[N_RANDOM];
                for (size_t i = 0; i < N_RANDOM; i++)
                    share[i] = found.nucleolus[i];
                share[from] -= 50.0;
                share[to] += 50.0;
                sorted_excesses(value, share, there);
                assert_false(from != to && share[from] >= 0.0 && is_better(there, here));
            }
    }
    diag_list_free(diags);
}

static status listed(void *context, coalition s, double *value)
{
    *value = ((const double *)context)[s];
    return STATUS_OK;
}

/* The exact share lies within the interval for about 95 of 100 seeds; all orders sum to the
 * whole. */
static void test_sampled_shapley(void **state)
{
    (void)state;
    double value[N_COALITIONS], exact[N_RANDOM];
    fill_random(value, 3);
    game_shapley(&(game){N_RANDOM, value}, exact);
    size_t n_within = 0;
    for (uint64_t seed = 1; seed <= 100; seed++) {
        double share[N_RANDOM], width[N_RANDOM], sum = 0.0;
        assert_int_equal(game_shapley_sampled(N_RANDOM, listed, value, 400, seed, share, width),
                         STATUS_OK);
        for (size_t i = 0; i < N_RANDOM; i++) {
            sum += share[i];
            n_within += nearly(share[i], exact[i], width[i]);
        }
        assert_near(sum, value[N_COALITIONS - 1], 1e-6);
    }
    assert_in_range(n_within, 540, 600); /* 570 of 600 on average, give or take */
}

static void test_sampling_repeats(void **state)
{
    (void)state;
    double value[N_COALITIONS], one[N_RANDOM], two[N_RANDOM], width[N_RANDOM];
    fill_random(value, 3);
    assert_int_equal(game_shapley_sampled(N_RANDOM, listed, value, 10, 7, one, width), STATUS_OK);
    assert_int_equal(game_shapley_sampled(N_RANDOM, listed, value, 10, 7, two, width), STATUS_OK);
    assert_memory_equal(one, two, sizeof one);
}

static void test_most_unhappy(void **state)
{
    (void)state;
    /* The energy community, divided equally: {1,2} gets 60 of 60, {1,3} 60 for 40, 1 alone 30. */
    const double equal[] = {30.0, 30.0, 30.0};
    objection o = game_most_unhappy(&(game){3, games[5].value}, equal);
    assert_int_equal(o.members, 3);
    assert_near(o.eur, 0.0, 1e-12);
    /* With 10 for player 1, {1,2} misses 20. */
    const double unfair[] = {10.0, 30.0, 50.0};
    o = game_most_unhappy(&(game){3, games[5].value}, unfair);
    assert_int_equal(o.members, 3);
    assert_near(o.eur, 20.0, 1e-12);
}

static void test_proportional(void **state)
{
    (void)state;
    const double weights[] = {1.0, 3.0, 0.0}, none[] = {0.0, 0.0, 0.0};
    double share[3];
    game_proportional(100.0, weights, 3, share);
    assert_near(share[0], 25.0, 1e-12);
    assert_near(share[1], 75.0, 1e-12);
    assert_near(share[2], 0.0, 1e-12);
    game_proportional(90.0, none, 3, share);
    assert_near(share[2], 30.0, 1e-12);
}

/* 100 by three: 33.333 each; the cent that is left goes to the first. */
static void test_cents(void **state)
{
    (void)state;
    arena *mem = arena_new();
    double share[] = {100 * THIRD, 100 * THIRD, 100 * THIRD};
    assert_int_equal(game_round_to_cents(100.0, 3, share, mem), STATUS_OK);
    assert_near(share[0], 33.34, 1e-9);
    assert_near(share[1], 33.33, 1e-9);
    assert_near(share[2], 33.33, 1e-9);
    /* -1.005 and 2.345 of 1.34: floors -1.01 and 2.34 leave one cent, both have half a cent
     * over. */
    double mixed[] = {-1.0051, 2.3451};
    assert_int_equal(game_round_to_cents(1.34, 2, mixed, mem), STATUS_OK);
    assert_near(mixed[0] + mixed[1], 1.34, 1e-9);
    arena_free(mem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_known_games),
        cmocka_unit_test(test_symmetric_game),
        cmocka_unit_test(test_worth_less_than_apart),
        cmocka_unit_test(test_shapley_by_orders),
        cmocka_unit_test(test_no_transfer_betters_the_nucleolus),
        cmocka_unit_test(test_sampled_shapley),
        cmocka_unit_test(test_sampling_repeats),
        cmocka_unit_test(test_most_unhappy),
        cmocka_unit_test(test_proportional),
        cmocka_unit_test(test_cents),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
