/* solver/room.h - arrays that grow by doubling. */
#ifndef SOLVER_ROOM_H
#define SOLVER_ROOM_H

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

enum { FIRST_ROOM = 64 };

/* Whether there is room for item n of the array, made if need be; *room is how many it holds. */
static inline bool room_for(void **items, size_t n, size_t *room, size_t size)
{
    if (n < *room)
        return true;
    const size_t doubled = *room ? *room * 2 : FIRST_ROOM, more = n < doubled ? doubled : n + 1;
    void *bigger = more > SIZE_MAX / size ? NULL : realloc(*items, more * size);
    if (!bigger)
        return false;
    *items = bigger;
    *room = more;
    return true;
}

#endif
