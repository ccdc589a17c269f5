/* parkplan: from the region of business parks in an XML file to a plan of approach.
 *
 * Only options, calls in order, and the exit code; docs/parkplan.1 tells what it does.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "builtin.h"
#include "check.h"
#include "compare.h"
#include "explain.h"
#include "hub.h"
#include "model/finding_text.h"
#include "model/version.h"
#include "plan.h"
#include "report.h"
#include "verify.h"

enum exit_code { EXIT_DONE, EXIT_NO_PLAN, EXIT_USAGE, EXIT_INPUT, EXIT_LIMIT, EXIT_MACHINE };

static volatile sig_atomic_t stop_asked;

/* The first Ctrl-C stops with the best plan so far, the second at once. Whoever ends a process may tell
 * both it and its group: what comes within a second of the first is the same wish. */
static void ask_stop(int signal_number)
{
    static time_t first_s;
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    if (!stop_asked) {
        first_s = now.tv_sec;
        stop_asked = 1;
    } else if (now.tv_sec > first_s + 1) {
        signal(signal_number, SIG_DFL);
        raise(signal_number);
    }
}

/* A reader of our output that is gone is an error of writing, not the end of the process. */
static void handle_signals(void)
{
    struct sigaction stop = {.sa_handler = ask_stop};
    struct sigaction ignore = {.sa_handler = SIG_IGN};
    sigaction(SIGINT, &stop, NULL);
    sigaction(SIGTERM, &stop, NULL);
    sigaction(SIGPIPE, &ignore, NULL);
}

/* Where one of the three streams is closed, a file that is opened later would take its number and
 * get what is meant for the stream. */
static void fill_streams(void)
{
    for (int stream = 0; stream <= 2; stream++)
        if (fcntl(stream, F_GETFD) == -1 && open("/dev/null", O_RDONLY) == -1)
            return;
}

static const enum exit_code exit_codes[] = {
    [STATUS_OK] = EXIT_DONE,     [STATUS_INVALID] = EXIT_INPUT,  [STATUS_INFEASIBLE] = EXIT_NO_PLAN,
    [STATUS_LIMIT] = EXIT_LIMIT, [STATUS_USAGE] = EXIT_USAGE,    [STATUS_NO_MEMORY] = EXIT_MACHINE,
    [STATUS_IO] = EXIT_MACHINE,  [STATUS_SOLVER] = EXIT_MACHINE,
};

static status run(const options *o, arena *mem, diag_list *diags)
{
    switch (o->command) {
    case COMMAND_PLAN:
    case COMMAND_DEMO:
        return plan_run(o, &stop_asked, mem, diags);
    case COMMAND_CHECK:
        return check_run(o, mem);
    case COMMAND_VERIFY:
        return verify_run(o, mem, diags);
    case COMMAND_SCHEMA:
        return schema_run(o, diags);
    case COMMAND_TEMPLATE:
        return template_run(o, diags);
    case COMMAND_REPORT:
        return report_run(o, mem, diags);
    case COMMAND_COMPARE:
        return compare_run(o, &stop_asked, mem, diags);
    case COMMAND_EXPLAIN:
        return explain_run(o, mem, diags);
    case COMMAND_HUB:
        return hub_run(o, &stop_asked, mem, diags);
    case COMMAND_HELP:
        fputs(options_help, stdout);
        return STATUS_OK;
    case COMMAND_VERSION:
        printf("parkplan %s\n", PARKPLAN_VERSION);
        return STATUS_OK;
    }
    return STATUS_USAGE;
}

static status settle_stdout(status st, diag_list *diags)
{
    const bool lost = ferror(stdout); /* errno has long been another's */
    const bool flushed = fflush(stdout) == 0;
    if ((flushed && !lost) || st == STATUS_IO)
        return st;
    diag_add(diags, DIAG_CANNOT_WRITE, "stdout", 0, "cannot be written: %s",
             flushed ? finding_text("part of it is lost") : finding_text(strerror(errno)));
    return STATUS_IO;
}

/* What is printed in the end says when memory was out, whoever found it. */
static status settle_memory(status st, diag_list *diags)
{
    if (diags == NULL) {
        fprintf(stderr, "%s[%s]: %s\n", finding_text("error"), diag_code_name(DIAG_NO_MEMORY),
                finding_text("memory is out"));
        return STATUS_NO_MEMORY;
    }
    if (diag_memory_was_out(diags))
        return STATUS_NO_MEMORY;
    if (st == STATUS_NO_MEMORY && !diag_has(diags, DIAG_NO_MEMORY))
        diag_add(diags, DIAG_NO_MEMORY, NULL, 0, "memory is out");
    return st;
}

int main(int argc, char **argv)
{
    options o;
    fill_streams();
    handle_signals();
    finding_text_speak(options_language(argc, argv));
    arena *mem = arena_new();
    diag_list *diags = diag_list_new();
    status st = STATUS_NO_MEMORY;
    if (mem != NULL && diags != NULL)
        st = options_read(argc, argv, diags, &o);
    if (st == STATUS_OK)
        st = run(&o, mem, diags);
    if (diags != NULL)
        st = settle_stdout(st, diags);
    st = settle_memory(st, diags);
    if (diags != NULL)
        diag_print(diags, stderr);
    diag_list_free(diags);
    arena_free(mem);
    return (int)exit_codes[st];
}
