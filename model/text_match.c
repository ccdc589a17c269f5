#include "model/text_match.h"

#include <stdbool.h>
#include <string.h>

typedef struct word {
    size_t length;
    char letters[TEXT_MATCH_MAX_LENGTH]; /* in small letters, without a final zero */
} word;

/* ASCII only, whatever the locale: names in the region file are mostly ASCII, and the bytes
 * of other letters are compared as they are. */
static char small_letter(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* False when text is too long to compare. */
static bool word_from(const char *text, word *out)
{
    const size_t length = strnlen(text, TEXT_MATCH_MAX_LENGTH + 1);
    if (length > TEXT_MATCH_MAX_LENGTH)
        return false;
    out->length = length;
    for (size_t i = 0; i < length; i++)
        out->letters[i] = small_letter(text[i]);
    return true;
}

static size_t smallest(size_t a, size_t b, size_t c)
{
    const size_t ab = a < b ? a : b;
    return ab < c ? ab : c;
}

/* The distance over the prefixes of a and b, row by row; three rows are enough, since a swap
 * of neighbours looks back two. In the row of the empty prefix of a, each letter of b counts 1. */
static size_t distance(const word *a, const word *b)
{
    size_t rows[3][TEXT_MATCH_MAX_LENGTH + 1];
    size_t *before = rows[0], *last = rows[1], *now = rows[2];
    for (size_t j = 0; j <= b->length; j++)
        last[j] = j;
    for (size_t i = 1; i <= a->length; i++) {
        now[0] = i;
        for (size_t j = 1; j <= b->length; j++) {
            const bool same = a->letters[i - 1] == b->letters[j - 1];
            now[j] = smallest(last[j] + 1, now[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
            if (i > 1 && j > 1 && a->letters[i - 1] == b->letters[j - 2] &&
                a->letters[i - 2] == b->letters[j - 1] && before[j - 2] + 1 < now[j])
                now[j] = before[j - 2] + 1;
        }
        size_t *free_row = before;
        before = last;
        last = now;
        now = free_row;
    }
    return last[b->length];
}

const char *closest_name(const char *wrong, const char *const *names, size_t n)
{
    word misspelt, candidate;
    if (!word_from(wrong, &misspelt))
        return NULL;
    size_t allowed = misspelt.length < 6 ? 1 : misspelt.length / 3;
    const char *best = NULL;
    for (size_t i = 0; i < n; i++) {
        if (!word_from(names[i], &candidate))
            continue;
        const size_t longer =
            candidate.length > misspelt.length ? candidate.length : misspelt.length;
        /* The distance is at least the difference in length: most names need no table. */
        if (2 * longer - candidate.length - misspelt.length > allowed)
            continue;
        const size_t d = distance(&misspelt, &candidate);
        if (d > allowed || d >= longer)
            continue;
        best = names[i];
        if (d == 0)
            break;
        allowed = d - 1; /* a later name has to be nearer */
    }
    return best;
}
