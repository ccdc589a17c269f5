#include "hub.h"

#include <stdio.h>
#include <string.h>

#include "command.h"
#include "model/hub_question.h"
#include "outputs/hub_json.h"
#include "outputs/hub_text.h"
#include "outputs/progress.h"
#include "outputs/text_file.h"
#include "solver/hub_study.h"

/* Which hub of the region, and which of its candidates, the user means. */
static status read_question(const options *o, const region *r, diag_list *diags, hub_question *q)
{
    const status st = region_find_hub(r, o->hub, diags, &q->hub);
    return st == STATUS_OK ? hub_candidates(q->hub, o->members, r->file, diags, &q->asked) : st;
}

static status study(const options *o, const region *r, hub_question *q, FILE *log,
                    const volatile sig_atomic_t *stop, arena *mem, diag_list *diags)
{
    const bool in_file = strcmp(o->output, "-") != 0;
    hub_study *found = NULL;
    progress line = progress_start(stderr, o->lang);
    q->listed = o->members != NULL;
    q->exact_up_to = o->orders > 0 ? 1 : GAME_MAX_PLAYERS;
    q->n_orders = o->orders > 0 ? (size_t)o->orders : HUB_SAMPLED_ORDERS;
    q->how = (solve_options){.perspective = o->perspective,
                             .gap_frac = o->gap_frac,
                             .time_limit_s = o->time_limit_s,
                             .method = o->method,
                             .n_threads = command_as_many(o->threads),
                             .stop = stop,
                             .report = progress_report,
                             .report_context = &line,
                             .log = log};
    q->report = progress_groups;
    q->report_context = &line;
    const status st = hub_study_make(r, q, mem, diags, &found);
    progress_end(&line);
    if (found == NULL && st == STATUS_LIMIT)
        fprintf(stderr, "%s\n", text_get(o->lang, TEXT_hub_stopped));
    if (found == NULL)
        return st;
    const status written = hub_write_json(found, o->output, diags);
    if (written == STATUS_OK)
        hub_print_study(found, o->lang, in_file ? o->output : NULL, in_file ? stdout : stderr);
    return written == STATUS_OK ? st : written;
}

status hub_run(const options *o, const volatile sig_atomic_t *stop, arena *mem, diag_list *diags)
{
    region *r = NULL;
    FILE *log = NULL;
    hub_question q = {.hub = NULL};
    status st = command_read_region(o, mem, &r);
    if (st == STATUS_OK)
        st = read_question(o, r, diags, &q);
    if (st == STATUS_OK)
        st = text_file_try(o->output, diags);
    if (st == STATUS_OK)
        st = command_open_log(o, &log, diags);
    if (st == STATUS_OK)
        st = study(o, r, &q, log, stop, mem, diags);
    const status closed = command_close_log(o, log, diags);
    return closed == STATUS_OK ? st : closed;
}
