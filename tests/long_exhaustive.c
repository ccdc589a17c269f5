/* tests/long_exhaustive.c - on tiny regions the search finds what trying everything finds, many of them. */
#include "tests/exhaustive.h"

int main(void)
{
    const exhaustive_seeds seeds = {
        .one_milestone = {101, 300}, .without_programme = {301, 400}, .two_milestones = {30, 39}};
    return exhaustive_run(&seeds);
}
