/* model/text_match.h - which name a misspelt one was probably meant to be. */
#ifndef MODEL_TEXT_MATCH_H
#define MODEL_TEXT_MATCH_H

#include <stddef.h>

/* Longer names, in bytes, are never compared: the work per pair stays bounded. */
enum { TEXT_MATCH_MAX_LENGTH = 64 };

/* The one of names[n] that is nearest to wrong, the first of equals; NULL when none is near.
 *
 * Nearness is the number of letters to insert, drop, replace or swap with a neighbour
 * (Damerau-Levenshtein distance), capitals and small letters being alike. Near means: at most a third
 * of the length of wrong (but at least 1), and at least one letter in common. */
const char *closest_name(const char *wrong, const char *const *names, size_t n);

#endif
