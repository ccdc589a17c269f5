/* tests/challenged.h - why, why not and worth of limits against regions that really are so, on drawn regions.
 *
 * Each draws a region from the seed and plans it with gap 0. The same region with one thing changed
 * is then solved as a program of its own, its whole numbers fixed as in the plan. Failures end the test. */
#ifndef TESTS_CHALLENGED_H
#define TESTS_CHALLENGED_H

/* How often a statement was tried, so that a test can ask that it was at all. */
typedef struct challenged_count {
    unsigned n_reasons, n_prices, n_units, n_limits, n_brackets;
} challenged_count;

/* Nothing more of a technology possible at its connection, no hub, no heat net: dearer by what why says. */
void challenged_why_holds(unsigned seed, challenged_count *n);
/* With a technology a little cheaper than its break-even price at its connection it is chosen there, a
 * little dearer it is not; one unit forced in costs what is said. */
void challenged_why_not_holds(unsigned seed, challenged_count *n);
/* A station, fund or subsidy with one unit more or less. */
void challenged_worth_holds(unsigned seed, challenged_count *n);
/* Decomposed, one station: what is said of its plan is right of its plan. */
void challenged_brackets_hold(unsigned seed, challenged_count *n);

#endif
