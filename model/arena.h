/* model/arena.h - memory that lives and dies together.
 *
 * A region and its plan are many small strings and arrays, born together and
 * dead together. They come from one arena, which main() makes and frees.
 *
 * Every allocation is zeroed and aligned for any type. NULL means that memory
 * is out (or that the size overflows); callers return STATUS_NO_MEMORY.
 * With PARKPLAN_SANITIZE defined each allocation is a malloc of its own, so
 * that the address sanitizer sees overruns.
 */
#ifndef MODEL_ARENA_H
#define MODEL_ARENA_H

#include <stdarg.h>
#include <stddef.h>

#include "model/status.h"

typedef struct arena arena;

/* NULL when memory is out. */
arena *arena_new(void);
/* NULL is allowed. */
void arena_free(arena *mem);

void *arena_alloc(arena *mem, size_t size);
/* Checks count * size for overflow. A count of 0 gives a valid pointer. */
void *arena_array(arena *mem, size_t count, size_t size);
/* Copies; text may be NULL, then the result is NULL. */
char *arena_strdup(arena *mem, const char *text);
/* Copies length bytes and adds the final zero. */
char *arena_strndup(arena *mem, const char *text, size_t length);
char *arena_printf(arena *mem, const char *format, ...) PRINTF_LIKE(2, 3);
char *arena_vprintf(arena *mem, const char *format, va_list args);

/* For tests: the n-th allocation from now on fails (n = 1: the next). 0 turns it off. */
void arena_fail_at(arena *mem, size_t nth);

#define ARENA_NEW(mem, type) ((type *)arena_alloc((mem), sizeof(type)))
#define ARENA_ARRAY(mem, n, type) ((type *)arena_array((mem), (n), sizeof(type)))

#endif
