/* outputs/claim_words.h - what the numbers in the texts of claims and ways out stand for.
 *
 * The k-th letter says what {k} is: o the object, g the target as a goal of people, y the year, l the limit
 * as it is, q the same with its unit, t what it becomes, d the difference, u the unit.
 */
#ifndef OUTPUTS_CLAIM_WORDS_H
#define OUTPUTS_CLAIM_WORDS_H

enum { MOST_WORDS = 6 };

/* Of the texts "claim_" and "way_" with the kind behind them; "" for a kind that is not known or NULL. */
const char *claim_words(const char *kind);
const char *way_words(const char *kind);
/* Of "way_target_dropped". */
extern const char dropped_words[];

#endif
