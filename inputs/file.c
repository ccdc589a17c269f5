/* realpath() is of the X/Open part of POSIX. */
#define _XOPEN_SOURCE 700

#include "inputs/file.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "inputs/embedded.h"

enum { FIRST_ROOM = 64 * 1024 };

/* A pipe does not tell its size, so the room grows. */
static file_result read_all(FILE *in, size_t most, char **data, size_t *size)
{
    size_t room = FIRST_ROOM;
    char *bytes = malloc(room + 1);
    size_t n = 0;
    while (bytes != NULL) {
        const size_t got = fread(bytes + n, 1, room - n, in);
        n += got;
        if (n < room)
            break;
        if (n > most)
            break;
        room *= 2;
        char *larger = realloc(bytes, room + 1);
        if (larger == NULL)
            free(bytes);
        bytes = larger;
    }
    if (bytes == NULL)
        return FILE_NO_MEMORY;
    *data = bytes;
    *size = n;
    return ferror(in) ? FILE_CANNOT_OPEN : n > most ? FILE_TOO_LARGE : FILE_GOOD;
}

static file_result read_stream(FILE *in, size_t most, arena *mem, file_bytes *out)
{
    char *bytes = NULL;
    size_t size = 0;
    errno = 0;
    file_result result = read_all(in, most, &bytes, &size);
    const int error = errno;
    if (result == FILE_GOOD) {
        const char *copy = arena_strndup(mem, bytes, size);
        if (copy == NULL)
            result = FILE_NO_MEMORY;
        else
            *out = (file_bytes){copy, size};
    }
    free(bytes);
    errno = error;
    return result;
}

file_result file_read(const char *path, size_t most, arena *mem, file_bytes *out)
{
    struct stat info;
    if (strcmp(path, "-") == 0)
        return read_stream(stdin, most, mem, out);
    FILE *in = fopen(path, "rb");
    if (in == NULL)
        return errno == ENOMEM ? FILE_NO_MEMORY : FILE_CANNOT_OPEN;
    if (fstat(fileno(in), &info) == 0 && S_ISDIR(info.st_mode)) {
        fclose(in);
        errno = EISDIR;
        return FILE_CANNOT_OPEN;
    }
    const file_result result = read_stream(in, most, mem, out);
    const int error = errno;
    fclose(in);
    errno = error;
    return result;
}

/* No "..", no absolute path, no address, no drive. */
static bool href_is_below(const char *href)
{
    if (href[0] == '\0' || href[0] == '/' || strpbrk(href, "\\:") != NULL)
        return false;
    for (const char *part = href; part != NULL; part = strchr(part, '/')) {
        part += *part == '/';
        if (strncmp(part, "..", 2) == 0 && (part[2] == '/' || part[2] == '\0'))
            return false;
    }
    return true;
}

/* With all links followed, the file has to be below the folder. errno is ENOMEM when memory is out. */
static bool stays_below(const char *folder, const char *path)
{
    char *real_folder = realpath(folder, NULL);
    char *real_path = real_folder == NULL ? NULL : realpath(path, NULL);
    const int error = errno;
    bool below = false;
    if (real_folder != NULL && real_path != NULL) {
        const size_t n = strlen(real_folder);
        const bool top = n > 0 && real_folder[n - 1] == '/';
        below = strncmp(real_path, real_folder, n) == 0 && (top || real_path[n] == '/');
    }
    free(real_folder);
    free(real_path);
    errno = error;
    return below;
}

static file_result read_builtin(const char *path, file_bytes *out)
{
    const embedded_file *found = embedded_find(path);
    if (found == NULL) {
        errno = ENOENT;
        return FILE_CANNOT_OPEN;
    }
    *out = (file_bytes){(const char *)found->data, found->size};
    return FILE_GOOD;
}

file_result file_read_beside(const char *folder, const char *href, size_t most, arena *mem,
                             file_bytes *out)
{
    struct stat info;
    if (!href_is_below(href))
        return FILE_OUTSIDE;
    const char *path = arena_printf(mem, "%s/%s", folder, href);
    if (path == NULL)
        return FILE_NO_MEMORY;
    if (strncmp(path, BUILTIN_PREFIX, strlen(BUILTIN_PREFIX)) == 0)
        return read_builtin(path + strlen(BUILTIN_PREFIX), out);
    if (stat(path, &info) != 0)
        return FILE_CANNOT_OPEN;
    errno = 0;
    if (!stays_below(folder, path))
        return errno == ENOMEM ? FILE_NO_MEMORY : FILE_OUTSIDE;
    if (!S_ISREG(info.st_mode)) { /* a pipe could make us wait for ever */
        errno = EINVAL;
        return FILE_CANNOT_OPEN;
    }
    return file_read(path, most, mem, out);
}
