/* parkplan: from the region of business parks in an XML file to a plan of approach.
 *
 * Only options, calls in order, and the exit code; docs/parkplan.1 tells what it does.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "command.h"
#include "compare.h"
#include "hub.h"
#include "inputs/embedded.h"
#include "inputs/options.h"
#include "inputs/region_xml.h"
#include "model/version.h"
#include "outputs/explain.h"
#include "outputs/plan_json.h"
#include "outputs/progress.h"
#include "outputs/region_text.h"
#include "outputs/report.h"
#include "outputs/summary.h"
#include "outputs/text_file.h"
#include "solver/repair.h"
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

static status run_check(const options *o, arena *mem)
{
    region *r = NULL;
    const status st = command_read_region(o, mem, &r);
    if (st == STATUS_OK)
        region_print_accepted(r, o->input, o->lang, stdout);
    return st;
}

/* The results go to stdout: the plan itself, or what people read when the plan is in a file. Takes
 * the certificate over, where there is one. */
static status write_plan(const options *o, plan *p, certificate_writer *proof, diag_list *diags)
{
    const bool in_file = strcmp(o->output, "-") != 0;
    const status st = proof == NULL ? plan_write_json(p, o->output, diags)
                                    : plan_write_certified(p, o->output, proof, diags);
    if (st == STATUS_OK)
        plan_print_summary(p, o->lang, in_file ? o->output : NULL, in_file ? stdout : stderr);
    return st;
}

static status solve_and_write(const options *o, region *r, FILE *log, certificate_writer *proof,
                              arena *mem, diag_list *diags)
{
    progress line = progress_start(stderr, o->lang);
    const solve_options how = {.perspective = o->perspective,
                               .gap_frac = o->gap_frac,
                               .time_limit_s = o->time_limit_s,
                               .relax = o->relax,
                               .why = o->why,
                               .method = o->method,
                               .n_threads = command_as_many(o->threads),
                               .write_lp = o->write_lp,
                               .stop = &stop_asked,
                               .report = progress_report,
                               .report_context = &line,
                               .log = log,
                               .evidence = proof == NULL ? NULL : certificate_write_part,
                               .evidence_context = proof};
    plan *p = NULL;
    const status solved = plan_solve_repaired(r, &how, mem, diags, &p);
    progress_end(&line);
    if (p == NULL && (solved == STATUS_INFEASIBLE || solved == STATUS_LIMIT))
        fprintf(stderr, "%s\n", text_get(o->lang, TEXT_no_plan));
    if (p == NULL) {
        certificate_drop(proof);
        return solved;
    }
    const status written = write_plan(o, p, proof, diags);
    return written == STATUS_OK ? solved : written;
}

/* Beside a plan that is a file stands what proves it. */
static status solve_with_proof(const options *o, region *r, FILE *log, arena *mem, diag_list *diags)
{
    certificate_writer *proof = NULL;
    char *path = NULL;
    status st = STATUS_OK;
    if (text_file_is_ordinary(o->output)) {
        path = certificate_path_beside(o->output);
        st = path == NULL ? STATUS_NO_MEMORY
                          : certificate_open(path, r, o->perspective, diags, &proof);
    }
    if (st == STATUS_OK)
        st = solve_and_write(o, r, log, proof, mem, diags);
    free(path);
    return st;
}

static status run_plan(const options *o, arena *mem, diag_list *diags)
{
    region *r = NULL;
    FILE *log = NULL;
    status st = command_read_region(o, mem, &r);
    if (st == STATUS_OK)
        st = text_file_try(o->output, diags);
    if (st == STATUS_OK)
        st = command_open_log(o, &log, diags);
    if (st == STATUS_OK)
        st = solve_with_proof(o, r, log, mem, diags);
    const status closed = command_close_log(o, log, diags);
    return closed == STATUS_OK ? st : closed;
}

static status write_embedded(const options *o, const char *path, diag_list *diags)
{
    const embedded_file *file = embedded_find(path);
    if (file == NULL) {
        diag_add(diags, DIAG_CANNOT_OPEN, path, 0, "is not in this program");
        return STATUS_IO;
    }
    return text_file_write(o->output, (const char *)file->data, file->size, diags);
}

static const char *schema_path(const char *of)
{
    return strcmp(of, "plan") == 0      ? "outputs/plan.schema.json"
           : strcmp(of, "compare") == 0 ? "outputs/compare.schema.json"
           : strcmp(of, "hub") == 0     ? "outputs/hub.schema.json"
                                        : "inputs/region.xsd";
}

static const char *embedded_text(const char *name)
{
    const embedded_file *file = embedded_find(name);
    return file == NULL ? NULL : (const char *)file->data;
}

/* Recomputes the plan from the region that the user names, which has to be the one it was made from. */
static status verify_shown(const plan_document *doc, const options *o, arena *mem, diag_list *diags,
                           report_verification *found)
{
    const region_source source = {.path = o->region, .scenario = plan_document_scenario(doc)};
    region *r = NULL;
    status st = region_read(&source, mem, diags, &r);
    if (st == STATUS_OK)
        st = plan_document_check_region(doc, o->region, r->sha256, diags);
    if (st == STATUS_OK)
        st = verify_document(r, doc, o->input, mem, diags, &found->checks, &found->bound);
    return st == STATUS_IO ? STATUS_INVALID : st; /* as for every other input */
}

static status run_report(const options *o, arena *mem, diag_list *diags)
{
    plan_document doc;
    study_list studies;
    report_verification found;
    status st = plan_document_read(o->input, mem, diags, &doc);
    if (st != STATUS_OK)
        return st;
    st = studies_read(o->studies, o->n_studies, &doc, mem, diags, &studies);
    if (st == STATUS_OK && o->region != NULL)
        st = verify_shown(&doc, o, mem, diags, &found);
    const report_options how = {.lang = o->lang,
                                .dutch_csv = o->dutch_csv,
                                .found = o->region == NULL ? NULL : &found,
                                .n_studies = studies.n,
                                .studies = studies.all,
                                .file = embedded_text};
    if (st == STATUS_OK)
        st = report_write(&doc, o->output, &how, diags);
    studies_free(&studies);
    plan_document_free(&doc);
    return st;
}

static status run_explain(const options *o, arena *mem, diag_list *diags)
{
    plan_document doc;
    status st = plan_document_read(o->input, mem, diags, &doc);
    if (st != STATUS_OK)
        return st;
    st = explain_plan(&doc, o->input, o->park, o->lang, diags, stdout);
    plan_document_free(&doc);
    return st;
}

/* "plan", "hub" or "region". */
static status run(const options *o, arena *mem, diag_list *diags)
{
    switch (o->command) {
    case COMMAND_PLAN:
    case COMMAND_DEMO:
        return run_plan(o, mem, diags);
    case COMMAND_CHECK:
        return run_check(o, mem);
    case COMMAND_VERIFY:
        return verify_run(o, mem, diags);
    case COMMAND_SCHEMA:
        return write_embedded(o, schema_path(o->input), diags);
    case COMMAND_TEMPLATE:
        return write_embedded(o, "inputs/template.xml", diags);
    case COMMAND_REPORT:
        return run_report(o, mem, diags);
    case COMMAND_COMPARE:
        return compare_run(o, &stop_asked, mem, diags);
    case COMMAND_EXPLAIN:
        return run_explain(o, mem, diags);
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
             flushed ? "part of it is lost" : strerror(errno));
    return STATUS_IO;
}

/* What is printed in the end says when memory was out, whoever found it. */
static status settle_memory(status st, diag_list *diags)
{
    if (diags == NULL) {
        fprintf(stderr, "error[%s]: memory is out\n", diag_code_name(DIAG_NO_MEMORY));
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
