/* The n-th allocation fails, in our code or in a library; every command ends in its result, or in exit
 * code 5 with a message, and never in a crash, a leak or half a file.
 *
 *   test_memory [STRIDE [COMMAND [FIRST]]]   tries each STRIDE-th n, 1 for all, "long" for as many as some minutes
 *                                    allow (tests/long_memory.sh), of all commands or those whose name begins
 *                                    so, from n = FIRST on
 *
 * malloc and its kin are replaced here, for the libraries too. The whole program runs in a child, after
 * it ran once without failures: so what libraries keep for good is there already, and what is left over
 * after a run is a leak. Once only the n-th fails, as when one thing is too large; once all from the
 * n-th on, as when the machine is full. */
#define _DEFAULT_SOURCE /* MAP_ANONYMOUS */
#define _XOPEN_SOURCE 700
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "inputs/region_xml.h"
#include "tests/memory_commands.h"
#include "tests/reading.h"

int parkplan_main(int argc, char **argv); /* main.c under another name, by the Makefile */

static unsigned long stride = 0; /* 0: as each case says */
static bool as_long_test = false;
static long first_n = 1;

/* --- memory that fails -------------------------------------------------------------------------- */

/* Calls fail_first .. fail_last fail. Shared with the children, as the program may have some too. */
typedef struct calls {
    atomic_long n, fail_first, fail_last;
} calls;
static calls at_first = {.fail_first = LONG_MAX}, *counted = &at_first;

/* Libraries lose memory of their own when theirs is out. So it is told apart by where a call returns
 * to: what our code asked for comes back always, the rest too unless it was a library that failed. */
static atomic_long n_live, n_live_own;
static atomic_bool library_failed;

#ifndef PARKPLAN_SANITIZE
void *__libc_malloc(size_t size);
void *__libc_realloc(void *old, size_t size);
void __libc_free(void *old);
extern const char __executable_start, etext;

/* Before each piece that is handed out. What has no mark came from elsewhere, such as aligned_alloc(). */
typedef struct mark {
    uint64_t magic;
    uint64_t own; /* 1: of our code */
} mark;
static const uint64_t MAGIC = 0x9e3779b97f4a7c15u;

static bool is_own_code(const void *caller)
{
    return (const char *)caller >= &__executable_start && (const char *)caller < &etext;
}

static bool fails(const void *caller)
{
    const long call = atomic_fetch_add(&counted->n, 1) + 1;
    if (call < counted->fail_first || call > counted->fail_last)
        return false;
    if (!is_own_code(caller))
        library_failed = true;
    errno = ENOMEM;
    return true;
}

static void *take(size_t size, const void *caller)
{
    mark *m = fails(caller) || size > SIZE_MAX / 2 ? NULL : __libc_malloc(sizeof *m + size);
    if (m == NULL)
        return NULL;
    *m = (mark){MAGIC, is_own_code(caller)};
    n_live++;
    n_live_own += (long)m->own;
    return m + 1;
}

void *malloc(size_t size)
{
    return take(size, __builtin_return_address(0));
}

void *calloc(size_t count, size_t size)
{
    if (size > 0 && count > SIZE_MAX / size)
        return NULL;
    void *piece = take(count * size, __builtin_return_address(0));
    return piece == NULL ? NULL : memset(piece, 0, count * size);
}

void free(void *old)
{
    mark *m = (mark *)old - 1;
    if (old == NULL || m->magic != MAGIC) {
        __libc_free(old);
        return;
    }
    n_live--;
    n_live_own -= (long)m->own;
    m->magic = 0;
    __libc_free(m);
}

void *realloc(void *old, size_t size)
{
    mark *m = (mark *)old - 1;
    if (old == NULL)
        return take(size, __builtin_return_address(0));
    if (m->magic != MAGIC)
        return __libc_realloc(old, size);
    if (size == 0) {
        free(old);
        return NULL;
    }
    m = fails(__builtin_return_address(0)) || size > SIZE_MAX / 2
            ? NULL
            : __libc_realloc(m, sizeof *m + size);
    return m == NULL ? NULL : m + 1;
}
#endif

/* Where a region is read the calls are much the same in each command; those of check stand for all. */
enum { MOST_READINGS = 8, READING_STRIDE = 4999 };
static struct {
    long first, last;
} readings[MOST_READINGS];
static size_t n_readings;

status __real_region_read(const region_source *src, arena *mem, diag_list *diags, region **out);
status __wrap_region_read(const region_source *src, arena *mem, diag_list *diags, region **out);

status __wrap_region_read(const region_source *src, arena *mem, diag_list *diags, region **out)
{
    const long first = counted->n;
    const status st = __real_region_read(src, mem, diags, out);
    if (n_readings < MOST_READINGS) {
        readings[n_readings].first = first;
        readings[n_readings++].last = counted->n;
    }
    return st;
}

static bool is_reading(long n)
{
    for (size_t i = 0; i < n_readings; i++)
        if (n > readings[i].first && n <= readings[i].last)
            return true;
    return false;
}

static void fail_from(long first, long last)
{
    counted->n = 0;
    counted->fail_first = first;
    counted->fail_last = last;
}

/* --- what is run ------------------------------------------------------------------------------------ */

/* In a folder of its own: in/, out/, want/ with what a run without failures makes, and the words
 * that a run prints. */
typedef struct workbench {
    char folder[32], in[64], out[64], want[64], words[64];
} workbench;

static void fill_arguments(const workbench *w, const command *c, char room[][100], char **argv)
{
    size_t n = 0;
    argv[n++] = "parkplan";
    for (size_t i = 0; i < MOST_ARGUMENTS && c->arguments[i] != NULL; i++) {
        const char *a = c->arguments[i];
        if (strncmp(a, "IN", 2) == 0)
            snprintf(room[i], 100, "%s%s", w->in, a + 2);
        else if (strncmp(a, "OUT", 3) == 0)
            snprintf(room[i], 100, "%s%s", w->out, a + 3);
        else
            snprintf(room[i], 100, "%s", a);
        argv[n++] = room[i];
    }
    argv[n] = NULL;
}

/* The whole program, its streams in a file; how it ended. */
static int run_program(const workbench *w, const command *c)
{
    char room[MOST_ARGUMENTS][100];
    char *argv[MOST_ARGUMENTS + 2];
    int argc = 0;
    fill_arguments(w, c, room, argv);
    while (argv[argc] != NULL)
        argc++;
    fflush(stdout);
    const int before = dup(1), errors_before = dup(2);
    const int words = open(w->words, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    assert_true(before >= 0 && errors_before >= 0 && words >= 0);
    dup2(words, 1);
    dup2(words, 2);
    close(words);
    const int code = parkplan_main(argc, argv);
    dup2(before, 1);
    dup2(errors_before, 2);
    close(before);
    close(errors_before);
    return code;
}

/* --- folders ---------------------------------------------------------------------------------------- */

typedef void file_visit(const workbench *w, const char *name, void *context);

static void each_file(const workbench *w, const char *folder, file_visit *visit, void *context)
{
    DIR *all = opendir(folder);
    assert_non_null(all);
    for (const struct dirent *e = readdir(all); e != NULL; e = readdir(all))
        if (e->d_name[0] != '.')
            visit(w, e->d_name, context);
    closedir(all);
}

static void remove_file(const workbench *w, const char *name, void *folder)
{
    char path[400];
    (void)w;
    snprintf(path, sizeof path, "%s/%s", (const char *)folder, name);
    assert_int_equal(unlink(path), 0);
}

static void empty(const workbench *w, char *folder)
{
    each_file(w, folder, remove_file, folder);
}

static void move_to(const workbench *w, const char *name, void *folder)
{
    char from[400], to[400];
    snprintf(from, sizeof from, "%s/%s", w->out, name);
    snprintf(to, sizeof to, "%s/%s", (const char *)folder, name);
    assert_int_equal(rename(from, to), 0);
}

static void count_file(const workbench *w, const char *name, void *count)
{
    (void)w, (void)name;
    ++*(size_t *)count;
}

static size_t files_in(const workbench *w, const char *folder)
{
    size_t n = 0;
    each_file(w, folder, count_file, &n);
    return n;
}

/* --- what a run may do -------------------------------------------------------------------------------- */

typedef struct trial {
    const command *c;
    long n;
    bool once;
    const char *wrong; /* the first thing, or NULL */
} trial;

/* JSON up to its end, or a ZIP file up to its last record. */
static bool is_whole(const char *text, size_t size)
{
    enum { LAST_RECORD = 22 };
    return (size >= 2 && memcmp(text + size - 2, "}\n", 2) == 0) ||
           (size >= LAST_RECORD && memcmp(text + size - LAST_RECORD, "PK\5\6", 4) == 0);
}

/* Each file that is there is the one that is wanted, or another whole one. */
static void look_at_file(const workbench *w, const char *name, void *context)
{
    trial *t = context;
    char path[400], want[400];
    size_t size, want_size = 0;
    snprintf(path, sizeof path, "%s/%s", w->out, name);
    snprintf(want, sizeof want, "%s/%s", w->want, name);
    char *has = load_file(path, &size), *wanted = load_file(want, &want_size);
    const bool same = wanted != NULL && size == want_size && memcmp(has, wanted, size) == 0;
    if (wanted == NULL)
        t->wrong = "a file that nobody asked for is left";
    else if (!same && !(t->c->may_differ && is_whole(has, size)))
        t->wrong = "a file is not as it should be";
    free(has);
    free(wanted);
}

static bool says_why(const workbench *w)
{
    size_t size;
    char *text = load_file(w->words, &size);
    /* Where a library says no more than that it did not get on, so do we. */
    const bool says =
        strstr(text, "geheugen") != NULL || strstr(text, "kan niet worden geschreven") != NULL;
    free(text);
    return says;
}

enum { LEAKED = 100 }; /* an exit code that the program has not */

static void judge(const workbench *w, trial *t, int how)
{
    const int code = WIFEXITED(how) ? WEXITSTATUS(how) : -1;
    if (code == -1)
        t->wrong = "it crashes";
    else if (code == LEAKED)
        t->wrong = "memory is not given back";
    else if (code != t->c->code && code != 5 && !(code == 4 && t->c->may_differ))
        t->wrong = "the exit code is none of these";
    else if (code == 5 && !says_why(w))
        t->wrong = "there is no message that says why";
    else if (code != 5 && files_in(w, w->out) != files_in(w, w->want))
        t->wrong = "it is done, but not all files are there";
    if (t->wrong == NULL)
        each_file(w, w->out, look_at_file, t);
    if (t->wrong != NULL) {
        size_t size;
        char *text = load_file(w->words, &size);
        print_error("%s, allocation %ld fails%s: %s (%s %d)\n%s\n", t->c->name, t->n,
                    t->once ? "" : " and all after it", t->wrong,
                    code == -1 ? "signal" : "exit code", code == -1 ? WTERMSIG(how) : code,
                    strlen(text) > 300 ? text + strlen(text) - 300 : text);
        free(text);
    }
}

static const int crashes[] = {SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL};

/* Whether it ended in the result; adds to *n_wrong what is wrong. */
static bool try_one(const workbench *w, const command *c, long n, bool once, size_t *n_wrong)
{
    trial t = {.c = c, .n = n, .once = once};
    const pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        for (size_t i = 0; i < sizeof crashes / sizeof crashes[0]; i++)
            signal(crashes[i], SIG_DFL); /* cmocka goes on after them */
        const long live = n_live, live_own = n_live_own;
        fail_from(n, once ? n : LONG_MAX);
        const int code = run_program(w, c);
        fail_from(LONG_MAX, LONG_MAX);
        _exit(n_live_own > live_own || (n_live > live && !library_failed) ? LEAKED : code);
    }
    int how;
    assert_int_equal(waitpid(child, &how, 0), child);
    fail_from(LONG_MAX, LONG_MAX); /* what crashes does not */
    judge(w, &t, how);
    *n_wrong += t.wrong != NULL;
    empty(w, (char *)w->out);
    return t.wrong == NULL && WEXITSTATUS(how) != 5;
}

/* Runs it once without failures, for what it makes and how often it allocates. */
static long prepare(const workbench *w, const command *c)
{
    empty(w, (char *)w->want);
    n_readings = 0;
    fail_from(LONG_MAX, LONG_MAX);
    assert_int_equal(run_program(w, c), c->code);
    const long n = counted->n;
    each_file(w, w->out, move_to, (void *)w->want);
    return n;
}

static long step_of(const command *c)
{
    if (stride > 0)
        return (long)stride;
    return (long)(as_long_test ? c->long_stride : c->usual_stride);
}

static void try_command(const workbench *w, const command *c)
{
    size_t n_runs = 0, n_done = 0, n_wrong = 0;
    (void)prepare(w, c); /* what libraries do once */
    const long n_allocations = prepare(w, c);
    const long step = step_of(c);
    for (long n = first_n; n <= n_allocations && n_wrong < 5;) {
        for (int once = 0; once <= 1; once++, n_runs++)
            n_done += try_one(w, c, n, once, &n_wrong);
        n += is_reading(n) && c->reads_again ? READING_STRIDE : step;
    }
    print_message(
        "%-18s %7ld allocations, %6zu runs: %6zu end in the result, %6zu in exit code 5\n", c->name,
        n_allocations, n_runs, n_done, n_runs - n_done - n_wrong);
    assert_int_equal(n_wrong, 0);
}

/* --- a test for each ------------------------------------------------------------------------------- */

static int set_up(void **state)
{
    static workbench w;
    counted =
        mmap(NULL, sizeof *counted, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    assert_true(counted != MAP_FAILED);
    strcpy(w.folder, "/tmp/parkplan_test_XXXXXX");
    assert_non_null(mkdtemp(w.folder));
    snprintf(w.in, sizeof w.in, "%s/in", w.folder);
    snprintf(w.out, sizeof w.out, "%s/out", w.folder);
    snprintf(w.want, sizeof w.want, "%s/want", w.folder);
    snprintf(w.words, sizeof w.words, "%s/words", w.folder);
    assert_true(mkdir(w.in, 0700) == 0 && mkdir(w.out, 0700) == 0 && mkdir(w.want, 0700) == 0);
    static const command before[] = {
        {"a plan", false, 1, 1, {"plan", SMALL, "-o", "OUT/p.json"}, false, 0},
        {"of futures", false, 1, 1, {"plan", FUTURES, "-o", "OUT/futures.json"}, false, 0},
        {"compared",
         false,
         1,
         1,
         {"compare", FUTURES, "--scenarios", "base,cheap", "-o", "OUT/compare.json"},
         false,
         0}};
    fail_from(LONG_MAX, LONG_MAX);
    for (size_t i = 0; i < sizeof before / sizeof before[0]; i++)
        assert_int_equal(run_program(&w, &before[i]), before[i].code);
    each_file(&w, w.out, move_to, w.in);
    *state = &w;
    return 0;
}

static int tear_down(void **state)
{
    workbench *w = *state;
    empty(w, w->in);
    empty(w, w->out);
    empty(w, w->want);
    return unlink(w->words) | rmdir(w->in) | rmdir(w->out) | rmdir(w->want) | rmdir(w->folder);
}

enum { N_COMMANDS = sizeof commands / sizeof commands[0] };
static const command *asked[N_COMMANDS];

/* state is the workbench; the commands come in the order of the tests. */
static void test_next_command(void **state)
{
    static size_t next;
    try_command(*state, asked[next++]);
}

int main(int argc, char **argv)
{
    const char *which = argc > 2 ? argv[2] : "";
    struct CMUnitTest tests[N_COMMANDS];
    size_t n = 0;
    as_long_test = argc > 1 && strcmp(argv[1], "long") == 0;
    if (argc > 1 && !as_long_test)
        stride = strtoul(argv[1], NULL, 10);
    if (argc > 3)
        first_n = strtol(argv[3], NULL, 10);
#ifdef PARKPLAN_SANITIZE
    puts("the sanitizer has a malloc of its own: skipped");
    return 77;
#endif
    for (size_t i = 0; i < N_COMMANDS; i++) {
        if (strncmp(commands[i].name, which, strlen(which)) != 0)
            continue;
        asked[n] = &commands[i];
        tests[n++] = (struct CMUnitTest){.name = commands[i].name, .test_func = test_next_command};
    }
    return _cmocka_run_group_tests("memory", tests, n, set_up, tear_down);
}
