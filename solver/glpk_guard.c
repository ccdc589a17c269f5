#include "solver/glpk_guard.h"

#include <glpk.h>
#include <setjmp.h>
#include <stddef.h>

typedef struct guard {
    jmp_buf back;
    const volatile sig_atomic_t *stop; /* NULL: cannot be stopped */
} guard;

/* GLPK keeps an environment per thread. */
static _Thread_local unsigned environments_lost;

const unsigned *guard_environments_lost(void)
{
    return &environments_lost;
}

static void lose_environment(void)
{
    environments_lost++;
    glp_error_hook(NULL, NULL);
    glp_free_env();
}

static int watch_output(void *info, const char *text)
{
    (void)text;
    guard *g = info;
    if (g && g->stop && *g->stop) {
        lose_environment();
        longjmp(g->back, GUARD_INTERRUPTED);
    }
    return 1; /* swallowed */
}

static void jump_back(void *info)
{
    guard *g = info;
    lose_environment();
    longjmp(g->back, GUARD_FAILED);
}

guard_result guarded_until(void (*body)(void *), void *context, const volatile sig_atomic_t *stop)
{
    guard g = {.stop = stop};
    glp_term_hook(watch_output, &g);
    switch (setjmp(g.back)) {
    case GUARD_DONE:
        break;
    case GUARD_INTERRUPTED:
        return GUARD_INTERRUPTED;
    default:
        return GUARD_FAILED;
    }
    glp_error_hook(jump_back, &g);
    body(context);
    glp_error_hook(NULL, NULL);
    glp_term_hook(watch_output, NULL);
    return GUARD_DONE;
}

bool guarded(void (*body)(void *), void *context)
{
    return guarded_until(body, context, NULL) == GUARD_DONE;
}
