/* bench/gen_dice.h - random numbers that are the same with every compiler.
 *
 * splitmix64. Each subject of a region (a park, a day, a step of a profile) has dice of its own,
 * so that a park does not change when another one is added. Every draw stands in a statement of its
 * own: C does not say in which order the arguments of a call, or initializers, are worked out.
 */
#ifndef BENCH_GEN_DICE_H
#define BENCH_GEN_DICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct dice {
    uint64_t state;
} dice;

/* What the dice are for; which counts within it. */
typedef enum dice_subject {
    DICE_DAY,
    DICE_NOISE,
    DICE_STATION,
    DICE_PARK,
    DICE_HUB,
    DICE_HEAT_NET,
    DICE_POLICY,
} dice_subject;

dice dice_for(unsigned seed, dice_subject what, uint64_t which);

double dice_draw(dice *d);                             /* 0 <= result < 1 */
double dice_between(dice *d, double low, double high); /* low <= result < high */
bool dice_chance(dice *d, double frac);
size_t dice_pick(dice *d, size_t n); /* 0 .. n - 1 */

#endif
