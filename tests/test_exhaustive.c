/* tests/test_exhaustive.c - on tiny regions the search finds what trying everything finds. */
#include "tests/exhaustive.h"

#include "tests/near.h"

static const random_options one_milestone = {
    .n_parks = 1, .n_milestones = 1, .n_steps = 3, .one_of_each = true};
static const random_options without_programme = {
    .n_parks = 1, .n_milestones = 1, .n_steps = 2, .one_of_each = true, .plain = true};
/* What is built, formed or joined stays: the choices of two milestones hang together. */
static const random_options two_milestones = {
    .n_parks = 1, .n_milestones = 2, .n_steps = 2, .one_of_each = true};

static void test_one_milestone(void **state)
{
    (void)state;
    seeds_agree(1, 24, one_milestone);
}

static void test_without_programme(void **state)
{
    (void)state;
    seeds_agree(11, 16, without_programme);
}

static void test_two_milestones(void **state)
{
    (void)state;
    seeds_agree(22, 22, two_milestones);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_milestone),
        cmocka_unit_test(test_without_programme),
        cmocka_unit_test(test_two_milestones),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
