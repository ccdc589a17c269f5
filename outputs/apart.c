#include "outputs/apart.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

/* Up to the end; whether there was anything. */
static bool swallow(int in)
{
    char words[512];
    bool any = false;
    for (;;) {
        const ssize_t n = read(in, words, sizeof words);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return any;
        any = true;
    }
}

static int wait_for(pid_t child)
{
    int how;
    while (waitpid(child, &how, 0) < 0)
        if (errno != EINTR)
            return APART_FAILED;
    return WIFEXITED(how) && WEXITSTATUS(how) <= APART_MOST ? WEXITSTATUS(how) : APART_FAILED;
}

int apart_run(int (*job)(void *context), void *context)
{
    int words[2];
    if (pipe(words) != 0)
        return APART_FAILED;
    (void)fflush(stdout); /* or the child would have it too */
    const pid_t child = fork();
    if (child == 0) {
        close(words[0]);
        _exit(dup2(words[1], STDERR_FILENO) < 0 ? APART_MOST + 1 : job(context));
    }
    close(words[1]);
    const bool any = child > 0 && swallow(words[0]);
    close(words[0]);
    const int result = child > 0 ? wait_for(child) : APART_FAILED;
    return result == 0 && any ? APART_FAILED : result;
}
