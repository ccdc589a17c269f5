#include "solver/glpk_guard.h"

#include <glpk.h>
#include <setjmp.h>
#include <stddef.h>

typedef struct guard {
    jmp_buf back;
    const lp_limits *limits; /* NULL: cannot be stopped */
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
    const lp_limits *limits = g ? g->limits : NULL;
    if (limits && limits->tick)
        limits->tick(limits->tick_context);
    if (limits && limits->stop && *limits->stop) {
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

/* GLPK makes its environment at the first call in a thread, and aborts where it cannot. */
static bool has_environment(void)
{
    enum { MADE = 0, WAS_THERE = 1 };
    const int made = glp_init_env();
    return made == MADE || made == WAS_THERE;
}

guard_result guarded_within(void (*body)(void *), void *context, const lp_limits *limits)
{
    guard g = {.limits = limits};
    if (!has_environment())
        return GUARD_FAILED;
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
    return guarded_within(body, context, NULL) == GUARD_DONE;
}
