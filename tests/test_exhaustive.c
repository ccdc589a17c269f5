/* tests/test_exhaustive.c - on tiny regions the search finds what trying everything finds. */
#include "tests/exhaustive.h"

int main(void)
{
    const exhaustive_seeds seeds = {
        .one_milestone = {1, 24}, .without_programme = {11, 16}, .two_milestones = {22, 22}};
    return exhaustive_run(&seeds);
}
