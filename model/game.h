/* model/game.h - dividing what a group gains by working together: a cooperative game.
 *
 * A coalition is a set of players as bits, player i as 1 << i; value[S] is what S gains by itself,
 * in EUR, with value[0] = 0. Shares are EUR per player, [n_players]. Equations (E82) to (E87)
 * stand in docs/formulation.md.
 */
#ifndef MODEL_GAME_H
#define MODEL_GAME_H

#include <stddef.h>
#include <stdint.h>

#include "model/arena.h"

/* Up to so many players every coalition is valued: 65,536 of them. */
enum { GAME_MAX_PLAYERS = 16 };
/* A group that is sampled has fewer: with all bits in use coalition_all() would overflow. */
enum { GAME_MAX_SAMPLED_PLAYERS = 64 };

typedef uint64_t coalition;

typedef struct game {
    size_t n_players;    /* 1 .. GAME_MAX_PLAYERS */
    const double *value; /* [1 << n_players] */
} game;

static inline coalition coalition_of(size_t player)
{
    return (coalition)1 << player;
}
/* Of n players, n < 64. */
static inline coalition coalition_all(size_t n)
{
    return ((coalition)1 << n) - 1;
}
size_t coalition_size(coalition s);

/* (E82) total in proportion to weights[n], each >= 0; equally where all weigh nothing, or weights
 * is NULL. */
void game_proportional(double total, const double *weights, size_t n, double *share);

/* (E83) Shapley value, exact: over all coalitions. */
void game_shapley(const game *g, double *share);

/* Value of a coalition of a group that is too large to list; anything but STATUS_OK ends the
 * sampling. */
typedef status coalition_value(void *context, coalition s, double *value);

/* (E84) Shapley value from n_orders >= 2 random orders in which players join. The shares sum to the
 * value of all. half_width[n]: with 95 % confidence the exact share lies within share -+
 * half_width. */
MUST_CHECK status game_shapley_sampled(size_t n_players, coalition_value *value, void *context,
                                       size_t n_orders, uint64_t seed, double *share,
                                       double *half_width);

/* (E85) The coalition that would gain most by leaving, of all but the whole group: the first one
 * among equals. eur is what it would have more than its shares; negative when everybody had
 * rather stay.
 * A group of one has none: members 0, eur 0. */
typedef struct objection {
    coalition members;
    double eur;
} objection;

objection game_most_unhappy(const game *g, const double *share);

/* (E81) Value of the best part of each coalition: what a group can also reach by leaving some of
 * its members out. In place. */
void game_make_monotone(size_t n_players, double *value);

/* Rounds to cents such that the sum is total rounded to cents; what is left goes to the largest
 * remainders, first players first. STATUS_NO_MEMORY. */
MUST_CHECK status game_round_to_cents(double total, size_t n, double *share, arena *mem);

#endif
