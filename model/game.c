#include "model/game.h"

#include <assert.h>
#include <math.h>

/* Half of a normal distribution's middle 95 %, in standard deviations. */
#define NORMAL_95 1.959963984540054

#define CENTS_PER_EUR 100.0

size_t coalition_size(coalition s)
{
    size_t n = 0;
    for (; s != 0; s &= s - 1)
        n++;
    return n;
}

void game_proportional(double total, const double *weights, size_t n, double *share)
{
    double sum = 0.0;
    for (size_t i = 0; weights != NULL && i < n; i++)
        sum += weights[i];
    for (size_t i = 0; i < n; i++)
        share[i] = sum > 0.0 ? total * weights[i] / sum : total / (double)n;
}

/* (E83) How many of the n! orders have exactly these s players before a given one, as a part:
 * s! (n - s - 1)! / n! = 1 / (n C(n - 1, s)). */
static double part_of_orders(size_t n, size_t s)
{
    double choose = 1.0;
    for (size_t k = 1; k <= s; k++)
        choose = choose * (double)(n - k) / (double)k;
    return 1.0 / ((double)n * choose);
}

void game_shapley(const game *g, double *share)
{
    const size_t n = g->n_players;
    assert(n >= 1 && n <= GAME_MAX_PLAYERS);
    double part[GAME_MAX_PLAYERS];
    for (size_t s = 0; s < n; s++)
        part[s] = part_of_orders(n, s);
    for (size_t i = 0; i < n; i++) {
        share[i] = 0.0;
        for (coalition s = 0; s <= coalition_all(n); s++)
            if ((s & coalition_of(i)) == 0)
                share[i] += part[coalition_size(s)] * (g->value[s | coalition_of(i)] - g->value[s]);
    }
}

/* --- sampling --------------------------------------------------------------------------------- */

/* SplitMix64 of Steele, Lea and Flood: a sequence of 64 bits that any seed starts well. */
static uint64_t next_random(uint64_t *state)
{
    uint64_t z = (*state += UINT64_C(0x9E3779B97F4A7C15));
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31);
}

/* 0 .. n - 1, each as likely: the few numbers that would favour the first ones are drawn again. */
static size_t random_below(uint64_t *state, size_t n)
{
    const uint64_t fair = UINT64_MAX - UINT64_MAX % n;
    uint64_t z;
    do
        z = next_random(state);
    while (z >= fair);
    return (size_t)(z % n);
}

static void shuffle(uint64_t *state, size_t *order, size_t n)
{
    for (size_t i = n - 1; i > 0; i--) {
        const size_t k = random_below(state, i + 1), kept = order[i];
        order[i] = order[k];
        order[k] = kept;
    }
}

/* Mean and sum of squared distances from it, kept up to date (Welford). */
typedef struct running {
    double mean[GAME_MAX_SAMPLED_PLAYERS], squares[GAME_MAX_SAMPLED_PLAYERS];
} running;

static void take_in(running *r, size_t i, size_t nth, double gain)
{
    const double away = gain - r->mean[i];
    r->mean[i] += away / (double)nth;
    r->squares[i] += away * (gain - r->mean[i]);
}

status game_shapley_sampled(size_t n_players, coalition_value *value, void *context,
                            size_t n_orders, uint64_t seed, double *share, double *half_width)
{
    assert(n_players >= 1 && n_players < GAME_MAX_SAMPLED_PLAYERS && n_orders >= 2);
    running r = {{0.0}, {0.0}};
    size_t order[GAME_MAX_SAMPLED_PLAYERS];
    for (size_t i = 0; i < n_players; i++)
        order[i] = i;
    for (size_t nth = 1; nth <= n_orders; nth++) {
        shuffle(&seed, order, n_players);
        coalition s = 0;
        double before = 0.0;
        for (size_t k = 0; k < n_players; k++) {
            double with = 0.0;
            s |= coalition_of(order[k]);
            const status st = value(context, s, &with);
            if (st != STATUS_OK)
                return st;
            take_in(&r, order[k], nth, with - before);
            before = with;
        }
    }
    const double orders = (double)n_orders;
    for (size_t i = 0; i < n_players; i++) {
        share[i] = r.mean[i];
        half_width[i] = NORMAL_95 * sqrt(r.squares[i] / (orders - 1.0) / orders);
    }
    return STATUS_OK;
}

/* --- stability -------------------------------------------------------------------------------- */

objection game_most_unhappy(const game *g, const double *share)
{
    objection worst = {0, 0.0};
    for (coalition s = 1; s < coalition_all(g->n_players); s++) {
        double eur = g->value[s];
        for (size_t i = 0; i < g->n_players; i++)
            if (s & coalition_of(i))
                eur -= share[i];
        if (worst.members == 0 || eur > worst.eur)
            worst = (objection){s, eur};
    }
    return worst;
}

void game_make_monotone(size_t n_players, double *value)
{
    for (coalition s = 1; s <= coalition_all(n_players); s++)
        for (size_t i = 0; i < n_players; i++)
            if (s & coalition_of(i))
                value[s] = fmax(value[s], value[s & ~coalition_of(i)]);
}

/* --- money ------------------------------------------------------------------------------------ */

status game_round_to_cents(double total, size_t n, double *share, arena *mem)
{
    double *remainder = ARENA_ARRAY(mem, n, double);
    if (remainder == NULL)
        return STATUS_NO_MEMORY;
    double left = round(total * CENTS_PER_EUR);
    for (size_t i = 0; i < n; i++) {
        const double cents = share[i] * CENTS_PER_EUR;
        remainder[i] = cents - floor(cents);
        share[i] = floor(cents);
        left -= floor(cents);
    }
    /* Shares that sum to total leave less than n cents; ones that do not are put right as well. */
    for (; left >= 1.0; left -= 1.0) {
        size_t next = 0;
        for (size_t i = 1; i < n; i++)
            if (remainder[i] > remainder[next])
                next = i;
        remainder[next] -= 1.0;
        share[next] += 1.0;
    }
    for (; left <= -1.0; left += 1.0) {
        size_t next = 0;
        for (size_t i = 1; i < n; i++)
            if (remainder[i] < remainder[next])
                next = i;
        remainder[next] += 1.0;
        share[next] -= 1.0;
    }
    for (size_t i = 0; i < n; i++)
        share[i] /= CENTS_PER_EUR;
    return STATUS_OK;
}
