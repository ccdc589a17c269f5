/* realpath() is of the X/Open part of POSIX. */
#define _XOPEN_SOURCE 700
#include "outputs/text_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "model/finding_text.h"

static status cannot_write(const char *path, int error, diag_list *diags)
{
    diag_add(diags, DIAG_CANNOT_WRITE, path, 0, "cannot be written: %s",
             finding_text(strerror(error)));
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

/* A device or a pipe: there is nothing to put in its place. */
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

/* NULL, and a finding, when memory is out; for free(). */
static char *room_beside(const char *path, size_t *room, diag_list *diags)
{
    enum { SUFFIX_ROOM = 64 };
    *room = strlen(path) + SUFFIX_ROOM;
    char *name = malloc(*room);
    if (name == NULL)
        diag_add(diags, DIAG_NO_MEMORY, path, 0, "memory is out while it is written");
    return name;
}

static status try_beside(const char *path, diag_list *diags)
{
    size_t room;
    char *name = room_beside(path, &room, diags);
    if (name == NULL)
        return STATUS_NO_MEMORY;
    const int file = open_beside(path, name, room);
    const int error = file < 0 ? errno : 0;
    if (file >= 0) {
        close(file);
        unlink(name);
    }
    free(name);
    return error == 0 ? STATUS_OK : cannot_write(path, error, diags);
}

/* What a name stands for: not there yet or an ordinary file (behind links: *real, for free()),
 * which gets replaced, or something else, which is written to as it is. */
static status find_out(const char *path, diag_list *diags, struct stat *before, bool *in_place,
                       char **real)
{
    *in_place = false;
    *real = NULL;
    if (stat(path, before) != 0)
        return STATUS_OK;
    *in_place = !S_ISREG(before->st_mode);
    if (*in_place)
        return S_ISDIR(before->st_mode) ? cannot_write(path, EISDIR, diags) : STATUS_OK;
    /* So that a symbolic link stays one. */
    *real = realpath(path, NULL);
    return *real == NULL ? cannot_write(path, errno, diags) : STATUS_OK;
}

/* --- files that appear whole ----------------------------------------------------------------- */

struct staged_file {
    char *path; /* as the caller named it */
    char *real; /* what gets replaced; NULL: path */
    char *name; /* of the file beside it */
    int file;   /* -1: closed */
};

void staged_file_drop(staged_file *f)
{
    if (f == NULL)
        return;
    if (f->file >= 0)
        close(f->file);
    if (f->name != NULL)
        unlink(f->name);
    free(f->path);
    free(f->real);
    free(f->name);
    free(f);
}

/* As the file before it, where the system lets us. */
static status open_staged(staged_file *f, const struct stat *before, diag_list *diags)
{
    const char *target = f->real == NULL ? f->path : f->real;
    size_t room;
    char *name = room_beside(target, &room, diags);
    if (name == NULL)
        return STATUS_NO_MEMORY;
    f->file = open_beside(target, name, room);
    if (f->file < 0) {
        const int error = errno;
        free(name);
        return cannot_write(f->path, error, diags);
    }
    f->name = name;
    if (f->real != NULL)
        (void)fchmod(f->file, before->st_mode & 0777);
    return STATUS_OK;
}

status staged_file_open(const char *path, diag_list *diags, staged_file **out)
{
    struct stat before;
    bool in_place;
    staged_file *f = calloc(1, sizeof *f);
    if (f != NULL) {
        f->file = -1;
        f->path = malloc(strlen(path) + 1);
    }
    if (f == NULL || f->path == NULL) {
        staged_file_drop(f);
        diag_add(diags, DIAG_NO_MEMORY, path, 0, "memory is out while it is written");
        return STATUS_NO_MEMORY;
    }
    strcpy(f->path, path);
    status st = find_out(path, diags, &before, &in_place, &f->real);
    if (st == STATUS_OK)
        st = open_staged(f, &before, diags);
    if (st == STATUS_OK)
        *out = f;
    else
        staged_file_drop(f);
    return st;
}

status staged_file_add(staged_file *f, const char *text, size_t length, diag_list *diags)
{
    const int error = write_all(f->file, text, length);
    return error == 0 ? STATUS_OK : cannot_write(f->path, error, diags);
}

/* The disk has the whole text before the name points to it. */
status staged_file_finish(staged_file *f, diag_list *diags)
{
    int error = 0;
    if (fsync(f->file) != 0 && errno != EINVAL) /* EINVAL: cannot be synced at all */
        error = errno;
    if (close(f->file) != 0 && error == 0)
        error = errno;
    f->file = -1;
    return error == 0 ? STATUS_OK : cannot_write(f->path, error, diags);
}

status staged_file_publish(staged_file *f, diag_list *diags)
{
    status st = STATUS_OK;
    if (rename(f->name, f->real == NULL ? f->path : f->real) != 0)
        st = cannot_write(f->path, errno, diags);
    if (st == STATUS_OK) {
        free(f->name);
        f->name = NULL;
    }
    staged_file_drop(f);
    return st;
}

static status write_staged(const char *path, const char *text, size_t length, diag_list *diags)
{
    staged_file *f;
    status st = staged_file_open(path, diags, &f);
    if (st != STATUS_OK)
        return st;
    st = staged_file_add(f, text, length, diags);
    if (st == STATUS_OK)
        st = staged_file_finish(f, diags);
    if (st == STATUS_OK)
        return staged_file_publish(f, diags);
    staged_file_drop(f);
    return st;
}

bool text_file_is_ordinary(const char *path)
{
    struct stat there;
    return strcmp(path, "-") != 0 && (stat(path, &there) != 0 || S_ISREG(there.st_mode));
}

status text_file_write(const char *path, const char *text, size_t length, diag_list *diags)
{
    if (strcmp(path, "-") == 0)
        return write_stdout(text, length, diags);
    struct stat there;
    const bool in_place = stat(path, &there) == 0 && !S_ISREG(there.st_mode);
    if (in_place && S_ISDIR(there.st_mode))
        return cannot_write(path, EISDIR, diags);
    return in_place ? write_in_place(path, text, length, diags)
                    : write_staged(path, text, length, diags);
}

status text_file_try(const char *path, diag_list *diags)
{
    if (strcmp(path, "-") == 0)
        return STATUS_OK;
    struct stat before;
    bool in_place;
    char *real;
    status st = find_out(path, diags, &before, &in_place, &real);
    if (st == STATUS_OK && in_place && access(path, W_OK) != 0)
        st = cannot_write(path, errno, diags);
    else if (st == STATUS_OK && !in_place)
        st = try_beside(real == NULL ? path : real, diags);
    free(real);
    return st;
}
