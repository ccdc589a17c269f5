#include "solver/target_mix.h"

#include <math.h>

#include "tests/near.h"

enum { MILESTONES = 2, TARGETS = 2, MOST_CHOICES = 6 };

typedef struct scene {
    diag_list *diags;
    double weight[MOST_CHOICES], missed[TARGETS], price[TARGETS], worth[MILESTONES];
    mix_answer found;
} scene;

static void solve(scene *s, const mix_choice *choices, size_t n, const double *most,
                  const double *missed_keur)
{
    const mix_problem p = {MILESTONES, TARGETS, n, choices, most, missed_keur};
    s->found = (mix_answer){
        .weight = s->weight, .missed = s->missed, .price = s->price, .worth = s->worth};
    s->diags = diag_list_new();
    bool found;
    assert_int_equal(target_mix_solve(&p, s->diags, &found, &s->found), STATUS_OK);
    assert_true(found);
    diag_list_free(s->diags);
}

/* In the first milestone 40 t for 100 kEUR or 10 t for 160: 2 kEUR a tonne. At most 25 t: half of each, 130. The second
 * milestone emits nothing that counts, and takes the cheaper one. */
static void test_two_choices_are_mixed(void **state)
{
    (void)state;
    const double much[] = {40.0, 0.0}, little[] = {10.0, 0.0}, none[] = {0.0, 0.0};
    const mix_choice choices[] = {
        {0, 100.0, much}, {0, 160.0, little}, {1, 70.0, none}, {1, 60.0, none}};
    scene s;
    solve(&s, choices, 4, (const double[]){25.0, INFINITY}, (const double[]){50.0, 50.0});
    assert_near(s.found.keur, 190.0, 1e-6);
    assert_near(s.weight[0], 0.5, 1e-6);
    assert_near(s.weight[1], 0.5, 1e-6);
    assert_near(s.weight[2], 0.0, 1e-6);
    assert_near(s.weight[3], 1.0, 1e-6);
    assert_near(s.price[0], 2.0, 1e-6);
    assert_near(s.price[1], 0.0, 1e-6);
    assert_near(s.worth[0], 180.0, 1e-6); /* 100 + 2 * 40 = 160 + 2 * 10 */
    assert_near(s.worth[1], 60.0, 1e-6);
}

/* A target over both milestones: 30 t in all. The first saves a tonne for 2 kEUR, from 40 t to 10 t, the second for 5, from
 * 20 t to 5 t. The first does all it can, 30 t for 60, and nothing is left to do: 10 + 20. */
static void test_a_target_of_all_milestones(void **state)
{
    (void)state;
    const double a[] = {40.0, 0.0}, b[] = {10.0, 0.0}, c[] = {20.0, 0.0}, d[] = {5.0, 0.0};
    const mix_choice choices[] = {{0, 100.0, a}, {0, 160.0, b}, {1, 60.0, c}, {1, 135.0, d}};
    scene s;
    solve(&s, choices, 4, (const double[]){30.0, INFINITY}, (const double[]){50.0, 50.0});
    assert_near(s.found.keur, 220.0, 1e-6);
    solve(&s, choices, 4, (const double[]){27.0, INFINITY}, (const double[]){50.0, 50.0});
    assert_near(s.found.keur, 235.0, 1e-6); /* 3 t more, for 5 each */
    assert_near(s.weight[3], 0.2, 1e-6);
    assert_near(s.price[0], 5.0, 1e-6);
}

/* What saves CO2 takes away renewable energy: no choice meets both targets, a mixture does. 30 t and 30 MWh short, or 0 of
 * either: at most 15 of both takes half of each. */
static void test_two_targets_that_pull_apart(void **state)
{
    (void)state;
    const double co2[] = {30.0, 0.0}, short_of[] = {0.0, 30.0}, none[] = {0.0, 0.0};
    const mix_choice choices[] = {{0, 100.0, co2}, {0, 110.0, short_of}, {1, 0.0, none}};
    scene s;
    solve(&s, choices, 3, (const double[]){15.0, 15.0}, (const double[]){50.0, 50.0});
    assert_near(s.found.keur, 105.0, 1e-6);
    assert_near(s.missed[0] + s.missed[1], 0.0, 1e-6);
}

/* With the one choice that there is 15 t are too many, at 50 kEUR each; that is also what less of it is worth. */
static void test_what_cannot_be_met_is_missed(void **state)
{
    (void)state;
    const double much[] = {40.0, 0.0}, none[] = {0.0, 0.0};
    const mix_choice choices[] = {{0, 100.0, much}, {1, 60.0, none}};
    scene s;
    solve(&s, choices, 2, (const double[]){25.0, INFINITY}, (const double[]){50.0, 50.0});
    assert_near(s.missed[0], 15.0, 1e-6);
    assert_near(s.found.keur, 160.0 + 15.0 * 50.0, 1e-6);
    assert_near(s.price[0], 50.0, 1e-6);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_two_choices_are_mixed),
        cmocka_unit_test(test_a_target_of_all_milestones),
        cmocka_unit_test(test_two_targets_that_pull_apart),
        cmocka_unit_test(test_what_cannot_be_met_is_missed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
