#include "inputs/xml_memory.h"

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <libxml/xmlmemory.h>

/* The schema of a region takes less than half of it; pages that are not used cost nothing. */
enum { RESERVE_BYTES = 4 * 1024 * 1024 };

/* Before each piece. */
typedef union head {
    size_t size;
    max_align_t alignment;
} head;

static union {
    char bytes[RESERVE_BYTES];
    max_align_t alignment;
} reserve;
static size_t reserve_used;
static bool was_out;

static bool is_of_reserve(const head *h)
{
    const uintptr_t at = (uintptr_t)h, start = (uintptr_t)reserve.bytes;
    return at >= start && at < start + RESERVE_BYTES;
}

/* NULL when that is used up too. Pieces of it are never used twice. */
static head *take_from_reserve(size_t size)
{
    was_out = true;
    const size_t all = (sizeof(head) + size + sizeof(head) - 1) / sizeof(head) * sizeof(head);
    if (all > RESERVE_BYTES - reserve_used)
        return NULL;
    head *h = (head *)(void *)(reserve.bytes + reserve_used);
    reserve_used += all;
    return h;
}

static void *handed_out(head *h, size_t size)
{
    if (h == NULL)
        return NULL;
    h->size = size;
    return h + 1;
}

static void *take(size_t size)
{
    if (size > SIZE_MAX / 2)
        return NULL;
    head *h = malloc(sizeof *h + size);
    return handed_out(h == NULL ? take_from_reserve(size) : h, size);
}

static void give_back(void *piece)
{
    head *h = piece == NULL ? NULL : (head *)piece - 1;
    if (h != NULL && !is_of_reserve(h))
        free(h);
}

static void *resize(void *piece, size_t size)
{
    if (piece == NULL || size > SIZE_MAX / 2)
        return piece == NULL ? take(size) : NULL;
    head *h = (head *)piece - 1;
    const size_t before = h->size;
    head *bigger = is_of_reserve(h) ? NULL : realloc(h, sizeof *h + size);
    if (bigger != NULL)
        return handed_out(bigger, size);
    void *copy = handed_out(take_from_reserve(size), size);
    if (copy != NULL) {
        memcpy(copy, piece, before < size ? before : size);
        give_back(piece);
    }
    return copy;
}

static char *copy_text(const char *text)
{
    const size_t size = strlen(text) + 1;
    char *copy = take(size);
    return copy == NULL ? NULL : memcpy(copy, text, size);
}

void xml_memory_begin(void)
{
    static bool is_set;
    if (!is_set)
        is_set = xmlMemSetup(give_back, take, resize, copy_text) == 0;
    was_out = false;
}

bool xml_memory_was_out(void)
{
    return was_out;
}
