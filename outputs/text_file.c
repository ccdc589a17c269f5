/* realpath() is of the X/Open part of POSIX. */
#define _XOPEN_SOURCE 700
#include "outputs/text_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static status cannot_write(const char *path, int error, diag_list *diags)
{
    diag_add(diags, DIAG_CANNOT_WRITE, path, 0, "cannot be written: %s", strerror(error));
    return STATUS_IO;
}

/* 0, or the errno. */
static int write_all(int file, const char *text, size_t length)
{
    while (length > 0) {
        const ssize_t written = write(file, text, length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return errno;
        text += written;
        length -= (size_t)written;
    }
    return 0;
}

static status write_stdout(const char *text, size_t length, diag_list *diags)
{
    if (fwrite(text, 1, length, stdout) != length || fflush(stdout) != 0)
        return cannot_write("stdout", errno, diags);
    return STATUS_OK;
}

/* A device or a pipe: there is nothing to put in its place. A folder fails to open. */
static status write_in_place(const char *path, const char *text, size_t length, diag_list *diags)
{
    const int file = open(path, O_WRONLY | O_CLOEXEC);
    if (file < 0)
        return cannot_write(path, errno, diags);
    int error = write_all(file, text, length);
    if (close(file) != 0 && error == 0)
        error = errno;
    return error == 0 ? STATUS_OK : cannot_write(path, error, diags);
}

/* Opens a new file PATH.PID.N.tmp; name has room for it. -1 with errno when that fails. */
static int open_beside(const char *path, char *name, size_t room)
{
    for (int n = 0;; n++) {
        snprintf(name, room, "%s.%ld.%d.tmp", path, (long)getpid(), n);
        const int file = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (file >= 0 || errno != EEXIST)
            return file;
    }
}

/* The disk has the whole text before the name points to it. 0, or the errno. */
static int fill_and_rename(int file, const char *name, const char *path, const char *text,
                           size_t length)
{
    int error = write_all(file, text, length);
    if (error == 0 && fsync(file) != 0 && errno != EINVAL) /* EINVAL: cannot be synced at all */
        error = errno;
    if (close(file) != 0 && error == 0)
        error = errno;
    if (error == 0 && rename(name, path) != 0)
        error = errno;
    if (error != 0)
        unlink(name);
    return error;
}

static status replace(const char *path, const char *text, size_t length, const mode_t *mode,
                      diag_list *diags)
{
    enum { SUFFIX_ROOM = 64 };
    const size_t room = strlen(path) + SUFFIX_ROOM;
    char *name = malloc(room);
    if (name == NULL) {
        diag_add(diags, DIAG_NO_MEMORY, path, 0, "memory is out while it is written");
        return STATUS_NO_MEMORY;
    }
    const int file = open_beside(path, name, room);
    int error = file < 0 ? errno : 0;
    if (error == 0 && mode != NULL)
        (void)fchmod(file, *mode); /* as the file before it, where the system lets us */
    if (error == 0)
        error = fill_and_rename(file, name, path, text, length);
    free(name);
    return error == 0 ? STATUS_OK : cannot_write(path, error, diags);
}

status text_file_write(const char *path, const char *text, size_t length, diag_list *diags)
{
    if (strcmp(path, "-") == 0)
        return write_stdout(text, length, diags);
    struct stat before;
    if (stat(path, &before) != 0)
        return replace(path, text, length, NULL, diags);
    if (!S_ISREG(before.st_mode))
        return write_in_place(path, text, length, diags);
    /* Behind a symbolic link: what it points to, so that the link stays. */
    char *real = realpath(path, NULL);
    if (real == NULL)
        return cannot_write(path, errno, diags);
    const mode_t mode = before.st_mode & 0777;
    const status st = replace(real, text, length, &mode, diags);
    free(real);
    return st;
}
