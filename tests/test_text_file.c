/* mkdtemp() and symlink() are of the X/Open part of POSIX. */
#define _XOPEN_SOURCE 700
#include "outputs/text_file.h"

#include <dirent.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

typedef struct context {
    char folder[32];
    char path[64]; /* of "plan.json" in it */
    diag_list *diags;
} context;

static int set_up(void **state)
{
    context *c = calloc(1, sizeof *c);
    assert_non_null(c);
    strcpy(c->folder, "/tmp/parkplan_test_XXXXXX");
    assert_non_null(mkdtemp(c->folder));
    snprintf(c->path, sizeof c->path, "%s/plan.json", c->folder);
    c->diags = diag_list_new();
    *state = c;
    return 0;
}

static int tear_down(void **state)
{
    context *c = *state;
    char other[64];
    snprintf(other, sizeof other, "%s/other", c->folder);
    unlink(c->path);
    rmdir(c->path);
    unlink(other);
    assert_int_equal(rmdir(c->folder), 0); /* so nothing else was left behind */
    diag_list_free(c->diags);
    free(c);
    return 0;
}

static void assert_holds(const char *path, const char *want)
{
    char text[64] = "";
    FILE *in = fopen(path, "r");
    assert_non_null(in);
    text[fread(text, 1, sizeof text - 1, in)] = '\0';
    fclose(in);
    assert_string_equal(text, want);
}

static size_t files_in(const char *folder)
{
    size_t n = 0;
    DIR *dir = opendir(folder);
    assert_non_null(dir);
    for (const struct dirent *e = readdir(dir); e != NULL; e = readdir(dir))
        n += e->d_name[0] != '.';
    closedir(dir);
    return n;
}

static void assert_fails(context *c, const char *path)
{
    assert_int_equal(text_file_write(path, "new", 3, c->diags), STATUS_IO);
    assert_int_equal(diag_count(c->diags), 1);
    assert_int_equal(diag_get(c->diags, 0)->code, DIAG_CANNOT_WRITE);
    assert_string_equal(diag_get(c->diags, 0)->file, path);
}

static void test_new_file(void **state)
{
    context *c = *state;
    assert_int_equal(text_file_write(c->path, "new\n", 4, c->diags), STATUS_OK);
    assert_holds(c->path, "new\n");
    assert_int_equal(files_in(c->folder), 1);
}

static void test_takes_the_place_and_mode_of_an_old_one(void **state)
{
    context *c = *state;
    struct stat after;
    assert_int_equal(text_file_write(c->path, "a longer old one", 16, c->diags), STATUS_OK);
    assert_int_equal(chmod(c->path, 0640), 0);
    assert_int_equal(text_file_write(c->path, "new", 3, c->diags), STATUS_OK);
    assert_holds(c->path, "new");
    assert_int_equal(stat(c->path, &after), 0);
    assert_int_equal(after.st_mode & 0777, 0640);
}

static void test_a_link_stays_a_link(void **state)
{
    context *c = *state;
    char other[64];
    struct stat link;
    snprintf(other, sizeof other, "%s/other", c->folder);
    assert_int_equal(text_file_write(other, "old", 3, c->diags), STATUS_OK);
    assert_int_equal(symlink("other", c->path), 0);
    assert_int_equal(text_file_write(c->path, "new", 3, c->diags), STATUS_OK);
    assert_holds(other, "new");
    assert_int_equal(lstat(c->path, &link), 0);
    assert_true(S_ISLNK(link.st_mode));
}

static void test_a_folder_in_the_way(void **state)
{
    context *c = *state;
    assert_int_equal(mkdir(c->path, 0700), 0);
    assert_fails(c, c->path);
}

static void test_no_such_folder(void **state)
{
    assert_fails(*state, "/tmp/parkplan_test_none/plan.json");
}

/* A limit on the size of files stands for a full disk. The write that fails must not leave half
 * a file, nor touch the one that was there. */
static void test_full_disk(void **state)
{
    context *c = *state;
    struct rlimit before;
    assert_int_equal(text_file_write(c->path, "old", 3, c->diags), STATUS_OK);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    signal(SIGXFSZ, SIG_IGN);
    const struct rlimit two_bytes = {.rlim_cur = 2, .rlim_max = before.rlim_max};
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &two_bytes), 0);
    const status st = text_file_write(c->path, "new", 3, c->diags);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    assert_int_equal(st, STATUS_IO);
    assert_int_equal(diag_get(c->diags, 0)->code, DIAG_CANNOT_WRITE);
    assert_holds(c->path, "old");
    assert_int_equal(files_in(c->folder), 1);
}

/* What stands for a device: it has to be there afterwards too. */
static void test_a_pipe_is_not_replaced(void **state)
{
    context *c = *state;
    struct stat after;
    char got[8] = "";
    assert_int_equal(mkfifo(c->path, 0600), 0);
    const int reader = open(c->path, O_RDONLY | O_NONBLOCK);
    assert_true(reader >= 0);
    assert_int_equal(text_file_write(c->path, "new", 3, c->diags), STATUS_OK);
    assert_int_equal(read(reader, got, sizeof got), 3);
    assert_string_equal(got, "new");
    close(reader);
    assert_int_equal(stat(c->path, &after), 0);
    assert_true(S_ISFIFO(after.st_mode));
}

/* Trying says what writing would, and leaves nothing. */
static void test_try(void **state)
{
    context *c = *state;
    assert_int_equal(text_file_try(c->path, c->diags), STATUS_OK);
    assert_int_equal(files_in(c->folder), 0);
    assert_int_equal(text_file_write(c->path, "old", 3, c->diags), STATUS_OK);
    assert_int_equal(text_file_try(c->path, c->diags), STATUS_OK);
    assert_holds(c->path, "old");
    assert_int_equal(files_in(c->folder), 1);
    assert_int_equal(text_file_try("-", c->diags), STATUS_OK);
    assert_int_equal(diag_count(c->diags), 0);
    assert_int_equal(text_file_try("/tmp/parkplan_test_none/plan.json", c->diags), STATUS_IO);
    assert_int_equal(text_file_try(c->folder, c->diags), STATUS_IO);
    assert_int_equal(diag_count(c->diags), 2);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_new_file),
        TEST(test_takes_the_place_and_mode_of_an_old_one),
        TEST(test_a_link_stays_a_link),
        TEST(test_a_folder_in_the_way),
        TEST(test_no_such_folder),
        TEST(test_full_disk),
        TEST(test_try),
        TEST(test_a_pipe_is_not_replaced),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
