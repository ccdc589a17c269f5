/* tests/compared.h - what holds for comparisons of any region, on drawn ones. */
#ifndef TESTS_COMPARED_H
#define TESTS_COMPARED_H

/* Runs the tests on the regions of these seeds; returns how many failed. */
int compared_run(unsigned first_seed, unsigned last_seed);

#endif
