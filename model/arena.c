#include "model/arena.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Large enough that a region takes few mallocs, small enough not to matter for an
 * arena that holds one message. */
enum { CHUNK_BYTES = 64 * 1024 };

typedef struct chunk {
    struct chunk *older;
    size_t size; /* of data, in bytes */
    size_t used; /* always a multiple of the strictest alignment */
    max_align_t data[];
} chunk;

struct arena {
    chunk *newest;
    size_t fail_countdown; /* 0: no allocation fails on purpose */
};

arena *arena_new(void)
{
    return calloc(1, sizeof(arena));
}

void arena_free(arena *mem)
{
    if (mem == NULL)
        return;
    for (chunk *c = mem->newest; c != NULL;) {
        chunk *older = c->older;
        free(c);
        c = older;
    }
    free(mem);
}

void arena_fail_at(arena *mem, size_t nth)
{
    mem->fail_countdown = nth;
}

static bool fails_on_purpose(arena *mem)
{
    return mem->fail_countdown > 0 && --mem->fail_countdown == 0;
}

/* calloc, so that memory comes zeroed; for large chunks the kernel does that for free. */
static chunk *chunk_new(size_t size)
{
    if (size > SIZE_MAX - sizeof(chunk))
        return NULL;
    chunk *c = calloc(1, sizeof(chunk) + size);
    if (c != NULL)
        c->size = size;
    return c;
}

#ifdef PARKPLAN_SANITIZE

/* One malloc per allocation, of exactly its size: the sanitizer sees each overrun. */
static void *take(arena *mem, size_t size)
{
    chunk *c = chunk_new(size);
    if (c == NULL)
        return NULL;
    c->older = mem->newest;
    mem->newest = c;
    return c->data;
}

#else

/* A large request gets a chunk of its own, placed behind the newest, whose rest stays in use. */
static void *take_own_chunk(arena *mem, size_t size)
{
    chunk *c = chunk_new(size);
    if (c == NULL)
        return NULL;
    c->used = size;
    if (mem->newest == NULL) {
        mem->newest = c;
    } else {
        c->older = mem->newest->older;
        mem->newest->older = c;
    }
    return c->data;
}

static void *take(arena *mem, size_t size)
{
    const size_t align = _Alignof(max_align_t);
    if (size > SIZE_MAX - align)
        return NULL;
    /* A size of 0 takes a place too, so that two results never compare equal. */
    const size_t rounded = size == 0 ? align : (size + align - 1) / align * align;
    if (rounded > CHUNK_BYTES / 4)
        return take_own_chunk(mem, rounded);
    if (mem->newest == NULL || mem->newest->size - mem->newest->used < rounded) {
        chunk *c = chunk_new(CHUNK_BYTES);
        if (c == NULL)
            return NULL;
        c->older = mem->newest;
        mem->newest = c;
    }
    void *place = (char *)mem->newest->data + mem->newest->used;
    mem->newest->used += rounded;
    return place;
}

#endif

void *arena_alloc(arena *mem, size_t size)
{
    return fails_on_purpose(mem) ? NULL : take(mem, size);
}

void *arena_array(arena *mem, size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / size)
        return NULL;
    return arena_alloc(mem, count * size);
}

char *arena_strdup(arena *mem, const char *text)
{
    return text == NULL ? NULL : arena_strndup(mem, text, strlen(text));
}

char *arena_strndup(arena *mem, const char *text, size_t length)
{
    if (length == SIZE_MAX)
        return NULL;
    char *copy = arena_alloc(mem, length + 1);
    if (copy != NULL && length > 0)
        memcpy(copy, text, length);
    return copy;
}

char *arena_printf(arena *mem, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *text = arena_vprintf(mem, format, args);
    va_end(args);
    return text;
}

char *arena_vprintf(arena *mem, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    const int length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (length < 0) /* longer than an int can say */
        return NULL;
    char *text = arena_alloc(mem, (size_t)length + 1);
    if (text != NULL)
        vsnprintf(text, (size_t)length + 1, format, args);
    return text;
}
