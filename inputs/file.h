/* inputs/file.h - whole files in memory, with a bound on their size. */
#ifndef INPUTS_FILE_H
#define INPUTS_FILE_H

#include <stddef.h>

#include "model/arena.h"

/* The folder of the built-in files, such as "builtin:inputs/regions/economie071". */
#define BUILTIN_PREFIX "builtin:"

typedef enum file_result {
    FILE_GOOD,
    FILE_CANNOT_OPEN, /* errno says why */
    FILE_TOO_LARGE,
    FILE_OUTSIDE, /* not beside or below the folder */
    FILE_NO_MEMORY
} file_result;

typedef struct file_bytes {
    const char *data; /* [size], and a zero after it */
    size_t size;
} file_bytes;

/* "-" is stdin. */
file_result file_read(const char *path, size_t most, arena *mem, file_bytes *out);

/* href is a relative path below the folder; a link that leads out of it counts as outside. */
file_result file_read_beside(const char *folder, const char *href, size_t most, arena *mem,
                             file_bytes *out);

#endif
