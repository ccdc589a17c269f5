#include "bench/gen_dice.h"

static uint64_t next(dice *d)
{
    d->state += 0x9e3779b97f4a7c15u;
    uint64_t z = d->state;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

/* Each part is stirred in on its own, so that no two subjects share a sequence. */
dice dice_for(unsigned seed, dice_subject what, uint64_t which)
{
    dice d = {seed};
    d.state = next(&d) ^ (uint64_t)what;
    d.state = next(&d) ^ which;
    d.state = next(&d);
    return d;
}

double dice_draw(dice *d)
{
    return (double)(next(d) >> 11) / 9007199254740992.0; /* 2^53 */
}

double dice_between(dice *d, double low, double high)
{
    return low + (high - low) * dice_draw(d);
}

bool dice_chance(dice *d, double frac)
{
    return dice_draw(d) < frac;
}

size_t dice_pick(dice *d, size_t n)
{
    return (size_t)(dice_draw(d) * (double)n);
}
