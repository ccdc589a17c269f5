#include "plan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "outputs/plan_json.h"
#include "outputs/progress.h"
#include "outputs/summary.h"
#include "outputs/text_file.h"
#include "solver/repair.h"

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
                              const volatile sig_atomic_t *stop, arena *mem, diag_list *diags)
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
                               .stop = stop,
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
static status solve_with_proof(const options *o, region *r, FILE *log,
                               const volatile sig_atomic_t *stop, arena *mem, diag_list *diags)
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
        st = solve_and_write(o, r, log, proof, stop, mem, diags);
    free(path);
    return st;
}

status plan_run(const options *o, const volatile sig_atomic_t *stop, arena *mem, diag_list *diags)
{
    region *r = NULL;
    FILE *log = NULL;
    status st = command_read_region(o, mem, &r);
    if (st == STATUS_OK)
        st = text_file_try(o->output, diags);
    if (st == STATUS_OK)
        st = command_open_log(o, &log, diags);
    if (st == STATUS_OK)
        st = solve_with_proof(o, r, log, stop, mem, diags);
    const status closed = command_close_log(o, log, diags);
    return closed == STATUS_OK ? st : closed;
}
